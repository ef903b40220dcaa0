"""Findings as sentences."""

from __future__ import annotations

import pytest

from model.policy.record import LANGUAGES
from model.reform.certificate import certificate
from model.spread.derivation import why
from model.spread.holding import Gate, Since
from model.spread.rules import OPENS, Fact
from model.spread.spread import spread
from model.spread.world import world
from model.telling.teller import Citations, Teller, numbered, without_court


@pytest.fixture
def tell_xa(xa):
    return Teller(xa, "en")


def steps(teller, found, actor, what, index=0):
    """The chain told: record to what is told of it."""
    return {told.record: told for told in teller.chain(found, why(found, actor, what).derivations[index], Citations())}


def test_each_kind_of_step_is_a_sentence(xa, tell_xa):
    found = spread(world(xa, lens="alleged"))
    told = steps(tell_xa, found, "police", "call-in")
    assert told["c-tap"].sentence == "Takes the bus: by the act itself this leaves Bus taps (time, line, stop) with Swallow Buses."
    assert told["movements-from-taps"].sentence.startswith("A person's journeys are read from taps: Police Directorate can conclude ")
    assert "Bus card number" in told["movements-from-taps"].sentence
    assert told["call-in"].sentence.endswith("A legal power.")
    flow = next(each for key, each in told.items() if key in xa.flows)
    assert flow.sentence.startswith("From ")
    assert steps(tell_xa, found, "transport-ministry", "fare-record")["op-transport-registry"].sentence == (
        "Ministry of Transport operates “Transport Registry” and so may hold what it holds: Bus taps (time, line, stop)."
    )
    driver = spread(world(xa, persona="driver"))
    assert steps(tell_xa, driver, "tax-office", "bank-tx")["member-acorn-bank"].sentence == (
        f"Acorn Bank is one of “Firms that carry payments”, so what it holds can pass on: {tell_xa.name('bank-tx')}."
    )


def test_a_member_of_a_class_that_receives_is_told_as_one(xa, tell_xa):
    told = next(
        step
        for held in spread(world(xa, persona="everyone", lens="alleged")).holdings
        if held.actor == "tax-office"
        for each in why(spread(world(xa, persona="everyone", lens="alleged")), held.actor, held.information)
        for step in tell_xa.chain(spread(world(xa, persona="everyone", lens="alleged")), each, Citations())
        if step.record == "member-tax-office"
    )
    assert told.sentence.startswith("Tax Office is one of “Bodies that make inquiries” and so may hold: ")
    assert (told.badge, told.evidence) == ("?", "alleged")


def test_badges_marks_and_bases_stand_beside_each_step(xa, tell_xa):
    found = spread(world(xa, lens="capability"))
    told = steps(tell_xa, found, "owlsight", "cctv-video")
    assert (told["support-line"].badge, told["support-line"].marks, told["support-line"].basis) == (
        "C",
        ("⇄",),
        "No published basis is known.",
    )
    police = steps(tell_xa, found, "police", "identity")
    assert (police["face-match"].badge, police["face-match"].marks) == ("P", ("≈",))
    nature = steps(tell_xa, found, "swallow-buses", "fare-record")["c-tap"]
    assert (nature.badge, nature.evidence, nature.basis, nature.citations) == ("", "by the act itself", "", ())
    assert (steps(tell_xa, found, "security-service", "call-log", 1)["op-line-gateway"].basis, nature.place) == ("", "")


def test_a_rule_with_two_bases_names_both_and_a_practice_what_it_is_said_to_be_under(xa, tell_xa):
    found = spread(world(xa, persona="driver"))
    assert tell_xa.basis(found, "police-vehicles") == (
        "Law 31 of 20 May 2015, article 5 + Civic Code, article 25 or Edict 205 of 8 November 2021, item 3"
    )
    assert tell_xa.basis(found, "police-read-registry-seen").startswith("Said to be carried out under: Edict 205 of 8 November 2021")


def test_acts_are_told_by_kind_number_and_date_never_by_number_alone(xa, by):
    teller = Teller(xa, "en")
    assert teller.act("xa/edict/2021-11-08/205") == "Edict 205 of 8 November 2021"
    assert teller.act("xa/code/2005-01-17/3#p12") == "Civic Code"
    assert teller.provision("xa/edict/2021-11-08/205#p3").startswith("Edict 205 of 8 November 2021, ")
    assert teller.provision("xa/edict/2021-11-08/205") == "Edict 205 of 8 November 2021"
    assert teller.act_short("xa/edict/2021-11-08/205") == "Edict 205"
    assert teller.act_short("xa/constitution/1991-05-04/1") == "Constitution"
    unnumbered = next(key for key, act in by.instruments.items() if act.number == "unknown" and act.kind not in ("code", "constitution"))
    assert Teller(by, "en").act(unnumbered).startswith(by.instruments[unnumbered].name.en + ", ")
    assert Teller(by, "en").act_short(unnumbered) in (
        by.instruments[unnumbered].name.en,
        getattr(by.instruments[unnumbered].short, "en", ""),
    )


def test_a_place_in_an_act_that_is_not_known_is_not_told(tiny):
    policy = tiny({"instruments": [{"id": "aa/law/2010-01-01/1", "number": "1", "in_force": "2010-02-01", "provisions": [{"id": "p"}]}]})
    assert Teller(policy, "en").provision("aa/law/2010-01-01/1#p") == "Law 1 of 1 February 2010"


def test_names_are_looked_up_in_every_section_and_short_where_asked(tell_xa):
    assert tell_xa.name("police") == "Police Directorate"
    assert tell_xa.name("police", short=True) == "Police"
    assert tell_xa.name("swallow-buses", short=True) == "Swallow Buses"
    for key in (
        "city-video",
        "bus-data",
        "call-in",
        "face-match",
        "takes-bus",
        "timetables",
        "read-plates",
        "citizen",
        "xa/law/2018-03-01/12",
        "taps-left-open",
        "buses",
    ):
        assert tell_xa.name(key)
    assert tell_xa.persona("driver") == "A driver"
    with pytest.raises(KeyError):
        tell_xa.name("nothing")


def test_lists_are_told_as_a_language_does(tell_xa):
    assert [tell_xa.join(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_gates_and_dates_are_told_as_they_are_known(tell_xa):
    assert tell_xa.gate(Gate("paper", "paper")) == "Permission needed: an order on paper, not shown to the holder."
    assert "between “no permission” and “a court order”" in tell_xa.gate(Gate("none", "court"))
    assert tell_xa.permission(Gate("self", "self")) == "its own decision"
    assert tell_xa.permission(Gate("none", "court")) == tell_xa.say("gate.range", least="no permission", most="a court order")
    assert tell_xa.court(Gate("court", "court")) != tell_xa.court(Gate("executive", "court")) == tell_xa.court(Gate("none", "none"))
    assert tell_xa.since(Since(None, "always")) == "from the act itself"
    assert tell_xa.date("2021-05") == "May 2021"


def test_citations_are_numbered_by_first_mention_in_one_list(xa, tell_xa):
    found, cites = spread(world(xa)), Citations()
    told = [step for what in ("movements", "identity") for step in tell_xa.chain(found, why(found, "police", what).derivations[0], cites)]
    mentioned = list(dict.fromkeys(number for step in told for number in step.citations))
    assert mentioned == list(range(1, len(cites.numbers) + 1))
    rows = numbered(tell_xa, cites)
    assert [number for number, _, _ in rows] == mentioned
    assert {key: text for _, key, text in rows}["gazette"] == "The Gazette of Aldermark: The Gazette, texts of acts (1 December 2029)"


def test_what_is_not_known_of_a_source_is_said_to_be_unknown(by, tiny):
    policy = tiny(
        {
            "sources": [
                {"id": "nothing", "kind": "media", "group": "nothing"},
                {"id": "some", "kind": "media", "group": "x", "publisher": "Paper", "date": "2020"},
            ]
        }
    )
    assert Teller(policy, "en").source("nothing") == "unknown (unknown)"
    assert Teller(policy, "en").source("some") == "Paper (2020)"


def test_a_chain_rests_on_independence_groups_not_on_papers(xa, tell_xa):
    found = spread(world(xa))
    chain = why(found, "transport-ministry", "fare-record").derivations[0]
    groups = {
        claim.group or xa.sources[claim.source].group
        for key in chain.records
        for claim in found.course.calendar.records[key].claims
        if claim.stance == "supports" and claim.field is None
    }
    assert tell_xa.groups(found, chain) == len(groups)
    assert tell_xa.groups(found, why(found, "swallow-buses", "fare-record").derivations[0]) == 0


def test_disputes_and_qualifications_are_told_as_their_sources_claims(xa, tell_xa):
    found = spread(world(xa, lens="alleged"))
    told = tell_xa.disputes(found, why(found, "owlsight", "cctv-video").derivations[0])
    assert told == ["**Contested** ⇄ Owlsight: Our answer (1 October 2028): The line carries updates only; we see no pictures."]
    border = tell_xa.disputes(found, why(found, "security-service", "ask-at-border").derivations[0])
    assert any(each.startswith("Qualified: Meadow Party") for each in border)
    assert tell_xa.disputes(found, why(found, "swallow-buses", "fare-record").derivations[0]) == []


def test_a_dispute_without_words_tells_its_value(xa, tell_xa):
    bare = {claim.value for key, claim in xa.claims() if claim.stance == "disputes" and not claim.says}
    assert bare == set()
    found = spread(world(xa))
    assert any("2025" in each for each in tell_xa.disputes(found, why(found, "owlsight", "purchases").derivations[0]))


def test_a_holding_is_told_in_a_few_words(xa, tell_xa):
    found = spread(world(xa))
    number = found.fact("transport-ministry", "fare-record")
    chain = why(found, "transport-ministry", "fare-record").derivations[0]
    assert tell_xa.lead(found, number, chain) == "3 steps · no court order known · since 1 October 2018, in force"
    assert tell_xa.fact(Fact("police", "movements")) == f"Police Directorate may hold: {tell_xa.name('movements')}"
    assert tell_xa.fact(Fact("police", "call-in", OPENS)) == f"Police Directorate: {tell_xa.name('call-in')}"


def test_not_reached_comes_with_what_could_reopen_it_and_is_never_called_safe(xa, tell_xa):
    here = spread(world(xa, lens="practice"))
    told = tell_xa.not_reached(here, here, "owlsight", "cctv-video")
    could = certificate(here, here, "owlsight", "cctv-video")
    assert "support-line" in {each.record for each in could if each.alone and each.reasons == ("lens",)}
    assert f"is not reached in this pack. That is not the same as safe: {len(could)} records that do not count here could" in told
    assert "whatever its date or evidence." in tell_xa.not_reached(here, here, "westmere", "travel")
    late = spread(world(xa, persona="everyone", repeal=["xa/law/2018-03-01/12"]))
    law = spread(world(xa, persona="everyone"))
    lost = sorted(law.held - late.held)[0]
    assert tell_xa.reopened(late, law, *lost) == tell_xa.say("reopen", n=len(certificate(late, law, *lost))) != tell_xa.say("missing.none")


def test_the_headline_counts_bodies_the_day_reaches_and_those_without_a_court(xa, tell_xa):
    found = spread(world(xa))
    first, second = tell_xa.headline(found)
    assert first == "On **1 January 2030**, this day’s data may reach **4 to 5 public bodies**."
    assert second == f"No court order is known to be needed by **{without_court(found)}** of them."
    assert tell_xa.headline(spread(world(xa, lens="alleged")))[0] == "On **1 January 2030**, this day’s data may reach **5 public bodies**."
    assert len(tell_xa.headline(spread(world(xa, acts=[])))) == 1
    assert "no public body is reached" in tell_xa.headline(spread(world(xa, acts=[])))[0]


def test_where_every_body_needs_a_court_the_headline_says_so(tiny):
    policy = tiny(
        {
            "types": ["taps"],
            "facts": [{"id": "rides", "kind": "act"}],
            "personas": [{"id": "rider", "acts": ["rides"]}],
            "actors": [{"id": "bus", "kind": "private-holder"}, "police"],
            "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
            "flows": [
                {
                    "id": "look",
                    "sender": "bus",
                    "recipient": "police",
                    "information": ["taps"],
                    "modality": "observed",
                    "under": "none-known",
                    "principle": {"authorisation": "court", "access": "seizure", "shown": "yes"},
                }
            ],
        }
    )
    found = spread(world(policy))
    assert without_court(found) == 0
    assert Teller(policy, "en").headline(found)[1] == Teller(policy, "en").say("headline.no_court_none")


def test_notes_say_what_must_be_said_beside_any_finding(xa, tell_xa):
    assert tell_xa.notes(spread(world(xa))) == []
    told = tell_xa.notes(spread(world(xa, persona="everyone", on="2031-01-01", sources="official")))
    assert [told[0].startswith("“Everyone”"), "1 January 2030" in told[1], "official sources only" in told[2]] == [True, True, True]


@pytest.mark.parametrize(("as_of", "inside", "beyond"), [("2030", "2030-12-31", "2031-01-01"), ("2030-02", "2030-02-28", "2030-03-01")])
def test_a_pack_as_of_a_month_or_year_knows_it_to_its_end(tiny, as_of, inside, beyond):
    policy = tiny({"pack": {"as_of": as_of}, "facts": ["lives"], "personas": [{"id": "anyone", "facts": ["lives"]}]})
    teller = Teller(policy, "en")
    assert teller.notes(spread(world(policy))) == []
    assert teller.notes(spread(world(policy, on=inside))) == []
    assert len(teller.notes(spread(world(policy, on=beyond)))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", ["xa", "by"])
def test_no_sentence_of_either_pack_leaves_a_slot_open_or_a_name_out(request, pack, language):
    policy = request.getfixturevalue(pack)
    teller, found, cites = Teller(policy, language), spread(world(policy, persona="everyone", lens="alleged")), Citations()
    told = [*teller.headline(found), *teller.notes(found)]
    for held in found.holdings:
        number = found.fact(held.actor, held.information)
        chain = why(found, held.actor, held.information).derivations[0]
        told += [teller.lead(found, number, chain), teller.fact(found.rules.facts[number]), teller.gate(held.gate)]
        for chain in why(found, held.actor, held.information, 2):
            for step in teller.chain(found, chain, cites):
                told += [step.sentence, step.evidence, step.basis, step.place]
            told += teller.disputes(found, chain)
    told += [text for _, _, text in numbered(teller, cites)]
    assert len(told) > 400
    assert [each for each in told if "{" in each or "}" in each or "None" in each] == []
