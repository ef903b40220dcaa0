"""A scenario as a file: everything the reader changed about the law, written and read as a reform."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from app.notation import written
from app.scene import Scene, scene
from app.state import State, own
from model.fault import Faults
from model.policy.policy import Policy
from model.policy.record import Language, Name
from model.reform.levers.repeal import Move as Repeal
from model.reform.reform import Reform, reformed
from model.reform.shelf import of_text, told
from model.spread.world import World
from model.telling.levers import told as told_lever
from model.telling.teller import Teller

LONGEST = 60  # letters of an id made from a name


def slug(name: str) -> str:
    """An id, and the name of a file, from what a reader calls a scenario."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST].strip("-") or "scenario"


def whole(here: Scene, name: str) -> Reform:
    """Everything a scene changes about the law, as one reform: repeals, named reforms, the reader's own levers."""
    repeals = [Repeal(act=act) for act in here.state.repealed]
    levers = dict.fromkeys([*repeals, *(lever for each in here.reforms for lever in each.levers)])
    return Reform(id=slug(name), name=Name(en=name), levers=tuple(levers))


def file(here: Scene, name: str) -> dict[str, str]:
    """The file to save: its name and its text, which `datatrail --reform FILE` reads."""
    called = " ".join(name.split()) or here.teller.say("scenario.untitled")
    made = whole(here, called)
    return {"name": f"{made.id}.yaml", "text": told(made)}


def read(policy: Policy, state: State, text: str, name: str, language: Language) -> tuple[State, str]:
    """The state with the scenario of a file in place of its own, and what the file calls it; raises every fault, conflicts too."""
    found = of_text(text, name, policy)
    plain = [lever for lever in found.levers if not (isinstance(lever, Repeal) and lever.on is None)]
    repealed = {lever.act for lever in found.levers if isinstance(lever, Repeal) and lever.on is None}
    changed = replace(state, reforms=(), repealed=tuple(sorted(repealed)), levers=tuple(dict.fromkeys(map(written, plain))))
    scene(policy, changed, language)
    return changed, found.name.told(language)[0]


def apart(policy: Policy, state: State, language: Language) -> list[tuple[str, str]]:
    """The pairs among the named reforms and the reader's own levers that cannot stand together, as the reader knows them.

    Raises the faults of unknown words.
    """
    teller, world = Teller(policy, language), state.stands().world(policy)
    parts = [(teller.text(each.name), each) for each in state.stack(policy)[:len(state.reforms)]]
    parts += [(told_lever(teller, each.levers[0]), each) for each in (own(policy, (lever,)) for lever in state.levers)]
    return [(one[0], other[0]) for one, other in combinations(parts, 2) if _clash(world, one[1], other[1])]


def _clash(world: World, one: Reform, other: Reform) -> bool:
    try:
        reformed(world, (one, other))
    except Faults:
        return True
    return False
