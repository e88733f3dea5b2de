"""Remember the states and regions a text has spoken of, so that "its", "their" and "the country" find theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from harmattan.model.place import Place
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_resolution import Resolution
from harmattan.stages.place_spans import NameSpan, are_listed, is_capitalised

__all__ = ["REACH", "Heard", "Memory", "Named", "part_of", "shared_area"]

REACH = 2
"""How many sentences back "its" and "there" may point."""
_PART_PREC = 5
"""UCDP's where_prec of a part of a country."""
_BELONGS = (Role.COMPOUND, Role.POSSESSOR, Role.CONJUNCT, Role.APPOSITION, Role.ADJECTIVE)


@dataclass(frozen=True, slots=True)
class Named:
    """A resolved name in its sentence."""

    span: NameSpan
    resolution: Resolution

    @property
    def place(self) -> Place | None:
        """Return what the name means, None when undecided."""
        return self.resolution.place


@dataclass(frozen=True, slots=True)
class Heard:
    """States or regions named in one breath ("Mali and Niger"), where, and whether they act in their sentence."""

    sentence: int
    token: int
    places: tuple[Place, ...]
    is_agent: bool
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class _Entry:
    first: int
    last: int
    place: Place
    named: Named | None


class Memory:
    """What was heard up to and in one sentence; `heard` is what this sentence adds."""

    def __init__(
        self,
        sentence: Sentence,
        named: Sequence[Named],
        before: Sequence[Heard],
        *,
        words: PlaceWords,
        gazetteer: Gazetteer,
        country_of: Callable[[str], str | None],
    ) -> None:
        self._sentence = sentence
        self._words = words
        self._gazetteer = gazetteer
        self.heard = tuple(map(self._heard_of, self._groups(self._entries(named, country_of))))
        self._all = (*before, *self.heard)

    def antecedent(
        self, before: int, *, is_plural: bool, by_name: bool = False
    ) -> tuple[tuple[Place, ...], float] | None:
        """Return what "its" or "their" before a token means, and how sure that is.

        "Their" takes the nearest list of the sentence ("A, B and C ... their borders"), before or after it; else the
        last subject of the sentence wins, then its last state, then those of the sentences before. `by_name` puts
        states before adjectives: "X said that Malian soldiers were in the country" means X.
        """
        here = self._sentence.index
        if is_plural:
            lists = [one for one in self._all if one.sentence == here and len(one.places) > 1]
            if lists:
                return min(lists, key=lambda one: abs(one.token - before)).places, 0.65
        same = [one for one in self._all if one.sentence == here and one.token < before]
        for pool, confidence in ((same, 0.75), (self._earlier(), 0.5)):
            named = [one for one in pool if one.is_named] if by_name else []
            chosen = [one for one in named or pool if one.is_agent] or named or pool
            if chosen:
                places = chosen[-1].places
                return (places if is_plural else places[-1:]), confidence
        return None

    def names_guests_only(self, before: int) -> bool:
        """Say whether a pronoun acts and the states named before a token are those of whom it meets.

        "He received Ghana's premier in the capital" tells of his own capital.
        """
        tokens = self._sentence.tokens
        same = [one for one in self._all if one.sentence == self._sentence.index and one.token < before]
        is_by_pronoun = any(
            token.role is Role.AGENT and token.pos == "PRON" and tokens[token.head].role is Role.ROOT
            for token in tokens
        )
        owners = (Role.POSSESSOR, Role.COMPOUND, Role.ADJECTIVE)
        return bool(same) and is_by_pronoun and all(tokens[one.token].role in owners for one in same)

    def last_except(self, before: int, others: Sequence[Place]) -> Place | None:
        """Return the state last heard before a token that is none of the others."""
        theirs = {code for one in others for code in one.countries}
        for one in reversed(self._all):
            if one.sentence == self._sentence.index and one.token >= before:
                continue
            for place in one.places:
                if place.country is not None and place.country not in theirs:
                    return place
        return None

    def _earlier(self) -> list[Heard]:
        for back in range(1, REACH + 1):
            if pool := [one for one in self._all if one.sentence == self._sentence.index - back]:
                return pool
        return []

    def _entries(self, named: Sequence[Named], country_of: Callable[[str], str | None]) -> list[_Entry]:
        """Return the states that names and adjectives of the sentence stand for, in order."""
        found = []
        covered: set[int] = set()
        for one in named:
            covered |= set(range(one.span.first, one.span.last + 1))
            if one.place is not None and (owner := self._owner_of(one.place)) is not None:
                found.append(_Entry(one.span.first, one.span.last, owner, one))
        for token in self._sentence.tokens:
            if token.index not in covered and is_capitalised(token) and (code := country_of(token.text)) is not None:
                found.append(_Entry(token.index, token.index, self._gazetteer.country_place(code), None))
        return sorted(found, key=lambda one: one.first)

    def _groups(self, entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
        group: list[_Entry] = []
        for entry in entries:
            last = group[-1].named if group else None
            if last and entry.named and are_listed(self._sentence, last.span, entry.named.span, self._words):
                group.append(entry)
                continue
            if group:
                yield group
            group = [entry]
        if group:
            yield group

    def _owner_of(self, place: Place) -> Place | None:
        """Return the state that a place belongs to, or the region itself when it spans several."""
        if place.country is None:
            return place if place.countries else None
        return self._gazetteer.country_place(place.country)

    def _heard_of(self, group: Sequence[_Entry]) -> Heard:
        places = tuple(dict.fromkeys(one.place for one in group))
        return Heard(
            self._sentence.index,
            group[0].first,
            places,
            any(self._acts(one.last) for one in group),
            group[0].named is not None,
        )

    def _acts(self, index: int) -> bool:
        """Say whether a token is, or belongs to, the subject of its clause."""
        token = self._sentence.tokens[index]
        for _ in range(4):
            if token.role is Role.AGENT:
                return True
            if token.role not in _BELONGS or token.head == token.index:
                return False
            token = self._sentence.tokens[token.head]
        return False


def part_of(place: Place) -> Place:
    """Return a part of a place: of a state or region an area of where_prec 5, of a unit or town the place itself."""
    if place.where_prec < 5:
        return place
    return replace(place, where_prec=_PART_PREC, geometry="area")


def shared_area(places: Sequence[Place]) -> Place:
    """Return the part of one place, or the area that several states share, which has no point of its own."""
    if len(places) == 1:
        return part_of(places[0])
    countries = tuple(dict.fromkeys(code for place in places for code in place.countries))
    name = ", ".join(place.name for place in places)
    return Place(
        name=name,
        country=countries[0] if len(countries) == 1 else None,
        countries=countries,
        geometry="area",
        where_prec=_PART_PREC,
    )
