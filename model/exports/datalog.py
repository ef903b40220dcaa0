"""A program for clingo: the pack's raw facts, and rules that derive what is live and who holds what in one world."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from model.policy.flow import PASSING, RULES, Collection, Consequence, Flow, Grounded, Inference
from model.policy.instrument import Basis
from model.policy.period import end_day, first_day
from model.policy.record import UNKNOWN, origin
from model.spread.liveness import calendar
from model.spread.world import World

RULES_TEXT = """
% --- the tree of information types
leaf(T) :- type(T), not has_child(T).
has_child(P) :- parent(_,P).
within(T,T) :- leaf(T).
within(T,P) :- within(T,Q), parent(Q,P).

% --- what is in force: dates are yyyymmdd, half-open; an act falls when every act it implements has
fallen(A) :- repealed(A).
fallen(A) :- act(A), implements(A,_), fallen(B) : implements(A,B).
dated(A) :- act_from(A,F), on(D), F <= D, not act_over(A), not proposed(A).
act_over(A) :- act_to(A,T), on(D), T <= D.
stands(P) :- provision(P,A), dated(A), not early(P), not over(P).
early(P) :- provision_from(P,F), on(D), D < F.
early(P) :- inserted(P,B), not provision_dated(P), act_from(B,F), on(D), D < F.
early(P) :- inserted(P,B), proposed(B).
provision_dated(P) :- provision_from(P,_).
over(P) :- provision_to(P,T), on(D), T <= D.
lost(P) :- provision(P,A), fallen(A).
lost(P) :- inserted(P,B), fallen(B).

% --- bases are ORs (K) of ANDs (P): with and without the repeals
as_it_stands(R) :- alternative(R,K), stands(P) : needs(R,K,P).
after_repeal(R) :- alternative(R,K), remains(P) : needs(R,K,P).
remains(P) :- stands(P), not lost(P).

% --- what is live for this person, on this day, in this lens
unfit(R) :- subject(R,A), not attribute(A).
unfit(R) :- when(R,F), not given(F).
unfit(R) :- from(R,F), on(D), D < F.
unfit(R) :- to(R,T), on(D), T <= D.
unfit(R) :- rule(R), not after_repeal(R).
unfit(R) :- practice(R), obey, alternative(R,_), as_it_stands(R), not after_repeal(R).
unfit(R) :- practice(R), obey, said(R,Q), as_it_stands(Q), not after_repeal(R).
live(R) :- record(R), passing(R), level(R,L), lens(M), L <= M, not unfit(R).

% --- the spread
holds(A,T) :- collection(R,A), gives(R,T), live(R).
holds(B,T) :- flow(R,A,B), live(R), gives(R,P), within(T,P), offers(A,T).
offers(A,T) :- holds(A,T).
offers(C,T) :- member(R,C,A), live(R), holds(A,T).
holds(A,T) :- operates(R,A,S), live(R), holds(S,T).
holds(A,T) :- member(R,C,A), live(R), holds(C,T).
holds_any(A,P) :- holds(A,T), within(T,P).
holds(A,T) :- inference(R), live(R), at(R,A), concludes(R,T), holds_any(A,P) : premise(R,P).
at(R,A) :- by_means(R,M), means(A,M).
opens(C,A) :- consequence(R,C,A), live(R), holds_any(A,P) : premise(R,P).
#show holds/2.
#show opens/2.
"""


def quoted(text: str) -> str:
    """An id as a clingo string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def number(day: date) -> int:
    """A day as an integer, yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def export(world: World) -> str:
    """The program of a world as text."""
    return "\n".join([f"% {world.policy.pack.id} {world.policy.digest}: facts as the pack states them", *facts(world), RULES_TEXT])


def facts(world: World) -> Iterator[str]:
    """The raw facts of the pack and of the world."""
    policy = world.policy
    yield f"on({number(world.on)}). lens({world.level})." + (" obey." if world.conduct == "obey" else "")
    gone = world.repealed | {act for act, day in world.ending if day <= world.on}
    for name, values in (("repealed", gone), ("attribute", world.attributes), ("given", world.facts | world.acts)):
        yield from (f"{name}({quoted(value)})." for value in sorted(values))
    for key, each in policy.types.items():
        yield f"type({quoted(key)})." + (f" parent({quoted(key)},{quoted(each.parent)})." if each.parent else "")
    for key, holder in policy.holders.items():
        yield from (f"means({quoted(key)},{quoted(means)})." for means in holder.means)
    yield from _acts(world)
    yield from _records(world)


def _acts(world: World) -> Iterator[str]:
    days = calendar(world.policy, world.sources)
    for key, act in world.policy.instruments.items():
        name = quoted(key)
        yield f"act({name}). provision({name},{name})." + (f" proposed({name})." if act.proposed else "")
        if start := days.starts[key]:
            yield f"act_from({name},{number(first_day(start.on))})."
        if ended := days.ends[key]:
            yield f"act_to({name},{number(ended)})."
        yield from (f"implements({name},{quoted(above)})." for above in act.implements)
        for part in act.provisions:
            ref = quoted(f"{key}#{part.id}")
            yield f"provision({ref},{name})."
            if part.start and part.start.on != UNKNOWN:
                yield f"provision_from({ref},{number(first_day(part.start.on))})."
            if part.end and part.end != UNKNOWN:
                yield f"provision_to({ref},{number(end_day(part.end))})."
            if part.inserted_by:
                yield f"inserted({ref},{quoted(part.inserted_by)})."


def _basis(name: str, basis: Basis) -> Iterator[str]:
    for index, together in enumerate(basis):
        yield f"alternative({name},{index})."
        yield from (f"needs({name},{index},{quoted(ref)})." for ref in together)


def _records(world: World) -> Iterator[str]:
    policy = world.policy
    days = calendar(policy, world.sources)
    for key, record in days.records.items():
        stands, name = days.standing.get(key), quoted(key)
        if stands is None:
            continue
        yield f"record({name}). level({name},{stands.level})."
        if stands.first != date.min:
            yield f"from({name},{number(stands.first)})."
        if stands.end:
            yield f"to({name},{number(stands.end)})."
        yield from (f"subject({name},{quoted(each)})." for each in getattr(record, "subject", ()))
        if not isinstance(record, Grounded) or record.modality in PASSING:
            yield f"passing({name})."
        if isinstance(record, Grounded) and record.modality in RULES:
            yield f"rule({name})."
            yield from _basis(name, record.basis)
        elif isinstance(record, Grounded):
            yield f"practice({name})."
            if record.under and record.under != "none-known":
                yield from _basis(name, record.under)
            if said := policy.said.get(key):
                whole = quoted(f"{key} as said")
                yield f"said({name},{whole})."
                yield from _basis(whole, said)
        if isinstance(record, Collection):
            yield f"collection({name},{quoted(record.recipient)}). when({name},{quoted(record.when)})."
        elif isinstance(record, Flow):
            yield f"flow({name},{quoted(record.sender)},{quoted(record.recipient)})."
        elif isinstance(record, Inference):
            yield f"inference({name})." + (f" by_means({name},{quoted(record.means)})." if record.means else "")
            yield from (f"at({name},{quoted(actor)})." for actor in record.at)
            yield from (f"concludes({name},{quoted(leaf)})." for leaf in record.conclusions)
        elif isinstance(record, Consequence):
            yield from (f"consequence({name},{quoted(origin(key))},{quoted(actor)})." for actor in record.actors)
        elif hasattr(record, "system"):
            yield f"operates({name},{quoted(record.actor)},{quoted(record.system)})."
        else:
            yield f"member({name},{quoted(record.class_)},{quoted(record.actor)})."
        yield from (f"gives({name},{quoted(kind)})." for kind in getattr(record, "information", ()))
        yield from (f"premise({name},{quoted(kind)})." for kind in getattr(record, "premises", ()))


