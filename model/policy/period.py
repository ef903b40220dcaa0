"""Days, months and years as the law gives them, and the half-open intervals between them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from model.policy.record import UNKNOWN, Record

_FORM = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
StartKind = Literal["in-force", "adopted", "first-evidenced"]


def first_day(when: str) -> date:
    """The first day of a day, month or year written as 2021, 2021-05 or 2021-05-14."""
    found = _FORM.match(when)
    if not found:
        raise ValueError(f"{when!r} is not a day, month or year; write 2021-05-14, 2021-05 or 2021")
    year, month, day = found.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"{when!r} is not a day, month or year: {error}") from None


def end_day(when: str) -> date:
    """The day from which something that ended then no longer holds: the day itself, or the day after a month or year."""
    first = first_day(when)
    if len(when) == 10:
        return first
    year, month = (first.year + 1, 1) if len(when) == 4 or first.month == 12 else (first.year, first.month + 1)
    return date(year, month, 1) if year <= date.max.year else date.max


def last_day(when: str) -> date:
    """The last day of a day, month or year."""
    return first_day(when) if len(when) == 10 else end_day(when) - timedelta(days=1)


def later(day: date, length: int, unit: str) -> date:
    """The day so many days, months or years after another; a day the month lacks becomes its last; the last of all at most."""
    if unit == "days":
        return day + timedelta(days=length) if length <= (date.max - day).days else date.max
    months = day.year * 12 + day.month - 1 + length * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shorter(one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether one length of time is at most another, counted from the first day of a common year."""
    begin = date(2001, 1, 1)
    return later(begin, *one) <= later(begin, *other)


def _check(when: str) -> str:
    if when != UNKNOWN:
        first_day(when)
    return when


When = Annotated[str, BeforeValidator(lambda given: given.isoformat() if isinstance(given, date) else given),
                 AfterValidator(_check)]


class Start(Record):
    """When something began and what that date is: in force, adopted, or the first date it is evidenced."""

    on: When
    kind: StartKind = "first-evidenced"

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: Any) -> Any:
        return {"on": given} if isinstance(given, str) else given


class Dated(Record):
    """A record with an interval: half-open, `to` open where nobody saw an end."""

    start: Start | None = Field(default=None, alias="from")
    end: When | None = Field(default=None, alias="to")
    last_evidenced: When | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if (self.start and self.end and UNKNOWN not in (self.start.on, self.end)
                and first_day(self.start.on) >= end_day(self.end)):
            raise ValueError(f"dates out of order: from {self.start.on} to {self.end}")
        return self
