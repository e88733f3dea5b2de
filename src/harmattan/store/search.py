"""Full-text search of the record: what only SQLite's FTS5 does.

`document_search` covers title and text and reads them from `documents`; `event_search` covers the evidence of each
event and keeps no copy of it. Triggers (see the first migration) fill both inside the transaction that writes.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ColumnElement, column, false, literal_column, select, table

from harmattan.store.filters import match_expression
from harmattan.store.schema import documents, events

__all__ = ["document_holds", "event_holds"]


def document_holds(words: str) -> ColumnElement[bool]:
    """Return the condition that a row of documents holds all the words in its title or text."""
    return _matches(words, documents.c.row, "document_search")


def event_holds(words: str) -> ColumnElement[bool]:
    """Return the condition that the evidence of a row of events holds all the words."""
    return _matches(words, events.c.row, "event_search")


def _matches(words: str, key: Column[int], name: str) -> ColumnElement[bool]:
    expression = match_expression(words)
    if expression is None:
        return false()
    index = table(name, column("rowid"))
    is_match = literal_column(name).op("MATCH", return_type=Boolean())(expression)
    return key.in_(select(index.c.rowid).select_from(index).where(is_match))
