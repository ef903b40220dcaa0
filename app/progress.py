"""A pack read with progress shown on the terminal, where it takes long enough to wonder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from model.policy.library import read
from model.policy.policy import Policy

LARGE = 2_000_000


def reading(folder: Path) -> Policy:
    """The policy of a folder; a large one shows a bar on standard error while it is read."""
    size = sum(path.stat().st_size for path in folder.rglob("*.yaml"))
    if size < LARGE or not sys.stderr.isatty():
        return read(folder)
    from rich.console import Console
    from rich.progress import Progress
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"Reading {folder.name}", total=1)
        return read(folder, lambda done, total: bar.update(task, completed=done / total))


@contextmanager
def counting(name: str) -> Iterator[Callable[[int, int], None]]:
    """A way to tell how much of some long work is done; shown as a bar on a terminal, else nowhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=1)
        yield lambda done, total: bar.update(task, completed=done / max(1, total))
