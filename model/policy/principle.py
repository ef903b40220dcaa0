"""The transmission principle: on what conditions information passes, and how strong a permission that takes."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator
from pydantic.json_schema import SkipJsonSchema

from model.policy.record import UNKNOWN, Id, Name, ProvisionRef, Record, YesNo

Access = Literal["standing", "direct", "request", "report", "push", "voluntary", "seizure", "purchase", "publication",
                 "unknown"]
Authority = Literal["none", "self", "executive", "prosecutor", "court", "unknown"]
CHECKS = ("prior", "named_target", "suspicion_test", "shown", "logged", "urgency_route")

# The order of semantics.md 2: none < self < on paper < executive = prosecutor < court.
GATES = ("none", "self", "paper", "executive", "court")
_RANK = {"none": 0, "self": 1, "executive": 3, "prosecutor": 3, "court": 4}


class Authorisation(Record):
    """Who must permit a passing, and the provision that says so.

    `also` lists what else may suffice where a reform leaves that open; `floor` is what it asks even where that provision is gone.
    Neither is for a pack to write: there a dispute is told by claims.
    """

    value: Authority = "unknown"
    also: SkipJsonSchema[tuple[Authority, ...]] = ()
    set_by: ProvisionRef | None = None
    floor: SkipJsonSchema[Authority] = "none"

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: Any) -> Any:
        return {"value": given} if isinstance(given, str) else given


class Check(Record):
    """One condition on a passing, and the provision that sets it."""

    value: YesNo = "unknown"
    set_by: ProvisionRef | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: Any) -> Any:
        return {"value": given} if isinstance(given, str) else given


class Retention(Record):
    """How long a copy is kept: a term, at most a limit (in days, months or years), until an event, without limit, or unknown.

    `cap` is the longest that a reform allows even where the provision that sets it is gone; no pack writes it.
    """

    kind: Literal["term", "limit", "event", "unlimited", "unknown"] = "unknown"
    length: int | None = None
    unit: Literal["days", "months", "years"] | None = None
    until: Name | None = None
    clock: Literal["collection", "receipt"] = "collection"
    set_by: ProvisionRef | None = None
    cap: SkipJsonSchema[tuple[int, Literal["days", "months", "years"]] | None] = None

    @model_validator(mode="after")
    def _whole(self) -> Retention:
        if self.kind in ("term", "limit") and (self.length is None or self.unit is None):
            raise ValueError(f"a {self.kind} of retention needs a length and a unit (days, months or years)")
        return self


class Principle(Record):
    """How and on what conditions information passes; what no source says is `unknown`, never guessed."""

    access: Access = "unknown"
    authorisation: Authorisation = Authorisation()
    prior: Check = Check()
    named_target: Check = Check()
    suspicion_test: Check = Check()
    shown: Check = Check()
    logged: Check = Check()
    urgency_route: Check = Check()
    retention: Retention = Retention()
    purpose: Id | None = None
    told: YesNo = "unknown"
    can_see: YesNo = "unknown"
    can_object: YesNo = "unknown"


OPEN = Principle(authorisation=Authorisation(value="none"))


def gate(authority: str, access: str, shown: str) -> tuple[int, int]:
    """The least and the most permission (indexes of GATES) that one passing takes, as semantics.md 2 orders them."""
    if authority == UNKNOWN:
        return 0, 4
    rank = _RANK[authority]
    if rank < 2:
        return rank, rank
    if UNKNOWN in (access, shown):
        return 2, rank
    if access in ("standing", "direct") and shown == "no":
        return 2, 2
    return rank, rank
