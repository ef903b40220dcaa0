"""Two worlds compared: every class against sets, what keeps a holding alive, and the four answers of a repeal."""

from __future__ import annotations

from datetime import date

import pytest
from chance import ACTS, GATES, Plain, some, worlds
from hypothesis import given, settings

from model.policy.principle import Retention
from model.reform.comparison import compare, resting
from model.reform.reform import reformed
from model.reform.shelf import of_levers
from model.spread.derivation import why
from model.spread.spread import spread
from model.spread.world import world

LAW, EDICT = "aa/law/2010-01-01/1", "aa/edict/2012-01-01/2"
KINDS = ("gained", "lost", "gated", "ungated", "gate_changed", "kept")


def pairs(change, kind):
    return {each if isinstance(each, tuple) else (each.actor, each.information) for each in getattr(change, kind)}


@settings(max_examples=80)
@given(worlds(), some(ACTS, 0, 3))
def test_every_holding_of_either_world_stands_in_just_one_class(world, repealed):
    before, after = spread(world), spread(world.but(repealed=world.repealed | set(repealed)))
    change = compare(before, after)
    one, other = ({each[:2]: each[3:5] for each in Plain(found.world).everything() if each[:2] in found.held} for found in (before, after))
    rank = GATES.index
    wanted = {kind: set() for kind in KINDS}
    wanted["gained"], wanted["lost"] = set(other) - set(one), set(one) - set(other)
    for pair in set(one) & set(other):
        moves = [rank(now) - rank(was) for was, now in zip(one[pair], other[pair], strict=True)]
        rises, falls = max(moves) > 0, min(moves) < 0
        wanted["gate_changed" if rises and falls else "gated" if rises else "ungated" if falls else "kept"].add(pair)
    assert {kind: pairs(change, kind) for kind in KINDS} == wanted
    assert not wanted["gained"]
    powers = [{(each.consequence, each.actor) for each in found.consequences} for found in (before, after)]
    assert (set(change.opened), set(change.closed)) == (powers[1] - powers[0], powers[0] - powers[1])
    back = compare(after, before)
    assert (pairs(back, "lost"), pairs(back, "gained"), pairs(back, "gated")) == (wanted["gained"], wanted["lost"], wanted["ungated"])


@settings(max_examples=60)
@given(worlds(), some(ACTS, 1, 2))
def test_what_keeps_a_holding_is_the_acts_of_a_shortest_chain_that_is_left(world, repealed):
    before, after = spread(world), spread(world.but(repealed=world.repealed | set(repealed)))
    for each in compare(before, after).kept:
        chains = why(after, each.actor, each.information, 200).derivations
        told = [
            frozenset[str]().union(*(resting(after, record) for record in chain.records))
            for chain in chains
            if chain.hops == chains[0].hops
        ]
        assert frozenset(each.through) in told
        gone = after.course.liveness.gone
        assert not any(gone[act] <= after.world.on for act in each.through if act in gone)
        ways = [{chain.records for chain in why(found, each.actor, each.information, 200)} for found in (before, after)]
        assert each.touched or ways[0] == ways[1]


def pack(*flows, **acts):
    return {
        "types": ["taps", "faces"],
        "facts": ["rides"],
        "personas": [{"id": "rider", "facts": ["rides"]}],
        "actors": ["bus", "police", "court"],
        "instruments": [{"id": LAW, "in_force": "2010-01-01"}, {"id": EDICT, "in_force": "2012-01-01"}],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
        "flows": [
            {"sender": "bus", "recipient": "police", "information": ["taps"], "modality": "power", "basis": LAW, **flow} for flow in flows
        ],
        "consequences": [{"id": "fine", "actors": ["police"], "premises": ["taps"], "modality": "power", "basis": LAW}],
    }


def verdicts(policy, act=LAW, conduct="obey", on="2020-01-01"):
    before = spread(world(policy, on=on, conduct=conduct))
    change = compare(before, spread(before.world.but(repealed=frozenset({act}))))
    return {each.record: (each.authorised, each.goes_on, each.channel) for each in change.verdicts}


def test_a_second_act_keeps_a_holding_alive_and_is_named(tiny):
    policy = tiny(pack({"id": "look", "basis": [[LAW], [EDICT]]}))
    before = spread(world(policy))
    change = compare(before, spread(world(policy, repeal=[LAW])))
    (kept,) = [each for each in change.kept if each.actor == "police"]
    assert (kept.through, kept.touched) == ((EDICT,), True)
    assert verdicts(policy)["look"] == (((EDICT,),), True, None)


@pytest.mark.parametrize("conduct, through", [("obey", (EDICT,)), ("persist", (EDICT,))])
def test_what_keeps_a_practice_is_no_act_that_is_gone(tiny, conduct, through):
    policy = tiny(pack({"id": "seen", "modality": "observed", "under": [[LAW], [EDICT]], "basis": []}))
    before = spread(world(policy, conduct=conduct))
    for repealed, keeps in (({LAW}, through), ({EDICT}, (LAW,)), ({LAW, EDICT}, ())):
        change = compare(before, spread(before.world.but(repealed=frozenset(repealed))))
        kept = {each.actor: (each.through, each.touched) for each in change.kept}
        assert kept.get("police") == ((keeps, True) if keeps or conduct == "persist" else None)
    early = spread(world(policy, conduct=conduct, on="2011-01-01"))
    assert (resting(early, "seen"), resting(before, "seen"), resting(before, "tap")) == ({LAW}, {LAW}, frozenset())
    turned = tiny(pack({"id": "seen", "modality": "observed", "under": [[EDICT], [LAW]], "basis": []}))
    assert resting(spread(world(turned, conduct=conduct, on="2011-01-01")), "seen") == {LAW}


def test_a_touched_holding_is_one_of_whose_ways_one_is_gone(tiny):
    policy = tiny(pack({"id": "look"}, {"id": "see", "basis": EDICT}))
    change = compare(spread(world(policy)), spread(world(policy, repeal=[LAW])))
    assert {(each.actor, each.through, each.touched) for each in change.kept} == {("bus", (), False), ("police", (EDICT,), True)}
    assert change.closed == (("fine", "police"),) and change.opened == ()


@pytest.mark.parametrize("access, channel", [("direct", True), ("standing", True), ("unknown", None), ("request", False)])
def test_a_way_of_access_remains_where_it_is_remote(tiny, access, channel):
    policy = tiny(pack({"id": "look", "principle": {"access": access}}))
    assert verdicts(policy) == {"look": ((), False, channel), "fine": ((), False, False)}
    assert verdicts(policy, EDICT) == {}


def test_a_capability_of_the_same_passing_is_a_channel_that_remains(tiny):
    can = {"id": "can", "modality": "capability", "under": "none-known", "basis": []}
    at = {"principle": {"access": "request"}}
    assert verdicts(tiny(pack({"id": "look", **at}, can)))["look"] == ((), False, True)
    assert verdicts(tiny(pack({"id": "look", **at}, {**can, "to": "2015"})))["look"] == ((), False, False)
    assert verdicts(tiny(pack({"id": "look", **at}, {**can, "recipient": "court"})))["look"] == ((), False, False)
    assert verdicts(tiny(pack({"id": "look", **at}, {"id": "see", "basis": EDICT})))["look"] == ((), False, False)


def test_practice_goes_on_only_where_it_persists(tiny):
    policy = tiny(pack({"id": "seen", "modality": "observed", "under": LAW, "basis": []}))
    assert verdicts(policy)["seen"][:2] == ((), False)
    assert verdicts(policy, conduct="persist")["seen"][:2] == ((), True)


def test_what_was_collected_is_told_with_its_time_of_keeping(tiny):
    policy = tiny(pack({"id": "look", "principle": {"retention": {"kind": "term", "length": 5, "unit": "years"}}}))
    change = compare(spread(world(policy)), spread(world(policy, repeal=[LAW])))
    kept = {each.record: each.kept for each in change.verdicts}
    assert kept == {"look": Retention(kind="term", length=5, unit="years"), "fine": Retention()}


def test_an_act_taken_away_in_both_worlds_or_only_later_has_no_verdicts(tiny):
    policy = tiny(pack({"id": "look"}))
    gone = world(policy, on="2020-01-01", repeal=[LAW])
    assert compare(spread(gone), spread(gone)).verdicts == ()
    later = world(policy, on="2020-01-01").but(ending=frozenset({(LAW, date(2021, 1, 1))}))
    now = world(policy, on="2020-01-01").but(ending=frozenset({(LAW, date(2020, 1, 1))}))
    assert compare(spread(world(policy, on="2020-01-01")), spread(later)).verdicts == ()
    assert {each.record for each in compare(spread(later), spread(now)).verdicts} == {"look", "fine"}


def test_an_act_not_yet_in_force_takes_nothing_with_it(tiny):
    assert verdicts(tiny(pack({"id": "look"})), on="2005-01-01") == {}


def test_a_piece_that_a_reform_left_still_counts_as_its_record(tiny):
    given = pack({"id": "look", "information": ["taps", "faces"], "basis": [[LAW], [EDICT]]})
    given["collections"][0]["information"] = ["taps", "faces"]
    policy = tiny(given)
    reform = of_levers(
        [{"require": {"of": {"recipient": ["police"], "information": ["taps"]}, "authorisation": "court"}}, {"repeal": {"act": LAW}}],
        policy,
    )
    before = spread(world(policy))
    change = compare(before, spread(reformed(before.world, [reform])))
    assert {each.record: (each.authorised, each.goes_on) for each in change.verdicts} == {"look": (((EDICT,),), True), "fine": ((), False)}
    assert change.lost == ()
    assert {(each.information, each.touched) for each in change.kept if each.actor == "police"} == {("taps", True), ("faces", True)}


def test_a_comparison_says_what_it_is(tiny):
    policy = tiny(
        pack(
            {"id": "look"},
            {
                "id": "see",
                "basis": EDICT,
                "principle": {"access": "request", "authorisation": {"value": "court", "set_by": LAW}, "shown": "yes"},
            },
        )
    )
    change = compare(spread(world(policy)), spread(world(policy, repeal=[LAW])))
    assert repr(change) == "Comparison(gained 0, lost 0, gated 0, ungated 0, gate_changed 0, kept 2)"
    html = change._repr_html_()
    assert html.startswith("<table>") and f"<td>kept</td><td>police</td><td>taps</td><td>{EDICT}</td>" in html and ">bus<" not in html
    none = compare(spread(world(policy)), spread(world(policy, repeal=[LAW, EDICT])))._repr_html_()
    assert "<td>lost</td><td>police</td><td>taps</td><td></td>" in none
    gate = compare(spread(world(policy, repeal=[LAW])), spread(world(policy)))
    assert [each.actor for each in gate.gated] == [] and pairs(gate, "gained") == set()


def test_a_gate_that_moves_is_told_in_the_table(xa):
    change = compare(spread(world(xa, persona="everyone")), spread(world(xa, persona="everyone", repeal=["xa/law/2012-06-15/40"])))
    assert change.ungated and not change.lost
    each = change.ungated[0]
    assert (
        f"<td>ungated</td><td>{each.actor}</td><td>{each.information}</td><td>{each.before.least}–{each.before.most} to "
        in change._repr_html_()
    )
