"""The ground clauses of a policy: one for each way a record can make somebody hold something."""

from __future__ import annotations

from model.spread.rules import ANY, HOLDS, OPENS, POOLS, Fact, Rules, rules

PACK = {
    "types": ["money", {"id": "payments", "parent": "money"}, "purchases-seen", "unused", "guess"],
    "facts": ["pays"],
    "means": ["join"],
    "personas": [{"id": "payer", "facts": ["pays"]}],
    "actors": [
        {"id": "bank", "kind": "private-holder"},
        {"id": "firms", "kind": "class"},
        {"id": "readers", "kind": "class"},
        {"id": "tax-office", "means": ["join"]},
        {"id": "court", "means": ["join"]},
        "nobody",
    ],
    "systems": ["register"],
    "collections": [
        {"id": "pay", "when": "pays", "recipient": "bank", "information": ["payments"], "by_nature": "true"},
        {"id": "not-yet", "when": "pays", "recipient": "nobody", "information": ["payments"], "modality": "announced"},
    ],
    "flows": [
        {
            "id": "report",
            "sender": "firms",
            "recipient": "register",
            "information": ["money", "payments", "unused"],
            "modality": "observed",
            "under": "none-known",
        },
        {"id": "would", "sender": "bank", "recipient": "nobody", "information": ["money"], "modality": "proposed"},
        {"id": "never", "sender": "nobody", "recipient": "court", "information": ["money"], "modality": "observed", "under": "none-known"},
        {
            "id": "give",
            "sender": "register",
            "recipient": "readers",
            "information": ["payments"],
            "modality": "observed",
            "under": "none-known",
        },
    ],
    "operates": [{"id": "run", "actor": "tax-office", "system": "register"}],
    "members": [{"id": "bank-in", "class": "firms", "actor": "bank"}, {"id": "court-in", "class": "readers", "actor": "court"}],
    "inferences": [
        {"id": "guess-it", "means": "join", "premises": ["money"], "conclusions": ["guess"]},
        {"id": "guess-more", "at": ["court"], "premises": ["guess", "unused"], "conclusions": ["purchases-seen"]},
    ],
    "consequences": [
        {"id": "fine", "actors": ["tax-office"], "premises": ["money", "guess"], "modality": "observed", "under": "none-known"},
        {"id": "later", "actors": ["tax-office"], "premises": ["money"], "modality": "announced"},
    ],
}


def told(found: Rules) -> set[tuple[Fact, tuple[Fact, ...], str | None]]:
    return {(found.facts[clause.head], tuple(found.facts[body] for body in clause.bodies), clause.record) for clause in found.clauses}


def test_every_way_is_one_clause_and_nothing_else_is(tiny):
    pay = "payments"
    assert told(rules(tiny(PACK))) == {
        (Fact("bank", pay), (), "pay"),
        (Fact("firms", pay, POOLS), (Fact("bank", pay),), "bank-in"),
        (Fact("register", pay), (Fact("firms", pay, POOLS),), "report"),
        (Fact("tax-office", pay), (Fact("register", pay),), "run"),
        (Fact("readers", pay), (Fact("register", pay),), "give"),
        (Fact("court", pay), (Fact("readers", pay),), "court-in"),
        (Fact("tax-office", "money", ANY), (Fact("tax-office", pay),), None),
        (Fact("court", "money", ANY), (Fact("court", pay),), None),
        (Fact("tax-office", "guess"), (Fact("tax-office", "money", ANY),), "guess-it"),
        (Fact("court", "guess"), (Fact("court", "money", ANY),), "guess-it"),
        (Fact("tax-office", "fine", OPENS), (Fact("tax-office", "money", ANY), Fact("tax-office", "guess")), "fine"),
    }


def test_what_a_class_holds_itself_can_pass_too(tiny):
    given = {
        **PACK,
        "collections": [
            *PACK["collections"],
            {"id": "licence", "when": "pays", "recipient": "firms", "information": ["unused"], "by_nature": "true"},
        ],
    }
    found = told(rules(tiny(given)))
    assert (Fact("firms", "unused", POOLS), (Fact("firms", "unused"),), None) in found
    assert (Fact("register", "unused"), (Fact("firms", "unused", POOLS),), "report") in found
    assert (Fact("bank", "unused"), (Fact("firms", "unused"),), "bank-in") in found


def test_a_fact_that_nothing_can_derive_has_no_number(tiny):
    found = rules(tiny(PACK))
    assert found.index(Fact("nobody", "payments")) is None
    assert found.facts[found.index(Fact("bank", "payments", HOLDS))] == Fact("bank", "payments")


def test_each_fact_knows_the_clauses_that_give_it_and_those_that_need_it(xa):
    found = rules(xa)
    for number, clause in enumerate(found.clauses):
        assert number in found.heads[clause.head]
        assert all(number in found.watch[body] for body in clause.bodies)
    assert sum(map(len, found.heads)) == len(found.clauses)


def test_the_rules_of_a_policy_are_made_once(xa):
    assert rules(xa) is rules(xa)
