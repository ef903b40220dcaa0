"""`datatrail weigh`: how much of the spread hangs on each act."""

from __future__ import annotations

import argparse

from app.asked import a_world
from app.printed import data, show, table
from app.progress import counting
from model.fault import unknown
from model.reform.weights import MEASURES, weigh
from model.spread.spread import spread
from model.telling.teller import Teller


def run(given: argparse.Namespace) -> int:
    """Print each act's weight alone, last in, and its exact Shapley share."""
    found = spread(a_world(given))
    if given.measure not in MEASURES:
        raise unknown("measure", given.measure, MEASURES)
    with counting("weigh") as progress:
        weights = weigh(found, given.measure, progress)
    if given.json:
        data({"measure": weights.measure, "whole": weights.whole, "none": weights.none,
              "weights": [{"act": each.act, "alone": each.alone, "last": each.last, "share": float(each.share), "exact": str(each.share)}
                          for each in weights.rows],
              "refused": [{"part": part, "acts": count} for part, count in weights.refused]})
        return 0
    teller = Teller(found.policy, given.lang)
    shown = table("", *(teller.say(f"weight.{key}") for key in ("share", "alone", "last")))
    for each in weights.rows:
        shown.add_row(teller.act(each.act), f"{float(each.share):.2f}", str(each.alone), str(each.last))
    counted = teller.say(f"weight.measure_{weights.measure}")
    show(teller.say("weight.lead", whole=weights.whole, none=weights.none, measure=counted), shown)
    show(*(teller.say("weight.refused", what=part, n=count) for part, count in weights.refused), teller.say("weight.note"))
    return 0
