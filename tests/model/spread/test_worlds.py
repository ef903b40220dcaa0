"""Whole small worlds as data: every file in tests/worlds is a tiny pack and its worlds, each with all that follows."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from model.spread.spread import spread
from model.spread.world import world

FOLDER = Path(__file__).resolve().parents[2] / "worlds"
FILES = {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in sorted(FOLDER.glob("*.yaml"))}
ASKED = ("persona", "on", "lens", "repeal", "conduct", "sources", "acts")
TOLD = {"says", "holds", "opens", "counts", *ASKED}


def rows(table: str) -> list[str]:
    return [" ".join(line.split()) for line in table.splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_every_world_has_exactly_the_spread_that_is_written_beside_it(tiny, name):
    policy = tiny(FILES[name]["pack"])
    for given in FILES[name]["worlds"]:
        assert set(given) <= TOLD, given["says"]
        found = spread(world(policy, **{key: given[key] for key in ASKED if key in given}))
        held = [
            " ".join(
                map(
                    str,
                    (
                        each.actor,
                        each.information,
                        each.hops,
                        each.gate.least,
                        each.gate.most,
                        each.evidence,
                        each.since.date or "-",
                        each.since.kind,
                        *(["day"] if each.day else []),
                    ),
                )
            )
            for each in found.holdings
        ]
        opened = [" ".join((each.consequence, each.actor, each.evidence, *(["day"] if each.day else []))) for each in found.consequences]
        counted = {key: "..".join(map(str, getattr(found.counts, key))) for key in given.get("counts", {})}
        assert (held, opened, counted) == (rows(given["holds"]), rows(given.get("opens", "")), given.get("counts", {})), given["says"]


def test_there_are_worlds_to_compare():
    assert len(FILES) >= 15
    assert sum(len(each["worlds"]) for each in FILES.values()) >= 60
