"""About this pack: what it covers, what is not known, who is never in it, and its sources."""

from __future__ import annotations

from typing import Any

from app.scene import Scene
from model.policy.record import Name

ORDER, COMPONENT, PROPERTY = 9, "About", "about"


def draw(scene: Scene) -> dict[str, Any]:
    """The page about the pack of a scene."""
    policy, teller = scene.policy, scene.teller
    pack = policy.pack

    def told(name: Name) -> dict[str, str]:
        text, language = name.told(scene.language)
        return {"text": text} if language == scene.language else {"text": text, "lang": language}

    figures = [teller.say(f"about.{name}" + ("_count" if name in ("events", "sources") else ""), n=len(getattr(policy, name)))
               for name in ("actors", "systems", "instruments", "flows", "collections", "inferences", "consequences", "events", "sources")]
    dated = teller.say("about.version", version=pack.version, digest=policy.digest, date=teller.date(pack.as_of))
    return {"title": teller.say("about.title", name=teller.text(pack.name)), "sections": [
        {"title": teller.say("about.covers"), "items": [*map(told, pack.about), dated, told(pack.persons)]},
        {"title": teller.say("about.holds"), "items": figures},
        *([{"title": teller.say("about.gaps"), "items": [*map(told, pack.gaps)]}] if pack.gaps else []),
        {"title": teller.say("about.events"), "items": [
            teller.say("about.event", date=teller.date(each.on), name=teller.text(each.name)) for each in sorted(
                policy.events.values(), key=lambda each: each.on)]},
        {"title": teller.say("about.sources"), "items": sorted(teller.source(key) for key in policy.sources)},
    ]}
