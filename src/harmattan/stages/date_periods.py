"""Periods of days and the calendar arithmetic on them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from harmattan.stages.date_phrases import DatePhrase

__all__ = [
    "Direction",
    "Period",
    "Setting",
    "calendar_unit",
    "monday_of",
    "month_of",
    "one_day",
    "pick",
    "shift_months",
    "step",
    "unit_of",
    "years_of",
]

Period = tuple[date, date]
Direction = Literal["past", "future", "open"]

_SOON_DAYS = 60
"""A month or day without a year and without a tense ("the May 12 vote") is the one ahead if it is as near."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is read against.

    `anchor` is the last date that the text gave before; `direction` comes from the tense of the verb; `is_whole`
    asks for periods that are not cut at publication.
    """

    published: date | None = None
    anchor: Period | None = None
    direction: Direction = "open"
    is_whole: bool = False


def one_day(day: date) -> Period:
    """Return the period of one day."""
    return day, day


def month_of(year: int, month: int) -> Period:
    """Return a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def years_of(first: int, last: int) -> Period:
    """Return the period of whole years."""
    return date(first, 1, 1), date(last, 12, 31)


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def shift_months(day: date, months: int) -> date:
    """Move a day by months, to the month's last day at the latest."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def step(day: date, count: int, unit: str) -> date:
    """Move a day by a number of units."""
    if unit in ("minute", "hour"):
        return day
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return shift_months(day, count * (12 if unit == "year" else 1))


def unit_of(phrase: DatePhrase, name: str = "unit") -> tuple[int, str]:
    """Return the size and the name of a slot's unit."""
    size, _, unit = str(phrase.values[name]).partition(" ")
    return int(size), unit


def calendar_unit(day: date, size: int, unit: str) -> Period:
    """Return the calendar week, month, quarter, year or decade that holds a day."""
    if unit == "week":
        return monday_of(day), monday_of(day) + timedelta(days=7 * size - 1)
    if unit == "month":
        first_month = day.month - (day.month - 1) % size
        return date(day.year, first_month, 1), month_of(day.year, first_month + size - 1)[1]
    first = day.year - (day.year % size if size > 1 else 0)
    return years_of(first, first + size - 1)


def pick(candidates: list[Period], setting: Setting) -> Period | None:
    """Choose among the same period of several years by direction; candidates are in order."""
    published = setting.published
    if published is None:
        return None
    past = [one for one in candidates if one[0] <= published]
    ahead = [one for one in candidates if one[1] >= published]
    if setting.direction == "future":
        return ahead[0] if ahead else None
    if setting.direction == "open" and ahead and (ahead[0][0] - published).days <= _SOON_DAYS:
        return ahead[0]
    return past[-1] if past else None
