"""The first version of the record. It is frozen: a change of the tables is a further version.

Revision: 0001. A record only moves forward, so no version defines a downgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TOKENIZER = "unicode61 remove_diacritics 2"
# External content: the index holds no text of its own, so it must be told the old words when a title changes.
# Contentless: the evidence of an event never changes, so nothing has to be taken out again.
# (Source: SQLite FTS5, "External Content and Contentless Tables".)
_SQLITE_SEARCH = (
    f"""CREATE VIRTUAL TABLE document_search USING fts5(
        title, text, content='documents', content_rowid='row', tokenize='{_TOKENIZER}')""",
    """CREATE TRIGGER documents_inserted AFTER INSERT ON documents BEGIN
        INSERT INTO document_search(rowid, title, text) VALUES (new.row, new.title, new.text);
    END""",
    """CREATE TRIGGER documents_deleted AFTER DELETE ON documents BEGIN
        INSERT INTO document_search(document_search, rowid, title, text)
            VALUES ('delete', old.row, old.title, old.text);
    END""",
    """CREATE TRIGGER documents_updated AFTER UPDATE OF title, text ON documents BEGIN
        INSERT INTO document_search(document_search, rowid, title, text)
            VALUES ('delete', old.row, old.title, old.text);
        INSERT INTO document_search(rowid, title, text) VALUES (new.row, new.title, new.text);
    END""",
    f"CREATE VIRTUAL TABLE event_search USING fts5(quote, content='', tokenize='{_TOKENIZER}')",
    """CREATE TRIGGER events_inserted AFTER INSERT ON events BEGIN
        INSERT INTO event_search(rowid, quote) VALUES (
            new.row,
            json_extract(new.json, '$.evidence.quote') || coalesce(
                (SELECT char(10) || group_concat(json_extract(value, '$.quote'), char(10))
                    FROM json_each(new.json, '$.more_evidence')), ''));
    END""",
)


def upgrade() -> None:
    """Make the tables; on SQLite also the full-text tables and the triggers that fill them."""
    _create_revisions()
    _create_documents()
    _create_events()
    _create_spans()
    _create_event_actors()
    _create_event_places()
    _create_event_claims()
    _create_event_counts()
    _create_quarantine()
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE_SEARCH:
            op.execute(statement)


def _create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("subject_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("packs", sa.Text(), nullable=True),
        sa.Column("source", sa.JSON(), nullable=True),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.CheckConstraint("subject IN ('document', 'quarantine')", name=op.f("ck_revisions_subject")),
        sa.PrimaryKeyConstraint("subject_id", "revision", name="pk_revisions"),
        sqlite_with_rowid=False,
    )


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("retrieved", sa.String(length=40), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("packs", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "revision"],
            ["revisions.subject_id", "revisions.revision"],
            name="fk_documents_document_id_revision",
        ),
        sa.PrimaryKeyConstraint("row", name="pk_documents"),
        sa.UniqueConstraint("document_id", name="uq_documents_document_id"),
    )
    op.create_index("ix_documents_published", "documents", ["published"])


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("event_type", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("factuality", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("is_historical", sa.Boolean(), nullable=False),
        sa.Column("is_aggregate", sa.Boolean(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_prec", sa.Integer(), nullable=True),
        sa.Column("date_kind", sa.String(length=16), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("packs", sa.Text(), nullable=False),
        sa.Column("json", sa.JSON(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("is_current = (superseded_by IS NULL)", name=op.f("ck_events_current")),
        sa.ForeignKeyConstraint(
            ["document_id", "revision"],
            ["revisions.subject_id", "revisions.revision"],
            name="fk_events_document_id_revision",
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name="fk_events_document_id"),
        sa.PrimaryKeyConstraint("row", name="pk_events"),
        sa.UniqueConstraint("event_id", "revision", name="uq_events_event_id_revision"),
    )
    op.create_index(
        "ix_events_date_start_document_id_trigger_start_event_id",
        "events",
        ["date_start", "document_id", "trigger_start", "event_id"],
    )
    op.create_index("ix_events_document_id_revision", "events", ["document_id", "revision"])
    op.create_index(
        "uq_events_current",
        "events",
        ["event_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )


def _create_spans() -> None:
    op.create_table(
        "spans",
        sa.Column("event_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "revision"], ["events.event_id", "events.revision"], name="fk_spans_event_id_revision"
        ),
        sa.PrimaryKeyConstraint("event_id", "revision", "field", "ordinal", name="pk_spans"),
        sqlite_with_rowid=False,
    )


def _create_event_actors() -> None:
    op.create_table(
        "event_actors",
        sa.Column("event_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=16), nullable=True),
        sa.Column("sector", sa.String(length=16), nullable=True),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("attribution", sa.String(length=16), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "revision"], ["events.event_id", "events.revision"], name="fk_event_actors_event_id_revision"
        ),
        sa.PrimaryKeyConstraint("event_id", "revision", "side", "ordinal", name="pk_event_actors"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_actors_country", "event_actors", ["country"])


def _create_event_places() -> None:
    op.create_table(
        "event_places",
        sa.Column("event_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("country", sa.String(length=16), nullable=True),
        sa.Column("countries", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("geonameid", sa.BigInteger(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("where_prec", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id", "revision"], ["events.event_id", "events.revision"], name="fk_event_places_event_id_revision"
        ),
        sa.PrimaryKeyConstraint("event_id", "revision", "ordinal", name="pk_event_places"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_places_country", "event_places", ["country"])


def _create_event_claims() -> None:
    op.create_table(
        "event_claims",
        sa.Column("event_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=16), nullable=True),
        sa.Column("sector", sa.String(length=16), nullable=True),
        sa.Column("stance", sa.String(length=16), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("is_quoted", sa.Boolean(), nullable=False),
        sa.Column("said_start", sa.Date(), nullable=True),
        sa.Column("said_end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id", "revision"], ["events.event_id", "events.revision"], name="fk_event_claims_event_id_revision"
        ),
        sa.PrimaryKeyConstraint("event_id", "revision", "ordinal", name="pk_event_claims"),
        sqlite_with_rowid=False,
    )


def _create_event_counts() -> None:
    op.create_table(
        "event_counts",
        sa.Column("event_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("best", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("is_cumulative", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "revision"], ["events.event_id", "events.revision"], name="fk_event_counts_event_id_revision"
        ),
        sa.PrimaryKeyConstraint("event_id", "revision", "ordinal", name="pk_event_counts"),
        sqlite_with_rowid=False,
    )


def _create_quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("quarantine_id", sa.String(length=24), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("quarantine_id", name="pk_quarantine"),
        sqlite_with_rowid=False,
    )
