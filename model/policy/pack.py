"""What a pack says of itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.policy.period import When
from model.policy.record import Id, Language, Name, Record


class Word(Record):
    """A word of the pack's own that records point to (a purpose, a means, a topic of law)."""

    id: Id
    name: Name


class Pack(Record):
    """A pack's own page: what it covers, as of when, what is not known, and how careful its readers must be."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    name: Name
    version: str
    as_of: When
    languages: tuple[Language, ...]
    invented: bool = False
    readers_at_risk: bool = False
    licence: str
    about: tuple[Name, ...]
    gaps: tuple[Name, ...] = ()
    persons: Name
    ladder: tuple[Id, ...] = ()
