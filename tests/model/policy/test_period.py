"""Days, months and years, and the half-open intervals between them."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from model.fault import Faults
from model.policy.period import Dated, Start, end_day, first_day, last_day
from model.spread.spread import spread
from model.spread.world import world


@pytest.mark.parametrize(
    ("when", "first", "end"),
    [
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)),
        ("2020-02", date(2020, 2, 1), date(2020, 3, 1)),
        ("2020-12", date(2020, 12, 1), date(2021, 1, 1)),
        ("2020", date(2020, 1, 1), date(2021, 1, 1)),
    ],
)
def test_a_month_or_year_begins_on_its_first_day_and_ends_after_its_last(when, first, end):
    assert (first_day(when), end_day(when)) == (first, end)


@pytest.mark.parametrize("when", ["20-01-01", "2020-1", "01.02.2020", "2020-02-30", "2020-13", "soon", "2020-01-01T00:00"])
def test_what_is_no_date_is_refused(when):
    with pytest.raises(ValueError):
        first_day(when)
    with pytest.raises(ValidationError):
        Start(on=when)


def test_a_plain_date_is_the_first_on_which_something_is_evidenced():
    assert Dated.model_validate({"from": "2020-02"}).start == Start(on="2020-02", kind="first-evidenced")
    assert Dated.model_validate({"from": {"on": date(2020, 2, 1), "kind": "adopted"}}).start == Start(on="2020-02-01", kind="adopted")


@pytest.mark.parametrize(
    ("start", "end", "sound"),
    [
        ("2020-05-01", "2020-05-02", True),
        ("2020-05-01", "2020-05-01", False),
        ("2020-05-31", "2020-05", True),
        ("2020-06-01", "2020-05", False),
        ("2020-12-31", "2020", True),
        ("2021", "2020", False),
        ("unknown", "1990", True),
        ("2020", "unknown", True),
    ],
)
def test_an_end_comes_after_its_start(start, end, sound):
    if sound:
        assert Dated.model_validate({"from": start, "to": end}).end == end
    else:
        with pytest.raises(ValidationError, match="dates out of order"):
            Dated.model_validate({"from": start, "to": end})


@pytest.mark.parametrize(("when", "last"), [("2020-02-03", date(2020, 2, 3)), ("2020-02", date(2020, 2, 29)), ("2020", date(2020, 12, 31))])
def test_the_last_day_of_a_day_month_or_year_is_inside_it(when, last):
    assert last_day(when) == last


@pytest.mark.parametrize("last", ["9999", "9999-12"])
def test_the_last_year_there_is_breaks_nothing(tiny, last):
    pack = {
        "types": ["taps"],
        "facts": ["rides"],
        "personas": [{"id": "rider", "facts": ["rides"]}],
        "actors": ["bus"],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true", "to": last}],
    }
    try:
        policy = tiny(pack)
    except Faults:
        return
    assert spread(world(policy)).held == {("bus", "taps")}


def test_an_act_that_ended_in_the_year_it_came_into_force_is_in_order(tiny):
    policy = tiny({"instruments": [{"id": "aa/law/2020-05-01/1", "in_force": "2020-05", "ended": "2020"}]})
    assert policy.instruments["aa/law/2020-05-01/1"].ended == "2020"
