"""The scene: places that never move, only what the day reaches, and chains that are wholly in the picture."""

from collections import Counter
from dataclasses import replace
from functools import lru_cache

import pytest

from app.ladder import group, left, widest
from app.notation import written
from app.panel import LIMIT, holdings, lit, view
from app.panel import draw as draw_panel
from app.question import draw as draw_question
from app.scene import Scene
from app.state import State, first
from app.views.table import draw as draw_table
from app.views.trail import draw as draw_trail
from model.fault import Faults
from model.policy.evidence import LENSES
from model.policy.library import find, packs, read
from model.policy.policy import Policy
from model.policy.record import origin
from model.reform.reform import move
from model.reform.shelf import reforms
from model.spread.derivation import why
from model.spread.liveness import calendar
from model.spread.rules import HOLDS, OPENS, POOLS
from model.spread.spread import spread

PEOPLE = [(key, who) for key in packs() for who in read(find(key)).personas]


@pytest.fixture(scope="module", params=PEOPLE, ids="/".join)
def person(request) -> tuple[Policy, State]:
    """A first visit of each persona of each pack."""
    policy = request.getfixturevalue(request.param[0])
    return policy, replace(first(policy), persona=request.param[1])


def days(policy: Policy) -> list[str]:
    """A few days of change, spread over the years, the pack's own date, and one that lies beyond."""
    changes = calendar(policy, "all").days[1:]
    return [*(changes[at * len(changes) // 4].isoformat() for at in range(1, 4)), policy.pack.as_of, "2040-01-01"]


def heavy(policy: Policy, several: int = 8) -> list[str]:
    """The acts that most records name."""
    told = Counter(ref.partition("#")[0] for record in calendar(policy, "all").records.values()
                   for together in getattr(record, "basis", ()) for ref in together)
    return [act for act, _ in told.most_common(several)]


def worlds(policy: Policy, state: State) -> list[State]:
    """Several days in several lenses, and several acts repealed by themselves."""
    return [*(replace(state, on=on, lens=lens) for on in days(policy)[1:] for lens in ("law", "practice", "alleged")),
            *(replace(state, repealed=(act,)) for act in heavy(policy, 4))]


@lru_cache(maxsize=128)
def show(policy: Policy, state: State) -> Scene:
    return Scene(policy, state, "en")


def moved(policy: Policy, state: State, others: list[State]) -> dict[str, str]:
    """The boxes that stand elsewhere, or come and go, in some other world, with one such world."""
    frame = show(policy, state).frame
    return {box: f"{other.on} {other.lens} {' '.join(other.repealed)}" for other in others for there in (show(policy, other).frame,)
            for box in frame.keys() | there.keys() if frame.get(box) != there.get(box)}


@pytest.mark.parametrize("already", [False, True])
def test_no_place_moves_with_the_date_or_the_lens(person, already):
    policy, state = person
    state = replace(state, already=already)
    assert not moved(policy, state, [replace(state, on=on, lens=lens) for on in days(policy) for lens in LENSES])


def reformed(policy: Policy, state: State) -> list[State]:
    """Each named reform by itself, and every proposal made law."""
    bills = tuple(written(move({"enact": {"act": key}})) for key, act in policy.instruments.items() if act.proposed)
    return [*(replace(state, reforms=(key,)) for key in reforms(policy)), replace(state, levers=bills)]


def test_no_place_moves_with_a_reform_and_whatever_it_draws_has_a_place(person):
    policy, state = person
    assert not moved(policy, state, reformed(policy, state))
    for other in reformed(policy, replace(state, on="2040-01-01", lens="alleged")):
        here = show(policy, other)
        assert here.boxes <= here.frame.keys()


def test_a_proposal_made_law_has_its_place_before_it_is(xa, by):
    shown = {}
    for policy in (xa, by):
        for who in policy.personas:
            state = replace(first(policy), persona=who, lens="alleged", on="2040-01-01", already=True)
            enacted = show(policy, reformed(policy, state)[-1])
            shown[policy.pack.id, who] = enacted.boxes - show(policy, state).boxes
            assert enacted.boxes <= show(policy, state).frame.keys()
        assert widest(policy) is widest(policy) != policy
    assert any(shown.values())


def test_what_a_reform_changes_is_the_difference_of_two_spreads(person):
    policy, state = person
    law = spread(state.world(policy))
    for other in reformed(policy, state):
        here = show(policy, other)
        assert here.changed and here.as_it_stands == law
        assert here.lost == law.held - here.spread.held
        assert set(here.change.gained) == here.spread.held - law.held
    assert not show(policy, state).changed


def test_every_picture_of_a_reform_tells_what_is_in_it(person):
    policy, state = person
    for other in reformed(policy, replace(state, already=True)):
        here = show(policy, other)
        lines = {each["id"] for each in draw_trail(here)["links"]}
        assert lines == here.links.keys() == {each["id"] for each in draw_table(here)["rows"]}
        name = here.teller.text(here.reforms[0].name) if other.reforms else here.teller.say("scenario.own", n=len(other.levers))
        assert draw_question(here)["pill"] and name in draw_question(here)["detail"]
        for box in sorted(here.boxes & policy.holders.keys())[:6]:
            told = show(policy, replace(other, selected=box))
            assert set(view(told)["nodes"]) <= here.boxes
            assert draw_panel(told)["title"]


def test_reforms_that_conflict_are_refused_by_name(xa):
    state = replace(first(xa), reforms=("registry-court-shown", "registry-court-on-paper"))
    with pytest.raises(Faults, match=r"no and yes"):
        Scene(xa, state, "en")


def test_a_power_cut_to_pieces_keeps_its_box_its_name_and_its_chain(tiny):
    policy = tiny({"types": ["a"], "facts": [{"id": "pays", "kind": "act"}], "actors": ["police"],
                   "instruments": ["aa/law/2001-01-01/1", "aa/law/2002-01-01/2"], "personas": [{"id": "one", "acts": ["pays"]}],
                   "collections": [{"id": "c", "when": "pays", "information": ["a"], "recipient": "police", "by_nature": "true",
                                    "modality": "observed"}],
                   "consequences": [{"id": "stop", "actors": ["police"], "premises": ["a"], "modality": "power",
                                     "basis": [["aa/law/2001-01-01/1"], ["aa/law/2002-01-01/2"]]}]})
    require = {"require": {"of": {"act": "aa/law/2002-01-01/2"}, "authorisation": "court"}}
    bar = {"bar": {"of": {"act": "aa/law/2001-01-01/1"}}}
    for levers in ((require,), (bar, require)):
        here = Scene(policy, replace(first(policy), levers=tuple(written(move(each)) for each in levers), selected="power:stop"), "en")
        assert sum(origin(key) == "stop" for key in here.world.policy.consequences) == (1 if bar in levers else 2)
        assert here.boxes == {"left:a", "police", "power:stop"} == here.frame.keys()
        assert here.links.keys() == {"left:a>police", "police>power:stop"}
        told, alone = draw_panel(here), draw_panel(Scene(policy, replace(here.state, levers=()), "en"))
        assert told["title"] == alone["title"] and len(told["choices"]) == len(alone["choices"]) == 1 and told["steps"]
        assert view(here)["nodes"] == ["left:a", "police", "power:stop"]


@pytest.mark.parametrize("already", [False, True])
def test_no_place_moves_with_the_law(person, already):
    policy, state = person
    state = replace(state, already=already)
    assert not moved(policy, state, [*(replace(state, repealed=(act,)) for act in heavy(policy)),
                                     replace(state, repealed=tuple(heavy(policy)), conduct="persist")])


def test_no_place_moves_with_whose_sources_count(person):
    policy, state = person
    assert not moved(policy, state, [replace(state, on=on, sources="official") for on in days(policy)])


def test_no_place_moves_with_what_is_selected_or_looked_at(person):
    policy, state = person
    boxes = sorted(show(policy, state).boxes)
    assert not moved(policy, state, [replace(state, view="table"), *(replace(state, selected=box) for box in boxes[:5])])


def test_every_drawn_box_has_a_place(person):
    policy, state = person
    for other in worlds(policy, state):
        here = show(policy, other)
        assert here.boxes <= here.frame.keys()


def leads_to_the_day(here: Scene) -> set[int]:
    """The facts from which, by steps that are taken in this world, something of the day follows; and those of the day."""
    clauses = here.spread.rules.clauses
    found = {number for number in range(len(here.spread.rules.facts)) if here.spread.day(number)}
    grown = True
    while grown:
        grown = False
        for number in here.spread.live:
            for body in clauses[number].bodies:
                if clauses[number].head in found and body not in found:
                    found.add(body)
                    grown = True
    return found


def test_only_what_the_day_reaches_or_needs_is_drawn(person):
    policy, state = person
    for other in worlds(policy, state):
        here = show(policy, other)
        reached = leads_to_the_day(here)
        facts = here.spread.rules.facts
        boxes = {here.box(facts[number]) for number in reached}
        assert {box for box in here.boxes if not box.startswith("left:")} <= boxes


def test_all_that_the_day_adds_is_drawn(person):
    policy, state = person
    for other in worlds(policy, state):
        here = show(policy, other)
        added = {here.box(fact) for number, fact in enumerate(here.spread.rules.facts)
                 if fact.kind in (HOLDS, OPENS) and here.spread.day(number)}
        assert added <= here.boxes


def test_all_that_is_held_is_drawn_where_the_reader_asks_for_it(person):
    policy, state = person
    here = show(policy, replace(state, already=True))
    assert {held.actor for held in here.spread.holdings} <= here.boxes
    assert {f"power:{each.consequence}" for each in here.spread.consequences} <= here.boxes


def test_the_rest_is_a_count(person):
    policy, state = person
    for other in worlds(policy, state):
        here = show(policy, other)
        assert here.elsewhere + len(here.boxes & policy.holders.keys()) == len(policy.holders)


def test_a_day_without_acts_draws_nothing(person):
    policy, state = person
    here = show(policy, replace(state, acts=()))
    assert not here.boxes and not here.links and here.elsewhere == len(policy.holders)


@pytest.mark.parametrize("conduct", ["obey", "persist"])
def test_what_a_repeal_takes_away_is_the_difference_of_the_spreads(person, conduct):
    policy, state = person
    before = spread(state.world(policy))
    for act in heavy(policy):
        here = show(policy, replace(state, repealed=(act,), conduct=conduct))
        after = spread(here.world)
        assert here.lost == before.held - after.held
        assert after.held <= before.held
        both = {(held.actor, held.information): held.gate for held in before.holdings}
        order = ("none", "self", "paper", "executive", "court").index
        weaker = [held for held in after.holdings for was in (both[held.actor, held.information],)
                  if order(held.gate.least) < order(was.least) or order(held.gate.most) < order(was.most)]
        assert here.weaker == len(weaker)


def test_some_repeals_take_away_and_some_weaken(xa, by):
    for policy in (xa, by):
        scenes = [show(policy, replace(first(policy), persona="everyone", repealed=(act,))) for act in heavy(policy)]
        assert any(here.lost for here in scenes)
    assert any(show(xa, replace(first(xa), persona="everyone", repealed=(act,))).weaker for act in heavy(xa, 12))


def test_nothing_is_lost_or_weaker_in_the_law_as_it_stands(person):
    policy, state = person
    here = show(policy, state)
    assert not here.lost and here.weaker == 0


def test_a_repeal_never_adds_a_line(person):
    policy, state = person
    lines = show(policy, replace(state, already=True)).links
    for act in heavy(policy):
        less = show(policy, replace(state, already=True, repealed=(act,))).links
        assert all(line in lines and set(less[line].records) <= set(lines[line].records) for line in less)


def test_a_wider_lens_never_hides_a_line(person):
    policy, state = person
    shown = [show(policy, replace(state, lens=lens, already=True)).links.keys() for lens in LENSES]
    assert shown[0] <= shown[1] <= shown[2] <= shown[3]


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("already", [False, True])
def test_the_chain_of_whatever_the_picture_offers_is_wholly_drawn(person, lens, already):
    policy, state = person
    missing = {}
    for on in [policy.pack.as_of] if already else days(policy)[1:4]:
        here = show(policy, replace(state, on=on, lens=lens, already=already))
        for box in sorted(here.boxes & policy.holders.keys()):
            for what in holdings(here, box):
                nodes, links = lit(here, why(here.spread, box, what, LIMIT).derivations[0])
                lost = {each["id"] for each in links} - here.links.keys() | set(nodes) - here.boxes
                if lost or box not in nodes:
                    missing[on, box, what] = lost
    assert not missing


def test_the_chain_of_every_consequence_is_wholly_drawn(person):
    policy, state = person
    for lens in LENSES:
        here = show(policy, replace(state, lens=lens))
        for opened in here.spread.consequences:
            box = f"power:{opened.consequence}"
            if opened.day:
                told = view(show(policy, replace(state, lens=lens, selected=box, chosen=opened.actor)))
                assert {each["id"] for each in told["links"]} <= here.links.keys(), (lens, opened)
                assert {box, opened.actor} <= set(told["nodes"]) <= here.boxes, (lens, opened)


def test_what_is_selected_is_what_lights_up(person):
    policy, state = person
    here = show(policy, state)
    for box in sorted(here.boxes & policy.holders.keys()):
        for what in holdings(here, box)[:3]:
            nodes, links = lit(here, why(here.spread, box, what, LIMIT).derivations[0])
            assert view(show(policy, replace(state, selected=box, chosen=what))) == {"selected": box, "nodes": nodes, "links": links}


def test_a_line_lights_itself_and_its_two_ends(person):
    policy, state = person
    for line, link in show(policy, state).links.items():
        told = view(show(policy, replace(state, selected=line)))
        assert told["nodes"] == [link.tail, link.head]
        assert [each["id"] for each in told["links"]] == [line]


def test_what_is_left_lights_all_its_lines(person):
    policy, state = person
    here = show(policy, state)
    for box in here.boxes:
        if box.startswith("left:"):
            told = view(show(policy, replace(state, selected=box)))
            assert {each["id"] for each in told["links"]} == {line for line, link in here.links.items() if link.tail == box}


def test_nothing_lights_where_nothing_is_selected(person):
    policy, state = person
    assert view(show(policy, state)) == {"selected": None, "nodes": [], "links": []}


def test_what_is_left_is_what_the_collections_of_the_day_give(person):
    policy, state = person
    here = show(policy, state)
    live = {here.spread.rules.clauses[number].record for number in here.spread.live}
    given = {left(group(policy, leaf)) for key, each in policy.collections.items()
             if key in live and each.when in here.world.acts for leaf in each.information
             if here.spread.day(here.spread.rules.index((each.recipient, leaf, HOLDS)))}
    assert given <= {box for box in here.boxes if box.startswith("left:")}


def test_a_class_that_passes_nothing_on_has_no_box_for_what_it_could_pass(person):
    policy, state = person
    here = show(policy, replace(state, already=True))
    pools = {fact.actor for number, fact in enumerate(here.spread.rules.facts)
             if fact.kind == POOLS and here.spread.course.at(number, here.spread.level, here.spread.period)}
    holding = {held.actor for held in here.spread.holdings}
    for box in pools & here.boxes - holding:
        assert any(link.tail == box for link in here.links.values())
