"""Read units with their polygons from GeoJSON, as geoBoundaries publishes them (ADM1, ADM2).

A unit goes into the gazetteer with a label point (the centroid of its largest part) and the radius of a circle of its
size. Coordinates must be longitude and latitude on WGS 84, as RFC 7946 has it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from harmattan.errors import InputError
from harmattan.reference.gazetteer_additions import Addition
from harmattan.reference.gazetteer_reading import PlaceCodes, numbered_lines
from harmattan.reference.packs import Problem

__all__ = ["AREA_FIELDS", "features_of", "read_areas", "ring_shape"]

AREA_FIELDS = ("name", "country", "level", "aliases", "admin1", "geonameid", "population")
"""What a property of a unit may be; without --map the names of geoBoundaries are taken."""

_PROPERTIES = {"name": "shapeName", "country": "shapeGroup", "level": "shapeType"}
_GOOD_CRS = re.compile(r"(urn:ogc:def:crs:)?(OGC:[\d.]*:?CRS84|EPSG:[\d.]*:?4326)", re.IGNORECASE)
_EARTH_KM = 6371.0088
_MOST_FEATURES = 200_000
_Ring = Sequence[Sequence[float]]


def features_of(path: Path) -> list[Any]:
    """Return the features of a GeoJSON file.

    Raises:
        InputError: it is no FeatureCollection, is broken, or states coordinates other than WGS 84 degrees.
    """
    text = "".join(line for _, line in numbered_lines(path))
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}: expected GeoJSON, got: {error.msg}", kind="json") from error
    except RecursionError as error:
        raise InputError(f"{path}: expected GeoJSON, got brackets nested too deep", kind="json") from error
    if not isinstance(values, dict) or values.get("type") != "FeatureCollection":
        kind = values.get("type") if isinstance(values, dict) else type(values).__name__
        raise InputError(f"{path}: expected a GeoJSON FeatureCollection, got {kind!r}", kind="json")
    crs = values.get("crs")
    if crs is not None:
        name = crs.get("properties", {}).get("name") if isinstance(crs, dict) else crs
        if not isinstance(name, str) or not _GOOD_CRS.fullmatch(name.replace("::", ":")):
            line = text[: max(text.find('"crs"'), 0)].count("\n") + 1
            raise InputError(
                f"{path}:{line}: expected degrees on WGS 84 (CRS84 or EPSG:4326), got the coordinate system {name!r}; "
                "save the file anew in EPSG:4326",
                kind="crs",
            )
    features = values.get("features")
    if not isinstance(features, list) or not features or len(features) > _MOST_FEATURES:
        count = len(features) if isinstance(features, list) else "no"
        raise InputError(f"{path}: expected 1 to {_MOST_FEATURES:,} features, got {count}", kind="json")
    return features


def read_areas(
    path: Path, codes: PlaceCodes, *, mapping: Mapping[str, str], country: str | None
) -> Iterator[Addition | Problem]:
    """Read first- and second-level units from GeoJSON; `line` of an addition is the number of its feature.

    Args:
        path: the file, plain, or in a zip or gzip file.
        codes: what its codes may be.
        mapping: the file's properties by our fields (`AREA_FIELDS`).
        country: alpha-3 code for units that state none.

    Raises:
        InputError: as `features_of`; or --map names an unknown field.
    """
    unknown = sorted(set(mapping) - set(AREA_FIELDS))
    if unknown:
        raise InputError(
            f"--map: unknown field {unknown[0]!r}; expected one of {', '.join(AREA_FIELDS)}", kind="columns"
        )
    names = {field: mapping.get(field, _PROPERTIES.get(field, field)) for field in AREA_FIELDS}
    # "level=ADM1" says the level itself; a file of geoBoundaries has it in its name.
    hint = re.fullmatch(r"(?:ADM)?([12])", names["level"]) or re.search(r"ADM([12])", path.name, re.IGNORECASE)
    for number, feature in enumerate(features_of(path), 1):
        found = _unit(feature, names, codes, country, hint[1] if hint else None)
        if isinstance(found, str):
            yield Problem(path, None, f"feature {number}: {found}")
        else:
            yield found._replace(line=number)


def _unit(
    feature: Any, names: Mapping[str, str], codes: PlaceCodes, country: str | None, level_hint: str | None
) -> Addition | str:
    """Return the unit of a feature, or what is wrong with it."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return "no properties; expected a feature with a name"
    cells = {field: str(properties[name]).strip() for field, name in names.items() if properties.get(name) is not None}
    name = " ".join(cells.get("name", "").replace("|", " ").split())
    if not name:
        return f"no name in the property {names['name']!r}; --map name=PROPERTY says where it is"
    stated = cells.get("country")
    code = codes.countries.get(stated) or codes.countries.get(stated.casefold()) if stated else country
    if code is None:
        return f"{name}: unknown country {stated!r} in {names['country']!r}; expected a code such as BEN, or --country"
    level = re.fullmatch(r"(?:ADM)?([12])", cells.get("level", level_hint or ""), re.IGNORECASE)
    if level is None:
        return f"{name}: level {cells.get('level')!r} in {names['level']!r}; expected ADM1 or ADM2"
    shape = _shape(feature.get("geometry"))
    if isinstance(shape, str):
        return f"{name}: {shape}"
    number, people = cells.get("geonameid", ""), cells.get("population", "")
    latitude, longitude, area = shape
    return Addition(
        name,
        tuple(one for one in map(str.strip, cells.get("aliases", "").split("|")) if one),
        *(f"ADM{level[1]}", code, round(latitude, 4), round(longitude, 4), round(math.sqrt(area / math.pi), 1)),
        int(number) if number.isdecimal() else None,
        *(name if level[1] == "1" else cells.get("admin1"), name if level[1] == "2" else None),
        int(people) if people.isdecimal() else None,
    )


def _shape(geometry: Any) -> tuple[float, float, float] | str:
    """Return label point and area in square km of a polygon or several, or what is wrong with them."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        return f"geometry {kind!r}; expected Polygon or MultiPolygon"
    try:
        parts = [geometry["coordinates"]] if kind == "Polygon" else list(geometry["coordinates"])
        rings = [ring for part in parts for ring in part]
        points = [(float(point[0]), float(point[1])) for ring in rings for point in ring]
        if not parts or any(len(ring) < 4 for ring in rings) or not rings:
            return "a ring of fewer than four points; expected closed rings"
        wrong = next(((x, y) for x, y in points if not (abs(x) <= 180 and abs(y) <= 90)), None)
        if wrong is not None:
            return (
                f"coordinates {wrong[0]:g}, {wrong[1]:g}; expected longitude and latitude in degrees (EPSG:4326), not "
                "metres"
            )
        sized = [(ring_shape(part[0]), sum(ring_shape(hole)[2] for hole in part[1:])) for part in parts]
    except (KeyError, IndexError, TypeError, ValueError):
        return "broken coordinates; expected rings of longitude and latitude"
    latitude, longitude, _ = max((outer for outer, _ in sized), key=lambda one: one[2])
    return latitude, longitude, max(sum(outer[2] - holes for outer, holes in sized), 0.0)


def ring_shape(ring: _Ring) -> tuple[float, float, float]:
    """Return latitude and longitude of a ring's centroid, and its area in square km on the sphere.

    The area is that of Chamberlain and Duquette (2007), Some algorithms for polygons on a sphere, JPL 07-03; the
    centroid that of the plane of degrees.
    """
    total = area = x = y = 0.0
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += math.radians(x2 - x1) * (2 + math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    size = abs(total * _EARTH_KM**2 / 2)
    if abs(area) < 1e-12:
        return sum(point[1] for point in ring) / len(ring), sum(point[0] for point in ring) / len(ring), size
    return y / (3 * area), x / (3 * area), size
