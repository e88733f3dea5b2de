"""`harmattan demo`: the examples that ship, coded, recorded, printed and laid out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harmattan.cli import options as opt

if TYPE_CHECKING:
    from harmattan.model.document import Document

__all__ = ["demo", "example_documents"]


def demo(
    folder: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the page, and the record without --store, are written.")
    ] = Path("demo"),
    store: opt.StorePath = None,
) -> None:
    """Code the articles that ship with Harmattan, record their events, print them and write a page to read.

    Needs no network. The first run builds the index of places, which takes about ten seconds more.

    Examples:

    \b
    harmattan demo
    harmattan demo --folder /tmp/look --store /tmp/look/record.sqlite
    """
    from harmattan.cli.output import write_page_to, write_table
    from harmattan.errors import ConfigError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be made: {error.strerror}; name a folder of yours") from error
    path = folder / "harmattan.sqlite" if store is None else store
    page = folder / "index.html"
    found = _coded_into(path)
    events = [event for _, one in found for event in one]
    write_table(events, None)
    write_page_to(found, page, title="Harmattan: examples")
    _tell(found, path, page)


def example_documents() -> Iterator[Document]:
    """Yield the articles that ship, in the order of their index."""
    from harmattan.model.document import Document
    from harmattan.reference.packs import data_dir

    folder = data_dir() / "examples"
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Document(
                (folder / f"{row['slug']}.txt").read_text(encoding="utf-8"),
                row["language"],
                title=row["title"] or None,
                publisher=row["publisher"] or None,
                published=date.fromisoformat(row["published"]) if row["published"] else None,
            )


def _coded_into(path: Path) -> list[tuple[Document, list[dict[str, Any]]]]:
    from harmattan.assembly import Coder
    from harmattan.cli.progress import Progress
    from harmattan.store import Store

    coder = Coder()
    documents = list(example_documents())
    found = []
    with Store.open(path) as record, Progress(len(documents)) as progress:
        for document in documents:
            events = coder.code_document(document).events
            record.write(document, events, made_by=coder.made_by, packs=coder.packs, recorded_at=datetime.now(UTC))
            found.append((document, [event.to_json() for event in events]))
            progress.show(len(found), sum(len(one) for _, one in found), 0)
    return found


def _tell(found: list[tuple[Document, list[dict[str, Any]]]], path: Path, page: Path) -> None:
    events = [event for _, one in found for event in one]
    without = sum(not one for _, one in found)
    denied = [event for event in events if event["factuality"] == "denied"]
    example = (denied or events)[0]["event_id"][:8] if events else "EVENT_ID"
    option = f" --store {path}"
    print(
        f"\n{len(events)} events in {len(found)} articles{f'; without any event: {without}' if without else ''}.\n"
        f"  the page    {page}   (open it in a browser)\n"
        f"  the record  {path}\n\n"
        "Next:\n"
        f"  harmattan show {example}{option}\n"
        f"  harmattan events --factuality denied{option}\n"
        f"  harmattan events --country NER --format csv{option}\n"
        "  harmattan code YOUR-ARTICLE.txt --published 2024-01-31 --explain\n"
        "  harmattan --help"
    )
