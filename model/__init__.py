"""Datatrail's model: what the texts say, what follows, what if. A few names are offered here for notebooks.

They are fetched when asked for, so that a command loads only what it needs: `from model import read, world, spread, why`.
"""

from importlib import import_module
from typing import Any

_OFFERED = {"find": "model.policy.library", "read": "model.policy.library", "world": "model.spread.world",
            "spread": "model.spread.spread", "why": "model.spread.derivation"}
__all__ = ["find", "read", "spread", "why", "world"]


def __getattr__(name: str) -> Any:
    if name in _OFFERED:
        return getattr(import_module(_OFFERED[name]), name)
    raise AttributeError(name)
