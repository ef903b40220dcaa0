"""The harness: engines take turns in one process, after their answers are found equal; what counts is their ratio."""

from __future__ import annotations

import gc
import platform
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

LIBRARIES = ("clingo", "dash", "networkx", "numpy", "pydantic", "PyYAML", "rustworkx")
Engine = Callable[[], Any]


class Unequal(Exception):
    """Two engines gave different answers: there is nothing to compare."""


def timed(engine: Engine) -> tuple[float, float, Any]:
    """Processor seconds and seconds by the clock of one run without garbage collection in between, and its answer."""
    gc.collect()
    gc.disable()
    try:
        clock, begun = perf_counter(), process_time()
        answer = engine()
        return process_time() - begun, perf_counter() - clock, answer
    finally:
        gc.enable()


def race(engines: Mapping[str, Engine], rounds: int, *, equal: Callable[[Any], Any] = lambda answer: answer,
         slow: float = 20.0) -> dict[str, Any]:
    """Processor seconds (others share these cores) and ratios to the first engine.

    A first turn warms up and proves the answers equal, and is not counted, except where it took longer than `slow`:
    then that turn alone is the measure.
    """
    names, first, times, answer = list(engines), {}, {name: list[float]() for name in engines}, None
    for index, name in enumerate(names):
        first[name], _, found = timed(engines[name])
        if index and equal(found) != answer:
            raise Unequal(f"{name} and {names[0]} give different answers")
        answer = equal(found) if index == 0 else answer
        del found
    for turn in range(rounds):
        for name in names[turn % len(names):] + names[:turn % len(names)]:
            if first[name] <= slow:
                times[name].append(timed(engines[name])[0])
    middle = {name: median(times[name] or [first[name]]) for name in names}
    return {name: {"seconds": middle[name], "least": min(times[name] or [first[name]]), "turns": len(times[name]) or 1,
                   "ratio": middle[name] / middle[names[0]]} for name in names}


def machine() -> dict[str, Any]:
    """On what all this was measured."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return {"processor": names[0] if names else platform.processor(), "cores": len(names) or None, "system": platform.platform(),
            "python": sys.version.split()[0], "libraries": {name: version(name) for name in LIBRARIES}}
