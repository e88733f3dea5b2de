"""What `harmattan border` says of one point or place, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from harmattan.model.border import Border, Kilometres, Neighbour
from harmattan.model.place import Place

__all__ = ["Asked", "answer_json", "answer_text", "candidate_lines", "warnings_of"]

_CANDIDATES = 12
_AT_SEA_KM = 12.0  # a point further from any land than this is at sea, not on a shore that is drawn roughly


@dataclass(frozen=True, slots=True)
class Asked:
    """A point or place that was asked about, and where it lies. `error_km` is of a point that was typed.

    `others` counts further places of the name that were passed over.
    """

    text: str
    place: Place | None
    latitude: float
    longitude: float
    error_km: float | None
    border: Border
    others: int = 0


def candidate_lines(places: Sequence[Place]) -> Iterator[str]:
    """Yield a line for each of the first places that a name may mean."""
    for one in places[:_CANDIDATES]:
        within = ", ".join(filter(None, (one.admin2, one.admin1, *(_name(code) for code in one.countries))))
        yield f"  {one.name} ({one.feature_code or '-'}), {within}, {one.latitude:.3f},{one.longitude:.3f}"
    if len(places) > _CANDIDATES:
        yield f"  and {len(places) - _CANDIDATES} more; harmattan gazetteer find lists all"


def warnings_of(asked: Asked, beyond: str | None) -> Iterator[str]:
    """Yield what may be wrong with a typed point: latitude and longitude swapped, or a place at sea."""
    if asked.place is not None:
        if asked.others:
            places = "1 other place has" if asked.others == 1 else f"{asked.others} other places have"
            yield f"{places} the name {asked.text!r}; this one is far better known. Add a country or region for another"
        return
    from harmattan.reference.borders import load_borders
    from harmattan.reference.boundaries import load_boundaries

    boundaries = load_boundaries()
    here = boundaries.country_at(asked.latitude, asked.longitude, within_km=_AT_SEA_KM)
    if abs(asked.longitude) > 90:
        return
    there = boundaries.country_at(asked.longitude, asked.latitude)
    meant = None if beyond is None else {beyond, *load_borders().neighbours_of(beyond)}
    if here is None and there is not None and (meant is None or there in meant):
        yield (
            f"{asked.text} lies at sea; swapped, {asked.longitude:g},{asked.latitude:g}, it lies in {_name(there)}. "
            "The latitude is written first"
        )
    elif meant is not None and here not in meant and there in meant:
        yield (
            f"{asked.text} lies in {_name(here)}, which is not {_name(beyond)} or a neighbour; swapped, "
            f"{asked.longitude:g},{asked.latitude:g}, it lies in {_name(there)}. The latitude is written first"
        )


def answer_json(asked: Asked, beyond: str | None, resolution: int) -> str:
    """Return the answer as a JSON object."""
    from harmattan.reference.borders import LINE_ERROR_KM

    units = _units(asked)
    place = asked.place
    value: dict[str, Any] = {
        "query": asked.text,
        "name": place.name if place else None,
        "geonameid": place.geonameid if place else None,
        "feature_code": place.feature_code if place else None,
        "where_prec": place.where_prec if place else None,
        "latitude": asked.latitude,
        "longitude": asked.longitude,
        "country": asked.border.side,
        "admin1": units[0],
        "admin2": units[1],
        "border": asked.border.to_json(),
        "with": None if beyond is None else _beyond_json(asked, beyond),
        "h3_resolution": resolution,
        "line_error_km": LINE_ERROR_KM,
        "point_error_km": _point_error(asked),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def answer_text(asked: Asked, beyond: str | None, resolution: int) -> str:
    """Return the answer as lines for people."""
    return "\n".join(_lines(asked, beyond, resolution)) + "\n"


def _lines(asked: Asked, beyond: str | None, resolution: int) -> Iterator[str]:
    place, border = asked.place, asked.border
    admin1, admin2 = _units(asked)
    point = f"{asked.latitude:.4f}, {asked.longitude:.4f}"
    number = f", GeoNames {place.geonameid}" if place and place.geonameid else ""
    yield f"{place.name} ({place.feature_code or '-'}{number}), {point}" if place else point
    within = ", ".join(filter(None, (admin2, admin1)))
    if border.side:
        yield f"  side       {_name(border.side)} ({border.side}){f', {within}' if within else ''}"
    elif place and place.countries:
        yield f"  side       none: shared by {', '.join(_name(code) for code in place.countries)}"
    else:
        yield "  side       none: at sea, or on land under no country's code"
    shown = border.neighbours
    if beyond is not None:
        yield from _beyond_lines(asked, beyond)
        shown = tuple(one for one in shown if beyond in (one.side, one.country))
    elif not shown:
        yield f"  border     none: {_name(border.side)} has no land border"
    for one in shown:
        yield f"  {'border' if one is shown[0] else '      '}     {_neighbour_text(one, border)}"
    for area in border.disputed:
        claimed = f"claimed by {', '.join(map(_name, area.claimants))}" if area.claimants else "claimed by nobody"
        held = f"; administered by {', '.join(map(_name, area.administered_by))}" if area.administered_by else ""
        yield f"  disputed   {area.name} ({area.kind}): {claimed}{held}"
    if border.priogrid_gid is not None:
        yield f"  cells      PRIO-GRID {border.priogrid_gid}; H3 {border.h3} (resolution {resolution})"
    yield f"  bounds     {_bounds_text(asked)}"


def _neighbour_text(one: Neighbour, border: Border) -> str:
    """Return a neighbour on one line: how far, in which band, what line, where."""
    pair = _name(one.country) if border.side else f"{_name(one.side)} – {_name(one.country)}"
    codes = one.country if border.side else f"{one.side}-{one.country}"
    line = "line of control" if one.status == "line_of_control" else f"line {one.status}"
    status = "" if one.status == "international" else f", {line}"
    band = f", band {one.band} km" if one.band else ""
    where = f", nearest at {one.nearest[0]:.4f}, {one.nearest[1]:.4f}" if one.nearest else ""
    return f"{pair} ({codes}) {_km(one.km)}{band}{status}{where}"


def _km(km: Kilometres) -> str:
    if km.best is not None:
        return f"{km.best:.1f} km ({km.low:.1f} to {km.high:.1f})"
    if km.low is None or km.high is None:
        return (
            f"from {km.low:.1f} km" if km.low is not None else "at an unknown distance: the area's extent is not known"
        )
    return f"{km.low:.1f} to {km.high:.1f} km"


def _beyond_lines(asked: Asked, beyond: str) -> Iterator[str]:
    """Say how far a country is that shares no line with the place's."""
    border = asked.border
    if any(beyond in (one.side, one.country) for one in border.neighbours) or border.side == beyond:
        if border.side == beyond:
            yield f"  within     {_name(beyond)} is the side it lies on; its borders are:"
        return
    land = _land(asked, beyond)
    far = "its land is not in the boundaries" if land is None else f"its nearest land is {land['km']:.1f} km away"
    at = "" if land is None else f", at {land['nearest'][0]:.4f}, {land['nearest'][1]:.4f}"
    who = _name(border.side) if border.side else "the place"
    yield f"  border     none with {_name(beyond)} ({beyond}): {who} does not touch it; {far}{at}"


def _beyond_json(asked: Asked, beyond: str) -> dict[str, Any]:
    shared = next((one for one in asked.border.neighbours if beyond in (one.side, one.country)), None)
    return {
        "country": beyond,
        "is_neighbour": shared is not None,
        "border": shared.to_json() if shared else None,
        "nearest_land": None if shared else _land(asked, beyond),
    }


def _land(asked: Asked, country: str) -> dict[str, Any] | None:
    from harmattan.reference.borders import load_borders

    found = load_borders().land_of(asked.latitude, asked.longitude, country)
    if found is None:
        return None
    km, latitude, longitude = found
    return {"km": round(km, 1), "nearest": [round(latitude, 4), round(longitude, 4)]}


def _units(asked: Asked) -> tuple[str | None, str | None]:
    """Return the first- and second-level unit: of the record, else those that a point lies in."""
    from harmattan.reference.boundaries import load_boundaries

    place = asked.place
    if place is not None and (place.geometry == "area" or place.admin1):
        return place.admin1, place.admin2
    found = load_boundaries().units_at(asked.latitude, asked.longitude)
    return found.admin1, found.admin2


def _point_error(asked: Asked) -> float | None:
    from harmattan.reference.place_borders import POINT_ERROR_KM

    if asked.error_km is not None:
        return round(asked.error_km, 2)
    place = asked.place
    if place is None or place.geometry == "area" or place.where_prec > 2:
        return None
    return place.radius_km or POINT_ERROR_KM


def _bounds_text(asked: Asked) -> str:
    from harmattan.reference.borders import LINE_ERROR_KM

    error = _point_error(asked)
    lines = f"{LINE_ERROR_KM:g} km for lines at 1:10,000,000"
    if error is None:
        return f"least and greatest distance over the area, and {lines}"
    return f"{lines}, {max(error, 0.01):.2g} km for the point"


def _name(code: str | None) -> str:
    """Return the name of a country, or what stands for one."""
    from harmattan.reference.countries import load_countries

    known = load_countries()
    return known.by_iso3(code).name if code and known.has(code) else code or "no country"
