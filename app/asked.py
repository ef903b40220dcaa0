"""The pack and the world that a command line asks for."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.progress import reading
from model.fault import Fault, Faults
from model.policy.library import find
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.spread.world import World, world


def folder(given: argparse.Namespace) -> Path:
    """The folder of the pack asked for."""
    return find(given.pack, Path(given.data) if given.data else None)


def load(given: argparse.Namespace, where: Path | None = None) -> Policy:
    """The policy asked for, read with progress shown where it takes long."""
    return reading(where or folder(given))


def a_world(given: argparse.Namespace) -> World:
    """The world asked for."""
    policy = load(given)
    language(given)
    return world(policy, persona=given.persona, on=given.on, lens=given.lens, conduct=given.conduct, sources=given.sources,
                 repeal=given.repeal)


def language(given: argparse.Namespace) -> None:
    """Raise the fault of a language there is not."""
    if getattr(given, "lang", "en") not in LANGUAGES:
        raise Faults([Fault("", 0, "lang", f"there is no language {given.lang!r}", f"Known: {', '.join(LANGUAGES)}.")])
