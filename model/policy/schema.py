"""The JSON schema of a pack's files, made from the records themselves."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from model.policy.policy import SECTIONS, SINGLE


def schema() -> dict[str, Any]:
    """The JSON schema of one file of a pack: a mapping from kinds of record to records."""
    kinds = list(dict.fromkeys(SECTIONS.values()))
    refs, whole = models_json_schema([(kind, "validation") for kind in kinds], by_alias=True)
    properties = {}
    for name, kind in SECTIONS.items():
        ref = refs[kind, "validation"]
        properties[name] = ref if name in SINGLE else {"type": "array", "items": ref}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A file of a Datatrail pack", "type": "object",
            "additionalProperties": False, "properties": properties, "$defs": whole["$defs"]}
