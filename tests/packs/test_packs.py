"""What the two packs must hold, and what no pack may."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from model.policy.prohibited import prohibited
from model.policy.record import UNKNOWN

NAMED = (
    "types",
    "attributes",
    "facts",
    "purposes",
    "means",
    "topics",
    "actors",
    "systems",
    "instruments",
    "inferences",
    "consequences",
    "events",
    "personas",
)

# Kinds of information that have no term in DPV 2.3: what inferences conclude, and what only one pack knows.
WITHOUT_TERM = {"donor", "dossier", "employment-status", "face-sighting", "identity", "movements", "protest-participation"}
OWN = {"xa": {"blood-group", "fare-card", "fare-debt"}, "by": {"excess-mortality", "inspection-record", "officer-identity"}}

# Hosts that stand in for blocked outlets, shorten addresses or keep copies.
MIRRORS = re.compile(
    r"cloudfront|c97\.org|zerkalo|charter97|nashaniva|amazonaws|appspot|azureedge|herokuapp|translate\.goog|web\.archive|webcache|github\.io"
    r"|\.online$|\bt\.me$|bit\.ly|vercel|netlify|pages\.dev|fastly|telegra\.ph|^[\d.]+$"
)

# Every id that the Belarus pack must hold so that both founding documents are told, row by row.
ROWS = {
    "systems": """rsmob kipod housing-cameras passport-system gai-register home-restriction-base fingerprint-register provider-access sorm
        asoi riots-database extremist-list extremist-materials line-102 intercept-archive population-register biometric-documents
        commenter-records provider-logs domain-register cut-off-register passenger-system border-log taxi-register employment-base
        bank-identification protest-photo-store terrorist-list""",
    "actors": """24x7-panoptes beltelecom mvd kgb oac presidential-security emergencies-ministry financial-investigations border-committee
        courts synesis shops-cafes housing-services penal-inspection information-ministry golos cyber-partisans gai gubopik
        citizenship-migration security-department investigative-committee financial-monitoring state-control national-bank
        communications-ministry belgie traffic-exchange-centre labour-ministry tax-ministry defence-ministry prosecutor-general
        data-protection-centre""",
    "instruments": """by/edict/2017-05-25/187 by/resolution/2017-11-10/841 by/edict/2022-02-25/69 by/decision/2023-10-06/974
        by/law/2026-02-02/fingerprint-amendment by/law/2003-11-04/236-z by/edict/2022-10-18/368 by/resolution/unknown/368-system
        by/edict/2010-03-03/129 by/law/2015-07-15/307-z by/edict/2023-08-29/269 by/edict/2025-11-13/394 by/law/2007-01-04/203-z
        by/resolution/2021-10-12/575 by/decree/2017-12-21/8 by/law/2008-07-21/418-z by/edict/2021-03-16/107
        by/resolution/2018-11-23/850 by/edict/2019-09-18/350 by/edict/2015-01-05/4 by/resolution/2025-09-02/476
        by/resolution/2024-10-12/752 by/edict/2024-01-25/32 by/resolution/2018-03-31/239 by/law/2021-05-07/99-z""",
    "inferences": "dossier masked-face-to-name deaths-to-excess-mortality",
    "consequences": "suspend-payments listed-person-bans",
    "personas": "commuter driver commenter donor protester home-restriction returnee foreigner everyone",
    "types": "personal-number identity movements protest-participation donor employment-status comms-content face-image",
}


@pytest.fixture(params=["xa", "by"])
def policy(request):
    return request.getfixturevalue(request.param)


def test_aldermark_is_small_and_whole(xa):
    assert {name: len(getattr(xa, name)) for name in ("instruments", "systems", "sources", "personas", "consequences", "inferences")} == {
        "instruments": 12,
        "systems": 6,
        "sources": 21,
        "personas": 5,
        "consequences": 5,
        "inferences": 6,
    }
    assert xa.pack.invented


def test_belarus_is_not_smaller_than_what_was_found(by):
    least = {
        "instruments": 70,
        "systems": 40,
        "actors": 70,
        "flows": 140,
        "collections": 100,
        "inferences": 25,
        "sources": 290,
        "events": 50,
        "personas": 12,
    }
    assert {name: number for name, number in least.items() if len(getattr(by, name)) < number} == {}
    assert len(list(by.claims())) >= 1300
    assert by.pack.readers_at_risk
    assert by.pack.as_of == "2026-03-01"


@pytest.mark.parametrize("section", ROWS)
def test_belarus_holds_every_row_of_the_founding_documents(by, section):
    assert [key for key in ROWS[section].split() if key not in getattr(by, section)] == []


def test_the_shared_monitoring_system_changed_hands_in_february_2022(by):
    runs = {each.actor: each for each in by.operates.values() if each.system == "rsmob"}
    assert set(runs) == {"24x7-panoptes", "beltelecom"}
    assert runs["beltelecom"].start.on == "2022-02-25"


def test_what_concerns_others_than_the_person_has_a_subject_no_persona_has(by):
    for key in ("masked-face-to-name", "deaths-to-excess-mortality"):
        assert any(not by.attributes[each].of_persona for each in by.inferences[key].subject)
        assert any(key in event.inferences for event in by.events.values())


def test_nothing_stands_under_the_head_of_state_the_government_or_parliament(policy):
    above = {each.under for each in policy.actors.values() if each.under}
    assert not {key for key in above if re.search("president$|government|parliament|council-of-ministers", key)}
    assert all(policy.actors[key].under is None for key in above), "two levels are enough to count"


def test_every_leaf_has_its_term_in_the_data_privacy_vocabulary(policy):
    leaves = [policy.types[key] for key in policy.types if policy.leaves[key] == (key,)]
    assert {each.id for each in leaves if not each.term} == WITHOUT_TERM | OWN[policy.pack.id]
    for each in policy.types.values():
        assert (each.term is None) == (each.mapping is None), each.id
        if each.term:
            assert re.fullmatch(r"https://w3id\.org/dpv/pd#[A-Z][A-Za-z]+", each.term), each.id
            assert each.mapping in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"), each.id


def test_no_source_that_may_endanger_a_reader_has_an_address(policy):
    risky = [
        each.id
        for each in policy.sources.values()
        if each.address != UNKNOWN and (each.listing_risk in ("possible", "listed") or each.kind in ("leak-derived", "political"))
    ]
    assert risky == []


def test_every_address_is_an_address_and_none_is_a_mirror(policy):
    for each in policy.sources.values():
        if each.address != UNKNOWN:
            parts = urlsplit(each.address)
            assert parts.scheme in ("http", "https"), f"{each.id}: {each.address}"
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc), each.id
            assert not MIRRORS.search(parts.netloc), each.id


@pytest.mark.parametrize("section", NAMED)
def test_every_name_stands_in_three_languages(policy, section):
    lacking = [
        (key, language) for key, each in getattr(policy, section).items() for language in ("be", "ru") if not getattr(each.name, language)
    ]
    assert lacking == []


def test_the_pack_speaks_of_itself_in_three_languages(policy):
    for each in (policy.pack.name, policy.pack.persons, *policy.pack.about, *policy.pack.gaps):
        assert each.be, each.en
        assert each.ru, each.en


def test_no_natural_person_is_held(policy):
    assert all(each.fictional for each in policy.personas.values())
    assert not [key for key, each in policy.sources.items() if prohibited(f"{each.publisher} | {each.title}")]
    assert {each.kind for each in policy.actors.values()} <= {
        "private-holder",
        "state-body",
        "court",
        "oversight",
        "vendor",
        "civic",
        "foreign-state",
        "public",
        "class",
    }


def test_every_flow_has_its_five_parameters(policy):
    for key, flow in policy.flows.items():
        assert flow.sender in policy.holders and flow.recipient in policy.holders, key
        assert flow.sender != flow.recipient, key
        assert all(policy.leaves[kind] for kind in flow.information), key
        assert all(each in policy.attributes for each in flow.subject), key
        assert set(flow.principle.model_dump()) >= {
            "access",
            "authorisation",
            "prior",
            "named_target",
            "suspicion_test",
            "shown",
            "logged",
            "urgency_route",
            "retention",
            "purpose",
            "told",
            "can_see",
            "can_object",
        }, key


def test_aldermark_leaves_one_permission_unknown_on_purpose(xa):
    assert [key for key, each in xa.flows.items() if each.principle.authorisation.value == UNKNOWN] == ["line-still-open"]


def test_every_record_that_somebody_must_say_has_a_claim(policy):
    silent = [
        key
        for section in ("actors", "systems", "operates", "members", "instruments", "flows", "inferences", "consequences", "events")
        for key, each in getattr(policy, section).items()
        if not each.claims
    ]
    assert silent == []
    assert [key for key, each in policy.collections.items() if not each.claims and not each.by_nature] == []


def test_only_who_can_show_the_text_of_an_act_is_said_to_have_shown_it(policy):
    for key, claim in policy.claims():
        if claim.quote:
            assert claim.quote_language, key
            assert len(claim.quote) <= 300
        if claim.proximity == "primary-text":
            assert policy.sources[claim.source].kind in ("law-text", "official", "court", "legal-database"), key


def test_no_id_is_both_a_way_to_hold_and_a_consequence(policy):
    assert not set(policy.consequences) & set(policy.spreading)
