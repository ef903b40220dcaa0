"""Formulas fold what cannot matter, and lanes read them in many worlds at once."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.reform.formula import Lanes, both, choose, either, kept, named, no, table

LABELS = ("a", "b", "c")
SUBSETS = [frozenset(each) for size in range(4) for each in combinations(LABELS, size)]
A, B = kept("a"), kept("b")

trees = st.recursive(st.sampled_from([True, False, *LABELS]), lambda inner: st.one_of(
    st.tuples(st.just("no"), inner), st.tuples(st.sampled_from(["both", "either"]), inner, inner),
    st.tuples(st.just("choose"), inner, inner, inner)), max_leaves=9)


def built(tree):
    if isinstance(tree, bool):
        return tree
    if isinstance(tree, str):
        return kept(tree)
    return {"no": no, "both": both, "either": either, "choose": choose}[tree[0]](*map(built, tree[1:]))


def true(tree, struck):
    if isinstance(tree, bool):
        return tree
    if isinstance(tree, str):
        return tree not in struck
    op, *parts = tree[0], *(true(part, struck) for part in tree[1:])
    return {"no": lambda one: not one, "both": lambda one, other: one and other, "either": lambda one, other: one or other,
            "choose": lambda asked, then, other: then if asked else other}[op](*parts)


def lanes(subsets=SUBSETS):
    return Lanes({label: sum(1 << lane for lane, struck in enumerate(subsets) if label in struck) for label in LABELS}, len(subsets))


def holds(formula, struck):
    return bool(lanes([struck])(formula))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(trees)
def test_a_formula_built_holds_in_exactly_the_lanes_in_which_what_was_said_is_true(tree):
    assert lanes()(built(tree)) == sum(1 << lane for lane, struck in enumerate(SUBSETS) if true(tree, struck))


def test_what_cannot_matter_is_folded_away():
    assert both() is True and either() is False
    assert both(A, True) == either(A, False) == both(A, A) == either(A, A) == A
    assert both(A, False) is False and either(True, A) is True
    assert both(A, no(A)) is False and either(B, A, no(A)) is True
    assert no(True) is False and no(no(A)) == A
    assert choose(A, B, B) == B and choose(A, True, False) == A and choose(A, False, True) == no(A)
    assert choose(A, True, B) == either(A, B) and choose(A, B, False) == both(A, B)


def test_named_gathers_each_label_once():
    assert named([both(A, either(B, no(A))), A, True]) == {"a", "b"}
    assert named([True, False]) == frozenset()


def test_lanes_outside_the_width_never_count():
    worlds = Lanes({"a": 0b01, "b": 0b11}, 2)
    assert [worlds(each) for each in (True, False, A, no(A), B, no(B), either(A, B))] == [3, 0, 2, 1, 0, 3, 2]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.frozensets(st.sampled_from(SUBSETS)))
def test_a_table_is_whatever_it_is_made_from(true_for):
    formula = table(LABELS, true_for.__contains__, falling=False)
    assert {struck for struck in SUBSETS if holds(formula, struck)} == true_for
    assert (formula is True) == (len(true_for) == 8) and (formula is False) == (not true_for)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.frozensets(st.sampled_from(SUBSETS)))
def test_a_falling_table_is_found_with_fewer_questions(tops):
    true_for = {struck for struck in SUBSETS if any(struck <= top for top in tops)}
    formula = table(LABELS, true_for.__contains__, falling=True)
    assert {struck for struck in SUBSETS if holds(formula, struck)} == true_for


@pytest.mark.parametrize("falling, most", [(True, 150), (False, 1 << 12)])
def test_a_falling_table_of_many_labels_asks_little(falling, most):
    asked = []
    labels = tuple(f"s{number:02}" for number in range(12))

    def two_left(struck):
        asked.append(struck)
        return len(struck) <= 10
    formula = table(labels, two_left, falling=falling)
    assert len(set(asked)) <= most and (falling or len(set(asked)) == most)
    assert named([formula]) == frozenset(labels)
