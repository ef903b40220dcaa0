"""`datatrail timeline`: the spread at every change since the first act."""

from __future__ import annotations

import argparse

from app import told
from app.asked import a_world
from app.printed import data, say, table
from model.reform.timeline import timeline
from model.spread.spread import spread
from model.telling.teller import Teller


def run(given: argparse.Namespace) -> int:
    """Print what each change added and took."""
    found = spread(a_world(given))
    changes = timeline(found)
    if given.json:
        data([{"on": each.on.isoformat(), "begun": list(each.begun), "ended": list(each.ended),
               "added": [told.pair(*pair) for pair in each.added], "taken": [told.pair(*pair) for pair in each.taken]} for each in changes])
        return 0
    teller = Teller(found.policy, given.lang)
    shown = table(*(teller.say(f"change.{key}") for key in ("on", "begun", "ended", "added", "taken")))
    for each in changes:
        shown.add_row(teller.date(each.on), teller.join(map(teller.act_short, each.begun)), teller.join(map(teller.act_short, each.ended)),
                      f"+{len(each.added)}" if each.added else "", f"−{len(each.taken)}" if each.taken else "")
    say(shown)
    return 0
