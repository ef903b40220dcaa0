"""Memory: what is still held, month by month after the day, of what its acts brought about (semantics.md 3).

One number for each fact and month: the month in which the newest copy still held was collected. The newest is enough. Whatever
decides how long a copy is kept never favours the older one: a term from collection ends no sooner for what was collected later, a
term from receipt is the same for all that was received together, and a conclusion has the clock of its oldest premise, which is
newest where every premise is. So wherever an older copy is held, passed on or drawn upon, the newest would be as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from model.policy.evidence import counted, field_values
from model.policy.flow import Collection, Flow
from model.policy.period import later
from model.policy.principle import Retention
from model.spread.rules import HOLDS, Clause
from model.spread.spread import Spread, spread
from model.spread.world import World

NOT = -1  # no copy is held


@dataclass(frozen=True)
class Remembered:
    """The last month, counted from the day, in which an actor still holds what the day gave it, at least and at most.

    `most` is None, and `least_open` true, where it is held in the last month looked at; `held` has a bit for each month, at
    least and at most.
    """

    actor: str
    information: str
    least: int
    most: int | None
    least_open: bool
    held: tuple[int, int]

    @property
    def gaps(self) -> tuple[bool, bool]:
        """Whether there is a month before the last in which it is not held, at least and at most."""
        least, most = (bool(bits & (bits + 1)) for bits in self.held)
        return least, most


@dataclass(frozen=True)
class Memory:
    """The days looked at, each a month after the other; what becomes of all that the day added; and what public bodies still hold.

    `least` and `most` count, for each month, the pairs of a public body and a kind of information; classes are not in them.
    """

    months: tuple[date, ...]
    rows: tuple[Remembered, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]


@lru_cache(maxsize=16)
def memory(world: World, months: int = 120) -> Memory:
    """What is still held each month after the day of a world, of what its acts of the day added."""
    found = spread(world)
    added = [number for number, fact in enumerate(found.rules.facts) if fact.kind == HOLDS and found.day(number)]
    course = _Months(found, months, added)
    runs = [{number: sum(1 << month for month, at in enumerate(newest[number]) if at != NOT) for number in added}
            for newest in (course.run(most=False), course.run(most=True))]
    rows = []
    for number in added:
        least, most = held = (runs[0][number], runs[1][number])
        actor, what, _ = found.rules.facts[number]
        rows.append(Remembered(actor, what, least.bit_length() - 1, None if most >> months else most.bit_length() - 1,
                               bool(least >> months), held))
    public = {number for number, top in found.public() if top}
    sums = [tuple(sum(bits >> month & 1 for number, bits in run.items() if number in public) for month in range(months + 1))
            for run in runs]
    return Memory(course.days, tuple(sorted(rows, key=lambda row: (row.actor, row.information))), *sums)


class _Keeping(NamedTuple):
    """For each month by the clock the first in which a copy is no longer kept; whether the clock runs from receipt."""

    ends: list[int]
    receipt: bool

    def kept(self, come: list[int]) -> list[int]:
        """From what comes in each month, the newest copy held in each; what was collected in that month is held in it."""
        if self.receipt:
            return [month if come[month] == month else max(come[bisect_right(self.ends, month):month + 1], default=NOT)
                    for month in range(len(come))]
        return [at if at in (month, NOT) or month < self.ends[at] else NOT for month, at in enumerate(accumulate(come, max))]


class _Months:
    """The months after the day of one world: when each record passes something on, and how long what it passes is kept."""

    def __init__(self, found: Spread, months: int, added: list[int]) -> None:
        self.found, self.course = found, found.course
        self.days = tuple(later(found.world.on, month, "months") for month in range(months + 1))
        self._periods = [self.course.calendar.period(day) for day in self.days]
        self._live: dict[str, list[bool]] = {}
        self._near = self._matter(added)

    def live(self, record: str | None) -> list[bool]:
        """The months in which a record passes something on; what an act of the day sets off, it sets off once."""
        if record is None:
            return [True] * len(self.days)
        if record not in self._live:
            standing, world = self.course.calendar.standing.get(record), self.found.world
            bits = self.course.live[record] if standing and standing.level <= self.found.level else 0
            once = getattr(self.course.calendar.records[record], "when", None) in world.acts - world.facts
            self._live[record] = [bool(bits >> period & 1) and not (once and month) for month, period in enumerate(self._periods)]
        return self._live[record]

    def _matter(self, added: list[int]) -> list[Clause]:
        """The clauses through which what the day added can ever come, back to collections."""
        rules = self.found.rules
        front, seen, near = list(added), set(added), []
        while front:
            for number in rules.heads[front.pop()]:
                clause = rules.clauses[number]
                if any(self.live(clause.record)):
                    near.append(clause)
                    front += set(clause.bodies) - seen
                    seen |= set(clause.bodies)
        return near

    def run(self, *, most: bool) -> list[list[int]]:
        """For each fact and month the month of collection of the newest copy held, if all is kept as briefly or as long as may be.

        A least fixpoint by a worklist: a fact whose months grew is looked at again wherever it is needed.
        """
        nothing = [NOT] * len(self.days)
        newest = [nothing] * len(self.found.rules.facts)
        keeping = {clause.record: self._keeping(clause.record, most=most) for clause in self._near if clause.record}
        watch: dict[int, list[Clause]] = {}
        for clause in self._near:
            for body in clause.bodies:
                watch.setdefault(body, []).append(clause)
        queue = deque(clause for clause in self._near if not clause.bodies)
        while queue:
            clause = queue.popleft()
            kept = keeping.get(clause.record or "")
            come = self._come(clause, newest)
            grown = list(map(max, newest[clause.head], kept.kept(come) if kept else come))
            if grown != newest[clause.head]:
                newest[clause.head] = grown
                queue.extend(each for each in watch.get(clause.head, ()) if each not in queue)
        return newest

    def _come(self, clause: Clause, newest: list[list[int]]) -> list[int]:
        """What a clause brings in each month: collected in it, or as old as the oldest of its premises."""
        live = self.live(clause.record)
        if not clause.bodies:
            return [month if on else NOT for month, on in enumerate(live)]
        oldest = map(min, zip(*(newest[body] for body in clause.bodies), strict=True))
        return [at if on else NOT for at, on in zip(oldest, live, strict=True)]

    def _keeping(self, record: str, *, most: bool) -> _Keeping | None:
        """How long what a record passes is kept; only collections and flows make a copy of their own."""
        found = self.course.calendar.records[record]
        if not isinstance(found, Collection | Flow):
            return None
        kept = found.principle.retention
        claims = counted(found.claims, self.found.policy.sources, self.found.world.sources)
        if field_values(claims, found.claims, "retention", "") != {""}:
            kept = Retention()  # a claim gives it in words: how long it may be is not known
        taken = self._taken(kept.set_by) if kept.set_by else None
        return _Keeping([bisect_left(self.days, _end(day, kept, taken, most=most)) for day in self.days], kept.clock == "receipt")

    def _taken(self, ref: str) -> date | None:
        """The day from which a reform takes away a provision."""
        key, _, part_id = ref.partition("#")
        inserted = {part.inserted_by for part in self.found.policy.instruments[key].provisions if part.id == part_id}
        gone = self.course.liveness.gone
        return min((gone[act] for act in {key, *inserted} if act in gone), default=None)


def _end(day: date, kept: Retention, taken: date | None, *, most: bool) -> date:
    """The day from which a copy is no longer kept, by the day of its clock; the last day of all where nothing ends it.

    A repeal of what set the time takes away both the duty to keep and the duty to delete: what was still kept then may be kept for
    ever (or as long as a reform allows), or not at all.
    """
    if kept.kind == "term" or (kept.kind == "limit" and most):
        assert kept.length is not None and kept.unit is not None
        end = later(day, kept.length, kept.unit)
    else:
        end = date.max if most or kept.kind == "unlimited" else day
    if taken is not None and taken <= end:
        return taken if not most else later(day, *kept.cap) if kept.cap else date.max
    return end
