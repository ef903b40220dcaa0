"""One YAML file read safely: plain text, lists and mappings, with the line of every key path, and written again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from model.fault import Fault

MAX_BYTES, MAX_DEPTH, MAX_ALIASES, MAX_NESTED = 16_000_000, 24, 200, 500
_BRACKETS, _DASHES = re.compile(r"[\[\]{}]"), re.compile(r"(?:[-?:][ \t]+){200}")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path_ = tuple[str | int, ...]


@dataclass
class Page:
    """One YAML file as plain data, with the line of every key path in it."""

    file: str
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of a key path, or of the nearest path above it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path_, what: str, right: str = "") -> None:
        """Note a fault at a key path."""
        self.faults.append(Fault(self.file, self.line(path), ".".join(map(str, path)), what, right))


class _Builder:
    """Turns a YAML node tree into text, lists and mappings; never runs a tag, never expands without limit."""

    def __init__(self, page: Page) -> None:
        self.page, self.seen, self.aliases = page, set[int](), 0

    def build(self, node: yaml.Node, path: Path_) -> Any:
        page = self.page
        page.lines.setdefault(path, node.start_mark.line + 1)
        if len(path) > MAX_DEPTH:
            page.fault(path, "nested too deeply", f"A pack needs no more than {MAX_DEPTH} levels.")
            return None
        if isinstance(node, yaml.ScalarNode):
            if node.tag.endswith(":null") or (not node.style and node.value in ("", "~", "null")):
                return None
            if not node.tag.startswith("tag:yaml.org,2002:"):
                page.fault(path, f"the tag {node.tag} is not read", "Write plain text; data never runs.")
            return node.value
        if id(node) in self.seen:
            self.aliases += 1
            if self.aliases > MAX_ALIASES:
                if self.aliases == MAX_ALIASES + 1:
                    page.fault(path, "too many aliases", f"A file may repeat at most {MAX_ALIASES} anchors.")
                return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(each, (*path, index)) for index, each in enumerate(node.value)]
        told: dict[str, Any] = {}
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            here = (*path, name)
            page.lines.setdefault(here, key.start_mark.line + 1)
            if not name:
                page.fault(here, "a key must be plain text")
            elif name in told:
                page.fault(here, f"the key {name!r} stands twice", "Keep one.")
            told[name] = self.build(value, here)
        return told


def _too_deep(text: str) -> bool:
    """Whether brackets or dashes nest so deeply that the parser's own stack would not hold."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += 1 if found[0] in "[{" else -1
        if depth > MAX_NESTED:
            return True
    return bool(_DASHES.search(text))


def read_page(path: Path, name: str) -> Page:
    """One YAML file, read safely: size, depth and aliases limited, plain text only; faults stand on the page."""
    page = Page(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            page.fault((), "the file is too large", f"Split it into files of at most {MAX_BYTES // 1_000_000} MB.")
            return page
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        page.fault((), f"cannot be read: {error}", "Save it as UTF-8 text.")
        return page
    return read_text(text, name)


def read_text(text: str, name: str) -> Page:
    """The text of a YAML file, read as safely; faults stand on the page."""
    page = Page(name)
    try:
        if _too_deep(text):
            raise RecursionError
        node = yaml.compose(text, Loader=_LOADER)
        page.data = _Builder(page).build(node, ()) if node else {}
    except RecursionError:
        page.fault((), "nested too deeply", f"A pack needs no more than {MAX_DEPTH} levels.")
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line + 1) if error.problem_mark else 1
        page.faults.append(Fault(name, line, "", f"not YAML: {error.problem or error}", "Check indentation, colons and quotes."))
    except yaml.YAMLError as error:
        page.fault((), f"not YAML: {error}")
    return page


def write(plain: Any) -> str:
    """Plain data as the text of a YAML file, in the order given."""
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=140)
