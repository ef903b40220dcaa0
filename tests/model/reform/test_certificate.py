"""Why not: the records that block every way, against brute force in the widest world, and each reason once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from chance import LENSES, PRACTICES, RULES, Plain, worlds
from hypothesis import given, settings

from model.policy.flow import Collection
from model.reform.certificate import certificate
from model.reform.reform import reformed
from model.reform.shelf import of_levers
from model.spread.spread import spread
from model.spread.world import World, world

LAW, BILL = "aa/law/2010-01-01/1", "aa/law/unknown/bill"


class Widest(Plain):
    """Every record that is about the person, whatever the date, the evidence, the sources and the reform; some may be left out."""

    def __init__(self, world: World, out: frozenset[str] = frozenset()) -> None:
        super().__init__(world)
        self.out = out

    def live(self, key: str, day: date, lens: int, given: set[str]) -> bool:
        record: Any = self.records[key]
        if key in self.out or not set(getattr(record, "subject", ())) <= set(self.policy.personas["someone"].attributes):
            return False
        if isinstance(record, Collection) and record.when not in given:
            return False
        return getattr(record, "modality", "observed") in (*RULES, *PRACTICES)


class With(Plain):
    """What is live here, and one record more."""

    def __init__(self, world: World, more: str) -> None:
        super().__init__(world)
        self.more = more

    def live(self, key: str, day: date, lens: int, given: set[str]) -> bool:
        return key == self.more or super().live(key, day, lens, given)


def derived(plain: Plain, of: World) -> set[tuple[str, str]]:
    ways = plain.ways(of.on, LENSES.index(of.lens), set(of.facts) | set(of.acts))
    return set(plain.least(ways, lambda deepest, records: deepest + len(records)))


@settings(max_examples=80)
@given(worlds())
def test_what_blocks_is_a_cut_and_what_reopens_alone_does(world):
    here, law = spread(world), spread(world.but(repealed=frozenset()))
    reached, wide = derived(Plain(world), world), derived(Widest(world), world)
    for actor, what in sorted(wide)[:12]:
        found = certificate(here, law, actor, what)
        blocked = frozenset(each.record for each in found)
        assert bool(blocked) == ((actor, what) not in reached)
        if blocked:
            assert (actor, what) not in derived(Widest(world, blocked), world)
        for each in found:
            assert each.alone == ((actor, what) in derived(With(world, each.record), world)), each
            assert each.reasons, each
    for actor, what in sorted({(actor, leaf) for actor in ("body", "firm") for leaf in ("a", "b", "c", "d")} - wide):
        assert certificate(here, law, actor, what) == ()


def pack(**flow: Any) -> dict[str, Any]:
    return {
        "types": ["taps", "faces"],
        "facts": ["rides", {"id": "flies", "kind": "act"}],
        "attributes": ["citizen", "guest"],
        "personas": [{"id": "rider", "facts": ["rides"], "attributes": ["citizen"]}],
        "actors": ["bus", "police", "court"],
        "sources": [{"id": "paper", "kind": "media", "group": "paper", "date": "2015"}],
        "instruments": [{"id": LAW, "in_force": "2010-01-01"}, {"id": BILL, "proposed": "true"}],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
        "flows": [
            {"id": "look", "sender": "bus", "recipient": "police", "information": ["taps"], "modality": "power", "basis": LAW, **flow},
            {"id": "show", "sender": "police", "recipient": "court", "information": ["taps"], "modality": "power", "basis": LAW},
        ],
    }


def blocks(
    policy: Any, what: tuple[str, str] = ("police", "taps"), levers: list[Any] | None = None, below: str | None = None, **given: Any
) -> dict[str, tuple[tuple[str, ...], bool]]:
    law = spread(world(policy, **given))
    here = spread(reformed(law.world, [of_levers(levers, policy)])) if levers else law
    return {each.record: (each.reasons, each.alone) for each in certificate(here, law, *what, below)}


@pytest.mark.parametrize(
    "flow, given_, reasons",
    [
        ({"from": "2020"}, {"on": "2019-12-31"}, ("date",)),
        ({"to": "2018"}, {"on": "2019-01-01"}, ("date",)),
        ({}, {"on": "2009-12-31"}, ("ground",)),
        ({"claims": [{"source": "paper"}]}, {}, ("lens",)),
        ({"claims": [{"source": "paper"}]}, {"sources": "official"}, ("sources",)),
        ({"modality": "proposed", "basis": BILL}, {"lens": "alleged"}, ("proposed",)),
    ],
)
def test_each_reason_is_told(tiny, flow, given_, reasons):
    assert blocks(tiny(pack(**flow)), **given_) == {"look": (reasons, True)}


@pytest.mark.parametrize(
    "lever", [{"repeal": {"act": LAW}}, {"bar": {"of": {"recipient": ["police"]}}}, {"repeal": {"act": LAW, "from": "2015"}}]
)
def test_a_reform_is_a_reason(tiny, lever):
    assert blocks(tiny(pack()), levers=[lever]) == {"look": (("reform",), True)}


def test_what_a_reform_left_in_part_is_a_reason_only_for_the_rest(tiny):
    given = pack(information=["taps", "faces"])
    given["collections"][0]["information"] = ["taps", "faces"]
    levers = [{"bar": {"of": {"recipient": ["police"], "information": ["faces"]}}}]
    assert blocks(tiny(given), levers=levers) == {}
    assert blocks(tiny(given), ("police", "faces"), levers=levers) == {"look": (("reform",), True)}


def test_two_reasons_stand_side_by_side_and_a_second_record_is_not_alone(tiny):
    given = pack(**{"from": "2020", "claims": [{"source": "paper"}]})
    given["flows"][1]["from"] = "2021"
    assert blocks(tiny(given), on="2019-12-31") == {"look": (("date", "lens"), True)}
    assert blocks(tiny(given), ("court", "taps"), on="2019-12-31") == {"look": (("date", "lens"), False)}


def test_a_person_whom_no_record_concerns_is_reached_by_none(tiny):
    assert blocks(tiny(pack(subject=["guest"]))) == {}
    given = pack()
    given["collections"][0]["when"] = "flies"
    assert blocks(tiny(given)) == {}


def test_a_permission_that_is_too_strong_blocks_where_one_is_asked_of(tiny):
    court = {"access": "request", "shown": "yes", "authorisation": "court"}
    policy = tiny(pack(principle=court))
    assert blocks(policy, below="court") == {"look": (("gate",), True)}
    assert blocks(policy) == {}
    assert blocks(tiny(pack()), below="court") == {}


def test_only_what_evidence_alone_keeps_out_is_unknown(tiny):
    law = spread(world(tiny(pack(claims=[{"source": "paper"}])), on="2016"))
    assert [each.unknown for each in certificate(law, law, "police", "taps")] == [True]
    late = spread(world(law.policy, on="2009"))
    assert [each.unknown for each in certificate(late, late, "police", "taps")] == [False]


def test_on_the_real_pack_an_alleged_record_alone_would_let_the_ministry_hold_payments(by):
    here = spread(world(by, persona="commuter", on="2025-03-03"))
    assert [(each.record, each.reasons, each.alone) for each in certificate(here, here, "mvd", "bank-tx")] == [
        ("all-operations-to-law-enforcement", ("lens",), True)
    ]
