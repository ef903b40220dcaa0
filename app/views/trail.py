"""The trail: you leave, it is held by, it flows into, these bodies may obtain it, and may act on it."""

from __future__ import annotations

from typing import Any

from app.ladder import COLUMNS, lower, role
from app.scene import Link, Scene
from model.policy.evidence import LENSES
from model.spread.rules import HOLDS

ORDER, COMPONENT, PROPERTY = 1, "Trail", "picture"
STYLE = ("solid", "solid", "dotted", "dashed")


def draw(scene: Scene) -> dict[str, Any]:
    """The picture of a scene: fixed places, boxes, lines."""
    rows = max((row for _, row in scene.frame.values()), default=0) + 1
    return {
        "columns": [{"title": scene.teller.say(f"column.{key}")} for key in COLUMNS],
        "rows": rows,
        "nodes": [_box(scene, key, *place) for key, place in scene.frame.items()],
        "links": [_line(scene, link) for link in scene.links.values()],
        "more": scene.teller.say("trail.more", n=scene.elsewhere) if scene.elsewhere else None,
    }


def _box(scene: Scene, key: str, column: int, row: float) -> dict[str, Any]:
    policy, teller = scene.policy, scene.teller
    kind = "person" if column == 0 else "consequence" if column == 4 else role(policy, key)
    here = key in scene.boxes
    known = key.removeprefix("left:").removeprefix("power:")
    record = teller.record(known)
    name, language = (getattr(record, "short", None) or record.name).told(scene.language)
    told = {"text": name, "lang": language} if language != scene.language else {"text": name}
    tags = conclusions(scene, key) if here else []
    lane = "lower" if column == 3 and (lower(policy, key) or key not in scene.usual) else None
    return {"id": key, "column": column, "row": row, "role": kind, "name": told, "state": "present" if here else "absent",
            "day": True if column in (0, 4) else adds(scene, key), "lane": lane,
            "tags": [{"id": f"{key}:{leaf}", "text": teller.name(leaf)} for leaf in tags],
            "label": label(scene, key, kind) if here else scene.box_name(key)}


def adds(scene: Scene, key: str) -> bool:
    """Whether the day adds anything to what an actor holds."""
    return any(fact.actor == key and scene.spread.day(number) for number, fact in enumerate(scene.spread.rules.facts))


def conclusions(scene: Scene, actor: str) -> list[str]:
    """What an actor can conclude by itself: the tags on its box."""
    rules = scene.spread.rules
    return sorted({head.what for number in scene.spread.live
                   if (clause := rules.clauses[number]).record in scene.policy.inferences
                   and (head := rules.facts[clause.head]).actor == actor and head.kind == HOLDS and scene.shown(clause.head)})


def label(scene: Scene, key: str, kind: str) -> str:
    """A box in words: its name, its role, what it may hold."""
    name, told = scene.box_name(key, short=False), scene.teller.say(f"role.{kind}")
    if key in scene.policy.holders:
        held = sorted({fact.what for number, fact in enumerate(scene.spread.rules.facts)
                       if fact.actor == key and fact.kind == HOLDS and scene.spread.day(number)})
        return scene.teller.say("trail.box", name=name, role=told, n=len(held))
    return scene.teller.say("trail.plain_box", name=name, role=told)


def _line(scene: Scene, link: Link) -> dict[str, Any]:
    return {"id": link.id, "from": link.tail, "to": link.head, "style": STYLE[link.level], "hollow": False,
            "badges": list(link.badges), "contested": link.contested, "gate": link.gate, "change": None,
            "label": line_label(scene, link)}


def line_label(scene: Scene, link: Link) -> str:
    """A line in words: from, to, what passes, on what evidence."""
    teller = scene.teller
    return teller.say("trail.line", tail=scene.box_name(link.tail, short=False), head=scene.box_name(link.head, short=False),
                      information=teller.join(teller.name(leaf) for leaf in link.leaves),
                      evidence=teller.say(f"lens.{LENSES[link.level]}"))


__all__ = ["COMPONENT", "ORDER", "PROPERTY", "adds", "conclusions", "draw", "label", "line_label"]
