"""The Alembic environment of the record: one module per version of the schema."""
