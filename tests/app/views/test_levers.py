"""The cards are the model's smallest sets and do what they say; every figure of the weights stands in chart and table alike."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from app.scene import Scene
from app.state import State, first
from app.views import levers
from model.policy.policy import Policy
from model.reform.cuts import Cut, cut
from model.reform.weights import MEASURES, Weights, weigh
from model.telling.change import smallest
from model.telling.memo import singly


def asked(policy: Policy, number: int = 7, **changes: object) -> list[State]:
    """States that ask about every seventh holding or so of a first visit."""
    held = sorted(Scene(policy, first(policy), "en").spread.held)
    return [replace(first(policy), selected=actor, chosen=what, **changes) for actor, what in held[::number]]


@pytest.fixture(scope="module", params=["xa", "by"])
def policy(request) -> Policy:
    """Each pack."""
    return request.getfixturevalue(request.param)


def test_where_nothing_is_asked_it_says_what_to_choose_and_weighs_all_the_same(policy):
    for state in (first(policy), replace(first(policy), selected="nobody-known")):
        told = levers.draw(Scene(policy, state, "en"))
        assert told["ask"] and not told["cuts"] and not told["deeper"] and told["weights"]["chart"]["rows"]


def test_there_is_a_card_for_each_smallest_set_of_acts(policy):
    for state in asked(policy):
        here = Scene(policy, state, "en")
        found, told = cut(here.spread, [(state.selected, state.chosen)]), levers.draw(here)
        (drawn,) = told["cuts"]
        assert [card["repealed"] for card in drawn["cards"]] == [sorted(each) for each in found.sets if each]
        assert [[act["name"] for act in card["acts"]] for card in drawn["cards"]] == [
            [here.teller.act(act) for act in each] for each in found.sets if each]
        assert drawn["lead"] == smallest(here.teller, found)[0] and not drawn["side"]
        assert drawn["alone"] == singly(here.teller, here.spread, found, state.selected, state.chosen)
        assert bool(drawn["because"]) == bool(found.because)
        assert bool(drawn["complete"]) == bool(found.size)


def test_a_card_applied_stops_what_was_asked_and_keeps_what_was_repealed_before(policy):
    gone = next(iter(policy.instruments))
    some = 0
    for state in asked(policy, 5, repealed=(gone,)):
        here = Scene(policy, state, "en")
        for card in (card for drawn in levers.draw(here)["cuts"] for card in drawn["cards"]):
            after = Scene(policy, replace(state, repealed=tuple(card["repealed"])), "en")
            assert gone in card["repealed"] and after.spread.fact(state.selected, state.chosen) is None
            some += 1
    assert some > 3


def test_where_no_repeal_is_enough_the_chain_that_none_touches_is_told_with_its_sources(policy):
    found = []
    for state in asked(policy, 3):
        here = Scene(policy, state, "en")
        (drawn,) = levers.draw(here)["cuts"]
        if drawn["because"]:
            chain = cut(here.spread, [(state.selected, state.chosen)]).because
            assert chain is not None and len(drawn["because"]["steps"]) == len(chain.steps) and not drawn["cards"]
            cited = {n for step in drawn["because"]["steps"] for n in step["citations"]}
            assert cited == {source["n"] for source in drawn["because"]["sources"]}
            found.append(state)
    assert found


def test_below_a_court_the_answer_is_given_once_where_it_is_settled_and_twice_where_not(policy):
    seen = set()
    for state in asked(policy, 2, without="court"):
        here = Scene(policy, state, "en")
        both = [cut(here.spread, [(state.selected, state.chosen)], below="court", side=side) for side in ("least", "most")]
        drawn, same = levers.draw(here)["cuts"], len({(each.size, each.sets, each.never) for each in both}) == 1
        seen.add(same)
        assert len(drawn) == (1 if same else 2) and all(each["side"] for each in drawn)
        assert [each["alone"] for each in drawn] == [singly(here.teller, here.spread, each, state.selected, state.chosen)
                                                     for each in both[:len(drawn)]]
        assert [each["lead"] for each in drawn] == [smallest(here.teller, each)[0] for each in both[:len(drawn)]]
        if same:
            assert drawn[0]["side"] == here.teller.say("cut.either")
        else:
            assert [each["side"] for each in drawn] == [here.teller.say("smallest.below.least"), here.teller.say("smallest.below.most")]
    assert True in seen and (policy.pack.id == "xa" or False in seen)


def test_the_fewest_flows_and_sources_are_told_as_the_model_finds_them(policy):
    for state in asked(policy):
        here = Scene(policy, state, "en")
        flows, sources = levers.draw(here)["deeper"]
        for drawn, over in ((flows, "flows"), (sources, "sources")):
            found = cut(here.spread, [(state.selected, state.chosen)], over=over)
            assert drawn["over"] == over and drawn["lead"] == smallest(here.teller, found)[0]
            assert len(drawn["ways"]) == (0 if found.sets == ((),) else len(found.sets))


def test_a_search_that_found_not_all_sets_says_so(xa):
    here = Scene(xa, first(xa), "en")
    cuts = [Cut(2, (("a", "b"),), 2, None, "acts", None, "least", 9, complete) for complete in (True, False)]
    assert [levers._complete(here, each) for each in cuts] == [here.teller.say("cut.complete", n=2), here.teller.say("cut.some")]
    assert levers._complete(here, Cut(0, ((),), 0, None, "acts", None, "least")) == ""
    assert levers._complete(here, Cut(None, (), 3, None, "acts", None, "least")) == ""


@pytest.mark.parametrize("measure", MEASURES)
def test_chart_and_table_hold_the_figures_of_the_model(policy, measure):
    here = Scene(policy, replace(first(policy), measure=measure), "en")
    found, told = weigh(here.spread, measure), levers.weights(here)
    carrying = {row.act: row for row in found.rows if row.share or row.alone or row.last}
    assert [row["id"] for row in told["table"]["rows"]] == sorted(carrying, key=lambda act: (-carrying[act].share, act))
    assert len(told["chart"]["rows"]) == len(told["table"]["rows"]) > 1
    for bar, row in zip(told["chart"]["rows"], told["table"]["rows"], strict=True):
        weight = carrying[row["id"]]
        assert bar["value"] == row["cells"][1]["value"] == float(weight.share)
        assert [cell["text"] for cell in row["cells"][2:]] == [str(weight.alone), str(weight.last)]
        assert bar["name"] == here.teller.act_short(weight.act) and row["cells"][0]["text"] == here.teller.act(weight.act)
        assert row["cells"][1]["text"] == levers.exact(weight.share) and row["cells"][1]["text"].startswith(bar["text"])
    assert told["measure"] == measure and [each["value"] for each in told["measures"]] == list(MEASURES)
    assert str(found.whole) in told["lead"] and str(found.none) in told["lead"]
    idle = len(found.rows) - len(carrying)
    assert told["idle"] == (here.teller.say("weight.idle", n=idle) if idle else "")


def test_a_part_that_is_not_shared_out_is_named(xa):
    here = Scene(xa, first(xa), "en")
    told = levers._refused(here, Weights("holdings", 1, 0, (), (("police/name", 21), ("police", 22))))
    police, name = here.teller.name("police"), here.teller.name("name")
    assert told == [here.teller.say("weight.refused", what=f"{police}: {name}", n=21), here.teller.say("weight.refused", what=police, n=22)]


@pytest.mark.parametrize("share, told", [
    (Fraction(3), "3"), (Fraction(7, 2), "3.5"), (Fraction(85, 6), "14.17 (85/6)"), (Fraction(10), "10"), (Fraction(1, 8), "0.12 (1/8)"),
    (Fraction(0), "0")])
def test_a_share_is_told_exactly(share, told):
    assert levers.exact(share) == told


@pytest.mark.parametrize("language, point", [("en", "."), ("be", ","), ("ru", ",")])
def test_a_share_has_the_point_of_the_language(by, language, point):
    told = levers.draw(Scene(by, first(by), language))["weights"]
    broken = [row["text"] for row in told["chart"]["rows"] if row["value"] % 1]
    assert broken and all(point in text for text in broken)
    assert not any({".", ","} - {point} & set(row["cells"][1]["text"]) for row in told["table"]["rows"])
