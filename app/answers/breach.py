"""`datatrail breach`: what is out when one actor leaks, and what could then be inferred."""

from __future__ import annotations

import argparse

from app.asked import a_world
from app.printed import data, show
from model.fault import Fault, Faults
from model.reform.breach import breach
from model.spread.spread import known_holder, spread
from model.telling.teller import Teller


def run(given: argparse.Namespace) -> int:
    """Print what is out and what follows."""
    found = spread(a_world(given))
    if not given.actor:
        raise Faults([Fault("", 0, "actor", "breach asks whose store leaks", "Give --actor ID.")])
    leak = breach(found, known_holder(found.policy, given.actor))
    if given.json:
        data({"actor": leak.actor, "out": list(leak.out), "inferred": [
            {"inference": each.inference, "premises": list(each.premises), "conclusion": each.conclusion} for each in leak.inferred]})
        return 0
    teller = Teller(found.policy, given.lang)
    show(teller.say("breach.title", actor=teller.name(leak.actor)), teller.say("breach.out", n=len(leak.out)),
        *(f"- {teller.name(each)}" for each in leak.out),
        teller.say("breach.inferred", n=len(leak.inferred)) if leak.inferred else teller.say("breach.inferred_none"))
    for each in leak.inferred:
        premises = teller.say("breach.from", premises=teller.join(map(teller.name, each.premises)))
        show(f"- {teller.name(each.conclusion)}, {premises} ({teller.name(each.inference)})")
    show(teller.say("breach.note"))
    return 0
