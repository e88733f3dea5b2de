"""`harmattan code`: formats, order, what is refused, exit statuses."""

from __future__ import annotations

import csv
import gzip
import http.server
import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from harmattan import Coder, Document
from harmattan.exports.tabular import event_line
from harmattan.model.schema import event_schema
from tests.cli.running import QUIET, RAID, TALKS, run, run_alone, write_articles

FRENCH = "Le ministre a rencontré son homologue mardi dans la capitale pour parler du commerce du coton. " * 3
DAY = ("--published", "2024-05-08")


def library_lines(*texts: str, **values: Any) -> bytes:
    coder = Coder()
    events = [event for text in texts for event in coder.code(text, published=date(2024, 5, 8), **values)]
    return b"".join(event_line(event.to_json()).encode() + b"\n" for event in events)


def test_jsonl_is_byte_for_byte_what_the_library_gives(tmp_path: Path) -> None:
    articles = write_articles(tmp_path, a=RAID, b=TALKS)
    ran = run("code", *articles, *DAY)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == library_lines(RAID, TALKS)
    assert {one["event_type"] for one in ran.objects} >= {"ASSAULT", "CONSULT"}


def test_every_line_keeps_to_the_published_schema(tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(event_schema())
    lines = run("code", *write_articles(tmp_path, a=RAID, b=TALKS), *DAY).objects
    assert lines
    assert [error for line in lines for error in validator.iter_errors(line)] == []


def test_the_number_of_processes_does_not_change_a_byte(tmp_path: Path) -> None:
    texts = {f"n{number:02}": f"{RAID}\nReport {number}: {TALKS}" for number in range(8)}
    write_articles(tmp_path / "in", **texts)
    alone, pooled = (run("code", tmp_path / "in", *DAY, "--processes", number) for number in (1, 2))
    assert alone.status == pooled.status == 0
    assert alone.out == pooled.out
    documents = list(dict.fromkeys(one["document_id"] for one in alone.objects))
    names = [Document(text, "en").document_id for _, text in sorted(texts.items())]
    assert documents == names


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_seed_of_hashes_does_not_change_a_byte(tmp_path: Path, seed: str) -> None:
    article = write_articles(tmp_path, a=RAID + TALKS)[0]
    ran = run_alone("code", article, *DAY, environ={"PYTHONHASHSEED": seed})
    assert ran.out == run("code", article, *DAY).out


def test_a_terminal_gets_a_table_and_a_pipe_jsonl(tmp_path: Path) -> None:
    article = write_articles(tmp_path, a=RAID)[0]
    assert "ASSAULT" in run("code", article, *DAY, is_terminal=True).text
    assert not run("code", article, *DAY, is_terminal=True).text.startswith("{")
    assert run("code", article, *DAY).text.startswith("{")


def test_csv_and_parquet_hold_a_row_an_event(tmp_path: Path) -> None:
    article = write_articles(tmp_path, a=RAID + TALKS)[0]
    count = len(run("code", article, *DAY).objects)
    rows = list(csv.DictReader(io.StringIO(run("code", article, *DAY, "--format", "csv").text)))
    frame = pl.read_parquet(run("code", article, *DAY, "-f", "parquet").out)
    assert (len(rows), frame.height) == (count, count)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("e.csv", b"event_id"), ("e.html", b"<!doctype html>"), ("e.jsonl", b"{"), ("e.parquet", b"PAR1"), ("e.x", b"{")],
)
def test_the_ending_of_the_file_tells_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    article = write_articles(tmp_path, a=RAID)[0]
    ran = run("code", article, *DAY, "--output", tmp_path / name)
    assert (ran.status, ran.out) == (0, b"")
    written = (tmp_path / name).read_bytes()
    assert written[: len(begins)].lower() == begins.lower() or b"event_id" in written.splitlines()[0]


def test_a_table_in_a_file_has_no_colours(tmp_path: Path) -> None:
    article = write_articles(tmp_path, a=RAID)[0]
    run("code", article, *DAY, "--format", "table", "--output", tmp_path / "t.txt", is_terminal=True)
    assert "ASSAULT" in (tmp_path / "t.txt").read_text()
    assert "\x1b" not in (tmp_path / "t.txt").read_text()


def test_a_page_shows_each_article(tmp_path: Path) -> None:
    articles = write_articles(tmp_path, a=RAID, c=QUIET)
    page = run("code", *articles, *DAY, "--format", "html").text
    assert "Tanwalbougou" in page
    assert "cocoa harvest" in page


def test_parquet_is_not_written_to_a_terminal(tmp_path: Path) -> None:
    ran = run("code", write_articles(tmp_path, a=RAID)[0], "--format", "parquet", is_terminal=True)
    assert (ran.status, ran.out) == (2, b"")
    assert "--output" in ran.err


def test_what_the_options_say_of_the_article_wins(tmp_path: Path) -> None:
    article = write_articles(tmp_path, a=RAID)[0]
    given = ("--title", "Raid", "--publisher", "Wire", "--url", "https://example.org/1")
    sources = [one["source"] for one in run("code", article, *DAY, *given).objects]
    assert sources
    assert all(
        (one["title"], one["publisher"], one["url"], one["published"])
        == ("Raid", "Wire", "https://example.org/1", "2024-05-08")
        for one in sources
    )


def test_without_a_date_relative_days_stay_unknown(tmp_path: Path) -> None:
    events = run("code", write_articles(tmp_path, a=RAID)[0]).objects
    assert events
    assert all(one["date"]["start"] is None for one in events)


def test_columns_are_mapped_and_stdin_is_read() -> None:
    table = "body,headline,day\n" + f'"{RAID.strip()}",A raid,2024-05-08\n'
    ran = run("code", "-", "--map", "text=body, title=headline,published=day", stdin=table.encode())
    assert ran.status == 0
    assert {(one["source"]["title"], one["source"]["published"]) for one in ran.objects} == {("A raid", "2024-05-08")}


def test_events_below_a_confidence_are_left_out(tmp_path: Path) -> None:
    article = write_articles(tmp_path, a=RAID + TALKS)[0]
    everything = run("code", article, *DAY).objects
    least = sorted(one["confidence"] for one in everything)[-1]
    kept = run("code", article, *DAY, "--min-confidence", least).objects
    assert 0 < len(kept) <= len(everything)
    assert all(one["confidence"] >= least for one in kept)
    assert run("code", article, *DAY, "--min-confidence", 1.0).objects == []


def test_an_article_without_events_is_a_good_result(tmp_path: Path) -> None:
    ran = run("code", write_articles(tmp_path, c=QUIET)[0], *DAY)
    assert (ran.status, ran.out, ran.err) == (0, b"", "")


def test_an_explanation_names_words_and_rule_of_each_field(tmp_path: Path) -> None:
    article = write_articles(tmp_path, a=RAID)[0]
    explained = run("code", article, *DAY, "--explain").text
    line = next(one for one in explained.splitlines() if one.strip().startswith("event_type"))
    assert "“attacked”" in line
    assert "verbs.csv:" in line
    assert "confidence" in explained


def test_an_explanation_keeps_out_of_machine_formats(tmp_path: Path) -> None:
    article = write_articles(tmp_path, a=RAID)[0]
    ran = run("code", article, *DAY, "--explain", "--format", "jsonl")
    assert ran.out == run("code", article, *DAY).out
    assert "“attacked”" in ran.err


def mixed_batch(folder: Path) -> list[Path]:
    """Write two good articles among what cannot be used."""
    good, other = write_articles(folder, a_good=RAID, z_good=TALKS)
    files = {
        "b_empty.txt": b"",
        "c_binary.txt": bytes(range(256)) * 40,
        "d_french.txt": FRENCH.encode(),
        "e_bomb.txt.gz": gzip.compress(b"\0" * 30_000_000),
        "f_scan.pdf": b"%PDF-1.4\nnothing that is a PDF",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    lines = [json.dumps({"text": f"{RAID} Number {number}.", "published": "2024-05-08"}) for number in range(9)]
    lines[6] = '{"text": "cut'
    lines[7] = json.dumps({"title": "no text"})
    lines[8] = json.dumps({"text": RAID, "published": "the day before"})
    (folder / "g_lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [good, *(folder / name for name in files), folder / "g_lines.jsonl", other, folder / "missing.txt"]


def test_a_mixed_batch_codes_what_is_good_and_tells_the_rest(tmp_path: Path) -> None:
    batch = mixed_batch(tmp_path)
    kept = tmp_path / "refused.jsonl"
    ran = run("code", *batch, "--quarantine", kept)
    assert ran.status == 1
    records = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [Path(one["where"]).name for one in records] == [
        "b_empty.txt",
        "c_binary.txt",
        "d_french.txt",
        "e_bomb.txt.gz",
        "f_scan.pdf",
        "g_lines.jsonl:7",
        "g_lines.jsonl:8",
        "g_lines.jsonl:9",
        "missing.txt",
    ]
    assert ran.messages == [f"refused: {' '.join(one['reason'].split())}" for one in records]
    assert all(set(one) == {"where", "reason", "kind", "sha256"} for one in records)
    assert len({one["document_id"] for one in ran.objects}) == 2 + 6


def test_a_mixed_batch_is_the_same_in_two_processes(tmp_path: Path) -> None:
    batch = mixed_batch(tmp_path)
    alone, pooled = (run("code", *batch, "--processes", number) for number in (1, 2))
    assert alone == pooled


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [(RAID.encode(), 0, ""), (b"", 2, "no document could be used"), (b"\xff\xfe\x00", 2, "no document could be used")],
)
def test_a_single_file_decides_the_status(tmp_path: Path, content: bytes, status: int, words: str) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(content)
    ran = run("code", path)
    assert ran.status == status
    assert words in ran.err


def test_an_empty_folder_is_nothing_usable(tmp_path: Path) -> None:
    ran = run("code", tmp_path)
    assert ran.status == 2
    assert "expected a folder with files" in ran.err


def test_quiet_says_nothing_of_refused_items(tmp_path: Path) -> None:
    good = write_articles(tmp_path, a=RAID)[0]
    ran = run("code", good, tmp_path / "missing.txt", "--quiet")
    assert (ran.status, ran.err) == (1, "")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--published", "yesterday"], "YYYY-MM-DD"),
        (["--published", "2023-02-30"], "YYYY-MM-DD"),
        (["--map", "text"], "field=column"),
        (["--map", "text=a,text=b"], "field=column"),
        (["--map", "words=a"], "words"),
        (["--processes", "0"], "processes"),
        (["--min-confidence", "2"], "min-confidence"),
        (["--format", "xml"], "xml"),
        (["--output", "/dev/null/no/such.csv"], "cannot be written"),
        (["--quarantine", "/dev/null/no/such.jsonl"], "cannot be written"),
        (["--no-such-option"], "no-such-option"),
    ],
)
def test_a_wrong_option_is_told_and_ends_with_2(tmp_path: Path, options: list[str], words: str) -> None:
    ran = run("code", write_articles(tmp_path, a=RAID)[0], *options)
    assert ran.status == 2
    assert words in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31mred.txt"
    path.write_bytes(b"")
    ran = run("code", path)
    assert "\x1b" not in ran.err
    assert len(ran.messages) == 2


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def log_message(self, *_: Any) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_this_machine_is_reached_by_url_only_with_the_flag(tmp_path: Path) -> None:
    write_articles(tmp_path, a=RAID)
    with serving(tmp_path) as address:
        refused, opened = run("code", f"{address}/a.txt"), run("code", f"{address}/a.txt", "--allow-loopback")
    assert refused.status == 2
    assert "public internet" in refused.err
    assert opened.status == 0
    assert opened.objects[0]["source"]["url"] == f"{address}/a.txt"


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    record = json.dumps({"text": RAID})
    (tmp_path / "many.jsonl").write_text("\n".join([record] * 200) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "harmattan", "code", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (141, b"")


def test_explain_says_where_the_roster_ends(tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    path.write_text("The president of Burkina Faso accused France of lies on Monday.\n", encoding="utf-8")
    shown = run("code", path, "--published", "2031-03-10", "--explain", "--format", "table").text
    assert "by noun:office; holders known to 20" in shown
    assert "holders known to" not in run("code", path, "--published", "2023-03-10", "--explain", "-f", "table").text
