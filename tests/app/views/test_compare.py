"""The comparison says on ladder, matrix and lists what the model says of two worlds, no more and no less."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from app.matrix import cells, seriated
from app.scene import Scene
from app.state import State, first
from app.views import compare, trail
from model.policy.policy import Policy
from model.reform import shelf
from model.reform.outcome import outcomes
from model.telling.change import summary

LAWS = {"xa": ("xa/law/2018-03-01/12", "xa/edict/2021-11-08/205"), "by": ("by/edict/2022-10-18/368", "by/edict/2010-03-03/129")}


def states(policy: Policy) -> list[State]:
    """A repeal of one act and of two, with practice going on, in other evidence, of all that is held, and every reform of the pack."""
    begin, (one, other) = first(policy), LAWS[policy.pack.id]
    both = replace(begin, repealed=(one, other))
    return [replace(begin, repealed=(one,)), both, replace(both, conduct="persist"), replace(both, already=True),
            replace(begin, repealed=(one,), lens="alleged", persona="everyone"),
            *(replace(begin, reforms=(key,)) for key in shelf.reforms(policy))]


@pytest.fixture(scope="module", params=["xa", "by"])
def scenes(request) -> list[Scene]:
    """The changed worlds of a pack."""
    policy = request.getfixturevalue(request.param)
    return [Scene(policy, state, "en") for state in states(policy)]


def pairs(section) -> Counter:
    """The (selected, chosen) that the items of a section lead to."""
    return Counter((item["picked"]["selected"], item["picked"]["chosen"]) for group in section["groups"] for part in group["parts"]
                   for item in part["items"])


@pytest.mark.parametrize("pack", ["xa", "by"])
def test_where_nothing_is_changed_it_says_so_and_how_to_change_it(pack, request):
    policy = request.getfixturevalue(pack)
    for state in (first(policy), replace(first(policy), lens="law", already=True), replace(first(policy), conduct="persist")):
        told = compare.draw(Scene(policy, state, "en"))
        assert told["same"] and len(told["how"]) == 3 and "picture" not in told


def test_the_head_is_the_model_s_summary(scenes):
    for here in scenes:
        told = compare.draw(here)
        assert told["same"] is None and told["head"] == summary(here.teller, here.change)
        assert told["changed"] == (not told["unseen"])


def test_every_cell_of_the_matrix_is_what_the_comparison_says(scenes):
    for here in scenes:
        change, drawn = here.change, compare.draw(here)["matrix"]
        found = {(row["id"], drawn["columns"][at]["id"]): told for row in drawn["rows"] for at, told in row["cells"]}
        assert sum(len(row["cells"]) for row in drawn["rows"]) == len(found)
        wanted = {**{(each.actor, each.information): "same" for each in change.kept},
                  **{(each.actor, each.information): "gated" for each in change.gated},
                  **{(each.actor, each.information): "ungated" for each in change.ungated},
                  **{(each.actor, each.information): "mixed" for each in change.gate_changed},
                  **dict.fromkeys(change.lost, "removed"), **dict.fromkeys(change.gained, "added")}
        assert found == wanted == cells(change)
        assert set(found) == here.spread.held | here.as_it_stands.held
        assert set(wanted.values()) <= set(drawn["signs"])
        assert all(row["cells"] for row in drawn["rows"])
        assert {at for row in drawn["rows"] for at, _ in row["cells"]} == set(range(len(drawn["columns"])))


def test_rows_of_one_group_and_of_one_topmost_body_stand_together(scenes):
    for here in scenes:
        rows = compare.draw(here)["matrix"]["rows"]
        for key in ("group", "top"):
            names = [row["group"] if key == "group" else row["under"] or row["name"] for row in rows]
            blocks = [name for index, name in enumerate(names) if not index or names[index - 1] != name]
            assert len(blocks) == len(set(blocks)), blocks


def test_the_order_of_the_matrix_does_not_hang_on_the_order_of_what_is_told():
    told = [("b", "y"), ("a", "x"), ("a", "y"), ("c", "z"), ("d", "z"), ("c", "y")]
    groups = {"a": "a", "b": "a", "c": "c", "d": "c"}
    wanted = seriated(told, groups)
    for seed in range(5):
        shuffled = told[:]
        random.Random(seed).shuffle(shuffled)
        assert seriated(shuffled, groups) == wanted
    rows, columns = wanted
    assert rows[:2] == ["a", "b"] and set(rows[2:]) == {"c", "d"} and columns == ["x", "y", "z"]


def test_barycentres_gather_what_belongs_together():
    blocks = [(f"{name}{row}", f"{name}{col}") for name in "pqr" for row in range(3) for col in range(3)]
    random.Random(1).shuffle(blocks)
    rows, columns = seriated(blocks, {row: row for row, _ in blocks})
    for order in (rows, columns):
        assert len({order[at][0] for at in range(3)}) == len({order[at][0] for at in range(3, 6)}) == 1


def test_the_ladder_holds_every_box_and_line_of_both_worlds_on_the_same_places(scenes):
    for here in scenes:
        before = Scene(here.policy, here.state.stands(), "en")
        drawn = compare.draw(here)["picture"]
        boxes = {node["id"] for node in drawn["nodes"] if node["state"] == "present"}
        assert boxes == here.boxes | before.boxes
        assert {link["id"] for link in drawn["links"]} == here.links.keys() | before.links.keys()
        places = {node["id"]: (node["column"], node["row"]) for node in drawn["nodes"]}
        assert all(places[node["id"]] == (node["column"], node["row"]) for node in trail.draw(before)["nodes"])
        assert all(link["change"] for link in drawn["links"]) and drawn["diff"]


def test_a_box_or_line_is_added_or_removed_only_where_all_that_is_held_says_so(scenes):
    for here in scenes:
        new, old = (Scene(here.policy, replace(state, already=True), "en") for state in (here.state, here.state.stands()))
        drawn = compare.draw(here)["picture"]
        for node in drawn["nodes"]:
            assert (node["change"] == "removed") == (node["state"] == "present" and node["id"] in old.boxes - new.boxes), node["id"]
            assert (node["change"] == "added") == (node["state"] == "present" and node["id"] in new.boxes - old.boxes), node["id"]
        for link in drawn["links"]:
            assert (link["change"] == "removed") == (link["id"] in old.links.keys() - new.links.keys()), link["id"]
            assert (link["change"] == "added") == (link["id"] in new.links.keys() - old.links.keys()), link["id"]


def test_the_marks_of_an_actor_count_its_holdings_by_what_becomes_of_them(scenes):
    for here in scenes:
        table = cells(here.change)
        for node in compare.draw(here)["picture"]["nodes"]:
            if node["change"] in ("same", "gated", "ungated", "mixed") and node["id"] in here.policy.holders:
                counts = {mark["change"]: abs(int(mark["text"].replace("−", "-"))) for mark in node["marks"]}
                assert counts == Counter(told for (actor, _), told in table.items() if actor == node["id"] and told != "same"), node["id"]


def test_the_marks_of_a_power_count_the_actors_it_no_longer_opens_to(xa):
    here = Scene(xa, replace(first(xa), reforms=("without-edict",)), "en")
    powers = {node["id"]: node for node in compare.draw(here)["picture"]["nodes"] if node["id"].startswith("power:")}
    for key, node in powers.items():
        lost = [actor for what, actor in here.change.closed if f"power:{what}" == key]
        assert sum(mark["text"] == f"−{len(lost)}" or (node["change"] == "removed") for mark in node["marks"]) == bool(lost)


def test_a_line_tells_how_many_kinds_pass_no_more_and_for_how_many_the_permission_moves(xa, by):
    here = Scene(xa, replace(first(xa), reforms=("registry-court-shown",)), "en")
    lines = {link["id"]: link for link in compare.draw(here)["picture"]["links"]}
    gated = lines["transport-registry>police"]
    assert gated["change"] == "gated" and [mark["change"] for mark in gated["marks"]] == ["gated"]
    assert here.teller.say("compare.sign_gated") in gated["label"]
    assert lines["transport-registry>police"]["gate"] == "lock"
    fewer = Scene(xa, replace(first(xa), reforms=("taps-without-owners",)), "en")
    told = [link for link in compare.draw(fewer)["picture"]["links"] if link["marks"]]
    assert told and all(int(mark["text"].replace("−", "-")) < 0 for link in told for mark in link["marks"] if mark["change"] == "removed")
    quiet = Scene(by, replace(first(by), repealed=LAWS["by"][:1]), "en")
    for link in compare.draw(quiet)["picture"]["links"]:
        assert not any(mark["change"] == "added" for mark in link["marks"]), link["id"]   # a repeal adds nothing, wherever it is drawn


def test_the_lists_hold_every_change_once_and_lead_to_it(scenes):
    for here in scenes:
        change = here.change
        sections = {section["key"]: section for section in compare.draw(here)["sections"]}
        wanted = {"lost": Counter(change.lost), "gained": Counter(change.gained)}
        wanted |= {name: Counter((each.actor, each.information) for each in getattr(change, name))
                   for name in ("gated", "ungated", "gate_changed")}
        wanted |= {name: Counter((f"power:{what}", actor) for what, actor in getattr(change, name)) for name in ("closed", "opened")}
        wanted["kept"] = Counter((each.actor, each.information) for each in change.kept if each.touched)
        assert {key: pairs(section) for key, section in sections.items()} == {key: told for key, told in wanted.items() if told}
        assert all(section["n"] == sum(pairs(section).values()) for section in sections.values())


def test_what_keeps_a_holding_alive_and_how_its_gate_moves_is_said(by, xa):
    here = Scene(by, replace(first(by), repealed=LAWS["by"][:1]), "en")
    kept = next(section for section in compare.draw(here)["sections"] if section["key"] == "kept")
    details = {(item["picked"]["selected"], item["picked"]["chosen"]): part["detail"] for group in kept["groups"] for part in group["parts"]
               for item in part["items"]}
    for each in here.change.kept:
        if each.touched:
            told = details[each.actor, each.information]
            assert here.teller.act_short(LAWS["by"][0]) in told
            assert all(here.teller.act_short(act) in told for act in each.through)
    moved = Scene(xa, replace(first(xa), reforms=("registry-court-shown",)), "en")
    gated = next(section for section in compare.draw(moved)["sections"] if section["key"] == "gated")
    one = moved.change.gated[0]
    detail = next(part["detail"] for group in gated["groups"] for part in group["parts"] for item in part["items"]
                  if item["picked"] == {"selected": one.actor, "chosen": one.information})
    assert detail == f"{moved.teller.permission(one.before)} → {moved.teller.permission(one.after)}"


def test_every_passing_that_rested_on_what_is_gone_has_its_answers(scenes):
    for here in scenes:
        told = compare.draw(here)
        assert sum(len(group["items"]) for group in told["verdicts"]) == len(here.change.verdicts)
        assert all(len(group["answers"]) >= 3 and group["items"] for group in told["verdicts"])
        none = sum(len(group["items"]) for group in told["verdicts"] if here.teller.say("verdict.no_basis") in group["answers"])
        assert none == sum(not each.authorised for each in here.change.verdicts)
        goes = sum(len(group["items"]) for group in told["verdicts"] if here.teller.say("verdict.goes_on") in group["answers"])
        assert goes == sum(each.goes_on and not each.authorised for each in here.change.verdicts)


def test_every_passing_a_safeguard_is_about_has_its_outcome(scenes):
    for here in scenes:
        told, wanted = compare.draw(here), outcomes(here.as_it_stands, here.reforms)
        assert sum(len(group["items"]) for group in told["outcomes"]) == len(wanted)
        assert len({group["answers"][0] for group in told["outcomes"]}) == len({each.may for each in wanted})


def test_of_the_body_asked_about_all_that_stays_is_listed_with_the_acts_it_rests_on(by):
    for actor in ("kgb", "mvd"):
        here = Scene(by, replace(first(by), repealed=LAWS["by"][:1], selected=actor), "en")
        sections = {section["key"]: section for section in compare.draw(here)["sections"]}
        kept = {each.information: each for each in here.change.kept if each.actor == actor}
        assert pairs(sections["stays"]) == Counter((actor, what) for what in kept) and len(kept) > 3
        assert {each.touched for each in kept.values()} == {True, False}
        assert actor not in {selected for selected, _ in pairs(sections["kept"])}
        (group,) = sections["stays"]["groups"]
        for part in group["parts"]:
            for item in part["items"]:
                one = kept[item["picked"]["chosen"]]
                assert all(here.teller.act_short(act) in part["detail"] for act in one.through)
                assert (here.teller.act_short(LAWS["by"][0]) in part["detail"]) is one.touched
