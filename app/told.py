"""What the model finds as plain data, as app/README.md documents it: the one place where the shape of the JSON is decided."""

from __future__ import annotations

from typing import Any

from model.policy.principle import GATES
from model.reform.comparison import Comparison, Moved
from model.reform.cuts import Cut
from model.spread.derivation import Derivation, acts_of
from model.spread.holding import Gate
from model.spread.rules import Fact
from model.spread.spread import Spread
from model.spread.world import World
from model.telling.teller import Citations, Teller


def world(found: World) -> dict[str, Any]:
    """A world as plain data."""
    return {"pack": found.policy.pack.id, "digest": found.policy.digest, "persona": found.persona, "on": found.on.isoformat(),
            "lens": found.lens, "conduct": found.conduct, "sources": found.sources, "repealed": sorted(found.repealed),
            "ending": [{"act": act, "on": day.isoformat()} for act, day in sorted(found.ending)],
            "facts": sorted(found.facts), "acts": sorted(found.acts)}


def gate(found: Gate) -> dict[str, str]:
    """A gate as plain data."""
    return {"least": found.least, "most": found.most}


def spread(found: Spread) -> dict[str, Any]:
    """A spread as plain data."""
    counts = found.counts
    return {
        "world": world(found.world),
        "holdings": [{"actor": held.actor, "information": held.information, "hops": held.hops, "gate": gate(held.gate),
                      "since": {"date": held.since.date.isoformat() if held.since.date else None, "kind": held.since.kind},
                      "evidence": held.evidence, "day": held.day} for held in found.holdings],
        "consequences": [{"consequence": each.consequence, "actor": each.actor} for each in found.consequences],
        "counts": {"bodies": list(counts.bodies), "holdings": list(counts.holdings), "day_bodies": list(counts.day_bodies),
                   "day_holdings": list(counts.day_holdings), "classes": list(counts.classes)},
    }


def _fact(fact: Fact) -> dict[str, str]:
    return {"actor": fact.actor, ("consequence" if fact.kind == "opens" else "information"): fact.what}


def derivation(found: Spread, each: Derivation, teller: Teller) -> dict[str, Any]:
    """A derivation as plain data, each step with its sentence and the ids of its sources."""
    steps = []
    for step in each.steps:
        cites = Citations()
        told = teller.step(found, step, cites)
        steps.append({"record": step.record, "kind": found.policy.kind(step.record), "premises": [_fact(fact) for fact in step.premises],
                      "conclusion": _fact(step.conclusion), "basis": [list(together) for together in acts_of(found, step.record)],
                      "evidence": found.course.calendar.standing[step.record].state or "by-nature", "sentence": told.sentence,
                      "sources": list(cites.numbers)})
    least, most = each.gate
    return {"hops": each.hops, "gate": {"least": GATES[least], "most": GATES[most]}, "steps": steps}


def cut(found: Spread, each: Cut, teller: Teller) -> dict[str, Any]:
    """The smallest changes as plain data."""
    return {"size": each.size, "sets": [list(labels) for labels in each.sets], "complete_up_to": each.complete_up_to,
            "because": derivation(found, each.because, teller) if each.because else None}


def pair(actor: str, information: str) -> dict[str, str]:
    """A holding by its two ids."""
    return {"actor": actor, "information": information}


def _moved(each: Moved) -> dict[str, Any]:
    return {**pair(each.actor, each.information), "before": gate(each.before), "after": gate(each.after)}


def comparison(found: Comparison) -> dict[str, Any]:
    """A comparison as plain data."""
    return {
        "before": world(found.before.world), "after": world(found.after.world),
        "gained": [pair(*each) for each in found.gained], "lost": [pair(*each) for each in found.lost],
        **{kind: [_moved(each) for each in getattr(found, kind)] for kind in ("gated", "ungated", "gate_changed")},
        "kept": [{**pair(each.actor, each.information), "through": list(each.through), "touched": each.touched} for each in found.kept],
        "opened": [{"consequence": what, "actor": actor} for what, actor in found.opened],
        "closed": [{"consequence": what, "actor": actor} for what, actor in found.closed],
        "records": [{"record": each.record, "authorised": [list(together) for together in each.authorised], "goes_on": each.goes_on,
                     "channel": each.channel, "kept": each.kept.model_dump(mode="json", exclude_none=True)} for each in found.verdicts],
    }
