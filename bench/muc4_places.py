"""Where MUC-4's key says that an incident was: its country, first-level division and town, with codes of our gazetteer.

A fill of the slot reads "PERU: AYACUCHO (DEPARTMENT): CAYARA (TOWN)", from the country down; a dash stands between the
two ends of a route. It is read by these rules:

1. The country is the first name. A fill whose first name is no country ("(CITY / DEPARTMENT)" is cut at its slash) says
   nothing of its own.
2. The division (admin1) is the first name of a department, province or region that is a first-level unit of this
   country in the gazetteer. Peru's provinces are second-level: they are looked up as towns are (rule 3).
3. Where no name is one, it is that of the first town whose namesakes in the country all lie in one division, or of
   which one has ten times the people of all that lie in others. Neighbourhoods, farms, rivers, airports and
   universities are not looked up. Where no town settles it (a village that the gazetteer lacks), the division is
   unknown and the template is left out of figures of divisions.
4. The towns are all names of towns, cities, municipalities and villages: a city and its district are both right.

Alternatives and both ends of a route are all right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bench.muc4_read import Template
from bench.muc4_words import words_of
from bench.victims_gold import country_code
from harmattan.model.place import Place
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.names import fold

__all__ = ["KeyPlace", "is_town", "key_place", "same_division", "same_town"]

_DIVISIONS = words_of("DEPARTMENT PROVINCE REGION STATE INTENDANCY COUNTY DISTRICT JURISDICTION")
_TOWNS = words_of(
    "CITY TOWN MUNICIPALITY VILLAGE CAPITAL TOWNSHIP HAMLET SUBURB PORT CORREGIMIENTO COMMUNITY CANTON JURISDICTION "
    "DISTRICT"
)
_LOOKED_UP = _TOWNS | {"PROVINCE", "COUNTY"}
_FAR_MORE = 10
"""So many times the people of its namesakes has a town that is meant without a word."""
_NAME = re.compile(r"([^()]+?)\s*(?:\(([^()]*)\)?|$)")
_ARTICLE = re.compile(r"^(?:el|la|las|los) (?!salvador)")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the key says that an incident was: sets of what is right, empty where the key does not say.

    `countries` are ISO codes, `divisions` the gazetteer's names of first-level units, `towns` folded names.
    `is_division_unknown`: the key names a place below the country that the gazetteer puts in no one division.
    """

    countries: frozenset[str]
    divisions: frozenset[str]
    towns: frozenset[str]
    is_division_unknown: bool


def key_place(template: Template) -> KeyPlace:
    """Return where a template of the key says that its incident was."""
    countries, divisions, towns = set[str](), set[str](), set[str]()
    is_unknown = False
    for fill in template.fills.get("location", ()):
        for value in fill.values:
            country, *rest = _without_brackets(value).split(":")
            code = country_code(country.strip("() ").title())
            if not code.isupper():
                continue
            countries.add(code)
            parts = [list(_names(part)) for part in rest]
            names = [pair for part in parts for pair in part]
            found = _divisions(code, parts)
            divisions |= found
            is_unknown = is_unknown or (bool(names) and not found)
            towns |= {bare_name(name) for name, kind in names if kind in _TOWNS}
    return KeyPlace(frozenset(countries), frozenset(divisions), frozenset(towns), is_unknown and not divisions)


def bare_name(name: str) -> str:
    """Return a name folded, without the article that the key may leave out."""
    return _ARTICLE.sub("", fold(name).strip())


def is_town(place: Place) -> bool:
    """Say whether a place is a town, village or municipality."""
    return (place.feature_code or "").startswith(("PPL", "ADM2", "ADM3", "ADM4", "ADM5"))


def same_division(key: KeyPlace, place: Place) -> bool:
    """Say whether a place lies in a division of the key."""
    return place.admin1 is not None and place.country in key.countries and place.admin1 in key.divisions


def same_town(key: KeyPlace, place: Place) -> bool:
    """Say whether a place is a town of the key, by its name or one of those that the gazetteer has for it."""
    if place.country not in key.countries or not is_town(place):
        return False
    return bare_name(place.name) in key.towns or any(
        one.geonameid is not None and one.geonameid == place.geonameid
        for name in key.towns
        for one in _gazetteer().lookup(name)
    )


def _without_brackets(value: str) -> str:
    bare = value.strip()
    return bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare


def _names(part: str) -> Iterator[tuple[str, str]]:
    """Yield the names of a part of a fill with their kinds: two at the ends of a route."""
    for name, kind in _NAME.findall(part):
        if plain := name.strip(" -"):
            yield plain, str(kind).strip().split(" ")[0] if kind else ""


def _divisions(country: str, parts: Sequence[Sequence[tuple[str, str]]]) -> frozenset[str]:
    """Return the first-level units that the names of a fill lie in (rules 2 and 3).

    Args:
        country: its code.
        parts: the names at each level with their kinds, two of a level at the ends of a route.
    """
    for part in parts:
        named = [one for name, kind in part if kind in _DIVISIONS for one in _in_country(name, country)]
        if units := {one.admin1 for one in named if one.feature_code == "ADM1" and one.admin1}:
            return frozenset(units)
    for part in parts:
        towns = (_division_of_town(name, country) for name, kind in part if kind in _LOOKED_UP)
        if found := {one for one in towns if one}:
            return frozenset(found)
    return frozenset()


def _division_of_town(name: str, country: str) -> str | None:
    people: dict[str, int] = {}
    for one in _in_country(name, country):
        if one.admin1 is not None and is_town(one):
            people[one.admin1] = max(people.get(one.admin1, 0), one.population or 1)
    ordered = sorted(people, key=lambda unit: (-people[unit], unit))
    if len(ordered) == 1 or (ordered and people[ordered[0]] >= _FAR_MORE * sum(people[one] for one in ordered[1:])):
        return ordered[0]
    return None


def _in_country(name: str, country: str) -> list[Place]:
    return [one for one in _gazetteer().lookup(name) if one.country == country]


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()
