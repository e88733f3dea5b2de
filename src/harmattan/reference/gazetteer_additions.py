"""What added files bring to the gazetteer, and how it is laid over the places of the packs.

An addition whose GeoNames id is known changes that place; a unit of a name that its country has at that level changes
the unit; anything else is a new place. Cells that are empty say nothing.
"""

from __future__ import annotations

import csv
import functools
import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from harmattan.errors import ConfigError
from harmattan.reference.gazetteer_records import PlaceRecord
from harmattan.reference.place_names import fold_name

__all__ = ["Addition", "merged", "read_additions", "write_additions"]


class Addition(NamedTuple):
    """A row of an added file; `country` is an alpha-3 code, `line` where the row stands in the file as it came.

    `is_by_hand` marks rows that a person wrote (csv): they win over what they correct, field by field.
    """

    name: str | None
    aliases: tuple[str, ...] = ()
    feature_code: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    geonameid: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int | None = None
    source: str = ""
    line: int = 0
    is_by_hand: bool = False


_COLUMNS = Addition._fields
_WHOLE = frozenset({"geonameid", "population", "line"})
_DEGREES = frozenset({"latitude", "longitude", "radius_km"})
_UnitKey = tuple[str, str, str]


def write_additions(path: Path, rows: Iterable[Addition]) -> int:
    """Write additions as a gzipped table and return how many; the same rows give the same bytes."""
    count = 0
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for row in rows:
            count += 1
            writer.writerow(_cell(name, value) for name, value in zip(_COLUMNS, row, strict=True))
    return count


def _cell(name: str, value: object) -> str:
    if name == "aliases":
        return "|".join(str(one) for one in value) if isinstance(value, tuple) else ""
    if name == "is_by_hand":
        return "1" if value else ""
    return "" if value is None else str(value)


def read_additions(path: Path) -> Iterator[Addition]:
    """Give the additions of a table that `write_additions` wrote.

    Raises:
        ConfigError: the table is missing or was changed by something else.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
            reader = csv.reader(text)
            if tuple(next(reader, ())) != _COLUMNS:
                raise ValueError("another header")
            for cells in reader:
                yield _addition(cells)
    except (OSError, EOFError, ValueError, csv.Error) as error:
        raise ConfigError(
            f"{path}: expected the places of an added file, got {error}; remove it with "
            f"`harmattan gazetteer remove {path.parent.name}` and add the file again"
        ) from error


def _addition(cells: list[str]) -> Addition:
    values: dict[str, object] = {}
    for name, cell in zip(_COLUMNS, cells, strict=True):
        if name == "aliases":
            values[name] = tuple(cell.split("|")) if cell else ()
        elif name == "is_by_hand":
            values[name] = bool(cell)
        elif name in _WHOLE:
            values[name] = int(cell) if cell else None
        elif name in _DEGREES:
            values[name] = float(cell) if cell else None
        else:
            values[name] = cell or None
    return Addition(**values)  # type: ignore[arg-type]


def merged(records: Iterable[PlaceRecord], additions: Iterable[Addition]) -> Iterator[PlaceRecord]:
    """Lay additions over records: changed ones stay in their place, new ones come last, in the order given."""
    by_id: dict[int, list[Addition]] = {}
    by_unit: dict[_UnitKey, list[Addition]] = {}
    rest: list[Addition] = []
    for one in additions:
        unit = _unit_key(one.country, one.feature_code, one.name)
        if one.geonameid is not None:
            by_id.setdefault(one.geonameid, []).append(one)
        if unit is not None:
            by_unit.setdefault(unit, []).append(one)
        elif one.geonameid is None:
            rest.append(one)
    used: set[Addition] = set()
    for record in records:
        found = list(by_id.get(record.geonameid, ())) if record.geonameid is not None else []
        if by_unit and record.feature_code.startswith("ADM"):
            unit = _unit_key(record.countries, record.feature_code, record.name)
            found += [one for one in by_unit.get(unit, ()) if one not in found] if unit else []
        used.update(found)
        yield functools.reduce(_changed, found, record)
    yield from _new(by_id, by_unit, rest, used)


def _unit_key(country: str | None, code: str | None, name: str | None) -> _UnitKey | None:
    if not (country and code and name) or code not in ("ADM1", "ADM2"):
        return None
    return country, code, fold_name(name)


def _changed(record: PlaceRecord, one: Addition) -> PlaceRecord:
    """Return a record with what an addition says of it; the name before stays as one of its names."""
    name = one.name or record.name
    names = dict.fromkeys((*record.aliases, record.name, *one.aliases))
    names.pop(name, None)
    has_point = one.latitude is not None and one.longitude is not None
    # A capital is coded by the packs; a dump of GeoNames may call it another seat. PPL says less than PPLA.
    keeps_code = (record.feature_code == "PPLC" and not one.is_by_hand) or (
        one.feature_code == "PPL" and record.feature_code.startswith("PPL")
    )
    return record._replace(
        name=name,
        aliases=tuple(names),
        feature_code=record.feature_code if keeps_code else one.feature_code or record.feature_code,
        countries=one.country or record.countries,
        latitude=one.latitude if has_point else record.latitude,
        longitude=one.longitude if has_point else record.longitude,
        radius_km=one.radius_km if one.radius_km is not None else record.radius_km,
        geonameid=record.geonameid if record.geonameid is not None else one.geonameid,
        admin1=(one.admin1 if one.is_by_hand else None) or record.admin1 or one.admin1,
        admin2=(one.admin2 if one.is_by_hand else None) or record.admin2 or one.admin2,
        population=one.population or record.population,
        source=one.source if has_point or one.is_by_hand else record.source,
    )


def _new(
    by_id: dict[int, list[Addition]], by_unit: dict[_UnitKey, list[Addition]], rest: list[Addition], used: set[Addition]
) -> Iterator[PlaceRecord]:
    """Give the places that no record stood for; several additions of one place are laid over each other."""
    done: set[Addition] = set(used)
    for group in (*by_id.values(), *by_unit.values(), *([one] for one in rest)):
        left = [one for one in group if one not in done]
        done.update(left)
        if left and (record := _record(left[0])) is not None:
            yield functools.reduce(_changed, left[1:], record)


def _record(one: Addition) -> PlaceRecord | None:
    """Return the place of an addition; None where it only corrects a place that is not there."""
    is_unit = bool(one.feature_code and one.feature_code.startswith("ADM"))
    if not one.name or not one.country or not one.feature_code or (one.latitude is None and not is_unit):
        return None
    aliases = tuple(alias for alias in dict.fromkeys(one.aliases) if alias != one.name)
    # A park or region that a person wrote down ranks with those of the packs, which are written by hand too.
    is_area = not one.feature_code.startswith(("PPL", "ADM"))
    return PlaceRecord(
        *(one.name, aliases, one.feature_code, one.country, one.latitude, one.longitude, one.radius_km, one.geonameid),
        *(one.admin1, one.admin2, one.population, one.is_by_hand and is_area, one.source),
    )
