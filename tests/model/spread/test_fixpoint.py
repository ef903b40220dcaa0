"""Least fixpoints over ground clauses, by hand."""

from __future__ import annotations

from model.spread.fixpoint import best, lanes
from model.spread.rules import Clause


def watch(size: int, clauses: list[Clause]) -> list[list[int]]:
    return [[number for number, clause in enumerate(clauses) if fact in clause.bodies] for fact in range(size)]


def deeper(clause: Clause, deepest: int) -> int:
    return deepest + bool(clause.record)


def test_a_fact_is_held_in_the_lanes_in_which_some_clause_and_all_it_needs_are():
    clauses = [Clause(0, (), "a"), Clause(1, (), "b"), Clause(2, (0, 1), "c"), Clause(2, (0,), "d"), Clause(3, (2,), None)]
    assert lanes(4, clauses, [0b1110, 0b0111, 0b1111, 0b1000, 0b1101], watch(4, clauses)) == [0b1110, 0b0111, 0b1110, 0b1100]


def test_a_circle_without_a_beginning_is_not_held():
    clauses = [Clause(0, (1,), "a"), Clause(1, (0,), "b"), Clause(2, (), "c")]
    assert lanes(3, clauses, [1, 1, 1], watch(3, clauses)) == [0, 0, 1]
    assert best(clauses, [0, 1, 2], watch(3, clauses), deeper)[0] == {2: 1}


def test_a_clause_that_is_off_in_all_lanes_gives_nothing():
    clauses = [Clause(0, (), "a"), Clause(1, (0,), "b")]
    assert lanes(2, clauses, [0b1, 0], watch(2, clauses)) == [0b1, 0]
    assert lanes(2, clauses, [0, 0b1], watch(2, clauses)) == [0, 0]


def test_later_lanes_reach_what_was_already_held_in_others():
    clauses = [Clause(0, (), "a"), Clause(1, (0,), "b"), Clause(2, (1,), "c"), Clause(0, (2,), "d"), Clause(1, (), "e")]
    assert lanes(3, clauses, [0b001, 0b111, 0b111, 0b111, 0b110], watch(3, clauses)) == [0b111, 0b111, 0b111]


def test_the_best_derivation_counts_the_deepest_premise_and_goes_round_no_circle():
    clauses = [
        Clause(0, (), "a"),
        Clause(1, (0,), "b"),
        Clause(2, (1,), "c"),
        Clause(3, (0, 2), "d"),
        Clause(0, (3,), "e"),
        Clause(3, (1, 1), "f"),
    ]
    labels, chosen = best(clauses, range(6), watch(4, clauses), deeper)
    assert labels == {0: 1, 1: 2, 2: 3, 3: 3}
    assert chosen == {0: 0, 1: 1, 2: 2, 3: 5}


def test_a_clause_that_is_not_live_is_not_used():
    clauses = [Clause(0, (), "a"), Clause(1, (0,), "b"), Clause(2, (0,), None), Clause(1, (2,), "c")]
    labels, chosen = best(clauses, [0, 2, 3], watch(3, clauses), deeper)
    assert (labels, chosen[1]) == ({0: 1, 2: 1, 1: 2}, 3)


def test_a_tie_falls_to_the_first_id_whatever_the_order():
    clauses = [Clause(0, (), "z"), Clause(0, (), "a"), Clause(1, (0,), "m"), Clause(1, (0,), "k")]
    for order in ([0, 1, 2, 3], [3, 2, 1, 0]):
        assert best(clauses, order, watch(2, clauses), deeper)[1] == {0: 1, 1: 3}
