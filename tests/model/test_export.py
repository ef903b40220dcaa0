"""Packs and worlds in other forms; clingo, from raw facts, derives what the spread does."""

from __future__ import annotations

import json
from datetime import date

import clingo
import pytest

from model.export import export, forms
from model.exports.datalog import facts, number, quoted
from model.exports.json import LISTS
from model.fault import Faults
from model.policy.evidence import LENSES
from model.reform.reform import reformed
from model.reform.shelf import of_levers
from model.spread.liveness import calendar
from model.spread.spread import spread
from model.spread.world import world

CHOICES = """
1 { on(D) : asked(D) } 1.
1 { lens(0..3) } 1.
{ obey }.
{ repealed(A) } :- act(A).
"""


def shown(model: clingo.Model) -> set[tuple[str, ...]]:
    return {(atom.name, *(part.string for part in atom.arguments)) for atom in model.symbols(shown=True)}


def derived(found) -> set[tuple[str, ...]]:
    return {("holds", *each) for each in found.held} | {("opens", each.consequence, each.actor) for each in found.consequences}


def twenty(policy) -> list[date]:
    """Twenty days of change spread evenly over the calendar, every other one moved to the day before."""
    days = calendar(policy, "all").days[1:]
    return [
        day if index % 2 else date.fromordinal(day.toordinal() - 1)
        for index, day in enumerate(days[len(days) * step // 20] for step in range(20))
    ]


class Asked:
    """One persona's program, ground once: day, lens, conduct and repeals are chosen by assumptions."""

    def __init__(self, policy, persona: str, days: list[date]) -> None:
        self.policy, self.persona = policy, persona
        program = export(world(policy, persona=persona, on=days[0]), "datalog")
        head = next(facts(world(policy, persona=persona, on=days[0])))
        assert program.count(head) == 1
        self.control = clingo.Control(["--warn=none"])
        self.control.add("base", [], program.replace(head, "") + CHOICES + "".join(f"asked({number(day)})." for day in days))
        self.control.ground([("base", [])])
        self.days = days

    def compare(self, day: date, lens: str, conduct: str, repeal: tuple[str, ...]) -> None:
        def atom(name: str, *given: int | str) -> clingo.Symbol:
            return clingo.Function(name, [clingo.Number(each) if isinstance(each, int) else clingo.String(each) for each in given])

        chosen = [(atom("on", number(each)), each == day) for each in self.days]
        chosen += [(atom("lens", level), each == lens) for level, each in enumerate(LENSES)]
        chosen += [(atom("obey"), conduct == "obey")]
        chosen += [(atom("repealed", act), act in repeal) for act in self.policy.instruments]
        models: list[set[tuple[str, ...]]] = []
        self.control.solve(assumptions=chosen, on_model=lambda model: models.append(shown(model)))
        found = spread(world(self.policy, persona=self.persona, on=day, lens=lens, conduct=conduct, repeal=repeal))
        assert models == [derived(found)], (self.persona, day, lens, conduct, repeal)


def repeals(policy) -> list[tuple[str, ...]]:
    """No repeal, and then each act on which something rests, alone and with the one after it."""
    used = sorted(
        {
            ref.partition("#")[0]
            for each in (*policy.flows.values(), *policy.collections.values(), *policy.consequences.values())
            for basis in (each.basis, each.under if each.under != "none-known" else ())
            for together in basis or ()
            for ref in together
        }
    )
    return [(), *((act,) for act in used), *zip(used, [*used[1:], used[0]], strict=True)]


@pytest.mark.parametrize("pack", ["xa", "by"])
def test_clingo_agrees_for_every_persona_on_twenty_days_in_every_lens_and_under_either_conduct(request, pack):
    """The whole product persona × 20 days × 4 lenses × 2 conducts.

    Each persona's program is ground once, and day, lens and conduct are assumptions; conduct matters only where something
    is repealed, so the product cycles through all single repeals and pairs of neighbours, beginning with none.
    """
    policy = request.getfixturevalue(pack)
    gone, turn = repeals(policy), 0
    for persona in policy.personas:
        asked = Asked(policy, persona, twenty(policy))
        for day in asked.days:
            for lens in LENSES:
                for conduct in ("obey", "persist"):
                    asked.compare(day, lens, conduct, gone[turn % len(gone)] if turn % 3 else ())
                    turn += 1


@pytest.mark.parametrize("pack", ["xa", "by"])
def test_the_program_alone_agrees_for_every_persona(request, pack):
    """The text as it is exported, without choices: each persona once, with days, lenses, conducts, sources and repeals cycling."""
    policy = request.getfixturevalue(pack)
    days, gone = twenty(policy), repeals(policy)
    for turn, persona in enumerate(policy.personas):
        here = world(
            policy,
            persona=persona,
            on=days[-1 - turn % 20],
            lens=LENSES[turn % 4],
            conduct=("obey", "persist")[turn // 2 % 2],
            sources=("all", "official")[turn % 2],
            repeal=gone[turn * 7 % len(gone)],
        )
        control = clingo.Control(["--warn=none"])
        control.add("base", [], export(here, "datalog"))
        control.ground([("base", [])])
        models: list[set[tuple[str, ...]]] = []
        control.solve(on_model=lambda model, models=models: models.append(shown(model)))
        assert models == [derived(spread(here))]


def test_clingo_gets_raw_facts_and_derives_what_is_live_itself(xa):
    told = list(facts(world(xa, repeal=["xa/edict/2021-11-08/205"])))
    assert told[0] == "on(20300101). lens(1). obey."
    assert 'repealed("xa/edict/2021-11-08/205").' in told
    assert any("proposed" in line for line in told)
    assert 'inserted("xa/law/2009-10-02/55#p8a","xa/edict/2021-11-08/205").' in told
    assert not any(line.startswith(("live(", "holds(")) for line in told)
    assert next(facts(world(xa, conduct="persist", lens="alleged", on="2020-02-03"))) == "on(20200203). lens(3)."


def test_an_inserted_provision_of_unknown_start_is_the_same_to_clingo(tiny):
    policy = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus"],
            "instruments": [
                {
                    "id": "aa/law/2010-01-01/1",
                    "in_force": "2010-01-01",
                    "provisions": [{"id": "p", "inserted_by": "aa/edict/2015-01-01/2", "from": "unknown", "to": "2020"}],
                },
                {"id": "aa/edict/2015-01-01/2", "in_force": "2015-01-01", "ended": "2030"},
            ],
            "collections": [
                {
                    "id": "tap",
                    "when": "rides",
                    "recipient": "bus",
                    "information": ["taps"],
                    "modality": "duty",
                    "basis": "aa/law/2010-01-01/1#p",
                }
            ],
        }
    )
    for on in ("2012-01-01", "2016-01-01", "2021-01-01"):
        here = world(policy, on=on)
        control = clingo.Control(["--warn=none"])
        control.add("base", [], export(here, "datalog"))
        control.ground([("base", [])])
        models: list[set[tuple[str, ...]]] = []
        control.solve(on_model=lambda model, models=models: models.append(shown(model)))
        assert models == [derived(spread(here))], on


def test_ids_are_quoted_for_clingo():
    assert quoted('a"b\\c') == '"a\\"b\\\\c"'
    assert number(date(2021, 5, 4)) == 20210504
    assert clingo.parse_term(quoted('a"b\\c')).string == 'a"b\\c'


def test_the_whole_pack_is_one_json_object(xa):
    told = json.loads(export(world(xa), "json"))
    assert set(told) == {"pack", "claims", *LISTS}
    assert {name: len(told[name]) for name in LISTS} == {name: len(getattr(xa, name)) for name in LISTS}
    assert told["pack"]["digest"] == xa.digest
    assert len(told["claims"]) == len(list(xa.claims()))
    assert {each["about"] for each in told["claims"]} == {key for key, _ in xa.claims()}
    assert not any("claims" in record for name in LISTS for record in told[name])


def test_records_in_json_carry_their_computed_state_and_start(xa):
    told = json.loads(export(world(xa), "json"))
    flows, acts = ({each["id"]: each for each in told[name]} for name in ("flows", "instruments"))
    collections = {each["id"]: each for each in told["collections"]}
    assert (flows["support-line"]["state"], flows["support-line"]["contested"]) == ("capability", True)
    assert flows["shop-sells-receipts"]["from"] == {"on": "2025-06", "kind": "first-evidenced"}
    assert collections["c-tap"]["state"] == "by-nature"
    assert collections["c-call"]["from"] is None
    assert acts["xa/edict/2021-11-08/205"]["from"]["kind"] == "in-force"
    assert told["members"][0]["class"]
    assert "state" not in told["actors"][0]


def test_a_record_that_no_claim_supports_is_exported_without_a_state(tiny):
    policy = tiny(
        {
            "actors": ["a", "b"],
            "types": ["t"],
            "flows": [
                {
                    "id": "f",
                    "sender": "a",
                    "recipient": "b",
                    "information": ["t"],
                    "modality": "observed",
                    "under": "none-known",
                    "from": "2020",
                    "claims": [{"source": "gazette", "stance": "disputes"}],
                }
            ],
        }
    )
    [flow] = json.loads(export(world(policy), "json"))["flows"]
    assert "state" not in flow
    assert not any('record("f")' in line for line in facts(world(policy)))


def test_forms_are_found_by_walking_the_folder_and_an_unknown_one_is_told(xa):
    assert set(forms()) >= {"json", "datalog"}
    with pytest.raises(Faults, match=r"there is no export form 'jsn'. Did you mean json"):
        export(world(xa), "jsn")


@pytest.mark.parametrize("conduct", ["obey", "persist"])
@pytest.mark.parametrize("repeal, on", [
    ((), "2020"), (("aa/edict/2012-01-01/2",), "2020"), (("aa/law/2010-01-01/1",), "2020"), ((), "2011")])
def test_a_practice_that_a_reform_cut_is_exported_with_all_it_was_carried_out_under(tiny, conduct, repeal, on):
    law, edict = "aa/law/2010-01-01/1", "aa/edict/2012-01-01/2"
    policy = tiny({
        "types": ["taps"], "facts": ["rides"], "personas": [{"id": "rider", "facts": ["rides"]}], "actors": ["bus", "police"],
        "instruments": [{"id": law, "in_force": "2010-01-01"}, {"id": edict, "in_force": "2012-01-01"}],
        "collections": [{"id": "tap", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
        "flows": [{"id": "seen", "sender": "bus", "recipient": "police", "information": ["taps"], "modality": "observed",
                   "under": [[law], [edict]]}],
    })
    bar = of_levers([{"bar": {"of": {"act": law}}}], policy)
    here = reformed(world(policy, on=on, conduct=conduct, repeal=repeal), [bar])
    assert bool(here.policy.said) == (conduct == "obey")
    control = clingo.Control(["--warn=none"])
    control.add("base", [], export(here, "datalog"))
    control.ground([("base", [])])
    models: list[set[tuple[str, ...]]] = []
    control.solve(on_model=lambda model: models.append(shown(model)))
    assert models == [derived(spread(here))]
