"""Reading: events by filter, single events and documents, counts, and the digest of the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, or_, select

from harmattan.errors import StoreError
from harmattan.model.document import Document
from harmattan.store.canonical import dumps
from harmattan.store.filters import EventFilter, folded
from harmattan.store.schema import (
    EVENT_PARTS,
    documents,
    event_actors,
    event_borders,
    event_places,
    events,
    quarantine,
)
from harmattan.store.search import document_holds, event_holds

__all__ = [
    "Counts",
    "RefusedRecord",
    "count_all",
    "digest_of",
    "find_document",
    "find_event",
    "read_documents",
    "read_events",
    "read_refused",
]

_SHOWN_MATCHES = 5
_ROWS_AT_A_TIME = 500
_CLOCK_COLUMNS = {"row", "revision", "superseded_by", "is_current", "retrieved", "json"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record holds. `replaced` events are history; `by_type` and `by_factuality` count current ones."""

    documents: int
    documents_without_events: int
    events: int
    replaced: int
    quarantined: int
    by_type: tuple[tuple[str, int], ...]
    by_factuality: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """An item that could not be used: where it came from, why, the kind of trouble, the hash of its bytes."""

    quarantine_id: str
    where: str
    reason: str
    kind: str
    sha256: str | None


def read_events(connection: Connection, asked: EventFilter) -> Iterator[dict[str, Any]]:
    """Yield the current events of a filter as `harmattan.event/1` objects.

    Order: first possible day (undated last), document, place of the trigger in the text, event.
    """
    query = (
        select(events.c.json)
        .join(documents, documents.c.document_id == events.c.document_id)
        .where(events.c.is_current, *_conditions(asked))
        .order_by(
            events.c.date_start.is_(None),
            events.c.date_start,
            events.c.document_id,
            events.c.trigger_start,
            events.c.event_id,
        )
    )
    if asked.limit is not None:
        query = query.limit(asked.limit)
    yield from connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(query).scalars()


def find_event(connection: Connection, event_id: str) -> dict[str, Any]:
    """Return the current event of an id, or of the beginning of one.

    Raises:
        StoreError: none or several begin so, or the latest coding of the document no longer has it.
    """
    _check_prefix("event_id", event_id)
    begins = events.c.event_id.startswith(event_id, autoescape=True)
    query = select(events.c.event_id, events.c.json).where(begins, events.c.is_current).order_by(events.c.event_id)
    rows = connection.execute(query.limit(_SHOWN_MATCHES + 1)).all()
    if rows:
        return dict(_only("event", event_id, rows).json)
    past = connection.execute(select(events.c.event_id, events.c.superseded_by).where(begins)).first()
    if past is not None:
        raise StoreError(
            f"event {past.event_id} is history: revision {past.superseded_by} of its document replaced it and has no "
            "such event; list the document's events"
        )
    raise StoreError(f"no event whose id begins with {event_id!r}; `harmattan events` lists the ids")


def find_document(connection: Connection, document_id: str) -> Document:
    """Return the document of an id, or of the beginning of one.

    Raises:
        StoreError: none or several begin so.
    """
    _check_prefix("document_id", document_id)
    begins = documents.c.document_id.startswith(document_id, autoescape=True)
    query = select(documents).where(begins).order_by(documents.c.document_id).limit(_SHOWN_MATCHES + 1)
    rows = connection.execute(query).all()
    if not rows:
        raise StoreError(f"no document whose id begins with {document_id!r}; `harmattan events` shows where events are")
    return _document(_only("document", document_id, rows))


def read_documents(connection: Connection) -> Iterator[Document]:
    """Yield every document, in the order of the ids."""
    query = select(documents).order_by(documents.c.document_id)
    for row in connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(query):
        yield _document(row)


def read_refused(connection: Connection) -> tuple[RefusedRecord, ...]:
    """Return every refused item, in the order of where it came from."""
    query = select(quarantine).order_by(quarantine.c.where, quarantine.c.quarantine_id)
    return tuple(
        RefusedRecord(row.quarantine_id, row.where, row.reason, row.kind, row.sha256)
        for row in connection.execute(query)
    )


def count_all(connection: Connection) -> Counts:
    """Count what the record holds."""

    def number(query: Select[Any]) -> int:
        return int(connection.scalar(query) or 0)

    def grouped(column: ColumnElement[Any]) -> tuple[tuple[str, int], ...]:
        query = select(column, func.count()).where(events.c.is_current).group_by(column).order_by(column)
        return tuple((str(value), int(count)) for value, count in connection.execute(query))

    has_events = select(events.c.row).where(events.c.document_id == documents.c.document_id, events.c.is_current)
    size = select(func.count())
    return Counts(
        documents=number(size.select_from(documents)),
        documents_without_events=number(size.select_from(documents).where(~has_events.exists())),
        events=number(size.select_from(events).where(events.c.is_current)),
        replaced=number(size.select_from(events).where(~events.c.is_current)),
        quarantined=number(size.select_from(quarantine)),
        by_type=grouped(events.c.event_type),
        by_factuality=grouped(events.c.factuality),
    )


def digest_of(connection: Connection) -> str:
    """Return the SHA-256 of what the record says now, in an order that does not depend on how it came in.

    Left out: history, revision numbers and readings of the clock (`recorded_at`, `retrieved`).
    """
    total = hashlib.sha256()
    for table in (documents, events, *EVENT_PARTS, quarantine):
        total.update(f"{table.name}\n".encode())
        for row in _canonical_rows(connection, table):
            total.update(row.encode("utf-8") + b"\n")
    return total.hexdigest()


def _canonical_rows(connection: Connection, table: Table) -> Iterator[str]:
    columns = [column for column in table.c if column.name not in _CLOCK_COLUMNS]
    keys = [table.c[name] for name in ("document_id", "event_id", "quarantine_id") if name in table.c]
    keys += [table.c[name] for name in ("field", "side", "ordinal", "pair") if name in table.c]
    query = select(*columns).order_by(*keys)
    if table is events:
        query = query.add_columns(events.c.json).where(events.c.is_current)
    elif table in EVENT_PARTS:
        current = and_(events.c.event_id == table.c.event_id, events.c.revision == table.c.revision)
        query = query.join(events, current).where(events.c.is_current)
    names = [column.name for column in columns] + (["json"] if table is events else [])
    for row in connection.execute(query):
        value = {name: _plain(one) for name, one in zip(names, row, strict=True)}
        if table is events:
            source = {**value["json"]["source"], "retrieved": None}
            value["json"] = {**value["json"], "revision": None, "source": source}
        yield dumps(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _conditions(asked: EventFilter) -> Iterator[ColumnElement[bool]]:
    if asked.countries:
        yield or_(_takes_part(event_actors.c.country.in_(asked.countries)), _lies_in(asked.countries))
    if asked.place_countries:
        yield _lies_in(asked.place_countries)
    if asked.event_types:
        yield events.c.event_type.in_(asked.event_types)
    if asked.modes:
        yield or_(events.c.mode.in_(asked.modes), *(_has(events.c.modes, mode) for mode in asked.modes))
    if asked.factuality:
        yield events.c.factuality.in_(asked.factuality)
    for who, side in ((asked.actor, "actor"), (asked.recipient, "recipient"), (asked.participant, None)):
        if who is not None:
            yield _takes_part(_is_called(who), side)
    if asked.date_from is not None:
        yield events.c.date_end >= asked.date_from
    if asked.date_to is not None:
        yield events.c.date_start <= asked.date_to
    if asked.published_from is not None:
        yield documents.c.published >= asked.published_from
    if asked.published_to is not None:
        yield documents.c.published <= asked.published_to
    if asked.document_id is not None:
        yield events.c.document_id.startswith(asked.document_id, autoescape=True)
    if asked.border is not None:
        yield _along(asked.border, asked.within_km)
    elif asked.within_km is not None:
        yield _near_a_border(asked.within_km)
    if asked.min_confidence is not None:
        yield events.c.confidence >= asked.min_confidence
    if asked.text is not None:
        yield event_holds(asked.text)
    if asked.document_text is not None:
        yield document_holds(asked.document_text)


def _takes_part(condition: ColumnElement[bool], side: str | None = None) -> ColumnElement[bool]:
    query = select(event_actors.c.event_id).where(*_same_event(event_actors), condition)
    return (query if side is None else query.where(event_actors.c.side == side)).exists()


def _is_called(who: str) -> ColumnElement[bool]:
    code = who.upper()
    return or_(
        event_actors.c.search.contains(folded(who), autoescape=True),
        event_actors.c.country == code,
        event_actors.c.sector == code,
    )


def _lies_in(countries: Iterable[str]) -> ColumnElement[bool]:
    within = or_(
        event_places.c.country.in_(countries), *(_has(event_places.c.countries, country) for country in countries)
    )
    return select(event_places.c.event_id).where(*_same_event(event_places), within).exists()


def _along(border: tuple[str, str], within_km: float | None) -> ColumnElement[bool]:
    """Say that a place lies on either side of a border, and at most so far from it."""
    one, other = border
    query = select(event_borders.c.event_id).where(
        *_same_event(event_borders), event_borders.c.pair.in_((f"{one}-{other}", f"{other}-{one}"))
    )
    if within_km is not None:
        query = query.where(func.coalesce(event_borders.c.km_best, event_borders.c.km_high) <= within_km)
    return query.exists()


def _near_a_border(within_km: float) -> ColumnElement[bool]:
    km = func.coalesce(event_places.c.border_km_best, event_places.c.border_km_high)
    return select(event_places.c.event_id).where(*_same_event(event_places), km <= within_km).exists()


def _has(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    return column.contains(f"|{value}|", autoescape=True)


def _same_event(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.event_id == events.c.event_id, table.c.revision == events.c.revision


def _check_prefix(name: str, given: str) -> None:
    if not given:
        raise StoreError(f"{name} is empty; give an id or the beginning of one")


def _only(what: str, asked: str, rows: Sequence[Any]) -> Any:
    """Return the row of exactly this id, or the only one; otherwise say which there are."""
    listed = [str(getattr(row, f"{what}_id")) for row in rows]
    if len(rows) == 1 or listed[0] == asked:
        return rows[0]
    shown = ", ".join(listed[:_SHOWN_MATCHES]) + (" and more" if len(listed) > _SHOWN_MATCHES else "")
    raise StoreError(f"{asked!r} begins the ids of several {what}s: {shown}; give more of the id")


def _document(row: Row[Any]) -> Document:
    return Document(
        text=row.text,
        language=row.language,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        retrieved=datetime.fromisoformat(row.retrieved) if row.retrieved else None,
    )
