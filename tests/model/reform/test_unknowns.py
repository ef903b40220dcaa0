"""What is not known: each unsettled field settled in turn, against the same policy with that value written into it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from chance import worlds
from hypothesis import given, settings

from model.policy.principle import Authorisation, Check
from model.reform.unknowns import unknowns
from model.spread.spread import Spread, spread
from model.spread.world import world

NUMBERS = itertools.count()
LAW = "aa/law/2010-01-01/1"


def settled(found: Spread, record: str, field: str, value: str) -> Spread:
    """The world in which somebody has settled one field of one record."""
    policy = found.policy
    section = next(name for name in ("flows", "collections", "consequences") if record in getattr(policy, name))
    each: Any = getattr(policy, section)[record]
    typed = {"authorisation": Authorisation, "shown": Check}.get(field, lambda value: value)(value=value) if field != "access" else value
    claims = tuple(claim for claim in each.claims if claim.field != field)
    changed = each.model_copy(update={"claims": claims, "principle": each.principle.model_copy(update={field: typed})})
    other: Any = {section: {**getattr(policy, section), record: changed}}
    return spread(found.world.but(policy=replace(policy, digest=f"settled-{next(NUMBERS)}", **other)))


@settings(max_examples=50)
@given(worlds())
def test_each_gate_is_the_one_of_the_world_in_which_the_field_is_settled(world):
    found = spread(world)
    for number in list(found.hops)[:8]:
        low, high = found.bounds(number)
        told = unknowns(found, number)
        assert list(told) == sorted(told, key=lambda each: (-each.narrows, each.record, each.field))
        for each in told[:4]:
            widths = []
            for value, gate in zip(each.values, each.gates, strict=True):
                assert settled(found, each.record, each.field, value).bounds(number) == gate
                widths.append(gate[1] - gate[0])
            assert each.narrows == sum(high - low - width for width in widths) / len(widths) > 0


def pack(*flows):
    return {
        "types": ["taps"],
        "facts": ["rides"],
        "personas": [{"id": "rider", "facts": ["rides"]}],
        "actors": ["bus", "police"],
        "instruments": [{"id": LAW, "in_force": "2010-01-01"}],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
        "flows": [
            {
                "id": f"look-{index}",
                "sender": "bus",
                "recipient": "police",
                "information": ["taps"],
                "modality": "power",
                "basis": LAW,
                "principle": flow,
            }
            for index, flow in enumerate(flows)
        ],
    }


def agenda(policy):
    found = spread(world(policy))
    return {
        (each.record, each.field): dict(zip(each.values, each.gates, strict=True)) for each in unknowns(found, found.fact("police", "taps"))
    }


def test_an_unknown_authority_may_be_anybody(tiny):
    told = agenda(tiny(pack({"access": "request", "shown": "yes"})))
    assert told == {("look-0", "authorisation"): {"none": (0, 0), "self": (1, 1), "executive": (3, 3), "court": (4, 4)}}


def test_whether_an_order_is_shown_matters_where_access_is_remote(tiny):
    told = agenda(tiny(pack({"access": "direct", "authorisation": "court"})))
    assert told == {("look-0", "shown"): {"yes": (4, 4), "no": (2, 2)}}


def test_a_condition_that_another_way_makes_idle_is_not_told(tiny):
    assert agenda(tiny(pack({"authorisation": "none"}, {"access": "request", "shown": "yes"}))) == {}


def test_a_disputed_field_may_be_either_of_what_is_said(xa):
    found = spread(world(xa, persona="everyone"))
    number = found.fact("security-service", "fare-record")
    told = {(each.record, each.field): set(each.values) for each in unknowns(found, number)}
    assert told.get(("service-reads-registry-seen", "authorisation"), {"prosecutor", "none"}) == {"prosecutor", "none"}


def test_on_the_real_pack_the_agenda_of_the_content_of_calls_is_not_empty(by):
    found = spread(world(by, persona="commuter", on="2025-03-03"))
    told = unknowns(found, found.fact("kgb", "comms-content"))
    assert told and all(each.record in found.records for each in told)
