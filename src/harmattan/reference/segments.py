"""The nearest of many short line segments to many points, in three dimensions: no seam at the date line or the poles.

Points and segments are chords in the Earth-centred coordinates of WGS 84, in km. On the ellipsoid the nearest by chord
is the nearest by geodesic to within a few metres at 1,000 km, and less the nearer it is; `Segments` are pieces of at
most 0.05 degree, of which chord and line in latitude and longitude are less than half a metre apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

__all__ = ["Nearest", "SegmentTree", "Segments", "cut_lines", "earth_centred"]

_AXIS_KM = 6378.137  # WGS 84: semi-major axis and flattening (NIMA TR8350.2, table 3.1)
_FLATTENING = 1 / 298.257223563
_PIECE_DEGREES = 0.05
_FAN = 4  # segments of a leaf, and children of a node
_TOP = 64  # nodes that are looked at from the start
_FEW = 8  # points up to which every piece is tried: quicker than a search
_MOST_TRIED = 20_000
_BATCH = 4096  # points at a time, to bound the memory


class Segments(NamedTuple):
    """Short pieces of lines: their ends as longitude and latitude (m by 2), and the number of the line of each."""

    starts: Floats
    ends: Floats
    lines: Whole

    def of_lines(self, lines: Whole) -> Segments:
        """Return the pieces of some of the lines."""
        import numpy as np

        keep = np.isin(self.lines, lines)
        return Segments(self.starts[keep], self.ends[keep], self.lines[keep])


class Nearest(NamedTuple):
    """The nearest piece of each point: its row, and the latitude and longitude of the nearest point on it."""

    rows: Whole
    latitudes: Floats
    longitudes: Floats


def earth_centred(latitudes: Floats, longitudes: Floats) -> Floats:
    """Return Earth-centred coordinates in km (n by 3) of points on the ellipsoid."""
    import numpy as np

    north, east = np.radians(latitudes), np.radians(longitudes)
    squared = _FLATTENING * (2 - _FLATTENING)
    normal = _AXIS_KM / np.sqrt(1 - squared * np.sin(north) ** 2)
    return np.stack(
        [
            normal * np.cos(north) * np.cos(east),
            normal * np.cos(north) * np.sin(east),
            normal * (1 - squared) * np.sin(north),
        ],
        axis=-1,
    )


def cut_lines(coordinates: Floats, lines: Whole) -> Segments:
    """Cut lines into pieces of at most 0.05 degree.

    Args:
        coordinates: longitude and latitude of all vertices, m by 2, line after line. Between two vertices a line is
            straight in degrees: the 49th parallel follows the parallel.
        lines: the number of the line of each vertex; a piece joins two neighbours of one number.
    """
    import numpy as np

    joined = lines[1:] == lines[:-1]
    starts, ends, numbers = coordinates[:-1][joined], coordinates[1:][joined], lines[1:][joined]
    steps = np.maximum(1, np.ceil(np.abs(ends - starts).max(axis=1) / _PIECE_DEGREES)).astype(np.int64)
    rows = np.repeat(np.arange(len(starts)), steps)
    at = (np.arange(len(rows)) - np.repeat(np.cumsum(steps) - steps, steps))[:, None]
    span = (ends - starts)[rows] / steps[rows][:, None]
    first = starts[rows] + span * at
    return Segments(first, first + span, numbers[rows])


class SegmentTree:
    """Find the nearest piece of each of many points: bounding spheres in levels, cut off by their bounds."""

    def __init__(self, segments: Segments) -> None:
        import numpy as np

        order = _near_together(segments)
        self.segments = segments = Segments(segments.starts[order], segments.ends[order], segments.lines[order])
        self._starts = earth_centred(segments.starts[:, 1], segments.starts[:, 0])
        self._spans = earth_centred(segments.ends[:, 1], segments.ends[:, 0]) - self._starts
        self._squares = np.maximum(np.einsum("ij,ij->i", self._spans, self._spans), 1e-18)
        centres = self._starts + self._spans / 2
        self._levels = [(centres, np.sqrt(self._squares) / 2)]
        while len(self._levels[-1][0]) > _TOP:
            self._levels.append(_enclosed(*self._levels[-1]))

    def nearest(self, latitudes: Floats, longitudes: Floats) -> Nearest:
        """Return the nearest piece of each point, and where on it; of two as near the first.

        Raises:
            ValueError: there is no segment.
        """
        import numpy as np

        if not len(self._starts):
            raise ValueError("no segment to be near to")
        points = earth_centred(latitudes, longitudes)
        found = [self._batch(points[one : one + _BATCH]) for one in range(0, len(points), _BATCH)]
        if not found:
            nothing = np.zeros(0)
            return Nearest(np.zeros(0, dtype=np.int64), nothing, nothing)
        rows = np.concatenate([one for one, _ in found])
        along = np.concatenate([one for _, one in found])[:, None]
        spots = self.segments.starts[rows] * (1 - along) + self.segments.ends[rows] * along
        return Nearest(rows, spots[:, 1], spots[:, 0])

    def _batch(self, points: Floats) -> tuple[Whole, Floats]:
        """Return row and place along the piece (0 to 1) for points in three dimensions."""
        import numpy as np

        if len(points) <= _FEW and len(self._starts) <= _MOST_TRIED:
            return self._tried(points)
        numbers, nodes = self._top(points)
        most = self._within(points)
        for level in range(len(self._levels) - 1, -1, -1):
            centres, radii = self._levels[level]
            apart = _lengths(points[numbers] - centres[nodes])
            starts = np.flatnonzero(np.diff(numbers, prepend=-1))
            most = np.minimum(most, np.minimum.reduceat(apart + radii[nodes], starts))
            keep = apart - radii[nodes] <= most[numbers] + 1e-9
            numbers, nodes = numbers[keep], nodes[keep]
            if level:
                numbers, nodes = _children(numbers, nodes, len(self._levels[level - 1][0]))
        along, apart = self._to_pieces(points[numbers], nodes)
        order = np.lexsort((nodes, apart, numbers))
        first = order[np.searchsorted(numbers[order], np.arange(len(points)))]
        return nodes[first], along[first]

    def _tried(self, points: Floats) -> tuple[Whole, Floats]:
        """Return what `_batch` does, from all pieces."""
        import numpy as np

        every = np.arange(len(self._starts))
        found = [self._to_pieces(point, every) for point in points]
        rows = np.array([apart.argmin() for _, apart in found])
        return rows, np.array([along[row] for (along, _), row in zip(found, rows, strict=True)])

    def _within(self, points: Floats) -> Floats:
        """Return for each point a distance within which there is a piece: go down by the nearest node each time."""
        import numpy as np

        numbers, nodes = self._top(points)
        for level in range(len(self._levels) - 1, -1, -1):
            centres, _ = self._levels[level]
            apart = _lengths(points[numbers] - centres[nodes])
            starts = np.flatnonzero(np.diff(numbers, prepend=-1))
            best = np.minimum.reduceat(apart, starts)
            chosen = np.flatnonzero(apart == best[numbers])
            numbers, nodes = numbers[chosen], nodes[chosen]
            once = np.flatnonzero(np.diff(numbers, prepend=-1))
            numbers, nodes = numbers[once], nodes[once]
            if level:
                numbers, nodes = _children(numbers, nodes, len(self._levels[level - 1][0]))
        return self._to_pieces(points, nodes)[1]

    def _top(self, points: Floats) -> tuple[Whole, Whole]:
        import numpy as np

        top = len(self._levels[-1][0])
        return np.repeat(np.arange(len(points)), top), np.tile(np.arange(top), len(points))

    def _to_pieces(self, points: Floats, rows: Whole) -> tuple[Floats, Floats]:
        """Return place along the piece (0 to 1) and distance of each point and its piece."""
        import numpy as np

        toward = points - self._starts[rows]
        along = np.clip(np.einsum("ij,ij->i", toward, self._spans[rows]) / self._squares[rows], 0.0, 1.0)
        return along, _lengths(toward - self._spans[rows] * along[:, None])


def _near_together(segments: Segments) -> Whole:
    """Return an order in which pieces that are near each other stand together: that of Morton (1966)."""
    import numpy as np

    cells = np.rint((segments.starts + np.array([180, 90])) * 100).astype(np.int64)
    code = np.zeros(len(cells), dtype=np.int64)
    for bit in range(16):
        for axis in (0, 1):
            code |= (cells[:, axis] >> bit & 1) << (2 * bit + axis)
    return np.argsort(code, kind="stable")


def _enclosed(centres: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """Return spheres that each hold the next few spheres of a level."""
    import numpy as np

    cuts = np.arange(0, len(centres), _FAN)
    low = np.minimum.reduceat(centres - radii[:, None], cuts)
    high = np.maximum.reduceat(centres + radii[:, None], cuts)
    middle = (low + high) / 2
    parents = np.arange(len(centres)) // _FAN
    reach = _lengths(centres - middle[parents]) + radii
    return middle, np.maximum.reduceat(reach, cuts)


def _children(numbers: Whole, nodes: Whole, count: int) -> tuple[Whole, Whole]:
    """Return the pairs of point and node one level down."""
    import numpy as np

    down = (nodes[:, None] * _FAN + np.arange(_FAN)).ravel()
    pairs = np.repeat(numbers, _FAN)
    keep = down < count
    return pairs[keep], down[keep]


def _lengths(vectors: Any) -> Floats:
    import numpy as np

    length: Floats = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return length
