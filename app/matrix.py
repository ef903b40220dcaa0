"""The difference of two worlds as a matrix: who holds what, with what becomes of it, ordered so that what belongs together meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.ladder import COLUMNS, column
from app.scene import Scene
from model.policy.actor import PUBLIC_BODIES
from model.reform.comparison import Comparison
from model.spread.spread import topmost

CHANGES = ("removed", "added", "gated", "ungated", "mixed", "same")
SWEEPS = 12
Pair = tuple[str, str]


def cells(change: Comparison) -> dict[Pair, str]:
    """What becomes of every holding of either world."""
    found = {(each.actor, each.information): "same" for each in change.kept}
    for name in ("gated", "ungated"):
        found |= {(each.actor, each.information): name for each in getattr(change, name)}
    found |= {(each.actor, each.information): "mixed" for each in change.gate_changed}
    return found | dict.fromkeys(change.lost, "removed") | dict.fromkeys(change.gained, "added")


def matrix(here: Scene, table: Mapping[Pair, str]) -> dict[str, Any]:
    """Bodies by kinds of information, ordered so that what belongs together stands together; rows by topmost body."""
    teller = here.teller
    rows, columns = seriated(table, {actor: _group(here, actor) for actor, _ in table})
    place = {what: index for index, what in enumerate(columns)}
    heads = {key: teller.say(f"column.{key}") for key in COLUMNS}
    told: list[dict[str, Any]] = []
    for actor in sorted(rows, key=lambda actor: -column(here.policy, actor)):
        top = _group(here, actor)
        told.append({"id": actor, "name": teller.name(actor, short=True), "group": heads[COLUMNS[column(here.policy, actor)]],
                     "under": teller.name(top, short=True) if top != actor else "",
                     "cells": [[place[what], change] for (who, what), change in table.items() if who == actor]})
    return {"rows": told, "columns": [{"id": key, "name": teller.name(key)} for key in columns],
            "signs": {change: teller.say(f"compare.sign_{change}") for change in CHANGES}, "caption": teller.say("compare.matrix_caption")}


def _group(here: Scene, actor: str) -> str:
    known = here.policy.actors.get(actor)
    return topmost(here.policy, actor) if known is not None and known.kind in PUBLIC_BODIES else actor


def seriated(pairs: Iterable[Pair], groups: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Rows and columns by barycentre, swept to and fro; rows of one group stay together; ties fall to ids."""
    near: dict[str, list[str]] = {}
    far: dict[str, list[str]] = {}
    for row, col in sorted(pairs):
        near.setdefault(row, []).append(col)
        far.setdefault(col, []).append(row)
    # the fullest first: what nearly everybody holds to the left, who holds most at the top
    cols = sorted(far, key=lambda col: (-len(far[col]), col))
    rows: list[str] = []
    for _ in range(SWEEPS):
        at = {col: index for index, col in enumerate(cols)}
        mean = {row: sum(at[col] for col in near[row]) / len(near[row]) for row in near}
        whole: dict[str, list[float]] = {}
        for row in near:
            whole.setdefault(groups[row], []).append(mean[row])
        middle = {group: sum(each) / len(each) for group, each in whole.items()}
        rows = sorted(near, key=lambda row: (middle[groups[row]], groups[row], row != groups[row], mean[row], row))
        place = {row: index for index, row in enumerate(rows)}
        cols = sorted(far, key=lambda col: (sum(place[row] for row in far[col]) / len(far[col]), col))
    return rows, cols
