"""A scenario as a file: everything the reader changed about the law, written and read as a reform."""

from __future__ import annotations

import re
from dataclasses import replace

from app.notation import written
from app.scene import Scene, scene
from app.state import State
from model.policy.policy import Policy
from model.policy.record import Language, Name
from model.reform.levers.repeal import Move as Repeal
from model.reform.reform import Reform
from model.reform.shelf import of_text, told

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
