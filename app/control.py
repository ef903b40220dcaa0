"""What a control is: one file in `controls` with an order and a `lay(scene)`; found by walking the folder."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

from app import controls
from app.scene import Scene


class Control(Protocol):
    """A group of controls in the left panel: its order, and the components that show a scene's values.

    Where what it says depends on the world, `LIVE` names those properties (`id.property`) and `live(scene)` gives them anew.
    """

    ORDER: int

    def lay(self, scene: Scene) -> list[Any]:
        """The components of the group."""
        ...


@lru_cache(maxsize=1)
def every_control() -> tuple[Control, ...]:
    """Every control, in order."""
    found: list[Any] = [import_module(f"app.controls.{each.name}") for each in pkgutil.iter_modules(controls.__path__)]
    return tuple(sorted(found, key=lambda each: each.ORDER))


def lively() -> tuple[tuple[str, str], ...]:
    """Id and property of all that the controls say anew after a change."""
    return tuple((each, name) for control in every_control() for both in getattr(control, "LIVE", ()) for each, name in [both.split(".")])


def anew(scene: Scene) -> tuple[Any, ...]:
    """What those properties are in a scene, in the same order."""
    found: list[Any] = [control for control in every_control() if hasattr(control, "LIVE")]
    return tuple(value for control in found for value in control.live(scene))
