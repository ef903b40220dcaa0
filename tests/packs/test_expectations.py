"""What the packs' own authors expect of them, sentence by sentence."""

from __future__ import annotations

import pytest

from model.expectation import run
from model.policy.library import find, read

CHECKED = {pack: list(run(read(find(pack)), find(pack))) for pack in ("xa", "by")}


@pytest.mark.parametrize(
    ("pack", "checked"),
    [pytest.param(pack, each, id=f"{pack}: {each.expectation.says}") for pack, every in CHECKED.items() for each in every],
)
def test_what_the_authors_expect_is_what_follows(pack, checked):
    assert checked.instead == "", f"{checked.file}:{checked.line}: {checked.expectation.says}"


@pytest.mark.parametrize("pack", CHECKED)
def test_every_pack_expects_enough_to_be_wrong_about(pack):
    asked = [each.expectation for each in CHECKED[pack]]
    assert len(asked) >= 40
    assert any(each.lacks for each in asked)
    assert any(each.repeal for each in asked)
    assert any(each.conduct == "persist" for each in asked)
