"""The views of what-if in a real browser: each by its tab, by mouse and by keyboard, its charts, its memo, its paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from app.panel import target
from app.scene import Scene
from app.views import breach, compare, levers, memo, memory, timeline
from model.policy.policy import Policy

ACTOR, WHAT = "kgb", "comms-content"
ACT, OTHER = "by/edict/2010-03-03/129", "by/edict/2022-10-18/368"
VIEWS = ("compare", "levers", "timeline", "breach", "memory", "memo")
Enter = Callable[..., Any]
Seen = Callable[..., Scene]
Audit = Callable[..., None]


def ask(here: Any, actor: str = ACTOR, what: str = WHAT) -> None:
    """Ask in the question line."""
    here.page.get_by_label(here.say("question.body"), exact=True).select_option(actor)
    here.page.get_by_label(here.say("question.information"), exact=True).select_option(what)


def open_(here: Any, name: str) -> Locator:
    """A view, opened by its tab."""
    here.button(f"view.{name}").click()
    expect(here.button(f"view.{name}")).to_have_attribute("aria-current", "page")
    view = here.page.get_by_role("region", name=here.say(f"ui.{name}.{'changes' if name == 'timeline' else name}"), exact=True)
    expect(view).to_be_visible()
    return view


def repeal(here: Any, seen: Seen, *acts: str) -> None:
    """Switch acts off in the left panel."""
    for act in acts:
        teller = seen().teller
        switch = here.switch(teller.act_short(act))
        if not switch.is_visible():
            here.unfold(teller.name(seen().policy.instruments[act].topic))
        switch.click()
    here.told(seen(repealed=tuple(sorted(acts))))


@pytest.mark.parametrize("width", [1400, 390])
def test_every_view_opens_by_its_tab_and_axe_finds_nothing(visit: Enter, seen: Seen, axe: Audit, width: int) -> None:
    here = visit(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    ask(here)
    here.told(seen(selected=ACTOR, chosen=WHAT))
    for name in VIEWS:
        view = open_(here, name)
        for fold in view.locator("details:not([open]) > summary").all()[::-1]:
            fold.click()
        if name in ("levers", "memory"):
            expect(view.locator(".dt-chart .main-svg").first).to_be_visible()
        axe(here.page, name, ".dt-stack")
        wider = here.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{name} at {width} is {wider} px too wide"


@pytest.mark.parametrize("width", [1400, 390])
def test_a_changed_world_has_its_ladder_matrix_and_lists_and_axe_finds_nothing(visit: Enter, seen: Seen, axe: Audit, width: int) -> None:
    here = visit(fragment=f"#1;r={ACT},{OTHER}", viewport={"width": width, "height": 900}, reduced_motion="reduce")
    scene = seen(repealed=(ACT, OTHER), view="compare")
    here.told(seen(repealed=(ACT, OTHER)))
    view, drawn = open_(here, "compare"), compare.draw(scene)
    for sentence in drawn["head"]:
        expect(view.locator(".dt-lead")).to_contain_text(sentence)
    for name in ("ladder", "matrix", "list"):
        view.get_by_role("tab", name=here.say(f"ui.compare.{name}"), exact=True).click()
        expect(view.get_by_role("tab", selected=True)).to_have_text(here.say(f"ui.compare.{name}"))
        axe(here.page, f"compare, {name}", ".dt-stack")
        wider = here.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{name} at {width} is {wider} px too wide"
    lost = next(section for section in drawn["sections"] if section["key"] == "lost")
    folds = view.locator("details").first
    expect(folds.get_by_role("button")).to_have_count(lost["n"])


def test_the_ladder_draws_both_worlds_with_signs_and_lets_what_is_gone_be_asked_for(visit: Enter, seen: Seen) -> None:
    here = visit()
    repeal(here, seen, OTHER)
    view, scene = open_(here, "compare"), seen(repealed=(OTHER,), view="compare")
    drawn = compare.draw(scene)["picture"]
    lines = view.locator(".dt-line[data-id]")
    expect(lines).to_have_count(len(drawn["links"]))
    gone = [link["id"] for link in drawn["links"] if link["change"] == "removed"]
    assert gone and set(view.locator(".dt-line.dt-removed").evaluate_all("lines => lines.map((line) => line.dataset.id)")) == set(gone)
    expect(view.locator(".dt-pill-mark.dt-removed")).to_have_count(sum(
        any(mark["change"] == "removed" for mark in each["marks"]) for each in (*drawn["nodes"], *drawn["links"])))
    box = next(node for node in drawn["nodes"] if node["change"] == "removed")
    press = view.locator(f'.dt-press[data-id="{box["id"]}"]')
    expect(press).to_have_accessible_name(re.compile(re.escape(here.say("compare.sign_removed"))))
    press.click()
    expect(press).to_have_attribute("aria-pressed", "true")
    expect(here.panel.get_by_role("heading", level=2)).to_have_text(scene.box_name(box["id"], short=False))
    here.page.keyboard.press("Control+z")
    expect(press).to_have_attribute("aria-pressed", "false")


def test_the_matrix_is_walked_by_keyboard_and_enter_asks_for_the_cell(visit: Enter, seen: Seen) -> None:
    here = visit()
    repeal(here, seen, ACT, OTHER)
    view, matrix = open_(here, "compare"), compare.draw(seen(repealed=(ACT, OTHER), view="compare"))["matrix"]
    tabs = view.get_by_role("tab")
    tabs.first.focus()
    here.page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    changed = [row for row in matrix["rows"] if any(told != "same" for _, told in row["cells"])]
    columns = sorted({at for row in changed for at, told in row["cells"] if told != "same"})
    grid = view.get_by_role("grid")
    rows = grid.locator("tbody tr:has(td)")
    expect(rows).to_have_count(len(changed))
    here.press_until("Tab", "td")
    cells = grid.get_by_role("gridcell")
    expect(cells.first).to_be_focused()
    here.page.keyboard.press("ArrowRight")
    here.page.keyboard.press("ArrowDown")
    expect(rows.nth(1).get_by_role("gridcell").nth(1)).to_be_focused()
    here.page.keyboard.press("Control+End")
    expect(cells.last).to_be_focused()
    here.page.keyboard.press("ArrowRight")
    expect(cells.last).to_be_focused()
    here.page.keyboard.press("Home")
    here.page.keyboard.press("Control+Home")
    expect(cells.first).to_be_focused()
    for index, row in enumerate(changed):
        told = dict(row["cells"])
        names = [matrix["signs"][told[at]] if at in told else here.say("ui.compare.held") for at in columns]
        assert rows.nth(index).get_by_role("gridcell").evaluate_all("cells => cells.map((cell) => cell.ariaLabel)") == names
    actor, what = changed[0]["id"], matrix["columns"][columns[0]]["id"]
    here.page.keyboard.press("Enter")
    here.told(seen(repealed=(ACT, OTHER), view="compare", selected=actor, chosen=what))
    expect(cells.first).to_be_focused()
    view.get_by_role("checkbox", name=here.say("ui.compare.only"), exact=True).uncheck()
    expect(rows).to_have_count(len(matrix["rows"]))
    expect(grid.get_by_role("columnheader")).to_have_count(len(matrix["columns"]) + 1)


def test_a_card_s_repeal_changes_the_finding_and_is_undone(visit: Enter, seen: Seen) -> None:
    here = visit()
    ask(here)
    asked = {"selected": ACTOR, "chosen": WHAT, "view": "levers"}
    view = open_(here, "levers")
    here.told(seen(**asked))
    (card,) = levers.draw(seen(**asked))["cuts"][0]["cards"]
    expect(view.locator(".dt-lever")).to_have_count(1)
    view.get_by_role("button", name=re.compile(f"^{re.escape(here.say('ui.levers.apply'))}: {re.escape(card['acts'][0]['name'])}")).click()
    after = seen(**asked, repealed=tuple(card["repealed"]))
    assert after.spread.fact(ACTOR, WHAT) is None
    here.told(after)
    expect(view.locator(".dt-lever")).to_have_count(0)
    here.button("frame.undo").click()
    here.told(seen(**asked))
    expect(view.locator(".dt-lever")).to_have_count(1)


def test_what_the_question_names_of_a_body_stays_when_the_law_changes(visit: Enter, seen: Seen) -> None:
    here = visit()
    view = open_(here, "levers")
    here.page.get_by_label(here.say("question.body"), exact=True).select_option("mvd")
    before = seen(selected="mvd", view="levers")
    here.told(before)
    what = target(before)[1]
    card = next(card for found in levers.draw(before)["cuts"] for card in found["cards"])
    view.locator(".dt-lever").get_by_role("button").first.click()
    after = seen(selected="mvd", chosen=what, view="levers", repealed=tuple(card["repealed"]))
    assert after.spread.fact("mvd", what) is None and target(seen(selected="mvd", repealed=tuple(card["repealed"])))[1] != what
    here.told(after)


def test_the_charts_load_their_library_once_when_first_shown_and_offer_nothing_to_share(visit: Enter, seen: Seen) -> None:
    here = visit()
    loaded: list[str] = []
    here.page.on("request", lambda request: loaded.append(request.url) if "plotly" in request.url else None)
    assert here.page.evaluate("() => performance.getEntriesByType('resource').filter((each) => each.name.includes('plotly')).length") == 0
    view = open_(here, "levers")
    weights = levers.weights(seen(view="levers"))
    expect(view.locator(".dt-chart .bars .point")).to_have_count(len(weights["chart"]["rows"]))
    expect(view.get_by_role("img", name=weights["chart"]["label"], exact=True)).to_be_visible()
    expect(view.get_by_role("table").locator("tbody tr")).to_have_count(len(weights["table"]["rows"]))
    assert here.page.locator(".modebar-btn, .modebar a").count() == 0
    choice = view.get_by_role("combobox")
    choice.select_option("bodies")
    other = levers.weights(seen(view="levers", measure="bodies"))
    expect(view.locator(".dt-weights")).to_contain_text(other["lead"])
    expect(view.locator(".dt-chart .bars .point")).to_have_count(len(other["chart"]["rows"]))
    header = view.get_by_role("columnheader", name=here.say("weight.last"), exact=True)
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    figures = [int(text) for text in view.get_by_role("table").locator("tbody tr td:last-child").all_inner_texts()]
    assert figures == sorted(int(row["cells"][3]["text"]) for row in other["table"]["rows"])
    view = open_(here, "memory")
    expect(view.locator(".dt-chart .scatterlayer .trace")).to_have_count(2)
    assert loaded == [f"{here.home}/parts/plotly.js"]


def test_the_chart_follows_the_scheme(visit: Enter, seen: Seen) -> None:
    here = visit()
    view = open_(here, "levers")
    bar, colour = view.locator(".dt-chart .bars .point path").first, "each => getComputedStyle(each).fill"
    expect(bar).to_be_visible()
    light = bar.evaluate(colour)
    here.page.emulate_media(color_scheme="dark")
    expect(bar).not_to_have_css("fill", light)


def test_a_day_of_change_can_be_gone_to(visit: Enter, seen: Seen) -> None:
    here = visit()
    view, days = open_(here, "timeline"), timeline.draw(seen(view="timeline"))["days"]
    items = view.locator(".dt-day")
    expect(items).to_have_count(len(days))
    expect(items.first).to_contain_text(days[-1]["date"])
    view.get_by_role("radio", name=here.say("ui.timeline.oldest"), exact=True).check()
    expect(items.first).to_contain_text(days[0]["date"])
    items.first.locator("summary").first.click()
    expect(items.first).to_contain_text(days[0]["lists"][0]["groups"][0]["name"])
    view.get_by_role("button", name=f"{here.say('ui.timeline.go')}: {days[2]['date']}", exact=True).click()
    here.told(seen(view="timeline", on=days[2]["on"]))
    expect(view.locator(".dt-day.dt-now")).to_contain_text(days[2]["date"])


def test_a_breach_is_shown_for_whom_the_reader_chooses(visit: Enter, seen: Seen) -> None:
    here = visit()
    view = open_(here, "breach")
    expect(view.locator(".dt-found")).to_have_count(0)
    view.get_by_role("combobox").select_option("mobile-operators")
    told = breach.draw(seen(view="breach", selected="mobile-operators"))
    expect(view.locator(".dt-found").get_by_role("heading")).to_have_text(told["found"]["title"])
    expect(view.locator(".dt-found .dt-chips li")).to_have_text(told["found"]["out"])
    here.told(seen(view="breach", selected="mobile-operators"))
    preset = next(each for each in told["presets"] if each["selected"])
    fold = view.locator("details", has_text=f"{preset['date']}: {preset['title']}")
    fold.locator("summary").click()
    fold.get_by_role("button", name=here.say("ui.breach.look"), exact=True).click()
    here.told(seen(view="breach", selected=preset["selected"]))
    expect(view.get_by_role("combobox")).to_have_value(preset["selected"])


def test_memory_leads_from_a_holding_to_why_it_is_held(visit: Enter, seen: Seen) -> None:
    here = visit()
    view = open_(here, "memory")
    row = memory.draw(seen(view="memory"))["table"]["rows"][0]
    view.get_by_role("table").nth(1).get_by_role("button", name=row["cells"][0]["text"], exact=True).first.click()
    here.told(seen(view="memory", **row["picked"]))
    expect(view.get_by_role("heading", level=2)).to_have_text(memory.draw(seen(view="memory", **row["picked"]))["title"])


def test_the_memo_is_copied_saved_and_printed_alone(visit: Enter, seen: Seen, tmp_path: Path) -> None:
    here = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(here)
    view, told = open_(here, "memo"), memo.draw(seen(view="memo", selected=ACTOR, chosen=WHAT))["markdown"]
    paper = view.get_by_role("article")
    expect(paper.get_by_role("heading", level=2)).to_have_text(told.splitlines()[0].removeprefix("# "))
    expect(paper.locator("blockquote, h2, h3, li, p").first).to_be_visible()
    assert "**" not in paper.inner_text() and "[^" not in paper.inner_text()
    assert paper.locator("ol > li").count() == len(re.findall(r"(?m)^\d+\. ", told))
    assert paper.locator(".dt-notes li").count() == len(re.findall(r"(?m)^\[\^\d+\]: ", told))

    here.button("ui.memo.copy").click()
    expect(view.get_by_role("status")).to_have_text(here.say("ui.memo.copied"))
    assert here.page.evaluate("() => navigator.clipboard.readText()") == told
    with here.page.expect_download() as saved:
        here.button("ui.memo.save").click()
    assert saved.value.suggested_filename == here.say("ui.memo.file")
    saved.value.save_as(tmp_path / "memo.md")
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == told

    cite = paper.locator("button.dt-cite").first
    number = cite.inner_text()
    cite.click()
    expect(paper.locator(".dt-notes li", has_text=here.say("ui.memo.note", n=number)).first).to_be_focused()
    here.page.get_by_role("button", name=here.say("ui.memo.back"), exact=True).click()
    expect(cite).to_be_focused()

    here.page.emulate_media(media="print")
    expect(paper).to_be_visible()
    for gone in (here.finding, here.panel, here.handle, here.button("ui.memo.print"), here.page.get_by_role("banner")):
        expect(gone).to_be_hidden()
    pages = here.page.pdf(prefer_css_page_size=True)
    sizes = {tuple(round(float(part)) for part in box.split()[2:]) for box in re.findall(r"MediaBox \[([^\]]*)\]", pages.decode("latin-1"))}
    assert sizes == {(595, 842)}


def test_the_views_that_ask_follow_the_question_and_say_what_to_choose(visit: Enter, seen: Seen, by: Policy) -> None:
    here = visit()
    for name in ("levers", "memo"):
        view = open_(here, name)
        expect(view.locator(".dt-lead").first).to_have_text(here.say("ask.choose"))
    ask(here)
    expect(here.page.get_by_role("article").get_by_role("heading", level=2)).to_contain_text(seen().teller.name(WHAT))
    here.page.get_by_label(here.say("question.permission"), exact=True).select_option("court")
    told = memo.draw(seen(view="memo", selected=ACTOR, chosen=WHAT, without="court"))["markdown"]
    expect(here.page.get_by_role("article").get_by_role("heading", level=2)).to_have_text(told.splitlines()[0].removeprefix("# "))
    view = open_(here, "levers")
    expect(view.get_by_role("heading", level=2).first).to_have_text(
        levers.draw(seen(view="levers", selected=ACTOR, chosen=WHAT, without="court"))["title"])


@pytest.mark.parametrize("width", [1024, 390])
def test_where_there_is_little_room_nothing_is_cut_off(visit: Enter, seen: Seen, width: int) -> None:
    here = visit(viewport={"width": width, "height": 768})
    ask(here)
    for name in VIEWS:
        view = open_(here, name)
        if name in ("levers", "memory"):
            expect(view.locator(".dt-chart .main-svg").first).to_be_visible()
        small = view.evaluate("""view => [...view.querySelectorAll("button, select, summary, input")]
            .filter((each) => each.checkVisibility()).map((each) => [each.textContent || each.type, each.getBoundingClientRect()])
            .filter(([, box]) => box.height < 17.5 || box.width < 17.5 || box.right > innerWidth + 1).map(([text]) => text)""")
        assert small == [], f"{name} at {width}"
