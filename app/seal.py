"""The offline single file: a lesson with the same components, sentences told at sealing, no request and no storage."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from pathlib import Path
from typing import Any

import dash

from app.ladder import group, left, places, power
from app.leaf import FOLDER
from app.look import stylesheet
from app.panel import sources_of
from app.scene import Scene, scene
from app.state import State
from app.views.trail import draw
from model.fault import Fault, Faults
from model.lesson import Lesson, lesson
from model.policy.evidence import BADGE
from model.policy.flow import Collection
from model.policy.policy import Policy
from model.policy.record import Language, Name
from model.spread.derivation import Step
from model.spread.rules import OPENS
from model.telling.teller import Citations
from model.texts import tell, words

APART = Path(__file__).parent / "apart"
PARTS = ("shared.js", "geometry.js", "trail.js", "lesson.js")
REACT = ("react@18.3.1.min.js", "react-dom@18.3.1.min.js")
START = """(function(){const D=window.datatrail,data=JSON.parse(document.getElementById("lesson-data").textContent);
ReactDOM.createRoot(document.getElementById("lesson")).render(React.createElement(D.Lesson,data));})();"""


def seal(policy: Policy, folder: Path, given: str | None, language: Language) -> str:
    """One HTML file that plays a lesson with no network and no storage; printing it gives the handout."""
    chosen = lesson(policy, folder, given)
    told = _Told(policy, chosen, language)
    dependencies = Path(dash.__file__).parent / "deps"
    scripts = [*((dependencies / name).read_text(encoding="utf-8") for name in REACT),
               *((FOLDER / name).read_text(encoding="utf-8") for name in PARTS), START]
    style = stylesheet() + (FOLDER / "components.css").read_text(encoding="utf-8") + (APART / "lesson.css").read_text(encoding="utf-8")
    data = json.dumps(told.data(), ensure_ascii=False).replace("<", "\\u003c")
    policy_ = (f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; img-src data:; "
               "connect-src 'none'; base-uri 'none'; form-action 'none'")
    body = (f'<main><h1>{html.escape(told.text(chosen.title))}</h1><div id="lesson"></div></main>{told.handout()}'
            f'<script type="application/json" id="lesson-data">{data}</script>' + "".join(f"<script>{each}</script>" for each in scripts))
    return _page(language, tell(language, "lesson.neutral_title"), policy_, style, body)


def handout(policy: Policy, folder: Path, given: str | None, language: Language) -> str:
    """The lesson's handout as a page ready to print, with no script at all."""
    told = _Told(policy, lesson(policy, folder, given), language)
    style = stylesheet() + (APART / "lesson.css").read_text(encoding="utf-8")
    return _page(language, tell(language, "lesson.neutral_title"), f"default-src 'none'; style-src {_hash(style)}", style, told.handout(),
                 "paper")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _page(language: Language, title: str, policy: str, style: str, body: str, kind: str = "") -> str:
    return (f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
            f'<title>{html.escape(title)}</title>\n<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n'
            f'<body class="{kind}">\n{body}\n</body>\n</html>\n')


class _Told:
    """A lesson told in one language, with its pictures."""

    def __init__(self, policy: Policy, chosen: Lesson, language: Language) -> None:
        setting = chosen.world
        self.lesson, self.language, self.cites = chosen, language, Citations()
        self.scene: Scene = scene(policy, State(policy.pack.id, setting.persona, setting.lens, setting.on, already=True), language)
        self.shown = [self._places(key) for key in dict.fromkeys(key for step in chosen.steps for key in step.show)]

    def text(self, name: Name) -> str:
        """A name in the lesson's language."""
        return name.told(self.language)[0]

    def _clauses(self, record: str) -> list[int]:
        spread = self.scene.spread
        numbers = [number for number in spread.live if spread.rules.clauses[number].record == record]
        if not numbers:
            raise Faults([Fault("", 0, self.lesson.id, f"the record {record!r} takes no part in the lesson's world",
                                "Show a record that is live for its persona, date and lens.")])
        return numbers

    def _places(self, record: str) -> tuple[set[str], dict[str, str]]:
        """The boxes and lines of one record, each line with its badge."""
        spread, nodes, links = self.scene.spread, set[str](), dict[str, str]()
        calendar = spread.course.calendar
        each, state = calendar.records[record], calendar.standing[record].state
        badge = "" if (isinstance(each, Collection) and each.by_nature) or state is None else BADGE[state]
        for number in self._clauses(record):
            clause = spread.rules.clauses[number]
            fact = spread.rules.facts[clause.head]
            head = power(fact.what) if fact.kind == OPENS else fact.actor
            tails = {spread.rules.facts[body].actor for body in clause.bodies} or {left(group(self.scene.policy, fact.what))}
            nodes |= {head, *tails}
            links.update({f"{tail}>{head}": badge for tail in tails if tail != head})
        return nodes, links

    def data(self) -> dict[str, Any]:
        """What the player needs: the picture, each step's view and sentences, the sources."""
        picture = draw(self.scene)
        boxes = {box for nodes, _ in self.shown for box in nodes}
        lines = {line for _, links in self.shown for line in links}
        where = places(self.scene.policy, boxes)
        picture["nodes"] = [{**node, "column": where[node["id"]][0], "row": where[node["id"]][1]} for node in picture["nodes"]
                            if node["id"] in boxes]
        picture["links"] = [link for link in picture["links"] if link["id"] in lines]
        picture["rows"], picture["more"] = max(row for _, row in where.values()) + 1, None
        steps = [self._step(index) for index in range(len(self.lesson.steps))]
        whole: dict[str, Any] = {"selected": None, "nodes": [], "links": [], "shown": {
            "nodes": sorted(boxes), "links": sorted(lines), "tags": self._tags([key for step in self.lesson.steps for key in step.show])}}
        return {"lesson": {"picture": picture, "steps": steps, "whole": whole, "debrief": self.text(self.lesson.debrief),
                           "discuss": [self.text(each) for each in self.lesson.discuss], "sources": sources_of(self.scene, self.cites)},
                "words": words(self.language, "ui.lesson"), "trailWords": words(self.language, "ui.trail")}

    def _step(self, index: int) -> dict[str, Any]:
        step = self.lesson.steps[index]
        seen = list(dict.fromkeys(key for each in self.lesson.steps[:index + 1] for key in each.show))
        now = [self._places(key) for key in step.show]
        until = [self._places(key) for key in seen]
        return {"say": self.text(step.say), "ask": self.text(step.ask), "sentences": [self._sentence(key) for key in step.show],
                "view": {"selected": step.focus, "nodes": sorted({box for nodes, _ in now for box in nodes}),
                         "links": [{"id": key, "badge": badge} for _, links in now for key, badge in links.items()],
                         "shown": {"nodes": sorted({box for nodes, _ in until for box in nodes}), "tags": self._tags(seen),
                                   "links": sorted({line for _, links in until for line in links})}}}

    def _tags(self, seen: list[str]) -> list[str]:
        """The conclusions that are out once some records have been shown."""
        facts, clauses = self.scene.spread.rules.facts, self.scene.spread.rules.clauses
        heads = [facts[clauses[number].head] for key in seen if key in self.scene.policy.inferences for number in self._clauses(key)]
        return sorted({f"{fact.actor}:{fact.what}" for fact in heads})

    def _sentence(self, record: str) -> dict[str, Any]:
        spread = self.scene.spread
        clause = spread.rules.clauses[self._clauses(record)[0]]
        facts = spread.rules.facts
        told = self.scene.teller.step(spread, Step(record, tuple(facts[body] for body in clause.bodies), facts[clause.head]), self.cites)
        return {"sentence": told.sentence, "badge": told.badge, "badge_title": told.evidence, "basis": told.basis,
                "citations": list(told.citations)}

    def handout(self) -> str:
        """The handout: what it is for, the words, each step's question with lines to write on, and what to discuss."""
        chosen, say = self.lesson, words(self.language, "ui.lesson")

        def listed(parts: list[str], kind: str = "ul") -> str:
            return f"<{kind}>{''.join(f'<li>{part}</li>' for part in parts)}</{kind}>"

        def text(name: Name) -> str:
            return html.escape(self.text(name))

        terms = [f"<strong>{text(each.term)}</strong>: {text(each.means)}" for each in chosen.key_terms]
        steps = [f"{text(each.say)}<br><strong>{text(each.ask)}</strong><div class=\"lines\"></div><div class=\"lines\"></div>"
                 for each in chosen.steps]
        ends = say["invented" if self.scene.policy.pack.invented else "claims"]
        return (f'<section class="handout"><h1>{text(chosen.title)}</h1>'
                f"<h3>{html.escape(say['objectives'])}</h3>{listed([text(each) for each in chosen.objectives])}"
                f"<h3>{html.escape(say['terms'])}</h3>{listed(terms)}<h3>{html.escape(say['steps'])}</h3>{listed(steps, 'ol')}"
                f"<h3>{html.escape(say['discuss'])}</h3>{listed([text(each) for each in chosen.discuss])}"
                f"<p>{text(chosen.debrief)}</p><p>{html.escape(ends)}</p></section>")
