"""Choose an article's main attack on people from its coded events, and read HRDsAttack's slots from it.

The rules, in the order in which they apply:

1. An event is an attack when it is told as fact or as possible (not denied, planned or conditional) and its type is
   one of `_WEIGHT`, the heavier the closer to bodily harm. Lawsuits and threats count little: they are labelled where
   an article tells nothing worse.
2. The main attack is the one with the most points: its type, how early it is told (headline, first sentences), whether
   it hit those of `_DEFENDERS`, and how often attacks on the same people or of the same kind are told.
3. A slot is read from the main attack; where it does not say, from the attacks on the same people, then from those of
   the same kind in the order of their points; the country last of all from the states that the article's places name.
4. Victims are the named persons whom attacks hit. Where the main attack is bodily harm, those arrested, charged or
   convicted are suspects and no victims, but for defenders. The violations are those of all attacks, as the annotators
   ticked whatever an article tells; who did it is read from the main attack, those on the same people or of its kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bench.victims_gold import Attack, Victim, as_state, country_code, folded

__all__ = ["answer_of", "attacks_in", "is_killing"]

Json = Mapping[str, Any]

_WEIGHT = {
    ("ASSAULT", "destroy"): 1.5, ("ASSAULT", "crowd-control"): 2.0, ("ASSAULT", ""): 3.0, ("COERCE", "arrest"): 2.0,
    ("COERCE", "deport"): 1.5, ("COERCE", ""): 0.5, ("SANCTION", "convict"): 1.5, ("SANCTION", "expel"): 0.5,
    ("ACCUSE", "allege"): 0.5, ("THREATEN", "violence"): 1.0, ("THREATEN", "arrest"): 0.5,
}  # fmt: skip
"""Points of a type and mode; the mode "" stands for all that are not named."""
_BY_LAW = frozenset({("COERCE", "arrest"), ("SANCTION", "convict"), ("ACCUSE", "allege"), ("COERCE", "seize")})
"""What is done to suspects: no attack on them where the article tells of a killing or an abduction."""
_DEFENDERS = frozenset({"JRN", "SOC", "LAB", "OPP", "EDU", "REL", "MED", "PTY"})
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG", "PRM"})
_WITHOUT_PERMISSION = frozenset({"REB", "UAF", "CRM"})
_DEATH = re.compile(
    r"\b(kill|murder|slay|slain|assassinat|execut|lynch|behead|die[ds]?\b|dying|dead|death|massacr|slaughter)",
    re.IGNORECASE,
)
_BODIES = frozenset({"MIL", "COP", "REB", "PRM", "CRM", "UAF", "BUS"})
_VICTIM = 1.0
_EARLY = 400
_CITIES = {"HKG": "hong kong", "MAC": "macau", "SGP": "singapore"}
"""Countries and territories that are a city."""
_UNIT = re.compile(r"^(?:the )?(?:\w+ )?(?:town|city|village|suburb|district|capital) of (?:the )?", re.IGNORECASE)
_TOWN = ("PPL", "ADM3", "ADM4", "ADM5")


def attacks_in(events: Sequence[Json], title_end: int) -> list[Json]:
    """Return the attacks among an article's events, the main one first."""
    found = [one for one in events if _weight(one) and one["factuality"] in ("asserted", "possible")]
    kinds = Counter(_kind(one) for one in found)
    people = Counter(name for one in found for name in set(_people(one)))
    order = {id(one): at for at, one in enumerate(found)}

    def points(one: Json) -> tuple[float, int]:
        start = one["trigger"]["start"]
        early = (
            3.0
            if start < title_end
            else 2.0
            if start < title_end + _EARLY
            else 1.0
            if start < title_end + 3 * _EARLY
            else 0.0
        )
        is_defender = any(who["sector"] in _DEFENDERS for who in one["recipients"])
        told = max((people[name] for name in _people(one)), default=0)
        total = _weight(one) + early + 1.5 * is_defender + min(told, 4) * 0.5 + min(kinds[_kind(one)], 6) * 0.25
        total -= (
            2.0 * one["is_historical"]
            + 1.0 * one["is_aggregate"]
            + 1.0 * (one["factuality"] != "asserted")
            + 1.0 * (not one["recipients"])
        )
        return total, -order[id(one)]

    return sorted(found, key=points, reverse=True)


def is_killing(event: Json) -> bool:
    """Say whether an event tells that people died."""
    if event["event_type"] != "ASSAULT":
        return False
    has_dead = any(one["what"] == "killed" and one["best"] != 0 for one in event["counts"])
    return has_dead or bool(_DEATH.search(event["trigger"]["text"]))


def answer_of(events: Sequence[Json], title_end: int, published: date) -> Attack:
    """Return what the coder says of an article's attack, in the terms of HRDsAttack."""
    attacks = attacks_in(events, title_end)
    if not attacks:
        return Attack({}, (), frozenset({"unknown"}), has_perpetrator=False, perpetrator_type=None)
    main = attacks[0]
    same = [one for one in attacks if one is main or set(_people(one)) & set(_people(main))]
    ordered = [*same, *(one for one in attacks if one not in same)]
    places, city_known = _places(ordered, events)
    alike = [one for one in attacks if one not in same and _kind(one) == _kind(main)]
    actors = [who for one in (*same, *alike) for who in one["actors"]]
    kind = next((found for who in actors if (found := _perpetrator(who))), None)
    values = {**places, **_date_values([*same, *alike])}
    return Attack(values, _victims(attacks), _violations(attacks), bool(actors), kind if actors else None, city_known)


def _weight(event: Json) -> float:
    kind, mode = event["event_type"], event["mode"] or ""
    return _WEIGHT.get((kind, mode), _WEIGHT.get((kind, ""), 0.0))


def _kind(event: Json) -> str:
    return "killing" if is_killing(event) else f"{event['event_type']} {event['mode']}"


def _people(event: Json) -> list[str]:
    return [folded(one["name"] or one["text"]) for one in event["recipients"]]


def _places(attacks: Sequence[Json], events: Sequence[Json]) -> tuple[dict[str, str], str | None]:
    """Return country, region and city, the first of each in the country, and the gazetteer's name for the city."""
    values: dict[str, str] = {}
    city_known = None
    for event in attacks:
        for place in event["places"]:
            state = as_state(place["country"]) if place["country"] else None
            if place["role"] != "at" or values.get("country", state) != state:
                continue
            if state:
                values.setdefault("country", state)
            is_town = str(place["feature_code"]).startswith(_TOWN) or place["country"] in _CITIES
            if is_town and "city" not in values:
                values["city"] = _CITIES.get(place["country"]) or folded(place["name"] or place["text"])
                city_known = folded(_UNIT.sub("", place["text"]))
            if place["admin1"]:
                values.setdefault("region", folded(place["admin1"]))
    if "country" not in values:
        told = Counter(place["country"] for one in events for place in one["places"] if place["country"])
        told.update(who["country"] for one in attacks for who in (*one["recipients"], *one["actors"]) if who["country"])
        if told:
            values["country"] = as_state(told.most_common(1)[0][0])
    return values, city_known


def _date_values(attacks: Iterable[Json]) -> dict[str, str]:
    values: dict[str, str] = {}
    for event in attacks:
        first, last = event["date"]["start"], event["date"]["end"]
        if not first or not last:
            continue
        one, other = date.fromisoformat(first), date.fromisoformat(last)
        if one.year == other.year:
            values["year"] = str(one.year)
            if one.month == other.month:
                values["month"] = str(one.month)
                if one.day == other.day:
                    values["day"] = str(one.day)
        break
    return values


def _victims(attacks: Sequence[Json]) -> tuple[Victim, ...]:
    """Return the named persons that were hit, those hit by the main attack first."""
    is_crime = _is_bodily(attacks[0])
    names: dict[str, None] = {}
    for event in attacks:
        if _weight(event) < _VICTIM and event is not attacks[0]:
            continue
        for who in event["recipients"]:
            is_suspect = is_crime and _is_by_law(event) and who["sector"] not in _DEFENDERS
            if not is_suspect and (name := _person(who)):
                names.setdefault(name)
    whole = [one for one in names if not any(one != other and one in other for other in names)]
    return tuple(Victim(name, is_group=False, keywords="") for name in whole)


def _person(who: Json) -> str | None:
    """Return the name of a person; None for a state, a body, and for words that are no name."""
    name = who["name"]
    if not name or who["sector"] in _BODIES or country_code(name) != folded(name):
        return None
    is_named_here = who["antecedent"] is not None or folded(name.split()[-1]) in folded(who["text"])
    return name if is_named_here and " " in name else None


def _is_by_law(event: Json) -> bool:
    return (event["event_type"], event["mode"]) in _BY_LAW


def _is_bodily(event: Json) -> bool:
    return event["event_type"] == "ASSAULT" and event["mode"] not in ("destroy", "crowd-control")


def _violations(attacks: Iterable[Json]) -> frozenset[str]:
    found = set()
    for event in attacks:
        mode = event["mode"]
        if is_killing(event):
            found.add("killing")
        elif mode == "abduct":
            found.add("kidnapping")
        elif mode == "torture":
            found.add("torture")
        elif mode in ("arrest", "convict"):
            found.add("arbitrary detention")
        else:
            found.add("other")
    return frozenset(found)


def _perpetrator(who: Json) -> str | None:
    sector = who["sector"]
    if sector in _STATE:
        return "state actor"
    if sector in _WITHOUT_PERMISSION:
        return "other actors without permissions"
    return "other non-state actors" if sector else None
