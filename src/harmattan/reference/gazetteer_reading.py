"""Read the tables that people add to the gazetteer: country dumps and admin codes of GeoNames, and CSV files.

A file is read line by line, whatever its size. A row that cannot be used is a `Problem` with its line, and the next
one follows; what makes the whole file unusable is raised, with the line where it shows.
"""

from __future__ import annotations

import csv
import gzip
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from harmattan.errors import InputError
from harmattan.reference.gazetteer_additions import Addition
from harmattan.reference.packs import Problem

__all__ = ["CSV_FIELDS", "LeftOut", "PlaceCodes", "numbered_lines", "read_csv", "read_geonames"]

CSV_FIELDS = (
    *("name", "latitude", "longitude", "country", "feature_code", "aliases", "geonameid"),
    *("admin1", "admin2", "population", "radius_km", "source"),
)
"""What a column of a CSV file may be: `country` an alpha-2 or alpha-3 code or a name, `aliases` a list with "|"."""

_LONGEST_CELL = 131_072
_LONGEST_LINE = 10_000_000
_MOST_BYTES = 8 << 30
_DUMP, _CODES = 19, 4
_DELIMITERS = ",;\t|"
# readme.txt stands beside the data in the archives of GeoNames.
_NOT_DATA = ("readme", "__macosx", ".")


@dataclass(slots=True)
class LeftOut:
    """How many rows a reader left out on purpose (schools, wells, streams), and the latest day that the data bear."""

    rows: int = 0
    date: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceCodes:
    """What the codes of a file may be: alpha-3 codes by any key (folded name or code), feature codes, names of units.

    `kept` are the feature codes that a dump is read for; `admin1` gives a unit's name by alpha-3 and GeoNames code.
    """

    countries: Mapping[str, str]
    feature_codes: Collection[str]
    kept: Collection[str]
    admin1: Mapping[tuple[str, str], str]


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, or what a gzip or zip file holds.

    Raises:
        InputError: it is not there, is broken, or is an archive without exactly one table.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            file.seek(0)
            if start[:2] == b"\x1f\x8b":
                with gzip.open(file) as unpacked:
                    yield unpacked  # type: ignore[misc]
            elif start == b"PK\x03\x04":
                with zipfile.ZipFile(file) as archive, archive.open(_table_of(path, archive)) as member:
                    yield member
            else:
                yield file
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        # zipfile raises RuntimeError for a password and NotImplementedError for an unknown compression.
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(f"{path}: expected a file that can be read, got: {reason}", kind="file") from error


def _table_of(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        one
        for one in archive.infolist()
        if not one.is_dir()
        and one.filename.lower().endswith((".txt", ".csv", ".tsv", ".geojson", ".json"))
        and not Path(one.filename).name.lower().startswith(_NOT_DATA)
        and not one.filename.lower().startswith(_NOT_DATA)
    ]
    if len(members) != 1:
        names = ", ".join(one.filename for one in members[:5]) or "none"
        raise InputError(
            f"{path}: expected an archive with one table (.txt, .csv, .tsv, .geojson), got {len(members)}: {names}; "
            "unpack it and give one file",
            kind="file",
        )
    return members[0]


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give the lines of a UTF-8 file with their numbers, with their ends; a byte order mark is left out.

    Raises:
        InputError: the file cannot be read, is not UTF-8, or has a line of more than 10 MB.
    """
    read = 0
    with _opened(path) as file:
        for number in range(1, 1 << 62):
            line = file.readline(_LONGEST_LINE)
            if not line:
                return
            read += len(line)
            if len(line) >= _LONGEST_LINE or read > _MOST_BYTES:
                raise InputError(
                    f"{path}:{number}: expected lines of text, got one of more than {_LONGEST_LINE // 1_000_000} MB or "
                    f"a file of more than {_MOST_BYTES >> 30} GB",
                    kind="file",
                )
            if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise InputError(f"{path}:1: expected UTF-8, got UTF-16; save the table as UTF-8", kind="encoding")
            try:
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{path}:{number}: expected UTF-8, got the byte {line[error.start]:#04x} at place "
                    f"{error.start + 1} of the line; save the table as UTF-8",
                    kind="encoding",
                ) from error


def read_geonames(
    path: Path, codes: PlaceCodes, *, country: str | None, left_out: LeftOut
) -> Iterator[Addition | Problem]:
    """Read a country dump of GeoNames (19 columns) or its admin1CodesASCII.txt or admin2Codes.txt (4 columns).

    Args:
        path: the file, plain, or in a zip or gzip file.
        codes: what its codes may be.
        country: alpha-3 code of the only country to read; None reads all.
        left_out: counts rows of other kinds, or of other countries.

    Raises:
        InputError: the file is no such table.
    """
    width = _width(path)
    units = dict(_units_of_dump(path, codes)) if width == _DUMP else {}
    for line, text in numbered_lines(path):
        cells = text.rstrip("\r\n").split("\t")
        if not text.strip() or text.startswith("#"):
            continue
        if len(cells) != width:
            yield Problem(path, line, f"{len(cells)} columns with tabs between them; expected {width}")
        elif "\0" in text:
            yield Problem(path, line, "a NUL byte; expected text")
        else:
            read = _dump_row if width == _DUMP else _code_row
            found = read(path, line, cells, codes, units)
            if found is None or (isinstance(found, Addition) and country and found.country != country):
                left_out.rows += 1
                continue
            if width == _DUMP and isinstance(found, Addition) and cells[18] > (left_out.date or ""):
                left_out.date = cells[18]
            yield found


def _width(path: Path) -> int:
    """Return the number of columns by the first row, or refuse the file."""
    for line, text in numbered_lines(path):
        if text.strip() and not text.startswith("#"):
            width = text.count("\t") + 1
            if width in (_DUMP, _CODES):
                return width
            raise InputError(
                f"{path}:{line}: expected {_DUMP} columns with tabs between them (a country dump of GeoNames) or "
                f"{_CODES} (admin1CodesASCII.txt, admin2Codes.txt), got {width}; for another table use --format csv",
                kind="columns",
            )
    raise InputError(f"{path}: the file has no rows; expected places", kind="empty")


def _units_of_dump(path: Path, codes: PlaceCodes) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the names of the first- and second-level units of a dump by their codes: rows name them by code only."""
    for _, text in numbered_lines(path):
        if "\tADM1\t" in text or "\tADM2\t" in text:
            cells = text.rstrip("\r\n").split("\t")
            if len(cells) == _DUMP and (country := codes.countries.get(cells[8])):
                if cells[7] == "ADM1":
                    yield (country, cells[10]), cells[1]
                elif cells[7] == "ADM2":
                    yield (country, cells[10], cells[11]), cells[1]


def _dump_row(
    path: Path, line: int, cells: list[str], codes: PlaceCodes, units: Mapping[tuple[str, ...], str]
) -> Addition | Problem | None:
    """Read a row of a country dump; None for a kind of place that is not kept."""
    number, name, ascii_name, alternates, latitude, longitude, _, code, iso2 = cells[:9]
    if code and code not in codes.feature_codes:
        return Problem(path, line, f"unknown feature code {code!r}; expected one of geonames.org/export/codes.html")
    if code not in codes.kept:
        return None
    country = codes.countries.get(iso2)
    if country is None:
        return Problem(path, line, f"unknown country {iso2!r}; expected an ISO 3166 alpha-2 code such as BJ")
    if not number.isdecimal() or not name.strip():
        return Problem(path, line, f"geonameid {number!r}, name {name!r}; expected a number and a name")
    first = codes.admin1.get((country, cells[10])) or units.get((country, cells[10]))
    second = units.get((country, cells[10], cells[11])) if cells[11] else None
    people = int(cells[14]) if cells[14].isdecimal() else None
    aliases = tuple(dict.fromkeys(_listed(one) for one in (ascii_name, *alternates.split(",")) if _is_latin(one)))
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        return Problem(path, line, f"latitude {latitude!r}, longitude {longitude!r}; expected degrees such as 11.048")
    return Addition(
        *(_listed(name), aliases, code, country, *point, None, int(number)),
        *(name if code == "ADM1" else first, name if code == "ADM2" else second, people or None),
        line=line,
    )


def _code_row(
    path: Path, line: int, cells: list[str], codes: PlaceCodes, units: Mapping[tuple[str, ...], str]
) -> Addition | Problem | None:
    """Read a row of admin1CodesASCII.txt or admin2Codes.txt: "BJ.08", name, name in ASCII, geonameid."""
    code, name, ascii_name, number = cells
    parts = code.split(".", 2)
    country = codes.countries.get(parts[0])
    if country is None or len(parts) not in (2, 3):
        return Problem(path, line, f"code {code!r}; expected country and unit such as BJ.08 or BJ.08.1234")
    if not number.isdecimal() or not name.strip():
        return Problem(path, line, f"geonameid {number!r}, name {name!r}; expected a number and a name")
    level = len(parts) - 1
    first = name if level == 1 else codes.admin1.get((country, parts[1]))
    return Addition(
        *(_listed(name), (_listed(ascii_name),) if ascii_name else (), f"ADM{level}", country),
        geonameid=int(number),
        admin1=first,
        admin2=name if level == 2 else None,
        line=line,
    )


def read_csv(
    path: Path, codes: PlaceCodes, *, mapping: Mapping[str, str], country: str | None, source: str | None
) -> Iterator[Addition | Problem]:
    """Read a CSV table with a header; commas, semicolons, tabs or bars part its columns, as the header shows.

    Args:
        path: the file, plain, or in a zip or gzip file.
        codes: what its codes may be.
        mapping: the file's columns by our fields (`CSV_FIELDS`); a field that is not named is the column of its name.
        country: alpha-3 code for rows that state none.
        source: where rows are from that do not say so themselves.

    Raises:
        InputError: the file has no such columns, or a quotation mark is not closed.
    """
    last = 0
    is_decimal_comma = False
    columns: dict[str, int] = {}
    width = 0
    reader = None
    lines = _without_comments(path)
    try:
        for number, header in lines:
            mark = max(_DELIMITERS, key=header.count) if header.strip() else ","
            cells = next(csv.reader([header], delimiter=mark), [])
            columns, width = _columns(path, number, [one.strip() for one in cells], mapping, country), len(cells)
            is_decimal_comma, last = mark != ",", number
            break
        else:
            raise InputError(
                f"{path}: the file has no rows; expected a header with {', '.join(CSV_FIELDS)}", kind="empty"
            )
        numbers: list[int] = []
        reader = csv.reader(_noted(lines, numbers), delimiter=mark, strict=True)
        for cells in reader:
            line, last = (numbers[0] if numbers else last), (numbers[-1] if numbers else last)
            numbers.clear()
            if not any(one.strip() for one in cells):
                continue
            if any(len(one) > _LONGEST_CELL for one in cells):
                # The limit of the csv module is the whole program's, and others raise it.
                last = line - 1
                raise csv.Error(f"field larger than field limit ({_LONGEST_CELL})")
            if len(cells) != width:
                yield Problem(path, line, f"{len(cells)} cells; expected {width}, as the header has")
            elif any("\0" in one for one in cells):
                yield Problem(path, line, "a NUL byte; expected text")
            else:
                values = {field: cells[at].strip() for field, at in columns.items()}
                yield _csv_row(path, line, values, codes, country, source, is_decimal_comma=is_decimal_comma)
    except csv.Error as error:
        raise InputError(
            f"{path}:{last + 1}: expected a row of a CSV table, got: {error}; a quotation mark in this row or after it "
            "may not be closed",
            kind="csv",
        ) from error


def _without_comments(path: Path) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in numbered_lines(path) if not line.startswith("#"))


def _noted(lines: Iterable[tuple[int, str]], numbers: list[int]) -> Iterator[str]:
    """Give the lines and note the numbers of those that the reader took for its row."""
    for number, line in lines:
        numbers.append(number)
        yield line


def _columns(
    path: Path, line: int, header: list[str], mapping: Mapping[str, str], country: str | None
) -> dict[str, int]:
    """Return the place of each field's column in the header."""
    unknown = sorted(set(mapping) - set(CSV_FIELDS))
    if unknown:
        raise InputError(
            f"--map: unknown field {unknown[0]!r}; expected one of {', '.join(CSV_FIELDS)}", kind="columns"
        )
    absent = sorted(column for column in mapping.values() if column not in header)
    if absent:
        raise InputError(
            f"{path}:{line}: no column {absent[0]!r}, which --map names; the header is {', '.join(header)}",
            kind="columns",
        )
    named = {field: mapping.get(field, field) for field in CSV_FIELDS}
    found = {field: header.index(column) for field, column in named.items() if column in header}
    is_whole = {"name", "latitude", "longitude"} <= set(found) and ("country" in found or country)
    if "geonameid" not in found and not is_whole:
        raise InputError(
            f"{path}:{line}: expected the columns name, latitude, longitude and country (or --country), or geonameid "
            f"to correct places that are there, got {', '.join(header)}; --map name=COLUMN,... says which is which",
            kind="columns",
        )
    return found


def _csv_row(
    path: Path,
    line: int,
    values: Mapping[str, str],
    codes: PlaceCodes,
    country: str | None,
    source: str | None,
    *,
    is_decimal_comma: bool,
) -> Addition | Problem:
    stated = values.get("country")
    code = codes.countries.get(stated, codes.countries.get(stated.casefold())) if stated else country
    if stated and code is None:
        return Problem(
            path, line, f"unknown country {stated!r}; expected an ISO 3166 code such as BJ or BEN, or a name"
        )
    number = values.get("geonameid", "")
    if number and not number.isdecimal():
        return Problem(path, line, f"geonameid {number!r}; expected a whole number, or nothing")
    numbers: dict[str, float | None] = {}
    for field in ("latitude", "longitude", "radius_km", "population"):
        cell = values.get(field, "")
        try:
            numbers[field] = float(cell.replace(",", ".") if is_decimal_comma else cell) if cell else None
        except ValueError:
            return Problem(path, line, f"{field} {cell!r}; expected a number such as 11.048")
    feature = values.get("feature_code") or None
    if feature and feature not in codes.feature_codes:
        return Problem(
            path, line, f"unknown feature code {feature!r}; expected one such as PPL, ADM1, PRK (docs/places.md)"
        )
    told = values.get("source") or source
    if not told:
        return Problem(
            path, line, "no source; every row says where it is from: fill the column source, or give --source"
        )
    problem = _incomplete(values, numbers, code)
    if problem:
        return Problem(path, line, problem)
    people = numbers["population"]
    return Addition(
        name=_listed(values.get("name", "")) or None,
        aliases=_aliases(values.get("aliases", "")),
        feature_code=feature or (None if number else "PPL"),
        country=code if not number or stated else None,
        latitude=numbers["latitude"],
        longitude=numbers["longitude"],
        radius_km=numbers["radius_km"],
        geonameid=int(number) if number else None,
        admin1=values.get("admin1") or None,
        admin2=values.get("admin2") or None,
        population=int(people) if people else None,
        source=told,
        line=line,
        is_by_hand=True,
    )


def _incomplete(values: Mapping[str, str], numbers: Mapping[str, float | None], code: str | None) -> str | None:
    """Say what a row lacks, None for nothing."""
    has_point = numbers["latitude"] is not None, numbers["longitude"] is not None
    if has_point[0] != has_point[1]:
        return f"only the {'latitude' if has_point[0] else 'longitude'} is there; expected both or none"
    if values.get("geonameid"):
        changes = ("name", "aliases", "latitude", "feature_code", "country", "admin1", "admin2", "population")
        return None if any(values.get(one) for one in (*changes, "radius_km")) else "nothing to change but a geonameid"
    lacking = [one for one, is_there in (("name", values.get("name")), ("latitude", all(has_point)), ("country", code))
               if not is_there]  # fmt: skip
    return f"{', '.join(lacking)} may not be empty for a place without geonameid" if lacking else None


def _aliases(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in map(str.strip, cell.split("|")) if one))


def _listed(name: str) -> str:
    """Return a name that can stand in a list; white space becomes single spaces."""
    return " ".join(name.replace("|", " ").split())


def _is_latin(name: str) -> bool:
    from harmattan.reference.gazetteer_records import is_press_name

    return is_press_name(name.strip())
