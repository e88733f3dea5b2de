"""Check a pack: every problem that a reader of the pack would meet, not only the first.

One table says which checks a kind of pack gets; a new kind or a new table adds a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from harmattan.errors import PackError
from harmattan.reference import boundaries, lexicon, words
from harmattan.reference.boundary_tables import BOUNDARY_TABLES
from harmattan.reference.casing import read_capitals
from harmattan.reference.codebook import Codebook, codebook_problems, load_codebook
from harmattan.reference.offices import OFFICES
from harmattan.reference.packs import Pack, Problem, Row, data_dir, open_pack, scan_table
from harmattan.reference.place_words import load_place_words
from harmattan.reference.tables import REGION_TABLES, Table, Vocabulary, table_problems
from harmattan.reference.word_tables import WORD_TABLES

__all__ = ["CHECKS", "Check", "check_pack", "vocabulary_of"]

Check = Callable[[Pack], Iterator[Problem]]


def check_pack(path: Path) -> tuple[Problem, ...]:
    """Return every problem of the pack in a folder, sorted by file and line; none for a valid pack.

    A `Problem` with `is_warning` is worth a look and does not make the pack invalid.
    """
    try:
        pack = open_pack(path)
    except (PackError, OSError) as error:
        return (_from_error(path, error),)
    found = {problem for check in CHECKS[pack.kind] for problem in check(pack)}
    return tuple(sorted(found, key=lambda one: (str(one.path), one.line or 0, one.message)))


def _codebook(pack: Pack) -> Iterator[Problem]:
    yield from codebook_problems(pack)


def _has_tables(tables: Mapping[str, Table]) -> Check:
    def check(pack: Pack) -> Iterator[Problem]:
        if not any(name in tables for name in _table_names(pack)):
            yield Problem(pack.path, None, f"no table; expected at least one of {', '.join(sorted(tables))}")

    return check


def _has_countries(pack: Pack) -> Iterator[Problem]:
    if not (pack.path / "countries.csv").exists():
        columns = ", ".join(REGION_TABLES["countries.csv"].column_names)
        yield Problem(
            pack.path / "countries.csv", None, f"a world pack lists its countries; expected columns {columns}"
        )


def _tables(tables: Mapping[str, Table], kind: str) -> Check:
    """Return the check of all tables of a pack, row by row."""

    def check(pack: Pack) -> Iterator[Problem]:
        vocabulary = vocabulary_of(pack)
        for name in _table_names(pack):
            table = tables.get(name)
            if table is None:
                message = f"no table of {kind}: nothing reads it; expected {', '.join(sorted(tables))}"
                yield Problem(pack.path / name, None, message, is_warning=True)
            else:
                rows, problems = _scan(pack, table)
                yield from problems
                yield from table_problems(table, rows, vocabulary)

    return check


def _scan(pack: Pack, table: Table) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    found = tuple(
        scan_table(pack.path / table.name, table.column_names, required=table.required, more=table.extra_names)
    )
    rows = tuple(one for one in found if isinstance(one, Row))
    return rows, tuple(one for one in found if isinstance(one, Problem))


def _table_names(pack: Pack) -> tuple[str, ...]:
    files = (file.name for file in pack.path.iterdir() if file.is_file())
    return tuple(sorted(name for name in files if name.endswith((".csv", ".csv.gz"))))


def vocabulary_of(pack: Pack) -> Vocabulary:
    """Return the codes of the shipped world pack and of the pack's own countries.csv."""
    table, codebook = REGION_TABLES["countries.csv"], load_codebook()
    shipped = open_pack(data_dir() / "regions" / "world")
    rows = [row for one in (shipped, pack) if (one.path / table.name).exists() for row in _scan(one, table)[0]]
    return Vocabulary(
        countries=frozenset(row["iso3"] for row in rows) | codebook.international_codes(),
        iso2=frozenset(row["iso2"] for row in rows if row["iso2"]),
        sectors=codebook.sector_codes(),
    )


def _loads(load: Callable[[Pack], object]) -> Check:
    """Return the check that a loader of the pack raises nothing; it shows the loader's first problem only."""

    def check(pack: Pack) -> Iterator[Problem]:
        try:
            load(pack)
        except PackError as error:
            yield _from_error(pack.path, error)

    return check


def _from_error(path: Path, error: Exception) -> Problem:
    """Take the place out of a message that starts with it."""
    match = re.match(r"(?P<path>.+?)(?::(?P<line>\d+))?: (?P<message>.*)", str(error), re.DOTALL)
    if not isinstance(error, PackError) or match is None:
        return Problem(path, None, str(error))
    line = match["line"]
    return Problem(Path(match["path"]), int(line) if line else None, match["message"])


def _ragged_words(pack: Pack) -> Iterator[Problem]:
    """Yield what is wrong with header and cells of the tables of predicates, all rows."""
    for name, (columns, required) in WORD_TABLES.items():
        yield from (one for one in scan_table(pack.path / name, columns, required=required) if isinstance(one, Problem))


def _word_rows(pack: Pack, name: str) -> Iterator[Row]:
    columns, required = WORD_TABLES[name]
    return (one for one in scan_table(pack.path / name, columns, required=required) if isinstance(one, Row))


def _known_codes(pack: Pack) -> Iterator[Problem]:
    """Yield types, modes, contexts and sectors that the codebook, and offices that the roster does not know."""
    codebook = load_codebook()
    types = {one.name for one in codebook.event_types}
    contexts = {one.name for one in codebook.contexts}
    for name in ("verbs.csv", "general_verbs.csv", "nouns.csv"):
        for row in _word_rows(pack, name):
            yield from _frame_problems(row, codebook, types, contexts)
    for row in _word_rows(pack, "agents.csv"):
        if row["sector"] and row["sector"] not in codebook.sector_codes():
            known = ", ".join(sorted(codebook.sector_codes()))
            yield row.problem(f"unknown sector {row['sector']!r}; expected one of {known}")
    for row in _word_rows(pack, "offices.csv"):
        unknown = sorted(set(row.list("offices")) - set(OFFICES))
        if unknown:
            yield row.problem(f"unknown office {unknown[0]!r}; expected one of {', '.join(OFFICES)}")
    for row in _word_rows(pack, "context_words.csv"):
        if row["context"] not in contexts:
            yield row.problem(f"unknown context {row['context']!r}; expected one of {', '.join(sorted(contexts))}")


def _frame_problems(row: Row, codebook: Codebook, types: set[str], contexts: set[str]) -> Iterator[Problem]:
    event_type = row["event_type"]
    if event_type not in types:
        yield row.problem(f"unknown event type {event_type!r}; expected one of {', '.join(sorted(types))}")
    elif row["mode"] and row["mode"] not in {one.name for one in codebook.modes_of(event_type)}:
        known = ", ".join(one.name for one in codebook.modes_of(event_type))
        yield row.problem(f"{event_type} has no mode {row['mode']!r}; expected one of {known}")
    for context in row.list("contexts"):
        if context not in contexts:
            yield row.problem(f"unknown context {context!r}; expected one of {', '.join(sorted(contexts))}")


CHECKS: dict[str, tuple[Check, ...]] = {
    "codebook": (_codebook,),
    "language": (
        _ragged_words,
        _known_codes,
        _loads(lexicon.load_lexicon),
        _loads(words.load_words),
        _loads(read_capitals),
        _loads(lambda pack: load_place_words(pack.path)),
    ),
    "boundaries": (
        _has_tables(BOUNDARY_TABLES),
        _tables(BOUNDARY_TABLES, "boundaries"),
        _loads(boundaries.check_shapes),
    ),
    "region": (_has_tables(REGION_TABLES), _tables(REGION_TABLES, "a region")),
    "world": (_has_countries, _tables(REGION_TABLES, "a region")),
}
