"""What a view is: one file in `views` with an order and a `draw(scene)`; found by walking the folder."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

from app import views
from app.scene import Scene


class View(Protocol):
    """A view: its place among the others, the component that shows it, and the pure function that draws it.

    A view with `ASKS = True` is drawn anew also when the selection or the question changes.
    """

    ORDER: int
    COMPONENT: str
    PROPERTY: str

    def draw(self, scene: Scene) -> dict[str, Any]:
        """Everything the view shows, as plain data."""
        ...


@lru_cache(maxsize=1)
def every_view() -> dict[str, View]:
    """Every view by name, in order."""
    found: dict[str, Any] = {each.name: import_module(f"app.views.{each.name}") for each in pkgutil.iter_modules(views.__path__)}
    return dict(sorted(found.items(), key=lambda pair: pair[1].ORDER))


def asking() -> list[str]:
    """The views that depend on what is selected or asked."""
    return [name for name, view in every_view().items() if getattr(view, "ASKS", False)]
