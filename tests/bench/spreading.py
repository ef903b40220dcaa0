"""The spread of a real pack: our course (every date and lens at once) against a graph library a type at a time, and clingo."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import clingo
import networkx as nx
import rustworkx as rx
from race import race

from model.exports.datalog import export
from model.policy.flow import Collection, Flow, Inference
from model.policy.library import find, read
from model.policy.policy import Policy
from model.spread.course import Course
from model.spread.liveness import Liveness
from model.spread.rules import HOLDS, rules
from model.spread.world import World, world

Pair = tuple[str, str]
Reach = Callable[[list[tuple[Any, Any]], Iterable[Any]], set[Any]]


def by_networkx(edges: list[tuple[Any, Any]], begin: Iterable[Any]) -> set[Any]:
    """Everything reached from a set of nodes."""
    graph = nx.DiGraph(edges)
    graph.add_edges_from(("", node) for node in begin)
    return nx.descendants(graph, "")


def by_rustworkx(edges: list[tuple[Any, Any]], begin: Iterable[Any]) -> set[Any]:
    """Everything reached from a set of nodes."""
    graph, number = rx.PyDiGraph(), {}
    begin = list(begin)
    for node in {node for edge in edges for node in edge} | set(begin):
        number[node] = graph.add_node(node)
    root = graph.add_node("")
    graph.add_edges_from_no_data([(number[a], number[b]) for a, b in edges] + [(root, number[node]) for node in begin])
    return {graph[index] for index in rx.descendants(graph, root)}


def typewise(policy: Policy, live: set[str], reach: Reach) -> frozenset[Pair]:
    """Who holds what: for each leaf everybody reached from its collections, again after every round of inferences."""
    edges, begin = defaultdict[str, list[tuple[Any, Any]]](list), defaultdict[str, set[Any]](set)
    always: list[tuple[Any, Any]] = [(each.system, each.actor) for key, each in policy.operates.items() if key in live]
    for key, member in policy.members.items():
        if key in live:   # what a member holds its class can pass on; what the class was given its members hold
            always += [(member.class_, member.actor), (member.actor, ("pool", member.class_))]
    for key in live:
        record = policy.spreading.get(key)
        if isinstance(record, Collection):
            for leaf in record.information:
                begin[leaf].add(record.recipient)
        elif isinstance(record, Flow):
            for leaf in {leaf for kind in record.information for leaf in policy.leaves[kind]}:
                edges[leaf] += [(record.sender, record.recipient), (("pool", record.sender), record.recipient)]
    inferences = [(at, each) for key, each in policy.inferences.items() if key in live
                  for at in (each.at or [key for key, holder in policy.holders.items() if each.means in holder.means])]
    held: dict[str, set[Any]] = {}
    stale = set(policy.leaves)
    while stale:
        for leaf in stale:
            if begin[leaf]:
                held[leaf] = reach(edges[leaf] + always, begin[leaf])
        stale = {leaf for at, each in inferences if _all(policy, held, at, each)
                 for leaf in each.conclusions if at not in held.get(leaf, ()) and not begin[leaf].add(at)}
    return frozenset((actor, leaf) for leaf, actors in held.items() for actor in actors if isinstance(actor, str))


def _all(policy: Policy, held: dict[str, set[Any]], at: str, each: Inference) -> bool:
    return all(any(at in held.get(leaf, ()) for leaf in policy.leaves[kind]) for kind in each.premises)


def by_clingo(program: str) -> frozenset[Pair]:
    """The exported program parsed, grounded and solved."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program)
    control.ground([("base", [])])
    found: list[Pair] = []

    def keep(model: clingo.Model) -> None:
        found.extend((each.arguments[0].string, each.arguments[1].string) for each in model.symbols(shown=True) if each.name == "holds")

    control.solve(on_model=keep)
    return frozenset(found)


def by_us(here: World) -> Course:
    """Every date and lens, with the day and without: liveness and one fixpoint, as the page computes it after a change of law."""
    return Course(here)


def at(course: Course, here: World, period: int) -> frozenset[Pair]:
    """What is held in one period."""
    facts = course.rules.facts
    return frozenset((fact.actor, fact.what) for number, fact in enumerate(facts)
                     if fact.kind == HOLDS and course.at(number, here.level, period))


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Both packs: one date and lens, and all dates of one lens, everybody given the same live records (clingo: raw facts)."""
    told: dict[str, Any] = {}
    for name in given.packs:
        policy = read(find(name))
        here = world(policy, persona="everyone")
        liveness = Liveness(here)
        days, standing = liveness.calendar.days, liveness.calendar.standing
        bits = {key: liveness.live(key) for key in policy.spreading if key in standing and standing[key].level <= here.level}
        live = [{key for key, on in bits.items() if on >> period & 1} for period in range(len(days))]
        programs = [export(here.but(on=day)) for day in days]
        now = liveness.calendar.period(here.on)

        def one(answer: Any, here: World = here, now: int = now) -> frozenset[Pair]:
            return at(answer, here, now) if isinstance(answer, Course) else answer

        def all_(answer: Any, here: World = here, count: int = len(days)) -> list[frozenset[Pair]]:
            return [at(answer, here, period) for period in range(count)] if isinstance(answer, Course) else answer

        rules(policy)
        told[name] = {
            "records": len(policy.spreading), "clauses": len(rules(policy).clauses), "dates": len(days),
            "held": len(at(by_us(here), here, now)),
            "one date, one lens": race({
                "ours, every date and lens": lambda here=here: by_us(here),
                "networkx": lambda policy=policy, now=live[now]: typewise(policy, now, by_networkx),
                "rustworkx": lambda policy=policy, now=live[now]: typewise(policy, now, by_rustworkx),
                "clingo": lambda program=programs[now]: by_clingo(program)}, given.rounds, equal=one),
            "all dates, one lens": race({
                "ours, every date and lens": lambda here=here: by_us(here),
                "networkx": lambda policy=policy, live=live: [typewise(policy, each, by_networkx) for each in live],
                "rustworkx": lambda policy=policy, live=live: [typewise(policy, each, by_rustworkx) for each in live],
                "clingo": lambda programs=programs: [by_clingo(each) for each in programs]},
                min(given.rounds, 3), equal=all_)}
    return told
