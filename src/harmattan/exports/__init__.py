"""Exports: events as JSON lines, CSV, Parquet, or a table for the terminal."""
