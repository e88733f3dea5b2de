"""Points as people write them: "11.05,0.97", "11°03'N 0°58'E", with how well they are known by their digits."""

from __future__ import annotations

import re
from typing import NamedTuple

from harmattan.errors import InputError
from harmattan.reference.geodesic import KM_A_DEGREE

__all__ = ["WrittenPoint", "looks_like_point", "read_point"]

_NUMBER = r"\d+(?:\.\d+)?"
_MARKS = {"º": "°", "˚": "°", "’": "'", "′": "'", "‘": "'", "`": "'", "”": '"', "″": '"', "“": '"', "−": "-", "–": "-"}
_PART = re.compile(
    rf"(?P<before>[NSEWO])?\s*(?P<sign>[-+])?\s*(?P<degrees>{_NUMBER})\s*(?:°\s*)?"
    rf"(?:(?P<minutes>{_NUMBER})\s*'\s*)?(?:(?P<seconds>{_NUMBER})\s*(?:\"|'')\s*)?(?(before)|(?P<after>[NSEWO](?![A-Za-z]))?)"
)


class WrittenPoint(NamedTuple):
    """A point in degrees, and half a unit of its last digit in km."""

    latitude: float
    longitude: float
    error_km: float


def looks_like_point(text: str) -> bool:
    """Say whether a text is meant as a point, not as a name: it has digits, and no letters but those of directions."""
    return any(char.isdigit() for char in text) and not re.search(r"[A-Za-z]{2}", text)


def read_point(text: str) -> WrittenPoint:
    """Read a point: latitude and longitude, in this order unless N, S, E, W (or O, ouest) say which is which.

    Raises:
        InputError: it is no point, or out of range.
    """
    given = text.strip().strip("()[]")
    for mark, plain in _MARKS.items():
        given = given.replace(mark, plain)
    given = given.upper()
    if re.fullmatch(r"-?\d+,\d+[;\s]\s*-?\d+,\d+", given):  # 11,05; 0,97: commas are decimal
        given = given.replace(",", ".")
    parts = []
    rest = given
    while rest and (found := _PART.match(rest)):
        parts.append(found)
        rest = re.sub(r"^[\s,;/]+", "", rest[found.end() :])
    if rest or len(parts) != 2:
        raise InputError(
            f"{text!r} is no point; expected latitude and longitude, such as 11.05,0.97 or 11°03'N 0°58'E", kind="point"
        )
    values = [_value(part, text) for part in parts]
    axes = [axis for _, axis, _ in values]
    if axes[0] == "longitude" or axes[1] == "latitude":
        values.reverse()
        axes.reverse()
    if axes[0] == "longitude" or axes[1] == "latitude":
        raise InputError(f"{text!r}: both numbers are said to be the {axes[0]}; expected one of each", kind="point")
    (latitude, _, one), (longitude, _, other) = values
    if not -90 <= latitude <= 90:
        swapped = (
            f"; swapped, {longitude:g},{latitude:g}, it is a point"
            if abs(longitude) <= 90 and abs(latitude) <= 180
            else ""
        )
        raise InputError(
            f"{text!r}: the latitude is {latitude:g}, expected -90 to 90; it is written first{swapped}", kind="point"
        )
    if not -180 <= longitude <= 180:
        raise InputError(f"{text!r}: the longitude is {longitude:g}, expected -180 to 180", kind="point")
    return WrittenPoint(latitude, longitude, max(one, other) * KM_A_DEGREE)


def _value(part: re.Match[str], text: str) -> tuple[float, str | None, float]:
    """Return degrees, which axis they are said to be on, and half a unit of the last digit in degrees."""
    value, unit = float(part["degrees"]), _unit(part["degrees"])
    for name, share in (("minutes", 60), ("seconds", 3600)):
        if part[name]:
            if float(part[name]) >= 60:
                raise InputError(f"{text!r}: {part[name]} {name}; expected less than 60", kind="point")
            value += float(part[name]) / share
            unit = _unit(part[name]) / share
    direction = part["before"] or part["after"]
    if direction and part["sign"] == "-":
        raise InputError(f"{text!r}: a minus and {direction}; expected one of the two", kind="point")
    axis = None if not direction else "latitude" if direction in "NS" else "longitude"
    return (-value if part["sign"] == "-" or (direction and direction in "SWO") else value), axis, unit / 2


def _unit(digits: str) -> float:
    """Return a unit of the last digit."""
    return float(10.0 ** -len(digits.partition(".")[2]))
