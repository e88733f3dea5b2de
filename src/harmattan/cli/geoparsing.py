"""`harmattan places`: the places of any text, for people who want only that."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harmattan.cli import options as opt
from harmattan.cli.coding import intake_options
from harmattan.cli.messages import out_console, plain, say, say_refused

if TYPE_CHECKING:
    from harmattan.stages.geoparsing import FoundPlace, Geoparser
    from harmattan.stages.intake.options import IntakeOptions, Quarantined

__all__ = ["places"]

_Format = Literal["table", "jsonl", "geojson"]
_ENDINGS: dict[str, _Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".geojson": "geojson", ".json": "geojson"}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to read, with what tells it apart in the output."""

    where: dict[str, Any]
    text: str


def places(
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="Texts to read, each in quotes; - for stdin.", show_default=False),
    ] = None,
    from_: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="SOURCE",
            help="Read documents as `harmattan code` does: files, folders, globs in quotes, URLs; repeatable.",
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The publisher's country, ISO alpha-3: its places are likelier to be meant."),
    ] = None,
    names_only: Annotated[
        bool, typer.Option("--names-only", help='Leave out adjectives and nouns for people ("Malian", "Russians").')
    ] = False,
    language: opt.Language = None,
    map_: opt.Map = None,
    allow_loopback: opt.AllowLoopback = False,
    format_: Annotated[
        _Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: by the ending of --output; a table on a terminal; else jsonl.",
            show_default=False,
        ),
    ] = None,
    output: opt.Output = None,
    quiet: opt.Quiet = False,
) -> None:
    """Find the places that texts name, and where they are.

    A name that the text does not settle has no place but lists its candidates. Districts and countries are areas with a
    label point; only towns and spots have coordinates. Exit status: 0 all good, 1 some documents were refused,
    2 nothing usable.

    Examples:

    \b
    harmattan places "Gunmen attacked Porga, in northern Benin, on Monday."
    harmattan places "Fighters were seen 12 km north of Dori" --format geojson > map.geojson
    harmattan places --from "archive/**/*.jsonl" --map text=body --country BEN > places.jsonl
    """
    from harmattan.assembly import geoparser

    if not texts and not from_:
        say('expected a text in quotes, - for stdin, or --from SOURCE; try: harmattan places "Gunmen attacked Porga"')
        raise typer.Exit(2)
    chosen = format_ or (_ENDINGS.get(output.suffix.lower(), "jsonl") if output else None)
    chosen = chosen or ("table" if sys.stdout.isatty() else "jsonl")
    options = intake_options(None, None, None, None, language, map_, allow_loopback=allow_loopback)
    reader = _Reader(texts or (), from_ or (), options, is_quiet=quiet)
    rows = _rows(geoparser(), reader, country=_known(country), with_adjectives=not names_only)
    _write(rows, chosen, output)
    raise typer.Exit(reader.status())


class _Reader:
    """Reads texts of the command line and documents of sources; counts what was used and refused."""

    def __init__(self, texts: Iterable[str], sources: Iterable[str], options: IntakeOptions, *, is_quiet: bool) -> None:
        self._texts, self._sources = tuple(texts), tuple(sources)
        self._options, self._is_quiet = options, is_quiet
        self.used = self.refused = 0

    def __iter__(self) -> Iterator[_Text]:
        for number, text in enumerate(self._texts, 1):
            read = sys.stdin.read() if text == "-" else text
            self.used += 1
            yield _Text({"source": "-" if text == "-" else f"text {number}"}, read)
        if self._sources:
            yield from self._documents()

    def _documents(self) -> Iterator[_Text]:
        from harmattan.cli.progress import Progress, expected_documents
        from harmattan.stages.intake.options import Quarantined
        from harmattan.stages.intake.sources import read_sources

        with ExitStack() as stack:
            has_bar = not self._is_quiet and sys.stderr.isatty()
            bar = stack.enter_context(Progress(expected_documents(self._sources))) if has_bar else None
            for item in read_sources(self._sources, self._options, stdin=getattr(sys.stdin, "buffer", None)):
                if isinstance(item, Quarantined):
                    self._refuse(item)
                else:
                    self.used += 1
                    yield _Text({"document_id": item.document_id, "title": item.title, "url": item.url}, item.text)
                if bar is not None:
                    bar.show(self.used + self.refused, 0, self.refused)

    def _refuse(self, item: Quarantined) -> None:
        self.refused += 1
        if not self._is_quiet:
            say_refused(item)

    def status(self) -> int:
        """Return the exit status, and say when there was nothing to read."""
        if not self.used:
            say("no text could be read; check the paths")
            return 2
        return 1 if self.refused else 0


def _known(country: str | None) -> str | None:
    """Return a country's code.

    Raises:
        typer.BadParameter: there is no such country.
    """
    if country is None:
        return None
    from harmattan.reference.countries import load_countries

    try:
        return load_countries().by_iso3(country.upper()).iso3
    except KeyError:
        raise typer.BadParameter(f"--country: expected an ISO alpha-3 code such as BEN, got {country!r}") from None


def _rows(
    geoparser: Geoparser, texts: Iterable[_Text], *, country: str | None, with_adjectives: bool
) -> Iterator[tuple[_Text, FoundPlace]]:
    for one in texts:
        for found in geoparser.find(one.text, home=country):
            if with_adjectives or found.kind != "adjective":
                yield one, found


def _write(rows: Iterable[tuple[_Text, FoundPlace]], format: _Format, output: Path | None) -> None:
    from harmattan.cli.messages import as_text
    from harmattan.cli.output import write_text

    if format == "table":
        table = _table(rows)
        if output is None:
            out_console().print(table)
        else:
            write_text(as_text(table), output)
    elif format == "geojson":
        features = [_feature(one, found) for one, found in rows]
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
        write_text(text + "\n", output)
    elif output is not None:
        write_text("".join(f"{_line(one, found)}\n" for one, found in rows), output)
    else:
        for one, found in rows:
            print(_line(one, found), flush=True)


def _line(one: _Text, found: FoundPlace) -> str:
    return json.dumps({**one.where, **found.to_json()}, ensure_ascii=False)


def _feature(one: _Text, found: FoundPlace) -> dict[str, Any]:
    """Return a GeoJSON feature (RFC 7946): longitude first, an area by its label point, no geometry if unsettled."""
    row = found.to_json()
    at = [row["latitude"], row["longitude"]] if row["latitude"] is not None else row["label_point"]
    geometry = None if at is None else {"type": "Point", "coordinates": [at[1], at[0]]}
    return {"type": "Feature", "geometry": geometry, "properties": {**one.where, **row}}


def _table(rows: Iterable[tuple[_Text, FoundPlace]]) -> Any:
    from rich.table import Table

    table = Table("text", "place", "kind", "where", "GeoNames", "sure", box=None, pad_edge=False)
    for _, found in rows:
        row = found.to_json()
        point = f"{row['latitude']:.3f} {row['longitude']:.3f}" if row["latitude"] is not None else ""
        size = f" ±{row['radius_km']:g} km" if point and row["radius_km"] else ""
        area = f"area, about {row['radius_km']:g} km around its middle" if row["radius_km"] else "area"
        table.add_row(
            plain(row["text"]),
            _named(row),
            row["kind"],
            f"{point}{size}" if point else (area if row["geometry"] == "area" else ""),
            str(row["geonameid"] or ""),
            f"{found.confidence:.2f}",
        )
    return table


def _named(row: dict[str, Any]) -> str:
    """Return the place with the units around it, or its candidates."""
    if row["name"] is None:
        some = "; ".join(_joined(one["name"], one["admin1"], one["country"]) for one in row["candidates"])
        return f"one of: {some}" if some else "unknown"
    return _joined(row["name"], row["admin2"], row["admin1"], row["country"] or "|".join(row["countries"]))


def _joined(name: str, *units: str | None) -> str:
    return ", ".join(dict.fromkeys(filter(None, (name, *units))))
