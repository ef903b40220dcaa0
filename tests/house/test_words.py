"""Every sentence stands in data/texts: none is missing in a language, none is unused, none is written into the code."""

import ast
import re
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from app.ladder import COLUMNS
from app.view import every_view
from app.views.table import CELLS
from model.policy.evidence import LENSES, State
from model.policy.flow import Modality
from model.policy.instrument import InstrumentKind
from model.policy.period import StartKind
from model.policy.principle import GATES, Access
from model.policy.record import LANGUAGES
from model.reform.certificate import REASONS
from model.reform.outcome import OUTCOMES
from model.texts import FOLDER, texts

HOUSE = Path(__file__).resolve().parents[2]
PYTHON = [*(HOUSE / "model").rglob("*.py"), *(HOUSE / "app").rglob("*.py")]
SCRIPTS = sorted([*(HOUSE / "app" / "components").glob("*.js"), *(HOUSE / "app" / "assets").rglob("*.js")])
TERMINAL = {"command", "answers", "asked", "progress", "server"}   # faults, help and reports to authors are in English
PAGES = [path for path in PYTHON if path.parts[-2] in ("app", "views", "controls") and path.stem not in TERMINAL]
LABELS = ("children", "label", "description", "title")
FORMS = {"be": {"one", "few", "many", "other"}, "ru": {"one", "few", "many", "other"}, "en": {"one", "other"}}
NUMBERED = set(get_args(InstrumentKind)) - {"code", "constitution"}
SIGNS = {None, "paper", "lock", "unknown"}                         # Link.gate
ROLES = {"person", "holder", "system", "body", "oversight", "class", "vendor", "civic", "foreign", "public", "consequence"}
ALTERNATIVES = {                                                   # what may stand where a key is put together
    "act.{}": get_args(InstrumentKind), "act.short.{}": NUMBERED, "modality.{}": get_args(Modality), "access.{}": get_args(Access),
    "evidence.{}": get_args(State), "lens.{}": LENSES, "lens_of.{}": LENSES, "gate.{}": GATES, "sign.{}": SIGNS, "role.{}": ROLES,
    "since.{}": (*get_args(StartKind), "always"), "step.{}": ("operates", "member"), "column.{}": COLUMNS, "table.{}": CELLS,
    "view.{}": tuple(every_view()),
    "fact.{}": ("yes", "no", "unknown", "days", "months", "years", "unlimited"),
    "outcome.{}": OUTCOMES, "reason.{}": REASONS,
}


# --- the languages beside each other

def slots(text):
    """The slots of each form of a text."""
    return {frozenset(re.findall(r"\{(\w+)\}", form)) for form in ([text] if isinstance(text, str) else text.values())}


@pytest.mark.parametrize("language", ["be", "ru"])
def test_a_language_has_every_text_and_no_other(language):
    assert (FOLDER / f"{language}.yaml").exists()
    assert sorted(texts("en").keys() ^ texts(language).keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_every_form_of_its_language(language):
    plural = {key for key, text in texts("en").items() if not isinstance(text, str)}
    wrong = [key for key, text in texts(language).items() if (key in plural) == isinstance(text, str)
             or (key in plural and set(text) != FORMS[language])]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_language_has_the_same_slots(language):
    english = texts("en")
    assert [key for key, text in texts(language).items() if key in english and slots(text) != slots(english[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language):
    assert [key for key, text in texts(language).items() for form in ([text] if isinstance(text, str) else text.values())
            if not form.strip()] == []


# --- what the code asks for

LOOPS = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


class Keys:
    """What an expression may be, read from the code: literals, conditions, loops, parameters; `{}` where it cannot be known."""

    def __init__(self):
        self.above, self.calls, self.home = {}, {}, {}
        for path in PYTHON:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                self.home[node] = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
                for child in ast.iter_child_nodes(node):
                    self.above[child] = node
                if isinstance(node, ast.Call):
                    self.calls.setdefault(getattr(node.func, "id", getattr(node.func, "attr", "")), []).append(node)
        self.bound = {}

    def scopes(self, node):
        """The loops, functions and modules around a node, nearest first."""
        while node := self.above.get(node):
            if isinstance(node, LOOPS | ast.FunctionDef | ast.Module):
                yield node

    def may_be(self, node, depth=0):
        """Every text an expression may be."""
        if depth > 6:
            return {"{}"}
        if isinstance(node, ast.Constant):
            return {str(node.value)}
        if isinstance(node, ast.IfExp):
            chosen = self.decided(node.test)
            return self.may_be(node.body if chosen else node.orelse, depth) if chosen is not None else (
                self.may_be(node.body, depth) | self.may_be(node.orelse, depth))
        if isinstance(node, ast.FormattedValue):
            return self.may_be(node.value, depth + 1)
        if isinstance(node, ast.JoinedStr):
            return {"".join(parts) for parts in product(*(self.may_be(part, depth) for part in node.values))}
        if isinstance(node, ast.BinOp):
            return self.joined(node, depth)
        return self.named(node, depth) if isinstance(node, ast.Name) else {"{}"}

    def joined(self, node, depth):
        """A sum of texts, with one value at a time for each name in it."""
        names = {each.id: each for each in ast.walk(node) if isinstance(each, ast.Name) and each.id not in self.bound}
        if not names:
            return {left + right for left in self.may_be(node.left, depth) for right in self.may_be(node.right, depth)}
        name, each = names.popitem()
        found = set()
        for value in self.named(each, depth):
            self.bound[name] = value
            found |= self.joined(node, depth)
            del self.bound[name]
        return found

    def decided(self, test):
        """Whether a condition on a name of one value holds, if that can be seen."""
        if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.In) and getattr(test.left, "id", "") in self.bound:
            return self.bound[test.left.id] in {getattr(each, "value", None) for each in getattr(test.comparators[0], "elts", ())}
        return None

    def named(self, name, depth):
        """Every text a name may stand for: what is assigned, looped over or handed in nearest to it."""
        if name.id in self.bound:
            return {self.bound[name.id]}
        for scope in self.scopes(name):
            loops = scope.generators if isinstance(scope, LOOPS) else [node for node in ast.walk(scope) if isinstance(node, ast.For)]
            found = set().union(*(self.looped(loop, name.id, depth + 1) for loop in loops))
            if not isinstance(scope, LOOPS):
                found |= set().union(*(self.may_be(value, depth + 1) for value in assigned(scope, name.id)))
            if found:
                return found
            if isinstance(scope, ast.FunctionDef) and name.id in (names := [each.arg for each in scope.args.args if each.arg != "self"]):
                given = [self.argument(call, names.index(name.id), name.id) for call in self.calls.get(scope.name, ())]
                return set().union(*(self.may_be(each, depth + 1) for each in given if each is not None)) or {"{}"}
        value = getattr(import_module(self.home[name]), name.id, None)
        return {value} if isinstance(value, str) else {"{}"}

    def looped(self, loop, name, depth):
        """Every text a name of a loop may stand for; none where the loop does not name it."""
        if isinstance(loop.target, ast.Name):
            return self.each(loop.iter, depth) if loop.target.id == name else set()
        names = [getattr(part, "id", "") for part in loop.target.elts]
        if name not in names:
            return set()
        if getattr(getattr(loop.iter, "func", None), "id", "") == "enumerate":
            return self.each(loop.iter.args[0], depth)
        lists = [loop.iter, *(value for scope in self.scopes(loop.iter) for value in assigned(scope, getattr(loop.iter, "id", "")))]
        rows = [row for each in lists for row in ast.walk(each) if isinstance(row, ast.Tuple)
                and isinstance(row.ctx, ast.Load) and len(row.elts) == len(names)]
        return set().union(*(self.may_be(row.elts[names.index(name)], depth) for row in rows)) or {"{}"}

    def each(self, node, depth):
        """Every text something looped over may give."""
        if isinstance(node, ast.Tuple | ast.List):
            return set().union(*(self.may_be(part, depth) for part in node.elts))
        value = getattr(import_module(self.home[node]), node.id, None) if isinstance(node, ast.Name) else None
        return set(value) if isinstance(value, tuple) and all(isinstance(each, str) for each in value) else {"{}"}

    @staticmethod
    def argument(call, place, name):
        return next((word.value for word in call.keywords if word.arg == name), call.args[place] if len(call.args) > place else None)

    def asked(self, function, place):
        """Every key asked for by a call of a function, and where."""
        for call in self.calls[function]:
            within = {scope.name for scope in self.scopes(call) if isinstance(scope, ast.FunctionDef)}
            key = self.argument(call, place, "")
            if self.home[call] != "model.texts" and "say" not in within and not isinstance(key, ast.Tuple):
                yield from ((each, f"{self.home[call]}:{call.lineno}") for each in self.may_be(key))


def assigned(scope, name):
    """What is assigned or added to a name in a scope."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets):
            yield node.value
        if isinstance(node, ast.AugAssign | ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name and node.value:
            yield node.value


@cache
def wanted():
    """The keys the code asks for, each with a place; those put together are spelled out where their alternatives are known."""
    keys, found = Keys(), {}
    for key, place in [*keys.asked("say", 0), *keys.asked("tell", 1)]:
        for each in [key.replace("{}", str(part)) for part in ALTERNATIVES[key]] if key in ALTERNATIVES else [key]:
            found.setdefault(each, place)
    return found


@cache
def components():
    """The words of the page's components: key under `ui`, and the script that shows them."""
    scripts = {name: view.COMPONENT.lower() for name, view in every_view().items()}
    heads = {key.split(".")[1] for key in texts("en") if key.startswith("ui.")}
    return {head: (HOUSE / "app" / "components" / f"{scripts.get(head, head)}.js").read_text(encoding="utf-8") for head in heads}


def like(pattern):
    """The English keys a key with unknown parts may be."""
    shape = re.compile(re.escape(pattern).replace(re.escape("{}"), r"\w+"))
    return {key for key in texts("en") if shape.fullmatch(key)}


def test_every_text_that_the_code_asks_for_exists():
    assert {key: place for key, place in wanted().items() if not like(key)} == {}


def test_every_key_can_be_foretold():
    assert {place for key, place in wanted().items() if key.startswith("{}")} == set()


def test_every_group_of_words_that_the_code_asks_for_exists():
    heads = {key for key, _ in Keys().asked("words", 1)}
    assert heads and [head for head in heads if not like(f"{head}.{{}}")] == []


@pytest.mark.parametrize("head", sorted(components()))
def test_every_word_that_a_component_shows_exists(head):
    code = re.sub(r"//.*", "", components()[head])
    shown = set(re.findall(r"\bwords(?: \|\| \{\}\))?\.(\w+)", code))
    assert shown and shown <= {key.split(".")[2] for key in texts("en") if key.startswith(f"ui.{head}.")}


def test_no_text_is_unused():
    used = set().union(*(like(key) for key in wanted()))
    python = [path.read_text(encoding="utf-8") for path in PYTHON]
    for head, script in components().items():
        code = "\n".join([re.sub(r"//.*", "", script), *(each for each in python if f'"ui.{head}"' in each)])
        for key in like(f"ui.{head}.{{}}"):
            word = key.split(".")[2]
            if re.search(rf"\bwords(?: \|\| \{{\}}\))?\.{word}\b|['\"]{word}['\"]", code):
                used.add(key)
    assert sorted(texts("en").keys() - used) == []


# --- no sentence in the code

TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,:]? [a-z]{2,}")
NO_WORDS = re.compile(r"\bdt-|<|=|\bvar\(|--|\dpx|'self'|'none'|prefers-|@media|Helvetica")   # classes, markup, styles, policies


def sentence(text):
    """Whether a text reads like words for a person."""
    return bool(TWO_WORDS.search(text)) and not NO_WORDS.search(text)


def apart(tree):
    """Constants no reader of the page meets: documentation, and faults, which tell an author what is wrong in English."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr):
            yield node.body[0].value
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Fault", "Faults", "unknown"):
            yield from ast.walk(node)
        if isinstance(node, ast.Dict):
            yield from (part for key, value in zip(node.keys, node.values, strict=True)
                        if getattr(key, "value", "") == "__doc__" for part in ast.walk(value))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_english_sentence_stands_in_the_page_s_code(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node) for node in apart(tree)}
    assert [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            and id(node) not in skipped and sentence(node.value)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_label_is_written_into_the_page(path):
    made = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
            and getattr(getattr(node.func, "value", None), "id", "") in ("html", "dmc")]
    shown = [part for node in made for part in (*node.args[:1], *(word.value for word in node.keywords if word.arg in LABELS))]
    assert [part.value for part in shown if isinstance(part, ast.Constant) and re.search(r"\w", str(part.value))] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_english_sentence_stands_in_a_script(path):
    code = re.sub(r"(?m)^\s*//.*|\s//\s.*", "", path.read_text(encoding="utf-8"))
    assert [text for text in re.findall(r'"([^"\n]*)"', code) if sentence(text)] == []
