"""Random reforms for several tests, and the same worlds computed cell by cell, without cleverness (semantics.md 3)."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

from chance import (
    ACTS,
    EARLY,
    GATES,
    HOLDERS,
    LEAVES,
    LENSES,
    NUMBERS,
    PLACES,
    PRACTICES,
    RULES,
    WHENS,
    Plain,
    first,
    maybe,
    some,
    worlds,
)
from hypothesis import strategies as st

from model.policy.flow import Collection, Consequence
from model.policy.period import later
from model.policy.policy import Policy
from model.reform.aim import targets
from model.reform.lever import Lever
from model.reform.reform import Reform, move, name_of, origin
from model.spread.liveness import act_start
from model.spread.spread import Spread
from model.spread.world import World

TYPES = [*LEAVES, "p", "q"]
SECTIONS = ("flows", "collections", "consequences")
AUTHORITY = {"none": 0, "self": 1, "executive": 3, "prosecutor": 3, "court": 4}
CHECKS = ("prior", "named_target", "suspicion_test", "shown", "logged", "urgency_route")

# ---------------------------------------------------------------- random levers


@st.composite
def proposals(draw: Any) -> World:
    """A random world in which much is held, rules have practices of the same passing, and an act may be only proposed."""
    world = draw(worlds(8))
    policy, act = world.policy, draw(st.sampled_from(ACTS))
    open_ = {"start": None, "end": None, "subject": ()}
    sections: dict[str, dict[str, Any]] = {
        name: {key: each.model_copy(update=open_) if draw(st.integers(0, 3)) else each for key, each in getattr(policy, name).items()}
        for name in SECTIONS
    }
    flows, acts = sections["flows"], dict(policy.instruments)
    for number, key in enumerate(draw(some(sorted(flows), 0, 4))):
        ways = draw(st.lists(some(PLACES, 1, 2).map(tuple), min_size=1, max_size=2).map(tuple))
        rule = {"modality": "power", "basis": flows[key].basis or ways, "under": None}
        practice = {"modality": "observed", "basis": (), "under": draw(st.sampled_from([ways, flows[key].basis or ways]))}
        flows[key] = flows[key].model_copy(update=rule)
        flows[f"t{number}"] = flows[key].model_copy(update={"id": f"t{number}", "information": (draw(st.sampled_from(TYPES)),), **practice})
    if draw(st.booleans()):
        acts[act] = acts[act].model_copy(update={"proposed": True, "ends": tuple(key for key in draw(some(ACTS, 0)) if key != act)})
        key = draw(st.sampled_from(sorted(flows)))
        basis = draw(st.sampled_from([((act,),), ((act, ACTS[0]),), ((ACTS[1],), (f"{act}#p",))]))
        flows[key] = flows[key].model_copy(update={"modality": "proposed", "basis": basis, "under": None})
    lens = draw(st.sampled_from(["alleged", "alleged", "practice", world.lens]))
    on = draw(st.sampled_from([date(2020, 1, 15), date(2020, 1, 15), world.on]))
    policy = replace(policy, instruments=acts, digest=f"proposal-{next(NUMBERS)}", **sections)
    return world.but(policy=policy, lens=lens, on=on)


@st.composite
def aims(draw: Any, policy: Policy, *, information: bool = True) -> dict[str, Any]:
    fields = {
        "records": some(sorted(targets(policy)), 2, 8),
        "act": st.sampled_from(ACTS),
        "sender": some(HOLDERS, 1, 3),
        "recipient": some(HOLDERS, 1, 3),
        "information": some(TYPES),
    }
    known = [key for key in fields if information or key != "information"]
    named = draw(st.lists(st.sampled_from(known), min_size=1, max_size=draw(st.sampled_from([1, 1, 2])), unique=True))
    return {key: draw(fields[key]) for key in named}


@st.composite
def moves(draw: Any, policy: Policy, *names: str) -> Lever:
    """One lever of some kinds (of all, where none is named) that this policy can apply."""
    every = ("repeal", "enact", "enact", "sunset", "require", "require", "narrow", "retain", "bar", "bar", "log-and-notify")
    name = draw(st.sampled_from(names or every))
    proposed = [key for key, act in policy.instruments.items() if act.proposed]
    begun = [key for key in ACTS if key not in proposed and act_start(policy.instruments[key], policy, "all")]
    if name == "enact" and proposed:
        told: dict[str, Any] = {"act": draw(st.sampled_from(proposed))}
        told |= {"from": day} if (day := draw(maybe(EARLY))) else {}
    elif name == "sunset" and begun:
        told = {"act": draw(st.sampled_from(begun)), "after": draw(st.integers(1, 60)), "unit": draw(st.sampled_from(["days", "months"]))}
    elif name == "require":
        told = {"of": draw(aims(policy)), "independent": "yes"}
        told |= {"authorisation": order} if (order := draw(maybe(st.sampled_from(["executive", "prosecutor", "court"]), 2))) else {}
        told |= {"shown": shown} if (shown := draw(maybe(st.sampled_from(["yes", "no", "unknown"])))) else {}
        told |= {"logged": "yes"} if draw(st.booleans()) or len(told) == 2 else {}
    elif name == "narrow":
        drop = draw(st.booleans())
        what = {"drop": draw(some(TYPES))} if drop else {"only": draw(some(["x", "nobody"], 1))}
        told = {"of": draw(aims(policy, information=not drop)), **what}
    elif name == "retain":
        told = {"of": draw(aims(policy)), "length": draw(st.sampled_from([5, 30])), "unit": draw(st.sampled_from(["days", "months"]))}
    elif name == "bar":
        told = (
            {"of": draw(aims(policy))}
            if draw(st.booleans())
            else {"inference": draw(st.sampled_from(sorted(policy.inferences))), "at": draw(some(["body", "firm", "office", "store"], 0))}
        )
    elif name == "log-and-notify":
        told = {"of": draw(aims(policy))}
    else:
        name, told = "repeal", {"act": draw(st.sampled_from(ACTS))}
        told |= {"from": day} if (day := draw(maybe(WHENS))) else {}
    made: Lever = move({name: told})
    return made


def reform(*levers: Lever) -> Reform:
    """A reform of some levers."""
    return Reform(id="own", name="Own", levers=levers)


def many(draw: Any, policy: Policy, *names: str, most: int = 5) -> list[Lever]:
    """Some levers of some kinds (of all, where none is named)."""
    found: list[Lever] = draw(st.lists(moves(policy, *names), min_size=1, max_size=most))
    return found


# ---------------------------------------------------------------- the same, cell by cell


class Cells(Plain):
    """A world after some levers, with one record for every alternative of a ground and every kind of information it passes."""

    def __init__(self, world: World, levers: list[Lever]) -> None:
        self.levers, self.obey = [(name_of(lever), lever) for lever in levers], world.conduct == "obey"
        policy, on = world.policy, world.on
        self.clashes = set[str]()
        acts, begun, ends = dict(policy.instruments), dict[str, date](), dict[str, date]()
        for name, lever in self.levers:
            if name == "enact":
                day = first(lever.on) if lever.on else None
                self._agree(begun, lever.act, day, "from")
        for key, day in begun.items():
            own = acts[key].in_force if acts[key].in_force != "unknown" else "0001-01-01"
            begun[key] = day or first(own)
            acts[key] = acts[key].model_copy(update={"proposed": False, "in_force": str(begun[key]), "adopted": "unknown", "ended": None})
        self.begun_by = replace(policy, instruments=acts, digest=f"acts-{next(NUMBERS)}")
        for name, lever in self.levers:
            if name == "repeal":
                self._agree(ends, lever.act, first(lever.on) if lever.on else date.min, "to")
            if name == "sunset":
                start = act_start(acts[lever.act], self.begun_by, "all")
                assert start is not None
                self._agree(ends, lever.act, later(first(start.on), lever.after, lever.unit), "to")
        for key, day in begun.items():
            for act in acts[key].ends:
                ends[act] = min(day, ends.get(act, date.max))
        self.clashes |= {f"{key}.from" for key, day in begun.items() if key in world.repealed or ends.get(key, date.max) <= day}
        self.said, self.on_cell = dict[str, Any](), dict[str, list[Any]]()
        sections: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
        every = {key: self._made(record, begun) for name in SECTIONS for key, record in getattr(policy, name).items()}
        self.whole = every
        for name in SECTIONS:
            for key in getattr(policy, name):
                self._cells(sections[name], every[key], every)
        inferences = {key: left for key, each in policy.inferences.items() if (left := self._drawn(each, policy))}
        gone = world.repealed | {act for act, day in ends.items() if day <= on}
        exploded = replace(self.begun_by, inferences=inferences, digest=f"cells-{next(NUMBERS)}", **sections)
        super().__init__(world.but(policy=exploded, repealed=frozenset(gone)))

    def _agree(self, found: dict[str, Any], act: str, day: date | None, field: str) -> None:
        if act in found and found[act] != day:
            self.clashes.add(f"{act}.{field}")
        found[act] = day

    def _made(self, record: Any, begun: dict[str, date]) -> Any:
        named = {ref.partition("#")[0] for together in record.basis for ref in together}
        ours = record.modality == "proposed" and named & set(begun)
        return record.model_copy(update={"modality": "power", "start": None}) if ours else record

    def _ways(self, record: Any) -> Any:
        return record.basis or (record.under if record.under not in (None, "none-known") else ((),))

    def _leaves(self, record: Any) -> list[str]:
        return [""] if isinstance(record, Consequence) else sorted({leaf for kind in record.information for leaf in self._under(kind)})

    def _under(self, kind: str) -> list[str]:
        below = [key for key, each in self.begun_by.types.items() if each.parent == kind]
        return [leaf for key in below for leaf in self._under(key)] if below else [kind]

    def _meant(self, name: str, lever: Any, record: Any, together: Any, leaf: str) -> bool:
        """Whether a restriction names this part of a record."""
        aim = lever.of
        kinds = [*aim.information, *(lever.drop if name == "narrow" else ())]
        if isinstance(record, Consequence) and (aim.sender or aim.recipient or kinds):
            return False
        return (
            (not aim.records or record.id in aim.records)
            and (aim.act is None or any(ref.split("#")[0] == aim.act for ref in together))
            and (not aim.sender or getattr(record, "sender", None) in aim.sender)
            and (not aim.recipient or record.recipient in aim.recipient)
            and (not kinds or any(leaf in self._under(kind) for kind in kinds))
        )

    def _binds(self, name: str, lever: Any, record: Any, together: Any, leaf: str, every: dict[str, Any]) -> bool:
        if name in ("repeal", "enact", "sunset") or (name == "bar" and lever.inference):
            return False
        meant = self._meant(name, lever, record, together, leaf)
        if record.modality in RULES:
            return meant
        if record.modality not in PRACTICES or not self.obey:
            return False
        if isinstance(record, Collection) and record.by_nature:
            return meant and name in ("retain", "log-and-notify")
        if record.under == "none-known":
            return meant and name == "bar"
        named = {ref.split("#")[0] for ref in together}
        return meant or any(
            type(rule) is type(record)
            and rule.modality in RULES
            and all(getattr(rule, end, None) == getattr(record, end, None) for end in ("sender", "when", "recipient", "actors"))
            and named & {ref.split("#")[0] for ref in way}
            and leaf in self._leaves(rule)
            and self._meant(name, lever, rule, way, leaf)
            for rule in every.values()
            for way in self._ways(rule)
        )

    def _cells(self, section: dict[str, Any], record: Any, every: dict[str, Any]) -> None:
        ways = self._ways(record)
        for (number, together), leaf in itertools.product(enumerate(ways), self._leaves(record)):
            key, left = f"{record.id}~{number}~{leaf}", record
            bound = [(name, lever) for name, lever in self.levers if self._binds(name, lever, record, together, leaf, every)]
            for field in ("authorisation", *CHECKS, "told", "retention", "subject"):
                values = {self._sets(name, lever, field) for name, lever in bound} - {None}
                self.clashes |= {f"{record.id}.{field}"} if len(values) > 1 else set()
            if any(name == "bar" or (name == "narrow" and lever.drop) for name, lever in bound):
                continue
            only = {each for name, lever in bound if name == "narrow" for each in lever.only}
            left = left.model_copy(update={"id": key, "subject": tuple(sorted({*left.subject, *only}))})
            if leaf:
                left = left.model_copy(update={"information": (leaf,)})
            if together:
                field = "basis" if left.basis else "under"
                self.said[key] = getattr(left, field)
                left = left.model_copy(update={field: (together,)})
            self.on_cell[key], section[key] = bound, left

    def _sets(self, name: str, lever: Any, field: str) -> Any:
        if name == "require":
            return getattr(lever, field, None)
        if name == "retain" and field == "retention":
            return lever.length, lever.unit
        if name == "log-and-notify" and field in ("logged", "told"):
            return "yes"
        return lever.only if name == "narrow" and field == "subject" and lever.only else None

    def _drawn(self, inference: Any, policy: Policy) -> Any:
        at = set(inference.at or [key for key, holder in policy.holders.items() if inference.means in holder.means])
        for name, lever in self.levers:
            if self.obey and name == "bar" and lever.inference == inference.id:
                at = at - set(lever.at) if lever.at else set()
        return inference.model_copy(update={"at": tuple(sorted(at)), "means": None}) if at else None

    def in_force(self, ref: str, day: date, gone: set[str]) -> bool:
        key, _, place = ref.partition("#")
        parts_of = [part for part in self.policy.instruments[key].provisions if part.id == place]
        if any(part.inserted_by and self.policy.instruments[part.inserted_by].proposed for part in parts_of):
            return False
        return super().in_force(ref, day, gone)

    def live(self, key: str, day: date, lens: int, given: set[str]) -> bool:
        """A practice stops where a reform took away all it was said to be carried out under, but for this alternative."""
        record = self.records[key]
        if getattr(record, "modality", None) in PRACTICES and record.under != "none-known" and self.obey:
            if self.based(self.said[key], day, set()) and not self.based(record.under, day, self.gone):
                return False
            self.records[key] = record.model_copy(update={"under": "none-known"})
            try:
                return super().live(key, day, lens, given)
            finally:
                self.records[key] = record
        return super().live(key, day, lens, given)

    def gate(self, key: str) -> tuple[int, int]:
        record = self.records[key]
        if not hasattr(record, "principle"):
            return 0, 0
        may = {}
        for field in ("authorisation", "access", "shown"):
            typed = getattr(record.principle, field)
            may[field] = self.values(record, field, getattr(typed, "value", typed))
        orders = {lever.authorisation for name, lever in self.on_cell.get(key, ()) if name == "require"} - {None}
        shown = {lever.shown for name, lever in self.on_cell.get(key, ()) if name == "require"} - {None}
        was = may["authorisation"] | ({"none"} if self._lost(record.principle.authorisation) else set())
        for asked in orders:
            streams = set() if isinstance(record, Consequence) else may["access"] & {"push", "report", "unknown"}
            held = set() if may["access"] - streams or "unknown" in streams else was
            for each in was if may["access"] - {"push", "report"} or isinstance(record, Consequence) else ():
                stronger = {other for other in ("executive", "court") if AUTHORITY[other] > AUTHORITY[asked]}
                held |= {asked, *stronger} if each == "unknown" else {each if AUTHORITY[each] > AUTHORITY[asked] else asked}
            was = held | (was if streams else set())
        seen = may["shown"] | ({"no"} if self._lost(record.principle.shown) else set())
        for value in shown:
            seen = seen if value != "yes" and may["shown"] == {"yes"} else {value}
        spans = []
        for authority, access, show in itertools.product(was, may["access"], seen):
            rank = AUTHORITY.get(authority)
            if rank is None:
                spans.append((0, 4))
            elif rank > 1 and "unknown" in (access, show):
                spans.append((2, rank))
            else:
                spans.append((2, 2) if rank > 1 and access in ("standing", "direct") and show == "no" else (rank, rank))
        return min(low for low, _ in spans), max(high for _, high in spans)

    def _lost(self, typed: Any) -> bool:
        place, _, part_id = (typed.set_by or "").partition("#")
        parts_of = self.policy.instruments[place].provisions if place else ()
        return place in self.gone or any(part.inserted_by in self.gone for part in parts_of if part.id == part_id)

    def told(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Everything held or opened, with its gate."""
        on, lens = self.world.on, LENSES.index(self.world.lens)
        ways = self.ways(on, lens, set(self.world.facts) | set(self.world.acts))
        gates = {key: self.gate(key) for _, _, records in ways for key in records}
        sides = [
            self.least(ways, lambda deepest, records, side=side: max([deepest, *(gates[key][side] for key in records)])) for side in (0, 1)
        ]
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for (actor, what), low in sides[0].items():
            one = (low, sides[1][actor, what])
            other = found.setdefault((actor, origin(what)), one)
            found[actor, origin(what)] = (min(one[0], other[0]), min(one[1], other[1]))
        return {key: (GATES[low], GATES[high]) for key, (low, high) in found.items()}


def told(found: Spread) -> dict[tuple[str, str], tuple[str, str]]:
    """Everything held or opened in a spread, with its gate; the pieces of one power as one."""
    rows: dict[tuple[str, str], tuple[int, int]] = {}
    every = [(each.actor, each.information) for each in found.holdings] + [(each.actor, each.consequence) for each in found.consequences]
    for actor, what in every:
        number = found.fact(actor, what)
        assert number is not None
        one = found.bounds(number)
        other = rows.setdefault((actor, origin(what)), one)
        rows[actor, origin(what)] = (min(one[0], other[0]), min(one[1], other[1]))
    return {key: (GATES[low], GATES[high]) for key, (low, high) in rows.items()}
