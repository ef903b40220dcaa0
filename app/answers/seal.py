"""`datatrail seal`: one offline HTML file with a lesson."""

from __future__ import annotations

import argparse

from app.asked import folder, language, load
from app.seal import handout, seal
from app.written import write
from model.fault import Fault, Faults


def run(given: argparse.Namespace) -> int:
    """Write the file."""
    language(given)
    where = folder(given)
    made = (handout if given.handout else seal)(load(given, where), where, given.lesson, given.lang)
    if not given.output:
        raise Faults([Fault("", 0, "output", "seal writes a file", "Give -o FILE.html.")])
    write(given.output, made)
    return 0
