"""The offline lesson: one file that needs no network, keeps nothing, and prints as a handout."""

import base64
import hashlib
import html
import json
import re

import pytest

from app.scene import Scene
from app.seal import handout, seal
from app.state import first
from model.fault import Faults
from model.lesson import lesson
from model.policy.library import find
from model.policy.record import LANGUAGES
from model.texts import tell, words

LIMIT = 2_000_000


@pytest.fixture(scope="module", params=LANGUAGES)
def sealed(request, xa) -> tuple[str, str]:
    return request.param, seal(xa, find("xa"), None, request.param)


@pytest.fixture(scope="module", params=LANGUAGES)
def paper(request, xa) -> tuple[str, str]:
    return request.param, handout(xa, find("xa"), None, request.param)


@pytest.fixture(scope="module")
def taught(xa):
    return lesson(xa, find("xa"), None)


def content_policy(page: str) -> dict[str, list[str]]:
    told = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page).group(1)
    return {part.split()[0]: part.split()[1:] for part in told.split(";")}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="lesson-data">(.*?)</script>', page, re.DOTALL).group(1))


def test_every_script_and_style_is_covered_by_a_hash_and_no_hash_is_idle(sealed):
    _, page = sealed
    policy = content_policy(page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert scripts and styles
    assert sorted(map(digest, scripts)) == sorted(policy["script-src"])
    assert [digest(style) for style in styles] == policy["style-src"]


def test_nothing_else_may_run_load_or_connect(sealed):
    _, page = sealed
    policy = content_policy(page)
    assert policy["default-src"] == policy["connect-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["img-src"] == ["data:"]
    assert policy.keys() == {"default-src", "script-src", "style-src", "img-src", "connect-src", "base-uri", "form-action"}
    assert not re.search(r"<(iframe|object|embed|link (?!rel=\"icon\")|img|form|base)\b", page.split("<script")[0])


def test_the_content_policy_stands_before_anything_it_governs(sealed):
    _, page = sealed
    assert page.index("Content-Security-Policy") < min(page.index("<style"), page.index("<script"))


def test_no_address_of_the_network_is_loaded_or_linked(sealed, paper):
    for _, page in (sealed, paper):
        outside = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
        addresses = re.findall(r"""(?:src|href|action|srcset)\s*=\s*["']([^"']*)["']""", outside)
        assert addresses == ["data:,"]
        assert "url(" not in "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))


def test_it_keeps_nothing(sealed):
    _, page = sealed
    ours = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[2:]
    assert ours
    assert not re.search("localStorage|sessionStorage|indexedDB|document.cookie|fetch\\(|XMLHttpRequest|sendBeacon", "".join(ours))


def test_it_is_one_small_file(sealed):
    _, page = sealed
    assert len(page.encode()) < LIMIT


def test_its_title_is_neutral(sealed, paper, xa):
    for language, page in (sealed, paper):
        title = html.unescape(re.search("<title>(.*?)</title>", page).group(1))
        assert title == tell(language, "lesson.neutral_title")
        assert xa.pack.name.told(language)[0].lower() not in title.lower() and "datatrail" not in title.lower()
        assert f'<html lang="{language}">' in page


def test_every_step_has_a_sentence_and_a_question_in_its_language(sealed, taught):
    language, page = sealed
    told = data(page)["lesson"]["steps"]
    assert len(told) == len(taught.steps)
    for step, given in zip(told, taught.steps, strict=True):
        assert step["say"] == given.say.told(language)[0] and step["say"]
        assert step["ask"] == given.ask.told(language)[0] and step["ask"]
        assert given.say.told(language)[1] == given.ask.told(language)[1] == language


def test_every_record_a_step_shows_is_told_as_a_cited_sentence(sealed, taught, xa):
    _, page = sealed
    told = data(page)["lesson"]
    numbers = [source["n"] for source in told["sources"]]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = set()
    for step, given in zip(told["steps"], taught.steps, strict=True):
        assert len(step["sentences"]) == len(given.show)
        for sentence, record in zip(step["sentences"], given.show, strict=True):
            assert sentence["sentence"]
            nature = record in xa.collections and xa.collections[record].by_nature
            assert nature or (sentence["citations"] and sentence["badge"])
            cited |= set(sentence["citations"])
    assert cited == set(numbers)


def test_citations_are_text_only(sealed):
    _, page = sealed
    told = data(page)["lesson"]["sources"]
    assert told and all(source["text"] and "http" not in source["text"] for source in told)
    assert "http" not in json.dumps(told)


def test_steps_only_ever_add_to_the_picture_and_all_of_it_is_there(sealed):
    _, page = sealed
    told = data(page)["lesson"]
    nodes, links = {node["id"] for node in told["picture"]["nodes"]}, {link["id"] for link in told["picture"]["links"]}
    before: tuple[set, set] = (set(), set())
    for step in told["steps"]:
        shown = set(step["view"]["shown"]["nodes"]), set(step["view"]["shown"]["links"])
        assert before[0] <= shown[0] <= nodes and before[1] <= shown[1] <= links
        assert set(step["view"]["nodes"]) <= shown[0] and {each["id"] for each in step["view"]["links"]} <= shown[1]
        assert step["view"]["selected"] is None or step["view"]["selected"] in nodes
        before = shown
    assert set(told["whole"]["shown"]["nodes"]) == nodes == before[0]
    assert set(told["whole"]["shown"]["links"]) == links == before[1]


def test_no_line_of_the_lesson_lacks_an_end(sealed):
    _, page = sealed
    picture = data(page)["lesson"]["picture"]
    nodes = {node["id"] for node in picture["nodes"]}
    assert all({link["from"], link["to"]} <= nodes for link in picture["links"])
    assert all(node["label"] and node["row"] < picture["rows"] for node in picture["nodes"])


def test_the_player_has_all_its_words(sealed):
    language, page = sealed
    told = data(page)
    assert told["words"] == words(language, "ui.lesson") and told["trailWords"] == words(language, "ui.trail")
    assert told["lesson"]["debrief"] and told["lesson"]["discuss"]


def inside(page: str) -> str:
    return html.unescape(re.search(r'<section class="handout">(.*?)</section>', page, re.DOTALL).group(1))


def test_the_handout_is_complete_in_its_language(paper, taught):
    language, page = paper
    text = inside(page)
    names = [taught.title, *taught.objectives, *taught.discuss, taught.debrief,
             *(name for term in taught.key_terms for name in (term.term, term.means)),
             *(name for step in taught.steps for name in (step.say, step.ask))]
    for name in names:
        told, spoken = name.told(language)
        assert spoken == language and told in text
    assert text.count('class="lines"') >= len(taught.steps)
    assert tell(language, "ui.lesson.invented") in text


def test_the_handout_has_no_script_at_all(paper):
    _, page = paper
    assert "<script" not in page
    style = re.search("<style>(.*?)</style>", page, re.DOTALL).group(1)
    assert content_policy(page) == {"default-src": ["'none'"], "style-src": [digest(style)]}


def test_printing_the_lesson_gives_the_very_same_handout(xa):
    for language in LANGUAGES:
        assert inside(seal(xa, find("xa"), None, language)) == inside(handout(xa, find("xa"), None, language))


def test_no_text_of_a_pack_can_end_the_data_block(sealed):
    _, page = sealed
    block = re.search(r'id="lesson-data">(.*?)</script>', page, re.DOTALL).group(1)
    assert "<" not in block


def test_sealing_twice_gives_the_same_bytes(xa):
    assert seal(xa, find("xa"), "bus-trip", "be") == seal(xa, find("xa"), None, "be")


def test_an_unknown_lesson_is_a_fault_that_names_the_nearest(xa):
    for made in (seal, handout):
        with pytest.raises(Faults, match=r"no lesson 'bus-tripp'.*bus-trip\?"):
            made(xa, find("xa"), "bus-tripp", "en")


def test_a_pack_without_lessons_is_a_fault(by, tmp_path):
    with pytest.raises(Faults, match="has no lesson"):
        seal(by, tmp_path, None, "en")


def test_a_lesson_that_shows_a_record_that_is_not_live_is_a_fault(xa, tmp_path):
    where = find("xa") / "lessons" / "bus-trip.yaml"
    text = where.read_text(encoding="utf-8")
    (tmp_path / "lessons").mkdir()
    dead = next(key for key in xa.spreading if key not in Scene(xa, first(xa), "en").spread.records)
    (tmp_path / "lessons" / "bus-trip.yaml").write_text(text.replace("show: []", f"show: [{dead}]"), encoding="utf-8")
    with pytest.raises(Faults, match=f"'{dead}' takes no part"):
        seal(xa, tmp_path, None, "en")
