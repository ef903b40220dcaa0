"""Smallest changes against every subset tried by brute force, and against a second exact solver on the whole pack."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import chain, combinations
from math import comb

import pytest
from chance import ACTS, LAST, LEAVES, NUMBERS, PARENTS, RULES, Plain, worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from model.policy.evidence import group
from model.reform import cuts
from model.reform.cuts import Cut, batches, cut, cuts_of_every, patterns, subset
from model.reform.solver import Optimum
from model.spread.derivation import why
from model.spread.spread import spread
from model.spread.world import world

LENSES = ("law", "practice", "capability", "alleged")
RANKS = ("none", "self", "paper", "executive", "court")
GROUPS = ("firm", "ngo", "other", "paper", "state")


def subsets(things):
    return [frozenset(each) for each in chain.from_iterable(combinations(sorted(things), size) for size in range(len(things) + 1))]


def derived(found, targets, below=None, side="least"):
    """Whether any target follows, by records that each stay below a rank."""
    for actor, what in targets:
        for leaf in found.policy.leaves.get(what, (what,)):
            number = found.fact(actor, leaf)
            if number is not None and (below is None or found.bounds(number)[side == "most"] < RANKS.index(below)):
                return True
    return False


def brute(stopped, labels):
    """The fewest labels that stop it, and all sets of so many, by trying each."""
    for size in range(len(labels) + 1):
        sets = [tuple(sorted(each)) for each in combinations(sorted(labels), size) if stopped(frozenset(each))]
        if sets:
            return size, tuple(sorted(sets))
    return None, ()


@st.composite
def questions(draw):
    """One to three targets: of leaves, of parents, of consequences."""
    return tuple(draw(st.lists(st.one_of(
        st.tuples(st.sampled_from(["body", "firm", "office", "store", "class"]), st.sampled_from([*LEAVES, *LEAVES, *PARENTS])),
        st.tuples(st.sampled_from(["body", "firm", "office"]), st.sampled_from(["o0", "o1"]))), min_size=1, max_size=3, unique=True)))


ENDINGS = st.lists(st.tuples(st.sampled_from(ACTS), st.dates(LAST - timedelta(days=60), LAST)), max_size=1).map(frozenset)


@settings(max_examples=60)
@given(worlds(), ENDINGS, st.lists(questions(), min_size=6, max_size=6), st.integers(0, 3))
def test_a_cut_of_acts_is_every_smallest_set_and_a_null_has_a_chain(given_world, ending, asked, limit):
    given_world = given_world.but(ending=ending)
    made = {struck: spread(given_world.but(repealed=given_world.repealed | struck)) for struck in subsets(ACTS)}
    found = made[frozenset()]
    for targets in asked:
        each = cut(found, targets, limit=limit)
        size, sets = brute(lambda struck, targets=targets: not derived(made[struck], targets), ACTS)
        assert (each.size, tuple(sorted(each.sets))) == (size, sets)
        assert (each.over, each.below, each.side, each.complete) == ("acts", None, "least", True)
        if size is not None:
            assert each.complete_up_to == size and each.because is None and not each.never
        else:
            assert each.never and each.complete_up_to == each.labels
            survivors = made[frozenset(ACTS)]
            proof(each, survivors, targets)
            pairs = {(fact.conclusion.actor, fact.conclusion.what) for fact in each.because.steps[-1:]}
            assert each.because.hops == min(one.hops for actor, what in targets for one in why(survivors, actor, what, 1))
            assert all(derived(survivors, [pair]) for pair in pairs)


def proof(each, survivors, targets):
    """The chain of a null: of records at work after all is struck, each step on what stands before it, the last a target."""
    known = set()
    for step in each.because.steps:
        assert known.issuperset(step.premises) and step.record in survivors.records
        known.add(step.conclusion)
    last = each.because.steps[-1].conclusion
    assert any(last.actor == actor and (last.what == what or last.what in survivors.policy.leaves.get(what, ())) for actor, what in targets)


@settings(max_examples=60)
@given(worlds(), st.lists(questions(), min_size=3, max_size=3), st.sampled_from(RANKS), st.sampled_from(cuts.SIDES), st.integers(1, 4))
def test_a_cut_below_a_permission_judges_gates_as_they_stand_after_the_repeal(given_world, asked, below, side, limit):
    made = {struck: spread(given_world.but(repealed=given_world.repealed | struck)) for struck in subsets(ACTS)}
    found = made[frozenset()]
    for targets in asked:
        each = cut(found, targets, below=below, side=side, limit=limit)
        size, sets = brute(lambda struck, targets=targets: not derived(made[struck], targets, below, side), ACTS)
        assert (each.below, each.side) == (below, side)
        if each.size is None and each.because is None:
            assert (size is None or size > limit) and each.complete_up_to == min(limit, each.labels)
            assert each.never == (each.labels <= limit)
            assert not each.never or size is None
        else:
            assert (each.size, tuple(sorted(each.sets))) == (size, sets)
        if each.because:
            proof(each, made[frozenset(ACTS)], targets)
            assert all(found.permission(key)[side == "most"] < RANKS.index(below) for key in each.because.records)


def without(given_world, struck):
    """The same world without some flows and collections."""
    policy = given_world.policy
    left = {section: {key: each for key, each in getattr(policy, section).items() if key not in struck}
            for section in ("flows", "collections")}
    return spread(given_world.but(policy=replace(policy, digest=f"random-{next(NUMBERS)}", **left)))


@settings(max_examples=60)
@given(worlds(flows=8), questions(), st.sampled_from([None, None, "paper", "court"]), st.integers(0, 3))
def test_a_cut_of_flows_is_every_smallest_set_of_records_that_can_go(given_world, targets, below, limit):
    found, policy = spread(given_world), given_world.policy
    labels = {key for key in found.records if key in policy.flows or (key in policy.collections and not policy.collections[key].by_nature)}
    plain = Plain(given_world)
    ways = plain.ways(given_world.on, LENSES.index(given_world.lens), given_world.facts | given_world.acts)
    ways = [way for way in ways if below is None or all(plain.gate(key)[0] < RANKS.index(below) for key in way[2])]
    wanted = {(actor, leaf) for actor, what in targets for leaf in policy.leaves.get(what, (what,))}

    def stopped(struck):
        left = [way for way in ways if not struck.intersection(way[2])]
        return not wanted & plain.least(left, lambda deepest, records: deepest + len(records)).keys()
    each = cut(found, targets, over="flows", below=below, limit=limit)
    size, sets = brute(stopped, labels) if len(labels) <= 9 else (each.size, tuple(sorted(each.sets)))
    assert (each.size, tuple(sorted(each.sets))) == (size, sets)
    for one in each.sets[:3]:
        assert not derived(without(given_world, set(one)), targets, below)
        assert all(derived(without(given_world, set(one) - {key}), targets, below) for key in one)
    if size is None:
        proof(each, without(given_world, labels), targets)
        assert not labels.intersection(each.because.records)


def unsaid(given_world, struck):
    """A world in which the claims by which some groups support anything do not count: they are somebody's who is not official."""
    policy, sources = given_world.policy, {}

    def told(claim):
        source = policy.sources[claim.source]
        counts = (given_world.sources == "all" or source.own_state) and (
            claim.stance != "supports" or group(claim, policy.sources) not in struck)
        name = f"{claim.source}-{counts}".lower()
        sources[name] = source.model_copy(update={"id": name, "own_state": counts})
        return claim.model_copy(update={"source": name})
    sections = {section: {key: each.model_copy(update={"claims": tuple(map(told, each.claims))})
                          for key, each in getattr(policy, section).items()}
                for section in ("collections", "flows", "inferences", "operates", "members", "consequences", "instruments")}
    return given_world.but(policy=replace(policy, sources=sources, digest=f"random-{next(NUMBERS)}", **sections), sources="official")


@settings(max_examples=25)
@given(worlds(), st.lists(questions(), min_size=4, max_size=4), st.sampled_from([None, None, "paper", "court"]),
       st.sampled_from(["least", "most"]), st.integers(0, 5))
def test_a_cut_of_sources_is_every_smallest_set_of_groups_that_must_be_wrong(given_world, asked, below, side, limit):
    made = {struck: spread(unsaid(given_world, struck)) for struck in subsets(GROUPS)}
    for targets in asked:
        each = cut(spread(given_world), targets, over="sources", below=below, side=side, limit=limit)
        size, sets = brute(lambda struck, targets=targets: not derived(made[struck], targets, below, side), GROUPS)
        if each.size is None and each.because is None:
            assert (size is None or size > limit) and each.complete_up_to >= min(limit, each.labels)
            assert size is None or not each.never
        else:
            assert (each.size, tuple(sorted(each.sets))) == (size, sets)
        if each.because:
            for struck in ({"state"}, set(GROUPS)):
                proof(each, made[frozenset(struck)], targets)


@settings(max_examples=25)
@given(worlds(), st.sampled_from(["acts", "flows", "sources"]), st.sampled_from([None, None, "court"]), st.sampled_from(["least", "most"]),
       st.integers(0, 3))
def test_the_cuts_of_every_holding_are_those_of_each(given_world, over, below, side, limit):
    found = spread(given_world)
    every = cuts_of_every(found, over=over, below=below, side=side, limit=limit)
    assert every.keys() == found.held
    for pair, each in every.items():
        assert each == cut(found, [pair], over=over, below=below, side=side, limit=limit)


# ---------------------------------------------------------------- small packs by hand


@pytest.fixture(autouse=True)
def afresh():
    """Packs that say the same are the same, so that answers kept by one test would be another's."""
    cuts._cut.cache_clear()


LAWS = [f"aa/law/2000-01-0{number}/{number}" for number in range(1, 7)]


def pack(flows, **more):
    return {"types": ["x"], "facts": ["walks"], "personas": [{"id": "pat", "facts": ["walks"]}],
            "actors": ["start", "middle", "end", "other"],
            "instruments": [{"id": act, "in_force": "2001"} for act in LAWS],
            "collections": [{"id": "walk", "when": "walks", "recipient": "start", "information": ["x"], "by_nature": "true"}],
            "flows": [{"id": f"f{number}", "sender": sender, "recipient": recipient, "information": ["x"], "modality": "power",
                       "basis": basis, **rest} for number, (sender, recipient, basis, rest) in enumerate(flows)], **more}


def test_a_set_beyond_the_limit_is_found_by_the_solver(tiny):
    found = spread(world(tiny(pack([("start", "end", act, {}) for act in LAWS[:4]]))))
    each = cut(found, [("end", "x")], limit=1)
    assert each == Cut(4, (tuple(LAWS[:4]),), 4, None, "acts", None, "least", 4)
    assert each == cut(found, [("end", "x")], limit=4) == cut(found, [("end", "x")])


def test_all_sets_of_the_fewest_are_listed_also_by_the_solver(tiny):
    ways = [("start", "end", [[LAWS[number], LAWS[number + 1]]], {}) for number in (0, 2, 4)]
    for limit in (1, 3):
        each = cut(spread(world(tiny(pack(ways)))), [("end", "x")], limit=limit)
        assert each.size == 3 and set(each.sets) == {(one, two, three) for one in LAWS[:2] for two in LAWS[2:4] for three in LAWS[4:]}
        assert list(each.sets) == sorted(each.sets)


def test_what_a_repeal_leaves_unguarded_is_no_smallest_change(tiny, monkeypatch):
    shown = {"principle": {"authorisation": {"value": "court", "set_by": LAWS[1]}, "access": "request", "shown": "yes"}}
    free = {"principle": {"authorisation": "none", "access": "request", "shown": "yes"}}
    found = spread(world(tiny(pack([("start", "end", LAWS[0], shown), ("start", "end", LAWS[1], free)]))))
    assert cut(found, [("end", "x")], below="court").sets == ((LAWS[0], LAWS[1]),)
    assert cut(found, [("end", "x")], below="court", side="most").sets == ((LAWS[1],),)
    assert cut(found, [("end", "x")], below="court", limit=1) == Cut(None, (), 1, None, "acts", "court", "least", 2)
    assert not cut(found, [("end", "x")], below="court", limit=1).never
    monkeypatch.setattr(cuts, "PATIENCE", 0)
    cuts._cut.cache_clear()
    assert cut(found, [("end", "x")], below="court").sets == ((LAWS[0], LAWS[1]),), "no solver where gates may change"
    assert cut(found, [("middle", "x")], below="court") == Cut(0, ((),), 0, None, "acts", "court", "least", 0)


def test_where_some_repeal_always_opens_what_another_closes_no_set_is_enough(tiny):
    """One way needs the act in force, the other that the act no longer guards it; only trying every set shows it."""
    shown = {"principle": {"authorisation": {"value": "court", "set_by": LAWS[0]}, "access": "request", "shown": "yes"}}
    free = {"principle": {"authorisation": "none", "access": "request", "shown": "yes"}}
    practice = {"modality": "observed", "basis": [], "under": "none-known", **shown}
    found = spread(world(tiny(pack([("start", "end", LAWS[0], free), ("start", "end", LAWS[0], practice)]))))
    each = cut(found, [("end", "x")], below="court")
    assert each == Cut(None, (), 1, None, "acts", "court", "least", 1) and each.never


def test_several_targets_fall_together(tiny):
    found = spread(world(tiny(pack([("start", "end", LAWS[0], {}), ("start", "other", LAWS[1], {}), ("middle", "other", LAWS[2], {})]))))
    assert cut(found, [("end", "x"), ("other", "x"), ("middle", "x")]).sets == ((LAWS[0], LAWS[1]),)
    assert cut(found, [("end", "x"), ("start", "x")]).because.records == ("walk",)


def test_the_shortest_of_several_chains_is_the_proof(tiny):
    practice = {"modality": "observed", "basis": [], "under": "none-known"}
    ways = [("start", "middle", [], practice), ("middle", "end", [], practice), ("start", "end", LAWS[0], {}),
            ("start", "other", [], practice)]
    found = spread(world(tiny(pack(ways))))
    each = cut(found, [("end", "x")])
    assert (each.size, each.sets, each.complete_up_to, each.labels) == (None, (), 1, 1)
    assert (each.because.hops, each.because.records) == (3, ("f0", "f1", "walk"))
    assert cut(found, [("end", "x"), ("other", "x")]).because.records == ("f3", "walk")


def test_where_sets_are_too_many_to_try_the_solver_looks_at_once(tiny, monkeypatch):
    monkeypatch.setattr(cuts, "PATIENCE", 3)
    found = spread(world(tiny(pack([("start", "end", act, {}) for act in LAWS[:4]]))))
    asked = []
    monkeypatch.setattr(cuts, "optimum", lambda *given: asked.append(given[-1]) or Optimum(None, (), False))
    each = cut(found, [("end", "x")])
    assert (each.size, each.sets, each.complete_up_to, each.complete, each.never) == (None, (), 0, False, False) and asked == [1]
    assert cuts_of_every(found)["end", "x"] == each


def test_the_solver_may_show_that_no_set_is_enough(tiny, monkeypatch):
    found = spread(world(tiny(pack([("start", "end", act, {}) for act in LAWS[:2]]))))
    monkeypatch.setattr(cuts, "optimum", lambda *given: Optimum(None, (), True))
    each = cut(found, [("end", "x")], limit=1)
    assert each.complete_up_to == 2 and each.never and each.complete


# ---------------------------------------------------------------- lanes for sets

@pytest.mark.parametrize("count, size, room", [
    (7, 3, 1000), (7, 3, 5), (7, 3, 12), (5, 5, 1), (4, 0, 1), (0, 0, 1), (9, 1, 2), (6, 2, 3), (3, 4, 1)])
def test_batches_hold_every_set_once(count, size, room):
    found = []
    for prefix, struck, width in batches(count, size, room):
        assert len(struck) == count and all(not bits >> width for bits in struck) and (width <= room or width <= count)
        sets = [tuple(place for place in range(count) if struck[place] >> lane & 1) for lane in range(width)]
        assert all(each[:len(prefix)] == prefix for each in sets)
        found += sets
    assert found == list(combinations(range(count), size))


@pytest.mark.parametrize("count, size", [(6, 0), (6, 1), (6, 2), (6, 3), (6, 6), (1, 1)])
def test_a_lane_stands_for_the_set_that_it_strikes(count, size):
    struck = patterns(count, size)
    for lane in range(comb(count, size)):
        assert subset(lane, count, size) == tuple(place for place in range(count) if struck[place] >> lane & 1)


def test_a_cut_in_many_small_runs_is_the_same(tiny, monkeypatch):
    found = spread(world(tiny(pack([("start", "end", [[act], [LAWS[5]]], {}) for act in LAWS[:2]]))))
    whole = cut(found, [("end", "x")])
    cuts._cut.cache_clear()
    monkeypatch.setattr(cuts, "ROOM", 1)
    again = cut(found, [("end", "x")])
    assert again == whole and again is not whole and whole.size == 3


# ---------------------------------------------------------------- a second solver, on the whole pack


class Raw:
    """A world as clauses for a MaxSAT solver, straight from the policy's records (dates and states as `Plain` reads them)."""

    def __init__(self, given_world):
        self.world, self.policy, self.plain = given_world, given_world.policy, Plain(given_world)
        self.names, self.hard, self.kept = {}, [], []
        for act, record in self.policy.instruments.items():
            self.kept.append(self.name("kept", act))
            for above in record.implements or [None]:
                self.rule(("alive", act), ("kept", act), *([("alive", above)] if above else []))
        for key in self.plain.records:
            self.record(key)
        self.reachable = set(self.kept)
        while more := {head for head, *bodies in self.hard if self.reachable.issuperset(-body for body in bodies)} - self.reachable:
            self.reachable |= more
        self.hard = [rule for rule in self.hard if self.reachable.issuperset(-body for body in rule[1:])]

    def name(self, *what):
        return self.names.setdefault(what, len(self.names) + 1)

    def rule(self, head, *bodies):
        self.hard.append([self.name(*head), *(-self.name(*body) for body in bodies)])

    def record(self, key):
        record, plain, day = self.plain.records[key], self.plain, self.world.on
        level, modality = plain.level(key), getattr(record, "modality", "power")
        if (level is None or level > LENSES.index(self.world.lens) or not plain.within(record, day)
                or not self.world.attributes.issuperset(getattr(record, "subject", ()))
                or modality in ("prohibition", "announced", "proposed")
                or getattr(record, "when", None) not in {None, *self.world.facts, *self.world.acts}):
            return
        ground = getattr(record, "basis", ()) if modality in RULES else getattr(record, "under", ())
        based = hasattr(record, "basis") and (modality in RULES or (
            self.world.conduct == "obey" and ground != "none-known" and plain.based(ground, day, set())))
        if not based:
            self.rule(("live", key))
        else:
            for together in ground:
                if all(plain.in_force(ref, day, set()) for ref in together):
                    self.rule(("live", key), *(("alive", act) for ref in together for act in self.of(ref)))
        self.passes(key, record)

    def of(self, ref):
        act, _, place = ref.partition("#")
        return [act, *(part.inserted_by for part in self.policy.instruments[act].provisions if part.id == place and part.inserted_by)]

    def passes(self, key, record):
        live, classes = ("live", key), {key for key, actor in self.policy.actors.items() if actor.kind == "class"}
        leaves = {leaf for kind in getattr(record, "information", ()) for leaf in self.plain.under(kind)}
        every = [key for key in self.policy.types if self.policy.leaves[key] == (key,)]
        if hasattr(record, "when"):
            for leaf in leaves:
                self.rule(("holds", record.recipient, leaf), live)
        elif hasattr(record, "sender"):
            for leaf in leaves:
                offers = "pools" if record.sender in classes else "holds"
                self.rule(("holds", record.recipient, leaf), live, (offers, record.sender, leaf))
                self.rule(("pools", record.sender, leaf), ("holds", record.sender, leaf))
        elif hasattr(record, "system"):
            for leaf in every:
                self.rule(("holds", record.actor, leaf), live, ("holds", record.system, leaf))
        elif hasattr(record, "class_"):
            for leaf in every:
                self.rule(("holds", record.actor, leaf), live, ("holds", record.class_, leaf))
                self.rule(("pools", record.class_, leaf), live, ("holds", record.actor, leaf))
        else:
            at = getattr(record, "actors", None) or getattr(record, "at", None) or [
                holder for holder, each in self.policy.holders.items() if record.means in each.means]
            for actor in at:
                for kind in record.premises:
                    for leaf in self.plain.under(kind):
                        self.rule(("any", actor, kind), ("holds", actor, leaf))
                opens = [("opens", actor, key)] if hasattr(record, "actors") else []
                for head in opens or [("holds", actor, leaf) for leaf in record.conclusions]:
                    self.rule(head, live, *(("any", actor, kind) for kind in record.premises))

    def smallest(self, targets):
        """Every smallest set of acts (and None where none is enough), by a core-guided MaxSAT solver."""
        formula = WCNF()
        formula.extend(self.hard)
        formula.extend([[-self.name("opens" if what in self.policy.consequences else "holds", actor, what)] for actor, what in targets])
        for act in self.kept:
            formula.append([act], weight=1)
        acts = {self.name("kept", act): act for act in self.policy.instruments}
        found = []
        with RC2(formula) as solver:
            while (model := solver.compute()) is not None:
                struck = tuple(sorted(acts[-variable] for variable in model if -variable in acts))
                if found and len(struck) > len(found[0]):
                    break
                found.append(struck)
                if not struck:
                    break
                solver.add_clause([self.name("kept", act) for act in struck])
        return (len(found[0]), tuple(sorted(found))) if found else (None, ())


def test_two_hundred_cuts_of_the_whole_pack_are_those_of_another_solver(by):
    tried, sizes = 0, Counter()
    for persona, on, lens, conduct in (("commuter", "2025-03-03", "practice", "obey"), ("everyone", "2026-06-01", "alleged", "obey"),
                                       ("returnee", "2024-02-02", "capability", "persist"), ("donor", "2022-05-05", "law", "obey")):
        found = spread(world(by, persona=persona, on=on, lens=lens, conduct=conduct))
        raw = Raw(found.world)
        opened = [(each.actor, each.consequence) for each in found.consequences]
        for target in [*sorted(found.held)[::max(1, len(found.held) // 44)], *opened[:8]][:52]:
            each = cut(found, [target], limit=1 + tried % 3)
            assert (each.size, tuple(sorted(each.sets))) == raw.smallest([target]), target
            tried, sizes[each.size] = tried + 1, sizes[each.size] + 1
    assert tried >= 200 and min(sizes[size] for size in (None, 1, 2, 3)) > 1, sizes
