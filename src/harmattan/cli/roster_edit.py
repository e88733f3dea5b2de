"""`harmattan roster import`, `candidates`, `accept` and `reject`: what a person adds to the roster."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmattan.cli import options as opt
from harmattan.cli.messages import plain, say
from harmattan.cli.roster import country_code, plain_line

if TYPE_CHECKING:
    from harmattan.model.document import Document

__all__ = ["accept", "candidates", "import_", "reject"]

_SHOWN = 20


def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV list of office-holders.", show_default=False)],
    map_: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN,...",
            help="Columns whose names do not tell: position, person, country, start, end, as_of, wikidata, aliases, "
            "start_precision, end_precision.",
        ),
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE|NAME", help="The country of all rows, where there is no column for it.")
    ] = None,
    office: Annotated[
        str | None, typer.Option(metavar="OFFICE", help="The office of all rows, such as defence_minister.")
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            parser=opt.day,
            metavar="YYYY-MM-DD",
            help="The day the list was made: open terms are known up to it.",
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where the rows are from; the file without it.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
) -> None:
    """Add a list of office-holders, such as an export of Wikidata, to your own table.

    Your rows go before those that ship, and the coder uses them at once. Positions are read as words for offices; rows
    with others are left out and counted. One wrong row, or two holders of one office at a time, and nothing is written.
    Exit status: 0 written, 1 some rows were left out, 2 nothing written.

    Examples:

    \b
    harmattan roster import ministers.csv --country MLI --as-of 2025-06-01
    harmattan roster import query.csv --map person=personLabel,position=positionLabel,wikidata=person
    harmattan roster import chiefs.csv --office army_chief --dry-run
    """
    from harmattan.errors import ConfigError, PackError
    from harmattan.reference.countries import load_countries
    from harmattan.reference.office_phrases import load_office_phrases
    from harmattan.reference.offices import OFFICES
    from harmattan.reference.roster import load_roster
    from harmattan.reference.roster_check import conflicts
    from harmattan.reference.roster_import import read_list
    from harmattan.reference.roster_user import merged_rows, office_from, read_user_rows, write_user_rows

    if office is not None and office not in OFFICES:
        raise ConfigError(f"--office: unknown office {office!r}; expected one of {', '.join(OFFICES)}")
    found = read_list(
        path,
        load_office_phrases(),
        load_countries(),
        columns=opt.field_map(map_),
        country=country_code(country),
        office=office,
        as_of=as_of,
        source=source,
    )
    for problem in (*found.problems, *found.left_out[:_SHOWN]):
        print(plain(str(problem)))
    if len(found.left_out) > _SHOWN:
        print(f"and {len(found.left_out) - _SHOWN} more rows with other offices")
    if found.problems:
        raise PackError(f"{path}: {len(found.problems)} wrong rows; nothing is written")
    if not found.rows:
        raise PackError(f"{path}: no row with an office of the roster; nothing is written")
    terms = [office_from(row, path, line) for line, row in found.rows]
    for one, known in conflicts(terms, load_roster()):
        print(plain(f"{one.where}: {one.person} takes the place of {known.person} ({known.where}) on the days of both"))
    rows = merged_rows([row.cells for row in read_user_rows()], [row for _, row in found.rows])
    if dry_run:
        print(f"{path}: {len(found.rows)} rows would be written, {len(found.left_out)} left out")
    else:
        written = write_user_rows(rows)
        print(f"{written}: {len(found.rows)} rows from {path}, {len(found.left_out)} left out, {len(rows)} in all")
    raise typer.Exit(1 if found.left_out else 0)


def candidates(
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE|record",
            help="Look for holders in this record first; `record` is the one in the working folder.",
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also those accepted and rejected.")] = False,
    format_: Annotated[
        Literal["table", "jsonl"], typer.Option("--format", "-f", help="Lines to read, or JSON lines.")
    ] = "table",
) -> None:
    """Print office-holders that the news name and the roster does not know, with the sentences that say so.

    They are kept in your own folder and change nothing until you accept them. Documents without a day are passed over.

    Examples:

    \b
    harmattan roster candidates --from record
    harmattan roster candidates --from archive.sqlite --format jsonl
    """
    from harmattan.cli.record import open_store
    from harmattan.reference.office_news import sightings
    from harmattan.reference.office_phrases import load_office_phrases
    from harmattan.reference.roster import load_roster
    from harmattan.reference.roster_candidates import others_in_office, read_candidates, seen_again, write_candidates
    from harmattan.reference.who import shipped_who

    kept, known = read_candidates(), load_roster()
    if from_ is not None:
        phrases, who = load_office_phrases(), shipped_who()
        undated = 0
        with open_store(None if from_ == "record" else Path(from_)) as record:
            for document in _tracked(record.documents(), record.counts().documents):
                undated += document.published is None
                kept = seen_again(kept, sightings(document, phrases, who, known))
        write_candidates(kept)
        if undated:
            say(f"{undated} documents without a day of publication were passed over")
    shown = [one for one in kept if all_ or one.status == "open"]
    for one in shown:
        if format_ == "jsonl":
            print(json.dumps(one.to_json(), ensure_ascii=False))
            continue
        days = f"{one.first}" if one.first == one.last else f"{one.first} to {one.last}"
        status = "" if one.status == "open" else f"  [{one.status}]"
        print(plain_line(f"{one.candidate_id}  {one.person}  {one.office}, {one.country}  {days}{status}"))
        for on, _, source, sentence in one.seen[:3]:
            print(plain_line(f"    {on}  {source}  “{sentence}”"))
        for other in others_in_office(one, known):
            print(plain_line(f"    the roster has {other.person} ({other.where}) then"))
    if format_ == "table":
        print(f"{len(shown)} candidates; `harmattan roster accept ID` or `reject ID` decides")


def accept(
    candidate_id: Annotated[str, typer.Argument(metavar="ID", help="The id, or how it begins.", show_default=False)],
) -> None:
    """Take a candidate into your own table: in office from the first to the last day on which the news had it so.

    Examples:

    \b
    harmattan roster accept 3f9a1c
    """
    from harmattan.reference.roster_candidates import accept as take
    from harmattan.reference.roster_candidates import candidate_of, read_candidates

    kept = read_candidates()
    chosen = candidate_of(kept, candidate_id)
    path = take(kept, chosen)
    print(plain(f"{path}: {chosen.person}, {chosen.office} of {chosen.country}, {chosen.first} to {chosen.last}"))


def reject(
    candidate_id: Annotated[str, typer.Argument(metavar="ID", help="The id, or how it begins.", show_default=False)],
) -> None:
    """Put a candidate aside for good; the same person in the same office is not shown again.

    Examples:

    \b
    harmattan roster reject 3f9a1c
    """
    from harmattan.reference.roster_candidates import candidate_of, read_candidates
    from harmattan.reference.roster_candidates import reject as drop

    kept = read_candidates()
    chosen = candidate_of(kept, candidate_id)
    drop(kept, chosen)
    print(plain(f"rejected: {chosen.person}, {chosen.office} of {chosen.country}"))


def _tracked(documents: Iterator[Document], total: int) -> Iterator[Document]:
    """Pass documents on; on a terminal, with a bar on stderr."""
    from rich.console import Console
    from rich.progress import track

    yield from track(
        documents,
        total=total,
        description="looking for holders",
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
