"""Levers: the smallest changes that stop what the question line asks, on what it rests, and how much each act carries."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from app.question import asked
from app.scene import Scene
from model.reform.cuts import SIDES, Cut, cut
from model.reform.weights import MEASURES, Weights, weigh
from model.spread.derivation import Derivation
from model.telling.change import conventions, label, smallest
from model.telling.memo import apart, singly
from model.telling.teller import Citations, numbered
from model.texts import words

ORDER, COMPONENT, PROPERTY = 4, "Levers", "levers"
ASKS = True
Item = dict[str, Any]


def draw(scene: Scene) -> dict[str, Any]:
    """Cards of smallest changes, smallest sets of flows and of sources, and the weights of the acts."""
    teller, say, (actor, what) = scene.teller, scene.teller.say, asked(scene)
    told: Item = {"ask": "", "weights": weights(scene), "notes": [], "cuts": [], "deeper": []}
    if not (actor and what):
        return {**told, "ask": say("ask.choose")}
    target, below = [(actor, what)], scene.state.without or None
    cuts = apart([cut(scene.spread, target, below=below, side=side) for side in (SIDES if below else SIDES[:1])])
    sides = {"least": say("smallest.below.least"), "most": say("smallest.below.most")} if len(cuts) > 1 else {
        "least": say("cut.either") if below else ""}
    convention = say("repeal.convention")
    return {**told, "title": say("cut.title_without" if below else "cut.title", actor=teller.name(actor), information=teller.name(what)),
            "cuts": [{"side": sides[each.side], **_acts(scene, each)} for each in cuts],
            "notes": [convention, *(each for each in conventions(teller, scene.change) if each != convention)],
            "deeper": [_labels(scene, cut(scene.spread, target, over=over)) for over in ("flows", "sources")]}


def _acts(scene: Scene, found: Cut) -> Item:
    """Every smallest set of acts as a card; where there is none, the chain that no repeal touches; how far was searched."""
    teller, (actor, what) = scene.teller, asked(scene)
    first, *_ = smallest(teller, found)
    cards = [{"acts": [{"name": teller.act(act), "note": teller.text(short) if (short := scene.policy.instruments[act].short) else ""}
                       for act in each], "repealed": sorted({*scene.state.repealed, *each})} for each in found.sets if each]
    return {"lead": first, "cards": cards, "alone": singly(teller, scene.spread, found, actor, what),
            "because": _chain(scene, found.because) if found.because else None,
            "complete": _complete(scene, found)}


def _complete(scene: Scene, found: Cut) -> str:
    """Whether all sets of the fewest are there."""
    return "" if not found.size else scene.teller.say("cut.complete", n=found.size) if found.complete else scene.teller.say("cut.some")


def _chain(scene: Scene, chain: Derivation) -> Item:
    """A chain as cited steps with its sources."""
    cites = Citations()
    told = scene.teller.chain(scene.spread, chain, cites)
    return {"title": scene.teller.say("cut.because"), "sources_title": scene.teller.say("why.sources_title"),
            "steps": [{"sentence": step.sentence, "badge": step.badge, "badge_title": step.evidence, "basis": step.basis,
                       "citations": list(step.citations)} for step in told],
            "sources": [{"n": number, "text": text} for number, _, text in numbered(scene.teller, cites)]}


def _labels(scene: Scene, found: Cut) -> Item:
    """The smallest sets of flows, or of sources, that the finding would fall with."""
    first, *ways = smallest(scene.teller, found)
    say = scene.teller.say
    title = {"flows": say("cut.flows"), "sources": say("cut.sources")}[found.over]
    return {"over": found.over, "title": title, "lead": first, "complete": "" if found.complete else say("cut.some"),
            "ways": ways or [scene.teller.join(label(scene.teller, found.over, key) for key in each) for each in found.sets if each]}


def weights(scene: Scene) -> Item:
    """How much each act carries of a measure: its exact share, what it brings alone, what falls with it last."""
    say, teller = scene.teller.say, scene.teller
    measure = scene.state.measure
    found = weigh(scene.spread, measure)
    rows = sorted((row for row in found.rows if row.share or row.alone or row.last), key=lambda row: (-row.share, row.act))
    idle = len(found.rows) - len(rows)
    names = {each: say(f"weight.measure_{each}") for each in MEASURES}
    return {"title": say("weight.title"), "lead": say("weight.lead", whole=found.whole, none=found.none, measure=names[measure]),
            "label": say("weight.measure"), "measure": measure, "measures": [{"value": key, "text": text} for key, text in names.items()],
            "refused": _refused(scene, found), "idle": say("weight.idle", n=idle) if idle else "",
            "none": "" if rows else say("weight.none"), "note": say("weight.note"),
            "chart_words": words(scene.language, "ui.chart"),
            "chart": {"kind": "bars", "axis": say("weight.axis", measure=names[measure]), "label": say("weight.label", n=len(rows)),
                      "rows": [
                          {"name": teller.act_short(row.act), "value": float(row.share),
                           "text": decimal(row.share).replace(".", say("weight.point"))} for row in rows]},
            "table": {"caption": say("weight.table"), "columns": [
                {"id": "act", "title": say("weight.act")}, {"id": "share", "title": say("weight.share")},
                {"id": "alone", "title": say("weight.alone")}, {"id": "last", "title": say("weight.last")}],
                "rows": [{"id": row.act, "cells": [
                    {"text": teller.act(row.act)},
                    {"text": exact(row.share).replace(".", say("weight.point")), "value": float(row.share)},
                    {"text": str(row.alone), "value": row.alone}, {"text": str(row.last), "value": row.last}]} for row in rows]}}


def _refused(scene: Scene, found: Weights) -> list[str]:
    """The parts that hang on too many acts to be shared out, by name."""
    name = scene.teller.name
    return [scene.teller.say("weight.refused", what=": ".join(map(name, part.split("/"))), n=count) for part, count in found.refused]


def decimal(share: Fraction) -> str:
    """A share with two decimals, fewer where they are nought."""
    return f"{float(share):.2f}".rstrip("0").rstrip(".")


def exact(share: Fraction) -> str:
    """A share as a decimal, and as the exact fraction where the decimal is not."""
    told = decimal(share)
    return told if Fraction(told) == share else f"{told} ({share.numerator}/{share.denominator})"
