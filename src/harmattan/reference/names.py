"""Folding of names, so that spellings of one name meet: case, accents, apostrophes, hyphens.

Folding maps each code point to one code point; offsets in the folded text are offsets in the text.
"""

from __future__ import annotations

import functools
import re
import unicodedata

__all__ = ["capitals", "fold", "fold_case", "is_acronym", "is_boundary"]

_APOSTROPHES = "'‘’ʼ`´ʻʿʾ‛"
_SPACES = " \t\r\n\u00a0\u2007\u2009\u202f-‐‑‒–"
# Letters with a stroke have no decomposition in Unicode.
_STROKES = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D"}
_LONGEST_ACRONYM = 12


class _Table(dict[int, str]):
    """A translation table that fills itself."""

    def __init__(self, *, lower: bool) -> None:
        super().__init__()
        self._lower = lower

    def __missing__(self, code: int) -> str:
        folded = _fold_one(chr(code), lower=self._lower)
        self[code] = folded
        return folded


def _fold_one(letter: str, *, lower: bool) -> str:
    if letter in _APOSTROPHES:
        return "'"
    if letter in _SPACES:
        return " "
    letter = _STROKES.get(letter, letter)
    parts = unicodedata.normalize("NFD", letter)
    bare = parts[0] if all(unicodedata.combining(part) for part in parts[1:]) else letter
    low = bare.lower() if lower else bare
    return low if len(low) == 1 else bare


@functools.cache
def _table(*, lower: bool) -> _Table:
    return _Table(lower=lower)


def fold(text: str) -> str:
    """Fold case, accents, apostrophes, hyphens and white space; the length stays."""
    return text.translate(_table(lower=True))


def fold_case(text: str) -> str:
    """Fold as `fold` does but keep the case, for acronyms."""
    return text.translate(_table(lower=False))


def is_acronym(name: str) -> bool:
    """Say whether a name is one word of capitals, such as "UN", "U.S.", "FAMa", "SPLM-IO", "G5S".

    Acronyms are matched with their case, since "us" is not the US and "au" not the AU.
    """
    if len(name) > _LONGEST_ACRONYM or re.search(r"\s", name):
        return False
    capital = sum(letter.isupper() for letter in name)
    return capital >= 2 and capital > sum(letter.islower() for letter in name)


def capitals(name: str) -> tuple[int, ...]:
    """Return the offsets of the words of a name that begin with a capital."""
    return tuple(
        at
        for at, letter in enumerate(name)
        if letter.isupper() and (at == 0 or not (name[at - 1].isalnum() or name[at - 1] in _APOSTROPHES))
    )


def is_boundary(text: str, start: int, end: int) -> bool:
    """Say whether a range stands between word boundaries; "US" in "US$5" does not."""
    if start > 0 and _is_word(text[start - 1]):
        return False
    return end >= len(text) or not (_is_word(text[end]) or text[end] == "$")


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
