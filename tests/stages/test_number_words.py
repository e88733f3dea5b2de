"""Numbers in figures and words."""

from __future__ import annotations

import pytest

from harmattan.reference.lexemes import lex
from harmattan.stages.number_words import read_number
from tests.stages.reading import english

NUMBERS = [
    ("12", 12),
    ("1,000", 1000),
    ("1 000", 1000),
    ("12\u202f500", 12500),
    ("1.5 million", 1500000),
    ("3 thousand", 3000),
    ("seven", 7),
    ("twenty-five", 25),
    ("two hundred and fifty", 250),
    ("two hundred thousand", 200000),
    ("one thousand two hundred", 1200),
    ("half a dozen", 6),
    ("a dozen", 12),
    ("two dozen", 24),
    ("a couple of", 2),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_are_read_to_their_end(text: str, value: int) -> None:
    lexemes = lex(text)
    read = read_number(lexemes, 0, english())
    assert read is not None
    assert (read.best, read.end) == (value, len(lexemes))


@pytest.mark.parametrize(
    "text",
    [
        "3,5",
        "1.5",
        "24/7",
        "9:30",
        "03/03/2021",
        "3rd",
        "9am",
        "1990s",
        "M23",
        "third",
        "hundredweight",
        "and",
        "-",
        "x",
        "1,00",
    ],
)
def test_other_figures_and_words_are_no_numbers(text: str) -> None:
    assert read_number(lex(text), 0, english()) is None


@pytest.mark.parametrize(("text", "low"), [("dozens", 24), ("hundreds", 200), ("several hundred", 300), ("several", 3)])
def test_vague_quantities_have_a_lower_bound_only(text: str, low: int) -> None:
    read = read_number(lex(text), 0, english())
    assert read is not None
    assert (read.low, read.best, read.high) == (low, None, None)


def test_a_number_ends_where_another_begins() -> None:
    read = read_number(lex("two three"), 0, english())
    assert read is not None
    assert (read.best, read.end) == (2, 1)
