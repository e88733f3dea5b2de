"""Where events go: a terminal, a stream or a file, in the format asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast, get_args

from harmattan.cli.messages import as_text, out_console
from harmattan.cli.options import Format
from harmattan.errors import ConfigError

if TYPE_CHECKING:
    from harmattan.model.document import Document

__all__ = ["choose_format", "refuse_terminal", "write_page_to", "write_rows", "write_table", "write_text"]

_ENDINGS: Mapping[str, Format] = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}


def choose_format(given: Format | None, output: Path | None) -> Format:
    """Return the format given, else what the ending of the file tells, else table on a terminal and jsonl elsewhere."""
    if given is not None:
        return given
    if output is not None:
        return _ENDINGS.get(output.suffix.lower(), "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


def refuse_terminal(format: Format, output: Path | None) -> None:
    """Refuse to write bytes that are no text to a terminal.

    Raises:
        ConfigError: with what to type.
    """
    if format not in get_args(Format):
        raise ConfigError(f"unknown format {format!r}; expected one of {', '.join(get_args(Format))}")
    if format == "parquet" and output is None and sys.stdout.isatty():
        raise ConfigError("parquet is not text; name a file with --output FILE, or send stdout to one")


def write_rows(events: Iterable[Mapping[str, Any]], format: Format, output: Path | None) -> int:
    """Write events as jsonl, csv or parquet, as they come."""
    from harmattan.exports.tabular import write_events

    if output is not None:
        return write_events(events, format, output)
    with _stdout() as out:
        return write_events(events, format, out)


def write_table(events: Sequence[Mapping[str, Any]], output: Path | None) -> None:
    """Write events as a table, to a file without colours."""
    from harmattan.exports.table import render_summary, render_table

    if output is not None:
        write_text(as_text(render_table(events)), output)
        return
    console = out_console()
    console.print(render_table(events))
    if len(events) > 1:
        console.print()
        console.print(render_summary(events))


def write_page_to(
    documents: Sequence[tuple[Document, Sequence[Mapping[str, Any]]]], output: Path | None, *, title: str | None = None
) -> None:
    """Write the page to read of documents and their events."""
    from harmattan.reports.page import write_page

    write_text(write_page(documents, title=title), output)


def write_text(text: str, output: Path | None) -> None:
    """Write a text as UTF-8 to a file or to stdout.

    Raises:
        ConfigError: the file cannot be written.
    """
    if output is None:
        with _stdout() as out:
            out.write(text.encode("utf-8", "backslashreplace"))
        return
    try:
        output.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise ConfigError(f"{output}: cannot be written: {error.strerror}; name a file in a folder of yours") from error


@contextmanager
def _stdout() -> Iterator[BinaryIO]:
    out = cast(BinaryIO, sys.stdout.buffer)
    yield out
    out.flush()
