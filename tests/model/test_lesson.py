"""Lessons as data."""

from __future__ import annotations

import pytest

from model.fault import Faults
from model.lesson import lesson, lessons
from model.policy.library import find

SOUND = """lesson:
  id: trip
  title: Trip
  age: "14"
  minutes: 45
  grouping: Pairs.
  devices: none
  objectives: [Know.]
  world: {persona: commuter, on: 2030-01-01}
  debrief: What could change?
  teacher: {prepare: Read., sensitivity: Care., not_ask: Nothing.}
  steps:
    - {say: A tap., ask: Where?, show: [c-tap, call-in], minutes: 5}
"""


def test_the_packs_own_lesson_shows_records_that_are_there(xa):
    found = lessons(xa, find("xa"))
    assert list(found) == ["bus-trip"]
    assert lesson(xa, find("xa"), None) is not None
    assert lesson(xa, find("xa"), "bus-trip").title.en == "Where does one bus trip go?"
    assert {each for step in found["bus-trip"].steps for each in step.show} <= {*xa.spreading, *xa.consequences}


def test_a_lesson_is_read_whole(xa, folder):
    found = lesson(xa, folder({"lessons/trip.yaml": SOUND}), "trip")
    assert (found.minutes, found.world.lens, found.steps[0].show) == (45, "practice", ("c-tap", "call-in"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("call-in]", "call-on]", "trip.yaml:13: lesson.steps.0.show.1: there is no record 'call-on'. Did you mean call-in"),
        ("  age:", "  aged:", "there is no field 'aged' here. Did you mean age"),
        ("minutes: 5}", "minutes: 500}", "lesson.steps.0.minutes: Input should be less than or equal to 60"),
        (SOUND, "- 7\n", "trip.yaml:1: lesson: Input should be a valid dictionary"),
    ],
)
def test_a_faulty_lesson_is_told_with_its_place(xa, folder, old, new, told):
    with pytest.raises(Faults, match=told):
        lessons(xa, folder({"lessons/trip.yaml": SOUND.replace(old, new)}))


def test_an_unknown_lesson_and_a_pack_without_lessons_are_told(xa, folder):
    with pytest.raises(Faults, match=r"there is no lesson 'bus-trp'. Did you mean bus-trip"):
        lesson(xa, find("xa"), "bus-trp")
    with pytest.raises(Faults, match="this pack has no lesson"):
        lesson(xa, folder({"pack.yaml": ""}), None)
