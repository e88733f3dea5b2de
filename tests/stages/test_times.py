"""Time expressions and their normal forms: what is one, what is none, and what it is worth."""

from __future__ import annotations

from datetime import date

import pytest

from harmattan.model.annotations import DATES, TIMES, TimeExpression
from harmattan.stages.dates import DatesStage
from tests.stages.reading import english, parsed

TUESDAY = date(2007, 2, 6)


def times_of(text: str, published: date | None = TUESDAY, *, is_parsed: bool = True) -> tuple[TimeExpression, ...]:
    return DatesStage(english()).run(parsed(text, published, is_parsed=is_parsed))[TIMES]


ROWS = [
    ("The ferry sank on Monday morning.", [("Monday morning", "time", "2007-02-05TMO")]),
    ("The ferry sank last night.", [("last night", "time", "2007-02-05TNI")]),
    ("Guards will patrol tonight.", [("tonight", "time", "2007-02-06TNI")]),
    ("Since May 3 the ferry has not run.", [("May 3", "date", "2006-05-03")]),
    ("The dock will be ready by 2010.", [("2010", "date", "2010")]),
    ("The dock was shut from 3 to 5 May.", [("3", "date", "2006-05-03"), ("5 May", "date", "2006-05-05")]),
    ("The yard was shut between 2001 and 2004.", [("2001", "date", "2001"), ("2004", "date", "2004")]),
    ("The ferry ran in early 2006.", [("early 2006", "date", "2006")]),
    ("The ferry ran earlier this year.", [("earlier this year", "date", "2007")]),
    ("The ferry sank last week.", [("last week", "date", "2007-W05")]),
    ("The ferry sank in the 1980s.", [("the 1980s", "date", "198")]),
    ("The ferry ran in spring 2005.", [("spring 2005", "date", "2005-SP")]),
    ("Profits fell in the third quarter of 2005.", [("the third quarter of 2005", "date", "2005-Q3")]),
    ("Profits fell last quarter.", [("last quarter", "date", "2006-Q4")]),
    ("Profits fell in the first half of 2005.", [("the first half of 2005", "date", "2005-H1")]),
    ("Crews marched this weekend.", [("this weekend", "date", "2007-W05-WE")]),
    ("The ferry sank two weeks ago.", [("two weeks ago", "date", "2007-W04")]),
    ("The ferry sank several years ago.", [("several years ago", "date", "PAST_REF")]),
    ("The crew now lives in Oran.", [("now", "date", "PRESENT_REF")]),
    ("The ferry recently sank.", [("recently", "date", "PAST_REF")]),
    ("The crew worked for two days.", [("two days", "duration", "P2D")]),
    ("The crew waited half an hour.", [("half an hour", "duration", "PT30M")]),
    ("It took almost two and a half years.", [("almost two and a half years", "duration", "P2.5Y")]),
    ("It took decades.", [("decades", "duration", "PXY")]),
    ("The yard won a 27-year contract.", [("27-year", "duration", "P27Y")]),
    ("A 54-year-old sailor drowned.", [("54-year-old", "duration", "P54Y")]),
    ("Nobody swam in the past 24 hours.", [("the past 24 hours", "duration", "PT24H")]),
    ("Ships will call over the next four years.", [("the next four years", "duration", "P4Y")]),
    ("The ferry sank two days after the storm.", [("two days", "duration", "P2D")]),
    ("Ships call every Friday.", [("every Friday", "set", "XXXX-WXX-5")]),
    ("Ships call twice a week.", [("twice a week", "set", "P1W")]),
    ("The annual fair was shut.", [("annual", "set", "P1Y")]),
    ("The ferry sank at 18:00 UTC.", [("18:00 UTC", "time", "2007-02-06T18:00Z")]),
    ("It sank at 9:30 p.m. on Monday.", [("9:30 p.m.", "time", "2007-02-05T21:30"), ("Monday", "date", "2007-02-05")]),
    ("The ferry sank at 8 a.m. Monday.", [("8 a.m. Monday", "time", "2007-02-05T08:00")]),
    ("It sank at 11 o'clock Monday night.", [("11 o'clock Monday night", "time", "2007-02-05T23:00")]),
    ("The 1991 deal was broken.", [("1991", "date", "1991")]),
    ("The February storm sank a ferry.", [("February", "date", "2007-02")]),
    ("A fair to be held on March 12 was announced.", [("March 12", "date", "2007-03-12")]),
    # No expressions of time.
    ("The yard has 2000 workers.", []),
    ("The yard may close.", []),
    ("Crews march in step.", []),
    ("The score was 3-1.", []),
    ("The Daily Gull was sold.", []),
    ("The soon-to-open yard was sold.", []),
    ("A fall of rocks sank the ferry.", []),
    ("The yard paid $2005 for paint.", []),
    ("She came first and he came second.", []),
    ("A quarter of the crew left.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_an_expression_has_its_words_kind_and_normal_form(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.span.text, one.kind, one.value) for one in times_of(text)] == expected


def test_without_a_day_of_publication_relative_values_are_unknown() -> None:
    found = times_of("It sank on Monday, at 9:30 a.m., after two days, in 2006.", None)
    assert [(one.kind, one.value) for one in found] == [
        ("date", None),
        ("time", None),
        ("duration", "P2D"),
        ("date", "2006"),
    ]


def test_a_year_earlier_counts_from_the_date_before_or_else_from_publication() -> None:
    assert times_of("It sank in 1999. A year earlier it ran.")[-1].value == "1998"
    assert times_of("A year earlier it ran.")[-1].value == "2006"


def test_an_unparsed_sentence_gives_the_same_times() -> None:
    for text, expected in ROWS[:20]:
        assert [one.span.text for one in times_of(text, is_parsed=False)] == [words for words, _, _ in expected], text


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Rebels held the town for two days.", []),
        ("Rebels attacked at least two years ago.", ["two years ago"]),
        ("Rebels attacked in the past decade, now and every day.", ["the past decade"]),
        ("Rebels attacked at 9:30 a.m. Tuesday.", ["Tuesday"]),
    ],
)
def test_times_that_date_nothing_are_no_dates(text: str, dates: list[str]) -> None:
    found = DatesStage(english()).run(parsed(text, TUESDAY))[DATES]
    assert [one.span.text for one in found] == dates


def test_spans_are_the_documents_words() -> None:
    text = "A long headline\n\nThe ferry sank on Monday, after two days at sea, at 18:00."
    assert [text[one.span.start : one.span.end] for one in times_of(text)] == ["Monday", "two days", "18:00"]
