"""What to ask of the record: a filter over its events, and the words of a text search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from harmattan.errors import ConfigError
from harmattan.model.event import FACTUALITIES

__all__ = ["EventFilter", "folded", "match_expression"]

_TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to read; every condition that is given must hold, and within one any value will do.

    Attributes:
        countries: takes part as actor or recipient, or is where it happened (ISO alpha-3 or PLOVER codes).
        place_countries: where it happened; an area that several countries share counts for each.
        event_types: PLOVER types.
        modes: the mode, or any of the modes.
        factuality: asserted, denied, possible, planned, conditional.
        actor: part of the words or the name of an actor (case and accents do not matter), or exactly its
            country or sector code.
        recipient: the same for a recipient.
        participant: the same for either.
        date_from: the event's date range ends on this day or later; undated events are left out.
        date_to: the event's date range starts on this day or before; undated events are left out.
        published_from: first day of publication; documents without a date are left out.
        published_to: last day of publication; documents without a date are left out.
        text: words that the event's sentences hold, all of them; "in quotes" a phrase, `abduct*` a beginning.
        document_text: the same for the whole document and its title.
        document_id: the document, or the beginning of its id.
        border: two neighbours, such as BEN and BFA; on either side of the border between them.
        within_km: at most so far from the border, or without one from the nearest border of the place's country: the
            distance of a point, the greatest of an area.
        min_confidence: 0 to 1.
        limit: at most so many events, the first ones in the order of the record.

    Raises:
        ConfigError: for a value that no event can have.
    """

    countries: Iterable[str] = ()
    place_countries: Iterable[str] = ()
    event_types: Iterable[str] = ()
    modes: Iterable[str] = ()
    factuality: Iterable[str] = ()
    actor: str | None = None
    recipient: str | None = None
    participant: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    text: str | None = None
    document_text: str | None = None
    document_id: str | None = None
    border: tuple[str, str] | None = None
    within_km: float | None = None
    min_confidence: float | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, upper in (
            ("countries", True),
            ("place_countries", True),
            ("event_types", True),
            ("modes", False),
            ("factuality", False),
        ):
            object.__setattr__(self, name, _values(getattr(self, name), upper=upper))
        unknown = [one for one in self.factuality if one not in FACTUALITIES]
        if unknown:
            raise ConfigError(f"unknown factuality {unknown[0]!r}; expected one of {', '.join(FACTUALITIES)}")
        _check_order("date", self.date_from, self.date_to)
        _check_order("published", self.published_from, self.published_to)
        if self.min_confidence is not None and not 0.0 <= self.min_confidence <= 1.0:
            raise ConfigError(f"min_confidence is 0 to 1, not {self.min_confidence}")
        if self.within_km is not None and self.within_km < 0:
            raise ConfigError(f"within_km is 0 or more, not {self.within_km}")
        if self.limit is not None and self.limit < 0:
            raise ConfigError(f"limit is 0 or more, not {self.limit}")


def folded(text: str) -> str:
    """Return a text without case and accents, for comparing names."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def match_expression(words: str) -> str | None:
    """Return an FTS5 expression that asks for all words; None when there is no word in it.

    Everything is quoted, so AND, NEAR, brackets and colons are plain text. "A phrase in quotes" stays
    together and a trailing `*` asks for a beginning. An unpaired quote is ignored.
    (Source: SQLite FTS5, "Full-text Query Syntax", strings.)
    """
    terms: list[str] = []
    for phrase, star, word in _TERM.findall(words.replace("\x00", " ")):
        term = phrase or word.rstrip("*")
        if any(char.isalnum() for char in term):
            is_prefix = bool(star) or word.endswith("*")
            terms.append(f'"{term}"' + ("*" if is_prefix else ""))
    return " ".join(terms) or None


def _values(given: Iterable[str], *, upper: bool) -> tuple[str, ...]:
    listed = (given,) if isinstance(given, str) else tuple(given)
    return tuple(sorted({one.upper() if upper else one for one in listed}))


def _check_order(name: str, first: date | None, last: date | None) -> None:
    if first is not None and last is not None and first > last:
        raise ConfigError(f"{name}: from {first} to {last} runs backwards; give the earlier day first")
