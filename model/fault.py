"""What is wrong with something a person gave us, where it stands, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake in what a user wrote: file and line, the key path in it, what is wrong, what would be right."""

    file: str
    line: int
    key: str
    what: str
    right: str = ""

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, str(self.line) if self.line else "") if part)
        told = ": ".join(part for part in (place, self.key, self.what) if part)
        return f"{told}. {self.right}".rstrip() if self.right else told


class Faults(Exception):
    """Every mistake found in one reading, together, in order of file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def nearest(given: str, known: Iterable[str]) -> str:
    """A hint naming the known words closest to `given`, or the known words themselves when they are few."""
    words = sorted(set(known))
    close = get_close_matches(given, words, n=3, cutoff=0.55)
    if not close:
        close = [word for word in words if given and given in word][:3]
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return f"Known: {', '.join(words)}." if 0 < len(words) <= 12 else ""


def unknown(kind: str, given: str, known: Iterable[str]) -> Faults:
    """The single fault of a value that names nothing known, with the nearest known value."""
    return Faults([Fault("", 0, "", f"there is no {kind} {given!r}", nearest(given, known))])
