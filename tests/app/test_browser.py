"""A reader's whole visit in a real browser, in every language, by mouse, by keyboard, on paper and offline."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.controls.safeguards import draw as draw_safeguards
from app.line import draw as draw_line
from app.notation import written
from app.panel import draw as draw_why
from app.panel import holdings
from app.question import draw as draw_question
from app.reproduce import command, python
from app.scenario import file
from app.scene import Scene
from app.state import address
from model.lesson import lesson
from model.policy.library import find
from model.policy.policy import Policy
from model.reform.reform import move
from model.reform.shelf import of_text, reforms
from model.texts import tell

LANGUAGES = ("en", "be", "ru")
ACT, BODY = "by/edict/2022-10-18/368", "kgb"
ROOT = Path(__file__).resolve().parents[2]
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
Enter = Callable[..., Any]
Seen = Callable[..., Scene]
Audit = Callable[..., None]


def held(visit: Any, here: Scene) -> None:
    """The controls stand where the state stands."""
    state, teller = here.state, here.teller
    expect(visit.field("frame.pack")).to_have_value(teller.text(here.policy.pack.name))
    expect(visit.field("control.person")).to_have_value(teller.persona(state.persona))
    expect(visit.chosen(state.lens)).to_be_checked()
    expect(visit.day).to_have_value(state.on)
    expect(visit.switch(visit.say("control.official"))).to_be_checked(checked=state.sources == "official")
    ticked = visit.page.get_by_role("checkbox", checked=True, include_hidden=True)
    expect(ticked).to_have_count(len(here.world.acts))
    names = ticked.evaluate_all("boxes => boxes.map((box) => box.labels[0].textContent)")
    assert sorted(names) == sorted(map(teller.name, here.world.acts))


def on_the_line(page: Page, key: str) -> tuple[float, float]:
    """A point of the screen where a line can be met: on it, on no box, and away from other lines."""
    found = page.evaluate("""key => {
        const paths = [...document.querySelectorAll(".dt-line[data-id] .dt-line-path")];
        const own = paths.find((path) => path.parentNode.dataset.id === key);
        own.scrollIntoView({block: "center"});
        const points = (path, parts) => Array.from({length: parts + 1}, (_, part) =>
            path.getPointAtLength(path.getTotalLength() * part / parts).matrixTransform(path.getScreenCTM()));
        const others = paths.filter((path) => path !== own).flatMap((path) => points(path, 200));
        const away = (at) => Math.min(...others.map((other) => Math.hypot(other.x - at.x, other.y - at.y)));
        const free = points(own, 100).filter((at) => {
            const there = document.elementFromPoint(at.x, at.y);
            return there && there.closest(".dt-line");
        }).map((at) => [at.x, at.y, away(at)]);
        return free.sort((a, b) => b[2] - a[2])[0] || null;
    }""", key)
    assert found, f"no point of the line {key} can be met with the pointer"
    return found[0], found[1]


@in_every_language
def test_the_first_sight_is_finished_and_true(visit: Enter, seen: Seen, by: Policy, language: str) -> None:
    here = visit(language)
    assert here.page.evaluate("() => document.documentElement.lang") == language
    expect(here.page).to_have_title(tell("en", "neutral_title"))
    sentence = seen(language).teller.headline(seen(language).spread)
    assert seen(language).teller.date(by.pack.as_of) in sentence[0]
    expect(here.finding).to_have_text(" ".join(sentence).replace("**", ""))
    expect(here.field("frame.pack")).to_have_value(by.pack.name.told(language)[0])
    expect(here.field("control.person")).to_have_value(by.personas["commuter"].name.told(language)[0])
    expect(here.page.locator(".dt-line[data-id]").first).to_be_visible()
    here.told(seen(language))
    held(here, seen(language))
    expect(here.panel).to_have_text(here.say("why.empty"))
    expect(here.button("frame.undo")).to_be_disabled()


@in_every_language
def test_person_date_evidence_and_sources_change_the_finding_and_undo_gives_all_back(visit: Enter, seen: Seen, language: str) -> None:
    here, changes = visit(language), draw_line(seen(language, persona="driver"))["changes"]
    walked: list[dict[str, Any]] = [{}, {"persona": "driver"}, {"on": changes[-2]}, {"on": "2015-06-01"}, {"lens": "capability"},
                                    {"sources": "official"}]
    scenes = [seen(language, **{key: value for part in walked[:index + 1] for key, value in part.items()}) for index in range(len(walked))]
    here.choose("control.person", scenes[1].teller.persona("driver"))
    here.told(scenes[1])
    expect(here.page.locator("#persona-note")).to_have_text(scenes[1].teller.text(scenes[1].policy.personas["driver"].note))
    here.handle.press("ArrowLeft")
    here.told(scenes[2])
    here.day.fill("2015-06-01")
    here.told(scenes[3])
    here.lens("capability").click()
    here.told(scenes[4])
    here.switch(here.say("control.official")).click()
    here.told(scenes[5])
    expect(here.page.locator(".dt-question .dt-note")).to_contain_text(here.say("headline.official"))
    held(here, scenes[5])
    for each in reversed(scenes[:-1]):
        here.button("frame.undo").click()
        here.told(each)
        held(here, each)
    expect(here.button("frame.undo")).to_be_disabled()
    for each in scenes[1:]:
        here.button("frame.redo").click()
        here.told(each)
    held(here, scenes[-1])
    expect(here.button("frame.redo")).to_be_disabled()


def test_undo_pressed_fast_never_muddles_the_history(visit: Enter, seen: Seen) -> None:
    here, last = visit(), {"persona": "driver", "lens": "law", "sources": "official"}
    here.choose("control.person", seen().teller.persona("driver"))
    here.told(seen(persona="driver"))
    here.lens("law").click()
    here.told(seen(persona="driver", lens="law"))
    here.switch(here.say("control.official")).click()
    here.told(seen(**last))
    here.finding.click()
    for keys, name, there in (("Control+z", "undo", seen()), ("Control+Shift+z", "redo", seen(**last))):
        for _ in range(3):
            here.page.keyboard.press(keys)
        here.told(there)
        held(here, there)
        expect(here.button(f"frame.{name}")).to_be_disabled()
    here.page.evaluate("() => { for (let press = 0; press < 3; press += 1) document.getElementById('undo').click(); }")
    here.told(seen())
    here.page.evaluate("() => { for (const way of ['redo', 'redo']) document.getElementById(way).click(); }")
    there = seen(persona="driver", lens="law")
    here.told(there)
    held(here, there)


@in_every_language
def test_switching_a_law_off_says_what_it_changes_and_moves_no_box(visit: Enter, seen: Seen, language: str) -> None:
    here, stands, without = visit(language), seen(language), seen(language, repealed=(ACT,))
    assert without.lost
    assert len(without.links) < len(stands.links)
    law, before, top = here.switch(stands.teller.act_short(ACT)), here.boxes(), here.page.locator(".dt-picture").bounding_box()
    law.click()
    here.told(without)
    expect(law).not_to_be_checked()
    detail = here.page.locator(".dt-detail")
    expect(detail).to_contain_text(here.say("repeal.fewer", n=len(without.lost), acts=stands.teller.act_short(ACT)).replace("**", ""))
    expect(detail).to_contain_text(here.say("repeal.convention"))
    expect(detail).to_contain_text(here.say("repeal.pill", n=len(without.lost)))
    after = here.boxes()
    assert {key: after[key] for key in before if key in after} == {key: before[key] for key in before if key in after}
    assert here.page.locator(".dt-picture").bounding_box() == top
    here.finding.click()
    here.page.keyboard.press("Control+z")
    here.told(stands)
    expect(law).to_be_checked()
    assert here.boxes() == before
    here.page.keyboard.press("Control+Shift+z")
    here.told(without)
    expect(law).not_to_be_checked()


@in_every_language
def test_why_answers_in_numbered_cited_steps(visit: Enter, seen: Seen, language: str) -> None:
    here, picked = visit(language, permissions=["clipboard-read", "clipboard-write"]), seen(language, selected=BODY)
    why = draw_why(picked)
    here.box(BODY).click()
    here.told(picked)
    expect(here.box(BODY)).to_have_attribute("aria-pressed", "true")
    expect(here.panel.get_by_role("heading", level=2)).to_have_text(why["title"].replace("**", ""))
    expect(here.page.locator("#live")).to_contain_text(why["title"].replace("**", ""))
    steps = here.panel.locator(".dt-sources").locator("xpath=..").locator("> .dt-steps > li")
    expect(steps).to_have_count(len(why["steps"]))
    for step, told in zip(steps.all(), why["steps"], strict=True):
        expect(step).to_contain_text(told["sentence"].replace("**", ""))
        expect(step.locator(".dt-step-n")).to_have_text(str(told["n"]))
        marks = [each for each in (told["badge"], *told["marks"]) if each]
        assert [each.inner_text().split()[0] for each in step.locator(".dt-badge").all()] == marks
    cited = why["steps"][-1]["citations"][0]
    citation = steps.last.get_by_role("button", name=here.say("ui.why.citation", n=cited), exact=True)
    citation.click()
    source = here.panel.locator(".dt-sources li").nth(cited - 1)
    expect(source).to_be_focused()
    expect(source).to_be_in_viewport()
    source.get_by_role("button", name=here.say("ui.why.back")).click()
    expect(citation).to_be_focused()
    here.button("ui.why.copy").click()
    expect(here.panel.get_by_role("status")).to_have_text(here.say("ui.why.copied"))
    assert here.page.evaluate("() => navigator.clipboard.readText()") == why["copy_text"]

    other = holdings(picked, BODY)[-1]
    here.panel.get_by_role("combobox").select_option(other)
    chosen = seen(language, selected=BODY, chosen=other)
    here.told(chosen)
    expect(here.panel.get_by_role("heading", level=2)).to_have_text(draw_why(chosen)["title"].replace("**", ""))

    line = next(key for key, link in picked.links.items() if link.head == BODY)
    here.page.mouse.click(*on_the_line(here.page, line))
    expect(here.line(line)).to_have_attribute("aria-pressed", "true")
    expect(here.panel.get_by_role("heading", level=2)).to_have_text(draw_why(seen(language, selected=line))["title"].replace("**", ""))
    expect(here.panel.locator(".dt-lead")).to_have_text(here.say("why.records", n=len(picked.links[line].records)))
    here.button("frame.undo").click()
    here.told(chosen)


@in_every_language
def test_the_table_holds_exactly_what_the_picture_holds(visit: Enter, seen: Seen, language: str) -> None:
    here, scene = visit(language), seen(language)
    drawn = here.lines()
    here.button("view.table").click()
    table = here.page.get_by_role("table")
    expect(table).to_be_visible()
    expect(here.page.locator(".dt-picture")).to_be_hidden()
    rows = table.locator("tr:has(td)")
    expect(rows).to_have_count(len(drawn))
    ends = [tuple(row.locator("th, td").all_inner_texts()[:2]) for row in rows.all()]
    assert sorted(ends) == sorted(tuple(scene.box_name(end, short=False) for end in key.split(">")) for key in drawn)
    items = here.page.locator(".dt-outline-item")
    expect(items).to_have_count(len(scene.boxes))

    name = ends[0][0]
    row = rows.first.get_by_role("button")
    row.click()
    expect(here.panel.get_by_role("heading", level=2)).to_have_text(f"{name} → {ends[0][1]}")
    here.page.get_by_role("columnheader", name=here.say("table.to"), exact=True).get_by_role("button").click()
    expect(here.page.get_by_role("columnheader", name=here.say("table.to"), exact=True)).to_have_attribute("aria-sort", "ascending")
    expect(rows).to_have_count(len(drawn))
    here.page.get_by_role("tab", name=here.say("ui.table.outline")).click()
    expect(items.first).to_be_visible()
    expect(table).to_be_hidden()

    here.button("view.about").click()
    expect(here.page.get_by_role("heading", name=here.say("about.title", name=scene.teller.text(scene.policy.pack.name)))).to_be_visible()
    expect(here.page.get_by_text(scene.policy.digest)).to_be_visible()
    for gap in scene.policy.pack.gaps:
        expect(here.page.get_by_text(gap.told(language)[0].replace("**", ""), exact=True)).to_be_visible()
    expect(items.first).to_be_hidden()
    here.button("view.trail").click()
    expect(here.page.locator(".dt-picture")).to_be_visible()
    expect(here.button("view.trail")).to_have_attribute("aria-current", "page")


SHOWN, PAPER = (written(move({"require": {"of": {"recipient": [BODY]}, "authorisation": "court", "shown": shown}}))
                for shown in ("yes", "no"))


def detail(visit: Any, here: Scene) -> None:
    """The page says what a scenario changes, by name and in figures."""
    question = draw_question(here)
    told = f"{question['detail']} {question['pill']}" if question["pill"] else None
    if told is None:
        expect(visit.page.locator(".dt-detail")).to_have_count(0)
    else:
        expect(visit.page.locator(".dt-detail")).to_have_text(told.replace("**", ""))


@in_every_language
def test_a_named_reform_is_switched_on_and_undone_and_redone(visit: Enter, seen: Seen, by: Policy, language: str) -> None:
    here, stands = visit(language), seen(language)
    for key in ("court-shown", "repeal-368"):
        name, law = reforms(by)[key].name.told(language)[0], here.switch(stands.teller.act_short(ACT))
        there, before = seen(language, reforms=(key,)), here.boxes()
        switch = here.switch(name)
        expect(switch).not_to_be_checked()
        switch.click()
        here.told(there)
        detail(here, there)
        after = here.boxes()
        assert {box: after[box] for box in before if box in after} == {box: before[box] for box in before if box in after}
        expect(law).to_be_checked()
        gone = here.page.locator(".dt-law").filter(has=law).get_by_text(here.say("control.by_reform"))
        expect(gone).to_be_visible(visible=key == "repeal-368")
        for way, scene, on in (("undo", stands, False), ("redo", there, True), ("undo", stands, False)):
            here.button(f"frame.{way}").click()
            here.told(scene)
            detail(here, scene)
            expect(switch).to_be_checked(checked=on)
        assert here.boxes() == before


@in_every_language
def test_a_safeguard_is_added_in_plain_words_and_taken_back(visit: Enter, seen: Seen, language: str) -> None:
    here, what = visit(language), holdings(seen(language), BODY)[0]
    days = written(move({"retain": {"of": {"recipient": [BODY], "information": [what]}, "length": 7}}))
    expect(here.page.locator("#safeguards")).to_contain_text(here.say("ui.safeguards.none"))
    here.add("court_shown")
    expect(here.page.locator("#safeguards").get_by_role("status")).to_have_text(here.say("ui.safeguards.choose"))
    here.told(seen(language))
    here.add("court_shown", body=BODY)
    one = seen(language, levers=(SHOWN,))
    here.told(one)
    detail(here, one)
    here.add("court_shown", body=BODY)
    expect(here.page.locator("#safeguards").get_by_role("status")).to_have_text(here.say("ui.safeguards.standing"))
    here.add("retain", information=what, body=BODY, days=7)
    both = seen(language, levers=(SHOWN, days))
    texts = [each["text"] for each in draw_safeguards(both)["levers"]]
    expect(here.safeguards).to_have_text(texts)
    here.told(both)
    detail(here, both)

    here.safeguards.first.get_by_role("button", name=here.say("ui.safeguards.remove", text=texts[0])).click()
    expect(here.safeguards).to_have_text(texts[1:])
    expect(here.page.get_by_text(here.say("ui.safeguards.list"), exact=True)).to_be_focused()
    detail(here, seen(language, levers=(days,)))
    here.page.keyboard.press("Control+z")
    expect(here.safeguards).to_have_text(texts)
    for _ in range(2):
        here.page.keyboard.press("Control+z")
    expect(here.safeguards).to_have_count(0)
    here.told(seen(language))
    expect(here.button("frame.undo")).to_be_disabled()


@in_every_language
def test_what_conflicts_is_refused_with_both_values_and_nothing_changes(visit: Enter, seen: Seen, language: str) -> None:
    here, one = visit(language), seen(language, levers=(SHOWN,))
    here.lens("law").click()
    here.told(seen(language, lens="law"))
    here.button("frame.undo").click()
    here.told(seen(language))
    here.add("court_shown", body=BODY)
    here.told(one)
    here.button("frame.undo").click()
    here.add("court_shown", body=BODY)
    detail(here, one)
    here.add("court_paper", body=BODY)
    expect(here.message).to_contain_text(here.say("frame.refused", faults=""))
    expect(here.message).to_contain_text("no and yes")
    expect(here.safeguards).to_have_text([each["text"] for each in draw_safeguards(one)["levers"]])
    here.told(one)
    detail(here, one)
    expect(here.button("frame.redo")).to_be_disabled()

    law = here.switch(one.teller.act_short(ACT))
    law.click()
    detail(here, seen(language, levers=(SHOWN,), repealed=(ACT,)))
    expect(here.message).to_be_empty()
    here.page.keyboard.press("Control+z")
    detail(here, one)
    here.add("court_paper", body=BODY)   # what is refused leaves what was undone to be redone
    expect(here.message).to_contain_text("no and yes")
    here.button("frame.redo").click()
    detail(here, seen(language, levers=(SHOWN,), repealed=(ACT,)))
    expect(law).not_to_be_checked()


def test_a_reform_that_conflicts_goes_back_to_off(visit: Enter, seen: Seen, by: Policy) -> None:
    here, (shown, paper) = visit(), (reforms(by)[key].name.en for key in ("court-shown", "court-on-paper"))
    there = seen(reforms=("court-shown",))
    here.switch(shown).click()
    detail(here, there)
    here.switch(paper).click()
    expect(here.message).to_contain_text("no and yes")
    expect(here.switch(paper)).not_to_be_checked()
    expect(here.switch(shown)).to_be_checked()
    detail(here, there)
    here.button("frame.undo").click()
    here.told(seen())
    expect(here.button("frame.undo")).to_be_disabled()
    here.switch(paper).click()
    detail(here, seen(reforms=("court-on-paper",)))
    expect(here.message).to_be_empty()


@in_every_language
def test_a_scenario_is_saved_to_a_file_and_loaded_from_it(visit: Enter, seen: Seen, by: Policy, tmp_path: Path, language: str) -> None:
    here, changes = visit(language, accept_downloads=True), {"repealed": (ACT,), "reforms": ("archive-30-days",), "levers": (SHOWN,)}
    whole = seen(language, **changes)
    here.switch(whole.teller.act_short(ACT)).click()
    here.switch(reforms(by)["archive-30-days"].name.told(language)[0]).click()
    here.add("court_shown", body=BODY)
    detail(here, whole)
    here.button("frame.scenarios").click()
    box = here.page.get_by_role("region", name=here.say("ui.scenario.box"), exact=True)
    name = box.get_by_label(here.say("ui.scenario.name"), exact=True)
    expect(name).to_be_focused()
    name.fill("Orders for all")
    with here.page.expect_download() as found:
        name.press("Enter")
    saved = tmp_path / found.value.suggested_filename
    found.value.save_as(saved)
    assert saved.name == "orders-for-all.yaml"
    assert saved.read_text(encoding="utf-8") == file(whole, "Orders for all")["text"]
    expect(box.get_by_role("status").first).to_have_text(here.say("ui.scenario.saved", file=saved.name))

    there = visit(language)
    there.button("frame.scenarios").click()
    box = there.page.get_by_role("region", name=here.say("ui.scenario.box"), exact=True)
    reader = box.get_by_label(here.say("ui.scenario.load"), exact=True)
    reader.set_input_files(saved)
    levers = tuple(written(each) for each in of_text(saved.read_text(encoding="utf-8"), "", by).levers[1:])
    loaded = seen(language, repealed=(ACT,), levers=levers)
    assert loaded.spread.held == whole.spread.held
    there.told(loaded)
    detail(there, loaded)
    expect(there.switch(whole.teller.act_short(ACT))).not_to_be_checked()
    expect(there.safeguards).to_have_text([each["text"] for each in draw_safeguards(loaded)["levers"]])
    expect(box.get_by_label(here.say("ui.scenario.name"), exact=True)).to_have_value("Orders for all")

    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(saved.read_text(encoding="utf-8").replace(ACT, "by/edict/1900-01-01/1"), encoding="utf-8")
    reader.set_input_files(wrong)
    expect(there.message).to_contain_text(there.say("frame.unread", faults=""))
    expect(there.message).to_contain_text(re.compile(r"wrong\.yaml:\d+.*by/edict/1900-01-01/1"))
    there.told(loaded)
    there.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(there.button("frame.scenarios")).to_be_focused()
    there.page.keyboard.press("Control+z")
    there.told(seen(language))
    expect(there.message).to_be_empty()
    there.page.keyboard.press("Control+Shift+z")
    detail(there, loaded)


def test_the_same_answer_elsewhere_follows_every_change(visit: Enter, seen: Seen) -> None:
    here = visit(permissions=["clipboard-read", "clipboard-write"])
    here.button("frame.scenarios").click()
    box = here.page.get_by_role("region", name=here.say("ui.scenario.box"), exact=True)
    lines = [box.get_by_role("textbox", name=here.say(f"ui.scenario.{key}"), exact=True) for key in ("command", "python")]

    def told(there: Scene, name: str = "my-scenario.yaml") -> None:
        for field, text in zip(lines, (command(there), python(there)), strict=True):
            expect(field).to_have_value(text.replace("my-scenario.yaml", name))

    told(seen())
    here.lens("law").click()
    told(seen(lens="law"))
    here.page.keyboard.press("Control+z")
    told(seen())
    here.switch(seen().teller.act_short(ACT)).click()
    told(seen(repealed=(ACT,)))
    box.get_by_role("button", name=here.say("ui.scenario.copy", what=here.say("ui.scenario.command")), exact=True).click()
    expect(box.get_by_text(here.say("ui.scenario.copied"), exact=True)).to_be_visible()
    assert here.page.evaluate("() => navigator.clipboard.readText()") == command(seen(repealed=(ACT,)))
    here.add("bar", body=BODY)
    there = seen(repealed=(ACT,), levers=(written(move({"bar": {"of": {"recipient": [BODY]}}})),))
    told(there)
    expect(box).to_contain_text(here.say("scenario.file", file="my-scenario.yaml"))
    box.get_by_label(here.say("ui.scenario.name"), exact=True).fill("Not at all")
    told(there, "not-at-all.yaml")
    here.page.keyboard.press("Escape")
    here.button("frame.share").click()
    expect(box).to_be_hidden()


def test_a_scenario_by_keyboard_alone(visit: Enter, seen: Seen, by: Policy) -> None:
    here = visit()
    press = here.page.keyboard.press
    name, there = reforms(by)["court-shown"].name.en, seen(reforms=("court-shown",))

    def to(target: Any) -> None:
        for _ in range(200):
            if target.evaluate("each => each === document.activeElement"):
                return
            press("Tab")
        raise AssertionError("the Tab key never reaches it")

    to(here.switch(name))
    press("Space")
    here.told(there)
    detail(here, there)
    form = here.page.get_by_role("form", name=here.say("ui.safeguards.form"), exact=True)
    to(form.get_by_role("combobox", name=here.say("ui.safeguards.kind"), exact=True))
    press("End")
    to(form.get_by_role("combobox", name=here.say("ui.safeguards.body"), exact=True))
    here.page.keyboard.type(there.teller.name(BODY)[:12])
    to(form.get_by_role("button", name=here.say("ui.safeguards.add"), exact=True))
    press("Enter")
    log = written(move({"log-and-notify": {"of": {"recipient": [BODY]}}}))
    both = seen(reforms=("court-shown",), levers=(log,))
    text = draw_safeguards(both)["levers"][0]["text"]
    expect(here.safeguards).to_have_text([text])
    detail(here, both)
    for _ in range(60):
        press("Shift+Tab")
        if here.page.evaluate("() => document.activeElement.className") == "dt-remove":
            break
    press("Enter")
    expect(here.safeguards).to_have_count(0)
    press("Control+z")
    expect(here.safeguards).to_have_text([text])
    press("Control+z")
    press("Control+z")
    here.told(seen())
    expect(here.switch(name)).not_to_be_checked()


def test_an_act_of_the_day_and_what_is_held_already_can_be_ticked(visit: Enter, seen: Seen, by: Policy) -> None:
    here = visit()
    own = sorted(by.personas["commuter"].acts)
    here.page.get_by_role("checkbox", name=seen().teller.name(own[0]), exact=True).click()
    fewer = seen(acts=tuple(own[1:]))
    here.told(fewer)
    here.page.get_by_text(here.say("control.more_acts")).click()
    more = next(key for key in sorted(by.facts) if by.facts[key].kind == "act" and key not in own)
    here.page.get_by_role("checkbox", name=seen().teller.name(more), exact=True).click()
    here.told(seen(acts=tuple(sorted([*own[1:], more]))))
    here.button("frame.undo").click()
    here.told(fewer)
    held(here, fewer)
    here.switch(here.say("control.already")).click()
    here.told(seen(acts=tuple(own[1:]), already=True))


def test_practice_under_a_repealed_act_can_go_on(visit: Enter, seen: Seen, by: Policy) -> None:
    here, act = visit(), "by/edict/2017-05-25/187"
    stops = seen(lens="alleged", repealed=(act,))
    goes_on = seen(lens="alleged", repealed=(act,), conduct="persist")
    assert set(stops.links) < set(goes_on.links)
    here.lens("alleged").click()
    here.told(seen(lens="alleged"))
    here.unfold(stops.teller.name(by.instruments[act].topic))
    here.switch(stops.teller.act_short(act)).click()
    here.told(stops)
    conduct = here.page.get_by_role("radiogroup", name=here.say("control.conduct"))
    conduct.get_by_text(here.say("control.persist"), exact=True).click()
    here.told(goes_on)
    here.button("frame.undo").click()
    here.told(stops)
    expect(conduct.get_by_role("radio", name=here.say("control.obey"))).to_be_checked()


@in_every_language
def test_a_shared_link_restores_the_view_and_leaves_the_bar(visit: Enter, seen: Seen, watch: Any, language: str) -> None:
    here = visit(language)
    chosen: dict[str, Any] = {"persona": "driver", "lens": "capability", "repealed": (ACT,), "selected": BODY}
    here.choose("control.person", seen(language).teller.persona("driver"))
    here.told(seen(language, persona="driver"))
    here.lens("capability").click()
    here.switch(seen(language).teller.act_short(ACT)).click()
    here.told(seen(language, **{**chosen, "selected": ""}))
    here.box(BODY).click()
    here.told(seen(language, **chosen))
    bare = here.page.url
    here.button("frame.share").click()
    link = here.page.get_by_label(here.say("frame.link"), exact=True)
    expect(link).to_be_focused()
    expect(link).to_have_value(re.compile(re.escape(f"s={BODY}")))
    assert here.page.url == bare
    shared = link.input_value()
    assert shared == f"{bare}#{address(seen(language, **chosen).state, seen().policy)}"
    there = visit(language, shared.removeprefix(bare))
    there.told(seen(language, **chosen))
    held(there, seen(language, **chosen))
    expect(there.switch(seen(language).teller.act_short(ACT))).not_to_be_checked()
    expect(there.panel.get_by_role("heading", level=2)).to_have_text(
        draw_why(seen(language, **chosen))["title"].replace("**", ""))
    assert there.page.url == bare
    there.button("frame.undo").click()
    there.told(seen(language))

    keep = here.switch(here.say("frame.keep"))
    expect(keep).not_to_be_checked()
    watch.asked.add(shared)
    keep.click()
    expect(here.page).to_have_url(shared)
    named = {"lens": "law", "chosen": holdings(seen(language, **chosen), BODY)[0]}   # the kind that the question names stays
    moved = f"{bare}#{address(seen(language, **{**chosen, **named}).state, seen().policy)}"
    watch.asked.add(moved)
    here.lens("law").click()
    expect(here.page).to_have_url(moved)
    keep.click()
    expect(here.page).to_have_url(bare)
    here.page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(here.button("frame.share")).to_have_attribute("aria-expanded", "false")


def test_the_first_sight_can_be_shared(visit: Enter, seen: Seen) -> None:
    here = visit()
    here.button("frame.share").click()
    link = here.page.get_by_label(here.say("frame.link"), exact=True)
    expect(link).to_have_value(f"{here.page.url}#{address(seen().state, seen().policy)}")


@in_every_language
def test_a_link_with_broken_parts_restores_the_rest_and_says_what_it_left_out(visit: Enter, seen: Seen, language: str) -> None:
    here = visit(language, f"#1;p=by;w=nobody;l=law;d=2025-13-99;r={ACT},by/law/none;z=5;q")
    here.told(seen(language, lens="law", repealed=(ACT,)))
    notice = here.page.get_by_role("status").filter(has_text="nobody")
    for lost in (here.say("frame.lost", parts="").rstrip(" ."), "nobody", "2025-13-99", "by/law/none", "z=5", "q"):
        expect(notice).to_contain_text(lost)
    assert "#" not in here.page.url


@pytest.mark.parametrize("fragment", ["#hello", "#1;p=atlantis", "#1;w=<img src=/x onerror=alert(1)>;s=<b>;i=%E0%A4%A;v=none", "#;;;==;"])
def test_a_link_that_means_nothing_harms_nothing(visit: Enter, seen: Seen, fragment: str) -> None:
    here = visit("en", fragment)
    expect(here.page.get_by_role("status").filter(has_text=here.say("frame.lost", parts="").strip())).to_be_visible()
    here.told(seen())
    assert here.page.locator("img").count() == 0


@in_every_language
def test_the_question_line_asks_for_one_body_one_kind_and_a_court_order(visit: Enter, seen: Seen, language: str) -> None:
    here = visit(language)
    what = holdings(seen(language), BODY)[-1]
    question = here.page.get_by_role("group", name=here.say("ui.question.question"), exact=True)

    def ask(key: str, value: str) -> None:
        question.get_by_role("combobox", name=here.say(f"question.{key}"), exact=True).select_option(value)

    ask("body", BODY)
    here.told(seen(language, selected=BODY))
    ask("information", what)
    here.told(seen(language, selected=BODY, chosen=what))
    expect(here.finding).to_contain_text(seen(language).teller.name(what))
    ask("permission", "court")
    court = seen(language, selected=BODY, chosen=what, without="court")
    here.told(court)
    assert any(here.say(f"headline.{key}").replace("**", "") in here.finding.inner_text() for key in ("court", "yes_gate", "gate_unclear"))
    question.get_by_label(here.say("question.date"), exact=True).fill("2016-01-01")
    here.told(seen(language, selected=BODY, chosen=what, without="court", on="2016-01-01"))
    ask("persona", "driver")
    here.told(seen(language, selected=BODY, chosen=what, without="court", on="2016-01-01", persona="driver"))
    expect(here.field("control.person")).to_have_value(seen(language).teller.persona("driver"))
    ask("body", "")
    expect(here.finding).to_contain_text(seen(language, on="2016-01-01").teller.date("2016-01-01"))
    expect(here.panel).to_have_text(here.say("why.empty"))


def test_another_language_keeps_the_state_and_the_undoing(visit: Enter, seen: Seen) -> None:
    here = visit()
    here.choose("control.person", seen().teller.persona("driver"))
    here.told(seen(persona="driver"))
    here.box(BODY).click()
    here.told(seen(persona="driver", selected=BODY))
    for language, path in (("be", "/be"), ("ru", "/ru"), ("en", "/")):
        spoken = here.page.get_by_role("button", name=tell("en", f"language.{language}"), exact=True)
        spoken.click()
        here.language = language
        here.told(seen(language, persona="driver", selected=BODY))
        held(here, seen(language, persona="driver", selected=BODY))
        assert here.page.evaluate("() => document.documentElement.lang") == language
        assert here.page.url == here.home + path
        expect(spoken).to_have_attribute("aria-current", "true")
        expect(here.box(BODY)).to_have_attribute("aria-pressed", "true")
        expect(here.button("frame.undo")).to_be_enabled()
    here.button("frame.undo").click()
    here.told(seen(persona="driver"))
    here.button("frame.undo").click()
    here.told(seen())


def test_the_invented_country_and_back(visit: Enter, seen: Seen, xa: Policy, watch: Any) -> None:
    here, invented = visit(), xa.pack.name.told("en")[0]
    act = "xa/law/2018-03-01/12"
    for kept in (seen(policy=xa), seen(policy=xa, repealed=(act,))):   # readers there run no risk: the place is kept in the address
        watch.asked.add(f"{here.home}/#{address(kept.state, xa)}")
    here.choose("frame.pack", invented)
    here.told(seen(policy=xa))
    held(here, seen(policy=xa))
    topic = seen(policy=xa).teller.name(xa.instruments[act].topic)
    here.unfold(topic)
    here.switch(seen(policy=xa).teller.act_short(act)).click()
    here.told(seen(policy=xa, repealed=(act,)))
    here.choose("frame.pack", seen().teller.text(seen().policy.pack.name))
    here.told(seen())
    held(here, seen())
    expect(here.page).to_have_url(f"{here.home}/")
    here.button("frame.undo").click()
    here.told(seen(policy=xa, repealed=(act,)))
    held(here, seen(policy=xa, repealed=(act,)))
    here.unfold(topic)
    expect(here.switch(seen(policy=xa).teller.act_short(act))).not_to_be_checked()


@pytest.mark.parametrize(("width", "names"), [(1024, ["world"]), (390, ["world", "why"])])
def test_panels_become_drawers_where_room_is_short(visit: Enter, seen: Seen, width: int, names: list[str]) -> None:
    here = visit(viewport={"width": width, "height": 768})
    drawers = {"world": here.page.get_by_role("complementary", name=here.say("frame.world")),
               "why": here.page.get_by_role("complementary", name=here.say("why.title"), exact=True)}
    for name in names:
        opener, drawer = here.page.locator(f"#open_{name}"), drawers[name]
        expect(opener).to_have_accessible_name(here.say(f"frame.open_{name}"))
        expect(drawer).to_be_hidden()
        opener.click()
        expect(drawer).to_be_in_viewport()
        expect(drawer).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "true")
        here.page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        expect(opener).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "false")
        opener.click()
        drawer.get_by_role("button", name=here.say(f"frame.close_{name}"), exact=True).click()
        expect(drawer).to_be_hidden()
    link = here.page.get_by_label(here.say("frame.link"), exact=True)
    here.button("frame.share").click()
    expect(link).to_be_in_viewport()
    here.button("frame.share").click(timeout=5_000)
    expect(link).to_be_hidden()
    here.button("frame.open_world").click()
    here.lens("law").click()
    here.told(seen(lens="law"))
    here.page.keyboard.press("Escape")
    here.box(BODY).click()
    here.told(seen(lens="law", selected=BODY))
    if "why" in names:
        here.button("frame.open_why").click()
    expect(here.panel.get_by_role("heading", level=2)).to_be_in_viewport()


def test_the_timeline_plays_from_change_to_change(visit: Enter, seen: Seen) -> None:
    here, changes, teller = visit(), draw_line(seen())["changes"], seen().teller
    here.handle.press("Home")
    here.told(seen(on=changes[0]))
    here.button("ui.line.play").click()
    expect(here.handle).to_have_attribute("aria-valuetext", teller.date(changes[1]))
    expect(here.handle).to_have_attribute("aria-valuetext", teller.date(changes[2]))
    here.button("ui.line.pause").click()
    expect(here.button("ui.line.play")).to_be_visible()
    here.handle.press("End")
    here.told(seen(on=changes[-1]))


def test_reduced_motion_steps_instead_of_playing(visit: Enter, seen: Seen) -> None:
    here, changes = visit(reduced_motion="reduce", viewport={"width": 1024, "height": 768}), draw_line(seen())["changes"]
    here.handle.press("Home")
    here.told(seen(on=changes[0]))
    here.button("ui.line.next").click()
    here.told(seen(on=changes[1]))
    here.button("ui.line.next").click()
    here.told(seen(on=changes[2]))
    assert here.page.evaluate("() => document.getAnimations().length") == 0
    here.button("frame.open_world").click()
    assert here.page.evaluate("() => document.getAnimations().length") == 0


@pytest.mark.parametrize("width", [1400, 718])
def test_paper_shows_the_picture_and_why_and_no_controls(visit: Enter, seen: Seen, width: int) -> None:
    here = visit(viewport={"width": width, "height": 900})
    here.box(BODY).click()
    here.told(seen(selected=BODY))
    here.page.emulate_media(media="print")
    expect(here.finding).to_be_visible()
    expect(here.page.locator(".dt-picture")).to_be_visible()
    expect(here.panel.get_by_role("heading", level=2)).to_be_visible()
    expect(here.panel.locator(".dt-sources")).to_be_visible()
    for gone in (here.page.get_by_role("banner"), here.page.get_by_role("complementary", name=here.say("frame.world")),
                 here.button("ui.why.copy"), here.button("ui.line.play")):
        expect(gone).to_be_hidden()
    assert here.page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@in_every_language
def test_twice_as_large_nothing_scrolls_sideways(visit: Enter, seen: Seen, language: str) -> None:
    here = visit(language, viewport={"width": 840, "height": 500}, device_scale_factor=2)
    for width in (840, 390, 320):
        here.page.set_viewport_size({"width": width, "height": 500})
        for view in ("table", "about", "trail"):
            here.button(f"view.{view}").click()
            expect(here.button(f"view.{view}")).to_have_attribute("aria-current", "page")
            expect(here.page.locator(f"#{view}")).to_be_visible()
            wider = here.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{view} at {width} is {wider} px too wide"


NUMBER = """const told = (each) => [each.stop ??= (window.stops = (window.stops || 0) + 1), each.type || "",
    each.getAttribute("aria-label") || each.innerText || each.id];"""
AT = f"() => {{ {NUMBER} return document.activeElement === document.body ? null : told(document.activeElement); }}"
STOPS = f"""() => {{ {NUMBER}
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((each) =>
        each.tabIndex >= 0 && !each.disabled && each.type !== "hidden" && each.checkVisibility({{visibilityProperty: true}})
        && (each.type !== "radio" || each.checked)).map(told);
}}"""


def walk(page: Page, key: str, limit: int = 400) -> list[list[Any]]:
    """What a key reaches one after the other, until the page is left; the parts of a date count once."""
    stops: list[list[Any]] = []
    for _ in range(limit):
        page.keyboard.press(key)
        at = page.evaluate(AT)
        if at is None:
            return stops
        if stops and stops[-1][0] == at[0]:
            assert at[1] == "date", f"the focus is caught at {at}"
            continue
        assert at not in stops, f"the focus goes in a circle at {at}"
        stops.append(at)
    raise AssertionError(f"the page is never left: {stops[-3:]}")


def test_the_tab_key_reaches_every_control_in_order_and_is_never_caught(visit: Enter, seen: Seen) -> None:
    here = visit()
    here.box(BODY).click()
    here.told(seen(selected=BODY))
    here.button("frame.share").click()
    walk(here.page, "Tab")
    wanted = here.page.evaluate(STOPS)
    stops = walk(here.page, "Tab")
    assert stops[0][2] == here.say("frame.skip")
    assert stops == wanted
    assert len(stops) > 30
    assert walk(here.page, "Shift+Tab") == wanted[::-1]


def test_a_whole_visit_by_keyboard_alone(visit: Enter, seen: Seen, watch: Any) -> None:
    here = visit()
    press, skip = here.page.keyboard.press, here.page.get_by_role("link", name=here.say("frame.skip"))
    watch.asked.add(f"{here.home}/#middle")
    press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    press("Enter")
    expect(here.page.get_by_role("main")).to_be_focused()
    start = here.press_until("Tab", "button")
    expect(here.box(start)).to_be_focused()
    expect(here.page.get_by_text(here.say("ui.trail.help"))).to_be_visible()
    press("ArrowDown")
    press("ArrowUp")
    expect(here.box(start)).to_be_focused()
    press("ArrowRight")
    picked = here.at()["id"]
    assert f"{start}>{picked}" in seen().links
    press("ArrowLeft")
    assert seen().frame[here.at()["id"]][0] == 0
    press("ArrowRight")
    expect(here.box(picked)).to_be_focused()
    press("Enter")
    here.told(seen(selected=picked))
    expect(here.box(picked)).to_have_attribute("aria-pressed", "true")
    expect(here.box(picked)).to_be_focused()

    own = [key for key, link in seen().links.items() if picked in (link.tail, link.head)]
    met = []
    for _ in own:
        press("Shift+ArrowRight")
        met.append(here.at()["id"])
    assert sorted(met) == sorted(own)
    press("Shift+ArrowLeft")
    line = here.at()["id"]
    assert line == met[-2]
    press("Enter")
    expect(here.line(line)).to_have_attribute("aria-pressed", "true")
    expect(here.panel.locator(".dt-lead")).to_have_text(here.say("why.records", n=len(seen().links[line].records)))
    press("Escape")
    here.told(seen())
    expect(here.box(picked)).to_be_focused()
    expect(here.panel).to_have_text(here.say("why.empty"))
    press("Control+z")
    expect(here.line(line)).to_have_attribute("aria-pressed", "true")
    press("Control+Shift+z")
    expect(here.line(line)).to_have_attribute("aria-pressed", "false")

    changes = draw_line(seen())["changes"]
    here.press_until("Tab", "slider")
    press("PageDown")
    here.told(seen(on=changes[-6]))
    press("ArrowRight")
    here.told(seen(on=changes[-5]))
    press("Control+z")
    here.told(seen(on=changes[-6]))
    here.press_until("Shift+Tab", "input")


@in_every_language
@pytest.mark.parametrize(("width", "schemes"), [(1400, ("dark", "light")), (390, ("light",))])
def test_axe_finds_nothing_anywhere(visit: Enter, seen: Seen, axe: Audit, language: str, width: int, schemes: tuple[str, ...]) -> None:
    here = visit(language, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    if width == 390:
        here.page.locator("#open_world").click()
    for group in here.page.locator("details:not([open]) > summary").all()[::-1]:
        group.click()
    axe(here.page, "trail, all unfolded", "", schemes)
    here.page.keyboard.press("Escape")
    here.box(BODY).click()
    expect(here.box(BODY)).to_have_attribute("aria-pressed", "true")
    if width == 390:
        here.page.locator("#open_why").click()
    here.panel.get_by_role("button", name=draw_why(seen(language, selected=BODY))["others_title"], exact=True).click()
    axe(here.page, "why", "" if width == 1400 else "#why-panel", schemes)
    here.page.keyboard.press("Escape")
    here.button("frame.share").click()
    expect(here.page.get_by_label(here.say("frame.link"), exact=True)).to_be_visible()
    axe(here.page, "share", "header", schemes)
    here.button("frame.scenarios").click()
    expect(here.page.get_by_label(here.say("ui.scenario.name"), exact=True)).to_be_visible()
    axe(here.page, "scenario", "header", schemes)
    here.page.keyboard.press("Escape")
    for view in ("table", "about"):
        here.button(f"view.{view}").click()
        expect(here.page.locator(f"#{view}")).to_be_visible()
        axe(here.page, view, ".dt-stack", schemes)


@in_every_language
def test_the_sealed_lesson_plays_offline_and_prints_its_handout(browser: Browser, watch: Any, axe: Audit, xa: Policy,
                                                                tmp_path: Path, language: str) -> None:
    file = tmp_path / f"lesson-{language}.html"
    subprocess.run([sys.executable, "-m", "app.command", "seal", "xa", "-o", str(file), "--lang", language], cwd=ROOT, check=True,
                   capture_output=True)
    watch.home = file.as_uri()
    context = watch.context(browser, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    told = lesson(xa, find("xa"), None)
    title, steps = told.title.told(language)[0], told.steps

    def say(key: str, **values: object) -> str:
        return tell(language, f"ui.lesson.{key}", **values)

    def at(number: int) -> None:
        here = page.get_by_role("heading", level=2)
        if number == len(steps):
            expect(here).to_have_text(told.debrief.told(language)[0])
            expect(page.get_by_text(say("debrief"), exact=True)).to_be_visible()
            return
        expect(here).to_have_text(steps[number].say.told(language)[0])
        expect(page.get_by_text(say("step", n=number + 1, total=len(steps)), exact=True)).to_be_visible()
        expect(page.locator("#lesson").get_by_text(steps[number].ask.told(language)[0])).to_be_visible()
        expect(page.locator(".dt-press").first).to_be_visible()

    assert page.evaluate("() => document.documentElement.lang") == language
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    boxes = []
    for number in range(len(steps)):
        at(number)
        boxes.append(page.locator(".dt-press").count())
        if number in (0, len(steps) - 1):
            axe(page, f"step {number + 1}")
        page.get_by_role("button", name=say("next"), exact=True).click()
    at(len(steps))
    axe(page, "the end")
    assert boxes == sorted(boxes)
    assert boxes[-1] > boxes[0]
    page.get_by_role("button", name=say("again"), exact=True).click()
    at(0)
    for number in range(1, len(steps) + 1):
        page.keyboard.press("ArrowRight")
        at(number)
    for number in reversed(range(len(steps))):
        page.keyboard.press("ArrowLeft")
        at(number)

    expect(page.locator(".handout")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".handout").get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.get_by_role("main")).to_be_hidden()
    paper = page.pdf(prefer_css_page_size=True, outline=True, tagged=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2
    assert title.encode("utf-16-be").hex().upper().encode() in paper or title.encode() in paper
