"""What every record of a pack is: frozen, closed to unknown fields, known by its id."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Language = Literal["en", "be", "ru"]
LANGUAGES: tuple[Language, ...] = ("en", "be", "ru")
UNKNOWN = "unknown"
PIECE = "~"  # stands between the id of a record and the number of a piece that a reform cut from it; no id holds it

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
ActId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}/[a-z]+(-[a-z]+)*/(\d{4}-\d{2}-\d{2}|unknown)/[\w.-]+$")]
ProvisionRef = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2}/[a-z]+(-[a-z]+)*/(\d{4}-\d{2}-\d{2}|unknown)/[\w.-]+(#[\w.-]+)?$")
]
YesNo = Literal["yes", "no", "unknown"]


class Record(BaseModel):
    """A frozen record; a field the model does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)


class Name(Record):
    """A name in up to three languages; `official` lists those seen in a source, the others are our translation."""

    en: Annotated[str, Field(min_length=1)]
    be: str | None = None
    ru: str | None = None
    official: tuple[Language, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: Any) -> Any:
        return {"en": given} if isinstance(given, str) else given

    def told(self, language: Language) -> tuple[str, Language]:
        """The name in a language and the language it is really in (English where there is none)."""
        text = getattr(self, language)
        return (text, language) if text else (self.en, "en")


def origin(record: str) -> str:
    """The id a record has in the pack, whatever piece of it a reform left."""
    return record.partition(PIECE)[0]
