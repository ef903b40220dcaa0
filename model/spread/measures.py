"""Measures on who passes to whom: reach, distance and choke points, by networkx."""

from __future__ import annotations

import networkx as nx

from model.spread.graph import passing
from model.spread.rules import HOLDS, Fact
from model.spread.spread import Spread


def reach(spread: Spread, actor: str) -> frozenset[str]:
    """Everybody to whom something may pass on from an actor, by any number of steps; empty where it passes nothing."""
    drawn = passing(spread)
    return frozenset(nx.descendants(drawn, actor)) if actor in drawn else frozenset()


def distances(spread: Spread, actor: str) -> dict[str, int]:
    """How many passings away everybody within reach of an actor is."""
    drawn = passing(spread)
    return dict(nx.single_source_shortest_path_length(drawn, actor)) if actor in drawn else {actor: 0}


def choke_points(spread: Spread, actor: str, information: str) -> frozenset[str]:
    """The actors and systems without which a holding would not be derived: each lies on every chain to it."""
    target = spread.fact(actor, information)
    if target is None:
        return frozenset()
    rules, found = spread.rules, set[str]()
    for other in {rules.facts[rules.clauses[number].head].actor for number in spread.live} - {actor}:
        held = {fact for fact in range(len(rules.facts)) if rules.facts[fact].actor == other}
        if not _derivable(spread, target, held):
            found.add(other)
    return frozenset(found)


def _derivable(spread: Spread, target: int, without: set[int]) -> bool:
    """Whether a fact is still derived when some facts may not be."""
    rules, held = spread.rules, set[int]()
    grown = True
    while grown and target not in held:
        grown = False
        for number in spread.live:
            clause = rules.clauses[number]
            if clause.head not in held and clause.head not in without and held.issuperset(clause.bodies):
                held.add(clause.head)
                grown = True
    return target in held


__all__ = ["HOLDS", "Fact", "choke_points", "distances", "reach"]
