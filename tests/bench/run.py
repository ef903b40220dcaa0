"""Run the benchmarks: `python tests/bench/run.py [spread fixpoint whatif reading clicks] [--rounds N] [--sizes N …] [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BENCHMARKS = {"spread": "spreading", "fixpoint": "growth", "whatif": "striking", "reading": "shelves", "clicks": "clicks"}


def parser() -> argparse.ArgumentParser:
    """What may be asked."""
    whole = argparse.ArgumentParser(description=__doc__)
    whole.add_argument("benchmarks", nargs="*", metavar="BENCHMARK", help=f"any of {' '.join(BENCHMARKS)} (default: all)")
    whole.add_argument("--rounds", type=int, default=7, help="turns of each engine that count (default 7)")
    whole.add_argument("--sizes", type=int, nargs="+", help="flows (fixpoint) or records (reading)")
    whole.add_argument("--packs", nargs="+", default=["xa", "by"], help="packs for spread; the last is the one for clicks")
    whole.add_argument("--limit", type=float, default=30.0, help="seconds an engine may be expected to take (default 30)")
    whole.add_argument("--json", metavar="FILE", help="write the figures there instead of printing them")
    return whole


def main() -> int:
    """Run what is asked and tell the figures, with machine and versions, as JSON."""
    given = parser().parse_args()
    unknown = set(given.benchmarks) - set(BENCHMARKS)
    if unknown:
        parser().error(f"there is no benchmark {', '.join(sorted(unknown))}; known: {', '.join(BENCHMARKS)}")
    sys.path[:0] = [str(HERE), str(HERE.parents[1])]
    told: dict[str, Any] = {"machine": import_module("race").machine(), "rounds": given.rounds}
    for name in given.benchmarks or BENCHMARKS:
        print(f"{name} …", file=sys.stderr)
        told[name] = import_module(BENCHMARKS[name]).measure(given)
    text = json.dumps(told, indent=1, ensure_ascii=False)
    if given.json:
        Path(given.json).write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
