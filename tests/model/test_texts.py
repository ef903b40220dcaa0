"""Sentences by language and key, with plurals and dates."""

from __future__ import annotations

from datetime import date

import pytest

from model import texts as module
from model.texts import tell, texts, told_date, words


@pytest.fixture
def own(folder, monkeypatch):
    """A folder of texts of our own: English and some Russian."""
    base = folder(
        {
            "en.yaml": "plain: Plain\nonly: English\nslot: '{who} holds {what}'\nhead: {one: First, two: Second, deep: {three: Third}}\n"
            "steps: {one: '{n} step', other: '{n} steps'}\nkinds: {one: '{n} kind', other: '{n} kinds'}\nunknown: unknown\nyes: yes\n",
            "ru.yaml": "plain: Просто\nsteps: {one: '{n} шаг', few: '{n} шага', many: '{n} шагов', other: '{n} шага'}\n",
        }
    )
    monkeypatch.setattr(module, "FOLDER", base)
    texts.cache_clear()
    yield
    texts.cache_clear()


def test_a_text_is_told_in_its_language_and_else_in_english(own):
    assert (tell("ru", "plain"), tell("en", "plain"), tell("be", "plain")) == ("Просто", "Plain", "Plain")
    assert tell("ru", "only") == "English"


def test_slots_are_filled_and_a_slot_without_a_value_stays_visible(own):
    assert tell("en", "slot", who="Bank", what="taps", more=1) == "Bank holds taps"
    assert tell("en", "slot", who="Bank") == "Bank holds {what}"


@pytest.mark.parametrize(
    ("count", "wanted"), [(1, "1 шаг"), (2, "2 шага"), (5, "5 шагов"), (21, "21 шаг"), (-1, "-1 шаг"), ("many", "many шага")]
)
def test_plurals_follow_the_language(own, count, wanted):
    assert tell("ru", "steps", n=count) == wanted


def test_a_plural_that_only_english_has_follows_english(own):
    assert [tell("ru", "kinds", n=count) for count in (1, 2, 5, 21)] == ["1 kind", "2 kinds", "5 kinds", "21 kinds"]
    assert tell("en", "steps") == "{n} steps"


def test_a_text_that_no_language_has_is_an_error(own):
    with pytest.raises(KeyError):
        tell("ru", "nothing")


def test_words_under_a_head_come_in_one_language(own):
    assert words("ru", "head") == {"one": "First", "two": "Second", "deep.three": "Third"}
    assert words("ru", "hea") == {}


@pytest.mark.parametrize(
    ("language", "when", "wanted"),
    [
        ("en", "2021-05-14", "14 May 2021"),
        ("en", "2021-05", "May 2021"),
        ("en", "2021", "2021"),
        ("en", date(2021, 5, 14), "14 May 2021"),
        ("ru", "2021-05-14", "14 мая 2021 г."),
        ("be", "2021-05-14", "14 мая 2021 г."),
        ("en", "unknown", "unknown"),
        ("ru", "2021", "2021"),
    ],
)
def test_dates_are_told_as_exactly_as_they_are_known(own, language, when, wanted):
    assert " ".join(told_date(language, when).split()) == wanted


def test_english_has_every_text_that_another_language_has():
    for language in ("be", "ru"):
        assert set(texts(language)) <= set(texts("en")), language
