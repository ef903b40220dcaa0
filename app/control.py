"""What a control is: one file in `controls` with a side, an order and a `lay(scene)`; found by walking the folder."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

from app import controls
from app.scene import Scene


class Control(Protocol):
    """A group of controls in the left panel: its order, and the components that show a scene's values."""

    ORDER: int

    def lay(self, scene: Scene) -> list[Any]:
        """The components of the group."""
        ...


@lru_cache(maxsize=1)
def every_control() -> tuple[Control, ...]:
    """Every control, in order."""
    found: list[Any] = [import_module(f"app.controls.{each.name}") for each in pkgutil.iter_modules(controls.__path__)]
    return tuple(sorted(found, key=lambda each: each.ORDER))
