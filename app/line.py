"""The timeline underneath: how much public bodies hold on each day of change, and the law's own dates."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from app.scene import Scene
from model.policy.period import first_day, last_day
from model.spread.liveness import Calendar

YEARS_BEFORE = date(2000, 1, 1)


def draw(scene: Scene) -> dict[str, Any]:
    """The timeline of a scene as plain data."""
    teller, spread, policy = scene.teller, scene.spread, scene.policy
    steps = [(day, low, high) for day, low, high in spread.steps() if day > date.min]
    moves = [(day, low, high) for index, (day, low, high) in enumerate(steps) if not index or (low, high) != steps[index - 1][1:]]
    shown = [step for step in moves if step[0] >= YEARS_BEFORE] or moves
    first = min([each[0] for each in shown if each[2]], default=date(2010, 1, 1)).replace(month=1, day=1)
    first = min(first, spread.world.on)
    last = max(first_day(policy.pack.as_of), spread.world.on)
    used = acts(scene)
    ticks = [{"on": day.isoformat(), "text": teller.act_short(key).split(" ")[-1] if policy.instruments[key].number != "unknown" else "·",
              "label": teller.act(key)}
             for key, start in sorted(spread.course.calendar.starts.items(), key=lambda pair: (pair[1].on if pair[1] else "", pair[0]))
             if start and key in used and first <= (day := first_day(start.on)) <= last]
    before = [step for step in moves if step[0] < first]
    begin = [(first, before[-1][1], before[-1][2])] if before else []
    line = [step for step in (*begin, *moves) if first <= step[0] <= last]
    changes = sorted({step[0] for step in line} | {first_day(policy.pack.as_of)})
    return {"first": first.isoformat(), "last": last.isoformat(), "at": spread.world.on.isoformat(),
            "title": teller.say("timeline.title"), "at_text": teller.date(spread.world.on),
            "steps": [{"on": day.isoformat(), "low": low, "high": high} for day, low, high in line],
            "ticks": ticks, "changes": [day.isoformat() for day in changes],
            "beyond": teller.say("headline.beyond", as_of=teller.date(policy.pack.as_of))
            if spread.world.on > last_day(policy.pack.as_of) else None}


def acts(scene: Scene) -> frozenset[str]:
    """The acts that anything of this pack rests on, before or after a reform: worth a switch and a tick."""
    return _used(scene.as_it_stands.course.calendar) | _used(scene.spread.course.calendar)


@lru_cache(maxsize=32)
def _used(calendar: Calendar) -> frozenset[str]:
    """The acts that a calendar's records rest on, with those they implement or were changed by."""
    found: set[str] = set()
    for record in calendar.records.values():
        under = getattr(record, "under", None)
        for together in (*getattr(record, "basis", ()), *(under if under and under != "none-known" else ())):
            found |= {ref.partition("#")[0] for ref in together}
        principle = getattr(record, "principle", None)
        for field in type(principle).model_fields if principle is not None else ():
            if ref := getattr(getattr(principle, field), "set_by", None):
                found.add(ref.partition("#")[0])
    front = list(found)
    while front:
        act = calendar.policy.instruments[front.pop()]
        for other in (*act.implements, *(part.inserted_by for part in act.provisions if part.inserted_by)):
            if other not in found:
                found.add(other)
                front.append(other)
    return frozenset(found)
