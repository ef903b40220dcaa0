"""How information comes to be held: collections, flows and inferences; and what then opens: consequences."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from model.policy.instrument import Basis, as_basis
from model.policy.period import Dated
from model.policy.principle import OPEN, Principle
from model.policy.record import Id, Name
from model.policy.source import Claim

Modality = Literal["duty", "power", "observed", "capability", "prohibition", "announced", "proposed"]
RULES = frozenset({"duty", "power"})
PRACTICES = frozenset({"observed", "capability"})
PASSING = RULES | PRACTICES
Types = Annotated[tuple[Id, ...], Field(min_length=1)]


class Grounded(Dated):
    """A record that rests on law: a rule has a basis; a practice says under which it is carried out, or none-known."""

    modality: Modality
    basis: Annotated[Basis, BeforeValidator(as_basis)] = ()
    under: Annotated[Basis | Literal["none-known"] | None,
                     BeforeValidator(lambda given: given if given == "none-known" else as_basis(given))] = None
    subject: tuple[Id, ...] = ()
    note: Name | None = None
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _grounds(self) -> Grounded:
        if self.modality in RULES and not (self.basis and all(self.basis)):
            raise ValueError(f"a rule without a basis: {self.modality} needs `basis`, the acts it rests on")
        if self.modality in PRACTICES and not self.under:
            raise ValueError("a practice says `under`: the acts it is said to be carried out under, or none-known")
        if (self.modality in RULES and self.under) or (self.modality in PRACTICES and self.basis):
            raise ValueError("`basis` is for a rule and `under` for a practice: rule and practice are two records")
        return self


class Flow(Grounded):
    """Contextual integrity's five (Nissenbaum 2010): subject, information, sender, recipient, transmission principle."""

    id: Id
    sender: Id
    recipient: Id
    information: Types
    principle: Principle = Principle()


class Collection(Grounded):
    """A flow from the person, set off by a fact or an act; `by_nature` where the act itself brings it about."""

    id: Id
    when: Id
    recipient: Id
    information: Types
    modality: Modality = "observed"
    by_nature: bool = False
    principle: Principle = OPEN

    @model_validator(mode="before")
    @classmethod
    def _nature(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        if isinstance(principle := given.get("principle"), dict):
            given = {**given, "principle": {"authorisation": "none", **principle}}
        if str(given.get("by_nature", "")).lower() in ("true", "yes"):
            return {"modality": "observed", "under": "none-known", **given}
        return given


class Inference(Dated):
    """At the named actors, or at any with the means: all premises held together give the conclusions."""

    id: Id
    name: Name
    at: tuple[Id, ...] = ()
    means: Id | None = None
    premises: Types
    conclusions: Types
    subject: tuple[Id, ...] = ()
    note: Name | None = None
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> Inference:
        if bool(self.at) == bool(self.means):
            raise ValueError("an inference is drawn either `at` named actors or by any with the `means`")
        return self


class Consequence(Grounded):
    """A power that opens to the named actors when they hold all premises; it sets nothing off."""

    id: Id
    name: Name
    actors: Types
    premises: Types
    effect: Literal["against", "for", "either"] = "against"
    principle: Principle = Principle()
