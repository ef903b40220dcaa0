"""Require: an order by a prosecutor, an executive body or a court, and the checks that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import model_validator

from model.policy.flow import Consequence
from model.policy.principle import CHECKS, Authorisation, Check
from model.policy.record import UNKNOWN, YesNo
from model.reform.aim import Aim, Target
from model.reform.lever import Lever
from model.reform.setting import current, without_claims

STRENGTH = {"none": 0, "self": 1, "executive": 3, "prosecutor": 3, "court": 4}
STREAMS = frozenset({"push", "report"})


class Move(Lever):
    """It weakens nothing: where more is known to be asked already, that stays; where that is not known, the reform decides.

    An order gates use, not a stream that is sent unasked. `independent` is the reader's assumption on whoever gives the order;
    it is printed with every answer.
    """

    of: Aim
    authorisation: Literal["executive", "prosecutor", "court"] | None = None
    prior: YesNo | None = None
    named_target: YesNo | None = None
    suspicion_test: YesNo | None = None
    shown: YesNo | None = None
    logged: YesNo | None = None
    urgency_route: YesNo | None = None
    independent: YesNo = "unknown"

    @model_validator(mode="after")
    def _something(self) -> Move:
        if not self.sets():
            raise ValueError("it sets nothing: say an authorisation or a check, such as `shown: yes`")
        return self

    def aim(self) -> Aim:
        """What it is about."""
        return self.of

    def sets(self) -> Mapping[str, object]:
        """The authorisation and the checks that are said."""
        return {key: value for key in ("authorisation", *CHECKS) if (value := getattr(self, key)) is not None}

    def change(self, record: Target) -> Target:
        """The record with these conditions, none weaker than before."""
        changes: dict[str, Any] = {}
        if self.authorisation and (order := self._order(record, self.authorisation)):
            changes["authorisation"] = order
        for field in CHECKS:
            value = getattr(self, field)
            strong = "no" if field == "urgency_route" else "yes"
            if value is not None and not (value != strong and current(record, field) == {strong}):
                changes[field] = Check(value=value)
        if not changes:
            return record
        principle = record.principle.model_copy(update=changes)
        return without_claims(record, changes).model_copy(update={"principle": principle})

    def _order(self, record: Target, asked: str) -> Authorisation | None:
        """Who must permit it now: for each who may have had to, that one or the one asked, whoever is stronger; None: as before."""
        typed, was, access = record.principle.authorisation, current(record, "authorisation"), current(record, "access")
        streams = frozenset() if isinstance(record, Consequence) else access & {*STREAMS, UNKNOWN}
        if streams and access <= STREAMS:
            return None
        may = {asked if STRENGTH[each] <= STRENGTH[asked] else each for each in was - {UNKNOWN}}
        if UNKNOWN in was:
            may |= {asked, *(each for each in ("executive", "court") if STRENGTH[each] > STRENGTH[asked])}
        if streams:
            may |= was
        kept = None if may == {asked} else typed.set_by
        floor = asked if kept and not streams else "none"
        if may == was and (kept, floor) == (typed.set_by, typed.floor):
            return None
        first = asked if asked in may else min(may)
        return Authorisation(value=first, also=tuple(sorted(may - {first})), set_by=kept, floor=floor)
