"""Points as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import InputError
from harmattan.reference.coordinates import looks_like_point, read_point


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("11.05,0.97", 11.05, 0.97),
        ("11.05 0.97", 11.05, 0.97),
        (" (11.05, 0.97) ", 11.05, 0.97),
        ("11,05; 0,97", 11.05, 0.97),
        ("-4.27,15.28", -4.27, 15.28),
        ("−4.27, 15.28", -4.27, 15.28),
        ("11°03'N 0°58'E", 11.05, 0.9667),
        ("11° 03′ 30″ N, 0° 58′ O", 11.0583, -0.9667),
        ("0°58'E 11°03'N", 11.05, 0.9667),
        ("4°15'57\"S, 15°16'59\"E", -4.2658, 15.2831),
        ("N11.05 W0.97", 11.05, -0.97),
        ("11.05N,0.97W", 11.05, -0.97),
        ("90,180", 90.0, 180.0),
    ],
)
def test_a_point_is_read(text: str, latitude: float, longitude: float) -> None:
    assert looks_like_point(text)
    found = read_point(text)
    assert (found.latitude, found.longitude) == pytest.approx((latitude, longitude), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("91,3", "the latitude is 91, expected -90 to 90; it is written first; swapped, 3,91, it is a point"),
        ("91,191", r"expected -90 to 90; it is written first$"),
        ("3,191", "the longitude is 191, expected -180 to 180"),
        ("11.05", "is no point; expected latitude and longitude"),
        ("11.05,0.97,3", "is no point"),
        ("11.05;", "is no point"),
        ("11°03'N 0°58'N", "both numbers are said to be the latitude"),
        ("0.97E 11.05E", "both numbers are said to be the longitude"),
        ("-11N 3E", "a minus and N"),
        ("11°63'N 0°58'E", "63 minutes; expected less than 60"),
        ("11°03'75\"N 0°58'E", "75 seconds"),
    ],
)
def test_what_is_no_point_is_told(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_point(text)


@pytest.mark.parametrize("text", ["Porga", "Porga, Benin", "N'Djamena", "Highway 7", "Al-Fashir", "É", ""])
def test_a_name_does_not_look_like_a_point(text: str) -> None:
    assert not looks_like_point(text)


@pytest.mark.parametrize(
    ("text", "km"), [("11,1", 55.6), ("11.05,0.97", 0.556), ("11.0500,0.9700", 0.00556), ("11°03'N 0°58'E", 0.927)]
)
def test_digits_say_how_well_a_point_is_known(text: str, km: float) -> None:
    assert read_point(text).error_km == pytest.approx(km, rel=0.01)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_with_digits_is_read_back(latitude: float, longitude: float) -> None:
    found = read_point(f"{latitude:.5f}, {longitude:.5f}")
    assert found.latitude == pytest.approx(latitude, abs=1e-5)
    assert found.longitude == pytest.approx(longitude, abs=1e-5)
