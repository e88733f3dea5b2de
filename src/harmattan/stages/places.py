"""Find the places that a document names and decide which they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from harmattan.model.annotations import PLACES, SENTENCES, TEXT, PlaceMention
from harmattan.model.layers import Layer, Layers
from harmattan.model.place import Place
from harmattan.model.syntax import Sentence, Token
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_anaphora import is_government, local_mentions, narrowest, pointing_mentions
from harmattan.stages.place_memory import Heard, Named
from harmattan.stages.place_phrases import PhraseReader
from harmattan.stages.place_resolution import STRONG, Resolution, is_within, resolve_names
from harmattan.stages.place_spans import NameSpan, is_capitalised, name_spans, names_state, person_words, speakers
from harmattan.stages.place_unknown import Home, UnknownName, located_mentions, respelt_spans, unknown_names

__all__ = ["PlacesStage"]

_DASHES = frozenset({"-", "--", "–", "—", "―"})
_HEAD_SENTENCES = 3
_DATELINE_TOKENS = 16
_MOST_BETWEEN = 6
_MEMORY = 20
"""How many of the places named before are kept for words that point back."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What the document itself says of names: people in it, names of people known, the states of its adjectives."""

    people: frozenset[str]
    surnames: frozenset[str]
    adjectives: tuple[str, ...]


class PlacesStage:
    """Give the mentions of places of a document, by name or by phrase.

    Args:
        gazetteer: the places.
        words: the words of the document's language that stand with place names.
        country_of: the ISO alpha-3 code that an adjective of nationality means ("Malian"), None for other words.
            With it "the Malian border" is read, and adjectives count among the states a document speaks of.
        surnames: folded names of people known from elsewhere (`surnames_of`): towns of those names need more proof.
    """

    name: ClassVar[str] = "places"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (TEXT, SENTENCES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (PLACES,)

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: PlaceWords,
        country_of: Callable[[str], str | None] | None = None,
        surnames: frozenset[str] = frozenset(),
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._country_of = country_of or _no_country
        self._surnames = surnames

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the mentions in the order of the text."""
        text = layers[TEXT]
        sentences = layers[SENTENCES]
        spans = {
            sentence.index: name_spans(sentence, text, gazetteer=self._gazetteer, words=self._words)
            for sentence in sentences
        }
        adjectives = tuple(self._adjective_countries(sentences))
        states = {span.places[0].country for found in spans.values() for span in found if names_state(span.places)}
        names = _Names(
            people=frozenset(word for sentence in sentences for word in person_words(sentence, self._words)),
            surnames=self._surnames | frozenset(self._speakers(sentences, states.union(adjectives))),
            adjectives=adjectives,
        )
        resolved = self._resolve(sentences, spans, names)
        respelt = self._respelt(sentences, text, spans, resolved, names)
        if respelt:
            spans = _with_spans(spans, respelt)
            resolved = self._resolve(sentences, spans, names)
        focus = self._focus_of(resolved, names)
        found = list(self._mentions(sentences, text, spans, resolved, focus))
        spelt = frozenset((span.sentence, span.first) for span in respelt)
        mentions = [_by_spelling(one, spelt) for one in found]
        return {PLACES: tuple(self._with_unknown(sentences, text, mentions, names, focus))}

    def _speakers(self, sentences: Sequence[Sentence], countries: set[str | None]) -> Iterator[str]:
        """Yield the names that speak, save those of big towns of the states named: they speak for their government."""
        for name in sorted({name for sentence in sentences for name in speakers(sentence, self._words)}):
            places = self._gazetteer.lookup_key(name)[:1]
            if not any(one.country in countries and self._gazetteer.weight(one) >= STRONG for one in places):
                yield name

    def _resolve(
        self, sentences: Sequence[Sentence], spans: Mapping[int, Sequence[NameSpan]], names: _Names
    ) -> dict[tuple[int, int], Resolution]:
        pairs = [pair for sentence in sentences for pair in self._pairs(sentence, spans[sentence.index])]
        known = {span.key for found in spans.values() for span in found}
        return resolve_names(
            [span for found in spans.values() for span in found],
            {(inner.sentence, inner.first): outer.places for inner, outer in pairs},
            {(outer.sentence, outer.first): inner.places for inner, outer in pairs},
            gazetteer=self._gazetteer,
            words=self._words,
            people=names.people,
            surnames=names.surnames,
            lower_case=frozenset(
                token.text for sentence in sentences for token in sentence.tokens if token.text in known
            ),
            extra_countries=names.adjectives,
        )

    def _play(self, resolved: Mapping[tuple[int, int], Resolution], names: _Names) -> Counter[str]:
        """Count the states of what was resolved and of adjectives."""
        places = (one.place for one in resolved.values() if one.place is not None)
        return Counter([*names.adjectives, *(place.country for place in places if place.country is not None)])

    def _focus_of(self, resolved: Mapping[tuple[int, int], Resolution], names: _Names) -> Place | None:
        """Return the state that a document speaks of most, if that is a third of all and more than any other."""
        play = self._play(resolved, names)
        if not play:
            return None
        ((code, most), *others) = play.most_common(2)
        is_first = most * 3 >= sum(play.values()) and all(count < most for _, count in others)
        return self._gazetteer.country_place(code) if is_first else None

    def _respelt(
        self,
        sentences: Sequence[Sentence],
        text: str,
        spans: Mapping[int, Sequence[NameSpan]],
        resolved: Mapping[tuple[int, int], Resolution],
        names: _Names,
    ) -> tuple[NameSpan, ...]:
        """Return spans for unknown names spelt almost like known ones, within the place beside them if there is one."""
        play = self._play(resolved, names)
        if not play:
            return ()
        unknown: list[UnknownName] = []
        for sentence in sentences:
            known = [one for one in spans[sentence.index] if (one.sentence, one.first) in resolved]
            taken = {token for one in known for token in range(one.first, one.last + 1)}
            unknown.extend(unknown_names(sentence, text, taken, self._words, names.people | names.surnames))
        by_index = {sentence.index: sentence for sentence in sentences}

        def unit_of(name: UnknownName) -> Place | None:
            after = (one for one in spans[name.sentence] if (one.sentence, one.first) in resolved)
            beside = next((one for one in after if one.first > name.last), None)
            if beside is None or not self._says_where(by_index[name.sentence], name.last, beside.first):
                return None
            return resolved[beside.sentence, beside.first].place

        found = tuple(
            respelt_spans(unknown, by_index, play, gazetteer=self._gazetteer, words=self._words, unit_of=unit_of)
        )
        if not found:
            return ()
        merged = _with_spans(spans, found)
        pairs = [pair for one in {span.sentence for span in found} for pair in self._pairs(by_index[one], merged[one])]
        outside = {
            (inner.sentence, inner.first)
            for inner, outer in pairs
            if not any(is_within(place, area) for place in inner.places for area in outer.places)
        }
        return tuple(span for span in found if (span.sentence, span.first) not in outside)

    def _with_unknown(
        self,
        sentences: Sequence[Sentence],
        text: str,
        mentions: Sequence[PlaceMention],
        names: _Names,
        focus: Place | None,
    ) -> Iterator[PlaceMention]:
        """Yield all mentions in order, with those of names that the gazetteer does not hold."""
        by_sentence: dict[int, list[PlaceMention]] = {sentence.index: [] for sentence in sentences}
        for one in mentions:
            by_sentence[one.sentence].append(one)
        unknown = [
            name
            for sentence in sentences
            for name in unknown_names(
                sentence, text, _tokens_of(by_sentence[sentence.index]), self._words, names.people | names.surnames
            )
        ]
        by_index = {sentence.index: sentence for sentence in sentences}
        for one in located_mentions(unknown, by_sentence, by_index, text, self._words, self._home(focus)):
            by_sentence[one.sentence].append(one)
        for sentence in sentences:
            yield from sorted(by_sentence[sentence.index], key=lambda one: one.first)

    def _mentions(
        self,
        sentences: Sequence[Sentence],
        text: str,
        spans: Mapping[int, Sequence[NameSpan]],
        resolved: Mapping[tuple[int, int], Resolution],
        focus: Place | None,
    ) -> Iterator[PlaceMention]:
        heard: list[Heard] = []
        border: Place | None = None
        last_place: PlaceMention | None = None
        told: list[PlaceMention] = []
        filed: PlaceMention | None = None
        for order, sentence in enumerate(sentences):
            spotted = [
                Named(span, resolved[span.sentence, span.first])
                for span in spans[sentence.index]
                if (span.sentence, span.first) in resolved
            ]
            reader = PhraseReader(
                sentence, text, spotted, heard,
                words=self._words, gazetteer=self._gazetteer, country_of=self._country_of,
                focus=focus, last_border=border,
            )  # fmt: skip
            mentions = reader.mentions()
            heard = [*heard[-8:], *reader.heard]
            borders = [one.place for one in mentions if self._is_border(sentence, one)]
            border = borders[-1] if borders else border
            dateline = self._dateline_end(sentence, mentions) if order < _HEAD_SENTENCES else -1
            mentions = tuple(replace(one, is_dateline=one.last <= dateline) for one in mentions)
            named = [one for one in mentions if not one.is_dateline]
            told = [*told[-_MEMORY:], *(one for one in named if not is_government(one, sentence))]
            everything = list(mentions)
            filed = filed or next((one for one in mentions if one.is_dateline), None)
            for one in (
                *local_mentions(sentence, text, filed, self._words),
                *pointing_mentions(sentence, text, told, self._words),
                *reader.country_phrases(),
                *reader.pointer(last_place, named),
            ):
                if not _tokens_of(everything) & _tokens_of([one]):
                    everything.append(one)
            yield from sorted(everything, key=lambda one: one.first)
            last = next((one for one in reversed(named) if one.place), None)
            last_place = narrowest(last, named) if last is not None else last_place

    def _home(self, focus: Place | None) -> Home:
        """Return what gives the state of an adjective, or without one that in focus."""

        def home(adjective: str | None) -> Place | None:
            if adjective is None:
                return focus
            code = self._country_of(adjective)
            return None if code is None else self._gazetteer.country_place(code)

        return home

    def _is_border(self, sentence: Sentence, mention: PlaceMention) -> bool:
        return self._words.has("border", sentence.tokens[mention.head].text.lower()) and mention.place is not None

    def _pairs(self, sentence: Sentence, spans: Sequence[NameSpan]) -> Iterator[tuple[NameSpan, NameSpan]]:
        """Yield names with the unit or state given beside them: "X, Y", "X, in Y province", "X (Y)", "Y's X"."""
        for left, right in pairwise(spans):
            if self._says_where(sentence, left.last, right.first):
                is_fitting = any(is_within(place, area) for place in left.places for area in right.places)
                if is_fitting or right.first - left.last > 2 or self._is_put_elsewhere(sentence, left, right):
                    yield left, right
            elif self._is_possessed(sentence, left.last, right.first):
                yield right, left

    def _is_put_elsewhere(self, sentence: Sentence, left: NameSpan, right: NameSpan) -> bool:
        """Say whether the text puts a place in a state or unit where none of its name is known: "attacked X in Y"."""
        is_unit = right.places[0].feature_code in ("PCLI", "PCLD", "ADM1") or right.unit is not None
        is_small = all(self._gazetteer.weight(place) < STRONG for place in left.places)
        before = sentence.tokens[left.first - 1] if left.first else None
        is_said = is_small or left.is_inside or (before is not None and before.pos == "VERB" and left.is_locative)
        return is_unit and is_said and self._words.has("inside", sentence.tokens[left.last + 1].text.lower())

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
            # A hyphen within a word is no dash: "(Acan-Efe) --".
            if token.text in _DASHES and token.start > tokens[token.index - 1].end:
                return token.index if self._is_dateline(tokens[: token.index], mentions) else -1
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


def _tokens_of(mentions: Sequence[PlaceMention]) -> set[int]:
    return {token for one in mentions for token in range(one.first, one.last + 1)}


def _with_spans(spans: Mapping[int, Sequence[NameSpan]], more: Sequence[NameSpan]) -> dict[int, tuple[NameSpan, ...]]:
    """Put spans in their places, instead of any that they overlap."""
    merged = {}
    for sentence, found in spans.items():
        new = [one for one in more if one.sentence == sentence]
        kept = [one for one in found if not any(one.first <= other.last and other.first <= one.last for other in new)]
        merged[sentence] = tuple(sorted((*kept, *new), key=lambda one: one.first))
    return merged


def _by_spelling(mention: PlaceMention, spelt: frozenset[tuple[int, int]]) -> PlaceMention:
    """Mark a mention whose name was matched by another spelling."""
    if not any((mention.sentence, token) in spelt for token in range(mention.first, mention.last + 1)):
        return mention
    rule = "spelling" if mention.rule == "name" else mention.rule
    return replace(mention, rule=rule, confidence=round(0.8 * mention.confidence, 2))
