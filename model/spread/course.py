"""The course of a world: what is derivable on every day and in every lens, by one fixpoint over lanes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from model.policy.evidence import LENSES
from model.spread.fixpoint import lanes
from model.spread.liveness import Liveness
from model.spread.rules import rules
from model.spread.world import World


class Course:
    """What is derivable on every day and in every lens, with the day's acts and without: one fixpoint over lanes."""

    def __init__(self, world: World) -> None:
        self.rules = rules(world.policy)
        self.liveness = Liveness(world)
        self.calendar = self.liveness.calendar
        self.periods = len(self.calendar.days)
        self.live = {key: self.liveness.live(key) for key in self.calendar.records}
        guards = {key: self._guard(key, bits, world) for key, bits in self.live.items()}
        every = (1 << (2 * len(LENSES) * self.periods)) - 1
        self.guards = [guards[clause.record] if clause.record else every for clause in self.rules.clauses]
        self.held = lanes(len(self.rules.facts), self.rules.clauses, self.guards, self.rules.watch)

    def _guard(self, key: str, bits: int, world: World) -> int:
        """A record's lanes: its periods, in its own lens and every wider one, with and without the acts of the day."""
        if not bits:
            return 0
        level = self.calendar.standing[key].level
        once = sum(bits << (lens * self.periods) for lens in range(level, len(LENSES)))
        of_the_day = getattr(self.calendar.records[key], "when", None) in world.acts - world.facts
        return once << (len(LENSES) * self.periods) | (0 if of_the_day else once)

    def bits(self, fact: int, level: int, day: bool = True) -> int:
        """The periods in which a fact is derivable in a lens, with the day's acts or without."""
        row = level + (len(LENSES) if day else 0)
        return self.held[fact] >> (row * self.periods) & ((1 << self.periods) - 1)

    def at(self, fact: int, level: int, period: int, day: bool = True) -> bool:
        """Whether a fact is derivable in one period and lens."""
        row = level + (len(LENSES) if day else 0)
        return bool(self.held[fact] >> (row * self.periods + period) & 1)


@lru_cache(maxsize=32)
def _course(still: World) -> Course:
    return Course(still)


def course(world: World) -> Course:
    """The course of a world; its date and lens do not matter, so that moving either computes nothing again."""
    return _course(world.but(on=date.min, lens="law"))
