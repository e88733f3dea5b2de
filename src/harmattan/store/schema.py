"""The tables of the record.

An event is kept whole in `events.json`, and its fields once more in tables that can be filtered. A row of
`revisions` is one writing about one document or one refused item, and the only place that knows a time of the
clock. Nothing is overwritten: an event that a later revision replaces stays, with `is_current` false and the
number of that revision in `superseded_by`.

The tables serve SQLite and PostgreSQL alike. What only SQLite has (its full-text tables and their triggers) stands in
the migrations and in `harmattan.store.search`.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = [
    "EVENT_PARTS",
    "HEAD",
    "REVISIONS",
    "VERSION_TABLE",
    "documents",
    "event_actors",
    "event_borders",
    "event_claims",
    "event_counts",
    "event_places",
    "events",
    "metadata",
    "quarantine",
    "revisions",
    "spans",
]

VERSION_TABLE = "harmattan_version"
# The known versions of the schema, oldest first: the ids of migrations/versions. Opening a record at HEAD need not
# load Alembic to know that nothing is to be done.
REVISIONS: tuple[str, ...] = ("0001", "0002")
HEAD = REVISIONS[-1]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

revisions = Table(
    "revisions",
    metadata,
    # A document_id or a quarantine_id.
    Column("subject_id", String(24), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("subject", String(16), nullable=False),
    Column("made_by", Text),
    Column("packs", Text),
    # Where the document came from (title, published, ...) as this revision knew it.
    Column("source", JSON),
    # UTC, ISO 8601 with microseconds, so that the order of the strings is the order of time.
    Column("recorded_at", String(40), nullable=False),
    CheckConstraint("subject IN ('document', 'quarantine')", name="subject"),
    sqlite_with_rowid=False,
)

documents = Table(
    "documents",
    metadata,
    # The full-text table points at it; SQLite may renumber a table that lacks an integer key.
    Column("row", Integer, primary_key=True),
    Column("document_id", String(24), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Date),
    # An aware time, ISO 8601 with the offset that it came with.
    Column("retrieved", String(40)),
    # Which coder and packs its current events are from.
    Column("made_by", Text, nullable=False),
    Column("packs", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    ForeignKeyConstraint(["document_id", "revision"], ["revisions.subject_id", "revisions.revision"]),
    Index(None, "published"),
)

events = Table(
    "events",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("event_id", String(24), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("document_id", String(24), ForeignKey("documents.document_id"), nullable=False),
    Column("event_type", String(32), nullable=False),
    Column("mode", Text),
    # Lists are kept as "|a|b|", so that one value is found by "|a|".
    Column("modes", Text, nullable=False),
    Column("contexts", Text, nullable=False),
    Column("factuality", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("is_historical", Boolean, nullable=False),
    Column("is_aggregate", Boolean, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("date_prec", Integer),
    Column("date_kind", String(16), nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("status", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("packs", Text, nullable=False),
    Column("json", JSON, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("superseded_by", Integer),
    UniqueConstraint("event_id", "revision"),
    ForeignKeyConstraint(["document_id", "revision"], ["revisions.subject_id", "revisions.revision"]),
    CheckConstraint("is_current = (superseded_by IS NULL)", name="current"),
    Index(None, "document_id", "revision"),
    Index(None, "date_start", "document_id", "trigger_start", "event_id"),
)
# One current revision of an event at a time, whatever writes.
Index(
    "uq_events_current",
    events.c.event_id,
    unique=True,
    sqlite_where=events.c.is_current,
    postgresql_where=events.c.is_current,
)


def _part(name: str, *columns: Column[object], keys: tuple[str, ...] = ("ordinal",)) -> Table:
    """Declare a table of parts of events, keyed by event, revision and place in the event."""
    return Table(
        name,
        metadata,
        Column("event_id", String(24), primary_key=True),
        Column("revision", Integer, primary_key=True),
        *(Column(key, Integer if key == "ordinal" else String(32), primary_key=True) for key in keys),
        *columns,
        ForeignKeyConstraint(["event_id", "revision"], ["events.event_id", "events.revision"]),
        sqlite_with_rowid=False,
    )


spans = _part(
    "spans",
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    # The JSON path of the field without its index, such as "trigger" or "claims.cue".
    keys=("field", "ordinal"),
)

event_actors = _part(
    "event_actors",
    Column("text", Text, nullable=False),
    Column("name", Text),
    Column("country", String(16), index=True),
    Column("sector", String(16)),
    Column("actor_id", Text),
    Column("attribution", String(16), nullable=False),
    # Words, antecedent and name without case and accents.
    Column("search", Text, nullable=False),
    # side is "actor" or "recipient".
    keys=("side", "ordinal"),
)

event_places = _part(
    "event_places",
    Column("text", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("country", String(16), index=True),
    Column("countries", Text, nullable=False),
    Column("name", Text),
    Column("geonameid", BigInteger),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("where_prec", Integer),
    # The nearest land border; empty for events of before version 0002.
    Column("border_side", String(16)),
    Column("border_neighbour", String(16)),
    Column("border_km_low", Float),
    Column("border_km_best", Float),
    Column("border_km_high", Float),
    Column("border_band", String(16)),
    # Names of disputed areas, as a list.
    Column("disputed", Text),
    Column("priogrid_gid", Integer, index=True),
    Column("h3", String(16)),
)

event_borders = _part(
    "event_borders",
    Column("side", String(16), nullable=False),
    Column("neighbour", String(16), nullable=False),
    Column("km_low", Float),
    Column("km_best", Float),
    Column("km_high", Float),
    Column("status", String(16), nullable=False),
    # ordinal is that of the place; pair is side and neighbour, such as BEN-BFA.
    keys=("ordinal", "pair"),
)

event_claims = _part(
    "event_claims",
    Column("speaker", Text, nullable=False),
    Column("name", Text),
    Column("country", String(16)),
    Column("sector", String(16)),
    Column("stance", String(16), nullable=False),
    Column("parent", Integer),
    Column("is_quoted", Boolean, nullable=False),
    Column("said_start", Date),
    Column("said_end", Date),
)

event_counts = _part(
    "event_counts",
    Column("what", String(16), nullable=False),
    Column("of", Text),
    Column("low", BigInteger),
    Column("best", BigInteger),
    Column("high", BigInteger),
    Column("is_approximate", Boolean, nullable=False),
    Column("is_cumulative", Boolean, nullable=False),
)

EVENT_PARTS: tuple[Table, ...] = (spans, event_actors, event_places, event_borders, event_claims, event_counts)

quarantine = Table(
    "quarantine",
    metadata,
    Column("quarantine_id", String(24), primary_key=True),
    Column("where", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sha256", String(64)),
    sqlite_with_rowid=False,
)
