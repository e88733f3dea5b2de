"""`harmattan events` and `harmattan show`: what the record says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harmattan.cli import options as opt

if TYPE_CHECKING:
    from harmattan.model.document import Document
    from harmattan.store import EventFilter, Store

__all__ = ["events", "show"]


def events(
    store: opt.StorePath = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Takes part or is where it happened: ISO alpha-3, or IGO, UNO, EUR, NGO."),
    ] = None,
    place_country: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Where it happened: ISO alpha-3.")
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="PLOVER event type, such as ASSAULT.")
    ] = None,
    mode: Annotated[
        list[str] | None, typer.Option(metavar="MODE", help="Mode of a type, such as bombard or x-pledge.")
    ] = None,
    factuality: Annotated[
        list[str] | None,
        typer.Option(metavar="VALUE", help="asserted, denied, possible, planned or conditional."),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="WHO", help="Part of an actor's name, or its country or sector code.")
    ] = None,
    recipient: Annotated[str | None, typer.Option(metavar="WHO", help="The same for a recipient.")] = None,
    participant: Annotated[str | None, typer.Option(metavar="WHO", help="The same for either.")] = None,
    from_: Annotated[
        date | None,
        typer.Option("--from", parser=opt.day, metavar="YYYY-MM-DD", help="May have happened on this day or later."),
    ] = None,
    to: Annotated[
        date | None,
        typer.Option(parser=opt.day, metavar="YYYY-MM-DD", help="May have happened on this day or before."),
    ] = None,
    published_from: Annotated[
        date | None, typer.Option(parser=opt.day, metavar="YYYY-MM-DD", help="Reported on this day or later.")
    ] = None,
    published_to: Annotated[
        date | None, typer.Option(parser=opt.day, metavar="YYYY-MM-DD", help="Reported on this day or before.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help='Words of its sentences; "in quotes" a phrase, abduct* a beginning.'),
    ] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="The document's id, or how it begins.")] = None,
    border: Annotated[
        str | None,
        typer.Option(metavar="CODE-CODE", help="A place of it lies on either side of this land border: BEN-BFA."),
    ] = None,
    within_km: Annotated[
        float | None,
        typer.Option(min=0.0, metavar="KM", help="At most so far from that border, or from any without --border."),
    ] = None,
    min_confidence: opt.MinConfidence = None,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most so many, in order.")] = None,
    format_: opt.FormatOption = None,
    output: opt.Output = None,
) -> None:
    """Print the events of the record that meet all the conditions given.

    An option that takes a code or a type may come several times: any of them will do. Order: first possible day, then
    document, then place in the text; undated events come last and are left out by --from and --to.

    Examples:

    \b
    harmattan events --country BEN --country RWA --type MOBILIZE
    harmattan events --factuality denied --from 2023-01-01 --to 2023-06-30 --format csv > denied.csv
    harmattan events --border BEN-BFA --within-km 25 --from 2024-01-01
    harmattan events --text "border post" --actor MIL --output page.html
    """
    from harmattan.cli.output import choose_format, refuse_terminal, write_page_to, write_rows, write_table
    from harmattan.cli.record import open_store
    from harmattan.store import EventFilter

    chosen = choose_format(format_, output)
    refuse_terminal(chosen, output)
    asked = EventFilter(
        countries=tuple(country or ()),
        place_countries=tuple(place_country or ()),
        event_types=_known_types(type_ or ()),
        modes=tuple(mode or ()),
        factuality=tuple(one.lower() for one in factuality or ()),
        actor=actor,
        recipient=recipient,
        participant=participant,
        date_from=from_,
        date_to=to,
        published_from=published_from,
        published_to=published_to,
        text=text,
        document_id=document,
        border=_known_border(border),
        within_km=within_km,
        min_confidence=min_confidence,
        limit=limit,
    )
    with open_store(store) as record:
        if chosen == "table":
            write_table(list(record.events(asked)), output)
        elif chosen == "html":
            write_page_to(_by_document(record, asked), output)
        else:
            write_rows(record.events(asked), chosen, output)


def show(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID", help="The id, or how it begins.", show_default=False)],
    store: opt.StorePath = None,
    format_: Annotated[
        Literal["text", "html", "json"], typer.Option("--format", "-f", help="How to show it.")
    ] = "text",
    output: opt.Output = None,
) -> None:
    """Show one event in its context, with the words marked that each value was read from.

    Examples:

    \b
    harmattan show 3f9a1c
    harmattan show 3f9a1c --format html --output event.html
    """
    from harmattan.cli.context import render_event
    from harmattan.cli.messages import as_text, out_console
    from harmattan.cli.output import write_page_to, write_text
    from harmattan.cli.record import open_store

    with open_store(store) as record:
        event = record.event(event_id)
        document = record.document(event["document_id"])
    if format_ == "html":
        write_page_to([(document, [event])], output)
    elif format_ == "json":
        write_text(json.dumps(event, ensure_ascii=False, indent=2) + "\n", output)
    elif output is None:
        console = out_console()
        console.print(render_event(document, event, has_colour=console.color_system is not None))
    else:
        write_text(as_text(render_event(document, event, has_colour=False)), output)


def _known_types(asked: Sequence[str]) -> tuple[str, ...]:
    """Return the types in capitals.

    Raises:
        ConfigError: PLOVER has no such type.
    """
    from harmattan.errors import ConfigError

    if not asked:
        return ()
    from harmattan.reference.codebook import load_codebook

    known = tuple(one.name for one in load_codebook().event_types)
    for name in asked:
        if name.upper() not in known:
            raise ConfigError(f"--type: unknown event type {name!r}; expected one of {', '.join(known)}")
    return tuple(name.upper() for name in asked)


def _known_border(asked: str | None) -> tuple[str, str] | None:
    """Return the two countries of a border.

    Raises:
        ConfigError: it is no pair of codes, or the two share no land border.
    """
    from harmattan.errors import ConfigError

    if asked is None:
        return None
    from harmattan.reference.borders import load_borders
    from harmattan.reference.countries import load_countries

    one, _, other = asked.upper().partition("-")
    for code in (one, other):
        if not load_countries().has(code):
            raise ConfigError(
                f"--border {asked}: unknown country {code!r}; expected two alpha-3 codes, such as BEN-BFA"
            )
    neighbours = load_borders().neighbours_of(one)
    if other not in neighbours:
        raise ConfigError(
            f"--border {asked}: {one} and {other} share no land border; {one} has "
            f"{'one with ' + ', '.join(neighbours) if neighbours else 'none'}"
        )
    return one, other


def _by_document(record: Store, asked: EventFilter) -> list[tuple[Document, list[Mapping[str, Any]]]]:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for event in record.events(asked):
        grouped.setdefault(event["document_id"], []).append(event)
    return [(record.document(document_id), found) for document_id, found in grouped.items()]
