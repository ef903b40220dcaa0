"""The ladder: fixed places, a function of the pack alone."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.ladder import COLUMNS, LOWER, column, group, lower, order, places, role
from app.scene import scene
from app.state import first

HOUSE = Path(__file__).resolve().parents[2]
ORDER = """import json, sys
from app.ladder import order
from model.policy.library import find, read
print(json.dumps(order(read(find(sys.argv[1])))))"""
WANTED = {"private-holder": "holder", "vendor": "holder", "civic": "holder", "state-body": "body", "court": "body", "oversight": "body",
          "foreign-state": "body", "public": "body"}


@pytest.fixture(params=["xa", "by"])
def pack(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_is_the_same_in_every_process(pack, seed):
    told = subprocess.run([sys.executable, "-c", ORDER, pack.pack.id], cwd=HOUSE, capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(HOUSE)})
    assert json.loads(told.stdout) == order(pack)


def test_the_order_does_not_depend_on_the_order_of_records(pack):
    turned = {name: dict(reversed(getattr(pack, name).items())) for name in (
        "actors", "systems", "operates", "members", "flows", "collections", "inferences", "consequences")}
    again = order(replace(pack, digest=f"turned-{pack.digest}", **turned))
    assert sorted(again, key=again.__getitem__) == sorted(order(pack), key=order(pack).__getitem__)


def test_every_box_that_can_ever_be_drawn_has_a_place_in_the_order(pack):
    ever = {box for who in pack.personas for box in scene(pack, replace(first(pack), persona=who, already=True), "en").frame}
    assert ever | set(pack.holders) <= order(pack).keys()


def test_an_actor_stands_in_the_column_of_its_kind(pack):
    for key, actor in pack.actors.items():
        if actor.kind != "class":
            assert COLUMNS[column(pack, key)] == WANTED[actor.kind]
    assert {COLUMNS[column(pack, key)] for key in pack.systems} == {"system"}


def test_a_class_stands_beside_its_private_members_else_among_the_bodies(pack):
    for key, actor in pack.actors.items():
        if actor.kind == "class":
            kinds = {pack.actors[each.actor].kind for each in pack.members.values() if each.class_ == key}
            assert COLUMNS[column(pack, key)] == ("holder" if "private-holder" in kinds else "body")


@pytest.mark.parametrize("already", [False, True])
def test_every_box_of_a_picture_stands_in_its_column_at_a_place_of_its_own(pack, already):
    for who in pack.personas:
        frame = scene(pack, replace(first(pack), persona=who, already=already), "en").frame
        assert len(set(frame.values())) == len(frame)
        for key, (at, row) in frame.items():
            wanted = "you" if key.startswith("left:") else "consequence" if key.startswith("power:") else COLUMNS[column(pack, key)]
            assert COLUMNS[at] == wanted
            assert row >= 0


def test_boxes_of_a_column_stand_at_least_a_row_apart(pack):
    for who in pack.personas:
        frame = scene(pack, replace(first(pack), persona=who), "en").frame
        for at in range(len(COLUMNS)):
            rows = sorted(row for column_, row in frame.values() if column_ == at)
            assert all(after - before >= 0.999 for before, after in pairwise(rows))


def test_courts_oversight_and_others_stand_in_a_lane_under_the_bodies(pack):
    found = places(pack, pack.holders)
    bodies = [row for key, (at, row) in found.items() if COLUMNS[at] == "body" and not lower(pack, key)]
    lane = [row for key, (at, row) in found.items() if COLUMNS[at] == "body" and lower(pack, key)]
    assert max(bodies) < min(lane)


def test_the_lane_holds_courts_oversight_foreign_states_and_the_public(pack):
    assert {key for key in pack.holders if lower(pack, key)} == {
        key for key, actor in pack.actors.items() if actor.kind in ("court", "oversight", "foreign-state", "public")}
    assert {"court", "oversight", "foreign-state", "public"} == LOWER


def test_every_holder_has_a_role_with_a_name(pack):
    teller = scene(pack, first(pack), "en").teller
    assert all(teller.say(f"role.{role(pack, key)}") for key in pack.holders)


def test_a_pack_may_name_the_order_itself(xa):
    named = [key for key in xa.pack.ladder if key in order(xa)]
    assert named and sorted(named, key=order(xa).__getitem__) == named
    assert max(order(xa)[key] for key in named) < min(rank for key, rank in order(xa).items() if key not in named)


def test_places_do_not_depend_on_the_order_in_which_boxes_are_given(pack):
    boxes = sorted(scene(pack, first(pack), "en").frame)
    assert places(pack, boxes) == places(pack, boxes[::-1])


def test_usual_boxes_stand_above_those_seldom_reached(xa):
    found = places(xa, ["police", "tax-office", "security-service"], {"tax-office"})
    assert found["tax-office"][1] == min(row for _, row in found.values())


def test_leaves_are_drawn_under_the_top_of_their_tree(xa):
    assert group(xa, "fare-card") == "bus-data"
    assert group(xa, "bus-data") == "bus-data"
