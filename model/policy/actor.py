"""Anybody that can hold information, and the records that pass holdings on without a flow."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from model.policy.period import Dated
from model.policy.record import Id, Name, ProvisionRef, Record
from model.policy.source import Claim

ActorKind = Literal["private-holder", "state-body", "court", "oversight", "vendor", "civic", "foreign-state", "public",
                    "class"]
PUBLIC_BODIES = frozenset({"state-body", "court", "oversight"})


class Actor(Record):
    """A body, office, company, group or class; never a natural person. `under` groups and counts, and passes nothing."""

    id: Id
    kind: ActorKind
    name: Name
    short: Name | None = None
    note: Name | None = None
    under: Id | None = None
    means: tuple[Id, ...] = ()
    claims: tuple[Claim, ...] = ()


class Role(Dated):
    """A dated role of a company in a system (supplier, builder); it passes nothing."""

    actor: Id
    role: Name
    contested: bool = False


class System(Record):
    """An information system; what it holds passes to whoever operates it."""

    id: Id
    name: Name
    short: Name | None = None
    note: Name | None = None
    means: tuple[Id, ...] = ()
    roles: tuple[Role, ...] = ()
    claims: tuple[Claim, ...] = ()


class Operates(Dated):
    """An actor operates a system for a time; `said_by` names the acts that say so, if any do."""

    id: Id
    actor: Id
    system: Id
    said_by: tuple[ProvisionRef, ...] = ()
    claims: tuple[Claim, ...] = ()


class Member(Dated):
    """An actor belongs to a class for a time; `said_by` names the acts that say so, if any do."""

    id: Id
    class_: Id = Field(alias="class")
    actor: Id
    said_by: tuple[ProvisionRef, ...] = ()
    claims: tuple[Claim, ...] = ()
