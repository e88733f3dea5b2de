"""The record as its users see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Engine

from harmattan.model.document import Document
from harmattan.model.event import Event
from harmattan.store import connect, reads, writes
from harmattan.store.filters import EventFilter
from harmattan.store.reads import Counts, RefusedRecord
from harmattan.store.writes import Refused, Written

__all__ = ["Counts", "Refused", "RefusedRecord", "Store", "Written"]


class Store:
    """Documents, events and what was refused, in one file.

    One process may write while others read; two may write at once, one document after the other. A document with
    all its events is one transaction: a process that dies leaves all of it or nothing. Close the store, or use it
    in a `with` statement.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Store:
        """Open the record of a file, in the newest schema.

        Args:
            path: the file.
            create: make the file and its folder when there is none.

        Raises:
            StoreError: it is missing, a folder, no database, the database of something else, of a newer schema, or
                the place cannot be written.
        """
        absolute = Path(path).absolute()
        return cls(connect.open_engine(absolute, create=create), absolute)

    @property
    def path(self) -> Path:
        """The file of the record."""
        return self._path

    def close(self) -> None:
        """Give back the file."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def has_document(self, document: Document | str, made_by: str, packs: str) -> bool:
        """Say whether a document need not be coded again.

        Args:
            document: the document, or its id. With the document itself, an undated copy in the record does not
                count when this one has a date (see `write`).
            made_by: the coder's name and version.
            packs: the digest of its packs.
        """
        with connect.reading(self._engine, self._path) as connection:
            return writes.is_coded(connection, document, made_by, packs)

    def write(
        self, document: Document, events: Sequence[Event], *, made_by: str, packs: str, recorded_at: datetime
    ) -> Written:
        """Write a document with all its events, as one transaction.

        Args:
            document: the document.
            events: all its events, each coded from this very document; none is a result too.
            made_by: the coder's name and version, as in every event.
            packs: the digest of its packs, as in every event.
            recorded_at: the time now, aware.

        Returns:
            "new"; "recoded" when another coder's events, or those of a worse copy of the document, became history;
            "unchanged" when the record has it already. Of two copies of a document that differ in date, title or
            other origin the dated, then the earlier one stands, whichever came first.

        Raises:
            StoreError: an event is not of this document or coder, a text is no valid Unicode, the file cannot be
                written. Then nothing of the document is written.
        """
        with connect.writing(self._engine, self._path) as connection:
            return writes.write_document(
                connection, document, events, made_by=made_by, packs=packs, recorded_at=recorded_at
            )

    def write_quarantine(self, item: Refused, *, recorded_at: datetime) -> bool:
        """Write what intake refused; False when the same refusal is in the record already."""
        with connect.writing(self._engine, self._path) as connection:
            return writes.write_refused(connection, item, recorded_at=recorded_at)

    def events(self, asked: EventFilter | None = None) -> Iterator[dict[str, Any]]:
        """Yield current events as `harmattan.event/1` objects, of one state of the record.

        Order: first possible day (undated last), document, place of the trigger in the text, event.
        """
        with connect.reading(self._engine, self._path) as connection:
            yield from reads.read_events(connection, asked or EventFilter())

    def event(self, event_id: str) -> dict[str, Any]:
        """Return the current event of an id, or of the beginning of one.

        Raises:
            StoreError: none or several begin so, or a later coding of the document no longer has it.
        """
        with connect.reading(self._engine, self._path) as connection:
            return reads.find_event(connection, event_id)

    def document(self, document_id: str) -> Document:
        """Return the document of an id, or of the beginning of one.

        Raises:
            StoreError: none or several begin so.
        """
        with connect.reading(self._engine, self._path) as connection:
            return reads.find_document(connection, document_id)

    def documents(self) -> Iterator[Document]:
        """Yield every document, in the order of the ids."""
        with connect.reading(self._engine, self._path) as connection:
            yield from reads.read_documents(connection)

    def counts(self) -> Counts:
        """Count what the record holds."""
        with connect.reading(self._engine, self._path) as connection:
            return reads.count_all(connection)

    def quarantined(self) -> tuple[RefusedRecord, ...]:
        """Return every refused item, in the order of where it came from."""
        with connect.reading(self._engine, self._path) as connection:
            return reads.read_refused(connection)

    def digest(self) -> str:
        """Return the SHA-256 of what the record says now.

        It is the same for the same documents and coder, whatever the order, the number of processes or the
        interruptions; history, revision numbers and readings of the clock are left out.
        """
        with connect.reading(self._engine, self._path) as connection:
            return reads.digest_of(connection)
