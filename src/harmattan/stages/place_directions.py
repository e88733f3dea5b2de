"""Read directions and distances before a place name: "north-eastern X", "the far north of X", "12 km north of X".

`low` are the words of the sentence in lower case, by token.
"""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.model.place import Place
from harmattan.model.syntax import Token
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_spans import is_capitalised

__all__ = ["direction_head", "direction_of", "directions_before", "is_near", "is_of_facility"]

_HYPHENS = frozenset("-‐‑–")


def directions_before(first: int, low: Sequence[str], words: PlaceWords) -> int:
    """Return the start of "north-eastern" and the like before a name, or the name's own start."""
    i = first
    seen = first
    while i > 0:
        word = low[i - 1]
        if words.has("direction_adjective", word):
            seen = i - 1
        elif not (word in _HYPHENS or words.has("direction_modifier", word)) or seen == first:
            break
        i -= 1
    return seen if seen < first and not _is_measured(seen, low, words) else first


def direction_of(first: int, low: Sequence[str], words: PlaceWords) -> int:
    """Return the start of "the far north of" before a name, or the name's own start."""
    i = first - 1
    if i > 0 and words.has("article", low[i]):
        i -= 1
    if i < 2 or not words.has("genitive", low[i]):
        return first
    noun = i - 1
    if not words.has("direction_noun", low[noun]):
        return first
    start = noun
    while start > 0 and (
        words.has("direction_modifier", low[start - 1]) or low[start - 1] in _HYPHENS or (low[start] in _HYPHENS)
    ):
        start -= 1
    has_article = start > 0 and words.has("article", low[start - 1])
    return start if has_article else first


def direction_head(first: int, low: Sequence[str], words: PlaceWords) -> int:
    """Return the noun of direction before a name that `direction_of` has found."""
    return next(i for i in range(first - 1, -1, -1) if words.has("direction_noun", low[i]))


def _is_measured(index: int, low: Sequence[str], words: PlaceWords) -> bool:
    return index > 0 and words.has("distance_unit", low[index - 1])


def is_near(first: int, low: Sequence[str], words: PlaceWords) -> bool:
    """Say whether "near", "outside", "12 km north of" or "north of" stands before a token."""
    i = first - 1
    if i >= 0 and words.has("article", low[i]):
        i -= 1
    before = " ".join(low[max(0, i - 4) : i + 1])
    if any(before == phrase or before.endswith(f" {phrase}") for phrase in words.kinds["near"]):
        return True
    if i < 1 or not (words.has("genitive", low[i]) or words.has("locative", low[i])):
        return False
    stretch = low[max(0, i - 6) : i]
    has_unit = any(words.has("distance_unit", one) for one in stretch)
    directed = any(words.has("direction_noun", one) for one in stretch[-1:])
    return has_unit or (directed and words.has("genitive", low[i]))


def is_of_facility(last: int, tokens: Sequence[Token], words: PlaceWords, place: Place) -> bool:
    """Say whether a town lends its name to a plant or the like, which lies outside: "the X nuclear plant"."""
    if not (place.feature_code or "").startswith("PPL"):
        return False
    for token in tokens[last + 1 : last + 4]:
        if token.pos not in ("NOUN", "ADJ") or is_capitalised(token):
            return False
        if words.has("facility", token.text):
            return True
    return False
