"""Where the reader stands: one small value, and its one codec to a shareable address."""

from __future__ import annotations

import pkgutil
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import quote, unquote

from pydantic import BaseModel, ValidationError

from app.notation import of_short, short, spoken
from model.fault import Fault, Faults, unknown
from model.policy.evidence import LENSES
from model.policy.policy import Policy
from model.policy.record import Name
from model.reform import shelf
from model.reform.reform import Reform, reformed
from model.spread.world import World, world
from model.texts import tell

VERSION = "1"
VIEWS = tuple(sorted(each.name for each in pkgutil.iter_modules([str(Path(__file__).parent / "views")])))
_KEYS = {"pack": "p", "persona": "w", "acts": "a", "lens": "l", "on": "d", "repealed": "r", "conduct": "c", "sources": "o",
         "already": "h", "view": "v", "selected": "s", "chosen": "i", "without": "x", "reforms": "n", "levers": "g", "measure": "m"}
Measure = Literal["holdings", "bodies", "ungated"]


@dataclass(frozen=True)
class State:
    """The pack, the world as the reader set it, the view, and what is selected in it.

    `reforms` are ids of the pack's named reforms; each of `levers` is one lever of the reader's own, as `app.notation` writes it.
    """

    pack: str
    persona: str
    lens: str
    on: str
    acts: tuple[str, ...] | None = None
    repealed: tuple[str, ...] = ()
    conduct: str = "obey"
    sources: str = "all"
    already: bool = False
    view: str = "trail"
    selected: str = ""
    chosen: str = ""
    without: str = ""
    reforms: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    measure: Measure = "holdings"

    def plain(self) -> dict[str, Any]:
        """The state as plain data for the page."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    def world(self, policy: Policy) -> World:
        """The world this state stands for, before any reform; raises the faults of unknown words."""
        return world(policy, persona=self.persona, on=self.on, lens=self.lens, conduct=self.conduct, sources=self.sources,
                     repeal=self.repealed, acts=self.acts)

    def stack(self, policy: Policy) -> tuple[Reform, ...]:
        """The named reforms chosen and, as one more, the reader's own levers; raises the faults of unknown words."""
        named = shelf.reforms(policy) if self.reforms else {}
        for each in self.reforms:
            if each not in named:
                raise unknown("reform", each, named)
        return (*(named[each] for each in self.reforms), *([own(policy, self.levers)] if self.levers else []))

    def stands(self) -> State:
        """The same with the law as it stands: no repeal, no reform, no lever."""
        return replace(self, repealed=(), reforms=(), levers=())


@lru_cache(maxsize=256)
def own(policy: Policy, levers: tuple[str, ...]) -> Reform:
    """The reform of some levers held as texts; raises the faults of them."""
    faults: list[Fault] = []
    given: list[Any] = []
    for each in levers:
        try:
            given.append(spoken(each))
        except ValueError:
            faults.append(Fault("", 0, "levers", f"{each[:60]!r} is no lever", "Write one as JSON, such as {\"repeal\": {\"act\": …}}."))
    if faults:
        raise Faults(faults)
    name = Name(**{language: tell(language, "control.own") for language in ("en", "be", "ru")})
    return shelf.of_levers(given, policy).model_copy(update={"name": name})


def first(policy: Policy) -> State:
    """Where a first visit stands: the pack's first persona, its own date, law and practice."""
    return State(policy.pack.id, next(iter(policy.personas)), "practice", policy.pack.as_of)


def of_plain(given: dict[str, Any]) -> State:
    """A state from the page's plain data; a key it does not know is left out, and a value of another kind is a fault."""
    try:
        told = _Plain.model_validate({key: value for key, value in given.items() if key in _Plain.model_fields})
    except ValidationError as error:
        raise Faults(Fault("", 0, ".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()) from None
    return State(**dict(told))


class _Plain(BaseModel, extra="forbid"):
    """The kinds of value a state's parts have."""

    pack: str
    persona: str
    lens: str
    on: str
    acts: tuple[str, ...] | None = None
    repealed: tuple[str, ...] = ()
    conduct: str = "obey"
    sources: str = "all"
    already: bool = False
    view: str = "trail"
    selected: str = ""
    chosen: str = ""
    without: str = ""
    reforms: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    measure: Measure = "holdings"


def knows(policy: Policy, thing: str) -> bool:
    """Whether a selection or choice names a box, a line, a kind of information or an actor of a policy."""
    kind, _, rest = thing.partition(":")
    if ">" in thing:
        return all(knows(policy, end) for end in thing.split(">", 1))
    return (thing in policy.holders or thing in policy.types or (kind == "left" and rest in policy.types)
            or (kind == "power" and rest in policy.consequences))


def address(state: State, policy: Policy) -> str:
    """A state as the fragment of an address: readable, versioned, only what differs from a first visit."""
    begin = first(policy)
    parts = [VERSION]
    for name, key in _KEYS.items():
        value = getattr(state, name)
        if name == "pack" or value != getattr(begin, name):
            value = tuple(map(short, value)) if name == "levers" else value
            told = ",".join(value) if isinstance(value, tuple) else ("1" if value is True else "" if value is None else str(value))
            parts.append(f"{key}={quote(told, safe='/,:+~')}")
    return ";".join(parts)


def of_address(text: str, policies: dict[str, Policy], default: str) -> tuple[State, list[str]]:
    """A state from a fragment, old or new, and the parts of it that name nothing any more."""
    version, *parts = text.lstrip("#").split(";")
    given = dict(part.split("=", 1) for part in parts if "=" in part)
    lost = [] if version == VERSION else [version]
    names = {key: name for name, key in _KEYS.items()}
    lost += [part for part in parts if "=" not in part or part.split("=", 1)[0] not in names]
    told = {names[key]: unquote(value) for key, value in given.items() if key in names}
    pack = told.get("pack", default)
    if pack not in policies:
        lost.append(pack)
        pack = default
    policy = policies[pack]
    state = first(policy)
    for name, value in told.items():
        if name == "pack":
            continue
        tried, missing = _part(state, policy, name, value)
        state, lost = tried, lost + missing
    return _without_conflicts(state, policy, lost)


def _without_conflicts(state: State, policy: Policy, lost: list[str]) -> tuple[State, list[str]]:
    """The state with every reform and lever, in order, that does not conflict with those before it."""
    tried = replace(state, reforms=(), levers=())
    for name in ("reforms", "levers"):
        for each in getattr(state, name):
            more = _with(tried, name, (*getattr(tried, name), each))
            try:
                reformed(more.world(policy), more.stack(policy))
            except Faults:
                lost = [*lost, short(each) if name == "levers" else each]
            else:
                tried = more
    return tried, lost


def _with(state: State, name: str, value: Any) -> State:
    return replace(state, **{name: value})


def _part(state: State, policy: Policy, name: str, value: str) -> tuple[State, list[str]]:
    """The state with one part of an address taken over where it is known, and what of it is not."""
    if name in ("repealed", "acts"):
        known = policy.instruments if name == "repealed" else {key for key, fact in policy.facts.items() if fact.kind == "act"}
        given = [each for each in value.split(",") if each]
        return _with(state, name, tuple(each for each in given if each in known)), [each for each in given if each not in known]
    if name in ("reforms", "levers"):
        return _moves(state, policy, name, value)
    if name == "already":
        return replace(state, already=value == "1"), []
    allowed = {"lens": LENSES, "view": VIEWS, "without": ("", "court"), "measure": get_args(Measure)}.get(name)
    if allowed is not None and value not in allowed:
        return state, [value]
    if name in ("selected", "chosen") and not knows(policy, value):
        return state, [value]
    if name in ("selected", "chosen", "view", "without", "measure"):
        return _with(state, name, value), []
    if not value:
        return state, [value]
    tried = _with(state, name, value)
    try:
        tried.world(policy)
    except Faults:
        return state, [value]
    return tried, []


def _moves(state: State, policy: Policy, name: str, value: str) -> tuple[State, list[str]]:
    """The state with the reforms or levers of an address that this pack knows, each once, and those it does not."""
    known, lost = list[str](), list[str]()
    for each in dict.fromkeys(part for part in value.split(",") if part):
        try:
            told = of_short(each) if name == "levers" else each
            replace(state, **{name: (told,)}).stack(policy)  # type: ignore[arg-type]
        except (Faults, ValueError):
            lost.append(each)
        else:
            known.append(told)
    return _with(state, name, tuple(dict.fromkeys(known))), lost
