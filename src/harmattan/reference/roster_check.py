"""Check tables of the roster: codes and dates, two holders of one office at a time, gaps, circles of groups.

A file that a user wrote is held to more than the tables that ship: there an overlap is an error, since one of the two
rows is wrong, and the user can say which.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from harmattan.errors import InputError, PackError
from harmattan.reference.check import vocabulary_of
from harmattan.reference.countries import shipped_packs
from harmattan.reference.offices import OFFICE_TABLES, SINGLE_OFFICES, USER_TABLE, Office, is_same_person
from harmattan.reference.packs import Problem, Row, scan_table
from harmattan.reference.roster import Roster, load_roster
from harmattan.reference.tables import REGION_TABLES, Table, day_range, table_problems
from harmattan.reference.user_packs import active_packs

__all__ = ["check_file", "check_roster", "conflicts", "gaps_of", "overlap_problems"]

_KINDS = (USER_TABLE, "organisations.csv", "armed_groups.csv", "forces.csv")
_DAY = timedelta(days=1)
_HANDOVER = timedelta(days=31)  # sources list a successor up to a month late


def check_file(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong in a table of office-holders, groups, forces, institutions or organisations.

    Raises:
        InputError: there is no such file.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected a table of office-holders or groups (docs/roster.md)")
    table = _table_of(path)
    found = tuple(scan_table(path, table.column_names, required=table.required, more=table.extra_names))
    rows = tuple(one for one in found if isinstance(one, Row))
    problems = [one for one in found if isinstance(one, Problem)]
    problems += table_problems(table, rows, vocabulary_of(shipped_packs()[0]))
    if table.name in OFFICE_TABLES:
        problems = [one for one in problems if not one.is_warning]  # of overlaps: said below, as errors
        problems += overlap_problems(rows)
        problems += _open_ends(rows)
        problems += _gap_problems(rows)
    return tuple(sorted(set(problems), key=lambda one: (one.line or 0, one.message)))


def check_roster() -> tuple[Problem, ...]:
    """Return what is wrong in the tables that ship and in the user's own."""
    problems: list[Problem] = []
    for pack in active_packs():
        is_users = pack.name == "user-roster"
        for file in sorted(pack.path.glob("*.csv")):
            table = REGION_TABLES.get(file.name)
            if is_users and table is not None and (file.name in OFFICE_TABLES or file.name in _KINDS):
                problems += check_file(file)
            elif table is not None and (file.name in OFFICE_TABLES or file.name in _KINDS or is_users):
                found = tuple(scan_table(file, table.column_names, required=table.required, more=table.extra_names))
                rows = tuple(one for one in found if isinstance(one, Row))
                problems += [one for one in found if isinstance(one, Problem)]
                problems += (one for one in table_problems(table, rows, vocabulary_of(pack)) if not one.is_warning)
            elif is_users:
                expected = ", ".join((USER_TABLE, *_KINDS[1:], "institutions.csv"))
                problems.append(Problem(file, None, f"nothing reads this table; expected one of {expected}"))
    problems += _shared_terms(load_roster())
    return tuple(sorted(set(problems), key=lambda one: (str(one.path), one.line or 0, one.message)))


def _shared_terms(roster: Roster) -> Iterator[Problem]:
    """Warn of offices of one holder that two people share for long, once better rows have gone before worse ones."""
    groups: dict[tuple[str, str], list[Office]] = {}
    for one in roster.offices:
        if one.office in SINGLE_OFFICES and one.start is not None and one.last is not None:
            groups.setdefault((one.country, one.office), []).append(one)
    for terms in groups.values():
        terms.sort(key=lambda one: (one.start or date.min, one.where))
        latest = terms[0]
        for one in terms[1:]:
            until = latest.last or date.min
            if one.start is not None and one.start + _HANDOVER < until and not is_same_person(one, latest):
                file, _, line = one.where.rpartition(":")
                yield Problem(
                    Path(file),
                    int(line),
                    f"{one.office} of {one.country}: {one.person} from {one.start} beside {latest.person} "
                    f"({latest.where}) to {until}",
                    is_warning=True,
                )
            if (one.last or date.min) > until:
                latest = one


def overlap_problems(rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield rows that give an office of one holder to two people on more than the day of change."""
    for terms in _single(rows).values():
        latest: tuple[date, Row] | None = None
        for first, last, row in terms:
            if latest is not None and first < latest[0] and row["person"] != latest[1]["person"]:
                yield row.problem(
                    f"{row['office']} of {row['country']}: {row['person']} from {row['start']} overlaps "
                    f"{latest[1]['person']} in line {latest[1].line}, who stays to {latest[0]}; end the one "
                    "or start the other later"
                )
            if latest is None or last > latest[0]:
                latest = last, row


def _gap_problems(rows: Sequence[Row]) -> Iterator[Problem]:
    """Warn of days between two terms on which the office is unknown."""
    for terms in _single(rows).values():
        for (_, last, row), (first, _, after) in pairwise(terms):
            if first > last + _DAY:
                yield after.problem(
                    f"{row['office']} of {row['country']} is unknown from {last + _DAY} to {first - _DAY}, between "
                    f"{row['person']} and {after['person']}",
                    is_warning=True,
                )


def gaps_of(roster: Roster, country: str, office: str) -> tuple[tuple[date, date, Office, Office], ...]:
    """Return first and last day of each gap between the known terms of an office, with the terms beside it."""
    terms = [one for one in roster.terms(country, office) if one.start is not None and one.last is not None]
    terms.sort(key=lambda one: (one.start or date.min, one.last or date.max))
    gaps: list[tuple[date, date, Office, Office]] = []
    reached: Office | None = None
    for one in terms:
        if reached is not None and reached.last and one.start and one.start > reached.last + _DAY:
            gaps.append((reached.last + _DAY, one.start - _DAY, reached, one))
        if reached is None or (one.last or date.max) > (reached.last or date.min):
            reached = one
    return tuple(gaps)


def conflicts(new: Sequence[Office], roster: Roster) -> list[tuple[Office, Office]]:
    """Return new terms with those of the roster that name another holder of the same office on the same days."""
    return [
        (one, known)
        for one in new
        if one.office in SINGLE_OFFICES
        for known in roster.terms(one.country, one.office)
        if (known.start or date.min) < (one.last or date.max)
        and (one.start or date.min) < (known.last or date.max)
        and not is_same_person(one, known)
    ]


def _open_ends(rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        if not row["end"] and not row["known_until"]:
            yield row.problem("neither end nor known_until; an open term needs the last day for which it is known")


def _single(rows: Sequence[Row]) -> dict[tuple[str, str], list[tuple[date, date, Row]]]:
    """Group rows of offices of one holder that have both bounds, by start; days in doubt are left out."""
    found: dict[tuple[str, str], list[tuple[date, date, Row]]] = {}
    for row in rows:
        start, end = day_range(row["start"]), day_range(row["end"] or row["known_until"])
        if start is not None and end is not None and row["office"] in SINGLE_OFFICES:
            found.setdefault((row["country"], row["office"]), []).append((start[1], max(start[1], end[0]), row))
    return {key: sorted(terms, key=lambda term: (term[0], term[2].line)) for key, terms in found.items()}


def _table_of(path: Path) -> Table:
    """Tell by its heading which table a file is, by its name where the heading is that of several."""
    named = REGION_TABLES.get(path.name)
    if named is not None:
        return named
    header = _header(path)
    tables = [REGION_TABLES[name] for name in _KINDS]
    fitting = [one for one in tables if set(one.column_names) <= set(header)]
    if not fitting:
        first = ", ".join(REGION_TABLES[USER_TABLE].column_names)
        raise PackError(
            f"{path}:1: header is {', '.join(header) or 'empty'}; expected a table of office-holders ({first}) or of "
            "groups (docs/roster.md)"
        )
    return max(fitting, key=lambda one: len(one.column_names))


def _header(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: not UTF-8 at byte {error.start}; save the table as UTF-8") from error
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return [cell.strip() for cell in next(csv.reader([first]), [])]
