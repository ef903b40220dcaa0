"""The views: the table contains exactly what the picture contains, and both contain exactly what the model says."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from app.ladder import COLUMNS, group, left, lower, power
from app.scene import Scene
from app.state import State, first
from app.view import every_view
from app.views import about, table, trail
from model.policy.evidence import BADGE, LENSES
from model.policy.library import find, packs, read
from model.policy.policy import Policy
from model.policy.record import LANGUAGES
from model.spread.liveness import calendar
from model.spread.rules import HOLDS, OPENS

PEOPLE = [(key, who) for key in packs() for who in read(find(key)).personas]


def worlds(policy: Policy, state: State) -> list[State]:
    """A first visit, other days and lenses, official sources, a repeal, and all that is already held."""
    days = calendar(policy, "all").days
    told = Counter(ref.partition("#")[0] for record in calendar(policy, "all").records.values()
                   for together in getattr(record, "basis", ()) for ref in together)
    return [state, *(replace(state, lens=lens) for lens in LENSES), replace(state, on=days[len(days) // 2].isoformat(), lens="alleged"),
            replace(state, sources="official"), replace(state, already=True, lens="alleged"),
            replace(state, repealed=tuple(act for act, _ in told.most_common(3))), replace(state, acts=())]


@pytest.fixture(scope="module", params=PEOPLE, ids="/".join)
def scenes(request) -> list[Scene]:
    """Several worlds of each persona of each pack."""
    policy = request.getfixturevalue(request.param[0])
    return [Scene(policy, state, "en") for state in worlds(policy, replace(first(policy), persona=request.param[1]))]


def test_the_table_has_exactly_the_lines_of_the_picture(scenes):
    for here in scenes:
        drawn, twin = trail.draw(here), table.draw(here)
        lines = [each["id"] for each in drawn["links"]]
        rows = [row["id"] for row in twin["rows"]]
        assert len(rows) == len(set(rows)) == len(lines)
        assert set(rows) == set(lines) == set(here.links)
        assert {f"{item['id']}>{link['to']}" for part in twin["outline"] for item in part["items"] for link in item["links"]} == set(lines)


def test_the_table_has_exactly_the_boxes_of_the_picture_in_the_same_columns(scenes):
    for here in scenes:
        drawn, twin = trail.draw(here), table.draw(here)
        present = [(node["column"], node["id"]) for node in drawn["nodes"] if node["state"] == "present"]
        outline = [(at, item["id"]) for at, part in enumerate(twin["outline"]) for item in part["items"]]
        assert sorted(outline) == sorted(present)
        assert {box for _, box in outline} == here.boxes


def test_the_table_says_what_the_picture_says_of_each_line(scenes):
    for here in scenes:
        cells = {row["id"]: [cell["text"] for cell in row["cells"]] for row in table.draw(here)["rows"]}
        for line in trail.draw(here)["links"]:
            tail, head, what, gate, evidence, _ = cells[line["id"]]
            link = here.links[line["id"]]
            assert tail in line["label"] and head in line["label"] and what in line["label"]
            assert gate == here.teller.say(f"sign.{line['gate']}")
            assert all(badge in evidence for badge in line["badges"]) and ("⇄" in evidence) == line["contested"]
            assert what == here.teller.join(here.teller.name(leaf) for leaf in link.leaves)


def test_every_tag_of_a_box_stands_in_the_outline(scenes):
    for here in scenes:
        told = {item["id"]: item["text"] for part in table.draw(here)["outline"] for item in part["items"]}
        for node in trail.draw(here)["nodes"]:
            assert all(tag["text"] in told[node["id"]] for tag in node["tags"])


def drawn_by(here: Scene) -> dict[tuple[str, str], set[str]]:
    """Every line that must be drawn and the records behind it, from the steps that are taken in this world."""
    rules, found = here.spread.rules, defaultdict[tuple[str, str], set[str]](set)
    for number in here.spread.live:
        clause = rules.clauses[number]
        head, bodies = rules.facts[clause.head], [rules.facts[body] for body in clause.bodies]
        if clause.record and here.shown(clause.head):
            end = power(head.what) if head.kind == OPENS else head.actor
            tails = {body.actor for body in bodies} if bodies else {left(group(here.policy, head.what))}
            for tail in tails - {end}:
                found[tail, end].add(clause.record)
    return found


def test_every_line_has_its_live_records_and_every_shown_record_its_line(scenes):
    for here in scenes:
        assert {(link.tail, link.head): set(link.records) for link in here.links.values()} == drawn_by(here)
        assert {record for link in here.links.values() for record in link.records} <= here.spread.records


def test_a_line_tells_what_passes_on_it_and_by_what_evidence(scenes):
    for here in scenes:
        standing = here.spread.course.calendar.standing
        for link in here.links.values():
            states = {standing[key].state for key in link.records} - {None}
            assert set(link.badges) == {BADGE[state] for state in states}
            assert link.leaves and set(link.leaves) <= here.policy.types.keys()
            assert link.level == min(standing[key].level for key in link.records) <= here.spread.level
            assert link.contested == any(standing[key].contested for key in link.records)
            if not link.head.startswith("power:"):
                held = {leaf for actor, leaf in here.spread.held if actor == link.head}
                pooled = here.policy.actors[link.head].kind == "class" if link.head in here.policy.actors else False
                assert set(link.leaves) <= held or pooled


def test_tags_are_what_an_actor_concludes_by_itself(scenes):
    for here in scenes:
        facts, clauses = here.spread.rules.facts, here.spread.rules.clauses
        wanted = {(facts[clauses[number].head].actor, facts[clauses[number].head].what) for number in here.spread.live
                  if clauses[number].record in here.policy.inferences and here.shown(clauses[number].head)
                  and facts[clauses[number].head].kind == HOLDS}
        tags = {tuple(tag["id"].split(":")) for node in trail.draw(here)["nodes"] for tag in node["tags"]}
        assert tags == wanted


def test_the_lane_under_the_bodies_holds_courts_oversight_and_whom_the_usual_picture_does_not_reach(scenes):
    for here in scenes:
        for node in trail.draw(here)["nodes"]:
            body = COLUMNS[node["column"]] == "body"
            assert (node["lane"] == "lower") == (body and (lower(here.policy, node["id"]) or node["id"] not in here.usual))


def test_a_box_that_is_absent_says_nothing_but_its_name(scenes):
    for here in scenes:
        for node in trail.draw(here)["nodes"]:
            if node["state"] == "absent":
                assert node["id"] not in here.boxes and not node["tags"] and node["label"] == here.box_name(node["id"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_picture_or_table_lacks_words(xa, by, language):
    for policy in (xa, by):
        here = Scene(policy, replace(first(policy), persona="everyone", lens="alleged"), language)
        drawn, twin = trail.draw(here), table.draw(here)
        assert all(node["label"].strip() and node["name"]["text"].strip() for node in drawn["nodes"])
        assert all(link["label"].strip() for link in drawn["links"])
        assert [column["title"] for column in drawn["columns"]] == [here.teller.say(f"column.{key}") for key in COLUMNS]
        assert twin["caption"].strip() and twin["summary"].strip() and "**" not in twin["summary"]
        assert all(column["title"].strip() for column in twin["columns"])
        assert all(cell["text"].strip() for row in twin["rows"] for cell in row["cells"][:-1])
        assert all(item["text"].strip() for part in twin["outline"] for item in part["items"])
        assert drawn["more"] == here.teller.say("trail.more", n=here.elsewhere)


def test_a_slot_is_never_left_open(xa, by):
    for policy in (xa, by):
        for language in LANGUAGES:
            begin = replace(first(policy), persona="everyone", lens="alleged")
            held = sorted(Scene(policy, begin, language).spread.held)
            asked = replace(begin, selected=held[0][0], chosen=held[0][1], repealed=tuple(policy.instruments)[:4])
            for here in (Scene(policy, begin, language), Scene(policy, asked, language)):
                for view in every_view().values():
                    assert "{" not in "".join(words(view.draw(here)))


def words(given) -> list[str]:
    if isinstance(given, dict):
        return [text for key, value in given.items() if not key.endswith("_words") for text in words(value)]   # those the page fills
    if isinstance(given, list):
        return [text for value in given for text in words(value)]
    return [given] if isinstance(given, str) else []


def test_views_come_in_their_order_each_with_a_component_and_a_name(xa):
    found = every_view()
    assert list(found) == sorted(found, key=lambda name: found[name].ORDER) and list(found)[:2] == ["trail", "table"]
    teller = Scene(xa, first(xa), "en").teller
    assert all(view.COMPONENT and view.PROPERTY and teller.say(f"view.{name}") for name, view in found.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_a_pack_tells_its_gaps_figures_and_every_source(xa, by, language):
    for policy in (xa, by):
        here = Scene(policy, first(policy), language)
        told = about.draw(here)
        items = [item if isinstance(item, str) else item["text"] for section in told["sections"] for item in section["items"]]
        assert policy.pack.name.told(language)[0] in told["title"]
        assert {here.teller.source(key) for key in policy.sources} <= set(items)
        assert {here.teller.text(gap) for gap in policy.pack.gaps} <= set(items)
        assert here.teller.say("about.flows", n=len(policy.flows)) in items
        assert here.teller.text(policy.pack.persons) in items
        assert all(section["title"] and section["items"] for section in told["sections"])
