"""`harmattan store`: what the record holds, whether it is sound, and what was refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from harmattan.cli import options as opt
from harmattan.cli.guarding import guarded
from harmattan.cli.messages import plain
from harmattan.config import DEFAULT_STORE

if TYPE_CHECKING:
    from harmattan.store import Store

__all__ = ["open_store", "store_app", "store_path"]

store_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@store_app.callback()
def store() -> None:
    """Look at the record as a whole.

    Examples:

    \b
    harmattan store info
    harmattan store verify --store gulf.sqlite
    """


@store_app.command()
@guarded
def info(store: opt.StorePath = None) -> None:
    """Count what the record holds and print the digest of its contents.

    Two records that hold the same have the same digest, whatever the order and the number of runs that made them.

    Examples:

    \b
    harmattan store info
    harmattan store info --store gulf.sqlite
    """
    with open_store(store) as record:
        counts, digest = record.counts(), record.digest()
        print(f"record      {record.path}")
    print(f"documents   {counts.documents:,} ({counts.documents_without_events:,} without events)")
    print(f"events      {counts.events:,} ({counts.replaced:,} more are history)")
    print(f"refused     {counts.quarantined:,}")
    for label, groups in (("types", counts.by_type), ("factuality", counts.by_factuality)):
        print(f"{label:<11} {', '.join(f'{name} {number:,}' for name, number in groups) or '–'}")
    print(f"digest      {digest}")


@store_app.command()
@guarded
def verify(store: opt.StorePath = None) -> None:
    """Check that each event's words stand in its document where it says.

    Exit status: 0 sound, 1 something is not.

    Examples:

    \b
    harmattan store verify
    """
    from harmattan.errors import InputError
    from harmattan.reports.marks import check_spans
    from harmattan.store import EventFilter

    checked = wrong = 0
    with open_store(store) as record:
        for document in record.documents():
            for event in record.events(EventFilter(document_id=document.document_id)):
                checked += 1
                try:
                    check_spans(document.text, event)
                except InputError as error:
                    wrong += 1
                    print(plain(str(error)))
    print(f"{checked:,} events checked, {wrong:,} wrong")
    raise typer.Exit(1 if wrong else 0)


@store_app.command()
@guarded
def refused(store: opt.StorePath = None) -> None:
    """Print what intake or coding refused, as JSON lines: where, reason, kind, sha256.

    Examples:

    \b
    harmattan store refused > refused.jsonl
    """
    with open_store(store) as record:
        for item in record.quarantined():
            values: dict[str, Any] = {
                "where": item.where,
                "reason": item.reason,
                "kind": item.kind,
                "sha256": item.sha256,
            }
            print(json.dumps(values, ensure_ascii=True))


def store_path(given: Path | None) -> Path:
    """Return the file of the record: the one given or the default one."""
    return DEFAULT_STORE if given is None else given


def open_store(given: Path | None) -> Store:
    """Open a record that is there.

    Raises:
        StoreError: there is none, or it cannot be read.
    """
    from harmattan.store import Store

    return Store.open(store_path(given), create=False)
