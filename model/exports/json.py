"""The whole pack as one JSON object: lists of records, computed states and dates beside them, claims apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from model.policy.flow import Collection
from model.policy.policy import Policy
from model.policy.record import Record
from model.spread.liveness import calendar
from model.spread.world import World

LISTS = ("actors", "systems", "operates", "members", "types", "instruments", "flows", "collections", "inferences",
         "consequences", "events", "personas", "sources", "facts", "attributes", "purposes", "means", "topics")


def export(world: World) -> str:
    """The pack of a world as JSON text."""
    return json.dumps(whole(world.policy), ensure_ascii=False, indent=1)


def whole(policy: Policy) -> dict[str, Any]:
    """The pack as plain data: its page, every list of records, and all claims with what they are about."""
    told: dict[str, Any] = {"pack": {**policy.pack.model_dump(by_alias=True), "digest": policy.digest}}
    for name in LISTS:
        records: Mapping[str, Record] = getattr(policy, name)
        told[name] = [_record(policy, key, record) for key, record in records.items()]
    told["claims"] = [{"about": key, **claim.model_dump(by_alias=True)} for key, claim in policy.claims()]
    return told


def _record(policy: Policy, key: str, record: Record) -> dict[str, Any]:
    plain = record.model_dump(by_alias=True, exclude={"claims"})
    found = calendar(policy, "all")
    if key in found.standing:
        stands = found.standing[key]
        nature = isinstance(record, Collection) and record.by_nature
        plain |= {"state": "by-nature" if nature else stands.state, "contested": stands.contested,
                  "from": stands.start.model_dump() if stands.start else None}
    elif key in policy.instruments and (start := found.starts[key]):
        plain["from"] = start.model_dump()
    return plain
