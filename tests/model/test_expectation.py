"""Expectations: read with their place, run in their world, and told what is found instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.expectation import Expectation, read_expectations, run
from model.fault import Faults
from model.policy.library import find


def asked(xa, folder, text: str):
    """What is found instead, for expectations of Aldermark given as YAML."""
    return [each.instead for each in run(xa, folder({"expects/a.yaml": text}))]


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("holds: fare-record", ""),
        ("holds: bus-data", ""),
        ("holds: medical", "it is not derived"),
        ("holds: health-data", "it is not derived"),
        ("lacks: fare-record", "it is derived"),
        ("lacks: medical", ""),
        ("consequence: call-in", ""),
        ("no_consequence: call-in", "it opens"),
        ("consequence: call-in, on: 2017-01-01", "it does not open"),
        ("consequence: tax-letter", "it does not open"),
        ("no_consequence: tax-letter", ""),
        ("consequence: call-in, least: court", "least is paper"),
        ("holds: fare-record, through: xa/edict/2021-11-08/205", ""),
        ("holds: fare-record, through: transport-registry", ""),
        ("holds: fare-record, through: c-account", "no chain passes c-account"),
        ("holds: fare-record, not_through: c-tap", "a chain passes c-tap"),
        ("holds: fare-record, evidence: law", ""),
        ("holds: fare-record, evidence: practice", "evidence is law"),
        ("holds: fare-record, since: 2018-10-01", ""),
        ("holds: fare-record, since: 2018-10", ""),
        ("holds: fare-record, since: 2018", "since is 2018-10-01"),
        ("holds: fare-record, day: false", "day is True"),
        ("holds: fare-record, day: true, least: paper, most: paper", ""),
        ("holds: fare-record, most: court", "most is paper"),
        ("holds: fare-record, persona: patient", "it is not derived"),
        ("holds: identity, lens: law", "it is not derived"),
        ("holds: movements, repeal: [xa/law/2018-03-01/12]", "it is not derived"),
        ("holds: fare-record, repeal: [xa/law/2015-05-20/31, xa/edict/2021-11-08/205], conduct: persist", ""),
        ("holds: fare-record, sources: official", ""),
        ("holds: fare-record, reforms: [registry-court-shown], least: court, most: court", ""),
        ("holds: fare-record, reforms: [registry-court-shown], most: paper", "most is court"),
        ("holds: cctv-video, reforms: [without-edict, no-face-match]", "it is not derived"),
        ("holds: fare-record, reforms: [without-edict], repeal: [xa/law/2015-05-20/31]", "it is not derived"),
        ("holds: identity, reforms: [no-face-match], conduct: persist", ""),
        ("lacks: identity, reforms: [no-face-match]", ""),
        ("consequence: call-in, reforms: [registry-court-shown], least: court", ""),
    ],
)
def test_an_expectation_is_met_or_told_what_is_found_instead(xa, folder, words, instead):
    assert asked(xa, folder, f"expects:\n  - {{says: So., actor: police, {words}}}\n") == [instead]


def test_each_expectation_stands_in_its_file_and_line(xa, folder):
    text = "expects:\n  - says: One.\n    actor: police\n    holds: medical\n  - {says: Two., actor: police, lacks: medical}\n"
    base = folder({"expects/b.yaml": text})
    first, second = run(xa, base)
    assert (Path(first.file).name, first.line, second.line) == ("b.yaml", 2, 5)
    assert (first.expectation.says, second.instead) == ("One.", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("actor: polise, holds: taps", "there is no actor or system 'polise'. Did you mean police"),
        ("actor: police, holds: fare-recor", "there is no kind of information 'fare-recor'. Did you mean fare-record"),
        ("actor: police, lacks: fare-recor", "there is no kind of information 'fare-recor'. Did you mean fare-record"),
        ("actor: police, consequence: call-ins", "there is no consequence 'call-ins'. Did you mean call-in"),
        ("actor: police, no_consequence: call-ins", "there is no consequence 'call-ins'. Did you mean call-in"),
        ("actor: police, holds: fare-record, lens: laws", "there is no lens 'laws'. Did you mean law"),
        ("actor: police, holds: fare-record, not_through: c-tapp", "there is no .* 'c-tapp'"),
        ("actor: police, holds: fare-record, through: c-tapp", "there is no .* 'c-tapp'"),
        ("actor: police, holds: fare-record, reforms: [without-edit]", "there is no reform 'without-edit'. Did you mean without-edict"),
    ],
)
def test_a_word_that_names_nothing_is_a_fault_with_its_line(xa, folder, words, told):
    with pytest.raises(Faults, match=told) as caught:
        asked(xa, folder, f"expects:\n  - {{says: So., {words}}}\n")
    assert [(fault.file.endswith("a.yaml"), fault.line) for fault in caught.value.faults] == [(True, 2)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("expects:\n  - {says: So., actor: police}\n", "say exactly one of holds, lacks, consequence, no_consequence"),
        ("expects:\n  - {says: So., actor: police, holds: a, lacks: b}\n", "say exactly one of"),
        ("expects:\n  - {says: So., actor: police, hold: a}\n", "there is no field 'hold' here. Did you mean holds"),
        ("expects:\n  - {says: So., actor: police, holds: a, least: low}\n", "'low' is none of the known values"),
        ("expects: 7\n", "a file of expectations is a list under `expects:`"),
        ("- 7\n", "a file of expectations is a list under `expects:`"),
    ],
)
def test_what_is_no_expectation_is_a_fault(folder, text, told):
    with pytest.raises(Faults, match=told):
        list(read_expectations(folder({"expects/a.yaml": text})))


def test_faults_of_all_files_are_told_at_once(folder):
    base = folder(
        {"expects/a.yaml": "expects: 7\n", "expects/b.yaml": "expects:\n  - {says: So., actor: police}\n  - {says: So., holds: a}\n"}
    )
    with pytest.raises(Faults) as caught:
        list(read_expectations(base))
    assert [(Path(fault.file).name, fault.line) for fault in caught.value.faults] == [("a.yaml", 1), ("b.yaml", 2), ("b.yaml", 3)]


def test_a_pack_without_expectations_expects_nothing(folder):
    assert list(read_expectations(folder({"pack.yaml": ""}))) == []
    assert len(list(read_expectations(find("xa")))) >= 40


def test_an_expectation_reads_the_plain_words_of_yaml():
    assert Expectation(says="So.", actor="a", holds="b", day="true").day is True


def test_every_unknown_reform_and_every_conflict_stands_at_the_line_of_the_expectation(xa, folder):
    base = folder(
        {"expects/a.yaml": "expects:\n\n  - {says: So., actor: police, holds: fare-record, reforms: [shown, edict-sunset, sunset]}\n"}
    )
    with pytest.raises(Faults) as caught:
        list(run(xa, base))
    assert [(Path(fault.file).name, fault.line, fault.what) for fault in caught.value.faults] == [
        ("a.yaml", 3, "there is no reform 'shown'"),
        ("a.yaml", 3, "there is no reform 'sunset'"),
    ]
    with pytest.raises(Faults, match=r"a\.yaml:2: xa/edict/2021-11-08/205\.to: two levers set this differently") as caught:
        asked(xa, folder, "expects:\n  - {says: So., actor: police, holds: fare-record, reforms: [edict-sunset, without-edict]}\n")
    assert len(caught.value.faults) == 1


def test_the_faults_of_a_reform_stand_in_its_own_file(tiny, folder):
    broken = "reform:\n  id: broken\n  name: Broken\n  levers:\n    - repeal: {act: aa/law/unknown/1}\n"
    policy = tiny({"personas": ["rider"], "actors": ["bus"], "types": ["taps"]}, reforms__broken=broken)
    base = folder({"expects/a.yaml": "expects:\n  - {says: So., actor: bus, lacks: taps, reforms: [broken]}\n"})
    with pytest.raises(Faults) as caught:
        list(run(policy, base))
    assert [(Path(fault.file).name, fault.line, fault.key) for fault in caught.value.faults] == [
        ("broken.yaml", 5, "reform.levers.0.repeal.act")
    ]
    unasked = folder({"expects/a.yaml": "expects:\n  - {says: So., actor: bus, lacks: taps}\n"})
    assert [each.instead for each in run(policy, unasked)] == [""], "a reform that nobody asks for is not read here"


def test_a_record_or_power_that_a_reform_cut_is_still_found_by_its_id(tiny, folder):
    law, edict = "aa/law/2010-01-01/1", "aa/edict/2015-01-01/2"
    levers = f"    - require: {{of: {{act: {law}}}, authorisation: court}}\n    - repeal: {{act: {edict}}}\n"
    cut = f"reform:\n  id: cut\n  name: Cut\n  levers:\n{levers}"
    both = {"modality": "power", "basis": [[law], [edict]], "principle": {"access": "request", "authorisation": "none", "shown": "yes"}}
    policy = tiny(
        {
            "types": ["taps"],
            "facts": ["rides"],
            "personas": [{"id": "rider", "facts": ["rides"]}],
            "actors": ["bus", "police"],
            "instruments": [law, edict],
            "collections": [{"id": "ride", "when": "rides", "recipient": "bus", "information": ["taps"], "by_nature": "true"}],
            "flows": [{"id": "look", "sender": "bus", "recipient": "police", "information": ["taps"], **both}],
            "consequences": [{"id": "call-in", "actors": ["police"], "premises": ["taps"], **both}],
        },
        reforms__cut=cut,
    )
    words = [
        "holds: taps, through: look",
        "holds: taps, not_through: look",
        "consequence: call-in, through: look, least: court",
        "no_consequence: call-in",
        "consequence: call-in, through: call-in",
        "consequence: call-in, not_through: call-in",
    ]
    rows = "".join(f"  - {{says: So., actor: police, reforms: [cut], {each}}}\n" for each in words)
    assert asked(policy, folder, f"expects:\n{rows}") == ["", "a chain passes look", "", "it opens", "", "a chain passes call-in"]
