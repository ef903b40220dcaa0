"""What each command prints: for people a table or a numbered chain, with --json stable data."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.asked import a_world, folder, language, load, shelf
from model.fault import Fault, Faults, unknown
from model.spread.holding import Gate
from model.spread.spread import known_holder, known_type, spread
from model.telling.teller import Citations, Teller, numbered

if TYPE_CHECKING:
    from rich.table import Table

    from model.policy.policy import Policy
    from model.spread.derivation import Derivation
    from model.spread.rules import Fact
    from model.spread.spread import Spread
    from model.spread.world import World


def _plain(text: str) -> str:
    return text.replace("**", "")


def _print(*parts: object) -> None:
    from rich.console import Console
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 160)
    for part in parts:
        console.print(part, markup=False) if isinstance(part, str) else console.print(part)


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table
    return Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)


def told_world(world: World) -> dict[str, Any]:
    """A world as plain data."""
    return {"pack": world.policy.pack.id, "digest": world.policy.digest, "persona": world.persona, "on": world.on.isoformat(),
            "lens": world.lens, "conduct": world.conduct, "sources": world.sources, "repealed": sorted(world.repealed),
            "facts": sorted(world.facts), "acts": sorted(world.acts)}


def told_spread(found: Spread) -> dict[str, Any]:
    """A spread as plain data, as documented in app/README.md."""
    counts = found.counts
    return {
        "world": told_world(found.world),
        "holdings": [{"actor": held.actor, "information": held.information, "hops": held.hops,
                      "gate": {"least": held.gate.least, "most": held.gate.most},
                      "since": {"date": held.since.date.isoformat() if held.since.date else None, "kind": held.since.kind},
                      "evidence": held.evidence, "day": held.day} for held in found.holdings],
        "consequences": [{"consequence": each.consequence, "actor": each.actor} for each in found.consequences],
        "counts": {"bodies": list(counts.bodies), "holdings": list(counts.holdings), "day_bodies": list(counts.day_bodies),
                   "day_holdings": list(counts.day_holdings), "classes": list(counts.classes)},
    }


def spread_(given: argparse.Namespace) -> int:
    """`datatrail spread`."""
    found = spread(a_world(given))
    if given.json:
        print(json.dumps(told_spread(found), ensure_ascii=False, indent=1))
        return 0
    teller = Teller(found.policy, given.lang)
    table = _table("", "", *(teller.say(f"fact.{key}") for key in ("gate", "since", "evidence")), teller.say("table.day"))
    for held in found.holdings:
        table.add_row(teller.name(held.actor), f"{teller.name(held.information)} ({teller.say('hops', n=held.hops)})",
                      teller.permission(held.gate), teller.since(held.since),
                      teller.say(f"lens.{held.evidence}"), "+" if held.day else "")
    opened = _table("", "")
    for each in found.consequences:
        opened.add_row(teller.name(each.consequence), teller.name(each.actor))
    _print(*map(_plain, teller.headline(found)), *teller.notes(found), table)
    if found.consequences:
        _print(teller.say("column.consequence"), opened)
    return 0


def _fact(fact: Fact) -> dict[str, str]:
    return {"actor": fact.actor, ("consequence" if fact.kind == "opens" else "information"): fact.what}


def told_derivation(found: Spread, derivation: Derivation, teller: Teller) -> dict[str, Any]:
    """A derivation as plain data, each step with its sentence and the ids of its sources."""
    from model.policy.principle import GATES
    from model.spread.derivation import acts_of
    steps = []
    for step in derivation.steps:
        cites = Citations()
        told = teller.step(found, step, cites)
        steps.append({"record": step.record, "kind": found.policy.kind(step.record), "premises": [_fact(fact) for fact in step.premises],
                      "conclusion": _fact(step.conclusion), "basis": [list(together) for together in acts_of(found, step.record)],
                      "evidence": found.course.calendar.standing[step.record].state or "by-nature", "sentence": told.sentence,
                      "sources": list(cites.numbers)})
    least, most = derivation.gate
    return {"hops": derivation.hops, "gate": {"least": GATES[least], "most": GATES[most]}, "steps": steps}


def why_(given: argparse.Namespace) -> int:
    """`datatrail why`."""
    from model.spread.derivation import why
    found = spread(a_world(given))
    policy = found.policy
    if not given.actor or not (given.information or given.consequence):
        raise Faults([Fault("", 0, "", "why asks of an actor and what it holds",
                            "Give --actor ID and --information ID (or --consequence ID).")])
    if given.limit < 1:
        raise Faults([Fault("", 0, "limit", f"{given.limit} chains cannot be shown", "Give 1 or more.")])
    actor = known_holder(policy, given.actor)
    if given.consequence and given.consequence not in policy.consequences:
        raise unknown("consequence", given.consequence, policy.consequences)
    what = given.consequence or known_type(policy, given.information)
    chains, teller = why(found, actor, what, given.limit), Teller(policy, given.lang)
    if given.json:
        print(json.dumps({"world": told_world(found.world), "complete": chains.complete,
                          "derivations": [told_derivation(found, each, teller) for each in chains]}, ensure_ascii=False, indent=1))
        return 0
    if not chains.derivations:
        _print(_plain(teller.not_reached(found, actor, what)))
        return 0
    cites = Citations()
    for index, derivation in enumerate(chains, 1):
        how_far, gate = teller.say("hops", n=derivation.hops), teller.permission(Gate.of(*derivation.gate))
        _print(f"{index}. {teller.fact(derivation.steps[-1].conclusion)} ({how_far}; {gate})")
        for number, told in enumerate(teller.chain(found, derivation, cites), 1):
            marks = " ".join(part for part in (told.badge and f"[{told.badge}]", *told.marks) if part)
            numbers = f"[{', '.join(map(str, told.citations))}]" if told.citations else ""
            _print(f"   {index}.{number} {told.sentence} {marks} {numbers}".rstrip())
            if told.basis:
                _print(f"       {told.basis}")
    if not chains.complete:
        _print(teller.say("why.cut", n=given.limit))
    _print("", teller.say("why.sources_title"), *(f"[{number}] {text}" for number, _, text in numbered(teller, cites)))
    return 0


def check(given: argparse.Namespace) -> int:
    """`datatrail check`: 0 when every expectation is met, 1 when not, 2 (by its faults) when a pack cannot be read."""
    from model.expectation import run
    language(given)
    wanted = [folder(given)] if given.pack else list(shelf(given).values())
    faults: list[Fault] = []
    results: list[dict[str, Any]] = []
    read = 0
    for where in wanted:
        try:
            policy = load(given, where)
            read += 1
            for each in run(policy, where):
                results.append({"pack": policy.pack.id, "says": each.expectation.says, "met": not each.instead,
                                "instead": each.instead or None, "file": each.file, "line": each.line})
        except Faults as found:
            faults.extend(found.faults)
    missed = [each for each in results if not each["met"]]
    if given.json:
        print(json.dumps({"faults": [vars(fault) for fault in faults], "expectations": results}, ensure_ascii=False, indent=1))
    else:
        for row in results:
            _print(f"{'met    ' if row['met'] else 'NOT MET'} {row['pack']}: {row['says']}"
                   + ("" if row["met"] else f"\n        {row['file']}:{row['line']}: {row['instead']}"))
        _print(f"{len(results) - len(missed)} of {len(results)} expectations are met; packs read: {read}.")
    if faults:
        raise Faults(faults)
    return 1 if missed else 0


def export_(given: argparse.Namespace) -> int:
    """`datatrail export`."""
    from model.export import export
    print(export(a_world(given), given.to))
    return 0


def packs_(given: argparse.Namespace) -> int:
    """`datatrail packs`."""
    language(given)
    rows: list[dict[str, Any]] = []
    for key, where in shelf(given).items():
        policy: Policy = load(given, where)
        rows.append({"id": key, "name": policy.pack.name.en, "version": policy.pack.version, "digest": policy.digest,
                     "as_of": policy.pack.as_of, "invented": policy.pack.invented, "instruments": len(policy.instruments),
                     "flows": len(policy.flows), "personas": list(policy.personas)})
    if given.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    table = _table("id", "name", "version", "digest", "as of", "acts", "flows", "personas")
    for row in rows:
        table.add_row(*(str(row[key]) for key in ("id", "name", "version", "digest", "as_of", "instruments", "flows")),
                      ", ".join(row["personas"]))
    _print(table)
    return 0


def schema(given: argparse.Namespace) -> int:
    """`datatrail schema`."""
    from model.policy.schema import schema as made
    print(json.dumps(made(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0


def seal_(given: argparse.Namespace) -> int:
    """`datatrail seal`."""
    from app.seal import handout, seal
    language(given)
    where = folder(given)
    made = (handout if given.handout else seal)(load(given, where), where, given.lesson, given.lang)
    if not given.output:
        raise Faults([Fault("", 0, "output", "seal writes a file", "Give -o FILE.html.")])
    try:
        Path(given.output).write_text(made, encoding="utf-8")
    except OSError as error:
        raise Faults([Fault(given.output, 0, "", f"cannot be written: {error.strerror}", "Give a file in a folder that exists.")]) from None
    return 0
