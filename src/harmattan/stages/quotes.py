"""Find what stands between quotation marks, in one pass over the text.

News opens each paragraph of a long quote anew and closes the last one only; a mark that is never closed must not
swallow the rest of the text. So a quote ends at its closing mark, at a blank line, or at the line end before the next
opening mark, whichever comes first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Quotes", "quote_ranges"]

_MARKS = re.compile(r"[“”„«»\"]|''|``|(?<![^\s(])‘(?=\w)|(?<=[,.!?…])’(?=[\s)]|\Z)|(?:\r?\n[ \t]*)+")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"', "``": "''", "''": "''", "‘": "’"}
_SINGLE = "‘"
_AFTER = 1 << 62
"""Above any offset: ranges are searched by their start."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quoted ranges of a text, sorted and apart from each other."""

    ranges: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Quotes:
        """Find the quotes of a text."""
        return cls(quote_ranges(text))

    def at(self, offset: int) -> tuple[int, int] | None:
        """Return the quote that holds an offset."""
        index = bisect_right(self.ranges, (offset, _AFTER)) - 1
        if index < 0 or self.ranges[index][1] <= offset:
            return None
        return self.ranges[index]

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the whole quotes that overlap a range."""
        low = bisect_right(self.ranges, (start, _AFTER)) - 1
        low += low < 0 or self.ranges[low][1] <= start
        high = bisect_right(self.ranges, (end - 1, _AFTER))
        return self.ranges[max(low, 0) : high]


def quote_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges between quotation marks, the marks included, in the order of the text."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    opener = ""
    line_end: int | None = None

    def end(at: int) -> None:
        if start is not None and opener != _SINGLE:  # an unclosed one was a scare quote or an apostrophe
            found.append((start, at))

    for match in _MARKS.finditer(text):
        mark = match.group()
        if "\n" in mark:
            if mark.count("\n") > 1:
                end(match.start())
                start = None
            line_end = match.start() if line_end is None else line_end
        elif start is not None and mark in _CLOSERS[opener] and not _opens(text, match, mark):
            found.append((start, match.end()))
            start = None
        elif _opens(text, match, mark):
            if start is not None and opener != _SINGLE and (opener != mark or line_end is None):
                continue  # a quote inside a quote
            end(line_end if line_end is not None else match.start())
            start, opener, line_end = match.start(), mark, None
    end(line_end if line_end is not None else len(text))
    return tuple(one for one in found if one[1] - one[0] > 2)


def _opens(text: str, match: re.Match[str], mark: str) -> bool:
    """Say whether a mark opens; straight ones open after a space, before a word."""
    if mark not in ('"', "''"):
        return mark in _CLOSERS and mark != "”"
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()
