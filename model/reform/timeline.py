"""The timeline: what each day of change added to the spread and took from it, and which acts began and ended that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from model.spread.rules import HOLDS
from model.spread.spread import Spread

Pair = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """A day on which holdings came or went, or an act began or ended: pairs of actor and kind of information, and acts."""

    on: date
    added: tuple[Pair, ...]
    taken: tuple[Pair, ...]
    begun: tuple[str, ...]
    ended: tuple[str, ...]


@lru_cache(maxsize=64)
def timeline(spread: Spread) -> tuple[Change, ...]:
    """Every day of change in the lens of a world, whatever its own date, read off the bits of its course.

    What is held from the very first period came on no day; an act that was repealed as if never made neither begins nor ends.
    """
    course, calendar = spread.course, spread.course.calendar
    added, taken = defaultdict[int, list[Pair]](list), defaultdict[int, list[Pair]](list)
    for number, (actor, what, kind) in enumerate(spread.rules.facts):
        if kind == HOLDS:
            for period, begins in _turns(course.bits(number, spread.level)):
                (added if begins else taken)[period].append((actor, what))
    begun, ended = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for act in spread.policy.instruments:
        for period, begins in _turns(calendar.act(act) & calendar.before(act, course.liveness.gone)):
            (begun if begins else ended)[period].append(act)
    turned = {*added, *taken, *begun, *ended} & {*range(1, course.periods)}
    return tuple(Change(calendar.days[period], tuple(sorted(added[period])), tuple(sorted(taken[period])), tuple(sorted(begun[period])),
                        tuple(sorted(ended[period]))) for period in sorted(turned))


def _turns(bits: int) -> Iterator[tuple[int, bool]]:
    """Each period from which something begins (True) or no longer is."""
    turned = bits ^ bits << 1
    while turned:
        turn = turned & -turned
        yield turn.bit_length() - 1, bool(bits & turn)
        turned ^= turn
