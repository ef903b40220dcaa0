"""The law: every act that anything rests on as a switch; off means as if it had never been."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from app.line import acts
from app.markup import aria, heading, note
from app.scene import Scene

ORDER = 3
LIVE = ("gone.data",)


def lay(scene: Scene) -> list[Any]:
    """Switches by topic, the conduct after a repeal, and what a switch means."""
    say, policy = scene.teller.say, scene.policy
    used = {key for key in acts(scene) if not policy.instruments[key].proposed} | set(scene.state.repealed)
    topics: dict[str, list[str]] = {}
    for key in sorted(used, key=lambda key: (policy.instruments[key].adopted, key)):
        topics.setdefault(policy.instruments[key].topic or "", []).append(key)
    groups = [html.Details([html.Summary(scene.teller.name(topic) if topic else say("control.other_acts")),
                            html.Div([_switch(scene, key) for key in keys], className="dt-laws")], open=index == 0)
              for index, (topic, keys) in enumerate(sorted(topics.items(), key=lambda pair: (pair[0] == "", -len(pair[1]))))]
    return [
        heading(scene, "law"), note(say("control.law_hint")), dcc.Store(id="gone", data=gone(scene)), *groups,
        html.P(say("control.conduct"), className="dt-hint", id="heading-conduct"),
        dmc.SegmentedControl(id="conduct", value=scene.state.conduct, fullWidth=True, size="xs", **aria(labelledby="heading-conduct"),
                             data=[{"value": each, "label": say(f"control.{each}")} for each in ("obey", "persist")]),
    ]


def live(scene: Scene) -> tuple[list[str], ...]:
    """The acts that something else than their own switch takes away."""
    return (gone(scene),)


def gone(scene: Scene) -> list[str]:
    """The acts a reform takes away, and those that fall because all they carry out has."""
    taken = scene.spread.course.liveness.gone
    return sorted(key for key, day in taken.items() if day <= scene.world.on and key not in scene.state.repealed)


def _switch(scene: Scene, key: str) -> Any:
    act, start = scene.policy.instruments[key], scene.spread.course.calendar.starts[key]
    year = start.on[:4] if start else scene.teller.say("unknown")
    begun, ended = (start.on if start else ""), act.ended or ""
    return html.Div([
        dmc.Switch(id={"law": key}, checked=key not in scene.state.repealed, size="sm", label=scene.teller.act_short(key),
                   description=f"{year} · {scene.teller.text(act.short or act.name)}"),
        html.P(scene.teller.say("control.not_in_force"), className="dt-hint dt-early"),
        html.P(scene.teller.say("control.by_reform"), className="dt-hint dt-by-reform"),
    ], className="dt-law", **aria(data_from=begun, data_to=ended))
