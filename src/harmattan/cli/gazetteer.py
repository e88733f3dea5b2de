"""`harmattan gazetteer`: build the index of places, see what it holds, add to it, correct it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from harmattan.cli import options as opt
from harmattan.cli.guarding import guarded
from harmattan.cli.messages import plain, say

if TYPE_CHECKING:
    from harmattan.reference.gazetteer_build import Progress
    from harmattan.reference.packs import Problem

__all__ = ["gazetteer_app"]

gazetteer_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_SHOWN = 20
FileFormat: TypeAlias = Literal["geonames", "csv", "geoboundaries"]
InfoFormat: TypeAlias = Literal["table", "json"]


@gazetteer_app.callback()
def gazetteer() -> None:
    """Build the index of places, see what it holds, add to it, correct it.

    Examples:

    \b
    harmattan gazetteer info BEN
    harmattan gazetteer add SD.zip --format geonames
    """


@gazetteer_app.command()
@guarded
def build(quiet: opt.Quiet = False) -> None:
    """Build the index of places anew, from the packs and the files that were added.

    It is built by itself on first use and after every change; this is for doing it at a time of your choosing. The
    index in use is replaced when the new one is whole, and stays if anything goes wrong.

    Examples:

    \b
    harmattan gazetteer build
    """
    from harmattan.reference.gazetteer_added import added_files
    from harmattan.reference.gazetteer_build import build_gazetteer, default_path
    from harmattan.reference.gazetteer_holdings import read_meta

    files = added_files()
    with _bar(is_quiet=quiet) as progress:
        path = build_gazetteer(default_path(files), progress, added=files)
    meta = read_meta(path)
    print(f"gazetteer   {path}")
    print(f"digest      {meta['digest'][:16]}")
    print(f"places      {int(meta['places']):,}, under {int(meta['keys']):,} names")
    if files:
        print(f"added       {', '.join(one.name for one in files)}")


@gazetteer_app.command()
@guarded
def info(
    country: Annotated[
        str | None,
        typer.Argument(metavar="[COUNTRY]", help="A code (BEN, BJ) or name; without it, all.", show_default=False),
    ] = None,
    format: Annotated[
        InfoFormat, typer.Option("--format", "-f", help="A table for people, or JSON with every figure.")
    ] = "table",
) -> None:
    """Print what the gazetteer holds: places of each kind a country, from where, of which date, under which licence.

    Towns have 5,000 people or are the seat of a unit; villages are all other populated places. Files that were added
    stand below with digest, source and licence.

    Examples:

    \b
    harmattan gazetteer info
    harmattan gazetteer info BEN
    harmattan gazetteer info --format json > held.json
    """
    from harmattan.cli.gazetteer_tables import info_json, info_text
    from harmattan.reference.gazetteer import Gazetteer
    from harmattan.reference.gazetteer_added import added_files
    from harmattan.reference.gazetteer_adding import country_code

    code = country_code(country) if country is not None else None
    path = Gazetteer.open().path
    if format == "json":
        print(json.dumps(info_json(path, added_files(), code), ensure_ascii=False, indent=2))
    else:
        print(info_text(path, added_files(), code), end="")


@gazetteer_app.command()
@guarded
def add(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The file: plain, in a zip file or gzipped.", show_default=False),
    ],
    format: Annotated[
        FileFormat,
        typer.Option(
            "--format",
            "-f",
            help="geonames: a country dump (SD.zip) or admin1CodesASCII.txt, admin2Codes.txt. csv: any table with a "
            "header. geoboundaries: GeoJSON of ADM1 or ADM2.",
            show_default=False,
        ),
    ],
    map: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN,...",
            help="Columns or properties of the file: name, latitude, longitude, country, feature_code, aliases, "
            "geonameid, admin1, admin2, population, radius_km, source; level for geoboundaries.",
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Country of the rows that state none, as a code or name; of a dump only its rows are read.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What to call it; else after the file. One of the same name is replaced."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Where the data are from; needed for csv, unless each row has a source."),
    ] = None,
    licence: Annotated[str | None, typer.Option(metavar="TEXT", help="Under which licence.")] = None,
    refused: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write all refused rows there, as CSV: file, line, reason."),
    ] = None,
    quiet: opt.Quiet = False,
) -> None:
    """Add a file of places to the gazetteer, or correct places with it.

    A row with the geonameid of a place that is there changes that place: its cells that are not empty win, a new name
    keeps the old one beside it. The file is copied into the folder of HARMATTAN_DATA and the index is built anew; if
    anything goes wrong, the index before stays in use.

    Exit status: 0 all rows added, 1 some rows were refused, 2 nothing was added.

    Examples:

    \b
    harmattan gazetteer add SD.zip --format geonames
    harmattan gazetteer add sites.csv --format csv --map name=site,latitude=y,longitude=x --country SO --source "survey"
    harmattan gazetteer add corrections.csv --format csv --source "own corrections"
    harmattan gazetteer add geoBoundaries-GHA-ADM1.geojson --format geoboundaries
    """
    from harmattan.reference.gazetteer_adding import add_file, country_code

    mapping = opt.field_map(map)
    code = country_code(country) if country is not None else None
    with _bar(is_quiet=quiet) as progress:
        done = add_file(
            file,
            kind=format,
            name=name,
            mapping=mapping,
            country=code,
            source=source,
            licence=licence,
            progress=progress,
        )
    if refused is not None:
        _write_refused(refused, file, done.problems)
    if not quiet:
        for problem in done.problems[:_SHOWN]:
            print(f"refused: {plain(str(problem))}", file=sys.stderr)
        if len(done.problems) > _SHOWN:
            print(f"refused: {len(done.problems) - _SHOWN:,} rows more; --refused FILE writes all", file=sys.stderr)
        added = done.added
        left_out = f", {added.left_out:,} of other kinds left out" if added.left_out else ""
        print(f"{'replaced' if done.is_replaced else 'added'}    {added.name}: {added.places:,} places of "
              f"{', '.join(added.countries[:8])}{' …' if len(added.countries) > 8 else ''}; {added.refused:,} rows "
              f"refused{left_out}")  # fmt: skip
        print(f"source   {added.source} ({added.licence})")
        print(f"sha256   {added.sha256}")
        print(f"index    {done.gazetteer}")
    raise typer.Exit(1 if done.problems else 0)


@gazetteer_app.command()
@guarded
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `gazetteer info` lists it.", show_default=False)],
    quiet: opt.Quiet = False,
) -> None:
    """Take an added file out of the gazetteer again.

    Examples:

    \b
    harmattan gazetteer remove sd
    """
    from harmattan.reference.gazetteer_adding import remove_file

    with _bar(is_quiet=quiet) as progress:
        gone, path = remove_file(name, progress)
    if not quiet:
        print(f"removed  {gone.name}: {gone.places:,} places\nindex    {path}")


@gazetteer_app.command()
@guarded
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it is written, in any case.", show_default=False)],
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only places of this country, as a code or name.")
    ] = None,
    format: Annotated[InfoFormat, typer.Option("--format", "-f", help="A table, or JSON.")] = "table",
) -> None:
    """Print the places of a name, the weightiest first, with their GeoNames ids and sources.

    Exit status: 0 found, 1 nothing of that name.

    Examples:

    \b
    harmattan gazetteer find Porga
    harmattan gazetteer find "San Pedro" --country CIV
    """
    from harmattan.cli.gazetteer_tables import found_json, found_text
    from harmattan.reference.gazetteer import Gazetteer
    from harmattan.reference.gazetteer_adding import country_code

    code = country_code(country) if country is not None else None
    places = Gazetteer.open()
    found = [one for one in places.lookup(name) if code is None or code in one.countries]
    if format == "json":
        print(json.dumps(found_json(places, found), ensure_ascii=False, indent=2))
    else:
        print(found_text(places, found), end="")
    if not found:
        say(f"no place is called {name!r}{f' in {code}' if code else ''}")
    raise typer.Exit(0 if found else 1)


def _write_refused(path: Path, file: Path, problems: Sequence[Problem]) -> None:
    from harmattan.errors import ConfigError

    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("file", "line", "reason"))
            writer.writerows((file.name, one.line or "", one.message) for one in problems)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}; name a file in a folder of yours") from error


@contextmanager
def _bar(*, is_quiet: bool) -> Iterator[Progress]:
    """Give what shows the progress of a build as a bar on stderr, if that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    shows = sys.stderr.isatty() and not is_quiet
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shows) as bar:
        task = bar.add_task("reading", total=1.0)
        yield lambda step, share: bar.update(task, description=step, completed=share)
