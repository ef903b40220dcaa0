"""Reach, distance and choke points."""

from __future__ import annotations

from model.spread.measures import choke_points, distances, reach
from model.spread.spread import spread
from model.spread.world import world

PACK = {
    "types": ["taps", "photos", "names-known"],
    "facts": ["rides"],
    "personas": [{"id": "rider", "facts": ["rides"]}],
    "actors": ["bus", "hub", "side", "police", "court", "alone"],
    "collections": [
        {"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"},
        {"id": "photo", "when": "rides", "recipient": "alone", "information": ["photos"], "by_nature": "true"},
    ],
    "flows": [
        {
            "id": f"{a}-{b}",
            "sender": a,
            "recipient": b,
            "information": ["taps", "names-known"],
            "modality": "observed",
            "under": "none-known",
        }
        for a, b in (("bus", "hub"), ("bus", "side"), ("hub", "police"), ("side", "hub"), ("police", "court"), ("court", "police"))
    ],
    "inferences": [{"id": "see", "at": ["hub", "side"], "premises": ["taps"], "conclusions": ["names-known"]}],
}


def test_reach_is_everybody_something_may_pass_on_to(tiny):
    found = spread(world(tiny(PACK)))
    assert reach(found, "bus") == {"hub", "side", "police", "court"}
    assert reach(found, "police") == {"court"}
    assert reach(found, "alone") == frozenset()


def test_distance_counts_passings(tiny):
    found = spread(world(tiny(PACK)))
    assert distances(found, "bus") == {"bus": 0, "hub": 1, "side": 1, "police": 2, "court": 3}
    assert distances(found, "alone") == {"alone": 0}


def test_a_choke_point_lies_on_every_chain(tiny):
    found = spread(world(tiny(PACK)))
    assert choke_points(found, "court", "taps") == {"bus", "hub", "police"}
    assert choke_points(found, "hub", "taps") == {"bus"}
    assert choke_points(found, "bus", "taps") == frozenset()
    assert choke_points(found, "court", "photos") == frozenset()


def test_without_a_choke_point_nothing_is_left(xa):
    found = spread(world(xa))
    assert choke_points(found, "transport-ministry", "fare-record") == {"swallow-buses", "transport-registry"}
