"""Reforms from a pack's folder, from a reader's file, and from plain data; and written back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from model.fault import Faults
from model.policy.library import assemble
from model.reform.shelf import of_levers, of_text, reform, reforms, told

EDICT, BILL = "xa/edict/2021-11-08/205", "xa/law/unknown/bill-1"
GOOD = f"reform:\n  id: good\n  name: {{en: Good, be: Добрая, ru: Хорошая}}\n  levers:\n    - repeal: {{act: {EDICT}}}\n"


def faults(given):
    """The faults of something that raises them, each as file, line, key, what is wrong and what would be right."""
    with pytest.raises(Faults) as caught:
        given()
    return [(Path(fault.file).name, fault.line, fault.key, fault.what, fault.right) for fault in caught.value.faults]


@pytest.fixture
def shelf(tiny):
    """Reads a pack with some files of reforms; its only act is aa/law/2010-01-01/1."""

    def read(**files):
        return tiny(
            {"personas": ["rider"], "actors": ["bus", "police"], "types": ["taps"], "instruments": ["aa/law/2010-01-01/1"]},
            **{f"reforms__{name}": text for name, text in files.items()},
        )

    return read


def one(key, act="aa/law/2010-01-01/1", more=""):
    return f"reform:\n  id: {key}\n  name: {key}\n{more}  levers:\n    - repeal: {{act: {act}}}\n"


def test_the_reforms_of_a_pack_are_found_by_id_in_order_of_file(shelf):
    policy = shelf(b=one("second"), a=one("third"), c=one("first"))
    assert list(reforms(policy)) == ["third", "second", "first"]
    assert reforms(policy)["first"].name.en == "first"
    assert reforms(policy) is reforms(policy), "read once"


def test_a_pack_without_reforms_and_a_policy_that_was_not_read_have_none(shelf, xa):
    assert reforms(shelf()) == {}
    assert reforms(replace(xa, folder=None, digest="in memory")) == {}


def test_one_reform_by_its_id_or_from_a_file(xa, folder):
    base = folder({"mine.yaml": GOOD, "mine.yml": GOOD, "mine": GOOD})
    assert reform(xa, "without-edict").levers == reform(xa, str(base / "mine.yaml")).levers
    assert reform(xa, str(base / "mine.yml")) == reform(xa, str(base / "mine")) == of_text(GOOD, "here", xa)


def test_an_unknown_id_or_file_is_a_fault(xa, shelf):
    ((*_, what, right),) = faults(lambda: reform(xa, "without-edit"))
    assert (what, right) == (
        "there is no reform 'without-edit'",
        "Did you mean without-edict or without-records-law or taps-without-owners?",
    )
    ((_, _, _, what, right),) = faults(lambda: reform(shelf(), "x"))
    assert (what, right) == ("there is no reform 'x'", "")
    ((file, line, _, what, _),) = faults(lambda: reform(xa, "nowhere/at-all.yaml"))
    assert (file, line) == ("at-all.yaml", 1) and what.startswith("cannot be read:")


def test_an_id_that_no_file_system_would_take_is_unknown_like_any_other(xa):
    ((*_, what, _),) = faults(lambda: reform(xa, "a" * 5000))
    assert what.startswith("there is no reform 'aaa")


def test_an_unknown_kind_of_lever_and_an_unknown_act_are_told_at_once_with_file_line_and_key(xa):
    text = (
        "reform:\n  id: mine\n  name: Mine\n  levers:\n    - repeel: {act: x}\n    - require:\n        of: {recipient: [police]}\n"
        "        authorisation: judge\n"
    )
    assert faults(lambda: of_text(text, "mine.yaml", xa)) == [
        ("mine.yaml", 5, "reform.levers.0", "there is no lever 'repeel'. Did you mean repeal?", ""),
        (
            "mine.yaml",
            8,
            "reform.levers.1.require.authorisation",
            "'judge' is none of the known values",
            "Known: court, executive, prosecutor.",
        ),
    ]
    text = (
        f"reform:\n  id: mine\n  name: Mine\n  sources: [kettle, kettel]\n  levers:\n    - repeal:\n        act: {EDICT}x\n"
        "    - require:\n        of:\n          recipient:\n            - police\n            - polise\n        shown: yes\n"
    )
    assert faults(lambda: of_text(text, "mine.yaml", xa)) == [
        ("mine.yaml", 4, "reform.sources.1", "there is no source 'kettel'", "Did you mean kettle or gazette or kettle-files?"),
        ("mine.yaml", 7, "reform.levers.0.repeal.act", f"there is no act '{EDICT}x'", f"Did you mean {EDICT}?"),
        (
            "mine.yaml",
            12,
            "reform.levers.1.require.of.recipient.1",
            "there is no actor or system 'polise'",
            "Did you mean police or people-register?",
        ),
    ]


@pytest.mark.parametrize(
    ("lever", "line", "key", "what"),
    [
        ("repeal", 5, "reform.levers.0", "a lever is one key with its fields, such as `repeal: {act: …}`; known: bar, enact,"),
        ("{repeal: {act: a}, enact: {act: b}}", 5, "reform.levers.0", "a lever is one key with its fields"),
        ("{repeal: }", 5, "reform.levers.0", "`repeal` needs its fields, act, from"),
        ("{sunset: [a]}", 5, "reform.levers.0", "`sunset` needs its fields, act, after, unit"),
        (
            "{tax: {act: a}}",
            5,
            "reform.levers.0",
            "there is no lever 'tax'. Known: bar, enact, log-and-notify, narrow, repeal, require, retain, sunset.",
        ),
        ("{repeal: {acts: a}}", 5, "reform.levers.0.repeal.acts", "there is no field 'acts' here"),
        ("{repeal: {act: edict 205}}", 5, "reform.levers.0.repeal.act", "'edict 205' is not written as an id"),
        (
            "{require: {of: {}, shown: yes}}",
            5,
            "reform.levers.0.require.of",
            "say what it is about: records, act, sender, recipient or information",
        ),
    ],
)
def test_what_is_no_lever_says_what_would_be(xa, lever, line, key, what):
    text = f"reform:\n  id: mine\n  name: Mine\n  levers:\n    - {lever}\n"
    found = [each for each in faults(lambda: of_text(text, "mine.yaml", xa)) if each[2] == key]
    assert [(each[1], each[3].startswith(what)) for each in found] == [(line, True)]


def test_fields_of_the_reform_itself_are_checked_beside_its_levers(xa):
    text = f"reform:\n  id: Mine!\n  titel: x\n  levers:\n    - repeal: {{act: {EDICT}}}\n    - sunsett: {{}}\n"
    assert [(line, key, what) for _, line, key, what, _ in faults(lambda: of_text(text, "mine.yaml", xa))] == [
        (1, "reform.name", "'name' is missing"),
        (2, "reform.id", "'Mine!' is not written as an id"),
        (3, "reform.titel", "there is no field 'titel' here"),
        (6, "reform.levers.1", "there is no lever 'sunsett'. Did you mean sunset?"),
    ]


@pytest.mark.parametrize(
    "text", ["7\n", "- a\n", "reform: x\n", "reform: {id: a}\n", "reform: {id: a, name: A, levers: x}\n", "reforms: []\n", ""]
)
def test_what_is_no_reform_says_what_one_is(xa, text):
    assert faults(lambda: of_text(text, "mine.yaml", xa)) == [
        (
            "mine.yaml",
            1,
            "",
            "a reform is `reform:` with id, name and a list of levers",
            "Write `levers:` and `- repeal: {act: …}` below it.",
        )
    ]


def test_what_is_not_yaml_is_told_once(xa):
    ((file, line, key, what, _),) = faults(lambda: of_text("reform:\n  id: [a\n", "mine.yaml", xa))
    assert (file, key, what.startswith("not YAML: ")) == ("mine.yaml", "", True)
    assert line == 3


def test_an_id_stands_once_in_a_pack_and_the_faults_of_all_files_are_told_at_once(shelf):
    policy = shelf(a=one("same"), b=one("same"), c=one("other", "aa/law/2010-01-01/2"), d="7\n")
    assert [each[:4] for each in faults(lambda: reforms(policy))] == [
        ("b.yaml", 2, "reform.id", "the id 'same' stands twice"),
        ("c.yaml", 5, "reform.levers.0.repeal.act", "there is no act 'aa/law/2010-01-01/2'"),
        ("d.yaml", 1, "", "a reform is `reform:` with id, name and a list of levers"),
    ]


def test_a_reform_of_a_readers_own_levers_needs_no_file(xa):
    made = of_levers([{"repeal": {"act": EDICT}}, {"enact": {"act": BILL, "from": "2031"}}], xa)
    assert (made.id, made.name.en, [type(each).__module__.rpartition(".")[2] for each in made.levers]) == (
        "own",
        "own",
        ["repeal", "enact"],
    )
    assert of_levers(made.levers, xa, "again").levers == made.levers
    wrong = [{"repeal": {"act": EDICT, "form": "2020"}}, {"repeal": {"act": "xa/law/unknown/1"}}]
    assert [each[:4] for each in faults(lambda: of_levers(wrong, xa))] == [
        ("", 0, "reform.levers.0.repeal.form", "there is no field 'form' here"),
        ("", 0, "reform.levers.1.repeal.act", "there is no act 'xa/law/unknown/1'"),
    ]


LEVERS = [
    {"repeal": {"act": EDICT}},
    {"repeal": {"act": EDICT, "from": "2025-03"}},
    {"enact": {"act": BILL}},
    {"enact": {"act": BILL, "from": "2031"}},
    {"sunset": {"act": EDICT, "after": 5}},
    {"sunset": {"act": EDICT, "after": 90, "unit": "days"}},
    {
        "require": {
            "of": {"act": EDICT, "sender": ["transport-registry"], "information": ["bus-data"]},
            "authorisation": "court",
            "shown": "no",
            "independent": "yes",
        }
    },
    {"narrow": {"of": {"records": ["taps-to-registry"]}, "drop": ["card-owner"]}},
    {"narrow": {"of": {"act": EDICT}, "only": ["citizen"]}},
    {"retain": {"of": {"recipient": ["police"]}, "length": 30}},
    {"retain": {"of": {"recipient": ["police"]}, "length": 1, "unit": "years"}},
    {"bar": {"of": {"recipient": ["police"]}}},
    {"bar": {"inference": "face-match"}},
    {"bar": {"inference": "face-match", "at": ["police"]}},
    {"log-and-notify": {"of": {"recipient": ["police"]}}},
    {"log-and-notify": {"of": {"recipient": ["police"]}, "told": False}},
]


@pytest.mark.parametrize("lever", LEVERS, ids=str)
def test_a_lever_read_and_written_is_what_it_was(xa, lever):
    made = of_levers([lever], xa)
    assert made.plain()["levers"] == [lever]
    assert of_text(told(made), "told", xa) == made


def test_a_reform_is_written_as_its_file_says_it(xa):
    every = reforms(xa)
    assert len(every) >= 4
    for key, each in every.items():
        assert of_text(told(each), key, xa) == each
    assert told(of_text(GOOD, "good", xa)) == (
        f"reform:\n  id: good\n  name:\n    en: Good\n    be: Добрая\n    ru: Хорошая\n  levers:\n  - repeal:\n      act: {EDICT}\n"
    )


def test_a_pack_read_again_finds_a_new_reform(shelf):
    policy = shelf(a=one("first"))
    assert list(reforms(policy)) == ["first"]
    (policy.folder / "reforms" / "b.yaml").write_text(one("second"))
    assert list(reforms(assemble(policy.folder))) == ["first", "second"]
