"""A spread as a networkx graph: facts and the records that join them, for whoever wants to compute more."""

from __future__ import annotations

import networkx as nx

from model.spread.rules import HOLDS, OPENS
from model.spread.spread import Spread


def graph(spread: Spread) -> nx.DiGraph[str]:
    """The AND/OR graph of a world: nodes of kind `holding`, `consequence` and `record`; a record needs all that points to it."""
    drawn: nx.DiGraph[str] = nx.DiGraph(pack=spread.policy.pack.id, on=spread.world.on.isoformat(), lens=spread.world.lens)
    rules = spread.rules

    def name(fact: int) -> str:
        actor, what, kind = rules.facts[fact]
        drawn.add_node(node := f"{actor} {kind} {what}", kind={HOLDS: "holding", OPENS: "consequence"}.get(kind, kind),
                       actor=actor, what=what)
        return node

    for number in spread.live:
        clause = rules.clauses[number]
        step = f"{clause.record or 'so'} #{number}"
        drawn.add_node(step, kind="record", record=clause.record or "")
        for body in clause.bodies:
            drawn.add_edge(name(body), step)
        drawn.add_edge(step, name(clause.head))
    return drawn


def passing(spread: Spread) -> nx.DiGraph[str]:
    """Who passes something to whom in a world: actors and systems joined by the records at work (`records` of an edge)."""
    drawn: nx.DiGraph[str] = nx.DiGraph()
    for number in spread.live:
        clause = spread.rules.clauses[number]
        head = spread.rules.facts[clause.head]
        for body in clause.bodies:
            actor = spread.rules.facts[body].actor
            if clause.record and actor != head.actor:
                records = drawn.get_edge_data(actor, head.actor, {"records": frozenset()})["records"]
                drawn.add_edge(actor, head.actor, records=records | {clause.record})
    return drawn
