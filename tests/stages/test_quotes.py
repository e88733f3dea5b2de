"""Where quotes begin and end."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from harmattan.stages.quotes import Quotes, quote_ranges

QUOTED = [
    ("He said “we ran” and left.", ["“we ran”"]),
    ('He said "we ran" and left.', ['"we ran"']),
    ("Il dit «we ran» and left.", ["«we ran»"]),
    ("He said ''we ran'' and left.", ["''we ran''"]),
    ("‘We ran,’ he said. ‘It was late.’", ["‘We ran,’", "‘It was late.’"]),
    ("“We ran. It was late,” he said.", ["“We ran. It was late,”"]),
    ("“We ran.\n\n“It was late,” he said.", ["“We ran.", "“It was late,”"]),
    ("“We ran.\n“It was late,” he said.", ["“We ran.", "“It was late,”"]),
    ('"We ran.\n\n"It was late," he said.', ['"We ran.', '"It was late,"']),
    ("“We ran\nto the river,” he said.", ["“We ran\nto the river,”"]),
    ("“We ran “fast”, he said.", ["“We ran “fast”"]),
    ("“We ran, the ‘old’ men,” he said.", ["“We ran, the ‘old’ men,”"]),
    ("“We ran.\n\nThe mayor left.", ["“We ran."]),
]

NOT_QUOTED = [
    "The mayor’s men ran.",
    "The men’s ‘old’ mayor ran.",
    "He is 6' 2\" tall.",
    "We ran” he said.",
    "It isn't the mayor's.",
    "",
    "“”",
]


@pytest.mark.parametrize(("text", "quotes"), QUOTED)
def test_a_quote_runs_from_mark_to_mark(text: str, quotes: list[str]) -> None:
    assert [text[start:end] for start, end in quote_ranges(text)] == quotes


@pytest.mark.parametrize("text", NOT_QUOTED)
def test_a_stray_mark_opens_no_quote(text: str) -> None:
    assert quote_ranges(text) == ()


@pytest.mark.parametrize(("offset", "found"), [(0, None), (8, (8, 15)), (14, (8, 15)), (15, None), (30, (28, 34))])
def test_the_quote_at_an_offset(offset: int, found: tuple[int, int] | None) -> None:
    text = "He said “we ran” and left. " + " “alas” ."
    ranges = quote_ranges(text)
    quotes = Quotes(((8, 15), (28, 34)))
    assert len(ranges) == 2
    assert quotes.at(offset) == found


@pytest.mark.parametrize(
    ("start", "end", "number"), [(0, 8, 0), (0, 9, 1), (15, 28, 0), (14, 29, 2), (30, 31, 1), (34, 60, 0)]
)
def test_the_quotes_within_a_range(start: int, end: int, number: int) -> None:
    assert len(Quotes(((8, 15), (28, 34))).within(start, end)) == number


def test_unclosed_marks_are_read_in_one_pass() -> None:
    def steps(times: int) -> int:
        """Count the lines that run, which no other work on the machine can change."""
        count = 0

        def count_line(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal count
            count += event == "line"
            return count_line

        text = '“We ran” "and fell “ ” he said.\n' * times
        before = sys.gettrace()
        sys.settrace(count_line)
        try:
            quote_ranges(text)
        finally:
            sys.settrace(before)
        return count

    assert steps(1_000) < 11 * steps(100)
