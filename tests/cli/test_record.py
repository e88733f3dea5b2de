"""`harmattan store`: counts, soundness, refusals."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from harmattan.store import Store
from tests.cli.running import run, write_record


def test_info_counts_and_gives_the_digest(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    write_record(path)
    with Store.open(path) as store:
        counts, digest = store.counts(), store.digest()
    shown = run("store", "info", "--store", path).text
    assert f"documents   {counts.documents}" in shown
    assert f"events      {counts.events}" in shown
    assert digest in shown


def test_a_sound_record_is_verified(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    write_record(path)
    ran = run("store", "verify", "--store", path)
    assert ran.status == 0
    assert ran.text.endswith("0 wrong\n")


def test_a_word_that_is_not_where_the_event_says_is_found(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    write_record(path)
    connection = sqlite3.connect(path)
    row, text = connection.execute("SELECT row, json FROM events LIMIT 1").fetchone()
    event = json.loads(text)
    event["trigger"]["start"] += 1
    event["trigger"]["end"] += 1
    connection.execute("UPDATE events SET json = ? WHERE row = ?", (json.dumps(event), row))
    connection.commit()
    connection.close()
    ran = run("store", "verify", "--store", path)
    assert ran.status == 1
    assert event["event_id"] in ran.text
    assert ran.text.endswith("1 wrong\n")


def test_the_group_alone_prints_its_help() -> None:
    assert "verify" in run("store").text + run("store").err
