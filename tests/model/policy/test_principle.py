"""What permission one passing takes."""

from __future__ import annotations

import itertools

import pytest
from pydantic import ValidationError

from model.policy.flow import Collection
from model.policy.principle import GATES, Authorisation, Check, Principle, Retention, gate

ACCESS = ("standing", "direct", "request", "report", "push", "voluntary", "seizure", "purchase", "publication", "unknown")


@pytest.mark.parametrize("access", ACCESS)
@pytest.mark.parametrize("shown", ["yes", "no", "unknown"])
def test_none_stays_none_self_stays_self_and_unknown_is_anything(access, shown):
    assert gate("none", access, shown) == (0, 0)
    assert gate("self", access, shown) == (1, 1)
    assert gate("unknown", access, shown) == (0, 4)


@pytest.mark.parametrize(("authority", "rank"), [("executive", "executive"), ("prosecutor", "executive"), ("court", "court")])
def test_an_order_not_shown_where_access_is_direct_or_standing_is_on_paper(authority, rank):
    for access in ("standing", "direct"):
        assert gate(authority, access, "no") == (GATES.index("paper"),) * 2
        assert gate(authority, access, "yes") == (GATES.index(rank),) * 2
    for access in set(ACCESS) - {"standing", "direct", "unknown"}:
        assert gate(authority, access, "no") == (GATES.index(rank),) * 2
    assert gate(authority, "direct", "unknown") == gate(authority, "unknown", "no") == (GATES.index("paper"), GATES.index(rank))


def test_the_order_of_permissions():
    assert GATES == ("none", "self", "paper", "executive", "court")
    for given in itertools.product(("none", "self", "executive", "prosecutor", "court", "unknown"), ACCESS, ("yes", "no", "unknown")):
        low, high = gate(*given)
        assert low <= high


def test_what_nobody_says_is_unknown():
    empty = Principle()
    assert (empty.access, empty.authorisation.value, empty.shown.value, empty.told, empty.retention.kind) == ("unknown",) * 5


def test_authorisations_and_checks_may_be_written_as_one_word():
    assert Authorisation.model_validate("court") == Authorisation(value="court")
    assert Check.model_validate("no") == Check(value="no")
    assert (
        Principle.model_validate({"authorisation": {"value": "court", "set_by": "aa/law/2020-01-01/1"}}).authorisation.set_by
        == "aa/law/2020-01-01/1"
    )


def test_a_term_of_retention_is_whole():
    assert Retention(kind="term", length=3, unit="months").length == 3
    with pytest.raises(ValidationError, match="length and a unit"):
        Retention(kind="term", unit="months")
    with pytest.raises(ValidationError, match="length and a unit"):
        Retention(kind="term", length=3)


def test_a_collection_needs_no_permission_unless_it_says_so():
    told = {"id": "c", "when": "f", "recipient": "a", "information": ["t"], "by_nature": "yes"}
    assert Collection.model_validate(told).principle.authorisation.value == "none"
    assert Collection.model_validate({**told, "principle": {"authorisation": "court"}}).principle.authorisation.value == "court"
    assert Collection.model_validate({**told, "principle": {"access": "push"}}).principle.authorisation.value == "none"
    with pytest.raises(ValidationError):
        Collection.model_validate("a tap")
