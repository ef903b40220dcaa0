"""A world from words as a user gives them."""

from __future__ import annotations

from datetime import date

import pytest

from model.fault import Faults
from model.spread.world import world


def test_left_alone_a_world_is_the_first_persona_on_the_packs_own_date(xa):
    found = world(xa)
    assert (found.persona, found.on, found.lens, found.conduct, found.sources) == ("commuter", date(2030, 1, 1), "practice", "obey", "all")
    assert (found.repealed, found.chosen, found.level) == (frozenset(), None, 1)


def test_a_world_takes_days_months_years_and_dates(xa):
    assert world(xa, on="2021-05").on == date(2021, 5, 1)
    assert world(xa, on="2021").on == date(2021, 1, 1)
    assert world(xa, on=date(2021, 5, 3)).on == date(2021, 5, 3)


def test_facts_attributes_and_acts_are_the_personas_unless_acts_are_chosen(xa):
    driver = world(xa, persona="driver")
    assert "owns-car" in driver.facts
    assert driver.attributes == {"citizen", "self-employed"}
    assert driver.acts == {"drives-to-work", "buys-lunch", "writes-complaint"}
    assert world(xa, persona="driver", acts=["calls-home"]).acts == {"calls-home"}
    assert world(xa, persona="driver", acts=[]).acts == set()


def test_every_word_that_names_nothing_is_told_at_once(xa):
    with pytest.raises(Faults) as caught:
        world(
            xa,
            persona="drivr",
            on="yesterday",
            lens="laws",
            conduct="obay",
            sources="offical",
            repeal=["xa/law/2018-03-01/21"],
            acts=["takes-buss", "has-sim"],
        )
    told = str(caught.value)
    for part in (
        "there is no persona 'drivr'. Did you mean driver",
        "'yesterday' is not a day, month or year",
        "there is no lens 'laws'. Did you mean law",
        "there is no conduct 'obay'. Did you mean obey",
        "there is no choice of sources 'offical'. Did you mean official",
        "there is no act 'xa/law/2018-03-01/21'. Did you mean xa/law/2018-03-01/12",
        "there is no act of the day 'takes-buss'. Did you mean takes-bus",
        "there is no act of the day 'has-sim'",
    ):
        assert part in told
    assert len(caught.value.faults) == 8


def test_a_world_with_some_parts_changed_leaves_the_first_as_it_was(xa):
    first = world(xa)
    then = first.but(lens="law")
    assert (first.lens, then.lens, then.level) == ("practice", "law", 0)
    assert first == world(xa) != then
