"""Read phrases that mean the country in focus or a part of it: "the capital", "the north", "across the country".

The country in focus is the one last spoken of, or, where none was named close by, the one that the document speaks of
most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harmattan.model.annotations import PlaceMention
from harmattan.model.place import Place
from harmattan.model.syntax import Sentence
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_memory import part_of
from harmattan.stages.place_spans import is_capitalised

__all__ = ["CountryReader", "Focus"]

_MOST_SURE = 0.6
"""No phrase that points back is surer than this."""
_HYPHENS = frozenset("-‐‑–")
Focus = Callable[[int], tuple[Place, float] | None]
"""Gives the country in focus before a token, and how sure that is."""


@dataclass(frozen=True, slots=True)
class CountryReader:
    """Reads the phrases of one sentence; `starts` are the tokens at which names begin."""

    sentence: Sentence
    text: str
    starts: frozenset[int]
    focus: Focus
    words: PlaceWords
    gazetteer: Gazetteer
    country_of: Callable[[str], str | None]

    def mentions(self) -> Iterator[PlaceMention]:
        """Yield the mentions in order."""
        for index, token in enumerate(self.sentence.tokens):
            if is_capitalised(token):
                continue
            low = token.text.lower()
            if self._has(index, "capital_noun"):
                yield from self._capital(index)
            elif self._has(index, "country_noun"):
                yield from self._country(index)
            elif self.words.has("direction_noun", low) and self.words.has("direction_adjective", low):
                yield from self._direction(index)
            elif self._has(index, "part_noun_directed"):
                yield from self._directed(index)

    def _low(self, index: int) -> str:
        tokens = self.sentence.tokens
        return tokens[index].text.lower() if 0 <= index < len(tokens) else ""

    def _has(self, index: int, kind: str) -> bool:
        return self.words.has(kind, self._low(index))

    def _capital(self, index: int) -> Iterator[PlaceMention]:
        """Read "in the capital", "in the Malian capital"; "the capital of X" and "the capital, X" say which it is."""
        owner = self.country_of(self.sentence.tokens[index - 1].text) if index else None
        first = index - 1 if owner is None else index - 2
        if not self._has(first, "article") or not self._has(first - 1, "locative"):
            return
        follows_name = index + 1 in self.starts or (self._low(index + 1) == "," and self._name_near(index + 2))
        if self._has(index + 1, "genitive") or follows_name or self._is_compound(index):
            return
        found = self.focus(index) if owner is None else (self.gazetteer.country_place(owner), _MOST_SURE)
        if found is None or found[0].country is None:
            return
        if (capital := self.gazetteer.capital_place(found[0].country)) is not None:
            yield self._mention(first, index, index, capital, "anaphor", found[1])

    def _country(self, index: int) -> Iterator[PlaceMention]:
        """Read "across the country"."""
        is_one = self._has(index - 1, "article") and self._has(index - 2, "locative_strict")
        if not is_one or self._has(index + 1, "possessive_mark") or self._is_compound(index):
            return
        if self._has(index + 1, "genitive") or (found := self.focus(index)) is None:
            return
        yield self._mention(index - 1, index, index, found[0], "anaphor", found[1])

    def _direction(self, index: int) -> Iterator[PlaceMention]:
        """Read "the far north of the country" and, under a preposition of place, "the north"."""
        start = index
        while self._has(start - 1, "direction_modifier"):
            start -= 1
        if not self._has(start - 1, "article"):
            return
        last = self._of_the_country(index)
        is_free = not self._has(index + 1, "genitive") and not self._is_compound(index)
        is_bare = is_free and self._has(start - 2, "locative_strict") and self._low(index + 1) not in _HYPHENS
        if last > index or is_bare:
            yield from self._part(start - 1, last, index)

    def _directed(self, index: int) -> Iterator[PlaceMention]:
        """Read "the northern part of the country" and, under a preposition of place, "the northern region"."""
        start = index
        is_directed = False
        while self._has(start - 1, "direction_adjective") or self._has(start - 1, "direction_modifier"):
            start -= 1
            is_directed = is_directed or self._has(start, "direction_adjective")
        if not is_directed or not self._has(start - 1, "article"):
            return
        last = self._of_the_country(index)
        is_governed = self._has(start - 2, "locative_strict") and not self._has(index + 1, "genitive")
        if last > index or (is_governed and index + 1 not in self.starts and not self._is_compound(index)):
            yield from self._part(start - 1, last, index)

    def _part(self, first: int, last: int, head: int) -> Iterator[PlaceMention]:
        if (found := self.focus(first)) is not None:
            yield self._mention(first, last, head, part_of(found[0]), "part-of", found[1])

    def _of_the_country(self, index: int) -> int:
        """Return the last token of "of the country" after a token, or the token itself."""
        is_there = self._has(index + 1, "genitive") and self._has(index + 2, "article")
        return index + 3 if is_there and self._has(index + 3, "country_noun") else index

    def _name_near(self, index: int) -> bool:
        return index in self.starts or index + 1 in self.starts

    def _is_compound(self, index: int) -> bool:
        """Say whether a noun follows, so that the word only describes it."""
        following = self.sentence.tokens[index + 1 : index + 2]
        return bool(following) and following[0].pos in ("NOUN", "PROPN")

    def _mention(self, first: int, last: int, head: int, place: Place, rule: str, confidence: float) -> PlaceMention:
        return PlaceMention(
            *(self.sentence.index, first, last, head, self.sentence.span(first, last, self.text), place),
            confidence=round(min(confidence, _MOST_SURE), 2),
            rule=rule,
        )
