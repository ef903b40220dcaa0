"""Retain: a copy may be kept no longer than so long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from model.policy.evidence import field_values
from model.policy.flow import Consequence
from model.policy.period import shorter
from model.policy.principle import Retention
from model.reform.aim import Aim, Target
from model.reform.lever import Lever
from model.reform.setting import without_claims


class Move(Lever):
    """A term that is shorter already stays; a term that is not known becomes "at most so long".

    What claims say of it in words is not known. Where the provision of a shorter term goes, the cap stays.
    """

    NATURE: ClassVar[bool] = True

    of: Aim
    length: Annotated[int, Field(ge=0, le=1000)]
    unit: Literal["days", "months", "years"] = "days"

    def aim(self) -> Aim:
        """What it is about."""
        return self.of

    def sets(self) -> Mapping[str, object]:
        """The longest time it may be kept."""
        return {"retention": (self.length, self.unit)}

    def change(self, record: Target) -> Target:
        """The record with its time of keeping capped."""
        kept = record.principle.retention
        if isinstance(record, Consequence):
            return record
        sure = field_values(record.claims, record.claims, "retention", "") == {""}
        if sure and kept.kind in ("term", "limit") and kept.length is not None and kept.unit and shorter(
                (kept.length, kept.unit), (self.length, self.unit)):
            if kept.set_by is None:
                return record
            capped = kept.model_copy(update={"cap": (self.length, self.unit)})
        else:
            kind = "term" if sure and kept.kind in ("term", "unlimited") else "limit"
            capped = Retention(kind=kind, length=self.length, unit=self.unit, clock=kept.clock)
        principle = record.principle.model_copy(update={"retention": capped})
        return without_claims(record, ("retention",)).model_copy(update={"principle": principle})
