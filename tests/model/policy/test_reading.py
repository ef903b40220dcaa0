"""Every mistake is told with file, line, key, what is wrong and the nearest right thing; all of a pack at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from model.fault import Faults
from model.policy import page, reading
from model.policy.flow import Flow
from model.policy.library import assemble
from model.policy.reading import read_folder
from model.policy.record import Name
from model.policy.source import Claim

DATA = yaml.load((Path(__file__).parents[1] / "faults" / "faults.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
SOUND = DATA["sound"]


def faults(folder: Path) -> list[str]:
    """All that the reader says of a folder, without the folder's own path."""
    try:
        assemble(folder)
    except Faults as found:
        return [str(fault).replace(f"{folder}/", "") for fault in found.faults]
    return []


@pytest.mark.parametrize("case", [pytest.param(each, id=each["says"]) for each in DATA["cases"]])
def test_every_mistake_is_told_with_its_place_and_what_would_be_right(folder, case):
    assert sorted(faults(folder({"pack.yaml": SOUND, "more.yaml": case["text"]}))) == sorted(case["told"])


def test_the_sound_pack_has_no_fault(folder):
    assert faults(folder({"pack.yaml": SOUND})) == []


def test_mistakes_of_all_kinds_are_told_at_once_in_order_of_file_and_line(folder):
    told = faults(
        folder(
            {
                "pack.yaml": SOUND,
                "a.yaml": "types:\n  - {id: fare, nam: Fare}\nflos: []\n",
                "b.yaml": "actors: [\n",
                "c.yaml": b"\xff\xfe\x00bad",
                "d.yaml": "operates:\n  - {id: runs, actor: polise, system: registry, from: 2020, claims: [{source: gazet}]}\n",
                "texts/ru.yaml": "polise: Полиция\n",
            }
        )
    )
    assert [line.split(": ")[0] for line in told] == [
        "a.yaml:2",
        "a.yaml:2",
        "a.yaml:3",
        "b.yaml:2",
        "c.yaml:1",
        "d.yaml:2",
        "d.yaml:2",
        "texts/ru.yaml:1",
    ]


def test_a_file_that_is_not_utf_8_is_told(folder):
    [told] = faults(folder({"pack.yaml": SOUND, "more.yaml": "types: [{id: fare, name: Плата}]".encode("cp1251")}))
    assert told.startswith("more.yaml:1: cannot be read: 'utf-8' codec can't decode byte 0xcf in position 25")
    assert told.endswith(". Save it as UTF-8 text.")


def test_a_control_character_is_not_yaml(folder):
    [told] = faults(folder({"pack.yaml": SOUND, "more.yaml": b"types: [{id: fare, name: \x07}]"}))
    assert told.startswith("more.yaml:1: not YAML: ")


def test_a_file_that_cannot_be_opened_is_told(folder):
    base = folder({"pack.yaml": SOUND})
    (base / "more.yaml").mkdir()
    [told] = faults(base)
    assert told.startswith("more.yaml:1: cannot be read: ")


def test_a_file_that_is_too_large_is_not_opened(folder, monkeypatch):
    monkeypatch.setattr(page, "MAX_BYTES", 2_000_000)
    text = "types: []\n" + "# as large as can be\n" * 100_000
    assert faults(folder({"pack.yaml": SOUND, "more.yaml": text})) == [
        "more.yaml:1: the file is too large. Split it into files of at most 2 MB."
    ]


def test_a_file_nested_too_deeply_is_told_where_it_gets_too_deep(folder):
    told = faults(folder({"pack.yaml": SOUND, "more.yaml": "types:\n  - {id: fare, name: Fare, note: " + "[" * 40 + "]" * 40 + "}\n"}))
    assert "nested too deeply. A pack needs no more than 24 levels." in told[-1]
    assert told[-1].startswith("more.yaml:2: types.0.note.0.0")


@pytest.mark.parametrize("levels", [5_000, 1_000_000])
def test_no_depth_of_nesting_kills_the_reader(folder, levels):
    base = folder({"pack.yaml": SOUND, "more.yaml": "[" * levels})
    code = "import sys, pathlib, model.policy.reading as r; print(len(r.read_page(pathlib.Path(sys.argv[1]), 'x').faults))"
    told = [sys.executable, "-c", code, str(base / "more.yaml")]
    run = subprocess.run(told, capture_output=True, text=True, cwd=Path(__file__).parents[3], check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "1")


def test_where_yaml_is_read_without_its_c_library_depth_is_told_too(folder, monkeypatch):
    monkeypatch.setattr(page, "_LOADER", yaml.SafeLoader)
    [told] = faults(folder({"pack.yaml": SOUND, "more.yaml": "[" * 3_000 + "]" * 3_000}))
    assert told == "more.yaml:1: nested too deeply. A pack needs no more than 24 levels."


def test_two_hundred_aliases_are_read_and_not_one_more(folder):
    def text(times: int) -> str:
        return "types:\n  - &one {id: fare, name: &name {en: Fare}}\n" + "".join(
            f"  - {{id: fare-{n}, name: *name}}\n" for n in range(times)
        )

    assert faults(folder({"pack.yaml": SOUND, "more.yaml": text(200)})) == []
    told = faults(folder({"pack.yaml": SOUND, "more.yaml": text(202)}))
    assert "more.yaml:203: types.201.name: too many aliases. A file may repeat at most 200 anchors." in told
    assert sum("too many aliases" in line for line in told) == 1


def test_aliases_that_grow_without_limit_are_stopped(folder):
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)) + "b: &b [*b]\n"
    assert any("too many aliases" in line for line in faults(folder({"pack.yaml": SOUND, "more.yaml": text})))


def test_an_alias_that_holds_itself_is_told(folder):
    assert faults(folder({"pack.yaml": SOUND, "more.yaml": "types: [{id: fare, name: Fare, note: &n {en: *n}}]\n"})) != []


def test_a_pack_without_its_page_is_told(folder):
    assert faults(folder({"types.yaml": "types: [{id: fare, name: Fare}]\n"})) == [
        "pack.yaml: pack: a pack says what it is. Begin with `pack:`."
    ]


def test_a_page_that_is_half_written_is_told_alone(folder):
    told = faults(folder({"pack.yaml": "pack: {id: aa, name: Tiny}\n"}))
    assert {line.split(": ")[1] for line in told} == {
        "pack.version",
        "pack.as_of",
        "pack.languages",
        "pack.licence",
        "pack.about",
        "pack.persons",
    }


def test_expectations_lessons_and_reforms_are_read_apart(folder):
    assert (
        faults(folder({"pack.yaml": SOUND, "expects/a.yaml": "expects: 7", "lessons/b.yaml": "lesson: 7", "reforms/c.yaml": "- 7"})) == []
    )


# ---------------------------------------------------------------- names in other languages


def names(folder, **files: str):
    return assemble(folder({"pack.yaml": SOUND, **{f"texts/{language}.yaml": text for language, text in files.items()}}))


def test_names_come_from_the_language_files(folder):
    policy = names(
        folder,
        be="police: {name: Міліцыя, official: true}\n",
        ru="police: Милиция\npack: {name: Кроха, about: [Маленький.]}\ntypes/taps: Касания\n",
    )
    name = policy.actors["police"].name
    assert (name.en, name.be, name.ru, name.official) == ("Police", "Міліцыя", "Милиция", ("be",))
    assert policy.pack.name.ru == "Кроха"
    assert policy.pack.about[0].ru == "Маленький."
    assert policy.types["taps"].name.ru == "Касания"
    assert policy.types["tap-time"].name.told("ru") == ("Time", "en")


def test_an_id_of_two_kinds_is_told_apart_by_its_section(folder):
    policy = assemble(
        folder(
            {
                "pack.yaml": SOUND,
                "more.yaml": "topics: [{id: police, name: About police}]\n",
                "texts/ru.yaml": "topics/police: О полиции\nactors/police: Милиция\n",
            }
        )
    )
    assert (policy.topics["police"].name.ru, policy.actors["police"].name.ru) == ("О полиции", "Милиция")


def test_an_id_of_two_kinds_without_its_section_is_told(folder):
    assert faults(
        folder({"pack.yaml": SOUND, "more.yaml": "topics: [{id: police, name: About police}]\n", "texts/ru.yaml": "police: Милиция\n"})
    ) == ["texts/ru.yaml:1: police: 'police' is the id of records of several kinds. Write topics/police or actors/police."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("polise: Милиция", "texts/ru.yaml:1: polise: there is no record 'polise' in this pack. Did you mean police?"),
        (
            "police: {short: П}",
            "texts/ru.yaml:1: police.short: the record has no 'short' in English to translate. Known: claims, id, kind, name.",
        ),
        (
            "pack: {about: [Раз., Два.]}",
            "texts/ru.yaml:1: pack.about: the record has no 'about' in English to translate. "
            "Known: about, as_of, id, languages, licence, name, persons, version.",
        ),
        (
            "police: {name: [а]}",
            "texts/ru.yaml:1: police.name: the record has no 'name' in English to translate. Known: claims, id, kind, name.",
        ),
    ],
)
def test_a_translation_of_nothing_is_told(folder, text, told):
    assert faults(folder({"pack.yaml": SOUND, "texts/ru.yaml": text})) == [told]


def test_a_translation_holds_no_personal_data_either(folder):
    told = faults(folder({"pack.yaml": SOUND, "texts/ru.yaml": "bus-company: Автобусы\npolice: Пишите на office@example.org\n"}))
    assert "texts/ru.yaml:2: police: this looks like an e-mail address, which no pack may hold" in told


def test_a_language_file_without_names_is_no_mistake(folder):
    assert faults(folder({"pack.yaml": SOUND, "texts/ru.yaml": "# nothing yet\n", "texts/be.yaml": "police:\n"})) == []


def test_a_name_that_one_language_did_not_see_stays_official_in_another(folder):
    policy = names(folder, be="police: {name: Міліцыя, official: true}\n", ru="police: {name: Милиция, official: false}\n")
    assert policy.actors["police"].name.official == ("be",)


def test_a_language_file_that_is_a_list_is_told(folder):
    assert [line.split(": ")[0] for line in faults(folder({"pack.yaml": SOUND, "texts/ru.yaml": "- police\n"}))] == ["texts/ru.yaml:1"]


def test_a_list_of_names_for_one_record_is_told(folder):
    assert [line.split(": ")[0] for line in faults(folder({"pack.yaml": SOUND, "texts/ru.yaml": "police: [Милиция]\n"}))] == [
        "texts/ru.yaml:1"
    ]


# ---------------------------------------------------------------- hints inside a record, and progress


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "claims: [{sorce: gazette, source: gazette}]",
            "more.yaml:1: actors.0.claims.0.sorce: there is no field 'sorce' here. Did you mean source?",
        ),
        (
            "name: {en: Office, bee: Бюро}, claims: [{source: gazette}]",
            "more.yaml:1: actors.0.name.bee: there is no field 'bee' here. Did you mean be?",
        ),
    ],
)
def test_an_unknown_field_inside_a_record_is_told_with_the_nearest_known_one(folder, text, told):
    name = "" if text.startswith("name") else "name: Office, "
    assert faults(folder({"pack.yaml": SOUND, "more.yaml": f"actors: [{{id: office, kind: state-body, {name}{text}}}]\n"})) == [told]


def test_the_fields_that_are_known_at_a_place_are_those_of_the_record_that_stands_there():
    assert reading._inside(Flow, ("claims", 0)) is Claim
    assert reading._inside(Flow, ("claims", 0, "says")) is Name
    assert reading._inside(Flow, ("information", 0)) is Flow


def test_reading_tells_how_far_it_is(folder):
    seen: list[tuple[int, int]] = []
    types = "types:\n" + "".join(f"  - {{id: fare-{number}, name: Fare}}\n" for number in range(1200))
    found = read_folder(folder({"pack.yaml": SOUND, "more.yaml": types}), ("en",), lambda done, total: seen.append((done, total)))
    assert len(found.found) >= 1200
    assert len(seen) == 4
    assert seen == sorted(seen)
    assert all(0 < done <= total for done, total in seen)
