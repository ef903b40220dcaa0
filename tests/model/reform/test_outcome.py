"""What becomes of a passing under a safeguard: every row of the table, ranges, pieces, and the packs."""

from __future__ import annotations

import pytest

from model.reform.outcome import OUTCOMES, of_order, outcomes
from model.reform.reform import reformed
from model.reform.shelf import of_levers
from model.spread.spread import spread
from model.spread.world import world

LAW, OTHER = "aa/law/2010-01-01/1", "aa/law/2012-01-01/2"


@pytest.mark.parametrize(
    "access, shown, logged, independent, may",
    [
        ("request", "yes", "unknown", "yes", {"gated"}),
        ("request", "yes", "no", "unknown", {"gated-unclear"}),
        ("request", "yes", "no", "no", {"gated-unclear"}),
        ("request", "no", "yes", "yes", {"paper", "gated"}),
        ("request", "unknown", "yes", "unknown", {"paper", "gated-unclear"}),
        ("standing", "no", "yes", "yes", {"paper"}),
        ("direct", "no", "no", "no", {"paper"}),
        ("direct", "yes", "yes", "yes", {"gated"}),
        ("standing", "yes", "yes", "unknown", {"gated-unclear"}),
        ("standing", "yes", "no", "yes", {"paper", "gated"}),
        ("direct", "unknown", "yes", "yes", {"paper", "gated"}),
        ("push", "yes", "yes", "yes", {"unchanged"}),
        ("report", "no", "no", "no", {"unchanged"}),
        ("seizure", "yes", "yes", "yes", {"apart"}),
        ("voluntary", "yes", "yes", "yes", {"unchanged", "paper", "gated"}),
        ("purchase", "yes", "yes", "no", {"unchanged", "paper", "gated-unclear"}),
        ("publication", "no", "yes", "yes", {"unchanged", "paper", "gated"}),
        ("unknown", "yes", "yes", "yes", {"unchanged", "paper", "gated"}),
    ],
)
def test_the_table(access, shown, logged, independent, may):
    assert of_order(access, shown, logged, independent) == may <= set(OUTCOMES)


def pack(flows):
    return {
        "types": ["taps", "faces"],
        "facts": ["rides"],
        "personas": [{"id": "rider", "facts": ["rides"]}],
        "actors": ["bus", "police"],
        "instruments": [{"id": LAW, "in_force": "2010-01-01"}, {"id": OTHER, "in_force": "2012-01-01"}],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps", "faces"], "by_nature": "true"}],
        "flows": [
            {
                "id": "look",
                "sender": "bus",
                "recipient": "police",
                "information": ["taps", "faces"],
                "modality": "power",
                "basis": LAW,
                **flow,
            }
            for flow in flows
        ],
    }


def may(policy, *levers, **given):
    return {(each.record, each.information): each.may for each in outcomes(spread(world(policy, **given)), [of_levers(levers, policy)])}


ORDER = {"of": {"recipient": ["police"]}, "authorisation": "court", "shown": "yes", "logged": "yes"}
TAPS = {"recipient": ["police"], "information": ["taps"]}


@pytest.mark.parametrize(
    "principle, lever, may_",
    [
        ({"access": "direct"}, {"require": ORDER}, ("gated-unclear",)),
        ({"access": "direct"}, {"require": {**ORDER, "independent": "yes"}}, ("gated",)),
        ({"access": "direct"}, {"require": {**ORDER, "shown": "no"}}, ("paper",)),
        ({"access": "push"}, {"require": ORDER}, ("unchanged",)),
        ({}, {"require": {**ORDER, "independent": "yes"}}, ("unchanged", "paper", "gated")),
        ({"access": "seizure"}, {"require": ORDER}, ("apart",)),
        ({"access": "direct"}, {"require": {"of": ORDER["of"], "shown": "yes"}}, ("unchanged", "paper", "gated-unclear")),
        ({"access": "direct", "authorisation": "none"}, {"require": {"of": ORDER["of"], "shown": "yes"}}, ("unchanged",)),
        ({"access": "direct", "authorisation": {"value": "self", "also": ["unknown"]}}, {"require": {"of": ORDER["of"], "shown": "yes"}},
         ("unchanged", "paper", "gated-unclear")),
        ({"access": "direct", "authorisation": {"value": "none", "also": ["court"]}, "logged": "yes"},
         {"require": {"of": ORDER["of"], "shown": "yes"}}, ("unchanged", "gated-unclear")),
        ({"access": "direct", "authorisation": "court", "shown": "no", "logged": "yes"}, {"require": {"of": ORDER["of"], "shown": "yes"}},
         ("gated-unclear",)),
        ({"access": "direct", "authorisation": "court", "shown": "yes"}, {"require": {"of": ORDER["of"], "shown": "no"}}, ("unchanged",)),
        ({"access": "push", "authorisation": "court"}, {"require": {"of": ORDER["of"], "shown": "yes"}}, ("unchanged",)),
        ({"access": "direct"}, {"log-and-notify": {"of": ORDER["of"]}}, ("unchanged",)),
        ({"access": "direct"}, {"retain": {"of": ORDER["of"], "length": "3"}}, ("unchanged",)),
        ({"access": "direct"}, {"bar": {"of": ORDER["of"]}}, ("stopped",)),
    ],
)
def test_what_one_lever_makes_of_one_flow(tiny, principle, lever, may_):
    assert may(tiny(pack([{"principle": principle}])), lever) == {("look", ("faces", "taps")): may_}


def test_two_levers_on_one_flow_count_together(tiny):
    policy = tiny(pack([{"principle": {"access": "direct"}}]))
    assert may(policy, {"require": ORDER}, {"bar": {"of": TAPS}}) == {
        ("look", ("faces",)): ("gated-unclear",),
        ("look", ("taps",)): ("stopped",),
    }
    apart = [{"require": {"of": ORDER["of"], "authorisation": "court"}}, {"require": {"of": ORDER["of"], "shown": "yes", "logged": "yes"}}]
    assert may(policy, *apart) == {("look", ("faces", "taps")): ("gated-unclear",)}


def test_what_another_act_also_allows_may_stay_unchanged(tiny):
    policy = tiny(pack([{"basis": [[LAW], [OTHER]]}]))
    assert may(policy, {"bar": {"of": {"act": LAW}}}) == {("look", ("faces", "taps")): ("unchanged", "stopped")}


def test_only_records_of_this_world_are_told(tiny):
    policy = tiny(pack([{"from": "2020"}]))
    assert may(policy, {"bar": {"of": TAPS}}, on="2019-06-01") == {}
    assert may(policy, {"bar": {"of": TAPS}}, on="2020-06-01") == {("look", ("taps",)): ("stopped",)}


def test_practice_under_no_known_ground_is_bound_by_a_ban_only_and_under_obedience(tiny):
    policy = tiny(pack([{"modality": "observed", "under": "none-known", "basis": []}]))
    assert may(policy, {"require": ORDER}) == {}
    assert may(policy, {"bar": {"of": TAPS}}) == {("look", ("taps",)): ("stopped",)}
    assert may(policy, {"bar": {"of": TAPS}}, conduct="persist") == {}


def test_to_whom_only_it_still_applies_stops_it_for_everybody_else(tiny):
    policy = tiny({**pack([{}]), "attributes": ["vip", "late"], "personas": [
        {"id": "rider", "facts": ["rides"]}, {"id": "guest", "facts": ["rides"], "attributes": ["vip"]}]})
    only = {"narrow": {"of": TAPS, "only": ["vip"]}}
    assert may(policy, only) == {("look", ("taps",)): ("stopped",)}
    assert may(policy, only, persona="guest") == {("look", ("taps",)): ("unchanged",)}


def test_a_check_whose_act_goes_too_does_not_gate_for_sure(tiny):
    shown = {"value": "yes", "set_by": OTHER}
    policy = tiny(pack([{"principle": {"access": "direct", "shown": shown, "logged": "yes"}}]))
    order = {"require": {"of": ORDER["of"], "authorisation": "court"}}
    sure, open_ = {("look", ("faces", "taps")): ("gated-unclear",)}, {("look", ("faces", "taps")): ("paper", "gated-unclear")}
    assert may(policy, order) == sure
    assert may(policy, order, {"repeal": {"act": OTHER}}) == open_
    assert may(policy, {"require": ORDER}, {"repeal": {"act": OTHER}}) == sure
    reform = of_levers([order], policy)
    before = spread(world(policy))
    after = spread(reformed(world(policy, repeal=[OTHER]), [reform]))
    assert {each.may for each in outcomes(before, [reform], after)} == {open_["look", ("faces", "taps")]}


def test_only_the_sources_that_count_say_how_it_passes(tiny):
    seen = {"source": "gazette", "proximity": "primary-text", "locator": "1"}
    said = [{"source": "paper", "field": field, "value": "yes"} for field in ("shown", "logged")]
    policy = tiny({**pack([{"principle": {"access": "direct"}, "claims": [seen, *said]}]),
                   "sources": [{"id": "paper", "kind": "media", "group": "paper", "date": "2020"}]})
    order = {"require": {"of": ORDER["of"], "authorisation": "court", "independent": "yes"}}
    assert set(may(policy, order).values()) == {("gated",)}
    assert set(may(policy, order, sources="official").values()) == {("paper", "gated")}
