"""The options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from harmattan.config import STORE_VARIABLE

__all__ = [
    "AllowLoopback",
    "Format",
    "FormatOption",
    "Language",
    "Map",
    "MinConfidence",
    "Output",
    "Processes",
    "Published",
    "Publisher",
    "QuarantineFile",
    "Quiet",
    "Sources",
    "StorePath",
    "Title",
    "Url",
    "day",
    "field_map",
]

Format: TypeAlias = Literal["table", "jsonl", "csv", "parquet", "html"]


def day(value: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise typer.BadParameter(f"expected a day as YYYY-MM-DD, such as 2023-04-16, got {value!r}") from None


def field_map(value: str | None) -> Mapping[str, str]:
    """Read "text=body,title=headline"; a column's name may hold "=".

    Raises:
        typer.BadParameter: a part is no pair, or a field comes twice.
    """
    pairs: dict[str, str] = {}
    for part in (value or "").split(","):
        if not part.strip():
            continue
        name, equals, column = (one.strip() for one in part.partition("="))
        if not (name and equals and column) or name in pairs:
            raise typer.BadParameter(
                f"--map: expected each field once as field=column, such as text=body,title=headline; got {part!r}"
            )
        pairs[name] = column
    return pairs


Sources: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES",
        help="Files, folders, globs in quotes, URLs, or - for stdin. Text, HTML, PDF, e-mail, JSONL, JSON or CSV, "
        "also under gzip or zstd.",
        show_default=False,
    ),
]
Published: TypeAlias = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="YYYY-MM-DD",
        help="Day of publication; wins over what a document says of itself. Without any, relative dates stay unknown.",
    ),
]
Title: TypeAlias = Annotated[str | None, typer.Option(help="Title; wins over the document's own.")]
Publisher: TypeAlias = Annotated[str | None, typer.Option(help="Publisher; wins over the document's own.")]
Url: TypeAlias = Annotated[str | None, typer.Option(help="Address of the article; wins over the document's own.")]
Language: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="ISO 639-1 code that you vouch for; it is detected otherwise."),
]
Map: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,...",
        help="Columns or keys of CSV and JSONL: text, title, published, url, publisher, language.",
    ),
]
AllowLoopback: TypeAlias = Annotated[
    bool,
    typer.Option("--allow-loopback", help="Let URLs reach this machine itself; for tests only."),
]
Processes: TypeAlias = Annotated[
    int,
    typer.Option(
        min=1, metavar="N", help="Worker processes; each loads the models (about 0.5 GB). The output is the same."
    ),
]
FormatOption: TypeAlias = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: by the ending of --output; a table on a terminal; else jsonl. All but jsonl and csv hold every "
        "event in memory until the end.",
        show_default=False,
    ),
]
Output: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write there, replacing it when all is done, not to stdout."),
]
MinConfidence: TypeAlias = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, metavar="X", help="Leave out events below this confidence, 0 to 1."),
]
QuarantineFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write what was refused there, as JSON lines: where, reason, kind, sha256."),
]
Quiet: TypeAlias = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="No progress, no summary, no message for refused items; errors are still said."),
]
StorePath: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        envvar=STORE_VARIABLE,
        help="The record; harmattan.sqlite in the working folder if not given.",
        show_default=False,
    ),
]
