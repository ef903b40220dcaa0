"""The named reforms of the packs: each reads, says what it is for, applies, and changes something."""

from __future__ import annotations

import itertools

import pytest

from model.expectation import read_expectations
from model.fault import Faults
from model.policy.library import find, read
from model.reform.aim import targets
from model.reform.lever import kinds
from model.reform.reform import name_of, origin, reformed
from model.reform.shelf import reforms
from model.spread.spread import spread
from model.spread.world import world

PACKS = {pack: read(find(pack)) for pack in ("xa", "by")}
EVERY = [pytest.param(PACKS[pack], each, id=f"{pack}: {key}") for pack in PACKS for key, each in reforms(PACKS[pack]).items()]
LENSES = ("practice", "law", "alleged")

# Pairs that set one thing differently, so that a reader must choose.
CONFLICTS = {
    "xa": {
        ("edict-sunset", "without-edict"),
        ("registry-court-on-paper", "registry-court-shown"),
        ("registry-court-on-paper", "shown-order"),
        ("registry-court-shown", "shown-order"),
    },
    "by": {
        ("alternative-future", "court-on-paper"),
        ("court-on-paper", "court-shown"),
        *(("five-year-edicts", f"repeal-{number}") for number in (129, 187, 269, 368)),
    },
}


def told(found):
    """What is held with its gate, what opens, and what is set on every record that takes part."""
    every = targets(found.policy)
    return (
        {(each.actor, each.information, each.gate) for each in found.holdings},
        {(origin(each.consequence), each.actor) for each in found.consequences},
        {key: (every[key].principle, every[key].subject) for key in found.records if key in every},
    )


def test_both_packs_name_reforms_enough():
    assert len(reforms(PACKS["by"])) >= 8
    assert len(reforms(PACKS["xa"])) >= 4


def test_every_kind_of_lever_occurs_in_aldermark():
    assert {name_of(lever) for each in reforms(PACKS["xa"]).values() for lever in each.levers} == set(kinds())


def test_what_the_issue_asks_of_belarus_is_there():
    every = reforms(PACKS["by"])
    repealed = {lever.act for each in every.values() for lever in each.levers if name_of(lever) == "repeal" and len(each.levers) == 1}
    assert {"by/edict/2017-05-25/187", "by/edict/2010-03-03/129", "by/edict/2022-10-18/368", "by/edict/2023-08-29/269"} <= repealed
    assert {"alternative-future", "fingerprint-bill", "data-law-for-all", "court-on-paper", "court-shown"} <= set(every)
    paper, shown = (every[key].levers[0] for key in ("court-on-paper", "court-shown"))
    assert (paper.of, paper.authorisation) == (shown.of, shown.authorisation) and (paper.shown, shown.shown) == ("no", "yes")


@pytest.mark.parametrize(("policy", "reform"), EVERY)
def test_a_reform_says_in_three_languages_what_it_is_and_what_it_is_for(policy, reform):
    assert policy.folder is not None and (policy.folder / "reforms" / f"{reform.id}.yaml").is_file()
    for text in (reform.name, reform.aim):
        assert all(getattr(text, language) for language in ("en", "be", "ru"))
    assert len(reform.aim.en) > 80 and reform.levers
    assert all(key in policy.sources for key in reform.sources)
    whose = ("this pack's authors", "this pack's reading")
    assert reform.sources or any(words in reform.aim.en for words in whose), "say whose idea it is"


@pytest.mark.parametrize(("policy", "reform"), EVERY)
def test_a_reform_applies_under_both_conducts_and_changes_something_for_somebody(policy, reform):
    def changes(persona, lens, conduct):
        here = world(policy, persona=persona, lens=lens, conduct=conduct)
        return told(spread(reformed(here, [reform]))) != told(spread(here))

    assert any(changes(persona, lens, "obey") for persona, lens in itertools.product(policy.personas, LENSES))
    stubborn = world(policy, conduct="persist")
    assert reformed(stubborn, [reform]) != stubborn


@pytest.mark.parametrize("pack", PACKS)
def test_the_pairs_that_conflict_are_known_and_all_others_can_be_stacked(pack):
    policy, found = PACKS[pack], set()
    for one, other in itertools.combinations(sorted(reforms(policy)), 2):
        for conduct in ("obey", "persist"):
            try:
                reformed(world(policy, conduct=conduct), [reforms(policy)[one], reforms(policy)[other]])
            except Faults:
                found.add((one, other))
    assert found == CONFLICTS[pack]


@pytest.mark.parametrize(("pack", "least"), [("xa", 12), ("by", 10)])
def test_authors_expect_enough_of_their_reforms(pack, least):
    asked = [each for each, _, _ in read_expectations(find(pack)) if each.reforms]
    assert len(asked) >= least
    assert {key for each in asked for key in each.reforms} == set(reforms(PACKS[pack])), "each reform is expected to do something"
    assert any(each.lacks for each in asked) and any(each.most == "paper" for each in asked)
    assert any(each.conduct == "persist" for each in asked)
