"""Graded values: date ranges, places' precision and counts, on the scales of UCDP.

Sources: UCDP GED codebook 23.1 (`date_prec`, `where_prec`); design of Harmattan for counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["DATE_KINDS", "WHERE_PRECS", "Count", "DateKind", "DateRange", "Occurrences", "date_prec_of"]

DateKind = Literal["within", "throughout", "repeated"]
DATE_KINDS: tuple[DateKind, ...] = ("within", "throughout", "repeated")
WHERE_PRECS: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)


def date_prec_of(start: date, end: date) -> int:
    """Grade a range of days on UCDP's `date_prec`.

    1 a day; 2 two to six days; 3 a week; 4 up to a month; 5 longer.
    """
    days = (end - start).days + 1
    if days <= 1:
        return 1
    if days <= 6:
        return 2
    if days <= 7:
        return 3
    return 4 if days <= 31 else 5


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last possible day, both inclusive; None where the text does not say.

    `date_prec` is UCDP's 1-5, None when there is no range. `kind` says how a happening fills the range:
    "within" (once, some time in it), "throughout" or "repeated".
    """

    start: date | None = None
    end: date | None = None
    date_prec: int | None = None
    kind: DateKind = "within"

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError(f"a date range has both ends or none: {self.start} to {self.end}")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a date range runs backwards: {self.start} to {self.end}")
        if (self.date_prec is None) != (self.start is None):
            raise ValueError("date_prec is given exactly when there is a range")
        if self.date_prec is not None and not 1 <= self.date_prec <= 5:
            raise ValueError(f"date_prec is 1 to 5, not {self.date_prec}")

    @classmethod
    def between(cls, start: date, end: date, *, kind: DateKind = "within") -> DateRange:
        """Return the range of two days, graded by its length."""
        return cls(start, end, date_prec_of(start, end), kind)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """How many happenings an aggregate statement sums up."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    is_approximate: bool = False

    def __post_init__(self) -> None:
        _check_order(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the text gives it: "at least 5" is low 5, "about 20" is best 20 and approximate."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    is_approximate: bool = False
    is_cumulative: bool = False

    def __post_init__(self) -> None:
        _check_order(self.low, self.best, self.high)


def _check_order(low: int | None, best: int | None, high: int | None) -> None:
    known = [value for value in (low, best, high) if value is not None]
    if any(value < 0 for value in known) or known != sorted(known):
        raise ValueError(f"expected 0 <= low <= best <= high, got {low}, {best}, {high}")
