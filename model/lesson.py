"""Lessons as data: one file from which page, handout and teacher's notes are made."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError

from model.fault import Fault, Faults, nearest, unknown
from model.policy.page import read_page
from model.policy.period import When
from model.policy.policy import Policy
from model.policy.reading import explain
from model.policy.record import Id, Name, Record


class Term(Record):
    """A word pupils need, and what it means."""

    term: Name
    means: Name


class Setting(Record):
    """The world a lesson is told in."""

    persona: Id
    on: When
    lens: str = "practice"


class LessonStep(Record):
    """One sentence, one question, and the records whose part of the picture appears with it."""

    say: Name
    ask: Name
    show: tuple[Id, ...] = ()
    focus: Id | None = None
    minutes: int = Field(ge=1, le=60)


class Teacher(Record):
    """What the teacher should know first."""

    prepare: Name
    sensitivity: Name
    not_ask: Name


class Lesson(Record):
    """A lesson: what it is for, its world, its steps, what to discuss, and a debrief that ends on what could change."""

    id: Id
    title: Name
    age: str
    minutes: int
    grouping: Name
    devices: str
    objectives: tuple[Name, ...] = Field(min_length=1, max_length=3)
    key_terms: tuple[Term, ...] = ()
    world: Setting
    steps: tuple[LessonStep, ...] = Field(min_length=1)
    discuss: tuple[Name, ...] = ()
    debrief: Name
    teacher: Teacher


def lessons(policy: Policy, folder: Path) -> dict[str, Lesson]:
    """Every lesson of a pack folder by id; raises all their faults at once."""
    found: dict[str, Lesson] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "lessons").glob("*.yaml")):
        page = read_page(path, str(path))
        raw = page.data.get("lesson") if isinstance(page.data, dict) else None
        try:
            lesson = Lesson.model_validate(raw)
        except ValidationError as error:
            explain(page, Lesson, error, ("lesson",))
        else:
            found[lesson.id] = lesson
            known = {**policy.spreading, **policy.consequences}
            for index, step in enumerate(lesson.steps):
                for number, key in enumerate(step.show):
                    if key not in known:
                        page.fault(("lesson", "steps", index, "show", number), f"there is no record {key!r}", nearest(key, known))
        faults.extend(page.faults)
    if faults:
        raise Faults(faults)
    return found


def lesson(policy: Policy, folder: Path, given: str | None) -> Lesson:
    """The lesson asked for, or the pack's first; raises the fault of an unknown one."""
    found = lessons(policy, folder)
    if not found:
        raise Faults([Fault(str(folder), 0, "", "this pack has no lesson", "Lessons stand in its folder `lessons`.")])
    if given is not None and given not in found:
        raise unknown("lesson", given, found)
    return found[given] if given else next(iter(found.values()))
