"""Our own leaf components for Dash: fed with data and words, drawn by the files in `components`, reused by the offline file.

A leaf reports everything in one way: `picked` is what was selected, or the parts of the state it changes; `nonce` grows with each.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from dash.development.base_component import Component

FOLDER = Path(__file__).parent / "components"
FIRST = ("shared.js", "geometry.js")   # what the others are made of
APART = frozenset({"lesson.js"})       # of the sealed file only
SCRIPTS = (*FIRST, *sorted(path.name for path in FOLDER.glob("*.js") if path.name not in {*FIRST, *APART}))


@lru_cache(maxsize=64)
def leaf(name: str, *properties: str) -> Any:
    """The component `D.<name>` of `components/<name>.js`, with the properties that are its own."""
    every = ["id", "words", *properties, "picked", "nonce"]

    def begin(self: Any, **given: Any) -> None:
        self._prop_names = self.available_properties = every
        self._valid_wildcard_attributes = self.available_wildcard_properties = []
        Component.__init__(self, **given)  # type: ignore[no-untyped-call]

    return type(name, (Component,), {
        "__init__": begin, "__module__": __name__, "__doc__": f"The leaf component {name}.", "_children_props": [],
        "_base_nodes": ["children"], "_namespace": "datatrail", "_type": name})
