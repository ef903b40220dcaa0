"""The left panel: whose day, which evidence, which laws."""

import json
from dataclasses import replace

import pytest
from dash.development.base_component import Component

from app.control import every_control
from app.controls import evidence, law, person
from app.scene import Scene
from app.state import first
from model.policy.evidence import LENSES
from model.policy.policy import Policy
from model.policy.record import LANGUAGES


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
    assert [each.__name__.rsplit(".", 1)[1] for each in every_control()] == ["person", "evidence", "law"]


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
