"""The spread of a world, asked in every way; whole worlds are in tests/worlds, laws in test_laws."""

from __future__ import annotations

from datetime import date

import pytest

from model.fault import Faults
from model.spread.holding import Gate, Holding, Opened, Since
from model.spread.spread import course, known_holder, known_type, spread, topmost
from model.spread.world import world

LAW, EDICT = "aa/law/2010-01-01/1", "aa/edict/2015-01-01/2"


def test_one_holding_is_told_with_all_that_is_known_of_it(xa):
    found = spread(world(xa))
    assert found.holding("swallow-buses", "fare-record") == Holding(
        "swallow-buses", "fare-record", 1, Gate("none", "none"), "law", Since(date(2018, 10, 1), "in-force"), True
    )
    assert found.holding("tax-office", "fare-record") is None
    assert found.holding("police", "medical") is None


def test_the_disputed_permission_of_a_practice_widens_the_gate(xa):
    found = spread(world(xa))
    held = found.holding("security-service", "call-log")
    assert (held.gate.least, held.gate.most) == ("none", "court")


def test_holdings_and_consequences_are_listed_in_order(xa):
    found = spread(world(xa))
    assert list(found.holdings) == sorted(found.holdings, key=lambda each: (each.actor, each.information))
    assert {(each.actor, each.information) for each in found.holdings} == found.held
    assert Opened("call-in", "police", "practice", True) in found.consequences
    assert list(found.consequences) == sorted(found.consequences, key=lambda each: (each.consequence, each.actor))


def test_moving_the_date_or_the_lens_computes_nothing_again(xa):
    assert course(world(xa)) is course(world(xa, on="2020-01-01", lens="alleged"))
    assert course(world(xa)) is not course(world(xa, persona="driver"))
    assert spread(world(xa)) is spread(world(xa))


def test_a_parent_is_held_through_its_nearest_leaf(xa):
    found = spread(world(xa))
    number = found.fact("police", "bus-data")
    assert found.rules.facts[number].what in xa.leaves["bus-data"]
    assert found.hops[number] == min(
        each.hops for each in found.holdings if each.actor == "police" and each.information in xa.leaves["bus-data"]
    )
    assert found.fact("tax-office", "health-data") is None
    assert found.fact("police", "call-in") is not None
    assert found.fact("police", "no-such-word") is None


def test_a_spread_tells_itself_in_one_line(xa):
    assert repr(spread(world(xa))).startswith("Spread(xa, commuter, 2030-01-01, practice: bodies (5, 5)")


def test_counts_are_intervals_over_this_lens_and_every_wider_one(xa):
    narrow, wide = spread(world(xa, lens="law")).counts, spread(world(xa, lens="alleged")).counts
    assert narrow.holdings[1] == wide.holdings[0] == wide.holdings[1]
    assert narrow.holdings[0] == len(spread(world(xa, lens="law")).holdings) < narrow.holdings[1]


def test_bodies_under_one_ministry_count_as_one(xa):
    assert topmost(xa, "police") == topmost(xa, "traffic-office") == topmost(xa, "interior-ministry") == "interior-ministry"
    found = spread(world(xa))
    assert {top for _, top in found.public()} >= {"interior-ministry", "security-service", ""}
    assert "police" not in {top for _, top in found.public()}


def test_the_steps_of_the_timeline_are_the_counts_on_each_day_of_change(xa):
    found = spread(world(xa))
    public = {key for key, actor in xa.actors.items() if actor.kind in ("state-body", "court", "oversight")}

    def count(lens: str, on: date) -> int:
        return sum(actor in public for actor, _ in spread(world(xa, on=on, lens=lens)).held)

    assert found.steps() == [(day, count("practice", day), count("alleged", day)) for day in found.course.calendar.days]


def test_records_at_work_are_those_of_the_clauses_that_fire(xa):
    found = spread(world(xa))
    assert {"c-tap", "op-transport-registry", "face-match", "call-in"} <= found.records
    assert not {"visitors-to-westmere", "unmask-inspectors", "support-line"} & found.records
    assert found.day(found.fact("police", "movements"))
    assert not found.day(found.fact("police", "movements"), 0)


def kinds(tiny, provision, basis=f"{LAW}#p", **more):
    policy = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus"],
            "instruments": [
                {"id": LAW, "in_force": "2010-01-01", "provisions": [{"id": "p", **provision}]},
                {"id": EDICT, "adopted": "2015-01-01"},
            ],
            "collections": [
                {"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "modality": "duty", "basis": basis, **more}
            ],
        }
    )
    since = spread(world(policy)).holding("bus", "taps").since
    return str(since.date), since.kind


def test_the_kind_of_a_date_is_that_of_the_act_that_came_into_force(tiny):
    assert kinds(tiny, {}) == ("2010-01-01", "in-force")
    assert kinds(tiny, {}, basis=[[LAW, EDICT]]) == ("2015-01-01", "adopted")


def test_the_kind_of_a_date_is_the_records_own_where_its_own_start_is_the_day(tiny):
    assert kinds(tiny, {}, **{"from": {"on": "2012", "kind": "first-evidenced"}}) == ("2012-01-01", "first-evidenced")


def test_the_kind_of_a_date_is_the_provisions_own_where_it_begins_later_than_its_act(tiny):
    assert kinds(tiny, {"from": {"on": "2012-01-01", "kind": "first-evidenced"}}) == ("2012-01-01", "first-evidenced")
    assert kinds(tiny, {"from": {"on": "2012-01-01", "kind": "adopted"}}) == ("2012-01-01", "adopted")


def test_the_kind_of_a_date_is_that_of_the_act_that_inserted_the_provision(tiny):
    assert kinds(tiny, {"inserted_by": EDICT}) == ("2015-01-01", "adopted")


def test_a_practice_that_is_free_again_when_its_repealed_act_would_have_ended_is_first_evidenced_then(tiny):
    policy = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus"],
            "instruments": [{"id": LAW, "in_force": "2010-01-01", "ended": "2014-01-01"}],
            "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "under": LAW, "from": "2012"}],
        }
    )
    assert spread(world(policy, repeal=[LAW])).holding("bus", "taps").since == Since(date(2014, 1, 1), "first-evidenced")


def test_unknown_actors_and_kinds_of_information_are_told_with_the_nearest(xa):
    assert (known_holder(xa, "police"), known_type(xa, "bus-data")) == ("police", "bus-data")
    with pytest.raises(Faults, match=r"there is no actor or system 'polise'. Did you mean police"):
        known_holder(xa, "polise")
    with pytest.raises(Faults, match=r"there is no kind of information 'bus-dat'. Did you mean bus-data"):
        known_type(xa, "bus-dat")
