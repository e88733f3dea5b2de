"""Land borders: how far a point is from the line, from each neighbour, and where the nearest point of it is.

Lines are Natural Earth's at 1:10m. `LINE_ERROR_KM` says what they are worth; a distance as such is exact to a metre
within 100 km, and to twenty metres within 1,000 km (tests/reference/test_borders.py checks it with another library).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from harmattan.reference.boundaries import boundary_packs, check_points, load_boundaries
from harmattan.reference.boundary_shapes import read_shapes, shape_number
from harmattan.reference.boundary_tables import BOUNDARY_TABLES
from harmattan.reference.geodesic import distances_km
from harmattan.reference.packs import Pack
from harmattan.reference.segments import Segments, SegmentTree, cut_lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BANDS", "LINE_ERROR_KM", "BorderLine", "Borders", "Crossing", "NearestBorders", "band_of", "load_borders"]

LINE_ERROR_KM = 3.0
"""How far a line at 1:10m may lie from the ground's: 95 of 100 points of the lines between thirteen West African states
lie within 3.2 km of the lines of Mesoshapes (docs/borders.md)."""

BANDS: tuple[tuple[str, float], ...] = (("0-10", 10), ("10-25", 25), ("25-50", 50), ("50-100", 100))
_BEYOND = "100+"
_FEW = 64  # points up to which all pieces are tried, which beats the search in a tree


@dataclass(frozen=True, slots=True)
class BorderLine:
    """A line between two countries. `status` is one of `boundary_tables.STATUSES`."""

    countries: tuple[str, str]
    status: str
    is_water: bool
    name: str | None

    def other(self, country: str) -> str:
        """Return the country on the other side."""
        return self.countries[self.countries[0] == country]


class Crossing(NamedTuple):
    """The nearest point of the border between `side` and `country`: how far, where, and what line it is on."""

    side: str
    country: str
    km: float
    latitude: float
    longitude: float
    line: BorderLine


class NearestBorders(NamedTuple):
    """The nearest border of many points, in arrays of one length.

    `km` is NaN and `neighbours` and `lines` are empty or -1 where a point's country is unknown or has no land border.
    """

    countries: list[str | None]
    neighbours: list[str | None]
    km: NDArray[np.float64]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    lines: NDArray[np.int64]


def band_of(km: float) -> str:
    """Return the band of a distance: 0-10, 10-25, 25-50, 50-100 km, or 100+. A limit belongs to the nearer band."""
    return next((name for name, most in BANDS if km <= most), _BEYOND)


class Borders:
    """Measure distances to land borders. Safe to share between threads and to send to other processes."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = tuple(packs)
        self.lines, self._segments = _read_lines(self._packs)
        self._neighbours: dict[str, tuple[str, ...]] = _by_country(self.lines)
        self._trees: dict[tuple[str, ...], SegmentTree] = {}

    def __reduce__(self) -> tuple[type[Borders], tuple[tuple[Pack, ...]]]:
        return Borders, (self._packs,)

    def neighbours_of(self, country: str) -> tuple[str, ...]:
        """Return the countries that share a land border with one, in the order of their codes."""
        return self._neighbours.get(country, ())

    def crossings(self, latitude: float, longitude: float, country: str) -> tuple[Crossing, ...]:
        """Return the nearest point of the border with each neighbour of a country, the nearest first.

        The point need not lie in the country as it is drawn: within the error of the lines it may seem to lie beyond.

        Raises:
            InputError: the latitude or longitude is out of range.
        """
        others = self.neighbours_of(country)
        if not others:
            return ()
        found = [self.crossings_of([latitude], [longitude], country, other)[0] for other in others]
        return tuple(sorted(found, key=lambda one: (one.km, one.country)))

    def crossings_of(
        self, latitudes: Iterable[float], longitudes: Iterable[float], country: str, other: str
    ) -> list[Crossing]:
        """Return for each point the nearest point of the border of two neighbours.

        Raises:
            InputError: a latitude or longitude is out of range.
            KeyError: they are no neighbours.
        """
        points = check_points(latitudes, longitudes)
        rows, km, spots = self._nearest(points, self._tree(country, other))
        return [
            Crossing(country, other, float(one), float(spot[0]), float(spot[1]), self.lines[row])
            for row, one, spot in zip(rows, km, spots, strict=True)
        ]

    def crossing_of_any(self, latitude: float, longitude: float) -> Crossing:
        """Return the nearest point of any land border: for a point at sea.

        Raises:
            InputError: the latitude or longitude is out of range.
        """
        rows, km, spots = self._nearest(check_points([latitude], [longitude]), self._tree())
        line = self.lines[rows[0]]
        side, country = line.countries
        return Crossing(side, country, float(km[0]), float(spots[0, 0]), float(spots[0, 1]), line)

    def land_of(self, latitude: float, longitude: float, country: str) -> tuple[float, float, float] | None:
        """Return distance in km, latitude and longitude of a country's nearest land, coast or border; None if unknown.

        Zero, and the point itself, inside the country.

        Raises:
            InputError: the latitude or longitude is out of range.
        """
        found = self.lands_of([latitude], [longitude], country)
        return found[0] if found else None

    def lands_of(
        self, latitudes: Iterable[float], longitudes: Iterable[float], country: str
    ) -> list[tuple[float, float, float]]:
        """Return for each point what `land_of` does; an empty list where the country's land is not known.

        Raises:
            InputError: a latitude or longitude is out of range.
        """
        points = check_points(latitudes, longitudes)
        key = ("land", country)
        if key not in self._trees:
            coordinates, numbers = load_boundaries().outline(country)
            if not len(coordinates):
                return []
            self._trees[key] = SegmentTree(cut_lines(coordinates, numbers))
        _, km, spots = self._nearest(points, self._trees[key])
        owners = load_boundaries().countries_at(points[:, 0], points[:, 1])
        return [
            (0.0, *point) if owner == country else (float(one), *spot)
            for point, owner, one, spot in zip(points.tolist(), owners, km, spots.tolist(), strict=True)
        ]

    def nearest(
        self,
        latitudes: Iterable[float],
        longitudes: Iterable[float],
        countries: Sequence[str | None] | None = None,
    ) -> NearestBorders:
        """Return the nearest land border of each point's country: more than 20,000 points a second.

        Args:
            latitudes, longitudes: degrees.
            countries: the country of each point; without them, the one in whose polygon it lies.

        Raises:
            InputError: a latitude or longitude is out of range, or there are not as many countries.
        """
        import numpy as np

        points = check_points(latitudes, longitudes)
        owners = load_boundaries().countries_at(*points.T) if countries is None else list(countries)
        if len(owners) != len(points):
            raise ValueError(f"{len(owners)} countries for {len(points)} points; expected as many")
        km = np.full(len(points), np.nan)
        spots, lines = np.full((len(points), 2), np.nan), np.full(len(points), -1)
        others: list[str | None] = [None] * len(points)
        named = np.array([one or "" for one in owners])
        for country in sorted({one for one in owners if one and self.neighbours_of(one)}):
            own = np.flatnonzero(named == country)
            lines[own], km[own], spots[own] = self._nearest(points[own], self._tree(country))
            for number in own:
                others[number] = self.lines[lines[number]].other(country)
        return NearestBorders(owners, others, km, spots[:, 0], spots[:, 1], lines)

    def pieces_of(self, country: str) -> Segments:
        """Return the pieces of all border lines of a country.

        Raises:
            KeyError: it has none.
        """
        return self._tree(country).segments

    def _tree(self, *countries: str) -> SegmentTree:
        """Return the pieces of all lines, of one country's, or of those between two.

        Raises:
            KeyError: there are none.
        """
        import numpy as np

        tree = self._trees.get(countries)
        if tree is None:
            wanted = set(countries)
            numbers = [number for number, line in enumerate(self.lines) if wanted <= set(line.countries)]
            if not numbers:
                raise KeyError(countries)
            tree = self._trees[countries] = SegmentTree(self._segments.of_lines(np.array(numbers)))
        return tree

    @staticmethod
    def _nearest(points: NDArray[np.float64], tree: SegmentTree) -> tuple[Any, Any, Any]:
        """Return line, distance in km and latitude and longitude of the nearest piece of each point."""
        import numpy as np

        found = tree.nearest(points[:, 0], points[:, 1])
        km = distances_km(points[:, 0], points[:, 1], found.latitudes, found.longitudes)
        return tree.segments.lines[found.rows], km, np.stack([found.latitudes, found.longitudes], axis=1)


@functools.cache
def load_borders() -> Borders:
    """Return the borders of the packs that ship, read once a process.

    Raises:
        PackError: a table or a file of shapes is invalid.
    """
    return Borders(boundary_packs())


def _by_country(lines: Sequence[BorderLine]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in lines:
        for country in line.countries:
            found.setdefault(country, set()).add(line.other(country))
    return {country: tuple(sorted(others)) for country, others in found.items()}


def _read_lines(packs: Sequence[Pack]) -> tuple[tuple[BorderLine, ...], Segments]:
    """Read the lines between two countries; zones within one, and sides without a code, are none."""
    import numpy as np
    import shapely

    table = BOUNDARY_TABLES["boundary_lines.csv"]
    lines: list[BorderLine] = []
    shapes: list[Any] = []
    for pack in packs:
        rows = pack.table(table.name, table.column_names, required=table.required, optional=True)
        if not rows:
            continue
        own = read_shapes(pack.path / "boundary_lines.npz")
        for row in rows:
            left, right = row["country_left"], row["country_right"]
            if left and right and left != right:
                lines.append(BorderLine((left, right), row["status"], row["is_water"] == "1", row.get("name")))
                shapes.append(own[shape_number(row, len(own))])
    parts, owners = shapely.get_parts(np.array(shapes, dtype=object), return_index=True)
    coordinates, numbers = shapely.get_coordinates(parts, return_index=True)
    pieces = cut_lines(coordinates, numbers)
    return tuple(lines), Segments(pieces.starts, pieces.ends, owners[pieces.lines])
