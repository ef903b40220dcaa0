"""The table: the trail as text, with exactly its boxes and lines."""

from __future__ import annotations

from typing import Any

from app.ladder import COLUMNS, role
from app.scene import Link, Scene
from app.views.trail import conclusions, label

ORDER, COMPONENT, PROPERTY = 2, "Twin", "twin"
CELLS = ("from", "to", "what", "gate", "evidence", "basis")


def draw(scene: Scene) -> dict[str, Any]:
    """The twin of the picture: a row for each line, an outline with each box."""
    say = scene.teller.say
    where = {key: at for key, (at, _) in scene.frame.items()}
    links = sorted(scene.links.values(), key=lambda link: (where[link.tail], scene.frame[link.tail][1], scene.frame[link.head]))
    return {
        "caption": say("table.caption"), "summary": " ".join(scene.teller.headline(scene.spread)).replace("**", ""),
        "columns": [{"id": key, "title": say(f"table.{key}"), "sort": True} for key in CELLS],
        "rows": [{"id": link.id, "group": say(f"column.{COLUMNS[where[link.tail]]}"), "cells": _cells(scene, link)} for link in links],
        "outline": [{"title": say(f"column.{key}"), "items": [_item(scene, box, links) for box, (at, _) in scene.frame.items()
                                                              if at == index and box in scene.boxes]}
                    for index, key in enumerate(COLUMNS)],
    }


def _cells(scene: Scene, link: Link) -> list[dict[str, str]]:
    teller = scene.teller
    bases = dict.fromkeys(told for record in link.records if (told := teller.basis(scene.spread, record)))
    evidence = ", ".join(link.badges) or teller.say("evidence.nature")
    texts = (scene.box_name(link.tail, short=False), scene.box_name(link.head, short=False),
             teller.join(teller.name(leaf) for leaf in link.leaves), teller.say(f"sign.{link.gate}"),
             evidence + (" ⇄" if link.contested else ""), "; ".join(bases))
    return [{"text": text} for text in texts]


def _item(scene: Scene, box: str, links: list[Link]) -> dict[str, Any]:
    kind = "person" if box.startswith("left:") else "consequence" if box.startswith("power:") else None
    told = label(scene, box, kind or role(scene.policy, box))
    if box in scene.policy.holders and (tags := conclusions(scene, box)):
        told += " " + scene.teller.say("trail.concludes", information=scene.teller.join(scene.teller.name(leaf) for leaf in tags))
    return {"id": box, "text": told,
            "links": [{"to": link.head, "text": scene.teller.say("table.goes_to", name=scene.box_name(link.head, short=False))}
                      for link in links if link.tail == box]}


