"""The fixpoint on invented worlds of 10² to 10⁶ flows: lanes and best against libraries, as far as each can go."""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable
from itertools import accumulate
from typing import Any, NamedTuple

import clingo
from race import race
from spreading import Reach, by_networkx, by_rustworkx

from model.spread.fixpoint import best, lanes
from model.spread.rules import Clause

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
TYPES, LANES, SEED = 64, 64, 20_260_714
Pair = tuple[int, int]


class Invented(NamedTuple):
    """Ground clauses over facts (holder, type), with the lanes in which each counts, and one lane for those who know no lanes."""

    facts: list[Pair]
    clauses: list[Clause]
    guards: list[int]
    watch: list[list[int]]
    lane: int

    @property
    def live(self) -> list[int]:
        """The clauses of the one lane."""
        return [number for number, guard in enumerate(self.guards) if guard >> self.lane & 1]


def invent(flows: int) -> Invented:
    """A world: a holder to fifty flows, types that flows carry by Zipf, guards as stretches of lanes, a few conclusions."""
    chance = random.Random(SEED + flows)
    holders = max(10, flows // 50)
    zipf = list(accumulate(1 / (rank + 1) for rank in range(TYPES)))
    facts: list[Pair] = []
    index: dict[Pair, int] = {}
    clauses: list[Clause] = []
    guards: list[int] = []

    def fact(holder: int, kind: int) -> int:
        pair = holder, kind
        if pair not in index:
            index[pair] = len(facts)
            facts.append(pair)
        return index[pair]

    def stretch() -> int:
        low, high = sorted(chance.choices(range(LANES + 1), k=2))
        return (1 << high) - (1 << low)

    def add(head: int, bodies: tuple[int, ...], guard: int, name: str) -> None:
        if head not in bodies:
            clauses.append(Clause(head, bodies, name))
            guards.append(guard)

    for number in range(max(5, flows // 100)):
        add(fact(chance.randrange(holders), chance.choices(range(TYPES), cum_weights=zipf)[0]), (), stretch(), f"c{number}")
    for number in range(flows):
        sender, recipient = int(holders * chance.random() ** 2), chance.randrange(holders)   # some send much
        mask = set(chance.choices(range(TYPES), cum_weights=zipf, k=chance.randint(1, 3)))
        guard = stretch()
        for kind in mask if sender != recipient else ():
            add(fact(recipient, kind), (fact(sender, kind),), guard, f"f{number}")
    for number in range(flows // 20):
        holder = chance.randrange(holders)
        first, second, third = chance.sample(range(TYPES // 4), k=3)
        add(fact(holder, third), (fact(holder, first), fact(holder, second)), stretch(), f"i{number}")
    watch: list[list[int]] = [[] for _ in facts]
    for number, clause in enumerate(clauses):
        for body in set(clause.bodies):
            watch[body].append(number)
    return Invented(facts, clauses, guards, watch, LANES // 2)


def in_lanes(world: Invented) -> list[int]:
    """Ours: every lane at once."""
    return lanes(len(world.facts), world.clauses, world.guards, world.watch)


def in_one_lane(world: Invented) -> list[int]:
    """Ours: one lane only."""
    return lanes(len(world.facts), world.clauses, [guard & 1 << world.lane for guard in world.guards], world.watch)


def labelled(world: Invented) -> dict[int, int]:
    """Ours: hops of every fact in one lane."""
    return best(world.clauses, world.live, world.watch, lambda clause, deepest: deepest + 1)[0]


def rounds_of_labels(world: Invented) -> dict[int, int]:
    """Plain rounds over the clauses of one lane until no label falls: what one would write first."""
    live, labels, grown = [world.clauses[number] for number in world.live], dict[int, int](), True
    while grown:
        grown = False
        for head, bodies, _ in live:
            if all(body in labels for body in bodies):
                label = 1 + max((labels[body] for body in bodies), default=0)
                if label < labels.get(head, label + 1):
                    labels[head], grown = label, True
    return labels


def typewise(world: Invented, reach: Reach) -> frozenset[int]:
    """One lane: for each type everybody reached from who has it, again after every round of conclusions."""
    edges, begin = defaultdict[int, list[tuple[int, int]]](list), defaultdict[int, set[int]](set)
    joins = []
    for number in world.live:
        head, bodies, _ = world.clauses[number]
        kind = world.facts[head][1]
        if not bodies:
            begin[kind].add(head)
        elif len(bodies) == 1:
            edges[kind].append((bodies[0], head))
        else:
            joins.append((head, bodies, kind))
    held: dict[int, set[int]] = {}
    stale = set(edges) | set(begin)
    while stale:
        for kind in stale:
            if begin[kind]:
                held[kind] = reach(edges[kind], begin[kind])
        stale = set()
        for head, bodies, kind in joins:
            if head not in held.get(kind, ()) and all(body in held.get(world.facts[body][1], ()) for body in bodies):
                begin[kind].add(head)
                stale.add(kind)
    return frozenset(fact for found in held.values() for fact in found)


def program(world: Invented) -> str:
    """The clauses of one lane as a clingo program."""
    told = []
    for number in world.live:
        head, bodies, _ = world.clauses[number]
        told.append(f"h({head}):-{','.join(f'h({body})' for body in bodies)}." if bodies else f"h({head}).")
    return "\n".join([*told, "#show h/1."])


def by_clingo(text: str) -> frozenset[int]:
    """A program parsed, grounded and solved."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], text)
    control.ground([("base", [])])
    found: list[int] = []
    control.solve(on_model=lambda model: found.extend(each.arguments[0].number for each in model.symbols(shown=True)))
    return frozenset(found)


class Field:
    """Who still runs: an engine that took too long drops out before the next size, and is said to."""

    def __init__(self, limit: float) -> None:
        self.limit, self.last, self.out = limit, dict[str, float](), dict[str, str]()

    def enter(self, engines: dict[str, Callable[[], Any]], growth: float, size: int) -> dict[str, Callable[[], Any]]:
        """Those that may be expected to stay within the limit at a size `growth` times the last."""
        for name in engines:
            if name not in self.out and self.last.get(name, 0) * growth > self.limit:
                self.out[name] = f"out before {size:,}: {self.last[name]:.1f} s for a world {growth:g} times smaller"
        return {name: engine for name, engine in engines.items() if name not in self.out}

    def leave(self, told: dict[str, Any]) -> dict[str, Any]:
        """Remember who took how long."""
        self.last.update({name: each["seconds"] for name, each in told.items()})
        return told


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Every size: who holds what (ours in all lanes, theirs in one), and hops in one lane."""
    told: dict[str, Any] = {}
    field, before = Field(given.limit), 0
    for size in given.sizes or SIZES:
        world = invent(size)
        bit, text = world.lane, program(world)
        growth = size / before if before else 1
        turns = max(1, min(given.rounds, 300_000 // size))

        def one(answer: Any, bit: int = bit) -> frozenset[int]:
            return frozenset(fact for fact, bits in enumerate(answer) if bits >> bit & 1) if isinstance(answer, list) else frozenset(answer)

        who = field.enter({f"ours, {LANES} lanes": lambda world=world: in_lanes(world),
                           "ours, one lane": lambda world=world: in_one_lane(world),
                           "networkx": lambda world=world: typewise(world, by_networkx),
                           "rustworkx": lambda world=world: typewise(world, by_rustworkx),
                           "clingo": lambda text=text: by_clingo(text)}, growth, size)
        hops = field.enter({"ours, best": lambda world=world: labelled(world),
                            "plain rounds": lambda world=world: rounds_of_labels(world)}, growth, size)
        told[str(size)] = {"facts": len(world.facts), "clauses": len(world.clauses), "live in one lane": len(world.live),
                           "held in one lane": len(one(in_lanes(world))),
                           "who holds what": field.leave(race(who, turns, equal=one)), "hops": field.leave(race(hops, turns)),
                           "dropped out": dict(field.out)}
        before = size
    return told

