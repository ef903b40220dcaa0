"""A field of a record's principle before a lever sets it, as the counted claims leave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from model.policy.evidence import Sources, counted, field_values
from model.policy.policy import Policy
from model.policy.principle import CHECKS, Authorisation, Check, Retention
from model.policy.record import UNKNOWN
from model.reform.aim import Target

TYPES: dict[str, type[Authorisation] | type[Check]] = {"authorisation": Authorisation, **dict.fromkeys(CHECKS, Check)}


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


def settled(record: Target, policy: Policy, sources: Sources) -> Target:
    """The record as a restriction finds it: only the counted claims decide its conditions; what only others say is unknown."""
    claims, changes = record.claims, dict[str, Any]()
    for field in ("access", "retention", *TYPES):
        told = [claim for claim in claims if claim.field == field]
        counts = counted(told, policy.sources, sources)
        if len(counts) < len(told):
            claims = tuple(claim for claim in claims if claim.field != field or claim in counts)
            if not counts and any(claim.stance == "supports" for claim in told):
                changes[field] = TYPES[field](value=UNKNOWN) if field in TYPES else Retention() if field == "retention" else UNKNOWN
    if claims == record.claims:
        return record
    return record.model_copy(update={"claims": claims, "principle": record.principle.model_copy(update=changes)})
