"""Kinds of data no pack may hold: contact details, numbers of persons or vehicles, coordinates, natural persons."""

from __future__ import annotations

import re

_PATTERNS = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.I),
    "a phone number": re.compile(r"(?<![\d/.-])\+\d[\d ()-]{8,}\d|\b8 ?\(?0\d{2}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}\b"),
    "a personal number": re.compile(r"\b\d{7}[A-ZА-Я]\d{3}[A-ZА-Я]{2}\d\b"),
    "a number plate": re.compile(r"\b\d{4} ?[ABEIKMHOPCTXАВЕІКМНОРСТХ]{2}-[0-8]\b"),
    "coordinates": re.compile(r"\b-?\d{1,3}\.\d{3,}\s*[,;]\s*-?\d{1,3}\.\d{3,}\b|\b\d{1,2}°\s?\d{1,2}[′']"),
    "an IP address": re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"),
    "the name of a person": re.compile(
        r"\b(?:Mr|Mrs|Ms|Mx)\.? [A-Z][a-z]+|\b[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z][a-z]{2,}\b"
        r"|\b[А-ЯІЎЁ]\. ?(?:[А-ЯІЎЁ]\. ?)?[А-ЯІЎЁ][а-яіўё]{2,}|\b[А-ЯІЎЁ][а-яіўё]+(?:ович|евич|овна|евна|авіч|евіч|аўна|еўна)\b"
    ),
}
NATURAL_KINDS = frozenset({"person", "natural-person", "individual", "human", "citizen"})


def prohibited(text: str) -> str | None:
    """What kind of data in a text no pack may hold, or None."""
    for kind, pattern in _PATTERNS.items():
        if pattern.search(text):
            return kind
    return None
