"""Rules for dates of the calendar: days, months, seasons, years, decades and holidays."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from harmattan.stages.date_periods import (
    Period,
    Setting,
    month_of,
    one_day,
    pick,
    unit_of,
    years_of,
)
from harmattan.stages.date_phrases import DatePhrase, easter

__all__ = [
    "read_ago_month",
    "read_ago_season",
    "read_day",
    "read_days",
    "read_decade",
    "read_fixed",
    "read_holiday",
    "read_iso",
    "read_month",
    "read_months",
    "read_numeric",
    "read_quarter",
    "read_season",
    "read_year",
    "read_year_span",
]


def _named_years(phrase: DatePhrase, setting: Setting, month: int, day: int | None) -> list[Period]:
    """Return the possible periods of a month, or a day in a month, over the years around publication."""
    if setting.published is None:
        return []
    found: list[Period] = []
    for year in range(setting.published.year - 8, setting.published.year + 9):
        if day is None:
            found.append(month_of(year, month))
        elif day <= monthrange(year, month)[1]:
            found.append(one_day(date(year, month, day)))
    return found


def _year_of(phrase: DatePhrase, setting: Setting) -> int | None:
    """Return the year that the phrase names, by figures or as "last year"."""
    year = phrase.number("year")
    by_option = {"last_year": -1, "this_year": 0, "next_year": 1}.get(phrase.option)
    if year is None and by_option is not None and setting.published is not None:
        return setting.published.year + by_option
    return year


def read_day(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a day of a month: "March 3", "3 March 2021", "November 19 last year"."""
    month, day = phrase.number("month"), phrase.number("day")
    if month is None or day is None:
        return None
    year = _year_of(phrase, setting)
    if year is not None:
        return one_day(date(year, month, day))
    return None if phrase.option else pick(_named_years(phrase, setting, month, day), setting)


def read_days(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read days of one month: "from 3 to 5 May"."""
    month, first, last = phrase.number("month"), phrase.number("day"), phrase.number("to_day")
    ended = None if last is None else read_day(replace(phrase, values={**phrase.values, "day": last}), setting)
    if ended is None or month is None or first is None:
        return None
    return ended[1].replace(day=first), ended[1]


def read_iso(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "2021-03-03"."""
    year, month, day = (phrase.number(name) for name in ("year", "monthnum", "daynum"))
    return None if year is None or month is None or day is None else one_day(date(year, month, day))


def read_fixed(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a name that is a date: "9/11"."""
    return one_day(date.fromisoformat(str(phrase.values["fixed"])))


def read_numeric(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read 2021/03/14, 14.03.2021 and 14/03/2021; 03/04/2021 is ambiguous between day and month, and is not read."""
    text = str(phrase.values["numeric"])
    first, second, third = (int(part) for part in re.split(r"[/.]", text))
    if first > 999:
        return one_day(date(first, second, third))
    if "." in text or first > 12 or first == second:
        return one_day(date(third, second, first))
    return one_day(date(third, first, second)) if second > 12 else None


def read_month(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a month: "March 2021", "last March"; without a year the direction decides."""
    month = phrase.number("month")
    year = _year_of(phrase, setting)
    if month is None:
        return None
    if year is not None:
        return month_of(year, month)
    published = setting.published
    if published is None:
        return None
    if phrase.option == "this":
        return month_of(published.year, month)
    around = _named_years(phrase, setting, month, None)
    if phrase.option == "last":
        return [one for one in around if one[1] < published.replace(day=1)][-1]
    if phrase.option == "next":
        return next(one for one in around if one[0] > published)
    return pick(around, setting)


def read_months(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read months of one year: "between March and May 2021"."""
    first, last = phrase.number("month"), phrase.number("to_month")
    ended = None if last is None else read_month(replace(phrase, values={**phrase.values, "month": last}), setting)
    if ended is None or first is None:
        return None
    year = ended[1].year - (1 if last is not None and first > last else 0)
    return date(year, first, 1), ended[1]


def read_quarter(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "the third quarter of 2021"; without a year the direction decides."""
    number = int(phrase.option)
    published = setting.published
    inner = phrase.inner()
    named = None if inner is None or inner.rule != "year" else inner.number("year")
    year = phrase.number("year") if named is None else named
    if year is None and inner is not None and inner.rule == "unit" and published is not None:
        year = published.year + int(inner.option)
    if year is not None:
        return _quarter_in(year, number)
    if inner is not None or published is None:
        return None
    return pick([_quarter_in(one, number) for one in range(published.year - 2, published.year + 3)], setting)


def _quarter_in(year: int, number: int) -> Period:
    return date(year, 3 * number - 2, 1), month_of(year, 3 * number)[1]


def read_year(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a year."""
    year = phrase.number("year")
    return None if year is None else years_of(year, year)


def read_year_span(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "2015-2019"."""
    first, last = phrase.number("year"), phrase.number("to_year")
    return None if first is None or last is None or first > last else years_of(first, last)


def read_decade(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "the 1990s"."""
    first = phrase.number("decade")
    return None if first is None else years_of(first, first + 9)


def _season_in(year: int, months: str) -> Period:
    """Return a season; winter is named by the year in which it begins."""
    first, last = (int(month) for month in months.split("-"))
    return date(year, first, 1), month_of(year + (1 if first > last else 0), last)[1]


def read_season(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a season: "the summer of 2019", "last autumn"."""
    months = str(phrase.values["season"])
    year = phrase.number("year")
    if year is not None:
        return _season_in(year, months)
    published = setting.published
    if published is None:
        return None
    around = [_season_in(one, months) for one in range(published.year - 3, published.year + 4)]
    if phrase.option == "last":
        return [one for one in around if one[1] < published][-1]
    if phrase.option == "next":
        return next(one for one in around if one[0] > published)
    if phrase.option == "this":
        return next(one for one in around if one[1] >= published or one[0].year == published.year)
    return pick(around, setting)


def read_holiday(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a holiday: "Christmas Day", "Easter Sunday"."""
    name = str(phrase.values["holiday"])
    year = _year_of(phrase, setting)
    if year is not None:
        return one_day(_holiday_in(year, name))
    published = setting.published
    if published is None:
        return None
    around = [one_day(_holiday_in(one, name)) for one in range(published.year - 2, published.year + 3)]
    if phrase.option == "next":
        return next(one for one in around if one[0] > published)
    if phrase.option == "last":
        return [one for one in around if one[0] < published][-1]
    return pick(around, setting)


def _holiday_in(year: int, name: str) -> date:
    if name.startswith("easter"):
        return easter(year) + timedelta(days=int(name.removeprefix("easter")))
    month, day = name.split("-")
    return date(year, int(month), int(day))


def _anniversary_year(phrase: DatePhrase, setting: Setting) -> int | None:
    size, unit = unit_of(phrase) if "unit" in phrase.values else (1, "year")
    if setting.published is None or unit != "year":
        return None
    return setting.published.year - size * (phrase.number("number") or 1)


def read_ago_season(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "twenty years ago this spring"."""
    year = _anniversary_year(phrase, setting)
    return None if year is None else _season_in(year, str(phrase.values["season"]))


def read_ago_month(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "ten years ago this March"."""
    year, month = _anniversary_year(phrase, setting), phrase.number("month")
    return None if year is None or month is None else month_of(year, month)
