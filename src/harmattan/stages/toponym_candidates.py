"""Find what a marked toponym may be: by its name, its adjective, its abbreviation, or a name inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from harmattan.model.place import Place
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_resolution import is_within

__all__ = ["CandidateReader", "Candidates", "Rule"]

Rule = Literal["focus", "name", "adjective", "abbreviation", "metonym", "unit", "contained", "unknown"]
_MARKS = " \t\n\"'“”‘’«»()[],;:"
_CODES = (
    ("admin_unit", ("ADM", "PCL", "RGN")),
    ("settlement", ("PPL",)),
    ("other_unit", ("ISL", "LK", "STM", "MT", "FRST", "RES", "PRK", "DSRT", "RGN", "VAL", "PEN")),
)
"""GeoNames' feature codes by the word that says what kind a place is."""
_WORD = re.compile(r"\s+(\w+)")
_ACRONYM, _FAMOUS = 4, 5.5
"""A name of so many capitals is an acronym ("OAS") unless a place of this weight has it."""
_WELL_KNOWN = 4.5
"""From this weight a name inside another tells where that is."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a toponym may be, the weightiest first; `key` is its folded name."""

    key: str
    places: tuple[Place, ...]
    rule: Rule


class CandidateReader:
    """Reads toponyms.

    Args:
        gazetteer: the places.
        words: the words of the language that stand with place names.
        countries_of: the ISO alpha-3 codes that an adjective or a noun for people may mean ("Nigerien", "Russians").
        metonym: the code of the state that a by-name stands for ("the Kremlin"), None for other names.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: PlaceWords,
        countries_of: Callable[[str], tuple[str, ...]],
        metonym: Callable[[str], str | None],
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._countries_of = countries_of
        self._metonym = metonym

    def read(self, text: str, start: int, end: int) -> Candidates:
        """Return what the toponym between two offsets may be."""
        name = self._bare(text[start:end])
        key = fold_name(name)
        if (short := self._gazetteer.lookup_abbreviation(name)) and self._is_short(text[start : end + 1], name):
            return Candidates(key, short, "abbreviation")
        places = self._gazetteer.lookup_key(key)
        if adjectives := self._of_adjective(name):
            others = tuple(one for one in places if one not in adjectives)
            return Candidates(key, _without_seats((*adjectives, *others)), "adjective")
        if not places or key in self._words.stopped:
            code = self._metonym(name)
            if code is not None and (capital := self._gazetteer.capital_place(code)):
                return Candidates(key, (capital,), "metonym")
        if places and not self._is_acronym(name, text[end : end + 2], places):
            has_unit = self._words.has("admin_unit", _word_after(text, end)) or self._words.has(
                "genitive", _word_before(text, start)
            )
            return Candidates(key, _without_seats(places if has_unit else _towns_first(places)), "name")
        if found := self._of_unit(key):
            return Candidates(key, found, "unit")
        found = self._contained(name)
        return Candidates(key, found, "contained" if found else "unknown")

    def _of_adjective(self, name: str) -> tuple[Place, ...]:
        states = (self._gazetteer.country_place(code) for code in self._countries_of(name))
        return tuple(dict.fromkeys((*states, *self._gazetteer.lookup_adjective(name))))

    @staticmethod
    def _is_short(written: str, name: str) -> bool:
        """Say whether a name is written as an abbreviation: in capitals, or with a full stop."""
        return name.isupper() or "." in written

    def _bare(self, name: str) -> str:
        """Return a name without the article, possessive mark and quotation marks around it."""
        bare = name.strip(_MARKS)
        first, _, rest = bare.partition(" ")
        if rest and self._words.has("article", first.lower()):
            bare = rest
        for mark in ("'s", "’s"):
            bare = bare.removesuffix(mark)
        return bare

    def _is_acronym(self, name: str, after: str, places: tuple[Place, ...]) -> bool:
        """Say whether a few capitals are rather a body's than a small town's; "DORI, Burkina Faso" heads a report."""
        is_small = self._gazetteer.weight(places[0]) < _FAMOUS
        return name.isupper() and len(name) <= _ACRONYM and is_small and after.strip()[:1] not in (",", "(")

    def _of_unit(self, key: str) -> tuple[Place, ...]:
        """Return the places of that kind of "X State", "Lake X", "City of X" by the name X."""
        for unit, rest in _unit_and_rest(key, self._words):
            codes = next((codes for kind, codes in _CODES if self._words.has(kind, unit)), ())
            places = self._gazetteer.lookup_key(rest)
            if fitting := tuple(one for one in places if (one.feature_code or "").startswith(codes)):
                return fitting
        return ()

    def _contained(self, name: str) -> tuple[Place, ...]:
        """Return the places of the weightiest of the longest names inside a name ("Colorado State University")."""
        words = name.replace("/", " ").split()
        for size in range(len(words) - 1, 0, -1):
            found: list[tuple[float, tuple[Place, ...]]] = []
            for first in range(len(words) - size + 1):
                part = " ".join(words[first : first + size])
                key = fold_name(self._bare(part))
                if not part[:1].isupper() or (key in self._words.stopped and not part.isupper()):
                    continue
                places = self._of_adjective(part) or self._gazetteer.lookup_key(key)
                if places and (weight := self._gazetteer.weight(places[0])) >= _WELL_KNOWN:
                    found.append((weight, places))
            if found:
                return max(found, key=lambda one: one[0])[1]
        return ()


def _word_after(text: str, end: int) -> str:
    match = _WORD.match(text, end)
    return match.group(1).lower() if match else ""


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - 12) : start].split()
    return before[-1].lower() if before else ""


def _towns_first(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Leave out districts that are named after a town in them: a bare name is the town."""
    towns = [one for one in places if (one.feature_code or "").startswith("PPL")]
    return tuple(
        one
        for one in places
        if one.feature_code not in ("ADM2", "ADM3")
        or not any(is_within(town, one) and fold_name(town.name) == fold_name(one.name) for town in towns)
    )


def _without_seats(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Leave out what lies in a state of the same name: "Mexico" is the state, not its capital or a province."""
    states = {one.country for one in places if one.feature_code in ("PCLI", "PCLD")}
    return tuple(one for one in places if one.country not in states or one.feature_code in ("PCLI", "PCLD"))


def _unit_and_rest(key: str, words: PlaceWords) -> Iterator[tuple[str, str]]:
    """Yield the word of kind and the name of "x county", "lake x", "city of x"."""
    parts = key.split()
    if len(parts) > 1 and any(words.has(kind, parts[-1]) for kind, _ in _CODES):
        yield parts[-1], " ".join(parts[:-1])
    if len(parts) > 2 and words.has("genitive", parts[1]) and any(words.has(kind, parts[0]) for kind, _ in _CODES):
        yield parts[0], " ".join(parts[2:])
    if len(parts) > 1 and words.has("other_unit", parts[0]):
        yield parts[0], " ".join(parts[1:])
