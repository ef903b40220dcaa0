"""A fault says where, what, and what would be right."""

from __future__ import annotations

from model.fault import Fault, Faults, nearest, unknown


def test_a_fault_tells_place_key_what_and_the_right_thing():
    assert str(Fault("a.yaml", 3, "flows.0", "it is wrong", "Do this.")) == "a.yaml:3: flows.0: it is wrong. Do this."
    assert str(Fault("", 0, "", "it is wrong")) == "it is wrong"
    assert str(Fault("a.yaml", 0, "", "it is wrong")) == "a.yaml: it is wrong"


def test_faults_are_told_once_in_order():
    one, two = Fault("a.yaml", 9, "", "nine"), Fault("a.yaml", 10, "", "ten")
    assert Faults([two, one, two]).faults == (one, two)
    assert str(Faults([two, one])) == "a.yaml:9: nine\na.yaml:10: ten"


def test_the_nearest_known_word_is_told_or_the_few_there_are():
    assert nearest("polise", ["police", "bank"]) == "Did you mean police?"
    assert nearest("bus", ["the-bus-company-of-aldermark", "post"]) == "Did you mean the-bus-company-of-aldermark?"
    assert nearest("zzz", ["police", "post"]) == "Known: police, post."
    assert nearest("zzz", map(str, range(100))) == ""
    assert nearest("zzz", []) == ""


def test_a_value_that_names_nothing_is_one_fault():
    assert str(unknown("lens", "lax", ["law", "practice"])) == "there is no lens 'lax'. Did you mean law?"
