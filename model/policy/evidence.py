"""Evidence states, contested marks and disputed fields, computed from claims and never typed (semantics.md 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from model.policy.flow import RULES, Collection, Grounded, Inference
from model.policy.period import Dated, Start, end_day, first_day
from model.policy.record import UNKNOWN
from model.policy.source import Claim, Source

State = Literal["law-text", "law-reported", "practice", "capability", "alleged"]
Sources = Literal["all", "official"]
LENSES = ("law", "practice", "capability", "alleged")
LEVEL = {"law-text": 0, "law-reported": 0, "practice": 1, "capability": 2, "alleged": 3}
BADGE = {"law-text": "L", "law-reported": "L*", "practice": "P", "capability": "C", "alleged": "?"}
_REPORTS_LAW = frozenset({"law-text", "official", "state-media", "court", "legal-database", "law-firm"})
_FIRST_HAND = frozenset({"law-text", "official", "state-media", "court", "procurement"})


@dataclass(frozen=True)
class Standing:
    """What the counted claims make of a record: its state (None where no claim supports it), mark and interval."""

    state: State | None
    level: int
    contested: bool
    first: date
    start: Start | None
    end: date | None


def counted(claims: Iterable[Claim], sources: Mapping[str, Source], mode: Sources,
            struck: Set[str] = frozenset()) -> tuple[Claim, ...]:
    """The claims that count: all, or only those of the pack's own state; whatever the struck independence groups support does not."""
    return tuple(claim for claim in claims if (mode == "all" or sources[claim.source].own_state)
                 and not (struck and claim.stance == "supports" and group(claim, sources) in struck))


def group(claim: Claim, sources: Mapping[str, Source]) -> str:
    """The independence group a claim belongs to: its own, else its source's."""
    return claim.group or sources[claim.source].group


def supporting(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that support the record as a whole."""
    return tuple(claim for claim in claims if claim.stance == "supports" and claim.field is None)


def _first_hand(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.proximity in ("first-hand", "primary-text"))


def _as_rule(claims: tuple[Claim, ...], sources: Mapping[str, Source]) -> State:
    kinds = {sources[claim.source].kind for claim in claims}
    if any(claim.proximity == "primary-text" and claim.locator != UNKNOWN for claim in claims):
        return "law-text"
    apart = {group(claim, sources) for claim in claims if not sources[claim.source].party}
    return "law-reported" if kinds & _REPORTS_LAW or len(apart) >= 2 else "alleged"


def _as_observed(claims: tuple[Claim, ...], sources: Mapping[str, Source]) -> State:
    first = {sources[claim.source].kind for claim in _first_hand(claims)}
    groups = {group(claim, sources) for claim in claims}
    return "practice" if first & _FIRST_HAND or len(groups) >= 2 else "alleged"


def _as_capability(claims: tuple[Claim, ...], sources: Mapping[str, Source]) -> State:
    groups = {group(claim, sources) for claim in claims}
    return "capability" if _first_hand(claims) or len(groups) >= 2 else "alleged"


def _as_inference(claims: tuple[Claim, ...], sources: Mapping[str, Source]) -> State:
    done = tuple(claim for claim in claims if claim.shows == "done")
    if _as_observed(done, sources) == "practice":
        return "practice"
    return _as_capability(tuple(claim for claim in claims if claim.shows), sources)


def state(record: object, claims: tuple[Claim, ...], sources: Mapping[str, Source]) -> State | None:
    """The evidence state of a record by its counted claims; None where no claim supports it."""
    told = supporting(claims)
    if not told:
        return None
    if isinstance(record, Inference):
        return _as_inference(told, sources)
    if isinstance(record, Grounded):
        if record.modality in RULES:
            return _as_rule(told, sources)
        return _as_capability(told, sources) if record.modality == "capability" else _as_observed(told, sources)
    return _as_rule(told, sources) if getattr(record, "said_by", ()) else _as_observed(told, sources)


def field_values(claims: tuple[Claim, ...], every: tuple[Claim, ...], field: str, typed: str) -> frozenset[str]:
    """The values a field may have: what the claims on it say, their range where disputed, else what is typed."""
    told = [claim for claim in claims if claim.field == field]
    if not told:
        lost = any(claim.field == field and claim.stance == "supports" for claim in every)
        return frozenset({UNKNOWN if lost else typed})
    for_it = {str(claim.value) for claim in told if claim.stance == "supports" and claim.value is not None}
    against = [claim for claim in told if claim.stance == "disputes"]
    values = for_it or {typed}
    for claim in against:
        values = values | {UNKNOWN if claim.value is None else str(claim.value)}
    return frozenset(values)


def earliest(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Start | None:
    """The first date a record is evidenced: the earliest as-of (else the source's date) of a supporting claim."""
    days = [day for claim in supporting(claims)
            if (day := claim.as_of or sources[claim.source].date) != UNKNOWN]
    return Start(on=min(days, key=first_day), kind="first-evidenced") if days else None


def standing(record: Dated, sources: Mapping[str, Source], mode: Sources, struck: Set[str] = frozenset()) -> Standing | None:
    """State, mark and interval of a record under the counted claims; None where nothing supports it any more."""
    every: tuple[Claim, ...] = getattr(record, "claims", ())
    claims = counted(every, sources, mode, struck)
    nature = isinstance(record, Collection) and record.by_nature
    found = state(record, claims, sources)
    if found is None and not nature:
        return None
    start = record.start
    rule = isinstance(record, Grounded) and record.modality in RULES
    if (start is None and not (nature or rule)) or (start is not None and start.on == UNKNOWN):
        start = earliest(claims, sources)
    told = field_values(claims, every, "from", start.on if start else UNKNOWN)
    starts = sorted(told - {UNKNOWN}, key=first_day)
    if start is not None and not starts:
        start = earliest(claims, sources)
    elif starts and (UNKNOWN not in told if start is None else starts[0] != start.on):
        start = Start(on=starts[0], kind=start.kind if start else "first-evidenced")
    ends = field_values(claims, every, "to", record.end or UNKNOWN)
    return Standing(
        state=found, level=LEVEL[found] if found and not nature else 0,
        contested=any(claim.stance == "disputes" for claim in claims),
        first=first_day(start.on) if start and start.on != UNKNOWN else date.min, start=start,
        end=None if UNKNOWN in ends else max(map(end_day, ends)),
    )

