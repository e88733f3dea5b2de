"""Sudden death and several writers: the record holds all of a document or nothing of it."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from harmattan.store import EventFilter, Store
from tests.builders import made_up
from tests.store.ingesting import ingest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 400
KILLS = 20


def start(path: Path, numbers: range, die_at: int | None = None) -> subprocess.Popen[str]:
    arguments = [str(path), str(numbers.start), str(numbers.stop), str(numbers.step)]
    if die_at is not None:
        arguments.append(str(die_at))
    command = [sys.executable, "-m", "tests.store.ingesting", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def undisturbed(path: Path) -> str:
    ingest(path, range(DOCUMENTS))
    with Store.open(path) as store:
        return store.digest()


def whole(path: Path) -> int:
    """Return how many documents there are, after checking that each has all its events and is searchable."""
    if not path.exists():
        return 0
    by_title = {document.title: events for document, events in map(made_up, range(DOCUMENTS))}
    with Store.open(path) as store:
        for document in store.documents():
            events = list(store.events(EventFilter(document_id=document.document_id)))
            expected = sorted(event.event_id for event in by_title[document.title])
            assert sorted(event["event_id"] for event in events) == expected
        counts = store.counts()
        assert len(list(store.events(EventFilter(text="convoy")))) == counts.events
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM revisions").fetchone() == (counts.documents,)
    connection.execute("INSERT INTO document_search(document_search, rank) VALUES ('integrity-check', 1)")
    connection.close()
    return counts.documents


def test_killed_twenty_times_and_run_again_gives_the_undisturbed_record(tmp_path: Path) -> None:
    chance = random.Random(20)
    path = tmp_path / "killed.sqlite"
    seen: list[int] = []
    for kill in range(KILLS):
        # Half die before some change, the first two while the tables are made; half at some moment, be it in SQLite.
        is_timed = kill % 2 == 1
        die_at = None if is_timed else chance.randrange(1, 30 if kill < 4 else 80)
        process = start(path, range(DOCUMENTS), die_at)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        if is_timed:
            time.sleep(chance.random() * 0.04)
            process.kill()
        _, errors = process.communicate(timeout=30)
        assert process.returncode == -signal.SIGKILL, errors
        seen.append(whole(path))
    assert seen == sorted(seen)
    assert seen[-1] < DOCUMENTS
    finish = start(path, range(DOCUMENTS))
    assert finish.communicate(timeout=60)[1] == ""
    assert whole(path) == DOCUMENTS
    with Store.open(path) as store:
        assert store.digest() == undisturbed(tmp_path / "undisturbed.sqlite")


def test_two_processes_write_one_new_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.sqlite"
    # Both write all documents, from the two ends.
    processes = [start(path, range(DOCUMENTS)), start(path, range(DOCUMENTS - 1, -1, -1))]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    assert whole(path) == DOCUMENTS
    with Store.open(path) as store:
        assert store.digest() == undisturbed(tmp_path / "alone.sqlite")
