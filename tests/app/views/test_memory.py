"""What is still held: the chart, its table and the list of holdings say what the model says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.scene import Scene
from app.state import first
from app.views import memory
from model.reform.memory import memory as months


@pytest.fixture(scope="module", params=["xa", "by"])
def here(request) -> Scene:
    """A first visit to each pack."""
    policy = request.getfixturevalue(request.param)
    return Scene(policy, first(policy), "en")


def test_the_band_is_what_public_bodies_hold(here):
    found, chart = months(here.world), memory.draw(here)["chart"]
    assert chart["x"] == [day.isoformat() for day in found.months]
    assert (chart["low"], chart["high"]) == (list(found.least), list(found.most))
    assert max(chart["high"]) > 0


def test_the_table_beside_the_chart_gives_every_month_its_figures(here):
    for actor in ("", next(row.actor for row in months(here.world).rows)):
        told = memory.draw(Scene(here.policy, replace(here.state, selected=actor), "en"))
        chart, rows = told["chart"], {row["id"]: [cell["value"] for cell in row["cells"][1:]] for row in told["twin"]["rows"]}
        at = None
        for day, low, high in zip(chart["x"], chart["low"], chart["high"], strict=True):
            at = rows.get(day, at)
            assert at == [low, high], day
        assert chart["x"][0] in rows and chart["x"][-1] in rows


def test_each_holding_the_day_adds_is_told_with_how_long_it_is_kept(here):
    found = {f"{row.actor}:{row.information}": row for row in months(here.world).rows}
    rows = memory.draw(here)["table"]["rows"]
    assert {row["id"] for row in rows} == found.keys() and len(rows) == len(found)
    say = here.teller.say
    for row in rows:
        each = found[row["id"]]
        least, most = (cell["text"] for cell in row["cells"][2:])
        assert row["picked"] == {"selected": each.actor, "chosen": each.information}
        assert least == (say("memory.longer", n=each.least) if each.least_open
                         else say("fact.months", n=each.least + 1) if each.least else say("memory.at_once"))
        if each.most is None:
            assert most == say("memory.no_end" if each.least_open else "memory.not_known")
            assert row["cells"][3]["value"] == memory.BEYOND > len(months(here.world).months)
        else:
            assert most == (say("fact.months", n=each.most + 1) if each.most else say("memory.at_once"))
            assert row["cells"][3]["value"] == each.most


def test_public_bodies_come_first_and_who_stands_under_another_says_so(here):
    rows = memory.draw(here)["table"]["rows"]
    public = [here.policy.actors[row["id"].split(":")[0]].kind in ("state-body", "court", "oversight")
              if row["id"].split(":")[0] in here.policy.actors else False for row in rows]
    assert public == sorted(public, reverse=True) and public[0] and not public[-1]
    for row in rows:
        actor = row["id"].split(":")[0]
        above = here.policy.actors[actor].under if actor in here.policy.actors else None
        assert (here.teller.name(actor) != row["cells"][0]["text"]) == (above is not None)


def test_the_question_line_chooses_whose_memory_is_shown(here):
    actor = months(here.world).rows[-1].actor
    told = memory.draw(Scene(here.policy, replace(here.state, selected=actor), "en"))
    mine = [row for row in months(here.world).rows if row.actor == actor]
    assert [row["id"].split(":")[0] for row in told["table"]["rows"]] == [actor] * len(mine)
    assert told["chart"]["high"][0] == len(mine) and here.teller.name(actor) in told["title"]
    for month in (0, 1, 12, len(told["chart"]["x"]) - 1):
        assert told["chart"]["low"][month] == sum(row.held[0] >> month & 1 for row in mine)
        assert told["chart"]["high"][month] == sum(row.held[1] >> month & 1 for row in mine)


def test_where_the_day_adds_nothing_that_is_said(here):
    told = memory.draw(Scene(here.policy, replace(here.state, acts=()), "en"))
    assert told["none"] and not told["lead"] and not told["table"]["rows"]


def test_before_any_act_nothing_is_added_and_no_span_is_told(here):
    told = memory.draw(Scene(here.policy, replace(here.state, on="1990-01-01"), "en"))
    assert not max(told["chart"]["high"])
    assert told["lead"] == [here.teller.say("memory.lead", n=0)]
    assert len(memory.draw(here)["lead"]) == 2
