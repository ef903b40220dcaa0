"""Weights against what each set of acts leaves, world by world, and against the mean over every order of acts."""

from fractions import Fraction
from itertools import chain, combinations, permutations

import pytest
from chance import ACTS, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from model.reform import weights
from model.reform.formula import named
from model.reform.labels import QUESTIONS
from model.reform.weights import MEASURES, layers, pattern, shapley, weigh
from model.spread.spread import spread, topmost
from model.spread.world import world

ORDERS = list(permutations(ACTS))
PUBLIC = {"state-body", "court", "oversight"}


def subsets(things):
    return [frozenset(each) for each in chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))]


def parts(found, measure):
    """What is counted in a world."""
    actors = found.policy.actors
    if measure == "bodies":
        return {topmost(found.policy, actor) for actor, _ in found.held if actor in actors and actors[actor].kind in PUBLIC}
    return {f"{actor}/{what}" for actor, what in found.held if measure == "holdings" or found.bounds(found.fact(actor, what))[0] < 4}


def by_orders(value):
    """What each act adds, on the mean over every order in which the acts come into force."""
    shares = dict.fromkeys(ACTS, Fraction())
    for order in ORDERS:
        for place, act in enumerate(order):
            shares[act] += Fraction(value[frozenset(order[:place + 1])] - value[frozenset(order[:place])], len(ORDERS))
    return shares


def counted(given_world, measure):
    """For each set of acts in force, what is counted."""
    return {kept: parts(spread(given_world.but(repealed=given_world.repealed | (set(ACTS) - kept))), measure) for kept in subsets(ACTS)}


@settings(max_examples=50)
@given(worlds(), st.sampled_from(MEASURES))
def test_weights_are_those_of_every_order_of_the_acts(given_world, measure):
    value = {kept: len(each) for kept, each in counted(given_world, measure).items()}
    every, shares = frozenset(ACTS), by_orders(value)
    steps = []
    weights._found.cache_clear()
    found = weigh(spread(given_world), measure, lambda done, of: steps.append((done, of)))
    assert (found.measure, found.whole, found.none, found.refused) == (measure, value[every], value[frozenset()], ())
    for row in found.rows:
        assert row.alone == value[frozenset({row.act})] - found.none
        assert row.last == found.whole - value[every - {row.act}]
        assert row.share == shares.pop(row.act)
    assert not any(shares.values()), "an act that counts has no row"
    assert sum(row.share for row in found.rows) == found.whole - found.none
    assert steps == [(done, len(steps)) for done in range(1, len(steps) + 1)]


@settings(max_examples=25)
@given(worlds(), st.sampled_from(MEASURES), st.sampled_from([1, 2]))
def test_many_runs_of_few_acts_come_to_the_same(given_world, measure, wide):
    weights._found.cache_clear()
    whole = weigh(spread(given_world), measure)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "WIDE", wide)
        weights._found.cache_clear()
        steps = []
        again = weigh(spread(given_world), measure, lambda done, of: steps.append((done, of)))
    assert again == whole and again is not whole
    assert steps == [(done, len(steps)) for done in range(1, len(steps) + 1)]


@settings(max_examples=25)
@given(worlds(), st.sampled_from(MEASURES))
def test_parts_that_hang_on_too_many_acts_are_refused_by_name_and_the_rest_adds_up(given_world, measure):
    count = counted(given_world, measure)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "MOST", 1)
        weights._found.cache_clear()
        found = weigh(spread(given_world), measure)
    weights._found.cache_clear()
    refused = dict(found.refused)
    assert list(refused) == sorted(refused) and all(2 <= number <= len(ACTS) for number in refused.values())
    left = {kept: len(each - refused.keys()) for kept, each in count.items()}
    assert found.whole == len(count[frozenset(ACTS)])
    assert {row.act: row.share for row in found.rows if row.share} == {act: share for act, share in by_orders(left).items() if share}


def test_the_rows_are_the_acts_that_some_record_at_work_rests_on(by):
    found = spread(world(by, persona="commuter", on="2025-03-03"))
    question = QUESTIONS["acts"](found)
    answer = weigh(found)
    assert [row.act for row in answer.rows] == sorted(named(map(question.lives, found.records)))
    assert answer is weigh(found, "holdings", lambda done, of: pytest.fail("computed again"))
    assert (answer.whole, answer.none) == (len(found.held), len(spread(found.world.but(repealed=frozenset(by.instruments))).held))
    assert sum(row.share for row in answer.rows) == answer.whole - answer.none


TWO = """
types: [x, y]
facts: [walks]
personas: [{id: pat, facts: [walks]}]
actors: [a, b, {id: c, kind: private-holder}, {id: d, under: b}]
instruments:
  - {id: aa/law/2000-01-01/1, in_force: 2000-01-01}
  - {id: aa/law/2000-01-01/2, in_force: 2000-01-01}
  - {id: aa/law/2000-01-01/3, in_force: 2000-01-01}
collections: [{id: walk, when: walks, recipient: a, information: [x, y], by_nature: true}]
flows:
  - {id: either, sender: a, recipient: b, information: [x], modality: power, basis: [[aa/law/2000-01-01/1], [aa/law/2000-01-01/2]],
     principle: {authorisation: {value: court, set_by: aa/law/2000-01-01/3}, access: request, shown: 'yes'}}
  - {id: further, sender: a, recipient: c, information: [y], modality: power, basis: aa/law/2000-01-01/2}
  - {id: free, sender: b, recipient: d, information: [x], modality: observed, under: none-known}
"""


def test_shares_of_a_small_pack_by_hand(tiny):
    found = spread(world(tiny(TWO)))
    rows = {measure: [(row.act[-1], row.alone, row.last, row.share) for row in weigh(found, measure).rows] for measure in MEASURES}
    assert rows["holdings"] == [("1", 2, 0, 1), ("2", 3, 1, 2)]
    assert rows["bodies"] == [("1", 1, 0, Fraction(1, 2)), ("2", 1, 0, Fraction(1, 2))]
    # two holdings are there without a court by act 1 or 2 before 3: either is the first of three in a third of the orders
    assert rows["ungated"] == [("1", 2, 0, Fraction(2, 3)), ("2", 3, 1, Fraction(5, 3)), ("3", 0, -2, Fraction(-4, 3))]
    assert [(weigh(found, each).whole, weigh(found, each).none) for each in MEASURES] == [(5, 2), (2, 1), (3, 2)]


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_patterns_and_layers_of_all_sets(count):
    for place in range(count):
        assert pattern(place, count) == sum(1 << each for each in range(1 << count) if each >> place & 1)
    assert layers(count) == tuple(sum(1 << each for each in range(1 << count) if each.bit_count() == size) for size in range(count + 1))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(0, (1 << 16) - 1))
def test_a_share_is_the_mean_of_what_an_act_adds(truth):
    value = {kept: truth >> sum(1 << ACTS.index(act) for act in kept) & 1 for kept in subsets(ACTS)}
    assert shapley(truth, 4, range(4)) == {ACTS.index(act): share for act, share in by_orders(value).items()}
    assert shapley(truth, 4, [2]) == {2: by_orders(value)[ACTS[2]]}
