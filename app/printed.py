"""Printing on the terminal: tables and sentences for people, JSON for machines."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table


def plain(text: str) -> str:
    """A sentence without the marks of emphasis."""
    return text.replace("**", "")


def show(*parts: object) -> None:
    """Print sentences and tables."""
    from rich.console import Console
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 160)
    for part in parts:
        console.print(part, markup=False) if isinstance(part, str) else console.print(part)


def table(*columns: str) -> Table:
    """An empty table with these columns."""
    from rich import box
    from rich.table import Table
    return Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)


def data(told: Any) -> None:
    """Print plain data as JSON."""
    print(json.dumps(told, ensure_ascii=False, indent=1))
