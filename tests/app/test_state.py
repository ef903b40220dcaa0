"""The state and its one codec: what is shared reads back the same, and a link once shared works for ever."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.notation import short, written
from app.panel import draw as draw_panel
from app.panel import view as lit
from app.question import draw as draw_question
from app.scene import scene
from app.state import VIEWS, State, address, first, of_address, of_plain, own
from app.view import every_view
from model.fault import Faults
from model.policy.evidence import LENSES
from model.policy.library import find, read
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.reform.reform import move, reformed
from model.reform.shelf import reforms
from model.texts import tell

SHARED = yaml.safe_load((Path(__file__).parent / "addresses.yaml").read_text(encoding="utf-8"))
POLICIES = {key: read(find(key)) for key in ("by", "xa")}
tried = settings(deadline=None, database=None, max_examples=200)
DAYS = st.dates().map(str) | st.integers(1950, 2060).map(str) | st.dates().map(lambda day: str(day)[:7])


def some(words):
    return st.lists(st.sampled_from(sorted(words)), unique=True, max_size=4).map(tuple)


def act_ids(policy: Policy):
    return [key for key, fact in policy.facts.items() if fact.kind == "act"]


def selections(policy: Policy):
    holders = sorted(policy.holders)
    lines = st.tuples(st.sampled_from(holders), st.sampled_from(holders)).map(">".join)
    boxes = [*holders, *(f"power:{key}" for key in policy.consequences), *(f"left:{key}" for key in policy.types)]
    return st.just("") | st.sampled_from(boxes) | lines


def own_levers(policy: Policy):
    """Levers of a reader's own: those of the named reforms, and some that stand against each other."""
    body, leaf = sorted(policy.actors)[0], sorted(policy.types)[0]
    bare = [{"require": {"of": {"recipient": [body]}, "authorisation": "court", "shown": shown}} for shown in ("yes", "no")]
    more = [{"retain": {"of": {"information": [leaf]}, "length": days}} for days in (3, 30)]
    named = [lever for each in reforms(policy).values() for lever in each.levers]
    return sorted({written(lever) for lever in (*named, *map(move, (*bare, *more)))})


def together(state: State, policy: Policy) -> State:
    """The state with the reforms and levers, in order, that do not conflict with those before."""
    for name in ("reforms", "levers"):
        given, state = getattr(state, name), replace(state, **{name: ()})
        for each in given:
            more = replace(state, **{name: (*getattr(state, name), each)})
            try:
                reformed(more.world(policy), more.stack(policy))
                state = more
            except Faults:
                pass
    return state


@st.composite
def states(draw, policy: Policy) -> State:
    return together(State(
        pack=policy.pack.id, persona=draw(st.sampled_from(list(policy.personas))), lens=draw(st.sampled_from(LENSES)), on=draw(DAYS),
        acts=draw(st.none() | some(act_ids(policy))), repealed=draw(some(policy.instruments)),
        conduct=draw(st.sampled_from(("obey", "persist"))), sources=draw(st.sampled_from(("all", "official"))), already=draw(st.booleans()),
        view=draw(st.sampled_from(VIEWS)), selected=draw(selections(policy)),
        chosen=draw(st.just("") | st.sampled_from([*policy.types, *policy.holders])), without=draw(st.sampled_from(("", "court"))),
        reforms=draw(some(reforms(policy))), levers=draw(some(own_levers(policy))),
        measure=draw(st.sampled_from(("holdings", "bodies", "ungated")))), policy)


@tried
@given(data=st.data())
def test_every_state_reads_back_the_same_from_its_address(data):
    policy = POLICIES[data.draw(st.sampled_from(sorted(POLICIES)))]
    state = data.draw(states(policy))
    assert of_address(address(state, policy), POLICIES, "by") == (state, [])


@tried
@given(data=st.data())
def test_every_state_reads_back_the_same_from_the_pages_plain_data(data):
    state = data.draw(states(POLICIES["xa"]))
    assert of_plain({**state.plain(), "a_key_of_the_future": 1}) == state


@tried
@given(data=st.data())
def test_an_address_is_nothing_but_a_fragment(data):
    policy = POLICIES[data.draw(st.sampled_from(sorted(POLICIES)))]
    told = address(data.draw(states(policy)), policy)
    assert re.fullmatch(r"[\w%;=/,:.~+-]+", told, re.ASCII)
    assert not re.search(r"https?:|^/", told)


@pytest.mark.parametrize("view", every_view())
def test_every_view_can_be_shared(xa, view):
    state = replace(first(xa), view=view)
    assert of_address(address(state, xa), {"xa": xa}, "xa") == (state, [])


def test_a_first_visit_has_the_shortest_address(xa):
    assert address(first(xa), xa) == "1;p=xa"


@pytest.mark.parametrize("shared", SHARED, ids=lambda each: each["address"])
def test_a_link_once_shared_works_for_ever(shared):
    wanted = {key: tuple(written(move(each)) if key == "levers" else each for each in value) if isinstance(value, list) else value
              for key, value in shared["state"].items()}
    state, lost = of_address(shared["address"], POLICIES, "by")
    assert (state, lost) == (replace(first(POLICIES[state.pack]), **wanted), shared.get("lost", []))


KEYS = st.sampled_from("pwaldrcohvsixzngm")
WORDS = st.sampled_from(["xa", "by", "driver", "law", "2020", "has-sim", "takes-bus", "xa/decree/2019-07-01/4", "persist", "official", "1",
                         "about", "police", "power:call-in", "left:bus-data", "left:no-such", "a>b", "court", "", "without-edict",
                         "bar~of.recipient+police", "bar~of", "bodies"]) | st.text(max_size=8)


@tried
@given(parts=st.lists(st.tuples(KEYS, WORDS)), version=st.sampled_from(["1", "", "2"]))
def test_whatever_is_pasted_gives_a_page_and_never_a_crash(parts, version):
    state, _ = of_address(";".join([version, *(f"{key}={value}" for key, value in parts)]), POLICIES, "by")
    here = scene(POLICIES[state.pack], state, "en")
    assert state.persona in here.policy.personas
    assert draw_question(here)["answer"] and draw_panel(here) and lit(here)


def lever(**given) -> str:
    return written(move(given))


SHOWN, PAPER = (lever(require={"of": {"recipient": ["police"]}, "authorisation": "court", "shown": shown}) for shown in ("yes", "no"))


def test_of_two_levers_that_conflict_the_first_in_an_address_stands(xa):
    both = replace(first(xa), levers=(SHOWN, PAPER))
    assert of_address(address(both, xa), POLICIES, "by") == (replace(both, levers=(SHOWN,)), [short(PAPER)])
    other = replace(first(xa), levers=(PAPER, SHOWN))
    assert of_address(address(other, xa), POLICIES, "by") == (replace(both, levers=(PAPER,)), [short(SHOWN)])


def test_a_lever_that_conflicts_with_a_named_reform_gives_way_to_it(xa):
    named = reforms(xa)["registry-court-shown"]
    against = next(text for each in named.levers if (text := written(each).replace('"shown":"yes"', '"shown":"no"')) != written(each))
    state = replace(first(xa), reforms=(named.id,), levers=(against,))
    assert of_address(address(state, xa), POLICIES, "by") == (replace(state, levers=()), [short(against)])


def test_the_same_lever_twice_in_an_address_is_one(xa):
    told = short(SHOWN)
    assert of_address(f"1;p=xa;g={told},{told}", POLICIES, "by") == (replace(first(xa), levers=(SHOWN,)), [])


def test_the_stack_is_the_named_reforms_and_one_of_the_readers_own(xa):
    state = replace(first(xa), reforms=("without-edict", "short-memory"), levers=(SHOWN, PAPER))
    *named, ours = state.stack(xa)
    assert named == [reforms(xa)["without-edict"], reforms(xa)["short-memory"]]
    assert [written(each) for each in ours.levers] == [SHOWN, PAPER]
    assert all(ours.name.told(language)[0] == tell(language, "control.own") for language in LANGUAGES)
    assert first(xa).stack(xa) == ()


def test_a_reform_or_a_lever_there_is_not_is_a_fault(xa):
    with pytest.raises(Faults, match="without-edikt"):
        replace(first(xa), reforms=("without-edikt",)).stack(xa)
    for wrong in ("{", "[]", '{"wish":{}}', '{"bar":{"of":{"recipient":["polis"]}}}', "[" * 5000):
        with pytest.raises(Faults):
            own(xa, (wrong,))


def test_what_is_left_of_a_state_is_the_law_as_it_stands(xa):
    kept = replace(first(xa), lens="law", selected="police")
    assert replace(kept, reforms=("without-edict",), levers=(SHOWN,), repealed=("xa/law/2018-03-01/12",)).stands() == kept
