"""`datatrail memory`: what the day leaves behind, month by month."""

from __future__ import annotations

import argparse

from app import told
from app.asked import a_world
from app.printed import data, show, table
from model.fault import Fault, Faults
from model.reform.memory import memory
from model.telling.teller import Teller


def run(given: argparse.Namespace) -> int:
    """Print for how many months after the day each holding is still there."""
    if not 1 <= given.months <= 600:
        raise Faults([Fault("", 0, "months", f"{given.months} months cannot be looked at", "Give 1 to 600.")])
    world = a_world(given)
    found = memory(world, given.months)
    if given.json:
        data({"months": [day.isoformat() for day in found.months], "least": list(found.least), "most": list(found.most),
              "holdings": [{**told.pair(each.actor, each.information), "least": each.least, "most": each.most} for each in found.rows]})
        return 0
    teller = Teller(world.policy, given.lang)
    shown = table("", "", *(teller.say(f"memory.{key}") for key in ("least", "most")))
    for each in found.rows:
        spans = [teller.say("memory.longer", n=given.months) if last is None or (each.least_open and last == each.least) else
                 teller.say("fact.months", n=last + 1) if last else teller.say("memory.at_once") for last in (each.least, each.most)]
        shown.add_row(teller.name(each.actor), teller.name(each.information), *spans)
    show(shown)
    return 0
