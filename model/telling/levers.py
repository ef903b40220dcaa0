"""A lever as a plain sentence: what it asks, and what it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from model.reform.aim import Aim
from model.reform.lever import Lever
from model.reform.levers import bar, enact, log, narrow, repeal, require, retain, sunset
from model.telling.change import passing
from model.telling.teller import Teller


def told(teller: Teller, lever: Lever) -> str:
    """A lever in words, whatever its kind."""
    return _TOLD[type(lever)](teller, lever)


def _repeal(teller: Teller, lever: repeal.Move) -> str:
    act = teller.act(lever.act)
    return teller.say("lever.repeal_from", act=act, date=teller.date(lever.on)) if lever.on else teller.say("lever.repeal", act=act)


def _enact(teller: Teller, lever: enact.Move) -> str:
    act = teller.act(lever.act)
    return teller.say("lever.enact_from", act=act, date=teller.date(lever.on)) if lever.on else teller.say("lever.enact", act=act)


def _sunset(teller: Teller, lever: sunset.Move) -> str:
    return teller.say("lever.sunset", act=teller.act(lever.act), length=teller.say(f"fact.{lever.unit}", n=lever.after))


def _require(teller: Teller, lever: require.Move) -> str:
    asked = [teller.say(f"lever.{field}.{value}") for field, value in lever.sets().items()]
    if lever.independent != "unknown":
        asked.append(teller.say(f"lever.independent.{lever.independent}"))
    told = teller.say("list.join").join(asked)
    return teller.say("lever.require", conditions=told[0].upper() + told[1:], of=_of(teller, lever.of))


def _narrow(teller: Teller, lever: narrow.Move) -> str:
    if lever.drop:
        return teller.say("lever.drop", of=_of(teller, lever.aim()))
    return teller.say("lever.only", people=teller.join(map(teller.name, lever.only)), of=_of(teller, lever.of))


def _retain(teller: Teller, lever: retain.Move) -> str:
    return teller.say("lever.retain", length=teller.say(f"fact.{lever.unit}", n=lever.length), of=_of(teller, lever.of))


def _bar(teller: Teller, lever: bar.Move) -> str:
    if lever.of is not None:
        return teller.say("lever.bar", of=_of(teller, lever.of))
    inference = teller.text(teller.policy.inferences[lever.inference or ""].name)
    if not lever.at:
        return teller.say("lever.bar_inference", inference=inference)
    return teller.say("lever.bar_inference_at", actors=teller.join(map(teller.name, lever.at)), inference=inference)


def _log(teller: Teller, lever: log.Move) -> str:
    key = "log" if lever.logged and lever.told else "log_only" if lever.logged else "tell_only"
    return teller.say(f"lever.{key}", of=_of(teller, lever.of))


def _of(teller: Teller, aim: Aim) -> str:
    """What a lever is about: all that is said of it must fit."""
    parts = [teller.say(f"lever.of_{field}", names=teller.join(map(teller.name, given)))
             for field in ("information", "sender", "recipient") if (given := getattr(aim, field))]
    parts = parts if aim.information or aim.records else [teller.say("lever.of_anything"), *parts]
    parts += [teller.say("lever.of_act", names=teller.act(aim.act))] if aim.act else []
    parts += [teller.say("lever.of_records", names="; ".join(passing(teller, key) for key in aim.records))] if aim.records else []
    return teller.say("list.join").join(parts)


_TOLD: dict[type[Lever], Callable[[Teller, Any], str]] = {
    repeal.Move: _repeal, sunset.Move: _sunset, enact.Move: _enact, require.Move: _require, narrow.Move: _narrow,
    retain.Move: _retain, bar.Move: _bar, log.Move: _log}
