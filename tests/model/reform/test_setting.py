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


def test_a_restriction_weakens_nothing_by_official_sources_either(xa):
    """The state says that a prosecutor is asked, an association that nobody is: the reform asks an executive body."""
    levers = of_levers([{"require": {"of": {"records": ["service-reads-registry-seen"]}, "authorisation": "executive"}}], xa)
    for sources in ("all", "official"):
        found = spread(reformed(world(xa, sources=sources), [levers]))
        assert found.values("service-reads-registry-seen", "authorisation") == {"executive"}
