"""The smallest area that holds all places which a name may mean, where the text does not settle which."""

from __future__ import annotations

import math
from collections.abc import Sequence

from harmattan.model.place import Place
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name

__all__ = ["CLOSE_KM", "distance_km", "holding_area"]

CLOSE_KM = 25.0
"""Namesakes that all lie so near their middle are one area of UCDP's where_prec 2 (within 25 km of a known point)."""
_LEAST_KM = 3.0


def distance_km(one: Place, other: Place) -> float | None:
    """Return the great-circle distance of two label points (haversine, mean earth radius)."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return _km(one.latitude, one.longitude, other.latitude, other.longitude)


def holding_area(places: Sequence[Place], gazetteer: Gazetteer) -> Place | None:
    """Return the smallest area that holds all of several places: a circle, a district, a province; else None.

    The area keeps the name of the first place and says by radius and where_prec how little is known. None as well
    where they lie in different states or provinces: so large an area says nothing.
    """
    first = places[0]
    if len(places) < 2 or first.country is None or any(place.country != first.country for place in places):
        return None
    if (circle := _circle(places)) is not None:
        return circle
    for level in ("admin2", "admin1"):
        units = {getattr(place, level) for place in places}
        name = units.pop()
        if name is None or units:
            continue
        for unit in gazetteer.lookup_key(fold_name(name)):
            if unit.feature_code == f"ADM{level[-1]}" and unit.country == first.country:
                return _within(first, unit)
    return None


def _circle(places: Sequence[Place]) -> Place | None:
    """Return the circle around points that lie near each other."""
    points = [
        (one.latitude, one.longitude)
        for one in places
        if one.geometry == "point" and one.latitude is not None and one.longitude is not None
    ]
    if len(points) < len(places):
        return None
    latitude = sum(point[0] for point in points) / len(points)
    longitude = sum(point[1] for point in points) / len(points)
    radius_km = max(_km(latitude, longitude, *point) for point in points)
    if radius_km > CLOSE_KM:
        return None
    first = places[0]
    is_shared = all(one.admin2 == first.admin2 for one in places)
    return Place(
        name=first.name,
        country=first.country,
        countries=first.countries,
        admin1=first.admin1 if all(one.admin1 == first.admin1 for one in places) else None,
        admin2=first.admin2 if is_shared else None,
        geometry="area",
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        radius_km=round(max(_LEAST_KM, radius_km), 1),
        where_prec=2,
    )


def _within(first: Place, unit: Place) -> Place:
    return Place(
        name=first.name,
        country=unit.country,
        countries=unit.countries,
        admin1=unit.admin1,
        admin2=unit.admin2,
        geometry="area",
        latitude=unit.latitude,
        longitude=unit.longitude,
        radius_km=unit.radius_km,
        where_prec=unit.where_prec,
    )


def _km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((a - b) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(longitude - other_longitude) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))
