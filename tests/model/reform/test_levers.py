"""Each kind of lever: what it does to the law, to a record, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from model.fault import Faults
from model.policy.flow import Collection, Consequence, Flow
from model.policy.principle import Retention
from model.policy.source import Claim
from model.reform.aim import Aim
from model.reform.lever import Lever, kinds
from model.reform.levers import bar, log, narrow, repeal, require, retain
from model.reform.levers.sunset import Move as Sunset
from model.reform.reform import move, reformed
from model.reform.shelf import of_levers
from model.spread.spread import spread
from model.spread.world import world

EDICT, POLICE_LAW, RECORDS_LAW, BILL = "xa/edict/2021-11-08/205", "xa/law/2015-05-20/31", "xa/law/2012-06-15/40", "xa/law/unknown/bill-1"
NEW, OLD, THIRD = "aa/law/unknown/new", "aa/law/2010-01-01/1", "aa/law/2011-01-01/2"
ANY = Aim(recipient=("police",))


def after(policy, *levers, **where):
    return spread(reformed(world(policy, **where), [of_levers(levers, policy)]))


def gate(found, actor, what):
    number = found.fact(actor, what)
    return None if number is None else (found.gate(number).least, found.gate(number).most)


def flow(**principle):
    claims = principle.pop("claims", ())
    return Flow(
        id="look", sender="bus", recipient="police", information=("taps",), modality="power", basis=OLD, principle=principle, claims=claims
    )


def told(policy, *levers):
    """The faults of some levers, each as key and text."""
    with pytest.raises(Faults) as caught:
        of_levers(levers, policy)
    return [(fault.key, f"{fault.what} {fault.right}".strip()) for fault in caught.value.faults]


@pytest.fixture
def small(tiny):
    """One firm that holds what a rider does, a body that may look by an old law or (proposed) by a new one, which ends a third."""
    return tiny(
        {
            "types": ["taps", "calls"],
            "attributes": ["x"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus", "police", "court"],
            "sources": [{"id": "undated", "kind": "law-text", "group": "undated"}],
            "instruments": [
                {"id": OLD, "in_force": "2010-01-01"},
                {"id": THIRD, "in_force": "2011-01-01"},
                {"id": NEW, "proposed": "true", "in_force": "2020-05", "ends": [THIRD]},
                {"id": "aa/law/unknown/undated", "claims": [{"source": "undated"}]},
            ],
            "collections": [{"id": "ride", "when": "rides", "recipient": "bus", "information": ["taps", "calls"], "by_nature": "true"}],
            "flows": [
                {"id": "look", "sender": "bus", "recipient": "police", "information": ["taps"], "modality": "power", "basis": OLD},
                {
                    "id": "new-look",
                    "sender": "bus",
                    "recipient": "court",
                    "information": ["taps"],
                    "modality": "proposed",
                    "basis": NEW,
                    "from": "2029",
                    "principle": {"access": "request", "authorisation": "court", "shown": "yes"},
                },
                {"id": "other", "sender": "bus", "recipient": "court", "information": ["calls"], "modality": "duty", "basis": THIRD},
            ],
        }
    )


def held(policy, *levers, **where):
    return {pair for pair in after(policy, *levers, **where).held if pair[0] != "bus"}


# ---------------------------------------------------------------- repeal, sunset, enact


def test_repeal_takes_an_act_away_as_if_never_made_or_from_a_day(xa):
    never, later = {"repeal": {"act": EDICT}}, {"repeal": {"act": EDICT, "from": "2025-03"}}
    assert ("security-service", "fare-record") not in after(xa, never, on="2023-01-01").held
    assert ("security-service", "fare-record") in after(xa, later, on="2025-02-28").held
    assert ("security-service", "fare-record") not in after(xa, later, on="2025-03-01").held


def test_repeal_of_a_safeguard_weakens_and_adds_nobody(xa):
    before, then = spread(world(xa, lens="law")), after(xa, {"repeal": {"act": RECORDS_LAW}}, lens="law")
    assert then.held == before.held
    assert (gate(before, "police", "bank-tx"), gate(then, "police", "bank-tx")) == (("court", "court"), ("none", "court"))


@pytest.mark.parametrize(
    ("after_", "unit", "last"),
    [(5, "years", date(2026, 12, 31)), (3, "months", date(2022, 3, 31)), (40, "days", date(2022, 2, 9)), (1000, "years", date(2999, 1, 1))],
)
def test_sunset_ends_an_act_so_long_after_it_began(xa, after_, unit, last):
    lever = {"sunset": {"act": EDICT, "after": after_, "unit": unit}}
    assert ("security-service", "fare-record") in after(xa, lever, on=last, lens="law").held
    if last.year < 2999:
        assert ("security-service", "fare-record") not in after(xa, lever, on=date.fromordinal(last.toordinal() + 1), lens="law").held


def test_sunset_is_in_years_unless_it_says_otherwise():
    assert Sunset(act=EDICT, after=5).unit == "years"


def test_sunset_wants_an_act_that_has_begun_on_a_known_day(xa, small):
    assert told(xa, {"sunset": {"act": BILL, "after": 5}}) == [
        ("reform.levers.0.sunset.act", f"{BILL} is only proposed and has not begun Use `enact` and `repeal`, each with a day.")
    ]
    assert told(small, {"sunset": {"act": "aa/law/unknown/undated", "after": 5}}) == [
        ("reform.levers.0.sunset.act", "nobody knows when aa/law/unknown/undated began Use `repeal` with `from:` and a day.")
    ]
    assert told(xa, {"sunset": {"act": "xa/edict/2021-11-08/206", "after": 5}}) == [
        ("reform.levers.0.sunset.act", f"there is no act 'xa/edict/2021-11-08/206' Did you mean {EDICT} or xa/decision/2024-04-02/2?")
    ]


def test_enact_puts_a_proposal_in_force_from_its_own_day_or_another_and_ends_what_it_ends(small):
    before, its = {("police", "taps"), ("court", "calls")}, {("police", "taps"), ("court", "taps")}
    assert held(small, {"repeal": {"act": NEW}}, on="2025-01-01") == before
    assert held(small, {"enact": {"act": NEW}}, on="2020-04-30") == before
    assert held(small, {"enact": {"act": NEW}}, on="2020-05-01") == its
    later = {"enact": {"act": NEW, "from": "2025"}}
    assert (held(small, later, on="2024-12-31"), held(small, later, on="2025-01-01")) == (before, its)
    assert gate(after(small, later), "court", "taps") == ("court", "court")


def test_a_proposal_without_a_day_counts_as_always_in_force(xa):
    found = after(xa, {"enact": {"act": BILL}}, on="2019-01-01", lens="law")
    assert gate(found, "security-service", "fare-record") == ("court", "court")
    assert ("security-service", "fare-record") not in spread(world(xa, on="2019-01-01", lens="law")).held


def test_what_an_act_ended_stays_ended_when_it_is_ended_itself(small):
    levers = [{"enact": {"act": NEW, "from": "2020"}}, {"repeal": {"act": NEW, "from": "2022"}}]
    assert held(small, *levers, on="2021-01-01") == {("police", "taps"), ("court", "taps")}
    assert held(small, *levers, on="2023-01-01") == {("police", "taps")}


def test_an_act_that_a_reform_ends_twice_is_gone_from_the_earlier_day(small):
    for begun, ended in (("2022", "2024"), ("2024", "2022")):
        levers = [{"enact": {"act": NEW, "from": begun}}, {"repeal": {"act": THIRD, "from": ended}}]
        days = [("court", "calls") in held(small, *levers, on=day) for day in ("2021-12-31", "2022-01-01")]
        assert days == [True, False]


def test_only_a_published_proposal_can_be_enacted(xa, small, tiny):
    assert told(xa, {"enact": {"act": EDICT}}) == [("reform.levers.0.enact.act", f"'{EDICT}' is no published proposal Known: {BILL}.")]
    assert told(xa, {"enact": {"act": "xa/law/unknown/bill-2"}}) == [
        ("reform.levers.0.enact.act", f"there is no act 'xa/law/unknown/bill-2' Did you mean {BILL}?")
    ]
    bare = tiny({"personas": ["rider"], "instruments": [OLD]})
    assert told(bare, {"enact": {"act": OLD}}) == [("reform.levers.0.enact.act", f"'{OLD}' is no published proposal This pack holds none.")]


# ---------------------------------------------------------------- require


@pytest.mark.parametrize(
    ("was", "asked", "may"),
    [
        ({"authorisation": "none", "access": "request"}, "court", {"court"}),
        ({"authorisation": "self", "access": "standing"}, "executive", {"executive"}),
        ({"authorisation": "prosecutor", "access": "direct"}, "executive", {"executive"}),
        ({"authorisation": "court", "access": "request"}, "executive", {"court"}),
        ({"authorisation": "unknown", "access": "request"}, "court", {"court"}),
        ({"authorisation": "unknown", "access": "request"}, "prosecutor", {"prosecutor", "court"}),
        ({"authorisation": "none", "access": "push"}, "court", {"none"}),
        ({"authorisation": "unknown", "access": "report"}, "court", {"unknown"}),
        ({"authorisation": "none", "access": "unknown"}, "court", {"none", "court"}),
        ({"authorisation": "unknown", "access": "unknown"}, "executive", {"unknown", "executive", "court"}),
        ({"authorisation": {"value": "none", "also": ["court"]}, "access": "request"}, "executive", {"executive", "court"}),
        ({"authorisation": {"value": "court", "also": ["none"]}, "access": "request"}, "court", {"court"}),
    ],
)
def test_require_asks_for_an_order_where_less_was_asked(was, asked, may):
    made = require.Move(of=ANY, authorisation=asked).change(flow(**was)).principle.authorisation
    assert {made.value, *made.also} == may
    assert made.value not in made.also


def test_require_leaves_a_record_as_it_is_where_nothing_changes():
    for record in (
        flow(authorisation="court", access="request"),
        flow(authorisation="none", access="push"),
        flow(authorisation={"value": "court", "set_by": OLD}, access="push"),
    ):
        assert require.Move(of=ANY, authorisation="court" if record.principle.access == "push" else "executive").change(record) is record


def test_an_order_by_a_reform_stands_by_itself_and_one_above_it_keeps_what_sets_it():
    was = flow(authorisation={"value": "court", "set_by": OLD}, access="request")
    assert require.Move(of=ANY, authorisation="court").change(was).principle.authorisation.set_by is None
    kept = require.Move(of=ANY, authorisation="executive").change(was).principle.authorisation
    assert (kept.value, kept.set_by, kept.floor) == ("court", OLD, "executive")
    doubtful = flow(authorisation={"value": "court", "set_by": OLD}, access="unknown")
    assert require.Move(of=ANY, authorisation="executive").change(doubtful) is doubtful


@pytest.mark.parametrize(("asked", "least"), [(None, "none"), ("executive", "executive"), ("court", "court")])
def test_what_a_reform_asks_stays_when_the_act_that_asked_more_is_repealed_in_whatever_world(xa, asked, least):
    levers = [{"require": {"of": {"records": ["police-ask-company"]}, "authorisation": asked}}] if asked else []
    levers += [{"repeal": {"act": EDICT}}]
    assert gate(after(xa, *levers, {"repeal": {"act": RECORDS_LAW}}), "police", "fare-record") == (least, "court")
    later = after(xa, *levers, {"repeal": {"act": RECORDS_LAW, "from": "2029"}}, on="2028-12-31")
    assert gate(later, "police", "fare-record") == ("court", "court")
    assert gate(spread(later.world.but(on=date(2029, 1, 1))), "police", "fare-record") == (least, "court")


def test_require_decides_by_claims_and_then_whatever_they_said():
    claims = (
        Claim(source="gazette", field="authorisation", value="none"),
        Claim(source="gazette", field="shown", value="no"),
        Claim(source="gazette", field="retention", value="5 years"),
    )
    made = require.Move(of=ANY, authorisation="court", shown="yes").change(flow(authorisation="court", access="direct", claims=claims))
    assert (made.principle.authorisation.value, made.principle.shown.value) == ("court", "yes")
    assert [claim.field for claim in made.claims] == ["retention"]


@pytest.mark.parametrize(
    ("was", "asked", "now"),
    [
        ("no", "yes", "yes"),
        ("unknown", "yes", "yes"),
        ("yes", "yes", "yes"),
        ("yes", "no", "yes"),
        ("unknown", "no", "no"),
        ("no", "unknown", "unknown"),
    ],
)
def test_a_check_that_is_asked_already_stays(was, asked, now):
    for field in ("prior", "named_target", "suspicion_test", "shown", "logged"):
        assert getattr(require.Move(of=ANY, **{field: asked}).change(flow(**{field: was})).principle, field).value == now
    turned = {"yes": "no", "no": "yes", "unknown": "unknown"}
    made = require.Move(of=ANY, urgency_route=turned[asked]).change(flow(urgency_route=turned[was]))
    assert made.principle.urgency_route.value == turned[now], "no urgent way round is the stronger"


def test_a_check_keeps_what_sets_it_only_where_the_reform_asks_no_more():
    was = flow(logged={"value": "yes", "set_by": OLD})
    assert require.Move(of=ANY, logged="no").change(was) is was
    assert require.Move(of=ANY, logged="yes").change(was).principle.logged.set_by is None


def test_require_binds_a_power_whatever_its_access(small):
    power = Consequence(
        id="act", name="Act", actors=("police",), premises=("taps",), modality="power", basis=OLD, principle={"access": "push"}
    )
    made = require.Move(of=Aim(act=OLD), authorisation="court").change(power)
    assert made.principle.authorisation.value == "court"


def test_require_says_something():
    with pytest.raises(ValidationError, match="it sets nothing: say an authorisation or a check"):
        require.Move(of=ANY, independent="yes")
    assert require.Move(of=ANY, shown="no", authorisation="court", independent="yes").sets() == {"authorisation": "court", "shown": "no"}


# ---------------------------------------------------------------- narrow, bar


def test_narrow_drops_kinds_of_information(xa):
    found = after(
        xa, {"narrow": {"of": {"sender": ["swallow-buses"], "recipient": ["transport-registry"]}, "drop": ["card-owner", "fare-card"]}}
    )
    assert {what for actor, what in found.held if actor == "transport-registry"} == {"fare-record"}
    whole = after(xa, {"narrow": {"of": {"recipient": ["transport-registry"]}, "drop": ["bus-data"]}})
    assert not [what for actor, what in whole.held if actor == "transport-registry"]


def test_narrow_keeps_a_passing_to_some_people_beside_those_it_was_for():
    made = narrow.Move(of=ANY, only=("foreigner", "citizen")).change(flow().model_copy(update={"subject": ("citizen", "driver")}))
    assert made.subject == ("citizen", "driver", "foreigner")
    assert narrow.Move(of=ANY, only=("citizen",)).sets() == {"subject": ("citizen",)}
    assert narrow.Move(of=ANY, drop=("taps",)).sets() == {}
    assert narrow.Move(of=ANY, drop=("taps",)).change(flow()) is None


def test_narrow_by_people_stops_it_for_others(xa):
    lever = {"narrow": {"of": {"sender": ["old-mill"]}, "only": ["self-employed"]}}
    assert ("tax-office", "tax-income") in after(xa, lever, persona="driver").held
    assert ("tax-office", "tax-income") not in after(xa, lever, persona="commuter").held


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"of": ANY}, "say either which kinds of information it drops, or to whom only it still applies"),
        ({"of": ANY, "drop": ["taps"], "only": ["x"]}, "say either which kinds of information it drops"),
        ({"of": Aim(information=("taps",)), "drop": ["taps"]}, "`drop` names the kinds of information; leave `information` out of `of`"),
    ],
)
def test_narrow_says_one_thing(given, what):
    with pytest.raises(ValidationError, match=what):
        narrow.Move(**given)


def test_narrow_names_what_there_is_not(small):
    assert told(small, {"narrow": {"of": {"recipient": ["polise"]}, "drop": ["tap", "calls"]}}) == [
        ("reform.levers.0.narrow.drop.0", "there is no kind of information 'tap' Did you mean taps?"),
        ("reform.levers.0.narrow.of.recipient.0", "there is no actor or system 'polise' Did you mean police?"),
    ]
    assert told(small, {"narrow": {"of": {"act": OLD}, "only": ["x", "y"]}}) == [
        ("reform.levers.0.narrow.only.1", "there is no attribute 'y' Known: x.")
    ]


def test_bar_removes_a_passing_and_under_obedience_practice_without_law(xa):
    lever = {"bar": {"of": {"sender": ["skylark-mobile"], "recipient": ["line-gateway"]}}}
    assert ("line-gateway", "call-log") in spread(world(xa)).held
    assert ("line-gateway", "call-log") not in after(xa, lever).held
    assert ("line-gateway", "call-log") in after(xa, lever, conduct="persist").held
    named = {"bar": {"of": {"records": ["line-still-open"], "information": ["call-log"]}}}
    assert {what for actor, what in after(xa, named).held if actor == "line-gateway"} == {"comms-metadata", "location-phone"}


def test_bar_forbids_an_inference_to_some_or_to_all(xa):
    at = {"bar": {"inference": "movements-from-taps", "at": ["police"]}}
    assert {actor for actor, what in after(xa, at).held if what == "movements"} == {"security-service"}
    everywhere = {"bar": {"inference": "movements-from-taps"}}
    assert not {actor for actor, what in after(xa, everywhere).held if what == "movements"}
    assert "movements-from-taps" not in after(xa, everywhere).policy.inferences
    assert {actor for actor, what in after(xa, at, conduct="persist").held if what == "movements"} == {
        "police",
        "security-service",
        "high-court",
    }


def test_an_inference_by_means_is_still_drawn_by_the_others_with_the_means(xa):
    left = after(xa, {"bar": {"inference": "face-match", "at": ["police"]}}).policy.inferences["face-match"]
    assert (left.at, left.means) == (("lantern",), None)
    both = [{"bar": {"inference": "face-match", "at": ["police"]}}, {"bar": {"inference": "face-match", "at": ["lantern"]}}]
    assert "face-match" not in after(xa, *both).policy.inferences
    all_and_some = [{"bar": {"inference": "face-match"}}, {"bar": {"inference": "face-match", "at": ["lantern"]}}]
    assert "face-match" not in after(xa, *all_and_some).policy.inferences


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({}, "say either what may not pass \\(of\\) or which inference may not be drawn \\(inference\\)"),
        ({"of": ANY, "inference": "i"}, "say either what may not pass"),
        ({"of": ANY, "at": ["police"]}, "`at` names who may not draw an inference; name a recipient in `of`"),
    ],
)
def test_bar_says_one_thing(given, what):
    with pytest.raises(ValidationError, match=what):
        bar.Move(**given)
    assert bar.Move(of=ANY).change(flow()) is None


def test_bar_names_what_there_is_not(xa):
    assert told(xa, {"bar": {"inference": "face-matsch", "at": ["police", "polise"]}}) == [
        ("reform.levers.0.bar.at.1", "there is no actor or system 'polise' Did you mean police or people-register?"),
        ("reform.levers.0.bar.inference", "there is no inference 'face-matsch' Did you mean face-match?"),
    ]
    assert told(xa, {"bar": {"of": {"sender": ["polise"]}}}) == [
        ("reform.levers.0.bar.of.sender.0", "there is no actor or system 'polise' Did you mean police or people-register?")
    ]


# ---------------------------------------------------------------- retain, log and notify


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"kind": "term", "length": 90, "unit": "days"}, ("term", 30, "days")),
        ({"kind": "term", "length": 1, "unit": "months"}, ("term", 30, "days")),
        ({"kind": "term", "length": 30, "unit": "days"}, ("term", 30, "days")),
        ({"kind": "term", "length": 20, "unit": "days"}, ("term", 20, "days")),
        ({"kind": "limit", "length": 1, "unit": "years"}, ("limit", 30, "days")),
        ({"kind": "limit", "length": 2, "unit": "days"}, ("limit", 2, "days")),
        ({"kind": "event", "until": "the case is closed"}, ("limit", 30, "days")),
        ({"kind": "unlimited", "clock": "receipt"}, ("term", 30, "days")),
        ({"kind": "unknown"}, ("limit", 30, "days")),
    ],
)
def test_retain_caps_the_time_of_keeping(was, now):
    kept = retain.Move(of=ANY, length=30).change(flow(retention=was)).principle.retention
    assert (kept.kind, kept.length, kept.unit, kept.clock) == (*now, was.get("clock", "collection"))


def test_retain_leaves_shorter_terms_and_powers_and_drops_what_was_claimed_of_longer_ones():
    lever = retain.Move(of=ANY, length=3, unit="months")
    assert lever.sets() == {"retention": (3, "months")}
    short = flow(retention={"kind": "term", "length": 7, "unit": "days"})
    assert lever.change(short) is short
    power = Consequence(id="act", name="Act", actors=("police",), premises=("taps",), modality="power", basis=OLD)
    assert lever.change(power) is power
    claims = (Claim(source="gazette", field="retention", value="5 years"), Claim(source="gazette"))
    assert lever.change(flow(claims=claims)).claims == claims[1:]
    claimed = lever.change(flow(retention={"kind": "term", "length": 7, "unit": "days"}, claims=claims))
    assert (claimed.principle.retention, claimed.claims) == (Retention(kind="limit", length=3, unit="months"), claims[1:])
    qualified = flow(retention={"kind": "term", "length": 7, "unit": "days"},
                     claims=(Claim(source="gazette", field="retention", stance="qualifies", value="or so"),))
    assert lever.change(qualified) is qualified
    told = {"kind": "term", "length": 7, "unit": "days", "set_by": OLD}
    assert lever.change(flow(retention=told)).principle.retention == Retention(**told, cap=(3, "months"))
    with pytest.raises(ValidationError):
        retain.Move(of=ANY, length=-1)


@pytest.mark.parametrize(
    "lever", [retain.Move(of=Aim(recipient=("swallow-buses",)), length=1), log.Move(of=Aim(recipient=("swallow-buses",)))]
)
def test_limits_to_what_a_holder_does_reach_what_the_act_itself_brings_about_if_practice_obeys(xa, lever):
    then = {conduct: after(xa, lever, conduct=conduct).policy.collections["c-tap"] for conduct in ("obey", "persist")}
    assert then["persist"] == xa.collections["c-tap"] != then["obey"]
    assert then["obey"] == lever.change(xa.collections["c-tap"])
    asked = after(xa, require.Move(of=Aim(recipient=("swallow-buses",)), authorisation="court"))
    assert asked.policy.collections["c-tap"] == xa.collections["c-tap"]


def test_log_and_notify_sets_both_or_one_and_stops_nothing(xa):
    assert log.Move(of=ANY).sets() == {"logged": "yes", "told": "yes"}
    assert log.Move(of=ANY, logged=False).sets() == {"told": "yes"}
    claims = (Claim(source="gazette", field="told", value="no"), Claim(source="gazette", field="logged", value="no"))
    made = log.Move(of=ANY).change(flow(logged={"value": "no", "set_by": OLD}, told="no", claims=claims))
    assert (made.principle.logged.value, made.principle.logged.set_by, made.principle.told, made.claims) == ("yes", None, "yes", ())
    one = log.Move(of=ANY, told=False).change(flow(told="no", claims=claims))
    assert (one.principle.logged.value, one.principle.told, one.claims) == ("yes", "no", claims[:1])
    other = log.Move(of=ANY, logged=False).change(flow(logged="no"))
    assert (other.principle.logged.value, other.principle.told) == ("no", "yes")
    with pytest.raises(ValidationError, match="it sets nothing: leave `logged` or `told` in"):
        log.Move(of=ANY, logged=False, told=False)
    before, then = spread(world(xa)), after(xa, {"log-and-notify": {"of": {"recipient": ["police"]}}})
    assert [(each.actor, each.information, each.gate) for each in then.holdings] == [
        (each.actor, each.information, each.gate) for each in before.holdings
    ]
    assert then.values("police-read-registry", "told") == {"yes"} != before.values("police-read-registry", "told")


# ---------------------------------------------------------------- every kind


def test_every_kind_of_lever_is_found_by_its_name():
    assert list(kinds()) == ["bar", "enact", "log-and-notify", "narrow", "repeal", "require", "retain", "sunset"]
    assert all(issubclass(kind, Lever) for kind in kinds().values())


def test_a_kind_that_fills_nothing_in_does_nothing(xa):
    class Idle(Lever):
        """Nothing."""

    idle, record = Idle(), flow()
    assert (idle.aim(), idle.enacts(xa), idle.ends(xa), idle.change(record), idle.sets(), idle.stops_inference()) == (
        None,
        {},
        {},
        record,
        {},
        None,
    )
    assert list(idle.faults(xa)) == []


@pytest.mark.parametrize(
    ("given", "aim"),
    [
        ({"require": {"of": {"act": OLD}, "shown": "yes"}}, Aim(act=OLD)),
        ({"retain": {"of": {"act": OLD}, "length": 1}}, Aim(act=OLD)),
        ({"log-and-notify": {"of": {"act": OLD}}}, Aim(act=OLD)),
        ({"bar": {"of": {"act": OLD}}}, Aim(act=OLD)),
        ({"bar": {"inference": "i"}}, None),
        ({"narrow": {"of": {"act": OLD}, "only": ["x"]}}, Aim(act=OLD)),
        ({"narrow": {"of": {"act": OLD}, "drop": ["x"]}}, Aim(act=OLD, information=("x",))),
        ({"repeal": {"act": OLD}}, None),
        ({"enact": {"act": OLD}}, None),
        ({"sunset": {"act": OLD, "after": 1}}, None),
    ],
)
def test_a_restriction_has_an_aim_and_other_levers_none(given, aim):
    assert move(given).aim() == aim


def test_repeal_and_bar_of_an_inference_say_what_they_take(xa):
    assert repeal.Move(act=EDICT).ends(xa) == {EDICT: date.min}
    assert repeal.Move(act=EDICT, on="2025").ends(xa) == {EDICT: date(2025, 1, 1)}
    assert bar.Move(inference="face-match", at=("police",)).stops_inference() == ("face-match", frozenset({"police"}))
    assert bar.Move(of=ANY).stops_inference() is None
    assert isinstance(flow(), Flow) and not isinstance(flow(), Collection)
