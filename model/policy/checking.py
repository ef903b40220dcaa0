"""What a pack must hold together: ids that exist, no cycles, claims with sources, leaves where leaves are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from model.fault import Fault, nearest
from model.policy.flow import Collection, Grounded
from model.policy.page import Path_
from model.policy.period import Dated
from model.policy.policy import Policy
from model.policy.reading import Found
from model.policy.record import UNKNOWN, Record

Link = tuple[Path_, str, str]
_PLAIN: dict[str, dict[str, str]] = {
    "types": {"parent": "types"},
    "actors": {"under": "actors", "means": "means"},
    "systems": {"means": "means"},
    "operates": {"actor": "actors", "system": "systems", "said_by": "provisions"},
    "members": {"class": "actors", "actor": "actors", "said_by": "provisions"},
    "instruments": {"implements": "instruments", "amends": "instruments", "ends": "instruments", "topic": "topics"},
    "flows": {"sender": "holders", "recipient": "holders", "information": "types", "subject": "attributes"},
    "collections": {"when": "facts", "recipient": "holders", "information": "types", "subject": "attributes"},
    "inferences": {"at": "holders", "means": "means", "premises": "types", "conclusions": "types", "subject": "attributes"},
    "consequences": {"actors": "holders", "premises": "types", "subject": "attributes"},
    "events": {"instruments": "instruments", "actors": "holders", "inferences": "inferences", "breach": "holders",
               "information": "types"},
    "personas": {"attributes": "attributes", "facts": "facts", "acts": "facts"},
}
_FAMILY = {"actors": "holders", "systems": "holders", **dict.fromkeys(
    ("flows", "collections", "inferences", "operates", "members", "consequences"), "records of passing")}
CLAIMED = frozenset({"actors", "systems", "operates", "members", "instruments", "flows", "collections", "inferences",
                     "consequences", "events"})


def _each(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _each(part, (*path, index))


def links(section: str, record: Record) -> Iterator[Link]:
    """Every reference a record makes: key path, the kind of thing referred to, and the id."""
    for key, kind in _PLAIN.get(section, {}).items():
        attribute = "class_" if key == "class" else key
        for path, given in _each(getattr(record, attribute), (key,)):
            yield path, kind, given
    if isinstance(record, Grounded):
        for path, given in [*_each(record.basis, ("basis",)),
                            *(_each(record.under, ("under",)) if record.under != "none-known" else ())]:
            yield path, "provisions", given
    for key in ("provisions", "roles"):
        for index, part in enumerate(getattr(record, key, ())):
            field, kind = ("inserted_by", "instruments") if key == "provisions" else ("actor", "actors")
            if named := getattr(part, field):
                yield (key, index, field), kind, named
    principle = getattr(record, "principle", None)
    if principle is not None:
        if principle.purpose:
            yield ("principle", "purpose"), "purposes", principle.purpose
        for key in type(principle).model_fields:
            if setter := getattr(getattr(principle, key), "set_by", None):
                yield ("principle", key, "set_by"), "provisions", setter
    for index, claim in enumerate(getattr(record, "claims", ())):
        yield ("claims", index, "source"), "sources", claim.source


def _cycle(nodes: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Ids that reach themselves."""
    for begin in nodes:
        seen, front = set[str](), list(nodes[begin])
        while front:
            here = front.pop()
            if here == begin:
                yield begin
                break
            if here not in seen:
                seen.add(here)
                front.extend(nodes.get(here, ()))


def check(policy: Policy, found: list[Found], lost: Set[str] = frozenset()) -> list[Fault]:
    """Every fault between the records of a pack; `lost` are ids of records that are faulty in themselves."""
    known: dict[str, Any] = {name: getattr(policy, name) for name in (
        "types", "actors", "systems", "holders", "means", "purposes", "topics", "sources", "facts", "attributes",
        "instruments", "inferences")}
    known["provisions"] = {key: None for act in policy.instruments.values()
                           for key in (act.id, *(f"{act.id}#{part.id}" for part in act.provisions))}
    before: dict[tuple[str, str], Found] = {}
    for each in found:
        section = "instruments" if each.section == "instrument" else each.section
        key = getattr(each.record, "id", "")
        family = _FAMILY.get(section, section)
        if (family, key) in before and section != "pack":
            first = before[family, key]
            each.page.fault((*each.path, "id"), f"the id {key!r} stands twice",
                            f"It is first used in {first.page.file}:{first.page.line(first.path)}; ids are unique among {family}.")
        before[family, key] = each
        for path, kind, given in links(section, each.record):
            if given not in known[kind] and given.partition("#")[0] not in lost:
                what = {"holders": "actor or system", "provisions": "act or provision", "means": "means"}.get(kind, kind.removesuffix("s"))
                each.page.fault((*each.path, *path), f"there is no {what} {given!r}", nearest(given, known[kind]))
        _alone(policy, section, each)
    trees = (("types", "parent", {key: (t.parent,) if t.parent else () for key, t in policy.types.items()}),
             ("actors", "under", {key: (a.under,) if a.under else () for key, a in policy.actors.items()}),
             ("instruments", "implements", {key: act.implements for key, act in policy.instruments.items()}))
    for section, field, nodes in trees:
        for key in _cycle(nodes):
            at = before[_FAMILY.get(section, section), key]
            at.page.fault((*at.path, field), f"{key} leads back to itself through `{field}`", f"Break the cycle in {section}.")
    return [fault for page in {id(each.page): each.page for each in found}.values() for fault in page.faults]


def _alone(policy: Policy, section: str, each: Found) -> None:
    """Faults of one record that need the pack to be seen."""
    record: Any = each.record

    def say(path: Path_, what: str, right: str = "") -> None:
        each.page.fault((*each.path, *path), what, right)

    nature = isinstance(record, Collection) and record.by_nature
    if section in CLAIMED and not nature and not record.claims:
        say(("claims",), "a record without a claim", "Say which source says so: `claims: [{source: …}]`.")
    for field in ("information",) if section == "collections" else ("conclusions",) if section == "inferences" else ():
        for index, given in enumerate(getattr(record, field)):
            if given in policy.types and policy.leaves[given] != (given,):
                say((field, index), f"{given!r} has kinds under it; name a leaf here", nearest("", policy.leaves[given]))
    if section == "flows" and record.sender == record.recipient:
        say(("recipient",), "a flow from an actor to itself", "Leave it out: the actor already holds it.")
    if section == "members" and record.class_ in policy.actors and policy.actors[record.class_].kind != "class":
        say(("class",), f"{record.class_!r} is not a class", "Only an actor of kind `class` has members.")
    if section == "personas":
        for field, kind in (("facts", "standing"), ("acts", "act")):
            for index, given in enumerate(getattr(record, field)):
                if given in policy.facts and policy.facts[given].kind != kind:
                    say((field, index), f"{given!r} is not {'a standing fact' if kind == 'standing' else 'an act'}",
                        f"Put it under `{'acts' if kind == 'standing' else 'facts'}`.")
    if isinstance(each.record, Dated) and not nature and record.claims:
        rule = isinstance(record, Grounded) and bool(record.basis)
        dated = any((claim.as_of or policy.sources[claim.source].date) != UNKNOWN
                    for claim in record.claims if claim.source in policy.sources and claim.stance == "supports")
        if not dated and not (rule and record.start is None) and (record.start is None or record.start.on == UNKNOWN):
            say(("from",), "no date is known for this record", "Give `from`, or a claim with `as_of`.")
