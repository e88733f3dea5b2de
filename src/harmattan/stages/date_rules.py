"""The rules that turn a date phrase into a range of days.

Every rule takes the phrase and the setting in which it is read, and returns the first and last possible day, or
None where the text does not settle it. Weeks run from Monday to Sunday. A publication day that is unknown leaves
relative phrases unresolved: it is never replaced by today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from harmattan.scales import DateKind
from harmattan.stages.date_calendar import (
    read_ago_month,
    read_ago_season,
    read_day,
    read_days,
    read_decade,
    read_fixed,
    read_holiday,
    read_iso,
    read_month,
    read_months,
    read_numeric,
    read_quarter,
    read_season,
    read_year,
    read_year_span,
)
from harmattan.stages.date_periods import (
    Period,
    Setting,
    shift_months,
)
from harmattan.stages.date_phrases import DatePhrase
from harmattan.stages.date_relative import (
    read_ago,
    read_ago_vague,
    read_anchor,
    read_anchor_steps,
    read_anchor_unit,
    read_clause_steps,
    read_days_offset,
    read_hours_later,
    read_in_units,
    read_months_ago,
    read_next_units,
    read_past_units,
    read_recent,
    read_unit,
    read_unit_from_date,
    read_unit_to_date,
    read_weekday,
    read_weekday_week,
    read_weekdays,
    read_weekend,
    read_years_ago,
)

__all__ = ["KINDS", "RULES", "Rule", "read_period"]

_WEEKS, _LONGEST_MONTH = 4, 31
"""Weeks and days of a month: "the first week of May" is its first quarter."""

Rule = Callable[[DatePhrase, Setting], Period | None]

KINDS: Mapping[str, DateKind] = MappingProxyType(
    {"since": "throughout", "until": "throughout", "recurrent": "repeated", "past_units": "throughout"}
)
"""How a happening fills the range, where that is not "within"."""


def read_period(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read a phrase; a past one ends at publication at the latest.

    Days outside the calendar ("February 30", the year 12000) give None.
    """
    try:
        period = RULES[phrase.rule](phrase, setting)
    except (ValueError, OverflowError):
        return None
    if period is None or setting.published is None or setting.is_whole or setting.direction != "past":
        return period
    start, end = period
    return (start, min(end, setting.published)) if start <= setting.published else period


def _inner(phrase: DatePhrase, setting: Setting, name: str = "date") -> Period | None:
    inner = phrase.inner(name)
    return None if inner is None else read_period(inner, setting)


def _since(phrase: DatePhrase, setting: Setting) -> Period | None:
    start = _inner(phrase, replace(setting, direction="past"))
    if start is None or setting.published is None or start[0] > setting.published:
        return None
    return start[0], setting.published


def _until(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "until X" of something to come; of something past only its end is known, which is no range."""
    ended = _inner(phrase, replace(setting, is_whole=True))
    if ended is None or setting.published is None or setting.direction != "future" or ended[1] < setting.published:
        return None
    return setting.published, ended[1]


def _by(phrase: DatePhrase, setting: Setting) -> Period | None:
    ended = _inner(phrase, replace(setting, is_whole=True))
    if ended is None or setting.published is None or ended[1] < setting.published:
        return ended
    return (
        (min(setting.published, ended[0]), setting.published)
        if setting.direction == "past"
        else (
            setting.published,
            ended[1],
        )
    )


def _span(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "between X and Y": Y first, and X as the last one before Y."""
    ended = _inner(phrase, setting, "to_date")
    if ended is None:
        return None
    began = _inner(phrase, Setting(ended[1], setting.anchor, "past"))
    return (began[0], ended[1]) if began is not None and began[0] <= ended[1] else None


def _part(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Read "early", "mid", "late": equal parts of years, months or days; of a single day, the day."""
    whole = _inner(phrase, replace(setting, is_whole=True))
    if whole is None:
        return None
    which, of = (int(one) for one in phrase.option.split("/"))
    start, end = whole
    days = (end - start).days + 1
    if days < 7:
        return whole
    if of == _WEEKS and days > _LONGEST_MONTH:
        return None  # "the first week of 2020"
    if days < 300:
        first, last = days * (which - 1) // of, days * which // of - 1
        return start + timedelta(days=first), start + timedelta(days=last)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    unit = 12 if months >= 36 else 1
    count = months // unit
    first, last = -(-count * (which - 1) // of), -(-count * which // of)
    return shift_months(start, first * unit), shift_months(start, last * unit) - timedelta(days=1)


def _none(phrase: DatePhrase, setting: Setting) -> Period | None:
    """Leave a phrase without a range: "recently", "before 2015", "every Friday"."""
    return None


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "after": _none,
        "ago": read_ago,
        "ago_month": read_ago_month,
        "ago_season": read_ago_season,
        "ago_vague": read_ago_vague,
        "anchor": read_anchor,
        "anchor_steps": read_anchor_steps,
        "anchor_unit": read_anchor_unit,
        "before": _none,
        "by": _by,
        "clause_steps": read_clause_steps,
        "day": read_day,
        "days": read_days,
        "days_offset": read_days_offset,
        "decade": read_decade,
        "fixed": read_fixed,
        "holiday": read_holiday,
        "hours_later": read_hours_later,
        "in_units": read_in_units,
        "inner": _inner,
        "iso": read_iso,
        "month": read_month,
        "months": read_months,
        "months_ago": read_months_ago,
        "next_units": read_next_units,
        "numeric": read_numeric,
        "part": _part,
        "past_units": read_past_units,
        "quarter": read_quarter,
        "recent": read_recent,
        "recurrent": _none,
        "season": read_season,
        "since": _since,
        "span": _span,
        "unit": read_unit,
        "unit_from_date": read_unit_from_date,
        "unit_to_date": read_unit_to_date,
        "until": _until,
        "vague": _none,
        "weekday": read_weekday,
        "weekday_week": read_weekday_week,
        "weekdays": read_weekdays,
        "weekend": read_weekend,
        "year": read_year,
        "years": read_year_span,
        "years_ago": read_years_ago,
    }
)
"""Every rule by the name that date_patterns.csv uses."""
