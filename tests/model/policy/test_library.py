"""Where packs are found, and when two policies are the same."""

from __future__ import annotations

import pytest

from model.fault import Faults
from model.policy import library
from model.policy.library import assemble, digest, find, packs, read
from model.policy.policy import EVERYONE

PAGE = "pack: {id: aa, name: Tiny, version: '0', as_of: 2030-01-01, languages: [en], licence: CC0-1.0, about: [Tiny.], persons: None.}\n"


def test_packs_are_found_by_walking_the_folder(folder):
    assert set(packs()) >= {"xa", "by"}
    data = folder({"packs/aa/pack.yaml": PAGE, "packs/zz/other.yaml": "", "packs/bb/pack.yaml": PAGE})
    assert list(packs(data)) == ["aa", "bb"]
    assert find("aa", data) == data / "packs" / "aa"


def test_a_pack_is_found_by_its_path(folder):
    base = folder({"pack.yaml": PAGE})
    assert find(str(base)) == base


def test_an_unknown_pack_is_told_with_the_nearest_known_one(folder):
    with pytest.raises(Faults, match=r"there is no pack 'xxa'. Did you mean xa"):
        find("xxa")
    with pytest.raises(Faults, match=r"this folder holds no pack.yaml"):
        find(str(folder({"other.yaml": ""})))


def test_a_pack_is_read_once_per_content(folder):
    base = folder({"pack.yaml": PAGE})
    first = read(base)
    assert read(base) is first
    (base / "more.yaml").write_text("types: [{id: fare, name: Fare}]\n")
    assert "fare" in read(base).types


def test_policies_are_equal_when_their_packs_say_the_same(folder):
    one, same, other = (assemble(folder({"pack.yaml": text})) for text in (PAGE, PAGE, PAGE + "# more\n"))
    assert one == same and one is not same
    assert hash(one) == hash(same)
    assert one != other
    assert one != "aa"


def test_the_fingerprint_covers_names_of_files(folder):
    assert digest(folder({"a.yaml": PAGE})) != digest(folder({"b.yaml": PAGE}))


def test_everyone_has_every_attribute_a_persona_can_have_and_every_fact_and_act(xa):
    everyone = xa.personas[EVERYONE]
    assert set(everyone.attributes) == set(xa.attributes) - {"plain-clothes-inspector"}
    assert set(everyone.facts) | set(everyone.acts) == set(xa.facts)
    assert set(everyone.facts).isdisjoint(everyone.acts)
    assert list(xa.personas)[-1] == EVERYONE


def test_the_first_persona_of_a_pack_is_its_first_in_the_file(xa):
    assert next(iter(xa.personas)) == "commuter"


def test_a_broken_vocabulary_is_told(folder, monkeypatch):
    monkeypatch.setattr(library, "VOCABULARY", folder({"types.yaml": "types: [{id: fare, name: Fare}]\n"}))
    with pytest.raises(Faults, match="a pack says what it is"):
        assemble(folder({"pack.yaml": PAGE}))


def test_a_policy_knows_the_kind_of_every_record(xa):
    assert {xa.kind(key) for key in (*xa.spreading, *xa.consequences)} == {
        "flow",
        "collection",
        "inference",
        "operates",
        "member",
        "consequence",
    }
    with pytest.raises(KeyError):
        xa.kind("nothing")


def test_a_policy_lists_every_claim_with_what_it_is_about(xa):
    assert sum(1 for _ in xa.claims()) == sum(
        len(each.claims)
        for section in (
            xa.actors,
            xa.systems,
            xa.operates,
            xa.members,
            xa.instruments,
            xa.flows,
            xa.collections,
            xa.inferences,
            xa.consequences,
            xa.events,
        )
        for each in section.values()
    )
    assert any(key == "support-line" and claim.stance == "disputes" for key, claim in xa.claims())


def test_leaves_stand_for_themselves_and_parents_for_all_below(xa):
    assert xa.leaves["fare-card"] == ("fare-card",)
    assert xa.leaves["bus-data"] == ("card-owner", "fare-card", "fare-record")
    assert xa.holders["police"].name.en == "Police Directorate"
