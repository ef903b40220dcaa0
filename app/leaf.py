"""Our own leaf components for Dash: fed with data and words, drawn by the files in `components`, reused by the offline file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dash.development.base_component import Component

FOLDER = Path(__file__).parent / "components"
SCRIPTS = ("shared.js", "geometry.js", "trail.js", "timeline.js", "why.js", "twin.js", "question.js", "about.js")


def _leaf(name: str, properties: tuple[str, ...]) -> Any:
    every = ["id", "words", *properties]

    def begin(self: Any, **given: Any) -> None:
        self._prop_names = self.available_properties = every
        self._valid_wildcard_attributes = self.available_wildcard_properties = []
        Component.__init__(self, **given)  # type: ignore[no-untyped-call]

    return type(name, (Component,), {
        "__init__": begin, "__module__": __name__, "__doc__": f"The leaf component {name}.", "_children_props": [],
        "_base_nodes": ["children"], "_namespace": "datatrail", "_type": name})


Trail = _leaf("Trail", ("picture", "view", "picked", "nonce"))
Timeline = _leaf("Timeline", ("line", "at", "nonce"))
Why = _leaf("Why", ("why", "chosen", "nonce"))
Twin = _leaf("Twin", ("twin", "picked", "nonce"))
Question = _leaf("Question", ("question", "asked", "nonce"))
About = _leaf("About", ("about", "nonce"))
LEAVES: dict[str, Any] = {"Trail": Trail, "Twin": Twin, "About": About}
