"""Writing a file that was asked for."""

from __future__ import annotations

from pathlib import Path

from model.fault import Fault, Faults


def write(output: str, text: str) -> None:
    """Write a text to a file; raises the fault of one that cannot be written."""
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Faults([Fault(output, 0, "", f"cannot be written: {error.strerror}", "Give a file in a folder that exists.")]) from None
