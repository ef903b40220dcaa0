"""A breach: what would be out about the person if one actor's holdings leaked, and what could then be concluded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.ladder import COLUMNS, column
from app.scene import Scene
from model.reform.breach import Breach, Preset, breach, breach_of, presets

ORDER, COMPONENT, PROPERTY = 6, "Breach", "breach"
ASKS = True


def draw(scene: Scene) -> dict[str, Any]:
    """The breach of the actor the reader chose, and those that happened."""
    say, name = scene.teller.say, scene.teller.name
    actors = {actor for actor, _ in scene.spread.held}
    chosen = scene.state.selected if scene.state.selected in actors else ""
    groups = [{"title": say(f"column.{key}"), "options": [{"value": actor, "text": name(actor)} for actor in sorted(actors, key=name)
                                                          if COLUMNS[column(scene.policy, actor)] == key]} for key in COLUMNS]
    return {"lead": say("breach.lead"), "label": say("breach.choose"), "nobody": say("breach.nobody"), "chosen": chosen,
            "groups": [each for each in groups if each["options"]],
            "found": _told(scene, breach(scene.spread, chosen), say("breach.title", actor=name(chosen))) if chosen else None,
            "note": say("breach.note"), "happened": say("breach.happened"),
            "presets": [_preset(scene, each, actors) for each in presets(scene.policy)]}


def _told(scene: Scene, found: Breach, title: str) -> dict[str, Any]:
    """What is out, and what follows, in the order in which each has what it needs."""
    say, teller = scene.teller.say, scene.teller
    return {"title": title, "out_title": say("breach.out", n=len(found.out)), "out": _names(scene, found.out),
            "inferred_title": say("breach.inferred", n=len(found.inferred)) if found.inferred else say("breach.inferred_none"),
            "inferred": [{"conclusion": teller.name(each.conclusion), "name": teller.name(each.inference),
                          "premises": say("breach.from", premises=teller.join(map(teller.name, each.premises)))}
                         for each in found.inferred]}


def _preset(scene: Scene, preset: Preset, actors: Iterable[str]) -> dict[str, Any]:
    """A breach that happened: when, what was shown, what follows; and a way to look at that actor for this person."""
    event = scene.policy.events[preset.event]
    told = _told(scene, breach_of(scene.spread, preset.event), scene.teller.text(event.name))
    return {**told, "date": scene.teller.date(event.on), "note": scene.teller.text(event.note) if event.note else "",
            "selected": preset.actor if preset.actor in actors else "", "actor": scene.teller.name(preset.actor)}


def _names(scene: Scene, leaves: Iterable[str]) -> list[str]:
    return sorted(map(scene.teller.name, leaves))
