"""Memory: how long what the day left is still held, month by month, at least and at most, as a chart and a table."""

from __future__ import annotations

from typing import Any

from app.question import asked
from app.scene import Scene
from model.policy.actor import PUBLIC_BODIES
from model.reform.memory import Memory, Remembered, memory
from model.spread.spread import topmost
from model.texts import words

ORDER, COMPONENT, PROPERTY = 7, "Memory", "memory"
ASKS = True
BEYOND = 1_000  # where a holding with no known end stands when rows are sorted


def draw(scene: Scene) -> dict[str, Any]:
    """What public bodies still hold each month after the day, and for each holder and kind of information how long."""
    say, teller = scene.teller.say, scene.teller
    found, (actor, _) = memory(scene.world), asked(scene)
    rows = sorted((row for row in found.rows if actor in ("", row.actor)), key=lambda row: _place(scene, row))
    least, most = _counts(found, rows) if actor else (list(found.least), list(found.most))
    title = say("memory.title_of", actor=teller.name(actor)) if actor else say("memory.title")
    return {"title": title, "lead": _lead(scene, found, least, most, alone=bool(actor)) if rows else [],
            "none": "" if rows else say("memory.none"), "note": say("memory.note"),
            "chart_words": words(scene.language, "ui.chart"),
            "chart": {"kind": "band", "x": [day.isoformat() for day in found.months], "low": least, "high": most,
                      "names": {"low": say("memory.least"), "high": say("memory.most")}, "axis": say("memory.axis"),
                      "label": say("memory.label", title=title, first=max(most, default=0), last_low=least[-1], last_high=most[-1],
                                   date=teller.date(found.months[-1]))},
            "table": {"caption": say("memory.table"), "columns": [
                {"id": "actor", "title": say("memory.actor")}, {"id": "information", "title": say("memory.information")},
                {"id": "least", "title": say("memory.at_least")}, {"id": "most", "title": say("memory.at_most")}],
                "rows": [_row(scene, row) for row in rows]},
            "twin": {"caption": say("memory.months"), "columns": [
                {"id": "month", "title": say("memory.month")}, {"id": "least", "title": say("memory.least")},
                {"id": "most", "title": say("memory.most")}],
                "rows": [{"id": day.isoformat(), "cells": [{"text": teller.date(day), "value": day.isoformat()},
                                                           {"text": str(low), "value": low}, {"text": str(high), "value": high}]}
                         for index, (day, low, high) in enumerate(zip(found.months, least, most, strict=True))
                         if not index or index == len(most) - 1 or (low, high) != (least[index - 1], most[index - 1])]}}


def _counts(found: Memory, rows: list[Remembered]) -> tuple[list[int], list[int]]:
    """How many of some rows are held in each month, at least and at most."""
    months = range(len(found.months))
    least, most = ([sum(row.held[side] >> month & 1 for row in rows) for month in months] for side in (0, 1))
    return least, most


def _lead(scene: Scene, found: Memory, least: list[int], most: list[int], *, alone: bool) -> list[str]:
    """The finding first: what the day adds, and how much of it is held to the end at least and at most."""
    say, last = scene.teller.say, scene.teller.date(found.months[-1])
    first = say("memory.lead_of", n=most[0]) if alone else say("memory.lead", n=most[0])
    return [first, say("memory.end", low=least[-1], high=most[-1], date=last)] if most[0] else [first]


def _place(scene: Scene, row: Remembered) -> tuple[bool, str, str]:
    """Public bodies first, then by name."""
    known = scene.policy.actors.get(row.actor)
    return (known is None or known.kind not in PUBLIC_BODIES, scene.teller.name(row.actor), scene.teller.name(row.information))


def _row(scene: Scene, row: Remembered) -> dict[str, Any]:
    """One holder and kind of information: for how many months at least, for how many at most."""
    say, teller = scene.teller.say, scene.teller
    least = say("memory.longer", n=row.least) if row.least_open else _months(scene, row.least)
    most = (say("memory.no_end") if row.least_open else say("memory.not_known")) if row.most is None else _months(scene, row.most)
    holder = teller.name(row.actor)
    if row.actor in scene.policy.actors and (top := topmost(scene.policy, row.actor)) != row.actor:
        holder = say("memory.under", actor=holder, top=teller.name(top, short=True))
    return {"id": f"{row.actor}:{row.information}", "picked": {"selected": row.actor, "chosen": row.information}, "cells": [
        {"text": holder}, {"text": teller.name(row.information)}, {"text": least, "value": row.least},
        {"text": most, "value": BEYOND if row.most is None else row.most}]}


def _months(scene: Scene, count: int) -> str:
    """So many months begun: what is held in months 0 to 11 is kept for 12."""
    return scene.teller.say("fact.months", n=count + 1) if count else scene.teller.say("memory.at_once")
