"""Borders: where places lie to them. It is frozen: a change of the tables is a further version.

Revision: 0002. Places of events that were written before keep empty cells until their document is coded again.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS: tuple[tuple[str, sa.types.TypeEngine[Any]], ...] = (
    ("border_side", sa.String(16)),
    ("border_neighbour", sa.String(16)),
    ("border_km_low", sa.Float()),
    ("border_km_best", sa.Float()),
    ("border_km_high", sa.Float()),
    ("border_band", sa.String(16)),
    ("disputed", sa.Text()),
    ("priogrid_gid", sa.Integer()),
    ("h3", sa.String(16)),
)


def upgrade() -> None:
    """Add the columns of the nearest border, and the table of all of them."""
    for name, kind in _COLUMNS:
        op.add_column("event_places", sa.Column(name, kind, nullable=True))
    op.create_index("ix_event_places_priogrid_gid", "event_places", ["priogrid_gid"])
    op.create_table(
        "event_borders",
        sa.Column("event_id", sa.String(24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("pair", sa.String(32), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("neighbour", sa.String(16), nullable=False),
        sa.Column("km_low", sa.Float(), nullable=True),
        sa.Column("km_best", sa.Float(), nullable=True),
        sa.Column("km_high", sa.Float(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "revision"],
            ["events.event_id", "events.revision"],
            name="fk_event_borders_event_id_revision",
        ),
        sa.PrimaryKeyConstraint("event_id", "revision", "ordinal", "pair", name="pk_event_borders"),
        sqlite_with_rowid=False,
    )
