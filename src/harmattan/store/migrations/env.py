"""Run the migrations on the connection that `harmattan.store.connect` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from harmattan.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
