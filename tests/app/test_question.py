"""The question and the sentence under it: each form, and what must always be said beside it."""

from dataclasses import replace

import pytest

from app.line import acts
from app.notation import written
from app.panel import holdings
from app.question import asked, draw
from app.scene import Scene
from app.state import State, first
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.reform.answer import verdict
from model.reform.reform import move
from model.reform.shelf import reforms
from model.spread.spread import spread


def told(policy: Policy, language: str = "en", **changes: object) -> tuple[Scene, dict]:
    here = Scene(policy, replace(first(policy), **changes), language)
    return here, draw(here)


def fields(question: dict) -> list[str]:
    return [part["name"] for part in question["parts"] if "name" in part]


def value(question: dict, name: str) -> str:
    return next(part["value"] for part in question["parts"] if part.get("name") == name)


@pytest.fixture(params=["xa", "by"])
def pack(request) -> Policy:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_nothing_selected_it_asks_who_holds_what_the_day_leaves(pack, language):
    here, question = told(pack, language)
    assert fields(question) == ["actor", "persona", "on"]
    assert value(question, "actor") == "" and value(question, "persona") == here.world.persona
    assert question["answer"] == here.teller.headline(here.spread)
    assert question["label"] == here.teller.say("question.label")
    assert question["detail"] is None and question["pill"] is None and question["note"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_body_it_asks_whether_the_body_can_hold_something_without_a_permission(xa, language):
    here, question = told(xa, language, selected="police", chosen="fare-card")
    assert fields(question) == ["actor", "information", "persona", "without", "on"]
    assert [value(question, name) for name in fields(question)] == ["police", "fare-card", "commuter", "", xa.pack.as_of]
    say, teller = here.teller.say, here.teller
    assert question["answer"][0].startswith(say("headline.yes", actor=teller.name("police"), information=teller.name("fare-card"))[:20])


def test_every_part_offers_all_there_is(pack):
    body = next(key for key, actor in pack.actors.items() if actor.kind == "state-body")
    _, question = told(pack, selected=body)
    offered = {part["name"]: {option["value"] for option in part["options"]} for part in question["parts"] if "options" in part}
    assert offered["actor"] == {"", *pack.holders}
    assert offered["information"] == {"", *pack.types}
    assert offered["persona"] == set(pack.personas)
    assert offered["without"] == {"", "court"}
    assert all(option["text"].strip() for part in question["parts"] for option in part.get("options", []))
    assert next(part for part in question["parts"] if part.get("name") == "on")["type"] == "date"


def test_every_selected_value_is_among_the_options(pack):
    for selected, chosen in (("", ""), (next(iter(pack.systems)), ""), (next(iter(pack.actors)), next(iter(pack.types)))):
        _, question = told(pack, selected=selected, chosen=chosen)
        for part in question["parts"]:
            if "options" in part:
                assert part["value"] in {option["value"] for option in part["options"]}


@pytest.mark.parametrize("what", ["fare-record", "blood-group", "bus-data", "health-data"])
def test_it_answers_what_was_asked_and_nothing_else(xa, what):
    here, question = told(xa, selected="police", chosen=what)
    assert asked(here) == ("police", what)
    assert value(question, "information") == what


def test_what_is_held_already_is_a_yes_too(xa):
    for held in Scene(xa, first(xa), "en").spread.holdings:
        here, question = told(xa, selected=held.actor, chosen=held.information)
        names = {"actor": here.teller.name(held.actor), "information": here.teller.name(held.information)}
        assert question["answer"][0].startswith(here.teller.say("headline.yes", **names)[:-1])


def test_what_is_not_derived_is_a_no_that_is_not_called_safe(xa):
    here, question = told(xa, persona="visitor", selected="linden-hospital", chosen="blood-group")
    teller = here.teller
    assert question["answer"] == [
        teller.say("headline.not_derived", date=teller.date(here.world.on), actor=teller.name("linden-hospital"),
                   information=teller.name("blood-group")),
        teller.reopened(here.spread, here.as_it_stands, "linden-hospital", "blood-group")]


def court_answers(policy: Policy) -> dict[str, list[tuple[str, str, str, str]]]:
    """What is answered to `without a court order`, by the key of the sentence, with the gate of the holding."""
    found: dict[str, list[tuple[str, str, str, str]]] = {"court": [], "yes_gate": [], "gate_unclear": []}
    state = State(policy.pack.id, "everyone", "alleged", policy.pack.as_of, already=True, without="court")
    here = Scene(policy, state, "en")
    for actor in sorted(here.boxes & policy.holders.keys()):
        for what in holdings(here, actor):
            answer = draw(Scene(policy, replace(state, selected=actor, chosen=what), "en"))["answer"]
            gate = here.spread.holding(actor, what).gate
            key = next(key for key in found if answer[-1] == here.teller.say(f"headline.{key}"))
            found[key].append((actor, what, gate.least, gate.most))
    return found


def test_without_a_court_order_is_answered_yes_no_or_not_known_by_the_gate(xa):
    found = court_answers(xa)
    assert all(found.values())
    assert {least for _, _, least, _ in found["court"]} == {"court"}
    assert all("court" not in (least, most) for _, _, least, most in found["yes_gate"])
    assert all(least != "court" and most == "court" for _, _, least, most in found["gate_unclear"])


def test_the_gate_of_the_answer_is_the_gate_of_the_holding(xa):
    here, question = told(xa, selected="security-service", chosen="fare-record")
    held = here.spread.holding("security-service", "fare-record")
    assert here.teller.permission(held.gate) in f"{question['answer']} {question['detail']}"
    assert here.teller.since(held.since) in f"{question['answer']} {question['detail']}"
    assert here.teller.say("hops", n=held.hops) in f"{question['answer']} {question['detail']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_beyond_the_packs_date_is_said(pack, language):
    here, question = told(pack, language, on="2090-01-01")
    assert here.teller.say("headline.beyond", as_of=here.teller.date(pack.pack.as_of)) in question["note"]


def test_on_the_packs_own_date_nothing_is_beyond(pack):
    assert told(pack, on=pack.pack.as_of)[1]["note"] is None


def test_everyone_is_told_as_an_upper_bound(pack):
    here, question = told(pack, persona="everyone")
    assert question["note"] == here.teller.say("headline.upper")


def test_official_sources_only_is_said(pack):
    here, question = told(pack, sources="official")
    assert question["note"] == here.teller.say("headline.official")


def test_all_notes_stand_together(xa):
    here, question = told(xa, persona="everyone", sources="official", on="2090-01-01")
    assert all(here.teller.say(key) in question["note"] for key in ("headline.upper", "headline.official"))


def test_a_day_that_reaches_nobody_is_not_called_safe(xa):
    here, question = told(xa, acts=())
    assert question["answer"] == [here.teller.say("headline.none", date=here.teller.date(here.world.on))]


@pytest.mark.parametrize("persona", ["commuter", "everyone"])
def test_a_repeal_that_takes_away_says_how_many_and_whose(pack, persona):
    state = replace(first(pack), persona=persona, lens="alleged")
    before = spread(state.world(pack)).held
    silent = {}
    for act in pack.instruments:
        here = Scene(pack, replace(state, repealed=(act,)), "en")
        lost = len(before - here.spread.held)
        question = draw(here)
        say, named = here.teller.say, here.teller.act_short(act)
        assert say("repeal.convention") in question["detail"]
        assert question["pill"] == (say("repeal.pill", n=lost) if lost else say("repeal.pill_none"))
        if lost and say("repeal.fewer", n=lost, acts=named) not in question["detail"]:
            silent[act] = lost
        if here.weaker and say("repeal.weaker", n=here.weaker) not in question["detail"]:
            silent[act] = here.weaker
    assert not silent


def test_a_repeal_that_takes_nothing_away_says_that_another_way_remains(xa):
    act = next(act for act in sorted(xa.instruments) for here in (Scene(xa, replace(first(xa), repealed=(act,)), "en"),)
               if act in acts(here) and not here.lost)
    here, question = told(xa, repealed=(act,))
    assert here.teller.say("repeal.nothing", acts=here.teller.act_short(act)) in question["detail"]


def test_of_an_act_that_holds_only_safeguards_it_says_that_these_are_not_computed(xa):
    state = replace(first(xa), persona="everyone", lens="alleged")
    quiet = [act for act in xa.instruments for here in (Scene(xa, replace(state, repealed=(act,)), "en"),)
             if act not in acts(here) and not here.lost and not here.weaker]
    assert quiet
    for act in quiet:
        here = Scene(xa, replace(state, repealed=(act,)), "en")
        detail, say, named = draw(here)["detail"], here.teller.say, here.teller.act_short(act)
        assert say("repeal.safeguards", acts=named) in detail
        assert say("repeal.nothing", acts=named) not in detail


def test_a_repeal_of_both_kinds_of_act_says_both(xa):
    here = Scene(xa, replace(first(xa), persona="everyone"), "en")
    quiet = next(act for act in sorted(xa.instruments) if act not in acts(here))
    strong = next(act for act in sorted(xa.instruments) if Scene(xa, replace(here.state, repealed=(act,)), "en").lost)
    both = Scene(xa, replace(here.state, repealed=(quiet, strong)), "en")
    detail = draw(both)["detail"]
    names = both.teller.join(both.teller.act_short(act) for act in sorted((quiet, strong)))
    assert both.teller.say("repeal.fewer", n=len(both.lost), acts=names) in detail
    assert both.teller.say("repeal.safeguards", acts=both.teller.act_short(quiet)) in detail


def test_nothing_is_said_of_repeals_where_there_are_none(pack):
    for selected in ("", next(iter(pack.systems))):
        here, question = told(pack, selected=selected)
        assert question["pill"] is None
        assert here.teller.say("repeal.convention") not in (question["detail"] or "")


def changed(policy, **changes):
    here = Scene(policy, replace(first(policy), persona="everyone", **changes), "en")
    return here, draw(here), here.teller.say


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reform_is_told_by_name_with_all_that_it_changes(pack, language):
    counted = set()
    for key, reform in reforms(pack).items():
        here = Scene(pack, replace(first(pack), persona="everyone", reforms=(key,)), language)
        detail, say = draw(here)["detail"], here.teller.say
        name = say("scenario.named", name=reform.name.told(language)[0])
        change = here.change
        assert (say("scenario.fewer", n=len(change.lost), changes=name) if change.lost else say("scenario.none", changes=name)) in detail
        for kind, text, n in (("gained", "scenario.more", len(change.gained)), ("gated", "scenario.stronger", len(change.gated)),
                              ("weaker", "repeal.weaker", here.weaker)):
            assert (say(text, n=n) in detail) == bool(n), (key, kind)
            counted |= {kind} if n else set()
        assert (say("repeal.convention") in detail) == bool(here.world.repealed)
    assert "gated" in counted


def test_repeals_reforms_and_own_levers_are_told_together(xa):
    act, bar = "xa/law/2018-03-01/12", written(move({"bar": {"of": {"recipient": ["police"]}}}))
    here, question, say = changed(xa, repealed=(act,), reforms=("short-memory",), levers=(bar, written(move({"enact": {"act": next(
        key for key, each in xa.instruments.items() if each.proposed)}}))))
    short = say("scenario.named", name=reforms(xa)["short-memory"].name.en)
    names = here.teller.join([say("scenario.repealed", acts=here.teller.act_short(act)), short, say("scenario.own", n=2)])
    assert say("scenario.fewer", n=len(here.lost), changes=names) in question["detail"]
    assert say("repeal.convention") in question["detail"]


def test_the_figures_of_a_reform_are_told_in_short(pack):
    for key in reforms(pack):
        here, question, say = changed(pack, reforms=(key,))
        told_ = [say(f"scenario.pill_{kind}", n=len(found)) for kind, found in (
            ("fewer", here.change.lost), ("more", here.change.gained), ("gated", here.change.gated)) if found]
        assert question["pill"] == say("scenario.pill", changes=say("list.join").join(told_ or [say("scenario.pill_same")]))


def test_an_act_of_a_reform_that_holds_only_safeguards_is_told_as_not_computed(xa):
    quiet = next(act for act in sorted(xa.instruments) if act not in acts(Scene(xa, first(xa), "en")) and not xa.instruments[act].proposed)
    lever = written(move({"repeal": {"act": quiet}}))
    here, question, say = changed(xa, levers=(lever,))
    assert say("repeal.safeguards", acts=here.teller.act_short(quiet)) in question["detail"]
    assert say("scenario.none", changes=say("scenario.own", n=1)) in question["detail"]


def test_where_only_weaker_evidence_knows_a_way_without_a_court_it_is_not_known_as_in_the_memo(by):
    asked_of = {"selected": "kgb", "chosen": "comms-content", "without": "court", "reforms": ("court-shown",)}
    here, question = told(by, **asked_of)
    assert here.spread.holding("kgb", "comms-content").gate.least == "court"
    assert verdict(here.spread, "kgb", "comms-content", "court") == "unknown"
    assert question["answer"][-1] == here.teller.say("headline.court_wider")
    wide, question = told(by, **asked_of, lens="alleged")   # there that evidence counts
    assert question["answer"][-1] == wide.teller.say("headline.yes_gate")
