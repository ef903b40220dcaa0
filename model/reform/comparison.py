"""Two worlds compared: what is gained, lost and kept, how gates move, and what keeps alive what is kept (semantics.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from model.markup import table
from model.policy.flow import RULES, Collection, Consequence, Flow, Grounded
from model.policy.instrument import Basis
from model.policy.principle import GATES, Retention
from model.reform.aim import acts, ground, targets
from model.reform.reform import origin
from model.spread.derivation import acts_of
from model.spread.holding import Gate
from model.spread.rules import HOLDS, Fact
from model.spread.spread import Spread

Pair = tuple[str, str]
CHANNELS = frozenset({"standing", "direct"})


@dataclass(frozen=True)
class Moved:
    """A holding of both worlds with its gate in each."""

    actor: str
    information: str
    before: Gate
    after: Gate

    @property
    def rises(self) -> bool:
        """Whether a bound of the gate is higher after."""
        return any(was < now for was, now in self._bounds())

    @property
    def falls(self) -> bool:
        """Whether a bound of the gate is lower after."""
        return any(was > now for was, now in self._bounds())

    def _bounds(self) -> tuple[tuple[int, int], tuple[int, int]]:
        rank = GATES.index
        return ((rank(self.before.least), rank(self.after.least)), (rank(self.before.most), rank(self.after.most)))


@dataclass(frozen=True)
class Kept:
    """A holding of both worlds with the same gate, the acts of its shortest chain after, and whether the change touches its ways."""

    actor: str
    information: str
    through: tuple[str, ...]
    touched: bool


@dataclass(frozen=True)
class Verdict:
    """What becomes of one record that rests on an act a reform took away: the four answers of a repeal.

    `authorised`: the alternatives of its ground that are left; `goes_on`: whether it is still live; `channel`: whether a way of
    access is known to remain (None: not known); `kept`: how long what was collected may still be kept.
    """

    record: str
    authorised: tuple[tuple[str, ...], ...]
    goes_on: bool
    channel: bool | None
    kept: Retention


class Comparison:
    """The difference of two worlds, computed when asked and kept."""

    def __init__(self, before: Spread, after: Spread) -> None:
        self.before, self.after = before, after

    def __repr__(self) -> str:
        told = ", ".join(f"{name} {len(getattr(self, name))}" for name in ("gained", "lost", "gated", "ungated", "gate_changed", "kept"))
        return f"Comparison({told})"

    def _repr_html_(self) -> str:
        rows: list[tuple[object, ...]] = [*((kind, *pair, "") for kind in ("gained", "lost") for pair in getattr(self, kind))]
        rows += [(kind, each.actor, each.information, f"{each.before.least}–{each.before.most} to {each.after.least}–{each.after.most}")
                 for kind in ("gated", "ungated", "gate_changed") for each in getattr(self, kind)]
        rows += [("kept", each.actor, each.information, ", ".join(each.through)) for each in self.kept if each.touched]
        return table(repr(self), ("change", "actor", "information", "gate, or kept through"), rows)

    @cached_property
    def gained(self) -> tuple[Pair, ...]:
        """The holdings of the second world only."""
        return tuple(sorted(self.after.held - self.before.held))

    @cached_property
    def lost(self) -> tuple[Pair, ...]:
        """The holdings of the first world only."""
        return tuple(sorted(self.before.held - self.after.held))

    @cached_property
    def opened(self) -> tuple[Pair, ...]:
        """The powers, with their actors, of the second world only."""
        return tuple(sorted(_powers(self.after) - _powers(self.before)))

    @cached_property
    def closed(self) -> tuple[Pair, ...]:
        """The powers, with their actors, of the first world only."""
        return tuple(sorted(_powers(self.before) - _powers(self.after)))

    @cached_property
    def _both(self) -> tuple[Moved, ...]:
        return tuple(Moved(*pair, *(world.gate(_number(world, pair)) for world in (self.before, self.after)))
                     for pair in sorted(self.before.held & self.after.held))

    @cached_property
    def gated(self) -> tuple[Moved, ...]:
        """The kept holdings of whose gate a bound rises and none falls."""
        return tuple(each for each in self._both if each.rises and not each.falls)

    @cached_property
    def ungated(self) -> tuple[Moved, ...]:
        """The kept holdings of whose gate a bound falls and none rises."""
        return tuple(each for each in self._both if each.falls and not each.rises)

    @cached_property
    def gate_changed(self) -> tuple[Moved, ...]:
        """The kept holdings of whose gate one bound rises and the other falls."""
        return tuple(each for each in self._both if each.rises and each.falls)

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        """The holdings of both worlds with the same gate, and what keeps them."""
        same = [(each.actor, each.information) for each in self._both if each.before == each.after]
        return tuple(Kept(*pair, self.through(*pair), self.touched(*pair)) for pair in same)

    def through(self, actor: str, information: str) -> tuple[str, ...]:
        """The acts on the shortest chain to a holding in the second world: what keeps it alive."""
        return tuple(sorted(self._through[_number(self.after, (actor, information))]))

    @cached_property
    def _through(self) -> dict[int, frozenset[str]]:
        """For each fact the acts on its shortest chain; a fact is found after all that its clause needs, so one pass is enough."""
        spread, found = self.after, dict[int, frozenset[str]]()
        records = {key: resting(spread, key) for key in spread.records}
        for number, chosen in spread.shortest.items():
            clause = spread.rules.clauses[chosen]
            found[number] = records.get(clause.record or "", frozenset()).union(*(found[body] for body in clause.bodies))
        return found

    def touched(self, actor: str, information: str) -> bool:
        """Whether a record that took part in some chain to a holding before no longer does so, or not in the same way or on as much."""
        return _number(self.before, (actor, information)) in self._touched

    @cached_property
    def _touched(self) -> frozenset[int]:
        """The facts of the first world some way to which is gone or changed in the second."""
        before, after = self.before, self.after
        changed = {key for key in before.records if key not in after.records
                   or before.course.calendar.records[key] != after.course.calendar.records[key]
                   or not _in_force(before, key) <= _in_force(after, key)}
        front = [clause.head for number in before.live if (clause := before.rules.clauses[number]).record in changed]
        live, seen = set(before.live), set[int]()
        while front:
            fact = front.pop()
            if fact not in seen:
                seen.add(fact)
                front.extend(before.rules.clauses[number].head for number in before.rules.watch[fact] if number in live)
        return frozenset(seen)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """For each record that was live and rests on an act taken away: the four answers."""
        gone = {act for act, day in self.after.course.liveness.gone.items() if day <= self.after.world.on}
        gone -= {act for act, day in self.before.course.liveness.gone.items() if day <= self.before.world.on}
        found = []
        for key, record in sorted(targets(self.before.policy).items()):
            if key in self.before.records and any(gone & acts(together) for together in ground(record)):
                found.append(self._verdict(key, record))
        return tuple(found)

    def _verdict(self, key: str, record: Grounded) -> Verdict:
        after = self.after
        calendar, liveness, period = after.course.calendar, after.course.liveness, after.period
        left = tuple(together for together in ground(record)  # type: ignore[arg-type]
                     if together and calendar.basis((together,), liveness.gone) >> period & 1)
        pieces = {each for each in after.records if origin(each) == key}
        return Verdict(key, left, bool(pieces), _channel(self.before, key), record.principle.retention)  # type: ignore[attr-defined]


def resting(spread: Spread, record: str) -> frozenset[str]:
    """The acts a record rests on: of an alternative that no reform took away, in force where there is one; else none."""
    liveness, alive = spread.course.liveness, _in_force(spread, record)
    left = [together for together in acts_of(spread, record) if not any(liveness.taken(ref, spread.world.on) for ref in together)]
    return acts(min(left, key=lambda together: together not in alive, default=()))


def _in_force(spread: Spread, record: str) -> frozenset[tuple[str, ...]]:
    """The alternatives of a record's ground that are wholly in force."""
    calendar, gone = spread.course.calendar, spread.course.liveness.gone
    return frozenset(together for together in _ground(calendar.records[record]) if calendar.basis((together,), gone) >> spread.period & 1)


def _ground(record: object) -> Basis:
    return ground(record) if isinstance(record, Flow | Collection | Consequence) else ()


def _channel(spread: Spread, key: str) -> bool | None:
    """Whether a way of access is known beside the law: standing or direct access, or a capability for the same passing."""
    record = spread.course.calendar.records[key]
    if isinstance(record, Consequence):
        return False
    if isinstance(record, Flow) and any(
            each.modality not in RULES and (each.sender, each.recipient) == (record.sender, record.recipient) and each.id != key
            and spread.course.live[each.id] >> spread.period & 1 for each in spread.policy.flows.values()):
        return True
    access = spread.values(key, "access")
    return True if access <= CHANNELS else None if access & {*CHANNELS, "unknown"} else False


def _number(spread: Spread, pair: Pair) -> int:
    number = spread.rules.index(Fact(*pair, HOLDS))
    assert number is not None
    return number


def _powers(spread: Spread) -> frozenset[Pair]:
    return frozenset((each.consequence, each.actor) for each in spread.consequences)


@lru_cache(maxsize=64)
def compare(before: Spread, after: Spread) -> Comparison:
    """The difference between two worlds, whatever they differ in; holdings and powers are told as pairs."""
    return Comparison(before, after)


