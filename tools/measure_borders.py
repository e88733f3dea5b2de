"""Measure the search for the nearest border: points a second, and how far from the truth by another library.

    python tools/measure_borders.py [POINTS]

Points are drawn by seed over Africa and over all land. The truth is sought with GeographicLib along every piece of a
country's lines that may be nearer than the answer (golden section). docs/borders.md quotes the figures.
"""

from __future__ import annotations

import math
import sys
import time

import numpy as np
from geographiclib.geodesic import Geodesic

from harmattan.reference.borders import load_borders
from harmattan.reference.boundaries import load_boundaries
from harmattan.reference.geodesic import distances_km

CHECKED = 400
BOXES = {"West Africa": (4, 24, -17, 16), "all land": (-56, 80, -180, 180)}
GOLDEN = (math.sqrt(5) - 1) / 2


def main(arguments: list[str]) -> int:
    """Print the figures."""
    count = int(arguments[0]) if arguments else 20_000
    borders = load_borders()
    load_boundaries().country_at(0, 0)
    for name, (south, north, west, east) in BOXES.items():
        draw = np.random.default_rng(5)
        latitudes, longitudes = draw.uniform(south, north, count), draw.uniform(west, east, count)
        borders.nearest(latitudes[:100], longitudes[:100])
        start = time.perf_counter()
        found = borders.nearest(latitudes, longitudes)
        seconds = time.perf_counter() - start
        inside = np.flatnonzero(~np.isnan(found.km))
        off = [deviation(latitudes[one], longitudes[one], found, one) for one in inside[:CHECKED]]
        near = [one for one, number in zip(off, inside[:CHECKED], strict=True) if found.km[number] <= 100]
        sys.stdout.write(
            f"{name}: {count / seconds:,.0f} points a second ({count:,} points, {len(inside):,} with a border); "
            f"greatest deviation of {len(off)}: {max(off) * 1000:.2f} m, within 100 km of a border "
            f"{max(near) * 1000:.2f} m\n"
        )
    return 0


def deviation(latitude: float, longitude: float, found: object, number: int) -> float:
    """Return by how many km the answer is further than the nearest point that GeographicLib finds."""
    borders = load_borders()
    country = found.countries[number]  # type: ignore[attr-defined]
    km = float(found.km[number])  # type: ignore[attr-defined]
    segments = borders.pieces_of(country)
    rough = distances_km(latitude, longitude, segments.starts[:, 1], segments.starts[:, 0])
    best = math.inf
    for row in np.flatnonzero(rough <= km + 9):  # a piece is shorter than 8 km
        best = min(best, least(latitude, longitude, segments.starts[row], segments.ends[row]))
    return km - best


def least(latitude: float, longitude: float, start: np.ndarray, end: np.ndarray) -> float:
    """Return the least distance, in km, of a point from a piece, by golden section."""

    def km(along: float) -> float:
        spot = start * (1 - along) + end * along
        return float(Geodesic.WGS84.Inverse(latitude, longitude, spot[1], spot[0])["s12"]) / 1000

    low, high = 0.0, 1.0
    one, other = high - GOLDEN, low + GOLDEN
    at_one, at_other = km(one), km(other)
    while high - low > 1e-6:
        if at_one < at_other:
            high, other, at_other = other, one, at_one
            one = high - GOLDEN * (high - low)
            at_one = km(one)
        else:
            low, one, at_one = one, other, at_other
            other = low + GOLDEN * (high - low)
            at_other = km(other)
    return min(at_one, at_other, km(0.0), km(1.0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
