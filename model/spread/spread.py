"""The spread of a world: who may come to hold what, how, and since when (semantics.md 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache

from model.fault import unknown
from model.markup import table
from model.policy.actor import PUBLIC_BODIES
from model.policy.evidence import LENSES
from model.policy.period import StartKind
from model.policy.policy import Policy
from model.spread.course import course
from model.spread.fixpoint import best
from model.spread.holding import Counts, Gate, Holding, Opened, Since
from model.spread.liveness import NOTHING
from model.spread.rules import ANY, HOLDS, OPENS, Fact
from model.spread.world import World

ALWAYS = Since(None, "always")
_WEAKEST: tuple[StartKind, ...] = ("first-evidenced", "adopted", "in-force")


def topmost(policy: Policy, actor: str) -> str:
    """The actor at the top of the chain of `under`."""
    while (above := policy.actors[actor].under) is not None:
        actor = above
    return actor


class Spread:
    """All that follows in one world, computed once and asked many times."""

    def __init__(self, world: World) -> None:
        self.world, self.policy = world, world.policy
        self.course = course(world)
        self.rules, self.level = self.course.rules, world.level
        self.period = self.course.calendar.period(world.on)

    def __repr__(self) -> str:
        world, counts = self.world, self.counts
        return (f"Spread({self.policy.pack.id}, {world.persona}, {world.on}, {world.lens}: "
                f"bodies {counts.bodies}, holdings {counts.holdings})")

    def _repr_html_(self) -> str:
        rows = [(each.actor, each.information, each.hops, f"{each.gate.least} to {each.gate.most}", each.since.date or "", each.evidence)
                for each in self.holdings]
        return table(repr(self), ("actor", "information", "hops", "gate", "since", "evidence"), rows)

    @cached_property
    def _present(self) -> list[int]:
        return [number for number in range(len(self.rules.facts)) if self.course.at(number, self.level, self.period)]

    @cached_property
    def live(self) -> list[int]:
        """The numbers of the clauses that fire in this world."""
        bit = 1 << ((self.level + len(LENSES)) * self.course.periods + self.period)
        held = self.course.held
        return [number for number, clause in enumerate(self.rules.clauses)
                if self.course.guards[number] & bit and all(held[body] & bit for body in clause.bodies)]

    @cached_property
    def records(self) -> frozenset[str]:
        """The records that take part in the spread of this world."""
        return frozenset(clause.record for number in self.live if (clause := self.rules.clauses[number]).record)

    @cached_property
    def _shortest(self) -> tuple[dict[int, int], dict[int, int]]:
        return best(self.rules.clauses, self.live, self.rules.watch, lambda clause, deepest: deepest + bool(clause.record))

    @property
    def hops(self) -> dict[int, int]:
        """For each derivable fact the fewest records deep."""
        return self._shortest[0]

    @property
    def shortest(self) -> dict[int, int]:
        """For each derivable fact the clause that gives it on its shortest chain."""
        return self._shortest[1]

    @cached_property
    def _gates(self) -> tuple[dict[int, int], dict[int, int]]:
        gates = {key: self.permission(key) for key in self.records}
        gates[""] = (0, 0)

        def pass_(side: int) -> dict[int, int]:
            return best(self.rules.clauses, self.live, self.rules.watch,
                        lambda clause, deepest: max(deepest, gates[clause.record or ""][side]))[0]
        return pass_(0), pass_(1)

    def fact(self, actor: str, what: str) -> int | None:
        """The number of what an actor holds (a leaf, or any leaf of a parent) or of a consequence, if it holds here."""
        for kind in (HOLDS, ANY, OPENS):
            number = self.rules.index(Fact(actor, what, kind))
            if number is not None and self.course.at(number, self.level, self.period):
                return number
        return min(self.facts(actor, what), key=lambda number: (self.hops[number], self.rules.facts[number]), default=None)

    def facts(self, actor: str, what: str) -> list[int]:
        """The numbers of everything derived here that is meant: a leaf, every leaf of a parent, or a consequence."""
        named = [Fact(actor, leaf) for leaf in self.policy.leaves.get(what, ())] or [Fact(actor, what, OPENS)]
        return [number for fact in named if (number := self.rules.index(fact)) is not None
                and self.course.at(number, self.level, self.period)]

    def permission(self, record: str) -> tuple[int, int]:
        """The least and the most permission (indexes of GATES) that one record takes in this world."""
        return self.course.liveness.gate(record, self.world.on)

    def values(self, record: str, field: str) -> frozenset[str]:
        """The values a field of a record's principle may have in this world."""
        return self.course.liveness.values(record, field, self.world.on)

    def gate(self, number: int) -> Gate:
        """The gate of a derivable fact."""
        return Gate.of(*self.bounds(number))

    def bounds(self, number: int) -> tuple[int, int]:
        """The gate of a derivable fact as indexes of GATES."""
        least, most = self._gates
        return least[number], most[number]

    def evidence(self, number: int) -> str:
        """The narrowest lens in which a fact is still derived."""
        return next(lens for level, lens in enumerate(LENSES) if self.course.at(number, level, self.period))

    def day(self, number: int, level: int | None = None) -> bool:
        """Whether a fact is added by the acts of the day."""
        level = self.level if level is None else level
        return self.course.at(number, level, self.period) and not self.course.at(number, level, self.period, day=False)

    def since(self, number: int) -> Since:
        """The first date of the unbroken stretch up to this world's date, and what kind of date it is."""
        begun = self._begun(number)
        return Since(self.course.calendar.days[begun], self._kind(number, begun)) if begun else ALWAYS

    def _begun(self, number: int) -> int:
        gaps = ~self.course.bits(number, self.level) & ((1 << (self.period + 1)) - 1)
        return gaps.bit_length()

    @cached_property
    def _chains(self) -> dict[int, dict[int, int]]:
        return {}

    def _kind(self, number: int, begun: int) -> StartKind:
        """The weakest kind among the records on the shortest chain that began on the stretch's first day."""
        if begun not in self._chains:
            then = Spread(self.world.but(on=self.course.calendar.days[begun]))
            self._chains[begun] = then.shortest
        kinds, front, seen = set[str](), [number], set[int]()
        while front:
            fact = front.pop()
            if fact not in seen:
                seen.add(fact)
                clause = self.rules.clauses[self._chains[begun][fact]]
                front.extend(clause.bodies)
                kinds |= self._kinds(clause.record, begun)
        return next((kind for kind in _WEAKEST if kind in kinds), "first-evidenced")

    def _kinds(self, record: str | None, begun: int) -> set[str]:
        """The kinds of date with which a record began to be live on a day: its own, or its basis's."""
        if record is None or not self.course.live[record] >> begun & 1 or self.course.live[record] >> (begun - 1) & 1:
            return set()
        calendar = self.course.calendar
        day, stands = calendar.days[begun], calendar.standing[record]
        if stands.first == day and stands.start:
            return {stands.start.kind}
        basis = getattr(calendar.records[record], "basis", ())
        refs = {ref for together in basis for ref in together
                if calendar.provision(ref, NOTHING) >> begun & 1 and not calendar.provision(ref, NOTHING) >> (begun - 1) & 1}
        return {kind for ref in refs if (kind := calendar.kind(ref, day))} or {"first-evidenced"}

    def _holdings(self) -> Iterator[Holding]:
        for number in self._present:
            actor, what, kind = self.rules.facts[number]
            if kind == HOLDS:
                yield Holding(actor, what, self.hops[number], self.gate(number), self.evidence(number),
                              self.since(number), self.day(number))

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Every holding, by actor and kind of information."""
        return tuple(sorted(self._holdings(), key=lambda held: (held.actor, held.information)))

    @cached_property
    def held(self) -> frozenset[tuple[str, str]]:
        """Every (actor, kind of information) held."""
        return frozenset((fact.actor, fact.what) for number in self._present if (fact := self.rules.facts[number]).kind == HOLDS)

    @cached_property
    def consequences(self) -> tuple[Opened, ...]:
        """Every consequence that opens, and to whom."""
        found = [Opened(what, actor, self.evidence(number), self.day(number)) for number in self._present
                 for actor, what, kind in (self.rules.facts[number],) if kind == OPENS]
        return tuple(sorted(found, key=lambda each: (each.consequence, each.actor)))

    def holding(self, actor: str, information: str) -> Holding | None:
        """One holding, or None where it is not derived in this world."""
        number = self.rules.index(Fact(actor, information))
        if number is None or not self.course.at(number, self.level, self.period):
            return None
        return Holding(actor, information, self.hops[number], self.gate(number), self.evidence(number),
                       self.since(number), self.day(number))

    @cached_property
    def _public(self) -> list[tuple[int, str]]:
        """For each holding fact of a public body or class, its number and topmost body ("" for a class)."""
        actors = self.policy.actors
        return [(number, topmost(self.policy, actor) if actors[actor].kind in PUBLIC_BODIES else "")
                for number, (actor, _, kind) in enumerate(self.rules.facts)
                if kind == HOLDS and actor in actors and actors[actor].kind in PUBLIC_BODIES | {"class"}]

    @cached_property
    def counts(self) -> Counts:
        """The counts of this world as intervals over its lens and every wider one."""
        rows: list[tuple[int, int, int, int, int]] = []
        held = [number for number, fact in enumerate(self.rules.facts) if fact.kind == HOLDS]
        for level in range(self.level, len(LENSES)):
            on = {number for number in held if self.course.at(number, level, self.period)}
            new = {number for number in on if self.day(number, level)}
            rows.append((len({top for number, top in self._public if top and number in on}), len(on),
                         len({top for number, top in self._public if top and number in new}), len(new),
                         len({self.rules.facts[number].actor for number, top in self._public if not top and number in on})))
        spans = [(min(column), max(column)) for column in zip(*rows, strict=True)]
        return Counts(*spans)

    def public(self) -> list[tuple[int, str]]:
        """The holdings of public bodies and classes in this world: fact number and topmost body ("" for a class)."""
        return [(number, top) for number, top in self._public if self.course.at(number, self.level, self.period)]

    def steps(self) -> list[tuple[date, int, int]]:
        """For each day of change: the kinds of data public bodies hold, in this lens and in the widest (pairs counted)."""
        mine = [self.course.bits(number, self.level) for number, top in self._public if top]
        wide = [self.course.bits(number, len(LENSES) - 1) for number, top in self._public if top]
        return [(day, sum(bits >> index & 1 for bits in mine), sum(bits >> index & 1 for bits in wide))
                for index, day in enumerate(self.course.calendar.days)]


@lru_cache(maxsize=64)
def _spread(world: World) -> Spread:
    return Spread(world)


def spread(world: World) -> Spread:
    """The spread of a world, computed once."""
    return _spread(world)


def known_holder(policy: Policy, actor: str) -> str:
    """The actor or system of an id; raises the fault of an unknown one."""
    if actor not in policy.holders:
        raise unknown("actor or system", actor, policy.holders)
    return actor


def known_type(policy: Policy, information: str) -> str:
    """The information type of an id; raises the fault of an unknown one."""
    if information not in policy.types:
        raise unknown("kind of information", information, policy.types)
    return information
