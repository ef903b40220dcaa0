"""The timeline, against the spreads of single days and acts looked up day by day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from chance import ACTS, EARLY, SOURCES, WHENS, Plain, after, first, some, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from model.policy.period import later
from model.reform.timeline import Change, timeline
from model.spread.spread import spread
from model.spread.world import world

DECREE, EDICT = "xa/decree/2019-07-01/4", "xa/edict/2021-11-08/205"
WORDS = ("2019", "2019-12", "2019-12-20", "2020", "2020-01", "2020-01-03", "2020-01-04", "2020-01-05", "2020-01-08", "2020-01-09",
         "2020-01-11", "2020-02", "2020-02-03")
ENDS = (date(2020, 1, 7), date(2020, 2, 14))
TURNS = sorted({on for word in WORDS for on in (first(word), after(word))} | set(ENDS))  # all days on which anything can turn
LOOKED = sorted({day - timedelta(days=back) for day in TURNS for back in (0, 1)})


def test_every_date_a_random_world_may_name_is_looked_at():
    @settings(max_examples=200)
    @given(EARLY | WHENS)
    def every(word):
        assert word in WORDS

    every()
    assert {source.date for source in SOURCES.values()} <= {*WORDS, "unknown"}


def replayed(found, day):
    """What is held on a day, by all that was added and taken up to it."""
    held = set(spread(found.world.but(on=date.min)).held)
    for change in timeline(found):
        if change.on <= day:
            assert held.isdisjoint(change.added)
            assert held.issuperset(change.taken)
            held = (held | set(change.added)) - set(change.taken)
    return held


def gone_on(world, day):
    """The world as a repeal leaves it on one day."""
    return world.but(repealed=world.repealed | {act for act, on in world.ending if on <= day}, ending=frozenset())


@settings(max_examples=40)
@given(worlds(), some(ACTS, 0, 2), st.sampled_from(ENDS))
def test_a_timeline_holds_every_difference_between_two_days_and_nothing_else(base, ended, on):
    world = base.but(ending=frozenset((act, on) for act in ended))
    found, expected = spread(world), []
    force = {day: {act for act in ACTS if (plain := Plain(gone_on(world, day))).in_force(act, day, plain.gone)} for day in LOOKED}
    for before, day in itertools.pairwise(LOOKED):
        was, now = spread(world.but(on=before)).held, spread(world.but(on=day)).held
        if (was, force[before]) != (now, force[day]):
            expected.append(Change(day, *(tuple(sorted(each)) for each in (
                now - was, was - now, force[day] - force[before], force[before] - force[day]))))
    assert timeline(found) == tuple(expected)


@pytest.mark.parametrize("lens", ["law", "alleged"])
@pytest.mark.parametrize("pack", ["xa", "by"])
def test_the_changes_of_a_pack_add_up_to_the_spread_of_any_day(pack, lens, request):
    found = spread(world(request.getfixturevalue(pack), persona="commuter", lens=lens))
    days = [change.on for change in timeline(found)]
    for change in timeline(found):
        for each in (change.added, change.taken, change.begun, change.ended):
            assert list(each) == sorted(set(each))
    assert days == sorted(set(days))
    assert len(days) > 5
    for day in (date.min, days[0], *(later(on, 20, "days") for on in days), later(days[-1], 50, "years")):
        assert replayed(found, day) == spread(found.world.but(on=day)).held


def test_the_decree_of_the_phone_lines_comes_and_goes_with_what_it_let_pass(xa):
    changes = {change.on: change for change in timeline(spread(world(xa, lens="law")))}
    line = {("line-gateway", what) for what in ("call-log", "comms-metadata", "location-phone")}
    begins, ends = changes[date(2019, 7, 1)], changes[date(2024, 4, 2)]
    assert (begins.begun, begins.ended, ends.ended) == ((DECREE,), (), (DECREE,))
    assert line <= set(begins.added) & set(ends.taken)
    assert begins.taken == ends.added == ()


def test_a_repeal_moves_the_end_of_an_act_or_leaves_it_out_altogether(xa):
    ends = {change.on: change.ended for change in timeline(spread(world(xa).but(ending=frozenset({(EDICT, date(2028, 1, 1))}))))}
    assert EDICT in ends[date(2028, 1, 1)]
    never = timeline(spread(world(xa, repeal=[EDICT])))
    assert EDICT not in {act for change in never for act in (*change.begun, *change.ended)}
    assert EDICT in {act for change in timeline(spread(world(xa))) for act in change.begun}


def test_an_act_without_any_flow_is_a_change_too(xa):
    assert timeline(spread(world(xa)))[0] == Change(date(1991, 6, 1), (), (), ("xa/constitution/1991-05-04/1",), ())
