"""A field of a record before and after a lever sets it."""

from __future__ import annotations

from collections.abc import Iterable

from model.policy.evidence import field_values
from model.reform.aim import Target


def current(record: Target, field: str) -> frozenset[str]:
    """The values a field of a record's principle may have: by the claims on it, else as typed."""
    typed = getattr(record.principle, field)
    told = field_values(record.claims, record.claims, field, getattr(typed, "value", typed))
    return told | frozenset(getattr(typed, "also", ()))


def without_claims(record: Target, fields: Iterable[str]) -> Target:
    """The record without the claims on some fields: a reform sets them, whatever they are said to be now."""
    gone = frozenset(fields)
    kept = tuple(claim for claim in record.claims if claim.field not in gone)
    return record.model_copy(update={"claims": kept}) if len(kept) < len(record.claims) else record
