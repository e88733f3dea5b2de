"""Disputed areas: who claims a place, who administers it, and under whose code it is kept."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from harmattan.reference.boundary_tables import BOUNDARY_TABLES
from harmattan.reference.geodesic import KM_A_DEGREE
from harmattan.reference.packs import Pack, Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DisputedArea", "DisputedAreas", "read_disputed"]

_NO_CODE = "none"
_CIRCLE_POINTS = 64


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area that two sides claim, or none, or whose state few recognise.

    `claimants` and `administered_by` are ISO 3166 alpha-3 codes, or names where there is no code; empty where nobody
    is. `coded_as` is the code that Harmattan keeps its places under, "" for none, None for that of the country in
    whose polygon Natural Earth draws it. `drawn_as` are those codes. `error_km` is how well the outline is known.
    """

    name: str
    claimants: tuple[str, ...]
    administered_by: tuple[str, ...]
    coded_as: str | None
    kind: str
    since: str | None
    drawn_as: tuple[str, ...]
    error_km: float
    definition: str
    source: str


class DisputedAreas:
    """Find the disputed areas of points."""

    def __init__(self, areas: Sequence[tuple[DisputedArea, Any]]) -> None:
        import numpy as np
        import shapely

        self.all = tuple(area for area, _ in areas)
        self._shapes = np.array([shape for _, shape in areas], dtype=object)
        self._tree = shapely.STRtree(self._shapes)
        shapely.prepare(self._shapes)

    def find(self, points: NDArray[np.float64], drawn: Sequence[str | None]) -> dict[int, tuple[DisputedArea, ...]]:
        """Return the areas of each point (n by 2: latitude, longitude) that lies in any, in the order of the table.

        Args:
            points: the points.
            drawn: the country in whose polygon each lies; an area holds only what is drawn as it says, so that a
                rough outline takes nothing from others.
        """
        import shapely

        if not len(points) or not self.all:
            return {}
        numbers, rows = self._tree.query(shapely.points(points[:, 1], points[:, 0]))
        keep = shapely.intersects_xy(self._shapes[rows], points[numbers, 1], points[numbers, 0])
        found: dict[int, list[DisputedArea]] = {}
        for number, row in sorted(zip(numbers[keep].tolist(), rows[keep].tolist(), strict=True)):
            area = self.all[row]
            if drawn[number] is None or drawn[number] in area.drawn_as:
                found.setdefault(number, []).append(area)
        return {number: tuple(areas) for number, areas in found.items()}


def read_disputed(packs: Sequence[Pack], units: Mapping[tuple[int, str, str], Any]) -> DisputedAreas:
    """Read the disputed areas of packs.

    Args:
        packs: packs of boundaries.
        units: shapes by level, country ("" for none) and name.

    Raises:
        PackError: a shape cannot be read, or names a unit that is not there.
    """
    import shapely

    table = BOUNDARY_TABLES["disputed_areas.csv"]
    found = []
    for pack in packs:
        for row in pack.table(table.name, table.column_names, required=table.required, optional=True):
            parts = [_shape(row, one, units) for one in row.list("shape")]
            found.append((_area(row), shapely.union_all(shapely.make_valid(parts))))
    return DisputedAreas(found)


def _area(row: Row) -> DisputedArea:
    coded = row.get("coded_as")
    return DisputedArea(
        name=row["name"],
        claimants=row.list("claimants"),
        administered_by=row.list("administered_by"),
        coded_as="" if coded == _NO_CODE else coded,
        kind=row["kind"],
        since=row.get("since"),
        drawn_as=row.list("drawn_as"),
        error_km=float(row["error_km"]),
        definition=row["definition"],
        source=row["source"],
    )


def _shape(row: Row, text: str, units: Mapping[tuple[int, str, str], Any]) -> Any:
    """Read "unit LEVEL COUNTRY NAME", "circle LATITUDE LONGITUDE KM" or "outline LONGITUDE LATITUDE ...".

    Raises:
        PackError: it is none of these, or there is no such unit.
    """
    import shapely

    kind, _, rest = text.partition(" ")
    if kind == "unit":
        level, country, name = [*rest.split(" ", 2), "", "", ""][:3]
        unit = units.get((int(level), "" if country == "-" else country, name)) if level.isdecimal() else None
        if unit is None:
            raise row.error(f"shape: no unit {rest!r} in boundary_units.csv; expected unit LEVEL COUNTRY NAME")
        return unit
    try:
        numbers = [float(one) for one in rest.split()]
    except ValueError:
        numbers = []
    if kind == "circle" and len(numbers) == 3:
        latitude, longitude, km = numbers
        north, east = km / KM_A_DEGREE, km / KM_A_DEGREE / math.cos(math.radians(latitude))
        turns = [2 * math.pi * step / _CIRCLE_POINTS for step in range(_CIRCLE_POINTS)]
        return shapely.Polygon([(longitude + east * math.cos(a), latitude + north * math.sin(a)) for a in turns])
    if kind == "outline" and len(numbers) >= 6 and len(numbers) % 2 == 0:
        return shapely.Polygon(list(zip(numbers[::2], numbers[1::2], strict=True)))
    raise row.error(
        f"shape {text!r}; expected unit LEVEL COUNTRY NAME, circle LATITUDE LONGITUDE KM or outline with at least "
        "three pairs of longitude and latitude"
    )
