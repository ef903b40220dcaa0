"""Imports go down only: the contracts of pyproject.toml hold, leave no module out, and can fail."""

import ast
import tomllib

import pytest

LINT = ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))")


@pytest.fixture(scope="module")
def contracts(house):
    settings = tomllib.loads((house / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {each["name"]: each for each in settings["contracts"]}


def modules(folder):
    return {path.stem for path in folder.iterdir() if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()}


def test_every_contract_is_kept(house, run):
    code, told = run(house, *LINT)
    assert code == 0, told


@pytest.mark.parametrize("room, name", [("model", "Floors of the model: imports go down only"),
                                        ("app", "Floors of the app: imports go down only")])
def test_every_module_stands_on_a_floor(house, contracts, room, name):
    floors = {part.strip() for layer in contracts[name]["layers"] for part in layer.split("|")}
    assert {f"{room}.{module}" for module in modules(house / room)} == {floor for floor in floors if floor.startswith(f"{room}.")}


@pytest.mark.parametrize("library, knowing", [
    ("networkx", {"model.spread.graph", "model.spread.measures"}),
    ("yaml", {"model.policy.page", "model.texts"}),
])
def test_only_these_modules_know_a_library(house, library, knowing):
    importing = {".".join(path.relative_to(house).with_suffix("").parts) for path in (house / "model").rglob("*.py")
                 for node in ast.walk(ast.parse(path.read_text())) if library in imported(node)}
    assert importing == knowing


def imported(node):
    """The packages a node of a syntax tree imports."""
    if isinstance(node, ast.Import):
        return {each.name.split(".")[0] for each in node.names}
    return {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) else set()


def test_the_model_loads_no_screen(house, run):
    program = ("import pkgutil, sys, importlib, model; "
               "[importlib.import_module(each.name) for each in pkgutil.walk_packages(model.__path__, 'model.')]; "
               "print(sorted({'dash', 'plotly', 'flask', 'waitress', 'rich'} & set(sys.modules)))")
    code, told = run(house, "-c", program)
    assert (code, told.strip()) == (0, "[]"), told


@pytest.mark.parametrize("file, line", [
    ("model/fault.py", "import dash"),
    ("model/policy/period.py", "import model.spread.world"),
    ("model/telling/teller.py", "import networkx"),
    ("app/state.py", "import app.scene"),
    ("app/views/trail.py", "import app.explorer"),
])
def test_an_import_that_goes_up_breaks_the_floors(copy, run, file, line):
    path = copy / file
    path.write_text(path.read_text().replace("from __future__ import annotations\n", f"from __future__ import annotations\n{line}\n"))
    code, told = run(copy, *LINT)
    assert code == 1 and "BROKEN" in told, told
