"""Small pieces of the page that controls and frame share."""

from __future__ import annotations

from typing import Any

from dash import html

from app.scene import Scene


def aria(**given: str) -> dict[str, Any]:
    """Accessible attributes by the rest of their names: `label` stands for `aria-label`, `data_from` for `data-from`."""
    return {key.replace("_", "-") if key.startswith("data_") else f"aria-{key}": value for key, value in given.items()}


def heading(scene: Scene, key: str) -> Any:
    """The heading of a group."""
    return html.H2(scene.teller.say(f"control.{key}"), className="dt-heading", id=f"heading-{key}")


def note(text: str, name: str = "") -> Any:
    """A short line under a control."""
    return html.P(text, className="dt-hint", id=name) if name else html.P(text, className="dt-hint")
