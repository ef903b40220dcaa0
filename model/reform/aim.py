"""Which records a restriction is about: those that pass this, from here, to there, under that act; or named ones."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from model.fault import Fault, nearest
from model.policy.flow import PASSING, RULES, Collection, Consequence, Flow
from model.policy.instrument import Basis
from model.policy.policy import Policy
from model.policy.record import ActId, Id, Record

Target = Flow | Collection | Consequence
Cell = tuple[int, str]  # an alternative of a record's ground, and a kind of information it passes ("" for a power)


class Aim(Record):
    """All that is said must fit: the act that allows it, sender, recipient, kind of information; or the records themselves.

    What fits in part is chosen in part: only the alternatives that name the act, only the kinds of information named.
    """

    records: tuple[Id, ...] = ()
    act: ActId | None = None
    sender: tuple[Id, ...] = ()
    recipient: tuple[Id, ...] = ()
    information: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> Aim:
        if not (self.records or self.act or self.sender or self.recipient or self.information):
            raise ValueError("say what it is about: records, act, sender, recipient or information")
        return self

    def faults(self, policy: Policy) -> Iterator[Fault]:
        """What the aim names that the policy does not hold."""
        for key, kind, given, known in (
            ("records", "flow, collection or consequence", self.records, targets(policy)),
            ("act", "act", (self.act,) if self.act else (), policy.instruments),
            ("sender", "actor or system", self.sender, policy.holders), ("recipient", "actor or system", self.recipient, policy.holders),
            ("information", "kind of information", self.information, policy.types),
        ):
            for index, each in enumerate(given):
                if each not in known:
                    yield Fault("", 0, key if key == "act" else f"{key}.{index}", f"there is no {kind} {each!r}", nearest(each, known))

    def choose(self, policy: Policy, *, obey: bool, ban: bool = False, nature: bool = False) -> dict[str, frozenset[Cell]]:
        """The cells of every record chosen.

        Rules are chosen by what they say. Practice is bound under obedience only: where it is itself meant, or where it is the
        same passing as a chosen rule, under the chosen part of its basis; practice under no known ground only where it is itself
        meant by a `ban`; what the act itself brings about only by limits to what its holder does with it (`nature`).
        """
        found: dict[str, frozenset[Cell]] = {}
        for key, record in targets(policy).items():
            by_nature = isinstance(record, Collection) and record.by_nature
            free = nature if by_nature else ban or record.under != "none-known"
            if record.modality in RULES or (record.modality in PASSING and obey and free):
                cells = self._cells(policy, key, record)
                if cells and (nature or not by_nature):
                    found[key] = cells
        return self._bound(policy, found) if obey else found

    def _cells(self, policy: Policy, key: str, record: Target) -> frozenset[Cell]:
        if self.records and key not in self.records:
            return frozenset()
        if isinstance(record, Consequence):
            if self.sender or self.information or self.recipient:
                return frozenset()
        elif (self.sender and getattr(record, "sender", None) not in self.sender) or (
                self.recipient and record.recipient not in self.recipient):
            return frozenset()
        wanted = {leaf for kind in self.information for leaf in policy.leaves[kind]}
        ways = [index for index, together in enumerate(ground(record)) if self.act is None or self.act in acts(together)]
        return frozenset((way, leaf) for way in ways for leaf in kinds(policy, record) if not self.information or leaf in wanted)

    def _bound(self, policy: Policy, found: dict[str, frozenset[Cell]]) -> dict[str, frozenset[Cell]]:
        """With each practice of the same passing as a chosen rule, said to be carried out under the chosen part of its basis."""
        every = targets(policy)
        rules = [(_ends(every[key]), acts(ref for way, _ in cells for ref in every[key].basis[way]), {leaf for _, leaf in cells})
                 for key, cells in found.items() if every[key].modality in RULES]
        for key, record in every.items():
            if record.modality in RULES or record.modality not in PASSING or record.under == "none-known":
                continue
            for ends, named, leaves in rules:
                if ends == _ends(record):
                    same = [way for way, together in enumerate(ground(record)) if named & acts(together)]
                    cells = frozenset((way, leaf) for way in same for leaf in kinds(policy, record) & leaves)
                    found = {**found, key: found.get(key, frozenset()) | cells} if cells else found
        return found


def targets(policy: Policy) -> dict[str, Target]:
    """Every record a restriction can be about."""
    return {**policy.flows, **policy.collections, **policy.consequences}


def acts(refs: object) -> frozenset[str]:
    """The acts of some provisions."""
    return frozenset(ref.partition("#")[0] for ref in refs)  # type: ignore[attr-defined]


def _ends(record: Target) -> tuple[object, ...]:
    """From where to where a record passes something: what makes two records of the same passing."""
    return type(record), *(getattr(record, field, None) for field in ("sender", "when", "recipient", "actors"))


def ground(record: Target) -> Basis:
    """The alternatives a record rests on or is said to be carried out under; one empty alternative where none is known."""
    if record.basis:
        return record.basis
    return record.under if record.under and record.under != "none-known" else ((),)


def kinds(policy: Policy, record: Target) -> frozenset[str]:
    """The leaves a record passes; for a power one cell whatever it needs, since it opens whole or not at all."""
    if isinstance(record, Consequence):
        return frozenset({""})
    return frozenset(leaf for kind in record.information for leaf in policy.leaves[kind])
