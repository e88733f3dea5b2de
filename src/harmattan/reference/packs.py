"""Packs: folders of reference data with a manifest and CSV tables.

`pack.toml` holds name, kind, version, source and licence; every table is a UTF-8 CSV with a header, so it opens in
a spreadsheet. Lines that start with "#" are comments. Lists in a cell are joined by "|".
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from harmattan.errors import PackError

__all__ = ["PACK_KINDS", "Pack", "Problem", "Row", "data_dir", "open_pack", "read_table", "scan_table"]

PACK_KINDS = ("boundaries", "codebook", "language", "region", "world")
_REQUIRED = ("name", "kind", "version", "source", "licence")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a pack, and where; `line` is None for a whole file. A warning does not make a pack invalid."""

    path: Path
    line: int | None
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        where = str(self.path) if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {'warning: ' if self.is_warning else ''}{self.message}"

    def error(self) -> PackError:
        """Return the problem as an error."""
        return PackError(str(self))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str | None:
        """Return a cell, or None when it is empty."""
        return self.cells.get(column) or None

    def list(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that holds a list."""
        return tuple(part.strip() for part in self.cells.get(column, "").split("|") if part.strip())

    def problem(self, message: str, *, is_warning: bool = False) -> Problem:
        """Return a problem that names this row."""
        return Problem(self.path, self.line, message, is_warning)

    def error(self, message: str) -> PackError:
        """Return an error that names this row."""
        return self.problem(message).error()


@dataclass(frozen=True, slots=True)
class Pack:
    """An opened pack. `digest` is the SHA-256 over names and contents of its files."""

    path: Path
    name: str
    kind: str
    version: str
    source: str
    licence: str

    @property
    def digest(self) -> str:
        """Hash every file of the pack, in the order of their names."""
        total = hashlib.sha256()
        for file in sorted(one for one in self.path.rglob("*") if one.is_file()):
            total.update(file.relative_to(self.path).as_posix().encode())
            total.update(file.read_bytes())
        return total.hexdigest()

    def table(
        self,
        name: str,
        columns: Iterable[str],
        *,
        required: Iterable[str] = (),
        more: Iterable[str] = (),
        optional: bool = False,
    ) -> tuple[Row, ...]:
        """Read a table of the pack; an optional one that is absent is empty. `more` are columns that may be absent."""
        path = self.path / name
        if optional and not path.exists():
            return ()
        return read_table(path, columns, required=required, more=more)


def data_dir() -> Path:
    """Return the folder of the data that ships with the package."""
    return Path(__file__).resolve().parent.parent / "data"


def open_pack(path: Path) -> Pack:
    """Open the pack of a folder and check its manifest.

    Raises:
        PackError: the manifest is missing, is no TOML or lacks a key.
    """
    manifest = path / "pack.toml"
    try:
        values = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{path}: no pack.toml; a pack is a folder with a manifest and tables") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{manifest}: not readable as TOML: {error}") from error
    missing = [key for key in _REQUIRED if not isinstance(values.get(key), str) or not values[key].strip()]
    if missing:
        raise PackError(f"{manifest}: missing {', '.join(missing)}; every pack states {', '.join(_REQUIRED)}")
    if values["kind"] not in PACK_KINDS:
        raise PackError(f"{manifest}: unknown kind {values['kind']!r}; expected one of {', '.join(PACK_KINDS)}")
    return Pack(path, *(values[key] for key in _REQUIRED))


def read_table(
    path: Path, columns: Iterable[str], *, required: Iterable[str] = (), more: Iterable[str] = ()
) -> tuple[Row, ...]:
    """Read a CSV table whose header must be exactly the columns, in any order.

    Args:
        path: the file.
        columns: the columns it must have.
        required: those whose cells may not be empty.
        more: further columns that it may have; cells of absent ones are empty.

    Raises:
        PackError: with path and line, for a wrong header, a ragged row or an empty required cell.
    """
    rows: list[Row] = []
    for found in scan_table(path, columns, required=required, more=more):
        if isinstance(found, Problem):
            raise found.error()
        rows.append(found)
    return tuple(rows)


def scan_table(
    path: Path, columns: Iterable[str], *, required: Iterable[str] = (), more: Iterable[str] = ()
) -> Iterator[Row | Problem]:
    """Read a CSV table as `read_table` does, and give every problem in its place instead of stopping at the first.

    A row with a problem is not given; a table that cannot be read, or has another header, gives one problem.
    A table whose name ends in ".gz" is gzipped.
    """
    wanted, needed, further = tuple(columns), tuple(required), tuple(more)
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    except FileNotFoundError:
        yield Problem(path, None, f"the table is missing; expected columns {', '.join(wanted)}")
        return
    except UnicodeDecodeError as error:
        yield Problem(path, None, f"not UTF-8 at byte {error.start}; save the table as UTF-8")
        return
    except (OSError, EOFError, zlib.error) as error:
        yield Problem(path, None, f"not readable: {error}")
        return
    kept = [(line, content) for line, content in enumerate(text.splitlines(), 1) if not content.startswith("#")]
    reader = csv.reader((content for _, content in kept), strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            line = kept[reader.line_num - 1][0]
            if not header:
                header = [cell.strip() for cell in cells]
                if sorted(one for one in header if one not in further) != sorted(wanted) or _repeats(header):
                    yield Problem(path, line, f"header is {', '.join(header)}; expected {', '.join(wanted)}")
                    return
            elif cells:
                yield _row(path, line, header, cells, needed, further)
    except csv.Error as error:
        yield Problem(path, kept[reader.line_num - 1][0], f"no CSV: {error}; close every quotation mark")
    if not header:
        yield Problem(path, None, f"the table is empty; expected a header {', '.join(wanted)}")


def _repeats(header: list[str]) -> bool:
    return len(set(header)) < len(header)


def _row(
    path: Path, line: int, header: list[str], cells: list[str], required: tuple[str, ...], more: tuple[str, ...]
) -> Row | Problem:
    if len(cells) != len(header):
        return Problem(path, line, f"{len(cells)} cells, expected {len(header)} ({', '.join(header)})")
    given = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    row = Row(path, line, dict.fromkeys(more, "") | given)
    empty = [column for column in required if not row[column]]
    return row.problem(f"{', '.join(empty)} may not be empty") if empty else row
