"""Scenarios as files: saved whole, read back to the same world, and refused with the line of what is wrong."""

from dataclasses import replace

import pytest

from app.notation import written
from app.scenario import apart, file, read, slug, whole
from app.scene import Scene
from app.state import first
from model.fault import Faults
from model.policy.library import find
from model.policy.library import read as read_pack
from model.reform.reform import move
from model.reform.shelf import reform, reforms

EDICT, LAW = "xa/edict/2021-11-08/205", "xa/law/2018-03-01/12"
BAR = written(move({"bar": {"of": {"recipient": ["police"]}}}))
NAMED = [(pack, key) for pack in ("xa", "by") for key in reforms(read_pack(find(pack)))]


@pytest.fixture
def show(xa):
    """A scene of a first visit to Aldermark with some changes."""
    return lambda **changes: Scene(xa, replace(first(xa), **changes), "en")


@pytest.mark.parametrize("name, made", [("My scenario", "my-scenario"), ("  Two   words! ", "two-words"), ("Мая задума", "scenario"),
                                        ("", "scenario"), ("a" * 90, "a" * 60), ("-", "scenario"), ("Edict 205: off", "edict-205-off")])
def test_the_file_is_named_by_what_the_reader_calls_it(name, made):
    assert slug(name) == made


def test_a_scenario_holds_repeals_named_reforms_and_own_levers_once_each(show, xa):
    here = show(repealed=(EDICT, LAW), reforms=("without-edict", "short-memory"), levers=(BAR,))
    made = [written(each) for each in whole(here, "All of it").levers]
    assert made[:2] == [written(move({"repeal": {"act": act}})) for act in (EDICT, LAW)]
    assert set(made) == {*made[:2], BAR, *(written(each) for key in ("without-edict", "short-memory") for each in reforms(xa)[key].levers)}
    assert len(made) == len(set(made))


def test_what_is_saved_can_be_given_to_the_command_line(show, xa, tmp_path):
    here = show(repealed=(LAW,), reforms=("short-memory",), levers=(BAR,))
    saved = file(here, "  An order  for   all ")
    assert saved["name"] == "an-order-for-all.yaml"
    (tmp_path / saved["name"]).write_text(saved["text"], encoding="utf-8")
    found = reform(xa, str(tmp_path / saved["name"]))
    assert found == whole(here, "An order for all")
    assert (found.id, found.name.en) == ("an-order-for-all", "An order for all")


def test_a_scenario_without_a_name_is_called_by_the_page_s_own_word(show):
    assert show().teller.say("scenario.untitled") in file(show(), "   ")["text"]


@pytest.mark.parametrize("pack, key", NAMED)
def test_a_named_reform_saved_and_loaded_is_the_same_world(pack, key, request):
    policy = request.getfixturevalue(pack)
    here = Scene(policy, replace(first(policy), persona="everyone", reforms=(key,)), "en")
    loaded, name = read(policy, first(policy), file(here, "Kept")["text"], "kept.yaml", "en")
    again = Scene(policy, replace(loaded, persona="everyone"), "en")
    assert (name, loaded.reforms) == ("Kept", ())
    assert again.spread.held == here.spread.held
    assert again.world.repealed == here.world.repealed and again.world.ending == here.world.ending
    assert again.change.gated == here.change.gated


def test_what_is_loaded_takes_the_place_of_what_was_and_leaves_the_rest(show, xa):
    state = replace(first(xa), lens="law", selected="police", repealed=(LAW,), reforms=("short-memory",), levers=(BAR,))
    text = ("reform:\n  id: mine\n  name: {en: Mine, be: Маё}\n  levers:\n  - repeal: {act: xa/law/2018-03-01/12, from: 2028-01-01}\n"
            f"  - repeal: {{act: {EDICT}}}\n  - repeal: {{act: {EDICT}}}\n  - bar: {{of: {{recipient: [police]}}}}\n")
    found, name = read(xa, state, text, "mine.yaml", "be")
    dated = written(move({"repeal": {"act": LAW, "from": "2028-01-01"}}))
    assert name == "Маё"
    assert found == replace(state, repealed=(EDICT,), reforms=(), levers=(dated, BAR))


@pytest.mark.parametrize("text, told", [
    ("reform:\n  id: mine\n  name: Mine\n  levers:\n  - repeal: {act: xa/law/1900-01-01/9}\n", r"mine\.yaml:5"),
    ("reform:\n  id: mine\n  name: Mine\n  levers:\n  - wish: {}\n", r"mine\.yaml:5.*no lever 'wish'"),
    ("reform:\n  id: mine\n  levers: []\n", r"mine\.yaml:.*'name' is missing"),
    ("a: [", r"mine\.yaml:\d+: not YAML"), ("", r"mine\.yaml"), ("\0", r"mine\.yaml"),
    ("reform:\n  id: mine\n  name: Mine\n  levers:\n  - require: {of: {recipient: [police]}, shown: 'yes'}\n"
     "  - require: {of: {recipient: [police]}, shown: 'no'}\n", "no and yes"),
])
def test_a_file_with_a_mistake_is_refused_with_its_line(xa, text, told):
    with pytest.raises(Faults, match=told):
        read(xa, first(xa), text, "mine.yaml", "en")


def test_what_does_not_go_together_is_named_pair_by_pair(xa):
    def paper(actor: str) -> str:
        return written(move({"require": {"of": {"recipient": [actor]}, "authorisation": "court", "shown": "no"}}))

    shown = written(move({"require": {"of": {"recipient": ["police"]}, "authorisation": "court", "shown": "yes"}}))
    state = replace(first(xa), reforms=("registry-court-shown", "registry-court-on-paper", "short-memory"))
    name = {key: each.name.en for key, each in reforms(xa).items()}
    assert apart(xa, state, "en") == [(name["registry-court-shown"], name["registry-court-on-paper"])]
    assert apart(xa, replace(state, reforms=("short-memory",), levers=(BAR,)), "en") == []
    (pair,) = apart(xa, replace(state, reforms=(), levers=(shown, paper("police"), paper("linden-hospital"))), "en")
    assert len(set(pair)) == 2 and all(xa.actors["police"].name.en.lower() in one.lower() for one in pair)
    with pytest.raises(Faults):
        apart(xa, replace(state, reforms=("nothing",)), "en")
