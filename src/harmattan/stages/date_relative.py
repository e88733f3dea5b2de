"""Rules for dates that are told from the day of publication, or from a date given before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from harmattan.stages.date_periods import (
    Period,
    Setting,
    calendar_unit,
    monday_of,
    one_day,
    shift_months,
    step,
    unit_of,
    years_of,
)
from harmattan.stages.date_phrases import DatePhrase

__all__ = [
    "read_ago",
    "read_ago_vague",
    "read_anchor",
    "read_anchor_steps",
    "read_anchor_unit",
    "read_clause_steps",
    "read_days_offset",
    "read_hours_later",
    "read_in_units",
    "read_months_ago",
    "read_next_units",
    "read_past_units",
    "read_recent",
    "read_unit",
    "read_unit_from_date",
    "read_unit_to_date",
    "read_weekday",
    "read_weekday_week",
    "read_weekdays",
    "read_weekend",
    "read_years_ago",
]

_RECENT_DAYS = {"minute": 1, "hour": 1, "day": 6, "week": 27, "month": 182, "year": 1826}
"""How far back "recent" reaches, by its unit: a week, four weeks, half a year, five years."""

_FEW = (2, 6)
"""What "a few" and "several" mean in "a few days ago"."""


def read_weekday(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a day of the week: the last one up to publication, or the next one in what is to come."""
    day, published = phrase.number("weekday"), setting.published
    if day is None or published is None:
        return None
    back = (published.weekday() - day) % 7
    if phrase.option == "last":
        return one_day(published - timedelta(days=back or 7))
    if phrase.option == "next":
        return one_day(published + timedelta(days=7 - back))
    if setting.direction == "future" or (phrase.option == "this" and setting.direction == "open"):
        return one_day(published + timedelta(days=-back % 7))
    return one_day(published - timedelta(days=back))


def read_weekdays(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "from Sunday to Monday": the last day decides, the first is the one before it."""
    first, last = phrase.number("weekday"), phrase.number("to_weekday")
    if first is None or last is None:
        return None
    ended = read_weekday(replace(phrase, values={"weekday": last}), setting)
    return None if ended is None else (ended[1] - timedelta(days=(last - first) % 7 or 7), ended[1])


def read_weekday_week(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "Tuesday last week"."""
    day, published = phrase.number("weekday"), setting.published
    if day is None or published is None:
        return None
    return one_day(monday_of(published) + timedelta(days=7 * int(phrase.option) + day))


def read_days_offset(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read days counted from publication: "yesterday", "overnight" (two days)."""
    if setting.published is None:
        return None
    offset = phrase.number("dayword") or 0
    first, _, last = (phrase.option or f"{offset}..{offset}").partition("..")
    return setting.published + timedelta(days=int(first)), setting.published + timedelta(days=int(last))


def read_weekend(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a weekend, Saturday and Sunday; "the previous weekend" is the one before the date given before."""
    if phrase.option == "anchor":
        saturday = None if setting.anchor is None else monday_of(setting.anchor[0]) - timedelta(days=2)
        return None if saturday is None else (saturday, saturday + timedelta(days=1))
    if setting.published is None:
        return None
    saturday = monday_of(setting.published) + timedelta(days=5)
    if phrase.option == "next" or setting.direction == "future":
        saturday += timedelta(days=7 if phrase.option == "next" and saturday <= setting.published else 0)
    elif saturday > setting.published:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def read_anchor(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "the day before", from the date given before."""
    if setting.anchor is None:
        return None
    count, _, unit = phrase.option.partition(" ")
    return step(setting.anchor[0], int(count), unit), step(setting.anchor[1], int(count), unit)


def read_hours_later(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "hours later": the day given just before or the one beside it."""
    if setting.anchor is None or setting.anchor[0] != setting.anchor[1]:
        return None
    day, other = setting.anchor[0], setting.anchor[0] + timedelta(days=int(phrase.option))
    return min(day, other), max(day, other)


def read_anchor_unit(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "the previous month", the calendar unit beside the date given before."""
    if setting.anchor is None:
        return None
    count, _, unit = phrase.option.partition(" ")
    return calendar_unit(step(setting.anchor[0], int(count), unit), 1, unit)


def read_anchor_steps(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "two days earlier", from the date given before."""
    if setting.anchor is None:
        return None
    size, unit = unit_of(phrase)
    count = (phrase.number("number") or 1) * size * int(phrase.option)
    return step(setting.anchor[0], count, unit), step(setting.anchor[1], count, unit)


def read_clause_steps(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "two days after" a clause from that of the clause over it; "hours after" is the same day."""
    size, unit = unit_of(phrase)
    is_open = "number" not in phrase.values and unit not in ("minute", "hour") and phrase.option.startswith("~")
    if setting.anchor is None or is_open:
        return None
    count = (phrase.number("number") or 1) * size * int(phrase.option.removeprefix("~"))
    return step(setting.anchor[0], count, unit), step(setting.anchor[1], count, unit)


def read_ago(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "N units ago": days are exact, weeks within 3 days, months within 15, years are calendar years.

    Decades and generations are rough: 5 years either side of a generation, 2 of a decade.
    """
    published = setting.published
    if published is None:
        return None
    size, unit = unit_of(phrase)
    count = (phrase.number("number") or 1) * size
    if unit in ("minute", "hour"):
        return published - timedelta(days=-(-count // 24) if unit == "hour" else 0), published
    day = step(published, -count, unit)
    if unit == "year":
        slack = {10: 2, 25: 5, 100: 10}.get(size, 0)
        return years_of(day.year - slack, day.year + slack)
    slack = {"day": 0, "week": 3, "month": 15}[unit]
    return day - timedelta(days=slack), min(day + timedelta(days=slack), published)


def read_years_ago(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a rough number of years, within two."""
    if setting.published is None:
        return None
    year = setting.published.year - int(phrase.option)
    return years_of(year - 2, year + 2)


def read_months_ago(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a rough number of months, within one."""
    if setting.published is None:
        return None
    day = shift_months(setting.published, -int(phrase.option))
    return day - timedelta(days=31), day + timedelta(days=31)


def read_ago_vague(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "a few days ago" as two to six units."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase)
    if unit in ("minute", "hour"):
        return setting.published - timedelta(days=1), setting.published
    low, high = _FEW
    return step(setting.published, -high * size, unit), step(setting.published, -low * size, unit)


def read_unit(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "last week", "this month", "next year" as calendar units; a present one is cut at publication."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase, "period")
    start, end = calendar_unit(step(setting.published, int(phrase.option) * size, unit), size, unit)
    if phrase.option != "0" or setting.is_whole:
        return start, end
    return (setting.published, end) if setting.direction == "future" else (start, setting.published)


def read_unit_to_date(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "earlier this month": from its first day to publication."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase, "period")
    return calendar_unit(setting.published, size, unit)[0], setting.published


def read_unit_from_date(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "later this month": from publication to its last day."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase, "period")
    return setting.published, calendar_unit(setting.published, size, unit)[1]


def read_past_units(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "the past five months": as many units up to publication."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase, "unit" if "unit" in phrase.values else "period")
    count = (phrase.number("number") or 1) * size
    if unit == "hour":
        count, unit = -(-count // 24), "day"
    return step(setting.published, -count, unit), setting.published


def read_recent(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "recent weeks" by the reach of _RECENT_DAYS."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase)
    return setting.published - timedelta(days=_RECENT_DAYS[unit] * size), setting.published


def read_next_units(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "the next five days"."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase)
    return setting.published, step(setting.published, (phrase.number("number") or 1) * size, unit)


def read_in_units(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "in two weeks' time": weeks within 3 days, months within 15, years within half a year."""
    if setting.published is None:
        return None
    size, unit = unit_of(phrase)
    day = step(setting.published, (phrase.number("number") or 1) * size, unit)
    slack = {"week": 3, "month": 15, "year": 182}.get(unit, 0)
    return max(setting.published, day - timedelta(days=slack)), day + timedelta(days=slack)
