"""Read directions and distances before a place name: "north-eastern X", "the far north of X", "12 km north of X".

`low` are the words of the sentence in lower case, by token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.model.place import Place
from harmattan.model.syntax import Token
from harmattan.reference.geodesic import point_at
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_spans import is_capitalised

__all__ = [
    "NEAR_PREC",
    "Offset",
    "direction_head",
    "direction_of",
    "directions_before",
    "is_near",
    "is_of_facility",
    "moved",
    "offset_of",
]

_HYPHENS = frozenset("-‐‑–")
_BEARINGS = (0, 45, 90, 135, 180, 225, 270, 315)
_UNITS = {"unit_km": 1.0, "unit_mile": 1.609344, "unit_metre": 0.001}
NEAR_PREC = 2
_WIDTH = 0.4
"""The radius of "12 km north of X" as a share of its distance: a word of direction spans 45 degrees (tan 22.5)."""
_FARTHEST_KM = 300.0
_GAP = 3
"""At most so many words stand between the distance and the name: "12 km to the north of X"."""


@dataclass(frozen=True, slots=True)
class Offset:
    """How far and where from a name something lies: `bearing` in degrees from north, None without a direction.

    `first` is the token of the number.
    """

    first: int
    km: float
    bearing: int | None


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


def offset_of(first: int, low: Sequence[str], words: PlaceWords) -> Offset | None:
    """Read "12 km north of" and "25 kilometres from" before a name; None where no number and unit stand there."""
    units = [
        (i, factor)
        for i in range(max(1, first - _GAP - 3), first)
        for kind, factor in _UNITS.items()
        if words.has(kind, low[i])
    ]
    if not units:
        return None
    unit, factor = units[-1]
    number = _number(low[unit - 1])
    between = re.sub(r" ?[-‐‑–] ?", "-", " ".join(low[unit + 1 : first])).split()
    kinds = ("direction_noun", "genitive", "locative", "article", "away")
    if number is None or not all(any(words.has(kind, word) for kind in kinds) for word in between):
        return None
    bearings = [degrees for word in between for degrees in _BEARINGS if words.has(f"bearing_{degrees}", word)]
    km = number * factor
    return Offset(unit - 1, km, bearings[-1] if bearings else None) if 0 < km <= _FARTHEST_KM else None


def moved(place: Place, offset: Offset) -> Place:
    """Return the point that lies so far from a place, with the radius within which it may be (where_prec 2).

    Without a direction the point stays and the radius is the distance.
    """
    if place.latitude is None or place.longitude is None or place.geometry != "point":
        return place
    if offset.bearing is None:
        return replace(place, radius_km=round(offset.km, 1), where_prec=NEAR_PREC)
    latitude, longitude = point_at(place.latitude, place.longitude, offset.bearing, offset.km)
    return replace(
        place,
        latitude=latitude,
        longitude=longitude,
        radius_km=round(max(1.0, _WIDTH * offset.km), 1),
        where_prec=NEAR_PREC,
    )


def _number(word: str) -> float | None:
    try:
        return float(word.replace(",", "")) if word[:1].isdigit() else None
    except ValueError:
        return None


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
