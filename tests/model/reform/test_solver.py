"""The solver's smallest sets are those of brute force, whatever the formulas; it says when it ran out of time or room."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.reform import solver
from model.reform.formula import Lanes, both, choose, either, kept, no
from model.reform.solver import Optimum, optimum
from model.spread.rules import Clause

LABELS = tuple("abcde")
formulas = st.recursive(st.sampled_from([kept(label) for label in LABELS] + [True]), lambda inner: st.one_of(
    inner.map(no), st.tuples(inner, inner).map(lambda two: both(*two)), st.tuples(inner, inner).map(lambda two: either(*two)),
    st.tuples(inner, inner, inner).map(lambda three: choose(*three))), max_leaves=5)
clauses = st.lists(st.tuples(st.integers(0, 4), st.lists(st.integers(0, 4), max_size=2), formulas), min_size=3, max_size=9)


def derived(rules, struck):
    read = Lanes({label: int(label in struck) for label in LABELS}, 1)
    known, grown = set(), True
    while grown:
        more = {head for head, bodies, guard in rules if known.issuperset(bodies) and read(guard)} - known
        known, grown = known | more, bool(more)
    return known


def asked(rules, targets, least=0):
    given_rules = [(head, bodies, guard) for head, bodies, guard in rules if guard is not False]
    return optimum(LABELS, [Clause(head, tuple(bodies), None) for head, bodies, _ in given_rules], [guard for *_, guard in given_rules],
                   targets, least)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(clauses, st.lists(st.integers(0, 4), min_size=1, max_size=2, unique=True))
def test_the_sets_are_all_of_the_smallest(rules, targets):
    sets, least = [], 0
    for size in range(len(LABELS) + 1):
        sets = [each for each in combinations(range(5), size) if not derived(rules, {LABELS[place] for place in each}) & set(targets)]
        if sets:
            break
        least = min(size + 1, 3)
    expected = Optimum(len(sets[0]), tuple(sets), True) if sets else Optimum(None, (), True)
    assert asked(rules, targets) == asked(rules, targets, least) == expected


@pytest.fixture
def ways():
    """Three ways to a target, each by two labels that must both be kept: eight smallest sets of three."""
    return ([f"{letter}{number}" for number in range(3) for letter in "ab"], [Clause(0, (), None)] * 3,
            [both(kept(f"a{number}"), kept(f"b{number}")) for number in range(3)], [0], 1)


def test_what_is_listed_is_cut_and_said_to_be(ways, monkeypatch):
    assert (optimum(*ways).size, len(optimum(*ways).sets), optimum(*ways).complete) == (3, 8, True)
    monkeypatch.setattr(solver, "MOST", 8)
    assert (len(optimum(*ways).sets), optimum(*ways).complete) == (8, True)
    monkeypatch.setattr(solver, "MOST", 7)
    cut = optimum(*ways)
    assert (cut.size, len(cut.sets), cut.complete) == (3, 7, False)
    assert set(cut.sets) < set(optimum(*ways)._replace(complete=True).sets) | set(combinations(range(6), 3))


def test_out_of_time_it_knows_nothing(monkeypatch):
    """Two hundred labels of which each of many random pairs must lose one: nobody solves that at once."""
    monkeypatch.setattr(solver, "SECONDS", 0.0)
    draw = Random(3)
    labels = [f"s{number}" for number in range(200)]
    guards = [both(*map(kept, draw.sample(labels, 3))) for _ in range(3000)]
    assert optimum(labels, [Clause(0, (), None)] * len(guards), guards, [0], 1) == Optimum(None, (), False)
