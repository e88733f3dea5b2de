"""Names and coordinates of villages: UCDP's georeferenced events, and border places with their sources.

UCDP writes a place as words: "Porga village", "Nuseirat refugee camp", "Shin Hla (North) village", "Bahri/ Khartoum
North town", "Area between X and Y". `name_of` reads them by general rules; what names no single place is set aside.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bench.gold import GoldError, MissingGoldError
from harmattan.reference.countries import load_countries

__all__ = ["BORDER", "BORDER_COLUMNS", "GED_COLUMNS", "Village", "gold_files", "name_of", "read_villages"]

GED_COLUMNS = (*("id", "where_prec", "where_coordinates", "adm_1", "latitude", "longitude", "country", "country_id"),)
BORDER_COLUMNS = ("name", "country", "admin1", "latitude", "longitude", "source")
BORDER, GED = "border", "ged"
_KIND = re.compile(
    r"\s+(?:(?:(?:refugee|idp|military|army)\s+)?(?:camp|base|site)|border[ -]crossing|village|vill?a?ge?a?e|town|city|"
    r"community|locality|suburb|settlement|hamlet|commune|district|sub-district|municipality|county|"
    r"neighbou?rhood|area|sector|tambon|upazila|kibbutz)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:kibbutz|the)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)?")
_NOT_ONE_PLACE = re.compile(
    r"\b(?:between|roads?|highway|crossroads?|junction|km|near|outside|north|south|east|west|border|front ?line)\b.*"
    r"\b(?:and|of|from|to|with|-)\b|\d+ ?km\b|\s-\s|\broad$",
    re.IGNORECASE,
)
_HISTORY = re.compile(r"\s*\([^)]*\)")
_PARTS_OF = {("ISR", "Gaza Strip"): "PSE", ("ISR", "West Bank"): "PSE", ("MAR", "Western Sahara"): "ESH"}
"""First-level units that UCDP counts under the state that holds them and ISO 3166 has codes of their own for."""


@dataclass(frozen=True, slots=True)
class Village:
    """A place as a report would name it, and where it is.

    `country` is as UCDP has it, or the part of it that it governs without owning ("the Gaza Strip");
    `countries` are the alpha-3 codes under which an answer is in the right country; `part` is "ged" or "border".
    """

    where: str
    part: str
    name: str
    country: str
    countries: tuple[str, ...]
    admin1: str
    latitude: float
    longitude: float
    source: str


def name_of(words: str) -> str | None:
    """Return the name in UCDP's words for a place; None where they name none, or more than one.

    Brackets and what follows a slash are other names; the last word is dropped where it says the kind.
    """
    name = " ".join(_BRACKETS.sub(" ", words).split("/")[0].split())
    name = _KIND.sub("", name)  # once: "Cape Town city" is Cape Town
    name = _BEFORE.sub("", name).strip(" ,.;-")
    if not name or _NOT_ONE_PLACE.search(name) or "," in name:
        return None
    return name


def gold_files(path: Path) -> list[Path]:
    """Return the files of a path that hold names with coordinates, in the order of their names.

    Raises:
        MissingGoldError: there is no such path.
        GoldError: a file that was named has other columns, or none in a folder has the right ones.
    """
    if not path.exists():
        raise MissingGoldError(f"{path}: no such file or folder")
    files = sorted(one for one in path.iterdir() if _is_table(one)) if path.is_dir() else [path]
    found = [one for one in files if _part_of(one) is not None]
    if not found:
        wanted = f"either {', '.join(GED_COLUMNS)} (UCDP GED) or {', '.join(BORDER_COLUMNS)}"
        raise GoldError(f"{path}:1: no table of places; expected comma-separated columns, {wanted}")
    return found


def read_villages(path: Path) -> tuple[list[Village], int]:
    """Return the places of a file, each name in its unit once, and how many rows name no single place.

    Of UCDP's events those of where_prec 1 are read: the exact place is known.

    Raises:
        GoldError: a row is broken; with its line.
    """
    part = _part_of(path)
    found: dict[tuple[str, str, str], Village] = {}
    aside: set[str] = set()
    for number, row in _rows(path, GED_COLUMNS if part == GED else BORDER_COLUMNS):
        if part == GED and row["where_prec"] != "1":
            continue
        name = name_of(row["where_coordinates"]) if part == GED else row["name"]
        where = f"{path.name}:{number}"
        if name is None:
            aside.add(row["where_coordinates"])
            continue
        village = _village(f"{path}:{number}", where, str(part), name, row)
        found.setdefault((name, village.country, village.admin1), village)
    return [found[key] for key in sorted(found)], len(aside)


def _village(line: str, where: str, part: str, name: str, row: Mapping[str, str]) -> Village:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        latitude = longitude = float("nan")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        got = f"{row['latitude']!r}, {row['longitude']!r}"
        raise GoldError(f"{line}: latitude, longitude {got}; expected degrees within -90..90 and -180..180")
    if part == BORDER:
        codes = tuple(row["country"].split("|"))
        unknown = [code for code in codes if code not in _names()]
        if unknown:
            raise GoldError(f"{line}: country {unknown[0]!r}; expected ISO 3166 alpha-3 codes, joined by |")
        country, admin1, source = _names()[codes[0]], row["admin1"], row["source"]
        if not source:
            raise GoldError(f"{line}: no source; expected where the coordinates are from")
    else:
        code = _iso3().get(row["country_id"])
        if code is None:
            raise GoldError(f"{line}: country_id {row['country_id']!r}; expected a number of Gleditsch and Ward")
        codes = tuple(filter(None, (code, _PARTS_OF.get((code, row["adm_1"])))))
        country, admin1 = _HISTORY.sub("", row["country"]), row["adm_1"]
        country = f"the {admin1}" if len(codes) > 1 else country  # no report says "Jenin in Israel"
        source = f"UCDP GED {row['id']}"
    return Village(where, part, name, country, codes, " ".join(admin1.split()), latitude, longitude, source)


def _is_table(path: Path) -> bool:
    return path.is_file() and path.name.endswith((".csv", ".csv.gz"))


def _part_of(path: Path) -> str | None:
    """Return which of the two formats a file has; None for neither."""
    header = next((line for line in _lines(path) if line.strip()), "")
    columns = set(next(csv.reader([header]), []))
    if columns >= set(GED_COLUMNS):
        return GED
    return BORDER if columns >= set(BORDER_COLUMNS) else None


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a table, packed or not, without comments before the heading."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({error}); expected UTF-8, packed with gzip if it ends in .gz") from (
            error
        )
    started = False
    for line in io.StringIO(text, newline=""):
        started = started or not line.startswith("#")
        yield line if started else ""


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(_lines(path))
    columns: list[str] = []
    for cells in reader:
        if not cells:
            continue
        if not columns:
            columns = cells
            continue
        if len(cells) != len(columns):
            raise GoldError(f"{path}:{reader.line_num}: {len(cells)} cells, the heading has {len(columns)}; is it cut?")
        row = dict(zip(columns, cells, strict=True))
        if not row[needed[1]].strip():
            raise GoldError(f"{path}:{reader.line_num}: no {needed[1]}; expected a value in every row")
        yield reader.line_num, row


@lru_cache(maxsize=1)
def _iso3() -> dict[str, str]:
    """Return alpha-3 codes by the numbers of Gleditsch and Ward."""
    return {str(one.gwcode): one.iso3 for one in load_countries().all if one.gwcode is not None}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the names of states by their alpha-3 codes."""
    return {one.iso3: one.name for one in load_countries().all}
