"""Spans reproduce the text that they cover."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.model.spans import EvidenceSpan, Span

TEXT = "Côte d’Ivoire 𝔘 Kolda"


@given(st.text(min_size=1), st.data())
def test_a_span_reproduces_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert text[start:end] == Span.of(text, start, end).text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(0, 0, ""), (3, 2, "x"), (-1, 1, "ab"), (0, 3, "ab"), (0, 1, "ab")],
    ids=["empty", "backwards", "negative", "too long", "too short"],
)
def test_offsets_that_do_not_fit_are_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span(start, end, text)
    with pytest.raises(ValueError, match="does not fit"):
        EvidenceSpan("d", start, end, text)


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span.of(TEXT, 0, len(TEXT) + 1)


def test_offsets_count_code_points() -> None:
    assert Span.of(TEXT, 14, 15).text == "𝔘"


@pytest.mark.parametrize(
    ("first", "second", "overlaps", "holds"),
    [
        ((0, 4), (2, 6), True, False),
        ((0, 6), (2, 4), True, True),
        ((0, 4), (0, 4), True, True),
        ((2, 4), (0, 6), True, False),
        ((0, 4), (4, 6), False, False),
        ((4, 6), (0, 4), False, False),
    ],
)
def test_overlap_and_containment(first: tuple[int, int], second: tuple[int, int], overlaps: bool, holds: bool) -> None:
    one, other = Span.of(TEXT, *first), Span.of(TEXT, *second)
    assert one.overlaps(other) is other.overlaps(one) is overlaps
    assert one.holds(other) is holds


def test_spans_sort_by_their_place_in_the_text() -> None:
    spans = [Span.of(TEXT, 5, 8), Span.of(TEXT, 0, 9), Span.of(TEXT, 0, 4)]
    assert [(one.start, one.end) for one in sorted(spans)] == [(0, 4), (0, 9), (5, 8)]
