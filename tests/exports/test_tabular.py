"""Events as JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from harmattan.errors import ConfigError
from harmattan.exports.columns import COLUMNS, flat_row
from harmattan.exports.tabular import FORMATS, event_line, write_events
from harmattan.model.event import Claim, CountOf
from harmattan.scales import Count, DateRange, Occurrences
from tests.builders import made_up, make_document, make_event, make_participant, make_place, span_in

TEXT = (
    "Dockers and porters blocked the gates of Lomé on 4 May, hurting 3 guards, 2 clerks and 1 visitor, the port said."
)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats-events.md"


def written(events: list[dict[str, Any]], format: str) -> bytes:
    out = io.BytesIO()
    assert write_events(events, format, out) == len(events)
    return out.getvalue()


def rows_of_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def full_event(**values: Any) -> dict[str, Any]:
    document = make_document(TEXT, published=date(2024, 5, 6), url="https://news.example/1")
    fields: dict[str, Any] = {
        "mode": "obstruct",
        "modes": ("obstruct", "strike"),
        "contexts": ("economic",),
        "actors": (
            make_participant(TEXT, "Dockers", country="TGO", sector="LAB"),
            make_participant(TEXT, "porters", name="Porters' Union"),
        ),
        "places": (
            make_place(TEXT, "gates", role="to", country="TGO", countries=("TGO",), latitude=6.0, longitude=-1.0),
            make_place(TEXT, "Lomé", country="TGO", countries=("TGO",), geonameid=7, latitude=6.13, longitude=-1.22),
        ),
        "date": DateRange.between(date(2024, 5, 4), date(2024, 5, 4)),
        "date_span": span_in(TEXT, "on 4 May"),
        "occurrences": Occurrences(low=2),
        "claims": (Claim(span_in(TEXT, "the port"), cue=span_in(TEXT, "said")),),
        "confidence": 0.75,
    }
    return make_event(document, "blocked", **{**fields, **values}).to_json()


def test_every_column_is_documented_and_no_other() -> None:
    text = DOCS.read_text(encoding="utf-8").split("## Flat columns")[1].split("\n\n")[1]
    cells = [line.split("|")[1] for line in text.splitlines()[2:]]
    listed = [name.strip(" `") for cell in cells for name in cell.split(",")]
    assert listed == [column.name for column in COLUMNS]


def test_jsonl_is_compact_keeps_letters_and_order_and_reads_back() -> None:
    events = [event.to_json() for number in (9, 3, 5) for event in made_up(number)[1]] + [full_event()]
    data = written(events, "jsonl")
    assert [json.loads(line) for line in data.decode("utf-8").splitlines()] == events
    assert b"Lom\xc3\xa9" in data
    assert b'": ' not in data.splitlines()[-1].replace(TEXT.encode(), b"")


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85", "\ud83d", "\x00", "\n"])
def test_a_line_of_jsonl_is_one_line_for_every_reader(char: str) -> None:
    line = event_line({"quote": f"a{char}b"})
    assert len(line.encode("utf-8").decode("utf-8").splitlines()) == 1
    assert json.loads(line) == {"quote": f"a{char}b"}


def test_flat_row_reads_each_field() -> None:
    row = flat_row(full_event())
    expected = {
        "published": date(2024, 5, 6),
        "url": "https://news.example/1",
        "event_type": "PROTEST",
        "modes": "obstruct|strike",
        "contexts": "economic",
        "trigger": "blocked",
        "is_aggregate": False,
        "occurrences_low": 2,
        "occurrences_best": None,
        "date_start": date(2024, 5, 4),
        "date_prec": 1,
        "actor_names": "Dockers|Porters' Union",
        "actor_countries": "TGO|",
        "actor_sectors": "LAB|",
        "recipient_names": None,
        "place_name": "Lomé",
        "place_role": "at",
        "geonameid": 7,
        "latitude": 6.13,
        "longitude": -1.22,
        "killed_best": None,
        "claim_speakers": "the port",
        "claim_stances": "asserts",
        "quote": TEXT,
        "confidence": 0.75,
    }
    assert {name: row[name] for name in expected} == expected


def test_what_the_text_does_not_say_is_empty_not_zero() -> None:
    event = make_event(make_document(), "blocked").to_json()
    row = flat_row(event)
    for name in ("published", "occurrences_low", "date_start", "actor_names", "place_name", "latitude", "killed_best"):
        assert row[name] is None
    assert rows_of_csv(written([event], "csv"))[0]["killed_best"] == ""


def test_a_place_of_another_role_serves_when_none_is_where_it_happened_and_says_so() -> None:
    row = flat_row(full_event(places=(make_place(TEXT, "gates", role="toward", country="TGO"),)))
    assert (row["place_name"], row["place_role"]) == ("gates", "toward")


def test_an_undecided_place_has_words_but_no_name() -> None:
    row = flat_row(full_event(places=(make_place(TEXT, "Lomé"),)))
    assert (row["place_text"], row["place_name"], row["latitude"]) == ("Lomé", None, None)


def counts(*given: tuple[str, str | None, Count]) -> tuple[CountOf, ...]:
    return tuple(CountOf(what, count, span_in(TEXT, "3 guards"), of) for what, of, count in given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), (None, None, None)),
        ((("injured", None, Count(low=3)),), (3, None, None)),
        ((("injured", "actor:0", Count(best=0)),), (None, 0, None)),
        # sides are added, with best where a bound is missing
        ((("injured", "actor:0", Count(low=3)), ("injured", "actor:1", Count(best=2, high=4))), (5, None, None)),
        ((("injured", "actor:0", Count(best=3)), ("injured", "actor:1", Count(best=2))), (5, 5, 5)),
        # a total is not added to its parts
        ((("injured", "actor:0", Count(best=3)), ("injured", None, Count(best=20))), (None, 20, None)),
        ((("injured", "actor:0", Count(best=9)), ("injured", "civilian", Count(best=5))), (None, 9, None)),
        ((("injured", "civilian", Count(best=5)),), (None, 5, None)),
        # the first that is said of a side
        ((("injured", None, Count(best=3)), ("injured", None, Count(best=4))), (None, 3, None)),
        # running totals and other kinds are not this event's
        ((("injured", None, Count(best=300, is_cumulative=True)),), (None, None, None)),
        ((("killed", None, Count(best=3)),), (None, None, None)),
    ],
)
def test_counts_of_an_event(given: Any, expected: tuple[int | None, ...]) -> None:
    row = flat_row(full_event(counts=counts(*given)))
    assert (row["injured_low"], row["injured_best"], row["injured_high"]) == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_text_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    document = make_document("Dockers blocked the port.", title=f"{start}1+1", publisher=" =1")
    row = rows_of_csv(written([make_event(document, "blocked").to_json()], "csv"))[0]
    assert row["title"] == f"'{start}1+1"
    assert row["publisher"] == " =1"


def test_csv_leaves_negative_numbers_numbers() -> None:
    assert rows_of_csv(written([full_event()], "csv"))[0]["longitude"] == "-1.22"


def test_csv_keeps_line_breaks_commas_and_quotes_in_one_cell() -> None:
    text = 'Dockers blocked "the port",\nthey said; and \x00 left.'
    row = rows_of_csv(written([make_event(make_document(text), "blocked").to_json()], "csv"))[0]
    assert row["quote"] == text


def test_a_separator_in_a_name_does_not_make_two_names() -> None:
    actor = make_participant(TEXT, "Dockers", name="Left|Right")
    assert flat_row(full_event(actors=(actor,)))["actor_names"] == "Left/Right"


def test_parquet_has_types_and_the_whole_object() -> None:
    events = [full_event(), *(event.to_json() for event in made_up(4)[1])]
    frame = pl.read_parquet(io.BytesIO(written(events, "parquet")))
    assert frame.columns == [*(column.name for column in COLUMNS), "json"]
    assert [json.loads(text) for text in frame["json"]] == events
    types = {name: frame.schema[name] for name in ("published", "latitude", "killed_best", "is_aggregate", "mode")}
    assert list(types.values()) == [pl.Date, pl.Float64, pl.Int64, pl.Boolean, pl.String]
    assert frame["date_start"][0] == date(2024, 5, 4)


def test_parquet_leaves_out_of_its_columns_what_they_cannot_hold() -> None:
    event = full_event(counts=counts(("injured", None, Count(best=10**30))))
    frame = pl.read_parquet(io.BytesIO(written([event], "parquet")))
    assert frame["injured_best"][0] is None
    assert json.loads(frame["json"][0])["counts"][0]["best"] == 10**30


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_events_give_the_same_bytes(format: str) -> None:
    events = [event.to_json() for number in range(30) for event in made_up(number)[1]]
    assert written(events, format) == written(events, format)


@pytest.mark.parametrize("format", FORMATS)
def test_broken_unicode_does_not_stop_an_export(format: str) -> None:
    document = make_document("Dockers blocked \ud83d the port.", title="\udc00")
    assert written([make_event(document, "blocked").to_json()], format).count(b"Dockers") >= 1


def test_no_events_give_a_header_and_a_schema() -> None:
    assert written([], "jsonl") == b""
    assert written([], "csv").decode().strip() == ",".join(column.name for column in COLUMNS)
    assert pl.read_parquet(io.BytesIO(written([], "parquet"))).shape == (0, len(COLUMNS) + 1)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="unknown format 'xlsx'; expected one of csv, jsonl, parquet"):
        write_events([], "xlsx", io.BytesIO())


@pytest.mark.parametrize("format", FORMATS)
def test_a_path_gets_the_same_bytes_and_nothing_else_is_left(tmp_path: Path, format: str) -> None:
    target = tmp_path / "events"
    target.write_bytes(b"old")
    assert write_events([full_event()], format, target) == 1
    assert target.read_bytes() == written([full_event()], format)
    assert list(tmp_path.iterdir()) == [target]


def test_a_failing_export_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "events.jsonl"
    target.write_bytes(b"old")

    def events() -> Any:
        yield full_event()
        raise RuntimeError("lost")

    with pytest.raises(RuntimeError, match="lost"):
        write_events(events(), "jsonl", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_path_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing/events\.csv: cannot be written"):
        write_events([], "csv", tmp_path / "missing" / "events.csv")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_events([], "csv", tmp_path)


def test_a_device_is_written_to_not_replaced() -> None:
    null = Path("/dev/null")
    assert write_events([full_event()], "jsonl", null) == 1
    assert null.is_char_device()
