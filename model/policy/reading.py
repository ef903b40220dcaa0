"""Reading a pack folder of YAML: every fault at once, each with file, line, key, what, and the nearest right thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from model.fault import Fault, nearest
from model.policy.page import Page, Path_, read_page
from model.policy.policy import SECTIONS, SINGLE
from model.policy.prohibited import NATURAL_KINDS, prohibited
from model.policy.record import Record

APART = frozenset({"texts", "expects", "lessons", "reforms"})
Progress = Callable[[int, int], None]


def texts_in(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Every text in plain data, with its key path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts_in(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from texts_in(each, (*path, index))


def _refuse_prohibited(page: Page, section: str, raw: Any, path: Path_) -> None:
    for where, text in texts_in(raw, path):
        if section == "sources" and where[-1] in ("title", "address", "publisher"):
            continue
        if kind := prohibited(text):
            page.fault(where, f"this looks like {kind}, which no pack may hold", "Name the office or the kind of information.")
    if section == "actors" and isinstance(raw, dict) and raw.get("kind") in NATURAL_KINDS:
        page.fault((*path, "kind"), "a natural person is never an actor", "Name the body or the office; a persona is fictional.")


def _inside(kind: type[Record], path: Path_) -> type[Record]:
    """The record that stands at a key path inside a record, as far as it can be told."""
    for part in path:
        info = next((each for name, each in kind.model_fields.items() if part in (name, each.alias)), None)
        within = info and next(_records_of(info.annotation), None)
        kind = within or kind
    return kind


def _records_of(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records_of(part)


def explain(page: Page, kind: type[Record], error: ValidationError, path: Path_) -> None:
    """Note every fault of one record on its page, in words an author understands."""
    for each in error.errors():
        at = tuple(part for part in each["loc"] if not (isinstance(part, str) and re.search(r"[\[(]|^none-known$", part)))
        here, what, right = (*path, *at), each["msg"].removeprefix("Value error, "), ""
        given = each.get("input")
        if each["type"] == "extra_forbidden":
            known = {info.alias or name for name, info in _inside(kind, at[:-1]).model_fields.items()}
            what, right = f"there is no field {at[-1]!r} here", nearest(str(at[-1]), known)
        elif each["type"] == "missing":
            what, right = f"{at[-1]!r} is missing", "A name needs at least English." if at[-1] == "en" else "Add it."
        elif each["type"] == "literal_error":
            known = set(re.findall(r"'([^']*)'", each["ctx"]["expected"]))
            what, right = f"{given!r} is none of the known values", nearest(str(given), known) or f"Known: {', '.join(sorted(known))}."
        elif each["type"] == "string_pattern_mismatch":
            what = f"{given!r} is not written as an id"
            right = "Ids are small letters, digits and hyphens; an act is country/kind/date/number."
        page.fault(here, what, right)


@dataclass
class Found:
    """One record with where it stands."""

    section: str
    record: Any
    page: Page
    path: Path_


def _words(page: Page, words: Mapping[str, Any], language: str, raws: dict[str, dict[str, Any]], several: set[str]) -> None:
    """Put the names of a language file into the raw records it names."""
    for key, given in words.items():
        raw = raws.get(key)
        if key in several:
            named = [each for each in raws if each.endswith(f"/{key}")]
            page.fault((key,), f"{key!r} is the id of records of several kinds", f"Write {' or '.join(named)}.")
            continue
        if raw is None:
            page.fault((key,), f"there is no record {key!r} in this pack", nearest(key, raws))
            continue
        for where, text in texts_in(given, (key,)):
            if kind := prohibited(text):
                page.fault(where, f"this looks like {kind}, which no pack may hold")
        if isinstance(given, list):
            page.fault((key,), "one record has one name", "Write `id: name`, or `id: {name: …, short: …}`.")
            continue
        for part, value in ({"name": given} if isinstance(given, str) else given or {}).items():
            _place_word(page, (key, part), raw, part, value, language)


def _place_word(page: Page, path: Path_, raw: dict[str, Any], part: str, value: Any, language: str) -> None:
    if part == "official":
        name = _as_name(raw, "name")
        if str(value).lower() in ("true", "yes"):
            name["official"] = [*name.get("official", []), language]
    elif isinstance(value, list) and isinstance(raw.get(part), list) and len(value) == len(raw[part]):
        raw[part] = [{**(each if isinstance(each, dict) else {"en": each}), language: text}
                     for each, text in zip(raw[part], value, strict=True)]
    elif isinstance(value, str) and part in raw:
        _as_name(raw, part)[language] = value
    else:
        page.fault(path, f"the record has no {part!r} in English to translate", f"Known: {', '.join(sorted(raw))}.")


def _as_name(raw: dict[str, Any], part: str) -> dict[str, Any]:
    if not isinstance(raw.get(part), dict):
        raw[part] = {"en": raw.get(part)}
    return raw[part]  # type: ignore[no-any-return]


@dataclass
class Reading:
    """What a folder holds: the records, the ids of those that are faulty, and every fault found so far."""

    found: list[Found]
    lost: set[str]
    faults: list[Fault]


def read_folder(folder: Path, languages: tuple[str, ...], progress: Progress | None = None) -> Reading:
    """Every record of a folder of YAML with where it stands, and every fault."""
    files = [path for path in sorted(folder.rglob("*.yaml")) if not APART & set(path.relative_to(folder).parts[:-1])]
    total = sum(path.stat().st_size for path in files) or 1
    pages: list[Page] = []
    raws: dict[str, dict[str, Any]] = {}
    heads: list[tuple[str, dict[str, Any], Page, Path_]] = []
    done, lost, several = 0, set[str](), set[str]()
    for path in files:
        page = read_page(path, str(path))
        pages.append(page)
        for section, each, at in _records(page):
            if isinstance(each, dict):
                key = str(each.get("id")) if section != "pack" else "pack"
                raws[f"{section}/{key}"] = each
                several |= {key} & raws.keys()
                raws[key] = each
                heads.append((section, each, page, at))
            else:
                page.fault(at, "a record is a list of fields", "Write `- id: …` and the fields below it.")
        done += path.stat().st_size
        if progress:
            progress(done * 7 // 10, total)
    for language in languages:
        told = folder / "texts" / f"{language}.yaml"
        if told.exists():
            page = read_page(told, str(told))
            pages.append(page)
            if not isinstance(page.data, dict | None):
                page.fault((), "a language file is a mapping from ids to names", "Write `id: name`, one a line.")
            _words(page, page.data if isinstance(page.data, dict) else {}, language, raws, several)
    found: list[Found] = []
    for count, (section, raw, page, at) in enumerate(heads):
        _refuse_prohibited(page, section, raw, at)
        try:
            found.append(Found(section, SECTIONS[section].model_validate(raw), page, at))
        except ValidationError as error:
            explain(page, SECTIONS[section], error, at)
            lost.add(str(raw.get("id")))
        if progress and count % 500 == 499:
            progress(total * 7 // 10 + total * 3 // 10 * count // len(heads), total)
    return Reading(found, lost, [fault for page in pages for fault in page.faults])


def _records(page: Page) -> Iterator[tuple[str, Any, Path_]]:
    if page.data is None:
        return
    if not isinstance(page.data, dict):
        page.fault((), "a file is a mapping of kinds of record", f"Begin with one of: {', '.join(sorted(SECTIONS))}.")
        return
    for section, given in page.data.items():
        if section not in SECTIONS:
            page.fault((section,), f"there is no kind of record {section!r}", nearest(section, SECTIONS))
        elif section in SINGLE:
            yield section, given, (section,)
        elif isinstance(given, list):
            for index, each in enumerate(given):
                yield section, each, (section, index)
        elif given is not None:
            page.fault((section,), "is a list of records", "Write each record as `- id: …`.")
