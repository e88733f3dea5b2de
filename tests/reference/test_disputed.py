"""Disputed areas say who claims them; places outside them are not disputed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harmattan.reference.boundaries import Boundaries, load_boundaries
from harmattan.reference.check import check_pack
from harmattan.reference.packs import data_dir


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return load_boundaries()


@pytest.mark.parametrize(
    ("latitude", "longitude", "name", "claimants", "country"),
    [
        (11.023, 0.939, "Kourou/Koualou", ("BEN", "BFA"), "BFA"),
        (27.14, -13.19, "Western Sahara", ("ESH", "MAR"), "ESH"),
        (26.16, -10.56, "Western Sahara", ("ESH", "MAR"), "ESH"),
        (9.60, 28.43, "Abyei", ("SDN", "SSD"), "SDN"),
        (22.22, 36.65, "Halaib Triangle", ("EGY", "SDN"), "EGY"),
        (21.87, 33.70, "Bir Tawil", (), None),
        (5.0, 35.4, "Ilemi Triangle", ("ETH", "KEN", "SSD"), "KEN"),
        (45.0, 34.1, "Crimea", ("RUS", "UKR"), "UKR"),
        (48.0, 37.8, "Donetsk, Luhansk, Zaporizhzhia and Kherson", ("RUS", "UKR"), "UKR"),
        (32.99, 35.69, "Golan Heights", ("ISR", "SYR"), "SYR"),
        (31.9, 35.2, "West Bank and Gaza", ("ISR", "PSE"), "PSE"),
        (42.66, 21.16, "Kosovo", ("SRB", "XKX"), "XKX"),
        (9.56, 44.06, "Somaliland", ("SOM", "Somaliland"), "SOM"),
        (35.25, 33.36, "Northern Cyprus", ("CYP", "Northern Cyprus"), "CYP"),
        (34.1, 74.8, "Jammu and Kashmir, Ladakh (held by India)", ("IND", "PAK"), "IND"),
        (34.36, 73.47, "Azad Kashmir and Gilgit-Baltistan", ("IND", "PAK"), "PAK"),
        (35.4, 77.1, "Siachen Glacier", ("IND", "PAK"), None),
        (35.2, 79.2, "Aksai Chin", ("CHN", "IND"), "CHN"),
        (14.728, 37.803, "Badme", ("ERI", "ETH"), "ERI"),
        (6.0, -59.5, "Essequibo", ("GUY", "VEN"), "GUY"),
        (25.03, 121.56, "Taiwan", ("CHN", "TWN"), "TWN"),
        (42.22, 43.97, "South Ossetia", ("GEO", "South Ossetia"), "GEO"),
    ],
)
def test_a_place_in_a_disputed_area_says_who_claims_it(
    boundaries: Boundaries,
    latitude: float,
    longitude: float,
    name: str,
    claimants: tuple[str, ...],
    country: str | None,
) -> None:
    found = boundaries.disputed_at(latitude, longitude)
    assert name in [area.name for area in found]
    assert next(area for area in found if area.name == name).claimants == claimants
    assert boundaries.country_at(latitude, longitude) == country


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (11.048, 0.969),  # Porga
        (10.62, 1.27),  # Tanguiéta
        (27.94, -12.92),  # Tarfaya
        (22.73, -12.47),  # Zouérat
        (3.1, 35.6),  # Lodwar
        (32.79, 35.53),  # Tiberias
        (33.21, 35.57),  # Kiryat Shmona
        (33.51, 36.29),  # Damascus
        (32.08, 34.78),  # Tel Aviv
        (35.15, 33.36),  # Nicosia
        (36.13, -5.45),  # Algeciras
        (44.8, 20.5),  # Belgrade
        (2.04, 45.34),  # Mogadishu
        (41.98, 44.11),  # Gori
        (50.45, 30.5),  # Kyiv
        (28.6, 77.2),  # Delhi
        (33.68, 73.05),  # Islamabad
        (12.96, 36.2),  # Metema
        (6.8, -58.16),  # Georgetown
        (0.0, 0.0),
    ],
)
def test_a_place_near_by_is_not_disputed(boundaries: Boundaries, latitude: float, longitude: float) -> None:
    assert boundaries.disputed_at(latitude, longitude) == ()


def test_who_holds_a_place_is_kept_apart_from_whose_code_it_has(boundaries: Boundaries) -> None:
    assert boundaries.drawn_at(45.0, 34.1) == "RUS"
    assert boundaries.country_at(45.0, 34.1) == "UKR"


def test_every_area_has_a_source_and_two_claimants_or_a_reason(boundaries: Boundaries) -> None:
    for area in boundaries.disputed_areas():
        assert area.source
        assert len(area.claimants) > 1 or area.kind == "unclaimed", area.name


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("unit 0 BEN Nowhere", "shape: no unit '0 BEN Nowhere'"),
        ("unit", "shape: no unit"),
        ("circle 11 1", "expected unit LEVEL COUNTRY NAME, circle"),
        ("circle north 1 5", "expected unit LEVEL"),
        ("outline 1 2 3 4", "at least three pairs"),
        ("square 1 2 3", "expected unit LEVEL"),
    ],
)
def test_a_shape_that_cannot_be_read_is_a_problem(tmp_path: Path, shape: str, said: str) -> None:
    folder = Path(shutil.copytree(data_dir() / "boundaries" / "west-africa", tmp_path / "own"))
    header = "name,claimants,administered_by,coded_as,kind,since,drawn_as,shape,error_km,definition,source\n"
    row = f"Reed Island,BEN|NER,,,claimed,2001,BEN|NER,{shape},3,An island,hand\n"
    (folder / "disputed_areas.csv").write_text(header + row, encoding="utf-8")
    (problem,) = check_pack(folder)
    assert (problem.line, said in problem.message) == (2, True)
