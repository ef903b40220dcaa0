"""A world: one policy, one day, one person, and which evidence, conduct and sources count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from model.fault import Fault, Faults, unknown
from model.markup import table
from model.policy.evidence import LENSES, Sources
from model.policy.period import first_day
from model.policy.policy import Policy

Conduct = Literal["obey", "persist"]
Lens = Literal["law", "practice", "capability", "alleged"]


@dataclass(frozen=True)
class World:
    """Policy, date, persona (its facts and acts), lens, conduct, sources; acts repealed as if never made, and acts ended on a day."""

    policy: Policy
    persona: str
    on: date
    lens: Lens = "practice"
    conduct: Conduct = "obey"
    sources: Sources = "all"
    repealed: frozenset[str] = frozenset()
    chosen: frozenset[str] | None = None
    ending: frozenset[tuple[str, date]] = frozenset()

    def __repr__(self) -> str:
        changed = [*sorted(self.repealed), *(f"{act} from {day}" for act, day in sorted(self.ending))]
        without = f", without {', '.join(changed)}" if changed else ""
        return (f"World({self.policy.pack.id} {self.policy.digest}, {self.persona}, {self.on}, {self.lens}, {self.conduct}, "
                f"{self.sources} sources{without})")

    def _repr_html_(self) -> str:
        told = {"pack": f"{self.policy.pack.id} {self.policy.digest}", "persona": self.persona, "on": self.on, "lens": self.lens,
                "conduct": self.conduct, "sources": self.sources, "facts": ", ".join(sorted(self.facts)),
                "acts of the day": ", ".join(sorted(self.acts)), "repealed": ", ".join(sorted(self.repealed)),
                "ending": ", ".join(f"{act} from {day}" for act, day in sorted(self.ending))}
        return table("World", ("part", "value"), told.items())

    @property
    def facts(self) -> frozenset[str]:
        """The standing facts that hold for the person."""
        persona = self.policy.personas[self.persona]
        return frozenset(persona.facts)

    @property
    def acts(self) -> frozenset[str]:
        """The acts of the day: the persona's own, or those the reader chose."""
        return self.chosen if self.chosen is not None else frozenset(self.policy.personas[self.persona].acts)

    @property
    def attributes(self) -> frozenset[str]:
        """What a rule may ask of the person."""
        return frozenset(self.policy.personas[self.persona].attributes)

    @property
    def level(self) -> int:
        """The widest evidence level that counts."""
        return LENSES.index(self.lens)

    def but(self, **changes: object) -> World:
        """The same world with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def world(policy: Policy, *, persona: str | None = None, on: str | date | None = None, lens: str = "practice",
          conduct: str = "obey", sources: str = "all", repeal: Iterable[str] = (),
          acts: Iterable[str] | None = None) -> World:
    """A world from words as a user gives them; raises every fault of an unknown word with the nearest known one."""
    faults: list[Fault] = []

    def known(kind: str, given: str, words: Iterable[str]) -> str:
        words = list(words)
        if given not in words:
            faults.extend(unknown(kind, given, words).faults)
        return given

    chosen = known("persona", persona or next(iter(policy.personas)), policy.personas)
    day = date.min
    try:
        day = on if isinstance(on, date) else first_day(on or policy.pack.as_of)
    except ValueError as error:
        faults.append(Fault("", 0, "on", str(error)))
    known("lens", lens, LENSES)
    known("conduct", conduct, ("obey", "persist"))
    known("choice of sources", sources, ("all", "official"))
    repealed = frozenset(known("act", act, policy.instruments) for act in repeal)
    picked = None if acts is None else frozenset(
        known("act of the day", act, [key for key, fact in policy.facts.items() if fact.kind == "act"]) for act in acts)
    if faults:
        raise Faults(faults)
    return World(policy, chosen, day, lens, conduct, sources, repealed, picked)  # type: ignore[arg-type]
