"""What a pack's authors expect it to derive, in plain words; run by `datatrail check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import ValidationError, model_validator

from model.fault import Fault, Faults, unknown
from model.policy.page import Page, read_page
from model.policy.period import When, first_day
from model.policy.policy import Policy
from model.policy.reading import explain
from model.policy.record import Record
from model.reform import shelf
from model.reform.reform import parts, reformed
from model.spread.derivation import through
from model.spread.spread import Spread, known_holder, known_type, spread
from model.spread.world import world


class Expectation(Record):
    """A sentence a lawyer can read, and the world, actor and holding it speaks of."""

    says: str
    on: When | None = None
    persona: str | None = None
    lens: str = "practice"
    repeal: tuple[str, ...] = ()
    reforms: tuple[str, ...] = ()
    conduct: str = "obey"
    sources: str = "all"
    actor: str
    holds: str | None = None
    lacks: str | None = None
    consequence: str | None = None
    no_consequence: str | None = None
    through: str | None = None
    not_through: str | None = None
    evidence: str | None = None
    since: When | None = None
    day: bool | None = None
    least: Literal["none", "self", "paper", "executive", "court"] | None = None
    most: Literal["none", "self", "paper", "executive", "court"] | None = None

    @model_validator(mode="after")
    def _one_question(self) -> Expectation:
        asked = [self.holds, self.lacks, self.consequence, self.no_consequence]
        if sum(part is not None for part in asked) != 1:
            raise ValueError("say exactly one of holds, lacks, consequence, no_consequence")
        return self


@dataclass(frozen=True)
class Checked:
    """An expectation, where it stands, and what is found instead ("" where it is met)."""

    expectation: Expectation
    file: str
    line: int
    instead: str


def read_expectations(folder: Path) -> Iterator[tuple[Expectation, Page, int]]:
    """Every expectation of a pack folder with its page and line; raises all faults at once."""
    faults: list[Fault] = []
    for path in sorted((folder / "expects").glob("*.yaml")):
        page = read_page(path, str(path))
        given = page.data.get("expects") if isinstance(page.data, dict) else None
        if not isinstance(given, list):
            page.fault((), "a file of expectations is a list under `expects:`", "Write `expects:` and `- says: …` below it.")
            given = []
        for index, raw in enumerate(given):
            try:
                yield Expectation.model_validate(raw), page, page.line(("expects", index))
            except ValidationError as error:
                explain(page, Expectation, error, ("expects", index))
        faults.extend(page.faults)
    if faults:
        raise Faults(faults)


def run(policy: Policy, folder: Path) -> Iterator[Checked]:
    """Every expectation checked; raises the faults of words that name nothing."""
    for each, page, line in read_expectations(folder):
        try:
            instead = _instead(policy, each)
        except Faults as faults:
            raise Faults(fault if fault.file else replace(fault, file=page.file, line=line) for fault in faults.faults) from None
        yield Checked(each, page.file, line, instead)


def _instead(policy: Policy, each: Expectation) -> str:
    known = shelf.reforms(policy) if each.reforms else {}
    if lost := [fault for key in each.reforms if key not in known for fault in unknown("reform", key, known).faults]:
        raise Faults(lost)
    found = spread(reformed(world(policy, persona=each.persona, on=each.on, lens=each.lens, conduct=each.conduct, sources=each.sources,
                                  repeal=each.repeal), [known[key] for key in each.reforms]))
    known_holder(policy, each.actor)
    words = {**policy.instruments, **policy.holders, **policy.spreading, **policy.consequences}
    for thing in (each.through, each.not_through):
        if thing is not None and thing not in words:
            raise unknown("act, actor, system or record", thing, words)
    power = each.consequence or each.no_consequence
    if power:
        if power not in policy.consequences:
            raise unknown("consequence", power, policy.consequences)
        number = next(iter(found.facts(each.actor, power)), None)
        if (number is not None) != bool(each.consequence):
            return "it does not open" if number is None else "it opens"
        return _details(found, each, number, power) if number is not None else ""
    what = known_type(policy, each.holds or each.lacks or "")
    number = found.fact(each.actor, what)
    if (number is not None) != bool(each.holds):
        return "it is not derived" if each.holds else "it is derived"
    return _details(found, each, number, what) if number is not None else ""


def _details(found: Spread, each: Expectation, number: int, what: str) -> str:
    """What differs of a derived holding or an opened consequence."""
    for thing, wanted in ((each.through, True), (each.not_through, False)):
        if thing and any(through(found, each.actor, what, part) for part in parts(found.policy, thing)) != wanted:
            return f"no chain passes {thing}" if wanted else f"a chain passes {thing}"
    since, gate = found.since(number), found.gate(number)
    for name, wanted_value, is_ in (
        ("evidence", each.evidence, found.evidence(number)), ("day", each.day, found.day(number)),
        ("since", first_day(each.since) if each.since else None, since.date),
        ("least", each.least, gate.least), ("most", each.most, gate.most),
    ):
        if wanted_value is not None and wanted_value != is_:
            return f"{name} is {is_}"
    return ""


__all__ = ["Checked", "Expectation", "read_expectations", "run"]
