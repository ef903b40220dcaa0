"""Open sets are folders: one file dropped in is found, and no other file is edited."""

import json
import re
import shutil
from pathlib import Path

import pytest

LAYOUT = "from app.server import application; print(application({data!r}).test_client().get('/_dash-layout').get_data(True))"

VIEW = '''"""Counts."""

ORDER, COMPONENT, PROPERTY = 5, "About", "about"


def draw(scene):
    """Counts."""
    return {"title": "n", "sections": []}
'''


@pytest.fixture
def pack(copy: Path) -> Path:
    return copy / "data" / "packs" / "xa"


def add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert not path.exists()
    path.write_text(text, encoding="utf-8")


def say(copy: Path, section: str, line: str) -> None:
    """A word of the new file's own, put under its head in the English texts."""
    texts = copy / "data" / "texts" / "en.yaml"
    told, count = re.subn(rf"(?m)^{section}: \{{", f"{section}: {{{line}, ", texts.read_text())
    if not count:
        told, count = re.subn(rf"(?m)^{section}:\n", f"{section}:\n  {line}\n", texts.read_text())
    assert count == 1
    texts.write_text(told)


def test_a_new_export_form_is_found(copy, run):
    add(copy / "model" / "exports" / "names.py",
        '"""Names."""\n\n\ndef export(world):\n    """Every actor."""\n    return "\\n".join(world.policy.actors)\n')
    code, told = run(copy, "-m", "app.command", "export", "xa", "--to", "names")
    assert code == 0 and "acorn-bank" in told.splitlines(), told


def test_a_new_view_is_found_with_its_words(copy, run):
    add(copy / "app" / "views" / "counts.py", VIEW)
    say(copy, "view", "counts: Numbers of Aldermark")
    code, told = run(copy, "-c", LAYOUT.format(data=str(copy / "data")))
    assert code == 0 and "Numbers of Aldermark" in told, told[-2000:]
    assert json.loads(told) and '"stack":"counts"' in told.replace(" ", "")


def test_a_new_component_is_served_and_what_it_reports_is_heard(copy, run):
    add(copy / "app" / "views" / "counts.py", VIEW.replace('"About", "about"', '"Counts", "counts"'))
    add(copy / "app" / "components" / "counts.js", "window.datatrail.Counts = function () { return null; };\n")
    say(copy, "view", "counts: Numbers of Aldermark")
    program = ("from app.server import application; client = application({data!r}).test_client(); "
               "print(client.get('/').get_data(True).count('/parts/counts.js'), client.get('/parts/counts.js').status_code); "
               "print(client.get('/_dash-dependencies').get_data(True))")
    code, told = run(copy, "-c", program.format(data=str(copy / "data")))
    first, rest = told.split("\n", 1)
    assert (code, first) == (0, "1 200"), told[-2000:]
    callbacks = json.loads(rest)
    reducer = next(each for each in callbacks if each["output"].startswith("..state.data"))
    assert {"id": "counts", "property": "nonce"} in reducer["inputs"] and {"id": "counts", "property": "picked"} in reducer["state"]
    assert any("counts.counts" in each["output"] for each in callbacks) and any("counts.view" in each["output"] for each in callbacks)


def test_a_new_view_can_be_shared_as_a_link(copy, run):
    add(copy / "app" / "views" / "counts.py", VIEW)
    program = ("from model.policy.library import find, read; from app.state import of_address; xa = read(find('xa')); "
               "state, lost = of_address('1;p=xa;v=counts', {'xa': xa}, 'xa'); print(state.view, lost)")
    code, told = run(copy, "-c", program)
    assert (code, told.strip()) == (0, "counts []"), told


def test_a_new_control_is_found(copy, run):
    add(copy / "app" / "controls" / "weather.py", '"""Weather."""\n\nfrom dash import html\n\nORDER = 9\n\n\n'
        'def lay(scene):\n    """Weather."""\n    return [html.P("", id="weather-of-the-day")]\n')
    code, told = run(copy, "-c", LAYOUT.format(data=str(copy / "data")))
    assert code == 0 and "weather-of-the-day" in told, told[-2000:]


def test_what_a_new_control_says_of_the_world_is_said_anew(copy, run):
    add(copy / "app" / "controls" / "weather.py", '"""Weather."""\n\nfrom dash import html\n\nORDER = 9\nLIVE = ("weather.children",)\n\n\n'
        'def lay(scene):\n    """Weather."""\n    return [html.P("", id="weather")]\n\n\n'
        'def live(scene):\n    """Weather."""\n    return ("",)\n')
    code, told = run(copy, "-c", LAYOUT.format(data=str(copy / "data")).replace("_dash-layout", "_dash-dependencies"))
    assert code == 0 and any("weather.children" in each["output"] for each in json.loads(told)), told[-2000:]


def test_a_new_pack_is_found(pack, copy, run, tmp_path):
    data = tmp_path / "elsewhere"
    shutil.copytree(pack, data / "packs" / "zz")
    page = data / "packs" / "zz" / "pack.yaml"
    page.write_text(page.read_text().replace("id: xa", "id: zz").replace("name: Aldermark", "name: Zedland"))
    code, told = run(copy, "-m", "app.command", "packs", "--data", str(data), "--json")
    assert code == 0 and [each["id"] for each in json.loads(told)] == ["zz"], told
    code, told = run(copy, "-c", LAYOUT.format(data=str(data)))
    assert code == 0 and "Zedland" in told, told[-2000:]


def test_a_new_act_is_found(pack, copy, run):
    add(pack / "instruments" / "2029-01-02-order-5.yaml",
        "instrument:\n  {id: xa/order/2029-01-02/5, kind: order, number: '5', name: New Order, adopted: 2029-01-02,\n"
        "   claims: [{source: gazette-law-31}]}\n")
    source = re.search(r"id: ([a-z0-9-]+)", (pack / "sources.yaml").read_text())[1]
    path = pack / "instruments" / "2029-01-02-order-5.yaml"
    path.write_text(path.read_text().replace("gazette-law-31", source))
    code, told = run(copy, "-m", "app.command", "spread", "xa", "--repeal", "xa/order/2029-01-02/5", "--json")
    assert code == 0 and '"xa/order/2029-01-02/5"' in told, told


@pytest.mark.parametrize("actor, code", [("swallow-buses", 0), ("linden-hospital", 1)])
def test_a_new_expectation_is_found_and_run(pack, copy, run, actor, code):
    add(pack / "expects" / "new.yaml", f"expects:\n  - {{says: The newest of all., actor: {actor}, holds: fare-record}}\n")
    found, told = run(copy, "-m", "app.command", "check", "xa")
    assert found == code and "The newest of all." in told, told


LEVER = '''"""Silence: nobody may pass anything to one actor."""

from typing import ClassVar

from model.reform.aim import Aim
from model.reform.lever import Lever


class Move(Lever):
    """Nothing reaches an actor."""

    NAME: ClassVar[str] = "be-silent"
    to: str

    def aim(self):
        return Aim(recipient=(self.to,))

    def change(self, record):
        return None
'''
SILENT = "reform:\n  id: silent\n  name: Silence\n  levers:\n    - be-silent: {to: transport-registry}\n"


def test_a_new_reform_is_found(pack, copy, run):
    add(pack / "reforms" / "newest.yaml",
        "reform:\n  id: newest\n  name: The newest\n  levers:\n    - repeal: {act: xa/law/2018-03-01/12}\n")
    add(pack / "expects" / "newest.yaml",
        "expects:\n  - {says: The newest empties the Registry., reforms: [newest], actor: transport-registry, lacks: fare-record}\n")
    code, told = run(copy, "-m", "app.command", "check", "xa")
    assert code == 0 and "The newest empties the Registry." in told, told


def test_a_new_kind_of_lever_is_found(pack, copy, run):
    add(copy / "model" / "reform" / "levers" / "silence.py", LEVER)
    add(pack / "reforms" / "silent.yaml", SILENT)
    add(pack / "expects" / "silent.yaml",
        "expects:\n  - {says: A lever of a new kind works., reforms: [silent], actor: transport-registry, lacks: fare-record}\n")
    code, told = run(copy, "-m", "app.command", "check", "xa")
    assert code == 0 and "A lever of a new kind works." in told, told
