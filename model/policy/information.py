"""Kinds of information: flat ids, a tree by `parent`, and their terms in the Data Privacy Vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from model.policy.record import Id, Name, Record


class InformationType(Record):
    """A kind of information, never a value. `join_key` explains inferences and joins nothing by itself."""

    id: Id
    name: Name
    note: Name | None = None
    parent: Id | None = None
    term: str | None = None
    mapping: str | None = None
    special: bool = False
    join_key: bool = False


def leaves(types: Mapping[str, InformationType]) -> dict[str, tuple[str, ...]]:
    """For each type the leaves under it, in order of id; a leaf stands for itself."""
    parents = {each.parent for each in types.values()}
    under: dict[str, list[str]] = {key: [] for key in types}
    for key in sorted(types):
        if key in parents:
            continue
        above: str | None = key
        while above in under and key not in under[above]:
            under[above].append(key)
            above = types[above].parent
    return {key: tuple(found) for key, found in under.items()}
