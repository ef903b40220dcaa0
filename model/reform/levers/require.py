"""Require: an order by a prosecutor, an executive body or a court, and the checks that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from model.policy.flow import Consequence
from model.policy.principle import Authorisation, Check
from model.policy.record import UNKNOWN, YesNo
from model.reform.aim import Aim, Target
from model.reform.lever import Lever
from model.reform.setting import current, without_claims

STRENGTH = {"none": 0, "self": 1, "executive": 3, "prosecutor": 3, "court": 4}
STREAMS = frozenset({"push", "report"})
FIELDS = ("prior", "named_target", "suspicion_test", "shown", "logged", "urgency_route")


class Move(Lever):
    """It weakens nothing: where more is asked already, that stays. An order gates use, not a stream that is sent unasked.

    `independent` is the reader's assumption on whoever gives the order; it is printed with every answer.
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

    def aim(self) -> Aim:
        """What it is about."""
        return self.of

    def sets(self) -> Mapping[str, object]:
        """The authorisation and the checks that are said."""
        return {key: value for key in ("authorisation", *FIELDS) if (value := getattr(self, key)) is not None}

    def change(self, record: Target) -> Target:
        """The record with these conditions, none weaker than before."""
        changes: dict[str, Any] = {}
        if self.authorisation and (may := self._authorities(record)) != current(record, "authorisation"):
            first = self.authorisation if self.authorisation in may else min(may)
            changes["authorisation"] = Authorisation(value=first, also=tuple(sorted(may - {first})))
        for field in FIELDS:
            value = getattr(self, field)
            strong = "no" if field == "urgency_route" else "yes"
            if value is not None and not (value != strong and current(record, field) == {strong}):
                changes[field] = Check(value=value)
        if not changes:
            return record
        principle = record.principle.model_copy(update=changes)
        return without_claims(record, changes).model_copy(update={"principle": principle})

    def _authorities(self, record: Target) -> frozenset[str]:
        """Who may have to permit it now: for each who may have had to before, that one or the one required, whoever is stronger."""
        was, access = current(record, "authorisation"), current(record, "access")
        streams = not isinstance(record, Consequence)
        if streams and access <= STREAMS:
            return was
        asked = STRENGTH[self.authorisation or "none"]
        stronger = {each for each in ("executive", "court") if STRENGTH[each] > asked}
        may = {self.authorisation or "none" if STRENGTH.get(each, 0) <= asked else each for each in was - {UNKNOWN}}
        if UNKNOWN in was:
            may |= {self.authorisation or "none", *stronger}
        return frozenset(may | (was if streams and access & {*STREAMS, UNKNOWN} else set()))
