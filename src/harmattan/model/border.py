"""Where a place lies to land borders: on which side, how far from each neighbour, in which cells of a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Border", "Disputed", "Kilometres", "Neighbour"]


@dataclass(frozen=True, slots=True)
class Kilometres:
    """A distance with its bounds, in km to 0.1; `best` is None for an area, all three where its extent is unknown."""

    low: float | None
    best: float | None
    high: float | None

    def to_json(self) -> dict[str, float | None]:
        """Return the bounds as they stand in an event."""
        return {"low": self.low, "best": self.best, "high": self.high}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The border with a neighbour: `side` is the country of the place, `country` that beyond the line.

    `status` says what the line is at its nearest point: international, disputed, indefinite, undetermined,
    line_of_control. `band` is None where the distance may lie in several. `nearest` is latitude and longitude.
    """

    side: str
    country: str
    km: Kilometres
    band: str | None
    status: str
    nearest: tuple[float, float] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the neighbour as it stands in an event."""
        return {
            "side": self.side,
            "country": self.country,
            **self.km.to_json(),
            "band": self.band,
            "status": self.status,
            "nearest": list(self.nearest) if self.nearest else None,
        }


@dataclass(frozen=True, slots=True)
class Disputed:
    """An area that two sides claim, or none: codes, or names where there is no code."""

    name: str
    kind: str
    claimants: tuple[str, ...]
    administered_by: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the area as it stands in an event."""
        return {
            "name": self.name,
            "kind": self.kind,
            "claimants": list(self.claimants),
            "administered_by": list(self.administered_by),
        }


@dataclass(frozen=True, slots=True)
class Border:
    """Where a place lies to land borders.

    `side` is None at sea, on land that nobody claims, and for an area that several countries share. `neighbours` begin
    with the nearest; there are none for a country without a land border. At sea, and where `side` is None on land,
    the one entry is the nearest line there is. `priogrid_gid` and `h3` are None for an area.
    """

    side: str | None
    neighbours: tuple[Neighbour, ...]
    disputed: tuple[Disputed, ...] = ()
    priogrid_gid: int | None = None
    h3: str | None = None

    @property
    def nearest(self) -> Neighbour | None:
        """The nearest neighbour."""
        return self.neighbours[0] if self.neighbours else None

    def to_json(self) -> dict[str, Any]:
        """Return the object as it stands in an event."""
        nearest = self.nearest
        return {
            "side": self.side,
            "neighbour": nearest.country if nearest else None,
            "distance_km": nearest.km.to_json() if nearest else None,
            "band": nearest.band if nearest else None,
            "status": nearest.status if nearest else None,
            "neighbours": [one.to_json() for one in self.neighbours],
            "disputed": [one.to_json() for one in self.disputed],
            "priogrid_gid": self.priogrid_gid,
            "h3": self.h3,
        }
