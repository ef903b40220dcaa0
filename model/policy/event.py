"""What happened: shown beside the law and never derived from."""

from __future__ import annotations

from model.policy.period import When
from model.policy.record import ActId, Id, Name, Record
from model.policy.source import Claim


class Event(Record):
    """A dated event, the acts and actors it concerns, and the holdings it showed (`breach`: actor and types)."""

    id: Id
    on: When
    name: Name
    note: Name | None = None
    instruments: tuple[ActId, ...] = ()
    actors: tuple[Id, ...] = ()
    inferences: tuple[Id, ...] = ()
    breach: Id | None = None
    information: tuple[Id, ...] = ()
    claims: tuple[Claim, ...] = ()
