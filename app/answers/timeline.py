"""`datatrail timeline`: the spread at every change since the first act."""

from __future__ import annotations

import argparse

from app import told
from app.asked import a_world
from app.printed import data, show
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
    for each in changes:
        told_ = [teller.say(f"change.{key}", acts=teller.join(map(teller.act, acts))) for key in ("begun", "ended")
                 if (acts := getattr(each, key))] or [teller.say("change.practice")]
        counted = [teller.say(f"change.{key}", n=len(pairs)) for key in ("added", "taken") if (pairs := getattr(each, key))]
        show(f"{teller.date(each.on)}: {' '.join(told_)} {teller.join(counted)}".rstrip())
    return 0
