"""The Dash app: its layout by language, its callbacks, and the state that lives in the page's memory only."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from flask import request

from app.control import anew, lively
from app.frame import lay
from app.line import draw as draw_line
from app.look import THEME
from app.panel import draw as draw_why
from app.panel import view as lit
from app.question import draw as draw_question
from app.reproduce import draw as draw_lines
from app.scenario import apart, file, read
from app.scene import Scene, scene
from app.state import address, first, knows, of_address, of_plain
from app.view import asking, every_view
from model.fault import Faults, unknown
from model.policy.policy import Policy
from model.policy.record import LANGUAGES, Language
from model.reform.shelf import reforms
from model.texts import tell

LEAVES = ("line", "why", "question", "safeguards")   # beside the views
SWITCHES = ("law", "reform")


def build(policies: dict[str, Policy], server: Any = True) -> Dash:
    """The explorer of some packs as a Dash app; the first pack is the one a first visit opens on."""
    app = Dash(__name__, server=server, assets_folder=str(Path(__file__).parent / "assets"), title=tell("en", "neutral_title"),
               update_title="", suppress_callback_exceptions=True, include_assets_files=True, add_log_handler=False)
    explorer = Explorer(policies)
    app.layout = explorer.layout
    explorer.connect(app)
    return app


def language_of(path: str) -> Language:
    """The language a path asks for; English where it asks for none."""
    head = path.strip("/").split("/")[-1] if path else ""
    return head if head in LANGUAGES else "en"


class Explorer:
    """The packs served, and the functions between the page's state and its pictures; raises the faults of their reforms."""

    def __init__(self, policies: dict[str, Policy]) -> None:
        self.policies, self.default = policies, next(iter(policies))
        for each in policies.values():
            reforms(each)
        self._answers = count(1)

    def scene(self, plain: dict[str, Any], language: Language) -> Scene:
        """The scene of the page's plain state; raises the faults of unknown words, and of reforms that conflict."""
        state = of_plain(plain)
        if state.pack not in self.policies:
            raise unknown("pack", state.pack, self.policies)
        policy = self.policies[state.pack]
        selected, chosen = (each if knows(policy, each) else "" for each in (state.selected, state.chosen))
        return scene(policy, replace(state, selected=selected, chosen=chosen), language)

    def names(self, language: Language) -> dict[str, str]:
        """The packs by id and name."""
        return {key: policy.pack.name.told(language)[0] for key, policy in self.policies.items()}

    def layout(self) -> Any:
        """The whole page in the language of the path, filled for a first visit."""
        from urllib.parse import urlparse
        language = language_of(urlparse(request.referrer or "").path if request else "")
        policy = self.policies[self.default]
        here = scene(policy, first(policy), language)
        return dmc.MantineProvider(id="theme", theme=THEME, forceColorScheme="light", children=[
            dcc.Store(id="state", data=here.state.plain()), dcc.Store(id="world", data=here.state.plain()),
            dcc.Store(id="landing"), dcc.Store(id="landed"), dcc.Store(id="loaded"), dcc.Store(id="refused"), dcc.Store(id="moves"),
            dcc.Store(id="frame", data={"language": language, "pack": policy.pack.id}),
            dcc.Store(id="place", data=address(here.state, policy)), dcc.Store(id="asking", data=asking()),
            dcc.Store(id="careful", data=[key for key, each in self.policies.items() if each.pack.readers_at_risk]),
            dcc.Store(id="firsts", data={key: first(each).plain() for key, each in self.policies.items()}),
            dcc.Store(id="personas", data={key: {who: sorted(persona.acts) for who, persona in each.personas.items()}
                                           for key, each in self.policies.items()}),
            html.Div(lay(here, self.names(language)), id="root"),
        ])

    def connect(self, app: Dash) -> None:
        """Declare every callback: one reducer in the page, which reads what it is told by name, and five answers from here."""
        in_page: Any = app.clientside_callback
        leaves, views = [*every_view(), *LEAVES], every_view()
        in_page(
            ClientsideFunction("datatrail", "reduce"),
            Output("state", "data"), Output("world", "data"), Output("frame", "data"),
            Input("pack", "value"), Input("persona", "value"), Input("acts", "value"), Input("already", "checked"),
            Input("lens", "value"), Input("official", "checked"), Input("conduct", "value"),
            *(Input({kind: ALL}, "checked") for kind in SWITCHES), *(Input({kind: ALL}, "n_clicks") for kind in ("view", "language")),
            *(Input(name, "nonce") for name in leaves), *(Input(name, "data") for name in ("moves", "landed", "loaded")),
            *(State(name, "picked") for name in leaves),
            *(State(name, "data") for name in ("state", "world", "frame", "firsts", "personas", "asking")),
            State("question", "question"), prevent_initial_call=True)
        in_page(ClientsideFunction("datatrail", "refuse"), Input("refused", "data"), prevent_initial_call=True)
        in_page(ClientsideFunction("datatrail", "settle"), Input("state", "data"), Input("root", "children"), Input("gone", "data"),
                State("frame", "data"), State("personas", "data"), prevent_initial_call=False)
        in_page(ClientsideFunction("datatrail", "shareBox"), Output("share-link", "value"), Input("place", "data"),
                State("careful", "data"), prevent_initial_call=False)
        app.callback([*(Output(name, view.PROPERTY) for name, view in views.items()), Output("line", "line"),
                      *(Output(*each) for each in lively())],
                     Input("world", "data"), State("frame", "data"), prevent_initial_call=True)(self.shown)
        app.callback([*(Output(name, "view") for name in views), Output("question", "question"), Output("why", "why"),
                      Output("live", "children"), Output("place", "data"), Output("scenario", "scenario"), Output("refused", "data")],
                     Input("state", "data"), State("frame", "data"), prevent_initial_call=True)(self.told)
        app.callback(Output("root", "children"), Input("frame", "data"), State("state", "data"), prevent_initial_call=True)(self.framed)
        app.callback(Output("landed", "data"), Output("notice", "children"), Input("landing", "data"),
                     State("frame", "data"), prevent_initial_call=True)(self.land)
        app.callback(Output("scenario", "file"), Output("loaded", "data"), Input("scenario", "nonce"), State("scenario", "picked"),
                     State("state", "data"), State("frame", "data"), prevent_initial_call=True)(self.filed)

    def shown(self, world: dict[str, Any], frame: dict[str, Any]) -> list[Any]:
        """What depends on the world: the view in sight, the timeline, the lines under the controls."""
        views = every_view()
        try:
            here = self.scene(world, frame["language"])
        except Faults:
            return [no_update] * (len(views) + 1 + len(lively()))
        drawn = [view.draw(here) if name == here.state.view else no_update for name, view in views.items()]
        return [*drawn, draw_line(here), *anew(here)]

    def told(self, state: dict[str, Any], frame: dict[str, Any]) -> list[Any]:
        """What depends on the selection too: the lit chain, the question, the why panel, what is said aloud; or why it cannot be."""
        views = every_view()
        try:
            here = self.scene(state, frame["language"])
        except Faults as faults:
            return [*[no_update] * (len(views) + 5), {"state": state, "message": self._refused(state, frame["language"], faults),
                                                          "n": next(self._answers)}]
        asked, why = draw_question(here), draw_why(here)
        aloud = " ".join([why.get("title", ""), why.get("lead", "")] if here.state.selected else asked["answer"]).replace("**", "")
        return [*(lit(here) if name == here.state.view else no_update for name in views), asked, why, aloud,
                address(here.state, here.policy), draw_lines(here), no_update]

    def _refused(self, plain: dict[str, Any], language: Language, faults: Faults) -> str:
        """Why a state cannot be: what in it does not go together, by name, and every fault."""
        try:
            state = of_plain(plain)
            pairs = apart(self.policies[state.pack], state, language) if state.pack in self.policies else []
        except Faults:
            pairs = []
        named = [tell(language, "frame.apart", one=one, other=other) for one, other in pairs]
        return tell(language, "frame.refused", faults="\n".join([*named, str(faults)]))

    def framed(self, frame: dict[str, Any], state: dict[str, Any]) -> Any:
        """The whole page anew, in another language or for another pack."""
        try:
            here = self.scene(state, frame["language"])
        except Faults:
            policy = self.policies.get(frame["pack"], self.policies[self.default])
            here = scene(policy, first(policy), frame["language"])
        return lay(here, self.names(frame["language"]))

    def land(self, fragment: str | None, frame: dict[str, Any]) -> list[Any]:
        """A pasted link read: its state, and a notice of what in it names nothing any more."""
        if not fragment:
            return [no_update, no_update]
        state, lost = of_address(fragment, self.policies, self.default)
        told = tell(frame["language"], "frame.lost", parts=", ".join(lost)) if lost else ""
        return [state.plain(), told]

    def filed(self, _: Any, picked: dict[str, Any] | None, state: dict[str, Any], frame: dict[str, Any]) -> list[Any]:
        """The scenario as a file to save, or the state with the scenario of a file; what is wrong in a file is told, and nothing lost."""
        if not picked:
            return [no_update, no_update]
        n = next(self._answers)
        try:
            here = self.scene(state, frame["language"])
            if "save" in picked:
                return [{**file(here, str(picked["save"])), "n": n}, no_update]
            found, name = read(here.policy, here.state, str(picked.get("load", "")), str(picked.get("file", "")), here.language)
        except Faults as faults:
            return [{"n": n}, {"message": tell(frame["language"], "frame.unread", faults=faults), "n": n}]
        return [{"loaded": name, "n": n}, {"state": found.plain(), "n": n}]
