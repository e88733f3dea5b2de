"""Which place of the gazetteer a person means who types a name, alone or with its country or region."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.model.place import Place
from harmattan.reference.countries import load_countries
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.geodesic import distances_km
from harmattan.reference.place_names import fold_name

__all__ = ["country_codes", "find_places", "passed_over", "settled"]

_TOGETHER_KM = 50.0  # records of one name in one country so near each other are the same place: a town and its commune
_FAR_MORE = 20  # times the people of the next place of the name
_SETTLED_CODES = ("PPLC", "PCLI")


def country_codes(text: str) -> tuple[str, ...]:
    """Return the alpha-3 codes that a code or the name of a country means: one, several ("Congo"), or none."""
    countries = load_countries()
    code = text.strip().upper()
    if countries.has(code):
        return (code,)
    if found := countries.by_iso2(code):
        return (found.iso3,)
    return tuple(one.iso3 for one in countries.by_name(text.strip()))


def find_places(gazetteer: Gazetteer, text: str) -> tuple[Place, ...]:
    """Return the places that "Porga", "Porga, Benin" or "Porga, Atakora, Benin" may mean, the weightiest first.

    Each part after a comma must be the country, or the first- or second-level unit. Places without coordinates are left
    out: nothing can be measured from them.
    """
    name, *within = (part.strip() for part in text.split(","))
    found: Sequence[Place] = [one for one in gazetteer.lookup(name) if one.latitude is not None]
    for part in filter(None, within):
        codes = set(country_codes(part))
        found = [one for one in found if codes & set(one.countries) or _is_in_unit(one, part)]
    return tuple(found)


def settled(places: Sequence[Place]) -> Place | None:
    """Return the one place that all of them are, or that is far better known than the others; None for a choice.

    Of a town and the district about it, it is the town: a point can be measured from.
    """
    if not places:
        return None
    points = [one for one in places if one.geometry == "point"] or list(places)
    first = max(points, key=lambda one: (one.population or 0, one.feature_code in _SETTLED_CODES))
    others = [one for one in places if one is not first and not _is_same(one, first)]
    if not others:
        return first
    known = [one for one in places if one.feature_code in _SETTLED_CODES]
    if len(known) == 1 and known[0] is places[0]:
        return known[0]
    most = max(one.population or 0 for one in others)
    return first if (first.population or 0) > _FAR_MORE * max(most, 1_000) else None


def passed_over(place: Place, places: Sequence[Place]) -> int:
    """Count the places that are another one than the chosen one."""
    return sum(not _is_same(one, place) for one in places if one is not place)


def _is_same(one: Place, other: Place) -> bool:
    if not set(one.countries) & set(other.countries):
        return False
    apart = distances_km(one.latitude or 0.0, one.longitude or 0.0, other.latitude or 0.0, other.longitude or 0.0)
    return bool(apart[0] <= _TOGETHER_KM)


def _is_in_unit(place: Place, name: str) -> bool:
    key = fold_name(name)
    return key in {fold_name(unit) for unit in (place.admin1, place.admin2) if unit}
