"""When records are live, what falls with a repeal, and what permission is left."""

from __future__ import annotations

from datetime import date

import pytest

from model.spread.liveness import Liveness, act_start, calendar, gone
from model.spread.spread import spread
from model.spread.world import world

LAW, EDICT, BILL, OTHER = "aa/law/2010-01-01/1", "aa/edict/2015-01-01/2", "aa/law/unknown/bill", "aa/law/2012-01-01/3"

DAY = date(2029, 1, 1)


def pack(*, provisions=(), principle=None, **acts):
    """A pack with one rule that rests on provision p of a law."""
    return {
        "types": ["taps"],
        "facts": ["rides"],
        "personas": [{"id": "rider", "facts": ["rides"]}],
        "actors": ["bus", "police"],
        "sources": [
            {"id": "undated", "kind": "media", "group": "undated"},
            {"id": "paper", "kind": "media", "group": "paper", "date": "2018"},
        ],
        "instruments": [
            {"id": LAW, "in_force": "2010-01-01", "provisions": list(provisions), **acts.get("law", {})},
            {"id": EDICT, "in_force": "2015-01-01", **acts.get("edict", {})},
            {"id": BILL, "proposed": "true", **acts.get("bill", {})},
            {"id": OTHER, "in_force": "2012-01-01"},
        ],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
        "flows": [
            {
                "id": "look",
                "sender": "bus",
                "recipient": "police",
                "information": ["taps"],
                "modality": "power",
                "basis": f"{LAW}#p" if provisions else LAW,
                "principle": principle or {},
            }
        ],
    }


def held(policy, on, **more):
    return ("police", "taps") in spread(world(policy, on=on, **more)).held


def test_a_calendar_has_every_day_on_which_anything_changes(xa):
    days = calendar(xa, "all").days
    assert days[0] == date.min
    assert list(days) == sorted(set(days))
    assert {date(2018, 10, 1), date(2022, 1, 1), date(2027, 7, 1), date(2022, 5, 1), date(2029, 1, 1)} <= set(days)


def test_a_span_is_half_open(xa):
    days = calendar(xa, "all")
    bits = days.span(date(2018, 10, 1), date(2022, 1, 1))
    assert bits >> days.period(date(2018, 10, 1)) & 1
    assert not bits >> days.period(date(2018, 9, 30)) & 1
    assert bits >> days.period(date(2021, 12, 31)) & 1
    assert not bits >> days.period(date(2022, 1, 1)) & 1
    assert days.span(date(2022, 1, 1), date(2018, 10, 1)) == 0
    assert days.span(date.min, None) == days.full


@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        ({"in_force": "2011", "adopted": "2010"}, ("2011", "in-force")),
        ({"in_force": "unknown", "adopted": "2010-05"}, ("2010-05", "adopted")),
        ({"in_force": "unknown"}, ("2000-01-01", "first-evidenced")),
        ({"in_force": "unknown", "claims": [{"source": "undated"}]}, None),
        (
            {
                "in_force": "2011",
                "claims": [{"source": "paper"}, {"source": "paper", "field": "in_force", "value": "2009-06", "stance": "disputes"}],
            },
            ("2009-06", "in-force"),
        ),
        (
            {"in_force": "2011", "claims": [{"source": "paper"}, {"source": "paper", "field": "in_force", "value": "2012"}]},
            ("2012", "in-force"),
        ),
    ],
)
def test_an_act_begins_in_force_else_when_adopted_else_when_first_evidenced(tiny, act, wanted):
    policy = tiny(pack(law=act))
    start = act_start(policy.instruments[LAW], policy, "all")
    assert (start and (start.on, start.kind)) == wanted
    assert held(policy, "2029") == (wanted is not None)


def test_a_claim_on_the_end_of_an_act_decides_it(tiny):
    policy = tiny(pack(law={"ended": "2020", "claims": [{"source": "gazette"}, {"source": "gazette", "field": "ended", "value": "2025"}]}))
    assert held(policy, "2024-06-01")
    assert not held(policy, "2026-01-01")


def test_an_act_falls_when_every_act_it_implements_has(xa, tiny):
    never = date.min
    assert gone(xa, ["xa/law/2018-03-01/12"]) == {"xa/law/2018-03-01/12": never, "xa/resolution/2018-09-10/77": never}
    assert gone(xa, []) == {}
    both = tiny({"instruments": [{"id": LAW}, {"id": EDICT}, {"id": OTHER, "implements": [LAW, EDICT]}]})
    assert gone(both, [LAW]) == {LAW: never}
    assert gone(both, [LAW, EDICT]) == {LAW: never, EDICT: never, OTHER: never}


def test_an_act_that_implements_falls_with_the_last_of_them_on_its_day(tiny):
    both = tiny({"instruments": [{"id": LAW}, {"id": EDICT}, {"id": OTHER, "implements": [LAW, EDICT]}]})
    late, later = date(2020, 1, 1), date(2021, 1, 1)
    assert gone(both, [LAW], [(EDICT, late)]) == {LAW: date.min, EDICT: late, OTHER: late}
    assert gone(both, [], [(LAW, later), (EDICT, late)]) == {LAW: later, EDICT: late, OTHER: later}
    assert gone(both, [LAW], [(LAW, late), (OTHER, later)]) == {LAW: date.min, OTHER: later}
    assert gone(both, [LAW, EDICT], [(OTHER, later)])[OTHER] == date.min


@pytest.mark.parametrize("ended, until", [(LAW, "2020-06-30"), (EDICT, None)])
def test_an_act_ended_by_a_reform_is_in_force_until_that_day(tiny, ended, until):
    policy = tiny(pack())
    ending = frozenset({(ended, date(2020, 7, 1))})
    days = [day for day in ("2020-06-30", "2020-07-01") if spread(world(policy, on=day).but(ending=ending)).held >= {("police", "taps")}]
    assert days == (["2020-06-30"] if until else ["2020-06-30", "2020-07-01"])


def test_a_provision_has_a_stretch_of_its_own_within_its_act(tiny):
    policy = tiny(pack(provisions=[{"id": "p", "from": "2012-03", "to": "2014"}]))
    assert [on for on in ("2011-12-31", "2012-03-01", "2014-12-31", "2015-01-01") if held(policy, on)] == ["2012-03-01", "2014-12-31"]


def test_a_provision_of_unknown_start_and_end_is_in_force_with_its_act(tiny):
    policy = tiny(pack(provisions=[{"id": "p", "from": "unknown", "to": "unknown"}]))
    assert [on for on in ("2009-12-31", "2010-01-01", "2029-01-01") if held(policy, on)] == ["2010-01-01", "2029-01-01"]


@pytest.mark.parametrize("start", [{}, {"from": "unknown"}])
def test_an_inserted_provision_is_not_in_force_before_the_act_that_inserted_it(tiny, start):
    policy = tiny(pack(provisions=[{"id": "p", "inserted_by": EDICT, **start}]))
    assert not held(policy, "2014-12-31")
    assert held(policy, "2015-01-01")
    assert not held(policy, "2015-01-01", repeal=[EDICT])


def test_a_provision_that_only_a_bill_would_insert_is_not_in_force(tiny):
    policy = tiny(pack(provisions=[{"id": "p", "inserted_by": BILL}]))
    assert not held(policy, "2029-01-01")


def test_a_provision_inserted_by_an_act_of_unknown_date_is_in_force_with_its_own_act(tiny):
    policy = tiny(pack(provisions=[{"id": "p", "inserted_by": EDICT}], edict={"in_force": "unknown", "claims": [{"source": "undated"}]}))
    assert held(policy, "2010-01-01")


def test_a_check_is_weaker_only_from_the_day_on_which_what_set_it_ends(tiny):
    principle = {"access": "request", "shown": "yes", "authorisation": {"value": "court", "set_by": EDICT}}
    live = Liveness(world(tiny(pack(principle=principle))).but(ending=frozenset({(EDICT, date(2020, 7, 1))})))
    assert live.gate("look", date(2020, 6, 30)) == (4, 4)
    assert live.gate("look", date(2020, 7, 1)) == (0, 4)


@pytest.mark.parametrize("setter", [BILL, f"{LAW}#q"])
def test_a_repeal_leaves_a_check_that_another_act_sets_though_that_one_is_not_in_force(tiny, setter):
    principle = {"access": "request", "shown": "yes", "authorisation": {"value": "court", "set_by": setter}}
    policy = tiny(pack(provisions=[{"id": "p"}, {"id": "q", "to": "2009"}], principle=principle))
    assert Liveness(world(policy)).gate("look", DAY) == (4, 4)
    assert Liveness(world(policy, repeal=[OTHER])).gate("look", DAY) == (4, 4)
    assert Liveness(world(policy, repeal=[setter.partition("#")[0]])).gate("look", DAY) == (0, 4)


def test_fields_of_a_record_without_a_principle_need_nothing(xa):
    live = Liveness(world(xa))
    assert live.values("face-match", "authorisation", DAY) == {"none"}
    assert live.values("face-match", "access", DAY) == {"unknown"}
    assert live.gate("face-match", DAY) == (0, 0)


def test_fields_of_a_principle_are_told_as_they_are_claimed(xa):
    live = Liveness(world(xa))
    assert live.values("service-reads-registry-seen", "authorisation", DAY) == {"prosecutor", "none"}
    assert live.values("line-still-open", "authorisation", DAY) == {"unknown"}
    assert live.values("c-tap", "told", DAY) == {"yes"}
    assert next(iter(live.values("c-tap", "retention", DAY))).length == 24


def test_what_a_repealed_act_set_may_be_anything_from_nothing_to_what_it_was(xa):
    keys = [
        (key, field)
        for key, flow in xa.flows.items()
        for field in ("authorisation", "shown", "logged", "retention")
        if (getattr(flow.principle, field).set_by or "").startswith("xa/law/2012-06-15/40")
    ]
    assert keys
    live = Liveness(world(xa, repeal=["xa/law/2012-06-15/40"]))
    for key, field in keys:
        assert ({"authorisation": "none", "retention": "unknown"}.get(field, "no")) in live.values(key, field, DAY)
