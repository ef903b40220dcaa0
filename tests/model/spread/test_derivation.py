"""Why: chains by hand; that they are all there are is proved in test_laws."""

from __future__ import annotations

import pytest

from model.spread import derivation
from model.spread.derivation import acts_of, derivations, through, why
from model.spread.rules import POOLS, Fact
from model.spread.spread import spread
from model.spread.world import world

LAW, EDICT = "aa/law/2010-01-01/1", "aa/edict/2015-01-01/2"


@pytest.fixture
def net(tiny):
    """Six ways for one thing from the bus to the police, and a class that sends."""
    return tiny(
        {
            "types": ["taps", "money", {"id": "payments", "parent": "money"}, {"id": "debts", "parent": "money"}, "moves"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus", "police", {"id": "firms", "kind": "class"}, *(f"via-{n}" for n in range(5))],
            "instruments": [{"id": LAW, "in_force": "2010-01-01"}, {"id": EDICT, "in_force": "2015-01-01"}],
            "collections": [
                {"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps", "payments", "debts"], "by_nature": "true"}
            ],
            "flows": [
                {
                    "id": "direct",
                    "sender": "bus",
                    "recipient": "police",
                    "information": ["taps"],
                    "modality": "power",
                    "basis": [[LAW, EDICT], [LAW]],
                    "principle": {"authorisation": "court", "access": "request", "shown": "yes"},
                },
                *(
                    {
                        "id": f"to-{n}",
                        "sender": "bus",
                        "recipient": f"via-{n}",
                        "information": ["taps"],
                        "modality": "observed",
                        "under": LAW,
                    }
                    for n in range(5)
                ),
                *(
                    {
                        "id": f"from-{n}",
                        "sender": f"via-{n}",
                        "recipient": "police",
                        "information": ["taps"],
                        "modality": "observed",
                        "under": "none-known",
                        "principle": {"authorisation": "self"},
                    }
                    for n in range(5)
                ),
                {
                    "id": "report",
                    "sender": "firms",
                    "recipient": "police",
                    "information": ["money"],
                    "modality": "observed",
                    "under": "none-known",
                    "principle": {"authorisation": "none"},
                },
            ],
            "members": [{"id": "bus-in", "class": "firms", "actor": "bus", "said_by": [LAW]}],
            "inferences": [{"id": "guess", "at": ["police"], "premises": ["money", "taps"], "conclusions": ["moves"]}],
            "consequences": [{"id": "fine", "actors": ["police"], "premises": ["moves"], "modality": "observed", "under": "none-known"}],
        }
    )


def test_chains_come_by_hops_then_ids_each_with_its_own_gate(net):
    found = why(spread(world(net)), "police", "taps")
    assert found.complete
    assert [each.records for each in found] == [("direct", "tap"), *(("from-" + str(n), "tap", "to-" + str(n)) for n in range(5))]
    assert [(each.hops, each.gate) for each in found] == [(2, (4, 4))] + [(3, (1, 4))] * 5


def test_a_list_that_is_cut_says_so(net):
    found = spread(world(net))
    cut = why(found, "police", "taps", 3)
    assert not cut.complete
    assert [each.records for each in cut] == [each.records for each in why(found, "police", "taps")][:3]
    assert why(found, "police", "taps", 6).complete
    assert not why(found, "police", "taps", 5).complete


def test_a_search_that_is_given_up_says_so(net, monkeypatch):
    monkeypatch.setattr(derivation, "TRIES", 3)
    derivation._derivations.cache_clear()
    found = why(spread(world(net)), "police", "taps")
    derivation._derivations.cache_clear()
    assert not found.complete
    assert found.derivations[0].records == ("direct", "tap")


def test_a_step_says_what_it_rests_on_the_leaf_and_the_member_behind_it(net):
    [chain, *others] = why(spread(world(net)), "police", "moves")
    assert chain.records == ("bus-in", "direct", "guess", "report", "tap")
    steps = {(step.record, step.conclusion.what): step for step in chain.steps}
    assert len(others) == 5
    leaf = next(what for record, what in steps if record == "report")
    assert leaf in ("payments", "debts")
    assert steps["bus-in", leaf].conclusion == Fact("firms", leaf, POOLS)
    assert steps["report", leaf].premises == (Fact("firms", leaf, POOLS),)
    assert set(steps["guess", "moves"].premises) == {Fact("police", leaf), Fact("police", "taps")}


def test_a_shorter_way_to_one_premise_that_the_other_brings_along_is_left_out(tiny):
    policy = tiny("""
        types: [taps, place, way]
        facts: [rides]
        personas: [{id: rider, facts: [rides]}]
        actors: [bus, police]
        collections:
          - {id: a-stop, when: rides, recipient: police, information: [taps], by_nature: "true"}
          - {id: both, when: rides, recipient: bus, information: [taps, place], by_nature: "true"}
        flows: [{id: hand-over, sender: bus, recipient: police, information: [taps, place], modality: observed, under: none-known}]
        inferences: [{id: join, at: [police], premises: [taps, place], conclusions: [way]}]
        """)
    assert [each.records for each in why(spread(world(policy)), "police", "way")] == [("both", "hand-over", "join")]


def test_one_holding_may_serve_two_premises_of_a_chain(tiny):
    policy = tiny("""
        types: [taps, place, time, way]
        facts: [rides]
        personas: [{id: rider, facts: [rides]}]
        actors: [bus]
        collections: [{id: tap, when: rides, recipient: bus, information: [taps], by_nature: "true"}]
        inferences:
          - {id: where, at: [bus], premises: [taps], conclusions: [place]}
          - {id: when, at: [bus], premises: [taps], conclusions: [time]}
          - {id: join, at: [bus], premises: [place, time, taps], conclusions: [way]}
        """)
    [chain] = why(spread(world(policy)), "bus", "way")
    assert [step.record for step in chain.steps] == ["tap", "when", "where", "join"]
    assert chain.hops == 3


def test_why_is_asked_of_parents_and_consequences_too(net):
    found = spread(world(net))
    assert {each.steps[-1].conclusion.what for each in why(found, "police", "money")} == {"payments", "debts"}
    assert why(found, "police", "fine").derivations[0].steps[-1].record == "fine"
    assert why(found, "bus", "moves").derivations == ()
    assert why(found, "bus", "moves").complete


def test_a_chain_passes_acts_actors_and_records(net):
    found = spread(world(net))
    for thing in ("direct", LAW, "bus", "via-3", "police"):
        assert through(found, "police", "taps", thing)
    for thing in (EDICT, "guess", "firms"):
        assert not through(found, "bus", "taps", thing)


def test_the_acts_of_a_rule_are_the_alternatives_in_force(net):
    assert acts_of(spread(world(net, on="2012-01-01")), "direct") == ((LAW,),)
    assert acts_of(spread(world(net)), "direct") == ((LAW, EDICT), (LAW,))
    assert acts_of(spread(world(net, repeal=[EDICT])), "direct") == ((LAW,),)


def test_the_acts_of_a_practice_are_those_it_names_and_of_a_member_those_that_say_so(net):
    found = spread(world(net))
    assert acts_of(found, "to-1") == ((LAW,),)
    assert acts_of(found, "from-1") == ()
    assert acts_of(found, "bus-in") == ((LAW,),)
    assert acts_of(found, "guess") == ()


def test_what_only_one_record_gives_has_one_chain(net):
    found = spread(world(net))
    number = found.fact("bus", "taps")
    assert [each.records for each in derivations(found, number)] == [("tap",)]
