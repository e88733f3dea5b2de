"""`harmattan ingest`: what is written, what is left out, and what sudden death and company leave behind."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harmattan.store import EventFilter, Store
from tests.cli.running import QUIET, RAID, ROOT, TALKS, run, write_articles

KILLS = 20
DAY = ("--published", "2024-05-08")


def digest(path: Path) -> str:
    with Store.open(path, create=False) as store:
        return store.digest()


def test_documents_events_and_refusals_are_written(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", a=RAID, b=TALKS, c=QUIET, d="")
    record = tmp_path / "r.sqlite"
    ran = run("ingest", *articles, *DAY, "--store", record)
    assert ran.status == 1
    assert "documents 3 new, 0 recoded, 0 unchanged, 1 refused" in ran.err
    with Store.open(record, create=False) as store:
        counts = store.counts()
        assert (counts.documents, counts.documents_without_events, counts.quarantined) == (3, 1, 1)
        stored = {event["event_id"] for event in store.events()}
    assert stored == {event["event_id"] for event in run("code", *articles, *DAY).objects}


def test_what_is_there_is_not_coded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = write_articles(tmp_path / "in", a=RAID, b=TALKS)
    record = tmp_path / "r.sqlite"
    run("ingest", *articles, *DAY, "--store", record)
    before = digest(record)
    monkeypatch.setattr("harmattan.assembly.Coder.code_document", lambda *_: pytest.fail("coded again"))
    ran = run("ingest", *articles, *DAY, "--store", record)
    assert ran.status == 0
    assert "documents 0 new, 0 recoded, 2 unchanged, 0 refused" in ran.err
    assert digest(record) == before


def test_another_coder_codes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = write_articles(tmp_path / "in", a=RAID)
    record = tmp_path / "r.sqlite"
    run("ingest", *articles, *DAY, "--store", record)
    with monkeypatch.context() as patch:
        patch.setattr("harmattan.store.record.Store.has_document", lambda *_: False)
        again = run("ingest", *articles, *DAY, "--store", record)
    assert "0 new, 0 recoded, 1 unchanged" in again.err
    import sqlite3

    connection = sqlite3.connect(record)
    connection.execute("UPDATE documents SET made_by = 'coder-en/0.0.1'")
    connection.commit()
    connection.close()
    assert "0 new, 1 recoded, 0 unchanged" in run("ingest", *articles, *DAY, "--store", record).err


def test_the_record_is_the_same_in_two_processes(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", **{f"n{number}": f"{RAID} {number} {TALKS}" for number in range(6)}, empty="")
    for number in (1, 2):
        run("ingest", tmp_path / "in", *DAY, "--store", tmp_path / f"{number}.sqlite", "--processes", number)
    assert digest(tmp_path / "1.sqlite") == digest(tmp_path / "2.sqlite")


def test_the_variable_and_then_the_working_folder_name_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = write_articles(tmp_path / "in", c=QUIET)[0]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HARMATTAN_STORE", raising=False)
    run("ingest", article)
    monkeypatch.setenv("HARMATTAN_STORE", str(tmp_path / "named.sqlite"))
    run("ingest", article)
    assert digest(tmp_path / "harmattan.sqlite") == digest(tmp_path / "named.sqlite")


def test_nothing_usable_ends_with_2_and_is_recorded(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", d="")
    ran = run("ingest", *articles, "--store", tmp_path / "r.sqlite")
    assert ran.status == 2
    refused = run("store", "refused", "--store", tmp_path / "r.sqlite").objects
    assert [one["kind"] for one in refused] == ["empty"]


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read as a header" * 9, None])
def test_a_record_that_is_none_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "r.sqlite"
    path.mkdir() if content is None else path.write_bytes(content)
    ran = run("ingest", write_articles(tmp_path / "in", a=RAID)[0], "--store", path)
    assert ran.status == 2
    assert str(path) in ran.err


class Warm:
    """The process of tests.cli.warm."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.cli.warm"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def ask(self, *arguments: object, **order: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"arguments": [str(one) for one in arguments], **order}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    process = Warm()
    yield process
    process.close()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A dozen small articles, an empty one and a table of which one line is broken."""
    folder = tmp_path / "corpus"
    write_articles(folder, **{f"n{number:02}": f"Bulletin {number}. {RAID}{TALKS}" for number in range(10)}, empty="")
    lines = [json.dumps({"text": f"{RAID} It was raid number {number}."}) for number in range(3)]
    (folder / "table.jsonl").write_text("\n".join([*lines[:2], '{"text": ', lines[2]]) + "\n", encoding="utf-8")
    return folder


def check_whole(path: Path, corpus_size: int) -> int:
    """Return how many documents there are, each with its events."""
    with Store.open(path) as store:
        for document in store.documents():
            assert list(store.events(EventFilter(document_id=document.document_id)))
        counts = store.counts()
    assert counts.documents <= corpus_size
    return counts.documents


def test_killed_twenty_times_and_run_again_gives_the_undisturbed_record(
    tmp_path: Path, corpus: Path, warm: Warm
) -> None:
    undisturbed = tmp_path / "undisturbed.sqlite"
    command = ("ingest", corpus, *DAY, "--quiet", "--store")
    whole = warm.ask(*command, undisturbed)
    assert whole["codes"] == [1]
    expected, size = digest(undisturbed), 13
    assert check_whole(undisturbed, size) == size
    chance = random.Random(3)
    kills = partial = records = 0
    while kills < KILLS:
        # A record takes kills until a run outlives its own; then it must be as the undisturbed one, and a new one
        # starts.
        records += 1
        assert records <= 4 * KILLS
        path = tmp_path / f"{records}.sqlite"
        while True:
            # Half die at some moment, half just before some change of the database, in the middle of a transaction.
            moment: dict[str, Any] = {"kill_after": chance.random() * whole["seconds"] * 0.8}
            if kills % 2:
                moment = {"die_at": chance.randrange(1, 60)}
            if kills >= KILLS:
                moment = {}
            code = warm.ask(*command, path, **moment)["codes"][0]
            if code != -signal.SIGKILL:
                assert code == 1
                break
            kills += 1
            partial += path.exists() and 0 < check_whole(path, size) < size
        assert check_whole(path, size) == size
        assert digest(path) == expected
    assert partial >= KILLS // 4


def test_two_ingests_at_once_give_the_undisturbed_record(tmp_path: Path, corpus: Path, warm: Warm) -> None:
    for path, at_once in ((tmp_path / "alone.sqlite", 1), (tmp_path / "shared.sqlite", 2)):
        assert set(warm.ask("ingest", corpus, *DAY, "--quiet", "--store", path, at_once=at_once)["codes"]) == {1}
    assert digest(tmp_path / "shared.sqlite") == digest(tmp_path / "alone.sqlite")
    with Store.open(tmp_path / "shared.sqlite") as store:
        assert store.counts().replaced == 0
