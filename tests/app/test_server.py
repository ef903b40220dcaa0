"""Serving: a strict content policy, no trace, no version told, the language of the path, and answers for every state."""

import base64
import gc
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from app.control import lively
from app.leaf import FOLDER, SCRIPTS
from app.look import stylesheet
from app.notation import written
from app.reproduce import command
from app.scenario import file
from app.scene import Scene
from app.server import application, calm
from app.state import address, first
from app.view import every_view
from model.fault import Faults
from model.policy.library import find
from model.policy.record import LANGUAGES
from model.reform.reform import move
from model.reform.shelf import reforms
from model.texts import tell


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application().test_client()


PAGES = ["/", "/be", "/ru", "/_dash-layout", "/_dash-dependencies", "/parts/trail.js", "/parts/components.css", "/parts/look.css",
         "/assets/explorer.js", "/parts/none.js"]


class Tags(HTMLParser):
    """The start tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def addresses(self) -> list[str]:
        return [attrs[name] for _, attrs in self.found for name in ("src", "href") if attrs.get(name)]


def csp(answer) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts if part}


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_a_strict_content_policy(client, path):
    answer = client.get(path)
    policy = csp(answer)
    assert policy["default-src"] == ["'none'"]
    assert policy["connect-src"] == policy["font-src"] == ["'self'"]
    assert policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == ["'none'"]
    text = answer.headers["Content-Security-Policy"].replace("style-src-attr 'unsafe-inline'", "")   # for the charts, and nothing else
    assert "unsafe" not in text and "http" not in text and "*" not in text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_answer_sets_a_cookie_or_names_its_software(client, path):
    headers = client.get(path).headers
    assert not {"Set-Cookie", "Server", "X-Powered-By"} & set(headers.keys())


@pytest.mark.parametrize("path", ["/", "/be", "/_dash-layout", "/_dash-dependencies"])
def test_pages_and_data_are_never_stored(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_the_page_names_no_version_and_asks_nobody_about_one(client):
    page = client.get("/").get_data(as_text=True)
    config = json.loads(re.search(r'<script id="_dash-config" type="application/json">(.*?)</script>', page).group(1))
    assert not [key for key in config if key.endswith("_version") or "version_url" in key]
    assert "generator" not in page and "plotly.com" not in page


def test_the_page_loads_only_from_here_and_each_script_once(client):
    addresses = Tags(client.get("/").get_data(as_text=True)).addresses()
    assert all(re.match("/(?!/)|data:,$", each) for each in addresses)
    names = [each.split("?")[0].rsplit("/", 1)[-1] for each in addresses]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


def test_the_page_of_the_explorer_does_not_load_the_style_of_the_lesson(client):
    assert "lesson" not in " ".join(Tags(client.get("/").get_data(as_text=True)).addresses())


def test_everything_the_page_loads_is_there(client):
    for each in Tags(client.get("/").get_data(as_text=True)).addresses():
        if each.startswith("/"):
            assert client.get(each).status_code == 200, each


def test_each_page_has_a_nonce_of_its_own_that_its_policy_names(client):
    seen = set()
    for _ in range(3):
        answer = client.get("/")
        nonces = {attrs["nonce"] for _, attrs in Tags(answer.get_data(as_text=True)).found if "nonce" in attrs}
        assert len(nonces) == 1
        assert f"'nonce-{next(iter(nonces))}'" in csp(answer)["style-src-elem"]
        seen |= nonces
    assert len(seen) == 3


def test_inline_scripts_of_the_page_are_covered_by_a_hash(client):
    answer = client.get("/")
    scripts = re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>(.*?)</script>", answer.get_data(as_text=True), re.DOTALL)
    told = csp(answer)["script-src"]
    assert scripts
    for script in scripts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_comes_in_the_language_of_its_path(client, language):
    path = "/" if language == "en" else f"/{language}"
    page = client.get(path).get_data(as_text=True)
    assert f'<html lang="{language}">' in page
    assert f"<title>{tell('en', 'neutral_title')}</title>" in page
    layout = client.get("/_dash-layout", headers={"Referer": f"http://127.0.0.1{path}"}).get_data(as_text=True)
    whole = json.dumps(json.loads(layout), ensure_ascii=False)
    assert tell(language, "frame.skip") in whole and tell(language, "control.law_hint") in whole


def test_the_title_of_the_page_names_neither_the_product_nor_a_country(client):
    title = re.search("<title>(.*?)</title>", client.get("/").get_data(as_text=True)).group(1)
    assert not re.search("datatrail|belarus|aldermark|surveil|police", title, re.I)


@pytest.mark.parametrize("path", ["/parts/none.js", "/parts/lesson.js", "/assets/none.js",
                                  "/_dash-component-suites/dash/none.js", "/_dash-component-suites/nothing/none.js"])
def test_what_is_not_there_is_a_404_that_tells_nothing(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.get_data(as_text=True) and "/app/" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/parts/..%2fserver.py", "/parts/%2e%2e/server.py", "/assets/..%2fserver.py", "/parts//etc/passwd"])
def test_a_path_that_climbs_out_of_its_folder_gives_no_file(client, path):
    text = client.get(path).get_data(as_text=True)
    assert "def application" not in text and "root:" not in text


@pytest.mark.parametrize("name", [*SCRIPTS, "components.css"])
def test_components_are_served_as_they_are_with_a_tag_by_which_they_are_not_sent_twice(client, name):
    answer = client.get(f"/parts/{name}")
    assert answer.data == (FOLDER / name).read_bytes()
    again = client.get(f"/parts/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and not again.data


def test_the_style_of_the_page_is_the_one_place_of_colour(client):
    answer = client.get("/parts/look.css")
    assert (answer.get_data(as_text=True), answer.mimetype) == (stylesheet(), "text/css")


def test_the_page_is_filled_before_anything_is_asked(client, by):
    layout = client.get("/_dash-layout").get_data(as_text=True)
    here = Scene(by, first(by), "en")
    whole = json.dumps(json.loads(layout), ensure_ascii=False)
    assert all(json.dumps(sentence, ensure_ascii=False)[1:-1] in whole for sentence in here.teller.headline(here.spread))
    assert all(f'"{line}"' in whole for line in here.links)


# The callbacks: what the page asks for when its state changes.

SHOWN, TOLD, FRAMED, LANDED, FILED = "picture", "question.question", "root.children", "landed.data", "scenario.file"
SHOW, PAPER = (written(move({"require": {"of": {"recipient": ["police"]}, "authorisation": "court", "shown": shown}}))
               for shown in ("yes", "no"))


@pytest.fixture
def ask(client):
    """Asks a callback as the page does; the status and what is answered, by component."""
    every = client.get("/_dash-dependencies").json

    def post(which: str, state: object, language: str = "en", pack: str = "xa", landing: str = "",
             picked: object = None) -> tuple[int, dict]:
        callback = next(each for each in every if which in each["output"] and not each["clientside_function"])
        values = {"state": state, "world": state, "frame": {"language": language, "pack": pack}, "landing": landing,
                  "scenario": picked}
        outputs = [dict(zip(("id", "property"), each.rsplit(".", 1), strict=True)) for each in callback["output"].strip(".").split("...")]
        given = {key: [{**each, "value": values[each["id"]]} for each in callback[key]] for key in ("inputs", "state")}
        changed = [f"{each['id']}.{each['property']}" for each in given["inputs"]]
        answer = client.post("/_dash-update-component", json={
            "output": callback["output"], "outputs": outputs if callback["output"].startswith("..") else outputs[0],
            "changedPropIds": changed, **given})
        return answer.status_code, (answer.json or {}).get("response", {}) if answer.status_code == 200 else {}

    return post


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", every_view())
def test_each_view_is_answered_for_a_state(ask, xa, view, language):
    state = first(xa).plain() | {"view": view, "lens": "alleged"}
    status, answer = ask(SHOWN, state, language)
    assert status == 200
    assert answer[view][every_view()[view].PROPERTY]
    assert not answer.keys() & (every_view().keys() - {view})
    assert answer["line"]["line"]["steps"] and answer["standing"]["children"]


def test_the_question_the_reason_and_the_address_are_answered_for_a_selection(ask, xa):
    state = first(xa).plain() | {"selected": "police", "chosen": "fare-record"}
    status, answer = ask(TOLD, state)
    assert status == 200
    here = Scene(xa, first(xa), "en")
    assert answer["why"]["why"]["title"] == here.teller.say(
        "may_hold", actor=here.teller.name("police"), information=here.teller.name("fare-record"))
    assert answer["why"]["why"]["title"] in answer["live"]["children"]
    assert answer["place"]["data"] == "1;p=xa;s=police;i=fare-record"
    there = Scene(xa, replace(first(xa), selected="police", chosen="fare-record"), "en")
    assert answer["scenario"]["scenario"]["command"] == command(there)
    assert "refused" not in answer
    assert "**" not in answer["live"]["children"]


def test_another_language_or_pack_gives_the_whole_page_anew(ask, xa):
    status, answer = ask(FRAMED, first(xa).plain(), "be")
    assert status == 200
    assert tell("be", "frame.skip") in json.dumps(answer, ensure_ascii=False)


def test_a_link_that_is_pasted_gives_its_state_and_a_notice_of_what_is_gone(ask, xa):
    status, answer = ask(LANDED, None, landing="1;p=xa;w=driver;l=gossip")
    assert status == 200
    assert answer["landed"]["data"] == first(xa).plain() | {"persona": "driver"}
    assert tell("en", "frame.lost", parts="gossip") in json.dumps(answer)


def test_a_link_that_is_all_known_gives_no_notice(ask, by):
    _, answer = ask(LANDED, None, landing=address(first(by), by))
    assert answer["landed"]["data"] == first(by).plain()
    assert "gossip" not in json.dumps(answer) and tell("en", "frame.lost", parts="") not in json.dumps(answer)


BROKEN = [{"persona": "nobody"}, {"pack": "atlantis"}, {"on": "someday"}, {"lens": "gossip"}, {"conduct": "shrug"}, {"sources": "rumour"},
          {"repealed": ["xa/law/1900-01-01/9"]}, {"acts": ["flies-to-the-moon"]}, {"reforms": ["without-edikt"]}, {"levers": ["{"]},
          {"levers": ["[" * 3000]}, {"levers": ['{"wish":{}}']}, {"levers": ['{"bar":{"of":{"recipient":["polis"]}}}']},
          {"levers": [SHOW, PAPER]}, {"measure": "gossip"}]
WORN = [{"levers": None}, {"levers": [1]}, {"reforms": "all"},
        {"selected": "left:gone"}, {"selected": None}, {"chosen": None}, {"lens": None}, {"repealed": None}, {"persona": ["driver"]}]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_state_of_unknown_words_gives_a_message_and_no_crash(ask, xa, broken):
    state = first(xa).plain() | broken
    status, answer = ask(TOLD, state)
    assert status == 200 and answer.keys() == {"refused"}
    assert answer["refused"]["data"]["state"] == state and answer["refused"]["data"]["message"]
    assert ask(SHOWN, state)[0] == 200


@pytest.mark.parametrize("which", [SHOWN, TOLD, FRAMED])
@pytest.mark.parametrize("broken", [*BROKEN, *WORN], ids=str)
def test_no_state_however_broken_is_an_error_of_the_server(ask, xa, which, broken):
    assert ask(which, first(xa).plain() | broken)[0] == 200


@pytest.mark.parametrize("which", [SHOWN, TOLD, FRAMED])
def test_a_state_with_a_part_missing_is_no_error_of_the_server(ask, xa, which):
    state = first(xa).plain()
    for key in state:
        assert ask(which, {name: value for name, value in state.items() if name != key})[0] == 200, key


def test_two_reforms_that_conflict_are_refused_with_both_values(ask, xa):
    state = first(xa).plain() | {"levers": [SHOW, PAPER]}
    _, answer = ask(TOLD, state)
    told = answer["refused"]["data"]["message"]
    assert told.startswith(tell("en", "frame.refused", faults="")) and "shown" in told and "no and yes" in told
    _, shown = ask(SHOWN, state)
    assert not shown


def test_every_refusal_is_another_so_that_the_page_hears_of_the_same_one_twice(ask, xa):
    state = first(xa).plain() | {"levers": [SHOW, PAPER]}
    numbers = [ask(TOLD, state)[1]["refused"]["data"]["n"] for _ in range(3)]
    assert len(set(numbers)) == 3


def test_whatever_a_control_says_of_the_world_is_said_anew_after_a_change(ask, xa):
    state = first(xa).plain() | {"reforms": ["without-edict"], "levers": [SHOW], "persona": "driver"}
    _, answer = ask(SHOWN, state)
    assert {(key, name) for key, given in answer.items() for name in given} >= set(lively())
    assert [each["lever"] for each in answer["safeguards"]["safeguards"]["levers"]] == [SHOW]
    assert set(answer["gone"]["data"]) >= {lever.act for lever in reforms(xa)["without-edict"].levers}


def test_a_scenario_is_given_as_a_file(ask, xa):
    state = replace(first(xa), reforms=("without-edict",), levers=(SHOW,))
    status, answer = ask(FILED, state.plain(), picked={"save": "My order"})
    assert status == 200 and answer.keys() == {"scenario"}
    given = dict(answer["scenario"]["file"])
    assert given.pop("n") and given == file(Scene(xa, state, "en"), "My order")


def test_a_file_gives_its_scenario_and_its_name(ask, xa):
    state = replace(first(xa), levers=(SHOW,), lens="law")
    text = file(Scene(xa, replace(first(xa), repealed=("xa/law/2018-03-01/12",), levers=(PAPER,)), "en"), "Kept")["text"]
    _, answer = ask(FILED, state.plain(), picked={"load": text, "file": "kept.yaml"})
    loaded = answer["loaded"]["data"]
    assert loaded["state"] == replace(state, repealed=("xa/law/2018-03-01/12",), levers=(PAPER,)).plain()
    assert answer["scenario"]["file"] == {"loaded": "Kept", "n": loaded["n"]}


@pytest.mark.parametrize("text", ["", "a: [", "reform:\n  id: x\n  name: X\n  levers:\n  - repeal: {act: xa/law/1900-01-01/9}\n"])
def test_a_file_with_a_mistake_changes_nothing_and_says_where_it_is(ask, xa, text):
    status, answer = ask(FILED, first(xa).plain(), picked={"load": text, "file": "mine.yaml"})
    assert status == 200
    loaded = answer["loaded"]["data"]
    assert "state" not in loaded and "mine.yaml:" in loaded["message"]
    assert loaded["message"].startswith(tell("en", "frame.unread", faults=""))
    assert "text" not in answer["scenario"]["file"]


@pytest.mark.parametrize("picked", [None, {}, {"save": None}, {"save": ["a"]}, {"load": None, "file": None}, {"load": 5}, {"else": 1}])
def test_no_event_of_the_scenario_box_is_an_error_of_the_server(ask, xa, picked):
    assert ask(FILED, first(xa).plain(), picked=picked)[0] == 200
    assert ask(FILED, {"pack": "atlantis"}, picked=picked)[0] == 200


def test_a_reform_of_a_pack_that_cannot_be_read_is_a_fault_before_anything_is_served(folder):
    whole = {str(path.relative_to(find("xa"))): path.read_bytes() for path in find("xa").rglob("*.yaml") if "reforms" not in path.parts}
    base = folder({**{f"packs/xa/{name}": text for name, text in whole.items()}, "packs/xa/reforms/bad.yaml": "reform: {id: bad}\n"})
    with pytest.raises(Faults, match=r"bad\.yaml"):
        application(str(base))


def test_a_data_folder_without_a_pack_is_a_fault(tmp_path):
    with pytest.raises(Faults, match="no pack"):
        application(str(tmp_path))


def test_the_search_for_garbage_leaves_what_is_loaded_alone():
    before = gc.get_threshold()
    try:
        calm()
        assert gc.get_freeze_count() > 0
        assert all(now > was for now, was in zip(gc.get_threshold()[::2], before[::2], strict=True))
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
