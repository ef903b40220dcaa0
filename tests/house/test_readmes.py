"""What the READMEs say is so: paths and commands exist, libraries have reasons, fields are the records' own."""

import json
import os
import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import pytest

from app.command import main, parser
from model.expectation import Expectation
from model.fault import Faults
from model.policy.actor import Role
from model.policy.checking import CLAIMED
from model.policy.flow import Collection
from model.policy.instrument import Provision
from model.policy.library import packs, read
from model.policy.policy import SECTIONS
from model.policy.principle import Principle, Retention
from model.policy.reading import APART
from model.policy.source import Claim

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("README.md", "model/README.md", "app/README.md", "data/README.md")
WRITTEN = sorted({*ROOMS, *(str(path.relative_to(HOUSE)) for path in HOUSE.glob("*/**/README.md")
                            if not any(part.startswith(".") for part in path.parts))})
SETTINGS = tomllib.loads((HOUSE / "pyproject.toml").read_text())
SHELL = re.compile(r"```(?:sh|bash|console|shell)\n(.*?)```", re.S)
ENDS = (".py", ".yaml", ".json", ".md", ".js", ".css", ".toml", ".html")


@cache
def text(readme):
    return (HOUSE / readme).read_text(encoding="utf-8")


def quoted(readme):
    """What stands in backticks in running text, and the lines of shell blocks."""
    blocks = re.sub(r"```.*?```", "", text(readme), flags=re.S)
    shell = [line.removeprefix("$ ").strip() for block in SHELL.findall(text(readme)) for line in block.splitlines()]
    return [*re.findall(r"`([^`\n]+)`", blocks), *(re.sub(r"\s+#.*", "", line) for line in shell if line and not line.startswith("#"))]


def known_act(word):
    act, _, _ = word.partition("#")
    return any(act in read(folder).instruments for folder in packs().values())


def stands(word, room):
    """Whether a path is in the house: from the README's room, from the top, or in a pack."""
    tried = (HOUSE / room, HOUSE, HOUSE / "model", HOUSE / "app", HOUSE / "data", *packs().values())
    return any((folder / word).exists() for folder in tried) or word.rstrip("/") in APART


@pytest.mark.parametrize("readme", ROOMS)
def test_every_room_has_a_readme(readme):
    assert (HOUSE / readme).is_file() and len(text(readme)) > 200


@pytest.mark.parametrize("readme", WRITTEN)
def test_every_path_it_names_exists(readme):
    named = {word for word in quoted(readme) if re.fullmatch(r"[\w./#-]+", word) and ("/" in word or word.endswith(ENDS))}
    patterns = {"country/kind/date/number"}
    outputs = {word for line in quoted(readme) if line.startswith("datatrail ") for word in line.split()}
    assert sorted(word for word in named - patterns - outputs if not (stands(word, Path(readme).parent) or known_act(word))) == []


@pytest.mark.parametrize("readme", WRITTEN)
def test_every_command_it_names_is_understood(readme):
    for line in quoted(readme):
        if line == "datatrail" or line.startswith("datatrail "):
            words = shlex.split(re.split(r"\s[>|]\s", line)[0])[1:]
            try:
                parser().parse_args(["1" if word == "N" else word for word in words if word not in ("…", "--help", "--version")])
            except Faults as faults:
                pytest.fail(f"{line}: {faults}")


def commands():
    """The first two commands of the first page."""
    run, test = [line for block in SHELL.findall(text("README.md")) for line in block.splitlines()][:2]
    return run, test


def test_the_first_command_installs_and_runs_what_pyproject_knows():
    run, _ = commands()
    assert "pip install ." in run and run.split("/")[-1] in SETTINGS["project"]["scripts"]
    assert f"Python {SETTINGS['project']['requires-python'].removeprefix('>=')} or later" in text("README.md")


def test_the_second_command_runs_the_tests():
    _, test = commands()
    script = HOUSE / test.split()[0]
    assert os.access(script, os.X_OK)
    told = script.read_text()
    extras = {each for group in re.findall(r"\[([\w,-]+)\]", told) for each in group.split(",")}
    assert "pytest" in told and "test" in extras <= set(SETTINGS["project"]["optional-dependencies"])


@pytest.mark.parametrize("library", [re.split(r"[=<>~]", each)[0] for each in SETTINGS["project"]["dependencies"]])
def test_every_library_has_its_reason_in_a_room(library):
    rooms = [paragraph for readme in ("model/README.md", "app/README.md") for paragraph in re.split(r"\n\n|\n(?=[|*-])", text(readme))]
    reasons = [each for each in rooms if re.search(rf"(?i)(?<![\w-]){re.escape(library)}(?![\w-])", each)]
    assert any(len(re.findall(r"[A-Za-z]{2,}", each)) >= 6 for each in reasons)


def test_the_schema_is_the_one_that_the_command_prints(capsys):
    assert main(["schema"]) == 0
    assert json.loads((HOUSE / "data" / "pack.schema.json").read_text()) == json.loads(capsys.readouterr().out)


# --- the fields of the records

def block(title):
    return re.search(rf"## {title}\n.*?```yaml\n(.*?)```", text("data/README.md"), re.S)[1]


def names(told):
    """Field names in a line of the README, and those of them with a star; what they may be is left out."""
    plain = re.sub(r"\[[^\]{]*\]", "", told)
    plain = re.sub(r":\s*true\s*\|", "", plain)
    starred = re.sub(r":[^,{}()\[\]*]*", "", plain)
    return set(re.findall(r"[a-z_]+", starred)), set(re.findall(r"([a-z_]+)\*", starred))


@cache
def records():
    """The README's records: for each kind its fields, those with a star, and nested records apart."""
    found = {}
    plain = re.sub(r"#.*", "", block("The records"))
    for heads, told in re.findall(r"(?ms)^([a-z][a-z, ]*):(.*?)(?=^[a-z]|\Z)", plain):
        for field, inner in re.findall(r"(\w+):? \[\{([^}]*)\}\]", told):
            found[field] = names(inner)
        outer = re.sub(r"\[\{[^}]*\}\]", "", told)
        for head in heads.split(", "):
            found[head] = names(outer)
    return found


def fields(record):
    return {info.alias or name for name, info in record.model_fields.items()}


NESTED = {"provisions": Provision, "roles": Role, "principle": Principle}
TOLD = {**{name: kind for name, kind in SECTIONS.items() if name != "instruments"}, **NESTED}


def test_the_readme_tells_every_kind_of_record():
    assert records().keys() == TOLD.keys()


@pytest.mark.parametrize("kind", sorted(TOLD))
def test_the_fields_it_names_are_the_fields_there_are(kind):
    assert records()[kind][0] ^ fields(TOLD[kind]) == set()


@pytest.mark.parametrize("kind", sorted(TOLD))
def test_the_fields_it_stars_are_the_required_ones(kind):
    record = TOLD[kind]
    required = {info.alias or name for name, info in record.model_fields.items() if info.is_required()}
    asked = {"claims"} if kind in CLAIMED | {"instrument"} else set()
    given = {"modality"} if record is Collection else set()
    assert records()[kind][1] - given == (required | asked) - given


def test_the_fields_of_a_claim_are_those_of_its_example():
    assert set(re.findall(r"(?m)^\s+(?:- )?([a-z_]+):", block("Claims"))) | {"quote_language"} == fields(Claim)
    assert "quote_language" in block("Claims")


def test_the_fields_of_an_expectation_are_those_of_its_example():
    assert fields(Expectation) <= set(re.findall(r"\b[a-z_]+\b", block("Expectations")))
    assert set(re.findall(r"(?m)^\s+(?:- )?([a-z_]+):", block("Expectations"))) <= fields(Expectation)


def test_the_parts_of_a_retention_are_told():
    line = re.search(r"# retention: (.*?)# shown", block("The records"), re.S)[1]
    assert fields(Retention) - {"set_by", "cap"} <= set(re.findall(r"\b([a-z]+)\b", line))
