"""What polygons do for added files: tell the country and unit of a point, and keep those of units that a person adds.

The polygons of an added file are kept as a pack of boundaries in its folder, so that `boundaries` finds points in them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from harmattan.errors import InputError
from harmattan.reference.boundaries import boundary_packs, load_boundaries
from harmattan.reference.boundary_tables import BOUNDARY_TABLES
from harmattan.reference.gazetteer_additions import Addition
from harmattan.reference.gazetteer_areas import features_of
from harmattan.reference.gazetteer_checks import Land
from harmattan.reference.packs import Problem

__all__ = ["forget", "land", "with_units", "write_polygons"]

_SETTLED = ("international", "lease", "overlay")
_SCALE = 10_000  # whole numbers a degree, as in the files of shapes that ship
_BATCH = 5_000
_UNITS = BOUNDARY_TABLES["boundary_units.csv"]
_LINES = BOUNDARY_TABLES["boundary_lines.csv"]


@cache
def land() -> Land:
    """Return which country points lie in, by the polygons of the packs."""
    boundaries = load_boundaries()
    disputes = {
        frozenset((row["country_left"], row["country_right"]))
        for pack in boundary_packs()
        for row in pack.table(_LINES.name, _LINES.column_names, required=_LINES.required, optional=True)
        if row["status"] not in _SETTLED
    }
    countries = frozenset(one.country for one in boundaries.units(0) if one.country)
    return Land(boundaries.countries_at, countries, frozenset(disputes))


def forget() -> None:
    """Read the polygons anew when they are next asked for: an added file came or went."""
    load_boundaries.cache_clear()
    land.cache_clear()


def with_units(
    items: Iterable[Addition | Problem], unit_name: Callable[[str, str], str | None]
) -> Iterator[Addition | Problem]:
    """Give new places that state no first-level unit that of the polygon that they lie in.

    Args:
        items: rows and problems, as they come.
        unit_name: gives the gazetteer's own name of a unit by country and the polygon's name; None for none.
    """
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        asked = [
            (number, one.country, one.latitude, one.longitude)
            for number, one in enumerate(batch)
            if isinstance(one, Addition)
            and one.admin1 is None
            and one.latitude is not None
            and one.longitude is not None
            and (one.feature_code or "").startswith(("PPL", "ADM2", "CMP"))
        ]
        found = load_boundaries().units_of([one[2] for one in asked], [one[3] for one in asked]) if asked else []
        for (number, country, *_), units in zip(asked, found, strict=True):
            row = batch[number]
            if isinstance(row, Addition) and country and units.country == country and units.admin1:
                batch[number] = row._replace(admin1=unit_name(country, units.admin1))
        yield from batch


def write_polygons(folder: Path, path: Path, rows: Sequence[Addition], *, source: str, licence: str) -> None:
    """Write the polygons of units as a pack of boundaries.

    Args:
        folder: where the added file is kept.
        path: the GeoJSON file that they come from.
        rows: its units; `line` is the number of the feature.
        source: what the manifest says of it.
        licence: under which licence.

    Raises:
        InputError: a polygon cannot be read.
    """
    import numpy as np
    import shapely

    features = features_of(path)
    table: list[dict[str, str]] = []
    for level in ("1", "2"):
        units = [one for one in rows if one.feature_code == f"ADM{level}"]
        if not units:
            continue
        shapes = [_shape(path, features[one.line - 1], one) for one in units]
        _, coordinates, offsets = shapely.to_ragged_array(shapes)
        whole = np.rint(coordinates * _SCALE).astype("<i4")
        steps = np.diff(whole.T, axis=1, prepend=0).astype("<i4")
        arrays = {"planes": np.ascontiguousarray(steps.reshape(-1).view("u1").reshape(-1, 4).T)}
        arrays |= {f"offsets{number}": np.diff(one, prepend=0).astype("<i4") for number, one in enumerate(offsets)}
        np.savez_compressed(folder / f"boundary_units_{level}.npz", **arrays)  # type: ignore[arg-type]
        table += [
            {
                **dict.fromkeys(_UNITS.column_names, ""),
                **{"shape": str(number), "level": level, "country": one.country or "", "name": one.name or ""},
                **{"admin1": (one.admin1 or "") if level == "2" else "", "geometry": "added"},
                "geonameid": str(one.geonameid or ""),
            }
            for number, one in enumerate(units)
        ]
    with (folder / _UNITS.name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _UNITS.column_names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    manifest = {"name": "added", "kind": "boundaries", "version": "1", "source": source, "licence": licence}
    # A string of JSON is one of TOML.
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in manifest.items())
    (folder / "pack.toml").write_text(text, encoding="utf-8")


def _shape(path: Path, feature: Any, unit: Addition) -> Any:
    """Return the polygons of a feature, mended where rings cross."""
    import shapely

    try:
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
    except (shapely.GEOSException, ValueError, TypeError) as error:
        raise InputError(f"{path}: feature {unit.line}: {unit.name}: no polygon: {error}", kind="json") from error
    parts = [one for one in shapely.get_parts(shapely.get_parts(shape)) if one.geom_type == "Polygon"]
    return shapely.multipolygons(parts)
