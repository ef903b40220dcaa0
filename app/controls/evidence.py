"""The evidence that counts: the lens, and whose sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc

from app.markup import aria, heading, note
from app.scene import Scene
from model.policy.evidence import LENSES

ORDER = 2
LIVE = ("hidden-note.children",)
ONE_LINE = 36  # characters of four labels that fit side by side in the panel


def lay(scene: Scene) -> list[Any]:
    """The lens as a segmented control, and a switch for official sources only."""
    say = scene.teller.say
    labels = [say(f"lens.{lens}") for lens in LENSES]
    room = "horizontal" if sum(map(len, labels)) <= ONE_LINE else "vertical"
    return [
        heading(scene, "evidence"),
        dmc.SegmentedControl(id="lens", value=scene.state.lens, fullWidth=True, size="xs", **aria(labelledby="heading-evidence"),
                             orientation=room,
                             data=[{"value": lens, "label": label} for lens, label in zip(LENSES, labels, strict=True)]),
        note(hidden(scene), "hidden-note"),
        dmc.Switch(id="official", checked=scene.state.sources == "official", label=say("control.official"), size="sm"),
    ]


def live(scene: Scene) -> tuple[str, ...]:
    """The line that depends on the world."""
    return (hidden(scene),)


def hidden(scene: Scene) -> str:
    """How many lines a wider lens would add."""
    from app.scene import scene as other
    wide = other(scene.policy, replace(scene.state, lens=LENSES[-1], selected="", chosen="", without=""), scene.language)
    count = len(wide.links.keys() - scene.links.keys())
    return scene.teller.say("control.hidden", n=count)
