"""What becomes of each passing under a safeguard: stopped, gated, on paper or unchanged, as a range where something is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from model.policy.record import UNKNOWN
from model.reform.aim import Target, ground, targets
from model.reform.lever import Lever
from model.reform.reform import Reform, chosen, enact
from model.reform.setting import current
from model.spread.spread import Spread

# From the weakest to the strongest; `apart`: a seizure follows rules of its own, which this does not cover.
OUTCOMES = ("unchanged", "apart", "paper", "gated-unclear", "gated", "stopped")


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


def outcomes(before: Spread, reforms: Iterable[Reform]) -> tuple[Outcome, ...]:
    """For each record that takes part in a world and that some lever of the reforms is about: what becomes of it."""
    levers = tuple(lever for each in reforms for lever in each.levers)
    policy = enact(before.policy, {act: None for lever in levers for act in lever.enacts(before.policy)})
    table = chosen(policy, levers, obey=before.world.conduct == "obey")
    every, found = targets(policy), list[Outcome]()
    for key in sorted(table.keys() & before.records):
        rows: dict[frozenset[str], list[str]] = {}
        for leaf in sorted({leaf for _, leaf in table[key]}):
            ways = range(len(ground(every[key])))
            bound = [_one(every[key], table[key].get((way, leaf), ())) for way in ways]
            rows.setdefault(frozenset[str]().union(*bound), []).append(leaf)
        found += [Outcome(key, tuple(filter(None, leaves)), tuple(sorted(may, key=OUTCOMES.index))) for may, leaves in rows.items()]
    return tuple(found)


def _one(record: Target, levers: tuple[Lever, ...]) -> frozenset[str]:
    """What some levers together make of one cell of a record."""
    after: Target | None = record
    for lever in levers:
        after = after and lever.change(after)
    if after is None:
        return frozenset({"stopped"})
    orders = [getattr(lever, "independent", UNKNOWN) for lever in levers if lever.sets().get("authorisation")]
    if not orders:
        return frozenset({"unchanged"})
    sure = "yes" if "yes" in orders else UNKNOWN
    values = product(current(after, "access"), current(after, "shown"), current(after, "logged"))
    return frozenset[str]().union(*(of_order(access, shown, logged, sure) for access, shown, logged in values))
