"""Days of publication as feeds, archives and mailers write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from harmattan.errors import InputError
from harmattan.stages.intake.options import clip, complaint

__all__ = ["parse_published"]

_SLASHED: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_WORDED: Final = re.compile(r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}(?:\b|[a-z]{2}\b))(?=.*[^\W\d_]{3})", re.DOTALL)
# No newspaper is older than the seventeenth century's first (the Relation of 1605).
_YEARS: Final = range(1600, 2200)
_LONGEST: Final = 80


def parse_published(value: str, where: str, *, languages: Iterable[str]) -> date:
    """Read a day of publication; the day is the one written, in whatever time zone it was written.

    ISO 8601 first, then RFC 5322 (mail, feeds), then day, month and year in figures where only one order is
    possible, then forms with the month's name in one of the languages (dateparser, absolute forms only).

    Raises:
        InputError: of kind "date", when it is no full date or two readings are possible.
    """
    text = value.strip()
    found = _iso(text) or _mail(text) or _figures(text, where) or _worded(text, languages)
    if found is None or found.year not in _YEARS:
        raise _refusal(where, f"a day, best as YYYY-MM-DD, between {_YEARS[0]} and {_YEARS[-1]}", text)
    return found


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _mail(text: str) -> date | None:
    if not text[:1].isalnum() or len(text) > _LONGEST:
        return None
    if not re.match(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}", text):
        return None
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _figures(text: str, where: str) -> date | None:
    first = _YEAR_FIRST.match(text)
    if first is not None:
        return _day(*(int(part) for part in first.groups()))
    match = _SLASHED.match(text)
    if match is None:
        return None
    one, two, year = (int(part) for part in match.groups())
    if one <= 12 and two <= 12 and one != two:
        raise _refusal(where, "a day that can be read in one way, best as YYYY-MM-DD", text)
    return _day(year, one, two) if one <= 12 else _day(year, two, one)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _worded(text: str, languages: Iterable[str]) -> date | None:
    """Read a form with the month's name; words such as "yesterday", and months without a day, give None."""
    if len(text) > _LONGEST or not _WORDED.match(text):
        return None
    import dateparser
    from dateparser.data.languages_info import language_order

    known = sorted(set(languages) & set(language_order))
    if not known:
        return None
    # Aware without a TIMEZONE setting: dateparser then keeps the written day instead of moving it into another zone.
    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RETURN_AS_TIMEZONE_AWARE": True,
        "STRICT_PARSING": True,
    }
    try:
        found = dateparser.parse(text, languages=known, settings=settings)
    except (ValueError, OverflowError, TypeError):
        return None
    return found.date() if isinstance(found, datetime) else None


def _refusal(where: str, expected: str, text: str) -> InputError:
    return InputError(
        complaint(where, expected=expected, got=clip(text), remedy="correct it, or give the date with --published"),
        kind="date",
    )
