"""`datatrail schema`: the JSON schema of a pack."""

from __future__ import annotations

import argparse
import json

from model.policy.schema import schema


def run(given: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0
