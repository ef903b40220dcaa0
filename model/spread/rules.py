"""The rules of the spread as ground Horn clauses: one clause for each way one record can make somebody hold something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from model.policy.flow import PASSING
from model.policy.policy import Policy
from model.policy.record import origin

HOLDS, ANY, POOLS, OPENS = "holds", "any", "pools", "opens"


class Fact(NamedTuple):
    """`actor` holds a leaf; holds any leaf of a type; a class can pass a leaf; a consequence opens to `actor`.

    A power that a reform cut to pieces is one power: whichever piece opens it, it opens.
    """

    actor: str
    what: str
    kind: str = HOLDS


class Clause(NamedTuple):
    """If the record (if any) is live and all bodies hold, the head holds. Facts are indexes into `Rules.facts`."""

    head: int
    bodies: tuple[int, ...]
    record: str | None


class Rules:
    """Every clause that can ever fire for a policy, whatever the world; a record's liveness decides in each world."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.facts: list[Fact] = []
        self.clauses: list[Clause] = []
        self._index: dict[Fact, int] = {}
        self._sent = defaultdict[str, list[tuple[str, str, frozenset[str]]]](list)
        self._passed = defaultdict[str, list[tuple[str, Fact]]](list)
        self._needed = defaultdict[str, set[str]](set)
        self._asked = defaultdict[str, list[tuple[str, tuple[str, ...], tuple[Fact, ...]]]](list)
        self._parents = {leaf: [key for key, under in policy.leaves.items() if leaf in under and key != leaf]
                         for leaf in policy.leaves}
        self._gather()
        self._ground()
        self.watch: list[list[int]] = [[] for _ in self.facts]
        self.heads: list[list[int]] = [[] for _ in self.facts]
        for number, clause in enumerate(self.clauses):
            self.heads[clause.head].append(number)
            for body in set(clause.bodies):
                self.watch[body].append(number)

    def index(self, fact: Fact) -> int | None:
        """The index of a fact that can ever be derived, else None."""
        return self._index.get(fact)

    def _gather(self) -> None:
        policy = self.policy
        classes = {key for key, actor in policy.actors.items() if actor.kind == "class"}
        self._pooling = {flow.sender for flow in policy.flows.values() if flow.sender in classes}
        for key, flow in policy.flows.items():
            if flow.modality in PASSING:
                leaves = frozenset(leaf for kind in flow.information for leaf in policy.leaves[kind])
                self._sent[flow.sender].append((key, flow.recipient, leaves))
        for key, each in policy.operates.items():
            self._passed[each.system].append((key, Fact(each.actor, "")))
        for key, member in policy.members.items():
            self._passed[member.class_].append((key, Fact(member.actor, "")))
            if member.class_ in self._pooling:
                self._passed[member.actor].append((key, Fact(member.class_, "", POOLS)))
        for key, inference in policy.inferences.items():
            at = inference.at or tuple(h for h, holder in policy.holders.items() if inference.means in holder.means)
            for actor in at:
                self._asked[actor].append((key, inference.premises, tuple(Fact(actor, leaf) for leaf in inference.conclusions)))
        for key, consequence in policy.consequences.items():
            if consequence.modality in PASSING:
                for actor in consequence.actors:
                    self._asked[actor].append((key, consequence.premises, (Fact(actor, origin(key), OPENS),)))
        for actor, asked in self._asked.items():
            self._needed[actor] = {kind for _, premises, _ in asked for kind in premises}

    def _fact(self, fact: Fact, front: list[Fact]) -> int:
        if fact not in self._index:
            self._index[fact] = len(self.facts)
            self.facts.append(fact)
            front.append(fact)
        return self._index[fact]

    def _ground(self) -> None:
        front: list[Fact] = []
        for key, each in self.policy.collections.items():
            if each.modality in PASSING:
                for leaf in each.information:
                    self.clauses.append(Clause(self._fact(Fact(each.recipient, leaf), front), (), key))
        open_: list[tuple[str, tuple[Fact, ...], Fact]] = [
            (key, tuple(Fact(actor, kind, HOLDS if self.policy.leaves[kind] == (kind,) else ANY) for kind in premises), head)
            for actor in sorted(self._asked) for key, premises, heads in self._asked[actor] for head in heads]
        while front:
            while front:
                fact = front.pop()
                for head, record in self._steps(fact):
                    self.clauses.append(Clause(self._fact(head, front), (self._index[fact],), record))
            still = []
            for key, bodies, head in open_:
                if all(body in self._index for body in bodies):
                    self.clauses.append(Clause(self._fact(head, front), tuple(self._index[body] for body in bodies), key))
                else:
                    still.append((key, bodies, head))
            open_ = still

    def _steps(self, fact: Fact) -> Iterator[tuple[Fact, str | None]]:
        """What follows from one fact alone."""
        actor, leaf, kind = fact
        pooled = kind == POOLS
        if kind == HOLDS:
            for parent in self._parents.get(leaf, ()):
                if parent in self._needed[actor]:
                    yield Fact(actor, parent, ANY), None
            for key, target in self._passed[actor]:
                yield target._replace(what=leaf), key
            if actor in self._pooling:
                yield Fact(actor, leaf, POOLS), None
                return
        if kind == HOLDS or pooled:
            for key, recipient, leaves in self._sent[actor]:
                if leaf in leaves and recipient != actor:
                    yield Fact(recipient, leaf), key


@lru_cache(maxsize=16)
def rules(policy: Policy) -> Rules:
    """The rules of a policy, ground once."""
    return Rules(policy)
