"""How much of a spread hangs on each act: alone, last, and its exact share (Shapley 1953), part by part and added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from model.reform.cuts import Cutting, Slice, cutting
from model.reform.formula import Lanes, named
from model.spread.rules import HOLDS
from model.spread.spread import Spread

MEASURES = ("holdings", "bodies", "ungated")
MOST = 20      # acts on which a part may hang and still be shared out
WIDE = 16      # acts of a run, each of whose subsets is one lane; further acts are fixed, run by run
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Weight:
    """One act: what there is with it alone more than with none, with all more than without it, and its share of the whole."""

    act: str
    alone: int
    last: int
    share: Fraction


@dataclass(frozen=True)
class Weights:
    """The weights of every act that some record at work rests on, over a measure with all acts (`whole`) and with none.

    Shares add up to whole less none, but for the `refused` parts: those that hang on too many acts, each with how many.
    """

    measure: str
    whole: int
    none: int
    rows: tuple[Weight, ...]
    refused: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Part:
    """One holding, or one body: it counts for one wherever any of its facts is derived. `acts` are those that bear on it."""

    name: str
    facts: tuple[int, ...]
    acts: frozenset[str]

    def lanes(self, program: Cutting, part: Slice, held: Sequence[int], full: int) -> int:
        """The lanes in which it counts."""
        bits = 0
        for fact in self.facts:
            bits |= full if program.always(fact) else held[part.numbers[fact]]
        return bits


def weigh(spread: Spread, measure: str = "holdings", progress: Progress | None = None) -> Weights:
    """The weights of acts over the number of holdings, of public bodies that hold something, or of holdings without a court's order."""
    found = _found(spread, measure)
    if not found:
        found.append(_weigh(spread, measure, progress or (lambda done, steps: None)))
    return found[0]


@lru_cache(maxsize=32)
def _found(spread: Spread, measure: str) -> list[Weights]:
    """Where the answer is kept once it is there."""
    return []


def _weigh(spread: Spread, measure: str, progress: Progress) -> Weights:
    program = cutting(spread, "acts", "court" if measure == "ungated" else None)
    parts = list(_parts(spread, program, measure))
    players = tuple(sorted(named(program.records.values())))
    shares = dict.fromkeys(players, Fraction())
    for part, acts, truth in _truths(program, parts, progress):
        for place, share in shapley(truth, len(acts), [acts.index(act) for act in sorted(part.acts)]).items():
            shares[acts[place]] += share
    whole, none, *single = _counts(program, parts, players)
    rows = tuple(Weight(act, single[place] - none, whole - single[len(players) + place], shares[act])
                 for place, act in enumerate(players))
    return Weights(measure, whole, none, rows, tuple((part.name, len(part.acts)) for part in parts if len(part.acts) > MOST))


def _parts(spread: Spread, program: Cutting, measure: str) -> Iterator[_Part]:
    """The single parts of a measure by name; on what always counts no act bears."""
    groups: dict[str, tuple[int, ...]] = {}
    if measure == "bodies":
        for number, top in spread.public():
            if top:
                groups[top] = (*groups.get(top, ()), number)
    else:
        groups = {f"{fact.actor}/{fact.what}": (number,) for number, fact in enumerate(spread.rules.facts)
                  if fact.kind == HOLDS and program.ever(number)}
    for name, facts in sorted(groups.items()):
        sure = any(map(program.always, facts))
        yield _Part(name, facts, frozenset() if sure else frozenset(Slice(program, facts).labels))


def _truths(program: Cutting, parts: Sequence[_Part], progress: Progress) -> Iterator[tuple[_Part, tuple[str, ...], int]]:
    """For each part that hangs on acts, but not too many: some acts, and for each set of them in force (a bit) whether it counts."""
    runs: dict[tuple[str, ...], list[_Part]] = {}
    for part in sorted(parts, key=lambda part: (-len(part.acts), part.name)):
        if 0 < len(part.acts) <= MOST:
            mine = tuple(sorted(part.acts))
            runs.setdefault(next((acts for acts in runs if len(acts) <= WIDE and part.acts.issubset(acts)), mine), []).append(part)
    steps = sum(1 << max(0, len(acts) - WIDE) for acts in runs)
    done = 0
    for acts, together in runs.items():
        few = acts[:WIDE]
        width = 1 << len(few)
        full = (1 << width) - 1
        program_slice = Slice(program, [fact for part in together for fact in part.facts])
        truths = [0] * len(together)
        for number in range(1 << (len(acts) - len(few))):
            struck = {act: full & ~pattern(place, len(few)) for place, act in enumerate(few)}
            struck |= {act: 0 if number >> place & 1 else full for place, act in enumerate(acts[WIDE:])}
            held = program_slice.held(Lanes(struck, width))
            for place, part in enumerate(together):
                truths[place] |= part.lanes(program, program_slice, held, full) << number * width
            done += 1
            progress(done, steps)
        yield from ((part, acts, truth) for part, truth in zip(together, truths, strict=True))


def _counts(program: Cutting, parts: Sequence[_Part], players: Sequence[str]) -> list[int]:
    """How many parts count: with all acts, with none, with each alone, and with all but each."""
    count = len(players)
    width = 2 + 2 * count
    alone = ((1 << count) - 1) << 2
    struck = {act: 0b10 | alone & ~(1 << 2 + place) | 1 << 2 + count + place for place, act in enumerate(players)}
    worlds, part = Lanes(struck, width), Slice(program, [fact for each in parts for fact in each.facts])
    held = part.held(worlds)
    bits = [each.lanes(program, part, held, worlds.full) for each in parts]
    return [sum(each >> lane & 1 for each in bits) for lane in range(width)]


@lru_cache(maxsize=64)
def pattern(place: int, count: int) -> int:
    """For every set of so many acts (a bit each), whether the act of one place is in it."""
    bits, width = ((1 << (1 << place)) - 1) << (1 << place), 2 << place
    while width < 1 << count:
        bits |= bits << width
        width *= 2
    return bits


@lru_cache(maxsize=MOST + 1)
def layers(count: int) -> tuple[int, ...]:
    """For each size the sets of so many acts (a bit each) that have it."""
    if not count:
        return (1,)
    fewer = layers(count - 1)
    return tuple(one | other << (1 << (count - 1)) for one, other in zip((*fewer, 0), (0, *fewer), strict=True))


def shapley(truth: int, count: int, places: Sequence[int]) -> dict[int, Fraction]:
    """The exact share of some acts in a game that each set of acts (a bit) wins or loses: the mean of what each adds, over all orders."""
    found = {}
    for place in places:
        within = pattern(place, count)
        having, lacking = (truth & within) >> (1 << place), truth & ~within
        more, less = having & ~lacking, lacking & ~having
        found[place] = sum((Fraction((more & layer).bit_count() - (less & layer).bit_count(), count * comb(count - 1, size))
                            for size, layer in enumerate(layers(count)[:-1])), Fraction())
    return found
