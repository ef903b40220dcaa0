"""May, no, or not known: by permission and by evidence, with what says so."""

from __future__ import annotations

import pytest
from chance import GATES, LENSES, worlds
from hypothesis import given, settings

from model.reform.answer import answer, verdict
from model.reform.certificate import certificate
from model.reform.cuts import cut
from model.reform.unknowns import unknowns
from model.spread.derivation import why
from model.spread.spread import spread
from model.spread.world import world

LAW, OTHER = "aa/law/2010-01-01/1", "aa/law/2012-01-01/2"
SHOWN = {"access": "request", "shown": "yes", "authorisation": "court"}
FREE = {"access": "request", "authorisation": "none"}


def pack(*flows):
    return {
        "types": ["both", {"id": "taps", "parent": "both"}, {"id": "faces", "parent": "both"}],
        "facts": ["rides"],
        "personas": [{"id": "rider", "facts": ["rides"]}],
        "actors": ["bus", "police"],
        "sources": [{"id": "paper", "kind": "media", "group": "paper", "date": "2015"}],
        "instruments": [{"id": LAW, "in_force": "2010-01-01"}, {"id": OTHER, "in_force": "2012-01-01"}],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps", "faces"], "by_nature": "true"}],
        "flows": [
            {
                "id": f"look-{index}",
                "sender": "bus",
                "recipient": "police",
                "information": ["taps"],
                "modality": "power",
                "basis": LAW,
                **flow,
            }
            for index, flow in enumerate(flows)
        ],
        "consequences": [{"id": "fine", "actors": ["police"], "premises": ["taps"], "modality": "power", "basis": LAW, "principle": FREE}],
    }


def asked(policy, what="taps", without="", **given):
    here = spread(world(policy, **given))
    return answer(here, here, "police", what, without)


@pytest.mark.parametrize(
    "flow, without, wanted",
    [
        ({"principle": FREE}, "", "may"),
        ({"principle": FREE}, "court", "may"),
        ({"principle": SHOWN}, "", "may"),
        ({"principle": SHOWN}, "court", "no"),
        ({"principle": {**SHOWN, "authorisation": "prosecutor"}}, "court", "may"),
        ({"principle": {}}, "court", "unknown"),
        ({"principle": {**SHOWN, "shown": "unknown"}}, "court", "unknown"),
        ({"principle": FREE, "claims": [{"source": "paper"}]}, "", "unknown"),
        ({"principle": FREE, "claims": [{"source": "paper"}]}, "court", "unknown"),
        ({"principle": SHOWN, "claims": [{"source": "paper"}]}, "court", "no"),
        ({"principle": FREE, "information": ["faces"]}, "", "no"),
        ({"principle": FREE, "from": "2029"}, "", "no"),
    ],
)
def test_the_verdict(tiny, flow, without, wanted):
    assert asked(tiny(pack(flow)), without=without, on="2020-01-01").verdict == wanted


def test_a_power_and_a_parent_can_be_asked_of(tiny):
    policy = tiny(pack({"principle": SHOWN}, {"principle": FREE, "information": ["faces"]}))
    assert asked(policy, "fine", "court").verdict == "no" and asked(policy, "fine").verdict == "may"
    assert asked(policy, "taps", "court").verdict == "no"
    assert asked(policy, "both", "court").verdict == "may"


def test_an_answer_holds_its_chain_its_cuts_and_what_is_not_known(tiny):
    policy = tiny(pack({"principle": FREE}, {"principle": {}, "basis": OTHER}))
    here = spread(world(policy))
    found = answer(here, here, "police", "taps", "court")
    target = (("police", "taps"),)
    assert found.chains == why(here, "police", "taps")
    assert found.cuts == tuple(cut(here, target, below="court", side=side) for side in ("least", "most"))
    assert [each.sets for each in found.cuts] == [((LAW, OTHER),), ((LAW,),)]
    assert found.sources == cut(here, target, over="sources") and found.sources.size == 1
    assert found.missing == () and found.gate == here.gate(here.fact("police", "taps"))
    assert answer(here, here, "police", "taps").cuts == (cut(here, target),)


def test_a_no_holds_what_blocks_it(tiny):
    here = spread(world(tiny(pack({"principle": SHOWN})), on="2020-01-01"))
    found = answer(here, here, "police", "taps", "court")
    assert found.missing == certificate(here, here, "police", "taps", "court") != ()
    assert found.unknowns == unknowns(here, here.fact("police", "taps"))
    nothing = answer(here, here, "bus", "both", "court")
    assert nothing.verdict == "may" and nothing.missing == ()
    late = spread(world(here.policy, on="2005"))
    none = answer(late, late, "police", "taps")
    assert (none.verdict, none.gate, none.chains.derivations, none.unknowns, none.cuts[0].size) == ("no", None, (), (), 0)
    assert [each.record for each in none.missing] == ["look-0"]


@settings(max_examples=60)
@given(worlds())
def test_the_verdict_is_read_off_the_gates_of_this_lens_and_of_the_widest(world):
    here, wide = spread(world), spread(world.but(lens=LENSES[-1]))
    for actor, what in sorted(wide.held):
        gates = [found.holding(actor, what) for found in (here, wide)]
        court = [(held.gate.least != "court", held.gate.most != "court") if held else (False, False) for held in gates]
        assert verdict(here, actor, what) == ("may" if gates[0] else "unknown")
        assert verdict(here, actor, what, "court") == ("may" if court[0][1] else "unknown" if court[0][0] or court[1][0] else "no")
    assert GATES[-1] == "court"
