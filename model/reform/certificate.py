"""Why not: the records that are not live here through which something would be derived in the widest world, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from model.policy.evidence import LENSES
from model.policy.principle import GATES
from model.reform.reform import enact, origin
from model.spread.fixpoint import lanes
from model.spread.liveness import Calendar, calendar
from model.spread.rules import OPENS, Fact, Rules, rules
from model.spread.spread import Spread

# What keeps a record from counting: not yet or no longer valid, its ground not in force, only proposed, wider evidence than counts,
# no source that counts, taken away by a reform, or a permission that is too strong for what was asked.
REASONS = ("proposed", "date", "ground", "lens", "sources", "reform", "gate")


@dataclass(frozen=True)
class Missing:
    """A record that does not count here, why, and whether it alone would be enough to reopen the way."""

    record: str
    reasons: tuple[str, ...]
    alone: bool

    @property
    def unknown(self) -> bool:
        """Whether only what is known, not what is law, keeps it from counting: settling it would settle the answer."""
        return set(self.reasons) <= {"lens", "sources"}


def certificate(spread: Spread, law: Spread, actor: str, what: str, below: str | None = None) -> tuple[Missing, ...]:
    """The cut that blocks every way to something: while none of these records counts, it is not derived; empty: no way at all.

    `law` is the law as it stands for the same person; the widest world has every date, lens and source, no reform, and every
    proposal in force. Each way there must first leave what is derived here by one of these records. With `below`, a word of
    GATES, only records whose own least permission lies below it count.
    """
    return _certificate(spread, law, actor, what, below)


@lru_cache(maxsize=64)
def _certificate(spread: Spread, law: Spread, actor: str, what: str, below: str | None) -> tuple[Missing, ...]:
    wide = _Wide(spread, law, below)
    found = wide.frontier(actor, what)
    alone = wide.alone(actor, what, found)
    return tuple(Missing(key, wide.reasons(key), key in alone) for key in sorted(found, key=lambda key: (key not in alone, key)))


class _Wide:
    """The widest world beside one world: which of its clauses count there, and why others do not."""

    def __init__(self, spread: Spread, law: Spread, below: str | None) -> None:
        self.spread, self.law, self.rank = spread, law, GATES.index(below) if below else None
        policy = law.policy
        self.policy = enact(policy, {key: None for key, act in policy.instruments.items() if act.proposed})
        self.rules: Rules = rules(self.policy)
        self.calendar: Calendar = calendar(self.policy, "all")
        bit = 1 << ((spread.level + len(LENSES)) * spread.course.periods + spread.period)
        ours = spread.rules
        self.live = {self._shape(ours, number) for number, clause in enumerate(ours.clauses)
                     if spread.course.guards[number] & bit and self._usable(clause.record)}
        self.held = set[Fact]()
        grown = True
        while grown:
            size = len(self.held)
            self.held |= {head for head, bodies, _ in self.live if self.held.issuperset(bodies)}
            grown = len(self.held) > size

    def _usable(self, record: str | None) -> bool:
        return record is None or self.rank is None or self.spread.permission(record)[0] < self.rank

    @staticmethod
    def _shape(ground: Rules, number: int) -> tuple[Fact, tuple[Fact, ...], str | None]:
        clause = ground.clauses[number]
        return ground.facts[clause.head], tuple(ground.facts[body] for body in clause.bodies), clause.record and origin(clause.record)

    def _concerns(self, record: str | None) -> bool:
        """Whether a record is about this person at all: its subject, and the fact or act that sets it off."""
        each = self.calendar.records.get(record or "")
        world = self.spread.world
        return each is None or (world.attributes.issuperset(getattr(each, "subject", ()))
                                and getattr(each, "when", None) in {None, *world.facts, *world.acts})

    def targets(self, actor: str, what: str) -> list[int]:
        """The facts of the widest world that something asked may mean."""
        named = [Fact(actor, leaf) for leaf in self.policy.leaves.get(what, ())] or [Fact(actor, what, OPENS)]
        return [number for fact in named if (number := self.rules.index(fact)) is not None]

    def frontier(self, actor: str, what: str) -> frozenset[str]:
        """The records behind something that do not count here although all they need is derived."""
        seen, front, found = set[int](), self.targets(actor, what), set[str]()
        while front:
            fact = front.pop()
            if fact in seen or self.rules.facts[fact] in self.held:
                continue
            seen.add(fact)
            for number in self.rules.heads[fact]:
                clause = self.rules.clauses[number]
                if not self._concerns(clause.record):
                    continue
                front.extend(clause.bodies)
                if clause.record and self._shape(self.rules, number) not in self.live and all(
                        self.rules.facts[body] in self.held for body in clause.bodies):
                    found.add(clause.record)
        return frozenset(found)

    def alone(self, actor: str, what: str, found: frozenset[str]) -> frozenset[str]:
        """Those of some records each of which alone would reopen the way: one lane for each."""
        order = sorted(found)
        every = (1 << len(order)) - 1
        guards = [every if clause.record is None or self._shape(self.rules, number) in self.live else
                  1 << order.index(clause.record) if clause.record in found and self._concerns(clause.record) else 0
                  for number, clause in enumerate(self.rules.clauses)]
        held = lanes(len(self.rules.facts), self.rules.clauses, guards, self.rules.watch)
        bits = 0
        for number in self.targets(actor, what):
            bits |= held[number]
        return frozenset(key for index, key in enumerate(order) if bits >> index & 1)

    def reasons(self, key: str) -> tuple[str, ...]:
        """Why a record does not count here; where nothing else keeps it from counting, a reform took just this part of it away."""
        return tuple(reason for reason in REASONS if self._holds(reason, key)) or ("reform",)

    def _holds(self, reason: str, key: str) -> bool:
        law, on = self.law, self.spread.world.on
        record, stands = law.course.calendar.records[key], law.course.calendar.standing.get(key)
        if reason == "proposed":
            return getattr(record, "modality", "") == "proposed"
        if reason == "gate":
            pieces = [each for each in self.spread.course.calendar.records if origin(each) == key]
            return self.rank is not None and any(not self._usable(each) for each in pieces)
        if stands is None:
            return reason == "sources"
        if reason == "date":
            return not (stands.first <= on and (stands.end is None or on < stands.end))
        if reason == "lens":
            return stands.level > self.spread.level
        alive = law.course.live[key] >> law.course.calendar.period(on) & 1
        if reason == "ground":
            in_time = stands.first <= on and (stands.end is None or on < stands.end)
            return not alive and in_time and getattr(record, "modality", "") != "proposed"
        return reason == "reform" and bool(alive) and not any(
            origin(each) == key and self.spread.course.live[each] >> self.spread.period & 1 for each in self.spread.course.live)


