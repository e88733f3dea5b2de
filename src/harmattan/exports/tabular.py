"""Events as JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from harmattan.errors import ConfigError
from harmattan.exports.columns import COLUMNS, Cell, ColumnType, flat_row

__all__ = ["FORMATS", "event_line", "write_events"]

FORMATS = ("csv", "jsonl", "parquet")

# What a spreadsheet takes for a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Halves of surrogate pairs have no UTF-8; the other three end a line for many readers of text.
_ESCAPED = re.compile("[\ud800-\udfff\x85\u2028\u2029]")
_LARGEST = 2**63 - 1


def write_events(events: Iterable[Mapping[str, Any]], format: str, out: BinaryIO | Path) -> int:
    """Write events in the order given; the same events give the same bytes.

    Args:
        events: `harmattan.event/1` objects.
        format: "jsonl" (one compact object a line, everything), "csv" or "parquet" (one flat row an event; parquet
            also has the whole object in its column `json`).
        out: an open binary file, or the path of one, which is replaced when all is written.

    Returns:
        How many events were written.

    Raises:
        ConfigError: the format is unknown, or the path cannot be written.
    """
    writers = {"csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet}
    writer = writers.get(format)
    if writer is None:
        raise ConfigError(f"unknown format {format!r}; expected one of {', '.join(FORMATS)}")
    if not isinstance(out, Path):
        return writer(events, out)
    with _replacing(out) as file:
        return writer(events, file)


def event_line(event: Mapping[str, Any]) -> str:
    """Return an event as one line of JSON, without its line end: compact, letters as they are."""
    text = json.dumps(event, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _write_jsonl(events: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    written = 0
    for event in events:
        out.write(event_line(event).encode("utf-8") + b"\n")
        written += 1
    return written


def _write_csv(events: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    out.write(_csv_line([column.name for column in COLUMNS]))
    written = 0
    for event in events:
        out.write(_csv_line([_csv_cell(cell) for cell in flat_row(event).values()]))
        written += 1
    return written


def _csv_line(cells: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    # With this line end the writer quotes cells that hold either of its characters; the end itself is then a "\n".
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n").encode("utf-8") + b"\n"


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = _valid(cell)
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write_parquet(events: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    import polars as pl

    types: dict[ColumnType, type[pl.DataType]] = {
        "text": pl.String,
        "integer": pl.Int64,
        "number": pl.Float64,
        "boolean": pl.Boolean,
        "date": pl.Date,
    }
    schema = {column.name: types[column.type] for column in COLUMNS}
    schema["json"] = pl.String
    cells: dict[str, list[Cell]] = {name: [] for name in schema}
    written = 0
    for event in events:
        for name, cell in flat_row(event).items():
            cells[name].append(_parquet_cell(cell))
        cells["json"].append(event_line(event))
        written += 1
    frame = pl.DataFrame(cells, schema=schema)
    buffer = io.BytesIO()
    # Level and row groups are given so that the bytes do not change with another default or number of threads.
    frame.write_parquet(buffer, compression="zstd", compression_level=3, statistics=True, row_group_size=50_000)
    out.write(buffer.getvalue())
    return written


def _parquet_cell(cell: Cell) -> Cell:
    """Return what a typed column can hold; an integer beyond 64 bits stays in `json` only."""
    if isinstance(cell, str):
        return _valid(cell)
    return None if isinstance(cell, int) and abs(cell) > _LARGEST else cell


def _valid(text: str) -> str:
    """Return valid Unicode: half of a surrogate pair is written as its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of the path's when all went well; a device or pipe is written to directly."""
    target = path.resolve()
    is_plain = target.is_file() or not target.exists()
    draft = target.with_name(f".{target.name}.part") if is_plain else target
    try:
        file = draft.open("wb")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}; name a file in a folder of yours") from error
    try:
        with file:
            yield file
        if is_plain:
            draft.replace(target)
    finally:
        if is_plain:
            draft.unlink(missing_ok=True)
