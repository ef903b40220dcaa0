"""A field of a record's principle before a lever sets it."""

from __future__ import annotations

import pytest

from model.policy.flow import Flow
from model.policy.source import Claim
from model.reform.reform import reformed
from model.reform.setting import current, settled, without_claims
from model.reform.shelf import of_levers
from model.spread.spread import spread
from model.spread.world import world

LAW = "aa/law/2010-01-01/1"


def flow(*claims, **principle):
    return Flow(
        id="look", sender="bus", recipient="police", information=("taps",), modality="power", basis=LAW, principle=principle, claims=claims
    )


def claim(field, value, source="gazette", stance="supports"):
    return Claim(source=source, field=field, value=value, stance=stance)


def test_what_a_field_may_be_now_is_what_claims_say_else_what_is_typed():
    assert current(flow(authorisation="court"), "authorisation") == {"court"}
    assert current(flow(authorisation={"value": "court", "also": ["none"]}), "authorisation") == {"court", "none"}
    assert current(flow(access="direct"), "access") == {"direct"}
    assert current(flow(shown="no"), "shown") == {"no"}
    assert current(flow(claim("shown", "yes"), claim("shown", "no", stance="disputes"), shown="no"), "shown") == {"yes", "no"}


def test_claims_on_some_fields_are_left_out_and_others_kept():
    record = flow(claim("shown", "yes"), claim("access", "direct"), Claim(source="gazette"))
    assert [each.field for each in without_claims(record, ("shown", "told")).claims] == ["access", None]
    assert without_claims(record, ("told",)) is record


@pytest.fixture
def policy(tiny):
    return tiny(
        {
            "personas": ["rider"],
            "actors": ["bus", "police"],
            "types": ["taps"],
            "instruments": [LAW],
            "sources": [{"id": "paper", "kind": "media", "group": "paper", "date": "2020"}],
        }
    )


def test_where_all_sources_count_a_record_is_settled(policy):
    record = flow(claim("shown", "yes", "paper"), claim("access", "direct"))
    assert settled(record, policy, "all") is record


def test_by_official_sources_only_their_claims_decide_and_what_only_others_say_is_unknown(policy):
    record = flow(
        claim("authorisation", "none", "paper"),
        claim("shown", "yes", "paper"),
        claim("access", "direct"),
        claim("access", "request", "paper", "disputes"),
        claim("logged", "yes", "paper", "disputes"),
        claim("told", "no", "paper"),
        Claim(source="paper"),
        authorisation={"value": "court", "set_by": LAW},
        shown="no",
        access="push",
        logged="no",
    )
    found = settled(record, policy, "official")
    assert {field: current(found, field) for field in ("authorisation", "shown", "access", "logged")} == {
        "authorisation": {"unknown"},
        "shown": {"unknown"},
        "access": {"direct"},
        "logged": {"no"},
    }
    assert [each.field for each in found.claims] == ["access", "told", None]
    assert settled(flow(claim("access", "unknown", "paper")), policy, "official").principle.access == "unknown"


def test_where_official_sources_only_dispute_what_is_typed_both_stay_possible(policy):
    record = flow(claim("shown", "yes", "paper"), claim("shown", "yes", stance="disputes"), shown="no")
    assert current(settled(record, policy, "official"), "shown") == {"no", "yes"}


@pytest.mark.parametrize(
    ("gazette", "paper", "asked", "every", "official"),
    [
        ("court", "none", "executive", {"executive", "court"}, {"court"}),
        ("none", "court", "executive", {"executive", "court"}, {"executive"}),
        (None, "none", "prosecutor", {"prosecutor"}, {"prosecutor", "court"}),
        ("court", "none", "court", {"court"}, {"court"}),
    ],
)
def test_a_restriction_finds_what_the_counted_sources_say(tiny, gazette, paper, asked, every, official):
    """Where more is asked already by the sources that count, that stays; where they say nothing, that is not known."""
    seen = {"source": "gazette", "proximity": "primary-text", "locator": "1"}
    said = [
        {"source": source, "field": "authorisation", "value": value} for source, value in (("gazette", gazette), ("paper", paper)) if value
    ]
    look = {"id": "look", "sender": "bus", "recipient": "police", "information": ["taps"], "modality": "power", "basis": LAW}
    found = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus", "police"],
            "instruments": [LAW],
            "sources": [{"id": "paper", "kind": "media", "group": "paper", "date": "2020"}],
            "collections": [{"id": "ride", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
            "flows": [{**look, "principle": {"access": "request"}, "claims": [seen, *said]}],
        }
    )
    order = of_levers([{"require": {"of": {"records": ["look"]}, "authorisation": asked}}], found)
    may = {mode: spread(reformed(world(found, sources=mode), [order])).values("look", "authorisation") for mode in ("all", "official")}
    assert may == {"all": every, "official": official}


def test_a_time_that_only_others_tell_is_not_known_to_official_sources(policy):
    term = {"kind": "term", "length": 7, "unit": "days"}
    told = flow(claim("retention", "two years", "paper"), retention=term)
    assert settled(told, policy, "all").principle.retention.kind == "term"
    found = settled(told, policy, "official")
    assert (found.principle.retention.kind, [each.field for each in found.claims]) == ("unknown", [])
    doubted = settled(flow(claim("retention", None, "paper", stance="disputes"), retention=term), policy, "official")
    assert (doubted.principle.retention.kind, doubted.claims) == ("term", ())
