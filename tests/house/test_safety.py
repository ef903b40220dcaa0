"""Nothing is fetched from elsewhere, stored, sent or logged; the page says nothing of what it is made of."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.command import parser
from app.server import application

APP = Path(__file__).resolve().parents[2] / "app"
OURS = sorted(path for folder in ("components", "assets") for path in (APP / folder).rglob("*") if path.is_file())
SCRIPTS = [path for path in OURS if path.suffix == ".js"]
PAGES = ("/", "/be", "/ru")
FORBIDDEN = ("localStorage", "sessionStorage", "document.cookie", "indexedDB", "serviceWorker", r"\beval\b", r"new Function\b", "innerHTML",
             "outerHTML", "insertAdjacentHTML", "document.write", "sendBeacon", r"\bfetch\(", "XMLHttpRequest", "WebSocket", "EventSource",
             r"\bcaches\b", "dangerouslySetInnerHTML")


@pytest.fixture(scope="module")
def page():
    return application().test_client()


def code(path):
    return re.sub(r"(?m)^\s*//.*", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_files_name_no_address_elsewhere(path):
    assert re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+", code(path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize("word", FORBIDDEN)
def test_our_scripts_store_send_and_run_nothing(path, word):
    assert re.findall(word, code(path)) == []


@pytest.mark.parametrize("path", PAGES)
def test_the_page_loads_only_from_itself(page, path):
    told = page.get(path).get_data(as_text=True)
    assert "react-entry-point" in told and re.findall(r"https?://|(?:src|href)=\"//", told) == []
    loaded = re.findall(r"(?:src|href)=\"([^\"]+)\"", told)
    assert len(loaded) > 10 and all(each.startswith(("/", "data:,")) for each in loaded)


@pytest.mark.parametrize("path", [*PAGES, "/_dash-layout", "/_dash-dependencies", "/parts/look.css", "/parts/boot.js", "/parts/nothing.js"])
def test_every_answer_has_the_content_policy_and_no_cookie(page, path):
    answer = page.get(path)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert "Set-Cookie" not in answer.headers
    assert policy["default-src"] == "'none'" and policy["connect-src"] == "'self'" and policy["form-action"] == "'none'"
    assert policy["frame-ancestors"] == "'none'" and policy["base-uri"] == "'none'"
    assert policy.pop("style-src-attr", "'none'") in ("'none'", "'unsafe-inline'")  # the charts write style attributes
    assert "unsafe" not in str(policy) and "*" not in str(policy) and "http" not in str(policy)
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer") and answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_library_of_the_charts_is_served_from_here_only_when_asked_for_and_may_be_kept(page):
    first = page.get("/").get_data(as_text=True)
    assert "plotly" not in str(re.findall(r'src="([^"]+)"', first)).lower()
    answer = page.get("/parts/plotly.js")
    assert answer.status_code == 200 and len(answer.get_data()) > 1_000_000
    assert "max-age=" in answer.headers["Cache-Control"] and "no-store" not in answer.headers["Cache-Control"]
    again = page.get("/parts/plotly.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and again.get_data() == b""


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/_dash-dependencies"])
def test_what_the_page_says_is_not_kept(page, path):
    assert page.get(path).headers["Cache-Control"] == "no-store"


def test_an_answer_to_a_change_is_not_kept_and_sets_no_cookie(page):
    layout = json.loads(page.get("/_dash-layout").get_data())
    stores = {each["props"]["id"]: each["props"].get("data") for each in layout["props"]["children"] if each["type"] == "Store"}
    answer = page.post("/_dash-update-component", json={
        "output": "root.children", "outputs": {"id": "root", "property": "children"}, "changedPropIds": ["frame.data"],
        "inputs": [{"id": "frame", "property": "data", "value": {**stores["frame"], "language": "ru"}}],
        "state": [{"id": "state", "property": "data", "value": stores["state"]}]})
    assert answer.status_code == 200 and answer.json["response"]["root"]["children"]
    assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers


def test_nothing_apart_is_loaded_with_the_page(page):
    assert re.findall(r"assets/apart/[\w.]+", page.get("/").get_data(as_text=True)) == []


@pytest.mark.parametrize("library", ["dash", "dash-mantine-components", "flask", "waitress", "plotly"])
def test_the_page_says_no_version(page, library):
    answer = page.get("/")
    told = answer.get_data(as_text=True) + str(answer.headers)
    number = re.escape(version(library))
    assert re.findall(rf"[^\"\s]*(?<!\d){number.replace(re.escape('.'), '[._]')}(?!\d)[^\"\s]*", told) == []


def test_the_layout_says_no_address(page):
    told = json.dumps(json.loads(page.get("/_dash-layout").get_data()))
    assert len(told) > 10_000 and re.findall(r"https?://[^\"\\]*", told) == []


@pytest.mark.parametrize("words", [[], ["serve"]])
def test_only_this_machine_is_served_unless_told_otherwise(words):
    assert parser().parse_args(words).host == "127.0.0.1"


@pytest.fixture
def served(house, tmp_path):
    """A real server over Aldermark, with an empty home: its address and its process."""
    (tmp_path / "data" / "packs").mkdir(parents=True)
    (tmp_path / "data" / "packs" / "xa").symlink_to(house / "data" / "packs" / "xa")
    home = tmp_path / "home"
    home.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(tmp_path / "data")
    program = f"import sys; from app.server import serve; sys.exit(serve('127.0.0.1', {port}, browser=False, data={data!r}))"
    process = subprocess.Popen([sys.executable, "-c", program], cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               env={**os.environ, "PYTHONPATH": str(house), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"})
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urlopen(address, timeout=10).close()
            break
        except OSError:
            time.sleep(0.1)
    yield address, process, home
    if process.poll() is None:
        process.kill()
    process.wait()


def test_the_server_logs_no_visit_and_leaves_no_file(served):
    address, process, home = served
    with urlopen(f"{address}/ru?secret=commuter", timeout=30) as answer:
        assert answer.status == 200 and "Server" not in answer.headers and "Set-Cookie" not in answer.headers
    process.terminate()
    told = process.communicate(timeout=30)[0]
    assert told.count("\n") == 1 and address in told and "secret" not in told and "GET" not in told
    assert list(home.iterdir()) == []
