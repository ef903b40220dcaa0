"""A policy: all that the texts say, by id, and what of it is in force on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from model.policy.actor import Actor, Member, Operates, System
from model.policy.event import Event
from model.policy.flow import Collection, Consequence, Flow, Inference
from model.policy.information import InformationType, leaves
from model.policy.instrument import Basis, Instrument
from model.policy.pack import Pack, Word
from model.policy.persona import Attribute, Fact, Persona
from model.policy.record import Record
from model.policy.source import Claim, Source

SECTIONS: dict[str, type[Record]] = {
    "pack": Pack, "sources": Source, "types": InformationType, "attributes": Attribute, "facts": Fact,
    "purposes": Word, "means": Word, "topics": Word, "actors": Actor, "systems": System, "operates": Operates,
    "members": Member, "instrument": Instrument, "instruments": Instrument, "flows": Flow, "collections": Collection,
    "inferences": Inference, "consequences": Consequence, "events": Event, "personas": Persona,
}
SINGLE = frozenset({"pack", "instrument"})
EVERYONE = "everyone"


@dataclass(frozen=True, eq=False)
class Policy:
    """What the texts of one pack say. Two policies are equal when their packs' digests are."""

    pack: Pack
    digest: str
    sources: Mapping[str, Source] = field(repr=False)
    types: Mapping[str, InformationType] = field(repr=False)
    attributes: Mapping[str, Attribute] = field(repr=False)
    facts: Mapping[str, Fact] = field(repr=False)
    purposes: Mapping[str, Word] = field(repr=False)
    means: Mapping[str, Word] = field(repr=False)
    topics: Mapping[str, Word] = field(repr=False)
    actors: Mapping[str, Actor] = field(repr=False)
    systems: Mapping[str, System] = field(repr=False)
    operates: Mapping[str, Operates] = field(repr=False)
    members: Mapping[str, Member] = field(repr=False)
    instruments: Mapping[str, Instrument] = field(repr=False)
    flows: Mapping[str, Flow] = field(repr=False)
    collections: Mapping[str, Collection] = field(repr=False)
    inferences: Mapping[str, Inference] = field(repr=False)
    consequences: Mapping[str, Consequence] = field(repr=False)
    events: Mapping[str, Event] = field(repr=False)
    personas: Mapping[str, Persona] = field(repr=False)
    folder: Path | None = field(default=None, repr=False)  # where it was read, with its reforms, lessons and expectations
    said: Mapping[str, Basis] = field(default_factory=dict, repr=False)  # of a practice that a reform cut: all it was carried out under

    def __repr__(self) -> str:
        return f"Policy({self.pack.id} {self.pack.version}, {self.digest}: {len(self.instruments)} acts, {len(self.flows)} flows)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def leaves(self) -> dict[str, tuple[str, ...]]:
        """For each information type the leaves under it."""
        return leaves(self.types)

    @cached_property
    def holders(self) -> dict[str, Actor | System]:
        """Everybody that can hold information, by id, in order: actors and systems."""
        return {**self.actors, **self.systems}

    @cached_property
    def spreading(self) -> dict[str, Passing]:
        """Every record by which something comes to be held, by id, in order."""
        every: dict[str, Passing] = {**self.collections, **self.flows, **self.inferences, **self.operates, **self.members}
        return dict(sorted(every.items()))

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the id of the record it is about, in order of section, id and place."""
        for section in (self.actors, self.systems, self.operates, self.members, self.instruments, self.flows,
                        self.collections, self.inferences, self.consequences, self.events):
            for key, record in section.items():
                for claim in record.claims:
                    yield key, claim

    def kind(self, key: str) -> str:
        """What kind of record an id names: flow, collection, inference, operates, member or consequence."""
        for name in ("flows", "collections", "inferences", "operates", "members", "consequences"):
            if key in getattr(self, name):
                return name if name == "operates" else name.removesuffix("s")
        raise KeyError(key)


Passing = Collection | Flow | Inference | Operates | Member
