"""`harmattan code`: documents in, events out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harmattan.cli import options as opt

if TYPE_CHECKING:
    from harmattan.cli.batch import Batch
    from harmattan.model.document import Document
    from harmattan.model.event import Event
    from harmattan.stages.intake.options import IntakeOptions

__all__ = ["code", "intake_options"]


def code(
    sources: opt.Sources,
    published: opt.Published = None,
    title: opt.Title = None,
    publisher: opt.Publisher = None,
    url: opt.Url = None,
    language: opt.Language = None,
    map_: opt.Map = None,
    allow_loopback: opt.AllowLoopback = False,
    format_: opt.FormatOption = None,
    output: opt.Output = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show for each event which words made each field, and by which rule: under the table, or on stderr "
            "beside another format.",
        ),
    ] = False,
    min_confidence: opt.MinConfidence = None,
    processes: opt.Processes = 1,
    quarantine: opt.QuarantineFile = None,
    quiet: opt.Quiet = False,
) -> None:
    """Code news reports into events.

    Events come in the order of the documents, the same bytes whatever the number of processes. Exit status: 0 all
    good, 1 some items were refused (each is told on stderr), 2 nothing usable.

    Examples:

    \b
    harmattan code article.txt --published 2023-04-16
    harmattan code article.html --explain
    harmattan code "archive/**/*.jsonl.gz" --map text=body,title=headline --processes 4 > events.jsonl
    harmattan code https://example.org/report.html --output page.html
    cat article.txt | harmattan code - --published 2023-04-16 --format csv
    """
    from harmattan.cli.batch import Batch
    from harmattan.cli.output import choose_format, refuse_terminal

    chosen = "table" if explain and format_ is None and output is None else choose_format(format_, output)
    refuse_terminal(chosen, output)
    options = intake_options(published, title, publisher, url, language, map_, allow_loopback=allow_loopback)
    # Rows that go to the terminal as they come, and a bar, would run into each other.
    has_progress = output is not None or chosen in ("table", "html") or not sys.stdout.isatty()
    with Batch(
        sources, options, processes=processes, is_quiet=quiet, quarantine=quarantine, has_progress=has_progress
    ) as batch:
        status = _write(batch, chosen, output, is_explained=explain, least=min_confidence or 0.0)
    raise typer.Exit(status)


def intake_options(
    published: Any,
    title: str | None,
    publisher: str | None,
    url: str | None,
    language: str | None,
    map_: str | None,
    *,
    allow_loopback: bool,
    retrieved: Any = None,
) -> IntakeOptions:
    """Return the options of intake that a command line gave."""
    from harmattan.stages.intake.options import IntakeOptions

    return IntakeOptions(
        published=published,
        title=title,
        publisher=publisher,
        url=url,
        language=language,
        field_map=opt.field_map(map_),
        allow_loopback=allow_loopback,
        retrieved=retrieved,
    )


def _write(batch: Batch, format: opt.Format, output: Path | None, *, is_explained: bool, least: float) -> int:
    """Write the events of a batch in a format; return the exit status."""
    from harmattan.cli.explaining import explanation_lines
    from harmattan.cli.output import write_page_to, write_rows, write_table

    told: list[str] = []
    is_table = format == "table"

    def documents() -> Iterator[tuple[Document, list[Event]]]:
        for coded in batch.coded():
            events = [event for event in coded.events if event.confidence >= least]
            if is_explained:
                for line in explanation_lines(coded, shown=events):
                    told.append(line) if is_table else print(line, file=sys.stderr)
            yield coded.document, events

    def objects() -> Iterator[Mapping[str, Any]]:
        for _, events in documents():
            yield from (event.to_json() for event in events)
            # Each document's events go on before the next is read, so that a reader of the pipe need not wait.
            sys.stdout.flush()

    if format == "html":
        pairs = [(document, [event.to_json() for event in events]) for document, events in documents()]
        status = batch.finish()
        if pairs:
            write_page_to(pairs, output)
        return status
    if is_table:
        rows = list(objects())
        status = batch.finish()
        if status != 2:
            write_table(rows, output)
            for line in told:
                print(line)
        return status
    write_rows(objects(), format, output)
    return batch.finish()
