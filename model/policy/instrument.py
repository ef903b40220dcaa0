"""Acts and their provisions: what they are, when they are in force, and what falls with them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from model.policy.period import Dated, When, first_day, last_day
from model.policy.record import UNKNOWN, ActId, Id, Name, ProvisionRef, Record, YesNo
from model.policy.source import Claim

Basis = tuple[tuple[ProvisionRef, ...], ...]
InstrumentKind = Literal["constitution", "code", "law", "decree", "edict", "resolution", "order", "decision"]


def as_basis(given: Any) -> Any:
    """One act, or alternatives each of which is a list of acts that together suffice, as an OR of ANDs."""
    if isinstance(given, str):
        return ((given,),)
    if isinstance(given, list) and any(isinstance(part, str) for part in given):
        raise ValueError("write a basis as one act, or as a list of alternatives, each a list of acts: [[a, b], [c]]")
    return given


class Provision(Dated):
    """A place in an act; `inserted_by` names the later act that put it there, with which it falls."""

    id: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    locator: str = UNKNOWN
    note: Name | None = None
    text_seen: bool = False
    quote: Annotated[str, Field(max_length=300)] | None = None
    quote_language: str | None = None
    inserted_by: ActId | None = None


class Instrument(Record):
    """An act: always kind, date and number. Without `in_force` its force counts from adoption, and is told so."""

    id: ActId
    kind: InstrumentKind
    number: str = UNKNOWN
    issuer: Name | None = None
    name: Name
    short: Name | None = None
    note: Name | None = None
    adopted: When = UNKNOWN
    in_force: When = UNKNOWN
    ended: When | None = None
    proposed: bool = False
    published: YesNo = "unknown"
    implements: tuple[ActId, ...] = ()
    amends: tuple[ActId, ...] = ()
    ends: tuple[ActId, ...] = ()
    topic: Id | None = None
    provisions: tuple[Provision, ...] = ()
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Instrument:
        known = [day for day in (self.adopted, self.in_force, self.ended) if day and day != UNKNOWN]
        if any(first_day(before) > last_day(after) for at, after in enumerate(known) for before in known[:at]):
            raise ValueError("dates out of order: adopted, in force and ended must follow each other")
        return self
