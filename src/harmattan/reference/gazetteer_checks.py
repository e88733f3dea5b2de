"""Check what an added file says of places: coordinates, their order, the country they lie in, ids that come twice.

A bad row is refused with its line and the rest goes on. A file that is wrong as a whole (metres for degrees, latitude
and longitude swapped, no row good) is refused with the line where it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from harmattan.errors import InputError
from harmattan.reference.gazetteer_additions import Addition
from harmattan.reference.packs import Problem

__all__ = ["Land", "checked"]

_BATCH = 5_000
_SIGNS = (("not metres", "metres"), ("swapped?", "swapped"))
_FEW, _SHARE = 3, 0.25
"""A file is refused as a whole for a fault of so many rows, and of that share of the rows that tell."""
_NEAR, _OFFSHORE_KM = 0.25, 150.0
"""How far a place may lie outside its country, in degrees on land: polygons are generalised by some km; and at sea, in
km: atolls, reefs and platforms."""


class _CountriesAt(Protocol):
    """Gives the countries of points, None at sea."""

    def __call__(
        self, latitudes: Sequence[float], longitudes: Sequence[float], *, within_km: float = 0.0
    ) -> Sequence[str | None]:
        """Return the country of each point, or the nearest within some km of a point at sea."""


@dataclass(frozen=True, slots=True)
class Land:
    """Which country points lie in. `countries` are those with polygons; `disputes` pairs that claim land of each other.

    A place that lies in the land of the other state of a dispute is never refused for it.
    """

    countries_at: _CountriesAt
    countries: frozenset[str]
    disputes: frozenset[frozenset[str]] = frozenset()


def checked(
    path: Path, items: Iterable[Addition | Problem], *, land: Land | None, countries_by_id: Mapping[int, str]
) -> Iterator[Addition | Problem]:
    """Give the rows that can be used and the problems of those that cannot, in the order of the file.

    Args:
        path: the file, for messages.
        items: what a reader gave.
        land: to tell in which country a point lies; None leaves that out.
        countries_by_id: the countries of the gazetteer's places by their GeoNames id, joined by "|".

    Raises:
        InputError: the file is wrong as a whole.
    """
    tally = _Tally(path)
    seen: dict[tuple[int | str, ...], int] = {}
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        rows = [
            one if isinstance(one, Problem) else _row_problem(path, one, seen, countries_by_id) or one for one in batch
        ]
        wrong = _misplaced(rows, land, countries_by_id) if land is not None else {}
        for number, one in enumerate(rows):
            fault = wrong.get(number)
            if isinstance(one, Addition) and fault is not None:
                problem = _problem(path, one, fault[1])
                tally.count(problem, one.line, fault[0])
                yield problem
            elif isinstance(one, Problem):
                tally.count(one, one.line, next((kind for sign, kind in _SIGNS if sign in one.message), "other"))
                yield one
            else:
                tally.good += 1
                yield one
        tally.check(is_last=False)
    tally.check(is_last=True)


class _Tally:
    """Counts faults by kind, and refuses the file where there are too many of one."""

    def __init__(self, path: Path) -> None:
        self.good = 0
        self._path = path
        self._faults: dict[str, tuple[int, int | None, str]] = {}

    def count(self, problem: Problem, line: int | None, kind: str) -> None:
        count, first, message = self._faults.get(kind, (0, line, problem.message))
        self._faults[kind] = count + 1, first, message

    def check(self, *, is_last: bool) -> None:
        """Raise if the file is wrong as a whole.

        Swapped and metric coordinates are faults of a whole file even where some rows look right by chance.
        """
        total = self.good + sum(count for count, _, _ in self._faults.values())
        for kind, advice in (
            ("swapped", "latitude and longitude are swapped in the file; name the right columns with --map"),
            ("metres", "the coordinates are no degrees on WGS 84; save the file anew in EPSG:4326"),
        ):
            count, line, message = self._faults.get(kind, (0, None, ""))
            if count >= _FEW and count >= _SHARE * total and (is_last or total >= _BATCH):
                raise InputError(
                    f"{_at(self._path, line)}: {message}; so are {count:,} of {total:,} rows: {advice}", kind=kind
                )
        if is_last and not self.good:
            count, line, message = min(self._faults.values(), key=lambda one: one[1] or 0, default=(0, None, ""))
            if not total:
                raise InputError(f"{self._path}: the file has no place of a kind that is kept", kind="empty")
            raise InputError(f"{_at(self._path, line)}: {message}; no row of {total:,} can be used", kind="rows")


def _at(path: Path, line: int | None) -> str:
    return str(path) if line is None else f"{path}:{line}"


def _problem(path: Path, one: Addition, message: str) -> Problem:
    if {".geojson", ".json"} & {ending.lower() for ending in path.suffixes}:
        return Problem(path, None, f"feature {one.line}: {message}")
    return Problem(path, one.line, message)


def _row_problem(
    path: Path, one: Addition, seen: dict[tuple[int | str, ...], int], countries_by_id: Mapping[int, str]
) -> Problem | None:
    """Return what is wrong with a row by itself or beside those before it."""
    name = one.name or str(one.geonameid)
    if one.latitude is not None and one.longitude is not None:
        if not (-90 <= one.latitude <= 90 and -180 <= one.longitude <= 180):
            is_swap = abs(one.latitude) <= 180 and abs(one.longitude) <= 90
            advice = "swapped?" if is_swap else "not metres"
            return _problem(
                path,
                one,
                f"{name}: latitude {one.latitude:g}, longitude {one.longitude:g}; expected degrees, -90 to 90 and -180 "
                f"to 180, {advice}",
            )
        if one.latitude == 0 and one.longitude == 0:
            return _problem(path, one, f"{name}: latitude 0, longitude 0; expected where the place is, or nothing")
    if one.population is not None and one.population < 0:
        return _problem(path, one, f"{name}: population {one.population}; expected 0 or more")
    if one.radius_km is not None and not 0 <= one.radius_km <= 10_000:
        return _problem(path, one, f"{name}: radius_km {one.radius_km:g}; expected 0 to 10,000")
    if one.geonameid is not None:
        before = seen.setdefault((one.geonameid,), one.line)
        if before != one.line:
            return _problem(path, one, f"{name}: geonameid {one.geonameid} stands in line {before} already")
        if one.is_by_hand and not (one.name and one.country and one.latitude is not None):
            if one.geonameid not in countries_by_id:
                return _problem(
                    path,
                    one,
                    f"no place has the geonameid {one.geonameid}; give name, country, latitude and longitude to add "
                    "it, or look it up with `harmattan gazetteer find NAME`",
                )
    elif one.latitude is not None:
        key = (name, one.country or "", one.feature_code or "", f"{one.latitude:.3f} {one.longitude:.3f}")
        before = seen.setdefault(key, one.line)
        if before != one.line:
            return _problem(path, one, f"{name}: the same place stands in line {before} already")
    return None


def _misplaced(
    rows: Sequence[Addition | Problem], land: Land, countries_by_id: Mapping[int, str]
) -> dict[int, tuple[str, str]]:
    """Return kind and message of the fault of rows whose point is not in their country, by their number."""
    asked = [
        (number, one, country, one.latitude, one.longitude)
        for number, one in enumerate(rows)
        if isinstance(one, Addition)
        and (country := one.country or countries_by_id.get(one.geonameid or -1, "")) in land.countries
        and one.latitude is not None
        and one.longitude is not None
    ]
    found = land.countries_at([one[3] for one in asked], [one[4] for one in asked])
    outside = [(*one, there) for one, there in zip(asked, found, strict=True) if there != one[2]]
    if not outside:
        return {}
    can_swap = [one for one in outside if abs(one[4]) <= 90]
    turned = land.countries_at([one[4] for one in can_swap], [one[3] for one in can_swap])
    swapped = {one[0] for one, there in zip(can_swap, turned, strict=True) if there == one[2]}
    beside = _beside(land, [(one[2], one[3], one[4]) for one in outside])
    at_sea = [one for one in outside if one[5] is None and one[0] not in swapped]
    nearest = land.countries_at([one[3] for one in at_sea], [one[4] for one in at_sea], within_km=_OFFSHORE_KM)
    offshore = {one[0] for one, there in zip(at_sea, nearest, strict=True) if there == one[2]}
    wrong: dict[int, tuple[str, str]] = {}
    for (number, one, country, latitude, longitude, there), is_beside in zip(outside, beside, strict=True):
        if is_beside or number in offshore:
            continue
        where = f"lies in {there}" if there else "lies at sea"
        point = f"{one.name or one.geonameid}: the point {latitude:g}, {longitude:g} {where}, not in {country}"
        if number in swapped:
            wrong[number] = (
                "swapped",
                f"{point}; {longitude:g}, {latitude:g} lies there: latitude and longitude swapped?",
            )
        elif there is None or frozenset((country, there)) not in land.disputes:
            wrong[number] = "elsewhere", f"{point}; correct the point or the country"
    return wrong


def _beside(land: Land, points: Sequence[tuple[str, float, float]]) -> list[bool]:
    """Say of each point (country, latitude, longitude) whether it lies off its country by a little only.

    Sixteen points around each are looked at, on two squares.
    """
    around = [
        (max(-90.0, min(90.0, latitude + up * step)), (longitude + right * step + 180) % 360 - 180)
        for _, latitude, longitude in points
        for step in (_NEAR, _NEAR / 2)
        for up in (-1, 0, 1)
        for right in (-1, 0, 1)
        if up or right
    ]
    found = land.countries_at([one[0] for one in around], [one[1] for one in around])
    each = len(around) // max(len(points), 1)
    return [country in found[n * each : (n + 1) * each] for n, (country, *_) in enumerate(points)]
