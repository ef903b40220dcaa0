"""The reforms a pack names, reforms from a reader's own file, and both written back as YAML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from model.fault import Fault, Faults, unknown
from model.policy.page import Page, read_page, read_text, write
from model.policy.policy import Policy
from model.policy.reading import explain
from model.reform.lever import Lever, kinds
from model.reform.reform import Reform, move


@lru_cache(maxsize=8)
def reforms(policy: Policy) -> dict[str, Reform]:
    """Every reform of a pack by id, in order of file; none for a policy that was not read. Raises all their faults at once."""
    found: dict[str, Reform] = {}
    faults: list[Fault] = []
    for path in sorted((policy.folder / "reforms").glob("*.yaml")) if policy.folder else ():
        page = read_page(path, str(path))
        reform = _reform(page, policy)
        if reform is not None and reform.id in found:
            page.fault(("reform", "id"), f"the id {reform.id!r} stands twice", "Ids of reforms are unique in a pack.")
        elif reform is not None:
            found[reform.id] = reform
        faults.extend(page.faults)
    if faults:
        raise Faults(faults)
    return found


def reform(policy: Policy, given: str) -> Reform:
    """A reform by its id in the pack, or from a YAML file; raises every fault of it."""
    path = Path(given)
    if path.suffix in (".yaml", ".yml") or _is_file(path):
        return _whole(read_page(path, given), policy)
    known = reforms(policy)
    if given not in known:
        raise unknown("reform", given, known)
    return known[given]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # what no file system would take as a name
        return False


def of_text(text: str, name: str, policy: Policy) -> Reform:
    """A reform from the text of a YAML file; raises every fault of it."""
    return _whole(read_text(text, name), policy)


def of_levers(given: Iterable[Any], policy: Policy, key: str = "own") -> Reform:
    """A reform of levers given as plain data; raises every fault of them."""
    page = Page("")
    page.data = {"reform": {"id": key, "name": key, "levers": list(given)}}
    return _whole(page, policy)


def told(reform: Reform) -> str:
    """A reform as the text of its YAML file."""
    return write({"reform": reform.plain()})


def _whole(page: Page, policy: Policy) -> Reform:
    found = _reform(page, policy)
    if found is None or page.faults:
        raise Faults(page.faults if page.file else [replace(fault, line=0) for fault in page.faults])
    return found


def _reform(page: Page, policy: Policy) -> Reform | None:
    """The reform of a page, or None; what is wrong stands on the page."""
    raw = page.data.get("reform") if isinstance(page.data, dict) else None
    if not isinstance(raw, dict) or not isinstance(raw.get("levers"), list):
        if not page.faults:
            page.fault((), "a reform is `reform:` with id, name and a list of levers", "Write `levers:` and `- repeal: {act: …}` below it.")
        return None
    levers = [_lever(page, each, index) for index, each in enumerate(raw["levers"])]
    made: Reform | None = None
    try:
        made = Reform.model_validate({**raw, "levers": [each for each in levers if each]})
    except ValidationError as error:
        explain(page, Reform, error, ("reform",))
    places = [index for index, each in enumerate(levers) if each]
    for fault in made.faults(policy) if made else ():
        at = [int(part) if part.isdigit() else part for part in fault.key.split(".")]
        if at[0] == "levers":
            at[1] = places[int(at[1])]
        page.fault(("reform", *at), fault.what, fault.right)
    return made


def _lever(page: Page, given: Any, index: int) -> Lever | None:
    at: tuple[str | int, ...] = ("reform", "levers", index)
    try:
        made: Lever = move(given)
    except ValidationError as error:
        name = next(iter(given))
        explain(page, kinds()[name], error, (*at, name))
    except ValueError as error:
        page.fault(at, str(error))
    else:
        return made
    return None
