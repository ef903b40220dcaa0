"""The JSON schema of a pack's files is made from the records and kept beside the packs."""

from __future__ import annotations

import json
from pathlib import Path

from model.policy.policy import SECTIONS, SINGLE
from model.policy.schema import schema

KEPT = Path(__file__).parents[3] / "data" / "pack.schema.json"


def test_the_schema_kept_in_the_data_folder_is_the_one_the_records_make():
    assert json.loads(KEPT.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


def test_every_kind_of_record_has_its_place_and_nothing_else_does():
    made = schema()
    assert set(made["properties"]) == set(SECTIONS)
    assert made["additionalProperties"] is False
    for name, told in made["properties"].items():
        ref = told if name in SINGLE else told["items"]
        assert ref["$ref"].removeprefix("#/$defs/") == SECTIONS[name].__name__


def test_fields_are_named_as_authors_write_them():
    fields = schema()["$defs"]["Flow"]["properties"]
    assert {"from", "to", "sender", "recipient", "information", "principle", "claims"} <= set(fields)
    assert not {"start", "end"} & set(fields)
    assert "class" in schema()["$defs"]["Member"]["properties"]
    assert schema()["$defs"]["Flow"]["additionalProperties"] is False
