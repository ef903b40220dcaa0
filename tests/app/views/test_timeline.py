"""The days of change are the model's, less what does not touch this person's day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.line import acts
from app.scene import Scene
from app.state import first
from app.views import timeline
from model.reform.timeline import timeline as days
from model.spread.rules import Fact


@pytest.fixture(scope="module", params=["xa", "by"])
def here(request) -> Scene:
    """A first visit to each pack."""
    policy = request.getfixturevalue(request.param)
    return Scene(policy, first(policy), "en")


def counted(day) -> dict[str, int]:
    return {part["key"]: sum(len(group["items"]) for group in part["groups"]) for part in day["lists"]}


def test_with_all_that_is_held_every_day_on_which_something_came_or_went_is_there(here):
    whole = Scene(here.policy, replace(here.state, already=True), "en")
    told = {day["on"]: counted(day) for day in timeline.draw(whole)["days"]}
    assert told == {each.on.isoformat(): {key: len(pairs) for key, pairs in (("added", each.added), ("removed", each.taken)) if pairs}
                    for each in days(whole.spread) if each.added or each.taken}


def test_of_the_day_alone_only_what_the_day_adds_is_counted(here):
    course, level, told = here.spread.course, here.spread.level, timeline.draw(here)["days"]
    wanted = {}
    for each in days(here.spread):
        period = course.calendar.period(each.on)
        kept = {key: sum(not course.at(here.spread.rules.index(Fact(*pair)), level, at, day=False) for pair in pairs)
                for key, pairs, at in (("added", each.added, period), ("removed", each.taken, period - 1))}
        if any(kept.values()):
            wanted[each.on.isoformat()] = {key: count for key, count in kept.items() if count}
    assert {day["on"]: counted(day) for day in told} == wanted
    assert 0 < len(told) < len([each for each in days(here.spread) if each.added or each.taken])


def test_the_acts_that_began_or_ended_that_day_are_named_if_anything_rests_on_them(here):
    of = {each.on.isoformat(): each for each in days(here.spread)}
    for day in timeline.draw(here)["days"]:
        for key, those in (("begun", of[day["on"]].begun), ("ended", of[day["on"]].ended)):
            used = [act for act in those if act in acts(here)]
            assert bool(day[key]) == bool(used) and all(here.teller.act(act) in day[key] for act in used)
        assert bool(day["practice"]) == (not day["begun"] and not day["ended"])


def test_one_day_is_the_one_that_is_shown_wherever_the_reader_stands(here):
    told = timeline.draw(here)["days"]
    for day in (told[0]["on"], told[len(told) // 2]["on"], told[-1]["on"]):
        there = timeline.draw(Scene(here.policy, replace(here.state, on=day), "en"))["days"]
        assert [each["on"] for each in there if each["now"]] == [day]
        assert [each["on"] for each in there] == [each["on"] for each in told]
    before = timeline.draw(Scene(here.policy, replace(here.state, on="1950-01-01"), "en"))["days"]
    assert not any(each["now"] for each in before)


def test_days_beyond_what_the_pack_knows_are_marked(xa):
    early = replace(xa, pack=xa.pack.model_copy(update={"as_of": "2020-01-01"}), digest="early")
    told = timeline.draw(Scene(early, replace(first(early), already=True), "en"))["days"]
    assert [each["beyond"] for each in told] == [each["on"] > "2020-01-01" for each in told] and any(each["beyond"] for each in told)


def test_a_day_that_leaves_nothing_is_not_called_safe(xa):
    told = timeline.draw(Scene(xa, replace(first(xa), acts=()), "en"))
    assert not told["days"] and told["none"]
