"""One change on the page: the server's answer to a change of lens, date, law, person or selection, against a budget of 100 ms."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import _lru_cache_wrapper
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from race import timed

import app
import model
from app.explorer import Explorer
from app.scene import scene
from app.state import State, first
from model.policy.evidence import LENSES
from model.policy.library import find, read
from model.policy.policy import Policy

BUDGET, MOST, SEED = 0.100, 120, 20_260_714
KEPT = {"calendar", "rules", "order", "read", "_read", "texts", "every_view", "every_control"}   # made once for a pack or a process


def forget() -> None:
    """Empty every cache of a world or a scene; what belongs to the pack alone stays, as on a running server."""
    for room in (model, app):
        for each in walk_packages(room.__path__, f"{room.__name__}."):
            for name, thing in vars(import_module(each.name)).items():
                if isinstance(thing, _lru_cache_wrapper) and name not in KEPT and thing.__wrapped__.__name__ not in KEPT:
                    thing.cache_clear()


def changes(policy: Policy, begin: State, chance: random.Random) -> dict[str, list[State]]:
    """Many different changes of each kind from where a first visit stands."""
    here = scene(policy, begin, "en")
    acts = sorted({key for key, start in here.spread.course.calendar.starts.items() if start})
    days = [day.isoformat() for day in here.spread.course.calendar.days[1:]]
    holders = [box for box in sorted(here.boxes) if not box.startswith("left:")]
    people = list(policy.personas)
    return {
        "lens": [replace(begin, lens=lens, persona=who) for lens in LENSES if lens != begin.lens for who in people],
        "date": [replace(begin, on=day) for day in chance.sample(days, min(MOST, len(days)))],
        "law": [replace(begin, repealed=off) for off in [*((act,) for act in acts), *(tuple(chance.sample(acts, 3)) for _ in acts[:40])]],
        "person": [replace(begin, persona=who, on=day) for who in people if who != begin.persona for day in chance.sample(days, 12)],
        "selection": [replace(begin, selected=box) for box in [*holders, *sorted(here.links)]],
    }


def before(begin: State, kind: str, after: State) -> State:
    """The page as it stood before a change: the same but for what the change sets."""
    field = {"lens": "lens", "date": "on", "law": "repealed", "person": "persona", "selection": "selected"}[kind]
    return replace(after, **{field: getattr(begin, field)})


def answers(explorer: Explorer, kind: str, state: State) -> Iterator[Any]:
    """What the server is asked after a change; a selection leaves the world's pictures as they are."""
    frame = {"language": "en", "pack": state.pack}
    if kind != "selection":
        yield explorer.shown(state.plain(), frame)
    yield explorer.told(state.plain(), frame)


def at(times: list[float], share: float) -> float:
    """The time within which a share of all changes is answered."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def spans(pairs: list[tuple[float, float]]) -> dict[str, float]:
    """Milliseconds within which half, 95 % and all changes are answered, by processor and by the clock; the share within the budget."""
    told = {f"{share} {by}": round(at([pair[side] for pair in pairs], part) * 1000, 1)
            for side, by in enumerate(("processor", "clock")) for share, part in (("p50", 0.5), ("p95", 0.95), ("all", 1.0))}
    return {**told, "within budget, processor": round(sum(pair[0] <= BUDGET for pair in pairs) / len(pairs), 3)}


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Each change alone after every cache is emptied: with the page before it drawn first, and with nothing drawn at all."""
    policy = read(find(given.packs[-1]))
    begin, explorer = first(policy), Explorer({policy.pack.id: policy})
    list(answers(explorer, "law", begin))
    told: dict[str, Any] = {"pack": policy.pack.id, "budget": BUDGET, "views": begin.view}
    for kind, states in changes(policy, begin, random.Random(SEED)).items():
        drawn, bare = list[tuple[float, float]](), list[tuple[float, float]]()
        for state in random.Random(SEED).sample(states, min(MOST, len(states))):
            forget()
            list(answers(explorer, kind, before(begin, kind, state)))
            drawn.append(timed(lambda kind=kind, state=state: list(answers(explorer, kind, state)))[:2])
            forget()
            bare.append(timed(lambda kind=kind, state=state: list(answers(explorer, kind, state)))[:2])
        told[kind] = {"changes": len(drawn), "after the page before": spans(drawn), "after nothing": spans(bare)}
    return told
