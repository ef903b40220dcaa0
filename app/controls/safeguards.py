"""The reader's own safeguards: those in force in plain words, each with a way to take it back, and a form to add one."""

from __future__ import annotations

from typing import Any

from app.leaf import leaf
from app.markup import heading, note
from app.scene import Scene
from model.policy.actor import PUBLIC_BODIES
from model.telling.levers import told
from model.texts import words

ORDER = 5
LIVE = ("safeguards.safeguards",)
# What the form offers: each a lever but for what it is about.
KINDS: dict[str, dict[str, Any]] = {
    "court_shown": {"require": {"authorisation": "court", "shown": "yes"}},
    "court_paper": {"require": {"authorisation": "court", "shown": "no"}},
    "prosecutor": {"require": {"authorisation": "prosecutor"}},
    "bar": {"bar": {}},
    "retain": {"retain": {"length": 30}},
    "log": {"log-and-notify": {}},
}


def lay(scene: Scene) -> list[Any]:
    """The list and the form."""
    return [heading(scene, "safeguards"), note(scene.teller.say("control.safeguards_hint")),
            leaf("Safeguards", "safeguards")(id="safeguards", safeguards=draw(scene), words=words(scene.language, "ui.safeguards"))]


def live(scene: Scene) -> tuple[Any, ...]:
    """The list again, after a change."""
    return (draw(scene),)


def draw(scene: Scene) -> dict[str, Any]:
    """The levers in force, and what the form can choose from."""
    say, name, policy = scene.teller.say, scene.teller.name, scene.policy
    own = [told(scene.teller, lever) for each in scene.reforms[len(scene.state.reforms):] for lever in each.levers]
    bodies = [key for key, each in policy.actors.items() if each.kind in PUBLIC_BODIES | {"class"}]
    others = [key for key in policy.holders if key not in bodies]
    return {"levers": [{"text": text, "lever": lever} for text, lever in zip(own, scene.state.levers, strict=True)],
            "kinds": [{"value": key, "text": say(f"safeguard.{key}"), "lever": lever} for key, lever in KINDS.items()],
            "information": [{"value": key, "text": name(key)} for key in sorted(policy.types, key=name)],
            "bodies": [{"value": key, "text": name(key)} for key in (*sorted(bodies, key=name), *sorted(others, key=name))]}
