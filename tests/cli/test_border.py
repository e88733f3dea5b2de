"""`harmattan border`: points, places and files of points."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import run, write_record


def test_a_place_is_measured() -> None:
    ran = run("border", "Porga, Benin", "--with", "Burkina Faso")
    assert ran.status == 0
    assert "Porga (PPL, GeoNames 2392090)" in ran.text
    assert "side       Benin (BEN), Materi, Atakora" in ran.text
    assert "border     Burkina Faso (BFA) 1.0 km (0.0 to 5.0), band 0-10 km" in ran.text
    assert "Togo" not in ran.text
    assert "PRIO-GRID 145802; H3 8659990d7ffffff (resolution 6)" in ran.text
    assert ran.messages == []


@pytest.mark.parametrize("text", ["11.05,0.97", "11°03'N 0°58'12\"E", "0°58'12\"E 11°03'N", "11.05 0.97"])
def test_a_point_is_read_however_it_is_written(text: str) -> None:
    (found,) = [json.loads(run("border", text, "--format", "json").text)]
    assert found["country"] == "BEN"
    assert (found["latitude"], found["longitude"]) == pytest.approx((11.05, 0.97), abs=1e-3)
    assert found["border"]["neighbour"] == "BFA"
    assert [one["country"] for one in found["border"]["neighbours"]] == ["BFA", "TGO", "NER", "NGA"]
    assert (found["admin1"], found["admin2"]) == ("Atakora", "Materi")


def test_a_southern_point_begins_with_a_minus() -> None:
    ran = run("border", "-4.27,15.28", "--with", "COD")
    assert ran.status == 0
    assert "Democratic Republic of the Congo (COD) 2.8 km" in ran.text


def test_the_resolution_of_the_hexagon_is_an_option() -> None:
    cells = {json.loads(run("border", "11.05,0.97", "--h3", n, "-f", "json").text)["border"]["h3"] for n in (2, 6, 12)}
    assert len(cells) == 3


def test_a_country_that_is_no_neighbour_is_measured_to_its_land() -> None:
    ran = run("border", "Porga", "--with", "GHA")
    assert "none with Ghana (GHA): Benin does not touch it; its nearest land is 103.7 km away" in ran.text
    found = json.loads(run("border", "Porga", "--with", "GHA", "-f", "json").text)["with"]
    assert (found["is_neighbour"], found["border"]) == (False, None)
    assert found["nearest_land"]["km"] == 103.7


def test_an_area_has_bounds_and_no_single_figure() -> None:
    ran = run("border", "Atakora")
    assert "Burkina Faso (BFA) 0.0 to 1" in ran.text
    assert "least and greatest distance over the area" in ran.text
    assert "PRIO-GRID" not in ran.text


def test_an_island_has_none() -> None:
    assert "border     none: Iceland has no land border" in run("border", "Reykjavik").text


def test_a_disputed_place_says_who_claims_it() -> None:
    text = run("border", "45.00,34.10").text
    assert "disputed   Crimea (occupied): claimed by Russia, Ukraine; administered by Russia" in text
    assert "line disputed" in text
    assert "disputed" not in run("border", "Porga").text


def test_swapped_coordinates_are_told() -> None:
    ran = run("border", "0.97,11.05", "--with", "BFA")
    assert ran.status == 0
    assert "lies in Gabon, which is not Burkina Faso or a neighbour; swapped, 11.05,0.97, it lies in Benin" in ran.err
    assert "-1.0,7.5 lies at sea; swapped, 7.5,-1, it lies in Ghana" in run("border", "-1.0,7.5").err


@pytest.mark.parametrize("text", ["1.50,12.37", "11.05,0.97", "60.0,-30.0"])
def test_a_point_that_may_be_meant_is_not_doubted(text: str) -> None:
    assert "swapped" not in run("border", text).err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["91,3"], 2, "the latitude is 91, expected -90 to 90"),
        (["3,191"], 2, "the longitude is 191"),
        (["11.05"], 2, "is no point"),
        (["Xyzzyville"], 1, "no place is called 'Xyzzyville'"),
        (["Springfield"], 1, "'Springfield' may be one of"),
        (["Porga", "--with", "Atlantis"], 2, "unknown country 'Atlantis'"),
        (["Porga", "--with", "Congo"], 2, "may be COD or COG"),
        ([], 2, "give a POINT, a PLACE or --points FILE"),
        (["Porga", "--points", "x.csv"], 2, "one of them"),
        (["--points", "nowhere.csv"], 2, "nowhere.csv: cannot be read"),
        (["Porga", "--format", "csv"], 2, "not csv"),
        (["Porga", "--latitude", "lat"], 2, "name columns of --points FILE"),
        (["--colour"], 2, "no option --colour"),
        (["Porga", "--h3", "16"], 2, "less than or equal to 15"),
    ],
)
def test_what_is_wrong_is_told(arguments: list[str], status: int, said: str) -> None:
    ran = run("border", *arguments)
    assert ran.status == status
    assert said in ran.err
    assert ran.out == b""


POINTS = """id,lat,lon,note
1,11.048,0.969,Porga
2,91,3,far
3,,3,none
4,64.1,-21.9,island
5,0,0,sea
6,1
7,x,1,w
8,1,2,3,4
"""


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_file_of_points_keeps_its_rows_and_gets_columns(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text(POINTS, encoding="utf-8")
    ran = run("border", "--points", path, "--with", "BFA")
    rows = rows_of(ran.text)
    assert ran.status == 1
    assert [row["id"] for row in rows] == list("12345678")
    assert [row["border_problem"] for row in rows] == [
        "",
        "lat is 91; expected -90 to 90",
        "lat is empty",
        "",
        "",
        "2 cells, expected 4",
        "lat is 'x'; expected degrees, such as 11.05",
        "5 cells, expected 4",
    ]
    first = rows[0]
    assert (first["note"], first["border_country"], first["border_neighbour"]) == ("Porga", "BEN", "BFA")
    assert (first["border_km_low"], first["border_km_best"], first["border_km_high"]) == ("0.0", "1.0", "4.0")
    assert (first["border_band"], first["border_status"], first["priogrid_gid"]) == ("0-10", "international", "145802")
    assert (first["with_km"], first["with_is_neighbour"]) == ("1.0", "True")
    assert (rows[3]["border_country"], rows[3]["border_neighbour"], rows[3]["border_km_best"]) == ("ISL", "", "")
    assert (rows[4]["border_country"], rows[4]["border_neighbour"]) == ("", "")
    assert f"{path}:3: lat is 91; expected -90 to 90" in ran.err
    assert "8 rows, 5 of them without a usable point" in ran.err


def test_a_file_of_points_is_measured_as_its_points_alone(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("latitude,longitude\n9.337,2.630\n11.0231,0.9387\n", encoding="utf-8")
    for row in rows_of(run("border", "--points", path).text):
        alone = json.loads(run("border", f"{row['latitude']},{row['longitude']}", "-f", "json").text)["border"]
        assert row["border_neighbour"] == alone["neighbour"]
        assert float(row["border_km_best"]) == alone["distance_km"]["best"]
        assert row["border_disputed"] == "|".join(one["name"] for one in alone["disputed"])
        assert (int(row["priogrid_gid"]), row["h3"]) == (alone["priogrid_gid"], alone["h3"])


def test_jsonl_gzip_stdin_and_output(tmp_path: Path) -> None:
    good = "lat,lon\n11.048,0.969\n"
    packed = tmp_path / "points.csv.gz"
    packed.write_bytes(gzip.compress(good.encode()))
    (found,) = run("border", "--points", packed, "--format", "jsonl", "--quiet").objects
    assert (found["border_neighbour"], found["border_km_best"]) == ("BFA", 1.0)
    assert rows_of(run("border", "--points", "-", stdin=good.encode()).text)[0]["border_neighbour"] == "BFA"
    out = tmp_path / "out.csv"
    ran = run("border", "--points", packed, "--output", out)
    assert (ran.status, ran.out) == (0, b"")
    assert rows_of(out.read_text(encoding="utf-8"))[0]["border_neighbour"] == "BFA"


def test_the_country_of_a_row_decides_the_side_and_tells_swapped_points(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("lat,lon,land\n0.969,11.048,Benin\n11.060,0.958,BEN\n11.048,0.969,Mars\n", encoding="utf-8")
    rows = rows_of(run("border", "--points", path, "--country", "land").text)
    assert "swapped it lies in BEN" in rows[0]["border_problem"]
    assert (rows[1]["border_country"], rows[1]["border_neighbour"]) == ("BEN", "BFA")
    assert "'Mars'; expected the code or name" in rows[2]["border_problem"]


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"", [], "empty; expected a header"),
        (b"a,b\n1,2\n", [], "no column of the latitude"),
        (b"lat,lon\n1,2\n", ["--latitude", "north"], "no column 'north'"),
        (b"lat;lon\n1;2\n", [], "not parted by commas"),
        (b"lat\tlon\n1\t2\n", [], "not parted by commas"),
        (b"lat,lat,lon\n1,2,3\n", [], "two columns are called 'lat'"),
        (b"lat,lon,h3\n1,2,3\n", [], "has a column 'h3' already"),
        (b'lat,lon\n"1,2\n3,4\n', [], "no CSV"),
        (b"lat,lon,n\n1,2,\xff\xfe\n", [], "no CSV"),
        (b"lat,lon\n1,2\n", ["--format", "table"], "csv or jsonl, not table"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, content: bytes, options: list[str], said: str) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(content)
    out = tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")
    ran = run("border", "--points", path, "--output", out, *options)
    assert ran.status == 2
    assert said in ran.err
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out.csv", "points.csv"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--border", "BEN"], "unknown country ''"),
        (["--border", "BEN-XXX"], "unknown country 'XXX'"),
        (["--border", "BEN-FRA"], "share no land border; BEN has one with BFA, NER, NGA, TGO"),
        (["--border", "ISL-FRA"], "ISL has none"),
        (["--within-km", "-3"], "greater than or equal to 0"),
    ],
)
def test_a_border_that_is_none_is_told(tmp_path: Path, options: list[str], said: str) -> None:
    record = tmp_path / "record.sqlite"
    write_record(record, 2)
    ran = run("events", "--store", record, *options)
    assert ran.status == 2
    assert said in ran.err


def test_events_are_asked_by_border(tmp_path: Path) -> None:
    record = tmp_path / "record.sqlite"
    article = tmp_path / "article.txt"
    article.write_text("Gunmen attacked Porga, in northern Benin, on Monday, killing two soldiers.", encoding="utf-8")
    assert run("ingest", article, "--store", record, "--published", "2024-02-07", "-q").status == 0
    near = run("events", "--store", record, "--border", "bfa-ben", "--within-km", "25", "-f", "csv").text
    (row,) = rows_of(near)
    assert (row["border_neighbour"], row["border_km_best"], row["border_band"]) == ("BFA", "1.0", "0-10")
    assert rows_of(run("events", "--store", record, "--border", "BEN-NGA", "--within-km", "25", "-f", "csv").text) == []
