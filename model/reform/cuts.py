"""Smallest changes: every set of the fewest acts, flows or sources without which a target is no longer derived (semantics.md 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb

from model.policy.principle import GATES
from model.reform.formula import Formula, Lanes, both, named
from model.reform.labels import QUESTIONS
from model.reform.solver import optimum
from model.spread.derivation import Derivation, shortest
from model.spread.fixpoint import lanes
from model.spread.rules import HOLDS, OPENS, Clause, Fact
from model.spread.spread import Spread

LIMIT = 3            # sets up to this size are all tried
ROOM = 1 << 16       # sets tried in one run
PATIENCE = 1 << 18   # sets of one size beyond which the solver takes over, where it may
SIDES = ("least", "most")


@dataclass(frozen=True)
class Cut:
    """All sets of the fewest labels; size None: none is known, and none of up to `complete_up_to` labels is enough.

    `because` is a chain that nothing struck can touch. `labels` is how many could be struck at all; `complete` is false where not
    every set of that size is listed, or where the search ran out of time.
    """

    size: int | None
    sets: tuple[tuple[str, ...], ...]
    complete_up_to: int
    because: Derivation | None
    over: str
    below: str | None
    side: str
    labels: int = 0
    complete: bool = True

    @property
    def never(self) -> bool:
        """Whether it is certain that no set of any size is enough."""
        return self.size is None and self.complete_up_to >= self.labels


class Cutting:
    """The clauses of a world under the formulas of one kind of label: what may be derived, and what always is."""

    def __init__(self, spread: Spread, over: str, below: str | None, side: str) -> None:
        question, self.spread, self.rules = QUESTIONS[over](spread), spread, spread.rules
        lives = {key: question.lives(key) for key in spread.course.calendar.records}
        lows: dict[str, Formula] = {}
        if below is not None:
            lows = {key: question.low(key, GATES.index(below), SIDES.index(side)) for key, formula in lives.items() if formula}
        self.steady = all(isinstance(formula, bool) for formula in lows.values())
        self.records: dict[str | None, Formula] = {key: both(formula, lows.get(key, True)) for key, formula in lives.items()}
        self.records[None] = True
        self.guards = [self.records[clause.record] for clause in self.rules.clauses]
        self._held = lanes(len(self.rules.facts), self.rules.clauses,
                           [0b11 if guard is True else 0b10 if guard else 0 for guard in self.guards], self.rules.watch)

    def ever(self, fact: int) -> bool:
        """Whether a fact may be derived, whatever is struck."""
        return bool(self._held[fact] & 0b10)

    def always(self, fact: int) -> bool:
        """Whether a fact is derived by records that nothing struck can touch."""
        return bool(self._held[fact] & 0b01)

    def chain(self, facts: Sequence[int]) -> Derivation:
        """The shortest chain to one of some facts by records that nothing struck can touch."""
        allowed = frozenset(key for key, formula in self.records.items() if key and formula is True)
        return min((shortest(self.spread, fact, allowed) for fact in facts), key=lambda each: (each.hops, each.records))


class Slice:
    """The clauses that can matter to some facts; what always holds is left out, unless all is wanted."""

    def __init__(self, cutting: Cutting, targets: Sequence[int], *, whole: bool = False) -> None:
        rules = cutting.rules

        def matters(fact: int) -> bool:
            return whole or not cutting.always(fact)
        front = [fact for fact in dict.fromkeys(targets) if cutting.ever(fact) and matters(fact)]
        self.numbers = {fact: number for number, fact in enumerate(front)}
        self.clauses: list[Clause] = []
        self.guards: list[Formula] = []
        while front:
            fact = front.pop()
            for each in rules.heads[fact]:
                clause, guard = rules.clauses[each], cutting.guards[each]
                if guard is False or not all(map(cutting.ever, clause.bodies)):
                    continue
                bodies = [body for body in clause.bodies if matters(body)]
                for body in bodies:
                    if body not in self.numbers:
                        self.numbers[body] = len(self.numbers)
                        front.append(body)
                self.clauses.append(Clause(self.numbers[fact], tuple(self.numbers[body] for body in bodies), clause.record))
                self.guards.append(guard)
        self.labels = tuple(sorted(named(self.guards)))
        self.watch: list[list[int]] = [[] for _ in self.numbers]
        for number, clause in enumerate(self.clauses):
            for body in set(clause.bodies):
                self.watch[body].append(number)

    def held(self, worlds: Lanes) -> list[int]:
        """For each fact of the slice the lanes in which it is derived."""
        return lanes(len(self.numbers), self.clauses, [worlds(guard) for guard in self.guards], self.watch)


@lru_cache(maxsize=32)
def cutting(spread: Spread, over: str = "acts", below: str | None = None, side: str = "least") -> Cutting:
    """The clauses of a world under the formulas of one kind of label, made once."""
    return Cutting(spread, over, below, side)


def numbers(spread: Spread, targets: Sequence[tuple[str, str]]) -> list[int]:
    """The facts of some targets: of an actor and a leaf, any leaf of a parent, or a consequence."""
    facts = [Fact(actor, leaf, kind) for actor, what in targets
             for leaf, kind in ([(leaf, HOLDS) for leaf in spread.policy.leaves.get(what, ())] or [(what, OPENS)])]
    return [number for fact in facts if (number := spread.rules.index(fact)) is not None]


def cut(spread: Spread, targets: Sequence[tuple[str, str]], *, over: str = "acts", below: str | None = None, side: str = "least",
        limit: int = LIMIT) -> Cut:
    """Every set of the fewest labels that makes all targets underivable together.

    Sets of up to `limit` labels are all tried; beyond that a solver looks, unless gates may change with what is struck.
    """
    return _cut(spread, tuple(targets), over, below, side, limit)


@lru_cache(maxsize=256)
def _cut(spread: Spread, targets: tuple[tuple[str, str], ...], over: str, below: str | None, side: str, limit: int) -> Cut:
    program = cutting(spread, over, below, side)
    facts = [fact for fact in numbers(spread, targets) if program.ever(fact)]
    if sure := [fact for fact in facts if program.always(fact)]:
        count = len(Slice(program, facts, whole=True).labels)
        return Cut(None, (), count, program.chain(sure), over, below, side, count)
    part = Slice(program, facts)
    labels, goals = part.labels, [part.numbers[fact] for fact in facts]
    tried = -1
    for size in range(min(limit, len(labels)) + 1):
        if program.steady and comb(len(labels), size) > PATIENCE:
            break
        if sets := _sets(part, goals, size):
            return Cut(size, sets, size, None, over, below, side, len(labels))
        tried = size
    if tried == len(labels) or not program.steady:
        return Cut(None, (), tried, None, over, below, side, len(labels))
    best = optimum(labels, part.clauses, part.guards, goals, tried + 1)
    sure_up_to = best.size if best.size is not None else len(labels) if best.complete else tried
    return Cut(best.size, tuple(tuple(labels[each] for each in struck) for struck in best.sets), sure_up_to, None, over, below, side,
               len(labels), best.complete)


def _sets(part: Slice, goals: Sequence[int], size: int) -> tuple[tuple[str, ...], ...]:
    """Every set of one size after which no goal is derived."""
    return tuple(tuple(part.labels[place] for place in chosen) for chosen, _ in _lost(part, [goals], size))


def _lost(part: Slice, wanted: Sequence[Sequence[int]], size: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every set of one size (places of labels) after which none of the goals of a group is derived, with the group's place."""
    for prefix, struck, width in batches(len(part.labels), size, ROOM):
        worlds = Lanes(dict(zip(part.labels, struck, strict=True)), width)
        held = part.held(worlds)
        for place, goals in enumerate(wanted):
            left = worlds.full
            for goal in goals:
                left &= ~held[goal]
            after = len(part.labels) - (prefix[-1] + 1 if prefix else 0)
            while left:
                lane = (left & -left).bit_length() - 1
                left &= left - 1
                rest = subset(lane, after, size - len(prefix))
                yield (*prefix, *(len(part.labels) - after + each for each in rest)), place


def batches(count: int, size: int, room: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
    """Every set of one size as a lane, in lexicographic order, no run wider than it must be.

    Each run is the places that all its sets begin with, for each place the lanes in which it is struck, and the number of lanes.
    """
    if comb(count, size) <= room or size <= 1:
        yield (), patterns(count, size), comb(count, size)
        return
    for first in range(count - size + 1):
        for prefix, struck, width in batches(count - first - 1, size - 1, room):
            yield (first, *(first + 1 + each for each in prefix)), ((0,) * first + ((1 << width) - 1,) + struck), width


@lru_cache(maxsize=64)
def patterns(count: int, size: int) -> tuple[int, ...]:
    """For each of some places the lanes in which it is struck, where each set of one size is a lane, in lexicographic order."""
    if size == 1:
        return tuple(1 << place for place in range(count))
    rows: list[tuple[int, ...]] = [()] * (size + 1)
    for places in range(1, count + 1):
        rows = [(0,) * places, *(((1 << comb(places - 1, k - 1)) - 1, *(one | other << comb(places - 1, k - 1)
                                  for one, other in zip(rows[k - 1], rows[k], strict=True))) for k in range(1, size + 1))]
    return rows[size]


def subset(lane: int, count: int, size: int) -> tuple[int, ...]:
    """The set of one size, of so many places, that a lane stands for."""
    found: list[int] = []
    place = 0
    while len(found) < size:
        here = comb(count - place - 1, size - len(found) - 1)
        if lane < here:
            found.append(place)
        else:
            lane -= here
        place += 1
    return tuple(found)


def cuts_of_every(spread: Spread, *, over: str = "acts", below: str | None = None, side: str = "least",
          limit: int = LIMIT) -> dict[tuple[str, str], Cut]:
    """The smallest changes for every holding of a world at once: sets of up to `limit` labels, and beyond one holding at a time."""
    program = cutting(spread, over, below, side)
    held = {(fact.actor, fact.what): number for number, fact in enumerate(spread.rules.facts)
            if fact.kind == HOLDS and program.ever(number) and not program.always(number)}
    part = Slice(program, list(held.values()))
    found: dict[tuple[str, str], Cut] = {}
    for size in range(min(limit, len(part.labels)) + 1):
        left = [pair for pair in held if pair not in found]
        sets: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        if comb(len(part.labels), size) > PATIENCE and program.steady:
            break
        for chosen, place in _lost(part, [[part.numbers[held[pair]]] for pair in left], size):
            sets.setdefault(left[place], []).append(tuple(part.labels[each] for each in chosen))
        for pair, each in sets.items():
            found[pair] = Cut(size, tuple(each), size, None, over, below, side,
                              len(Slice(program, [held[pair]]).labels))
    return {pair: found.get(pair) or cut(spread, [pair], over=over, below=below, side=side, limit=limit) for pair in sorted(spread.held)}
