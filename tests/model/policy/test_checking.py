"""What holds a pack together; what breaks it is in test_reading and faults/faults.yaml."""

from __future__ import annotations

from model.policy.checking import links
from model.policy.library import find
from model.policy.policy import SECTIONS


def test_every_reference_of_every_record_of_a_pack_is_looked_up(xa):
    kinds: dict[str, set[str]] = {}
    for section in SECTIONS:
        for record in getattr(xa, section, {}).values() if section != "pack" else ():
            for _, kind, given in links(section, record):
                kinds.setdefault(kind, set()).add(given)
    assert {"swallow-buses", "city-video"} <= kinds["holders"]
    assert "xa/law/2018-03-01/12" in kinds["instruments"]
    assert any("#" in ref for ref in kinds["provisions"])
    assert set(kinds) == {
        "types",
        "actors",
        "holders",
        "systems",
        "provisions",
        "instruments",
        "topics",
        "attributes",
        "facts",
        "means",
        "purposes",
        "sources",
        "inferences",
    }
    assert "none-known" not in kinds["provisions"]


def test_two_ways_to_one_act_are_no_circle(tiny):
    law, left, right, last = (f"aa/law/2010-01-01/{number}" for number in range(4))
    acts = [{"id": law}, *({"id": each, "implements": [law]} for each in (left, right)), {"id": last, "implements": [left, right, law]}]
    assert tiny({"instruments": acts}).instruments[last].implements == (left, right, law)


def test_both_packs_are_sound(xa, by):
    assert (xa.pack.id, by.pack.id) == ("xa", "by")
    assert find("xa") != find("by")
