"""Modules are short, named by one word, documented, and say nothing they should not."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
MODULES = sorted([*(HOUSE / "model").rglob("*.py"), *(HOUSE / "app").rglob("*.py")])
OPENINGS = [path for path in MODULES if path.stem == "__init__"]
NAMED = [path for path in MODULES if path.stem != "__init__"]
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager", "misc"}
OURS = [*MODULES, *(HOUSE / "app").rglob("*.js"), *(HOUSE / "app").rglob("*.css")]


def here(path):
    return str(path.relative_to(HOUSE))


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=here)
def test_no_module_is_longer_than_a_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", NAMED, ids=here)
def test_a_module_is_named_by_one_word_that_says_something(path):
    words = path.relative_to(HOUSE).with_suffix("").parts
    assert all(re.fullmatch("[a-z]+", word) for word in words) and not EMPTY_WORDS & set(words)


@pytest.mark.parametrize("path", OPENINGS, ids=here)
def test_an_opening_of_a_room_holds_a_docstring_only(path):
    body = tree(path).body
    assert len(body) == 1 and ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", MODULES, ids=here)
def test_everything_public_says_what_it_is(path):
    top = tree(path)
    classes = [node for node in top.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    within = [part for node in classes for part in node.body]
    public = [node for node in (*top.body, *within) if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
    assert ast.get_docstring(top) and [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if "model" in path.relative_to(HOUSE).parts[:1]], ids=here)
def test_the_model_prints_nothing(path):
    assert [node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"] == []


@pytest.mark.parametrize("path", OURS, ids=here)
def test_nothing_is_left_to_do(path):
    assert re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((HOUSE / "tests").rglob("*.py")), ids=here)
def test_no_test_folder_is_a_package(path):
    assert path.name != "__init__.py"
