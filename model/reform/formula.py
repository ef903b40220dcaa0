"""Formulas over labels that may be struck, and their value in many worlds at once.

A formula is nested tuples, so that it can be compared, kept and told to a solver: True, False, ("kept", label),
("and", …), ("or", …) and ("not", …). Whatever can never matter is folded away while it is built; so a formula that only
asks what is kept always holds exactly where it is the constant True.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Formula = bool | tuple[Any, ...]


def kept(label: str) -> Formula:
    """A label is not struck."""
    return "kept", label


def both(*parts: Formula) -> Formula:
    """All parts hold."""
    left = tuple(dict.fromkeys(part for part in parts if part is not True))
    if False in left or any(no(part) in left for part in left):
        return False
    return ("and", *left) if len(left) > 1 else left[0] if left else True


def either(*parts: Formula) -> Formula:
    """At least one part holds."""
    left = tuple(dict.fromkeys(part for part in parts if part is not False))
    if True in left or any(no(part) in left for part in left):
        return True
    return ("or", *left) if len(left) > 1 else left[0] if left else False


def no(part: Formula) -> Formula:
    """The part does not hold."""
    if isinstance(part, bool):
        return not part
    inner: Formula = part[1]
    return inner if part[0] == "not" else ("not", part)


def choose(asked: Formula, then: Formula, other: Formula) -> Formula:
    """One formula where what is asked holds, another where it does not."""
    if then == other:
        return then
    if then is True or other is False:
        return either(asked, other) if then is True else both(asked, then)
    return either(both(asked, then), both(no(asked), other))


def table(labels: tuple[str, ...], holds: Callable[[frozenset[str]], bool], *, falling: bool) -> Formula:
    """Whatever is true or false of a set of struck labels, as a formula; `falling`: striking more never makes it true."""
    def part(place: int, struck: frozenset[str]) -> Formula:
        if falling and not holds(struck):
            return False
        if place == len(labels) or (falling and holds(struck.union(labels[place:]))):
            return holds(struck)
        return choose(kept(labels[place]), part(place + 1, struck), part(place + 1, struck | {labels[place]}))
    return part(0, frozenset())


def named(formulas: Iterable[Formula]) -> frozenset[str]:
    """The labels that some formulas name."""
    seen, front, found = set[Formula](), list(formulas), set[str]()
    while front:
        if not isinstance(formula := front.pop(), bool) and formula not in seen:
            seen.add(formula)
            if formula[0] == "kept":
                found.add(formula[1])
            else:
                front.extend(formula[1:])
    return frozenset(found)


class Lanes:
    """Formulas read in many worlds at once: for each label the lanes (bits of an int) in which it is struck."""

    def __init__(self, struck: Mapping[str, int], width: int) -> None:
        self.full = (1 << width) - 1
        self._known: dict[Formula, int] = {("kept", label): self.full & ~bits for label, bits in struck.items()}

    def __call__(self, formula: Formula) -> int:
        """The lanes in which a formula holds."""
        if isinstance(formula, bool):
            return self.full if formula else 0
        found = self._known.get(formula)
        if found is None:
            parts = map(self, formula[1:])
            found = next(parts)
            if formula[0] == "not":
                found = self.full & ~found
            for bits in parts:
                found = found & bits if formula[0] == "and" else found | bits
            self._known[formula] = found
        return found
