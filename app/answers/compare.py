"""`datatrail compare`: two worlds, what differs, and what keeps alive what is kept."""

from __future__ import annotations

import argparse

from app import told
from app.asked import asked, before
from app.printed import data, plain, show, table
from model.reform.comparison import compare
from model.reform.outcome import outcomes
from model.spread.rules import Fact
from model.spread.spread import spread
from model.telling.change import conventions, kept, moved, outcome, summary, verdict
from model.telling.teller import Teller


def run(given: argparse.Namespace) -> int:
    """Print the difference between the law as it stands (or `--before`) and the world asked for."""
    wanted = asked(given)
    then = before(given)
    change = compare(spread(then), spread(wanted.world))
    if given.json:
        data({**told.comparison(change), "outcomes": [{"record": each.record, "information": list(each.information), "may": list(each.may)}
                                                      for each in outcomes(change.before, wanted.reforms, change.after)]})
        return 0
    teller = Teller(then.policy, given.lang)
    show(*map(plain, summary(teller, change)))
    for kind in ("gained", "lost"):
        if pairs := getattr(change, kind):
            shown = table(teller.say(f"compare.list_{kind}"))
            for pair in pairs:
                shown.add_row(teller.fact(Fact(*pair)))
            show(shown)
    rows = [moved(teller, each) for each in (*change.gated, *change.ungated, *change.gate_changed)]
    rows += [kept(teller, change, each) for each in change.kept if each.touched]
    rows += [outcome(teller, each) for each in outcomes(change.before, wanted.reforms, change.after)]
    rows += [verdict(teller, each) for each in change.verdicts]
    show(*rows, *conventions(teller, change))
    return 0
