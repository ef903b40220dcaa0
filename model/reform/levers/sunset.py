"""Sunset: an act ends by itself some years, months or days after it began, unless somebody renews it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from model.fault import Fault
from model.policy.period import first_day, later
from model.policy.policy import Policy
from model.policy.record import ActId
from model.reform.lever import Lever, missing
from model.spread.liveness import act_start


class Move(Lever):
    """From that day the act counts as not in force, as by a repeal from it."""

    act: ActId
    after: Annotated[int, Field(ge=1, le=1000)]
    unit: Literal["days", "months", "years"] = "years"

    def ends(self, policy: Policy) -> Mapping[str, date]:
        """The act, so long after it began."""
        start = act_start(policy.instruments[self.act], policy, "all")
        assert start is not None
        return {self.act: later(first_day(start.on), self.after, self.unit)}

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """An act there is not, that has not begun, or whose beginning nobody knows."""
        yield from missing("act", "act", self.act, policy.instruments)
        if (act := policy.instruments.get(self.act)) and act.proposed:
            yield Fault("", 0, "act", f"{self.act} is only proposed and has not begun", "Use `enact` and `repeal`, each with a day.")
        elif act and act_start(act, policy, "all") is None:
            yield Fault("", 0, "act", f"nobody knows when {self.act} began", "Use `repeal` with `from:` and a day.")
