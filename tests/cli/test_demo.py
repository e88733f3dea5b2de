"""`harmattan demo`: from nothing to a table, a record and a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmattan.cli.demo import example_documents
from harmattan.store import Store
from tests.cli.running import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "made" / "here"


def test_the_demo_prints_a_table_and_writes_record_and_page(folder: Path) -> None:
    ran = run("demo", "--folder", folder)
    documents = list(example_documents())
    assert (ran.status, ran.err) == (0, "")
    with Store.open(folder / "harmattan.sqlite", create=False) as store:
        events = list(store.events())
        assert store.counts().documents == len(documents) >= 12
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count('<li class="card ') == len(events)
    assert f"{len(events)} events in {len(documents)} articles" in ran.text
    assert "ASSAULT" in ran.text


def test_the_demo_can_be_run_again(folder: Path) -> None:
    first = run("demo", "--folder", folder)
    assert run("demo", "--folder", folder) == first


def test_what_the_demo_says_to_type_next_works(folder: Path) -> None:
    lines = run("demo", "--folder", folder).text.splitlines()
    commands = [line.split()[1:] for line in lines if line.startswith("  harmattan ")]
    commands = [command for command in commands if "YOUR-ARTICLE.txt" not in command]
    assert len(commands) >= 4
    for command in commands:
        ran = run(*command)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = run("demo", "--folder", tmp_path / "file" / "demo")
    assert ran.status == 2
    assert "cannot be made" in ran.err
