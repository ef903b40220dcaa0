"""The why panel: every step cited, every number a source, no address where that is a risk, and a copy that says it all."""

from dataclasses import replace

import pytest

from app import panel
from app.panel import draw, holdings, sources_of
from app.scene import Scene
from app.state import State, first
from model.policy.evidence import LENSES
from model.policy.flow import Collection
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.reform.certificate import certificate
from model.reform.cuts import SIDES, cut
from model.spread.derivation import Step
from model.spread.rules import OPENS
from model.spread.spread import spread
from model.telling.change import missing, smallest
from model.telling.memo import apart, singly
from model.telling.teller import Citations

WORLDS = [("xa", {"persona": "commuter"}), ("xa", {"persona": "everyone", "lens": "alleged", "already": True}),
          ("xa", {"persona": "driver", "lens": "law", "on": "2022-01-01"}), ("xa", {"persona": "everyone", "sources": "official"}),
          ("by", {"persona": "commuter"}), ("by", {"persona": "protester", "lens": "alleged"}), ("by", {"persona": "donor", "lens": "law"})]


@pytest.fixture(scope="module", params=WORLDS, ids=lambda each: f"{each[0]}-{'-'.join(map(str, each[1].values()))}")
def world(request) -> tuple[Policy, State]:
    policy = request.getfixturevalue(request.param[0])
    return policy, replace(first(policy), **request.param[1])


@pytest.fixture(scope="module")
def panels(world) -> list[tuple[Scene, dict]]:
    """The panel of every holding and every consequence that the picture offers, with its scene."""
    policy, state = world
    here = Scene(policy, state, "en")
    asked = [(box, what) for box in sorted(here.boxes & policy.holders.keys()) for what in holdings(here, box)]
    asked += [(f"power:{each.consequence}", each.actor) for each in here.spread.consequences if f"power:{each.consequence}" in here.boxes]
    scenes = [Scene(policy, replace(state, selected=box, chosen=what), "en") for box, what in asked]
    return [(here, draw(here)) for here in scenes]


def every_step(told: dict) -> list[dict]:
    return [*told["steps"], *(step for other in told["others"] for step in other["steps"])]


def test_something_is_told_of_whatever_the_picture_offers(panels):
    assert panels
    assert all(told["title"] and told["lead"] and told["steps"] for _, told in panels)


def test_every_step_is_cited_unless_the_act_itself_brings_it_about(panels):
    for here, told in panels:
        nature = here.teller.say("evidence.nature")
        for step in every_step(told):
            assert step["sentence"] and step["badge_title"]
            assert step["citations"] or step["badge_title"] == nature
            assert step["badge"] or step["badge_title"] == nature


def test_every_number_is_a_source_of_the_list_and_every_source_has_its_number(panels):
    for _, told in panels:
        numbers = [source["n"] for source in told["sources"]]
        assert numbers == list(range(1, len(numbers) + 1))
        assert {number for step in every_step(told) for number in step["citations"]} == set(numbers)
        assert all(source["text"] for source in told["sources"])


def test_steps_are_numbered_from_one(panels):
    for _, told in panels:
        for steps in [told["steps"], *(other["steps"] for other in told["others"])]:
            assert [step["n"] for step in steps] == list(range(1, len(steps) + 1))


def test_the_copy_says_every_step_with_its_numbers_and_every_source(panels):
    for here, told in panels:
        lines = told["copy_text"].splitlines()
        assert lines[0] == told["title"]
        for step in told["steps"]:
            line = next(line for line in lines if line.startswith(f"{step['n']}. "))
            assert step["sentence"] in line and step["basis"] in line and step["badge"] in line
            assert all(str(number) in line.rsplit("[", 1)[1] for number in step["citations"])
        assert all(f"[{source['n']}] {source['text']}" in lines for source in told["sources"])
        assert here.policy.digest in lines[-1] and here.policy.pack.version in lines[-1]
        assert "**" not in told["copy_text"]


def test_the_panel_tells_permission_start_and_evidence_of_the_holding(panels):
    for here, told in panels:
        labels = [row["label"] for row in told["facts"]]
        assert labels[:3] == [here.teller.say(f"fact.{key}") for key in ("gate", "since", "evidence")]
        assert all(row["value"] for row in told["facts"])


def test_whether_one_is_told_can_see_and_object_is_said_to_be_unknown_where_it_is(by):
    here = Scene(by, replace(first(by), selected="kgb"), "en")
    told = {row["label"]: row["value"] for row in draw(here)["facts"]}
    say = here.teller.say
    assert {say(f"fact.{key}") for key in ("purpose", "retention", "told", "can_see", "can_object")} <= told.keys()
    assert say("unknown") in told.values()


def test_the_current_choice_is_the_one_that_is_told(panels):
    for here, told in panels:
        current = [choice["id"] for choice in told["choices"] if choice["current"]]
        assert current == [here.state.chosen]
        assert all(choice["name"] for choice in told["choices"])


def test_other_ways_are_counted_told_apart_and_said_to_be_cut_where_they_are(panels):
    for here, told in panels:
        ways = [tuple(step["sentence"] for step in each["steps"]) for each in (told, *told["others"])]
        assert len(ways) <= panel.LIMIT
        assert all(other["title"] and other["steps"] for other in told["others"])
        cut = told["others_note"] is not None
        assert told["others_title"] == here.teller.say("why.others_cut" if cut else "why.others", n=len(told["others"]))
        if cut:
            assert told["others_note"] == here.teller.say("why.cut", n=len(ways))


def test_some_things_arrive_by_several_ways(xa):
    told = draw(Scene(xa, replace(first(xa), selected="police", chosen="fare-record"), "en"))
    assert told["others"]


@pytest.mark.parametrize("risk", ["none", "possible", "listed", "unknown"])
def test_an_address_is_shown_only_where_its_source_is_no_risk(xa, risk):
    key, source = next(iter(xa.sources.items()))
    known = source.model_copy(update={"address": "https://example.org/page", "listing_risk": risk})
    policy, cites = replace(xa, digest=f"{risk} {xa.digest}", sources={**xa.sources, key: known}), Citations()
    cites.number(key)
    told, = sources_of(Scene(policy, first(policy), "en"), cites)
    assert told["risk"] == (risk in ("possible", "listed"))
    assert told["address"] == (None if told["risk"] else "https://example.org/page")
    assert told["n"] == 1 and "http" not in told["text"]


def test_what_is_no_address_is_not_shown_as_one(by):
    cites = Citations()
    for key in by.sources:
        cites.number(key)
    for source, told in zip(by.sources.values(), sources_of(Scene(by, first(by), "en"), cites), strict=True):
        assert told["address"] in (None, source.address) and told["address"] != "unknown"


def test_no_address_of_a_source_with_risk_stands_anywhere_in_the_panel(panels, by):
    secret = [source.address for source in by.sources.values()
              if source.listing_risk in ("possible", "listed") and source.address != "unknown"]
    assert not [address for _, told in panels for address in secret if address in str(told)]


def test_what_is_not_reached_is_not_called_safe_and_counts_what_could_change_it(world):
    policy, state = world
    narrow = spread(replace(state, lens="law").world(policy))
    wide = spread(replace(state, lens="alleged").world(policy))
    lost = sorted(wide.held - narrow.held)
    for actor, leaf in lost[:12]:
        here = Scene(policy, replace(state, lens="law", selected=actor, chosen=leaf), "en")
        told, could = draw(here), certificate(here.spread, here.as_it_stands, actor, leaf)
        assert could and told["box"] == missing(here.teller, could)
        told = told["lead"]
        assert here.teller.say("reopen", n=len(could)) in told
        assert any("lens" in each.reasons for each in could)
        assert here.teller.name(actor) in told and here.teller.name(leaf) in told


def test_asking_for_what_nothing_reaches_says_so(xa):
    here = Scene(xa, replace(first(xa), persona="visitor", selected="linden-hospital", chosen="blood-group"), "en")
    told = draw(here)
    assert told["lead"] == here.teller.not_reached(here.spread, here.as_it_stands, "linden-hospital", "blood-group")
    assert told["steps"] == [] and told["sources"] == []


def test_a_parent_kind_is_told_by_any_of_its_leaves(xa):
    here = Scene(xa, replace(first(xa), selected="police", chosen="bus-data"), "en")
    told = draw(here)
    assert here.teller.name("bus-data") in told["title"] and told["steps"]


def test_a_body_that_nothing_reaches_says_so(xa):
    here = Scene(xa, replace(first(xa), acts=(), selected="westmere"), "en")
    assert draw(here)["lead"] == here.teller.say("why.nothing")


def test_an_empty_selection_says_what_to_do(xa):
    here = Scene(xa, first(xa), "en")
    assert draw(here) == {"empty": here.teller.say("why.empty")}


@pytest.mark.parametrize("selected", ["left:no-such-kind", "power:no-such-power", "nobody", "a>b", "left:"])
def test_a_selection_that_names_nothing_says_what_to_do(xa, selected):
    here = Scene(xa, replace(first(xa), selected=selected), "en")
    assert draw(here) == {"empty": here.teller.say("why.empty")}


def sentences_of(here: Scene, line: str) -> set[str]:
    """What may be said of a line: of its records, what passes from its tail to its head."""
    link, rules, found = here.links[line], here.spread.rules, set()
    for number in here.spread.live:
        clause = rules.clauses[number]
        head, bodies = rules.facts[clause.head], tuple(rules.facts[body] for body in clause.bodies)
        tails = {body.actor for body in bodies} if bodies else {link.tail}
        on_it = head.what in link.leaves or head.kind == OPENS
        if clause.record in link.records and here.box(head) == link.head and link.tail in tails and on_it:
            found.add(here.teller.sentence(here.spread, Step(clause.record, bodies, head)))
    return found


def test_a_line_tells_every_record_behind_it_and_only_what_passes_on_it(world):
    policy, state = world
    strange = {}
    for line, link in Scene(policy, state, "en").links.items():
        here = Scene(policy, replace(state, selected=line), "en")
        told = draw(here)
        assert len(told["steps"]) == len(link.records)
        assert told["lead"] == here.teller.say("why.records", n=len(link.records))
        if wrong := {step["sentence"] for step in told["steps"]} - sentences_of(here, line):
            strange[line] = wrong
    assert not strange


def test_what_is_left_tells_every_record_that_takes_it_up(world):
    policy, state = world
    here = Scene(policy, state, "en")
    for box in here.boxes:
        if box.startswith("left:"):
            told = draw(Scene(policy, replace(state, selected=box), "en"))
            assert len(told["steps"]) == len({record for link in here.links.values() if link.tail == box for record in link.records})


def test_a_collection_by_nature_has_no_badge_and_any_other_record_one(world):
    policy, state = world
    for line, link in Scene(policy, replace(state, lens="alleged"), "en").links.items():
        told = draw(Scene(policy, replace(state, lens="alleged", selected=line), "en"))
        for record, step in zip(link.records, told["steps"], strict=True):
            each = policy.collections.get(record)
            assert bool(step["badge"]) != (isinstance(each, Collection) and each.by_nature)


def test_what_a_source_says_against_a_step_is_told_as_its_claim(xa):
    found = []
    for lens in LENSES:
        here = Scene(xa, replace(first(xa), persona="everyone", lens=lens, already=True), "en")
        for line, link in here.links.items():
            if link.contested:
                found.append(line)
                assert draw(Scene(xa, replace(here.state, selected=line), "en"))["box"]
    assert found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_speaks_every_language(xa, language):
    here = Scene(xa, replace(first(xa), selected="police", chosen="fare-card"), language)
    told = draw(here)
    assert told["title"] == here.teller.say("may_hold", actor=here.teller.name("police"), information=here.teller.name("fare-card"))
    assert "{" not in told["copy_text"]


@pytest.mark.parametrize("without", ["", "court"])
def test_what_would_stop_a_holding_is_told_from_its_smallest_changes(xa, by, without):
    for policy, persona, actor, what in ((xa, "everyone", "police", "fare-record"), (by, "commuter", "kgb", "comms-content")):
        here = Scene(policy, replace(first(policy), persona=persona, selected=actor, chosen=what, without=without), "en")
        told = draw(here)["stop"]
        cuts = apart([cut(here.spread, ((actor, what),), below=without or None, side=side) for side in (SIDES if without else SIDES[:1])])
        for each in cuts:
            head, *ways = smallest(here.teller, each)
            assert any(line.endswith(f"**{head}**") for line in told) and all(f"· {way}" in told for way in ways)
            assert all(line in told for line in singly(here.teller, here.spread, each, actor, what))
        assert smallest(here.teller, cut(here.spread, ((actor, what),), over="sources"))[0] in told
        assert told[-1] == here.teller.say("repeal.convention")
        assert sum(line.startswith("So that ") for line in told) == (len(cuts) if without else 0)


def test_of_many_sets_of_sources_the_panel_shows_a_few_and_says_how_many_more(by):
    asked = ("mvd", "social-content")
    here = Scene(by, replace(first(by), selected=asked[0], chosen=asked[1]), "en")
    _, *ways = smallest(here.teller, cut(here.spread, (asked,), over="sources"))
    told = draw(here)["stop"]
    shown = [way for way in ways if f"· {way}" in told]
    assert len(ways) > 3 and shown == ways[:3]
    assert here.teller.say("why.more_sets", n=len(ways) - 3) in told
