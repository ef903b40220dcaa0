"""Memory, against a simulation month by month that keeps every copy apart, and what must not be got wrong, pinned."""

from __future__ import annotations

import itertools
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from chance import ACTS, DAY_ACTS, FIRST, LENSES, NUMBERS, PLACES, Plain, maybe, some, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from model.policy.flow import Collection, Flow
from model.policy.period import Start
from model.policy.principle import Retention
from model.policy.source import Claim
from model.reform import shelf
from model.reform.memory import Remembered, memory
from model.reform.reform import reformed
from model.spread.world import world

MONTHS, PUBLIC = 6, ("body", "office")
SEEN = Claim(source="gazette", proximity="first-hand", shows="done", as_of="2019")

# ---------------------------------------------------------------- random worlds in which copies are kept for a time


@st.composite
def retentions(draw: Any) -> Retention:
    unit, length = draw(st.sampled_from([
        ("months", 0), ("months", 1), ("months", 2), ("months", 3), ("days", 20), ("days", 31), ("days", 62), ("years", 1)]))
    return Retention(kind=draw(st.sampled_from([*["term"] * 5, "limit", "event", "unlimited", "unknown"])), length=length, unit=unit,
                     clock=draw(st.sampled_from(["collection", "receipt"])), set_by=draw(maybe(st.sampled_from(PLACES), 3)))


@st.composite
def remembering(draw: Any) -> Any:
    """A random world in which much passes for a while, most of it is kept for a time, and something always happens on the day."""
    base = draw(worlds(flows=9))
    sections: dict[str, Any] = {}
    for name in ("collections", "flows", "inferences"):
        section = sections[name] = {}
        for key, record in getattr(base.policy, name).items():
            changes: dict[str, Any] = {}
            if not getattr(record, "by_nature", False) and draw(st.integers(0, 3)):
                start, end = draw(st.sampled_from([
                    ("2019", None), ("2019", None), ("2019", "2020-02"), ("2020-02", None), ("2020-03-15", None)]))
                changes = {"claims": (SEEN,), "start": Start(on=start), "end": end, "subject": ()}
                changes |= {"modality": "observed", "basis": (), "under": draw(st.sampled_from(["none-known", ((ACTS[0],),)]))} if (
                    name != "inferences") else {}
            if name != "inferences":
                changes["principle"] = record.principle.model_copy(update={"retention": draw(retentions())})
                said = draw(st.sampled_from([*["no"] * 15, "supports", "disputes", "qualifies"]))
                claims = () if said == "no" else (Claim(source="paper", field="retention", value="a year", stance=said),)
                changes["claims"] = (*changes.get("claims", record.claims), *claims)
            section[key] = record.model_copy(update=changes)
    first = sections["collections"]["c0"]
    sections["collections"]["c0"] = first.model_copy(update={
        "by_nature": True, "when": "does-x", "modality": "observed", "basis": (), "under": "none-known", "subject": (),
        "start": None, "end": None})
    ends = st.sampled_from([date(2020, 1, 5), date(2020, 2, 29), date(2020, 3, 31)])
    return base.but(
        policy=replace(base.policy, digest=f"random-{next(NUMBERS)}", **sections),
        on=draw(st.sampled_from([FIRST, date(2019, 12, 31), date(2020, 1, 4), date(2020, 1, 31)])),
        chosen=frozenset(draw(some([*DAY_ACTS, "has-x"], 0, 2))) | {"does-x"}, repealed=frozenset(draw(some(ACTS, 0, 1))),
        ending=frozenset((act, draw(ends)) for act in draw(some(ACTS, 0))))


# ---------------------------------------------------------------- every copy apart


def month_after(day: date, months: int) -> date:
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Copy:
    """A copy as it lies in a drawer: of what, when it was collected, when it came, through which record."""

    fact: tuple[str, str]
    collected: int
    received: int
    record: str


class Simulated:
    """What is held in each month, with every copy ever made looked at anew in each."""

    def __init__(self, world: Any, *, most: bool) -> None:
        self.world, self.most = world, most
        self.days = [month_after(world.on, month) for month in range(MONTHS + 1)]
        self.copies: set[Copy] = set()
        self.plains: dict[frozenset[str], Plain] = {}
        self.held = [self.month(month) for month in range(MONTHS + 1)]

    def plain(self, day: date) -> Plain:
        """The world as its repeals leave it on one day."""
        gone = self.world.repealed | {act for act, on in self.world.ending if on <= day}
        if gone not in self.plains:
            self.plains[gone] = Plain(self.world.but(repealed=gone, ending=frozenset()))
        return self.plains[gone]

    def dropped(self, copy: Copy, on: date) -> bool:
        """Whether a copy is no longer kept on a day: because it must be dropped by then or, at least, because it may be."""
        record, plain = self.plain(on).records[copy.record], self.plain(on)
        kept, began = record.principle.retention, self.days[copy.collected]
        known = plain.values(record, "retention", "typed") == {"typed"}
        if known and kept.clock == "receipt":
            began = self.days[copy.received]
        end = {"days": lambda: began + timedelta(days=kept.length), "months": lambda: month_after(began, kept.length),
               "years": lambda: month_after(began, 12 * kept.length)}[kept.unit]()
        if not known:
            return not self.most
        if self.most:
            return kept.kind in ("term", "limit") and end <= on and not self.taken(kept.set_by, end)
        freed = self.taken(kept.set_by, on)
        return freed or kept.kind in ("limit", "event", "unknown") or (kept.kind == "term" and end <= on)

    def taken(self, ref: str | None, day: date) -> bool:
        """Whether a repeal has by then taken away what set a time."""
        if ref is None:
            return False
        key, _, place = ref.partition("#")
        parts = [part for part in self.world.policy.instruments[key].provisions if part.id == place]
        return bool({key, *(part.inserted_by for part in parts)} & self.plain(day).gone)

    def month(self, month: int) -> dict[tuple[str, str], set[int]]:
        """What is held in a month, each with every month in which a copy that is held was collected."""
        held: dict[tuple[str, str], set[int]] = {}
        day, given = self.days[month], set(self.world.facts) | (set(self.world.acts) if month == 0 else set())
        ways = self.plain(day).ways(day, LENSES.index(self.world.lens), given)
        grown = True
        while grown:
            before = ({fact: set(each) for fact, each in held.items()}, len(self.copies))
            for copy in self.copies:
                if copy.collected == month or not self.dropped(copy, day):
                    held.setdefault(copy.fact, set()).add(copy.collected)
            for head, premises, records in ways:
                for ages in itertools.product(*(sorted(held.get(premise, ())) for premise in premises)):
                    collected, record = min(ages, default=month), records[-1]
                    if isinstance(self.world.policy.spreading.get(record), Collection | Flow):
                        self.copies.add(Copy(head, collected, month, record))
                    else:
                        held.setdefault(head, set()).add(collected)
            grown = (held, len(self.copies)) != before
        return held


@settings(max_examples=100)
@given(remembering())
def test_memory_is_what_a_simulation_with_every_copy_apart_finds(world):
    found, (least, most) = memory(world, MONTHS), (Simulated(world, most=side) for side in (False, True))
    assert found.months == tuple(most.days)
    plain, lens = Plain(world), LENSES.index(world.lens)
    added = sorted(fact for fact in plain.held(world.on, lens).keys() - plain.held(world.on, lens, acts=False)
                   if fact[1] in world.policy.types)
    assert [(row.actor, row.information) for row in found.rows] == added
    for row in found.rows:
        runs = [[month for month in range(MONTHS + 1) if (row.actor, row.information) in run.held[month]] for run in (least, most)]
        assert [[month for month in range(MONTHS + 1) if bits >> month & 1] for bits in row.held] == runs
        assert (row.least, row.least_open) == (runs[0][-1], runs[0][-1] == MONTHS)
        assert row.most == (None if runs[1][-1] == MONTHS else runs[1][-1])
        assert row.gaps == tuple(len(run) != run[-1] + 1 for run in runs)
        assert set(runs[0]) <= set(runs[1])
    for counts, run in ((found.least, least), (found.most, most)):
        assert counts == tuple(sum(fact in run.held[month] for fact in added if fact[0] in PUBLIC) for month in range(MONTHS + 1))


# ---------------------------------------------------------------- pinned

LAW, KEEPING = "aa/law/2019-01-01/1", "aa/law/2019-01-01/2"
YEAR, HALF = {"kind": "term", "length": "1", "unit": "years"}, {"kind": "term", "length": "6", "unit": "months"}


def flow(key: str, sender: str, recipient: str, what: str = "mark", **more: Any) -> dict[str, Any]:
    retention = more.pop("retention", YEAR)
    return {"id": key, "sender": sender, "recipient": recipient, "information": [what], "modality": "power", "basis": LAW,
            "principle": {"retention": retention}, **more}


def collection(what: str, when: str = "goes", recipient: str = "desk", retention: Any = YEAR, **more: Any) -> dict[str, Any]:
    return {"id": f"c-{what}-{when}", "when": when, "recipient": recipient, "information": [what], "by_nature": "true",
            "principle": {"retention": retention}, **more}


@pytest.fixture
def small(tiny):
    """The world of a tiny pack on the first of January 2020: a desk, an office, an archive and a bank, and whatever is said more."""

    def build(**more: Any):
        ending = frozenset(more.pop("ending", ()))
        pack = {
            "types": ["mark", "second", "third"],
            "facts": [{"id": "goes", "kind": "act"}, {"id": "lives", "kind": "standing"}],
            "actors": ["desk", "office", "archive", {"id": "bank", "kind": "private-holder"}],
            "instruments": [{"id": LAW, "in_force": "2019-01-01"}, {"id": KEEPING, "in_force": "2019-01-01"}],
            "personas": [{"id": "someone", "acts": ["goes"], "facts": ["lives"]}],
            **more,
        }
        return world(tiny(pack), on=more.get("on", "2020-01-01")).but(ending=ending)

    return build


def rows(found):
    return {f"{row.actor} {row.information}": (row.least, row.most) for row in found.rows}


def test_one_year_is_the_day_and_eleven_months(small):
    found = memory(small(collections=[collection("mark")]), 24)
    assert found.rows == (Remembered("desk", "mark", 11, 11, False, (0xFFF, 0xFFF)),)
    assert found.rows[0].gaps == (False, False)
    assert found.least == found.most == (1,) * 12 + (0,) * 13
    assert memory(small(collections=[collection("mark")]), 12).rows == found.rows
    assert memory(small(collections=[collection("mark")]), 11).rows == (Remembered("desk", "mark", 11, None, True, (0xFFF, 0xFFF)),)
    assert (found.months[0], found.months[12], found.months[24]) == (date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1))


def test_ten_years_are_looked_at_unless_another_time_is_asked_for(small):
    found = memory(small(collections=[collection("mark", retention={"kind": "unlimited"})]))
    assert (len(found.months), len(found.least), found.months[-1]) == (121, 121, date(2030, 1, 1))
    assert found.rows == (Remembered("desk", "mark", 120, None, True, (2**121 - 1,) * 2),)


@pytest.mark.parametrize(("kept", "least", "most"), [
    ({"kind": "term", "length": "0", "unit": "days"}, 0, 0),
    ({"kind": "term", "length": "31", "unit": "days"}, 0, 0),
    ({"kind": "term", "length": "32", "unit": "days"}, 1, 1),
    ({"kind": "limit", "length": "3", "unit": "months"}, 0, 2),
    ({"kind": "event", "until": "the case is closed"}, 0, None),
    ({"kind": "unknown"}, 0, None),
    ({"kind": "unlimited"}, 24, None),
    ({"kind": "term", "length": "99999", "unit": "years"}, 24, None),
])
def test_each_kind_of_retention_has_its_least_and_its_most(small, kept, least, most):
    assert rows(memory(small(collections=[collection("mark", retention=kept)]), 24)) == {"desk mark": (least, most)}


def test_what_is_passed_to_and_fro_ends_with_its_collection_and_lives_for_ever_by_receipt(small):
    for clock, ends in (("collection", 5), ("receipt", None)):
        kept = {**HALF, "clock": clock}
        found = memory(small(collections=[collection("mark", retention=HALF)],
                             flows=[flow("there", "desk", "office", retention=kept), flow("back", "office", "desk", retention=kept)]), 60)
        assert [row.most for row in found.rows] == [ends, ends]
        assert [row.least for row in found.rows] == [5 if ends else 60] * 2


def test_a_copy_received_from_one_that_has_it_longer_has_its_own_time_by_either_clock(small):
    for clock, ends in (("collection", 1), ("receipt", 12)):
        kept = {"kind": "term", "length": "2", "unit": "months", "clock": clock}
        found = memory(small(collections=[collection("mark")], flows=[flow("f", "desk", "office", retention=kept)]))
        assert rows(found) == {"desk mark": (11, 11), "office mark": (ends, ends)}


def test_a_repeal_with_a_date_stops_the_passing_and_leaves_what_was_collected(small):
    kept = {"kind": "term", "length": "2", "unit": "months", "clock": "receipt"}
    pack: dict[str, Any] = {"collections": [collection("mark")], "flows": [flow("f", "desk", "office", retention=kept),
                                                                           flow("g", "desk", "archive")]}
    assert rows(memory(small(**pack))) == {"desk mark": (11, 11), "office mark": (12, 12), "archive mark": (11, 11)}
    assert rows(memory(small(**pack, ending=[(LAW, date(2020, 4, 1))]))) == {
        "desk mark": (11, 11), "office mark": (3, 3), "archive mark": (11, 11)}
    assert rows(memory(small(**pack).but(repealed=frozenset({LAW})))) == {"desk mark": (11, 11)}


def test_the_lever_retain_caps_what_is_kept(small):
    base = small(collections=[collection("mark", retention={"kind": "unlimited"})], flows=[
        flow("f", "desk", "office", retention={"kind": "unknown"}), flow("g", "desk", "archive", retention={"kind": "unlimited"})])
    lever = {"retain": {"of": {"act": LAW}, "length": "3", "unit": "months"}}
    capped = reformed(base, [shelf.of_levers([lever], base.policy)])
    assert rows(memory(base, 24)) == {"desk mark": (24, None), "office mark": (0, None), "archive mark": (24, None)}
    assert rows(memory(capped, 24)) == {"desk mark": (24, None), "office mark": (0, 2), "archive mark": (2, 2)}


def test_the_cap_of_a_reform_stays_where_what_set_a_shorter_time_is_repealed_too(small):
    kept = {"kind": "term", "length": "2", "unit": "months", "set_by": KEEPING}
    base = small(collections=[collection("mark")], flows=[flow("f", "desk", "office", retention=kept)])
    levers = [{"retain": {"of": {"act": LAW}, "length": "4", "unit": "months"}}, {"repeal": {"act": KEEPING, "from": "2020-03-01"}}]
    told = [rows(memory(reformed(base, [shelf.of_levers(some_of, base.policy)]), 24))["office mark"]
            for some_of in (levers[:1], levers[1:], levers)]
    assert told == [(1, 1), (1, None), (1, 3)]


def test_repealing_what_set_a_time_leaves_nobody_bound_to_keep_or_to_drop(small):
    kept = {**YEAR, "set_by": KEEPING}
    base = small(collections=[collection("mark", retention=kept), collection("second", retention={"kind": "unlimited", "set_by": KEEPING}),
                              collection("third")])
    for when, least, most in ((date(2020, 4, 1), 2, None), (date(2020, 12, 31), 11, None), (date(2021, 1, 1), 11, None),
                              (date(2021, 1, 2), 11, 11)):
        found = rows(memory(base.but(ending=frozenset({(KEEPING, when)})), 24))
        assert found["desk mark"] == (least, most)
        assert found["desk third"] == (11, 11)
    assert rows(memory(base.but(ending=frozenset({(KEEPING, date(2020, 4, 1))})), 24))["desk second"] == (2, None)
    assert rows(memory(base.but(repealed=frozenset({KEEPING})), 24)) == {
        "desk mark": (0, None), "desk second": (0, None), "desk third": (11, 11)}


def test_a_place_that_a_later_act_inserted_sets_no_time_once_that_act_is_gone(small):
    acts = [{"id": LAW, "in_force": "2019-01-01", "provisions": [{"id": "p", "inserted_by": KEEPING}, {"id": "q"}]},
            {"id": KEEPING, "in_force": "2019-01-01"}]
    base = small(instruments=acts, collections=[collection("mark", retention={**YEAR, "set_by": f"{LAW}#p"}),
                                                collection("second", retention={**YEAR, "set_by": f"{LAW}#q"})])
    assert rows(memory(base.but(repealed=frozenset({KEEPING})), 24)) == {"desk mark": (0, None), "desk second": (11, 11)}
    both = base.but(ending=frozenset({(KEEPING, date(2020, 4, 1)), (LAW, date(2020, 6, 1))}))
    assert rows(memory(both, 24)) == {"desk mark": (2, None), "desk second": (4, None)}


def test_a_flow_that_opens_later_finds_only_what_is_still_there_and_may_find_it_anew(small):
    found = memory(small(collections=[collection("mark", retention={"kind": "term", "length": "3", "unit": "months"}),
                                      collection("mark", "lives", **{"from": "2020-10-01"})],
                         flows=[flow("f", "desk", "office"), flow("g", "desk", "archive", **{"from": "2020-04-01"})]), 24)
    desk, office = found.rows
    assert (desk.actor, office.actor) == ("desk", "office")  # the archive holds nothing on the day, so nothing of it is told
    assert desk.held == ((1 << 25) - 1 & ~0b111111000,) * 2
    assert (desk.gaps, office.gaps) == ((True, True), (False, False))
    assert (desk.least, desk.least_open, desk.most) == (24, True, None)


def test_a_conclusion_has_the_clock_of_its_oldest_premise_and_goes_with_the_first(small):
    found = memory(small(
        collections=[collection("mark", retention=HALF), collection("second", "lives")],
        inferences=[{"id": "i", "at": ["desk"], "premises": ["mark", "second"], "conclusions": ["third"]}],
        flows=[flow("f", "desk", "office", "third", retention={"kind": "term", "length": "3", "unit": "months"}),
               flow("g", "desk", "archive", "third")]), 24)
    assert rows(found) == {"desk mark": (5, 5), "desk third": (5, 5), "office third": (2, 2), "archive third": (11, 11)}


def test_a_standing_fact_goes_on_though_somebody_calls_it_an_act_of_the_day(small):
    month = {"kind": "term", "length": "1", "unit": "months"}
    found = memory(small(
        collections=[collection("mark"), collection("second", "lives", retention=month)],
        inferences=[{"id": "i", "at": ["desk"], "premises": ["mark", "second"], "conclusions": ["third"]}],
    ).but(chosen=frozenset({"goes", "lives"})), 24)
    assert rows(found) == {"desk mark": (11, 11), "desk third": (11, 11)}


def test_who_operates_a_system_holds_what_the_system_holds_while_it_operates_it(small):
    found = memory(small(
        systems=["store"], collections=[collection("mark", recipient="store")],
        operates=[{"id": "o", "actor": "office", "system": "store", "to": "2020-07-01"},
                  {"id": "p", "actor": "archive", "system": "store"}]), 24)
    assert rows(found) == {"archive mark": (11, 11), "office mark": (5, 5), "store mark": (11, 11)}


def test_only_public_bodies_are_counted_but_everybody_is_told(small):
    found = memory(small(
        actors=["desk", {"id": "bank", "kind": "private-holder"}, {"id": "court", "kind": "court"}, {"id": "bodies", "kind": "class"}],
        collections=[collection("mark", recipient="bank")],
        flows=[flow("f", "bank", "court", retention={"kind": "limit", "length": "2", "unit": "months"}), flow("g", "bank", "bodies")]), 3)
    assert {row.actor for row in found.rows} == {"bank", "bodies", "court"}
    assert (found.least, found.most) == ((1, 0, 0, 0), (1, 1, 0, 0))


def test_a_time_that_a_claim_tells_in_words_is_not_known(small):
    told = [{"source": "gazette", "field": "retention", "value": "a year, some say"}]
    found = memory(small(collections=[collection("mark", claims=told)]), 24)
    assert rows(found) == {"desk mark": (0, None)}


def test_a_day_without_acts_leaves_nothing(small):
    found = memory(small(collections=[collection("mark")]).but(chosen=frozenset()), 3)
    assert (found.rows, found.least, found.most) == ((), (0,) * 4, (0,) * 4)


def test_taps_on_a_bus_are_kept_for_five_years_by_the_registry_and_for_ever_by_the_service(xa):
    found = rows(memory(world(xa)))
    assert found["transport-registry fare-record"] == (59, 59)
    assert found["security-service fare-record"] == (120, None)
    assert found["police fare-record"] == (64, None)  # for 180 days from the last time it read the registry, at least
