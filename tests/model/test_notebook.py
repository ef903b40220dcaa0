"""A notebook: the names that are offered, and the worked analysis of the README, run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from model import notebook
from model.markup import table
from model.reform.reform import Reform

HOUSE = Path(__file__).resolve().parents[2]
STREETS = "xa/edict/2021-11-08/205"


@pytest.mark.parametrize("name", notebook.__all__)
def test_every_name_is_offered_and_documented(name):
    assert getattr(notebook, name).__doc__ and list(notebook.__all__) == sorted(notebook.__all__)


def test_a_world_takes_reforms_by_id_by_file_or_made_of_levers(tmp_path):
    policy = notebook.pack("xa")
    own = notebook.levers(policy, {"repeal": {"act": STREETS}})
    assert isinstance(own, Reform)
    plain = notebook.world(policy, persona="everyone", repeal=[STREETS])
    assert notebook.world(policy, persona="everyone", reforms=[own]).repealed == plain.repealed
    path = tmp_path / "mine.yaml"
    path.write_text("reform: {id: mine, name: Mine, levers: [{repeal: {act: xa/edict/2021-11-08/205}}]}")
    assert notebook.world(policy, persona="everyone", reforms=[str(path)]).repealed == plain.repealed
    named = next(iter(notebook.reforms(policy)))
    assert notebook.world(policy, reforms=[named]) == notebook.world(policy, reforms=[notebook.reform(policy, named)])


def test_an_answer_and_a_memo_take_the_law_as_it_stands_or_the_world_itself():
    policy = notebook.pack("xa")
    law = notebook.spread(notebook.world(policy, persona="everyone"))
    found = notebook.spread(notebook.world(policy, persona="everyone", repeal=[STREETS]))
    assert notebook.answer(law, "police", "fare-record").verdict == "may"
    assert notebook.answer(found, "security-service", "fare-record", law=law).missing
    assert notebook.memo(found, "police", "fare-record", "court", law=law).count("## What the scenario changes") == 1
    assert "## What the scenario changes" not in notebook.memo(law, "police", "fare-record")
    own = notebook.levers(policy, {"repeal": {"act": STREETS}})
    assert "Reforms: own." in notebook.memo(found, "police", "fare-record", law=law, reforms=[own])
    assert notebook.memo(law, "police", "fare-record", language="be").startswith("# Упраўленне паліцыі: ці ")


def test_things_print_as_what_they_are():
    policy = notebook.pack("xa")
    assert repr(policy) == f"Policy(xa {policy.pack.version}, {policy.digest}: {len(policy.instruments)} acts, {len(policy.flows)} flows)"
    world = notebook.world(policy, persona="everyone", on="2029-05-01", repeal=[STREETS])
    assert repr(world) == f"World(xa {policy.digest}, everyone, 2029-05-01, practice, obey, all sources, without {STREETS})"
    later = notebook.world(policy, reforms=[notebook.levers(policy, {"repeal": {"act": STREETS, "from": "2031"}})])
    assert repr(later).endswith(f", all sources, without {STREETS} from 2031-01-01)")
    parts = later._repr_html_()
    assert parts.startswith("<table><caption>World</caption>") and f"<tr><td>ending</td><td>{STREETS} from 2031-01-01</td></tr>" in parts
    assert f"<tr><td>repealed</td><td>{STREETS}</td></tr>" in world._repr_html_()
    found = notebook.spread(world)
    html = found._repr_html_()
    assert html.count("<tr>") == len(found.holdings) + 1 and "<caption>Spread(xa, everyone, 2029-05-01" in html
    assert table("a < b", ["x"], [["y"]]) == (
        "<table><caption>a &lt; b</caption><thead><tr><th>x</th></tr></thead><tbody><tr><td>y</td></tr></tbody></table>")


def blocks() -> list[tuple[str, str]]:
    """Each block of Python in the README with what it is said to print."""
    text = (HOUSE / "model" / "README.md").read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", text, re.S)


def test_the_worked_analysis_of_the_readme_prints_what_it_says():
    found = blocks()
    assert len(found) >= 3
    program = "\nprint('----')\n".join(code for code, _ in found)
    told = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    printed = told.stdout.split("----\n")
    assert [each.strip() for each in printed] == [said.strip() for _, said in found]
