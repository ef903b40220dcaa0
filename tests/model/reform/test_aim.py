"""Which records, and which parts of them, a restriction is about."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from model.reform.aim import Aim, acts, ground, kinds, targets

LAW, EDICT, ORDER = "aa/law/2010-01-01/1", "aa/edict/2015-01-01/2", "aa/order/2016-01-01/3"


def passing(key, modality="power", **more):
    field = {} if modality in ("announced", "proposed", "prohibition") else {"basis" if modality in ("power", "duty") else "under": LAW}
    return {"id": key, "sender": "bus", "recipient": "police", "information": ["taps"], "modality": modality, **field, **more}


@pytest.fixture
def policy(tiny):
    """Rules and practices of one passing and of others, on one act, on either of two, on two together, and on none."""
    return tiny(
        {
            "types": ["moves", {"id": "taps", "parent": "moves"}, {"id": "rides", "parent": "moves"}, "calls"],
            "facts": ["rides-bus", "walks"],
            "personas": [{"id": "rider", "facts": ["rides-bus"]}],
            "actors": ["bus", "police", "court"],
            "systems": ["store"],
            "instruments": [{"id": act, "provisions": [{"id": "p"}, {"id": "q"}]} for act in (LAW, EDICT, ORDER)],
            "collections": [
                {"id": "nature", "when": "rides-bus", "recipient": "bus", "information": ["taps", "calls"], "by_nature": "true"},
                {
                    "id": "camera",
                    "when": "rides-bus",
                    "recipient": "bus",
                    "information": ["rides"],
                    "modality": "duty",
                    "basis": f"{EDICT}#p",
                },
                {
                    "id": "camera-seen",
                    "when": "rides-bus",
                    "recipient": "bus",
                    "information": ["rides", "taps"],
                    "modality": "observed",
                    "under": EDICT,
                },
                {
                    "id": "other-camera-seen",
                    "when": "walks",
                    "recipient": "bus",
                    "information": ["rides"],
                    "modality": "observed",
                    "under": f"{EDICT}#q",
                },
            ],
            "flows": [
                passing("rule", information=["moves", "calls"], basis=[[LAW], [f"{EDICT}#p", ORDER]]),
                passing("seen", "observed", information=["moves"], under=[[f"{LAW}#p"], [ORDER]]),
                passing("can", "capability", information=["taps"], under="none-known"),
                passing("wall", "prohibition"),
                passing("plan", "announced"),
                passing("bill", "proposed"),
                passing("elsewhere", recipient="court", information=["calls"], basis=ORDER),
                passing("elsewhere-seen", "observed", recipient="court", information=["calls"], under=ORDER),
            ],
            "consequences": [
                {"id": "call-in", "actors": ["police"], "premises": ["taps"], "modality": "power", "basis": LAW},
                {"id": "call-in-seen", "actors": ["police"], "premises": ["taps"], "modality": "observed", "under": LAW},
                {"id": "stop", "actors": ["court"], "premises": ["taps"], "modality": "observed", "under": LAW},
            ],
        }
    )


def chosen(policy, *, obey=True, ban=False, nature=False, **aim):
    """What an aim chooses, each record as a text of alternatives and kinds of information."""
    found = Aim(**aim).choose(policy, obey=obey, ban=ban, nature=nature)
    return {key: " ".join(f"{way}{leaf}" for way, leaf in sorted(cells)) for key, cells in found.items()}


@pytest.mark.parametrize(
    ("aim", "rules", "practices"),
    [
        ({"records": ["rule"]}, {"rule": "0calls 0rides 0taps 1calls 1rides 1taps"}, {"seen": "0rides 0taps 1rides 1taps"}),
        ({"records": ["rule"], "act": LAW}, {"rule": "0calls 0rides 0taps"}, {"seen": "0rides 0taps"}),
        ({"records": ["rule"], "act": EDICT}, {"rule": "1calls 1rides 1taps"}, {"seen": "1rides 1taps"}),
        ({"records": ["rule"], "information": ["taps"]}, {"rule": "0taps 1taps"}, {"seen": "0taps 1taps"}),
        ({"records": ["rule"], "act": LAW, "information": ["calls"]}, {"rule": "0calls"}, {}),
        ({"records": ["seen"]}, {}, {"seen": "0rides 0taps 1rides 1taps"}),
        ({"records": ["seen"], "act": ORDER, "information": ["moves"]}, {}, {"seen": "1rides 1taps"}),
        ({"act": ORDER}, {"rule": "1calls 1rides 1taps", "elsewhere": "0calls"}, {"seen": "1rides 1taps", "elsewhere-seen": "0calls"}),
        ({"act": LAW}, {"rule": "0calls 0rides 0taps", "call-in": "0"}, {"seen": "0rides 0taps", "call-in-seen": "0", "stop": "0"}),
        (
            {"act": EDICT},
            {"rule": "1calls 1rides 1taps", "camera": "0rides"},
            {"seen": "1rides 1taps", "camera-seen": "0rides 0taps", "other-camera-seen": "0rides"},
        ),
        ({"records": ["camera"]}, {"camera": "0rides"}, {"camera-seen": "0rides"}),
        ({"records": ["call-in"]}, {"call-in": "0"}, {"call-in-seen": "0"}),
        ({"records": ["call-in"], "information": ["taps"]}, {}, {}),
        ({"records": ["call-in"], "sender": ["police"]}, {}, {}),
        ({"records": ["call-in"], "recipient": ["police"]}, {}, {}),
        ({"sender": ["bus"], "recipient": ["court"]}, {"elsewhere": "0calls"}, {"elsewhere-seen": "0calls"}),
        ({"sender": ["court", "store"]}, {}, {}),
        (
            {"recipient": ["bus"], "information": ["moves"]},
            {"camera": "0rides"},
            {"camera-seen": "0rides 0taps", "other-camera-seen": "0rides"},
        ),
        (
            {"sender": ["bus"], "information": ["calls", "taps"]},
            {"rule": "0calls 0taps 1calls 1taps", "elsewhere": "0calls"},
            {"seen": "0taps 1taps", "elsewhere-seen": "0calls"},
        ),
        ({"records": ["wall", "plan", "bill"]}, {}, {}),
    ],
)
def test_an_aim_chooses_what_fits_all_that_it_says_and_under_obedience_practice_of_the_same_passing(policy, aim, rules, practices):
    assert chosen(policy, obey=False, **aim) == rules
    assert chosen(policy, **aim) == rules | practices


def test_practice_without_law_is_chosen_by_a_ban_that_means_it_and_never_because_of_a_rule(policy):
    assert chosen(policy, ban=True, sender=["bus"], information=["taps"])["can"] == "0taps"
    assert chosen(policy, ban=True, records=["can"]) == {"can": "0taps"}
    assert chosen(policy, ban=True, records=["rule"], information=["taps"]).keys() == {"rule", "seen"}
    assert "can" not in chosen(policy, ban=True, act=LAW, sender=["bus"])
    assert chosen(policy, records=["can"]) == chosen(policy, obey=False, ban=True, records=["can"]) == {}


def test_what_the_act_itself_brings_about_is_chosen_by_limits_to_its_holder_only(policy):
    assert chosen(policy, nature=True, records=["nature"]) == {"nature": "0calls 0taps"}
    assert chosen(policy, records=["nature"]) == chosen(policy, ban=True, records=["nature"]) == {}
    assert chosen(policy, obey=False, nature=True, records=["nature"]) == {}


def test_an_aim_says_something():
    with pytest.raises(ValidationError, match="say what it is about: records, act, sender, recipient or information"):
        Aim()


def test_an_aim_names_every_word_there_is_not(policy):
    aim = Aim(
        records=("rule", "rul"), act="aa/law/2010-01-01/9", sender=("buss",), recipient=("court", "store", "polise"), information=("tap",)
    )
    assert [(fault.key, fault.what, fault.right) for fault in aim.faults(policy)] == [
        ("records.1", "there is no flow, collection or consequence 'rul'", "Did you mean rule?"),
        ("act", "there is no act 'aa/law/2010-01-01/9'", f"Did you mean {LAW} or {ORDER} or {EDICT}?"),
        ("sender.0", "there is no actor or system 'buss'", "Did you mean bus?"),
        ("recipient.2", "there is no actor or system 'polise'", "Did you mean police?"),
        ("information.0", "there is no kind of information 'tap'", "Did you mean taps?"),
    ]
    assert list(Aim(records=("rule",), act=LAW, sender=("store",), recipient=("court",), information=("moves",)).faults(policy)) == []


def test_the_targets_of_restrictions_are_flows_collections_and_consequences(policy):
    assert set(targets(policy)) == {*policy.flows, *policy.collections, *policy.consequences}


def test_the_ground_of_a_record_is_its_basis_or_what_it_is_carried_out_under(policy):
    every = targets(policy)
    assert ground(every["rule"]) == ((LAW,), (f"{EDICT}#p", ORDER))
    assert ground(every["seen"]) == ((f"{LAW}#p",), (ORDER,))
    assert ground(every["can"]) == ground(every["nature"]) == ground(every["plan"]) == ((),)
    assert acts((f"{EDICT}#p", ORDER)) == {EDICT, ORDER}


def test_the_kinds_a_record_passes_are_leaves_and_a_power_is_one_cell(policy):
    assert kinds(policy, policy.flows["rule"]) == {"taps", "rides", "calls"}
    assert kinds(policy, policy.consequences["call-in"]) == {""}
