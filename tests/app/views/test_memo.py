"""The memo shown is the model's memo on what the question line asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.scene import Scene
from app.state import first
from app.views import memo
from model.telling.memo import memo as told_by_model


@pytest.mark.parametrize("pack, actor, what", [("by", "kgb", "comms-content"), ("xa", "police", "name")])
@pytest.mark.parametrize("without", ["", "court"])
def test_it_is_the_memo_of_the_question_and_its_world(request, pack, actor, what, without):
    policy = request.getfixturevalue(pack)
    gone = next(iter(policy.instruments))
    here = Scene(policy, replace(first(policy), selected=actor, chosen=what, without=without, repealed=(gone,)), "en")
    drawn = memo.draw(here)
    assert drawn == {"ask": "", "markdown": told_by_model(here.teller, here.as_it_stands, here.spread, actor, what, without, here.reforms)}
    assert drawn["markdown"].startswith("# ") and here.teller.name(what) in drawn["markdown"]


def test_where_nothing_is_asked_it_says_what_to_choose(xa):
    for state in (first(xa), replace(first(xa), selected="nobody-known"), replace(first(xa), chosen="name")):
        assert memo.draw(Scene(xa, state, "en"))["markdown"] == "" and memo.draw(Scene(xa, state, "en"))["ask"]
