"""Versions of the schema, each frozen once it is released."""
