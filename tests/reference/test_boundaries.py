"""In which country and units a point lies."""

from __future__ import annotations

import pickle
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from harmattan.errors import InputError, PackError
from harmattan.reference.boundaries import Boundaries, boundary_packs, check_shapes, load_boundaries
from harmattan.reference.check import check_pack
from harmattan.reference.countries import load_countries
from harmattan.reference.packs import data_dir, open_pack


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return load_boundaries()


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (11.048, 0.969, ("BEN", "Atakora", "Materi")),
        (11.06, -0.24, ("GHA", "Upper East", "Bawku East")),
        (14.21, 1.45, ("NER", "Tillabéri", "Tillaberi")),
        (48.86, 2.35, ("FRA", "Paris", None)),
        (35.0, 135.0, ("JPN", "Hyōgo", None)),
        (4.93, -52.33, ("GUF", None, None)),
        (-20.9, 55.5, ("REU", None, None)),
        (78.2, 15.6, ("SJM", None, None)),
        (42.66, 21.16, ("XKX", None, None)),
        (-10.5, 105.65, ("CXR", None, None)),
        (-29.5, 28.2, ("LSO", None, None)),
        (-89.0, 0.0, ("ATA", None, None)),
        (0.0, 0.0, (None, None, None)),
        (90.0, 0.0, (None, None, None)),
    ],
)
def test_a_point_lies_in_its_units(
    boundaries: Boundaries, latitude: float, longitude: float, expected: tuple[str | None, str | None, str | None]
) -> None:
    country, admin1, admin2 = boundaries.units_at(latitude, longitude)
    assert (country, admin2) == (expected[0], expected[2])
    assert expected[1] is None or admin1 == expected[1]


def test_many_points_are_answered_as_one_by_one(boundaries: Boundaries) -> None:
    latitudes = [11.048, 0.0, 48.86, 11.06, -29.5, 90.0]
    longitudes = [0.969, 0.0, 2.35, -0.24, 28.2, 180.0]
    pairs = list(zip(latitudes, longitudes, strict=True))
    assert boundaries.countries_at(latitudes, longitudes) == [boundaries.country_at(*one) for one in pairs]
    assert boundaries.units_of(latitudes, longitudes) == [boundaries.units_at(*one) for one in pairs]
    assert boundaries.countries_at([], []) == []
    assert boundaries.units_of([], []) == []


def test_a_point_off_the_shore_belongs_to_no_country_unless_asked(boundaries: Boundaries) -> None:
    assert boundaries.country_at(6.10, 1.25) is None
    assert boundaries.country_at(6.10, 1.25, within_km=10) == "TGO"
    assert boundaries.country_at(3.0, 1.25, within_km=10) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "country"),
    [
        (67.5, 36.5, "RUS"), (66.8, 65.79, "RUS"), (65.9, -171.5, "RUS"), (71.2, -179.5, "RUS"), (60.0, 100.0, "RUS"),
        (-17.8, 178.0, "FJI"), (-16.8, -179.95, "FJI"), (-16.52, 28.76, "ZMB"), (-80.0, 0.0, "ATA"),
        (65.5, 37.5, None), (75.0, 60.0, None), (0.0, 180.0, None),
    ],
)  # fmt: skip
def test_the_antimeridian_is_no_seam(
    boundaries: Boundaries, latitude: float, longitude: float, country: str | None
) -> None:
    assert boundaries.country_at(latitude, longitude) == country


def test_swapped_coordinates_lie_elsewhere(boundaries: Boundaries) -> None:
    assert boundaries.country_at(0.969, 11.048) == "GAB"


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        (91.0, 0.0, "the latitude is 91, expected -90 to 90"),
        (-90.5, 0.0, "the latitude is -90.5"),
        (0.0, 181.0, "the longitude is 181, expected -180 to 180"),
        (float("nan"), 0.0, "the latitude is nan"),
        (0.0, float("inf"), "the longitude is inf"),
    ],
)
def test_a_point_that_is_none_is_refused(boundaries: Boundaries, latitude: float, longitude: float, said: str) -> None:
    with pytest.raises(InputError, match=said):
        boundaries.country_at(latitude, longitude)


def test_as_many_latitudes_as_longitudes_are_wanted(boundaries: Boundaries) -> None:
    with pytest.raises(InputError, match="2 latitudes and 1 longitudes"):
        boundaries.countries_at([1.0, 2.0], [1.0])


def test_every_country_has_points_all_over_it(boundaries: Boundaries) -> None:
    # Canada's lakes collapse when its outline is simplified.
    for code in ("CAN", "RUS", "FIN", "IDN"):
        points, reach_km = boundaries.sample(0, code, code) or ((), 0.0)
        assert len(points) > 100
        assert reach_km > 0


def test_every_code_is_that_of_a_country(boundaries: Boundaries) -> None:
    known = load_countries()
    for level in (0, 1, 2):
        assert [one for one in boundaries.units(level) if one.country and not known.has(one.country)] == []


def test_units_say_where_their_geometry_is_from(boundaries: Boundaries) -> None:
    origins = [one.geometry for one in boundaries.units(2)]
    assert (origins.count("mesoshapes"), len(origins)) == (1396, 1401)


def test_without_the_west_african_pack_its_units_are_those_of_the_world() -> None:
    world = Boundaries([pack for pack in boundary_packs() if pack.name == "boundaries-world"])
    assert world.units_at(11.048, 0.969) == ("BEN", "Atakora", None)


def _country_of_porga(boundaries: Boundaries) -> str | None:
    return boundaries.country_at(11.048, 0.969)


def test_other_processes_get_the_same_answer(boundaries: Boundaries) -> None:
    assert _country_of_porga(pickle.loads(pickle.dumps(boundaries))) == "BEN"
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(_country_of_porga, boundaries).result() == "BEN"


def test_a_pack_with_a_broken_file_of_shapes_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(data_dir() / "boundaries" / "west-africa", tmp_path / "own"))
    assert check_pack(folder) == ()
    (folder / "boundary_units_2.npz").write_bytes(b"no shapes")
    with pytest.raises(PackError, match=r"boundary_units_2\.npz: no file of shapes"):
        check_shapes(open_pack(folder))
    (folder / "boundary_units_2.npz").unlink()
    assert [str(one) for one in check_pack(folder)] == [
        f"{folder}/boundary_units_2.npz: the file of shapes is missing; make it with tools/make_boundaries.py"
    ]


def test_a_row_without_a_shape_is_a_problem(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(data_dir() / "boundaries" / "west-africa", tmp_path / "own"))
    table = folder / "boundary_units.csv"
    table.write_text(table.read_text(encoding="utf-8") + "7777,2,BEN,Nowhere,Atakora,,,mesoshapes\n", encoding="utf-8")
    (problem,) = check_pack(folder)
    assert "shape '7777'; expected a number from 0 to 1400" in problem.message


@pytest.mark.parametrize("level", [0, 1, 2])
def test_every_unit_can_be_sampled_whatever_its_rings_are(boundaries: Boundaries, level: int) -> None:
    units = [one for one in boundaries.units(level) if one.country]
    for unit in units if level == 0 else units[::25]:
        found = boundaries.sample(level, unit.country or "", (unit.country or "") if level == 0 else unit.name)
        assert found is None or (len(found[0]) > 2 and found[1] > 0), unit
