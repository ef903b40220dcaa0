"""A one-page memo on one question, in Markdown with footnotes: finding, smallest change, chains, what is not settled, how computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from model.policy.principle import GATES
from model.reform.answer import Answer, answer
from model.reform.comparison import Comparison, compare, resting
from model.reform.cuts import SIDES, Cut
from model.reform.outcome import outcomes
from model.reform.reform import Reform, origin
from model.spread.derivation import Derivation, why
from model.spread.holding import Gate
from model.spread.spread import Spread
from model.spread.spread import spread as spread_of
from model.telling.change import conventions, missing, outcome, smallest, summary, unknown, verdict
from model.telling.teller import Citations, Teller, numbered

CHAINS, UNSETTLED, SINGLE, CHECKED = 4, 6, 6, 200  # shown, shown, acts taken one by one, chains looked through for each


def memo(teller: Teller, law: Spread, spread: Spread, actor: str, what: str, without: str = "", reforms: Sequence[Reform] = ()) -> str:
    """The memo on whether an actor may hold something in a world; `law` is the law as it stands for the same person and date."""
    return "\n".join(_Memo(teller, law, spread, actor, what, without, tuple(reforms)).lines()).strip() + "\n"


def finding(teller: Teller, spread: Spread, found: Answer, actor: str, what: str, without: str) -> list[str]:
    """The answer in sentences: the verdict, what it rests on, and how far it is settled."""
    told = [teller.say(f"answer.{found.verdict}")]
    number = spread.fact(actor, what)
    if number is None:
        return [*told, teller.say("answer.unknown_wider") if found.verdict == "unknown" else teller.say("answer.no_way")]
    told.append(teller.say("headline.yes", actor=teller.name(actor), information=teller.name(what)))
    if without:
        told.append(teller.say(f"answer.{found.verdict}_without"))
    told.append(teller.say("headline.how", steps=teller.say("hops", n=spread.hops[number]), since=teller.since(spread.since(number)),
                           gate=teller.permission(spread.gate(number))))
    return told


def singly(teller: Teller, spread: Spread, found: Cut, actor: str, what: str) -> list[str]:
    """For each act of the smallest sets of several: that repealing it alone changes nothing, and what else leads there."""
    if found.over != "acts" or not found.size or found.size < 2:
        return []
    told, side, rank = [], SIDES.index(found.side), GATES.index(found.below) if found.below else len(GATES)
    for act in sorted({act for each in found.sets for act in each})[:SINGLE]:
        after = spread_of(spread.world.but(repealed=spread.world.repealed | {act}))
        for left in [each for each in why(after, actor, what, CHECKED) if each.gate[side] < rank][:1]:
            others = sorted(frozenset[str]().union(*(resting(after, record) for record in left.records)))
            told.append(teller.say("smallest.alone", act=teller.act_short(act), acts=teller.join(map(teller.act_short, others))) if others
                        else teller.say("smallest.alone_without", act=teller.act_short(act)))
    return told


def apart(cuts: Sequence[Cut]) -> Sequence[Cut]:
    """The cuts without the second of two that say the same by the least and by the most permission."""
    return cuts[:1] if len({(each.size, each.sets, each.never) for each in cuts}) == 1 else cuts


class _Memo:
    """The parts of one memo, with one list of footnotes."""

    def __init__(self, teller: Teller, law: Spread, spread: Spread, actor: str, what: str, without: str,
                 reforms: tuple[Reform, ...]) -> None:
        self.teller, self.law, self.spread, self.reforms = teller, law, spread, reforms
        self.actor, self.what, self.without = actor, what, without
        self.found = answer(spread, law, actor, what, without)
        self.change: Comparison = compare(law, spread)
        self.cites = Citations()

    def lines(self) -> Iterator[str]:
        """Every line."""
        say = self.teller.say
        yield "# " + say("memo.title_without" if self.without else "memo.title", actor=self.teller.name(self.actor),
                         information=self.teller.name(self.what), persona=self.teller.persona(self.spread.world.persona))
        yield from self._part("finding", [" ".join(finding(self.teller, self.spread, self.found, self.actor, self.what, self.without))])
        if self.spread.fact(self.actor, self.what) is None:
            why_not = missing(self.teller, self.found.missing) or [say("missing.none")]
            yield from self._part("why_not", [f"- {each}" for each in why_not])
        else:
            yield from self._part("smallest", self._smallest())
        if self.spread.world != self.law.world:
            yield from self._part("scenario", self._scenario())
        if self.found.chains.derivations:
            yield from self._part("chains", self._chains())
            yield from self._part("unsettled", [f"- {unknown(self.teller, each)}" for each in self.found.unknowns[:UNSETTLED]]
                                  or [say("memo.unsettled_none")])
        yield from self._part("conventions", self._conventions())
        yield ""
        yield from (f"[^{number}]: {text}" for number, _, text in numbered(self.teller, self.cites))

    def _part(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        yield from ("", f"## {self.teller.say(f'memo.{key}')}", "", *lines)

    def _smallest(self) -> list[str]:
        told: list[str] = []
        for found in apart(self.found.cuts):
            told += [self.teller.say(f"smallest.below.{found.side}"), ""] if found.below else []
            told += [*self._cut(found), ""]
        told += self._cut(self.found.sources)
        return told

    def _cut(self, found: Cut) -> list[str]:
        first, *ways = smallest(self.teller, found)
        alone = singly(self.teller, self.spread, found, self.actor, self.what)
        because = self._steps(found.because) if found.because else []
        return [" ".join([first, *([] if ways else alone)]), *([""] if ways or because else []), *(f"- {way}" for way in ways),
                *because, *([""] if ways and alone else []), *(alone if ways else [])]

    def _scenario(self) -> list[str]:
        told = [" ".join(summary(self.teller, self.change))]
        behind = {origin(record) for world in (self.law, self.spread) for each in answer(world, self.law, self.actor, self.what).chains
                  for record in each.records}
        rows = [outcome(self.teller, each) for each in outcomes(self.law, self.reforms, self.spread) if each.record in behind]
        rows += [verdict(self.teller, each) for each in self.change.verdicts if each.record in behind]
        return [*told, *([""] if rows else []), *(f"- {row}" for row in rows)]

    def _chains(self) -> Iterator[str]:
        teller, chains = self.teller, self.found.chains
        for index, each in enumerate(chains.derivations[:CHAINS], 1):
            if index > 1:
                yield ""
            steps, gate = teller.say("hops", n=each.hops), teller.gate(Gate.of(*each.gate))
            yield f"**{teller.say('memo.chain', n=index, steps=steps, gate=gate)}**"
            yield ""
            yield from self._steps(each)
            disputes = teller.disputes(self.spread, each)
            yield from ("", *(f"> {each}" for each in disputes)) if disputes else ()
        if len(chains.derivations) > CHAINS or not chains.complete:
            yield from ("", teller.say("memo.cut", n=min(CHAINS, len(chains.derivations))))

    def _steps(self, each: Derivation) -> list[str]:
        told = self.teller.chain(self.spread, each, self.cites)
        return [" ".join(part for part in (f"{index}.", step.sentence, step.basis, f"[{step.badge}]" if step.badge else "", *step.marks,
                                           "".join(f"[^{number}]" for number in step.citations)) if part)
                for index, step in enumerate(told, 1)]

    def _conventions(self) -> list[str]:
        teller, world, pack = self.teller, self.spread.world, self.teller.policy.pack
        named = {"persona": teller.persona(world.persona), "date": teller.date(world.on), "lens": teller.say(f"lens_of.{world.lens}")}
        told = [teller.say("memo.world", sources=teller.say(f"memo.sources.{world.sources}"), **named)]
        if self.reforms:
            told.append(teller.say("memo.reforms", reforms=teller.join(teller.text(each.name) for each in self.reforms)))
        if world.repealed:
            told.append(teller.say("memo.repeals", acts=teller.join(map(teller.act, sorted(world.repealed)))))
        told += [*teller.notes(self.spread), *conventions(teller, self.change)]
        colophon = teller.say("why.colophon", pack=teller.text(pack.name), version=pack.version, digest=teller.policy.digest, **named)
        return [" ".join(told), "", colophon]
