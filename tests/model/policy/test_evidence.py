"""Evidence states, marks and disputed fields, computed from claims."""

from __future__ import annotations

from datetime import date

import pytest

from model.policy.actor import Member, Operates
from model.policy.evidence import BADGE, LENSES, LEVEL, counted, earliest, field_values, group, standing
from model.policy.flow import Collection, Flow, Inference
from model.policy.source import Claim, Source

SOURCES = {
    each.id: each
    for each in (
        *(
            Source(id=kind, kind=kind, group=kind)
            for kind in (
                "law-text",
                "legal-database",
                "law-firm",
                "official",
                "state-media",
                "court",
                "procurement",
                "intergovernmental",
                "ngo",
                "academic",
                "media",
                "company",
                "political",
                "leak-derived",
                "fiction",
            )
        ),
        Source(id="reprint", kind="media", group="media"),
        Source(id="party", kind="company", group="party", party=True),
        Source(id="own", kind="official", group="own", own_state=True, date="2020-03"),
        Source(id="old", kind="media", group="old", date="2019"),
    )
}
ACT = "aa/law/2020-01-01/1"
RULE, SEEN, CAN = (
    {"modality": "power", "basis": ACT},
    {"modality": "observed", "under": "none-known"},
    {"modality": "capability", "under": "none-known"},
)


def flow(kind, *claims, **more):
    return Flow(id="f", sender="a", recipient="b", information=["t"], claims=[Claim(**each) for each in claims], **kind, **more)


def state(record, mode="all"):
    found = standing(record, SOURCES, mode)
    return found and found.state


FIRST, SECOND = {"proximity": "first-hand"}, {"proximity": "second-hand"}


@pytest.mark.parametrize(
    ("kind", "claims", "wanted"),
    [
        # a rule
        (RULE, [{"source": "media", "proximity": "primary-text", "locator": "p. 1"}], "law-text"),
        (RULE, [{"source": "official", "proximity": "primary-text"}], "law-reported"),
        *[
            (RULE, [{"source": kind}], "law-reported")
            for kind in ("law-text", "legal-database", "law-firm", "official", "state-media", "court")
        ],
        *[
            (RULE, [{"source": kind, **FIRST}], "alleged")
            for kind in ("procurement", "ngo", "media", "company", "intergovernmental", "leak-derived")
        ],
        (RULE, [{"source": "media"}, {"source": "ngo"}], "law-reported"),
        (RULE, [{"source": "media"}, {"source": "reprint"}], "alleged"),
        (RULE, [{"source": "media"}, {"source": "reprint", "group": "somebody-else"}], "law-reported"),
        (RULE, [{"source": "media"}, {"source": "party"}], "alleged"),
        # a practice
        *[(SEEN, [{"source": kind, **FIRST}], "practice") for kind in ("law-text", "official", "state-media", "court", "procurement")],
        *[(SEEN, [{"source": kind, **SECOND}], "alleged") for kind in ("law-text", "official", "state-media", "court", "procurement")],
        *[(SEEN, [{"source": kind, **FIRST}], "alleged") for kind in ("legal-database", "ngo", "media", "company", "academic")],
        (SEEN, [{"source": "media"}, {"source": "party"}], "practice"),
        (SEEN, [{"source": "media"}, {"source": "reprint"}], "alleged"),
        # a capability
        (CAN, [{"source": "media", **FIRST}], "capability"),
        (CAN, [{"source": "media", **SECOND}], "alleged"),
        (CAN, [{"source": "media"}, {"source": "ngo"}], "capability"),
        # what does not support counts for nothing
        (SEEN, [{"source": "media"}, {"source": "ngo", "stance": "disputes"}], "alleged"),
        (SEEN, [{"source": "media"}, {"source": "ngo", "stance": "qualifies"}], "alleged"),
        (SEEN, [{"source": "media"}, {"source": "ngo", "field": "cameras", "value": 3}], "alleged"),
        (SEEN, [{"source": "media", "stance": "disputes"}], None),
        (SEEN, [{"source": "media", "field": "cameras", "value": 3}], None),
    ],
)
def test_the_state_of_a_flow_follows_from_its_claims(kind, claims, wanted):
    assert state(flow(kind, *claims)) == wanted


@pytest.mark.parametrize("said", [[], [ACT]])
def test_operators_and_members_are_judged_as_rules_where_an_act_says_so_else_as_seen(said):
    claims = [Claim(source="legal-database")]
    for record in (
        Operates(id="o", actor="a", system="s", said_by=said, claims=claims),
        Member(id="m", class_="c", actor="a", said_by=said, claims=claims),
    ):
        assert state(record) == ("law-reported" if said else "alleged")


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        ([{"source": "official", "shows": "done", **FIRST}], "practice"),
        ([{"source": "media", "shows": "done"}, {"source": "ngo", "shows": "done"}], "practice"),
        ([{"source": "media", "shows": "done"}, {"source": "ngo", "shows": "means"}], "capability"),
        ([{"source": "official", "shows": "means", **FIRST}], "capability"),
        ([{"source": "media", "shows": "done", **FIRST}], "capability"),
        ([{"source": "media", "shows": "done"}], "alleged"),
        ([{"source": "law-text", "proximity": "primary-text", "locator": "p. 1"}], "alleged"),
    ],
)
def test_an_inference_is_practice_where_it_is_done_capability_where_the_means_are_shown_and_never_law(claims, wanted):
    assert (
        state(Inference(id="i", name="I", at=["a"], premises=["t"], conclusions=["u"], claims=[Claim(**each) for each in claims])) == wanted
    )


def test_what_follows_from_the_act_itself_counts_in_every_lens():
    nature = {"id": "c", "when": "f", "recipient": "a", "information": ["t"], "by_nature": "true"}
    silent, told = Collection.model_validate(nature), Collection.model_validate({**nature, "claims": [{"source": "media"}]})
    assert standing(silent, SOURCES, "official").level == 0
    assert (standing(told, SOURCES, "all").state, standing(told, SOURCES, "all").level) == ("alleged", 0)
    assert standing(silent, SOURCES, "all").first == date.min


def test_badges_and_lenses():
    assert [BADGE[key] for key in ("law-text", "law-reported", "practice", "capability", "alleged")] == ["L", "L*", "P", "C", "?"]
    assert [LENSES[level] for level in LEVEL.values()] == ["law", "law", "practice", "capability", "alleged"]


def test_a_dispute_is_a_mark_and_removes_nothing():
    found = standing(flow(SEEN, {"source": "own", **FIRST}, {"source": "media", "stance": "disputes"}), SOURCES, "all")
    assert (found.state, found.contested) == ("practice", True)
    assert standing(flow(SEEN, {"source": "own", **FIRST}, {"source": "media", "stance": "qualifies"}), SOURCES, "all").contested is False


def test_only_the_packs_own_state_counts_where_official_sources_are_asked():
    record = flow(SEEN, {"source": "media"}, {"source": "ngo"}, {"source": "own"})
    assert (state(record), state(record, "official")) == ("practice", "alleged")
    assert state(flow(SEEN, {"source": "official", **FIRST}), "official") is None
    assert [claim.source for claim in counted(record.claims, SOURCES, "official")] == ["own"]
    assert group(Claim(source="reprint"), SOURCES) == "media"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([], {"court"}),
        ([("media", "supports", "none")], {"none"}),
        ([("media", "supports", "none"), ("ngo", "supports", "self")], {"none", "self"}),
        ([("media", "disputes", "none")], {"court", "none"}),
        ([("media", "disputes", None)], {"court", "unknown"}),
        ([("media", "supports", "self"), ("ngo", "disputes", "none")], {"self", "none"}),
        ([("media", "qualifies", "none")], {"court"}),
    ],
)
def test_claims_on_a_field_decide_it_and_a_dispute_is_the_whole_range(told, wanted):
    claims = tuple(Claim(source=source, stance=stance, field="authorisation", value=value) for source, stance, value in told)
    assert field_values(claims, claims, "authorisation", "court") == wanted


def test_a_field_whose_claims_do_not_count_is_unknown():
    supports, disputes = (Claim(source="media", field="shown", value="yes", stance=stance) for stance in ("supports", "disputes"))
    assert field_values((), (supports,), "shown", "yes") == {"unknown"}
    assert field_values((), (disputes,), "shown", "yes") == {"yes"}


def test_a_record_without_a_start_begins_when_it_is_first_evidenced():
    claims = [Claim(source="own"), Claim(source="old"), Claim(source="media")]
    assert earliest(claims, SOURCES).on == "2019"
    assert earliest([Claim(source="own", as_of="2018-07"), *claims], SOURCES).on == "2018-07"
    assert earliest([Claim(source="media"), Claim(source="old", stance="disputes")], SOURCES) is None


def test_a_disputed_start_or_end_takes_the_widest_stretch():
    record = flow(
        SEEN,
        {"source": "own"},
        {"source": "media", "field": "from", "value": "2018", "stance": "disputes"},
        {"source": "media", "field": "to", "value": "2022-05", "stance": "disputes"},
        **{"from": "2019-05", "to": "2021"},
    )
    found = standing(record, SOURCES, "all")
    assert (found.first, found.end, found.start.kind) == (date(2018, 1, 1), date(2022, 6, 1), "first-evidenced")
    assert standing(record, SOURCES, "official").first == date(2019, 5, 1)


def test_a_claim_on_the_start_decides_it_and_leaves_its_kind():
    found = standing(
        flow(
            SEEN, {"source": "own"}, {"source": "media", "field": "from", "value": "2020-07"}, **{"from": {"on": "2019", "kind": "adopted"}}
        ),
        SOURCES,
        "all",
    )
    assert (found.first, found.start.kind) == (date(2020, 7, 1), "adopted")


def test_an_end_that_nobody_knows_is_open():
    assert standing(flow(SEEN, {"source": "own"}, **{"from": "2019", "to": "unknown"}), SOURCES, "all").end is None
    assert (
        standing(
            flow(SEEN, {"source": "own"}, {"source": "media", "field": "to", "stance": "disputes"}, **{"from": "2019", "to": "2020"}),
            SOURCES,
            "all",
        ).end
        is None
    )


def test_a_rule_without_a_start_begins_with_its_basis():
    assert standing(flow(RULE, {"source": "own"}), SOURCES, "all").first == date.min
    assert standing(flow(RULE, {"source": "own"}, **{"from": "unknown"}), SOURCES, "all").first == date(2020, 3, 1)


def test_a_dispute_over_a_start_that_nobody_set_removes_no_day():
    dispute = {"source": "media", "field": "from", "value": "2022", "stance": "disputes"}
    assert standing(flow(RULE, {"source": "own"}, dispute), SOURCES, "all").first == date.min
    nature = {"id": "c", "when": "f", "recipient": "a", "information": ["t"], "by_nature": "true", "claims": [dispute]}
    assert standing(Collection.model_validate(nature), SOURCES, "all").first == date.min


def test_a_start_that_only_others_claim_is_not_told_as_official():
    record = flow(SEEN, {"source": "own", **FIRST}, {"source": "old", "field": "from", "value": "2015"}, **{"from": "2015"})
    assert standing(record, SOURCES, "official").first == date(2020, 3, 1)
