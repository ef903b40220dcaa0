"""The smallest changes beyond what trying every set can reach: the same formulas and clauses told to clingo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any, NamedTuple

from model.reform.formula import Formula
from model.spread.rules import Clause

SECONDS = 10.0  # how long it may look
MOST = 10_000   # how many sets of the fewest labels it lists


class Optimum(NamedTuple):
    """All sets of the fewest labels (by number) after which no target is derivable; `complete` is false where time or room ran out.

    Complete without a size: no set is enough, whatever its size.
    """

    size: int | None
    sets: tuple[tuple[int, ...], ...]
    complete: bool


def optimum(labels: Sequence[str], clauses: Sequence[Clause], guards: Sequence[Formula], targets: Sequence[int],
            least: int) -> Optimum:
    """Every set of the fewest labels that stops all targets, when none with fewer than `least` labels does.

    Exact for any formulas: each is decided by what is struck alone, so that the clauses have one least model for every choice.
    """
    import clingo

    control = clingo.Control(["--opt-mode=optN", "--opt-strategy=usc", f"--models={MOST + 1}", "--warn=none"])
    control.add("base", [], "\n".join(program(labels, clauses, guards, targets, least)))
    control.ground([("base", [])])
    found: list[tuple[int, ...]] = []
    ends = monotonic() + SECONDS
    with control.solve(yield_=True, async_=True) as handle:
        handle.resume()
        while (in_time := handle.wait(max(0.0, ends - monotonic()))) and (model := handle.model()) is not None:
            if model.optimality_proven:
                found.append(tuple(sorted(atom.arguments[0].number for atom in model.symbols(shown=True))))
            handle.resume()
        handle.cancel()
    return Optimum(len(found[0]) if found else None, tuple(sorted(found)[:MOST]), in_time and len(found) <= MOST)


def program(labels: Sequence[str], clauses: Sequence[Clause], guards: Sequence[Formula], targets: Sequence[int],
            least: int) -> Iterator[str]:
    """The program: any labels are struck, formulas and clauses follow, no target is derived, as few as possible are struck."""
    numbers = {label: number for number, label in enumerate(labels)}
    names: dict[Formula, int] = {}

    def name(formula: Any) -> Iterator[str]:
        """The rules of a formula, where it has none yet."""
        if formula in names:
            return
        if formula is True:
            bodies = [""]
        elif formula[0] == "kept":
            bodies = [f"not s({numbers[formula[1]]})"]
        else:
            for part in formula[1:]:
                yield from name(part)
            told = [f"t({names[part]})" for part in formula[1:]]
            bodies = told if formula[0] == "or" else [("not " if formula[0] == "not" else "") + ", ".join(told)]
        names[formula] = len(names)
        yield from (f"t({names[formula]}) :- {body}." for body in bodies)

    yield f"{{s(0..{len(labels) - 1})}}. #minimize{{1,L : s(L)}}. #show s/1. :- #count{{L : s(L)}} < {least}."
    for clause, guard in zip(clauses, guards, strict=True):
        yield from name(guard)
        yield f"h({clause.head}) :- {', '.join([f't({names[guard]})', *(f'h({body})' for body in clause.bodies)])}."
    yield from (f":- h({target})." for target in targets)
