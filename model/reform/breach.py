"""A breach: one actor of the reader's choice leaks; what is out, and what anyone could then infer. No actor is ranked by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model.fault import unknown
from model.policy.flow import Inference
from model.policy.policy import Policy
from model.spread.spread import Spread, known_holder


@dataclass(frozen=True)
class Drawn:
    """A kind of information that nothing out says but that follows from what is out: by which inference, and from which leaves."""

    inference: str
    premises: tuple[str, ...]
    conclusion: str


@dataclass(frozen=True)
class Breach:
    """What is out when an actor leaks, and what could then be inferred, each after all it needs."""

    actor: str
    out: tuple[str, ...]
    inferred: tuple[Drawn, ...]


@dataclass(frozen=True)
class Preset:
    """A breach that happened: the event, whose holdings it showed, and the kinds of information it showed."""

    event: str
    actor: str
    information: tuple[str, ...]


def presets(policy: Policy) -> tuple[Preset, ...]:
    """The events of a pack in which an actor's holdings were shown, in order of the pack."""
    return tuple(Preset(key, event.breach, tuple(sorted({leaf for kind in event.information for leaf in policy.leaves[kind]})))
                 for key, event in policy.events.items() if event.breach and event.information)


def breach(spread: Spread, actor: str) -> Breach:
    """What is out if all that an actor holds in a world leaks; raises the fault of an unknown actor."""
    known_holder(spread.policy, actor)
    return _breach(spread, actor, (what for holder, what in spread.held if holder == actor))


def breach_of(spread: Spread, event: str) -> Breach:
    """What follows in a world from what an event showed, whether or not it is held there; raises the fault of an unknown event."""
    known = {each.event: each for each in presets(spread.policy)}
    if event not in known:
        raise unknown("event that shows holdings", event, known)
    return _breach(spread, known[event].actor, known[event].information)


def _breach(spread: Spread, actor: str, out: Iterable[str]) -> Breach:
    leaves = tuple(sorted(out))
    return Breach(actor, leaves, tuple(_inferred(spread, leaves)))


def _inferred(spread: Spread, out: Iterable[str]) -> Iterator[Drawn]:
    """The closure under every inference that counts, round by round, so that each conclusion comes by as few steps as can be."""
    inferences = _counting(spread)
    known = dict.fromkeys(out, 0)
    while True:
        found: dict[str, Drawn] = {}
        for inference in inferences:
            premises = _premises(spread.policy, inference, known)
            for leaf in inference.conclusions if premises else ():
                if leaf not in known:
                    found.setdefault(leaf, Drawn(inference.id, premises, leaf))
        if not found:
            return
        yield from found.values()
        known |= dict.fromkeys(found, 1 + max(known.values()))


def _premises(policy: Policy, inference: Inference, known: dict[str, int]) -> tuple[str, ...]:
    """A known leaf for each premise, the soonest known; nothing where some premise is not known."""
    found = [min(filter(known.__contains__, policy.leaves[kind]), key=lambda leaf: (known[leaf], leaf), default="")
             for kind in inference.premises]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def _counting(spread: Spread) -> list[Inference]:
    """The inferences that are live on the day of a world in its lens, in order of id; who draws them and by what means is no matter."""
    course = spread.course
    return [inference for key, inference in sorted(spread.policy.inferences.items())
            if course.live[key] >> spread.period & 1 and course.calendar.standing[key].level <= spread.level]
