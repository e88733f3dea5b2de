"""Decide which place a name means, for all names of a document together.

A name has one meaning in a document. What counts: the states that the text names, a unit named beside it ("Djibo, in
Soum province"), nearness to the other places, its kind; population only as a prior. A name that the text does not
settle keeps its candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from harmattan.model.place import Place
from harmattan.reference.gazetteer import Gazetteer, edit_distance
from harmattan.reference.place_names import fold_name
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_ambiguity import distance_km, holding_area
from harmattan.stages.place_spans import NameSpan

__all__ = ["MINOR", "SMALL", "STRONG", "Resolution", "distance_km", "is_within", "resolve_names"]

SMALL = 4.7
STRONG = 5.5
"""Weights (log10 of population, with a bonus for the kind): below SMALL, some 50,000 people, a name needs support
from the text and a preposition of place; from STRONG, some 300,000 people or a capital, it needs neither."""
_SURE = 5.9
"""From this weight, some 800,000 people, a town needs neither though its state is not spoken of otherwise."""
_METROPOLIS = 6.3
"""From this weight, some two million people, a town is meant even where it shares its name with known people."""
_MARGIN = 0.8
"""How much better than its best rival, in orders of magnitude of population, a candidate must be."""
SUPPORT, BESIDE, PAIR, CHILD, INSIDE, ALIAS = 2.0, 1.0, 4.0, 2.0, 1.0, -0.7
MINOR = 0.5
"""What a small town of a great one's name gains from a state that is named in passing, instead of SUPPORT."""
_MAIN = 1 / 3
"""From this share of all names of states, a text is about a state."""
_LONG = 5
"""Names of so many letters may be told apart by one."""
TOWN, HIGHEST = 30_000, 8.7
_NEARLY, _BLUR_KM = 1.5, 25.0
"""So many radii and kilometres from its label a place may still lie in a unit: units are no circles, and lines move."""
_MOST_CANDIDATES = 5
_STATE = ("PCLI", "PCLD")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: a place, or None with the candidates; both empty when it names no place."""

    place: Place | None
    candidates: tuple[Place, ...] = ()
    confidence: float = 1.0

    @property
    def is_nothing(self) -> bool:
        return self.place is None and not self.candidates


@dataclass(slots=True)
class _Group:
    key: str
    places: tuple[Place, ...]
    spans: list[NameSpan]
    partners: list[tuple[Place, ...]]
    children: list[tuple[Place, ...]]

    @property
    def is_locative(self) -> bool:
        return any(span.is_locative for span in self.spans)

    @property
    def is_strict(self) -> bool:
        return all(span.is_strict for span in self.spans)

    def is_state(self) -> bool:
        """Say whether the name is that of one state and of no more populous unit elsewhere."""
        best = self.places[0]
        if best.feature_code not in _STATE:
            return False
        others = [place for place in self.places[1:] if place.country != best.country]
        return not any(
            place.feature_code in _STATE
            or (place.feature_code == "ADM1" and (place.population or 0) > (best.population or 0))
            for place in others
        )


def is_within(place: Place, area: Place) -> bool:
    """Say whether a place lies in an area, by the units of the record, else by distance and size."""
    if place == area or area.geometry == "point" or not set(place.countries) & set(area.countries or place.countries):
        return False
    if area.feature_code in _STATE:
        return place.country == area.country
    if area.feature_code == "ADM1" and place.admin1 is not None:
        return fold_name(place.admin1) == fold_name(area.admin1 or area.name)
    if area.feature_code == "ADM2" and place.admin2 is not None:
        return fold_name(place.admin2) == fold_name(area.admin2 or area.name)
    away = distance_km(place, area)
    return away is not None and area.radius_km is not None and away <= area.radius_km


def _countries_in_play(groups: Iterable[_Group], gazetteer: Gazetteer, extra: Iterable[str] = ()) -> Counter[str]:
    """Count the states a document speaks of, by name and by places that can be in one state only."""
    counted: Counter[str] = Counter(extra)
    for group in groups:
        if group.is_state():
            counted[str(group.places[0].country)] += 2 * len(group.spans)
            continue
        home = _home_of(group, gazetteer)
        sure = gazetteer.weight(group.places[0]) >= STRONG or group.is_locative
        if home is not None and sure and not group.is_strict:
            counted[home] += len(group.spans)
    return counted


def _home_of(group: _Group, gazetteer: Gazetteer) -> str | None:
    """Return the one state in which the places of a name lie that are of some size, or all if none is."""
    good = [place for place in group.places if gazetteer.weight(place) >= SMALL] or list(group.places)
    homes = {place.country for place in good}
    return good[0].country if len(homes) == 1 else None


def resolve_names(
    spans: Sequence[NameSpan],
    partners: Mapping[tuple[int, int], tuple[Place, ...]],
    children: Mapping[tuple[int, int], tuple[Place, ...]],
    *,
    gazetteer: Gazetteer,
    words: PlaceWords,
    people: frozenset[str],
    surnames: frozenset[str] = frozenset(),
    lower_case: frozenset[str],
    extra_countries: Iterable[str] = (),
) -> dict[tuple[int, int], Resolution]:
    """Resolve every span of a document, by sentence and first token.

    Args:
        spans: all possible names.
        partners: for a name with a place beside it ("X, Y"), what Y may be, by the sentence and first token of X.
        children: the same the other way round: what X may be, by the sentence and first token of Y.
        gazetteer: the places and their weights.
        words: the words of the language.
        people: folded last words of names of people in the document.
        surnames: folded names that are hardly ever a town's: of people known from elsewhere, and of who speaks here.
        lower_case: words that the document also writes in lower case.
        extra_countries: states known from elsewhere (adjectives of nationality), once a mention.
    """
    groups: dict[tuple[str, str | None], _Group] = {}
    for span in spans:
        group = groups.setdefault((span.key, span.unit), _Group(span.key, _of_kind(span, words), [], [], []))
        group.spans.append(span)
        if (span.sentence, span.first) in partners:
            group.partners.append(partners[span.sentence, span.first])
        if (span.sentence, span.first) in children:
            group.children.append(children[span.sentence, span.first])
    named = [group for group in groups.values() if not _is_no_place(group, people, surnames, lower_case, gazetteer)]
    play = _countries_in_play(named, gazetteer, extra_countries)
    states = _states_by_sentence(named)
    areas = [g.places[0] for g in named if g.places[0].feature_code in ("ADM1", "ADM2") and len(g.places) == 1]
    resolved: dict[tuple[int, int], Resolution] = {}
    for rounds in range(2):
        anchors = areas if not rounds else [r.place for r in resolved.values() if r.place is not None]
        resolved = {}
        for group in named:
            outcome = _resolve(group, gazetteer, play, states, anchors)
            if not outcome.is_nothing:
                resolved.update({(span.sentence, span.first): outcome for span in group.spans})
    return resolved


def _states_by_sentence(groups: Iterable[_Group]) -> dict[int, set[str]]:
    """Return the states named in each sentence."""
    named: dict[int, set[str]] = {}
    for group in groups:
        if group.is_state():
            for span in group.spans:
                named.setdefault(span.sentence, set()).add(str(group.places[0].country))
    return named


def _of_kind(span: NameSpan, words: PlaceWords) -> tuple[Place, ...]:
    """Keep the places of the kind that the text names: a province, a town."""
    if span.unit is None:
        return span.places
    if words.has("second_unit", span.unit):
        codes: tuple[tuple[str, ...], ...] = (("ADM2", "ADM3"), ("ADM1",))
    elif words.has("admin_unit", span.unit):
        codes = (("ADM1",), ("ADM2", "ADM3"), ("RGN",))
    elif words.has("settlement", span.unit):
        codes = (("PPL", "PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLX", "PPLL", "PPLF"),)
    else:
        return span.places
    for allowed in codes:
        if kept := tuple(place for place in span.places if place.feature_code in allowed):
            return kept
    return span.places


def _is_no_place(
    group: _Group, people: frozenset[str], surnames: frozenset[str], lower_case: frozenset[str], gazetteer: Gazetteer
) -> bool:
    """Say whether the document uses the word for a person or as a common word."""
    strong = gazetteer.weight(group.places[0]) >= STRONG
    has_unit = any(span.unit for span in group.spans)
    if has_unit or group.partners:
        return False
    if group.key in people and not (strong and group.is_locative):
        return True
    if group.key in surnames and group.places[0].geometry == "point" and group.places[0].feature_code != "PPLC":
        is_metropolis = gazetteer.weight(group.places[0]) >= _METROPOLIS
        if not is_metropolis and not (strong and any(span.is_inside for span in group.spans)):
            return True
    return group.key in lower_case and not (strong and group.is_locative) and not group.is_state()


def _resolve(
    group: _Group, gazetteer: Gazetteer, play: Counter[str], states: Mapping[int, set[str]], anchors: Sequence[Place]
) -> Resolution:
    if group.is_state() and not (inside := _put_inside(group)):
        return Resolution(group.places[0], confidence=0.98)
    if group.is_state():
        group = replace(group, places=inside)
    total = sum(play.values()) or 1
    ceiling = _ceiling(group, gazetteer)
    home = _home_of(group, gazetteer)
    beside = {code for span in group.spans for code in states.get(span.sentence, ())}
    scored = []
    for place in group.places:
        weight = min(gazetteer.weight(place), ceiling)
        score, is_supported = _support(group, place, play, total, anchors, home, gazetteer)
        if is_supported and _is_minor(group, place, play, total, gazetteer):
            score -= SUPPORT + max(play[country] / total for country in place.countries) - MINOR
        if place.country in beside:
            score += BESIDE / len(beside)
        scored.append((weight + score, is_supported, weight, place))
    scored.sort(key=lambda one: -one[0])
    if not any(span.unit for span in group.spans):
        scored = _town_first(group.key, scored)
    best_score, is_supported, weight, best = scored[0]
    if not _is_acceptable(group, best, weight, play, is_supported=is_supported):
        return Resolution(None)
    rivals = [one for one in scored[1:] if not _is_same(best, one[3]) and not _is_only_alias(group, best, one[3])]
    margin = best_score - rivals[0][0] if rivals else 3.0
    if margin < _MARGIN:
        near = [place for score, _, _, place in scored if best_score - score < _MARGIN + 0.5]
        good = [best, *(place for score, _, _, place in rivals if best_score - score < _MARGIN)]
        area = holding_area(good, gazetteer) if is_supported else None
        return Resolution(area, tuple(near[:_MOST_CANDIDATES]), 0.4)
    confidence = 0.6 + 0.08 * min(margin, 3.0) + (0.12 if is_supported or weight >= STRONG else 0.0)
    return Resolution(best, (), round(min(confidence, 0.97), 2))


def _put_inside(group: _Group) -> tuple[Place, ...]:
    """Return the places of a state's name that lie in the unit beside it: "in Armenia in Quindío department"."""
    if not group.partners or not all(span.is_locative for span in group.spans):
        return ()
    units = [one for partner in group.partners for one in partner if one.country != group.places[0].country]
    return tuple(
        place
        for place in group.places
        if place.country != group.places[0].country
        and any(one.feature_code in ("ADM1", "ADM2") and is_within(place, one) for one in units)
    )


def _is_only_alias(group: _Group, best: Place, other: Place) -> bool:
    """Say whether a district has the name only among others, beside a place of that name: it was part of it once."""
    is_named = fold_name(best.name) == group.key
    return (
        is_named
        and other.feature_code == "ADM2"
        and fold_name(other.name) != group.key
        and best.country == (other.country)
    )


def _is_minor(group: _Group, place: Place, play: Counter[str], total: int, gazetteer: Gazetteer) -> bool:
    """Say whether a small town shares the name of a great one and lies in a state that the text names in passing."""
    is_passing = all(play[country] / total < _MAIN for country in place.countries)
    great = [one for one in group.places if one.country != place.country and gazetteer.weight(one) >= STRONG]
    is_seat = any(one.feature_code in ("PPLC", "ADM1") for one in great)  # "US envoys met in Geneva"
    has_unit = bool(group.partners or group.children)
    return bool(great) and (is_passing or is_seat) and not has_unit and gazetteer.weight(place) < SMALL


def _ceiling(group: _Group, gazetteer: Gazetteer) -> float:
    """Return the most that population may count: a state gets no head start over a contender ("Georgia", "Congo")."""
    first = group.places[0]
    rivals = [gazetteer.weight(one) for one in group.places[1:] if one.country != first.country]
    if first.feature_code in _STATE and rivals:
        return min(HIGHEST, max(rivals))
    return HIGHEST


def _town_first(key: str, scored: list[tuple[float, bool, float, Place]]) -> list[tuple[float, bool, float, Place]]:
    """Put a town before the unit of its name around it: before a first-level one only when it is of some size."""
    area = scored[0][3]
    if area.feature_code not in ("ADM1", "ADM2"):
        return scored
    least = TOWN if area.feature_code == "ADM1" else 0
    for k, (_, supported, _weight, place) in enumerate(scored[1:], 1):
        is_town = (place.feature_code or "").startswith("PPL") and (place.population or 0) >= least
        is_named = least > 0 or fold_name(place.name) == key
        if is_town and is_named and place.country == area.country and _may_hold(area, place):
            return [(scored[0][0], supported, scored[0][2], place), *scored[:k], *scored[k + 1 :]]
    return scored


def _may_hold(area: Place, town: Place) -> bool:
    """Say whether a unit holds a town of its name, or lies about it where the record has other units."""
    return is_within(town, area) or (area.feature_code == "ADM2" and _is_same(area, town))


def _support(
    group: _Group,
    place: Place,
    play: Counter[str],
    total: int,
    anchors: Sequence[Place],
    home: str | None,
    gazetteer: Gazetteer,
) -> tuple[float, bool]:
    """Return what the text says for a candidate, and whether it says anything."""
    score = 0.0
    is_supported = False
    shares = [play[country] / total for country in place.countries if play.get(country)]
    if shares:
        own = len(group.spans) if place.country == home else 0
        if max(play[country] for country in place.countries) > own:
            score += SUPPORT + max(shares)
            is_supported = True
    if any(is_within(place, one) for partner in group.partners for one in partner):
        score += PAIR
        is_supported = True
    if any(is_within(one, place) for child in group.children for one in child):
        score += CHILD
        is_supported = True
    if any(one.feature_code in ("ADM1", "ADM2") and is_within(place, one) for one in anchors):
        score += INSIDE
    near = [
        km
        for one in anchors
        if one.geometry == "point" and one != place and (km := distance_km(place, one)) is not None
    ]
    if near and place.geometry == "point" and 0 < min(near) < 300:
        score += 1.0 if min(near) < 60 else 0.5
    if (place.geometry == "point" or place.feature_code == "ADM2") and not _is_own_name(group, place, gazetteer):
        score += ALIAS
    return score, is_supported


def _is_own_name(group: _Group, place: Place, gazetteer: Gazetteer) -> bool:
    """Say whether the text gives a place's first name, or that of a city in a spelling one letter away ("Odessa")."""
    name = fold_name(place.name)
    is_near = len(group.key) >= _LONG and edit_distance(name, group.key, 1) <= 1
    return name == group.key or (is_near and gazetteer.weight(place) >= STRONG)


def _is_acceptable(group: _Group, place: Place, weight: float, play: Counter[str], *, is_supported: bool) -> bool:
    """Say whether a candidate may be meant at all; a village without support only where no state is spoken of."""
    areas = [one for partner in group.partners for one in partner if one.geometry == "area"]
    is_put = weight < STRONG or group.is_locative
    if is_put and areas and not any(_may_lie_in(place, area) for area in areas):
        return False  # the text names the unit or state, and it is not there
    if group.partners and is_supported:
        return True
    is_elsewhere = bool(areas) and not any(set(place.countries) & set(one.countries) for one in areas)
    if is_elsewhere and not (group.is_locative and weight >= _SURE):
        return False
    if group.is_strict and weight < STRONG and not (group.is_locative and is_supported):
        return False
    if weight < SMALL:
        is_only = (
            set(play) <= {place.country}
            and len(group.places) == 1
            and group.key == fold_name(place.name)
            and len(group.key) >= _LONG
        )
        return (is_supported or is_only) and group.is_locative
    is_alias = place.geometry == "point" and fold_name(place.name) != group.key
    is_sure = weight >= (STRONG if is_supported or place.geometry == "area" else _SURE)
    return group.is_locative or (is_sure and not is_alias)


def _may_lie_in(place: Place, area: Place) -> bool:
    """Say whether a place lies in an area, or so near it that lines and label points may be to blame."""
    if place == area or is_within(place, area) or is_within(area, place):
        return True
    if area.feature_code in _STATE or not set(place.countries) & set(area.countries):
        return bool(set(place.countries) & set(area.countries))
    away = distance_km(place, area)
    return away is None or away <= _NEARLY * (area.radius_km or 0.0) + _BLUR_KM


def _is_same(one: Place, other: Place) -> bool:
    """Say whether two records are one spot, or one holds the other: a town and its district."""
    if one.geometry == "area" and is_within(other, one):
        return True
    if other.geometry == "area" and is_within(one, other):
        return True
    away = distance_km(one, other)
    if away is not None and fold_name(one.name) == fold_name(other.name) and one.country == other.country:
        return away < max(6.0, _NEARLY * max(one.radius_km or 0.0, other.radius_km or 0.0))
    return away is not None and away < max(6.0, min(one.radius_km or 0.0, other.radius_km or 0.0, 60.0))
