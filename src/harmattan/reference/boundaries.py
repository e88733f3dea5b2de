"""Boundaries: in which country, first- and second-level unit a point lies, from the polygons of the packs.

A country is an ISO 3166 alpha-3 code, as everywhere. The polygons are Natural Earth's at 1:10m, generalised: within
some kilometres of a border or a coast the answer may be the neighbour or None. For distances to the lines themselves
see `harmattan.reference.borders`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from harmattan.errors import InputError
from harmattan.reference.boundary_shapes import read_shapes, sample_of, shape_number
from harmattan.reference.boundary_tables import BOUNDARY_TABLES
from harmattan.reference.disputed import DisputedArea, DisputedAreas, read_disputed
from harmattan.reference.gazetteer_added import added_files
from harmattan.reference.geodesic import KM_A_DEGREE, distances_km
from harmattan.reference.packs import Pack, Row, data_dir, open_pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Boundaries",
    "Unit",
    "Units",
    "boundary_packs",
    "check_points",
    "check_shapes",
    "load_boundaries",
]

_LEVELS = (0, 1, 2)

_SLACK_KM = 10.0  # how far outside every unit of its country a point may lie and be given the nearest: coarse polygons


class Unit(NamedTuple):
    """A country (level 0) or a first- or second-level unit, and where its geometry is from.

    `geometry` is natural-earth-4.1.0, natural-earth-4.1.0-low, quattroshapes, mesoshapes or unknown.
    """

    level: int
    country: str | None
    name: str
    admin1: str | None
    geometry: str


class Units(NamedTuple):
    """The units that a point lies in: a code, and names; None where it lies in none, or none is known."""

    country: str | None
    admin1: str | None
    admin2: str | None


class Boundaries:
    """Find the units of points. Files are read at the first question about their level.

    Safe to share between threads, to fork and to send to other processes (they read the packs again).
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = tuple(packs)
        self._levels: dict[int, _Level] = {}
        self._disputed: DisputedAreas | None = None
        self._rows: dict[Path, tuple[Row, ...]] = {}

    def __reduce__(self) -> tuple[type[Boundaries], tuple[tuple[Pack, ...]]]:
        return Boundaries, (self._packs,)

    def country_at(self, latitude: float, longitude: float, *, within_km: float = 0.0) -> str | None:
        """Return the code of the country that a point lies in, None at sea.

        In a disputed area it is the code that the row of the area says (`disputed_areas.csv`, docs/borders.md).

        Args:
            latitude: degrees north.
            longitude: degrees east.
            within_km: how far from its land a point may lie, for harbours and for rounded coordinates.

        Raises:
            InputError: the latitude is not within -90 to 90, or the longitude not within -180 to 180.
        """
        return self.countries_at([latitude], [longitude], within_km=within_km)[0]

    def countries_at(
        self, latitudes: Iterable[float], longitudes: Iterable[float], *, within_km: float = 0.0
    ) -> list[str | None]:
        """Return the code of the country of each point, as `country_at` does."""
        points = check_points(latitudes, longitudes)
        return self._coded(points, self._drawn(points, within_km))

    def drawn_at(self, latitude: float, longitude: float, *, within_km: float = 0.0) -> str | None:
        """Return the code of the country in whose polygon a point lies: as Natural Earth draws it, by who is there.

        Raises:
            InputError: the latitude is not within -90 to 90, or the longitude not within -180 to 180.
        """
        return self._drawn(check_points([latitude], [longitude]), within_km)[0]

    def disputed_at(self, latitude: float, longitude: float) -> tuple[DisputedArea, ...]:
        """Return the disputed areas that a point lies in.

        Raises:
            InputError: the latitude is not within -90 to 90, or the longitude not within -180 to 180.
        """
        return self.disputed_of([latitude], [longitude])[0]

    def disputed_of(self, latitudes: Iterable[float], longitudes: Iterable[float]) -> list[tuple[DisputedArea, ...]]:
        """Return the disputed areas of each point, as `disputed_at` does."""
        points = check_points(latitudes, longitudes)
        found = self._areas().find(points, self._drawn(points, 0.0))
        return [found.get(number, ()) for number in range(len(points))]

    def disputed_areas(self) -> tuple[DisputedArea, ...]:
        """Return all disputed areas."""
        return self._areas().all

    def units_at(self, latitude: float, longitude: float) -> Units:
        """Return country, first- and second-level unit of a point.

        Raises:
            InputError: the latitude is not within -90 to 90, or the longitude not within -180 to 180.
        """
        return self.units_of([latitude], [longitude])[0]

    def units_of(self, latitudes: Iterable[float], longitudes: Iterable[float]) -> list[Units]:
        """Return the units of each point, as `units_at` does."""
        points = check_points(latitudes, longitudes)
        drawn = self._drawn(points, 0.0)
        names: list[list[str | None]] = []
        for number in _LEVELS[1:]:
            level = self._level(number)
            found = level.find(points, countries=[one or "" for one in drawn], slack_km=_SLACK_KM)
            names.append([level.units[one].name if one >= 0 else None for one in found])
        return [Units(*one) for one in zip(self._coded(points, drawn), *names, strict=True)]

    def units(self, level: int) -> tuple[Unit, ...]:
        """Return all units of a level."""
        return self._level(level).units

    def outline(self, country: str) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return the vertices of a country's outline: longitude and latitude, and the number of the ring of each."""
        import shapely

        level = self._level(0)
        rings = shapely.get_rings(level.polygons(country))
        coordinates, numbers = shapely.get_coordinates(rings, return_index=True)
        return coordinates, numbers

    def sample(self, level: int, country: str, name: str) -> tuple[NDArray[np.float64], float] | None:
        """Return points all over a unit (latitude, longitude) and how far, in km, its other points are from one.

        They are vertices of its outline and a grid within it, some 300; the country itself is a unit of level 0, by
        its code. None where there is no unit of the name (compared as the gazetteer does), or several.
        """
        from harmattan.reference.place_names import fold_name

        found = self._level(level)
        wanted = [
            number
            for number, one in enumerate(found.units)
            if one.country == country and (not level or fold_name(one.name) == fold_name(name))
        ]
        if not wanted or (level and len(wanted) > 1):
            return None
        return sample_of([found.shapes[number] for number in wanted])

    def _drawn(self, points: NDArray[np.float64], within_km: float) -> list[str | None]:
        level = self._level(0)
        return [level.units[one].country if one >= 0 else None for one in level.find(points, slack_km=within_km)]

    def _coded(self, points: NDArray[np.float64], drawn: Sequence[str | None]) -> list[str | None]:
        """Return the code under which each point is kept, which in a disputed area is not always that drawn."""
        codes = list(drawn)
        for number, areas in self._areas().find(points, drawn).items():
            coded = next((area.coded_as for area in areas if area.coded_as is not None), None)
            if coded is not None:
                codes[number] = coded or None
        return codes

    def _areas(self) -> DisputedAreas:
        if self._disputed is None:
            levels = [self._level(number) for number in (0, 1)]
            named = {
                (one.level, one.country or "", one.name): shape
                for level in levels
                for one, shape in zip(level.units, level.shapes, strict=True)
            }
            self._disputed = read_disputed(self._packs, named)
        return self._disputed

    def _level(self, number: int) -> _Level:
        level = self._levels.get(number)
        if level is None:
            level = self._levels[number] = _Level(*self._read(number))
        return level

    def _read(self, level: int) -> tuple[tuple[Unit, ...], list[Any]]:
        """Return the units of a level and their shapes; a country's units come from the first pack that has any."""
        table = BOUNDARY_TABLES["boundary_units.csv"]
        units: list[Unit] = []
        shapes: list[Any] = []
        taken: set[str] = set()
        for pack in self._packs:
            if pack.path not in self._rows:
                self._rows[pack.path] = pack.table(
                    table.name, table.column_names, required=table.required, optional=True
                )
            rows = [one for one in self._rows[pack.path] if one["level"] == str(level) and one["country"] not in taken]
            if not rows:
                continue
            own = read_shapes(pack.path / f"boundary_units_{level}.npz")
            for row in rows:
                units.append(Unit(level, row.get("country"), row["name"], row.get("admin1"), row["geometry"]))
                shapes.append(own[shape_number(row, len(own))])
            if level:
                taken |= {row["country"] for row in rows}
        return tuple(units), shapes


class _Level:
    """The units of one level with their polygons, part by part: the box of a whole country holds half the world."""

    def __init__(self, units: tuple[Unit, ...], shapes: Sequence[Any]) -> None:
        import numpy as np
        import shapely

        self.units = units
        self.shapes = tuple(shapes)
        self._parts, self._owners = shapely.get_parts(np.asarray(shapes, dtype=object), return_index=True)
        self._countries = np.array([one.country or "" for one in units])
        self._tree = shapely.STRtree(self._parts)
        shapely.prepare(self._parts)

    def polygons(self, country: str) -> NDArray[Any]:
        """Return all polygons of a country's units."""
        found: NDArray[Any] = self._parts[self._countries[self._owners] == country]
        return found

    def find(
        self, points: NDArray[np.float64], *, countries: Sequence[str] | None = None, slack_km: float = 0.0
    ) -> NDArray[np.int64]:
        """Return the row of the unit of each point (n by 2: latitude, longitude), -1 for none.

        On a line that two units share, or where one lies inside another, it is the last of them. With `countries`, only
        units of each point's country.
        """
        import numpy as np
        import shapely

        found = np.full(len(points), -1, dtype=np.int64)
        if not len(self.units) or not len(points):
            return found
        x, y = points[:, 1], points[:, 0]
        numbers, parts = self._tree.query(shapely.points(x, y))
        keep = shapely.intersects_xy(self._parts[parts], x[numbers], y[numbers])
        numbers, parts = numbers[keep], parts[keep]
        wanted = None if countries is None else np.asarray(countries)
        owners = self._owners[parts]
        if wanted is not None:
            keep = (self._countries[owners] == wanted[numbers]) & (wanted[numbers] != "")
            numbers, owners = numbers[keep], owners[keep]
        order = np.lexsort((owners, numbers))
        found[numbers[order]] = owners[order]
        if slack_km > 0:
            for number in np.flatnonzero(found < 0):
                if wanted is None or wanted[number]:
                    found[number] = self._nearest(
                        x[number], y[number], wanted[number] if wanted is not None else None, slack_km
                    )
        return found

    def _nearest(self, x: float, y: float, country: str | None, most_km: float) -> int:
        """Return the row of the nearest unit within a distance, -1 for none; on a plane that is true at the point."""
        import numpy as np
        import shapely

        squeeze = max(math.cos(math.radians(y)), 1e-3)
        reach = most_km / KM_A_DEGREE
        parts = self._tree.query(shapely.box(x - reach / squeeze, y - reach, x + reach / squeeze, y + reach))
        owners = self._owners[parts]
        if country is not None:
            parts, owners = parts[self._countries[owners] == country], owners[self._countries[owners] == country]
        if not len(parts):
            return -1
        near = shapely.transform(self._parts[parts], lambda xy: (xy - (x, y)) * (squeeze, 1.0))
        ends = shapely.get_coordinates(shapely.shortest_line(near, shapely.Point(0, 0)))[::2]
        apart = distances_km(y, x, y + ends[:, 1], x + ends[:, 0] / squeeze)
        best = np.lexsort((owners, apart))[0]
        return int(owners[best]) if apart[best] <= most_km else -1


def check_points(latitudes: Iterable[float], longitudes: Iterable[float]) -> NDArray[np.float64]:
    """Return points as an array, n by 2: latitude, longitude in degrees.

    Raises:
        InputError: there are not as many of both, or one is out of range or no number; the message says which.
    """
    import numpy as np

    pair = [np.asarray(list(one), dtype=np.float64) for one in (latitudes, longitudes)]
    if len(pair[0]) != len(pair[1]):
        raise InputError(f"{len(pair[0])} latitudes and {len(pair[1])} longitudes; expected as many", kind="point")
    points = np.stack(pair, axis=1)
    for column, name, most in ((0, "latitude", 90), (1, "longitude", 180)):
        bad = np.flatnonzero(~(np.abs(points[:, column]) <= most))
        if len(bad):
            latitude, longitude = points[bad[0]]
            raise InputError(
                f"point {latitude:g}, {longitude:g}: the {name} is {points[bad[0], column]:g}, expected -{most} to "
                f"{most}; give the latitude first, in degrees",
                kind="point",
            )
    return points


def boundary_packs() -> tuple[Pack, ...]:
    """Open the packs of boundaries: those that a person added first, then those that ship, the world last.

    The units of a country at a level are those of the first that has any.
    """
    own = [open_pack(one.folder) for one in added_files() if (one.folder / "boundary_units.csv").exists()]
    folders = sorted((data_dir() / "boundaries").glob("*/pack.toml"))
    packs = [open_pack(one.parent) for one in folders]
    shipped = sorted(packs, key=lambda pack: ((pack.path / "boundary_units_0.npz").exists(), pack.name))
    return *own, *shipped


@functools.cache
def load_boundaries() -> Boundaries:
    """Return the boundaries of the packs that ship, once a process; no file of shapes is read yet."""
    return Boundaries(boundary_packs())


def check_shapes(pack: Pack) -> None:
    """Read all tables and shapes of a pack.

    Raises:
        PackError: a file of shapes is missing or unreadable, or a row names a shape that it lacks.
    """
    boundaries = Boundaries([pack])
    for level in _LEVELS:
        boundaries.units(level)
    boundaries.disputed_areas()
    rows = pack.table("boundary_lines.csv", BOUNDARY_TABLES["boundary_lines.csv"].column_names, optional=True)
    if rows:
        shapes = read_shapes(pack.path / "boundary_lines.npz")
        for row in rows:
            shape_number(row, len(shapes))
