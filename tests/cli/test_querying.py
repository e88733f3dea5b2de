"""`harmattan events` and `harmattan show`: filters reach the record, formats keep what it says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from harmattan.exports.tabular import event_line
from harmattan.store import EventFilter, Store
from tests.cli.running import run, write_record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "r.sqlite"
    write_record(path, documents=40)
    return path


def stored(record: Path, **asked: Any) -> bytes:
    with Store.open(record, create=False) as store:
        return b"".join(event_line(one).encode() + b"\n" for one in store.events(EventFilter(**asked)))


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ([], {}),
        (["--country", "ner"], {"countries": ("NER",)}),
        (["--country", "NER", "--country", "TGO"], {"countries": ("NER", "TGO")}),
        (["--place-country", "BEN"], {"place_countries": ("BEN",)}),
        (["--type", "assault"], {"event_types": ("ASSAULT",)}),
        (["--mode", "armed"], {"modes": ("armed",)}),
        (["--factuality", "Asserted"], {"factuality": ("asserted",)}),
        (["--actor", "blue hills"], {"actor": "blue hills"}),
        (["--recipient", "nobody"], {"recipient": "nobody"}),
        (["--participant", "LAB"], {"participant": "LAB"}),
        (["--from", "2023-01-10"], {"date_from": "2023-01-10"}),
        (["--to", "2023-01-10"], {"date_to": "2023-01-10"}),
        (["--published-from", "2023-01-20"], {"published_from": "2023-01-20"}),
        (["--published-to", "2023-01-20"], {"published_to": "2023-01-20"}),
        (["--text", '"convoy near Kandi"'], {"text": '"convoy near Kandi"'}),
        (["--min-confidence", "0.7"], {"min_confidence": 0.7}),
        (["--limit", "3"], {"limit": 3}),
    ],
)
def test_an_option_asks_what_the_filter_of_its_name_asks(
    record: Path, options: list[str], asked: dict[str, Any]
) -> None:
    from datetime import date

    days = {name: date.fromisoformat(value) for name, value in asked.items() if "_from" in name or "_to" in name}
    expected = stored(record, **{**asked, **days})
    ran = run("events", "--store", record, *options)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == expected
    if options and "--recipient" not in options and "--factuality" not in options:
        assert 0 < len(ran.out) < len(stored(record))


def test_the_events_of_one_document_are_found_by_the_beginning_of_its_id(record: Path) -> None:
    document_id = run("events", "--store", record).objects[0]["document_id"]
    found = run("events", "--store", record, "--document", document_id[:10]).objects
    assert found
    assert {one["document_id"] for one in found} == {document_id}


def test_every_format_holds_all_events(record: Path, tmp_path: Path) -> None:
    count = len(run("events", "--store", record).objects)
    rows = list(csv.DictReader(io.StringIO(run("events", "--store", record, "--format", "csv").text)))
    page = run("events", "--store", record, "--format", "html").text
    assert len(rows) == count
    assert page.count('<li class="card ') == count
    run("events", "--store", record, "--output", tmp_path / "e.parquet")
    assert (tmp_path / "e.parquet").read_bytes().startswith(b"PAR1")
    assert str(count) in run("events", "--store", record, is_terminal=True).text


def test_no_event_is_a_good_answer(record: Path) -> None:
    ran = run("events", "--store", record, "--country", "JPN")
    assert (ran.status, ran.out, ran.err) == (0, b"", "")
    assert "no events" in run("events", "--store", record, "--country", "JPN", is_terminal=True).text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--type", "ATTACK"], "ASSAULT"),
        (["--factuality", "true"], "asserted"),
        (["--from", "2023-02-01", "--to", "2023-01-01"], "backwards"),
        (["--from", "last week"], "YYYY-MM-DD"),
        (["--limit", "-1"], "limit"),
    ],
)
def test_a_value_that_no_event_can_have_is_told(record: Path, options: list[str], words: str) -> None:
    ran = run("events", "--store", record, *options)
    assert (ran.status, ran.out) == (2, b"")
    assert words in ran.err


@pytest.mark.parametrize("command", [["events"], ["show", "abc"], ["store", "info"]])
def test_a_record_that_is_not_there_is_told_and_not_made(tmp_path: Path, command: list[str]) -> None:
    ran = run(*command, "--store", tmp_path / "none.sqlite")
    assert ran.status == 2
    assert "no record" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_event_is_shown_with_its_words_marked(record: Path) -> None:
    event = run("events", "--store", record, "--type", "ASSAULT", "--country", "NER").objects[0]
    shown = run("show", event["event_id"][:12], "--store", record).text
    assert "[trigger: attacked]" in shown
    assert "[actor: Soldiers of the border brigade]" in shown
    assert "ASSAULT · armed · asserted" in shown
    assert event["event_id"] in shown
    assert "killed" in shown


def test_an_event_is_shown_as_json_and_as_a_page(record: Path, tmp_path: Path) -> None:
    event = run("events", "--store", record).objects[0]
    assert json.loads(run("show", event["event_id"], "--store", record, "--format", "json").text) == event
    run("show", event["event_id"], "--store", record, "--format", "html", "--output", tmp_path / "e.html")
    assert (tmp_path / "e.html").read_text(encoding="utf-8").count('<li class="card ') == 1
    run("show", event["event_id"], "--store", record, "--output", tmp_path / "e.txt")
    assert "[trigger: " in (tmp_path / "e.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("event_id", ["zzzz", ""])
def test_an_unknown_event_is_told(record: Path, event_id: str) -> None:
    ran = run("show", event_id, "--store", record)
    assert ran.status == 2
    assert "event" in ran.err
