"""What a reform changes, and the smallest change, as sentences: every one by templates from the model."""

from __future__ import annotations

from collections.abc import Iterable

from model.policy.actor import Operates
from model.policy.flow import PASSING, Collection, Consequence, Flow, Inference
from model.policy.principle import Retention
from model.policy.record import UNKNOWN
from model.reform.certificate import Missing
from model.reform.comparison import Comparison, Kept, Moved, Verdict
from model.reform.cuts import Cut
from model.reform.outcome import Outcome
from model.reform.reform import origin
from model.reform.unknowns import Unknown
from model.spread.holding import Gate
from model.spread.rules import HOLDS, Fact
from model.telling.teller import Teller

KINDS = ("gained", "lost", "gated", "ungated", "gate_changed", "kept")


def summary(teller: Teller, change: Comparison) -> list[str]:
    """What changes in all, one sentence for each kind of change there is; that nothing does, where that is so."""
    told = [teller.say(f"changes.{kind}", n=count) for kind in KINDS[:-1] if (count := len(getattr(change, kind)))]
    told += [teller.say("changes.opened", n=len(change.opened))] if change.opened else []
    told += [teller.say("changes.closed", n=len(change.closed))] if change.closed else []
    return [*(told or [teller.say("changes.nothing")]), teller.say("changes.kept", n=len(change.kept))]


def moved(teller: Teller, each: Moved) -> str:
    """A holding whose gate moves: from what to what."""
    return teller.say("changes.moved", holding=teller.fact(Fact(each.actor, each.information, HOLDS)),
                      before=teller.permission(each.before), after=teller.permission(each.after))


def kept(teller: Teller, change: Comparison, each: Kept) -> str:
    """A holding that a repeal does not touch at its end, and what keeps it alive."""
    holding = teller.fact(Fact(each.actor, each.information, HOLDS))
    gone = [act for act in repealed(change) if act not in (*each.through, *silent(change))]
    if not each.through:
        return teller.say("changes.kept_without", holding=holding)
    acts = teller.join(map(teller.act_short, each.through))
    if each.touched and gone:
        return teller.say("changes.kept_still", holding=holding, gone=teller.join(map(teller.act_short, gone)), acts=acts)
    return teller.say("changes.kept_by", holding=holding, acts=acts)


def repealed(change: Comparison) -> list[str]:
    """The acts that are gone after and were not before, in order."""
    before, after = (each.course.liveness.gone for each in (change.before, change.after))
    on = change.after.world.on
    return sorted(act for act, day in after.items() if day <= on and not (act in before and before[act] <= change.before.world.on))


def silent(change: Comparison) -> list[str]:
    """The acts taken away by name on which no passing rests: what they forbid or promise is not computed."""
    world = change.after.world
    named = world.repealed | {act for act, _ in world.ending}
    grounds = {ref.partition("#")[0] for record in change.before.course.calendar.records.values()
               if getattr(record, "modality", "") in PASSING for together in _grounds(record) for ref in together}
    return [act for act in repealed(change) if act in named and act not in grounds]


def _grounds(record: object) -> tuple[tuple[str, ...], ...]:
    under = getattr(record, "under", None)
    return (*getattr(record, "basis", ()), *(under if under and under != "none-known" else ()))


def conventions(teller: Teller, change: Comparison) -> list[str]:
    """The conventions that are printed with every answer about a reform, and what is not computed."""
    acts = silent(change)
    told = [teller.say("repeal.safeguards", acts=teller.join(map(teller.act_short, acts)))] if acts else []
    if repealed(change):
        dated = [teller.say("repeal.from_day")] if change.after.world.ending else []
        told += [teller.say("repeal.convention"), *dated, teller.say("repeal.stock"), teller.say(f"repeal.{change.after.world.conduct}")]
    return told


def passing(teller: Teller, key: str) -> str:
    """A record of the pack in a few words: from whom to whom, what; a piece of one that a reform left is told as the whole."""
    policy, key = teller.policy, origin(key)
    record = next(section[key] for section in (policy.flows, policy.collections, policy.consequences, policy.inferences, policy.operates,
                                               policy.members) if key in section)
    if isinstance(record, Flow | Collection):
        information = teller.join(map(teller.name, record.information))
        source = {"sender": teller.name(record.sender)} if isinstance(record, Flow) else {"fact": teller.name(record.when)}
        kind = "flow" if isinstance(record, Flow) else "collection"
        return teller.say(f"passing.{kind}", recipient=teller.name(record.recipient), information=information, **source)
    if isinstance(record, Consequence | Inference):
        return teller.text(record.name)
    holder = record.system if isinstance(record, Operates) else record.class_
    return teller.say("passing.role", actor=teller.name(record.actor), holder=teller.name(holder))


def verdict(teller: Teller, each: Verdict) -> str:
    """The four answers for one record on an act taken away, in one line."""
    left = teller.say("alternatives").join(" + ".join(map(teller.provision, together)) for together in each.authorised)
    parts = [teller.say("verdict.authorised", acts=left) if left else teller.say("verdict.no_basis")]
    if not left:
        parts += [teller.say("verdict.goes_on")] if each.goes_on else []
        parts += [teller.say("verdict.channel" if each.channel else "verdict.channel_unknown")] if each.channel is not False else []
    return teller.say("verdict.line", passing=passing(teller, each.record),
                      answers=" ".join([*parts, teller.say("verdict.stock", kept=retention(teller, each.kept))]))


def retention(teller: Teller, kept: Retention) -> str:
    """How long something is kept, in words."""
    if kept.kind in ("term", "limit"):
        length = teller.say(f"fact.{kept.unit}", n=kept.length)
        return teller.say("fact.limit", length=length) if kept.kind == "limit" else length
    if kept.kind == "event":
        return teller.say("fact.event", until=teller.text(kept.until)) if kept.until else teller.say("fact.some_event")
    return teller.say(f"fact.{kept.kind}")


def outcome(teller: Teller, each: Outcome) -> str:
    """What a safeguard makes of one passing, or the range of what it may."""
    return teller.say("outcome.line", passing=passing(teller, each.record),
                      may=teller.say("alternatives").join(teller.say(f"outcome.{may}") for may in each.may))


def smallest(teller: Teller, found: Cut) -> list[str]:
    """The smallest change as sentences: what must go, every way to do it, and up to which size the search is complete."""
    over = found.over
    if found.size == 0:
        return [teller.say("smallest.already_below" if found.below else "smallest.already")]
    if found.size is None:
        return [teller.say(f"smallest.never_{over}") if found.never else teller.say("smallest.capped", n=found.complete_up_to)]
    ways = [teller.join(label(teller, over, key) for key in each) for each in found.sets]
    if len(ways) == 1:
        return [teller.say(f"smallest.{over}", n=found.size, what=ways[0])]
    partly = [] if found.complete else [teller.say("smallest.partly")]
    return [" ".join([teller.say(f"smallest.{over}_ways", n=found.size, ways=len(ways)), *partly]), *ways]


def label(teller: Teller, over: str, key: str) -> str:
    """A label of a cut in words: an act, a record, or a group of sources that stand and fall together."""
    if over == "acts":
        return teller.act_short(key)
    if over == "flows":
        return passing(teller, key)
    publishers = sorted({source.publisher for source in teller.policy.sources.values() if source.group == key} - {UNKNOWN})
    return publishers[0] if len(publishers) == 1 else teller.say("smallest.group", sources=", ".join(publishers) or key)


def missing(teller: Teller, found: Iterable[Missing]) -> list[str]:
    """Why something is not derived: each record that would open a way, and what keeps it from counting."""
    return [teller.say("missing.line", passing=passing(teller, each.record),
                       reasons=teller.join(teller.say(f"reason.{reason}") for reason in each.reasons),
                       alone=teller.say("missing.alone" if each.alone else "missing.with_others")) for each in found]


def unknown(teller: Teller, each: Unknown) -> str:
    """An unsettled condition, and how far settling it would narrow the answer."""
    told = [teller.say("unsettled.case", value=teller.say(f"unsettled.{each.field}.{value}"), gate=teller.permission(Gate.of(*span)))
            for value, span in zip(each.values, each.gates, strict=True)]
    return teller.say("unsettled.line", passing=passing(teller, each.record), field=teller.say(f"unsettled.{each.field}.field"),
                      cases="; ".join(told))

