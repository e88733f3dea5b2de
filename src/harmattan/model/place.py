"""Places: a gazetteer's record, and its use in an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from harmattan.model.border import Border
from harmattan.model.spans import Span

__all__ = ["PLACE_ROLES", "EventPlace", "Place", "PlaceRole"]

PlaceRole = Literal["at", "from", "to", "toward"]
PLACE_ROLES: tuple[PlaceRole, ...] = ("at", "from", "to", "toward")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or a part of one ("its northern border").

    `country` is an ISO 3166 alpha-3; `countries` holds all of them for an area that several share.
    `latitude` and `longitude` are degrees (WGS 84) of the record; `geometry` says whether the place is a
    point (a populated place, a spot) or an area (district, country, region). `where_prec` is UCDP's
    1-7 for an event that is said to be there. `radius_km` is that of a circle of the area's size.
    """

    name: str
    country: str | None
    countries: tuple[str, ...]
    geonameid: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    feature_code: str | None = None
    geometry: Literal["point", "area"] = "point"
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    where_prec: int = 1
    population: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.where_prec <= 7:
            raise ValueError(f"where_prec is 1 to 7, not {self.where_prec}")
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            raise ValueError(f"latitude is -90 to 90, not {self.latitude}")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            raise ValueError(f"longitude is -180 to 180, not {self.longitude}")


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A place of an event: the words, the part it plays and the record behind it.

    `place` is None when the text does not settle it: `candidates` then lists what it could be. `border` is where the
    place lies to land borders, if that was asked and it has coordinates.
    """

    span: Span
    place: Place | None
    role: PlaceRole = "at"
    candidates: tuple[Place, ...] = ()
    border: Border | None = None

    def __post_init__(self) -> None:
        if self.role not in PLACE_ROLES:
            raise ValueError(f"unknown role {self.role!r}; expected one of {', '.join(PLACE_ROLES)}")

    def to_json(self) -> dict[str, Any]:
        """Return the place as it stands in an event; coordinates only for a point of where_prec 1-2."""
        place = self.place
        is_point = place is not None and place.geometry == "point" and place.where_prec <= 2
        label: list[float] | None = None
        if place is not None and place.latitude is not None and place.longitude is not None and not is_point:
            label = [place.latitude, place.longitude]
        return {
            "text": self.span.text,
            "start": self.span.start,
            "end": self.span.end,
            "role": self.role,
            "geonameid": place.geonameid if place else None,
            "name": place.name if place else None,
            "country": place.country if place else None,
            "countries": list(place.countries) if place else [],
            "admin1": place.admin1 if place else None,
            "admin2": place.admin2 if place else None,
            "feature_code": place.feature_code if place else None,
            "geometry": place.geometry if place else None,
            "latitude": place.latitude if place and is_point else None,
            "longitude": place.longitude if place and is_point else None,
            "label_point": label,
            "radius_km": place.radius_km if place else None,
            "where_prec": place.where_prec if place else None,
            "candidates": [
                {"geonameid": one.geonameid, "name": one.name, "country": one.country, "admin1": one.admin1}
                for one in self.candidates
            ],
            "border": self.border.to_json() if self.border else None,
        }
