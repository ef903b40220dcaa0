"""One answer of a spread: an actor may come to hold a kind of information, or a consequence opens to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model.policy.period import StartKind
from model.policy.principle import GATES


@dataclass(frozen=True)
class Since:
    """The first date of the unbroken stretch; `date` is None where nothing limits it (the act itself brings it about)."""

    date: date | None
    kind: StartKind | str


@dataclass(frozen=True)
class Gate:
    """The strongest permission somebody on the easiest chain must have, at least and at most (words of GATES)."""

    least: str
    most: str

    @classmethod
    def of(cls, least: int, most: int) -> Gate:
        """A gate from indexes of GATES."""
        return cls(GATES[least], GATES[most])


@dataclass(frozen=True)
class Holding:
    """`actor` may hold `information`: distance, gate, narrowest lens, start of the stretch, and whether the day adds it."""

    actor: str
    information: str
    hops: int
    gate: Gate
    evidence: str
    since: Since
    day: bool


@dataclass(frozen=True)
class Opened:
    """A consequence that opens to an actor."""

    consequence: str
    actor: str
    evidence: str
    day: bool


@dataclass(frozen=True)
class Counts:
    """Intervals over the chosen lens and every wider one: public bodies and holdings, in all and added by the day."""

    bodies: tuple[int, int]
    holdings: tuple[int, int]
    day_bodies: tuple[int, int]
    day_holdings: tuple[int, int]
    classes: tuple[int, int]
