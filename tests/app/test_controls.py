"""The left panel: whose day, which evidence, which laws."""

import json
from dataclasses import replace

import pytest
from dash.development.base_component import Component

from app.control import anew, every_control, lively
from app.controls import evidence, law, person, safeguards
from app.controls import reforms as named
from app.notation import written
from app.scene import Scene
from app.state import first
from model.policy.evidence import LENSES
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.reform.reform import move
from model.reform.shelf import of_levers, reforms
from model.telling.levers import told


@pytest.fixture(params=["xa", "by"])
def pack(request) -> Policy:
    return request.getfixturevalue(request.param)


def parts(given) -> list[Component]:
    """Every component in some components."""
    if isinstance(given, (list, tuple)):
        return [part for each in given for part in parts(each)]
    if not isinstance(given, Component):
        return []
    return [given, *parts(getattr(given, "children", None))]


def switches(here: Scene) -> set[str]:
    return {part.id["law"] for part in parts(law.lay(here)) if isinstance(getattr(part, "id", None), dict) and "law" in part.id}


def test_controls_come_in_their_order():
    assert [each.__name__.rsplit(".", 1)[1] for each in every_control()] == ["person", "evidence", "law", "reforms", "safeguards"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_is_drawn_in_every_language_without_open_slots(pack, language):
    here = Scene(pack, first(pack), language)
    for control in every_control():
        told = json.dumps([part.to_plotly_json() for part in parts(control.lay(here))], default=str, ensure_ascii=False)
        assert here.teller.say("control.person") in told or control is not every_control()[0]
        assert "{n}" not in told and "{name}" not in told


def test_every_act_whose_repeal_takes_anything_away_has_a_switch(pack):
    missing = {}
    for who in ("commuter", "everyone"):
        here = Scene(pack, replace(first(pack), persona=who, lens="alleged"), "en")
        given = switches(here)
        for act in pack.instruments.keys() - given:
            less = Scene(pack, replace(here.state, repealed=(act,)), "en")
            if less.lost or less.weaker:
                missing[act] = len(less.lost)
    assert not missing


def test_a_repealed_act_is_switched_off_and_all_others_are_on(pack):
    gone = sorted(switches(Scene(pack, first(pack), "en")))[0]
    here = Scene(pack, replace(first(pack), repealed=(gone,)), "en")
    found = {part.id["law"]: part.checked for part in parts(law.lay(here)) if isinstance(getattr(part, "id", None), dict)}
    assert found.pop(gone) is False and all(found.values())


def test_each_switch_stands_once(pack):
    ids = [part.id["law"] for part in parts(law.lay(Scene(pack, first(pack), "en"))) if isinstance(getattr(part, "id", None), dict)]
    assert len(ids) == len(set(ids))


def test_the_lens_says_how_many_lines_wider_evidence_would_add(pack):
    wide = Scene(pack, replace(first(pack), lens=LENSES[-1]), "en").links.keys()
    for lens in LENSES:
        here = Scene(pack, replace(first(pack), lens=lens), "en")
        assert evidence.hidden(here) == here.teller.say("control.hidden", n=len(wide - here.links.keys()))


def test_the_day_offers_every_act_and_ticks_the_personas_own(pack):
    for who, persona in pack.personas.items():
        here = Scene(pack, replace(first(pack), persona=who), "en")
        group = next(part for part in parts(person.lay(here)) if getattr(part, "id", None) == "acts")
        assert group.value == sorted(persona.acts)
        boxes = [part.value for part in parts(group) if type(part).__name__ == "Checkbox"]
        assert sorted(boxes) == sorted(key for key, fact in pack.facts.items() if fact.kind == "act")


def test_what_always_holds_and_what_is_held_already_are_told_apart(pack):
    here = Scene(pack, first(pack), "en")
    assert all(here.teller.name(key) in person.standing(here) for key in here.world.facts)
    still = Scene(pack, replace(first(pack), acts=()), "en")
    assert person.already(here) == sum(bool(top) for _, top in still.spread.public())


def test_a_persona_without_a_note_has_an_empty_one(pack):
    assert person.persona_note(Scene(pack, replace(first(pack), persona="everyone"), "en")) == ""
    assert person.persona_note(Scene(pack, first(pack), "en"))


# What the reader would change.

def lever(**given) -> str:
    return written(move(given))


def test_what_depends_on_the_world_is_laid_as_it_is_given_anew(pack):
    here = Scene(pack, replace(first(pack), persona="everyone", repealed=tuple(sorted(switches(Scene(pack, first(pack), "en")))[:2])), "en")
    laid = {part.id: part for control in every_control() for part in parts(control.lay(here)) if isinstance(getattr(part, "id", None), str)}
    assert len(lively()) == len(anew(here)) == len(set(lively())) > 4
    for (key, name), value in zip(lively(), anew(here), strict=True):
        assert getattr(laid[key], name) == value, key


def test_no_proposal_is_among_the_laws_that_can_be_switched_off(pack):
    assert not {key for key in switches(Scene(pack, first(pack), "en")) if pack.instruments[key].proposed}


def test_every_act_keeps_its_switch_whatever_reform_is_on(pack):
    before = switches(Scene(pack, first(pack), "en"))
    for key in reforms(pack):
        here = Scene(pack, replace(first(pack), reforms=(key,)), "en")
        assert switches(here) >= before, key
        assert all(part.checked for part in parts(law.lay(here)) if isinstance(getattr(part, "id", None), dict))


def test_an_act_that_a_reform_takes_away_is_told_as_gone_and_its_switch_stays_on(xa):
    acts = {each.act for each in reforms(xa)["without-edict"].levers if hasattr(each, "act")}
    here = Scene(xa, replace(first(xa), reforms=("without-edict",)), "en")
    assert acts and acts <= set(law.gone(here))
    off = Scene(xa, replace(first(xa), repealed=tuple(sorted(acts))), "en")
    assert not acts & set(law.gone(off))
    assert law.gone(Scene(xa, first(xa), "en")) == []


def test_an_act_that_ends_on_a_day_is_gone_from_that_day(xa):
    act = "xa/law/2018-03-01/12"
    state = replace(first(xa), levers=(lever(repeal={"act": act, "from": "2028-01-01"}),))
    gone = {on: act in law.gone(Scene(xa, replace(state, on=on), "en")) for on in ("2027-12-31", "2028-01-01")}
    assert gone == {"2027-12-31": False, "2028-01-01": True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_named_reform_is_a_switch_with_what_it_is_for(pack, language):
    on = sorted(reforms(pack))[0]
    here = Scene(pack, replace(first(pack), reforms=(on,)), language)
    found = {part.id["reform"]: part for part in parts(named.lay(here)) if isinstance(getattr(part, "id", None), dict)}
    assert list(found) == list(reforms(pack))
    for key, part in found.items():
        reform = reforms(pack)[key]
        assert (part.label, part.checked) == (reform.name.told(language)[0], key == on)
        assert part.description == (reform.aim.told(language)[0] if reform.aim else "")


def test_a_pack_that_names_no_reform_says_so(tiny):
    policy = tiny({"personas": [{"id": "one"}]})
    here = Scene(policy, first(policy), "en")
    assert here.teller.say("control.reforms_none") in [getattr(part, "children", None) for part in parts(named.lay(here))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readers_own_levers_are_told_in_words_and_not_those_of_reforms(xa, language):
    own = (lever(bar={"of": {"recipient": ["police"]}}), lever(repeal={"act": "xa/law/2018-03-01/12", "from": "2028-01-01"}))
    here = Scene(xa, replace(first(xa), reforms=("short-memory",), levers=own), language)
    whole = of_levers([json.loads(each) for each in own], xa)
    assert safeguards.draw(here)["levers"] == [{"text": told(here.teller, each), "lever": text}
                                               for each, text in zip(whole.levers, own, strict=True)]
    assert safeguards.draw(Scene(xa, replace(first(xa), reforms=("short-memory",)), language))["levers"] == []


def test_each_safeguard_of_the_form_is_a_lever_that_can_be_added(pack):
    given = safeguards.draw(Scene(pack, first(pack), "en"))
    assert [each["value"] for each in given["information"]] == sorted(pack.types, key=lambda key: pack.types[key].name.en)
    assert sorted(each["value"] for each in given["bodies"]) == sorted(pack.holders)
    for kind in given["kinds"]:
        ((name, fields),) = kind["lever"].items()
        of = {"recipient": [given["bodies"][0]["value"]], "information": [given["information"][0]["value"]]}
        made = written(move({name: {**fields, "of": of}}))
        assert json.loads(made) == {name: {**fields, "of": of}}, "the page writes it as the server does"
        assert Scene(pack, replace(first(pack), levers=(made,)), "en").spread.held <= Scene(pack, first(pack), "en").spread.held
    assert len({each["text"] for each in given["kinds"]}) == len(given["kinds"]) == len(safeguards.KINDS)
