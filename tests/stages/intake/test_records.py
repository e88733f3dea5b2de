from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date

import pytest

from harmattan.errors import ConfigError, InputError
from harmattan.stages.intake.options import Draft, IntakeOptions
from harmattan.stages.intake.records import Record, read_csv, read_json, read_jsonl

OPTIONS = IntakeOptions(languages=frozenset({"en"}))


def jsonl(data: str | bytes, options: IntakeOptions = OPTIONS) -> list[Record]:
    return list(read_jsonl(_stream(data), "a.jsonl", options))


def table(data: str | bytes, options: IntakeOptions = OPTIONS) -> list[Record]:
    return list(read_csv(_stream(data), "a.csv", options))


def _stream(data: str | bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data))  # type: ignore[arg-type]


def drafts(records: list[Record]) -> Iterator[Draft]:
    return (record.found for record in records if isinstance(record.found, Draft))


def kinds(records: list[Record]) -> list[tuple[str, str]]:
    return [(one.where, one.found.kind) for one in records if isinstance(one.found, InputError)]


def test_a_broken_line_7_costs_that_line_only() -> None:
    lines = [json.dumps({"text": f"Story {number}"}) for number in range(1, 10)]
    lines[6] = lines[6][:-4]
    records = jsonl("\n".join(lines))
    assert [draft.text for draft in drafts(records)] == [f"Story {n}" for n in (1, 2, 3, 4, 5, 6, 8, 9)]
    assert kinds(records) == [("a.jsonl:7", "record")]
    assert str(records[6].found).startswith("a.jsonl:7: expected a JSON object, got broken JSON (")
    assert records[6].sha256 is not None


@pytest.mark.parametrize(
    "keys",
    [
        ("text", "title", "published", "url", "publisher", "language"),
        ("content", "headline", "date", "link", "source", "lang"),
        ("body", "Title", "pub_date", "URL", "source_name", "Language"),
        ("article", "headline", "publishedAt", "link", "outlet", "lang"),
    ],
)
def test_usual_names_of_fields_are_known_in_json_and_csv(keys: tuple[str, ...]) -> None:
    values = ("Story", "Head", "2021-03-09", "https://g.example/1", "Gazette", "en")
    expected = Draft("Story", "Head", "Gazette", "https://g.example/1", date(2021, 3, 9), "en")
    assert list(drafts(jsonl(json.dumps(dict(zip(keys, values, strict=True)))))) == [expected]
    assert list(drafts(table(",".join(keys) + "\n" + ",".join(values)))) == [expected]


def test_a_field_map_wins_and_reaches_into_objects() -> None:
    options = IntakeOptions(field_map={"text": "story", "publisher": "meta.paper"}, languages=frozenset({"en"}))
    line = json.dumps({"story": "Mapped", "text": "Not this", "meta": {"paper": "Gazette"}})
    assert list(drafts(jsonl(line, options))) == [Draft("Mapped", publisher="Gazette")]


def test_the_name_in_a_source_object_is_the_publisher() -> None:
    line = json.dumps({"content": "Story", "source": {"id": None, "name": "Gazette"}})
    assert [draft.publisher for draft in drafts(jsonl(line))] == ["Gazette"]


def test_an_unknown_field_in_the_map_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match="expected fields among text, title"):
        IntakeOptions(field_map={"headline": "x"})


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('{"title": "x"}', "field"),
        ('{"text": ""}', "field"),
        ('{"text": null}', "field"),
        ('{"text": ["a"]}', "field"),
        ("[1, 2]", "record"),
        ("7", "record"),
        ('{"text": "a", "date": "someday"}', "date"),
        ('{"text": "a", "date": "03/04/2021"}', "date"),
        ('{"text": "a", "date": 1615300000}', "date"),
        ("[" * 100_000, "record"),
        ('{"text": ' + "9" * 5000 + "}", "record"),
    ],
)
def test_unusable_records_say_why(line: str, kind: str) -> None:
    records = jsonl(f'{{"text": "good"}}\n{line}\n\n{{"text": "good"}}')
    assert len(list(drafts(records))) == 2
    assert kinds(records) == [("a.jsonl:2", kind)]


def test_a_bad_date_does_not_matter_when_the_date_is_given() -> None:
    options = IntakeOptions(published=date(2020, 1, 2), languages=frozenset({"en"}))
    assert [draft.published for draft in drafts(jsonl('{"text": "a", "date": "someday"}', options))] == [
        date(2020, 1, 2)
    ]


def test_an_overlong_line_costs_that_line_only() -> None:
    records = jsonl('{"text": "a"}\n{"text": "' + "x" * 500 + '"}\n{"text": "b"}', IntakeOptions(max_bytes=100))
    assert [draft.text for draft in drafts(records)] == ["a", "b"]
    assert kinds(records) == [("a.jsonl:2", "long-line")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_of_records_are_told(encoding: str) -> None:
    assert [d.text for d in drafts(jsonl('{"text": "The café’s gate"}\n'.encode(encoding)))] == ["The café’s gate"]
    assert [d.text for d in drafts(table('text\n"The café’s gate"\n'.encode(encoding)))] == ["The café’s gate"]


def test_escaped_lone_surrogates_do_not_reach_the_text() -> None:
    assert [draft.text for draft in drafts(jsonl('{"text": "a\\ud800b"}'))] == ["a\ufffdb"]


def test_arrays_single_objects_and_lines_are_read_from_json() -> None:
    array = list(read_json(b'[{"text": "a"}, 3, {"text": "b"}]', "a.json", OPTIONS))
    assert [draft.text for draft in drafts(array)] == ["a", "b"]
    assert kinds(array) == [("a.json[1]", "record")]
    assert [d.text for d in drafts(list(read_json(b'{"text": "a"}', "a.json", OPTIONS)))] == ["a"]
    assert [d.text for d in drafts(list(read_json(b'{"text": "a"}\n{"text": "b"}', "a.json", OPTIONS)))] == ["a", "b"]
    with pytest.raises(InputError, match=r"a\.json: expected a JSON object, got broken JSON"):
        list(read_json(b"{nothing", "a.json", OPTIONS))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(delimiter: str) -> None:
    records = table(f"title{delimiter}text\r\nHead{delimiter}Story\r\n")
    assert list(drafts(records)) == [Draft("Story", "Head")]


def test_cells_keep_their_line_breaks_and_rows_their_line_numbers() -> None:
    records = table('text,title\n"one\r\n\r\ntwo ""quoted""",A\n\nthree,B\nfour\nfive,C\n')
    assert [draft.text for draft in drafts(records)] == ['one\r\n\r\ntwo "quoted"', "three", "five"]
    assert [record.where for record in records] == ["a.csv:2", "a.csv:6", "a.csv:7", "a.csv:8"]
    assert kinds(records) == [("a.csv:7", "record")]


def test_a_quote_left_open_costs_its_row_only() -> None:
    records = table('text,title\nfirst,A\n"open,B\nthird,C\nfourth,D\n')
    assert [draft.text for draft in drafts(records)] == ["first", "third", "fourth"]
    assert kinds(records) == [("a.csv:3", "record")]


@pytest.mark.parametrize(
    ("data", "mapped"),
    [("a,b\n1,2\n", {}), ("text,b\n1,2\n", {"title": "headline"}), ("text,text\n1,2\n", {}), ('"text\n', {})],
)
def test_a_header_that_does_not_fit_is_refused(data: str, mapped: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"a\.csv:1: expected"):
        table(data, IntakeOptions(field_map=mapped))


def test_a_cell_larger_than_the_modules_own_limit_is_read() -> None:
    assert [len(draft.text) for draft in drafts(table("text\n" + "word " * 60_000))] == [300_000]
