"""The command and the Python lines give the answer on the screen."""

import ast
import json
import shlex
from dataclasses import replace

import pytest

from app.command import main
from app.notation import written
from app.reproduce import command, draw, file_name, kind, pack, python
from app.scenario import file
from app.scene import Scene
from app.state import first
from model.policy.library import find, read
from model.reform.breach import breach
from model.reform.comparison import compare
from model.reform.cuts import cut
from model.reform.reform import move
from model.reform.timeline import timeline
from model.reform.weights import weigh

EDICT, LAW = "xa/edict/2021-11-08/205", "xa/law/2018-03-01/12"
BAR = written(move({"bar": {"of": {"recipient": ["police"]}}}))
WORLDS = [
    {}, {"persona": "driver", "on": "2027-01-01", "lens": "capability", "sources": "official"}, {"acts": ("takes-bus",)}, {"acts": ()},
    {"repealed": (EDICT,), "conduct": "persist", "lens": "alleged"}, {"reforms": ("short-memory", "without-edict"), "repealed": (LAW,)},
    {"levers": (BAR,), "repealed": (EDICT,), "reforms": ("short-memory",), "persona": "everyone"},
]
ASKED = {"selected": "police", "chosen": "fare-record"}


@pytest.fixture
def at(xa, tmp_path, monkeypatch):
    """A scene of Aldermark, in a folder where its scenario is saved if it needs to be."""
    monkeypatch.chdir(tmp_path)

    def show(**changes) -> Scene:
        here = Scene(xa, replace(first(xa), **changes), "en")
        if here.state.levers:
            (tmp_path / file_name(here)).write_text(file(here, here.teller.say("scenario.untitled"))["text"], encoding="utf-8")
        return here
    return show


@pytest.fixture
def told(capsys):
    """What the command prints as JSON."""
    def ask(here: Scene):
        name, *words = shlex.split(command(here))
        assert name == "datatrail"
        assert main([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)
    return ask


def run(here: Scene):
    """What the last of the Python lines gives."""
    *lines, last = ast.parse(python(here)).body
    names: dict = {}
    exec(compile(ast.Module(lines, []), "lines", "exec"), names)
    return eval(compile(ast.Expression(last.value), "last", "eval"), names)


def pairs(given):
    return {(each["actor"], each["information"]) for each in given}


@pytest.mark.parametrize("changes", WORLDS, ids=str)
@pytest.mark.parametrize("view", ["trail", "table", "about", "compare"])
def test_a_world_or_what_changes_in_it(at, told, changes, view):
    here = at(view=view, **changes)
    answer, found = told(here), run(here)
    if here.changed:
        assert kind(here) == "compare"
        assert pairs(answer["lost"]) == here.lost == set(found.lost)
        assert pairs(answer["gained"]) == set(here.change.gained) == set(found.gained)
        assert pairs(answer["gated"]) == {(each.actor, each.information) for each in here.change.gated}
        assert found.gated == here.change.gated
        assert pairs(answer["kept"]) == {(each.actor, each.information) for each in found.kept} == {
            (each.actor, each.information) for each in here.change.kept}
    else:
        assert kind(here) == "spread"
        assert pairs(answer["holdings"]) == here.spread.held == found.held
        assert answer["world"]["persona"] == here.world.persona and found.world == here.world


@pytest.mark.parametrize("changes", WORLDS, ids=str)
@pytest.mark.parametrize("without", ["", "court"])
def test_a_question(at, told, changes, without):
    here = at(without=without, **ASKED, **changes)
    answer, found = told(here), run(here)
    assert kind(here) == "can"
    assert answer["answer"] == found.verdict
    assert len(answer["chains"]) == len(found.chains.derivations)
    assert [each["size"] for each in answer["cuts"]] == [each.size for each in found.cuts]


def test_a_memo_is_written(at, capsys, tmp_path):
    here = at(view="memo", **ASKED, repealed=(LAW,))
    assert main(shlex.split(command(here))[1:]) == 0
    capsys.readouterr()
    run(here)
    assert capsys.readouterr().out.strip() == (tmp_path / "memo.md").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("changes", WORLDS, ids=str)
def test_each_view_that_answers_something_else(at, told, changes):
    smallest = at(view="levers", **ASKED, **changes)
    assert kind(smallest) == "cut"
    wanted = cut(smallest.spread, [("police", "fare-record")])
    assert told(smallest)["sets"] == [list(each) for each in wanted.sets] and run(smallest) == wanted

    below = at(view="levers", without="court", **ASKED, **changes)
    assert "--below court" in command(below)
    assert run(below) == cut(below.spread, [("police", "fare-record")], below="court")

    weights = at(view="levers", measure="ungated", **changes)
    assert kind(weights) == "weigh"
    wanted = weigh(weights.spread, "ungated")
    assert run(weights) == wanted and told(weights)["whole"] == wanted.whole

    days = at(view="timeline", **changes)
    assert len(told(days)) == len(timeline(days.spread)) and run(days) == timeline(days.spread)

    assert kind(at(view="breach", **changes)) == ("compare" if at(**changes).changed else "spread")
    leak = at(view="breach", selected="police", **changes)
    wanted = breach(leak.spread, "police")
    assert told(leak)["out"] == list(wanted.out) and run(leak) == wanted

    kept = at(view="memory", **changes)
    assert [(each["actor"], each["information"]) for each in told(kept)["holdings"]] == [
        (each.actor, each.information) for each in run(kept).rows]


def test_a_file_is_named_only_where_there_are_levers_of_the_readers_own(at):
    assert draw(at(reforms=("short-memory",)))["note"] is draw(at())["file"] is None
    here = at(levers=(BAR,))
    assert draw(here)["file"] == "my-scenario.yaml" and "my-scenario.yaml" in draw(here)["note"]
    assert "--reform my-scenario.yaml" in command(here) and "my-scenario.yaml" in python(here)


def test_words_are_quoted_for_a_shell(at, xa):
    here = at()
    here.policy = replace(xa, folder=xa.folder.parent / "a b")
    assert f"datatrail spread '{xa.folder.parent}/a b'" in command(here)


def test_a_pack_is_named_by_its_id_where_that_leads_to_it(at, xa, tmp_path, folder):
    assert pack(at()) == "xa"
    elsewhere = folder({path.name: path.read_bytes() for path in find("xa").glob("*.yaml")} | {
        f"instruments/{path.name}": path.read_bytes() for path in find("xa").glob("instruments/*.yaml")})
    policy = read(elsewhere)
    assert pack(Scene(policy, first(policy), "en")) == str(elsewhere)
    stranger = replace(policy, pack=policy.pack.model_copy(update={"id": "zz"}))
    assert pack(Scene(stranger, first(stranger), "en")) == str(elsewhere)


def test_comparing_is_with_the_law_as_it_stands(at):
    here = at(view="compare", repealed=(EDICT,), **ASKED)
    assert kind(here) == "compare"
    assert run(here).lost == compare(here.as_it_stands, here.spread).lost
