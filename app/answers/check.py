"""`datatrail check`: read packs, tell every fault, and run what they are expected to derive."""

from __future__ import annotations

import argparse
from typing import Any

from app.asked import folder, language, load, shelf
from app.printed import data, show
from model.expectation import run as expected
from model.fault import Fault, Faults
from model.reform.shelf import reforms


def run(given: argparse.Namespace) -> int:
    """0 when every expectation is met, 1 when not, 2 (by its faults) when a pack cannot be read."""
    language(given)
    wanted = [folder(given)] if given.pack else list(shelf(given).values())
    faults: list[Fault] = []
    results: list[dict[str, Any]] = []
    read = 0
    for where in wanted:
        try:
            policy = load(given, where)
            reforms(policy)
            read += 1
            for each in expected(policy, where):
                results.append({"pack": policy.pack.id, "says": each.expectation.says, "met": not each.instead,
                                "instead": each.instead or None, "file": each.file, "line": each.line})
        except Faults as found:
            faults.extend(found.faults)
    missed = [each for each in results if not each["met"]]
    if given.json:
        data({"faults": [vars(fault) for fault in faults], "expectations": results})
    else:
        for row in results:
            show(f"{'met    ' if row['met'] else 'NOT MET'} {row['pack']}: {row['says']}"
                + ("" if row["met"] else f"\n        {row['file']}:{row['line']}: {row['instead']}"))
        show(f"{len(results) - len(missed)} of {len(results)} expectations are met; packs read: {read}.")
    if faults:
        raise Faults(faults)
    return 1 if missed else 0
