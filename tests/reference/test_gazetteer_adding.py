"""Files added to the gazetteer: what they change, what is refused, and that a failure changes nothing."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harmattan.errors import ConfigError, HarmattanError, InputError
from harmattan.reference import gazetteer_build
from harmattan.reference.boundaries import Units, load_boundaries
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.gazetteer_added import added_digest, added_files, added_folder
from harmattan.reference.gazetteer_adding import Adding, add_file, country_code, remove_file
from harmattan.reference.gazetteer_build import default_path
from harmattan.reference.gazetteer_holdings import read_holdings
from harmattan.reference.gazetteer_polygons import forget
from harmattan.reference.gazetteer_records import PlaceRecord

BASE = [
    PlaceRecord("Sudan", (), "PCLI", "SDN", 15.0, 30.0, 800.0, 366755001, source="world/places_countries"),
    PlaceRecord("Northern Darfur", (), "ADM1", "SDN", 15.8, 25.3, 300.0, 408646, "Northern Darfur", source="world"),
    PlaceRecord("Kutum", ("Kuttum",), "PPL", "SDN", 14.2, 24.66, None, 371745, "Northern Darfur", source="towns"),
    PlaceRecord("Khartoum", (), "PPLC", "SDN", 15.55, 32.53, None, 379252, "Khartoum", None, 1974647, source="towns"),
    PlaceRecord("Porga", (), "PPL", "BEN", 11.05, 0.97, None, 2392090, "Atakora", source="villages"),
]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small gazetteer in folders of the test's own."""
    monkeypatch.setenv("HARMATTAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(gazetteer_build, "place_records", lambda: iter(BASE))
    yield tmp_path
    forget()


def dump_row(number: int, name: str, **more: str) -> str:
    """Return a row of a country dump of GeoNames."""
    values = {"names": "", "latitude": "14.5", "longitude": "24.5", "class": "P", "code": "PPL", "country": "SD"}
    values |= {"admin1": "55", "admin2": "", "people": "0", "day": "2025-01-02"} | more
    return "\t".join(
        (
            *(str(number), name, name, values["names"], values["latitude"], values["longitude"]),
            *(values["class"], values["code"], values["country"], "", values["admin1"], values["admin2"], "", ""),
            *(values["people"], "", "500", "Africa/Khartoum", values["day"]),
        )
    )


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def add_csv(folder: Path, *lines: str, **options: Any) -> Adding:
    return add_file(write(folder / "own.csv", *lines), kind="csv", **{"source": "our notes", **options})


def test_a_dump_adds_villages_and_refreshes_what_is_there(tmp_path: Path) -> None:
    path = write(
        tmp_path / "SD.txt",
        dump_row(371745, "Kutum", names="Koutoum,Kuttum,كتم", latitude="14.21", people="45000"),
        dump_row(999000001, "Um Baru", day="2025-03-04"),
        dump_row(999000002, "A school", **{"class": "S", "code": "SCH"}),
    )
    done = add_file(path, kind="geonames")
    assert (done.added.name, done.added.places, done.added.left_out, done.problems) == ("sd", 2, 1, ())
    assert (done.added.countries, done.added.date, done.added.licence) == (("SDN",), "2025-03-04", "CC BY 4.0")
    gazetteer = Gazetteer.open()
    kutum = gazetteer.lookup("koutoum")[0]
    assert (kutum.geonameid, kutum.latitude, kutum.population, kutum.admin1) == (
        371745,
        14.21,
        45000,
        "Northern Darfur",
    )
    assert gazetteer.lookup("Kuttum") == (kutum,)
    assert gazetteer.lookup("Um Baru")[0].country == "SDN"
    assert gazetteer.source_of(kutum) == "GeoNames, www.geonames.org"


@pytest.mark.parametrize("ending", ["zip", "txt.gz"])
def test_a_dump_is_read_as_it_is_published(tmp_path: Path, ending: str) -> None:
    content = (dump_row(999000001, "Um Baru") + "\n").encode()
    path = tmp_path / f"SD.{ending}"
    if ending == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about GeoNames")
            archive.writestr("SD.txt", content)
    else:
        path.write_bytes(gzip.compress(content))
    assert add_file(path, kind="geonames").added.places == 1
    assert Gazetteer.open().lookup("um baru")


def test_units_of_a_dump_name_the_unit_of_its_villages(tmp_path: Path) -> None:
    path = write(
        tmp_path / "SD.txt",
        dump_row(999000001, "Um Baru", admin1="77", admin2="7701"),
        dump_row(999000008, "Zulimba State", **{"class": "A", "code": "ADM1", "admin1": "77"}),
        dump_row(999000009, "Zulimba Locality", **{"class": "A", "code": "ADM2", "admin1": "77", "admin2": "7701"}),
    )
    add_file(path, kind="geonames")
    found = Gazetteer.open().lookup("Um Baru")[0]
    assert (found.admin1, found.admin2) == ("Zulimba State", "Zulimba Locality")


def test_a_capital_stays_the_capital(tmp_path: Path) -> None:
    add_file(write(tmp_path / "SD.txt", dump_row(379252, "Khartoum", code="PPLA")), kind="geonames")
    capital = Gazetteer.open().capital_place("SDN")
    assert capital is not None and capital.geonameid == 379252


def test_a_seat_stays_one_where_a_row_says_no_more_than_place(tmp_path: Path) -> None:
    add_csv(tmp_path, HEADER, "Khartoum,15.56,32.54,SD")
    capital = Gazetteer.open().capital_place("SDN")
    assert capital is not None and capital.latitude == 15.56


def test_codes_of_units_give_units_their_ids_and_names(tmp_path: Path) -> None:
    path = write(
        tmp_path / "admin1CodesASCII.txt",
        "SD.55\tNorthern Darfur\tNorthern Darfur\t408646",
        "SD.99\tZulimba State\tZulimba State\t999000008",
    )
    assert add_file(path, kind="geonames", country="SDN").added.places == 2
    gazetteer = Gazetteer.open()
    assert len(gazetteer.lookup("Northern Darfur")) == 1
    assert gazetteer.lookup("Zulimba State")[0].latitude is None


def test_only_the_rows_of_a_country_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "all.txt",
        dump_row(999000001, "Um Baru"),
        dump_row(999000002, "Zulimba", country="TD", longitude="20"),
    )
    assert add_file(path, kind="geonames", country="TCD").added.countries == ("TCD",)
    assert Gazetteer.open().lookup("Um Baru") == ()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_table_is_read_with_a_mapping(tmp_path: Path, mark: str) -> None:
    lines = ["site,y,x,what", "Zulimba,9.5,30.5,CMP"]
    done = add_csv(
        tmp_path,
        *(line.replace(",", mark) for line in lines),
        mapping={"name": "site", "latitude": "y", "longitude": "x", "feature_code": "what"},
        country="SSD",
        licence="CC0",
    )
    found = Gazetteer.open().lookup("Zulimba")[0]
    assert (found.country, found.latitude, found.longitude, found.feature_code) == ("SSD", 9.5, 30.5, "CMP")
    assert (done.added.source, done.added.licence) == ("our notes", "CC0")


def test_a_spreadsheet_with_decimal_commas_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    add_csv(tmp_path, "\ufeffname;latitude;longitude;country", 'Zulimba;"9,5";30,5;soudan du sud', "Talla;9,6;30,6;SS")
    assert Gazetteer.open().lookup("Talla")[0].latitude == 9.6


def test_a_correction_moves_a_place_and_adds_names(tmp_path: Path) -> None:
    add_csv(
        tmp_path,
        "geonameid,name,latitude,longitude,aliases,source",
        "2392090,Porga-Centre,11.06,0.96,Porgha|Pourga,survey 2025",
    )
    gazetteer = Gazetteer.open()
    found = gazetteer.lookup("pourga")[0]
    assert (found.name, found.latitude, found.longitude, found.country) == ("Porga-Centre", 11.06, 0.96, "BEN")
    assert gazetteer.lookup("Porga") == gazetteer.lookup("Porgha") == (found,)
    assert gazetteer.source_of(found) == "survey 2025"


def test_a_correction_of_one_field_leaves_the_others(tmp_path: Path) -> None:
    add_csv(tmp_path, "geonameid,admin1,population", "371745,North Darfur,51000")
    found = Gazetteer.open().lookup("Kutum")[0]
    assert (found.admin1, found.population, found.latitude) == ("North Darfur", 51000, 14.2)


def test_what_a_person_wrote_wins_over_a_dump(tmp_path: Path) -> None:
    add_csv(tmp_path, "geonameid,latitude,longitude", "371745,14.3,24.7")
    add_file(write(tmp_path / "SD.txt", dump_row(371745, "Kutum", latitude="14.9")), kind="geonames")
    assert Gazetteer.open().lookup("Kutum")[0].latitude == 14.3
    assert [one.name for one in added_files()] == ["sd", "own"]


def test_swapped_coordinates_of_a_file_are_told_with_the_line(tmp_path: Path) -> None:
    rows = [f"Zulimba {n},{24 + n},{14 + n / 10},SD" for n in range(8)]
    with pytest.raises(
        InputError, match=r"own\.csv:2: Zulimba 0: .* swapped\?; so are 8 of 8 rows: .*swapped in the file"
    ):
        add_csv(tmp_path, HEADER, *rows)
    assert added_files() == ()


def test_a_file_swapped_by_its_mapping_is_right_without_it(tmp_path: Path) -> None:
    lines = ["name,x,y", *(f"Zulimba {n},{24 + n},{14 + n / 10}" for n in range(8))]
    with pytest.raises(InputError, match="name the right columns with --map"):
        add_csv(tmp_path, *lines, mapping={"latitude": "x", "longitude": "y"}, country="SDN")
    done = add_csv(tmp_path, *lines, mapping={"latitude": "y", "longitude": "x"}, country="SDN")
    assert (done.added.places, done.problems) == (8, ())


def test_swapped_coordinates_beyond_the_pole_are_told_as_swapped(tmp_path: Path) -> None:
    rows = [f"Zulimba {n},{95 + n / 10},{20 + n / 10},MM" for n in range(5)]
    with pytest.raises(InputError, match=r"own\.csv:2: .*swapped\?; so are 5 of 5 rows: .*swapped in the file"):
        add_csv(tmp_path, HEADER, *rows)


def test_a_village_of_the_same_name_close_by_is_the_same(tmp_path: Path) -> None:
    done = add_csv(tmp_path, HEADER, "Kutum,14.21,24.67,SD", "Kutum,13.5,24.67,SD")
    assert done.problems == ()
    assert [(one.geonameid, one.latitude) for one in Gazetteer.open().lookup("kutum")] == [
        (371745, 14.21),
        (None, 13.5),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Zulimba,24.5,14.5,SD", "the point 24.5, 14.5 lies in LBY, not in SDN; 14.5, 24.5 lies there"),
        ("Zulimba,11,0.9,SD", "lies in BFA, not in SDN; correct the point or the country"),
        ("Zulimba,-30,-30,SD", "lies at sea, not in SDN"),
    ],
)
def test_a_place_outside_its_country_is_refused(tmp_path: Path, row: str, message: str) -> None:
    done = add_csv(tmp_path, HEADER, *(f"Talla {n},14.{n},24.{n},SD" for n in range(1, 10)), row)
    assert done.added.places == 9
    assert [one.line for one in done.problems] == [11]
    assert message in done.problems[0].message


def test_a_correction_must_stay_in_the_country_of_its_place(tmp_path: Path) -> None:
    done = add_csv(tmp_path, "geonameid,latitude,longitude", "2392090,0.97,11.05", "371745,14.3,24.7")
    assert "lies in GAB, not in BEN; 11.05, 0.97 lies there" in done.problems[0].message


@pytest.mark.parametrize(
    ("country", "point"),
    [
        ("UA", "45.3,34.4"),  # claimed by two states
        ("PS", "31.9,35.2"),
        ("EH", "24.5,-13.5"),
        ("MA", "27.0,-12.5"),
        ("BJ", "11.09,0.95"),  # across the line by a little
        ("GR", "36.4,25.4"),  # an island
        ("KI", "1.4,173.0"),
        ("GF", "4.9,-52.3"),  # a territory
        ("XK", "42.6,21.1"),
    ],
)
def test_a_place_at_a_border_off_a_coast_or_in_dispute_is_taken(tmp_path: Path, country: str, point: str) -> None:
    assert add_csv(tmp_path, HEADER, f"Zulimba,{point},{country}").problems == ()


def test_a_place_without_unit_gets_that_of_the_polygon(tmp_path: Path) -> None:
    add_file(geojson(tmp_path / "SDN_ADM1.geojson", {}), kind="geoboundaries")
    add_csv(tmp_path, HEADER, "Talla,14.5,24.5,SD", "Wurrum,14.2,23.5,SD")
    gazetteer = Gazetteer.open()
    assert gazetteer.lookup("Talla")[0].admin1 == "Zulimba"
    assert gazetteer.lookup("Wurrum")[0].admin1 is None


def test_polygons_that_were_added_come_before_those_that_ship(tmp_path: Path) -> None:
    before = load_boundaries().units_at(14.5, 24.5)
    add_file(geojson(tmp_path / "SDN_ADM1.geojson", {}), kind="geoboundaries", licence='CC "BY" 4.0')
    assert (before.country, load_boundaries().units_at(14.5, 24.5)) == ("SDN", Units("SDN", "Zulimba", None))
    remove_file("sdn-adm1")
    assert load_boundaries().units_at(14.5, 24.5) == before


def geojson(path: Path, *units: dict[str, Any], **more: Any) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"shapeName": "Zulimba", "shapeGroup": "SDN", "shapeType": "ADM1", **unit},
            "geometry": {"type": "Polygon", "coordinates": [[[24, 14], [25, 14], [25, 15], [24, 15], [24, 14]]]},
        }
        for unit in units
    ]
    for feature, unit in zip(features, units, strict=True):
        if "geometry" in unit:
            feature["geometry"] = unit["geometry"]
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": features}), encoding="utf-8")
    return path


def test_units_with_polygons_get_label_point_and_radius(tmp_path: Path) -> None:
    path = geojson(tmp_path / "SDN_ADM1.geojson", {}, {"shapeName": "Northern Darfur"})
    done = add_file(path, kind="geoboundaries")
    assert done.added.places == 2
    gazetteer = Gazetteer.open()
    unit = gazetteer.lookup("zulimba")[0]
    assert (unit.feature_code, unit.admin1, unit.latitude, unit.longitude) == ("ADM1", "Zulimba", 14.5, 24.5)
    # A square degree at 14.5 degrees north is 111.2 by 107.6 km.
    assert unit.radius_km == pytest.approx(61.7, abs=0.3)
    (before,) = gazetteer.lookup("Northern Darfur")
    assert (before.geonameid, before.latitude) == (408646, 14.5)


def test_any_geojson_is_read_with_a_mapping(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "regions.geojson", {"shapeName": None, "shapeType": None, "shapeGroup": None, "nom": "Talla"}
    )
    add_file(path, kind="geoboundaries", mapping={"name": "nom", "level": "ADM2"}, country="SDN")
    found = Gazetteer.open().lookup("Talla")[0]
    assert (found.feature_code, found.admin2) == ("ADM2", "Talla")


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"])
def test_degrees_on_wgs_84_are_taken(tmp_path: Path, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    assert add_file(geojson(tmp_path / "a.geojson", {}, crs=crs), kind="geoboundaries").added.places == 1


@pytest.mark.parametrize(
    ("more", "units", "message"),
    [
        ({"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::32635"}}}, [{}], r"a\.geojson:1: .*EPSG::32635"),
        ({"crs": {"properties": {"name": "EPSG:3857"}}}, [{}], "EPSG:3857"),
        ({"crs": 3}, [{}], "coordinate system 3"),
        ({}, [], "1 to 200,000 features, got 0"),
        ({}, [{"shapeName": None}], "feature 1: no name in the property 'shapeName'"),
        ({}, [{"shapeGroup": "QQQ"}], "unknown country 'QQQ'"),
        ({}, [{"shapeType": "ADM7"}], "level 'ADM7'"),
        ({}, [{"geometry": {"type": "Point", "coordinates": [1, 2]}}], "geometry 'Point'"),
        ({}, [{"geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}}], "fewer than four points"),
        ({}, [{"geometry": {"type": "Polygon", "coordinates": [[["a", 2]] * 5]}}], "broken coordinates"),
        (
            {},
            [{"geometry": {"type": "Polygon", "coordinates": [[[500000, 1500000]] * 5]}}] * 3,
            r"not metres; so are 3 of 3 rows: the coordinates are no degrees",
        ),
    ],
)
def test_geojson_that_cannot_be_used_is_refused(
    tmp_path: Path, more: dict[str, Any], units: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        add_file(geojson(tmp_path / "a.geojson", *units, **more), kind="geoboundaries")


HEADER = "name,latitude,longitude,country"
GOOD = "Talla,14.1,24.1,SD"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Zulimba,x,24,SD", "latitude 'x'; expected a number"),
        ("Zulimba,14,24,QQ", "unknown country 'QQ'"),
        ("Zulimba,14,24", "3 cells; expected 4"),
        ("Zulimba,14,24,SD,", "5 cells; expected 4"),
        ("Zulimba,,24,SD", "only the longitude is there"),
        ("Zulimba,,,SD", "latitude may not be empty"),
        (",14,24,SD", "name may not be empty"),
        ("Zulimba,14,24,", "country may not be empty"),
        ("Zulimba,nan,24,SD", "latitude nan"),
        ("Zulimba,0,0,SD", "latitude 0, longitude 0"),
        ("Zulimba,650000,1500000,SD", "not metres"),
        ("Zul\0imba,14,24,SD", "a NUL byte"),
        (GOOD, "the same place stands in line 2 already"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_the_rest_goes_on(tmp_path: Path, row: str, message: str) -> None:
    done = add_csv(tmp_path, HEADER, GOOD, "", "# a note", row, "Wurrum,14.3,24.3,SD")
    assert done.added.places == 2
    assert len(done.problems) == 1
    assert str(done.problems[0]).startswith(f"{tmp_path / 'own.csv'}:5: ")
    assert message in done.problems[0].message
    assert Gazetteer.open().lookup("Wurrum")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("371745x", "geonameid '371745x'"),
        ("12", "no place has the geonameid 12"),
    ],
)
def test_a_correction_of_a_place_that_is_not_there_is_refused(tmp_path: Path, cell: str, message: str) -> None:
    done = add_csv(tmp_path, "geonameid,aliases", f"{cell},Zulimba", "371745,Koutoum", "371745,Kutume")
    assert [one.line for one in done.problems] == [2, 4]
    assert message in done.problems[0].message
    assert "stands in line 3 already" in done.problems[1].message


def test_a_correction_that_says_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"own\.csv:2: nothing to change"):
        add_csv(tmp_path, "geonameid,aliases", "371745,")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file has no rows"),
        (b"name,latitude,longitude,country\n", "no place of a kind that is kept"),
        (b"name,latitude,longitude,country\nT\xe9n,14,24,SD\n", r"own\.csv:2: expected UTF-8, .* 0xe9 at place 2"),
        ("name,latitude\n".encode("utf-16"), r"own\.csv:1: .*UTF-16"),
        (b"place,lat,lon\nTalla,14,24\n", "own.csv:1: expected the columns name"),
        (b'name,latitude,longitude,country\nTalla,14,24,SD\n"Wurrum,14,24,SD\n', r"own\.csv:3: .*quotation mark"),
        (b'name,latitude,longitude,country\nTalla,14,24,SD\n"' + b"x" * 200_000 + b'",1,2,SD\n', r"csv:3: .*field"),
        (b"name,latitude,longitude,country\nTalla,14,24,QQ\n", r"own\.csv:2: unknown country 'QQ'.*; no row of 1"),
        (b"\x1f\x8b\x08\x00broken", "expected a file that can be read"),
        (b"PK\x03\x04broken", "expected a file that can be read"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_as_a_whole_changes_nothing(tmp_path: Path, content: bytes, message: str) -> None:
    before = Gazetteer.open().path
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        add_file(path, kind="csv", source="our notes")
    assert added_files() == ()
    assert list(added_folder().iterdir()) == []
    assert Gazetteer.open().path == before == default_path()


def test_an_archive_of_two_tables_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("SD.txt", "a")
        archive.writestr("SS.txt", "b")
    with pytest.raises(InputError, match=r"one table.*got 2: SD\.txt, SS\.txt"):
        add_file(tmp_path / "two.zip", kind="geonames")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("one\ttwo", r"SD\.txt:1: expected 19 columns .* got 2"),
        (dump_row(1, "Talla", code="QQQ"), "unknown feature code 'QQQ'"),
        (dump_row(1, "Talla", country="QQ"), "unknown country 'QQ'"),
        (dump_row(1, "Talla", latitude=""), "latitude ''"),
        (dump_row(1, "Talla", code="SCH"), "no place of a kind that is kept"),
    ],
)
def test_a_dump_without_a_usable_row_says_what_is_wrong(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        add_file(write(tmp_path / "SD.txt", row), kind="geonames")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mapping": {"nam": "site"}}, "unknown field 'nam'"),
        ({"mapping": {"name": "site"}}, "no column 'site', which --map names"),
        ({"name": "Not This"}, "expected small letters"),
        ({"source": None}, "no source"),
    ],
)
def test_a_wrong_option_is_told(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(HarmattanError, match=message):
        add_csv(tmp_path, HEADER, GOOD, **options)
    assert added_files() == ()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: expected a file"):
        add_file(tmp_path / "none.csv", kind="csv", source="x")


def test_a_build_that_fails_leaves_files_and_gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_csv(tmp_path, HEADER, GOOD)
    before = default_path()

    def broken() -> Iterator[PlaceRecord]:
        yield BASE[0]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gazetteer_build, "place_records", broken)
    with pytest.raises(ConfigError, match="No space left"):
        add_csv(tmp_path, HEADER, GOOD, "Wurrum,14.3,24.3,SD")
    assert default_path() == before
    assert [one.places for one in added_files()] == [1]
    assert Gazetteer.open().lookup("Talla")
    assert [one for one in before.parent.iterdir() if one.suffix != ".sqlite"] == []


def test_added_files_decide_which_gazetteer_is_used(tmp_path: Path) -> None:
    plain = default_path()
    assert added_digest(added_files()) is None
    add_csv(tmp_path, HEADER, GOOD)
    one = default_path()
    done = add_csv(tmp_path, HEADER, GOOD, "Wurrum,14.3,24.3,SD")
    two = default_path()
    assert done.is_replaced
    assert len({plain, one, two}) == 3
    remove_file("own")
    assert default_path() == plain
    assert Gazetteer.open().lookup("Talla") == ()
    with pytest.raises(ConfigError, match="'own'; those there are: none"):
        remove_file("own")


def test_the_same_file_gives_the_same_gazetteer(tmp_path: Path) -> None:
    add_csv(tmp_path, HEADER, GOOD)
    first, content = default_path(), default_path().read_bytes()
    remove_file("own")
    first.unlink()
    add_csv(tmp_path, HEADER, GOOD)
    assert default_path() == first
    assert first.read_bytes() == content


def test_what_is_kept_of_a_file_is_copied_and_noted(tmp_path: Path) -> None:
    done = add_csv(tmp_path, HEADER, GOOD, name="field-notes")
    folder = added_folder() / "field-notes"
    assert sorted(one.name for one in folder.iterdir()) == ["added.json", "file.csv", "places.csv.gz"]
    assert (folder / "file.csv").read_bytes() == (tmp_path / "own.csv").read_bytes()
    assert added_files() == (done.added,)


@pytest.mark.parametrize("table", ["added.json", "places.csv.gz"])
def test_a_kept_file_that_was_changed_by_something_else_is_named(tmp_path: Path, table: str) -> None:
    add_csv(tmp_path, HEADER, GOOD)
    (added_folder() / "own" / table).write_bytes(b"{}")
    default_path_of_before = tmp_path / "x.sqlite"
    with pytest.raises(ConfigError, match=rf"own.*{table}|{table}"):
        gazetteer_build.build_gazetteer(default_path_of_before)


def test_what_is_held_is_counted_by_country_and_source(tmp_path: Path) -> None:
    add_csv(tmp_path, HEADER + ",feature_code", GOOD + ",PPL", "Wurrum Park,14,24,SD,PRK", "Camp Z,14.5,24,SD,CMP")
    held = {(one.country, one.source): one for one in read_holdings(default_path())}
    own = held["SDN", "our notes"]
    assert (own.towns, own.villages, own.areas, own.spots) == (0, 1, 1, 1)
    towns = held["SDN", "towns"]
    assert (towns.towns, towns.villages, towns.names) == (1, 1, 1)


@pytest.mark.parametrize("value", ["SDN", "sd", "Sudan", " sudan "])
def test_a_country_is_given_by_code_or_name(value: str) -> None:
    assert country_code(value) == "SDN"


def test_an_unknown_country_is_told() -> None:
    with pytest.raises(ConfigError, match="unknown country 'Zulimba'"):
        country_code("Zulimba")
