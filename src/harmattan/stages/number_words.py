"""Read numbers: figures, written-out numbers and vague quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.reference.lexemes import Lexeme
from harmattan.reference.words import NumberWord, Words

__all__ = ["NumberRead", "phrase_at", "read_number"]

_PLAIN = re.compile(r"\d{1,12}")
_GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u202f\u2009]\d{3}){1,3}")
_DECIMAL = re.compile(r"\d{1,9}\.\d{1,6}")


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number that ends before lexeme `end`; `kind` is "figure", "word", "vague", "series" or "article"."""

    end: int
    kind: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


def phrase_at(lexemes: Sequence[Lexeme], index: int, words: Sequence[str]) -> bool:
    """Say whether the lower-case words stand at an index."""
    if len(lexemes) - index < len(words):
        return False
    # A plain loop: this is asked of every "a" and number word, and a generator takes thrice the time.
    for step, word in enumerate(words):  # noqa: SIM110
        if lexemes[index + step].lower != word:
            return False
    return True


def read_number(lexemes: Sequence[Lexeme], index: int, words: Words) -> NumberRead | None:
    """Read the number that begins at an index, the longest reading first.

    Figures may be grouped by commas or spaces and followed by a multiplier ("1.5 million"); numbers that are no
    whole number and figures such as "3,5", "9:30" or "24/7" are none.
    """
    first = lexemes[index]
    if first.is_figure:
        return _figure(lexemes, index, words)
    written = _written(lexemes, index, words)
    for entry in words.numbers.get(first.lower, ()):
        if entry.kind in ("exact", "vague", "series", "article") and phrase_at(lexemes, index, entry.words):
            end = index + len(entry.words)
            if written is not None and written.end >= end:
                return written
            if entry.kind == "exact":
                return NumberRead(end, "word", best=entry.value)
            if entry.kind == "article":
                return NumberRead(end, "article", best=entry.value)
            return NumberRead(end, entry.kind, low=entry.low, best=entry.value, high=entry.high)
    return written


def _figure(lexemes: Sequence[Lexeme], index: int, words: Words) -> NumberRead | None:
    text = lexemes[index].text
    factor, end = 1, index + 1
    while end < len(lexemes) and (entry := _single(lexemes[end].lower, words)) and entry.kind == "multiplier":
        factor *= entry.value or 1
        end += 1
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return NumberRead(end, "figure", best=int(re.sub(r"\D", "", text)) * factor)
    if _DECIMAL.fullmatch(text) and factor > 1:
        whole, _, fraction = text.partition(".")
        value, rest = divmod(int(whole + fraction) * factor, 10 ** len(fraction))
        return NumberRead(end, "figure", best=value) if rest == 0 else None
    return None


def _single(word: str, words: Words) -> NumberWord | None:
    return next(
        (
            one
            for one in words.numbers.get(word, ())
            if len(one.words) == 1 and one.kind in ("unit", "ten", "multiplier", "joiner")
        ),
        None,
    )


def _written(lexemes: Sequence[Lexeme], index: int, words: Words) -> NumberRead | None:
    """Sum units and tens and multiply: "two hundred and fifty thousand"."""
    total = current = 0
    last, end = "", index
    position = index
    while position < len(lexemes):
        if last == "ten" and lexemes[position].text == "-":
            position += 1
            if position == len(lexemes):
                break
        entry = _single(lexemes[position].lower, words)
        if entry is None or not _may_follow(last, entry.kind):
            break
        value = entry.value or 0
        if entry.kind == "multiplier":
            current = max(current, 1) * value
            if value >= 1000:
                total, current = total + current, 0
        else:
            current += value
        position += 1
        last = entry.kind
        if entry.kind != "joiner":
            end = position
    return NumberRead(end, "word", best=total + current) if end > index else None


def _may_follow(last: str, kind: str) -> bool:
    allowed = {
        "": ("unit", "ten"),
        "unit": ("multiplier",),
        "ten": ("unit", "multiplier"),
        "multiplier": ("unit", "ten", "multiplier", "joiner"),
        "joiner": ("unit", "ten"),
    }
    return kind in allowed[last]
