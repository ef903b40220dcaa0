"""A reform: a set of levers, applied as declarations to the world as it stands; where two set one field differently, they conflict."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import model_validator

from model.fault import Fault, Faults, nearest
from model.policy.evidence import Sources
from model.policy.flow import Inference
from model.policy.period import first_day
from model.policy.policy import Policy
from model.policy.record import PIECE, UNKNOWN, Id, Name, Record, origin
from model.reform.aim import Cell, Target, ground, kinds, targets
from model.reform.lever import Lever
from model.reform.lever import kinds as lever_kinds
from model.reform.setting import settled
from model.spread.world import Conduct, World

SECTIONS = ("flows", "collections", "consequences")


class Reform(Record):
    """A named set of levers: what it is for, and where it comes from."""

    id: Id
    name: Name
    aim: Name | None = None
    sources: tuple[Id, ...] = ()
    levers: tuple[Lever, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _moves(cls, given: Any) -> Any:
        """Levers as YAML writes them, `- repeal: {act: …}`, made into their kinds."""
        if not isinstance(given, dict) or not isinstance(given.get("levers"), list | tuple):
            return given
        return {**given, "levers": [move(each) for each in given["levers"]]}

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """What it names that a policy does not hold."""
        for index, key in enumerate(self.sources):
            if key not in policy.sources:
                yield Fault("", 0, f"sources.{index}", f"there is no source {key!r}", nearest(key, policy.sources))
        for index, each in enumerate(self.levers):
            yield from (replace(fault, key=f"levers.{index}.{name_of(each)}.{fault.key}") for fault in each.faults(policy))

    def plain(self) -> dict[str, Any]:
        """The reform as plain data, as its YAML file writes it."""
        told = self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"levers"}, exclude_defaults=True)
        return {**told, "levers": [plain(each) for each in self.levers]}


def move(given: Any) -> Any:
    """A lever from plain data, one key that names its kind; raises ValueError where there is no such kind."""
    if isinstance(given, Lever):
        return given
    known = lever_kinds()
    if not isinstance(given, dict) or len(given) != 1:
        raise ValueError(f"a lever is one key with its fields, such as `repeal: {{act: …}}`; known: {', '.join(known)}")
    ((name, fields),) = given.items()
    if name not in known:
        raise ValueError(f"there is no lever {name!r}. {nearest(str(name), known)}".rstrip())
    if not isinstance(fields, dict):
        raise ValueError(f"`{name}` needs its fields, {', '.join(info.alias or key for key, info in known[name].model_fields.items())}")
    return known[name].model_validate(fields)


def name_of(lever: Lever) -> str:
    """How YAML calls the kind of a lever."""
    return next(name for name, kind in lever_kinds().items() if type(lever) is kind)


def plain(lever: Lever) -> dict[str, Any]:
    """A lever as plain data, one key that names its kind."""
    return {name_of(lever): lever.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude_none=True)}


@dataclass(frozen=True)
class Conflict:
    """Two values that stacked levers set for one field of one record (or for the date of one act)."""

    record: str
    field: str
    values: tuple[str, str]

    def fault(self) -> Fault:
        """The conflict as a fault that names both values."""
        one, other = self.values
        return Fault("", 0, f"{self.record}.{self.field}", f"two levers set this differently: {one} and {other}", "Keep one of them.")


def reformed(world: World, reforms: Iterable[Reform]) -> World:
    """A world after some reforms, stacked in whatever order; raises the faults of unknown words, and every conflict by name."""
    levers = tuple(lever for each in reforms for lever in each.levers)
    if not levers:
        return world
    policy, ends = _applied(world.policy, world.conduct, world.sources, world.repealed, tuple(sorted(set(levers), key=_key)))
    repealed = world.repealed | {act for act, day in ends if day == date.min}
    return world.but(policy=policy, repealed=repealed, ending=world.ending | {each for each in ends if each[1] != date.min})


def _key(lever: Lever) -> str:
    return repr(plain(lever))


@lru_cache(maxsize=32)
def _applied(policy: Policy, conduct: Conduct, sources: Sources, repealed: frozenset[str],
             levers: tuple[Lever, ...]) -> tuple[Policy, frozenset[tuple[str, date]]]:
    """The policy after the levers (enacted, then restricted), and the acts they end with their days, beside those repealed anyhow."""
    obey = conduct == "obey"
    faults = [fault for lever in levers for fault in lever.faults(policy)]
    if faults:
        raise Faults(faults)
    conflicts: list[Conflict] = []
    begun = _agreed(((act, day) for lever in levers for act, day in lever.enacts(policy).items()), "from", conflicts)
    enacted = enact(policy, begun)
    ends = _agreed(((act, day) for lever in levers for act, day in lever.ends(enacted).items()), "to", conflicts)
    first = {key: first_day(enacted.instruments[key].in_force) for key in begun}
    for key, day in first.items():
        ends |= {act: min(day, ends.get(act, date.max)) for act in enacted.instruments[key].ends}
    gone = {**ends, **dict.fromkeys(repealed, date.min)}
    conflicts += [Conflict(key, "from", (f"in force {_told(day) if day != date.min else 'always'}", f"gone {_told(gone[key])}"))
                  for key, day in first.items() if gone.get(key, date.max) <= day]
    cells = chosen(enacted, levers, obey=obey)
    conflicts += _conflicts(cells)
    if conflicts:
        raise Faults(each.fault() for each in dict.fromkeys(conflicts))
    after = _restricted(enacted, cells, sources)
    if obey:
        after = replace(after, inferences=_undrawn(after, levers))
    mark = hashlib.sha256(repr((list(map(_key, levers)), obey, sources)).encode()).hexdigest()[:12]
    return replace(after, digest=f"{policy.digest}+{mark}"), frozenset(ends.items())


def _agreed(given: Iterable[tuple[str, Any]], field: str, conflicts: list[Conflict]) -> dict[str, Any]:
    """The one day each act is given; two different ones are a conflict."""
    found: dict[str, Any] = {}
    for act, day in given:
        if act in found and found[act] != day:
            one, other = sorted(map(_told, (found[act], day)))
            conflicts.append(Conflict(act, field, (one, other)))
        found[act] = day
    return found


def _told(day: date | None) -> str:
    return "from its own day" if day is None else "as if never made" if day == date.min else f"from {day.isoformat()}"


def enact(policy: Policy, begun: Mapping[str, date | None]) -> Policy:
    """The policy with some proposals in force, each from a day or from its own, else from the first day of all."""
    if not begun:
        return policy
    acts = dict(policy.instruments)
    for key, day in begun.items():
        act = acts[key]
        own = act.in_force if act.in_force != UNKNOWN else date.min.isoformat()
        claims = tuple(claim for claim in act.claims if claim.field not in ("adopted", "in_force", "ended"))
        acts[key] = act.model_copy(update={"proposed": False, "in_force": day.isoformat() if day else own, "adopted": UNKNOWN,
                                           "ended": None, "claims": claims})

    def made(record: Any) -> Any:
        ours = record.modality == "proposed" and any(ref.partition("#")[0] in begun for together in record.basis for ref in together)
        return record.model_copy(update={"modality": "power", "start": None}) if ours else record
    sections: Any = {name: {key: made(each) for key, each in getattr(policy, name).items()} for name in SECTIONS}
    return replace(policy, instruments=acts, digest=f"{policy.digest}+{sorted(begun.items(), key=repr)}", **sections)


def chosen(policy: Policy, levers: Iterable[Lever], *, obey: bool) -> dict[str, dict[Cell, tuple[Lever, ...]]]:
    """For each record the levers on each of its cells, chosen on the law before any restriction, so that order cannot matter."""
    found: dict[str, dict[Cell, tuple[Lever, ...]]] = {}
    for lever in sorted(set(levers), key=_key):
        aim = lever.aim()
        if aim is None:
            continue
        for key, cells in aim.choose(policy, obey=obey, ban=lever.BAN, nature=lever.NATURE).items():
            table = found.setdefault(key, {})
            for cell in cells:
                table[cell] = (*table.get(cell, ()), lever)
    return found


def _conflicts(cells: Mapping[str, Mapping[Cell, tuple[Lever, ...]]]) -> Iterator[Conflict]:
    for key, table in sorted(cells.items()):
        for levers in table.values():
            found: dict[str, object] = {}
            for field, value in (pair for lever in levers for pair in lever.sets().items()):
                if field in found and found[field] != value:
                    one, other = sorted(" ".join(map(str, each)) if isinstance(each, tuple) else str(each)
                                        for each in (found[field], value))
                    yield Conflict(key, field, (one, other))
                found[field] = value


def _restricted(policy: Policy, cells: Mapping[str, Mapping[Cell, tuple[Lever, ...]]], sources: Sources) -> Policy:
    """The policy with the chosen parts of its records changed."""
    sections: dict[str, Any] = {name: dict(getattr(policy, name)) for name in SECTIONS}
    said = dict(policy.said)
    for section in sections.values():
        for key in cells.keys() & section.keys():
            record: Target = section.pop(key)
            whole: Any = said.pop(key, record.under)
            for piece in pieces(policy, settled(record, policy, sources), cells[key]):
                section[piece.id] = piece
                if piece.under != whole:
                    said[piece.id] = whole
    ordered: Any = {name: dict(sorted(section.items())) for name, section in sections.items()}
    return replace(policy, said=said, **ordered)


def _undrawn(policy: Policy, levers: Iterable[Lever]) -> dict[str, Inference]:
    """The inferences that are left, and where they are still drawn."""
    inferences = dict(policy.inferences)
    for key, nobody in filter(None, (lever.stops_inference() for lever in levers)):
        if key in inferences and (left := _without(policy, inferences.pop(key), nobody)):
            inferences[key] = left
    return dict(sorted(inferences.items()))


def _without(policy: Policy, inference: Inference, nobody: frozenset[str]) -> Inference | None:
    """An inference that some (or, where none is named, all) no longer draw."""
    drawn = inference.at or tuple(key for key, holder in policy.holders.items() if inference.means in holder.means)
    left = tuple(actor for actor in drawn if nobody and actor not in nobody)
    return inference.model_copy(update={"at": left, "means": None}) if left else None


def pieces(policy: Policy, record: Target, table: Mapping[Cell, tuple[Lever, ...]]) -> list[Target]:
    """A record cut where levers bind only part of it: one piece for each set of levers.

    The first that is left keeps the id: the untouched part, where there is one.
    """
    ways, leaves = range(len(ground(record))), sorted(kinds(policy, record))
    rows: dict[tuple[tuple[Lever, ...], ...], list[int]] = {}
    for way in ways:
        rows.setdefault(tuple(table.get((way, leaf), ()) for leaf in leaves), []).append(way)
    found: list[tuple[tuple[Lever, ...], list[int], list[str]]] = []
    for row, same in rows.items():
        columns: dict[tuple[Lever, ...], list[str]] = {}
        for leaf, levers in zip(leaves, row, strict=True):
            columns.setdefault(levers, []).append(leaf)
        found += [(levers, same, kept) for levers, kept in columns.items()]
    found.sort(key=lambda part: (bool(part[0]), part[1], part[2]))
    told: list[Target] = []
    for levers, same, kept in found:
        piece = _cut(record, same, kept, whole=len(found) == 1, number=len(told))
        for lever in levers:
            piece = piece and lever.change(piece)
        if piece is not None:
            told.append(piece)
    return told


def _cut(record: Target, ways: list[int], leaves: list[str], *, whole: bool, number: int) -> Target | None:
    if whole:
        return record
    changes: dict[str, Any] = {"id": f"{record.id}{PIECE}{number}"} if number else {}
    field = "basis" if record.basis else "under"
    if ground(record) != ((),):
        changes[field] = tuple(ground(record)[way] for way in ways)
    if leaves != [""]:
        changes["information"] = tuple(leaves)
    return record.model_copy(update=changes)


def parts(policy: Policy, thing: str) -> tuple[str, ...]:
    """A record's id and those of the pieces a reform cut from it; anything else is itself alone."""
    return thing, *(key for section in SECTIONS for key in getattr(policy, section) if key != thing and origin(key) == thing)


__all__ = ["Conflict", "Reform", "enact", "move", "origin", "parts", "plain", "reformed", "targets"]
