"""What a cell of a pack's table may hold, and what is wrong in rows that have the right columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from harmattan.reference.packs import Problem, Row

__all__ = [
    "CellCheck",
    "Column",
    "Table",
    "Vocabulary",
    "between",
    "country_code",
    "day",
    "day_range",
    "iso2_code",
    "matches",
    "one_of",
    "sector_code",
    "table_problems",
]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The codes that a cell may hold: alpha-3 with PLOVER's international codes, alpha-2, sectors."""

    countries: frozenset[str]
    iso2: frozenset[str]
    sectors: frozenset[str]


CellCheck = Callable[[str, Vocabulary], str | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: whether its cells may be empty, are lists, whether it may be absent, and what is wrong with a value."""

    name: str
    is_required: bool = False
    is_list: bool = False
    is_extra: bool = False
    check: CellCheck | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a pack; rows with the same `key` are one too many. `extra` checks whole rows and tables."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    extra: Callable[[tuple[Row, ...]], Iterator[Problem]] | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns that a table must have."""
        return tuple(column.name for column in self.columns if not column.is_extra)

    @property
    def extra_names(self) -> tuple[str, ...]:
        """Return the names of the columns that it may have."""
        return tuple(column.name for column in self.columns if column.is_extra)

    @property
    def required(self) -> tuple[str, ...]:
        """Return the columns whose cells may not be empty."""
        return tuple(column.name for column in self.columns if column.is_required)


def table_problems(table: Table, rows: tuple[Row, ...], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong in rows that have the right columns."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        for column in table.columns:
            if column.check is None or not row[column.name]:
                continue
            values = row.list(column.name) if column.is_list else (row[column.name],)
            for value in values:
                message = column.check(value, vocabulary)
                if message is not None:
                    yield row.problem(f"{column.name}: {message}")
        key = tuple(row[name] for name in table.key)
        if key in seen:
            yield row.problem(
                f"{', '.join(filter(None, key))} stands already in line {seen[key]}; keep one of the rows"
            )
        seen.setdefault(key, row.line)
    if table.extra is not None:
        yield from table.extra(rows)


def day_range(cell: str) -> tuple[date, date] | None:
    """Return first and last day of "2021", "2021-05" or "2021-05-24"; None for anything else."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell):
        return None
    parts = [int(part) for part in cell.split("-")]
    try:
        first = date(parts[0], *[*parts[1:], 1, 1][:2])
        if len(parts) == 3:
            return first, first
        after = date(first.year + (len(parts) == 1 or first.month == 12), first.month % 12 + 1 if parts[1:] else 1, 1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)


def country_code(value: str, known: Vocabulary) -> str | None:
    """Say what is wrong with the code of a country, if anything."""
    if value in known.countries:
        return None
    return f"unknown country {value!r}; expected an ISO 3166 alpha-3 code such as BEN, or IGO, UNO, EUR, NGO ..."


def iso2_code(value: str, known: Vocabulary) -> str | None:
    """Say what is wrong with an alpha-2 code, if anything."""
    return None if value in known.iso2 else f"unknown country {value!r}; expected an ISO 3166 alpha-2 code such as BJ"


def sector_code(value: str, known: Vocabulary) -> str | None:
    """Say what is wrong with the code of a sector, if anything."""
    if value in known.sectors:
        return None
    return f"unknown sector {value!r}; expected one of {', '.join(sorted(known.sectors))}"


def day(value: str, _: Vocabulary) -> str | None:
    """Say what is wrong with a date, if anything."""
    return None if day_range(value) else f"{value!r} is no date; expected YYYY-MM-DD, YYYY-MM or YYYY"


def matches(pattern: str, expected: str) -> CellCheck:
    """Return the check that a cell matches a pattern."""

    def check(value: str, _: Vocabulary) -> str | None:
        return None if re.fullmatch(pattern, value) else f"{value!r}; expected {expected}"

    return check


def between(low: float, high: float) -> CellCheck:
    """Return the check that a cell is a number within limits."""

    def check(value: str, _: Vocabulary) -> str | None:
        try:
            is_inside = low <= float(value) <= high
        except ValueError:
            is_inside = False
        return None if is_inside else f"{value!r}; expected a number from {low:g} to {high:g}"

    return check


def one_of(*known: str) -> CellCheck:
    """Return the check that a cell is one of some values."""

    def check(value: str, _: Vocabulary) -> str | None:
        return None if value in known else f"unknown value {value!r}; expected one of {', '.join(known)}"

    return check
