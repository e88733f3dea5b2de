"""Lexemes: the smallest pieces in which phrases of packs and of texts are compared.

A parser's tokens are not used for this, because it cuts "21-year-old", "1990s" and "24/7" as it pleases; lexemes
depend on the text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Lexeme", "lex", "lex_words"]

_LEXEME = re.compile(
    r"""
      (?<![\d.,/:])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,/:]\d)(?!\d)  # 1,000
    | (?<![\d.,/:])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)     # 1 000
    | \d+(?:[.,/:]\d+)+                                             # 1.5, 9:30, 03/03/2021, 24/7
    | \d+[^\W\d_]+\w*                                               # 1990s, 3rd, 9am
    | \d+
    | (?:[^\W\d_]\.){2,}                                            # a.m., U.S.
    | [^\W\d_]\w*
    | [^\s\w]|_
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a text and where it stands; `lower` is its lower-case form."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_figure(self) -> bool:
        """Say whether it begins with a digit."""
        return self.text[0].isdigit()


def lex(text: str, *, offset: int = 0) -> tuple[Lexeme, ...]:
    """Cut a text into lexemes; `offset` is added to their places."""
    return tuple(
        Lexeme(match.start() + offset, match.end() + offset, match[0], match[0].lower())
        for match in _LEXEME.finditer(text)
    )


def lex_words(phrase: str) -> tuple[str, ...]:
    """Cut a phrase of a pack into lexemes' texts."""
    return tuple(lexeme.text for lexeme in lex(phrase))
