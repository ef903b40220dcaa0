"""Levers as one text each, and in the signs of an address: readable, whole, and never a crash."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.notation import LONGEST, of_short, short, spoken, written
from model.policy.library import find, read
from model.policy.principle import CHECKS
from model.reform.reform import move
from model.reform.shelf import reforms

XA, BY = read(find("xa")), read(find("by"))
tried = settings(deadline=None, database=None, max_examples=300)


def some(words):
    return st.lists(st.sampled_from(sorted(words)), unique=True, min_size=1, max_size=3)


def aims(policy=XA):
    return st.fixed_dictionaries({"recipient": some(policy.holders)}, optional={
        "information": some(policy.types), "sender": some(policy.holders), "act": st.sampled_from(sorted(policy.instruments)),
        "records": some(policy.flows)})


def levers(policy=XA):
    """Every kind of lever as plain data."""
    act, yes_no = st.sampled_from(sorted(policy.instruments)), st.sampled_from(("yes", "no", "unknown"))
    authority = st.sampled_from(("executive", "prosecutor", "court"))
    of, inference = aims(policy), st.sampled_from(sorted(policy.inferences))
    unit = st.sampled_from(("days", "months", "years"))
    return st.one_of(
        st.fixed_dictionaries({"repeal": st.fixed_dictionaries({"act": act}, optional={"from": st.dates().map(str)})}),
        st.fixed_dictionaries({"sunset": st.fixed_dictionaries({"act": act, "after": st.integers(1, 1000)}, optional={"unit": unit})}),
        st.fixed_dictionaries({"enact": st.fixed_dictionaries({"act": act}, optional={"from": st.dates().map(str)})}),
        st.fixed_dictionaries({"require": st.fixed_dictionaries({"of": of, "authorisation": authority}, optional={
            **dict.fromkeys(CHECKS, yes_no), "independent": yes_no})}),
        st.fixed_dictionaries({"retain": st.fixed_dictionaries({"of": of, "length": st.integers(0, 1000)}, optional={"unit": unit})}),
        st.fixed_dictionaries({"bar": st.fixed_dictionaries({"of": of})}),
        st.fixed_dictionaries({"bar": st.fixed_dictionaries({"inference": inference}, optional={"at": some(policy.holders)})}),
        st.fixed_dictionaries({"narrow": st.fixed_dictionaries({"of": of, "only": some(policy.attributes)})}),
        st.fixed_dictionaries({"log-and-notify": st.fixed_dictionaries({"of": of}, optional={"told": st.booleans()})}))


@tried
@given(lever=levers())
def test_a_lever_reads_back_the_same_from_its_text_and_from_an_address(lever):
    made = move(lever)
    text = written(made)
    assert move(spoken(text)) == made
    assert of_short(short(text)) == text
    assert set(short(text)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./~:+%")


@tried
@given(lever=levers())
def test_one_lever_has_one_text_however_it_is_given(lever):
    (kind, fields), = lever.items()
    other = {kind: dict(reversed(fields.items()))}
    assert written(move(lever)) == written(move(other)) == json.dumps(
        json.loads(written(move(lever))), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_a_text_that_says_more_than_it_must_is_told_in_the_fewest_signs():
    wordy = '{"log-and-notify": {"told": true, "of": {"recipient": ["police"], "sender": []}}}'
    assert short(wordy) == "log-and-notify~of.recipient+police"


def test_an_address_of_a_lever_can_be_read_by_a_person():
    of = {"recipient": ["police", "registry"], "act": "xa/edict/2021-11-08/205"}
    told = written(move({"require": {"of": of, "authorisation": "court", "shown": "yes"}}))
    assert short(told) == "require~of.act:xa/edict/2021-11-08/205~of.recipient+police+registry~authorisation:court~shown:yes"


def test_every_named_reform_can_stand_in_an_address():
    for policy in (XA, BY):
        for each in reforms(policy).values():
            for lever in each.levers:
                assert of_short(short(written(lever))) == written(lever)


@pytest.mark.parametrize("told", ["", "wish", "wish~of:x", "bar", "bar~of", "bar~of.recipient:police", "bar~of+police~of.recipient+x",
                                  "bar~of:x~of.recipient+y", "retain~of.recipient+police~length:long", "require~of.recipient+police",
                                  "repeal~act:not an act", "bar~~", "~", "+", ":", "bar~of.recipient+%zz"])
def test_what_is_no_lever_is_a_mistake_and_no_crash(told):
    with pytest.raises(ValueError):
        of_short(told)


@pytest.mark.parametrize("text", ["", "{", "bar", '{"bar":' * 100, "[" * 3000, '{"a":"' + "b" * LONGEST + '"}'])
def test_a_text_that_is_none_is_a_mistake_and_no_crash(text):
    with pytest.raises(ValueError):
        spoken(text)


@tried
@given(told=st.text(alphabet="abo~.:+,%{}[]\"1/ ", max_size=40))
def test_whatever_is_given_is_a_lever_or_a_mistake(told):
    try:
        text = of_short(told)
    except ValueError:
        return
    assert move(spoken(text))
