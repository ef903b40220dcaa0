"""The fixed ladder: which column an actor stands in, and an order of all actors frozen per pack, so that nothing jumps."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache
from math import fsum

from model.policy.policy import Policy
from model.reform.reform import enact
from model.spread.rules import HOLDS, OPENS, rules

COLUMNS = ("you", "holder", "system", "body", "consequence")
_COLUMN = {"private-holder": 1, "vendor": 1, "civic": 1, "state-body": 3, "class": 3, "court": 3, "oversight": 3,
           "foreign-state": 3, "public": 3}
_ROLE = {"private-holder": "holder", "state-body": "body", "court": "oversight", "oversight": "oversight",
         "foreign-state": "foreign"}
LOWER = frozenset({"court", "oversight", "foreign-state", "public"})
SWEEPS = 8
SPREAD = 1.25  # how far apart the boxes of a short column may stand, in rows


def column(policy: Policy, actor: str) -> int:
    """The column of an actor or system, 0 to 4."""
    if actor in policy.systems:
        return 2
    kind = policy.actors[actor].kind
    members = [each.actor for each in policy.members.values() if each.class_ == actor] if kind == "class" else []
    return 1 if any(policy.actors[each].kind == "private-holder" for each in members) else _COLUMN[kind]


def role(policy: Policy, actor: str) -> str:
    """The role an actor or system is drawn in."""
    if actor in policy.systems:
        return "system"
    kind = policy.actors[actor].kind
    return _ROLE.get(kind, kind)


def lower(policy: Policy, actor: str) -> bool:
    """Whether an actor stands in the lane under the bodies."""
    return actor in policy.actors and policy.actors[actor].kind in LOWER


def group(policy: Policy, leaf: str) -> str:
    """The kind of information a leaf is drawn under: the top of its tree."""
    while (above := policy.types[leaf].parent) is not None:
        leaf = above
    return leaf


def left(leaf_group: str) -> str:
    """The box of what a person leaves."""
    return f"left:{leaf_group}"


def power(consequence: str) -> str:
    """The box of a consequence."""
    return f"power:{consequence}"


@lru_cache(maxsize=8)
def widest(policy: Policy) -> Policy:
    """The policy with every published proposal enacted: no reform lets anything stand where nothing stands here."""
    return enact(policy, {key: None for key, act in policy.instruments.items() if act.proposed})


@lru_cache(maxsize=8)
def order(policy: Policy) -> dict[str, float]:
    """Every box in its column by an order computed once, on the union of all records, proposed ones too, so that lines cross little.

    Barycentres, swept to and fro (Sugiyama, Tagawa, Toda 1981); ties fall to ids, so the order is the same everywhere.
    """
    links: dict[str, set[str]] = {}
    where: dict[str, int] = {}

    def join(a: str, b: str) -> None:
        links.setdefault(a, set()).add(b)
        links.setdefault(b, set()).add(a)

    for actor in policy.holders:
        where[actor] = column(policy, actor)
    for each in policy.collections.values():
        for leaf in each.information:
            where[left(group(policy, leaf))] = 0
            join(left(group(policy, leaf)), each.recipient)
    whole = rules(widest(policy))
    for clause in whole.clauses:
        head = whole.facts[clause.head]
        if head.kind == OPENS:
            where[power(head.what)] = 4
            join(power(head.what), head.actor)
        for body in clause.bodies:
            if (actor := whole.facts[body].actor) != head.actor and head.kind == HOLDS:
                join(actor, head.actor)
    place = {key: index for index, key in enumerate(sorted(where))}
    ranks: dict[str, float] = {key: float(index) for key, index in place.items()}
    columns = [[key for key in sorted(where) if where[key] == at] for at in range(len(COLUMNS))]
    for sweep in range(SWEEPS):
        for at in range(len(COLUMNS)) if sweep % 2 == 0 else reversed(range(len(COLUMNS))):
            def middle(key: str) -> float:
                near = [ranks[other] for other in links.get(key, ()) if where[other] != where[key]]
                return fsum(near) / len(near) if near else ranks[key]   # exact, so that no order of adding matters
            ordered = sorted(columns[at], key=lambda key: (lower(policy, key), middle(key), key))
            ranks.update({key: index / max(1, len(ordered) - 1) for index, key in enumerate(ordered)})
    named = {key: index for index, key in enumerate(policy.pack.ladder)}
    return {key: named.get(key, len(named) + rank) for key, rank in ranks.items()}


def places(policy: Policy, boxes: Iterable[str], usual: Set[str] = frozenset()) -> dict[str, tuple[int, float]]:
    """Column and row of each of some boxes, in the frozen order; `usual` ones stand above those seldom reached."""
    rank = order(policy)
    columns: list[list[str]] = [[] for _ in COLUMNS]
    for key in sorted(boxes, key=lambda key: (key not in usual, lower(policy, key), rank.get(key, 0.0), key)):
        columns[0 if key.startswith("left:") else 4 if key.startswith("power:") else column(policy, key)].append(key)
    height = max(len(each) for each in columns)
    found = {}
    for at, keys in enumerate(columns):
        step = min((height - 1) / (len(keys) - 1), SPREAD) if len(keys) > 1 else 1.0
        found.update({key: (at, round(index * step, 3)) for index, key in enumerate(keys)})
    return found
