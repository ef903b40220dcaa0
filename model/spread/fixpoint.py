"""Least fixpoints over ground clauses: every period and lens at once (lanes), and best derivations (Knuth 1977)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from heapq import heappop, heappush

from model.spread.rules import Clause


def lanes(size: int, clauses: Sequence[Clause], guards: Sequence[int], watch: Sequence[Sequence[int]]) -> list[int]:
    """For each fact the lanes (bits) in which it is derivable; a clause counts in the lanes of its guard."""
    held = [0] * size
    queue: deque[int] = deque()
    queued = bytearray(size)
    for number, clause in enumerate(clauses):
        if not clause.bodies and guards[number]:
            held[clause.head] |= guards[number]
            if not queued[clause.head]:
                queued[clause.head] = 1
                queue.append(clause.head)
    while queue:
        fact = queue.popleft()
        queued[fact] = 0
        for number in watch[fact]:
            bits = guards[number]
            if not bits:
                continue
            head, bodies, _ = clauses[number]
            for body in bodies:
                bits &= held[body]
            if bits & ~held[head]:
                held[head] |= bits
                if not queued[head]:
                    queued[head] = 1
                    queue.append(head)
    return held


def best(clauses: Sequence[Clause], live: Sequence[int], watch: Sequence[Sequence[int]],
         label: Callable[[Clause, int], int]) -> tuple[dict[int, int], dict[int, int]]:
    """For each fact its least label and the clause that gives it, over the live clauses.

    `label(clause, deepest)` must never lie below `deepest`, the greatest label of the bodies: then one pass in order of
    labels is exact, with ANDs and cycles (Knuth 1977, A generalization of Dijkstra's algorithm). Ties fall to record ids.
    """
    waiting: dict[int, int] = {}
    alive = set(live)
    found: dict[int, int] = {}
    chosen: dict[int, int] = {}
    heap: list[tuple[int, str, int, int]] = []
    for number in live:
        clause = clauses[number]
        if clause.bodies:
            waiting[number] = len(set(clause.bodies))
        else:
            heappush(heap, (label(clause, 0), clause.record or "", clause.head, number))
    while heap:
        value, _, fact, number = heappop(heap)
        if fact in found:
            continue
        found[fact], chosen[fact] = value, number
        for each in watch[fact]:
            if each in alive:
                waiting[each] -= 1
                if not waiting[each]:
                    clause = clauses[each]
                    if clause.head not in found:
                        deepest = max(found[body] for body in clause.bodies)
                        heappush(heap, (label(clause, deepest), clause.record or "", clause.head, each))
    return found, chosen
