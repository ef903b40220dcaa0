"""What changes, told: every sentence once, by the model's own figures."""

from __future__ import annotations

import pytest

from model.policy.principle import Retention
from model.policy.record import LANGUAGES
from model.reform.certificate import Missing, certificate
from model.reform.comparison import compare
from model.reform.cuts import Cut, cut
from model.reform.outcome import OUTCOMES, Outcome, outcomes
from model.reform.reform import reformed
from model.reform.shelf import of_levers
from model.reform.unknowns import SETTLED, Unknown, unknowns
from model.spread.spread import spread
from model.spread.world import world
from model.telling.change import (
    conventions,
    kept,
    label,
    missing,
    moved,
    outcome,
    passing,
    retention,
    silent,
    smallest,
    summary,
    unknown,
    verdict,
)
from model.telling.teller import Teller

STREETS, RECORDS, LAW55 = "xa/edict/2021-11-08/205", "xa/law/2012-06-15/40", "xa/law/2009-10-02/55"


@pytest.fixture
def teller(xa):
    return Teller(xa, "en")


def change(xa, *repeal, **given):
    before = spread(world(xa, persona="everyone", **given))
    return compare(before, spread(before.world.but(repealed=frozenset(repeal))))


def test_what_changes_in_all_is_counted(xa, teller):
    found = change(xa, STREETS)
    assert found.lost and found.gated
    assert summary(teller, found) == [
        f"{len(found.lost)} holdings fall.",
        f"For {len(found.gated)} holdings a stronger permission may now be needed.",
        *([f"{len(found.closed)} powers no longer open."] if len(found.closed) > 1 else []),
        f"{len(found.kept)} holdings stay as they were.",
    ]
    assert summary(teller, change(xa)) == [
        "No holding is gained or lost, and none takes another permission.", f"{len(change(xa).kept)} holdings stay as they were."]
    back = compare(found.after, found.before)
    assert summary(teller, back)[0] == f"{len(found.lost)} holdings are gained."
    weaker = summary(teller, change(xa, RECORDS))
    assert weaker[0] == f"For {len(change(xa, RECORDS).ungated)} holdings a weaker permission may suffice."


def test_powers_that_open_and_close_are_counted(xa, teller):
    found = next(each for act in xa.instruments if (each := change(xa, act, lens="alleged")).closed)
    told = {1: ("1 power no longer opens.", "1 power opens that did not.")}.get(
        len(found.closed), (f"{len(found.closed)} powers no longer open.", f"{len(found.closed)} powers open that did not.")
    )
    assert told[0] in summary(teller, found) and told[1] in summary(teller, compare(found.after, found.before))


def test_a_gate_that_moves_is_told_from_and_to(xa, teller):
    each = next(each for each in change(xa, RECORDS).ungated if (each.actor, each.information) == ("police", "bank-tx"))
    assert moved(teller, each) == (
        f"Police Directorate may hold: {teller.name('bank-tx')}. Permission before: a court order; "
        "after: no permission to a court order: not settled."
    )


def test_what_keeps_a_holding_is_named_with_what_is_gone(tiny):
    law, edict = "aa/law/2010-01-01/1", "aa/edict/2012-01-01/2"
    flows = [
        {"id": f"look-{index}", "sender": "bus", "recipient": "police", "information": ["taps"], "modality": "power", "basis": act}
        for index, act in enumerate((law, edict))
    ]
    policy = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus", "police"],
            "instruments": [{"id": law, "in_force": "2010-01-01", "number": "1"}, {"id": edict, "in_force": "2012-01-01", "number": "2"}],
            "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
            "flows": flows,
        }
    )
    found = compare(spread(world(policy)), spread(world(policy, repeal=[law])))
    teller = Teller(policy, "en")
    told = {each.actor: kept(teller, found, each) for each in found.kept}
    assert told == {
        "police": "police may hold: taps. Repealing Law 1 changes nothing here: there is also a way through Edict 2.",
        "bus": "bus may hold: taps. No act stands on its shortest way: no repeal reaches it there.",
    }
    same = compare(found.before, found.before)
    assert {kept(teller, same, each) for each in same.kept if each.actor == "police"} == {"police may hold: taps. It rests on Law 1."}


def test_an_act_on_which_nothing_rests_is_not_named_beside_others_that_change_nothing(tiny):
    law, edict, quiet = "aa/law/2010-01-01/1", "aa/edict/2012-01-01/2", "aa/law/2013-01-01/3"
    look = {"id": "look", "sender": "bus", "recipient": "police", "information": ["taps"], "modality": "power", "basis": [[law], [edict]]}
    policy = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus", "police"],
            "instruments": [{"id": act, "in_force": act.split("/")[2], "number": act[-1]} for act in (law, edict, quiet)],
            "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
            "flows": [look],
        }
    )
    found = compare(spread(world(policy)), spread(world(policy, repeal=[law, quiet])))
    told = [kept(Teller(policy, "en"), found, each) for each in found.kept if each.actor == "police"]
    assert len(told) == 1 and "Repealing Law 1 changes nothing here" in told[0] and "Law 3" not in told[0]


def test_an_act_on_which_nothing_rests_is_never_said_to_change_nothing(xa, teller):
    quiet = "xa/constitution/1991-05-04/1"
    found = change(xa, quiet)
    assert silent(found) == [quiet]
    assert conventions(teller, found)[0] == f"What {teller.act_short(quiet)} forbids or promises is not computed here."
    assert silent(change(xa, STREETS)) == [] and len(conventions(teller, change(xa, STREETS))) == 3
    assert conventions(teller, change(xa)) == []
    assert conventions(teller, change(xa, STREETS, conduct="persist"))[-1] == "Practice said to be carried out under it is taken to go on."
    assert silent(change(xa, RECORDS)) == [RECORDS]


def test_every_record_can_be_told_in_a_few_words(xa, by):
    for policy in (xa, by):
        teller = Teller(policy, "en")
        for section in (policy.flows, policy.collections, policy.consequences, policy.inferences, policy.operates, policy.members):
            for key in section:
                assert passing(teller, key) and "{" not in passing(teller, key)
    teller = Teller(xa, "en")
    assert passing(teller, "taps-to-registry~2") == passing(teller, "taps-to-registry").replace("~2", "")
    assert passing(teller, "op-transport-registry").endswith("“Transport Registry”")
    assert passing(teller, "call-in") == teller.name("call-in")
    assert passing(teller, "c-tap").startswith("Takes the bus leaves with Swallow Buses: ")


def test_the_four_answers_are_told(xa, teller):
    found = change(xa, STREETS)
    told = {each.record: verdict(teller, each) for each in found.verdicts}
    assert "No basis is left in this pack. The channel remains. What was collected remains; how long: " in told["police-read-registry"]
    still = [each for each in change(xa, "xa/law/2018-03-01/12").verdicts if each.authorised]
    assert all("Still authorised by" in verdict(teller, each) for each in still)
    goes = next(each for each in change(xa, STREETS, conduct="persist").verdicts if each.record == "police-read-registry-seen")
    assert "The practice is taken to go on." in verdict(teller, goes)
    assert "remains." not in verdict(teller, next(each for each in found.verdicts if each.channel is False)).replace(
        "collected remains", ""
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_long_something_is_kept_is_told_in_every_language(xa, language):
    teller = Teller(xa, language)
    assert retention(teller, Retention(kind="term", length=30, unit="days")) == teller.say("fact.days", n=30)
    assert retention(teller, Retention(kind="event", until="the case ends")) == teller.say("fact.event", until="the case ends")


def test_how_long_something_is_kept_is_told(teller):
    told = [
        retention(teller, kept_)
        for kept_ in (
            Retention(kind="term", length=2, unit="years"),
            Retention(kind="limit", length=1, unit="months"),
            Retention(kind="unlimited"),
            Retention(kind="event", until="the car is sold"),
            Retention(kind="event"),
            Retention(),
        )
    ]
    assert told == ["2 years", "at most 1 month", "without limit", "until: the car is sold", "until an event", "unknown"]


def test_an_outcome_is_a_range(teller):
    assert outcome(teller, Outcome("taps-to-registry", ("taps",), ("paper", "gated"))).endswith(": gated on paper only or gated")
    assert all(outcome(teller, Outcome("taps-to-registry", (), (each,))) for each in OUTCOMES)


def test_outcomes_of_a_reform_are_told_of_real_records(xa, teller):
    reform = of_levers([{"require": {"of": {"act": STREETS}, "authorisation": "court", "shown": "yes", "logged": "yes"}}], xa)
    found = outcomes(spread(world(xa, persona="everyone")), [reform])
    assert any(outcome(teller, each).endswith("gated, independence of whoever permits it not known") for each in found)


def test_a_smallest_change_is_told_in_every_case(xa, teller):
    def one(size, sets, over="acts", **more):
        given = {"complete_up_to": 3, "because": None, "below": None, "side": "least", "labels": 9, **more}
        return smallest(teller, Cut(size=size, sets=sets, over=over, **given))

    assert one(0, ((),)) == ["Nothing needs to change; it is not derived in this world."]
    assert one(0, ((),), below="court") == ["Nothing needs to change: that is so in this world already."]
    assert one(None, ()) == ["No set of up to 3 stops it; larger sets were not searched to the end."]
    assert one(None, (), labels=3) == ["No repeal stops it: there is a chain that no repeal touches."]
    assert one(None, (), labels=3, over="flows") == ["Stopping every flow would not be enough: there is a chain without any."]
    assert one(None, (), labels=3, over="sources") == ["It does not rest on sources: it follows from the acts of the day themselves."]
    assert one(1, ((STREETS,),)) == ["Repealing 1 act stops this, and nothing less does: Edict 205."]
    assert one(2, ((RECORDS, STREETS),)) == ["Repealing 2 acts together stops this, and nothing less does: Law 40 and Edict 205."]
    assert one(1, ((STREETS,), (RECORDS,))) == [
        "Repealing 1 act stops this, and nothing less does; there are 2 ways to choose it:", "Edict 205", "Law 40"
    ]
    assert one(1, ((STREETS,), (RECORDS,)), complete=False)[0].endswith("it: Not every way is listed.")
    assert one(1, (("taps-to-registry",),), "flows") == [f"Stopping 1 flow is enough: {passing(teller, 'taps-to-registry')}."]
    assert one(1, (("morning-kettle",),), "sources") == ["It falls if 1 independent source is wrong: The Morning Kettle."]


def test_a_group_of_sources_is_told_by_its_publishers(by):
    teller = Teller(by, "en")
    groups = {source.group for source in by.sources.values()}
    several = next(group for group in sorted(groups) if len({each.publisher for each in by.sources.values() if each.group == group}) > 2)
    publishers = sorted({each.publisher for each in by.sources.values() if each.group == several} - {"unknown"})
    assert label(teller, "sources", several) == f"one group ({', '.join(publishers)})"
    assert label(teller, "sources", "no-such-group") == "one group (no-such-group)"


def test_what_blocks_is_told_with_its_reasons(xa, teller):
    here = spread(world(xa, persona="everyone", lens="law"))
    found = next(told for actor in xa.actors for leaf in xa.leaves if (told := certificate(here, here, actor, leaf)))
    told = missing(teller, found)
    assert len(told) == len(found) and told[0].startswith(passing(teller, found[0].record) + ". It does not count here: ")
    both = missing(teller, [Missing("c-tap", ("date", "lens"), False)])
    assert both[0].endswith("not valid on this date and weaker evidence than counts here. It would open a way together with others.")


def test_what_is_not_settled_is_told_case_by_case(teller):
    told = unknown(teller, Unknown("taps-to-registry", "shown", ("yes", "no"), ((4, 4), (2, 2)), 1.0))
    assert told.endswith(
        "Unsettled: whether the order is shown. if it is shown: a court order; "
        "if it is not shown: an order on paper, not shown to the holder."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unsettled_value_can_be_told(by, language):
    teller = Teller(by, language)
    for field, values in SETTLED.items():
        assert "{" not in unknown(teller, Unknown("operators-to-kgb-129", field, values, ((0, 4),) * len(values), 1.0))


def test_the_agenda_and_the_cuts_of_the_real_pack_are_told_without_holes(by):
    here = spread(world(by, persona="commuter", on="2025-03-03"))
    teller = Teller(by, "en")
    for held in here.holdings[::9]:
        told = [unknown(teller, each) for each in unknowns(here, here.fact(held.actor, held.information))]
        for over in ("acts", "flows", "sources"):
            told += smallest(teller, cut(here, ((held.actor, held.information),), over=over))
        assert not any("{" in each for each in told)


def test_a_reform_that_repeals_is_told_as_a_repeal(xa, teller):
    before = spread(world(xa, persona="everyone"))
    after = spread(reformed(before.world, [of_levers([{"repeal": {"act": STREETS, "from": "2028"}}], xa)]))
    told = conventions(teller, compare(before, after))
    assert len(told) == 4 and told[1] == "Ended from a day means: from that day on the act is gone, and before it stands."
