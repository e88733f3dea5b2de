"""Where points and places of the gazetteer lie to land borders: distances with their bounds, bands, cells."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmattan.model.border import Border, Disputed, Kilometres, Neighbour
from harmattan.model.place import Place
from harmattan.reference.borders import BANDS, LINE_ERROR_KM, Crossing, band_of, load_borders
from harmattan.reference.boundaries import load_boundaries
from harmattan.reference.grid import H3_RESOLUTION, h3_cell, priogrid_gid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["POINT_ERROR_KM", "border_at", "border_of"]

POINT_ERROR_KM = 1.0
"""How far a gazetteer's point may lie from the place: many are rounded to a minute of arc, some 1.8 km."""

_NEAR_PLACE_KM = 25.0
"""UCDP's where_prec 2: within some 25 km of the place (UCDP GED codebook 24.1, where_prec)."""

_NEAR_KM = BANDS[-1][1]
_CACHED = 50_000
_COUNTRIES = ("PCLI", "PCLD", "PCLS", "PCLIX", "PCLF")
_LEVELS = {"ADM1": 1, "ADM2": 2}


@functools.lru_cache(maxsize=_CACHED)
def border_of(place: Place, *, h3_resolution: int = H3_RESOLUTION) -> Border | None:
    """Return where a place lies to the borders of its countries; None without coordinates.

    A point has a best distance, and bounds: the error of the lines and that of the point, or the radius of a place that
    is only near by. An area has no best one: the bounds are those over its polygon, where the boundaries have it,
    else over a circle of its radius. Without a radius the bounds are unknown.
    """
    if place.latitude is None or place.longitude is None:
        return None
    countries = place.countries or ((place.country,) if place.country else ())
    disputed = _disputed(place.latitude, place.longitude)
    if place.geometry == "point" and place.where_prec <= 2:
        within = place.radius_km or (_NEAR_PLACE_KM if place.where_prec == 2 else POINT_ERROR_KM)
        countries = countries or _drawn(place.latitude, place.longitude)
        return Border(
            countries[0] if len(countries) == 1 else None,
            _to_neighbours(place.latitude, place.longitude, countries, within),
            disputed,
            priogrid_gid(place.latitude, place.longitude),
            h3_cell(place.latitude, place.longitude, resolution=h3_resolution),
        )
    side = countries[0] if len(countries) == 1 else None
    found = _over_polygon(place, side) if side else None
    return Border(side, _over_circle(place, countries) if found is None else found, disputed)


def border_at(
    latitude: float,
    longitude: float,
    *,
    country: str | None = None,
    error_km: float = 0.0,
    h3_resolution: int = H3_RESOLUTION,
) -> Border:
    """Return where a point lies to land borders.

    Args:
        latitude, longitude: degrees.
        country: the side that it lies on, where that is known; else that of the country drawn there, or within the
            error of the lines.
        error_km: how well the point is known.
        h3_resolution: of the H3 cell, 0 to 15.

    Raises:
        InputError: the latitude or longitude is out of range.
        ConfigError: the resolution is.
    """
    countries = (country,) if country else _drawn(latitude, longitude)
    return Border(
        countries[0] if countries else None,
        _to_neighbours(latitude, longitude, countries, error_km),
        _disputed(latitude, longitude),
        priogrid_gid(latitude, longitude),
        h3_cell(latitude, longitude, resolution=h3_resolution),
    )


def _drawn(latitude: float, longitude: float) -> tuple[str, ...]:
    found = load_boundaries().country_at(latitude, longitude, within_km=LINE_ERROR_KM)
    return (found,) if found else ()


def _disputed(latitude: float, longitude: float) -> tuple[Disputed, ...]:
    found = load_boundaries().disputed_at(latitude, longitude)
    return tuple(Disputed(one.name, one.kind, one.claimants, one.administered_by) for one in found)


def _to_neighbours(
    latitude: float, longitude: float, countries: Sequence[str], within_km: float
) -> tuple[Neighbour, ...]:
    """Return the neighbours of a point, the nearest first; of no country, the nearest line there is."""
    borders = load_borders()
    if not countries:
        return (_neighbour(borders.crossing_of_any(latitude, longitude), within_km),)
    return _near(tuple(_neighbour(one, within_km) for one in _crossings(latitude, longitude, countries)), countries)


def _crossings(latitude: float, longitude: float, countries: Sequence[str]) -> list[Crossing]:
    """Return the borders of countries, the nearest first; the one between two of them once."""
    borders = load_borders()
    found = [one for country in countries for one in borders.crossings(latitude, longitude, country)]
    kept = [one for one in found if one.country not in countries or one.side < one.country]
    return sorted(kept, key=lambda one: (one.km, one.side, one.country))


def _near(neighbours: tuple[Neighbour, ...], countries: Sequence[str]) -> tuple[Neighbour, ...]:
    """Leave out, of a place of several countries, the borders that are far from it, but for the nearest."""
    if len(countries) == 1:
        return neighbours
    return neighbours[:1] + tuple(one for one in neighbours[1:] if one.km.low is None or one.km.low <= _NEAR_KM)


def _neighbour(found: Crossing, within_km: float) -> Neighbour:
    around = LINE_ERROR_KM + within_km
    km = Kilometres(_round(max(0.0, found.km - around)), _round(found.km), _round(found.km + around))
    nearest = (round(found.latitude, 4), round(found.longitude, 4))
    return Neighbour(found.side, found.country, km, band_of(found.km), found.line.status, nearest)


def _over_circle(place: Place, countries: Sequence[str]) -> tuple[Neighbour, ...]:
    """Return the bounds over a circle of the place's radius about its label point."""
    assert place.latitude is not None
    assert place.longitude is not None
    radius = place.radius_km
    made = []
    for one in _crossings(place.latitude, place.longitude, countries):
        if one.country in countries:  # the line runs through it
            low: float | None = 0.0
        else:
            low = None if radius is None else max(0.0, one.km - radius - LINE_ERROR_KM)
        high = None if radius is None else one.km + radius + LINE_ERROR_KM
        made.append(_bounded(one, low, high))
    return _near(tuple(made), countries)


def _over_polygon(place: Place, country: str) -> tuple[Neighbour, ...] | None:
    """Return the bounds over the polygon of a country or unit; None where the boundaries have none of this name."""
    sample = _sample_of(place, country)
    if sample is None:
        return None
    points, gap_km = sample
    borders = load_borders()
    made = []
    for other in borders.neighbours_of(country):
        crossings = borders.crossings_of(points[:, 0], points[:, 1], country, other)
        nearest = min(crossings, key=lambda one: one.km)
        high = max(one.km for one in crossings) + gap_km + LINE_ERROR_KM
        made.append(_bounded(nearest, max(0.0, nearest.km - gap_km - LINE_ERROR_KM), high))
    return tuple(sorted(made, key=lambda one: (one.km.low or 0.0, one.km.high or 0.0, one.country)))


def _sample_of(place: Place, country: str) -> tuple[NDArray[np.float64], float] | None:
    assert place.latitude is not None
    assert place.longitude is not None
    boundaries = load_boundaries()
    if place.feature_code in _COUNTRIES:
        return boundaries.sample(0, country, country)
    level = _LEVELS.get(place.feature_code or "")
    return None if level is None else boundaries.sample(level, country, place.name)


def _bounded(found: Crossing, low: float | None, high: float | None) -> Neighbour:
    band = None
    if low is not None and high is not None and band_of(low) == band_of(high):
        band = band_of(low)
    km = Kilometres(None if low is None else _round(low), None, None if high is None else _round(high))
    return Neighbour(found.side, found.country, km, band, found.line.status)


def _round(km: float) -> float:
    """Round to 0.1 km, the halves up, so that no figure depends on the parity of its neighbour."""
    return math.floor(km * 10 + 0.5) / 10
