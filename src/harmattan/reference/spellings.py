"""How far two spellings of a name lie apart, as the English, French and Arabic press write names of places.

Letters that stand for one sound in two of the spellings are made alike first (`skeleton`): Kourou and Kuru, Djibo and
Jibo, Cheikh and Sheikh. What still differs is counted letter by letter (`spelling_distance`): vowels and letters that
are often swapped count less than others. A name is another's spelling only when no third one is nearly as near
(`nearest`): in a country of fifty thousand villages a name of six letters has neighbours by the dozen.

The limits were chosen on two sets: pairs of names and alternate names of GeoNames, to be found, and villages hidden
from the gazetteer, not to be found (`docs/places.md` has the figures).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from harmattan.model.place import Place

__all__ = ["SHORTEST", "Shape", "nearest", "shape_of", "skeleton", "spelling_distance"]

Shape = tuple[str, int, str]
"""A skeleton, the set of its letters as bits, and the folded name that it is of."""
SHORTEST = 6
"""Names of fewer letters are never matched by another spelling."""
_CLEAR = 0.55
"""How much farther than the nearest spelling the next other place must be."""
_SPOT_DEGREES = 0.135
"""Namesakes within some 15 km are one place."""
_ARTICLE = re.compile(r"^(?:a[ldrstznh]|ash|el|ed(?= d)|er(?= r)|es(?= s)) (?=\w{4})")
_REPEATED = re.compile(r"(.)\1+")
_SILENT_H = re.compile(r"(?<=[^aeiou])h(?=[aeiou])")
_HARD_C = re.compile(r"c(?=[aoulrtk]|$)")
_ALIKE = (
    *(("tch", "ç"), ("tsh", "ç"), ("sch", "ç"), ("ch", "ç"), ("sh", "ç")),
    *(("dj", "j"), ("dge", "je"), ("dgi", "ji"), ("kh", "h"), ("gha", "ha"), ("gho", "ho"), ("ghu", "hu")),
    *(("gn", "ny"), ("gue", "ge"), ("gui", "gi"), ("guy", "gi"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("gh", "g")),
    *(("que", "ke"), ("qui", "ki"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("w", "u")),
    *(("ee", "i"), ("y", "i")),
)
_VOWELS = frozenset("aeiou")
_NEAR = frozenset(
    frozenset(pair) for pair in ("sz", "lr", "mn", "bv", "bp", "dt", "gk", "fv", "jz", "çs", "hk", "gh", "jç")
)
_VOWEL, _SWAPPED, _DROPPED, _OTHER = 0.5, 0.6, 0.5, 1.0
_SOFT = _VOWELS | frozenset("hnr")
"""Letters that a spelling often leaves out: vowels, h anywhere, n of nasal vowels, r before another letter."""
_LIMITS = ((6, 0.5), (8, 0.6), (99, 1.0))
"""How far a skeleton of up to so many letters may lie from another and still be the same name."""
_FARTHEST = 1.5
_LEAST_A_BIT = 0.25
"""What a letter of which only one of two names has any costs at least: a swap of near letters changes two."""


def skeleton(key: str) -> str:
    """Return a folded name (`fold_name`) with the letters alike that spellings swap; no spaces, never empty.

    "koualou" and "kwalu" share one, "boulkessi" and "boulikessi" do not.
    """
    shape = _ARTICLE.sub("", key).replace(" ", "")
    for letters, alike in _ALIKE:
        if letters in shape:
            shape = shape.replace(letters, alike)
    shape = _HARD_C.sub("k", shape)
    shape = _REPEATED.sub(r"\1", _SILENT_H.sub("", shape))
    return (shape[:-1] if shape[-1:] in ("e", "h") else shape) or key


def shape_of(key: str) -> Shape:
    """Return what spellings are compared by."""
    bones = skeleton(key)
    letters = 0
    for letter in bones:
        letters |= 1 << (ord(letter) & 31)
    return bones, letters, key


def spelling_distance(one: str, other: str, most: float) -> float | None:
    """Return how far two skeletons lie apart; None when it is more than `most`. Quadratic in the letters."""
    if abs(len(one) - len(other)) * _DROPPED > most:
        return None
    before = [0.0]
    for facing in other:
        before.append(before[-1] + (_DROPPED if facing in _SOFT else _OTHER))
    for letter in one:
        drop = _DROPPED if letter in _SOFT else _OTHER
        row = [before[0] + drop]
        for j, facing in enumerate(other):
            if letter == facing:
                best = before[j]
            else:
                best = before[j] + _swap(letter, facing)
                best = min(best, before[j + 1] + drop, row[j] + (_DROPPED if facing in _SOFT else _OTHER))
            row.append(best)
        if min(row) > most:
            return None
        before = row
    return before[-1] if before[-1] <= most else None


def nearest(key: str, shapes: Iterable[Shape], places_of: Callable[[str], Sequence[Place]]) -> tuple[str, ...]:
    """Return the names that a folded name may be another spelling of, the nearest first; none where two places compete.

    Args:
        key: the folded name.
        shapes: of the names to choose from; only those with the same first letter are looked at.
        places_of: the places of a name that may be meant; a name without any is passed over.
    """
    if len(key.replace(" ", "")) < SHORTEST:
        return ()
    bones, letters, _ = shape_of(key)
    near: list[tuple[float, str]] = []
    for other_bones, other_letters, other in shapes:
        if other_bones[0] != bones[0] or (letters ^ other_letters).bit_count() * _LEAST_A_BIT > _FARTHEST:
            continue
        apart = spelling_distance(bones, other_bones, _FARTHEST)
        if apart is not None and other != key:
            near.append((apart, other))
    near = sorted((apart, other) for apart, other in near if places_of(other))
    limit = next(limit for length, limit in _LIMITS if len(bones) <= length)
    if not near or near[0][0] > limit:
        return ()
    close = [other for apart, other in near if apart < near[0][0] + _CLEAR]
    if len(close) > 1 and not _are_one([place for other in close for place in places_of(other)]):
        return ()  # namesakes of one spelling are for the text to settle
    return tuple(other for apart, other in near if apart <= limit and other in close)


def _are_one(places: Sequence[Place]) -> bool:
    """Say whether all points are one spot; without points, whether there is one area only."""
    points = [
        (place.latitude, place.longitude)
        for place in places
        if place.geometry == "point" and place.latitude is not None and place.longitude is not None
    ]
    if not points:
        return len(set(places)) == 1
    return all(
        abs(latitude - points[0][0]) <= _SPOT_DEGREES and abs(longitude - points[0][1]) <= _SPOT_DEGREES
        for latitude, longitude in points
    )


def _swap(one: str, other: str) -> float:
    if one in _VOWELS and other in _VOWELS:
        return _VOWEL
    return _SWAPPED if frozenset((one, other)) in _NEAR else _OTHER
