"""Log and notify: every look leaves a trace, and the person is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import model_validator

from model.policy.principle import Check
from model.reform.aim import Aim, Target
from model.reform.lever import Lever
from model.reform.setting import without_claims


class Move(Lever):
    """It stops nothing; it sets that looks are logged and that the person is told."""

    NAME: ClassVar[str] = "log-and-notify"
    NATURE: ClassVar[bool] = True

    of: Aim
    logged: bool = True
    told: bool = True

    @model_validator(mode="after")
    def _something(self) -> Move:
        if not (self.logged or self.told):
            raise ValueError("it sets nothing: leave `logged` or `told` in")
        return self

    def aim(self) -> Aim:
        """What it is about."""
        return self.of

    def sets(self) -> Mapping[str, object]:
        """That looks are logged, and that the person is told."""
        return {key: "yes" for key in ("logged", "told") if getattr(self, key)}

    def change(self, record: Target) -> Target:
        """The record with its log and its notice."""
        changes: dict[str, Any] = {"logged": Check(value="yes")} if self.logged else {}
        changes |= {"told": "yes"} if self.told else {}
        principle = record.principle.model_copy(update=changes)
        return without_claims(record, changes).model_copy(update={"principle": principle})
