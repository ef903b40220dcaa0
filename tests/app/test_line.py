"""The timeline: how much public bodies hold on each day of change, and the law's own dates."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.line import acts, draw
from app.scene import Scene
from app.state import first
from model.policy.evidence import LENSES
from model.policy.library import find, packs, read
from model.policy.period import first_day
from model.policy.record import LANGUAGES

PEOPLE = [(key, who) for key in packs() for who in read(find(key)).personas]
DAYS = ["1950-01-01", "2012-06-01", "2021-03-14", "2029-12-31", "2050-01-01"]


@pytest.fixture(scope="module", params=PEOPLE, ids="/".join)
def scenes(request) -> list[Scene]:
    policy = request.getfixturevalue(request.param[0])
    state = replace(first(policy), persona=request.param[1])
    return [Scene(policy, replace(state, on=on, lens=lens), "en") for on in DAYS for lens in ("law", "alleged")]


def held(here: Scene) -> int:
    """The kinds of data that public bodies hold: pairs of body and kind, without classes."""
    return sum(bool(top) for _, top in here.spread.public())


def test_each_step_lasts_until_the_next_and_low_never_exceeds_high(scenes):
    for here in scenes:
        told = draw(here)
        days = [step["on"] for step in told["steps"]]
        assert days == sorted(set(days))
        assert all(0 <= step["low"] <= step["high"] for step in told["steps"])
        assert all(told["first"] <= day <= told["last"] for day in days)


def test_the_step_of_a_day_is_what_public_bodies_hold_on_it(scenes):
    for here in scenes:
        told = draw(here)
        steps = [step for step in told["steps"] if step["on"] <= told["at"]]
        if steps:
            wide = Scene(here.policy, replace(here.state, lens=LENSES[-1]), "en")
            assert (steps[-1]["low"], steps[-1]["high"]) == (held(here), held(wide))


def test_two_steps_that_follow_each_other_differ(scenes):
    for here in scenes:
        heights = [(step["low"], step["high"]) for step in draw(here)["steps"]]
        assert all(before != after for before, after in pairwise(heights[1:]))


def test_the_handle_stands_on_the_line(scenes):
    astray = {here.state.on for here in scenes for told in (draw(here),) if not told["first"] <= told["at"] <= told["last"]}
    assert not astray


def test_the_line_ends_with_the_packs_date_or_the_day_looked_at(scenes):
    for here in scenes:
        assert draw(here)["last"] == max(first_day(here.policy.pack.as_of), here.world.on).isoformat()


def test_ticks_are_acts_that_something_rests_on_at_the_day_they_began(scenes):
    for here in scenes:
        told, starts, used = draw(here), here.spread.course.calendar.starts, acts(here)
        wanted = sorted((first_day(start.on).isoformat(), here.teller.act(key)) for key, start in starts.items()
                        if start and key in used and told["first"] <= first_day(start.on).isoformat() <= told["last"])
        assert sorted((tick["on"], tick["label"]) for tick in told["ticks"]) == wanted
        assert all(tick["text"].strip() for tick in told["ticks"])
        assert wanted


def test_the_arrow_keys_go_to_changes_and_to_the_packs_own_date(scenes):
    for here in scenes:
        told = draw(here)
        assert told["changes"] == sorted(set(told["changes"]))
        assert {step["on"] for step in told["steps"]} | {first_day(here.policy.pack.as_of).isoformat()} == set(told["changes"])


def test_beyond_what_the_pack_knows_is_said(scenes):
    for here in scenes:
        beyond = here.world.on > first_day(here.policy.pack.as_of)
        say = here.teller.say("headline.beyond", as_of=here.teller.date(here.policy.pack.as_of))
        assert draw(here)["beyond"] == (say if beyond else None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_speaks_every_language(xa, language):
    here = Scene(xa, first(xa), language)
    told = draw(here)
    assert told["title"] == here.teller.say("timeline.title")
    assert told["at_text"] == here.teller.date(here.world.on)


def test_a_line_on_which_nothing_is_ever_held_still_has_a_first_and_a_last_day(xa):
    told = draw(Scene(xa, replace(first(xa), persona="visitor", acts=(), lens="law"), "en"))
    assert told["first"] < told["last"]
