"""What becomes of each passing under a safeguard: stopped, gated, on paper or unchanged, as a range where something is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from model.policy.record import UNKNOWN
from model.reform.aim import Target, ground, targets
from model.reform.lever import Lever
from model.reform.reform import Reform, chosen, enact, reformed
from model.reform.setting import current, settled
from model.spread.liveness import without
from model.spread.spread import Spread, spread
from model.spread.world import World

# From the weakest to the strongest; `apart`: a seizure follows rules of its own, which this does not cover.
OUTCOMES = ("unchanged", "apart", "paper", "gated-unclear", "gated", "stopped")
ORDERS = frozenset({"executive", "prosecutor", "court"})


@dataclass(frozen=True)
class Outcome:
    """What a reform makes of one record, for some of the kinds of information it passes: every outcome that may be."""

    record: str
    information: tuple[str, ...]
    may: tuple[str, ...]


def of_order(access: str, shown: str, logged: str, independent: str) -> frozenset[str]:
    """What an order by somebody else makes of one passing; the range where the table is silent or a value unknown.

    The table follows Zakharov v. Russia (ECtHR 2015, 258-270): an order that need not be shown to whoever holds the data gates
    nothing where access is remote, and an order gates use, not a stream that is sent unasked.
    """
    gated = "gated" if independent == "yes" else "gated-unclear"
    if access in ("push", "report"):
        return frozenset({"unchanged"})
    if access == "seizure":
        return frozenset({"apart"})
    if access == "request":
        return frozenset({gated} if shown == "yes" else {"paper", gated})
    if access in ("standing", "direct"):
        if shown == "no":
            return frozenset({"paper"})
        return frozenset({gated} if (shown, logged) == ("yes", "yes") else {"paper", gated})
    return frozenset({"unchanged", "paper", gated})


def outcomes(before: Spread, reforms: Iterable[Reform], after: Spread | None = None) -> tuple[Outcome, ...]:
    """For each record that takes part in a world and that some lever of the reforms is about: what becomes of it.

    `after` is the world with the reforms, and whatever else is changed there: what set a check may be gone in it.
    """
    reforms = tuple(reforms)
    levers = tuple(lever for each in reforms for lever in each.levers)
    world, then = before.world, after or spread(reformed(before.world, reforms))
    policy = enact(before.policy, {act: None for lever in levers for act in lever.enacts(before.policy)})
    table = chosen(policy, levers, obey=world.conduct == "obey")
    every, found = targets(policy), list[Outcome]()
    for key in sorted(table.keys() & before.records):
        record = settled(every[key], policy, world.sources)
        rows: dict[frozenset[str], list[str]] = {}
        for leaf in sorted({leaf for _, leaf in table[key]}):
            bound = [_one(record, table[key].get((way, leaf), ()), world, then) for way in range(len(ground(record)))]
            rows.setdefault(frozenset[str]().union(*bound), []).append(leaf)
        found += [Outcome(key, tuple(filter(None, leaves)), tuple(sorted(may, key=OUTCOMES.index))) for may, leaves in rows.items()]
    return tuple(found)


def _one(record: Target, levers: tuple[Lever, ...], world: World, then: Spread) -> frozenset[str]:
    """What some levers together make of one cell of a record for the person of a world."""
    after: Target | None = record
    for lever in levers:
        after = after and lever.change(after)
    if after is None or not world.attributes.issuperset(getattr(after, "subject", ())):
        return frozenset({"stopped"})
    orders = [getattr(lever, "independent", UNKNOWN) for lever in levers if lever.sets().get("authorisation")]
    if not orders and not (after != record and any("shown" in lever.sets() for lever in levers)):
        return frozenset({"unchanged"})
    sure = "yes" if "yes" in orders else UNKNOWN
    values = product(*(_may(after, field, then) for field in ("access", "shown", "logged")))
    found = frozenset[str]().union(*(of_order(access, shown, logged, sure) for access, shown, logged in values))
    others = _may(after, "authorisation", then)
    if not orders and others - ORDERS:
        found = found | {"unchanged"} if UNKNOWN in others or others & ORDERS else frozenset({"unchanged"})
    return found


def _may(record: Target, field: str, then: Spread) -> frozenset[str]:
    """The values a field may have after the levers, and after what else is gone in a world."""
    typed = getattr(record.principle, field)
    set_by = getattr(typed, "set_by", None)
    lost = set_by is not None and then.course.liveness.taken(set_by, then.world.on)
    return current(record, field) | ({without(field, typed)} if lost else frozenset())
