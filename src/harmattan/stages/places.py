"""Find the places that a document names and decide which they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, ClassVar

from harmattan.model.annotations import DOCUMENT, PLACES, SENTENCES, PlaceMention
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Sentence, Token
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_memory import Heard, Named
from harmattan.stages.place_phrases import PhraseReader
from harmattan.stages.place_resolution import Resolution, resolve_names
from harmattan.stages.place_spans import NameSpan, is_capitalised, name_spans, person_words

__all__ = ["PlacesStage"]

_DASHES = frozenset({"-", "--", "–", "—", "―"})
_HEAD_SENTENCES = 3
_DATELINE_TOKENS = 16
_MOST_BETWEEN = 6


class PlacesStage:
    """Give the mentions of places of a document, by name or by phrase.

    Args:
        gazetteer: the places.
        words: the words of the document's language that stand with place names.
        country_of: the ISO alpha-3 code that an adjective of nationality means ("Malian"), None for other words.
            With it "the Malian border" is read, and adjectives count among the states a document speaks of.
    """

    name: ClassVar[str] = "places"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT, SENTENCES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (PLACES,)

    def __init__(
        self, gazetteer: Gazetteer, words: PlaceWords, country_of: Callable[[str], str | None] | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._country_of = country_of or _no_country

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the mentions in the order of the text."""
        text = layers[DOCUMENT].text
        sentences = layers[SENTENCES]
        spans = {
            sentence.index: name_spans(sentence, text, gazetteer=self._gazetteer, words=self._words)
            for sentence in sentences
        }
        pairs = [pair for sentence in sentences for pair in self._pairs(sentence, spans[sentence.index])]
        known = {span.key for found in spans.values() for span in found}
        resolved = resolve_names(
            [span for found in spans.values() for span in found],
            {(inner.sentence, inner.first): outer.places for inner, outer in pairs},
            {(outer.sentence, outer.first): inner.places for inner, outer in pairs},
            gazetteer=self._gazetteer,
            words=self._words,
            people=frozenset(word for sentence in sentences for word in person_words(sentence, self._words)),
            lower_case=frozenset(
                token.text for sentence in sentences for token in sentence.tokens if token.text in known
            ),
            extra_countries=self._adjective_countries(sentences),
        )
        return {PLACES: tuple(self._mentions(sentences, text, spans, resolved))}

    def _mentions(
        self,
        sentences: Sequence[Sentence],
        text: str,
        spans: Mapping[int, Sequence[NameSpan]],
        resolved: Mapping[tuple[int, int], Resolution],
    ) -> Iterator[PlaceMention]:
        heard: list[Heard] = []
        last_place: PlaceMention | None = None
        for order, sentence in enumerate(sentences):
            found = spans[sentence.index]
            named = [
                Named(span, resolved[span.sentence, span.first])
                for span in found
                if (span.sentence, span.first) in resolved
            ]
            reader = PhraseReader(
                sentence, text, named, heard,
                words=self._words, gazetteer=self._gazetteer, country_of=self._country_of,
            )  # fmt: skip
            mentions = reader.mentions()
            heard = [*heard[-8:], *reader.heard]
            dateline = self._dateline_end(sentence, mentions) if order < _HEAD_SENTENCES else -1
            mentions = tuple(replace(one, is_dateline=one.last <= dateline) for one in mentions)
            unknown = self._unknown(sentence, text, found, mentions)
            everything = sorted((*mentions, *unknown), key=lambda one: one.first)
            taken = {token for one in everything for token in range(one.first, one.last + 1)}
            capitals = [one for one in reader.capitals() if one.head not in taken]
            everything.extend(capitals)
            pointers = reader.pointer(last_place, [one for one in mentions if not one.is_dateline])
            yield from sorted((*everything, *pointers), key=lambda one: one.first)
            last_place = next((one for one in reversed(mentions) if one.place and not one.is_dateline), last_place)

    def _pairs(self, sentence: Sentence, spans: Sequence[NameSpan]) -> Iterator[tuple[NameSpan, NameSpan]]:
        """Yield names with the unit or state given beside them: "X, Y", "X, in Y province", "X (Y)", "Y's X"."""
        for left, right in pairwise(spans):
            if self._says_where(sentence, left.last, right.first):
                yield left, right
            elif self._is_possessed(sentence, left.last, right.first):
                yield right, left

    def _is_possessed(self, sentence: Sentence, last: int, first: int) -> bool:
        between = [token.text.lower() for token in sentence.tokens[last + 1 : first]]
        if not between or len(between) > _MOST_BETWEEN or not self._words.has("possessive_mark", between[0]):
            return False
        kinds = ("direction_adjective", "direction_modifier", "admin_unit", "settlement", "genitive", "own")
        return all(any(self._words.has(kind, word) for kind in kinds) for word in between[1:])

    def _says_where(self, sentence: Sentence, last: int, first: int) -> bool:
        between = [token.text.lower() for token in sentence.tokens[last + 1 : first]]
        if not 1 <= len(between) <= _MOST_BETWEEN:
            return False
        kinds = ("inside", "article", "admin_unit", "genitive", "direction_adjective", "direction_noun", "possessive")
        fits = all(word in ",(-" or any(self._words.has(kind, word) for kind in kinds) for word in between)
        return fits and (between[0] in ",(" or self._words.has("inside", between[0]))

    def _unknown(
        self, sentence: Sentence, text: str, spans: Sequence[NameSpan], mentions: Sequence[PlaceMention]
    ) -> Iterator[PlaceMention]:
        """Yield names that the text says are places but the gazetteer does not hold: "the village of X"."""
        taken = {token for one in mentions for token in range(one.first, one.last + 1)}
        starts = {span.first for span in spans}
        tokens = sentence.tokens
        for token in tokens:
            if token.index in taken or not is_capitalised(token) or token.index < 2 or len(token.text) < 3:
                continue
            if fold_name(token.text) in self._words.stopped or token.pos not in ("PROPN", "NOUN", "X"):
                continue
            last = token.index
            while last + 1 < len(tokens) and is_capitalised(tokens[last + 1]) and last - token.index < 3:
                last += 1
            if self._is_called_place(tokens, token.index) or self._is_located(sentence, token.index, last, starts):
                taken |= set(range(token.index, last + 1))
                span = sentence.span(token.index, last, text)
                yield PlaceMention(
                    sentence.index, token.index, last, last, span, None, confidence=0.5, rule="unknown-name"
                )

    def _is_called_place(self, tokens: Sequence[Token], first: int) -> bool:
        of, noun = tokens[first - 1].text.lower(), tokens[first - 2].text
        if not self._words.has("genitive", of) or not noun.islower():
            return False
        return self._words.has("settlement", noun) or self._words.has("admin_unit", noun)

    def _is_located(self, sentence: Sentence, first: int, last: int, starts: set[int]) -> bool:
        """Say whether a name after a preposition of place is followed by ", in Y"."""
        tokens = sentence.tokens
        low = tokens[first - 1].text.lower()
        if not self._words.has("locative", low) or is_capitalised(tokens[first - 1]):
            return False
        nearest = min((start for start in starts if start > last), default=None)
        return nearest is not None and self._says_where(sentence, last, nearest)

    def _dateline_end(self, sentence: Sentence, mentions: Sequence[PlaceMention]) -> int:
        """Return the last token of a dateline ("BAMAKO, March 3 (Agency) -") or byline, -1 when there is none."""
        tokens = sentence.tokens
        if not mentions or (mentions[0].place is None and not mentions[0].candidates):
            return -1
        if self._words.has("byline", tokens[0].text.lower()) and len(tokens) <= _DATELINE_TOKENS:
            has_verb = any(token.pos in ("VERB", "AUX") for token in tokens)
            return -1 if has_verb else tokens[-1].index
        if mentions[0].first != 0 or mentions[0].rule != "name":
            return -1
        for token in tokens[mentions[0].last + 1 : _DATELINE_TOKENS]:
            if token.text in _DASHES:
                spaced = token.start > tokens[token.index - 1].end
                return token.index if spaced and self._is_dateline(tokens[: token.index], mentions) else -1
        return -1

    def _is_dateline(self, tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> bool:
        """Say whether the words before the dash are names of places, a date or an agency in brackets only."""
        inside = {i for one in mentions for i in range(one.first, one.last + 1)}
        depth = 0
        for token in tokens:
            low = token.text.lower()
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if depth or token.text in (")", ",", ".", "/") or token.index in inside:
                continue
            if not (token.text[0].isdigit() or self._words.has("month", low) or self._words.has("follows_freely", low)):
                return False
        return True

    def _adjective_countries(self, sentences: Sequence[Sentence]) -> Iterator[str]:
        for sentence in sentences:
            for token in sentence.tokens:
                if is_capitalised(token) and (code := self._country_of(token.text)) is not None:
                    yield code


def _no_country(word: str) -> str | None:
    return None
