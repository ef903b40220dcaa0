"""A breach, against everything that follows from every choice of leaves."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from datetime import date

import pytest
from chance import HOLDERS, LEAVES, LENSES, NUMBERS, Plain, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from model.fault import Faults
from model.policy.policy import Policy
from model.reform.breach import Breach, Drawn, Preset, breach, breach_of, presets
from model.spread.spread import spread
from model.spread.world import world

PACK = {
    "types": [{"id": "trace"}, {"id": "area", "parent": "trace"}, {"id": "sign", "parent": "trace"}, {"id": "keeper"}, {"id": "way"},
              {"id": "trip", "parent": "way"}, {"id": "habit", "parent": "way"}, {"id": "circle"}, {"id": "ring"}, {"id": "last"}],
    "facts": [{"id": "goes", "kind": "act"}],
    "attributes": ["rare"],
    "means": ["reckoning"],
    "actors": ["bus", "lab"],
    "collections": [{"id": "c", "when": "goes", "recipient": "bus", "information": ["sign", "keeper"], "by_nature": "true"}],
    "inferences": [
        {"id": "d-trip", "at": ["lab"], "premises": ["trace"], "conclusions": ["trip"]},
        {"id": "a-circle", "at": ["lab"], "premises": ["habit"], "conclusions": ["circle"]},
        {"id": "b-trip", "at": ["lab"], "premises": ["trace", "keeper", "sign"], "conclusions": ["trip", "keeper"]},
        {"id": "c-habit", "means": "reckoning", "premises": ["trip"], "conclusions": ["habit"]},
        {"id": "e-place", "at": ["lab"], "premises": ["keeper"], "conclusions": ["area"], "subject": ["rare"]},
        {"id": "f-place", "at": ["lab"], "premises": ["keeper"], "conclusions": ["area"], "to": "2020"},
        {"id": "g-ring", "at": ["lab"], "premises": ["trace", "habit"], "conclusions": ["ring"]},
        {"id": "h-last", "at": ["lab"], "premises": ["way", "circle"], "conclusions": ["last"]},
    ],
    "events": [
        {"id": "left-open", "on": "2020-01-01", "breach": "bus", "information": ["trace", "sign"]},
        {"id": "told", "on": "2020-01-01", "information": ["trace"]},
        {"id": "entered", "on": "2020-01-01", "breach": "lab"},
    ],
    "personas": [{"id": "someone", "acts": ["goes"]}],
}
LATER = (Drawn("c-habit", ("trip",), "habit"), Drawn("a-circle", ("habit",), "circle"), Drawn("g-ring", ("sign", "habit"), "ring"),
         Drawn("h-last", ("trip", "circle"), "last"))


def test_what_a_leaking_actor_holds_is_out_and_what_anyone_may_infer_follows_step_by_step(tiny):
    found = breach(spread(world(tiny(PACK))), "bus")
    assert found == Breach("bus", ("keeper", "sign"), (
        Drawn("b-trip", ("sign", "keeper"), "trip"), *LATER))


def test_a_conclusion_comes_by_as_few_steps_as_can_be_and_a_premise_is_the_soonest_known(tiny):
    past = breach(spread(world(tiny(PACK), on="2019-06-01")), "bus")
    assert past.out == ("keeper", "sign")
    assert past.inferred == (Drawn("b-trip", ("sign", "keeper"), "trip"), Drawn("f-place", ("keeper",), "area"), *LATER)


def test_of_two_inferences_to_one_conclusion_the_first_by_id_is_told(tiny):
    policy = tiny(PACK)
    turned = replace(policy, digest="turned", inferences=dict(reversed(policy.inferences.items())))
    assert breach(spread(world(turned)), "bus") == breach(spread(world(policy)), "bus")


def test_the_lens_counts_for_inferences_too(tiny):
    assert breach(spread(world(tiny(PACK), lens="law")), "bus").inferred == ()


def test_an_actor_that_holds_nothing_lets_nothing_out(tiny):
    assert breach(spread(world(tiny(PACK))), "lab") == Breach("lab", (), ())


def test_an_event_that_showed_holdings_can_be_followed_whoever_holds_what_now(tiny):
    policy = tiny(PACK)
    assert presets(policy) == (Preset("left-open", "bus", ("area", "sign")),)
    found = breach_of(spread(world(policy)), "left-open")
    assert found == Breach("bus", ("area", "sign"), (
        Drawn("d-trip", ("area",), "trip"), Drawn("c-habit", ("trip",), "habit"), Drawn("a-circle", ("habit",), "circle"),
        Drawn("g-ring", ("area", "habit"), "ring"), Drawn("h-last", ("trip", "circle"), "last")))


def test_what_each_event_showed_is_told_in_order(by):
    shown = [each.information for each in presets(by)]
    assert max(map(len, shown)) > 4
    assert shown == [tuple(sorted(each)) for each in shown]


def test_unknown_actors_and_events_are_faults_that_name_the_nearest(xa):
    with pytest.raises(Faults, match=r"swallow-busses.*Did you mean swallow-buses"):
        breach(spread(world(xa)), "swallow-busses")
    with pytest.raises(Faults, match=r"service-answers.*Known: taps-left-open"):
        breach_of(spread(world(xa)), "service-answers")


def test_taps_left_open_show_no_owner_but_the_company_knows_one(xa):
    found = spread(world(xa))
    assert breach_of(found, "taps-left-open") == Breach("swallow-buses", ("fare-card", "fare-record"), ())
    assert Drawn("movements-from-taps", ("fare-record", "fare-card", "card-owner"), "movements") in breach(found, "swallow-buses").inferred
    assert "cctv-video" not in breach(spread(world(xa, on=date(2018, 10, 1))), "owlsight").out


@settings(max_examples=60)
@given(worlds(), st.sampled_from(HOLDERS))
def test_a_breach_is_what_brute_force_finds_each_after_what_it_needs(world, actor):
    found, plain = breach(spread(world), actor), Plain(world)
    lens, given = LENSES.index(world.lens), set(world.facts | world.acts)
    assert found.out == tuple(sorted(what for holder, what in plain.held(world.on, lens) if holder == actor and what in LEAVES))
    live = [each for key, each in world.policy.inferences.items() if plain.live(key, world.on, lens, given)]
    steps = dict.fromkeys(found.out, 0)
    for _ in LEAVES:
        for each in live:
            for leaves in itertools.product(*(plain.under(kind) for kind in each.premises)):
                if steps.keys() >= set(leaves):
                    for leaf in each.conclusions:
                        steps[leaf] = min(steps.get(leaf, 99), 1 + max(steps[one] for one in leaves))
    known = dict.fromkeys(found.out, 0)
    for drawn in found.inferred:
        inference = world.policy.inferences[drawn.inference]
        assert inference in live
        assert drawn.conclusion in inference.conclusions
        assert drawn.conclusion not in known
        assert known.keys() >= set(drawn.premises)
        chosen = [[leaf for leaf in drawn.premises if leaf in plain.under(kind)] for kind in inference.premises]
        assert all(chosen)
        assert {leaf for leaves in chosen for leaf in leaves} == set(drawn.premises)
        known[drawn.conclusion] = 1 + max(known[leaf] for leaf in drawn.premises)
    assert known == steps


@settings(max_examples=40)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_records_never_matters_to_a_breach(world, random):
    shuffled = {}
    for field in fields(Policy):
        value = getattr(world.policy, field.name)
        if isinstance(value, dict):
            keys = list(value)
            random.shuffle(keys)
            shuffled[field.name] = {key: value[key] for key in keys}
    other = spread(world.but(policy=replace(world.policy, digest=f"random-{next(NUMBERS)}", **shuffled)))
    assert [breach(other, actor) for actor in HOLDERS] == [breach(spread(world), actor) for actor in HOLDERS]
