"""`datatrail cut`: every smallest change that stops a holding."""

from __future__ import annotations

import argparse

from app import told
from app.answers.why import chain, sources
from app.asked import a_world, question
from app.printed import data, show
from model.fault import Fault, Faults, unknown
from model.reform.answer import PERMISSIONS
from model.reform.cuts import cut
from model.spread.spread import spread
from model.telling.change import smallest
from model.telling.teller import Citations, Teller

OVER = ("acts", "flows", "sources")


def run(given: argparse.Namespace) -> int:
    """Print the sets of the fewest acts, flows or independent sources."""
    found = spread(a_world(given))
    target = (question(given, found.policy),)
    if given.over not in OVER:
        raise unknown("kind of change", given.over, OVER)
    if given.below and given.below not in PERMISSIONS:
        raise unknown("permission", given.below, [each for each in PERMISSIONS if each])
    if not 1 <= given.limit <= 4:
        raise Faults([Fault("", 0, "limit", f"sets of {given.limit} cannot all be tried", "Give 1 to 4; beyond that a solver searches.")])
    sides = ("least", "most") if given.below else ("least",)
    cuts = {side: cut(found, target, over=given.over, below=given.below or None, side=side, limit=given.limit) for side in sides}
    teller = Teller(found.policy, given.lang)
    if given.json:
        rows = {side: told.cut(found, each, teller) for side, each in cuts.items()}
        data({**rows["least"], **({"below": given.below, "most": rows["most"]} if given.below else {})})
        return 0
    cites = Citations()
    for side, each in cuts.items():
        if given.below:
            show(teller.say(f"smallest.below.{side}"))
        first, *ways = smallest(teller, each)
        show(first, *(f"- {way}" for way in ways))
        if each.because:
            chain(found, each.because, teller, cites, "1")
    show(teller.say("repeal.convention"))
    if cites.numbers:
        sources(teller, cites)
    return 0
