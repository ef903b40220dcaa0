"""The why panel: what is selected, the chain to it in cited steps, and what is known of purpose, term and rights."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.ladder import group, left
from app.scene import Scene, box_of
from model.policy.evidence import BADGE
from model.policy.flow import Collection
from model.reform.certificate import certificate
from model.reform.cuts import SIDES, cut
from model.reform.reform import origin
from model.spread.derivation import Derivation, Step, why
from model.spread.rules import HOLDS, OPENS, Fact
from model.telling.change import missing, retention, smallest
from model.telling.memo import apart, singly
from model.telling.teller import Citations, numbered

LIMIT = 6
GROUPS = 3  # sets of sources shown in the panel; all stand under Levers


def target(scene: Scene) -> tuple[str, str] | None:
    """The actor and what it holds (or the consequence) that the reader asks about, if any."""
    chosen, picked = scene.state.chosen, scene.state.selected
    if picked.startswith("power:"):
        what = picked.removeprefix("power:")
        opened = {each.actor: each.consequence for each in scene.spread.consequences if origin(each.consequence) == what}
        actor = chosen if chosen in opened else next(iter(opened), "")
        return (actor, opened[actor]) if opened else None
    if picked in scene.policy.holders:
        if chosen in scene.policy.types:
            return picked, chosen
        held = holdings(scene, picked)
        return (picked, held[0]) if held else None
    return None


@lru_cache(maxsize=128)
def holdings(scene: Scene, actor: str) -> list[str]:
    """What an actor may hold, what it concludes itself first, then what takes most steps to reach it."""
    spread = scene.spread
    facts = {fact.what: number for number, fact in enumerate(spread.rules.facts)
             if fact.actor == actor and fact.kind == HOLDS and spread.course.at(number, spread.level, spread.period)
             and scene.shown(number)}
    concluded = {leaf for each in scene.policy.inferences.values() for leaf in each.conclusions}
    return sorted(facts, key=lambda what: (what not in concluded, -spread.hops[facts[what]], what))


def draw(scene: Scene) -> dict[str, Any]:
    """The panel as plain data."""
    picked = scene.state.selected
    if (asked := target(scene)) is not None:
        return _chain(scene, *asked)
    if picked in scene.links:
        return _records(scene, scene.box_name(scene.links[picked].tail, short=False) + " → "
                        + scene.box_name(scene.links[picked].head, short=False), list(scene.links[picked].clauses))
    if picked.removeprefix("left:") in scene.policy.types and picked.startswith("left:"):
        clauses = [number for link in scene.links.values() if link.tail == picked for number in link.clauses]
        return _records(scene, scene.box_name(picked, short=False), clauses)
    if picked in scene.policy.holders:
        return {"title": scene.box_name(picked, short=False), "lead": scene.teller.say("why.nothing"), "choices": [], "steps": [],
                "box": [], "facts": [], "others": [], "sources": []}
    return {"empty": scene.teller.say("why.empty")}


def view(scene: Scene) -> dict[str, Any]:
    """What lights up in the picture: the selected chain."""
    picked = scene.state.selected
    asked = target(scene)
    if asked is not None:
        chains = why(scene.spread, *asked, LIMIT).derivations
        if chains:
            nodes, links = lit(scene, chains[0])
            return {"selected": picked, "nodes": nodes, "links": links}
    if picked in scene.links:
        link = scene.links[picked]
        return {"selected": picked, "nodes": [link.tail, link.head], "links": [{"id": link.id, "badge": "/".join(link.badges)}]}
    near = [link for link in scene.links.values() if picked in (link.tail, link.head)]
    ends = sorted({end for link in near for end in (link.tail, link.head)})
    return {"selected": picked if picked in scene.boxes else None, "nodes": ends,
            "links": [{"id": link.id, "badge": "/".join(link.badges)} for link in near]}


def lit(scene: Scene, derivation: Derivation) -> tuple[list[str], list[dict[str, str]]]:
    """The boxes and lines of a chain, each line with the badge of the record that draws it."""
    nodes: dict[str, None] = {}
    links: dict[str, str] = {}
    for step in derivation.steps:
        head = box_of(step.conclusion)
        record = scene.spread.course.calendar.records[step.record]
        tails = [left(group(scene.policy, step.conclusion.what))] if isinstance(record, Collection) else [
            fact.actor for fact in step.premises]
        for tail in tails:
            nodes.update({tail: None, head: None})
            if tail != head:
                links.setdefault(f"{tail}>{head}", _badge(scene, step))
    return list(nodes), [{"id": key, "badge": badge} for key, badge in links.items()]


def _badge(scene: Scene, step: Step) -> str:
    record, stands = scene.spread.course.calendar.records[step.record], scene.spread.course.calendar.standing[step.record]
    return "" if (isinstance(record, Collection) and record.by_nature) or stands.state is None else BADGE[stands.state]


def _steps(scene: Scene, derivation: Derivation, cites: Citations) -> list[dict[str, Any]]:
    told = scene.teller.chain(scene.spread, derivation, cites)
    return [{"n": index, "sentence": each.sentence, "badge": each.badge, "badge_title": each.evidence, "marks": list(each.marks),
             "basis": each.basis, "citations": list(each.citations), "place": each.place} for index, each in enumerate(told, 1)]


def sources_of(scene: Scene, cites: Citations) -> list[dict[str, Any]]:
    """The source list behind the numbers; an address is left out where listing may endanger who opens it."""
    found = []
    for number, key, text in numbered(scene.teller, cites):
        source = scene.policy.sources[key]
        risk = source.listing_risk in ("possible", "listed")
        found.append({"n": number, "text": text, "risk": risk,
                      "address": None if risk or source.address == "unknown" else source.address})
    return found


def _chain(scene: Scene, actor: str, what: str) -> dict[str, Any]:
    teller, spread, policy = scene.teller, scene.spread, scene.policy
    chains = why(spread, actor, what, LIMIT)
    whole = origin(what)   # of a power that a reform cut to pieces, the reader knows the whole
    power_ = whole in policy.consequences
    title = teller.fact(Fact(actor, whole, OPENS if power_ else HOLDS))
    choices = [] if power_ else _choices(scene, actor, what)
    if power_:
        choices = [{"id": each.actor, "name": teller.name(each.actor), "badge": "", "day": each.day, "current": each.actor == actor}
                   for each in {each.actor: each for each in spread.consequences if origin(each.consequence) == whole}.values()]
    base: dict[str, Any] = {"title": title, "choices": choices,
                            "choices_title": teller.say("why.opens_to" if power_ else "why.may_hold", name=teller.name(actor))}
    if not chains.derivations:
        base["title"] = teller.say("why.question", actor=teller.name(actor), information=teller.name(what))
        law = scene.as_it_stands
        return {**base, "lead": teller.not_reached(spread, law, actor, what), "steps": [], "facts": [], "others": [], "sources": [],
                "box": missing(teller, certificate(spread, law, actor, what))}
    first, *others = chains.derivations
    cites = Citations()
    steps = _steps(scene, first, cites)
    number = spread.rules.index(Fact(actor, what, OPENS)) if power_ else spread.fact(actor, what)
    assert number is not None
    rests = teller.say("cite.rests", n=teller.groups(spread, first))
    told_others = [{"title": teller.say("why.way", n=index, steps=teller.say("hops", n=each.hops)), "steps": _steps(scene, each, cites)}
                   for index, each in enumerate(others, 1)]
    sources = sources_of(scene, cites)
    return {**base, "lead": teller.lead(spread, number, first), "steps": steps, "box": [rests, *teller.disputes(spread, first)],
            "facts": _facts(scene, first, number), "others": told_others,
            "others_title": teller.say("why.others" if chains.complete else "why.others_cut", n=len(others)),
            "stop_title": teller.say("why.stop"), "stop": _stop(scene, actor, what),
            "others_note": None if chains.complete else teller.say("why.cut", n=len(chains.derivations)),
            "sources_title": teller.say("why.sources_title"), "sources": sources,
            "copy_text": _copy(scene, title, steps, [rests], sources)}


def _stop(scene: Scene, actor: str, what: str) -> list[str]:
    """The smallest changes that would stop a holding (or every way to it without the permission asked of), and what it rests on."""
    teller, spread, target, without = scene.teller, scene.spread, ((actor, what),), scene.state.without or None
    sides = SIDES if without else SIDES[:1]
    told = []
    for each in (*apart([cut(spread, target, below=without, side=side) for side in sides]), cut(spread, target, over="sources")):
        first, *ways = smallest(teller, each)
        head = teller.say(f"smallest.below.{each.side}") + " " if each.below else ""
        shown = ways if each.over == "acts" else ways[:GROUPS]
        told += [head + (f"**{first}**" if each.over == "acts" else first), *(f"· {way}" for way in shown),
                 *([teller.say("why.more_sets", n=len(ways) - len(shown))] if len(ways) > len(shown) else []),
                 *singly(teller, spread, each, actor, what)]
    return [*told, teller.say("repeal.convention")]


def _choices(scene: Scene, actor: str, what: str) -> list[dict[str, Any]]:
    """What the panel offers to ask of an actor: all it may hold in the picture, and what is asked now."""
    teller, spread = scene.teller, scene.spread
    held = holdings(scene, actor)
    found = []
    for kind in held if what in held else [what, *held]:
        number = spread.fact(actor, kind)
        badge = teller.say(f"lens.{spread.evidence(number)}") if number is not None else ""
        found.append({"id": kind, "name": teller.name(kind), "badge": badge, "day": number is None or spread.day(number),
                      "current": kind == what})
    return found


def _facts(scene: Scene, derivation: Derivation, number: int) -> list[dict[str, str]]:
    """Why they say they need it, for how long, whether the person knows or can object: of the chain's last condition."""
    teller, spread = scene.teller, scene.spread
    passing = [record for step in derivation.steps
               if hasattr(record := spread.course.calendar.records[step.record], "principle")]
    principle = passing[-1].principle if passing else None
    rows = [("gate", teller.permission(spread.gate(number))), ("since", teller.since(spread.since(number))),
            ("evidence", teller.say(f"lens_of.{spread.evidence(number)}"))]
    if principle is not None:
        rows += [("purpose", teller.name(principle.purpose) if principle.purpose else teller.say("unknown")),
                 ("retention", retention(teller, principle.retention))]
        rows += [("last_evidenced", teller.date(passing[-1].last_evidenced))] if passing[-1].last_evidenced else []
        rows += [(key, teller.say(f"fact.{getattr(principle, key)}")) for key in ("told", "can_see", "can_object")]
    return [{"label": teller.say(f"fact.{key}"), "value": value} for key, value in rows]


def _records(scene: Scene, title: str, clauses: list[int]) -> dict[str, Any]:
    """A line or a kind of information left: every record behind it as one cited step."""
    teller, spread, cites = scene.teller, scene.spread, Citations()
    steps: list[dict[str, Any]] = []
    disputes: list[str] = []
    for number in clauses:
        clause = spread.rules.clauses[number]
        record = clause.record or ""
        step = Step(record, tuple(spread.rules.facts[body] for body in clause.bodies), spread.rules.facts[clause.head])
        one = Derivation(1, spread.permission(record), (step,))
        steps += [{**each, "n": len(steps) + 1} for each in _steps(scene, one, cites)]
        disputes += teller.disputes(spread, one)
    sources = sources_of(scene, cites)
    return {"title": title, "lead": teller.say("why.records", n=len(clauses)), "choices": [], "steps": steps, "box": disputes, "facts": [],
            "others": [], "sources_title": teller.say("why.sources_title"), "sources": sources,
            "copy_text": _copy(scene, title, steps, disputes, sources)}


def _copy(scene: Scene, title: str, steps: list[dict[str, Any]], box: list[str], sources: list[dict[str, Any]]) -> str:
    """The panel as plain text with citations, ready to paste."""
    pack, world = scene.policy.pack, scene.world
    told = [(step, ", ".join([step["badge"] or "·", *map(str, step["citations"])])) for step in steps]
    lines = [title, *(f"{step['n']}. {step['sentence']} [{marks}] {step['basis']}".rstrip() for step, marks in told),
             *(each.replace("**", "") for each in box), "",
             *(f"[{source['n']}] {source['text']}" for source in sources), "",
             scene.teller.say("why.colophon", pack=scene.teller.text(pack.name), version=pack.version, digest=scene.policy.digest,
                              date=scene.teller.date(world.on), lens=scene.teller.say(f"lens_of.{world.lens}"),
                              persona=scene.teller.persona(world.persona))]
    return "\n".join(lines)
