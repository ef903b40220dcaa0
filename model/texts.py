"""The product's sentences by language and key, with CLDR plurals and dates; English where a language lacks one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date, format_skeleton

from model.policy.period import first_day
from model.policy.record import LANGUAGES, UNKNOWN, Language

FOLDER = Path(__file__).resolve().parents[1] / "data" / "texts"
_LOCALE = {"en": "en_GB", "be": "be", "ru": "ru"}
_SLOT = re.compile(r"\{(\w+)\}")
Text = str | Mapping[str, str]


def _flat(tree: Mapping[str, Any], head: str = "") -> dict[str, Text]:
    found: dict[str, Text] = {}
    for key, value in tree.items():
        here = f"{head}{key}"
        if isinstance(value, Mapping) and not {"other"} <= set(value):
            found.update(_flat(value, f"{here}."))
        else:
            found[here] = value if isinstance(value, Mapping) else str(value)
    return found


@cache
def texts(language: Language) -> dict[str, Text]:
    """Every text of a language by dotted key; a text with plural forms is a mapping from CLDR category to form."""
    path = FOLDER / f"{language}.yaml"
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if path.exists() else {}
    return _flat(tree or {})


def tell(language: Language, key: str, **values: object) -> str:
    """A text with its slots filled; `n` chooses among plural forms. Raises KeyError where even English lacks the key."""
    found = texts(language).get(key)
    spoken = language if found is not None else "en"
    if found is None:
        found = texts("en")[key]
    if isinstance(found, Mapping):
        count = values.get("n", 0)
        form = Locale(spoken).plural_form(abs(int(str(count)))) if str(count).lstrip("-").isdigit() else "other"
        found = found.get(form, found["other"])
    return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), found)


def words(language: Language, head: str) -> dict[str, str]:
    """Every plain text under a head, keyed by the rest of its key: the words a component needs."""
    under = f"{head}."
    return {key.removeprefix(under): tell(language, key) for key in texts("en") if key.startswith(under)}


def told_date(language: Language, when: str | date) -> str:
    """A day, month or year in words of a language; the word for unknown where it is not known."""
    if when == UNKNOWN:
        return tell(language, "unknown")
    if isinstance(when, date):
        return format_date(when, format="long", locale=_LOCALE[language])
    if len(when) == 4:
        return when
    if len(when) == 7:
        return format_skeleton("yMMMM", first_day(when), locale=_LOCALE[language])
    return format_date(first_day(when), format="long", locale=_LOCALE[language])


__all__ = ["LANGUAGES", "tell", "texts", "told_date", "words"]
