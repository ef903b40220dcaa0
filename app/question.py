"""The question line and the sentence under it: whoever reads nothing else has learnt something true."""

from __future__ import annotations

from typing import Any

from app.line import acts
from app.panel import target
from app.scene import Scene
from model.policy.actor import PUBLIC_BODIES
from model.policy.principle import GATES
from model.reform.answer import verdict

ANYONE = ""


def draw(scene: Scene) -> dict[str, Any]:
    """The question line of a scene, its answer, and what the scenario changes."""
    say = scene.teller.say
    return {"parts": _parts(scene), "answer": _answer(scene), "detail": _detail(scene), "pill": _pill(scene),
            "note": " ".join(scene.teller.notes(scene.spread)) or None, "label": say("question.label")}


def asked(scene: Scene) -> tuple[str, str]:
    """The actor and the kind of information the question names; empty where it asks of all."""
    found = target(scene)
    if found is None:
        return (scene.state.selected if scene.state.selected in scene.policy.holders else ANYONE), ""
    return found if found[1] in scene.policy.types else (found[0], "")


def _parts(scene: Scene) -> list[dict[str, Any]]:
    say, teller = scene.teller.say, scene.teller
    actor, what = asked(scene)
    bodies = [key for key, each in scene.policy.actors.items() if each.kind in PUBLIC_BODIES | {"class"}]
    holders = [key for key in scene.policy.holders if key not in bodies]
    personas = [{"value": key, "text": teller.persona(key)} for key in scene.policy.personas]
    who = [{"value": ANYONE, "text": say("question.anyone")}, *({"value": key, "text": teller.name(key)} for key in (
        *sorted(bodies, key=teller.name), *sorted(holders, key=teller.name)))]
    day = {"name": "persona", "label": say("question.persona"), "value": scene.state.persona, "options": personas}
    on = {"name": "on", "label": say("question.date"), "value": scene.world.on.isoformat(), "type": "date"}
    if actor == ANYONE:
        return [{"text": say("question.who")}, {"name": "actor", "label": say("question.body"), "value": ANYONE, "options": who},
                {"text": say("question.holds_day")}, day, {"text": say("question.on")}, on, {"text": "?"}]
    kinds = [{"value": key, "text": teller.name(key)} for key in sorted(scene.policy.types, key=teller.name)]
    without = [{"value": "", "text": say("question.any_permission")}, {"value": "court", "text": say("question.court")}]
    return [{"text": say("question.can")}, {"name": "actor", "label": say("question.body"), "value": actor, "options": who},
            {"text": say("question.hold")}, {"name": "information", "label": say("question.information"), "value": what,
                                             "options": [{"value": "", "text": say("question.anything")}, *kinds]},
            {"text": say("question.about")}, day, {"text": say("question.without")},
            {"name": "without", "label": say("question.permission"), "value": scene.state.without, "options": without},
            {"text": say("question.on")}, on, {"text": "?"}]


def _answer(scene: Scene) -> list[str]:
    actor, what = asked(scene)
    teller, spread = scene.teller, scene.spread
    if actor == ANYONE or not what:
        return teller.headline(spread)
    number = spread.fact(actor, what)
    if number is None:
        return [teller.say("headline.not_derived", date=teller.date(spread.world.on), actor=teller.name(actor),
                           information=teller.name(what)),
                teller.reopened(spread, scene.as_it_stands, actor, what)]
    told = teller.say("headline.yes", actor=teller.name(actor), information=teller.name(what))
    if scene.state.without != "court":
        return [told]
    found = verdict(spread, actor, what, "court")
    open_ = GATES.index(spread.gate(number).least) < GATES.index("court")
    key = {"may": "yes_gate", "no": "court"}.get(found, "gate_unclear" if open_ else "court_wider")
    return [told, teller.say(f"headline.{key}")]


def _detail(scene: Scene) -> str | None:
    actor, what = asked(scene)
    number = scene.spread.fact(actor, what) if what else None
    found = "" if number is None else scene.teller.say(
        "headline.how", steps=scene.teller.say("hops", n=scene.spread.hops[number]),
        since=scene.teller.since(scene.spread.since(number)), gate=scene.teller.permission(scene.spread.gate(number)))
    return " ".join(part for part in (found, _changes(scene)) if part) or None


def _changes(scene: Scene) -> str:
    """What the scenario changes against the law as it stands."""
    if not scene.changed:
        return ""
    say, change, gone = scene.teller.say, scene.change, sorted(scene.world.repealed)
    told = scene.teller.join(map(scene.teller.act_short, gone))
    names = [say("scenario.named", name=scene.teller.text(each.name)) for each in scene.reforms[:len(scene.state.reforms)]]
    own = [say("scenario.own", n=len(scene.state.levers))] if scene.state.levers else []
    if names or own:
        ours = scene.teller.join(map(scene.teller.act_short, scene.state.repealed))
        parts = scene.teller.join([*([say("scenario.repealed", acts=ours)] if ours else []), *names, *own])
        first = say("scenario.fewer", n=len(scene.lost), changes=parts) if scene.lost else say("scenario.none", changes=parts)
    else:
        first = say("repeal.fewer", n=len(scene.lost), acts=told) if scene.lost else say("repeal.nothing", acts=told)
    found = [first]
    found += [say("scenario.more", n=len(change.gained))] if change.gained else []
    found += [say("scenario.stronger", n=len(change.gated))] if change.gated else []
    found += [say("repeal.weaker", n=scene.weaker)] if scene.weaker else []
    if safeguards := [key for key in gone if key not in acts(scene)]:
        silent = say("repeal.safeguards", acts=scene.teller.join(map(scene.teller.act_short, safeguards)))
        alone = len(safeguards) == len(gone) and not names and not own
        found = [silent] if alone else [*found, silent]
    return " ".join([*found, *([say("repeal.convention")] if gone else [])])


def _pill(scene: Scene) -> str | None:
    """The same in figures."""
    if not scene.changed:
        return None
    say, change = scene.teller.say, scene.change
    if not (scene.state.reforms or scene.state.levers):
        return say("repeal.pill", n=len(scene.lost)) if scene.lost else say("repeal.pill_none")
    counts = [say(f"scenario.pill_{kind}", n=len(found)) for kind, found in (
        ("fewer", change.lost), ("more", change.gained), ("gated", change.gated)) if found]
    return say("scenario.pill", changes=scene.teller.say("list.join").join(counts or [say("scenario.pill_same")]))
