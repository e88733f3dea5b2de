"""Graded dates and counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.scales import Count, DateRange, Occurrences, date_prec_of

START = date(2024, 2, 1)
NUMBER = st.one_of(st.none(), st.integers(-3, 12))


@pytest.mark.parametrize(
    ("days", "date_prec"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (29, 4), (31, 4), (32, 5), (366, 5)],
)
def test_a_range_is_graded_on_the_scale_of_ucdp(days: int, date_prec: int) -> None:
    assert date_prec_of(START, START + timedelta(days=days - 1)) == date_prec


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start": START}, "both ends or none"),
        ({"end": START}, "both ends or none"),
        ({"start": START, "end": START - timedelta(days=1), "date_prec": 1}, "runs backwards"),
        ({"start": START, "end": START}, "exactly when there is a range"),
        ({"date_prec": 1}, "exactly when there is a range"),
        ({"start": START, "end": START, "date_prec": 0}, "1 to 5"),
        ({"start": START, "end": START, "date_prec": 6}, "1 to 5"),
    ],
)
def test_a_range_that_is_none_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        DateRange(**values)


def test_no_date_is_a_range_without_ends() -> None:
    assert (DateRange().start, DateRange().end, DateRange().date_prec) == (None, None, None)


@given(st.dates(), st.dates())
def test_a_range_between_two_days_keeps_them_and_their_grade(one: date, other: date) -> None:
    start, end = sorted((one, other))
    made = DateRange.between(start, end)
    assert (made.start, made.end, made.date_prec) == (start, end, date_prec_of(start, end))


@given(NUMBER, NUMBER, NUMBER)
def test_counts_are_kept_in_order_or_refused(low: int | None, best: int | None, high: int | None) -> None:
    known = [value for value in (low, best, high) if value is not None]
    for kind in (Count, Occurrences):
        if known == sorted(known) and all(value >= 0 for value in known):
            made = kind(low, best, high)
            assert (made.low, made.best, made.high) == (low, best, high)
        else:
            with pytest.raises(ValueError, match="expected 0 <= low <= best <= high"):
                kind(low, best, high)
