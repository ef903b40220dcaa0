"""A lever in an address: its kind, then each field with what it says, in signs that a link may hold and a person can read.

`require~authorisation:court~of.recipient+kgb+police` is what YAML writes as
`require: {authorisation: court, of: {recipient: [kgb, police]}}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

from model.reform.lever import Lever
from model.reform.reform import move, plain

LONGEST = 4000  # signs of one lever: far more than any says
PART, WITHIN, IS, EACH = "~", ".", ":", "+"


def written(lever: Lever) -> str:
    """A lever as the compact text in which a state holds it: one lever, one text."""
    return json.dumps(plain(lever), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def spoken(text: str) -> Any:
    """The plain data of a lever held as text; raises ValueError where it is none."""
    if len(text) > LONGEST:
        raise ValueError(len(text))
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError(text) from None


def short(text: str) -> str:
    """A lever held as text in the signs of an address."""
    ((name, fields),) = plain(move(spoken(text))).items()
    return PART.join([name, *(_pair(path, value) for path, value in _fields(fields))])


def of_short(told: str) -> str:
    """The text of a lever from the signs of an address; raises ValueError (pydantic's own too) where they name none."""
    name, *parts = told.split(PART)
    fields: dict[str, Any] = {}
    for part in parts:
        signs = [sign for sign in part if sign in (IS, EACH)]
        if not signs:
            raise ValueError(part)
        path, _, value = part.partition(signs[0])
        *above, last = path.split(WITHIN)
        within = fields
        for key in above:
            within = within.setdefault(key, {})
            if not isinstance(within, dict):
                raise ValueError(path)
        within[last] = unquote(value) if signs[0] == IS else [unquote(each) for each in value.split(EACH)]
    return written(move({name: fields}))


def _fields(given: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in given.items():
        if isinstance(value, dict):
            yield from _fields(value, f"{above}{key}{WITHIN}")
        else:
            yield f"{above}{key}", value


def _pair(path: str, value: Any) -> str:
    if isinstance(value, list):
        return path + "".join(EACH + _quoted(each) for each in value)
    return path + IS + _quoted(value)


def _quoted(value: Any) -> str:
    told = json.dumps(value) if isinstance(value, bool) else str(value)
    return quote(told, safe="/").replace(PART, "%7E")
