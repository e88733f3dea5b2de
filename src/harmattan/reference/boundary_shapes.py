"""The files of shapes of packs of boundaries, and points all over a shape."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harmattan.errors import PackError
from harmattan.reference.geodesic import KM_A_DEGREE
from harmattan.reference.packs import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["read_shapes", "sample_of", "shape_number"]

_SCALE = 10_000  # whole numbers a degree in the files of shapes
_GRID_STEPS = 14  # points of a unit's sample along the side of a square of its area


def read_shapes(path: Path) -> NDArray[Any]:
    """Return the shapes of a file: shapely's multipolygons, or multilines where the file has one level of parts less.

    The file (numpy's npz) holds shapely's ragged arrays: coordinates in 0.0001 degree as differences, first all
    longitudes, then all latitudes, in four planes of bytes; offsets as differences.

    Raises:
        PackError: the file is missing or holds something else.
    """
    import numpy as np
    import shapely

    try:
        with np.load(path) as arrays:
            planes = arrays["planes"]
            offsets = [np.cumsum(arrays[name], dtype=np.int64) for name in arrays if name.startswith("offsets")]
        whole = np.ascontiguousarray(planes.T).view("<i4").reshape(2, -1)
        kind = shapely.GeometryType.MULTIPOLYGON if len(offsets) == 3 else shapely.GeometryType.MULTILINESTRING
        coordinates = np.ascontiguousarray(np.cumsum(whole, axis=1, dtype=np.int64).T / _SCALE)
        found: NDArray[Any] = shapely.from_ragged_array(kind, coordinates, tuple(offsets))
    except FileNotFoundError:
        raise PackError(f"{path}: the file of shapes is missing; make it with tools/make_boundaries.py") from None
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile, shapely.GEOSException) as error:
        raise PackError(f"{path}: no file of shapes: {error}; make it with tools/make_boundaries.py") from error
    return found


def shape_number(row: Row, count: int) -> int:
    """Return which of so many shapes a row of a table is about.

    Raises:
        PackError: the file of shapes has no such shape.
    """
    if not row["shape"].isdecimal() or int(row["shape"]) >= count:
        raise row.error(f"shape {row['shape']!r}; expected a number from 0 to {count - 1}, of the file of shapes")
    return int(row["shape"])


def sample_of(shapes: Sequence[Any]) -> tuple[NDArray[np.float64], float]:
    """Return points all over shapes (latitude, longitude), and how far, in km, another point is from one at most.

    They are vertices of the outlines and a grid in every part that is wide enough for one.
    """
    import numpy as np
    import shapely

    parts = shapely.get_parts(np.array(shapes, dtype=object))
    step = math.sqrt(max(float(shapely.area(parts).sum()), 1e-6)) / _GRID_STEPS
    rings = shapely.get_rings(shapely.simplify(parts, step / 4))
    # A lake may collapse when simplified, and GEOS refuses to cut a ring of one point into steps.
    rings = rings[shapely.length(rings) > 0]
    outline = shapely.get_coordinates(shapely.segmentize(rings, step))
    found = [outline]
    for part, (west, south, east, north) in zip(parts, shapely.bounds(parts).tolist(), strict=True):
        if max(east - west, north - south) > step:
            x, y = np.meshgrid(np.arange(west, east, step) + step / 2, np.arange(south, north, step) + step / 2)
            inside = shapely.contains_xy(part, x, y)
            found.append(np.stack([x[inside], y[inside]], axis=1))
    points = np.clip(np.concatenate(found), (-180, -90), (180, 90))
    return points[:, ::-1], step * math.sqrt(0.5) * KM_A_DEGREE
