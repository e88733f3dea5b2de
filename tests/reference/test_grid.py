"""The cells of PRIO-GRID and of H3 that a point lies in."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import ConfigError, InputError
from harmattan.reference.grid import PRIOGRID_CELLS, h3_cell, priogrid_centre, priogrid_gid


@pytest.mark.parametrize(
    ("latitude", "longitude", "gid"),
    [
        (-90.0, -180.0, 1),  # the south-west
        (-89.75, -179.75, 1),
        (-89.75, -179.25, 2),
        (-89.25, -179.75, 721),
        (89.99, 179.99, PRIOGRID_CELLS),
        (90.0, 180.0, PRIOGRID_CELLS),
        (0.0, 0.0, 129961),
        (-0.01, -0.01, 129240),
        (11.048, 0.969, 145802),  # Porga
        (62.25, -114.25, 219012),
    ],
)
def test_cells_are_numbered_from_the_south_west(latitude: float, longitude: float, gid: int) -> None:
    assert priogrid_gid(latitude, longitude) == gid


@given(st.integers(1, PRIOGRID_CELLS))
def test_the_centre_of_a_cell_lies_in_it(gid: int) -> None:
    assert priogrid_gid(*priogrid_centre(gid)) == gid


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_at_most_a_quarter_degree_from_the_centre_of_its_cell(latitude: float, longitude: float) -> None:
    north, east = priogrid_centre(priogrid_gid(latitude, longitude))
    # A point closer to a line than a float beside 180 can tell falls on it.
    assert abs(latitude - north) <= 0.25 + 1e-12
    assert abs(longitude - east) <= 0.25 + 1e-12


@pytest.mark.parametrize("gid", [0, -1, PRIOGRID_CELLS + 1])
def test_there_is_no_other_cell(gid: int) -> None:
    with pytest.raises(ValueError, match="gid is 1 to 259200"):
        priogrid_centre(gid)


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, -180.5), (math.nan, 0.0)])
def test_a_point_that_is_none_has_no_cell(latitude: float, longitude: float) -> None:
    with pytest.raises(InputError, match="expected -"):
        priogrid_gid(latitude, longitude)
    with pytest.raises(InputError, match="expected -"):
        h3_cell(latitude, longitude)


def test_an_h3_cell_is_the_published_one() -> None:
    # The example of the library's own documentation.
    assert h3_cell(37.769377, -122.388903, resolution=9) == "89283082e73ffff"
    assert h3_cell(11.048, 0.969) == h3_cell(11.048, 0.969, resolution=6)


@pytest.mark.parametrize("resolution", [-1, 16])
def test_a_resolution_is_zero_to_fifteen(resolution: int) -> None:
    with pytest.raises(ConfigError, match="expected 0"):
        h3_cell(0.0, 0.0, resolution=resolution)
