"""Writing: a document with all its events, and what was refused, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, Row, func, insert, select, update

from harmattan.errors import StoreError
from harmattan.ids import content_id
from harmattan.model.document import Document
from harmattan.model.event import Event
from harmattan.store.rows import event_row, part_rows, source_of
from harmattan.store.schema import EVENT_PARTS, documents, events, quarantine, revisions

__all__ = ["Refused", "Written", "is_coded", "utc_text", "write_document", "write_refused"]

Written = Literal["new", "recoded", "unchanged"]


class Refused(Protocol):
    """What intake could not use: where it came from, why, the kind of trouble and the hash of its bytes."""

    @property
    def where(self) -> object: ...
    @property
    def reason(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def sha256(self) -> str | None: ...


def is_coded(connection: Connection, document: Document | str, made_by: str, packs: str) -> bool:
    """Say whether writing this document as coded by this coder would change nothing.

    Args:
        connection: a connection to the record.
        document: the document; with an id only, where it came from is not compared.
        made_by: the coder's name and version.
        packs: the digest of its packs.
    """
    document_id = document if isinstance(document, str) else document.document_id
    row = _stored(connection, document_id)
    return row is not None and _stands(row, document, made_by, packs)


def write_document(
    connection: Connection,
    document: Document,
    coded: Sequence[Event],
    *,
    made_by: str,
    packs: str,
    recorded_at: datetime,
) -> Written:
    """Write a document and all its events, inside the caller's transaction.

    A document that the same coder has coded already stays as it is. Otherwise the events of the earlier coding stay
    as history and these become current. The same text under two dates or titles is one document: the version with
    the earliest date stands, whichever came first, so that the order of ingest does not matter.

    Raises:
        StoreError: an event is not of this document or this coding, or comes twice.
    """
    _check(document, coded, made_by, packs)
    row = _stored(connection, document.document_id)
    if row is not None and _stands(row, document, made_by, packs):
        return "unchanged"
    revision = 1 if row is None else row.revision + 1
    source = source_of(document)
    connection.execute(
        insert(revisions).values(
            subject_id=document.document_id,
            revision=revision,
            subject="document",
            made_by=made_by,
            packs=packs,
            source=source,
            recorded_at=utc_text(recorded_at),
        )
    )
    values = {**source, "published": document.published, "made_by": made_by, "packs": packs, "revision": revision}
    if row is None:
        fixed = {"document_id": document.document_id, "text": document.text, "text_sha256": document.text_sha256}
        connection.execute(insert(documents).values(**fixed, **values))
    else:
        of_document = events.c.document_id == document.document_id
        connection.execute(
            update(events).where(of_document, events.c.is_current).values(is_current=False, superseded_by=revision)
        )
        connection.execute(update(documents).where(documents.c.row == row.row).values(**values))
    _insert_events(connection, coded, revision)
    return "new" if row is None else "recoded"


def write_refused(connection: Connection, item: Refused, *, recorded_at: datetime) -> bool:
    """Write what was refused; False when the same refusal is there already."""
    where, reason, kind = (_printable(str(one)) for one in (item.where, item.reason, item.kind))
    quarantine_id = content_id(where, reason, kind, item.sha256)
    known = select(quarantine.c.quarantine_id).where(quarantine.c.quarantine_id == quarantine_id)
    if connection.execute(known).first() is not None:
        return False
    connection.execute(
        insert(quarantine).values(
            quarantine_id=quarantine_id, where=where, reason=reason, kind=kind, sha256=item.sha256
        )
    )
    connection.execute(
        insert(revisions).values(
            subject_id=quarantine_id, revision=1, subject="quarantine", recorded_at=utc_text(recorded_at)
        )
    )
    return True


def utc_text(moment: datetime) -> str:
    """Return an aware time in UTC as text whose order is the order of time.

    Raises:
        StoreError: the time has no time zone.
    """
    if moment.tzinfo is None:
        raise StoreError(f"recorded_at is an aware time; {moment} has no time zone, give datetime.now(UTC)")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _stored(connection: Connection, document_id: str) -> Row[Any] | None:
    columns = [column for column in documents.c if column.name not in ("text", "text_sha256")]
    return connection.execute(select(*columns).where(documents.c.document_id == document_id)).first()


def _stands(row: Row[Any], document: Document | str, made_by: str, packs: str) -> bool:
    if (row.made_by, row.packs) != (made_by, packs):
        return False
    return isinstance(document, str) or _rank(row) <= _rank(document)


def _rank(one: Row[Any] | Document) -> tuple[object, ...]:
    """Order the versions of one document: dated before undated, early before late, then by what names it.

    `retrieved` is left out: it is a reading of the clock.
    """
    return (one.published or date.max, *(value or "" for value in (one.title, one.publisher, one.url, one.language)))


def _check(document: Document, coded: Iterable[Event], made_by: str, packs: str) -> None:
    seen: set[str] = set()
    for event in coded:
        if event.document != document:
            raise StoreError(
                f"event {event.event_id} is of document {event.document.document_id}, as published "
                f"{event.document.published}; expected {document.document_id}, as published {document.published}. "
                "Write each event with the very document that it was coded from"
            )
        if (event.made_by, event.packs) != (made_by, packs):
            raise StoreError(
                f"event {event.event_id} was made by {event.made_by!r} with packs {event.packs!r}; expected "
                f"{made_by!r} with {packs!r}. Give the coder's own name and digest when writing"
            )
        if event.event_id in seen:
            raise StoreError(f"event {event.event_id} comes twice in document {document.document_id}; give it once")
        seen.add(event.event_id)


def _insert_events(connection: Connection, coded: Sequence[Event], revision: int) -> None:
    if not coded:
        return
    first = (connection.execute(select(func.max(events.c.row))).scalar() or 0) + 1
    objects = [{**event.to_json(), "revision": revision} for event in coded]
    connection.execute(
        insert(events), [{"row": first + index, **event_row(value)} for index, value in enumerate(objects)]
    )
    for table in EVENT_PARTS:
        rows = [row for value in objects for row in part_rows(table, value)]
        if rows:
            connection.execute(insert(table), rows)


def _printable(text: str) -> str:
    """Return a text that can be stored: the name of a file need not be valid Unicode."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
