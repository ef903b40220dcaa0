"""Small random worlds for the laws of the model, and section 2 of semantics.md computed without cleverness.

Every test that draws policies imports this one module, so that no two of them share a digest.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from model.policy.actor import Actor, Member, Operates, System
from model.policy.flow import Collection, Consequence, Flow, Inference
from model.policy.information import InformationType
from model.policy.instrument import Instrument, Provision
from model.policy.pack import Pack, Word
from model.policy.persona import Attribute, Fact, Persona
from model.policy.policy import Policy
from model.policy.source import Claim, Source
from model.spread.world import World

LENSES = ("law", "practice", "capability", "alleged")
GATES = ("none", "self", "paper", "executive", "court")
FIRST, LAST = date(2019, 11, 28), date(2020, 3, 3)
NUMBERS = itertools.count()
settings.register_profile("laws", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.load_profile("laws")

# ---------------------------------------------------------------- small random policies, made directly as records

LEAVES, PARENTS = ("a", "b", "c", "d"), ("p", "q")  # q over p over a and b; c and d alone
ACTORS, SYSTEMS, CLASS = ("body", "firm", "office"), ("store",), "class"
HOLDERS = (*ACTORS, *SYSTEMS, CLASS)
ACTS = ("aa/law/unknown/1", "aa/law/unknown/2", "aa/edict/unknown/3", "aa/order/unknown/4")
PLACES = (*ACTS, *(f"{act}#p" for act in ACTS))
FACTS, DAY_ACTS = ("has-x", "has-y"), ("does-x", "does-y")
SOURCES = {
    each.id: each
    for each in (
        Source(id="gazette", kind="law-text", group="state", own_state=True, date="2020-01-04"),
        Source(id="ministry", kind="official", group="state", own_state=True, party=True, date="2020-01"),
        Source(id="paper", kind="media", group="paper", date="2020-01-08"),
        Source(id="firm-says", kind="company", group="firm", party=True, date="2019-12-20"),
        Source(id="undated", kind="ngo", group="ngo"),
    )
}
EARLY = st.sampled_from(["2019-12", "2020-01-03", "2019", "2020-01-05", "2020", "2020-01-09", "2020-02"])
WHENS = EARLY | st.sampled_from(["2020-02-03", "2020-01", "2020-01-11", "2020-01-04", "2020-01-08"])
NOBODY = st.sampled_from([*[[]] * 12, ["x"], ["x"], ["nobody"]])
KINDS = st.sampled_from(["in-force", "adopted", "first-evidenced"])
RULES, PRACTICES, IDLE = ("duty", "power"), ("observed", "capability"), ("prohibition", "announced", "proposed")


def some(values: Any, least: int = 1, most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)


def maybe(strategy: st.SearchStrategy[Any], times: int = 1) -> st.SearchStrategy[Any]:
    """Nothing, or else something; nothing is more likely the higher `times`."""
    return st.integers(0, times).flatmap(lambda drawn: strategy if drawn == times else st.none())


@st.composite
def spans(draw: Any) -> dict[str, Any]:
    start, end = draw(maybe(EARLY)), draw(maybe(WHENS, 4))
    if start and end and first(start) >= after(end):
        end = None
    return {"start": {"on": start, "kind": draw(KINDS)} if start else draw(st.sampled_from([None, None, {"on": "unknown"}])), "end": end}


@st.composite
def claims(draw: Any, *, dated: bool) -> list[Claim]:
    """One to three claims; where a date is needed, the first one can give it."""
    found = [
        Claim(
            source=draw(st.sampled_from(["gazette", "paper"] if dated else sorted(SOURCES))),
            proximity=draw(st.sampled_from(["primary-text", "first-hand", "first-hand", "second-hand"])),
            locator=draw(st.sampled_from(["unknown", "page 1"])),
            shows=draw(st.sampled_from(["done", "means", None])),
            as_of=draw(maybe(EARLY)),
        )
    ]
    for _ in range(draw(st.integers(0, 2))):
        found.append(
            Claim(
                source=draw(st.sampled_from(sorted(SOURCES))),
                stance=draw(st.sampled_from(["supports", "supports", "disputes", "qualifies"])),
                proximity=draw(st.sampled_from(["first-hand", "second-hand"])),
                group=draw(st.sampled_from([None, "state", "other"])),
                shows=draw(st.sampled_from([None, "done"])),
                as_of=draw(maybe(WHENS)),
            )
        )
    return found


@st.composite
def field_claims(draw: Any) -> list[Claim]:
    kind = draw(st.sampled_from([None, None, "authorisation", "access", "shown", "from", "to"]))
    if kind is None:
        return []
    value = draw(
        {
            "authorisation": st.sampled_from(["none", "self", "prosecutor", "court", "unknown"]),
            "access": st.sampled_from(["direct", "request", "unknown"]),
            "shown": st.sampled_from(["yes", "no", "unknown"]),
            "from": WHENS,
            "to": WHENS,
        }[kind]
    )
    stance = draw(st.sampled_from(["supports", "disputes"]))
    source = draw(st.sampled_from(["gazette", "paper"]))
    return [Claim(source=source, field=kind, value=value, stance=stance)]


@st.composite
def principles(draw: Any) -> dict[str, Any]:
    authority = st.sampled_from(["none", "self", "executive", "prosecutor", "court", "unknown"])
    return {
        "authorisation": {"value": draw(authority), "set_by": draw(maybe(st.sampled_from(PLACES)))},
        "access": draw(st.sampled_from(["standing", "direct", "request", "unknown"])),
        "shown": {"value": draw(st.sampled_from(["yes", "no", "unknown"])), "set_by": draw(maybe(st.sampled_from(PLACES)))},
    }


@st.composite
def grounded(draw: Any, key: str) -> dict[str, Any]:
    modality = draw(st.sampled_from([*["power", "observed", "duty", "observed"] * 4, "capability", *IDLE]))
    basis = draw(st.lists(some(PLACES).map(tuple), min_size=1, max_size=3).map(tuple))
    told = {
        "id": key,
        "modality": modality,
        "subject": draw(NOBODY),
        "principle": draw(principles()),
        "claims": [*draw(claims(dated=True)), *draw(field_claims())],
        **draw(spans()),
    }
    if modality in RULES:
        told["basis"] = basis
    if modality in PRACTICES:
        told["under"] = draw(st.sampled_from([basis, basis, "none-known"]))
    return told


@st.composite
def instruments(draw: Any) -> dict[str, Instrument]:
    found = {}
    for number, key in enumerate(ACTS):
        adopted, in_force, ended = draw(maybe(EARLY)), draw(maybe(EARLY)), draw(maybe(WHENS, 4))
        if [each for each in (adopted, in_force, ended) if each] != sorted(
            (each for each in (adopted, in_force, ended) if each), key=first
        ):
            adopted = ended = None
        part = {"id": "p", **(draw(spans()) if draw(st.integers(0, 2)) == 2 else {"start": None})}
        if draw(st.integers(0, 2)) == 2:
            part |= {"inserted_by": draw(st.sampled_from(ACTS)), "start": part["start"] if part["start"] != {"on": "unknown"} else None}
        found[key] = Instrument(
            id=key,
            kind=key.split("/")[1],
            name=key,
            adopted=adopted or "unknown",
            in_force=in_force or "unknown",
            ended=ended,
            proposed=draw(st.integers(0, 12)) == 12,
            provisions=[Provision(**part)],
            implements=draw(st.lists(st.sampled_from(ACTS[:number]), max_size=2, unique=True)) if number else [],
            claims=draw(claims(dated=False)),
        )
    for act in found.values():
        assume(not any(part.inserted_by and found[part.inserted_by].proposed for part in act.provisions))
    return found


@st.composite
def policies(draw: Any, flows: int = 10) -> Policy:
    types = {"q": {}, "p": {"parent": "q"}, "a": {"parent": "p"}, "b": {"parent": "p"}, "c": {}, "d": {}}
    means = {key: ["m"] if draw(st.booleans()) else [] for key in (*ACTORS, *SYSTEMS)}
    collections, passing, inferences, consequences, operates, members = {}, {}, {}, {}, {}, {}
    for number in range(draw(st.integers(3, 5))):
        key = f"c{number}"
        told = {
            "when": draw(st.sampled_from([*FACTS, *DAY_ACTS])),
            "recipient": draw(st.sampled_from(HOLDERS)),
            "information": draw(some(LEAVES, 1, 3)),
        }
        if not draw(st.booleans()):
            collections[key] = Collection(id=key, by_nature=True, modality="observed", under="none-known", **told)
        else:
            collections[key] = Collection(**told, **draw(grounded(key)))
    for number in range(draw(st.integers(flows - 2, flows))):
        key, sender = f"f{number}", draw(st.sampled_from(HOLDERS))
        recipient = draw(st.sampled_from([each for each in HOLDERS if each != sender]))
        passing[key] = Flow(sender=sender, recipient=recipient, information=draw(some([*PARENTS, *LEAVES], 1, 3)), **draw(grounded(key)))
    for number in range(draw(st.integers(1, 3))):
        key = f"i{number}"
        where = {"means": "m"} if draw(st.booleans()) else {"at": draw(some((*ACTORS, *SYSTEMS)))}
        inferences[key] = Inference(
            id=key,
            name=key,
            premises=draw(some([*LEAVES, *PARENTS])),
            conclusions=draw(some(LEAVES)),
            **where,
            subject=draw(NOBODY),
            claims=draw(claims(dated=True)),
            **draw(spans()),
        )
    for number in range(draw(st.integers(1, 2))):
        key = f"o{number}"
        consequences[key] = Consequence(
            name=key, actors=draw(some(ACTORS)), premises=draw(some([*LEAVES, *PARENTS])), **draw(grounded(key))
        )
    said = st.sampled_from([[], [ACTS[0]]])
    for number in range(draw(st.integers(1, 2))):
        key = f"r{number}"
        operates[key] = Operates(
            id=key,
            actor=draw(st.sampled_from(ACTORS)),
            system="store",
            said_by=draw(said),
            claims=draw(claims(dated=True)),
            **draw(spans()),
        )
    for number in range(draw(st.integers(1, 3))):
        key = f"m{number}"
        members[key] = Member(
            id=key, class_=CLASS, actor=draw(st.sampled_from(ACTORS)), said_by=draw(said), claims=draw(claims(dated=True)), **draw(spans())
        )
    return Policy(
        pack=Pack(
            id="aa", name="Tiny", version="0", as_of="2020-02-01", languages=["en"], licence="CC0-1.0", about=["Tiny."], persons="None."
        ),
        digest=f"random-{next(NUMBERS)}",
        sources=SOURCES,
        types={key: InformationType(id=key, name=key, **more) for key, more in types.items()},
        attributes={key: Attribute(id=key, name=key, of_persona=key == "x") for key in ("x", "nobody")},
        facts={key: Fact(id=key, name=key, kind="standing" if key in FACTS else "act") for key in (*FACTS, *DAY_ACTS)},
        purposes={},
        means={"m": Word(id="m", name="m")},
        topics={},
        actors={
            **{
                key: Actor(id=key, name=key, kind=kind, means=means[key], under="office" if key == "body" else None)
                for key, kind in zip(ACTORS, ("state-body", "private-holder", "court"), strict=True)
            },
            CLASS: Actor(id=CLASS, name=CLASS, kind="class"),
        },
        systems={key: System(id=key, name=key, means=means[key]) for key in SYSTEMS},
        operates=operates,
        members=members,
        instruments=draw(instruments()),
        flows=passing,
        collections=collections,
        inferences=inferences,
        consequences=consequences,
        events={},
        personas={
            "someone": Persona(
                id="someone",
                name="Someone",
                fictional=True,
                attributes=draw(st.sampled_from([["x"], []])),
                facts=draw(some(FACTS)),
                acts=draw(some(DAY_ACTS)),
            )
        },
    )


@st.composite
def worlds(draw: Any, flows: int = 10) -> World:
    return World(
        draw(policies(flows)),
        "someone",
        LAST - timedelta(days=draw(st.integers(0, (LAST - FIRST).days))),
        draw(st.sampled_from(["practice", "alleged", "capability", "law"])),
        draw(st.sampled_from(["obey", "persist"])),
        draw(st.sampled_from(["all", "all", "all", "official"])),
        frozenset(draw(some(ACTS, 0))),
        draw(maybe(some(DAY_ACTS, 0).map(frozenset), 2)),
    )


# ---------------------------------------------------------------- section 2 of semantics.md, word for word


def first(when: str) -> date:
    year, month, day = ([int(part) for part in when.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def after(when: str) -> date:
    day = first(when)
    while when.count("-") < 2 and str(day).startswith(when):
        day += timedelta(days=1)
    return day


class Plain:
    """What follows in a world, by trying everything again and again until nothing changes."""

    def __init__(self, world: World) -> None:
        self.world, self.policy = world, world.policy
        self.records = {
            key: record
            for section in ("collections", "flows", "inferences", "operates", "members", "consequences")
            for key, record in getattr(self.policy, section).items()
        }
        self.gone = set(world.repealed)
        for _ in self.policy.instruments:
            self.gone |= {key for key, act in self.policy.instruments.items() if act.implements and self.gone.issuperset(act.implements)}

    def counted(self, record: Any) -> list[Claim]:
        return [claim for claim in record.claims if self.world.sources == "all" or self.policy.sources[claim.source].own_state]

    def support(self, record: Any) -> list[Claim]:
        return [claim for claim in self.counted(record) if claim.stance == "supports" and claim.field is None]

    def level(self, key: str) -> int | None:
        """The narrowest lens in which a record counts; None where nobody counted says so."""
        record, told = self.records[key], self.support(self.records[key])
        if getattr(record, "by_nature", False):
            return 0
        if not told:
            return None
        kind = {claim.source: self.policy.sources[claim.source].kind for claim in told}

        def groups(claims: list[Claim], *, parties: bool = True) -> set[str]:
            return {
                claim.group or self.policy.sources[claim.source].group
                for claim in claims
                if parties or not self.policy.sources[claim.source].party
            }

        def seen(claims: list[Claim]) -> bool:
            official = any(
                kind[claim.source] in ("official", "state-media", "court", "procurement", "law-text")
                and claim.proximity in ("first-hand", "primary-text")
                for claim in claims
            )
            return official or len(groups(claims)) >= 2

        def can(claims: list[Claim]) -> bool:
            return any(claim.proximity in ("first-hand", "primary-text") for claim in claims) or len(groups(claims)) >= 2

        if isinstance(record, Inference):
            if seen([claim for claim in told if claim.shows == "done"]):
                return 1
            return 2 if can([claim for claim in told if claim.shows]) else 3
        if getattr(record, "modality", "") in RULES or getattr(record, "said_by", ()):
            text = any(claim.proximity == "primary-text" and claim.locator != "unknown" for claim in told)
            reported = set(kind.values()) & {"law-text", "official", "state-media", "court", "legal-database", "law-firm"}
            return 0 if text or reported or len(groups(told, parties=False)) >= 2 else 3
        if getattr(record, "modality", "") == "capability":
            return 2 if can(told) else 3
        return 1 if seen(told) else 3

    def values(self, record: Any, field: str, typed: str) -> set[str]:
        """What a field may be: claims on it decide, a dispute widens; claims that do not count leave it unknown."""
        told = [claim for claim in self.counted(record) if claim.field == field]
        if not told:
            return {"unknown"} if any(claim.field == field and claim.stance == "supports" for claim in record.claims) else {typed}
        said = {str(claim.value) for claim in told if claim.stance == "supports"} or {typed}
        return said | {str(claim.value) for claim in told if claim.stance == "disputes"}

    def evidenced(self, record: Any) -> date | None:
        days = [claim.as_of or self.policy.sources[claim.source].date for claim in self.support(record)]
        return min((first(day) for day in days if day != "unknown"), default=None)

    def begins(self, record: Any) -> date | None:
        """The first day of a record; None where nothing bounds it."""
        typed = record.start.on if record.start else None
        free = typed is None and (getattr(record, "by_nature", False) or getattr(record, "modality", "") in RULES)
        told = {
            stance: [first(claim.value) for claim in self.counted(record) if claim.field == "from" and claim.stance == stance]
            for stance in ("supports", "disputes")
        }
        if told["supports"]:
            return min(told["supports"] + told["disputes"])
        lost = any(claim.field == "from" and claim.stance == "supports" for claim in record.claims) and not told["disputes"]
        known = None if free else self.evidenced(record) if lost or typed in (None, "unknown") else first(typed)
        return min([known, *told["disputes"]]) if known else None

    def within(self, record: Any, day: date) -> bool:
        start, ends = self.begins(record), self.values(record, "to", record.end or "unknown")
        return (start is None or start <= day) and ("unknown" in ends or day < max(map(after, ends)))

    def begun(self, act: Instrument) -> date | None:
        return first(act.in_force) if act.in_force != "unknown" else first(act.adopted) if act.adopted != "unknown" else self.evidenced(act)

    def in_force(self, ref: str, day: date, gone: set[str]) -> bool:
        """Whether an act, or a provision of it, is in force on a day when some acts are gone."""
        key, _, place = ref.partition("#")
        act = self.policy.instruments[key]
        start = self.begun(act)
        if key in gone or act.proposed or start is None or day < start or (act.ended and day >= after(act.ended)):
            return False
        for part in act.provisions if place else ():
            if part.inserted_by:
                inserted = self.begun(self.policy.instruments[part.inserted_by])
                if part.inserted_by in gone or (part.start is None and inserted and day < inserted):
                    return False
            if part.start and part.start.on != "unknown" and day < first(part.start.on):
                return False
            if part.end and day >= after(part.end):
                return False
        return True

    def based(self, basis: Any, day: date, gone: set[str]) -> bool:
        return any(all(self.in_force(ref, day, gone) for ref in together) for together in basis)

    def live(self, key: str, day: date, lens: int, given: set[str]) -> bool:
        record, persona, level = self.records[key], self.policy.personas["someone"], self.level(key)
        if (
            level is None
            or level > lens
            or not self.within(record, day)
            or not set(getattr(record, "subject", ())) <= set(persona.attributes)
        ):
            return False
        if isinstance(record, Collection) and record.when not in given:
            return False
        modality = getattr(record, "modality", None)
        if modality in RULES:
            return self.based(record.basis, day, self.gone)
        if modality in PRACTICES and record.under != "none-known":
            stops = self.based(record.under, day, set()) and not self.based(record.under, day, self.gone)
            return not stops or self.world.conduct == "persist"
        return modality not in IDLE

    def gate(self, key: str) -> tuple[int, int]:
        record = self.records[key]
        if not hasattr(record, "principle"):
            return 0, 0
        may = {}
        for field in ("authorisation", "access", "shown"):
            typed = getattr(record.principle, field)
            may[field] = self.values(record, field, getattr(typed, "value", typed))
            place, _, part_id = (getattr(typed, "set_by", None) or "").partition("#")
            if place:
                parts = [part for part in self.policy.instruments[place].provisions if part.id == part_id]
                if place in self.gone or any(part.inserted_by in self.gone for part in parts):
                    may[field] = may[field] | {"none" if field == "authorisation" else "no"}
        spans = []
        for authority, access, shown in itertools.product(*may.values()):
            rank = {"none": 0, "self": 1, "executive": 3, "prosecutor": 3, "court": 4, "unknown": None}[authority]
            if rank is None:
                spans.append((0, 4))
            elif rank > 1 and "unknown" in (access, shown):
                spans.append((2, rank))
            else:
                spans.append((2, 2) if rank > 1 and access in ("standing", "direct") and shown == "no" else (rank, rank))
        return min(low for low, _ in spans), max(high for _, high in spans)

    def under(self, kind: str) -> list[str]:
        below = [key for key, each in self.policy.types.items() if each.parent == kind]
        return [leaf for key in below for leaf in self.under(key)] if below else [kind]

    def ways(self, day: date, lens: int, given: set[str]) -> list[tuple[tuple[str, str], list[tuple[str, str]], list[str]]]:
        """Every way in which live records make somebody hold something: what, from what, by which records in a row."""
        live = [key for key in self.records if self.live(key, day, lens, given)]
        found: list[tuple[tuple[str, str], list[tuple[str, str]], list[str]]] = []
        for key in live:
            each: Any = self.records[key]
            if isinstance(each, Collection):
                found += [((each.recipient, leaf), [], [key]) for leaf in each.information]
            elif isinstance(each, Flow):
                for leaf in {leaf for kind in each.information for leaf in self.under(kind)}:
                    found.append(((each.recipient, leaf), [(each.sender, leaf)], [key]))
                    for other in live:
                        if isinstance(member := self.records[other], Member) and member.class_ == each.sender:
                            found.append(((each.recipient, leaf), [(member.actor, leaf)], [other, key]))
            elif isinstance(each, Operates | Member):
                source = each.system if isinstance(each, Operates) else each.class_
                found += [((each.actor, leaf), [(source, leaf)], [key]) for leaf in LEAVES]
            elif isinstance(each, Inference | Consequence):
                at = (
                    each.actors
                    if isinstance(each, Consequence)
                    else each.at or [actor for actor, holder in self.policy.holders.items() if each.means in holder.means]
                )
                heads = (key,) if isinstance(each, Consequence) else each.conclusions
                for actor, head in itertools.product(at, heads):
                    for leaves in itertools.product(*(self.under(kind) for kind in each.premises)):
                        found.append(((actor, head), [(actor, leaf) for leaf in leaves], [key]))
        return found

    def least(self, ways: Any, cost: Any) -> dict[tuple[str, str], int]:
        """The least cost of everything that can be held, the cost of a way being a function of its dearest premise."""
        known: dict[tuple[str, str], int] = {}
        changed = True
        while changed:
            changed = False
            for head, premises, records in ways:
                if all(premise in known for premise in premises):
                    price = cost(max((known[premise] for premise in premises), default=0), records)
                    if price < known.get(head, 99):
                        known[head], changed = price, True
        return known

    def held(self, day: date, lens: int, *, acts: bool = True) -> dict[tuple[str, str], int]:
        """What is held (or opens), each with its hops."""
        given = set(self.world.facts) | (set(self.world.acts) if acts else set())
        return self.least(self.ways(day, lens, given), lambda deepest, records: deepest + len(records))

    def everything(self) -> Iterator[tuple[Any, ...]]:
        """Actor, what, hops, gate, evidence, since and day of all that is held or opens."""
        on, lens = self.world.on, LENSES.index(self.world.lens)
        ways = self.ways(on, lens, set(self.world.facts) | set(self.world.acts))
        low = self.least(ways, lambda deepest, records: max([deepest, *(self.gate(key)[0] for key in records)]))
        high = self.least(ways, lambda deepest, records: max([deepest, *(self.gate(key)[1] for key in records)]))
        lenses = [self.held(on, each) for each in range(lens + 1)]
        still = self.held(on, lens, acts=False)
        begun, day, last = {}, on, set(lenses[lens])
        while last and day >= FIRST:
            now = set(self.held(day, lens))
            begun |= dict.fromkeys(last - now, day + timedelta(days=1))
            last, day = last & now, day - timedelta(days=1)
        for fact, hops in lenses[lens].items():
            yield (
                *fact,
                hops,
                GATES[low[fact]],
                GATES[high[fact]],
                next(LENSES[each] for each in range(4) if fact in lenses[each]),
                begun.get(fact),
                fact not in still,
            )
