"""A breach shows what one holder holds and what follows from it, exactly; nobody is chosen for the reader and nobody is ranked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.scene import Scene
from app.state import first
from app.views import breach
from model.reform.breach import breach as leak
from model.reform.breach import breach_of, presets


@pytest.fixture(scope="module", params=["xa", "by"])
def here(request) -> Scene:
    """A first visit to each pack."""
    policy = request.getfixturevalue(request.param)
    return Scene(policy, first(policy), "en")


def test_the_reader_chooses_among_all_who_hold_something(here):
    told = breach.draw(here)
    assert told["chosen"] == "" and told["found"] is None
    options = [option["value"] for group in told["groups"] for option in group["options"]]
    assert len(options) == len(set(options)) and set(options) == {actor for actor, _ in here.spread.held}
    for group in told["groups"]:
        names = [option["text"] for option in group["options"]]
        assert names == sorted(names)   # by name: no order of harm


def test_what_is_out_and_what_follows_is_the_model_s(here):
    following = 0
    for actor in sorted({actor for actor, _ in here.spread.held}):
        told = breach.draw(Scene(here.policy, replace(here.state, selected=actor), "en"))
        found = leak(here.spread, actor)
        assert told["chosen"] == actor and told["found"]["out"] == sorted(map(here.teller.name, found.out))
        assert [step["conclusion"] for step in told["found"]["inferred"]] == [here.teller.name(each.conclusion) for each in found.inferred]
        for step, each in zip(told["found"]["inferred"], found.inferred, strict=True):
            assert all(here.teller.name(leaf) in step["premises"] for leaf in each.premises)
            assert here.teller.name(each.inference) == step["name"]
        following += len(found.inferred)
    assert following


def test_whoever_holds_nothing_here_is_not_shown_as_leaking(here):
    nobody = next(key for key in here.policy.holders if key not in {actor for actor, _ in here.spread.held})
    assert breach.draw(Scene(here.policy, replace(here.state, selected=nobody), "en"))["found"] is None


def test_leaks_that_happened_are_told_with_their_dates_and_what_follows(here):
    told, known = breach.draw(here)["presets"], presets(here.policy)
    assert known and [each["title"] for each in told] == [here.teller.text(here.policy.events[each.event].name) for each in known]
    for drawn, each in zip(told, known, strict=True):
        found = breach_of(here.spread, each.event)
        assert drawn["out"] == sorted(map(here.teller.name, found.out)) and len(drawn["inferred"]) == len(found.inferred)
        assert drawn["date"] == here.teller.date(here.policy.events[each.event].on)
        assert drawn["selected"] in ("", each.actor) and bool(drawn["selected"]) == (each.actor in {actor for actor, _ in here.spread.held})
