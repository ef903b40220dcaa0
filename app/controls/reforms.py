"""The reforms a pack names: each a switch with what it is for."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from app.markup import heading, note
from app.scene import Scene
from model.reform.reform import Reform
from model.reform.shelf import reforms

ORDER = 4


def lay(scene: Scene) -> list[Any]:
    """Every named reform as a switch; on means as if it were law."""
    known = reforms(scene.policy)
    if not known:
        return [heading(scene, "reforms"), note(scene.teller.say("control.reforms_none"))]
    return [heading(scene, "reforms"), note(scene.teller.say("control.reforms_hint")),
            html.Div([_switch(scene, key, each) for key, each in known.items()], className="dt-laws")]


def _switch(scene: Scene, key: str, reform: Reform) -> Any:
    return html.Div(dmc.Switch(id={"reform": key}, checked=key in scene.state.reforms, size="sm", label=scene.teller.text(reform.name),
                               description=scene.teller.text(reform.aim) if reform.aim else ""), className="dt-reform")
