"""Repeal: an act counts as not in force from a day, or as if it had never been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from model.fault import Fault
from model.policy.period import When, first_day
from model.policy.policy import Policy
from model.policy.record import ActId
from model.reform.lever import Lever, missing


class Move(Lever):
    """It takes away what the act provides and what it inserted elsewhere; it revives nothing that the act ended."""

    act: ActId
    on: When | None = Field(default=None, alias="from")

    def ends(self, policy: Policy) -> Mapping[str, date]:
        """The act, from its day."""
        return {self.act: first_day(self.on) if self.on else date.min}

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """An act there is not."""
        yield from missing("act", "act", self.act, policy.instruments)
