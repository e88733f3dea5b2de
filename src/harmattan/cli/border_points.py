"""`harmattan border --points`: a table of points in, the same table with borders out, some thousand rows at a time."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from harmattan.cli.messages import plain, say
from harmattan.errors import ConfigError

__all__ = ["ADDED", "PointColumns", "measure_file"]

ADDED = (
    *("border_country", "border_admin1", "border_admin2", "border_neighbour", "border_km_low", "border_km_best"),
    *("border_km_high", "border_band", "border_status", "border_nearest_latitude", "border_nearest_longitude"),
    *("border_disputed", "priogrid_gid", "h3", "border_problem"),
)
_WITH = ("with_country", "with_km", "with_is_neighbour")
_LATITUDES = ("latitude", "lat", "y", "ylat")
_LONGITUDES = ("longitude", "lon", "lng", "long", "x", "xlong")
_BATCH = 5_000
_TOLD = 10  # bad rows that are told one by one
_MOST_CHARACTERS = 10_000_000  # of a cell: a quotation mark that nobody closed

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PointColumns:
    """The columns that hold the points; None to look for the usual names."""

    latitude: str | None
    longitude: str | None
    country: str | None


class _Point(NamedTuple):
    latitude: float
    longitude: float
    country: str | None


def measure_file(
    path: Path,
    columns: PointColumns,
    beyond: str | None,
    *,
    resolution: int,
    is_json: bool,
    output: Path | None,
    is_quiet: bool,
) -> int:
    """Write the rows of a CSV with their borders; return the exit status, 1 where rows had no point.

    A row without a usable point is kept, with the reason in `border_problem`, and told on stderr.

    Raises:
        ConfigError: the file cannot be read, is no CSV, or lacks a column; or the output cannot be written.
    """
    total = refused = 0
    with _opened(path) as file, _written(output) as out, _bar(is_quiet=is_quiet) as advance:
        reader = csv.DictReader(file, strict=True)
        names = _checked(reader, path, columns)
        added = (*ADDED[:-1], *(_WITH if beyond else ()), ADDED[-1])
        clash = [name for name in added if name in names]
        if clash:
            raise ConfigError(f"{path}: has a column {clash[0]!r} already; rename it, the answer has one of that name")
        chosen = _found(names, path, columns)
        writer = csv.DictWriter(out, [*names, *added], lineterminator="\n")
        if not is_json:
            writer.writeheader()
        for rows in _batches(reader, path, names):
            _measure(rows, chosen, beyond, resolution)
            for _, row in rows:
                _ = out.write(json.dumps(row, ensure_ascii=False) + "\n") if is_json else writer.writerow(row)
            out.flush()
            for line, row in rows:
                if row["border_problem"]:
                    refused += 1
                    if refused <= _TOLD and not is_quiet:
                        say(f"{path}:{line}: {plain(row['border_problem'])}")
            total += len(rows)
            advance(len(rows))
    if not is_quiet:
        more = f", {refused:,} of them without a usable point (border_problem)" if refused else ""
        say(f"{total:,} rows{more}")
    return 1 if refused else 0


def _checked(reader: csv.DictReader[str], path: Path, columns: PointColumns) -> list[str]:
    try:
        names = list(reader.fieldnames or ())
    except (csv.Error, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}:1: no CSV: {error}; save it as UTF-8, with commas") from error
    if not names:
        raise ConfigError(f"{path}: empty; expected a header and a point a row")
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        raise ConfigError(
            f"{path}:1: the cells are not parted by commas: {plain(names[0])[:60]!r}; save it as CSV with commas"
        )
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ConfigError(f"{path}:1: two columns are called {twice!r}; expected each name once")
    wanted = [name for name in (columns.latitude, columns.longitude, columns.country) if name and name not in names]
    if wanted:
        raise ConfigError(f"{path}:1: no column {wanted[0]!r}; the columns are {', '.join(names)}")
    return names


def _found(names: Sequence[str], path: Path, columns: PointColumns) -> PointColumns:
    """Return the columns of the points, those not named by the usual names."""
    lower = {name.strip().lower(): name for name in reversed(names)}

    def usual(given: str | None, known: Sequence[str], what: str) -> str:
        chosen = given or next((lower[one] for one in known if one in lower), None)
        if chosen is None:
            raise ConfigError(
                f"{path}:1: no column of the {what} ({', '.join(known)}); the columns are {', '.join(names)}. "
                f"Name it with --{what}"
            )
        return chosen

    return PointColumns(
        usual(columns.latitude, _LATITUDES, "latitude"),
        usual(columns.longitude, _LONGITUDES, "longitude"),
        columns.country,
    )


def _batches(reader: csv.DictReader[str], path: Path, names: Sequence[str]) -> Iterator[list[tuple[int, _Row]]]:
    """Yield the rows with their lines, a batch at a time."""
    batch: list[tuple[int, _Row]] = []
    try:
        for row in reader:
            extra = row.pop(None, None)
            problem = f"{len(names) + len(extra)} cells, expected {len(names)}" if extra else ""
            if None in row.values():
                problem = f"{sum(one is not None for one in row.values())} cells, expected {len(names)}"
            batch.append((reader.line_num, {name: row[name] or "" for name in names} | {"border_problem": problem}))
            if len(batch) == _BATCH:
                yield batch
                batch = []
    except (csv.Error, UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
        raise ConfigError(
            f"{path}:{reader.line_num + 1}: no CSV: {error}; close every quotation mark, save it as UTF-8"
        ) from error
    if batch:
        yield batch


def _measure(rows: list[tuple[int, _Row]], columns: PointColumns, beyond: str | None, resolution: int) -> None:
    """Add the columns of borders to rows."""
    empty = dict.fromkeys((*ADDED[:-1], *(_WITH if beyond else ())), "")
    points: list[_Point] = []
    good: list[_Row] = []
    for _, row in rows:
        problem = row.pop("border_problem")
        found = problem or _read_point(row, columns)
        row.update(empty)
        row["border_problem"] = found if isinstance(found, str) else ""
        if isinstance(found, _Point):
            points.append(found)
            good.append(row)
    if points:
        for row, cells in zip(good, _answers(points, beyond, resolution), strict=True):
            row.update(cells)


def _read_point(row: _Row, columns: PointColumns) -> _Point | str:
    """Return the point of a row, or what is wrong with it."""
    from harmattan.reference.place_query import country_codes

    values = []
    for name, most in ((columns.latitude, 90), (columns.longitude, 180)):
        text = row[name or ""].strip()
        try:
            value = float(text)
        except ValueError:
            return f"{name} is {text!r}; expected degrees, such as 11.05" if text else f"{name} is empty"
        if not abs(value) <= most:
            return f"{name} is {text}; expected -{most} to {most}"
        values.append(value)
    country = None
    if columns.country and (text := row[columns.country].strip()):
        codes = country_codes(text)
        if len(codes) != 1:
            return f"{columns.country} is {text!r}; expected the code or name of one country"
        country = codes[0]
    return _Point(values[0], values[1], country)


def _answers(points: Sequence[_Point], beyond: str | None, resolution: int) -> Iterator[_Row]:
    """Yield the cells of each point."""
    from harmattan.reference.borders import LINE_ERROR_KM, band_of, load_borders
    from harmattan.reference.boundaries import load_boundaries
    from harmattan.reference.grid import h3_cells, priogrid_gids

    latitudes, longitudes = [one.latitude for one in points], [one.longitude for one in points]
    boundaries, borders = load_boundaries(), load_borders()
    near = boundaries.countries_at(latitudes, longitudes, within_km=LINE_ERROR_KM)
    sides = [one.country or drawn for one, drawn in zip(points, near, strict=True)]
    found = borders.nearest(latitudes, longitudes, sides)
    units = boundaries.units_of(latitudes, longitudes)
    disputed = boundaries.disputed_of(latitudes, longitudes)
    gids, cells = priogrid_gids(latitudes, longitudes), h3_cells(latitudes, longitudes, resolution=resolution)
    others = _to_country(latitudes, longitudes, sides, beyond) if beyond else [{}] * len(points)
    swapped = _swapped(points, near)
    for number, side in enumerate(sides):
        if swapped[number]:
            yield {"border_problem": swapped[number]}
            continue
        row: _Row = {
            "border_country": side or "",
            "border_admin1": units[number].admin1 or "",
            "border_admin2": units[number].admin2 or "",
            "border_disputed": "|".join(area.name for area in disputed[number]),
            "priogrid_gid": gids[number],
            "h3": cells[number],
            **others[number],
        }
        if found.neighbours[number] is not None:
            km = float(found.km[number])
            row |= {
                "border_neighbour": found.neighbours[number],
                "border_km_low": round(max(0.0, km - LINE_ERROR_KM), 1),
                "border_km_best": round(km, 1),
                "border_km_high": round(km + LINE_ERROR_KM, 1),
                "border_band": band_of(km),
                "border_status": borders.lines[found.lines[number]].status,
                "border_nearest_latitude": round(float(found.latitudes[number]), 4),
                "border_nearest_longitude": round(float(found.longitudes[number]), 4),
            }
        yield row


def _swapped(points: Sequence[_Point], near: Sequence[str | None]) -> list[str | None]:
    """Say of each point if it lies in its country only with latitude and longitude swapped."""
    from harmattan.reference.boundaries import load_boundaries

    found: list[str | None] = [None] * len(points)
    elsewhere = [
        number
        for number, point in enumerate(points)
        if point.country and point.country != near[number] and abs(point.longitude) <= 90
    ]
    there = load_boundaries().countries_at(
        [points[one].longitude for one in elsewhere], [points[one].latitude for one in elsewhere]
    )
    for number, country in zip(elsewhere, there, strict=True):
        if country == points[number].country:
            place = near[number] or "the sea"
            found[number] = (
                f"lies in {place}, not {country}; swapped it lies in {country}: latitude and longitude changed places"
            )
    return found


def _to_country(
    latitudes: Sequence[float], longitudes: Sequence[float], sides: Sequence[str | None], beyond: str
) -> list[_Row]:
    """Return the cells of the distance to a country: to the shared border, else to its nearest land."""
    from harmattan.reference.borders import load_borders

    borders = load_borders()
    rows: list[_Row] = [{"with_country": beyond, "with_km": "", "with_is_neighbour": False} for _ in sides]
    for side in sorted({one or "" for one in sides}):
        numbers = [number for number, one in enumerate(sides) if (one or "") == side]
        pair = [latitudes[one] for one in numbers], [longitudes[one] for one in numbers]
        if beyond in borders.neighbours_of(side):
            km = [one.km for one in borders.crossings_of(*pair, side, beyond)]
        else:
            km = [one[0] for one in borders.lands_of(*pair, beyond)]
        for number, one in zip(numbers, km, strict=False):
            rows[number] |= {"with_km": round(one, 1), "with_is_neighbour": beyond in borders.neighbours_of(side)}
    return rows


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    csv.field_size_limit(_MOST_CHARACTERS)
    if str(path) == "-":
        yield (
            io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
            if hasattr(sys.stdin, "buffer")
            else sys.stdin
        )
        return
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig", newline="")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig", newline="") as file
        ):
            yield file
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}; name a CSV file of points") from error


@contextmanager
def _written(output: Path | None) -> Iterator[IO[str]]:
    """Give a stream: stdout, or a file that replaces the one there when all is done."""
    if output is None:
        yield sys.stdout
        return
    beside = output.with_name(f".{output.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(output)
    except OSError as error:
        raise ConfigError(f"{output}: cannot be written: {error.strerror}; name a file in a folder of yours") from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _bar(*, is_quiet: bool) -> Iterator[Any]:
    """Give what counts rows on a bar on stderr, if that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("measuring {task.completed:,.0f} points"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=is_quiet or not sys.stderr.isatty(),
        redirect_stdout=False,
    )
    task = bar.add_task("points", total=None)
    with bar:
        yield lambda rows: bar.advance(task, rows)
