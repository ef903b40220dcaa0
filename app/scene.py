"""A state made into everything the page says: world, spread, comparison with the law as it stands, and the trail's links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from app.ladder import group, left, places, power, widest
from app.state import State
from model.policy.evidence import BADGE, LENSES
from model.policy.flow import Collection
from model.policy.policy import Policy
from model.policy.record import Language
from model.reform.comparison import Comparison, compare
from model.reform.reform import Reform, origin, reformed
from model.spread.course import course
from model.spread.rules import ANY, HOLDS, OPENS, POOLS, Fact, Rules
from model.spread.spread import Spread, spread
from model.spread.world import World
from model.telling.teller import Teller


@dataclass(frozen=True)
class Link:
    """One line of the picture: everything that passes from one box to another, by record and by one clause of each."""

    id: str
    tail: str
    head: str
    records: tuple[str, ...]
    clauses: tuple[int, ...]
    leaves: tuple[str, ...]
    level: int
    badges: tuple[str, ...]
    contested: bool
    gate: str | None


def box_of(fact: Fact) -> str:
    """The box a fact stands in; a piece of a power that a reform left stands in the box of the whole."""
    return power(origin(fact.what)) if fact.kind == OPENS else fact.actor


class Scene:
    """What a state shows, computed when asked and kept.

    `policy` is the pack's own; after a reform `world.policy` is another, whose facts have other numbers: compare by `Fact` only.
    """

    def __init__(self, policy: Policy, state: State, language: Language) -> None:
        self.policy, self.state, self.language = policy, state, language
        self.reforms: tuple[Reform, ...] = state.stack(policy)
        self.world: World = reformed(state.world(policy), self.reforms)
        self.spread: Spread = spread(self.world)
        self.teller = Teller(policy, language)

    @property
    def changed(self) -> bool:
        """Whether anything is changed about the law."""
        return self.state != self.state.stands()

    @cached_property
    def as_it_stands(self) -> Spread:
        """The same person, date and evidence with the law as it stands: no repeal, no reform, no safeguard."""
        return spread(self.state.stands().world(self.policy))

    @cached_property
    def change(self) -> Comparison:
        """What the reforms and repeals change against the law as it stands."""
        return compare(self.as_it_stands, self.spread)

    @cached_property
    def lost(self) -> frozenset[tuple[str, str]]:
        """The holdings that fall by the reforms and repeals."""
        return frozenset(self.change.lost)

    @cached_property
    def weaker(self) -> int:
        """How many kept holdings may need a weaker permission after the repeals."""
        return len([each for each in (*self.change.ungated, *self.change.gate_changed) if each.falls])

    def shown(self, number: int) -> bool:
        """Whether a fact is part of the picture: added by the day, needed for that, or any where all that is held is shown."""
        if self.spread.rules.facts[number].kind == POOLS and number not in self._passed_on:
            return False
        return self.state.already or self.spread.day(number) or number in self._needed

    @cached_property
    def _passed_on(self) -> frozenset[int]:
        """What a class can pass, as far as it does pass it on in this world."""
        facts, clauses = self.spread.rules.facts, self.spread.rules.clauses
        return frozenset(body for number in self.spread.live for body in clauses[number].bodies
                         if facts[body].kind == POOLS and clauses[number].record)

    @cached_property
    def _needed(self) -> frozenset[int]:
        """What was held already and is needed, with something of the day, for a conclusion or a power."""
        spread, rules = self.spread, self.spread.rules
        front = [body for number in spread.live if len(rules.clauses[number].bodies) > 1 and spread.day(rules.clauses[number].head)
                 for body in rules.clauses[number].bodies if not spread.day(body)]
        live = set(spread.live)
        return frozenset(behind(rules, front, live.__contains__))

    def box(self, fact: Fact) -> str:
        """The box a fact stands in."""
        return box_of(fact)

    @cached_property
    def links(self) -> dict[str, Link]:
        """Every line, by id `tail>head`."""
        facts, clauses = self.spread.rules.facts, self.spread.rules.clauses
        behind_it, leaves = defaultdict[tuple[str, str], dict[str, int]](dict), defaultdict[tuple[str, str], set[str]](set)
        for number in self.spread.live:
            head_number, bodies, record = clauses[number]
            head = facts[head_number]
            if record is None or not self.shown(head_number):
                continue
            if head.kind == OPENS:
                ends = {(facts[body].actor, box_of(head)) for body in bodies}
                kinds = {facts[body].what for body in bodies}
            elif not bodies:
                ends, kinds = {(left(group(self.policy, head.what)), head.actor)}, {head.what}
            else:
                ends, kinds = {(facts[body].actor, head.actor) for body in bodies if facts[body].actor != head.actor}, {head.what}
            for end in ends:
                behind_it[end].setdefault(record, number)
                leaves[end] |= kinds
        return {f"{tail}>{head}": self._link(tail, head, behind_it[tail, head], leaves[tail, head])
                for tail, head in sorted(behind_it)}

    def _link(self, tail: str, head: str, records: dict[str, int], leaves: set[str]) -> Link:
        stands = self.spread.course.calendar.standing
        every = self.spread.course.calendar.records
        badges = sorted({BADGE[state] for key in records if (state := stands[key].state)}, key=list(BADGE.values()).index)
        spans = [self.spread.permission(key) for key in records]
        least, most = min(low for low, _ in spans), min(high for _, high in spans)
        sign = (None if most <= 1 else "paper" if least == most == 2 else "lock" if least >= 3 else "unknown")
        if all(isinstance(every[key], Collection) for key in records):
            sign = None
        numbers = tuple(records[key] for key in sorted(records))
        return Link(f"{tail}>{head}", tail, head, tuple(sorted(records)), numbers, tuple(sorted(leaves)),
                    min(stands[key].level for key in records), tuple(badges), any(stands[key].contested for key in records), sign)

    @cached_property
    def boxes(self) -> frozenset[str]:
        """Every box that is drawn."""
        facts = self.spread.rules.facts
        drawn = {box_of(facts[number]) for number in range(len(facts))
                 if facts[number].kind in (HOLDS, OPENS, POOLS) and self._here(number) and self.shown(number)}
        return frozenset(drawn | {end for link in self.links.values() for end in (link.tail, link.head)})

    def _here(self, number: int) -> bool:
        return self.spread.course.at(number, self.spread.level, self.spread.period)

    @cached_property
    def frame(self) -> dict[str, tuple[int, float]]:
        """Column and row of every box this person's day reaches on any day, in any lens, as the law stands or with a proposal in force."""
        return _frame(self.policy, self._first_sight, self.language)

    @cached_property
    def usual(self) -> frozenset[str]:
        """The boxes of this person's day on the pack's own date, by law and practice, as the law stands: they come first."""
        return scene(self.policy, self._first_sight, self.language).boxes

    @cached_property
    def _first_sight(self) -> State:
        """The state that fixes the places: the same person and day, on the pack's own date, by law and practice, as the law stands."""
        return State(self.policy.pack.id, self.state.persona, "practice", self.policy.pack.as_of, acts=self.state.acts,
                     already=self.state.already)

    @cached_property
    def elsewhere(self) -> int:
        """How many actors and systems of the pack are not drawn."""
        return len(self.policy.holders) - sum(key in self.policy.holders for key in self.boxes)

    def box_name(self, key: str, *, short: bool = True) -> str:
        """The name on a box."""
        return self.teller.name(key.removeprefix("left:").removeprefix("power:"), short=short)


def behind(rules: Rules, front: Iterable[int], counts: Callable[[int], bool]) -> set[int]:
    """Some facts and every fact behind them, through the clauses that count."""
    found, open_ = set[int](), list(front)
    while open_:
        fact = open_.pop()
        if fact not in found:
            found.add(fact)
            open_.extend(body for number in rules.heads[fact] if counts(number) for body in rules.clauses[number].bodies)
    return found


@lru_cache(maxsize=64)
def _frame(policy: Policy, first_sight: State, language: Language) -> dict[str, tuple[int, float]]:
    """Fixed places: a reform only narrows, but for the proposals it may enact. What the day usually reaches stands first."""
    wide = replace(first_sight, lens=LENSES[-1]).world(policy)
    found = reach(wide, already=first_sight.already)
    if (enacted := widest(policy)) is not policy:
        found |= reach(wide.but(policy=enacted), already=first_sight.already)
    return places(policy, found, scene(policy, first_sight, language).boxes)


def reach(world: World, *, already: bool) -> set[str]:
    """The boxes that the acts of a world's day reach on any date, and those from which something needed comes."""
    wide, policy = course(world), world.policy
    rules, facts, clauses = wide.rules, wide.rules.facts, wide.rules.clauses
    acts = world.acts | (world.facts if already else frozenset())
    begun = [number for number, clause in enumerate(clauses) if wide.guards[number] and not clause.bodies
             and getattr(policy.collections.get(clause.record or ""), "when", None) in acts]
    reached, front = set[int](), [clauses[number].head for number in begun]
    while front:
        fact = front.pop()
        if fact not in reached:
            reached.add(fact)
            front.extend(clauses[number].head for number in rules.watch[fact] if wide.guards[number])
    needed = [body for number, clause in enumerate(clauses) if len(clause.bodies) > 1 and wide.guards[number]
              and clause.head in reached for body in clause.bodies]
    also = behind(rules, needed, lambda number: bool(wide.guards[number]))
    begun += [number for fact in also for number in rules.heads[fact] if wide.guards[number] and not clauses[number].bodies]
    found = {left(group(policy, facts[clauses[number].head].what)) for number in begun}
    return found | {box_of(facts[number]) for number in reached | also if facts[number].kind != ANY and (
        facts[number].kind != POOLS or any(clauses[each].record for each in rules.watch[number]))}


@lru_cache(maxsize=64)
def scene(policy: Policy, state: State, language: Language) -> Scene:
    """The scene of a state, computed once; what does not depend on the selection is shared through the spread."""
    return Scene(policy, state, language)
