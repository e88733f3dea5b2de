"""Grid cells of a point: PRIO-GRID's half degrees, and Uber's hexagons (H3)."""

from __future__ import annotations

import math
from collections.abc import Iterable

from harmattan.errors import ConfigError
from harmattan.reference.boundaries import check_points

__all__ = ["H3_RESOLUTION", "PRIOGRID_CELLS", "h3_cell", "h3_cells", "priogrid_centre", "priogrid_gid", "priogrid_gids"]

PRIOGRID_CELLS = 720 * 360
H3_RESOLUTION = 6  # hexagons of some 36 square km: about what a village's coordinates are worth


def priogrid_gid(latitude: float, longitude: float) -> int:
    """Return the number of the PRIO-GRID cell that a point lies in.

    Cells of 0.5 degree are numbered from 1 at the south-west, row by row eastwards (Tollefsen, Strand and Buhaug 2012,
    Journal of Peace Research 49(2): 363-374; codebook, variables gid, row, col). A point on a line between cells
    belongs to the one east and north of it; the pole and the longitude 180 to the last of their row.

    Raises:
        InputError: the latitude or longitude is out of range.
    """
    return priogrid_gids([latitude], [longitude])[0]


def _gid(latitude: float, longitude: float) -> int:
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def priogrid_centre(gid: int) -> tuple[float, float]:
    """Return latitude and longitude of the centre of a PRIO-GRID cell.

    Raises:
        ValueError: there is no cell of this number.
    """
    if not 1 <= gid <= PRIOGRID_CELLS:
        raise ValueError(f"gid is 1 to {PRIOGRID_CELLS}, not {gid}")
    row, column = divmod(gid - 1, 720)
    return -90 + 0.25 + row / 2, -180 + 0.25 + column / 2


def priogrid_gids(latitudes: Iterable[float], longitudes: Iterable[float]) -> list[int]:
    """Return the PRIO-GRID cell of each point, as `priogrid_gid` does."""
    points = check_points(latitudes, longitudes).tolist()
    return [_gid(latitude, longitude) for latitude, longitude in points]


def h3_cells(latitudes: Iterable[float], longitudes: Iterable[float], *, resolution: int = H3_RESOLUTION) -> list[str]:
    """Return the H3 cell of each point, as `h3_cell` does."""
    import h3

    if not 0 <= resolution <= 15:
        raise ConfigError(f"H3 resolution {resolution}; expected 0 (coarsest) to 15 (finest)")
    points = check_points(latitudes, longitudes).tolist()
    return [str(h3.latlng_to_cell(latitude, longitude, resolution)) for latitude, longitude in points]


def h3_cell(latitude: float, longitude: float, *, resolution: int = H3_RESOLUTION) -> str:
    """Return the H3 cell of a point, 0 the coarsest resolution and 15 the finest.

    Raises:
        ConfigError: the resolution is not 0 to 15.
        InputError: the latitude or longitude is out of range.
    """
    return h3_cells([latitude], [longitude], resolution=resolution)[0]
