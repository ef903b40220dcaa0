"""What if: smallest changes, weights and sweeps over acts, beside a MaxSAT solver and what one would write with networkx first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations
from pathlib import Path
from typing import Any

from race import race, timed
from spreading import by_networkx, typewise

from model.policy.library import find, read
from model.reform import cuts, weights
from model.reform.cuts import Slice, cut, cuts_of_every, cutting
from model.reform.formula import Lanes, named
from model.reform.weights import MEASURES, pattern, weigh
from model.spread.course import Course
from model.spread.liveness import Liveness
from model.spread.rules import HOLDS
from model.spread.spread import Spread, spread
from model.spread.world import World, world

MODEL = Path(__file__).resolve().parents[1] / "model"
Target = tuple[str, str]
SWEEP = 6  # acts of the sweep: every subset of them is a world


def solver() -> Any:
    """The encoding for the second solver, as the tests have it: straight from the records, by an independent reading of dates."""
    sys.path.insert(0, str(MODEL))
    found = spec_from_file_location("test_cuts", MODEL / "reform" / "test_cuts.py")
    assert found is not None and found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module.Raw


def forget() -> None:
    """Empty what the cuts and weights keep, so that every turn does all its work."""
    for kept in (cuts.cutting, cuts._cut, weights._found):
        kept.cache_clear()


def live(here: World) -> set[str]:
    """The records that are live in one world, in its lens."""
    liveness = Liveness(here)
    period, standing = liveness.calendar.period(here.on), liveness.calendar.standing
    return {key for key in here.policy.spreading
            if key in standing and standing[key].level <= here.level and liveness.live(key) >> period & 1}


def tried(here: World, target: Target, acts: Sequence[str], most: int) -> tuple[int | None, tuple[tuple[str, ...], ...]]:
    """The smallest sets by trying: for each set of acts the whole spread again, by networkx."""
    for size in range(most + 1):
        sets = [each for each in combinations(acts, size)
                if target not in typewise(here.policy, live(here.but(repealed=frozenset(each))), by_networkx)]
        if sets:
            return size, tuple(sets)
    return None, ()


def answers(found: Spread, targets: Sequence[Target]) -> list[Any]:
    """Ours, one target at a time, nothing kept from before."""
    forget()
    return [(each.size, tuple(sorted(each.sets))) for target in targets for each in (cut(found, [target]),)]


def lanes_of(found: Spread, acts: Sequence[str]) -> tuple[int, list[int]]:
    """Every subset of some acts as one lane: how many holdings no repeal touches, and for each other the lanes in which it is held."""
    program = cutting(found)
    facts = [number for number, fact in enumerate(found.rules.facts) if fact.kind == HOLDS and program.ever(number)]
    part = Slice(program, facts)
    struck = {label: pattern(acts.index(label), len(acts)) if label in acts else 0 for label in part.labels}
    held = part.held(Lanes(struck, 1 << len(acts)))
    return sum(map(program.always, facts)), [held[part.numbers[fact]] for fact in facts if not program.always(fact)]


def swept(found: Spread, acts: Sequence[str]) -> list[int]:
    """How many holdings there are in each world of a sweep, all at once."""
    sure, held = lanes_of(found, acts)
    return [sure + sum(bits >> lane & 1 for bits in held) for lane in range(1 << len(acts))]


def held_in(course: Course) -> int:
    """How many holdings a course has on its world's day, in its lens."""
    world_, facts = course.liveness.world, course.rules.facts
    period = course.calendar.period(world_.on)
    return sum(course.at(number, world_.level, period) for number, fact in enumerate(facts) if fact.kind == HOLDS)


def one_by_one(here: World, acts: Sequence[str], count: Callable[[World], int]) -> list[int]:
    """The same, world by world."""
    worlds = (frozenset(act for place, act in enumerate(acts) if lane >> place & 1) for lane in range(1 << len(acts)))
    return [count(here.but(repealed=gone)) for gone in worlds]


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """The last pack, for its first persona."""
    policy, raw = read(find(given.packs[-1])), solver()
    here = world(policy)
    found = spread(here)
    every = cuts_of_every(found)
    easy = [pair for pair, each in sorted(every.items()) if each.size in (1, 2)][::12][:12]
    acts = tuple(sorted(named(cutting(found).records.values())))
    program = cutting(found)
    few = {pair: tuple(sorted(named(Slice(program, cuts.numbers(found, [pair]), whole=True).guards))) for pair in easy}
    told: dict[str, Any] = {
        "pack": policy.pack.id, "holdings": len(every), "acts": len(acts), "sizes": sorted({str(each.size) for each in every.values()}),
        "one target": race({
            "ours": lambda: answers(found, easy),
            "MaxSAT, encoded once": lambda: (lambda told: [told.smallest([pair]) for pair in easy])(raw(here)),
            "networkx, every set": lambda: [tried(here, pair, few[pair], 2) for pair in easy]}, min(given.rounds, 3), slow=10.0),
        "every holding": race({
            "ours": lambda: (forget(), [(each.size, tuple(sorted(each.sets))) for each in cuts_of_every(found).values()])[1],
            "MaxSAT, encoded once": lambda: (lambda told: [told.smallest([pair]) for pair in sorted(every)])(raw(here))}, given.rounds),
        f"sweep of {SWEEP} acts": race({
            "ours, a lane for each world": lambda: swept(found, acts[:SWEEP]),
            "ours, world by world": lambda: one_by_one(here, acts[:SWEEP], lambda each: held_in(Course(each))),
            "networkx, world by world": lambda: one_by_one(
                here, acts[:SWEEP], lambda each: len(typewise(policy, live(each), by_networkx)))},
            min(given.rounds, 3)),
    }
    told["single"] = {"cut": _spread([_once(lambda pair=pair: cut(found, [pair])) for pair in every])}
    wide = acts[:16]
    told["single"][f"sweep of {len(wide)} acts, ours"] = _once(lambda: lanes_of(found, wide))
    for name in MEASURES:
        forget()
        told["single"][f"weigh {name}"] = _once(lambda name=name: weigh(found, name))
    return told


def _once(engine: Callable[[], Any]) -> float:
    return timed(engine)[0]


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {"p50": ordered[len(ordered) // 2], "p95": ordered[len(ordered) * 95 // 100], "slowest": ordered[-1]}
