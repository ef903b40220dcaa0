"""What may be struck (acts, flows, or the independence groups behind claims), and when each record is live then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal, Protocol

from model.policy.evidence import group, standing
from model.policy.flow import PASSING, RULES, Collection, Flow, Grounded
from model.policy.instrument import Basis
from model.policy.period import Start, end_day, first_day
from model.policy.principle import gate
from model.policy.record import UNKNOWN
from model.policy.source import Claim
from model.reform.formula import Formula, both, choose, either, kept, no, table
from model.reform.reform import origin
from model.spread.liveness import NOTHING, Gone, act_end, act_start, without
from model.spread.spread import Spread

Over = Literal["acts", "flows", "sources"]
_SPAN, _PASSAGE = frozenset({"from", "to"}), frozenset({"authorisation", "access", "shown"})


class Question(Protocol):
    """What may be struck, and what that does to each record of one world."""

    def lives(self, key: str) -> Formula:
        """When a record is live."""
        ...

    def low(self, key: str, rank: int, side: int) -> Formula:
        """When a record's own gate, by its least (0) or its most (1), stays below a rank."""
        ...


class Repeals:
    """Acts struck as if never made, on top of what this world has already repealed and ended; what is not live now stays so."""

    def __init__(self, spread: Spread) -> None:
        self.spread, self.liveness, self.calendar = spread, spread.course.liveness, spread.course.calendar
        self._alive: dict[str, Formula] = {}

    def alive(self, act: str) -> Formula:
        """When an act is not gone: not struck, and some act that it implements, if it implements any, is not gone either."""
        if act not in self._alive:
            above = self.spread.policy.instruments[act].implements
            gone = self.liveness.gone.get(act)
            self._alive[act] = (gone is None or gone > self.spread.world.on) and both(
                kept(act), either(*map(self.alive, above)) if above else True)
        return self._alive[act]

    def unreformed(self, ref: str) -> Formula:
        """When neither the act of a provision is gone, nor the one that inserted it."""
        key, _, part = ref.partition("#")
        inserted = [each.inserted_by for each in self.spread.policy.instruments[key].provisions if each.id == part and each.inserted_by]
        return both(*map(self.alive, (key, *inserted)))

    def basis(self, basis: Basis) -> Formula:
        """When an alternative of a basis is wholly in force on the world's day."""
        def provision(ref: str) -> Formula:
            return self.unreformed(ref) if self.calendar.provision(ref, self.liveness.gone) >> self.spread.period & 1 else False
        return either(*(both(*map(provision, together)) for together in basis))

    def lives(self, key: str) -> Formula:
        """When a record is live: a rule while its basis is, a practice under `obey` unless a basis that was in force is taken away."""
        record = self.calendar.records[key]
        if key not in self.spread.records:
            return False
        if not isinstance(record, Grounded):
            return True
        if record.modality in RULES:
            return self.basis(record.basis)
        if self.spread.world.conduct != "obey" or not record.under or record.under == "none-known":
            return True
        said = self.spread.policy.said.get(key, record.under)
        return self.basis(record.under) if self.calendar.basis(said, NOTHING) >> self.spread.period & 1 else True

    def low(self, key: str, rank: int, side: int) -> Formula:
        """When the own gate stays below a rank: a check whose act is gone spans the least it may be to what it was."""
        principle, on, liveness = getattr(self.calendar.records[key], "principle", None), self.spread.world.on, self.liveness
        fields = [(field, ref) for field in ("authorisation", "shown")
                  if (ref := getattr(getattr(principle, field, None), "set_by", None))]

        def below(taken: frozenset[str]) -> bool:
            if not fields:
                return self.spread.permission(key)[side] < rank
            told = {field: liveness.values(key, field, on) for field in _PASSAGE}
            for field in taken:
                told[field] |= {without(field, getattr(principle, field))}
            spans = [gate(authority, access, shown)[side] for authority in told["authorisation"]
                     for access in told["access"] for shown in told["shown"]]
            return (max(spans) if side else min(spans)) < rank

        def part(place: int, taken: frozenset[str]) -> Formula:
            if place == len(fields):
                return below(taken)
            field, ref = fields[place]
            return choose(self.unreformed(ref), part(place + 1, taken), part(place + 1, taken | {field}))
        return part(0, frozenset())


class Removals:
    """Flows, and collections that do not follow from the act itself, struck one by one, whatever pieces a reform cut them into."""

    def __init__(self, spread: Spread) -> None:
        self.spread = spread

    def lives(self, key: str) -> Formula:
        """When a record is live: while it is not struck, if it is of a kind that can be."""
        record = self.spread.course.calendar.records[key]
        if key not in self.spread.records:
            return False
        ours = isinstance(record, Flow) or (isinstance(record, Collection) and not record.by_nature)
        return kept(origin(key)) if ours else True

    def low(self, key: str, rank: int, side: int) -> Formula:
        """When the own gate stays below a rank: that does not depend on what is struck."""
        return self.spread.permission(key)[side] < rank


class Strikes:
    """Independence groups struck: what they support does not count, and states, dates and fields are computed again.

    That may also bring something to life (a start that a struck claim gave falls back on the earliest evidence), so every record
    is looked at, also those that are not live now. The dates of acts are computed again in the same way.
    """

    def __init__(self, spread: Spread) -> None:
        self.spread, self.liveness, self.policy = spread, spread.course.liveness, spread.policy
        self.on, self.mode = spread.world.on, spread.world.sources
        self._given = spread.world.facts | spread.world.acts
        self._begun = lru_cache(maxsize=None)(self._begins)
        self._force = lru_cache(maxsize=None)(self._in_force)

    def _groups(self, claims: Iterable[Claim], fields: frozenset[str | None] | None = None) -> tuple[str, ...]:
        """The groups of the claims that support a record, or one of some fields of it."""
        return tuple(sorted({group(claim, self.policy.sources) for claim in claims if claim.stance == "supports"
                             and (fields is None or claim.field in fields)}))

    def _begins(self, act: str) -> Formula:
        """When an act has begun by the world's day, or nothing is known of its beginning."""
        record = self.policy.instruments[act]
        return table(self._groups(record.claims), lambda struck: self._reached(act_start(record, self.policy, self.mode, struck)),
                     falling=False)

    def _in_force(self, act: str) -> Formula:
        """When an act is in force by its own dates on the world's day."""
        record = self.policy.instruments[act]

        def holds(struck: frozenset[str]) -> bool:
            start, end = act_start(record, self.policy, self.mode, struck), act_end(record, self.policy, self.mode, struck)
            return start is not None and self._reached(start) and (end is None or self.on < end)
        return False if record.proposed else table(self._groups(record.claims), holds, falling=False)

    def _reached(self, start: Start | None) -> bool:
        return start is None or start.on == UNKNOWN or first_day(start.on) <= self.on

    def provision(self, ref: str, gone: Gone) -> Formula:
        """When a provision is in force on the world's day, where some acts are gone."""
        key, _, name = ref.partition("#")
        part = next((each for each in self.policy.instruments[key].provisions if each.id == name), None)
        inserted = part.inserted_by if part else None
        if any(act in gone and gone[act] <= self.on for act in (key, inserted) if act):
            return False
        if part is None:
            return self._force(key)
        if not self._reached(part.start) or (part.end and part.end != UNKNOWN and end_day(part.end) <= self.on):
            return False
        if inserted and self.policy.instruments[inserted].proposed:
            return False
        dated = part.start is not None and part.start.on != UNKNOWN
        return both(self._force(key), self._begun(inserted) if inserted and not dated else True)

    def basis(self, basis: Basis, gone: Gone) -> Formula:
        """When an alternative of a basis is wholly in force on the world's day, where some acts are gone."""
        return either(*(both(*(self.provision(ref, gone) for ref in together)) for together in basis))

    def lives(self, key: str) -> Formula:
        """When a record is live: supported, in the lens, in its interval, and on a basis in force."""
        record, world = self.liveness.calendar.records[key], self.spread.world
        if not world.attributes.issuperset(getattr(record, "subject", ())) or getattr(record, "modality", "power") not in PASSING:
            return False
        if (when := getattr(record, "when", None)) and when not in self._given:
            return False
        return both(self._stands(record), self._based(key, record))

    def _stands(self, record: Any) -> Formula:
        def holds(struck: frozenset[str]) -> bool:
            stands = standing(record, self.policy.sources, self.mode, struck)
            return (stands is not None and stands.level <= self.spread.level and stands.first <= self.on
                    and (stands.end is None or self.on < stands.end))
        dated = record.start is not None and record.start.on != UNKNOWN
        fixed = dated and not any(claim.field in _SPAN for claim in record.claims)
        return table(self._groups(record.claims, _SPAN | {None}), holds, falling=fixed)

    def _based(self, key: str, record: Any) -> Formula:
        modality, under = getattr(record, "modality", ""), getattr(record, "under", None)
        if modality in RULES:
            return self.basis(record.basis, self.liveness.gone)
        if self.spread.world.conduct != "obey" or not under or under == "none-known":
            return True
        said = self.policy.said.get(key, under)
        return either(self.basis(under, self.liveness.gone), no(self.basis(said, NOTHING)))

    def low(self, key: str, rank: int, side: int) -> Formula:
        """When the own gate stays below a rank, whatever the claims on its fields come to."""
        claims = getattr(self.liveness.calendar.records[key], "claims", ())
        return table(self._groups(claims, _PASSAGE), lambda struck: self.liveness.gate(key, self.on, struck)[side] < rank, falling=False)


QUESTIONS: Mapping[str, Callable[[Spread], Question]] = {"acts": Repeals, "flows": Removals, "sources": Strikes}
