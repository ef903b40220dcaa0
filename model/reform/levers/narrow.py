"""Narrow: kinds of information no longer pass, or only those of some people do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import model_validator

from model.fault import Fault
from model.policy.policy import Policy
from model.policy.record import Id
from model.reform.aim import Aim, Target
from model.reform.lever import Lever, missing


class Move(Lever):
    """`drop` names kinds of information, `only` what a person must be for the passing still to concern them."""

    of: Aim
    drop: tuple[Id, ...] = ()
    only: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Move:
        if bool(self.drop) == bool(self.only):
            raise ValueError("say either which kinds of information it drops, or to whom only it still applies: drop or only")
        if self.drop and self.of.information:
            raise ValueError("`drop` names the kinds of information; leave `information` out of `of`")
        return self

    def aim(self) -> Aim:
        """What it is about: with `drop`, only the kinds dropped."""
        return self.of.model_copy(update={"information": self.drop}) if self.drop else self.of

    def sets(self) -> Mapping[str, object]:
        """Whose information still passes."""
        return {"subject": self.only} if self.only else {}

    def change(self, record: Target) -> Target | None:
        """Nothing of what is dropped; of the rest, only what concerns those it still applies to."""
        if self.drop:
            return None
        return record.model_copy(update={"subject": tuple(sorted({*record.subject, *self.only}))})

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """Kinds and attributes there are not."""
        yield from (replace(fault, key=f"of.{fault.key}") for fault in self.of.faults(policy))
        for index, each in enumerate(self.drop):
            yield from missing(f"drop.{index}", "kind of information", each, policy.types)
        for index, each in enumerate(self.only):
            yield from missing(f"only.{index}", "attribute", each, policy.attributes)
