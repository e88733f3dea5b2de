"""Add a file of places to the gazetteer, or take one out: read, check, build, and only then keep.

The gazetteer in use changes last, in one step. Whatever goes wrong before leaves files and gazetteer as they were.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harmattan.errors import ConfigError
from harmattan.model.place import Place
from harmattan.reference.countries import load_countries, shipped_packs
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.gazetteer_added import (
    AddedFile,
    AddedFormat,
    added_files,
    file_name,
    keep,
    noted,
    remove_added,
    staging,
    table_in,
    with_file,
)
from harmattan.reference.gazetteer_additions import Addition, read_additions, write_additions
from harmattan.reference.gazetteer_areas import read_areas
from harmattan.reference.gazetteer_build import Progress, build_gazetteer, default_path
from harmattan.reference.gazetteer_checks import checked
from harmattan.reference.gazetteer_polygons import forget, land, with_units, write_polygons
from harmattan.reference.gazetteer_reading import LeftOut, PlaceCodes, read_csv, read_geonames
from harmattan.reference.gazetteer_records import coded_names
from harmattan.reference.packs import Problem

__all__ = ["Adding", "add_file", "country_code", "place_codes", "remove_file"]

_SOURCES: Mapping[str, tuple[str, str]] = {
    "geonames": ("GeoNames, www.geonames.org", "CC BY 4.0"),
    "geoboundaries": ("geoBoundaries gbOpen, www.geoboundaries.org", "CC BY 4.0"),
}
_SAME = 0.02
"""Degrees within which a village of the same name is the same: GeoNames often rounds to a minute."""
_CODES = ("feature_code", "feature_class", "is_kept")


@dataclass(frozen=True, slots=True)
class Adding:
    """What came of adding a file: what is kept of it, the rows refused, and whether one of its name was replaced."""

    added: AddedFile
    problems: tuple[Problem, ...]
    is_replaced: bool
    gazetteer: Path


def add_file(
    path: Path,
    *,
    kind: AddedFormat,
    name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    country: str | None = None,
    source: str | None = None,
    licence: str | None = None,
    progress: Progress | None = None,
) -> Adding:
    """Add a file to the user's gazetteer and build it anew.

    Args:
        path: the file.
        kind: its format.
        name: what to call it; else after the file. One of the same name is replaced.
        mapping: columns (csv) or properties (geoboundaries) by our fields.
        country: alpha-3 code; of a dump only its rows are read, in other formats rows that state none are of it.
        source: where the data are from; needed for csv unless each row says so.
        licence: under which licence; "not stated" for csv without one.
        progress: told of the building.

    Raises:
        InputError: the file cannot be used as a whole.
        ConfigError: a name or option is invalid, or the folders cannot be written.
    """
    known, default_source = _SOURCES.get(kind), source
    if known is not None:
        default_source, licence = source or known[0], licence or known[1]
    if mapping and kind == "geonames":
        raise ConfigError("--map goes with --format csv or geoboundaries; a dump of GeoNames has fixed columns")
    called = name if name is not None else file_name(path)
    before = added_files()
    folder = staging()
    try:
        problems: list[Problem] = []
        left_out = LeftOut()
        sources: dict[str, None] = {}
        countries: set[str] = set()
        items = _read(path, kind, mapping or {}, country, source, left_out)
        gazetteer = Gazetteer.open()
        known_places = gazetteer.countries_by_id()
        items = with_units(checked(path, items, land=land(), countries_by_id=known_places), _unit_names(gazetteer))
        items = _with_ids(items, gazetteer)
        rows = _sorted_out(items, problems, sources, countries, known_places, default_source)
        places = write_additions(table_in(folder), rows)
        if kind == "geoboundaries":
            units = tuple(read_additions(table_in(folder)))
            write_polygons(folder, path, units, source=default_source or "", licence=licence or "not stated")
        added = noted(
            folder,
            path,
            name=called,
            format=kind,
            source=default_source or "; ".join(list(sources)[:5]),
            licence=licence or "not stated",
            date=left_out.date,
            countries=tuple(sorted(countries)),
            places=places,
            refused=len(problems),
            left_out=left_out.rows,
        )
        files = with_file(before, added)
        built = build_gazetteer(default_path(files), progress, added=files)
        keep(added)
        if kind == "geoboundaries":
            forget()
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}; make room there") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Adding(added, tuple(problems), any(one.name == called for one in before), built)


def remove_file(name: str, progress: Progress | None = None) -> tuple[AddedFile, Path]:
    """Take an added file out of the user's gazetteer; return what it was and the gazetteer without it.

    Raises:
        ConfigError: there is no added file of that name, or the gazetteer cannot be built.
    """
    files = added_files()
    left = tuple(one for one in files if one.name != name)
    path = default_path(left)
    if len(left) < len(files) and not path.exists():
        build_gazetteer(path, progress, added=left)
    gone = remove_added(name)
    if gone.format == "geoboundaries":
        forget()
    return gone, path


def _unit_names(gazetteer: Gazetteer) -> Callable[[str, str], str | None]:
    """Return what gives the gazetteer's own name of a first-level unit by country and another name of it."""

    @cache
    def name_of(country: str, name: str) -> str | None:
        found = (one for one in gazetteer.lookup(name) if one.feature_code == "ADM1" and one.country == country)
        return next((one.name for one in found), None)

    return name_of


def country_code(value: str) -> str:
    """Return the alpha-3 code of a country given by a code or a name.

    Raises:
        ConfigError: there is no such country, or there are several.
    """
    codes, key = place_codes().countries, value.strip()
    code = codes.get(key) or codes.get(key.casefold())
    if code is None:
        raise ConfigError(
            f"unknown country {value!r}; expected an ISO 3166 code such as BEN or BJ, or a name such as Benin"
        )
    return code


@cache
def place_codes() -> PlaceCodes:
    """Return what the codes of a file may be, by the packs that ship."""
    countries: dict[str, str] = {}
    known = load_countries()
    for one in known.all:
        for key in (one.name.casefold(), *(alias.casefold() for alias in one.aliases)):
            if len(known.by_name(key)) == 1:
                countries.setdefault(key, one.iso3)
    iso3, admin1 = coded_names()
    for code2, code3 in iso3.items():
        countries |= dict.fromkeys((code2, code3, code2.casefold(), code3.casefold()), code3)
    rows = [
        row
        for pack in shipped_packs()
        for row in pack.table("places_feature_codes.csv", _CODES, required=_CODES, optional=True)
    ]
    kept = frozenset(row["feature_code"] for row in rows if row["is_kept"] == "yes")
    return PlaceCodes(countries, frozenset(row["feature_code"] for row in rows), kept, admin1)


def _read(
    path: Path,
    kind: AddedFormat,
    mapping: Mapping[str, str],
    country: str | None,
    source: str | None,
    left_out: LeftOut,
) -> Iterator[Addition | Problem]:
    if kind == "geonames":
        return read_geonames(path, place_codes(), country=country, left_out=left_out)
    if kind == "csv":
        return read_csv(path, place_codes(), mapping=mapping, country=country, source=source)
    return read_areas(path, place_codes(), mapping=mapping, country=country)


def _with_ids(items: Iterable[Addition | Problem], gazetteer: Gazetteer) -> Iterator[Addition | Problem]:
    """Give rows of towns and villages that state no id that of a place of the same name close by: it is the same."""
    for one in items:
        if isinstance(one, Addition) and one.geonameid is None and (one.feature_code or "").startswith("PPL"):
            near = (
                place.geonameid
                for place in gazetteer.lookup(one.name or "")
                if place.country == one.country
                and (place.feature_code or "").startswith("PPL")
                and place.geonameid is not None
                and _is_near(place, one)
            )
            yield one._replace(geonameid=next(near, None))
        else:
            yield one


def _is_near(place: Place, row: Addition) -> bool:
    """Say whether a place and a row are within some two kilometres, on the plane of their degrees."""
    if place.latitude is None or place.longitude is None or row.latitude is None or row.longitude is None:
        return False
    squeeze = math.cos(math.radians(row.latitude))
    return math.hypot(place.latitude - row.latitude, (place.longitude - row.longitude) * squeeze) <= _SAME


def _sorted_out(
    items: Iterable[Addition | Problem],
    problems: list[Problem],
    sources: dict[str, None],
    countries: set[str],
    known: Mapping[int, str],
    source: str | None,
) -> Iterator[Addition]:
    """Give the rows that can be used, and note problems, sources and countries on the way."""
    for one in items:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        row = one if one.source else one._replace(source=source or "")
        sources[row.source] = None
        country = row.country or known.get(row.geonameid or -1)
        if country:
            countries.update(country.split("|"))
        yield row
