"""Every form a pack or a world can be given in, found by walking the folder `exports`."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from model import exports
from model.fault import unknown
from model.spread.world import World


def forms() -> tuple[str, ...]:
    """The names of the export forms there are."""
    return tuple(sorted(each.name for each in pkgutil.iter_modules(exports.__path__)))


def export(world: World, form: str) -> str:
    """A pack or a world as text in a form; raises the fault of an unknown form."""
    if form not in forms():
        raise unknown("export form", form, forms())
    text: str = import_module(f"model.exports.{form}").export(world)
    return text
