"""The explorer served once, one Chromium, and visits that must leave no trace, call nobody and stay silent."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Playwright, expect, sync_playwright

from app.question import draw as asked
from app.scene import Scene, scene
from app.state import first
from model.policy.policy import Policy
from model.texts import tell

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOUR = ("color-contrast", "link-in-text-block")
PATHS = {"en": "/", "be": "/be", "ru": "/ru"}
WIDE = {"width": 1400, "height": 900}
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
    console.error("content policy: " + event.violatedDirective + " " + event.blockedURI + " " + event.sample))"""
KEPT = """async () => {
    const kept = [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie ? [document.cookie] : []].flat();
    const bases = await indexedDB.databases(), caches = window.caches ? await window.caches.keys() : [];
    return kept.concat(bases.map((base) => base.name), caches);
}"""
AUDIT = """async ([part, rules]) => {
    const found = await axe.run(part || document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.flatMap((rule) => rule.nodes.map((node) =>
        rule.id + " at " + node.target.join(" ") + ": " + node.failureSummary.replace(/\\s+/g, " ")));
}"""


def _launch(play: Playwright) -> Browser:
    given = os.environ.get("DATATRAIL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    try:
        return play.chromium.launch(executable_path=given, args=list(QUIET))
    except Error as error:
        wanted = f"{given} does not start" if given else "there is none"
        pytest.fail(f"The browser suite needs a Chromium and {wanted}: set DATATRAIL_CHROMIUM to one, or install Debian's package "
                    f"`chromium`, or run `playwright install chromium`.\n{error.message}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    with sync_playwright() as play:
        found = _launch(play)
        expect.set_options(timeout=15_000)
        yield found
        found.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the explorer, served as a reader would serve it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app.command", "serve", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        said = []
        for line in running.stderr:
            said.append(line)
            if f"http://127.0.0.1:{port}/" in line:
                break
        else:
            pytest.fail(f"the explorer did not start: {''.join(said)}", pytrace=False)
        yield f"http://127.0.0.1:{port}"
        running.terminate()


class Visit:
    """One reader at one page: the product's words to find things by, and what the page must never do."""

    def __init__(self, page: Page, home: str, language: str) -> None:
        self.page, self.home, self.language = page, home, language

    def say(self, key: str, **values: object) -> str:
        """A text of the product in the reader's language."""
        return tell(self.language, key, **values)

    def button(self, key: str, **values: object) -> Locator:
        """A button by the key of its text."""
        return self.page.get_by_role("button", name=self.say(key, **values), exact=True)

    def switch(self, label: str) -> Locator:
        """A switch by the beginning of its label."""
        return self.page.get_by_role("switch", name=re.compile(f"^{re.escape(label)}"))

    def choose(self, key: str, option: str) -> None:
        """Choose in one of the two selects of the shell."""
        self.field(key).click()
        self.page.get_by_role("listbox").get_by_role("option", name=option, exact=True).click()

    def unfold(self, topic: str) -> None:
        """Open the laws of a topic."""
        self.page.locator("summary").get_by_text(topic, exact=True).click()

    def field(self, key: str) -> Locator:
        """One of the two selects of the shell."""
        return self.page.get_by_role("textbox", name=self.say(key), exact=True)

    def lens(self, name: str) -> Locator:
        """One lens of the segmented control."""
        return self.page.get_by_role("radiogroup", name=self.say("control.evidence")).get_by_text(self.say(f"lens.{name}"), exact=True)

    def chosen(self, name: str) -> Locator:
        """The radio behind a lens."""
        return self.page.get_by_role("radio", name=self.say(f"lens.{name}"), exact=True)

    @property
    def day(self) -> Locator:
        """The field for an exact date."""
        return self.page.get_by_label(self.say("ui.line.date"), exact=True)

    @property
    def handle(self) -> Locator:
        """The handle of the timeline."""
        return self.page.get_by_role("slider", name=self.say("ui.line.handle"))

    @property
    def finding(self) -> Locator:
        """The sentence above everything."""
        return self.page.get_by_role("heading", level=1)

    @property
    def panel(self) -> Locator:
        """The answer to why."""
        return self.page.get_by_role("region", name=self.say("ui.why.panel"), exact=True)

    @property
    def safeguards(self) -> Locator:
        """The list of the reader's own safeguards, item by item."""
        return self.page.locator("#safeguards").get_by_role("listitem")

    def add(self, kind: str, *, information: str = "", body: str = "", days: int | None = None) -> None:
        """Add a safeguard by the form."""
        form = self.page.get_by_role("form", name=self.say("ui.safeguards.form"), exact=True)
        for key, value in (("kind", kind), ("information", information), ("body", body)):
            form.get_by_role("combobox", name=self.say(f"ui.safeguards.{key}"), exact=True).select_option(value)
        if days is not None:
            form.get_by_label(self.say("ui.safeguards.days"), exact=True).fill(str(days))
        form.get_by_role("button", name=self.say("ui.safeguards.add"), exact=True).click()

    @property
    def message(self) -> Locator:
        """What went wrong."""
        return self.page.locator("#message")

    def box(self, key: str) -> Locator:
        """A box of the picture."""
        return self.page.locator(f'.dt-press[data-id="{key}"]')

    def line(self, key: str) -> Locator:
        """A line of the picture."""
        return self.page.locator(f'.dt-line[data-id="{key}"]')

    def boxes(self) -> dict[str, list[float]]:
        """Where every box stands."""
        found: dict[str, list[float]] = self.page.locator(".dt-press").evaluate_all(
            """boxes => Object.fromEntries(boxes.map((box) => {
                const at = box.querySelector(".dt-node-box");
                return [box.dataset.id, [at.x.baseVal.value, at.y.baseVal.value]];
            }))""")
        return found

    def lines(self) -> set[str]:
        """Every line that is drawn."""
        return set(self.page.locator(".dt-line[data-id]").evaluate_all("lines => lines.map((line) => line.dataset.id)"))

    def told(self, here: Scene) -> None:
        """Wait until the page says what follows in a scene, as the model tells it, and draws just that."""
        question = asked(here)
        expect(self.finding).to_have_text(" ".join(question["answer"]).replace("**", ""))
        expect(self.page.locator(".dt-timeline .dt-at")).to_have_text(here.teller.date(here.world.on))
        if here.state.view == "trail":
            expect(self.page.locator(".dt-line[data-id]")).to_have_count(len(here.links))
            assert self.lines() == set(here.links)
            assert set(self.boxes()) == set(here.boxes)

    def at(self) -> dict[str, str]:
        """What has the focus: its role or name of element, and its id or that of its box or line."""
        found: dict[str, str] = self.page.evaluate("""() => {
            const at = document.activeElement;
            return {role: at.getAttribute("role") || at.localName, id: at.getAttribute("data-id") || at.id};
        }""")
        return found

    def press_until(self, key: str, role: str) -> str:
        """Press a key until something of a role has the focus; its id."""
        for _ in range(200):
            self.page.keyboard.press(key)
            if self.at()["role"] == role:
                return self.at()["id"]
        raise AssertionError(f"{key} never reaches a {role}")


class Watch:
    """What the pages of one test did: requests, errors, addresses."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.wrong: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.fragments: list[str] = []
        self.asked: set[str] = set()

    def context(self, browser: Browser, **options: Any) -> BrowserContext:
        """A fresh context under watch."""
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        context.add_init_script(LISTEN)
        context.on("request", lambda request: self._request(request.url))
        context.on("console", lambda said: self.wrong.append(f"console: {said.text}") if said.type == "error" else None)
        context.on("weberror", lambda error: self.wrong.append(f"page error: {error.error}"))
        context.on("page", self._page)
        self.contexts.append(context)
        return context

    def _request(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.wrong.append(f"request to {url}")

    def _page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.wrong.append(f"web socket to {socket.url}"))
        page.on("framenavigated", lambda frame: self.fragments.append(frame.url) if "#" in frame.url else None)

    def end(self) -> None:
        """Fail on anything a visit must never do, and on any trace it left."""
        for context in self.contexts:
            for page in context.pages:
                self.wrong += [f"kept in the browser: {each}" for each in page.evaluate(KEPT)]
            self.wrong += [f"cookie {each['name']}" for each in context.cookies()]
            context.close()
        self.wrong += [f"unasked in the address: {each}" for each in self.fragments if each not in self.asked]
        assert not self.wrong, "\n".join(self.wrong)


@pytest.fixture
def watch(server: str) -> Iterator[Watch]:
    """Every page that a test opens through this is watched; a breach fails the test at its end."""
    watching = Watch(server)
    yield watching
    watching.end()


@pytest.fixture
def visit(browser: Browser, server: str, watch: Watch) -> Callable[..., Visit]:
    """Opens the explorer in a language, with a fragment if one is asked for; `options` are those of a browser context."""

    def enter(language: str = "en", fragment: str = "", **options: Any) -> Visit:
        page = watch.context(browser, **options).new_page()
        before = len(watch.fragments)
        page.goto(f"{server}{PATHS[language]}{fragment}")
        if fragment:
            watch.asked.add(watch.fragments[before])
        expect(page.locator(".dt-press").first).to_be_visible()
        return Visit(page, server, language)
    return enter


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """Finds no violation of WCAG 2.2 AA in a page or a part of it; in the dark, none of the rules on colour."""

    def audit(page: Page, where: str, part: str = "", schemes: tuple[str, ...] = ("dark", "light")) -> None:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if (shell := page.locator("html[data-mantine-color-scheme]")).count():
                expect(shell).to_have_attribute("data-mantine-color-scheme", scheme)
            found = page.evaluate(AUDIT, [part, list(WCAG) if scheme == "light" else {"type": "rule", "values": list(COLOUR)}])
            assert not found, f"{where}, {scheme}:\n" + "\n".join(found)
    return audit


@pytest.fixture
def seen(by: Policy) -> Callable[..., Scene]:
    """What the model says of a first visit to Belarus, with some parts changed."""

    def make(language: str = "en", policy: Policy = by, **changes: Any) -> Scene:
        return scene(policy, replace(first(policy), **changes), language)
    return make
