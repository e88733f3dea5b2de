"""The user's own table of office-holders: read, and written as a whole, so that a failed change leaves the old one."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from harmattan.config import DATA_VARIABLE
from harmattan.errors import ConfigError, PackError
from harmattan.reference.countries import load_countries
from harmattan.reference.offices import COLUMNS, USER_TABLE, Office, office_of_row
from harmattan.reference.packs import Row, read_table
from harmattan.reference.roster_check import overlap_problems
from harmattan.reference.user_packs import user_folder

__all__ = ["merged_rows", "office_from", "read_user_rows", "user_table", "write_atomically", "write_user_rows"]

_Cells = Mapping[str, str]
_KEY = ("person", "country", "office", "start")


def user_table() -> Path:
    """Return where the user's office-holders are kept."""
    return user_folder() / "roster" / USER_TABLE


def read_user_rows() -> tuple[Row, ...]:
    """Return the user's rows, none where there is no table.

    Raises:
        PackError: the table is broken, with file and line.
    """
    path = user_table()
    return read_table(path, COLUMNS, required=("person", "country", "office")) if path.exists() else ()


def office_from(cells: _Cells, path: Path, line: int) -> Office:
    """Return the term that cells describe, as a row of the user's.

    Raises:
        PackError: a code or date is wrong, with file and line.
    """
    codes = frozenset(one.iso3 for one in load_countries().all)
    return office_of_row(Row(path, line, dict(cells)), codes, USER_TABLE)


def merged_rows(old: Sequence[_Cells], new: Sequence[_Cells]) -> list[dict[str, str]]:
    """Return rows with others laid over them: a new row takes the place of one of the same person, office and start."""
    found = {tuple(row[name] for name in _KEY): dict(row) for row in old}
    for row in new:
        found[tuple(row[name] for name in _KEY)] = dict(row)
    return sorted(found.values(), key=lambda row: (row["country"], row["office"], row["start"], row["person"]))


def write_user_rows(rows: Iterable[_Cells]) -> Path:
    """Check rows and put them in the place of the user's table; a problem leaves that as it was.

    Raises:
        PackError: a row is wrong, or two name different holders of one office at a time.
        ConfigError: the folder cannot be written.
    """
    path = user_table()
    chosen = [dict(row) for row in rows]
    checked = [Row(path, number, row) for number, row in enumerate(chosen, start=2)]
    for row in checked:
        office_from(row.cells, path, row.line)
    clash = next(iter(overlap_problems(checked)), None)
    if clash is not None:
        raise PackError(f"nothing is written: {clash.message.replace(' in line ', ' of line ')}")
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(chosen)
    write_atomically(path, out.getvalue())
    return path


def write_atomically(path: Path, text: str) -> None:
    """Write a file beside its place and move it there, so that no reader sees half of it.

    Raises:
        ConfigError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError as error:
        raise ConfigError(
            f"{path.parent}: expected a folder that can be written, got {error.strerror}; set {DATA_VARIABLE} to one"
        ) from error
