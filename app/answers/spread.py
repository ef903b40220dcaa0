"""`datatrail spread`: who may come to hold what in one world."""

from __future__ import annotations

import argparse

from app import told
from app.asked import a_world
from app.printed import data, plain, show, table
from model.spread.spread import spread
from model.telling.teller import Teller


def run(given: argparse.Namespace) -> int:
    """Print the spread of a world."""
    found = spread(a_world(given))
    if given.json:
        data(told.spread(found))
        return 0
    teller = Teller(found.policy, given.lang)
    held = table("", "", *(teller.say(f"fact.{key}") for key in ("gate", "since", "evidence")), teller.say("table.day"))
    for each in found.holdings:
        held.add_row(teller.name(each.actor), f"{teller.name(each.information)} ({teller.say('hops', n=each.hops)})",
                     teller.permission(each.gate), teller.since(each.since),
                     teller.say(f"lens.{each.evidence}"), "+" if each.day else "")
    opened = table("", "")
    for power in found.consequences:
        opened.add_row(teller.name(power.consequence), teller.name(power.actor))
    show(*map(plain, teller.headline(found)), *teller.notes(found), held)
    if found.consequences:
        show(teller.say("column.consequence"), opened)
    return 0
