"""Reforms, stacked and applied: the laws of semantics.md 3 on random policies, against every cell of every record looked at alone."""

from __future__ import annotations

from dataclasses import replace

import clingo
import pytest
from chance import ACTS, GATES, WHENS, first, some, worlds
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from moves import SECTIONS, Cells, many, proposals, reform, told

from model.export import export
from model.fault import Faults
from model.policy.flow import RULES
from model.reform.certificate import certificate
from model.reform.comparison import compare
from model.reform.cuts import cut
from model.reform.levers.bar import Move as Bar
from model.reform.levers.repeal import Move as Repeal
from model.reform.reform import Conflict, Reform, enact, move, name_of, origin, parts, plain, reformed
from model.reform.shelf import of_levers
from model.spread.derivation import why
from model.spread.spread import spread
from model.spread.world import World, world

EDICT, POLICE_LAW, BILL = "xa/edict/2021-11-08/205", "xa/law/2015-05-20/31", "xa/law/unknown/bill-1"
A, B = "aa/law/2010-01-01/1", "aa/law/2012-01-01/2"


def clashing(world: World, *reforms: Reform) -> set[str]:
    """The fields that are in conflict; none where the reforms apply."""
    try:
        reformed(world, reforms)
    except Faults as faults:
        assert all(fault.what.startswith("two levers set this differently: ") for fault in faults.faults)
        return {fault.key for fault in faults.faults}
    return set()


# ---------------------------------------------------------------- the laws


@settings(max_examples=120)
@given(st.data())
def test_a_reform_is_what_its_levers_make_of_every_cell_of_every_record(data):
    world = data.draw(proposals())
    levers = many(data.draw, world.policy)
    plainly = Cells(world, levers)
    assert clashing(world, reform(*levers)) == plainly.clashes
    assume(not plainly.clashes)
    assert told(spread(reformed(world, [reform(*levers)]))) == plainly.told()


@settings(max_examples=40)
@given(st.data())
def test_the_order_of_levers_and_of_stacked_reforms_never_matters_and_conflicts_are_named_whichever(data):
    world = data.draw(proposals())
    levers = many(data.draw, world.policy)
    turned = data.draw(st.permutations(levers))
    cut = data.draw(st.integers(0, len(levers)))
    ways = ([reform(*levers)], [reform(*turned)], [reform(*turned[cut:]), reform(*turned[:cut])], [reform(*levers, *levers)])
    clashes = [clashing(world, *way) for way in ways]
    assert clashes == [clashes[0]] * 4
    assume(not clashes[0])
    one, *others = (reformed(world, way) for way in ways)
    assert others == [one] * 3
    for other in others:
        assert [getattr(other.policy, name) for name in SECTIONS] == [getattr(one.policy, name) for name in SECTIONS]
    assert all(told(spread(other)) == told(spread(one)) for other in others)


@settings(max_examples=50)
@given(st.data())
def test_no_lever_but_enact_adds_a_holding_or_a_power(data):
    world = data.draw(proposals())
    levers = many(data.draw, world.policy, "repeal", "sunset", "require", "narrow", "retain", "bar", "log-and-notify")
    assume(not clashing(world, reform(*levers)))
    assert set(told(spread(reformed(world, [reform(*levers)])))) <= set(told(spread(world)))


@settings(max_examples=120)
@given(st.data())
def test_a_restriction_never_lowers_a_gate(data):
    """But for the most of what is not known: a reform may settle that a permission of an unknown kind is on paper."""
    world = data.draw(proposals())
    levers = many(data.draw, world.policy, "require", "narrow", "retain", "bar", "log-and-notify")
    assume(not clashing(world, reform(*levers)))
    was, now = spread(world), spread(reformed(world, [reform(*levers)]))
    before, then = told(was), told(now)
    assert all(GATES.index(then[key][0]) >= GATES.index(before[key][0]) for key in then)
    settles = any(getattr(lever, "shown", None) in ("no", "unknown") for lever in levers)
    if not settles and not any("unknown" in was.values(record, "authorisation") for record in was.records):
        assert all(GATES.index(then[key][1]) >= GATES.index(before[key][1]) for key in then)
    if not any(name_of(lever) == "require" for lever in levers):
        assert all(GATES.index(then[key][1]) >= GATES.index(before[key][1]) for key in then)


@settings(max_examples=60)
@given(st.data())
def test_under_persistence_a_restriction_leaves_practice_and_inferences_as_they_were(data):
    world = data.draw(proposals()).but(conduct="persist")
    levers = many(data.draw, world.policy, "require", "narrow", "retain", "bar", "log-and-notify")
    assume(not clashing(world, reform(*levers)))
    was, now = world.policy, reformed(world, [reform(*levers)]).policy
    assert now.inferences == was.inferences
    for name in SECTIONS:
        before, then = getattr(was, name), getattr(now, name)
        assert {key: each for key, each in then.items() if each.modality not in RULES} == {
            key: each for key, each in before.items() if each.modality not in RULES
        }


@settings(max_examples=60)
@given(st.data())
def test_a_repeal_as_a_lever_is_a_repeal_in_the_world_and_one_from_a_day_touches_nothing_before(data):
    world = data.draw(worlds(8))
    acts = data.draw(some(ACTS, 1, 3))
    always = reform(*(move({"repeal": {"act": act}}) for act in acts))
    assert reformed(world, [always]).repealed == world.repealed | set(acts)
    assert told(spread(reformed(world, [always]))) == told(spread(world.but(repealed=world.repealed | set(acts))))
    day = data.draw(WHENS)
    later_on = reformed(world, [reform(*(move({"repeal": {"act": act, "from": day}}) for act in acts))])
    if world.on < first(day):
        assert told(spread(later_on)) == told(spread(world))
    else:
        assert told(spread(later_on)) == told(spread(world.but(repealed=world.repealed | set(acts))))


@settings(max_examples=60)
@given(st.data())
def test_clingo_derives_the_same_from_the_raw_facts_of_a_reformed_world(data):
    world = data.draw(proposals())
    levers = many(data.draw, world.policy)
    assume(not clashing(world, reform(*levers)))
    then = reformed(world, [reform(*levers)])
    control = clingo.Control(["--warn=none"])
    control.add("base", [], export(then, "datalog"))
    control.ground([("base", [])])
    models = []
    control.solve(
        on_model=lambda model: models.append({(each.name, *(part.string for part in each.arguments)) for each in model.symbols(shown=True)})
    )
    found = spread(then)
    assert models == [{("holds", *each) for each in found.held} | {("opens", each.consequence, each.actor) for each in found.consequences}]


# ---------------------------------------------------------------- on packs


def after(policy, *levers, **where):
    return reformed(world(policy, **where), [of_levers(levers, policy)])


def test_no_lever_changes_nothing(xa):
    here = world(xa)
    assert reformed(here, []) is here
    assert reformed(here, [reform()]) is here


def test_unknown_words_of_any_lever_are_faults_before_anything_is_applied(xa):
    with pytest.raises(Faults) as caught:
        reformed(world(xa), [reform(Repeal(act="xa/law/unknown/1")), reform(Bar(inference="face-metch"))])
    assert [(fault.key, fault.what) for fault in caught.value.faults] == [
        ("act", "there is no act 'xa/law/unknown/1'"),
        ("inference", "there is no inference 'face-metch'"),
    ]


@pytest.mark.parametrize(
    ("levers", "told"),
    [
        (
            ({"repeal": {"act": EDICT}}, {"repeal": {"act": EDICT, "from": "2025-03"}}),
            f"{EDICT}.to: two levers set this differently: as if never made and from 2025-03-01. Keep one of them.",
        ),
        (
            ({"repeal": {"act": EDICT, "from": "2025"}}, {"sunset": {"act": EDICT, "after": 5}}),
            f"{EDICT}.to: two levers set this differently: from 2025-01-01 and from 2027-01-01. Keep one of them.",
        ),
        (
            ({"enact": {"act": BILL}}, {"enact": {"act": BILL, "from": "2031"}}),
            f"{BILL}.from: two levers set this differently: from 2031-01-01 and from its own day. Keep one of them.",
        ),
        (
            ({"enact": {"act": BILL}}, {"repeal": {"act": BILL}}),
            f"{BILL}.from: two levers set this differently: in force always and gone as if never made. Keep one of them.",
        ),
        (
            ({"enact": {"act": BILL, "from": "2031"}}, {"repeal": {"act": BILL, "from": "2031"}}),
            f"{BILL}.from: two levers set this differently: in force from 2031-01-01 and gone from 2031-01-01. Keep one of them.",
        ),
        (
            (
                {"retain": {"of": {"records": ["police-photos"]}, "length": 30}},
                {"retain": {"of": {"sender": ["people-register"], "recipient": ["police"]}, "length": 2, "unit": "months"}},
            ),
            "police-photos.retention: two levers set this differently: 2 months and 30 days. Keep one of them.",
        ),
        (
            (
                {"narrow": {"of": {"records": ["police-photos"]}, "only": ["foreigner", "citizen"]}},
                {"narrow": {"of": {"records": ["police-photos"]}, "only": ["citizen"]}},
            ),
            "police-photos.subject: two levers set this differently: citizen and foreigner citizen. Keep one of them.",
        ),
        (
            (
                {"require": {"of": {"records": ["police-photos"]}, "logged": "no"}},
                {"log-and-notify": {"of": {"records": ["police-photos"]}}},
            ),
            "police-photos.logged: two levers set this differently: no and yes. Keep one of them.",
        ),
    ],
)
def test_a_conflict_names_the_record_the_field_and_both_values(xa, levers, told):
    for order in (levers, levers[::-1]):
        with pytest.raises(Faults) as caught:
            after(xa, *order)
        assert str(caught.value) == told


def test_every_conflict_is_named_once(xa):
    levers = [{"require": {"of": {"sender": ["transport-registry"]}, "shown": value, "prior": value}} for value in ("yes", "no")]
    with pytest.raises(Faults) as caught:
        after(xa, *levers)
    records = ("police-read-registry", "police-read-registry-seen", "service-reads-registry", "service-reads-registry-seen")
    assert [fault.key for fault in caught.value.faults] == sorted(f"{record}.{field}" for record in records for field in ("prior", "shown"))
    assert Conflict("a", "b", ("c", "d")).fault().what == "two levers set this differently: c and d"


def test_two_restrictions_that_meet_on_no_cell_are_in_no_conflict(xa):
    vehicles = {"records": ["police-vehicles"]}
    found = after(
        xa,
        {"require": {"of": {**vehicles, "act": EDICT}, "shown": "no"}},
        {"require": {"of": {**vehicles, "act": POLICE_LAW}, "shown": "yes"}},
        {"retain": {"of": {**vehicles, "information": ["plate"]}, "length": 1}},
        {"retain": {"of": {**vehicles, "information": ["vehicle-ownership"]}, "length": 2}},
    )
    assert len(parts(found.policy, "police-vehicles")) > 1


def test_a_record_bound_in_part_is_cut_and_the_part_left_alone_keeps_its_id(xa):
    then = after(
        xa, {"require": {"of": {"act": EDICT, "sender": ["vehicle-register"], "information": ["plate"]}, "authorisation": "court"}}
    ).policy
    was, pieces = xa.flows["police-vehicles"], [then.flows[key] for key in ("police-vehicles", "police-vehicles~1", "police-vehicles~2")]
    leaves = set(xa.leaves["vehicle-data"])
    assert [(each.basis, set(each.information), each.principle.authorisation.value) for each in pieces] == [
        (was.basis[:1], leaves, "executive"),
        (was.basis[1:], leaves - {"plate"}, "executive"),
        (was.basis[1:], {"plate"}, "court"),
    ]
    assert [each.id for each in pieces] == list(parts(then, "police-vehicles"))
    assert {origin(each.id) for each in pieces} == {"police-vehicles"} == {origin("police-vehicles")}
    assert parts(then, EDICT) == (EDICT,)
    assert list(then.flows) == sorted(then.flows)


def test_a_record_bound_whole_keeps_its_words_and_its_id(xa):
    then = after(xa, {"require": {"of": {"sender": ["vehicle-register"]}, "authorisation": "court"}}).policy
    assert then.flows.keys() == xa.flows.keys()
    assert then.flows["police-vehicles"].information == ("vehicle-data",)
    assert {key for key in xa.flows if then.flows[key] != xa.flows[key]} == {"police-vehicles"}


def test_a_reform_on_a_reformed_world_cuts_further(xa):
    once = after(xa, {"require": {"of": {"act": EDICT, "sender": ["vehicle-register"]}, "authorisation": "court"}})
    twice = reformed(once, [of_levers([{"narrow": {"of": {"sender": ["vehicle-register"]}, "drop": ["plate"]}}], once.policy)])
    assert {origin(key) for key in twice.policy.flows} == set(xa.flows)
    assert not any("plate" in each.information for key, each in twice.policy.flows.items() if origin(key) == "police-vehicles")


@pytest.fixture
def either(tiny):
    """A practice said to be carried out under either of two laws, of which the second came later."""
    return tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus", "police"],
            "instruments": [{"id": A, "in_force": "2010-01-01"}, {"id": B, "in_force": "2012-01-01"}],
            "collections": [{"id": "ride", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
            "flows": [
                {
                    "id": "look",
                    "sender": "bus",
                    "recipient": "police",
                    "information": ["taps"],
                    "modality": "observed",
                    "under": [[A], [B]],
                    "from": "2009",
                    "principle": {"authorisation": "none", "access": "request", "shown": "yes"},
                }
            ],
        }
    )


@pytest.mark.parametrize(
    ("on", "act", "repealed", "gate"),
    [
        ("2009-06-01", A, None, "none"),
        ("2009-06-01", A, A, "none"),
        ("2011-01-01", A, None, "court"),
        ("2011-01-01", B, None, "none"),
        ("2011-01-01", A, A, None),
        ("2011-01-01", B, A, None),
        ("2011-01-01", A, B, "court"),
        ("2013-01-01", A, None, "none"),
        ("2013-01-01", A, A, "none"),
        ("2013-01-01", A, B, "court"),
        ("2013-01-01", B, A, "court"),
    ],
)
def test_a_practice_under_either_of_two_acts_goes_on_by_what_is_in_force_and_left(either, on, act, repealed, gate):
    """Before any law it is bound by none; while one law stands, what binds that law binds it; of two, the other keeps it free."""
    levers = [{"require": {"of": {"act": act}, "authorisation": "court"}}, *([{"repeal": {"act": repealed}}] if repealed else [])]
    found = spread(after(either, *levers, on=on))
    number = found.fact("police", "taps")
    assert (None if number is None else found.gate(number).least) == gate


def test_a_power_cut_by_a_reform_neither_opens_nor_closes(tiny):
    power = {"id": "call-in", "actors": ["police"], "premises": ["taps"], "modality": "power", "basis": [[A], [B]]}
    policy = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["police"],
            "instruments": [A, B],
            "collections": [{"id": "ride", "when": "rides", "recipient": "police", "information": ["taps"], "by_nature": "true"}],
            "consequences": [power],
        }
    )
    then = spread(after(policy, {"require": {"of": {"act": A}, "authorisation": "court"}}))
    assert [each.consequence for each in then.consequences] == ["call-in"] and "call-in~1" in then.policy.consequences
    change = compare(spread(world(policy)), then)
    assert (change.opened, change.closed) == ((), ())
    assert why(then, "police", "call-in").derivations[1].steps[-1].record == "call-in~1"
    (number,) = then.facts("police", "call-in")
    assert then.bounds(number) == (0, GATES.index("court"))
    gone = spread(then.world.but(repealed=frozenset({B})))
    assert [each.consequence for each in gone.consequences] == ["call-in"]
    assert [each.gate for each in why(gone, "police", "call-in")] == [(GATES.index("paper"), GATES.index("court"))]
    assert cut(then, [("police", "call-in")]).sets == ((A, B),)
    assert certificate(then, spread(world(policy)), "police", "call-in") == ()


def test_what_is_left_of_a_record_keeps_its_id_where_its_first_part_is_barred(tiny):
    policy = tiny({"types": ["taps"], "facts": ["rides"], "personas": [{"id": "rider", "facts": ["rides"]}],
                   "actors": ["police"], "instruments": [A, B], "consequences": [
                       {"id": "call-in", "actors": ["police"], "premises": ["taps"], "modality": "power", "basis": [[A], [B]]}]})
    then = after(policy, {"require": {"of": {"act": B}, "authorisation": "court"}}, {"bar": {"of": {"act": A}}}).policy
    assert {key: each.basis for key, each in then.consequences.items()} == {"call-in": ((B,),)}


def test_what_is_repealed_beside_a_reform_cannot_be_enacted_by_it(xa):
    enacted = of_levers([{"enact": {"act": BILL}}], xa)
    assert clashing(world(xa, repeal=[BILL]), enacted) == {f"{BILL}.from"}
    assert not clashing(world(xa, repeal=[EDICT]), enacted)


def test_worlds_that_differ_have_policies_that_differ(xa):
    repeal, order = {"repeal": {"act": BILL}}, {"require": {"of": {"recipient": ["police"]}, "authorisation": "court"}}
    every = [
        after(xa, repeal),
        after(xa, {"enact": {"act": BILL}}),
        after(xa, order),
        after(xa, order, conduct="persist"),
        after(xa, order, sources="official"),
        after(xa, order, repeal),
        world(xa),
    ]
    assert len({each.policy.digest for each in every}) == len(every)
    assert after(xa, order, order, repeal).policy == after(xa, repeal, order).policy
    assert after(xa, order, on="2029-01-01", persona="driver", lens="law").policy is after(xa, order).policy


def test_what_a_world_had_repealed_stays_repealed(xa):
    here = world(xa, repeal=[POLICE_LAW])
    then = reformed(here, [of_levers([{"repeal": {"act": EDICT}}, {"sunset": {"act": "xa/law/2018-03-01/12", "after": 20}}], xa)])
    assert then.repealed == {POLICE_LAW, EDICT}
    assert [(act, str(day)) for act, day in then.ending] == [("xa/law/2018-03-01/12", "2038-10-01")]


def test_enact_makes_only_what_rests_on_the_proposal_a_rule(xa):
    assert enact(xa, {}) is xa
    then = enact(xa, {BILL: None})
    assert (then.instruments[BILL].proposed, then.instruments[BILL].in_force) == (False, "0001-01-01")
    assert {key for key in xa.flows if then.flows[key] != xa.flows[key]} == {"service-asks-with-order"}
    assert then.flows["service-asks-with-order"].modality == "power"
    assert then.digest != xa.digest != enact(xa, {BILL: None}).digest
    doubtful = replace(
        xa,
        instruments={
            **xa.instruments,
            BILL: xa.instruments[BILL].model_copy(
                update={
                    "adopted": "2028",
                    "ended": "2029",
                    "claims": tuple(
                        claim.model_copy(update={"field": "adopted", "value": "2027"}) for claim in xa.instruments[BILL].claims
                    ),
                }
            ),
        },
    )
    made = enact(doubtful, {BILL: None}).instruments[BILL]
    assert (made.adopted, made.ended, made.claims) == ("unknown", None, ()), "a reform says when it is in force"


def test_levers_are_plain_data_and_back():
    lever = move({"repeal": {"act": EDICT, "from": "2025"}})
    assert (name_of(lever), plain(lever)) == ("repeal", {"repeal": {"act": EDICT, "from": "2025"}})
    assert move(lever) is lever
    made = Reform.model_validate({"id": "a", "name": "A", "sources": ["kettle"], "levers": [plain(lever), lever]})
    assert made.levers == (lever, lever)
    assert made.plain() == {"id": "a", "name": {"en": "A"}, "sources": ["kettle"], "levers": [plain(lever)] * 2}
    assert Reform(id="a", name="A").levers == () and Reform.model_validate(made) is made
    with pytest.raises(ValueError, match="levers"):
        Reform.model_validate({"id": "a", "name": "A", "levers": "none"})


def test_a_reform_names_the_sources_and_words_there_are_not(xa):
    made = Reform(id="a", name="A", sources=("kettle", "kettel"), levers=(Repeal(act=EDICT), Repeal(act="xa/law/unknown/1")))
    assert [(fault.key, fault.what) for fault in made.faults(xa)] == [
        ("sources.1", "there is no source 'kettel'"),
        ("levers.1.repeal.act", "there is no act 'xa/law/unknown/1'"),
    ]
