"""Opening, creating and upgrading the file of a record."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Table, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import harmattan.store.connect as connect_module
from harmattan.errors import StoreError
from harmattan.store import Store
from harmattan.store.schema import HEAD, REVISIONS, VERSION_TABLE, metadata
from tests.builders import MADE_BY, PACKS, made_up

NOW = datetime(2024, 1, 1, tzinfo=UTC)
MIGRATIONS = Path(connect_module.__file__).parent / "migrations"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite"


def fill(path: Path, number: int = 1) -> None:
    document, events = made_up(number)
    with Store.open(path) as store:
        store.write(document, events, made_by=MADE_BY, packs=PACKS, recorded_at=NOW)


def words(sql: str) -> list[str]:
    return sorted(sql.replace(",", " ").replace("(", " ( ").replace(")", " ) ").split())


def test_the_known_versions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(reversed([script.revision for script in scripts])) == REVISIONS


def test_the_migrations_make_the_tables_that_the_code_uses(path: Path) -> None:
    Store.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "version_table": VERSION_TABLE,
                "include_name": lambda name, kind, _: kind != "table" or "_search" not in name,
            },
        )
        differences = compare_metadata(context, metadata)
        expected = {
            name: sql
            for name, sql in connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
            )
            if "_search" not in name and name != VERSION_TABLE
        }
    engine.dispose()
    fresh = create_engine("sqlite://")
    with fresh.connect() as connection:
        metadata.create_all(connection)
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        made = {name: sql for name, sql in rows}  # noqa: C416
    fresh.dispose()
    assert differences == []
    # Alembic writes the constraints of a table in another order.
    assert {name: words(sql) for name, sql in made.items()} == {name: words(sql) for name, sql in expected.items()}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_the_tables_can_be_made_on_postgresql(table: Table) -> None:
    sql = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert f"CREATE TABLE {table.name}" in sql
    assert "ROWID" not in sql


def test_a_new_record_is_made_with_its_folder_and_can_be_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a 100% new" / "folder" / "record.sqlite"
    fill(path)
    with Store.open(path, create=False) as store:
        assert store.counts().documents == 1
        assert store.path == path


def test_the_file_is_set_up_for_many_readers_and_sudden_death(path: Path) -> None:
    fill(path)
    engine = connect_module.open_engine(path, create=False)
    with connect_module.reading(engine, path) as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
        }
    engine.dispose()
    assert values == {"journal_mode": "wal", "busy_timeout": 30_000, "foreign_keys": 1, "synchronous": 1}


def test_opening_a_current_record_loads_no_alembic(path: Path) -> None:
    fill(path)
    script = (
        "import sys, harmattan.store.record as record\n"
        "store = record.Store.open(sys.argv[1])\n"
        "print('alembic' in sys.modules)\n"
        "store.close()\n"
    )
    run = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_importing_the_store_and_its_filter_loads_no_sqlalchemy() -> None:
    script = "import sys, harmattan.store as store; store.EventFilter(); print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_name_that_the_package_lacks_is_an_attribute_error() -> None:
    import harmattan.store

    with pytest.raises(AttributeError, match="no attribute 'Shop'"):
        _ = harmattan.store.Shop


def test_a_missing_record_is_not_made_when_only_asked_for(path: Path) -> None:
    with pytest.raises(StoreError, match=r"record\.sqlite: there is no record; ingest documents"):
        Store.open(path, create=False)
    assert not path.exists()


def test_an_empty_file_becomes_a_record_only_when_asked_to(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="holds no record yet"):
        Store.open(path, create=False)
    with Store.open(path) as store:
        assert store.counts().documents == 0


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; name the file of the record"):
        Store.open(tmp_path)


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be reached or made"):
        Store.open(tmp_path / "file" / "record.sqlite")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write")
def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(StoreError, match="cannot be opened; check that the file and its folder"):
        Store.open(Path("/proc/harmattan-record.sqlite"))


@pytest.mark.parametrize("content", [b"event_id,document_id\n" * 200, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"record\.sqlite: (is not a database|the file is damaged)"):
        Store.open(path)
    assert path.read_bytes() == content


def test_the_database_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(StoreError, match=r"a database of something else \(it has recipes\)"):
        Store.open(path)
    other = sqlite3.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    other.close()


def test_a_newer_schema_is_refused_with_what_to_do(path: Path) -> None:
    fill(path)
    newer = sqlite3.connect(path)
    newer.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    newer.commit()
    newer.close()
    with pytest.raises(StoreError, match=rf"version 9999; this Harmattan knows .*{HEAD}.*upgrade with pip"):
        Store.open(path)


def test_damage_inside_the_file_is_a_store_error(path: Path) -> None:
    for number in range(40):
        fill(path, number)
    data = bytearray(path.read_bytes())
    data[8192:] = b"\x55" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged; restore a copy"), Store.open(path) as store:
        list(store.events())


def test_a_lock_held_too_long_is_a_store_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(connect_module, "_BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    document, events = made_up(2)
    with Store.open(path) as store:
        assert store.counts().documents == 1
        with pytest.raises(StoreError, match="another process held the record"):
            store.write(document, events, made_by=MADE_BY, packs=PACKS, recorded_at=NOW)
        holder.execute("ROLLBACK")
        assert store.write(document, events, made_by=MADE_BY, packs=PACKS, recorded_at=NOW) == "new"
    holder.close()
