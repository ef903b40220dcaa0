"""The spread as networkx graphs."""

from __future__ import annotations

import networkx as nx

from model.spread.graph import graph, passing
from model.spread.spread import spread
from model.spread.world import world


def test_the_graph_has_a_node_for_every_holding_and_consequence_and_a_step_for_every_clause(xa):
    found = spread(world(xa))
    drawn = graph(found)
    kinds = nx.get_node_attributes(drawn, "kind")
    assert {(data["actor"], data["what"]) for _, data in drawn.nodes(data=True) if data["kind"] == "holding"} == set(found.held)
    assert {(data["what"], data["actor"]) for _, data in drawn.nodes(data=True) if data["kind"] == "consequence"} == {
        (each.consequence, each.actor) for each in found.consequences
    }
    assert {data["record"] for _, data in drawn.nodes(data=True) if data["kind"] == "record"} - {""} == found.records
    assert sum(kind == "record" for kind in kinds.values()) == len(found.live)
    assert drawn.graph == {"pack": "xa", "on": "2030-01-01", "lens": "practice"}


def test_a_step_needs_all_that_points_to_it(xa):
    drawn = graph(spread(world(xa)))
    [step] = [
        node
        for node, data in drawn.nodes(data=True)
        if data.get("record") == "movements-from-taps" and "police holds movements" in drawn[node]
    ]
    assert {drawn.nodes[node]["what"] for node in drawn.predecessors(step)} == {"fare-record", "fare-card", "card-owner"}


def test_who_passes_to_whom_leaves_out_what_stays_with_one_actor(xa):
    drawn = passing(spread(world(xa)))
    assert drawn.edges["transport-registry", "transport-ministry"]["records"] == {"op-transport-registry"}
    assert drawn.edges["transport-registry", "police"]["records"] >= {"police-read-registry", "police-read-registry-seen"}
    assert not list(nx.selfloop_edges(drawn))
    assert not drawn.has_edge("swallow-buses", "police") or "clerk-hands-over-clip" not in drawn.edges["swallow-buses", "police"]["records"]
