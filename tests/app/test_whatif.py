"""The commands that ask what would change: each as stable JSON equal to the model, each for people in every language, each mistake told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.command import main
from model.policy.record import LANGUAGES
from model.reform.answer import answer
from model.reform.breach import breach
from model.reform.comparison import compare
from model.reform.cuts import cut
from model.reform.memory import memory
from model.reform.reform import reformed
from model.reform.shelf import of_levers, reforms, told
from model.reform.timeline import timeline
from model.reform.weights import weigh
from model.spread.spread import spread
from model.spread.world import world
from model.telling.memo import memo
from model.telling.teller import Teller
from model.texts import tell

STREETS, RECORDS = "xa/edict/2021-11-08/205", "xa/law/2012-06-15/40"
ASKED = ("--actor", "police", "--information", "fare-record", "--persona", "everyone")
EVERYONE = ("--persona", "everyone")


@pytest.fixture
def run(capsys) -> Callable[..., tuple[int, str, str]]:
    def ran(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        told_ = capsys.readouterr()
        return code, told_.out, told_.err

    return ran


@pytest.fixture
def data(run) -> Callable[..., Any]:
    def read(*words: object) -> Any:
        code, out, err = run(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return read


@pytest.fixture
def mine(tmp_path, xa):
    """A reform of the reader's own, in a file."""
    reform = of_levers([{"require": {"of": {"recipient": ["police"]}, "authorisation": "court", "shown": "yes"}}], xa)
    path = tmp_path / "mine.yaml"
    path.write_text(told(reform), encoding="utf-8")
    return str(path)


# cut


def test_cut_has_exactly_the_agreed_shape(data, by):
    found = data("cut", "by", "--actor", "kgb", "--information", "comms-content", "--persona", "commuter", "--on", "2025-03-03")
    assert found == {"size": 1, "sets": [["by/edict/2010-03-03/129"]], "complete_up_to": 1, "because": None}


@pytest.mark.parametrize("over", ["acts", "flows", "sources"])
def test_cut_is_the_model_s(data, xa, over):
    here = spread(world(xa, persona="everyone"))
    found, wanted = data("cut", "xa", *ASKED, "--over", over), cut(here, (("police", "fare-record"),), over=over)
    assert (found["size"], [tuple(each) for each in found["sets"]], found["complete_up_to"]) == (
        wanted.size,
        list(wanted.sets),
        wanted.complete_up_to,
    )


def test_cut_below_a_court_tells_both_bounds(data, run, xa):
    here = spread(world(xa, persona="everyone"))
    found = data("cut", "xa", *ASKED, "--below", "court")
    least, most = (cut(here, (("police", "fare-record"),), below="court", side=side) for side in ("least", "most"))
    assert found.keys() == {"size", "sets", "complete_up_to", "because", "below", "most"} and found["below"] == "court"
    assert (found["size"], found["most"]["size"]) == (least.size, most.size)
    out = run("cut", "xa", *ASKED, "--below", "court")[1]
    assert tell("en", "smallest.below.least") in out and tell("en", "smallest.below.most") in out


def test_cut_shows_the_chain_that_no_repeal_touches(data, run):
    found = data("cut", "xa", "--actor", "swallow-buses", "--information", "fare-card", *EVERYONE)
    assert found["size"] is None and found["because"]["steps"][0]["conclusion"] == {"actor": "swallow-buses", "information": "fare-card"}
    out = run("cut", "xa", "--actor", "swallow-buses", "--information", "fare-card", *EVERYONE)[1]
    assert tell("en", "smallest.never_acts") in out and "   1.1 " in out


# compare


def test_compare_has_exactly_the_agreed_shape(data, xa):
    found = data("compare", "xa", "--repeal", STREETS, *EVERYONE)
    wanted = compare(spread(world(xa, persona="everyone")), spread(world(xa, persona="everyone", repeal=[STREETS])))
    assert {"gained", "lost", "gated", "ungated", "gate_changed", "kept"} <= found.keys()
    assert found["gained"] == [] and [tuple(each.values()) for each in found["lost"]] == list(wanted.lost)
    assert [(each["actor"], each["information"], tuple(each["through"]), each["touched"]) for each in found["kept"]] == [
        (each.actor, each.information, each.through, each.touched) for each in wanted.kept
    ]
    assert (
        [(each["actor"], each["before"]["least"], each["after"]["most"]) for each in found["gated"]]
        == [(each.actor, each.before.least, each.after.most) for each in wanted.gated]
        != []
    )
    assert {each["record"] for each in found["records"]} == {each.record for each in wanted.verdicts}
    assert found["before"]["repealed"] == [] and found["after"]["repealed"] == [STREETS]


def test_compare_of_the_real_pack(data):
    found = data("compare", "by", "--repeal", "by/edict/2022-10-18/368", "--persona", "commuter", "--on", "2025-03-03")
    kept = {(each["actor"], each["information"]): each["through"] for each in found["kept"]}
    assert kept["kgb", "comms-content"] == ["by/edict/2010-03-03/129"]


def test_the_day_of_the_other_world_may_be_another(data):
    found = data("compare", "xa", "--act", "calls-home", "--before", "act=takes-bus", "--before", "act=buys-lunch")
    assert (found["before"]["acts"], found["after"]["acts"]) == (["buys-lunch", "takes-bus"], ["calls-home"])
    found = data("compare", "xa", "--act", "calls-home", "--before", "act=none")
    assert (found["before"]["acts"], found["after"]["acts"]) == ([], ["calls-home"])


@pytest.mark.parametrize(
    "before, changed",
    [
        ("on=2020-01-01", "on"),
        ("persona=rider", "persona"),
        ("lens=law", "lens"),
        ("sources=official", "sources"),
        ("conduct=persist", "conduct"),
        (f"repeal={STREETS}", "repealed"),
    ],
)
def test_compare_takes_any_two_worlds(data, xa, before, changed):
    before = before.replace("rider", next(iter(xa.personas)))
    found = data("compare", "xa", *EVERYONE, "--before", before)
    assert found["before"][changed] != found["after"][changed]
    assert {key for key in found["before"] if found["before"][key] != found["after"][key]} <= {changed, "facts", "acts"}


def test_a_reform_of_the_pack_and_one_from_a_file_stack_on_every_command(data, xa, mine):
    named = next(iter(reforms(xa)))
    for words in (("spread",), ("why", *ASKED[:4]), ("compare",), ("cut", *ASKED[:4])):
        data(words[0], "xa", *words[1:], *EVERYONE, "--reform", mine, "--reform", named)
    found = data("compare", "xa", *EVERYONE, "--reform", mine)
    wanted = compare(
        spread(world(xa, persona="everyone")),
        spread(
            reformed(
                world(xa, persona="everyone"),
                [of_levers([{"require": {"of": {"recipient": ["police"]}, "authorisation": "court", "shown": "yes"}}], xa)],
            )
        ),
    )
    assert len(found["gated"]) == len(wanted.gated) > 0
    assert {each["record"] for each in found["outcomes"]} and all(each["may"] for each in found["outcomes"])


def test_compare_names_an_act_that_keeps_alive_and_one_that_holds_only_safeguards(run):
    out = run("compare", "xa", "--repeal", RECORDS, *EVERYONE)[1]
    assert "What Law 40 forbids or promises is not computed here." in out and tell("en", "changes.nothing") not in out
    out = run("compare", "xa", "--repeal", "xa/law/2018-03-01/12", "--repeal", STREETS, *EVERYONE)[1]
    assert tell("en", "repeal.convention") in out and "No basis is left" in out


def test_chosen_acts_of_the_day_replace_the_persona_s_own(data, xa):
    act = next(key for key, fact in xa.facts.items() if fact.kind == "act")
    assert data("spread", "xa", "--act", act)["world"]["acts"] == [act]
    assert data("spread", "xa", "--act", "none")["world"]["acts"] == []


# weigh, timeline, breach, memory, reforms


@pytest.mark.parametrize("measure", ["holdings", "bodies", "ungated"])
def test_weigh_is_the_model_s_and_adds_up(data, xa, measure):
    found, wanted = data("weigh", "xa", *EVERYONE, "--measure", measure), weigh(spread(world(xa, persona="everyone")), measure)
    assert (found["whole"], found["none"], len(found["weights"])) == (wanted.whole, wanted.none, len(wanted.rows))
    assert not found["refused"] and sum(each["share"] for each in found["weights"]) == pytest.approx(wanted.whole - wanted.none)


def test_timeline_is_the_model_s(data, xa):
    found, wanted = data("timeline", "xa", *EVERYONE), timeline(spread(world(xa, persona="everyone")))
    assert [(each["on"], len(each["added"]), len(each["taken"]), each["begun"]) for each in found] == [
        (each.on.isoformat(), len(each.added), len(each.taken), list(each.begun)) for each in wanted
    ]


def test_breach_is_the_model_s(data, xa):
    found, wanted = data("breach", "xa", "--actor", "police", *EVERYONE), breach(spread(world(xa, persona="everyone")), "police")
    assert (tuple(found["out"]), [each["conclusion"] for each in found["inferred"]]) == (
        wanted.out,
        [each.conclusion for each in wanted.inferred],
    )


def test_memory_is_the_model_s(data, xa):
    found, wanted = data("memory", "xa", *EVERYONE, "--months", "24"), memory(world(xa, persona="everyone"), 24)
    assert len(found["months"]) == len(found["least"]) == len(found["most"]) == 25
    assert [(each["actor"], each["least"], each["most"]) for each in found["holdings"]] == [
        (each.actor, each.least, each.most) for each in wanted.rows
    ]


def test_reforms_are_listed_as_their_files_write_them(data, run, xa):
    assert [each["id"] for each in data("reforms", "xa")] == list(reforms(xa))
    out = run("reforms", "xa", "--lang", "be")[1]
    assert all(key in out for key in reforms(xa))


# can


@pytest.mark.parametrize("without", [(), ("--without", "court")])
def test_can_is_the_model_s(data, xa, without):
    found, here = data("can", "xa", *ASKED, *without), spread(world(xa, persona="everyone"))
    wanted = answer(here, here, "police", "fare-record", "court" if without else "")
    assert (found["answer"], len(found["chains"]), found["complete"]) == (
        wanted.verdict,
        len(wanted.chains.derivations),
        wanted.chains.complete,
    )
    assert [each["size"] for each in found["cuts"]] == [each.size for each in wanted.cuts]
    assert [each["side"] for each in found["cuts"]] == (["least", "most"] if without else [None])
    assert found["sources"]["size"] == wanted.sources.size and len(found["unknowns"]) == len(wanted.unknowns)


def test_can_says_what_blocks_a_no(data, run, xa):
    words = ("can", "xa", "--actor", "police", "--information", "medical", *EVERYONE)
    here = spread(world(xa, persona="everyone"))
    found, wanted = data(*words), answer(here, here, "police", "medical")
    assert (found["answer"], found["gate"]) == (wanted.verdict, None)
    assert [each["record"] for each in found["missing"]] == [each.record for each in wanted.missing]
    assert run(*words)[1].strip().endswith((".", "others."))


def test_can_writes_a_memo(run, tmp_path, xa):
    path, here = tmp_path / "memo.md", spread(world(xa, persona="everyone"))
    assert run("can", "xa", *ASKED, "--without", "court", "--memo", path, "--lang", "ru") == (0, "", "")
    assert path.read_text(encoding="utf-8") == memo(Teller(xa, "ru"), here, here, "police", "fare-record", "court")


# for people, and mistakes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("can", *ASKED, "--without", "court"),
        ("compare", "--repeal", STREETS, *EVERYONE),
        ("cut", *ASKED),
        ("cut", *ASKED, "--over", "sources"),
        ("weigh", *EVERYONE),
        ("timeline", *EVERYONE),
        ("breach", "--actor", "police", *EVERYONE),
        ("memory", *EVERYONE),
        ("reforms",),
    ],
    ids=lambda words: words[0],
)
def test_each_command_speaks_to_people(run, language, words):
    code, out, err = run(words[0], "xa", *words[1:], "--lang", language)
    assert (code, err) == (0, "") and len(out) > 80 and "{" not in out and "**" not in out


@pytest.mark.parametrize(
    "words, mistake",
    [
        (("cut", "xa"), "cut asks of an actor and what it holds. Give --actor ID"),
        (("can", "xa", "--actor", "police"), "can asks of an actor"),
        (("cut", "xa", *ASKED, "--over", "act"), "there is no kind of change 'act'. Did you mean acts?"),
        (("cut", "xa", *ASKED, "--below", "cort"), "there is no permission 'cort'. Did you mean court?"),
        (("can", "xa", *ASKED, "--without", "cort"), "there is no permission 'cort'. Did you mean court?"),
        (("cut", "xa", *ASKED, "--limit", "9"), "limit: sets of 9 cannot all be tried. Give 1 to 4"),
        (("weigh", "xa", "--measure", "bodis"), "there is no measure 'bodis'. Did you mean bodies"),
        (("breach", "xa"), "actor: breach asks whose store leaks. Give --actor ID."),
        (("breach", "xa", "--actor", "polise"), "there is no actor or system 'polise'. Did you mean police"),
        (("memory", "xa", "--months", "0"), "months: 0 months cannot be looked at. Give 1 to 600."),
        (("compare", "xa", "--before", "on"), "before: 'on' says nothing of a world. Write KEY=VALUE"),
        (("compare", "xa", "--before", "onn=2020"), "before: 'onn=2020' says nothing of a world"),
        (("spread", "xa", "--reform", "no-such-reform"), "there is no reform 'no-such-reform'"),
        (("spread", "xa", "--reform", "no-such.yaml"), "no-such.yaml:1: cannot be read"),
        (("spread", "xa", "--act", "rides-a-buss"), "there is no act of the day 'rides-a-buss'"),
    ],
)
def test_a_mistake_is_told_in_one_line(run, words, mistake):
    code, out, err = run(*words)
    assert (code, out) == (2, "") and mistake in err and "Traceback" not in err


def test_levers_in_conflict_are_refused_by_name(run, tmp_path):
    path = tmp_path / "both.yaml"
    path.write_text(
        "reform: {id: both, name: Both, levers: [{repeal: {act: xa/edict/2021-11-08/205}}, "
        "{repeal: {act: xa/edict/2021-11-08/205, from: 2030}}]}"
    )
    code, out, err = run("spread", "xa", "--reform", path)
    assert (code, out) == (2, "") and "two levers set this differently: " in err
