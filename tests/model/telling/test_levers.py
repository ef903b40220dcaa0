"""Levers told: every kind in plain words, with all that it says and all that it is about."""

from itertools import product

import pytest

from model.policy.principle import CHECKS
from model.policy.record import LANGUAGES
from model.reform.lever import kinds
from model.reform.reform import move
from model.reform.shelf import of_levers, reforms
from model.telling.change import passing
from model.telling.levers import told
from model.telling.teller import Teller

EDICT = "xa/edict/2021-11-08/205"
POLICE = {"recipient": ["police"]}


@pytest.fixture
def say(xa):
    """A lever given as plain data, in words."""
    def build(lever, language="en"):
        return told(Teller(xa, language), of_levers([lever], xa).levers[0])
    return build


@pytest.fixture
def bill(xa):
    return next(key for key, act in xa.instruments.items() if act.proposed)


def test_an_act_goes_or_ends_or_comes(say, xa, bill):
    act = Teller(xa, "en").act
    assert say({"repeal": {"act": EDICT}}) == "Edict 205 of 8 November 2021 is repealed, as if it had never been made"
    assert say({"repeal": {"act": EDICT, "from": "2028-02-01"}}) == "Edict 205 of 8 November 2021 is repealed from 1 February 2028"
    assert say({"sunset": {"act": EDICT, "after": 5}}) == "Edict 205 of 8 November 2021 ends 5 years after it began"
    assert say({"sunset": {"act": EDICT, "after": 1, "unit": "months"}}) == "Edict 205 of 8 November 2021 ends 1 month after it began"
    assert say({"enact": {"act": bill}}) == f"{act(bill)} is made law"
    assert say({"enact": {"act": bill, "from": "2028"}}) == f"{act(bill)} is made law from 2028"


def test_an_order_is_told_with_its_conditions(say):
    assert say({"require": {"of": POLICE, "authorisation": "court", "shown": "yes"}}) == (
        "A court order, shown to the holder: any information, to Police Directorate")
    assert say({"require": {"of": POLICE, "authorisation": "prosecutor"}}) == "A prosecutor’s order: any information, to Police Directorate"
    assert say({"require": {"of": POLICE, "authorisation": "executive", "shown": "no", "prior": "yes", "independent": "yes"}}) == (
        "An order of an executive body, given beforehand, on paper, not shown to the holder, assuming whoever gives it is independent: "
        "any information, to Police Directorate")
    assert say({"require": {"of": POLICE, "logged": "yes", "independent": "no"}}) == (
        "Every look logged, assuming whoever gives it is not independent: any information, to Police Directorate")


def test_each_value_of_each_check_has_words_of_its_own(say):
    told_ = {(check, value): say({"require": {"of": POLICE, check: value}}) for check, value in product(CHECKS, ("yes", "no", "unknown"))}
    assert len(set(told_.values())) == len(told_)


def test_what_is_narrowed_is_told_by_kinds_or_people(say, xa):
    assert say({"narrow": {"of": POLICE, "drop": ["fare-record"]}}) == (
        f"No longer passes: {xa.types['fare-record'].name.en}, to Police Directorate")
    someone = next(iter(xa.attributes))
    assert say({"narrow": {"of": POLICE, "only": [someone]}}) == (
        f"Only about people of this kind ({xa.attributes[someone].name.en}): any information, to Police Directorate")


def test_a_term_a_ban_and_a_log(say, xa):
    about = "any information, to Police Directorate"
    assert say({"retain": {"of": POLICE, "length": 30}}) == f"Kept no longer than 30 days: {about}"
    assert say({"retain": {"of": POLICE, "length": 1, "unit": "years"}}) == f"Kept no longer than 1 year: {about}"
    assert say({"bar": {"of": POLICE}}) == f"Not at all: {about}"
    key = next(iter(xa.inferences))
    name = xa.inferences[key].name.en
    assert say({"bar": {"inference": key}}) == f"Nobody may conclude: {name}"
    assert say({"bar": {"inference": key, "at": ["police"]}}) == f"Police Directorate may not conclude: {name}"
    assert say({"log-and-notify": {"of": POLICE}}) == f"Every look logged, and the person told: {about}"
    assert say({"log-and-notify": {"of": POLICE, "told": False}}) == f"Every look logged: {about}"
    assert say({"log-and-notify": {"of": POLICE, "logged": False}}) == f"The person told: {about}"


def test_all_that_must_fit_is_told(say, xa):
    flow = next(iter(xa.flows))
    teller = Teller(xa, "en")
    whole = {"information": ["fare-record", "fare-card"], "sender": ["swallow-buses"], "recipient": ["police"], "act": EDICT,
             "records": [flow]}
    assert say({"bar": {"of": whole}}) == (
        f"Not at all: {teller.name('fare-record')} and {teller.name('fare-card')}, from {teller.name('swallow-buses')}, "
        f"to {teller.name('police')}, under Edict 205 of 8 November 2021, in: {passing(teller, flow)}")
    assert say({"bar": {"of": {"act": EDICT}}}) == "Not at all: any information, under Edict 205 of 8 November 2021"
    two = list(xa.flows)[:2]
    assert say({"bar": {"of": {"records": two}}}) == f"Not at all: in: {'; '.join(passing(teller, key) for key in two)}"


def test_every_kind_of_lever_can_be_told(say, bill):
    fields = {"repeal": {"act": EDICT}, "enact": {"act": bill}, "sunset": {"act": EDICT, "after": 1}, "bar": {"of": POLICE},
              "require": {"of": POLICE, "shown": "yes"}, "narrow": {"of": POLICE, "drop": ["fare-record"]},
              "retain": {"of": POLICE, "length": 1}, "log-and-notify": {"of": POLICE}}
    assert fields.keys() == kinds().keys()
    assert len({say({kind: each}) for kind, each in fields.items()}) == len(fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_levers_of_every_named_reform_are_told_without_open_slots(xa, by, language):
    for policy in (xa, by):
        for each in reforms(policy).values():
            for lever in each.levers:
                sentence = told(Teller(policy, language), lever)
                assert sentence and "{" not in sentence


def test_a_lever_that_is_none_is_refused():
    with pytest.raises(ValueError, match="there is no lever"):
        move({"wish": {}})
