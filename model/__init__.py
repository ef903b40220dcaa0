"""Datatrail's model: what the texts say (`policy`), what follows (`spread`), what if (`reform`), how it is told and given away.

For a notebook it offers a few names, each fetched when it is first asked for: see `model/notebook.py`.
"""

from __future__ import annotations

from typing import Any

OFFERED = ("answer", "breach", "compare", "cut", "levers", "memo", "memory", "outcomes", "pack", "reform", "reformed", "reforms", "spread",
           "timeline", "weigh", "why", "world")


def __getattr__(name: str) -> Any:
    if name not in OFFERED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from model import notebook
    return getattr(notebook, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *OFFERED})
