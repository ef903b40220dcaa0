"""The names a notebook needs, in one place: `from model.notebook import pack, world, spread, compare`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from model.policy.library import find, read
from model.policy.policy import Policy
from model.reform import answer as answers
from model.reform.breach import breach
from model.reform.comparison import compare
from model.reform.cuts import cut
from model.reform.memory import memory
from model.reform.outcome import outcomes
from model.reform.reform import Reform, reformed
from model.reform.shelf import of_levers, reform, reforms
from model.reform.timeline import timeline
from model.reform.weights import weigh
from model.spread.derivation import why
from model.spread.spread import Spread, spread
from model.spread.world import World
from model.spread.world import world as plain_world
from model.telling.memo import memo as memo_of
from model.telling.teller import Teller


def pack(given: str) -> Policy:
    """The policy of a pack, by id or folder; raises every fault of it."""
    return read(find(given))


def world(policy: Policy, *, reforms: Iterable[Reform | str] = (), **given: Any) -> World:
    """A world in a user's words, after some reforms (the pack's own by id, files by path, or made by `levers`)."""
    return reformed(plain_world(policy, **given), _reforms(policy, reforms))


def _reforms(policy: Policy, given: Iterable[Reform | str]) -> list[Reform]:
    return [each if isinstance(each, Reform) else reform(policy, each) for each in given]


def levers(policy: Policy, *given: dict[str, Any]) -> Reform:
    """A reform of levers given as plain data, such as `{"repeal": {"act": "by/edict/2022-10-18/368"}}`."""
    return of_levers(given, policy)


def answer(spread: Spread, actor: str, what: str, without: str = "", law: Spread | None = None) -> answers.Answer:
    """May, no, or not known; `law` is the law as it stands (the world itself, where nothing is reformed)."""
    return answers.answer(spread, law or spread, actor, what, without)


def memo(spread: Spread, actor: str, what: str, without: str = "", law: Spread | None = None, *, reforms: Iterable[Reform | str] = (),
         language: Any = "en") -> str:
    """The memo on a question, in Markdown with footnotes; it names the reforms that made the world."""
    base = law or spread
    return memo_of(Teller(base.policy, language), base, spread, actor, what, without, _reforms(base.policy, reforms))


__all__ = ("answer", "breach", "compare", "cut", "levers", "memo", "memory", "outcomes", "pack", "reform", "reformed", "reforms", "spread",
           "timeline", "weigh", "why", "world")
