"""What each record's life and gate become when acts, flows or sources are struck: the same as making that world."""

from dataclasses import replace
from datetime import timedelta
from itertools import chain, combinations

import pytest
from chance import ACTS, NUMBERS, WHENS, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from model.policy.evidence import group
from model.policy.source import Claim
from model.reform.formula import Lanes, both, either, kept, named, no
from model.reform.labels import QUESTIONS
from model.reform.reform import reformed
from model.reform.shelf import of_levers
from model.spread.spread import spread
from model.spread.world import world

GROUPS = ("firm", "ngo", "other", "paper", "state")
SECTIONS = ("collections", "flows", "inferences", "operates", "members", "consequences", "instruments")


def subsets(things):
    return [frozenset(each) for each in chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))]


def lanes(labels, of):
    return Lanes({label: sum(1 << lane for lane, struck in enumerate(of) if label in struck) for label in labels}, len(of))


def alive(found, key):
    """Whether a record can count in a world, by its life and its lens."""
    stands = found.course.calendar.standing.get(key)
    return bool(stands and stands.level <= found.level and found.course.liveness.live(key) >> found.period & 1)


def same(found, over, struck, made, records):
    """Every record's formulas, lane by lane, against the worlds made."""
    question, read = QUESTIONS[over](found), lanes(sorted(frozenset().union(*struck)), struck)
    for key in records:
        bits = read(question.lives(key))
        lows = {(rank, side): read(question.low(key, rank, side)) for rank in range(6) for side in (0, 1)}
        for lane, then in enumerate(made):
            assert bool(bits >> lane & 1) == alive(then, key), (key, struck[lane])
            for (rank, side), low in lows.items():
                assert bool(low >> lane & 1) == (then.permission(key)[side] < rank), (key, rank, side, struck[lane])


def without_sources(given_world, struck):
    """A world in which the claims of some groups that support anything do not count: they are somebody's who is not official."""
    policy = given_world.policy
    sources, sections = dict(policy.sources), {}

    def told(claim):
        source = policy.sources[claim.source]
        counts = (given_world.sources == "all" or source.own_state) and not (
            claim.stance == "supports" and group(claim, policy.sources) in struck)
        name = f"{claim.source}-{'counts' if counts else 'not'}"
        sources[name] = source.model_copy(update={"id": name, "own_state": counts})
        return claim.model_copy(update={"source": name})
    for section in SECTIONS:
        sections[section] = {key: record.model_copy(update={"claims": tuple(map(told, record.claims))})
                             for key, record in getattr(policy, section).items()}
    return given_world.but(policy=replace(policy, sources=sources, digest=f"random-{next(NUMBERS)}", **sections), sources="official")


ENDINGS = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from([0, 0, -9, 9])), max_size=2)


def ended(given_world, ending):
    """The world with some acts ended so many days after its own."""
    return given_world.but(ending=frozenset((act, given_world.on + timedelta(days=days)) for act, days in ending))


@settings(max_examples=40)
@given(worlds(), ENDINGS, st.sampled_from(["none", "none", "self", "prosecutor", "court"]))
def test_records_under_struck_acts_are_those_of_the_world_with_the_acts_repealed(given_world, ending, floor):
    def floored(flow):
        least = flow.principle.authorisation.model_copy(update={"floor": floor})
        return flow.model_copy(update={"principle": flow.principle.model_copy(update={"authorisation": least})})
    flows = {key: floored(flow) for key, flow in given_world.policy.flows.items()}
    policy = replace(given_world.policy, flows=flows, digest=f"random-{next(NUMBERS)}")
    given_world = ended(given_world.but(policy=policy), ending)
    found, struck = spread(given_world), subsets(ACTS)
    made = [spread(given_world.but(repealed=given_world.repealed | each)) for each in struck]
    same(found, "acts", struck, made, found.records)


SAID_OF_ACTS = st.lists(st.tuples(st.sampled_from(ACTS), st.builds(
    Claim, source=st.sampled_from(["gazette", "paper"]), field=st.sampled_from(["in_force", "adopted", "ended"]), value=WHENS,
    stance=st.sampled_from(["supports", "supports", "disputes"]))), max_size=3)


@settings(max_examples=40)
@given(worlds(), ENDINGS, SAID_OF_ACTS)
def test_records_under_struck_sources_are_those_of_the_world_in_which_the_claims_do_not_count(given_world, ending, said):
    acts = dict(given_world.policy.instruments)
    for act, claim in said:
        acts[act] = acts[act].model_copy(update={"claims": (*acts[act].claims, claim)})
    policy = replace(given_world.policy, instruments=acts, digest=f"random-{next(NUMBERS)}")
    given_world = ended(given_world.but(policy=policy), ending)
    found, struck = spread(given_world), subsets(GROUPS)
    same(found, "sources", struck, [spread(without_sources(given_world, each)) for each in struck], found.course.calendar.records)


@settings(max_examples=30)
@given(worlds())
def test_records_under_struck_flows_live_while_they_are_not_struck(given_world):
    found, policy = spread(given_world), given_world.policy
    question = QUESTIONS["flows"](found)
    for key in found.course.calendar.records:
        ours = key in policy.flows or (key in policy.collections and not policy.collections[key].by_nature)
        assert question.lives(key) == (key in found.records and (kept(key) if ours else True))
        assert [question.low(key, rank, side) for rank in (0, 2, 5) for side in (0, 1)] == [
            found.permission(key)[side] < rank for rank in (0, 2, 5) for side in (0, 1)]


PACK = """
types: [x, y]
facts: [walks]
personas: [{id: pat, facts: [walks]}]
actors: [a, b, c]
instruments:
  - {id: aa/law/2000-01-01/1, in_force: 2000-01-01}
  - {id: aa/law/2000-01-01/2, in_force: 2000-01-01, implements: [aa/law/2000-01-01/1]}
collections: [{id: walk, when: walks, recipient: a, information: [x, y], by_nature: true}]
flows:
  - {id: passes, sender: a, recipient: b, information: [x, y], modality: power, basis: [[aa/law/2000-01-01/1], [aa/law/2000-01-01/2]]}
  - {id: does, sender: b, recipient: c, information: [x], modality: observed, under: [[aa/law/2000-01-01/2]]}
"""


def test_pieces_that_a_reform_cut_a_flow_into_are_struck_as_one(tiny):
    policy = tiny(PACK)
    narrower = of_levers([{"log-and-notify": {"of": {"sender": ["a"], "information": ["y"]}}}], policy)
    found = spread(reformed(world(policy), [narrower]))
    pieces = sorted(key for key in found.records if key.startswith("passes"))
    assert pieces == ["passes", "passes~1"]
    assert {QUESTIONS["flows"](found).lives(key) for key in pieces} == {("kept", "passes")}


@pytest.mark.parametrize("conduct, named_by", [("obey", {"aa/law/2000-01-01/1", "aa/law/2000-01-01/2"}), ("persist", set())])
def test_a_practice_names_the_acts_of_its_basis_under_obedience_only(tiny, conduct, named_by):
    question = QUESTIONS["acts"](spread(world(tiny(PACK), conduct=conduct)))
    assert named([question.lives("does")]) == named_by
    assert named([question.lives("passes")]) == {"aa/law/2000-01-01/1", "aa/law/2000-01-01/2"}


def test_a_practice_whose_basis_was_never_in_force_falls_with_nothing(tiny):
    policy = tiny(PACK.replace("2, in_force: 2000-01-01", "2, in_force: 2040-01-01"))
    assert QUESTIONS["acts"](spread(world(policy))).lives("does") is True
    assert named([QUESTIONS["acts"](spread(world(policy))).lives("passes")]) == {"aa/law/2000-01-01/1"}


def test_an_act_already_gone_is_no_label(tiny):
    found = spread(world(tiny(PACK), repeal=["aa/law/2000-01-01/2"]))
    assert QUESTIONS["acts"](found).lives("passes") == kept("aa/law/2000-01-01/1")
    assert QUESTIONS["acts"](found).lives("does") is False


@pytest.mark.parametrize("part, expected", [("p", kept("state")), ("late", False), ("over", False), ("announced", False)])
def test_a_provision_not_in_force_stays_so_whatever_sources_are_struck(tiny, part, expected):
    whole = """{id: aa/law/2000-01-01/1, in_force: 2000-01-01,
     provisions: [{id: p}, {id: late, from: 2040}, {id: over, to: 2010}, {id: announced, inserted_by: aa/law/2000-01-01/3}]}
  - {id: aa/law/2000-01-01/3, in_force: 2000-01-01, proposed: 'true'}"""
    policy = tiny(PACK.replace("{id: aa/law/2000-01-01/1, in_force: 2000-01-01}", whole).replace(
        "basis: [[aa/law/2000-01-01/1], [aa/law/2000-01-01/2]]", f"basis: 'aa/law/2000-01-01/1#{part}'"))
    assert QUESTIONS["sources"](spread(world(policy))).lives("passes") == expected


SAYING = """
sources:
  - {id: early, kind: law-text, group: early, date: 2000-01-01}
  - {id: late, kind: law-text, group: late, date: 2040-01-01}
  - {id: never, kind: law-text, group: never}
types: [x]
facts: [walks]
personas: [{id: pat, facts: [walks]}]
actors: [a, b]
instruments: [INSTRUMENTS]
collections: [{id: walk, when: walks, recipient: a, information: [x], by_nature: true}]
flows: [{id: passes, sender: a, recipient: b, information: [x], FLOW}]
"""
EARLY, LATE, NEVER = kept("early"), kept("late"), kept("never")


def claims(*given):
    told = ", ".join(f"{{source: {each}}}" for each in given)
    return f"claims: [{told}]"


@pytest.mark.parametrize("dates, expected", [
    ("from: 2001, " + claims("early", "never"), either(EARLY, NEVER)),
    ("from: 2001, " + claims("early", "late, field: from, value: '2040'"), both(EARLY, no(LATE))),
    ("from: 2001, to: 2002, " + claims("early", "late, field: to, value: '2010'"), both(EARLY, no(LATE))),
    (claims("late", "never"), both(NEVER, no(LATE))),
    (claims("late", "early"), EARLY),
])
def test_what_is_struck_may_also_bring_a_practice_to_life(tiny, dates, expected):
    """A start or an end that a struck claim gave falls back on what is left; where nothing dates a record it has no first day."""
    pack = SAYING.replace("INSTRUMENTS", "").replace("FLOW", f"modality: observed, under: none-known, {dates}")
    same_lanes(QUESTIONS["sources"](spread(world(tiny(pack), lens="alleged"))).lives("passes"), expected)


@pytest.mark.parametrize("dates, expected", [
    ("in_force: 2001", True),
    ("adopted: 2001, " + claims("early, field: in_force, value: '2040'"), no(EARLY)),
    ("in_force: 2001, " + claims("early, field: ended, value: '2010'"), no(EARLY)),
    (claims("early", "late"), EARLY),
    (claims("late", "never"), False),
])
def test_dates_of_acts_follow_the_sources_left(tiny, dates, expected):
    flow = "modality: power, basis: aa/law/2000-01-01/1, " + claims("gazette")
    pack = SAYING.replace("INSTRUMENTS", f"{{id: aa/law/2000-01-01/1, {dates}}}").replace("FLOW", flow)
    same_lanes(QUESTIONS["sources"](spread(world(tiny(pack)))).lives("passes"), both(kept("state"), expected))


@pytest.mark.parametrize("part, expected", [
    ("id: p", either(EARLY, no(LATE))), ("id: p, from: 2001", True), ("id: p, from: unknown", either(EARLY, no(LATE)))])
def test_a_provision_without_a_date_begins_with_the_act_that_inserted_it(tiny, part, expected):
    flow = "modality: power, basis: 'aa/law/2000-01-01/1#p', " + claims("gazette")
    inserting = f"{{id: aa/law/2000-01-01/3, {claims('early', 'late')}}}"
    acts = f"{{id: aa/law/2000-01-01/1, in_force: 2001, provisions: [{{{part}, inserted_by: aa/law/2000-01-01/3}}]}}, {inserting}"
    pack = SAYING.replace("INSTRUMENTS", acts).replace("FLOW", flow)
    same_lanes(QUESTIONS["sources"](spread(world(tiny(pack)))).lives("passes"), both(kept("state"), expected))


def same_lanes(formula, expected):
    read = lanes(("early", "late", "never", "state"), subsets(("early", "late", "never", "state")))
    assert read(formula) == read(expected)


@pytest.mark.parametrize("days, expected", [(0, {"aa/law/2000-01-01/2", "aa/law/2000-01-01/3"}),
                                            (1, {"aa/law/2000-01-01/1", "aa/law/2000-01-01/2", "aa/law/2000-01-01/3"})])
def test_an_act_that_ends_today_no_longer_keeps_what_implements_it(tiny, days, expected):
    third = "{id: aa/law/2000-01-01/3, in_force: 2000-01-01, implements: [aa/law/2000-01-01/1, aa/law/2000-01-01/2]}"
    policy = tiny(PACK.replace(", implements: [aa/law/2000-01-01/1]", "").replace("collections:", f"  - {third}\ncollections:").replace(
        "[[aa/law/2000-01-01/1], [aa/law/2000-01-01/2]]", "aa/law/2000-01-01/3"))
    found = world(policy)
    found = found.but(ending=frozenset({("aa/law/2000-01-01/1", found.on + timedelta(days=days))}))
    assert named([QUESTIONS["acts"](spread(found)).lives("passes")]) == expected
