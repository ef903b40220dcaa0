"""Two worlds compared: one ladder with the difference in it, a matrix, and lists with what keeps alive what is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.ladder import group, left
from app.matrix import CHANGES, Pair, cells, matrix
from app.question import asked
from app.scene import Scene, scene
from app.views import trail
from model.reform.comparison import Comparison, Moved, Verdict
from model.reform.outcome import outcomes
from model.reform.reform import origin
from model.spread.rules import OPENS
from model.telling.change import conventions, passing, retention, silent, summary
from model.texts import words

ORDER, COMPONENT, PROPERTY = 3, "Compare", "compare"
ASKS = True
Mark = dict[str, str]
Passing = dict[str, tuple[int, int]]  # of one line: the least and the most permission for each kind of information
Item = dict[str, Any]


def draw(here: Scene) -> dict[str, Any]:
    """What the changes of a scene do against the law as it stands."""
    say, change = here.teller.say, here.change
    if here.spread.world == here.as_it_stands.world:
        return {"same": say("compare.as_it_stands"), "how": [say("compare.how_act"), say("compare.how_reform"), say("compare.how_levers")]}
    table = cells(change)
    told_above = say("repeal.convention")
    return {"same": None, "head": summary(here.teller, change),
            "notes": [each for each in conventions(here.teller, change) if each != told_above],
            "changed": (moves := any(each != "same" for each in table.values())), "unseen": "" if moves else say("compare.unseen"),
            "picture": picture(here, scene(here.policy, here.state.stands(), here.language)),
            "selected": here.state.selected, "trail_words": words(here.language, "ui.trail"),
            "matrix": matrix(here, table), "signs": {each: say(f"compare.sign_{each}") for each in CHANGES},
            "sections": _sections(here), "verdicts": _verdicts(here),
            "verdicts_title": say("compare.verdicts", n=len(change.verdicts)), **_outcomes(here)}


def _sections(here: Scene) -> list[Item]:
    """Every holding that changes, by actor, those kept although the change touches a way to them, and all kept of the body asked about."""
    change, say, (actor, _) = here.change, here.teller.say, asked(here)
    still = [each for each in change.kept if each.touched and each.actor != actor]
    stays = [(actor, each.information, _still(here, each.through) if each.touched else _rests(here, each.through))
             for each in change.kept if each.actor == actor]
    rows: list[tuple[str, str, list[tuple[str, str, str]]]] = [
        ("lost", say("compare.list_lost"), [(*pair, "") for pair in change.lost]),
        ("gained", say("compare.list_gained"), [(*pair, "") for pair in change.gained]),
        ("gated", say("compare.list_gated"), _moved(here, change.gated)),
        ("ungated", say("compare.list_ungated"), _moved(here, change.ungated)),
        ("gate_changed", say("compare.list_gate_changed"), _moved(here, change.gate_changed)),
        ("closed", say("compare.list_closed"), _powers(change.closed)),
        ("opened", say("compare.list_opened"), _powers(change.opened)),
        ("stays", say("compare.list_stays", actor=here.teller.name(actor)) if actor else "", stays),
        ("kept", say("compare.list_kept"), [(each.actor, each.information, _still(here, each.through)) for each in still]),
    ]
    return [{"key": key, "title": title, "n": len(items), "groups": _groups(here, items)} for key, title, items in rows if items]


def _powers(pairs: Iterable[Pair]) -> list[tuple[str, str, str]]:
    """Powers by actor; a piece of one that a reform left is told as the whole."""
    return [(actor, origin(what), "") for what, actor in pairs]


def _groups(here: Scene, items: Iterable[tuple[str, str, str]]) -> list[Item]:
    """Holdings by actor; where all that is said of one actor's holdings is the same, it is said once."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for actor, what, detail in items:
        groups.setdefault(actor, []).append((what, detail))
    found = []
    for actor, listed in sorted(groups.items(), key=lambda pair: here.teller.name(pair[0])):
        details: dict[str, list[Item]] = {}
        for what, detail in sorted(listed, key=lambda pair: here.teller.name(pair[0])):
            details.setdefault(detail, []).append({"text": here.teller.name(what), "picked": _picked(here, actor, what)})
        found.append({"name": here.teller.name(actor), "parts": [{"detail": detail, "items": told} for detail, told in details.items()]})
    return found


def _picked(here: Scene, actor: str, what: str) -> Mark:
    power = what in here.policy.consequences
    return {"selected": f"power:{what}", "chosen": actor} if power else {"selected": actor, "chosen": what}


def _moved(here: Scene, moved: Iterable[Moved]) -> list[tuple[str, str, str]]:
    permission = here.teller.permission
    return [(each.actor, each.information, here.teller.say("compare.moved", before=permission(each.before), after=permission(each.after)))
            for each in moved]


def _still(here: Scene, through: Iterable[str]) -> str:
    """What keeps a holding alive that the change touches."""
    acts = here.teller.join(map(here.teller.act_short, through))
    return here.teller.say("compare.still", changed=_changed(here), acts=acts) if acts else here.teller.say(
        "compare.still_without", changed=_changed(here))


def _rests(here: Scene, through: Iterable[str]) -> str:
    """The acts of the shortest chain to a holding that the change does not touch."""
    acts = here.teller.join(map(here.teller.act_short, through))
    return here.teller.say("compare.rests", acts=acts) if acts else here.teller.say("compare.rests_none")


def _changed(here: Scene) -> str:
    """What the reader changed, by name."""
    reforms = (here.teller.text(each.name) for each in here.reforms)
    return here.teller.join([*map(here.teller.act_short, sorted({*here.state.repealed} - {*silent(here.change)})), *reforms])


def _verdicts(here: Scene) -> list[Item]:
    """What becomes of each record that rested on an act taken away; those with the same answers stand together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for each in here.change.verdicts:
        found.setdefault(_answers(here, each), []).append(passing(here.teller, each.record))
    return [{"answers": list(answers), "items": items} for answers, items in sorted(found.items(), key=lambda pair: -len(pair[1]))]


def _answers(here: Scene, each: Verdict) -> tuple[str, ...]:
    """The four answers about one record: its basis, the practice, the channel, what was collected."""
    teller, say = here.teller, here.teller.say
    ways = say("alternatives").join(" + ".join(map(teller.provision, together)) for together in each.authorised)
    told = [say("verdict.authorised", acts=ways) if ways else say("verdict.no_basis")]
    if each.goes_on and not ways:
        told.append(say("verdict.goes_on"))
    channel = {True: say("verdict.channel"), False: say("compare.no_channel"), None: say("verdict.channel_unknown")}[each.channel]
    return (*told, channel, say("verdict.stock", kept=retention(teller, each.kept)))


def _outcomes(here: Scene) -> Item:
    """What the safeguards make of each passing they are about; those with the same outcome stand together."""
    say, found = here.teller.say, dict[str, list[str]]()
    every = outcomes(here.as_it_stands, here.reforms, here.spread)
    parts = Counter(each.record for each in every)
    for each in every:
        may, told = say("alternatives").join(say(f"outcome.{one}") for one in each.may), passing(here.teller, each.record)
        only = here.teller.join(map(here.teller.name, each.information))
        found.setdefault(may, []).append(say("compare.part", passing=told, information=only) if parts[each.record] > 1 else told)
    return {"outcomes": [{"answers": [may], "items": items} for may, items in found.items()],
            "outcomes_title": say("compare.outcomes", n=len(every))}


def picture(here: Scene, before: Scene) -> dict[str, Any]:
    """The trail of both worlds in one: every box and line of either, each with what becomes of it.

    What becomes of it is judged by all that is held: what was held already is not new where it now is held for the day alone.
    """
    was, now = trail.draw(before), trail.draw(here)
    old, new = ({each["id"]: each for each in drawn["nodes"]} for drawn in (was, now))
    whole = [scene(here.policy, replace(each.state, already=True), here.language) for each in (before, here)]
    table = cells(here.change)
    nodes = []
    for key, (at, row) in {**before.frame, **here.frame}.items():
        both = [each[key] for each in (new, old) if each.get(key, {}).get("state") == "present"]
        node = both[0] if both else new.get(key) or old[key]
        marks = _of_box(key, table, here.change, *whole) if both else []
        nodes.append({**node, "column": at, "row": row, "marks": marks, "change": _main(marks) if both else None,
                      "label": _labelled(here, node["label"], marks) if both else node["label"]})
    mine, theirs = ({each["id"]: each for each in drawn["links"]} for drawn in (now, was))
    old_passing, new_passing = map(_passing, whole)
    links = []
    for key in sorted(mine.keys() | theirs.keys()):
        marks = _of_line(old_passing.get(key), new_passing.get(key))
        line = mine.get(key) or theirs[key]
        links.append({**line, "marks": marks, "change": _main(marks), "label": _labelled(here, line["label"], marks)})
    return {**now, "rows": max((row for _, row in [*before.frame.values(), *here.frame.values()]), default=0) + 1,
            "nodes": nodes, "links": links, "diff": True}


def _main(marks: list[Mark]) -> str:
    """What a box or line is drawn as: added or removed where it is so as a whole; the gate before what passes on it."""
    whole = [each["change"] for each in marks if not each["text"] and each["change"] in ("added", "removed")]
    gates = [each["change"] for each in marks if each["change"] in ("gated", "ungated", "mixed")]
    return (whole or gates or ["same"])[0]


def _labelled(here: Scene, label: str, marks: list[Mark]) -> str:
    """A label that begins with what changes, for those who do not see the picture."""
    told = [_told(here, each) for each in marks]
    return here.teller.say("compare.labelled", change=here.teller.join(told), label=label) if told else label


def _told(here: Scene, mark: Mark) -> str:
    words = {change: here.teller.say(f"compare.sign_{change}") for change in CHANGES}
    count = mark["text"].lstrip("+−")
    return here.teller.say("compare.counted", change=words[mark["change"]], n=count) if count else words[mark["change"]]


def _of_box(key: str, table: Mapping[Pair, str], change: Comparison, before: Scene, here: Scene) -> list[Mark]:
    """What becomes of a box: whole, or how many holdings (of a power: how many actors it opens to) it loses, gains and gates."""
    if (key in before.boxes) != (key in here.boxes):
        return [{"change": "added" if key in here.boxes else "removed", "text": ""}]
    if key.startswith("power:"):
        what = key.removeprefix("power:")
        counts = Counter({"removed": sum(origin(each) == what for each, _ in change.closed),
                          "added": sum(origin(each) == what for each, _ in change.opened)})
    else:
        counts = Counter(told for (actor, _), told in table.items() if actor == key)
    return _counted(counts)


def _counted(counts: Mapping[str, int]) -> list[Mark]:
    sign = {"removed": "−", "added": "+"}
    return [{"change": change, "text": f"{sign.get(change, '')}{counts[change]}"} for change in CHANGES[:-1] if counts.get(change)]


def _of_line(old: Passing | None, new: Passing | None) -> list[Mark]:
    """What becomes of a line: whole, or for how many kinds of information the permission moves, and how many pass no more or anew."""
    if old is None or new is None:
        return [{"change": "added" if old is None else "removed", "text": ""}]
    gates = Counter(_gate(old[what], new[what]) for what in old.keys() & new.keys())
    every = len(gates) == 1 and old.keys() == new.keys()
    counts = {"removed": len(old.keys() - new.keys()), "added": len(new.keys() - old.keys()), **gates}
    return [{**mark, "text": ""} if every else mark for mark in _counted(counts)]


def _gate(was: tuple[int, int], now: tuple[int, int]) -> str:
    rises, falls = any(a < b for a, b in zip(was, now, strict=True)), any(a > b for a, b in zip(was, now, strict=True))
    return "mixed" if rises and falls else "gated" if rises else "ungated" if falls else "same"


def _passing(of: Scene) -> dict[str, Passing]:
    """For each line the kinds of information that pass on it, each with the easiest permission."""
    facts, found = of.spread.rules.facts, defaultdict[str, Passing](dict)
    for number in of.spread.live:
        head_number, bodies, record = of.spread.rules.clauses[number]
        head = facts[head_number]
        if record is None or not of.shown(head_number):
            continue
        span = of.spread.permission(record)
        tails = {facts[body].actor for body in bodies} if bodies else {left(group(of.policy, head.what))}
        for tail, what in ({(facts[body].actor, facts[body].what) for body in bodies} if head.kind == OPENS
                           else {(tail, head.what) for tail in tails}):
            kinds = found[f"{tail}>{of.box(head)}"]
            least, most = kinds.get(what, span)
            kinds[what] = min(least, span[0]), min(most, span[1])
    return found
