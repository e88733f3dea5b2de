"""Normal forms of time expressions after TIMEX3 (TimeML 1.2.1, ISO 8601): which words, what kind, what value.

A phrase that the date rules read is given its value here; words that only lead to a date ("since", "by", "between")
are left out, and a phrase of two dates gives two expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from harmattan.model.annotations import TimeKind
from harmattan.reference.lexemes import Lexeme
from harmattan.reference.words import Words
from harmattan.stages.date_periods import Period, Setting, unit_of
from harmattan.stages.date_phrases import DatePhrase
from harmattan.stages.date_rules import read_period

__all__ = ["TIME_RULES", "Timed", "timed"]

TIME_RULES = frozenset({"age", "clock", "duration", "duration_open", "often", "reference"})
"""Rules of phrases that are no dates of happenings; those of dates are in `date_rules`."""

_LEADING = frozenset({"since", "until", "by", "before", "after", "span"})
_JOINTS = frozenset({"-", "–", "to", "and", "or", "into", "through", "until"})
_LETTERS = {"minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_SEASONS = {"3-5": "SP", "6-8": "SU", "9-11": "FA", "12-2": "WI"}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?|(\d{2})(\d{2})")
_PAST, _PRESENT, _FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"


@dataclass(frozen=True, slots=True)
class Timed:
    """An expression over lexemes first..end (exclusive).

    A time of day is given as "T18:00", without its day.
    """

    first: int
    end: int
    kind: TimeKind
    value: str | None


def timed(phrase: DatePhrase, setting: Setting, lexemes: Sequence[Lexeme], words: Words) -> Iterator[Timed]:
    """Yield the expressions of a phrase, in order."""
    if phrase.rule in _LEADING:
        for inner in (phrase.inner(), phrase.inner("to_date")):
            if inner is not None:
                yield from timed(inner, setting, lexemes, words)
        return
    if phrase.rule in _GRAINS:
        yield from _two(phrase, setting, lexemes, words)
        return
    if phrase.rule == "clause_steps":
        yield Timed(phrase.first, phrase.end - 1, "duration", _length(phrase))  # "two days" after the vote
        return
    whole = replace(setting, is_whole=True, anchor=setting.anchor or _today(setting))
    kind, value = _KINDS.get(phrase.rule, _date)(phrase, whole)
    daytime = _daytime(lexemes[phrase.first : phrase.end], words)
    if kind == "date" and daytime is not None and value is not None and len(value) == len("2024-05-06"):
        kind, value = "time", value + daytime
    yield Timed(phrase.first, phrase.end, kind, value)


def _today(setting: Setting) -> Period | None:
    """Return the day of publication, from which "a year earlier" counts where the text gave no date."""
    return None if setting.published is None else (setting.published, setting.published)


_GRAINS = {"days": "day", "weekdays": "day", "months": "month", "years": "year"}


def _two(phrase: DatePhrase, setting: Setting, lexemes: Sequence[Lexeme], words: Words) -> Iterator[Timed]:
    """Yield the two ends of "from 3 to 5 May", each with its words."""
    inside = range(phrase.first, phrase.end)
    joint = next((at for at in reversed(inside) if lexemes[at].lower in _JOINTS), None)
    if joint is None:
        return
    named = (at for at in inside if lexemes[at].is_figure or _is_named(lexemes[at], words))
    period = read_period(phrase, replace(setting, is_whole=True))
    values = [None, None] if period is None else [_iso((day, day), _GRAINS[phrase.rule]) for day in period]
    yield Timed(next(named, phrase.first), joint, "date", values[0])
    yield Timed(joint + 1, phrase.end, "date", values[1])


def _is_named(lexeme: Lexeme, words: Words) -> bool:
    return any(word.kind in ("weekday", "month") for word in words.date_words.get(lexeme.lower, ()))


_Read = tuple[TimeKind, "str | None"]


def _date(phrase: DatePhrase, setting: Setting) -> _Read:
    """Read a phrase by its date rule; the value is as fine as the words are."""
    period = read_period(_meant(phrase), replace(setting, is_whole=True))
    if period is None:
        return "date", None
    value = _iso(period, _grain(phrase))
    is_half = phrase.rule == "part" and phrase.option in ("1/2", "2/2") and len(value) == len("2024")
    return "date", f"{value}-H{phrase.option[0]}" if is_half else value


def _meant(phrase: DatePhrase) -> DatePhrase:
    """Return the phrase whose value an expression takes: that of "early 2006" is 2006."""
    inner = phrase.inner() if phrase.rule in ("part", "inner") else None
    if inner is not None:
        return _meant(inner)
    if phrase.rule in ("unit_to_date", "unit_from_date"):
        return replace(phrase, rule="unit", option="0")
    return phrase


def _grain(phrase: DatePhrase) -> str:
    """Return how fine a date is told: "day", "week", "month" and so on."""
    meant = _meant(phrase)
    if meant.rule in ("month", "ago_month", "months_ago"):
        return "month"
    if meant.rule in ("year", "years_ago", "decade", "weekend", "quarter"):
        return meant.rule.split("_")[0].rstrip("s")
    if meant.rule in ("season", "ago_season"):
        return f"season {meant.values['season']}"
    if meant.rule == "days_offset" and ".." in meant.option:
        return "night"
    for name in ("unit", "period"):
        if name in meant.values:
            return _unit_name(*unit_of(meant, name))
    if meant.rule in ("anchor_unit", "anchor"):
        return meant.option.split()[-1]
    return "day"


def _unit_name(size: int, unit: str) -> str:
    return {(3, "month"): "quarter", (10, "year"): "decade", (100, "year"): "century", (25, "year"): "year"}.get(
        (size, unit), "day" if unit in ("hour", "minute") else unit
    )


def _iso(period: Period, grain: str) -> str:
    """Return the normal form of a period at a grain; the middle of a range decides where its edges are rough."""
    start, end = period
    middle = start + (end - start) // 2
    name, _, months = grain.partition(" ")
    year, week, _ = middle.isocalendar()
    forms: Mapping[str, Callable[[], str]] = {
        "day": end.isoformat,
        "night": start.isoformat,
        "week": lambda: f"{year}-W{week:02}",
        "weekend": lambda: f"{start.isocalendar()[0]}-W{start.isocalendar()[1]:02}-WE",
        "month": lambda: f"{middle.year:04}-{middle.month:02}",
        "quarter": lambda: f"{middle.year:04}-Q{(middle.month + 2) // 3}",
        "season": lambda: f"{start.year:04}-{_SEASONS.get(months, 'XX')}",
        "decade": lambda: f"{middle.year // 10:03}",
        "century": lambda: f"{middle.year // 100:02}",
    }
    return forms.get(name, lambda: f"{middle.year:04}")()


def _daytime(lexemes: Sequence[Lexeme], words: Words) -> str | None:
    """Return the part of the day that a phrase names: "TMO" in "Monday morning"."""
    found = (word.value for one in lexemes for word in words.date_words.get(one.lower, ()) if word.kind == "daytime")
    return next(found, None)


def _length(phrase: DatePhrase, setting: Setting | None = None) -> str | None:
    """Return a length of time: "P3D", "PT30M", "P2.5Y", "PXM" where the number is open."""
    size, unit = unit_of(phrase, "unit" if "unit" in phrase.values else "period")
    number = phrase.number("number")
    is_open = "vague" in phrase.values or phrase.rule in ("duration_open", "recent") or phrase.option == "open"
    if phrase.option == ".5" and number is not None:
        count = f"{number + 0.5:g}" if size == 1 else f"{(number + 0.5) * size:g}"
    elif phrase.option == "half":
        halves = {"hour": ("30", "minute"), "day": ("12", "hour"), "year": ("6", "month")}
        count, unit = halves.get(unit, ("0.5", unit)) if size == 1 else (f"{size / 2:g}", unit)
    else:
        count = "X" if is_open else str((1 if number is None else number) * size)
    return f"P{'T' if unit in ('minute', 'hour') else ''}{count}{_LETTERS[unit]}"


def _duration(phrase: DatePhrase, setting: Setting) -> _Read:
    return "duration", _length(phrase)


def _set(phrase: DatePhrase, setting: Setting) -> _Read:
    if "often" in phrase.values:
        return "set", str(phrase.values["often"])
    day = phrase.number("weekday")
    if day is not None:
        return "set", f"XXXX-WXX-{day + 1}"
    return "set", "P1D" if "daypart" in phrase.values else _length(phrase)


def _reference(phrase: DatePhrase, setting: Setting) -> _Read:
    return "date", phrase.option or _PAST


def _clock(phrase: DatePhrase, setting: Setting) -> _Read:
    """Read a time of day."""
    if phrase.option:
        return "time", phrase.option
    text = str(phrase.values.get("clock", phrase.values.get("hour", "")))
    found = _CLOCK.fullmatch(text)
    if found is None:
        return "time", None
    hour, minute = int(found[1] or found[4]), found[2] or found[5] or "00"
    half = str(phrase.values.get("meridiem", found[3] or ""))
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return "time", f"T{hour:02}:{minute}{phrase.values.get('zone', '')}" if hour <= 24 else None


_KINDS: Mapping[str, Callable[[DatePhrase, Setting], _Read]] = MappingProxyType(
    {
        "age": _duration,
        "ago_vague": lambda phrase, setting: ("date", _PAST),
        "clock": _clock,
        "duration": _duration,
        "duration_open": _duration,
        "next_units": _duration,
        "often": _set,
        "past_units": _duration,
        "recent": _duration,
        "recurrent": _set,
        "reference": _reference,
        "vague": _reference,
    }
)
