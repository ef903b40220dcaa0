"""The timeline as a list: each day on which something changed for this person, what began or ended, what was added and taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.line import acts
from app.scene import Scene
from model.policy.period import first_day
from model.reform.timeline import Change, timeline
from model.spread.rules import Fact

ORDER, COMPONENT, PROPERTY = 5, "Changes", "changes"
Pair = tuple[str, str]


def draw(scene: Scene) -> dict[str, Any]:
    """Every day of change that matters for this person's day, or for all that is held where that is shown."""
    say = scene.teller.say
    days = [told for each in timeline(scene.spread) if (told := _day(scene, each)) is not None]
    last = first_day(scene.policy.pack.as_of)
    for told in days:
        told["now"] = told["on"] == max((each["on"] for each in days if each["on"] <= scene.world.on.isoformat()), default="")
        told["beyond"] = told["on"] > last.isoformat()
    return {"lead": say("change.lead", n=len(days)), "scope": say("change.scope_all") if scene.state.already else say("change.scope_day"),
            "none": "" if days else say("change.none"), "days": days,
            "beyond": say("headline.beyond", as_of=scene.teller.date(scene.policy.pack.as_of))}


def _day(scene: Scene, change: Change) -> dict[str, Any] | None:
    """One day; nothing where no holding that is shown came or went on it."""
    say, teller = scene.teller.say, scene.teller
    added, taken = _shown(scene, change.added, change.on), _shown(scene, change.taken, change.on, before=True)
    if not added and not taken:
        return None
    begun, ended = ([act for act in those if act in acts(scene)] for those in (change.begun, change.ended))
    return {"on": change.on.isoformat(), "date": teller.date(change.on),
            "begun": say("change.begun", acts=teller.join(map(teller.act, begun))) if begun else "",
            "ended": say("change.ended", acts=teller.join(map(teller.act, ended))) if ended else "",
            "practice": "" if begun or ended else say("change.practice"),
            "lists": [{"key": key, "title": title, "groups": _groups(scene, pairs)} for key, title, pairs in (
                ("added", say("change.added", n=len(added)), added), ("removed", say("change.taken", n=len(taken)), taken)) if pairs]}


def _shown(scene: Scene, pairs: Iterable[Pair], on: date, *, before: bool = False) -> list[Pair]:
    """Those of some holdings that the day adds (on the day, or just before it), or all where all that is held is shown."""
    if scene.state.already:
        return list(pairs)
    course, level = scene.spread.course, scene.spread.level
    period = course.calendar.period(on) - before
    found = []
    for pair in pairs:
        number = scene.spread.rules.index(Fact(*pair))
        if number is not None and not course.at(number, level, period, day=False):
            found.append(pair)
    return found


def _groups(scene: Scene, pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    groups: dict[str, list[str]] = {}
    for actor, what in pairs:
        groups.setdefault(scene.teller.name(actor), []).append(scene.teller.name(what))
    return [{"name": name, "items": sorted(groups[name])} for name in sorted(groups)]
