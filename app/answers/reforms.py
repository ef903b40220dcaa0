"""`datatrail reforms`: the named reforms of a pack."""

from __future__ import annotations

import argparse

from app.asked import language, load
from app.printed import data, show, table
from model.reform.shelf import reforms
from model.telling.teller import Teller


def run(given: argparse.Namespace) -> int:
    """Print a row for each reform."""
    policy = load(given)
    language(given)
    found = reforms(policy)
    if given.json:
        data([each.plain() for each in found.values()])
        return 0
    teller = Teller(policy, given.lang)
    shown = table("id", "", "")
    for each in found.values():
        shown.add_row(each.id, teller.text(each.name), teller.text(each.aim) if each.aim else "")
    show(shown)
    return 0
