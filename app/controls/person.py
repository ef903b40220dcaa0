"""Whose day: the persona, what always holds for it, and what it does this day."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from app.markup import aria, heading, note
from app.scene import Scene

ORDER = 1
LIVE = ("persona-note.children", "standing.children", "already-note.children")


def lay(scene: Scene) -> list[Any]:
    """The persona's select, its standing facts as text, its acts as boxes to tick."""
    teller, policy = scene.teller, scene.policy
    acts = sorted((key for key, fact in policy.facts.items() if fact.kind == "act"), key=lambda key: (
        key not in policy.personas[scene.world.persona].acts, teller.name(key)))
    boxes = [dmc.Checkbox(value=key, label=teller.name(key), size="sm") for key in acts]
    usual = sum(key in policy.personas[scene.world.persona].acts for key in acts)
    return [
        heading(scene, "person"),
        dmc.Select(id="persona", value=scene.state.persona, allowDeselect=False, **aria(labelledby="heading-person"),
                   data=[{"value": key, "label": teller.persona(key)} for key in policy.personas],
                   comboboxProps={"withinPortal": True}),
        note(persona_note(scene), "persona-note"),
        html.P([html.Strong(teller.say("control.always")), " ", html.Span(standing(scene), id="standing")], className="dt-hint"),
        html.P(teller.say("control.this_day"), className="dt-hint", id="heading-acts"),
        dmc.CheckboxGroup(id="acts", value=sorted(scene.world.acts), **aria(labelledby="heading-acts"), children=html.Div([
            *boxes[:usual], html.Details([html.Summary(teller.say("control.more_acts")), html.Div(boxes[usual:], className="dt-boxes")])],
            className="dt-boxes")),
        dmc.Switch(id="already", checked=scene.state.already, label=teller.say("control.already"), size="sm"),
        note(_held(scene), "already-note"),
    ]


def live(scene: Scene) -> tuple[str, ...]:
    """The lines that depend on the person and the world."""
    return persona_note(scene), standing(scene), _held(scene)


def _held(scene: Scene) -> str:
    return scene.teller.say("headline.already", n=already(scene))


def standing(scene: Scene) -> str:
    """What always holds for the person, in one line."""
    return " · ".join(scene.teller.name(key) for key in sorted(scene.world.facts))


def persona_note(scene: Scene) -> str:
    """The persona's own line."""
    told = scene.policy.personas[scene.world.persona].note
    return scene.teller.text(told) if told else ""


def already(scene: Scene) -> int:
    """How many kinds of data public bodies hold without the day (pairs of body and kind)."""
    return sum(bool(top) and not scene.spread.day(number) for number, top in scene.spread.public())
