"""`harmattan places`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import run, write_articles

RAID = "Gunmen attacked Porga, in northern Benin, on Monday. Malian troops watched."


def test_places_of_a_text_are_rows_with_offsets_that_hold() -> None:
    rows = run("places", RAID).objects
    assert [row["text"] for row in rows] == ["Porga", "northern Benin", "Malian"]
    assert all(RAID[row["start"] : row["end"]] == row["text"] for row in rows)
    assert (rows[0]["geonameid"], rows[0]["admin1"], rows[0]["source"]) == (2392090, "Atakora", "text 1")


def test_adjectives_can_be_left_out() -> None:
    assert [row["text"] for row in run("places", RAID, "--names-only").objects] == ["Porga", "northern Benin"]


def test_geojson_has_longitude_first_and_null_for_what_is_open() -> None:
    ran = run("places", "Gunmen attacked Porga, in Benin. Talks in Springfield failed.", "--format", "geojson")
    features = {one["properties"]["text"]: one for one in json.loads(ran.text)["features"]}
    longitude, latitude = features["Porga"]["geometry"]["coordinates"]
    assert (round(longitude, 1), round(latitude, 1)) == (1.0, 11.0)
    assert features["Springfield"]["geometry"] is None


def test_stdin_files_and_an_output_are_taken(tmp_path: Path) -> None:
    paths = write_articles(
        tmp_path / "in",
        one="The rebels said that they had left Goma.\n",
        two="Crowds of young people filled the streets of Lagos.\n",
    )
    out = tmp_path / "places.jsonl"
    assert run("places", "--from", tmp_path / "in", "--output", out).status == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows] == ["Goma", "Lagos"]
    assert len({row["document_id"] for row in rows}) == len(paths)
    assert [row["text"] for row in run("places", "-", stdin=b"Crowds filled Lagos.").objects] == ["Lagos"]


def test_the_table_says_where_and_how_sure() -> None:
    shown = run("places", RAID, "--format", "table").text
    assert "Porga, Materi, Atakora, BEN" in shown
    assert "11.048 0.969" in shown


def test_bad_input_is_told(tmp_path: Path) -> None:
    assert run("places").status == 2
    assert "expected a text" in run("places").err
    assert "ISO alpha-3" in run("places", RAID, "--country", "XYZ").err
    missing = run("places", "--from", tmp_path / "nothing.txt")
    assert missing.status == 2
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "full.txt").write_text("Crowds of young people filled the streets of Lagos.", encoding="utf-8")
    (tmp_path / "spanish.txt").write_text(
        "Miles de personas salieron a las calles de Lima para protestar.", encoding="utf-8"
    )
    some = run("places", "--from", tmp_path)
    assert (some.status, [row["text"] for row in some.objects]) == (1, ["Lagos"])
    assert "got 'es'" in some.err
