"""The page around the views: header, left panel of the world, the middle, and the why panel."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from app.control import every_control
from app.leaf import leaf
from app.line import draw as draw_line
from app.markup import aria
from app.panel import draw as draw_why
from app.panel import view as lit
from app.question import draw as draw_question
from app.reproduce import draw as draw_lines
from app.scene import Scene
from app.view import every_view
from model.policy.evidence import BADGE
from model.policy.record import LANGUAGES
from model.texts import words


def lay(scene: Scene, packs: dict[str, str]) -> list[Any]:
    """Everything visible for a scene, already filled: no picture is ever empty."""
    return [_skip(scene), _header(scene, packs), html.Div([_world(scene), _middle(scene), _why(scene)], className="dt-page"),
            html.Div(id="message", role="alert", className="dt-message"), html.Div(id="notice", role="status", className="dt-message"),
            html.Div(id="live", className="dt-sr", **aria(live="polite"))]


def ui(scene: Scene, name: str) -> dict[str, str]:
    """The words one component needs."""
    return words(scene.language, f"ui.{name}")


def _skip(scene: Scene) -> Any:
    return html.A(scene.teller.say("frame.skip"), href="#middle", className="dt-skip")


def _button(scene: Scene, name: str, **more: Any) -> Any:
    return html.Button(scene.teller.say(f"frame.{name}"), id=name, className="dt-button", **more)


def _header(scene: Scene, packs: dict[str, str]) -> Any:
    say = scene.teller.say
    tabs = [html.Button(say(f"view.{name}"), id={"view": name}, className="dt-tab",
                        **(aria(current="page") if name == scene.state.view else {})) for name in every_view()]
    languages = [html.Button(say(f"language.{code}"), id={"language": code}, lang=code, className="dt-tab",
                             **(aria(current="true") if code == scene.language else {})) for code in LANGUAGES]
    return html.Header([
        html.Div([html.Span("", className="dt-mark", **aria(hidden="true")), say("product")], className="dt-brand"),
        dmc.Select(id="pack", value=scene.policy.pack.id, allowDeselect=False, size="sm", w=150, **aria(label=say("frame.pack")),
                   data=[{"value": key, "label": name} for key, name in packs.items()]),
        html.Nav(tabs, className="dt-tabs", **aria(label=say("frame.views"))),
        html.Div([
            _button(scene, "open_world", **aria(controls="world-panel", expanded="false")),
            _button(scene, "open_why", **aria(controls="why-panel", expanded="false")),
        ], className="dt-drawers"),
        html.Div([html.Div(languages, className="dt-languages", role="group", **aria(label=say("frame.language"))),
                  _button(scene, "undo"), _button(scene, "redo"), _button(scene, "scenarios", **aria(expanded="false")),
                  _button(scene, "share", **aria(expanded="false"))], className="dt-tools"),
        html.Div(leaf("Scenario", "scenario", "file")(id="scenario", scenario=draw_lines(scene), words=ui(scene, "scenario")),
                 id="scenarios-box", className="dt-share", hidden=True),
        html.Div([
            dmc.TextInput(id="share-link", readOnly=True, value="", label=say("frame.link"), size="sm"),
            _button(scene, "copy_link"), html.P(say("frame.link_hint"), className="dt-hint"),
            dmc.Switch(id="keep", checked=not scene.policy.pack.readers_at_risk, size="sm", label=say("frame.keep")),
            html.P(say("frame.keep_hint"), className="dt-hint"),
        ], id="share-box", className="dt-share", hidden=True),
    ], className="dt-header")


def _world(scene: Scene) -> Any:
    groups = [html.Div(control.lay(scene), className="dt-controls") for control in every_control()]
    return html.Aside([_button(scene, "close_world"), *groups], id="world-panel", className="dt-panel dt-left", tabIndex=-1,
                      **aria(label=scene.teller.say("frame.world")))


def _middle(scene: Scene) -> Any:
    views = []
    for name, view in every_view().items():
        here = name == scene.state.view
        given = {view.PROPERTY: view.draw(scene), "view": lit(scene)} if here else {}
        drawn = leaf(view.COMPONENT, view.PROPERTY, "view")(id=name, words=ui(scene, name), **given)
        views.append(html.Div([drawn, _legend(scene)] if view.COMPONENT == "Trail" else drawn, className="dt-view",
                              id={"stack": name}, hidden=not here))
    return html.Main([
        leaf("Question", "question")(id="question", question=draw_question(scene), words=ui(scene, "question")),
        html.Div(views, className="dt-stack"),
        html.Div(leaf("Line", "line")(id="line", line=draw_line(scene), words=ui(scene, "line")), className="dt-card"),
    ], id="middle", className="dt-middle", tabIndex=-1)


def _legend(scene: Scene) -> Any:
    """What the badges, marks and lines mean, beside the picture and not in its way."""
    say = scene.teller.say
    parts: list[Any] = []
    signs = [*((badge, f"evidence.{state}") for state, badge in BADGE.items()), ("≈", "legend.inferred"), ("⇄", "legend.contested")]
    for sign, key in signs:
        parts += [html.B(sign), " ", say(key), " · "]
    return html.P([*parts, say("legend.lines")], className="dt-legend")


def _why(scene: Scene) -> Any:
    return html.Aside([_button(scene, "close_why"), leaf("Why", "why")(id="why", why=draw_why(scene), words=ui(scene, "why"))],
                      id="why-panel", className="dt-panel dt-right", tabIndex=-1, **aria(label=scene.teller.say("why.title")))
