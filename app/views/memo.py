"""The memo: one page on what the question line asks, with finding, smallest change, chains and sources, to copy, save or print."""

from __future__ import annotations

from typing import Any

from app.question import asked
from app.scene import Scene
from model.telling.memo import memo

ORDER, COMPONENT, PROPERTY = 8, "Memo", "memo"
ASKS = True


def draw(scene: Scene) -> dict[str, Any]:
    """The memo as Markdown; where nothing is asked, how to ask."""
    actor, what = asked(scene)
    if not actor or not what:
        return {"markdown": "", "ask": scene.teller.say("ask.choose")}
    told = memo(scene.teller, scene.as_it_stands, scene.spread, actor, what, scene.state.without, tuple(scene.reforms))
    return {"markdown": told, "ask": ""}
