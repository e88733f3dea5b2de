"""Geodesics on the ellipsoid of WGS 84: distances and points, by pyproj (Karney 2013, J. Geodesy 87: 43-55)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["KM_A_DEGREE", "distances_km", "point_at"]

KM_A_DEGREE = 111.195  # of a great circle, on the sphere of the mean radius (6371.0088 km)


def distances_km(
    latitudes: ArrayLike, longitudes: ArrayLike, to_latitudes: ArrayLike, to_longitudes: ArrayLike
) -> NDArray[Any]:
    """Return the length of the shortest line between each two points, in km; degrees in, arrays of one length."""
    import numpy as np

    given = [
        np.atleast_1d(np.asarray(one, dtype=float)) for one in (longitudes, latitudes, to_longitudes, to_latitudes)
    ]
    _, _, metres = _geod().inv(*(np.ascontiguousarray(one) for one in np.broadcast_arrays(*given)))
    return np.asarray(metres) / 1000


def point_at(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """Return latitude and longitude of the point so far from another; bearing in degrees from north."""
    to_longitude, to_latitude, _ = _geod().fwd(longitude, latitude, bearing, km * 1000)
    return round(float(to_latitude), 4), round(float(to_longitude), 4)


@functools.cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
