"""The house as files, and a copy of it to break or to add to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".*", "by")


@pytest.fixture(scope="session")
def house() -> Path:
    return HOUSE


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The house without the pack of Belarus, free to be changed."""
    for room in ("model", "app", "data"):
        shutil.copytree(HOUSE / room, tmp_path / room, ignore=LEFT_BEHIND)
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def run():
    """Python in a folder as if it were the house: its exit code, and all it printed."""
    def python(folder: Path, *words: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, timeout=300,
                              env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"})
        return done.returncode, done.stdout + done.stderr
    return python
