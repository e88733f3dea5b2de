"""Places of the gazetteer to borders: a figure for a point, bounds for an area, nothing where nothing is known."""

from __future__ import annotations

from typing import Any

import pytest

from harmattan.model.border import Border
from harmattan.model.place import Place
from harmattan.reference.place_borders import border_at, border_of


def town(**fields: Any) -> Place:
    given = {"latitude": 11.048, "longitude": 0.969, "feature_code": "PPL", "country": "BEN", "countries": ("BEN",)}
    return Place(**{"name": "Porga", **given, **fields})


def of(place: Place) -> Border:
    found = border_of(place)
    assert found is not None
    return found


def test_a_village_has_a_distance_with_bounds() -> None:
    found = of(town())
    assert found.side == "BEN"
    assert [one.country for one in found.neighbours] == ["BFA", "TGO", "NER", "NGA"]
    nearest = found.neighbours[0]
    assert (nearest.km.low, nearest.km.best, nearest.km.high, nearest.band) == (0.0, 1.0, 5.0, "0-10")
    assert nearest.status == "international"
    assert nearest.nearest == pytest.approx((11.055, 0.963), abs=0.01)
    assert found.priogrid_gid == 145802
    assert found.h3 == "8659990d7ffffff"
    assert found.disputed == ()


def test_a_place_that_is_only_near_by_has_wide_bounds() -> None:
    nearest = of(town(where_prec=2)).neighbours[0]
    assert (nearest.km.low, nearest.km.best, nearest.km.high) == (0.0, 1.0, 29.0)


def test_a_place_keeps_the_side_of_its_record_where_the_drawn_line_lies_otherwise() -> None:
    found = of(town(latitude=11.060, longitude=0.960))
    assert found.side == "BEN"
    assert found.neighbours[0].country == "BFA"


def test_a_district_has_bounds_over_its_polygon_and_no_best_distance() -> None:
    found = of(town(name="Atakora", feature_code="ADM1", geometry="area", where_prec=4, radius_km=82.0))
    togo = next(one for one in found.neighbours if one.country == "TGO")
    assert togo.km.low == 0.0
    assert togo.km.best is None
    assert togo.km.high is not None
    assert 100 < togo.km.high < 200
    assert togo.band is None
    assert togo.nearest is None
    assert (found.priogrid_gid, found.h3) == (None, None)


def test_a_far_district_has_a_band() -> None:
    found = of(town(name="Atakora", feature_code="ADM1", geometry="area", where_prec=4, radius_km=82.0))
    assert next(one.band for one in found.neighbours if one.country == "NGA") == "100+"


def test_a_country_reaches_from_its_border_to_its_heart() -> None:
    found = of(town(name="Benin", feature_code="PCLI", geometry="area", where_prec=6, latitude=9.5, longitude=2.25))
    assert {one.km.low for one in found.neighbours} == {0.0}
    assert {one.km.best for one in found.neighbours} == {None}


def test_an_area_without_polygon_is_a_circle_of_its_radius() -> None:
    forest = town(name="A forest", feature_code="FRST", geometry="area", where_prec=5, radius_km=20.0, latitude=9.0)
    nearest = of(forest).neighbours[0]
    assert nearest.km.low is not None
    assert nearest.km.high is not None
    assert nearest.km.high - nearest.km.low == pytest.approx(46.0, abs=0.2)


def test_an_area_without_extent_has_no_distance() -> None:
    nearest = of(town(name="Woods", feature_code="FRST", geometry="area", where_prec=5)).neighbours[0]
    assert (nearest.km.low, nearest.km.best, nearest.km.high, nearest.band) == (None, None, None, None)


def test_a_park_that_states_share_lies_on_no_side_and_the_line_runs_through_it() -> None:
    park = town(
        name="W", country=None, countries=("BEN", "BFA", "NER"), feature_code="PRK", geometry="area", where_prec=5,
        radius_km=60.0, latitude=12.0, longitude=2.5,
    )  # fmt: skip
    found = of(park)
    assert found.side is None
    within = {(one.side, one.country): one.km.low for one in found.neighbours}
    assert within[("BEN", "NER")] == within[("BFA", "NER")] == 0.0
    # The line between two of them stands once, and those far away are left out.
    assert ("NER", "BEN") not in within
    assert ("NER", "TCD") not in within


@pytest.mark.parametrize("fields", [{"latitude": None, "longitude": None}, {"latitude": None}])
def test_a_place_without_coordinates_has_none(fields: dict[str, Any]) -> None:
    assert border_of(town(**fields)) is None


def test_an_island_state_has_cells_and_no_neighbour() -> None:
    found = of(town(name="Reykjavik", latitude=64.1, longitude=-21.9, country="ISL", countries=("ISL",)))
    assert (found.side, found.neighbours, found.nearest) == ("ISL", (), None)
    assert found.priogrid_gid is not None
    written = found.to_json()
    assert (written["neighbour"], written["distance_km"], written["band"]) == (None, None, None)


def test_a_place_in_a_disputed_area_says_so() -> None:
    found = of(town(name="Koalou", latitude=11.0231, longitude=0.9387, country="BFA", countries=("BFA",)))
    assert [(one.name, one.claimants) for one in found.disputed] == [("Kourou/Koualou", ("BEN", "BFA"))]
    assert of(town()).disputed == ()


def test_a_point_is_given_its_side_from_the_polygons() -> None:
    assert border_at(11.048, 0.969).side == "BEN"
    assert border_at(11.048, 0.969, country="BFA").side == "BFA"


def test_a_point_at_sea_has_no_side_and_the_nearest_line_of_others() -> None:
    found = border_at(4.5, 1.2)
    assert found.side is None
    assert [{one.side, one.country} for one in found.neighbours] == [{"GHA", "TGO"}]


def test_no_mans_land_has_no_side() -> None:
    found = border_at(21.87, 33.70)
    assert found.side is None
    assert [one.name for one in found.disputed] == ["Bir Tawil"]


@pytest.mark.parametrize(("latitude", "longitude"), [(90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (0.0, -180.0)])
def test_the_ends_of_the_earth_are_points_too(latitude: float, longitude: float) -> None:
    found = border_at(latitude, longitude)
    assert found.priogrid_gid is not None
    assert len(found.neighbours) <= 1
