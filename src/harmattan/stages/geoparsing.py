"""Find the places of a text alone, without a parse: for `harmattan places` and as a measure of its own.

Names are found as in the coder (`place_spans`), adjectives and nouns for people beside them, all are ranked together
(`toponyms`). A word that may as well be a person, a body or a common word needs support: a preposition of place, a unit
beside it, its state or province in the text, or its size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from harmattan.model.annotations import PLACES, SENTENCES, TEXT, PlaceMention
from harmattan.model.layers import Layers
from harmattan.model.place import EventPlace, Place
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_spans import NameSpan, longest_at, name_spans, names_state, person_words
from harmattan.stages.places import PlacesStage
from harmattan.stages.toponym_candidates import CandidateReader
from harmattan.stages.toponyms import Ranked, ToponymRanker, located_in

__all__ = ["FoundPlace", "Geoparser", "light_sentences"]

ENOUGH, ENOUGH_IN_TITLE = 5.5, 6.2
"""What a name must score to be taken for a place; more in a headline and at the head of a sentence."""
LOCATIVE, INSIDE, BESIDE, SPOKEN_OF = 1.6, 0.4, 2.5, 1.4
"""What a preposition of place, one that no person follows, a unit beside, and its state or province in the text add."""
_PHRASES = ("part-of", "near", "offset")
_RULES = ("name", "spelling", *_PHRASES)
_BODIES = ("organisation", "institution", "title", "admin_unit")
_PERSON = -2.5
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|(?:St|Ste|Mt|Ft|W|N|S|E)\.(?=\s?[A-Z])|['’]s\b|\w+(?:['’](?!s\b)\w+)*|[^\w\s]")
_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Sgt|Capt|Rev|Gov|Sen|Rep|Jr|Sr|Co|Inc|No|vs)\.)$"
)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a text names.

    `place` is None when the text does not settle which of the `candidates` it is. `kind` is name, adjective for an
    adjective or a noun for people ("Malian"), or what a phrase makes of a name: part-of ("northern Benin"), near,
    offset ("12 km north of Dori"). `confidence` is 0 to 1.
    """

    span: Span
    place: Place | None
    candidates: tuple[Place, ...]
    kind: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        """Return the place as it stands in an event, with kind and confidence in place of a role."""
        row = EventPlace(self.span, self.place, candidates=self.candidates).to_json()
        del row["role"]
        return {**row, "kind": self.kind, "confidence": self.confidence}


class Geoparser:
    """Finds and ranks the places of texts. Safe to share between threads.

    Args:
        gazetteer: the places.
        words: the words of the language that stand with place names.
        countries_of: the ISO alpha-3 codes that an adjective or a noun for people may mean.
        metonym: the code of the state that a by-name stands for, None for other names.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: PlaceWords,
        countries_of: Callable[[str], tuple[str, ...]],
        metonym: Callable[[str], str | None],
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._countries_of = countries_of
        self._stage = PlacesStage(gazetteer, words, self._only_country)
        self._ranker = ToponymRanker(gazetteer, CandidateReader(gazetteer, words, countries_of, metonym))

    def _only_country(self, adjective: str) -> str | None:
        codes = self._countries_of(adjective)
        return codes[0] if len(codes) == 1 else None

    def rank(self, text: str, spans: Sequence[tuple[int, int]], *, home: str | None = None) -> tuple[Ranked, ...]:
        """Say where toponyms are that somebody marked; see `ToponymRanker.rank`."""
        return self._ranker.rank(text, spans, home=home)

    def find(self, text: str, *, home: str | None = None) -> tuple[FoundPlace, ...]:
        """Return the places of a text in order, with the phrases that say which part or point is meant.

        "northern Benin" is an area within Benin, "12 km north of Dori" a point with a radius.

        Args:
            text: the document.
            home: ISO alpha-3 code of the publisher's country, where it is known.
        """
        sentences = light_sentences(text)
        layers = Layers().including({TEXT: text, SENTENCES: sentences})
        told = [one for one in self._stage.run(layers)[PLACES] if one.rule in _RULES and one.place is not None]
        people = frozenset(word for sentence in sentences for word in person_words(sentence, self._words))
        lower = frozenset(token.text for sentence in sentences for token in sentence.tokens if token.text.islower())
        marked: dict[tuple[int, int], NameSpan | None] = {}
        for sentence in sentences:
            marked.update(self._marked(sentence, text))
        spans = sorted(marked)
        ranked = self._ranker.rank(text, spans, home=home)
        spoken = _spoken_of(ranked)
        located = self._located(text, spans, [one for one in marked.values() if one is not None])
        found: dict[tuple[int, int], FoundPlace] = {}
        for span, one in zip(spans, ranked, strict=True):
            name = marked[span]
            around = next((m for m in told if m.span.start <= span[0] and span[1] <= m.span.end), None)
            if around is not None and around.place is not None and _agree(around, one):
                kind = around.rule if around.rule in _PHRASES else "name"
                sure = max(around.confidence, one.probability) if kind == "name" else around.confidence
                place = around.place if around.rule in _PHRASES or not one.is_settled else one.place
                key = around.span.start, around.span.end
                found[key] = FoundPlace(around.span, place, (), kind, sure)
            elif name is None or self._is_place(name, one, people, lower, spoken, located):
                found[span] = _found(text, one, "adjective" if name is None and one.rule == "adjective" else "name")
        for one in told:
            if not any(start < one.span.end and one.span.start < end for start, end in found):
                kind = one.rule if one.rule in _PHRASES else "name"
                found[one.span.start, one.span.end] = FoundPlace(one.span, one.place, (), kind, one.confidence)
        return tuple(found[key] for key in sorted(found))

    def _marked(self, sentence: Sentence, text: str) -> dict[tuple[int, int], NameSpan | None]:
        """Return what may be a toponym in a sentence; None for a form that can mean nothing else."""
        found: dict[tuple[int, int], NameSpan | None] = {}
        tokens = sentence.tokens
        taken: set[int] = set()
        for name in name_spans(sentence, text, gazetteer=self._gazetteer, words=self._words):
            found[tokens[name.first].start, tokens[name.last].end] = name
            taken.update(range(name.first, name.last + 1))
        for first, last in (
            *self._abbreviations(tokens, text),
            *self._adjectives(tokens, text),
            *self._inner(sentence, text),
        ):
            if not taken.intersection(range(first, last + 1)):
                found[tokens[first].start, tokens[last].end] = None
                taken.update(range(first, last + 1))
        return found

    def _abbreviations(self, tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
        """Yield the short forms of provinces behind a comma ("Akron, Ohio": ", OH") or with points inside ("W.Va.")."""
        for token in tokens[1:]:
            word = token.text
            is_behind = tokens[token.index - 1].text == "," and token.index > 1
            if word.isupper() and any(one.feature_code == "RGN" for one in self._gazetteer.lookup_abbreviation(word)):
                yield token.index, token.index
                continue
            is_short = word.isupper() or text[token.end : token.end + 1] == "." or "." in word
            if word[:1].isupper() and is_short and (is_behind or "." in word[:-1]):
                if self._gazetteer.lookup_abbreviation(word):
                    yield token.index, token.index

    def _inner(self, sentence: Sentence, text: str) -> Iterator[tuple[int, int]]:
        """Yield names of states, provinces and districts inside longer names: "the Ukraine Defence Ministry"."""
        k = 0
        while k < len(sentence.tokens):
            match = longest_at(sentence, text, k, self._gazetteer, self._words)
            if match is None:
                k += 1
                continue
            last, key, places = match
            after = sentence.tokens[last + 1].text.lower() if last + 1 < len(sentence.tokens) else ""
            is_body = any(self._words.has(kind, after) for kind in _BODIES)
            is_area = names_state(places) or (places[0].feature_code == "ADM1" and is_body)
            is_unit = any(one.feature_code == "ADM2" for one in places) and self._words.has(
                "admin_unit", key.split()[-1]
            )
            is_name = key not in self._words.stopped and key not in self._words.given
            if (is_area and len(key) > 3 and is_name) or is_unit:
                yield k, last
            k = last + 1

    def _adjectives(self, tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
        """Yield adjectives and nouns for people: "Malian", "South Sudanese", "Texans"."""
        k = 0
        while k < len(tokens):
            size = next((n for n in (2, 1) if self._is_adjective(tokens[k : k + n], n, text)), 0)
            if size:
                yield k, k + size - 1
            k += size or 1

    def _is_adjective(self, tokens: Sequence[Token], size: int, text: str) -> bool:
        if len(tokens) < size or not all(one.text[:1].isupper() and one.text.isalpha() for one in tokens):
            return False
        form = text[tokens[0].start : tokens[-1].end]
        return bool(self._countries_of(form) or self._gazetteer.lookup_adjective(form))

    @staticmethod
    def _located(text: str, spans: Sequence[tuple[int, int]], names: Sequence[NameSpan]) -> frozenset[str]:
        """Return the names that the text puts somewhere, in one of their mentions at least."""
        by_start = {fold_name(text[start:end]) for start, end in located_in(text, spans)}
        return frozenset({one.key for one in names if one.is_locative or one.unit is not None} | by_start)

    def _is_place(
        self,
        name: NameSpan,
        ranked: Ranked,
        people: frozenset[str],
        lower: frozenset[str],
        spoken: frozenset[object],
        located: frozenset[str],
    ) -> bool:
        """Say whether a name is meant as a place."""
        if ranked.place is None:
            return False
        if names_state(name.places) and ranked.place.feature_code in ("PCLI", "PCLD"):
            return True
        score = self._gazetteer.weight(ranked.place)
        score += LOCATIVE * (name.key in located) + INSIDE * name.is_inside + BESIDE * (name.unit is not None)
        score += SPOKEN_OF * len({ranked.place.country, (ranked.place.country, ranked.place.admin1)} & spoken) / 2
        score += _PERSON * (name.key in people or name.key in lower or name.key in self._words.given)
        return score >= (ENOUGH_IN_TITLE if name.is_strict else ENOUGH)


def _agree(mention: PlaceMention, ranked: Ranked) -> bool:
    """Say whether a mention and what its name most likely is can be the same, or the name is not settled."""
    if mention.place is None or not ranked.is_settled or ranked.place is None:
        return True
    return bool(set(mention.place.countries) & set(ranked.place.countries)) or mention.place == ranked.place


def _spoken_of(ranked: Sequence[Ranked]) -> frozenset[object]:
    """Return the states and first-level units that the text names themselves."""
    areas = [one.place for one in ranked if one.place is not None and one.probability > 0.5]
    states = {one.country for one in areas if one.feature_code in ("PCLI", "PCLD", "ADM1")}
    units = {(one.country, one.admin1) for one in areas if one.feature_code in ("ADM1", "ADM2")}
    return frozenset({*states, *units})


def _found(text: str, ranked: Ranked, kind: str) -> FoundPlace:
    place = ranked.place if ranked.is_settled else None
    return FoundPlace(
        Span.of(text, ranked.start, ranked.end),
        place,
        ranked.candidates if place is None else (),
        kind,
        ranked.probability,
    )


def light_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with tokens, cut by punctuation alone; tokens have no part of speech."""
    sentences: list[Sentence] = []
    start = 0
    ends = [
        match.end()
        for match in _END.finditer(text)
        if not _ABBREVIATED.search(text, max(0, match.start() - 6), match.start() + 1)
    ]
    for end in [*ends, len(text)]:
        tokens = tuple(
            Token(k, one.start(), one.end(), one.group(), one.group().lower(), "X", k, Role.DEPENDENT)
            for k, one in enumerate(_TOKEN.finditer(text, start, end))
        )
        if tokens:
            first, last = tokens[0].start, tokens[-1].end
            sentences.append(Sentence(len(sentences), first, last, text[first:last], tokens, False, 0))
        start = end
    return tuple(sentences)
