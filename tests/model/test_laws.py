"""The laws of the model (semantics.md 4), on small random policies, against section 2 computed without cleverness."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from random import Random
from typing import Any

import clingo
from chance import ACTS, FIRST, GATES, LENSES, NUMBERS, Plain, some, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from model.export import export
from model.policy.policy import Policy
from model.spread.derivation import why
from model.spread.spread import Spread, spread


def told(found: Spread) -> set[tuple[Any, ...]]:
    """A spread in the same words; what is held since before the first day looked at has no date."""
    rows = [
        (
            each.actor,
            each.information,
            each.hops,
            each.gate.least,
            each.gate.most,
            each.evidence,
            each.since.date if each.since.date and each.since.date > FIRST else None,
            each.day,
        )
        for each in found.holdings
    ]
    for each in found.consequences:
        number = found.fact(each.actor, each.consequence)
        assert number is not None
        gate, since = found.gate(number), found.since(number).date
        rows.append(
            (
                each.actor,
                each.consequence,
                found.hops[number],
                gate.least,
                gate.most,
                each.evidence,
                since if since and since > FIRST else None,
                each.day,
            )
        )
    return set(rows)


# ---------------------------------------------------------------- the laws


@settings(max_examples=150)
@given(worlds())
def test_a_spread_is_what_brute_force_finds_with_hops_gates_evidence_and_the_day_it_began(world):
    assert told(spread(world)) == set(Plain(world).everything())


@settings(max_examples=60)
@given(worlds(), some(ACTS, 1, 3))
def test_a_repeal_never_adds_a_holding_under_either_conduct(world, repealed):
    for conduct in ("obey", "persist"):
        before = spread(world.but(conduct=conduct))
        then = spread(world.but(conduct=conduct, repealed=world.repealed | set(repealed)))
        assert then.held <= before.held
        assert {(each.actor, each.consequence) for each in then.consequences} <= {
            (each.actor, each.consequence) for each in before.consequences
        }


@settings(max_examples=60)
@given(worlds())
def test_each_lens_holds_all_that_narrower_ones_hold(world):
    found = [spread(world.but(lens=lens)) for lens in LENSES]
    for narrow, wide in itertools.pairwise(found):
        assert narrow.held <= wide.held
        assert set(narrow.live) <= set(wide.live)


@settings(max_examples=60)
@given(worlds())
def test_persistence_holds_all_that_obedience_holds(world):
    assert spread(world.but(conduct="obey")).held <= spread(world.but(conduct="persist")).held


@settings(max_examples=60)
@given(worlds(), st.integers(0, 9))
def test_the_order_of_records_never_matters(world, seed):
    shuffled = {}
    for field in fields(Policy):
        value = getattr(world.policy, field.name)
        if isinstance(value, dict):
            keys = list(value)
            Random(seed).shuffle(keys)
            shuffled[field.name] = {key: value[key] for key in keys}
    other = spread(world.but(policy=replace(world.policy, digest=f"random-{next(NUMBERS)}", **shuffled)))
    found = spread(world)
    assert (other.holdings, other.consequences, other.counts) == (found.holdings, found.consequences, found.counts)
    for each in found.holdings:
        assert why(other, each.actor, each.information) == why(found, each.actor, each.information)


@settings(max_examples=60)
@given(worlds())
def test_every_holding_has_derivations_that_begin_with_collections_and_have_no_removable_record(world):
    found, plain = spread(world), Plain(world)
    ways = plain.ways(world.on, LENSES.index(world.lens), set(world.facts | world.acts))

    def derived(records: set[str]) -> dict[tuple[str, str], int]:
        return plain.least([way for way in ways if records.issuperset(way[2])], lambda deepest, used: deepest + len(used))

    for each in found.holdings:
        target, listed = (each.actor, each.information), why(found, each.actor, each.information).derivations
        assert listed and listed[0].hops == each.hops
        assert listed == tuple(sorted(listed, key=lambda one: (one.hops, one.records)))
        for one in listed:
            known = set()
            for step in one.steps:
                assert known.issuperset(step.premises), "a step stands before what it needs"
                assert step.conclusion not in known, "a step leads back"
                assert bool(step.premises) != (step.record in world.policy.collections)
                known.add(step.conclusion)
            assert (step.conclusion.actor, step.conclusion.what) == target
            assert derived(set(one.records))[target] == one.hops
            assert not any(target in derived(set(one.records) - {record}) for record in one.records)
            gates = [plain.gate(record) for record in one.records]
            assert one.gate == (max(low for low, _ in gates), max(high for _, high in gates))


@settings(max_examples=60)
@given(worlds(flows=6))
def test_the_derivations_are_all_there_are(world):
    found, plain = spread(world), Plain(world)
    ways = plain.ways(world.on, LENSES.index(world.lens), set(world.facts | world.acts))
    for each in found.holdings[:6]:
        target, needed = (each.actor, each.information), {(each.actor, each.information)}
        for _ in ways:
            needed |= {premise for head, premises, _ in ways if head in needed for premise in premises}
        near = [way for way in ways if way[0] in needed]
        records = sorted({record for way in near for record in way[2]})
        if len(records) > 10:
            continue
        least: list[set[str]] = []
        for size in range(1, len(records) + 1):
            for chosen in map(set, itertools.combinations(records, size)):
                if not any(support <= chosen for support in least) and target in plain.least(
                    [way for way in near if chosen.issuperset(way[2])], lambda deepest, used: deepest + len(used)
                ):
                    least.append(chosen)
        listed = why(found, *target, limit=200)
        assert listed.complete
        assert sorted(one.records for one in listed) == sorted(tuple(sorted(support)) for support in least)
        assert why(found, *target, limit=1).complete == (len(least) == 1)
        assert why(found, *target, limit=1).derivations == listed.derivations[:1]


@settings(max_examples=60)
@given(worlds())
def test_low_never_exceeds_high(world):
    found = spread(world)
    for number in found.hops:
        gate = found.gate(number)
        assert GATES.index(gate.least) <= GATES.index(gate.most)
    for one in ("bodies", "holdings", "day_bodies", "day_holdings", "classes"):
        low, high = getattr(found.counts, one)
        assert low <= high
    assert found.counts.holdings[0] <= len(found.holdings) <= found.counts.holdings[1]


@settings(max_examples=100)
@given(worlds())
def test_clingo_derives_the_same_from_raw_facts(world):
    control = clingo.Control(["--warn=none"])
    control.add("base", [], export(world, "datalog"))
    control.ground([("base", [])])
    models = []
    control.solve(
        on_model=lambda model: models.append({(atom.name, *(part.string for part in atom.arguments)) for atom in model.symbols(shown=True)})
    )
    found = spread(world)
    assert models == [{("holds", *each) for each in found.held} | {("opens", each.consequence, each.actor) for each in found.consequences}]
