"""`datatrail why`: the chains by which an actor may come to hold something."""

from __future__ import annotations

import argparse

from app import told
from app.asked import asked, question
from app.printed import data, plain, show
from model.fault import Fault, Faults
from model.spread.derivation import Derivation, why
from model.spread.holding import Gate
from model.spread.spread import Spread, spread
from model.telling.teller import Citations, Teller, numbered


def run(given: argparse.Namespace) -> int:
    """Print the chains."""
    wanted = asked(given)
    found = spread(wanted.world)
    if given.limit < 1:
        raise Faults([Fault("", 0, "limit", f"{given.limit} chains cannot be shown", "Give 1 or more.")])
    actor, what = question(given, found.policy)
    chains, teller = why(found, actor, what, given.limit), Teller(found.policy, given.lang)
    if given.json:
        data({"world": told.world(found.world), "complete": chains.complete,
              "derivations": [told.derivation(found, each, teller) for each in chains]})
        return 0
    if not chains.derivations:
        show(plain(teller.not_reached(found, spread(wanted.law), actor, what)))
        return 0
    cites = Citations()
    for index, each in enumerate(chains, 1):
        chain(found, each, teller, cites, str(index))
    if not chains.complete:
        show(teller.say("why.cut", n=given.limit))
    sources(teller, cites)
    return 0


def chain(found: Spread, each: Derivation, teller: Teller, cites: Citations, number: str) -> None:
    """Print one chain in numbered steps."""
    how_far, gate = teller.say("hops", n=each.hops), teller.permission(Gate.of(*each.gate))
    show(f"{number}. {teller.fact(each.steps[-1].conclusion)} ({how_far}; {gate})")
    for index, step in enumerate(teller.chain(found, each, cites), 1):
        marks = " ".join(part for part in (step.badge and f"[{step.badge}]", *step.marks) if part)
        numbers = f"[{', '.join(map(str, step.citations))}]" if step.citations else ""
        show(f"   {number}.{index} {step.sentence} {marks} {numbers}".rstrip())
        if step.basis:
            show(f"       {step.basis}")


def sources(teller: Teller, cites: Citations) -> None:
    """Print the sources behind the numbers."""
    show("", teller.say("why.sources_title"), *(f"[{number}] {text}" for number, _, text in numbered(teller, cites)))
