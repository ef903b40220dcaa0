"""When each record is live: one bit for each period between two dates at which anything changes (semantics.md 2)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Set
from datetime import date
from functools import lru_cache

from model.policy.evidence import Sources, Standing, counted, earliest, field_values, standing
from model.policy.flow import PASSING, RULES, Consequence, Grounded
from model.policy.instrument import Basis, Instrument
from model.policy.period import Start, StartKind, end_day, first_day
from model.policy.policy import Passing, Policy
from model.policy.principle import CHECKS, gate
from model.policy.record import UNKNOWN
from model.spread.world import World

Record = Passing | Consequence
Gone = Mapping[str, date]
NOTHING: Gone = {}


def act_start(act: Instrument, policy: Policy, mode: Sources, struck: Set[str] = frozenset()) -> Start | None:
    """When an act began to be in force and what that date is; None where nothing at all is known."""
    claims = counted(act.claims, policy.sources, mode, struck)
    dated: tuple[tuple[str, str, StartKind], ...] = (("in_force", act.in_force, "in-force"), ("adopted", act.adopted, "adopted"))
    for field, typed, kind in dated:
        days = field_values(claims, act.claims, field, typed) - {UNKNOWN}
        if days:
            return Start(on=min(days, key=first_day), kind=kind)
    return earliest(claims, policy.sources)


def act_end(act: Instrument, policy: Policy, mode: Sources, struck: Set[str] = frozenset()) -> date | None:
    """The day from which an act is no longer in force, by its claims; None where nobody saw an end, or where that is disputed."""
    ends = field_values(counted(act.claims, policy.sources, mode, struck), act.claims, "ended", act.ended or UNKNOWN)
    return None if UNKNOWN in ends else max(map(end_day, ends))


class Calendar:
    """A policy's days of change (with further ones, where a reform ends acts), and every record's standing, for one choice of sources."""

    def __init__(self, policy: Policy, mode: Sources, further: frozenset[date] = frozenset()) -> None:
        self.policy, self.mode = policy, mode
        self.records: dict[str, Record] = {**policy.spreading, **policy.consequences}
        self.standing: dict[str, Standing] = {
            key: found for key, record in self.records.items() if (found := standing(record, policy.sources, mode))}
        self.starts = {key: act_start(act, policy, mode) for key, act in policy.instruments.items()}
        self.ends = {key: act_end(act, policy, mode) for key, act in policy.instruments.items()}
        days = set(further)
        for each in self.standing.values():
            days |= {each.first} | ({each.end} if each.end else set())
        for key, act in policy.instruments.items():
            if begun := self.starts[key]:
                days.add(first_day(begun.on))
            if ended := self.ends[key]:
                days.add(ended)
            for part in act.provisions:
                if part.start and part.start.on != UNKNOWN:
                    days.add(first_day(part.start.on))
                if part.end and part.end != UNKNOWN:
                    days.add(end_day(part.end))
        self.days: tuple[date, ...] = (date.min, *sorted(days - {date.min}))
        self.full = (1 << len(self.days)) - 1

    def period(self, on: date) -> int:
        """The index of the period a day lies in."""
        return bisect_right(self.days, on) - 1

    def span(self, first: date, end: date | None) -> int:
        """The periods from a first day up to, but without, an end."""
        low = bisect_left(self.days, first)
        high = bisect_left(self.days, end) if end else len(self.days)
        return ((1 << high) - 1) & ~((1 << low) - 1) if high > low else 0

    def act(self, key: str) -> int:
        """The periods in which an act is in force by its own dates; a proposal never is."""
        act, begun = self.policy.instruments[key], self.starts[key]
        if act.proposed or begun is None:
            return 0
        return self.span(first_day(begun.on), self.ends[key])

    def before(self, key: str, gone: Gone) -> int:
        """The periods before an act is gone."""
        return self.span(date.min, gone[key]) if key in gone else self.full

    def provision(self, ref: str, gone: Gone) -> int:
        """The periods in which a provision (or a whole act) is in force, when some acts are gone from a day."""
        key, _, part_id = ref.partition("#")
        force = self.act(key) & self.before(key, gone)
        part = next((each for each in self.policy.instruments[key].provisions if each.id == part_id), None)
        if part is None:
            return force
        if part.inserted_by:
            if self.policy.instruments[part.inserted_by].proposed:
                return 0
            force &= self.before(part.inserted_by, gone)
            if (part.start is None or part.start.on == UNKNOWN) and (begun := self.starts[part.inserted_by]):
                force &= self.span(first_day(begun.on), None)
        first = first_day(part.start.on) if part.start and part.start.on != UNKNOWN else date.min
        return force & self.span(first, end_day(part.end) if part.end and part.end != UNKNOWN else None)

    def kind(self, ref: str, day: date) -> StartKind | None:
        """The kind of the date on which a provision began: its own, that of the act that inserted it, or its act's."""
        key, _, part_id = ref.partition("#")
        part = next((each for each in self.policy.instruments[key].provisions if each.id == part_id), None)
        starts = [part.start, self.starts[part.inserted_by] if part.inserted_by else None] if part else []
        known = [start for start in (*starts, self.starts[key]) if start and start.on != UNKNOWN]
        return next((start.kind for start in known if first_day(start.on) == day), None)

    def basis(self, basis: Basis, gone: Gone) -> int:
        """The periods in which at least one alternative of a basis is wholly in force."""
        force = 0
        for together in basis:
            bits = self.full
            for ref in together:
                bits &= self.provision(ref, gone)
            force |= bits
        return force


@lru_cache(maxsize=16)
def calendar(policy: Policy, mode: Sources, further: frozenset[date] = frozenset()) -> Calendar:
    """The calendar of a policy, made once."""
    return Calendar(policy, mode, further)


def gone(policy: Policy, repealed: Iterable[str], ending: Iterable[tuple[str, date]] = ()) -> dict[str, date]:
    """The day from which each act is gone: those repealed, those ended, and those that fall when every act they implement has."""
    found = dict.fromkeys(repealed, date.min)
    for key, day in ending:
        found[key] = min(day, found.get(key, date.max))
    grown = bool(found)
    while grown:
        grown = False
        for key, act in policy.instruments.items():
            if act.implements and found.keys() >= set(act.implements):
                day = max(found[above] for above in act.implements)
                if day < found.get(key, date.max):
                    found[key] = day
                    grown = True
    return found


def without(field: str, typed: object) -> str:
    """What a field of a principle may also be once the provision that set it is gone."""
    floor: str = getattr(typed, "floor", "no" if field in CHECKS else UNKNOWN)
    return floor


class Liveness:
    """Which records are live in which periods, and how strong a permission each takes, in one world."""

    def __init__(self, world: World) -> None:
        self.calendar = calendar(world.policy, world.sources, frozenset(day for _, day in world.ending))
        self.world = world
        self.gone = gone(world.policy, world.repealed, world.ending)
        self._held = world.facts | world.acts

    def live(self, key: str) -> int:
        """The periods in which a record is live for the person, whatever the lens."""
        stands, record, days = self.calendar.standing.get(key), self.calendar.records[key], self.calendar
        if stands is None or not self.world.attributes.issuperset(getattr(record, "subject", ())):
            return 0
        if (when := getattr(record, "when", None)) and when not in self._held:
            return 0
        bits = days.span(stands.first, stands.end)
        if isinstance(record, Grounded):
            if record.modality not in PASSING:
                return 0
            if record.modality in RULES:
                bits &= days.basis(record.basis, self.gone)
            elif self.world.conduct == "obey" and record.under and record.under != "none-known":
                said = self.world.policy.said.get(key, record.under)
                if self.gone or said != record.under:
                    bits &= ~(days.basis(said, NOTHING) & ~days.basis(record.under, self.gone))
        return bits

    def values(self, key: str, field: str, on: date, struck: Set[str] = frozenset()) -> frozenset[str]:
        """The values a field of a record's principle may have on a day, after claims and after the repeal of what set it."""
        record = self.calendar.records[key]
        principle = getattr(record, "principle", None)
        if principle is None:
            return frozenset({"none"} if field == "authorisation" else {UNKNOWN})
        typed = getattr(principle, field)
        told = field_values(counted(record.claims, self.world.policy.sources, self.world.sources, struck), record.claims, field,
                            getattr(typed, "value", typed))
        told |= frozenset(getattr(typed, "also", ()))
        set_by = getattr(typed, "set_by", None)
        if set_by and self.taken(set_by, on):
            told |= {without(field, typed)}
        return told

    def taken(self, ref: str, on: date) -> bool:
        """Whether a reform has by then taken away the act of a provision, or the one that inserted it."""
        key, _, part_id = ref.partition("#")
        inserted = {part.inserted_by for part in self.world.policy.instruments[key].provisions if part.id == part_id}
        return any(act in self.gone and self.gone[act] <= on for act in {key, *inserted} if act)

    def gate(self, key: str, on: date, struck: Set[str] = frozenset()) -> tuple[int, int]:
        """The least and most permission one record takes on a day: the hull over all its fields may be."""
        if not hasattr(self.calendar.records[key], "principle"):
            return 0, 0
        spans = [gate(authority, access, shown)
                 for authority in self.values(key, "authorisation", on, struck)
                 for access in self.values(key, "access", on, struck)
                 for shown in self.values(key, "shown", on, struck)]
        return min(low for low, _ in spans), max(high for _, high in spans)
