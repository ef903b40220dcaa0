"""The command line and the Python lines that give the answer on the screen."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

from app.question import ANYONE, asked
from app.scenario import slug
from app.scene import Scene
from model.fault import Faults
from model.policy.library import find


def draw(here: Scene) -> dict[str, Any]:
    """Both, and what must be saved first; the page puts the reader's own name for the file in the place of ours."""
    file = file_name(here) if here.state.levers else None
    return {"command": command(here), "python": python(here), "file": file,
            "note": here.teller.say("scenario.file", file=file) if file else None}


def file_name(here: Scene) -> str:
    """The name under which the scenario is looked for."""
    return f"{slug(here.teller.say('scenario.untitled'))}.yaml"


def pack(here: Scene) -> str:
    """How to name the pack: its id, or its folder where that is not the one the id leads to."""
    policy = here.policy
    try:
        known = find(policy.pack.id) == policy.folder
    except Faults:
        known = False
    return policy.pack.id if known or policy.folder is None else str(Path(policy.folder))


def question(here: Scene) -> tuple[str, str, str]:
    """What is asked: an actor, a kind of information and a permission to do without; empty where it is not."""
    actor, what = asked(here)
    return (actor, what, here.state.without) if actor != ANYONE and what else ("", "", "")


def changes(here: Scene) -> tuple[list[str], list[str]]:
    """The acts repealed and the reforms, by id or file; the reader's own levers stand in a file, and then all the rest does too."""
    state = here.state
    return ([], [file_name(here)]) if state.levers else (list(state.repealed), list(state.reforms))


def kind(here: Scene) -> str:
    """What the screen answers: the command's name."""
    state, (actor, _, _) = here.state, question(here)
    if state.view in ("timeline", "memory"):
        return state.view
    if state.view == "breach" and state.selected in here.policy.holders:
        return "breach"
    if state.view == "levers":
        return "cut" if actor else "weigh"
    if actor and state.view != "compare":
        return "can"
    return "compare" if here.changed else "spread"


def command(here: Scene) -> str:
    """The command line, quoted for a shell."""
    state, (actor, what, without), name = here.state, question(here), kind(here)
    repeals, reforms = changes(here)
    words = ["datatrail", name, pack(here)]
    if name in ("can", "cut"):
        words += ["--actor", actor, "--information", what]
        words += ["--without" if name == "can" else "--below", without] if without else []
    words += {"breach": ["--actor", state.selected], "weigh": ["--measure", state.measure]}.get(name, [])
    words += ["--memo", "memo.md"] if name == "can" and state.view == "memo" else []
    words += [word for option, value in day(here).items() for word in (f"--{option}", value)]
    acts = ("none",) if state.acts == () else state.acts or ()
    for option, values in (("--repeal", repeals), ("--reform", reforms), ("--act", acts)):
        words += [word for value in values for word in (option, value)]
    return shlex.join(words)


def day(here: Scene) -> dict[str, str]:
    """Person, date and evidence, and what else differs from what is usual."""
    state = here.state
    usual = {"conduct": "obey", "sources": "all"}
    return {"persona": state.persona, "on": state.on, "lens": state.lens,
            **{key: getattr(state, key) for key, value in usual.items() if getattr(state, key) != value}}


def python(here: Scene) -> str:
    """The lines of Python, to be run where the package `model` is."""
    state, (actor, what, without), name = here.state, question(here), kind(here)
    repeals, reforms = changes(here)
    given = [f"{key}={value!r}" for key, value in (*day(here).items(), *([("acts", list(state.acts))] if state.acts is not None else []))]
    more = [f"{key}={value!r}" for key, value in (("repeal", repeals), ("reforms", reforms)) if value]
    law = name in ("can", "compare") and here.changed
    memo = name == "can" and state.view == "memo"
    asks = ["found", *map(repr, (actor, what, without)), *(["law"] if law else []), *([f"reforms={reforms!r}"] if memo and reforms else [])]
    last = {"spread": "found", "compare": _call("compare", "law", "found"), "timeline": _call("timeline", "found"),
            "can": _call("print", _call("memo", *asks)) if memo else _call("answer", *asks),
            "cut": _call("cut", "found", f"[({actor!r}, {what!r})]", *([f"below={without!r}"] if without else [])),
            "weigh": _call("weigh", "found", repr(state.measure)), "memory": _call("memory", "found.world"),
            "breach": _call("breach", "found", repr(state.selected))}[name]
    names = sorted({"pack", "spread", "world", "memo" if memo else "answer" if name == "can" else name})
    return "\n".join([
        " ".join(["from", "model.notebook", "import", ", ".join(names)]), "",
        f"policy = {_call('pack', repr(pack(here)))}", f"day = {_call('dict', *given)}",
        *([f"law = {_call('spread', _call('world', 'policy', '**day'))}"] if law else []),
        f"found = {_call('spread', _call('world', 'policy', '**day', *more))}", last])


def _call(name: str, *given: str) -> str:
    return f"{name}({', '.join(given)})"
