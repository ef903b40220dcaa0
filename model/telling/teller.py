"""Findings as sentences in three languages, by templates; names stand in the nominative; citations are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from model.policy.evidence import BADGE, counted, group, supporting
from model.policy.flow import Collection, Consequence, Flow, Grounded, Inference
from model.policy.instrument import Instrument
from model.policy.period import last_day
from model.policy.policy import Policy
from model.policy.principle import GATES
from model.policy.record import UNKNOWN, Language, Name
from model.policy.source import Claim
from model.reform.certificate import certificate
from model.spread.derivation import Derivation, Step, acts_of
from model.spread.holding import Gate, Since
from model.spread.rules import POOLS, Fact
from model.spread.spread import Spread
from model.texts import tell, told_date


@dataclass
class Citations:
    """Numbers for sources in order of first mention, one list for all that is told together."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, source: str) -> int:
        """The number of a source, given on first mention."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)


@dataclass(frozen=True)
class Told:
    """One step as a sentence, with its badge, marks, basis and the numbers of its sources."""

    record: str
    sentence: str
    badge: str
    evidence: str
    marks: tuple[str, ...]
    basis: str
    place: str
    citations: tuple[int, ...]


class Teller:
    """Tells what follows from one policy in one language."""

    def __init__(self, policy: Policy, language: Language) -> None:
        self.policy, self.language = policy, language

    def say(self, key: str, **values: object) -> str:
        """A text of the product."""
        return tell(self.language, key, **values)

    def text(self, name: Name) -> str:
        """A name in this language, or in English where it has none."""
        return name.told(self.language)[0]

    def name(self, key: str, *, short: bool = False) -> str:
        """The name of an actor, system, type, consequence, inference, fact, act, event or word by its id."""
        record = self.record(key)
        chosen = getattr(record, "short", None) if short else None
        return self.text(chosen or record.name)

    def persona(self, key: str) -> str:
        """The name of a persona by its id; personas may share ids with kinds of information."""
        return self.text(self.policy.personas[key].name)

    def record(self, key: str) -> Any:
        """The named record of an id."""
        policy = self.policy
        for section in (policy.holders, policy.types, policy.consequences, policy.inferences, policy.facts,
                        policy.purposes, policy.means, policy.attributes, policy.instruments, policy.events, policy.topics):
            if key in section:
                return section[key]
        raise KeyError(key)

    def join(self, parts: Iterable[str]) -> str:
        """Parts as a list in words."""
        told = list(parts)
        return self.say("list.join").join(told[:-1]) + self.say("list.last") + told[-1] if len(told) > 1 else "".join(told)

    def act(self, key: str) -> str:
        """An act told by kind, number and date, never by number alone."""
        act: Instrument = self.policy.instruments[key.partition("#")[0]]
        when = act.adopted if act.adopted != UNKNOWN else act.in_force
        if act.number == UNKNOWN or act.kind in ("code", "constitution"):
            kind = f"act.{act.kind}" if act.kind in ("code", "constitution") else "act.unnumbered"
        else:
            kind = f"act.{act.kind}"
        if when == UNKNOWN:
            return self.say("act.undated", act=self.act_short(key))
        return self.say(kind, number=act.number, date=told_date(self.language, when), name=self.text(act.name))

    def act_short(self, key: str) -> str:
        """An act for a switch or a tick: kind and number, or its short name."""
        act = self.policy.instruments[key.partition("#")[0]]
        if act.number == UNKNOWN or act.kind in ("code", "constitution"):
            return self.text(act.short or act.name)
        return self.say(f"act.short.{act.kind}", number=act.number)

    def provision(self, ref: str) -> str:
        """A provision as its act and, where known, its place in it."""
        key, _, part_id = ref.partition("#")
        place = next((part.locator for part in self.policy.instruments[key].provisions if part.id == part_id), UNKNOWN)
        return self.act(key) + (f", {place}" if place != UNKNOWN else "")

    def basis(self, spread: Spread, record: str) -> str:
        """What a record rests on in this world, or is said to be carried out under."""
        each = spread.course.calendar.records[record]
        acts = acts_of(spread, record)
        told = self.say("alternatives").join(" + ".join(map(self.provision, together)) for together in acts)
        if isinstance(each, Grounded) and each.under:
            nature = isinstance(each, Collection) and each.by_nature
            return "" if nature else self.say("basis.under", acts=told) if told else self.say("basis.none")
        return self.say("basis.rule", acts=told) if told else ""

    def since(self, since: Since) -> str:
        """Since when, by the kind of that date."""
        return self.say(f"since.{since.kind}", date=told_date(self.language, since.date) if since.date else "")

    def gate(self, gate: Gate) -> str:
        """The permission that is needed, or the range of what it may be."""
        if gate.least == gate.most:
            return self.say("gate.one", gate=self.say(f"gate.{gate.least}"))
        return self.say("gate.span", least=self.say(f"gate.{gate.least}"), most=self.say(f"gate.{gate.most}"))

    def permission(self, gate: Gate) -> str:
        """The permission that is needed, or its range, in the fewest words."""
        least, most = self.say(f"gate.{gate.least}"), self.say(f"gate.{gate.most}")
        return least if least == most else self.say("gate.range", least=least, most=most)

    def court(self, gate: Gate) -> str:
        """Whether a court order is known to be needed, in a few words."""
        return self.say("gate.lead_no_court" if GATES.index(gate.least) < 4 else "gate.lead_court")

    def claims(self, spread: Spread, record: str) -> tuple[Claim, ...]:
        """The claims about a record that count in this world."""
        every = spread.course.calendar.records[record].claims
        return counted(every, self.policy.sources, spread.world.sources)

    def sentence(self, spread: Spread, step: Step) -> str:
        """One step as a sentence from the model."""
        record = spread.course.calendar.records[step.record]
        actor, what = self.name(step.conclusion.actor), step.conclusion.what
        if isinstance(record, Collection):
            key = "step.nature" if record.by_nature else "step.collection"
            return self.say(key, fact=self.name(record.when), information=self.name(what), recipient=actor,
                            modality=self.say(f"modality.{record.modality}"))
        if isinstance(record, Flow):
            values = {"recipient": actor, "information": self.name(what), "modality": self.say(f"modality.{record.modality}"),
                      "access": self._access(spread, step.record)}
            return self.say("step.flow", sender=self.name(record.sender), **values)
        if isinstance(record, Inference):
            return self.say("step.inference", name=self.text(record.name), actor=actor, conclusion=self.name(what),
                            premises=self.join(self.name(fact.what) for fact in step.premises))
        if isinstance(record, Consequence):
            return self.say("step.consequence", name=self.text(record.name), actor=actor,
                            premises=self.join(self.name(fact.what) for fact in step.premises),
                            modality=self.say(f"modality.{record.modality}"))
        if step.conclusion.kind == POOLS:
            return self.say("step.pools", actor=self.name(step.premises[0].actor), information=self.name(what), **{"class": actor})
        kind = self.policy.kind(step.record)
        source = self.name(step.premises[0].actor)
        return self.say(f"step.{kind}", actor=actor, system=source, information=self.name(what), **{"class": source})

    def _access(self, spread: Spread, record: str) -> str:
        values = sorted(spread.values(record, "access"))
        return self.say(f"access.{values[0]}" if len(values) == 1 else "access.unknown")

    def step(self, spread: Spread, step: Step, cites: Citations) -> Told:
        """One step told: sentence, badge, marks, basis and citations."""
        record = spread.course.calendar.records[step.record]
        stands = spread.course.calendar.standing[step.record]
        claims = self.claims(spread, step.record)
        nature = isinstance(record, Collection) and record.by_nature
        marks = (("≈",) if isinstance(record, Inference) else ()) + (("⇄",) if stands.contested else ())
        told = supporting(claims)
        basis = self.basis(spread, step.record)
        place = next((claim.locator for claim in told if claim.locator != UNKNOWN), "")
        return Told(step.record, self.sentence(spread, step), "" if nature else BADGE[stands.state or "alleged"],
                    self.say("evidence.nature" if nature else f"evidence.{stands.state}"), marks,
                    basis, self.say("cite.locator", locator=place) if place and place not in basis else "",
                    tuple(dict.fromkeys(cites.number(claim.source) for claim in claims)))

    def chain(self, spread: Spread, derivation: Derivation, cites: Citations) -> list[Told]:
        """A chain as sentences, in the order in which each step has what it needs."""
        return [self.step(spread, step, cites) for step in derivation.steps]

    def source(self, key: str) -> str:
        """A source as publisher, title and date; what is not known is said to be unknown."""
        source = self.policy.sources[key]
        when = told_date(self.language, source.date)
        publisher = source.publisher if source.publisher != UNKNOWN else self.say("unknown")
        if source.title == UNKNOWN:
            return self.say("cite.untitled", publisher=publisher, date=when)
        return self.say("cite.source", publisher=publisher, title=source.title, date=when)

    def groups(self, spread: Spread, derivation: Derivation) -> int:
        """On how many independent sources a chain rests: the independence groups of its supporting claims."""
        return len({group(claim, self.policy.sources) for record in derivation.records
                    for claim in supporting(self.claims(spread, record))})

    def disputes(self, spread: Spread, derivation: Derivation) -> list[str]:
        """What is said against, or to qualify, the steps of a chain, as its source's claim."""
        found: list[str] = []
        for record in derivation.records:
            for claim in self.claims(spread, record):
                if claim.stance != "supports":
                    says = self.text(claim.says) if claim.says else str(claim.value or "")
                    told = self.say("cite.claim_supports", source=self.source(claim.source), says=says)
                    found.append(self.say("cite.contested" if claim.stance == "disputes" else "cite.qualified", says=told))
        return list(dict.fromkeys(found))

    def lead(self, spread: Spread, number: int, chain: Derivation) -> str:
        """A holding by one chain in a few words: how far, with what permission there, since when it is held at all."""
        return self.say("lead", steps=self.say("hops", n=chain.hops), gate=self.court(Gate.of(*chain.gate)),
                        since=self.since(spread.since(number)))

    def fact(self, fact: Fact) -> str:
        """A holding or an opened consequence as a sentence."""
        if fact.what in self.policy.consequences:
            return self.say("may_act", actor=self.name(fact.actor), consequence=self.name(fact.what))
        return self.say("may_hold", actor=self.name(fact.actor), information=self.name(fact.what))

    def not_reached(self, spread: Spread, law: Spread, actor: str, what: str) -> str:
        """That something is not derived here, and how much could change it; `law` is the law as it stands."""
        return self.say("not_reached", actor=self.name(actor), information=self.name(what), count=self.reopened(spread, law, actor, what))

    def reopened(self, spread: Spread, law: Spread, actor: str, what: str) -> str:
        """How many records that do not count here could open a way to something."""
        count = len(certificate(spread, law, actor, what))
        return self.say("reopen", n=count) if count else self.say("missing.none")

    def headline(self, spread: Spread) -> list[str]:
        """The finding first: how many public bodies this day's data may reach, and for how many no court is known."""
        low, high = spread.counts.day_bodies
        on = told_date(self.language, spread.world.on)
        if high == 0:
            return [self.say("headline.none", date=on)]
        first = (self.say("headline.reach", n=low, date=on) if low == high
                 else self.say("headline.reach_span", low=low, high=high, date=on))
        open_ = without_court(spread)
        return [first, self.say("headline.no_court", n=open_) if open_ else self.say("headline.no_court_none")]

    def notes(self, spread: Spread) -> list[str]:
        """What must be said beside any finding of this world."""
        world, pack = spread.world, self.policy.pack
        found = []
        if world.persona == "everyone":
            found.append(self.say("headline.upper"))
        if world.on > last_day(pack.as_of):
            found.append(self.say("headline.beyond", as_of=told_date(self.language, pack.as_of)))
        if world.sources == "official":
            found.append(self.say("headline.official"))
        return found

    def date(self, when: str | date) -> str:
        """A date in words."""
        return told_date(self.language, when)


def without_court(spread: Spread) -> int:
    """How many public bodies hold something of the day with no court order known that must be shown (least below court)."""
    return len({top for number, top in spread.public() if top and spread.day(number)
                and GATES.index(spread.gate(number).least) < 4})


def numbered(teller: Teller, cites: Citations) -> list[tuple[int, str, str]]:
    """The source list behind the numbers: number, id, text."""
    return [(number, key, teller.source(key)) for key, number in cites.numbers.items()]


__all__: Sequence[str] = ("Citations", "Teller", "Told", "numbered", "without_court")
