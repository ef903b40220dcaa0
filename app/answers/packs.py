"""`datatrail packs`: the packs there are."""

from __future__ import annotations

import argparse
from typing import Any

from app.asked import language, load, shelf
from app.printed import data, show, table
from model.policy.policy import Policy


def run(given: argparse.Namespace) -> int:
    """Print a row for each pack."""
    language(given)
    rows: list[dict[str, Any]] = []
    for key, where in shelf(given).items():
        policy: Policy = load(given, where)
        rows.append({"id": key, "name": policy.pack.name.en, "version": policy.pack.version, "digest": policy.digest,
                     "as_of": policy.pack.as_of, "invented": policy.pack.invented, "instruments": len(policy.instruments),
                     "flows": len(policy.flows), "personas": list(policy.personas)})
    if given.json:
        data(rows)
        return 0
    shown = table("id", "name", "version", "digest", "as of", "acts", "flows", "personas")
    for row in rows:
        shown.add_row(*(str(row[key]) for key in ("id", "name", "version", "digest", "as_of", "instruments", "flows")),
                      ", ".join(row["personas"]))
    show(shown)
    return 0
