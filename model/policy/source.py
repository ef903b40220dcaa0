"""Sources, and what each of them says: claims."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from model.policy.period import When
from model.policy.record import UNKNOWN, Id, Name, Record

SourceKind = Literal[
    "law-text", "legal-database", "law-firm", "official", "state-media", "court", "procurement", "intergovernmental",
    "ngo", "academic", "media", "company", "political", "leak-derived", "fiction",
]


class Source(Record):
    """One publication: who published it, when, in what language, what interest it has, and who else repeats it."""

    id: Id
    title: str = UNKNOWN
    publisher: str = UNKNOWN
    date: When = UNKNOWN
    language: str = UNKNOWN
    kind: SourceKind
    address: str = UNKNOWN
    interest: str = UNKNOWN
    group: Id
    own_state: bool = False
    party: bool = False
    listing_risk: Literal["none", "possible", "listed", "unknown"] = "unknown"


class Claim(Record):
    """What one source says of a record, or of one field of it."""

    source: Id
    stance: Literal["supports", "disputes", "qualifies"] = "supports"
    field: str | None = None
    value: float | str | None = None
    unit: str | None = None
    place: str | None = None
    as_of: When | None = None
    locator: str = UNKNOWN
    proximity: Literal["primary-text", "first-hand", "second-hand", "unknown"] = "unknown"
    group: Id | None = None
    shows: Literal["done", "means"] | None = None
    says: Name | None = None
    quote: Annotated[str, Field(max_length=300)] | None = None
    quote_language: str | None = None
