"""One question answered: may somebody hold this about this person, on this day, without this permission? (semantics.md 2 and 3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from model.policy.evidence import LENSES
from model.policy.principle import GATES
from model.reform.certificate import Missing, certificate
from model.reform.cuts import Cut, cut
from model.reform.unknowns import Unknown, unknowns
from model.spread.derivation import Derivations, why
from model.spread.holding import Gate
from model.spread.spread import Spread
from model.spread.spread import spread as spread_of

PERMISSIONS = ("", "court")


@dataclass(frozen=True)
class Answer:
    """May, no, or not known; with what says so.

    `may`: a chain of records that count, and, where a permission is asked of, one that certainly needs none so strong.
    `unknown`: such a chain exists only by wider evidence, or only if what is not settled turns out so. `no`: neither; in this
    pack, which is not the same as safe. `chains` are those of this world, `cuts` the smallest changes (with a permission asked of:
    by its least and by its most), `missing` the records that block a no, `unknowns` the unsettled conditions behind the gate.
    """

    verdict: Literal["may", "unknown", "no"]
    gate: Gate | None
    chains: Derivations
    cuts: tuple[Cut, ...]
    sources: Cut
    missing: tuple[Missing, ...]
    unknowns: tuple[Unknown, ...]


@lru_cache(maxsize=64)
def answer(spread: Spread, law: Spread, actor: str, what: str, without: str = "") -> Answer:
    """The answer about one actor and one kind of information (or a power) in a world; `law` is the law as it stands."""
    number = spread.fact(actor, what)
    target = ((actor, what),)
    cuts = tuple(cut(spread, target, below=without, side=side) for side in ("least", "most")) if without else (cut(spread, target),)
    rest = unknowns(spread, number) if number is not None else ()
    return Answer(verdict(spread, actor, what, without), spread.gate(number) if number is not None else None,
                  why(spread, actor, what), cuts, cut(spread, target, over="sources"),
                  certificate(spread, law, actor, what, without or None), rest)


def verdict(spread: Spread, actor: str, what: str, without: str = "") -> Literal["may", "unknown", "no"]:
    """May, no, or not known: by the least and the most permission in this lens, else by the widest lens."""
    found = [_least_and_most(each, actor, what) for each in (spread, spread_of(spread.world.but(lens=LENSES[-1])))]
    here, wide = found
    rank = GATES.index(without) if without else len(GATES)
    if here and here[1] < rank:
        return "may"
    return "unknown" if (here and here[0] < rank) or (wide and wide[0] < rank) else "no"


def _least_and_most(spread: Spread, actor: str, what: str) -> tuple[int, int] | None:
    """The easiest gate to any of what is asked, or None where none of it is derived."""
    numbers = spread.facts(actor, what)
    if not numbers:
        return None
    bounds = [spread.bounds(number) for number in numbers]
    return min(low for low, _ in bounds), min(high for _, high in bounds)
