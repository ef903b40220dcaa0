"""Enact: a published proposal counts as in force. Nothing else can be enacted: no lever invents surveillance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from model.fault import Fault, nearest
from model.policy.period import When, first_day
from model.policy.policy import Policy
from model.policy.record import ActId
from model.reform.lever import Lever


class Move(Lever):
    """What the proposal would allow, insert and end then counts, from a day or from its own, else always."""

    act: ActId
    on: When | None = Field(default=None, alias="from")

    def enacts(self, policy: Policy) -> Mapping[str, date | None]:
        """The proposal, from its day."""
        return {self.act: first_day(self.on) if self.on else None}

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """Anything but a published proposal."""
        proposals = [key for key, act in policy.instruments.items() if act.proposed]
        if self.act not in proposals:
            known = self.act in policy.instruments
            yield Fault("", 0, "act", f"{self.act!r} is no published proposal" if known else f"there is no act {self.act!r}",
                        nearest(self.act, proposals) or "This pack holds none.")
