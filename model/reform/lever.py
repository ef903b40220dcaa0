"""What a lever is: one move on the law, declared as data; each kind is one file in `levers`, found by walking the folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import ClassVar

from model.fault import Fault, nearest
from model.policy.policy import Policy
from model.policy.record import Record
from model.reform import levers
from model.reform.aim import Aim, Target


class Lever(Record):
    """One move. A kind of lever fills in what it does: it enacts, it ends, or it changes the records its aim chooses."""

    NAME: ClassVar[str] = ""        # how YAML calls it, where that is not the name of its file
    BAN: ClassVar[bool] = False     # forbids a passing whatever its ground, practice without any known ground too
    NATURE: ClassVar[bool] = False  # also binds whoever holds something by the nature of the act

    def aim(self) -> Aim | None:
        """Which records a restriction is about; None for a lever that restricts none."""
        return None

    def enacts(self, policy: Policy) -> Mapping[str, date | None]:
        """The proposals it puts in force, and from which day (None: from the day they propose, else always)."""
        return {}

    def ends(self, policy: Policy) -> Mapping[str, date]:
        """The acts it ends, and from which day (the first day of all: as if never made)."""
        return {}

    def change(self, record: Target) -> Target | None:
        """A chosen record after the lever, or None where nothing of it is left."""
        return record

    def sets(self) -> Mapping[str, object]:
        """The fields it sets on every chosen record, and to what: two levers that differ on one are in conflict."""
        return {}

    def stops_inference(self) -> tuple[str, frozenset[str]] | None:
        """An inference it forbids, and to whom (nobody named: to all)."""
        return None

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """What it names that this policy does not hold."""
        found = self.aim()
        if found is not None:
            yield from (replace(fault, key=f"of.{fault.key}") for fault in found.faults(policy))


def missing(key: str, kind: str, given: str, known: Mapping[str, object]) -> Iterator[Fault]:
    """The fault of a word that names nothing, if it does not."""
    if given not in known:
        yield Fault("", 0, key, f"there is no {kind} {given!r}", nearest(given, known))


@lru_cache(maxsize=1)
def kinds() -> dict[str, type[Lever]]:
    """Every kind of lever by name, in the order of their names."""
    found: dict[str, type[Lever]] = {}
    for each in pkgutil.iter_modules(levers.__path__):
        move: type[Lever] = import_module(f"model.reform.levers.{each.name}").Move
        found[move.NAME or each.name] = move
    return found
