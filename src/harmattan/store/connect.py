"""Open, create and upgrade the database of a record. What SQLite needs and other databases do not stands here."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from harmattan.errors import StoreError
from harmattan.store.canonical import dumps, loads
from harmattan.store.schema import HEAD, REVISIONS, VERSION_TABLE

__all__ = ["as_store_error", "open_engine", "reading", "writing"]

_BUSY_SECONDS = 30.0
_PAUSE_SECONDS = 0.02


def open_engine(path: Path, *, create: bool) -> Engine:
    """Open the database of a record and bring its tables to the newest version.

    Args:
        path: the file.
        create: make the file and its folder when there is none.

    Raises:
        StoreError: it is missing, a folder, no database, the database of something else, of a newer schema, or the
            place cannot be written.
    """
    path = path.absolute()
    _check_place(path, create=create)
    engine = _sqlite_engine(path)
    try:
        with reading(engine, path) as connection:
            version = _version(connection, path)
        if version is None and not create:
            raise StoreError(f"{path}: holds no record yet; ingest documents into it first")
        if version != HEAD:
            with writing(engine, path) as connection:
                _upgrade(connection, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """Give a connection that reads one state of the record, whatever others write meanwhile."""
    with as_store_error(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """Give a connection that holds the write lock; all is written at the end, or nothing."""
    with as_store_error(path), engine.execution_options(is_write=True).connect() as connection, connection.begin():
        yield connection


@contextmanager
def as_store_error(path: Path) -> Iterator[None]:
    """Turn an error of the database into a StoreError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{path}: {_advice(str(error.orig))}") from error
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_advice(str(error))}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{path}: the record cannot be used: {error}") from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{path}: not valid Unicode at character {error.start}: half of a surrogate pair; repair the text first"
        ) from error
    except OverflowError as error:
        raise StoreError(f"{path}: a number does not fit into 64 bits; check the counts of the event") from error


def _check_place(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name the file of the record, such as {path / 'record.sqlite'}")
        if path.exists():
            return
        if not create:
            raise StoreError(f"{path}: there is no record; ingest documents into it first, or check the path")
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"{path}: cannot be reached or made: {reason}; choose a folder that you may write") from error


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _BUSY_SECONDS},
        json_serializer=dumps,
        json_deserializer=loads,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # The driver must not begin transactions on its own: "begin" below says which kind.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(_BUSY_SECONDS * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_write = connection.get_execution_options().get("is_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")

    return engine


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; SQLite does not wait here when another process does the same, so try again."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(_PAUSE_SECONDS)


def _version(connection: Connection, path: Path) -> str | None:
    """Return the version of the schema, None for an empty database.

    Raises:
        StoreError: the database is not a record, or one of a newer Harmattan.
    """
    names = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return None
    row = None
    if VERSION_TABLE in names:
        row = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").first()
    if row is None:
        raise StoreError(
            f"{path}: a database of something else (it has {', '.join(sorted(names)[:4])}); name another file"
        )
    version = str(row[0])
    if version not in REVISIONS:
        raise StoreError(
            f"{path}: its schema is version {version}; this Harmattan knows {', '.join(REVISIONS)}. "
            "A newer Harmattan made it: upgrade with pip install --upgrade harmattan"
        )
    return version


def _upgrade(connection: Connection, path: Path) -> None:
    """Run the missing migrations in the caller's transaction, unless another process has done it meanwhile."""
    if _version(connection, path) == HEAD:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).resolve().parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _advice(reason: str) -> str:
    """Return what an error of SQLite means here and what to do about it."""
    for words, advice in (
        ("not a database", "is not a database; name another file, or move this one away"),
        ("malformed", "the file is damaged; restore a copy, or ingest again into a new file"),
        ("locked", f"another process held the record for more than {_BUSY_SECONDS:.0f} s; try again when it is done"),
        ("busy", f"another process held the record for more than {_BUSY_SECONDS:.0f} s; try again when it is done"),
        ("readonly", "cannot be written; give yourself the right to write the file and its folder"),
        ("unable to open", "cannot be opened; check that the file and its folder may be read and written"),
        ("full", "the disk is full; make room and run the same command again"),
        ("no such module: fts5", "this Python's SQLite lacks FTS5, which text search needs; use another Python"),
    ):
        if words in reason:
            return f"{advice} (SQLite: {reason})"
    return f"the record cannot be used: {reason}"
