"""A language's words around place names: units, directions, borders, titles, and names never taken for places.

Tables of a language pack: `places_words.csv` (kind, words) and `places_stop.csv` (kind, words).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from harmattan.reference.packs import read_table
from harmattan.reference.place_names import fold_name

if TYPE_CHECKING:
    from harmattan.reference.roster import Office

__all__ = ["PLACE_WORD_KINDS", "PlaceWords", "load_place_words", "surnames_of"]

PLACE_WORD_KINDS = (
    *("admin_unit", "article", "border", "border_area", "border_link", "byline", "capital_noun", "connector"),
    *("coordinator", "country_noun", "definite", "direction_adjective", "direction_modifier", "direction_noun"),
    *("distance_unit", "facility", "follows_freely", "function", "genitive", "harm", "here", "inside", "institution"),
    *("located", "locative"),
    *(
        "locative_strict",
        "locative_weak",
        "month",
        "natural_unit",
        "near",
        "organisation",
        "other_unit",
        "own",
        "part_noun",
    ),
    *("part_noun_directed", "plural_possessive", "plural_unit", "possessive", "possessive_mark", "same"),
    *("second_unit", "settlement", "side", "speech", "spot_noun", "there", "this"),
    *("title", "town_noun", "unit_noun", "whole_noun"),
    *("away", "unit_km", "unit_metre", "unit_mile"),
    *(f"bearing_{degrees}" for degrees in range(0, 360, 45)),
)


_STOPPED = ("common", "demonym")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word sets by kind (lower case), and folded names: never places, adjectives, given names that are also places."""

    kinds: Mapping[str, frozenset[str]]
    stopped: frozenset[str]
    demonyms: frozenset[str]
    given: frozenset[str]

    def has(self, kind: str, word: str) -> bool:
        """Say whether a lower-case word is of a kind."""
        return word in self.kinds[kind]


def load_place_words(folder: Path) -> PlaceWords:
    """Read the two tables of a language pack.

    Raises:
        PackError: a table is missing, or holds a kind that no rule uses or lacks one.
    """
    kinds: dict[str, frozenset[str]] = {}
    for row in read_table(folder / "places_words.csv", ("kind", "words"), required=("kind", "words")):
        if row["kind"] not in PLACE_WORD_KINDS:
            raise row.error(f"unknown kind {row['kind']!r}; expected one of {', '.join(PLACE_WORD_KINDS)}")
        kinds[row["kind"]] = kinds.get(row["kind"], frozenset()) | frozenset(row.list("words"))
    for kind in PLACE_WORD_KINDS:
        kinds.setdefault(kind, frozenset())
    stops: dict[str, set[str]] = {}
    for row in read_table(folder / "places_stop.csv", ("kind", "words"), required=("kind", "words")):
        if row["kind"] not in (*_STOPPED, "given"):
            raise row.error(f"unknown kind {row['kind']!r}; expected one of {', '.join((*_STOPPED, 'given'))}")
        stops.setdefault(row["kind"], set()).update(fold_name(word) for word in row.list("words"))
    return PlaceWords(
        kinds=MappingProxyType(kinds),
        stopped=frozenset(word for kind in _STOPPED for word in stops.get(kind, ()) if word),
        demonyms=frozenset(stops.get("demonym", ())),
        given=frozenset(stops.get("given", ())),
    )


def surnames_of(offices: Iterable[Office]) -> frozenset[str]:
    """Return the folded words by which office-holders go: surnames, first names and aliases of one word."""
    words = (word for one in offices for word in (one.surname, one.person.partition(" ")[0], *one.aliases))
    return frozenset(key for word in words if " " not in (key := fold_name(word)) and key)
