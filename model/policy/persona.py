"""Fictional people: what always holds for them and what they do on one day."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from model.policy.record import Id, Name, Record


def _fictional(given: bool) -> bool:
    if not given:
        raise ValueError("a persona is fictional; no pack holds a natural person")
    return given


class Attribute(Record):
    """What a rule may ask of a person (is a foreigner, drives). `of_persona: false` marks those no persona has."""

    id: Id
    name: Name
    of_persona: bool = True


class Fact(Record):
    """A standing fact (has a SIM) or an act of the day (takes the metro); both set off collections."""

    id: Id
    kind: Literal["standing", "act"]
    name: Name


class Persona(Record):
    """A fictional person. What is done to a person (being listed, detained) is given here and never derived."""

    id: Id
    name: Name
    note: Name | None = None
    fictional: Annotated[bool, AfterValidator(_fictional)]
    attributes: tuple[Id, ...] = ()
    facts: tuple[Id, ...] = ()
    acts: tuple[Id, ...] = ()
