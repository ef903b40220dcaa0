"""A memo: every part from the model, every footnote once, on both packs and in every language."""

from __future__ import annotations

import re

import pytest

from model.policy.record import LANGUAGES
from model.reform.answer import answer
from model.reform.reform import reformed
from model.reform.shelf import of_levers
from model.spread.spread import spread
from model.spread.world import world
from model.telling.memo import finding, memo, singly
from model.telling.teller import Teller

LAW, EDICT = "aa/law/2010-01-01/1", "aa/edict/2012-01-01/2"
FREE = {"access": "direct", "shown": "no", "authorisation": "court"}


def pack(*flows):
    return {
        "types": ["taps"],
        "facts": ["rides"],
        "personas": [{"id": "rider", "facts": ["rides"]}],
        "actors": ["bus", "police"],
        "sources": [{"id": "paper", "kind": "media", "group": "paper", "date": "2015", "publisher": "The Paper"}],
        "instruments": [{"id": LAW, "in_force": "2010-01-01", "number": "1"}, {"id": EDICT, "in_force": "2012-01-01", "number": "2"}],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
        "flows": [
            {
                "id": f"look-{index}",
                "sender": "bus",
                "recipient": "police",
                "information": ["taps"],
                "modality": "power",
                "principle": FREE,
                **flow,
            }
            for index, flow in enumerate(flows)
        ],
    }


def told(policy, without="", levers=(), language="en", **given):
    law = spread(world(policy, **given))
    reforms = [of_levers(levers, policy)] if levers else []
    return memo(Teller(policy, language), law, spread(reformed(law.world, reforms)), "police", "taps", without, reforms)


def part(text, title):
    return text.split(f"## {title}\n\n")[1].split("\n\n## ")[0]


def test_two_acts_that_must_both_go_are_named_and_each_alone_changes_nothing(tiny):
    text = told(tiny(pack({"basis": LAW}, {"basis": EDICT})), "court", on="2020-01-01")
    assert text.startswith("# May police hold “taps” about rider without a court order?\n")
    assert part(text, "Finding").startswith(
        "**May.** **police** may hold **taps**. There is a way for which no court order is known to be needed."
    )
    change = part(text, "The smallest change")
    assert "Repealing 2 acts together stops this, and nothing less does: Edict 2 and Law 1. Repealing only Edict 2 changes" in change
    assert change.count("So that ") == 1, "least and most say the same here"
    assert "It falls if 1 independent source is wrong" in change
    plain = part(told(tiny(pack({"basis": LAW}, {"basis": EDICT})), on="2020-01-01"), "The smallest change")
    assert (
        "Repealing 2 acts together stops this, and nothing less does: Edict 2 and Law 1. Repealing only Edict 2 changes nothing here: "
        "there is also a way through Law 1. Repealing only Law 1 changes nothing here: there is also a way through Edict 2."
    ) in plain


def test_without_a_court_only_the_ways_below_one_count(tiny):
    shown = {"access": "request", "shown": "yes", "authorisation": "court"}
    policy = tiny(pack({"basis": LAW, "principle": shown}, {"basis": EDICT}, {"basis": EDICT, "principle": {}}))
    change = part(told(policy, "court", on="2020-01-01"), "The smallest change")
    assert change.startswith("So that a court order is certainly needed:\n\nRepealing 1 act stops this, and nothing less does: Edict 2.")
    both = part(told(tiny(pack({"basis": LAW}, {"basis": EDICT, "principle": {}})), "court", on="2020-01-01"), "The smallest change")
    assert both.count("So that ") == 2 and "Repealing 1 act stops this, and nothing less does: Law 1." in both
    assert "Repealing only Law 1 changes nothing here: there is also a way through Edict 2." in both


def test_every_footnote_is_used_and_listed_once_in_order(xa, by):
    for policy, persona, actor, what in ((xa, "everyone", "police", "fare-record"), (by, "commuter", "kgb", "comms-content")):
        here = spread(world(policy, persona=persona))
        text = memo(Teller(policy, "en"), here, here, actor, what, "court")
        body, notes = text.split("\n[^1]: ")
        listed = re.findall(r"^\[\^(\d+)\]: ", f"[^1]: {notes}", re.M)
        assert listed == [str(number) for number in range(1, len(listed) + 1)]
        assert set(re.findall(r"\[\^(\d+)\]", body)) == set(listed)
        assert policy.digest in body and "not legal advice" in body


def test_what_is_not_reached_says_why_not(tiny):
    policy = tiny(pack({"basis": LAW, "claims": [{"source": "paper"}]}))
    text = told(policy, on="2020-01-01")
    assert part(text, "Finding").startswith("**Not known.** Only weaker evidence than counts here says so.")
    assert part(text, "Why not").startswith("- bus to police: taps. It does not count here: weaker evidence than counts here. It alone")
    assert "## The smallest change" not in text and "## Chains" not in text
    bare = told(tiny(pack()))
    assert part(bare, "Finding").startswith("**No.** Not reached in this pack. Not reached is not the same as safe.")
    assert part(bare, "Why not").strip() == "- No record of this pack leads there, whatever its date or evidence."


def test_a_chain_that_no_repeal_touches_is_shown(tiny):
    text = told(tiny(pack({"modality": "observed", "under": "none-known", "basis": []})))
    change = part(text, "The smallest change")
    assert change.startswith(
        "No repeal stops it: there is a chain that no repeal touches.\n\n1. rides: by the act itself this leaves taps with bus."
    )


def test_several_ways_are_a_list(tiny):
    given = pack({"basis": LAW})
    given["actors"].append("desk")
    given["flows"] = [{**given["flows"][0], "recipient": "desk"}, {**given["flows"][0], "id": "on", "sender": "desk", "basis": EDICT}]
    change = part(told(tiny(given)), "The smallest change")
    assert change.startswith("Repealing 1 act stops this, and nothing less does; there are 2 ways to choose it:\n\n- Edict 2\n- Law 1")


def test_a_scenario_says_what_it_changes_and_how_it_was_computed(tiny):
    policy = tiny(pack({"basis": LAW}, {"basis": EDICT}))
    order = {"require": {"of": {"recipient": ["police"]}, "authorisation": "court", "shown": "yes", "logged": "yes"}}
    text = told(policy, "court", [order, {"repeal": {"act": EDICT}}], on="2020-01-01")
    scenario = part(text, "What the scenario changes")
    assert scenario.startswith(
        "For 1 holding a stronger permission may now be needed. 1 holding stays as it was.\n\n- bus to police: taps: gated, independence"
    )
    assert "- bus to police: taps. No basis is left in this pack. The channel remains." in scenario
    how = part(text, "How this was computed")
    assert "Reforms: own." in how and "Repealed as if never made: Edict 2 of 1 January 2012." in how and "Repealed means: as if" in how
    assert "## What the scenario changes" not in told(policy)


def test_what_is_disputed_is_quoted_and_what_is_cut_is_said(tiny):
    claims = [
        {"source": "gazette", "proximity": "primary-text", "locator": "article 1"},
        {"source": "paper", "stance": "disputes", "says": "It never happened."},
    ]
    flows = [{"basis": LAW, "claims": claims}, *[{"basis": LAW}] * 5]
    text = told(tiny(pack(*flows)))
    assert "> **Contested** ⇄ The Paper" in text and "It never happened." in text
    assert part(text, "Chains").rstrip().endswith("The first 4 chains are shown; there are more.")
    assert part(text, "Chains").count("**Chain ") == 4
    assert "there are more" not in told(tiny(pack(*flows[:4])))


def test_what_is_not_settled_is_ranked_or_said_to_be_nothing(tiny):
    assert "1" not in part(told(tiny(pack({"basis": LAW}))), "What is not settled, the most telling first").replace("1)", "")
    text = told(tiny(pack({"basis": LAW, "principle": {"access": "direct", "authorisation": "court"}})))
    assert "Unsettled: whether the order is shown." in part(text, "What is not settled, the most telling first")


def test_single_acts_are_told_only_for_sets_of_several(tiny):
    here = spread(world(tiny(pack({"basis": LAW}))))
    found = answer(here, here, "police", "taps")
    assert singly(Teller(here.policy, "en"), here, found.cuts[0], "police", "taps") == []
    assert singly(Teller(here.policy, "en"), here, found.sources, "police", "taps") == []
    kept = spread(world(tiny(pack({"basis": LAW}, {"modality": "observed", "under": [[EDICT]], "basis": []}))))
    both = answer(kept, kept, "police", "taps")
    assert both.cuts[0].size == 2
    assert finding(Teller(kept.policy, "en"), kept, both, "police", "taps", "")[0] == "**May.**"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_memo_has_no_hole_in_any_language(xa, language):
    here = spread(world(xa, persona="everyone"))
    for held in here.holdings[::11]:
        assert "{" not in memo(Teller(xa, language), here, here, held.actor, held.information, "court")
