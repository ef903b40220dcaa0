"""Bar: something may not pass at all, or may not be concluded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import model_validator

from model.fault import Fault
from model.policy.policy import Policy
from model.policy.record import Id
from model.reform.aim import Aim, Target
from model.reform.lever import Lever, missing


class Move(Lever):
    """A passing, or an inference `at` some actors (at all where none is named).

    An exception by purpose, or "except serious crime", removes nothing: whoever may look may look, so it is `on paper`.
    """

    BAN: ClassVar[bool] = True

    of: Aim | None = None
    inference: Id | None = None
    at: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Move:
        if (self.of is None) == (self.inference is None):
            raise ValueError("say either what may not pass (of) or which inference may not be drawn (inference)")
        if self.at and not self.inference:
            raise ValueError("`at` names who may not draw an inference; name a recipient in `of`")
        return self

    def aim(self) -> Aim | None:
        """What may not pass."""
        return self.of

    def change(self, record: Target) -> None:
        """Nothing is left of a chosen part."""
        return

    def stops_inference(self) -> tuple[str, frozenset[str]] | None:
        """The inference, and to whom it is forbidden."""
        return (self.inference, frozenset(self.at)) if self.inference else None

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """Inferences and actors there are not."""
        yield from super().faults(policy)
        if self.inference:
            yield from missing("inference", "inference", self.inference, policy.inferences)
        for index, each in enumerate(self.at):
            yield from missing(f"at.{index}", "actor or system", each, policy.holders)
