"""Why: the derivations of a holding as chains with no removable record, shortest first (semantics.md 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from model.spread.fixpoint import best
from model.spread.rules import ANY, OPENS, POOLS, Fact
from model.spread.spread import Spread

TRIES = 25  # worlds looked at for each derivation asked for, before the list is cut


@dataclass(frozen=True)
class Step:
    """One record at work: what it needs, what it gives."""

    record: str
    premises: tuple[Fact, ...]
    conclusion: Fact


@dataclass(frozen=True)
class Derivation:
    """A chain of steps in an order in which each has what it needs; its last step gives the target."""

    hops: int
    gate: tuple[int, int]
    steps: tuple[Step, ...]

    @property
    def records(self) -> tuple[str, ...]:
        """The records of the chain, in order of their ids."""
        return tuple(sorted({step.record for step in self.steps}))


@dataclass(frozen=True)
class Derivations:
    """Derivations by hops, then ids; `complete` is false where the list was cut."""

    complete: bool
    derivations: tuple[Derivation, ...]

    def __iter__(self) -> Iterator[Derivation]:
        return iter(self.derivations)


class _Slice:
    """The live clauses that can matter to one target."""

    def __init__(self, spread: Spread, target: int) -> None:
        rules, live = spread.rules, set(spread.live)
        seen, front, kept = {target}, [target], []
        while front:
            for number in rules.heads[front.pop()]:
                if number in live:
                    kept.append(number)
                    for body in rules.clauses[number].bodies:
                        if body not in seen:
                            seen.add(body)
                            front.append(body)
        self.spread, self.target, self.clauses = spread, target, sorted(kept)
        self.records = frozenset(record for number in kept if (record := rules.clauses[number].record))

    def chosen(self, allowed: frozenset[str]) -> tuple[int, dict[int, int], dict[int, int]] | None:
        """The least hops of the target by the allowed records, each fact's label and clause; None where it falls."""
        rules = self.spread.rules
        live = [number for number in self.clauses if (record := rules.clauses[number].record) is None or record in allowed]
        labels, clauses = best(rules.clauses, live, rules.watch, lambda clause, deepest: deepest + bool(clause.record))
        return (labels[self.target], labels, clauses) if self.target in labels else None

    def used(self, clauses: dict[int, int]) -> frozenset[str]:
        """The records of the chain a choice of clauses gives."""
        return frozenset(record for number in self.tree(clauses) if (record := self.spread.rules.clauses[number].record))

    def tree(self, clauses: dict[int, int]) -> list[int]:
        """The clauses of the chain, in no order."""
        seen, front, kept = {self.target}, [self.target], []
        while front:
            number = clauses[front.pop()]
            kept.append(number)
            for body in self.spread.rules.clauses[number].bodies:
                if body not in seen:
                    seen.add(body)
                    front.append(body)
        return kept

    def minimal(self, records: frozenset[str]) -> frozenset[str]:
        """A support within these records from which none can be removed."""
        for record in sorted(records, reverse=True):
            if (rest := self.chosen(records - {record})) is not None:
                return self.minimal(self.used(rest[2]))
        return records


def derivations(spread: Spread, target: int, limit: int = 20) -> Derivations:
    """Every derivation of a derivable fact by hops then ids, cut at `limit` and saying so.

    Each is the shortest in a world without some records of those found before (Reiter's hitting-set tree, 1987, searched
    best first): whatever minimal support is still missing survives in one of those worlds, so none is skipped.
    """
    return _derivations(spread, target, limit)


@lru_cache(maxsize=256)
def _derivations(spread: Spread, target: int, limit: int) -> Derivations:
    part = _Slice(spread, target)
    heap: list[tuple[int, tuple[str, ...], frozenset[str]]] = []
    tried: set[frozenset[str]] = set()
    found: dict[frozenset[str], Derivation] = {}
    ready: list[Derivation] = []
    tries = 0

    def look(banned: frozenset[str]) -> None:
        nonlocal tries
        if banned in tried:
            return
        tried.add(banned)
        tries += 1
        if (answer := part.chosen(part.records - banned)) is not None:
            heappush(heap, (answer[0], tuple(sorted(banned)), part.minimal(part.used(answer[2]))))

    look(frozenset())
    while heap and tries < TRIES * limit:
        ready = sorted(found.values(), key=lambda each: (each.hops, each.records))
        if sum(each.hops < heap[0][0] for each in ready) > limit:
            break
        _, banned, support = heappop(heap)
        if support not in found:
            found[support] = _derivation(part, support)
        for record in sorted(support):
            look(frozenset(banned) | {record})
    ready = sorted(found.values(), key=lambda each: (each.hops, each.records))
    return Derivations(not heap and len(ready) <= limit, tuple(ready[:limit]))


def shortest(spread: Spread, target: int, allowed: frozenset[str]) -> Derivation:
    """The shortest derivation of a fact by some records alone, which must be enough for it."""
    part = _Slice(spread, target)
    answer = part.chosen(part.records & allowed)
    assert answer is not None
    return _derivation(part, part.minimal(part.used(answer[2])))


def _derivation(part: _Slice, support: frozenset[str]) -> Derivation:
    answer = part.chosen(support)
    assert answer is not None
    hops, labels, clauses = answer
    rules = part.spread.rules
    tree = sorted(part.tree(clauses), key=lambda number: (labels[rules.clauses[number].head], rules.clauses[number].record or "",
                                                          rules.facts[rules.clauses[number].head]))
    steps = tuple(Step(clause.record, tuple(_plain(part, clauses, body) for body in clause.bodies), rules.facts[clause.head])
                  for number in tree if (clause := rules.clauses[number]).record)
    gates = [part.spread.permission(record) for record in support]
    return Derivation(hops, (max(low for low, _ in gates), max(high for _, high in gates)), steps)


def _plain(part: _Slice, clauses: dict[int, int], fact: int) -> Fact:
    """What a body really rests on: the leaf behind "any of a type", the holding behind "the class can pass it"."""
    rules = part.spread.rules
    while rules.facts[fact].kind in (ANY, POOLS) and (clause := rules.clauses[clauses[fact]]).record is None:
        fact = clause.bodies[0]
    return rules.facts[fact]


def acts_of(spread: Spread, record: str) -> tuple[tuple[str, ...], ...]:
    """The alternatives of a record's basis that are wholly in force in this world (or, for a practice, all it names)."""
    each = spread.course.calendar.records[record]
    basis, under = getattr(each, "basis", ()), getattr(each, "under", None)
    if basis:
        liveness, calendar = spread.course.liveness, spread.course.calendar
        return tuple(together for together in basis
                     if calendar.basis((together,), liveness.gone) >> spread.period & 1)
    said: tuple[tuple[str, ...], ...] = tuple((ref,) for ref in getattr(each, "said_by", ()))
    return under if under and under != "none-known" else said


def why(spread: Spread, actor: str, what: str, limit: int = 20) -> Derivations:
    """Every derivation of a holding (of a leaf, or of any leaf of a parent) or of a consequence; none where it is not derived."""
    kinds = spread.policy.leaves.get(what, ())
    facts = [Fact(actor, leaf) for leaf in kinds] if kinds else [Fact(actor, what, OPENS)]
    numbers = [number for fact in facts if (number := spread.rules.index(fact)) is not None
               and spread.course.at(number, spread.level, spread.period)]
    lists = [derivations(spread, number, limit) for number in numbers]
    merged = sorted((each for found in lists for each in found), key=lambda each: (each.hops, each.records))
    return Derivations(all(found.complete for found in lists) and len(merged) <= limit, tuple(merged[:limit]))


def through(spread: Spread, actor: str, what: str, thing: str, limit: int = 400) -> bool:
    """Whether some derivation of a holding passes an act, an actor or system, or a record."""
    for derivation in why(spread, actor, what, limit):
        for step in derivation.steps:
            acts = {ref.partition("#")[0] for together in acts_of(spread, step.record) for ref in together}
            if thing in acts or thing == step.record or thing in {fact.actor for fact in (*step.premises, step.conclusion)}:
                return True
    return False
