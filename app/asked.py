"""The pack and the world that a command line asks for."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.progress import reading
from model.fault import Fault, Faults
from model.policy.library import find, packs
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.spread.world import World, world


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
