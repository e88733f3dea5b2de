"""`harmattan ingest`: documents in, events into the record."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from harmattan.cli import options as opt
from harmattan.cli.coding import intake_options
from harmattan.cli.messages import say

if TYPE_CHECKING:
    from harmattan.cli.batch import Batch
    from harmattan.model.document import Document
    from harmattan.stages.intake.options import Quarantined
    from harmattan.store import Store

__all__ = ["ingest", "ingest_batch"]


def ingest(
    sources: opt.Sources,
    store: opt.StorePath = None,
    published: opt.Published = None,
    title: opt.Title = None,
    publisher: opt.Publisher = None,
    url: opt.Url = None,
    language: opt.Language = None,
    map_: opt.Map = None,
    allow_loopback: opt.AllowLoopback = False,
    processes: opt.Processes = 1,
    quarantine: opt.QuarantineFile = None,
    quiet: opt.Quiet = False,
) -> None:
    """Code news reports and write documents, events and refusals into the record.

    A document that the same coder has coded already is left out, so an interrupted run goes on where it was: run the
    same command again. Several may write to one record at once. Exit status: 0 all good, 1 some items were refused,
    2 nothing usable.

    Examples:

    \b
    harmattan ingest archive/ --store gulf.sqlite --processes 4
    harmattan ingest "dump/*.csv.zst" --map text=body,published=date --quarantine refused.jsonl
    harmattan ingest https://example.org/report.html
    """
    from harmattan.cli.batch import Batch
    from harmattan.cli.record import store_path
    from harmattan.store import Store

    now = datetime.now(UTC)
    options = intake_options(
        published, title, publisher, url, language, map_, allow_loopback=allow_loopback, retrieved=now
    )
    path = store_path(store)
    with (
        Store.open(path) as record,
        Batch(sources, options, processes=processes, is_quiet=quiet, quarantine=quarantine) as batch,
    ):
        began = time.monotonic()
        written = ingest_batch(batch, record)
        seconds = time.monotonic() - began
    status = batch.finish()
    if not quiet and batch.tally.items:
        say(_summary(batch, written, seconds, path))
    raise typer.Exit(status)


def ingest_batch(batch: Batch, record: Store) -> Counter[str]:
    """Code a batch into the record; return how many documents were new, recoded and unchanged."""
    from harmattan.assembly import Coder

    coder = Coder()
    made_by, packs = coder.made_by, coder.packs
    written: Counter[str] = Counter()

    def is_known(document: Document) -> bool:
        return record.has_document(document, made_by, packs)

    def keep(item: Quarantined) -> None:
        record.write_quarantine(item, recorded_at=datetime.now(UTC))

    for coded in batch.coded(is_known=is_known, on_refused=keep):
        outcome = record.write(
            coded.document, coded.events, made_by=made_by, packs=packs, recorded_at=datetime.now(UTC)
        )
        written[outcome] += 1
    written["unchanged"] += batch.tally.unchanged
    return written


def _summary(batch: Batch, written: Counter[str], seconds: float, path: Path) -> str:
    tally = batch.tally
    parts = [f"{written[name]:,} {name}" for name in ("new", "recoded", "unchanged")]
    rate = f", {tally.documents / seconds:.1f} documents/s" if tally.documents and seconds > 0 else ""
    return (
        f"{path}: documents {', '.join(parts)}, {tally.refused:,} refused; {tally.events:,} events coded in "
        f"{seconds:.1f} s{rate}"
    )
