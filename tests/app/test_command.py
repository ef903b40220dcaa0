"""The command line: every command for people and as stable JSON, and one clear line for every mistake."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from app.command import VERSION, main
from model.policy.library import find
from model.policy.principle import GATES
from model.policy.record import LANGUAGES
from model.policy.schema import schema
from model.spread.spread import spread
from model.spread.world import world
from model.telling.teller import Teller
from model.texts import tell

HOUSE = Path(__file__).resolve().parents[2]
COMMANDS = ("serve", "check", "spread", "why", "can", "compare", "cut", "weigh", "timeline", "breach", "memory", "reforms", "export",
            "packs", "schema", "seal")
WHY = ("why", "xa", "--actor", "police", "--information", "fare-record")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys) -> Run:
    """Runs the command: its exit code, what it prints, and what it complains of."""
    def ran(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err
    return ran


@pytest.fixture
def told(run) -> Callable[..., object]:
    """What a command prints as JSON."""
    def read(*words: object) -> object:
        code, out, err = run(*words)
        assert (code, err) == (0, "")
        return json.loads(out)
    return read


def plain(text: str) -> str:
    return text.replace("**", "")


def columns(table: str) -> list[str]:
    """The text of each column of a printed table, however its cells are wrapped."""
    cells: dict[int, list[str]] = {}
    for line in table.splitlines():
        for cell in re.finditer(r"\S+(?: \S+)*", line):
            cells.setdefault(cell.start(), []).append(cell.group())
    return [" ".join(parts) for _, parts in sorted(cells.items())]


# What there is.

def test_it_says_its_version(run):
    assert run("--version") == (0, f"datatrail {VERSION}\n", "")


def test_help_names_every_command(run):
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert all(re.search(rf"^ +{name} ", out, re.M) for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run, command):
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert f"datatrail {command}" in out and "--data" in out


def test_every_example_of_the_help_is_a_command_that_parses(run):
    from app.command import EXAMPLES, parser
    for line in re.findall(r"^  datatrail(.*?)(?:  .*)?$", EXAMPLES, re.M):
        parser().parse_args(line.split(">")[0].split())


# spread

@pytest.mark.parametrize("language", LANGUAGES)
def test_spread_tells_the_finding_first_and_then_a_row_for_each_holding(run, xa, language):
    code, out, err = run("spread", "xa", "--lang", language)
    found, teller = spread(world(xa)), Teller(xa, language)
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [plain(each) for each in teller.headline(found)]
    holdings, opened = (
        columns(part.partition(teller.say("column.consequence"))[0]) for part in re.split(r"^ ─+ *$", out, flags=re.M)[1:])
    assert holdings[0] == " ".join(teller.name(held.actor) for held in found.holdings)
    assert holdings[1] == " ".join(f"{teller.name(held.information)} ({teller.say('hops', n=held.hops)})" for held in found.holdings)
    assert holdings[2] == " ".join(teller.permission(held.gate) for held in found.holdings)
    assert opened == [" ".join(teller.name(each.consequence) for each in found.consequences),
                      " ".join(teller.name(each.actor) for each in found.consequences)]
    assert "{" not in out and "**" not in out


def test_spread_as_json_has_exactly_the_documented_shape(told, xa):
    answer = told("spread", "xa", "--persona", "driver", "--lens", "alleged", "--json")
    assert answer.keys() == {"world", "holdings", "consequences", "counts"}
    assert answer["world"].keys() == {"pack", "digest", "persona", "on", "lens", "conduct", "sources", "repealed", "ending", "facts",
                                      "acts"}
    assert answer["counts"].keys() == {"bodies", "holdings", "day_bodies", "day_holdings", "classes"}
    assert all(len(span) == 2 and span[0] <= span[1] for span in answer["counts"].values())
    assert answer["holdings"] and answer["consequences"]
    for held in answer["holdings"]:
        assert held.keys() == {"actor", "information", "hops", "gate", "since", "evidence", "day"}
        assert held["gate"].keys() == {"least", "most"} and set(held["gate"].values()) <= set(GATES)
        assert held["since"].keys() == {"date", "kind"} and (held["since"]["date"] is None) == (held["since"]["kind"] == "always")
        assert isinstance(held["hops"], int) and isinstance(held["day"], bool)
        assert held["evidence"] in ("law", "practice", "capability", "alleged")
        assert held["actor"] in xa.holders and held["information"] in xa.types
    assert all(each.keys() == {"consequence", "actor"} for each in answer["consequences"])


@pytest.mark.parametrize("options", [
    {}, {"persona": "everyone", "lens": "law"}, {"on": "2022-06", "lens": "alleged"}, {"sources": "official"},
    {"repeal": ["xa/edict/2021-11-08/205", "xa/law/2018-03-01/12"], "conduct": "persist"}], ids=str)
def test_spread_as_json_says_what_the_model_says(told, xa, options):
    words = [word for key, value in options.items() for each in (value if isinstance(value, list) else [value])
             for word in (f"--{key}", each)]
    answer, found = told("spread", "xa", "--json", *words), spread(world(xa, **options))
    assert {(held["actor"], held["information"]) for held in answer["holdings"]} == found.held
    assert {(each["consequence"], each["actor"]) for each in answer["consequences"]} == {
        (each.consequence, each.actor) for each in found.consequences}
    assert answer["counts"] == {key: list(getattr(found.counts, key)) for key in answer["counts"]}
    assert answer["world"]["on"] == found.world.on.isoformat() and answer["world"]["repealed"] == sorted(options.get("repeal", []))
    assert answer["world"]["digest"] == xa.digest


def test_a_pack_may_be_given_by_its_folder(told):
    assert told("spread", find("xa"), "--json") == told("spread", "xa", "--json")


def test_without_a_pack_it_is_belarus(told):
    assert told("spread", "--json")["world"]["pack"] == "by"


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_changes_words_and_never_findings(told, language):
    assert told("spread", "xa", "--json", "--lang", language) == told("spread", "xa", "--json")


# why

@pytest.mark.parametrize("language", LANGUAGES)
def test_why_tells_numbered_steps_and_every_source_behind_their_numbers(run, xa, language):
    code, out, err = run(*WHY, "--lang", language)
    teller = Teller(xa, language)
    assert (code, err) == (0, "")
    assert re.search(r"^1\. ", out, re.M) and re.search(r"^ +1\.1 ", out, re.M) and re.search(r"^2\. ", out, re.M)
    steps, listed = out.split(teller.say("why.sources_title"))
    numbers = {int(n) for group in re.findall(r"\[([\d, ]+)\]$", steps, re.M) for n in group.split(",")}
    assert numbers and numbers == {int(n) for n in re.findall(r"^\[(\d+)\] \S", listed, re.M)}
    assert teller.name("police") in out and teller.name("fare-record") in out and "{" not in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_as_json_has_exactly_the_documented_shape(told, xa, language):
    answer = told(*WHY, "--json", "--lang", language)
    assert answer.keys() >= {"complete", "derivations"} and answer["complete"] is True
    assert len(answer["derivations"]) > 1
    for chain in answer["derivations"]:
        assert chain.keys() == {"hops", "gate", "steps"} and chain["gate"].keys() == {"least", "most"}
        assert chain["steps"][-1]["conclusion"] == {"actor": "police", "information": "fare-record"}
        for step in chain["steps"]:
            assert step.keys() == {"record", "kind", "premises", "conclusion", "basis", "evidence", "sentence", "sources"}
            assert step["kind"] in ("flow", "collection", "inference", "operates", "member", "consequence")
            assert step["record"] in xa.spreading and set(step["sources"]) <= xa.sources.keys()
            assert step["sources"] or step["evidence"] == "by-nature"
            assert all(ref.partition("#")[0] in xa.instruments for together in step["basis"] for ref in together)
            assert step["sentence"] and "{" not in step["sentence"]


def test_why_begins_at_collections_and_uses_only_what_is_held_before(told):
    for chain in told(*WHY, "--json")["derivations"]:
        held = []
        for step in chain["steps"]:
            assert all(premise in held for premise in step["premises"])
            assert step["premises"] or step["kind"] == "collection"
            held.append(step["conclusion"])


def test_every_key_of_the_json_is_named_in_the_readme(told):
    readme = (HOUSE / "app" / "README.md").read_text(encoding="utf-8")
    bullets = {match[1]: match[0] for match in re.findall(r"(- `datatrail (\w+)[^\n]*(?:\n  [^\n]*)*)", readme)}
    for command, answer in (("spread", told("spread", "xa", "--json")), ("why", told(*WHY, "--json"))):
        assert not [key for key in answer if not re.search(rf"\b{key}\b", bullets[command])], command


def test_why_says_when_its_list_is_cut(run, told):
    answer = told(*WHY, "--limit", 1, "--json")
    assert answer["complete"] is False and len(answer["derivations"]) == 1
    assert tell("en", "why.cut", n=1) in run(*WHY, "--limit", 1)[1]


def test_why_answers_of_a_consequence(run, told):
    answer = told("why", "xa", "--actor", "police", "--consequence", "call-in", "--json")
    assert answer["derivations"][0]["steps"][-1]["conclusion"] == {"actor": "police", "consequence": "call-in"}
    assert run("why", "xa", "--actor", "police", "--consequence", "call-in")[0] == 0


def test_why_answers_of_a_group_of_kinds(told, xa):
    answer = told("why", "xa", "--actor", "police", "--information", "bus-data", "--json")
    assert {chain["steps"][-1]["conclusion"]["information"] for chain in answer["derivations"]} <= set(xa.leaves["bus-data"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_of_what_is_not_reached_is_not_called_safe(run, told, xa, language):
    words = ("why", "xa", "--persona", "visitor", "--actor", "linden-hospital", "--information", "blood-group", "--lang", language)
    found, teller = spread(world(xa, persona="visitor")), Teller(xa, language)
    assert run(*words) == (0, plain(teller.not_reached(found, found, "linden-hospital", "blood-group")) + "\n", "")
    assert told(*words, "--json")["derivations"] == []


# check, packs, schema

@pytest.mark.parametrize("pack", ["xa", "by"])
def test_every_expectation_of_the_packs_is_met(run, pack):
    code, out, err = run("check", pack)
    assert (code, err) == (0, "")
    assert "NOT MET" not in out and re.search(r"^(\d+) of \1 expectations are met; packs read: 1\.$", out, re.M)


def test_check_reads_all_packs_there_are(run):
    assert run("check")[1].rstrip().endswith("packs read: 2.")


def test_check_as_json_has_exactly_the_documented_shape(told):
    answer = told("check", "xa", "--json")
    assert answer.keys() == {"faults", "expectations"} and answer["faults"] == []
    assert answer["expectations"]
    for each in answer["expectations"]:
        assert each.keys() == {"pack", "says", "met", "instead", "file", "line"}
        assert each["met"] is True and each["instead"] is None and each["line"] > 0


@pytest.fixture
def changed(tmp_path) -> Callable[..., Path]:
    """A data folder with a copy of Aldermark in which some files are others."""
    def make(**files: str) -> Path:
        for path in find("xa").rglob("*.yaml"):
            copy = tmp_path / "packs" / "xa" / path.relative_to(find("xa"))
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        for name, text in files.items():
            (tmp_path / "packs" / "xa" / f"{name.replace('__', '/')}.yaml").write_text(text, encoding="utf-8")
        return tmp_path
    return make


MISSED = yaml.safe_dump({"expects": [{"says": "The hospital gets the bus taps.", "actor": "linden-hospital", "holds": "fare-record"}]})


def test_an_expectation_that_is_not_met_is_told_with_its_place_and_the_exit_code_is_1(run, changed):
    data = changed(expects__missed=MISSED)
    code, out, err = run("check", "xa", "--data", data)
    assert (code, err) == (1, "")
    assert "NOT MET xa: The hospital gets the bus taps." in out and "missed.yaml:2: it is not derived" in out
    code, out, _ = run("check", "xa", "--data", data, "--json")
    missed = [each for each in json.loads(out)["expectations"] if not each["met"]]
    assert code == 1 and [each["instead"] for each in missed] == ["it is not derived"]


def test_packs_are_told_with_what_they_hold(run, told, xa, by):
    rows = {row["id"]: row for row in told("packs", "--json")}
    assert rows.keys() == {"by", "xa"}
    for policy in (xa, by):
        row = rows[policy.pack.id]
        assert row["digest"] == policy.digest and row["as_of"] == policy.pack.as_of
        assert (row["instruments"], row["flows"]) == (len(policy.instruments), len(policy.flows))
        assert row["personas"] == list(policy.personas)
        assert policy.digest in run("packs")[1]


def test_the_schema_is_the_one_that_is_kept_beside_the_packs(told):
    kept = json.loads((HOUSE / "data" / "pack.schema.json").read_text(encoding="utf-8"))
    assert told("schema") == kept == json.loads(json.dumps(schema()))


# export

LISTS = ("actors", "systems", "operates", "members", "types", "instruments", "flows", "collections", "inferences", "consequences",
         "events", "personas", "sources", "claims")


@pytest.mark.parametrize("pack", ["xa", "by"])
def test_export_gives_the_whole_pack_as_lists(told, request, pack):
    policy, answer = request.getfixturevalue(pack), told("export", pack, "--to", "json")
    assert answer.keys() == {"pack", *LISTS, "facts", "attributes", "purposes", "means", "topics"}
    for name in LISTS[:-1]:
        assert [each["id"] for each in answer[name]] == list(getattr(policy, name)), name
    assert len(answer["claims"]) == sum(1 for _ in policy.claims())
    assert all(claim["about"] and claim["source"] in policy.sources for claim in answer["claims"])
    for name in ("flows", "collections", "inferences", "operates", "members", "consequences"):
        assert all({"state", "contested", "from"} <= each.keys() for each in answer[name])
    states = {each["state"] for name in ("flows", "collections") for each in answer[name]}
    assert states <= {"law-text", "law-reported", "practice", "capability", "alleged", "by-nature"}


def test_export_keeps_what_is_not_known_as_null(told):
    answer = told("export", "xa")
    assert any(each["from"] is None for each in answer["flows"]) and any(each["from"] for each in answer["flows"])


def test_export_as_datalog_is_a_program_that_derives_the_same(run, xa):
    import clingo
    code, out, err = run("export", "xa", "--to", "datalog", "--persona", "driver", "--lens", "alleged")
    assert (code, err) == (0, "")
    control = clingo.Control(["--warn=none"])
    control.add("base", [], out)
    control.ground([("base", [])])
    found: set[tuple[str, str]] = set()
    control.solve(on_model=lambda model: found.update(
        (atom.arguments[0].string, atom.arguments[1].string) for atom in model.symbols(atoms=True) if atom.match("holds", 2)))
    assert found == spread(world(xa, persona="driver", lens="alleged")).held


# seal

@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("more", [(), ("--handout",)], ids=["lesson", "handout"])
def test_seal_writes_one_file_and_says_nothing(run, tmp_path, language, more):
    where = tmp_path / "lesson.html"
    assert run("seal", "xa", "--lang", language, "-o", where, *more) == (0, "", "")
    page = where.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and f'<html lang="{language}">' in page
    assert ("<script" in page) == (not more)


# Mistakes: exit code 2, one clear line on standard error with the nearest known word, nothing on standard output.

ASK = ("why", "xa", "--actor", "police", "--information", "fare-card")
MISTAKES = {
    "pack": (("spread", "xaa"), "xa"),
    "pack-of-check": (("check", "bi"), "by"),
    "pack-of-seal": (("seal", "xaa", "-o", "x.html"), "xa"),
    "actor": (("why", "xa", "--actor", "polise", "--information", "fare-card"), "police"),
    "type": (("why", "xa", "--actor", "police", "--information", "fare-crad"), "fare-card"),
    "consequence": (("why", "xa", "--actor", "police", "--consequence", "cal-in"), "call-in"),
    "date": (("spread", "xa", "--on", "tomorrow"), "2021-05-14"),
    "date-that-is-no-day": (("spread", "xa", "--on", "2025-02-30"), "2025-02-30"),
    "month-that-is-no-month": (("spread", "xa", "--on", "2025-13"), "2025-13"),
    "lens": (("spread", "xa", "--lens", "practise"), "practice"),
    "persona": (("spread", "xa", "--persona", "comuter"), "commuter"),
    "act": (("spread", "xa", "--repeal", "xa/edict/2021-11-08/206"), "xa/edict/2021-11-08/205"),
    "language": (("spread", "xa", "--lang", "bee"), "be"),
    "language-of-why": ((*ASK, "--lang", "uk"), "ru"),
    "language-of-check": (("check", "xa", "--lang", "uk"), "ru"),
    "language-of-packs": (("packs", "--lang", "uk"), "ru"),
    "language-of-seal": (("seal", "xa", "--lang", "uk", "-o", "x.html"), "ru"),
    "conduct": (("spread", "xa", "--conduct", "obay"), "obey"),
    "sources": (("spread", "xa", "--sources", "offical"), "official"),
    "form": (("export", "xa", "--to", "jsn"), "json"),
    "lesson": (("seal", "xa", "--lesson", "bus-tripp", "-o", "x.html"), "bus-trip"),
    "command": (("sprad",), "spread"),
    "option": (("spread", "xa", "--pesona", "driver"), "--persona"),
    "option-of-serve": (("serve", "--prot", "8000"), "--port"),
    "option-of-all": (("--versoin",), "--version"),
    "option-cut-short": (("spread", "xa", "--pers", "driver"), "--persona"),
    "limit-0": ((*ASK, "--limit", "0"), "1 or more"),
    "limit-below-0": ((*ASK, "--limit", "-3"), "1 or more"),
    "limit-no-number": ((*ASK, "--limit", "few"), "few"),
    "nothing-asked": (("why", "xa"), "--actor"),
    "no-output": (("seal", "xa"), "-o"),
    "no-lesson": (("seal", "by", "-o", "x.html"), "lessons"),
    "port-no-number": (("serve", "--port", "web"), "web"),
    "port-too-high": (("serve", "--port", "70000", "--no-browser"), "--port"),
    "a-word-too-many": (("spread", "xa", "by"), "by"),
}


@pytest.mark.parametrize(("words", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_clear_line_with_what_would_be_right(run, tmp_path, monkeypatch, words, hint):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and hint in err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("spread",), ("why", "--actor", "kgb", "--information", "ip"), ("export",), ("check",), ("packs",),
                                   ("seal", "-o", "x.html"), ("serve", "--no-browser")], ids=lambda words: words[0])
def test_an_empty_data_folder_is_a_mistake(run, tmp_path, words):
    code, out, err = run(*words, "--data", tmp_path)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "pack" in err


BROKEN = "flows:\n  - id: broken-flow\n    sendr: police\n    recipient: polise\n    information: [fare-card]\n    modality: duty\n"


@pytest.mark.parametrize("words", [("spread", "xa"), ("why", "xa", "--actor", "police", "--information", "fare-card"), ("export", "xa"),
                                   ("packs",), ("seal", "xa", "-o", "x.html"), ("serve", "--no-browser")], ids=lambda words: words[0])
def test_a_broken_pack_is_told_with_file_line_and_what_would_be_right(run, changed, words):
    code, out, err = run(*words, "--data", changed(broken=BROKEN))
    assert (code, out) == (2, "")
    assert "broken.yaml:3" in err and "sender" in err and "Traceback" not in err


def test_check_of_a_broken_pack_does_not_claim_to_have_read_it(run, changed):
    data = changed(broken=BROKEN)
    code, out, err = run("check", "xa", "--data", data)
    assert code == 2 and "broken.yaml:3" in err
    assert "packs read: 1" not in out
    code, out, err = run("check", "xa", "--data", data, "--json")
    faults = json.loads(out)["faults"]
    assert code == 2 and faults and all(fault.keys() == {"file", "line", "key", "what", "right"} for fault in faults)


def test_a_folder_that_is_no_pack_is_a_mistake(run, tmp_path):
    code, out, err = run("spread", tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1) and "pack.yaml" in err


@pytest.fixture
def taken() -> Iterator[int]:
    """A port in use."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_a_mistake_that_names_another(run, taken):
    code, out, err = run("serve", "--port", taken, "--no-browser")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"127.0.0.1:{taken}" in err and f"--port {taken + 1}" in err


@pytest.mark.parametrize("where", ["no/such/folder/x.html", "."])
def test_an_output_that_cannot_be_written_is_a_mistake(run, tmp_path, where):
    code, out, err = run("seal", "xa", "-o", tmp_path / where)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "cannot be written" in err and str(tmp_path) in err


def test_an_interrupt_is_no_traceback(run, monkeypatch):
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt
    monkeypatch.setattr("app.answers.packs.run", interrupted)
    assert run("packs") == (130, "", "")


# The same through a real process.

def process(*words: object, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "app.command", *map(str, words)], cwd=HOUSE, capture_output=True, text=True, timeout=120,
                          env={**os.environ, "PYTHONPATH": str(HOUSE)}, check=False, **more)


@pytest.mark.parametrize("name", ["pack", "command", "lens", "limit-0", "limit-no-number"])
def test_a_mistake_in_a_real_process_ends_with_2_and_no_traceback(name):
    words, hint = MISTAKES[name]
    done = process(*words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert hint in done.stderr and "Traceback" not in done.stderr


def test_a_port_in_use_ends_a_real_process(taken):
    done = process("serve", "--port", taken, "--no-browser")
    assert (done.returncode, done.stdout) == (2, "") and str(taken) in done.stderr


def test_a_real_process_prints_json_that_parses():
    done = process("spread", "xa", "--json")
    assert (done.returncode, done.stderr) == (0, "") and json.loads(done.stdout)["world"]["pack"] == "xa"


def test_a_reader_that_stops_early_is_no_traceback():
    with subprocess.Popen([sys.executable, "-m", "app.command", "export", "by"], cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "PYTHONPATH": str(HOUSE)}) as running:
        assert running.stdout.read(10)
        running.stdout.close()
        err = running.stderr.read().decode()
        running.wait(timeout=60)
    assert "Traceback" not in err and "Exception" not in err
