"""`datatrail export`: a pack, or a world, in another form."""

from __future__ import annotations

import argparse

from app.asked import a_world
from model.export import export


def run(given: argparse.Namespace) -> int:
    """Print the form asked for."""
    print(export(a_world(given), given.to))
    return 0
