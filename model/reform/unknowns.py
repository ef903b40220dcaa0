"""What is not known, ranked by how far settling it would narrow an answer: the research agenda (semantics.md 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from model.policy.principle import GATES, gate
from model.policy.record import UNKNOWN
from model.spread.fixpoint import lanes
from model.spread.spread import Spread

# What an unknown field may turn out to be, as far as it matters to a permission.
SETTLED: Mapping[str, tuple[str, ...]] = {
    "authorisation": ("none", "self", "executive", "court"), "access": ("direct", "request"), "shown": ("yes", "no")}
Span = tuple[int, int]


@dataclass(frozen=True)
class Unknown:
    """A field of one record that is unknown or in dispute, and the gate of the answer for each value it may turn out to have.

    `narrows` is by how many steps of the order of permissions the interval shrinks, on average over those values.
    """

    record: str
    field: str
    values: tuple[str, ...]
    gates: tuple[Span, ...]
    narrows: float


@lru_cache(maxsize=64)
def unknowns(spread: Spread, number: int) -> tuple[Unknown, ...]:
    """The unknown conditions behind a derived fact that would narrow its gate if settled, the most telling first."""
    rules = spread.rules
    part = _behind(spread, number)
    records = {record for clause in part if (record := rules.clauses[clause].record)}
    fields = {key: {field: spread.values(key, field) for field in SETTLED} for key in sorted(records & _conditional(spread))}
    asked: list[tuple[str, str, str, Span]] = []
    for key, values in fields.items():
        for field, told in values.items():
            if len(told) > 1 or UNKNOWN in told:
                settled = dict.fromkeys([*sorted(told - {UNKNOWN}), *(SETTLED[field] if UNKNOWN in told else ())])
                asked += [(key, field, value, _span({**values, field: frozenset({value})})) for value in settled]
    bounds = _bounds(spread, number, part, asked)
    low, high = spread.bounds(number)
    found: dict[tuple[str, str], list[tuple[str, Span]]] = {}
    for (key, field, value, _), span in zip(asked, bounds, strict=True):
        found.setdefault((key, field), []).append((value, span))
    told_ = [Unknown(key, field, tuple(value for value, _ in each), tuple(span for _, span in each),
                     sum((high - low) - (most - least) for _, (least, most) in each) / len(each)) for (key, field), each in found.items()]
    return tuple(sorted((each for each in told_ if each.narrows > 0), key=lambda each: (-each.narrows, each.record, each.field)))


def _conditional(spread: Spread) -> frozenset[str]:
    return frozenset(key for key in spread.records if hasattr(spread.course.calendar.records[key], "principle"))


def _behind(spread: Spread, number: int) -> list[int]:
    """The clauses that fire and stand behind a fact."""
    rules, live = spread.rules, set(spread.live)
    seen, front, kept = {number}, [number], list[int]()
    while front:
        for each in rules.heads[front.pop()]:
            if each in live:
                kept.append(each)
                front.extend(body for body in rules.clauses[each].bodies if body not in seen)
                seen.update(rules.clauses[each].bodies)
    return sorted(kept)


def _span(values: Mapping[str, frozenset[str]]) -> Span:
    """The permission a record takes when its fields may have these values."""
    spans = [gate(*each) for each in product(values["authorisation"], values["access"], values["shown"])]
    return min(low for low, _ in spans), max(high for _, high in spans)


def _bounds(spread: Spread, number: int, part: Sequence[int], asked: Sequence[tuple[str, str, str, Span]]) -> list[Span]:
    """The gate of a fact in each of many worlds that differ in one record's permission: one lane each, one run for each rank and side."""
    rules, every = spread.rules, (1 << len(asked)) - 1
    lane: dict[str, list[int]] = {}
    for index, (changed, *_) in enumerate(asked):
        lane.setdefault(changed, []).append(index)
    found = [[len(GATES) - 1, len(GATES) - 1] for _ in asked]
    for side in (0, 1):
        for rank in reversed(range(len(GATES) - 1)):
            guards = [0] * len(rules.clauses)
            for clause in part:
                key = rules.clauses[clause].record
                guard = every if key is None or spread.permission(key)[side] <= rank else 0
                for index in lane.get(key or "", ()):
                    guard = guard & ~(1 << index) | (asked[index][3][side] <= rank) << index
                guards[clause] = guard
            held = lanes(len(rules.facts), rules.clauses, guards, rules.watch)[number]
            for index in range(len(asked)):
                if held >> index & 1:
                    found[index][side] = rank
    return [(low, high) for low, high in found]
