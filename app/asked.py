"""The pack, the world and the question that a command line asks for."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from app.progress import reading
from model.fault import Fault, Faults, unknown
from model.policy.library import find, packs
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.reform.reform import Reform, reformed
from model.reform.shelf import reform
from model.spread.spread import known_holder, known_type
from model.spread.world import World, world

NOTHING = "none"  # `--act none`: a day on which nothing is done
BEFORE = ("on", "persona", "lens", "conduct", "sources", "repeal", "reform", "act")


def folder(given: argparse.Namespace) -> Path:
    """The folder of the pack asked for."""
    return find(given.pack, Path(given.data) if given.data else None)


def shelf(given: argparse.Namespace) -> dict[str, Path]:
    """Every pack of the data folder asked for; raises the fault of a folder with none."""
    found = packs(Path(given.data) if given.data else None)
    if not found:
        raise Faults([Fault(str(given.data), 0, "", "this data folder holds no pack",
                            "A pack is a folder under `packs/` with a pack.yaml.")])
    return found


def load(given: argparse.Namespace, where: Path | None = None) -> Policy:
    """The policy asked for, read with progress shown where it takes long."""
    return reading(where or folder(given))


@dataclass(frozen=True)
class Asked:
    """The law as it stands for a person and a date, the world after the reforms and repeals asked for, and those reforms."""

    law: World
    world: World
    reforms: tuple[Reform, ...]


def asked(given: argparse.Namespace) -> Asked:
    """The worlds a command line asks for; raises every fault of it."""
    policy = load(given)
    language(given)
    return _worlds(policy, given)


def _worlds(policy: Policy, given: argparse.Namespace) -> Asked:
    acts = [] if given.act == [NOTHING] else given.act or None
    law = world(policy, persona=given.persona, on=given.on, lens=given.lens, conduct=given.conduct, sources=given.sources,
                acts=acts)
    then = world(policy, persona=given.persona, on=given.on, lens=given.lens, conduct=given.conduct, sources=given.sources,
                 acts=acts, repeal=given.repeal)
    reforms = tuple(reform(policy, each) for each in dict.fromkeys(given.reform))
    return Asked(law, reformed(then, reforms), reforms)


def a_world(given: argparse.Namespace) -> World:
    """The world asked for, after its reforms."""
    return asked(given).world


def before(given: argparse.Namespace) -> World:
    """The world to compare with: the law as it stands, or what `--before KEY=VALUE` says of it."""
    policy = load(given)
    other_day = any(each.startswith("act=") for each in given.before)
    changed = argparse.Namespace(**{**vars(given), "repeal": [], "reform": [], **({"act": []} if other_day else {})})
    for each in given.before:
        key, _, value = each.partition("=")
        if key not in BEFORE or not value:
            raise Faults([Fault("", 0, "before", f"{each!r} says nothing of a world",
                                f"Write KEY=VALUE; known keys: {', '.join(BEFORE)}.")])
        setattr(changed, key, [*getattr(changed, key), value] if key in ("repeal", "reform", "act") else value)
    return _worlds(policy, changed).world


def question(given: argparse.Namespace, policy: Policy) -> tuple[str, str]:
    """The actor and what it may hold, or the power that may open to it; raises the faults of unknown words."""
    if not given.actor or not (given.information or given.consequence):
        raise Faults([Fault("", 0, "", f"{given.run} asks of an actor and what it holds",
                            "Give --actor ID and --information ID (or --consequence ID).")])
    actor = known_holder(policy, given.actor)
    if given.consequence and given.consequence not in policy.consequences:
        raise unknown("consequence", given.consequence, policy.consequences)
    return actor, given.consequence or known_type(policy, given.information)


def language(given: argparse.Namespace) -> None:
    """Raise the fault of a language there is not."""
    if getattr(given, "lang", "en") not in LANGUAGES:
        raise Faults([Fault("", 0, "lang", f"there is no language {given.lang!r}", f"Known: {', '.join(LANGUAGES)}.")])
