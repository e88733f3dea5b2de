"""Turn a list of office-holders, such as Wikidata gives, into rows of the user's table.

Columns go by their names or by a map; positions are read as phrases for offices, ids may be addresses of Wikidata, days
may have the precision of a year or a month. An open end needs the day on which the list was made: after it the roster
answers "unknown".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from harmattan.errors import InputError
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.countries import Countries
from harmattan.reference.office_phrases import OfficePhrases
from harmattan.reference.offices import OFFICES
from harmattan.reference.packs import Problem, Row
from harmattan.reference.roster_check import overlap_problems
from harmattan.reference.table_cells import day_range

__all__ = ["FIELDS", "Imported", "read_list"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "position": ("position", "positionlabel", "office", "office_kind", "title", "role"),
    "person": ("person", "personlabel", "name", "holder", "itemlabel"),
    "country": ("country", "country_iso2", "country_iso3", "iso3", "iso2", "countrylabel"),
    "start": ("start", "start_date", "starttime", "startdate", "from"),
    "end": ("end", "end_date", "endtime", "enddate", "to", "until"),
    "as_of": ("as_of", "asof", "retrieved", "date_of_list"),
    "wikidata": ("wikidata", "wikidata_person", "person_id", "qid", "item", "id"),
    "aliases": ("aliases", "alias", "also_known_as"),
    "start_precision": ("start_precision", "startprecision"),
    "end_precision": ("end_precision", "endprecision"),
}
"""The fields of a list, and the names of columns that are taken for them, in order."""
_NEEDED = ("person", "start")
_QID = re.compile(r"Q[1-9]\d*")
_TIME = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_PRECISION = {"9": 1, "10": 2, "11": 3, "year": 1, "month": 2, "day": 3}
_MINISTERS = ("foreign_minister", "defence_minister", "interior_minister")


@dataclass(frozen=True, slots=True)
class Imported:
    """Rows of the user's table with their lines in the list, the lines left out with why, and what is wrong."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    left_out: tuple[Problem, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Defaults:
    country: str | None
    office: str | None
    as_of: date | None
    source: str


def read_list(
    path: Path,
    phrases: OfficePhrases,
    countries: Countries,
    *,
    columns: Mapping[str, str] | None = None,
    country: str | None = None,
    office: str | None = None,
    as_of: date | None = None,
    source: str | None = None,
) -> Imported:
    """Read a list of office-holders.

    Args:
        path: a CSV file with a heading.
        phrases: reads positions and names of countries.
        countries: their codes.
        columns: the column of a field, where its name does not tell.
        country: the code of all rows, where the list has no column for it.
        office: the office of all rows, or of those whose position is empty.
        as_of: the day on which the list was made, where it has no column for it.
        source: where the rows are from; the file's name without it.

    Raises:
        InputError: no such file, no CSV, or a column that is needed is missing.
    """
    header, lines = _table(path)
    names = _columns(header, columns or {}, path)
    given = _Defaults(country, office, as_of, source or f"import:{path.name}")
    if "position" not in names and office is None:
        raise InputError(_missing(path, header, "position", "--office says it for all rows"))
    if "country" not in names and country is None:
        raise InputError(_missing(path, header, "country", "--country says it for all rows"))
    rows: list[tuple[int, dict[str, str]]] = []
    left: list[Problem] = []
    wrong: list[Problem] = []
    for number, cells in lines:
        if len(cells) != len(header):
            wrong.append(Problem(path, number, f"{len(cells)} cells, the heading has {len(header)}"))
            continue
        values = {field: cells[at].strip() for field, at in names.items()}
        made = _row(values, given, phrases, countries)
        if isinstance(made, dict):
            rows.append((number, made))
        else:
            (left if made.is_warning else wrong).append(Problem(path, number, made.message, made.is_warning))
    wrong += overlap_problems([Row(path, number, row) for number, row in rows])
    return Imported(tuple(rows), tuple(left), tuple(wrong))


def _row(
    values: Mapping[str, str], given: _Defaults, phrases: OfficePhrases, countries: Countries
) -> dict[str, str] | Problem:
    """Return a row of the user's table, or what is wrong; a warning is a row that the roster has no office for."""
    nowhere = Path()
    if not values["person"]:
        return Problem(nowhere, None, "the person is empty")
    code = _code(values.get("country", ""), phrases, countries) if values.get("country") else given.country
    position = values.get("position", "")
    office, owner = _office(position, code, phrases) if position else (given.office, None)
    office = office or (given.office if not position else None)
    code = owner or code
    if code is None:
        return Problem(nowhere, None, f"unknown country {values.get('country', '')!r}; expected a code or a name")
    if office is None:
        return Problem(nowhere, None, f"{position!r} is no office of the roster; left out", is_warning=True)
    start = _day(values["start"], values.get("start_precision", ""))
    end = _day(values.get("end", ""), values.get("end_precision", ""))
    known = _day(values.get("as_of", ""), "") or (given.as_of.isoformat() if given.as_of else "")
    for name, cell in (("start", start), ("end", end), ("as_of", known)):
        if cell is None or (cell and day_range(cell) is None):
            given_as = values.get(name, "")
            return Problem(nowhere, None, f"{name} {given_as!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    if not end and not known:
        return Problem(nowhere, None, "the term is open and the list has no day: give --as-of, the day it was made")
    first, last = day_range(start or ""), day_range(end or "")
    if first and last and last[1] < first[0]:
        return Problem(nowhere, None, f"the term ends ({end}) before it begins ({start})")
    found = _QID.search(values.get("wikidata", ""))
    return {
        "person": values["person"],
        "aliases": values.get("aliases", ""),
        "surname": values["person"].split()[-1],
        "country": code,
        "office": office,
        "title": position,
        "sector": "MIL" if office == "army_chief" else "GOV",
        "start": start or "",
        "end": end or "",
        "end_basis": "" if end else f"open at {known}",
        "known_until": "" if end else known or "",
        "wikidata": found[0] if found else "",
        "source": given.source,
    }


def _office(position: str, country: str | None, phrases: OfficePhrases) -> tuple[str | None, str | None]:
    """Return the office that a position is, and whose it is where the position says."""
    if position in OFFICES:
        return position, None
    read = phrases.read(position, country=country)
    if read is None or read.is_former or phrases.is_below(read.name):
        return None, None
    if read.name and read.words.offices[0] not in _MINISTERS:
        return None, None  # a minister may have further fields, "the president of the Senate" is no head of state
    return read.words.offices[0], (read.countries[0] if len(read.countries) == 1 else None)


def _code(cell: str, phrases: OfficePhrases, countries: Countries) -> str | None:
    if countries.has(cell.upper()) or cell.upper() in INTERNATIONAL:
        return cell.upper()
    iso2 = countries.by_iso2(cell.upper())
    if iso2 is not None:
        return iso2.iso3
    codes = phrases.country_codes(cell)
    return codes[0] if len(codes) == 1 else None


def _day(cell: str, precision: str) -> str | None:
    """Return a day, month or year as the roster writes it, "" for none, None for what is no date."""
    if not cell:
        return ""
    match = _TIME.fullmatch(cell)
    if match is None:
        return None
    parts = [part for part in match.groups() if part and part != "00"]
    return "-".join(parts[: _PRECISION.get(precision, 3)])


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; expected a list of office-holders as CSV") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not readable as UTF-8: {error}") from error
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if not line.startswith("#")]
    reader = csv.reader((line for _, line in numbered), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if cells:
                lines.append((numbered[reader.line_num - 1][0], cells))
    except csv.Error as error:
        line = numbered[min(reader.line_num, len(numbered)) - 1][0]
        raise InputError(f"{path}:{line}: no CSV: {error}; close every quotation mark") from error
    if not lines:
        raise InputError(f"{path}: empty; expected a heading and rows of office-holders")
    return [cell.strip() for cell in lines[0][1]], lines[1:]


def _columns(header: Sequence[str], given: Mapping[str, str], path: Path) -> dict[str, int]:
    """Return where each field stands."""
    for field, column in given.items():
        if field not in FIELDS:
            raise InputError(f"--map: unknown field {field!r}; expected one of {', '.join(FIELDS)}")
        if column not in header:
            raise InputError(_missing(path, header, column, "--map names it"))
    low = [cell.lower() for cell in header]
    found: dict[str, int] = {}
    for field, names in FIELDS.items():
        if field in given:
            found[field] = header.index(given[field])
            continue
        at = next((low.index(name) for name in names if name in low), None)
        if at is not None and at not in found.values():
            found[field] = at
    for field in _NEEDED:
        if field not in found:
            raise InputError(_missing(path, header, field, f"--map {field}=COLUMN names it"))
    return found


def _missing(path: Path, header: Sequence[str], column: str, hint: str) -> str:
    return f"{path}:1: no column {column}; {hint}. The heading is {', '.join(header)}"
