"""`datatrail can`: may, no, or not known; with the chain, the smallest change, what is not settled, and a memo."""

from __future__ import annotations

import argparse

from app import told
from app.answers.why import chain, sources
from app.asked import asked, question
from app.printed import data, plain, show
from app.written import write
from model.fault import unknown
from model.policy.principle import GATES
from model.reform.answer import PERMISSIONS, answer
from model.spread.spread import spread
from model.telling.change import missing, smallest
from model.telling.change import unknown as unsettled
from model.telling.memo import apart, finding, memo, singly
from model.telling.teller import Citations, Teller


def run(given: argparse.Namespace) -> int:
    """Answer one question."""
    wanted = asked(given)
    policy = wanted.law.policy
    actor, what = question(given, policy)
    without = given.without or ""
    if without not in PERMISSIONS:
        raise unknown("permission", without, [each for each in PERMISSIONS if each])
    law, found = spread(wanted.law), spread(wanted.world)
    teller = Teller(policy, given.lang)
    if given.memo:
        write(given.memo, memo(teller, law, found, actor, what, without, wanted.reforms))
        return 0
    reply = answer(found, law, actor, what, without)
    if given.json:
        data({"answer": reply.verdict, "gate": told.gate(reply.gate) if reply.gate else None,
              "chains": [told.derivation(found, each, teller) for each in reply.chains], "complete": reply.chains.complete,
              "cuts": [{**told.cut(found, each, teller), "below": each.below, "side": each.side if each.below else None}
                       for each in reply.cuts],
              "sources": told.cut(found, reply.sources, teller),
              "missing": [{"record": each.record, "reasons": list(each.reasons), "alone": each.alone} for each in reply.missing],
              "unknowns": [{"record": each.record, "field": each.field, "narrows": each.narrows, "values": [
                  {"value": value, "gate": {"least": GATES[low], "most": GATES[high]}}
                  for value, (low, high) in zip(each.values, each.gates, strict=True)]} for each in reply.unknowns]})
        return 0
    show(*map(plain, finding(teller, found, reply, actor, what, without)), "")
    cites = Citations()
    if not reply.chains.derivations:
        show(*(f"- {each}" for each in missing(teller, reply.missing) or [teller.say("missing.none")]))
        return 0
    for index, each in enumerate(reply.chains.derivations[:2], 1):
        chain(found, each, teller, cites, str(index))
    for cut in (*apart(reply.cuts), reply.sources):
        first, *ways = smallest(teller, cut)
        head = [teller.say(f"smallest.below.{cut.side}")] if cut.below else []
        show("", *head, first, *(f"- {way}" for way in ways), *singly(teller, found, cut, actor, what))
    if reply.unknowns:
        show("", teller.say("memo.unsettled"), *(f"- {unsettled(teller, each)}" for each in reply.unknowns[:6]))
    sources(teller, cites)
    return 0
