"""Both packs, read once, and builders of tiny packs in which whatever does not matter is filled in."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from model.policy.library import find, read
from model.policy.policy import Policy

GAZETTE = {"id": "gazette", "kind": "law-text", "group": "state", "date": "2000-01-01", "own_state": "true"}
SEEN = [{"source": "gazette", "proximity": "primary-text", "locator": "article 1", "shows": "done"}]
PAGE = {
    "id": "aa",
    "name": "Tiny",
    "version": "0",
    "as_of": "2030-01-01",
    "languages": ["en"],
    "licence": "CC0-1.0",
    "about": ["A tiny pack."],
    "persons": "None.",
}
WITHOUT_CLAIMS = ("pack", "sources", "types", "attributes", "facts", "purposes", "means", "topics", "personas")
WITHOUT_NAME = ("sources", "operates", "members", "flows", "collections")
SAID = {"facts": {"kind": "standing"}, "actors": {"kind": "state-body"}, "personas": {"fictional": "true"}}


def _record(section: str, given: Any) -> dict[str, Any]:
    record = dict({"id": given} if isinstance(given, str) else given)
    said = {**SAID.get(section, {}), **({} if section in WITHOUT_NAME else {"name": record["id"]})}
    if section == "instruments":
        said["kind"] = record["id"].split("/")[1]
    if section not in WITHOUT_CLAIMS and record.get("by_nature") != "true":
        said["claims"] = copy.deepcopy(SEEN)
    return {**said, **record}


def filled(pack: Mapping[str, Any]) -> dict[str, Any]:
    """A pack with what a tiny one leaves out: names are ids, actors are state bodies, the gazette of 2000 says it all."""
    whole = {section: [_record(section, each) for each in given] for section, given in pack.items() if section != "pack"}
    whole["sources"] = [GAZETTE, *whole.get("sources", [])]
    return {"pack": {**PAGE, **pack.get("pack", {})}, **whole}


@pytest.fixture(scope="session")
def xa() -> Policy:
    """Aldermark."""
    return read(find("xa"))


@pytest.fixture(scope="session")
def by() -> Policy:
    """Belarus."""
    return read(find("by"))


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes a pack folder, file by file, exactly as given."""
    numbers = itertools.count()

    def write(files: Mapping[str, str | bytes]) -> Path:
        base = tmp_path / f"pack-{next(numbers)}"
        for name, text in files.items():
            path = base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return base

    return write


@pytest.fixture
def tiny(folder: Callable[[Mapping[str, str]], Path]) -> Callable[..., Policy]:
    """Reads a tiny pack from YAML text or plain data, filled in; other files of the folder may be given by name."""

    def build(pack: str | Mapping[str, Any], **files: str) -> Policy:
        plain = yaml.load(pack, Loader=yaml.BaseLoader) if isinstance(pack, str) else pack
        whole = yaml.safe_dump(filled(plain), allow_unicode=True, sort_keys=False)
        return read(folder({"pack.yaml": whole, **{name.replace("__", "/") + ".yaml": text for name, text in files.items()}}))

    return build
