"""Distances to land borders: right by other books, and to the metre by another library."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import InputError
from harmattan.reference.borders import LINE_ERROR_KM, Borders, band_of, load_borders
from harmattan.reference.geodesic import distances_km
from harmattan.reference.segments import SegmentTree, cut_lines


@pytest.fixture(scope="module")
def borders() -> Borders:
    return load_borders()


PUBLISHED = [
    # place, latitude, longitude, country, neighbour, km, and where that is said
    ("Malanville", 11.868, 3.389, "BEN", "NER", 0.0, "across the River Niger from Niger (Wikipedia, Malanville)"),
    ("Lomé, Kodjoviakopé", 6.119, 1.205, "TGO", "GHA", 0.0, "the city's west side is the frontier with Ghana"),
    ("Goma", -1.679, 29.228, "COD", "RWA", 0.0, "next to the Rwandan city of Gisenyi (Wikipedia, Goma)"),
    ("Brazzaville", -4.266, 15.283, "COG", "COD", 1.6, "1.6 km apart (Wikipedia, Kinshasa-Brazzaville)"),
    ("Cinkassé", 11.10, 0.01, "TGO", "BFA", 0.0, "a town on the frontier with Burkina Faso (Wikipedia, Cinkassé)"),
    ("Tijuana", 32.525, -117.033, "MEX", "USA", 1.0, "at the border with California"),
    ("Narva", 59.379, 28.190, "EST", "RUS", 0.5, "on the river Narva, which is the border (Wikipedia, Narva)"),
    ("Paso Canoas", 8.533, -82.839, "CRI", "PAN", 0.0, "a town that the border runs through"),
    ("Rusumo", -2.383, 30.783, "RWA", "TZA", 0.5, "at the falls on the border (Wikipedia, Rusumo Falls)"),
    ("Peshawar, Torkham", 34.122, 71.093, "PAK", "AFG", 0.0, "the crossing on the Durand Line"),
    ("Aflao", 6.117, 1.183, "GHA", "TGO", 1.0, "beside Lomé (Wikipedia, Aflao)"),
]


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "neighbour", "km"),
    [row[1:6] for row in PUBLISHED],
    ids=[r[0] for r in PUBLISHED],
)
def test_a_distance_is_the_published_one_within_the_error_of_the_lines(
    borders: Borders, latitude: float, longitude: float, country: str, neighbour: str, km: float
) -> None:
    nearest = borders.crossings(latitude, longitude, country)[0]
    assert nearest.country == neighbour
    assert abs(nearest.km - km) <= LINE_ERROR_KM


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "neighbour", "least", "most"),
    [
        (11.048, 0.969, "BEN", "BFA", 0.5, 1.5),  # Porga
        (11.06, -0.24, "GHA", "BFA", 8.0, 12.0),  # Bawku
        (9.583, -4.30, "CIV", "BFA", 2.0, 6.0),  # Kafolo
        (12.37, -1.52, "BFA", "GHA", 120.0, 160.0),  # Ouagadougou
        (49.5, -100.0, "CAN", "USA", 55.0, 57.0),  # half a degree north of the 49th parallel
        (27.9, -3.0, "DZA", "MLI", 250.0, 420.0),
    ],
)
def test_distances_to_a_neighbour(
    borders: Borders, latitude: float, longitude: float, country: str, neighbour: str, least: float, most: float
) -> None:
    found = {one.country: one.km for one in borders.crossings(latitude, longitude, country)}
    assert set(found) == set(borders.neighbours_of(country))
    assert least <= found[neighbour] <= most


def test_many_points_are_measured_as_one_by_one(borders: Borders) -> None:
    draw = np.random.default_rng(7)
    latitudes, longitudes = draw.uniform(4, 20, 300), draw.uniform(-12, 15, 300)
    many = borders.nearest(latitudes, longitudes)
    for number in range(0, 300, 7):
        country = many.countries[number]
        if country is None:
            assert math.isnan(many.km[number])
            continue
        one = borders.crossings(latitudes[number], longitudes[number], country)[0]
        assert many.km[number] == pytest.approx(one.km, abs=1e-6)
        assert many.neighbours[number] == one.country
        assert many.latitudes[number] == pytest.approx(one.latitude)


def test_the_distance_is_that_of_another_library_to_a_metre(borders: Borders) -> None:
    from geographiclib.geodesic import Geodesic

    draw = np.random.default_rng(11)
    latitudes, longitudes = draw.uniform(-35, 65, 60), draw.uniform(-15, 40, 60)
    found = borders.nearest(latitudes, longitudes)
    checked = 0
    for number, country in enumerate(found.countries):
        if found.neighbours[number] is None or country is None:
            continue
        segments = borders.pieces_of(country)
        to = Geodesic.WGS84.Inverse(
            latitudes[number], longitudes[number], found.latitudes[number], found.longitudes[number]
        )
        assert to["s12"] / 1000 == pytest.approx(found.km[number], abs=1e-6)
        # No point of any line of the country is nearer, tried along each piece that may be.
        rough = distances_km(latitudes[number], longitudes[number], segments.starts[:, 1], segments.starts[:, 0])
        for row in np.argsort(rough)[:25]:
            for along in np.linspace(0, 1, 41):
                spot = segments.starts[row] * (1 - along) + segments.ends[row] * along
                there = Geodesic.WGS84.Inverse(latitudes[number], longitudes[number], spot[1], spot[0])["s12"] / 1000
                assert there >= found.km[number] - 0.001 - found.km[number] * 2e-5
        checked += 1
    assert checked > 30


def test_islands_and_seas_have_no_border(borders: Borders) -> None:
    assert borders.neighbours_of("ISL") == ()
    assert borders.crossings(64.1, -21.9, "ISL") == ()
    found = borders.nearest([64.1, 0.0, 90.0], [-21.9, 0.0, 0.0])
    assert found.neighbours == [None, None, None]
    assert np.isnan(found.km).all()


def test_a_point_at_sea_has_a_nearest_line_of_others(borders: Borders) -> None:
    found = borders.crossing_of_any(5.5, 1.0)
    assert {found.side, found.country} == {"GHA", "TGO"}
    assert found.km == pytest.approx(71, abs=3)


def test_the_date_line_and_the_pole_are_no_seam() -> None:
    line = np.array([[179.9, 10.0], [180.0, 10.0]])
    tree = SegmentTree(cut_lines(line, np.zeros(2, dtype=np.int64)))
    found = tree.nearest(np.array([10.0]), np.array([-179.9]))
    assert found.longitudes == pytest.approx([180.0])
    assert distances_km(10.0, -179.9, found.latitudes[0], found.longitudes[0])[0] == pytest.approx(10.97, abs=0.02)
    meridian = np.array([[0.0, 88.0], [0.0, 89.9]])
    over = SegmentTree(cut_lines(meridian, np.zeros(2, dtype=np.int64))).nearest(np.array([89.9]), np.array([180.0]))
    assert over.latitudes[0] == pytest.approx(89.9)


def test_a_parallel_is_followed_and_not_cut_short() -> None:
    tree = SegmentTree(cut_lines(np.array([[-120.0, 49.0], [-100.0, 49.0]]), np.zeros(2, dtype=np.int64)))
    found = tree.nearest(np.array([50.0]), np.array([-110.0]))
    assert found.latitudes[0] == pytest.approx(49.0)
    assert found.longitudes[0] == pytest.approx(-110.0, abs=0.06)


def test_a_tree_without_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="no segment"):
        SegmentTree(cut_lines(np.zeros((0, 2)), np.zeros(0, dtype=np.int64))).nearest(np.array([0.0]), np.array([0.0]))


@pytest.mark.parametrize(
    ("km", "band"),
    [(0, "0-10"), (10, "0-10"), (10.1, "10-25"), (25, "10-25"), (49.9, "25-50"), (100, "50-100"), (101, "100+")],
)
def test_bands(km: float, band: str) -> None:
    assert band_of(km) == band


@given(st.floats(-60, 75), st.floats(-180, 180))
def test_any_point_has_a_nearest_line(latitude: float, longitude: float) -> None:
    found = load_borders().crossing_of_any(latitude, longitude)
    assert 0 <= found.km < 12_000
    assert found.side != found.country


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, 200.0), (math.nan, 0.0)])
def test_a_point_that_is_none_is_refused(borders: Borders, latitude: float, longitude: float) -> None:
    with pytest.raises(InputError, match="expected -"):
        borders.crossings(latitude, longitude, "BEN")


def test_countries_that_are_no_neighbours_have_no_border(borders: Borders) -> None:
    with pytest.raises(KeyError):
        borders.crossings_of([11.0], [1.0], "BEN", "FRA")


def test_the_land_of_a_country_further_off(borders: Borders) -> None:
    assert borders.land_of(11.048, 0.969, "BEN") == (0.0, 11.048, 0.969)
    ghana = borders.land_of(11.048, 0.969, "GHA")
    assert ghana is not None
    assert 90 < ghana[0] < 110
    assert borders.land_of(11.048, 0.969, "ATL") is None


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("IND", "PAK", "line_of_control"),
        ("PRK", "KOR", "line_of_control"),
        ("SRB", "XKX", "disputed"),
        ("ESH", "MAR", "disputed"),
        ("SOM", "ETH", "indefinite"),
        ("BEN", "TGO", "international"),
    ],
)
def test_lines_carry_their_status(borders: Borders, one: str, other: str, status: str) -> None:
    assert status in {line.status for line in borders.lines if set(line.countries) == {one, other}}


def test_a_zone_within_one_country_is_no_border(borders: Borders) -> None:
    assert [line for line in borders.lines if line.countries[0] == line.countries[1]] == []


def test_borders_travel_to_other_processes(borders: Borders) -> None:
    again = pickle.loads(pickle.dumps(borders))
    assert again.crossings(11.048, 0.969, "BEN") == borders.crossings(11.048, 0.969, "BEN")
