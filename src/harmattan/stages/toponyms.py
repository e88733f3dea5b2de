"""Say where each toponym of a document is: all candidates of all names weighed together.

For people who want places alone, and for names that somebody else has marked. A name has one meaning in a document
unless a unit beside it says otherwise ("Springfield, Ohio"). What counts for a candidate: what the text puts it in, the
states and provinces in play, nearness to the other places, how big it is, whether the name is its own.

The names of a document are settled together: each round weighs candidates by what the others most likely are
(mean-field over a few rounds), so that the order of the text does not matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from harmattan.model.place import Place
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name
from harmattan.stages.place_resolution import distance_km, is_within
from harmattan.stages.toponym_candidates import CandidateReader, Rule

__all__ = ["Ranked", "ToponymRanker", "located_in"]

PAIR, APART = 6.0, -2.0
"""In what stands beside it ("X, Y"), or not although something does."""
COUNTRY, PROVINCE, NEAR, HOLDS = 2.2, 2.6, 1.8, 1.0
"""Most that a candidate gains from the other places in its state, its first-level unit, near it, inside it."""
_ALIAS = -1.2
CITY_FIRST, _CITY = -1.5, 1_000_000
"""What a province loses to a city of so many people in it that has its name: "New York"."""
_SAME_COUNTRY_AS_PUBLISHER = 1.2
_CLOSE_KM = 120.0
_ROUNDS = 4
_TEMPERATURE = 0.6
_HIGHEST, _HIGHEST_STATE = 7.2, 9.2
"""Most that size counts for a place, and for a state."""
_STATE = ("PCLI", "PCLD")
_WIDE = ("CONT", "OCN", "RGN", "SEA")
_MOST_ANCHORS = 60
_MOST_CANDIDATES = 5
_SURE = 0.75


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a toponym most likely is.

    `place` is the best candidate whatever its margin, None where nothing fits; `probability` is its share among all
    candidates, which run from the likeliest down. `rule` says how the name was read.
    """

    start: int
    end: int
    place: Place | None
    probability: float
    candidates: tuple[Place, ...]
    rule: Rule

    @property
    def is_settled(self) -> bool:
        """Say whether the text settles the name."""
        return self.place is not None and self.probability >= _SURE


@dataclass(slots=True)
class _Group:
    """The mentions of one name, with what they may be."""

    places: tuple[Place, ...]
    rule: Rule
    key: str
    members: list[int]
    priors: list[float]
    shares: list[float]


class ToponymRanker:
    """Ranks the candidates of marked toponyms. Safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, reader: CandidateReader) -> None:
        self._gazetteer = gazetteer
        self._reader = reader

    def rank(self, text: str, spans: Sequence[tuple[int, int]], *, home: str | None = None) -> tuple[Ranked, ...]:
        """Return what each span is, in the order given.

        Args:
            text: the document.
            spans: start and end of each toponym, in code points; they may overlap.
            home: ISO alpha-3 code of the publisher's country, where it is known.
        """
        order = sorted(range(len(spans)), key=lambda one: spans[one])
        outer = _beside(text, [spans[one] for one in order])
        partner_of = {order[inner]: order[out] for inner, out in outer.items()}
        groups, group_of = self._groups(text, spans, order, partner_of)
        for group in groups:
            group.priors = [self._prior(group, place, home) for place in group.places]
            group.shares = _softmax(group.priors)
        links = {
            k: [group_of[partner_of[m]] for m in group.members if m in partner_of] for k, group in enumerate(groups)
        }
        inside: dict[int, list[int]] = defaultdict(list)
        for k, outers in links.items():
            for one in outers:
                inside[one].append(k)
        grid = _Distances(groups)
        for _ in range(_ROUNDS):
            self._round(groups, links, inside, grid)
        ranked = [self._ranked(span, groups[group_of[k]]) for k, span in enumerate(spans)]
        return tuple(_focused(one, ranked) for one in ranked)

    def _groups(
        self, text: str, spans: Sequence[tuple[int, int]], order: Sequence[int], partner_of: Mapping[int, int]
    ) -> tuple[list[_Group], dict[int, int]]:
        """Return the names with their mentions; one with a unit beside it is a name of its own."""
        groups: list[_Group] = []
        index: dict[tuple[str, str], int] = {}
        group_of: dict[int, int] = {}
        paired: dict[str, list[int]] = defaultdict(list)
        for one in order:
            start, end = spans[one]
            found = self._reader.read(text, start, end)
            beside = fold_name(text[slice(*spans[partner_of[one]])]) if one in partner_of else ""
            key = (found.key, beside)
            if key not in index:
                index[key] = len(groups)
                groups.append(_Group(found.places, found.rule, found.key, [], [], []))
                paired[found.key].append(index[key])
            group_of[one] = index[key]
            groups[index[key]].members.append(one)
        # A bare name means what it means where the text says more, if it says so once only.
        for key_, numbers in paired.items():
            bare = index.get((key_, ""))
            others = [number for number in numbers if number != bare]
            if bare is not None and len(others) == 1:
                target = groups[others[0]]
                target.members.extend(groups[bare].members)
                for one in groups[bare].members:
                    group_of[one] = others[0]
                groups[bare].members = []
        return groups, group_of

    def _prior(self, group: _Group, place: Place, home: str | None) -> float:
        code = place.feature_code or ""
        score = min(self._gazetteer.weight(place), _HIGHEST_STATE if code in _STATE else _HIGHEST)
        if place.geometry == "point" and fold_name(place.name) != group.key:
            score += _ALIAS
        if place.feature_code == "ADM1" and any(
            one.geometry == "point" and (one.population or 0) >= _CITY and is_within(one, place) for one in group.places
        ):
            score += CITY_FIRST
        if home is not None and home in place.countries:
            score += _SAME_COUNTRY_AS_PUBLISHER
        return score

    def _round(
        self,
        groups: Sequence[_Group],
        links: Mapping[int, Sequence[int]],
        inside: Mapping[int, Sequence[int]],
        grid: _Distances,
    ) -> None:
        """Weigh all candidates once by what the other names most likely are."""
        countries, provinces, total = _votes(groups)
        near = grid.nearness(groups)
        fresh: list[list[float]] = []
        for k, group in enumerate(groups):
            if not group.places or not group.members:
                fresh.append([0.0] * len(group.places))
                continue
            own_countries, own_provinces, own = _votes([group])
            rest = max(total - own, 1e-9)
            scores = []
            for j, place in enumerate(group.places):
                score = group.priors[j]
                if total - own > 0:
                    share = max((countries[c] - own_countries[c] for c in place.countries), default=0.0) / rest
                    score += COUNTRY * _saturated(share)
                    if place.admin1 is not None and place.feature_code not in _STATE:
                        unit = (place.country, fold_name(place.admin1))
                        score += PROVINCE * _saturated((provinces[unit] - own_provinces[unit]) / rest)
                score += NEAR * near[k][j]
                score += self._told(
                    place, [groups[one] for one in links.get(k, ())], [groups[one] for one in inside.get(k, ())]
                )
                scores.append(score)
            fresh.append(_softmax(scores))
        for group, shares in zip(groups, fresh, strict=True):
            group.shares = shares

    @staticmethod
    def _told(place: Place, outers: Sequence[_Group], inners: Sequence[_Group]) -> float:
        """Return what the units beside a name say for a candidate."""
        score = 0.0
        for group in outers:
            held = sum(share for area, share in zip(group.places, group.shares, strict=True) if is_within(place, area))
            score = max(score, PAIR * held) if held > 0.05 else min(score, APART)
        for group in inners:
            held = sum(share for one, share in zip(group.places, group.shares, strict=True) if is_within(one, place))
            score += HOLDS * held
        return score

    @staticmethod
    def _ranked(span: tuple[int, int], group: _Group) -> Ranked:
        if not group.places:
            return Ranked(*span, None, 0.0, (), group.rule)
        order = sorted(range(len(group.places)), key=lambda one: -group.shares[one])
        places = tuple(group.places[one] for one in order[:_MOST_CANDIDATES])
        best = places[0]
        # Records of one spot, and a town with its district, count together.
        share = sum(group.shares[one] for one in order if _is_one(group.places[one], best))
        return Ranked(*span, best, round(min(share, 1.0), 3), places, group.rule)


def _focused(one: Ranked, ranked: Sequence[Ranked]) -> Ranked:
    """Return an unknown name with the place of the nearest known one: names of one report are mostly neighbours."""
    if one.place is not None:
        return one
    known = [other for other in ranked if other.place is not None and other.rule != "focus"]
    narrow = [other for other in known if other.place and other.place.feature_code not in (*_STATE, *_WIDE)] or known
    if not narrow:
        return one
    nearest = min(narrow, key=lambda other: (max(one.start - other.end, other.start - one.end), other.start))
    return replace(one, place=nearest.place, rule="focus")


def _is_one(place: Place, best: Place) -> bool:
    if place == best or is_within(place, best) or is_within(best, place):
        return True
    away = distance_km(place, best)
    return away is not None and away < 10


def _votes(groups: Iterable[_Group]) -> tuple[dict[str | None, float], dict[tuple[str | None, str], float], float]:
    """Return how much the names speak for each state and first-level unit, each name by the root of its mentions."""
    countries: dict[str | None, float] = defaultdict(float)
    provinces: dict[tuple[str | None, str], float] = defaultdict(float)
    total = 0.0
    for group in groups:
        weight = math.sqrt(len(group.members))
        for place, share in zip(group.places, group.shares, strict=True):
            if share < 0.02 or place.feature_code in _WIDE:
                continue
            total += weight * share
            for country in place.countries:
                countries[country] += weight * share / len(place.countries)
            if place.admin1 is not None:
                provinces[place.country, fold_name(place.admin1)] += weight * share
    return countries, provinces, total


def _saturated(share: float) -> float:
    """Return 0 to 1: half of all votes say nearly as much as all of them."""
    return share * (2.0 - share) if share > 0 else 0.0


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp((one - top) / _TEMPERATURE) for one in scores]
    total = sum(powers)
    return [one / total for one in powers]


class _Distances:
    """Distances between the candidates of a document, computed once."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        import numpy

        self._numpy = numpy
        self._spots: list[tuple[int, int]] = [
            (k, j)
            for k, group in enumerate(groups)
            if group.members
            for j, place in enumerate(group.places)
            if place.latitude is not None and place.feature_code not in (*_WIDE, *_STATE)
        ]
        places = [groups[k].places[j] for k, j in self._spots]
        latitude = numpy.radians(numpy.array([one.latitude for one in places], dtype=float))
        longitude = numpy.radians(numpy.array([one.longitude for one in places], dtype=float))
        vectors = numpy.stack(
            [
                numpy.cos(latitude) * numpy.cos(longitude),
                numpy.cos(latitude) * numpy.sin(longitude),
                numpy.sin(latitude),
            ],
            1,
        ).reshape(-1, 3)
        self._vectors = vectors.astype("float32")
        self._owner = numpy.array([k for k, _ in self._spots], dtype=int)

    def nearness(self, groups: Sequence[_Group]) -> list[list[float]]:
        """Return, by name and candidate, 0 to 1: how near the likeliest places of the other names are."""
        numpy = self._numpy
        found = [[0.0] * len(group.places) for group in groups]
        if not self._spots:
            return found
        shares = numpy.array([groups[k].shares[j] for k, j in self._spots])
        anchors = numpy.argsort(-shares, kind="stable")[:_MOST_ANCHORS]
        anchors = anchors[shares[anchors] > 0.1]
        if not len(anchors):
            return found
        cosine = numpy.clip(self._vectors @ self._vectors[anchors].T, -1.0, 1.0)
        closeness: Any = numpy.exp(-numpy.arccos(cosine) * 6371.0 / _CLOSE_KM) * shares[anchors]
        closeness[self._owner[:, None] == self._owner[anchors][None, :]] = 0.0
        best = numpy.sort(closeness, axis=1)[:, -3:].sum(axis=1) / 2.0
        for (k, j), value in zip(self._spots, numpy.minimum(best, 1.0), strict=True):
            found[k][j] = float(value)
        return found


def located_in(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans that the text puts in the next one: X of "X, Y"; spans in the order of the text."""
    return tuple(spans[k] for k in _beside(text, spans))


_LINKS = ("", "in", "in the", "(", "of")


def _beside(text: str, spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return, by number, which span names what another lies in: "X, Y", "X (Y)", "X, in Y"; spans in order."""
    found: dict[int, int] = {}
    for k, ((_, end), (start, _)) in enumerate(pairwise(spans)):
        between = text[end:start] if 0 < start - end <= 12 else ""
        stripped = between.strip().lower()
        if stripped[:1] in (",", "(") and stripped.lstrip(",( ") in _LINKS:
            found[k] = k + 1
    return found
