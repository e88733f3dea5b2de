"""Find counts of people and of happenings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Literal, cast

from harmattan.model.annotations import QUANTITIES, SENTENCES, TEXT, QuantityMention
from harmattan.model.event import CountKind
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.lexemes import Lexeme, lex
from harmattan.reference.words import Words
from harmattan.stages.count_phrases import ZERO_KINDS, CountPhrase, CountReader
from harmattan.stages.count_rules import Counted, Reading, count_readings
from harmattan.stages.date_phrases import DateScanner

__all__ = ["QuantitiesStage"]

_What = CountKind | Literal["occurrences", "people"]

_YEAR = re.compile(r"(19|20)\d\d")

_NOUN_REACH = 6
"""The counted noun stands within as many tokens of its number: "1,000 extra Chadian infantry soldiers"."""

_MODIFIERS = ("ADJ", "NOUN", "PROPN", "VERB", "NUM")
_COUNT_ROLES = (Role.NUMBER, Role.DETERMINER, Role.ADJECTIVE, Role.COMPOUND, Role.DEPENDENT)


class QuantitiesStage:
    """Read counts by the tables of a language pack and the syntax around them.

    A number is a count when a noun for people or happenings follows it, or when a word such as "killed" governs it;
    everything else (money, distances, ages, years, scores) gives no mention.
    """

    name: ClassVar[str] = "quantities"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (TEXT, SENTENCES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (QUANTITIES,)

    def __init__(self, words: Words) -> None:
        self._words = words
        self._reader = CountReader(words)
        self._dates = DateScanner(words)
        entries = [entry for some in words.count_words.values() for entry in some]
        self._companions = frozenset(entry.companion for entry in entries if entry.companion)

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the counts in the order of the text."""
        text = layers[TEXT]
        found: list[QuantityMention] = []
        for sentence in layers[SENTENCES]:
            if sentence.is_parsed:
                found.extend(self._sentence(sentence, text))
        return {QUANTITIES: tuple(found)}

    def _sentence(self, sentence: Sentence, text: str) -> Iterator[QuantityMention]:
        lexemes = lex(sentence.text, offset=sentence.start)
        taken: set[int] = set()
        phrases = self._reader.read(lexemes)
        # An article counts a noun only where no number does: "another 12 soldiers".
        for phrase in sorted(phrases, key=lambda one: one.kind == "article"):
            place = _tokens(sentence, lexemes, phrase)
            counted = None if place is None else self._counted(sentence, phrase, place)
            if place is None or counted is None or counted.noun in taken:
                continue
            if not counted.is_bare and self._is_dated(sentence, lexemes, phrase, counted):
                continue
            mentions = tuple(self._mentions(sentence, text, phrase, place, counted))
            if mentions and phrase.kind != "article":
                taken.add(counted.noun)
            yield from mentions

    def _counted(self, sentence: Sentence, phrase: CountPhrase, place: _Place) -> Counted | None:
        """Find the noun that a number counts; None where it counts neither people nor happenings."""
        tokens = sentence.tokens
        node = _outward(sentence, place.number, place.number_last)
        if phrase.kind == "zero_pronoun":
            return Counted(node, node, is_bare=True)
        token = tokens[node]
        if token.role in _COUNT_ROLES and place.number_last < token.head <= place.last + _NOUN_REACH:
            if self._is_countable(tokens[token.head], phrase):
                node = _over_hedge(sentence, token.head, place)
                return Counted(token.head, node, is_bare=False, is_hedged=_is_in_hedge(sentence, node, place))
            is_verb = tokens[token.head].pos == "VERB"  # "280 have been killed and 900 displaced"
            if not is_verb and not self._is_countable_ahead(sentence, place.last + 1, token.head, phrase):
                return None
        whole = self._household(sentence, node)
        if whole is not None:
            return Counted(whole, whole, is_bare=False)
        for child in sentence.children(node):
            if child.role is Role.OBLIQUE and child.case == "of" and child.index > node:
                if child.pos == "PRON":
                    return Counted(node, node, is_bare=True)  # "killed two of them"
                return Counted(child.index, node, is_bare=False) if self._is_countable(child, phrase) else None
        ahead = self._ahead(sentence, place.last + 1, phrase)
        if ahead is not None:
            return Counted(ahead, ahead, is_bare=False)
        if phrase.kind in ("article", "series", "zero", "zero_negated") or self._has_other_noun(
            sentence, place.last + 1
        ):
            return None
        return Counted(node, node, is_bare=True)

    def _household(self, sentence: Sentence, node: int) -> int | None:
        """Return the people whose number a word tells: "a family of four"."""
        token = sentence.tokens[node]
        above = sentence.tokens[token.head]
        person = self._words.persons.get(above.lemma)
        if token.role is not Role.OBLIQUE or token.case != "of" or above.index > node or person is None:
            return None
        is_one = "plural" not in above.features and person.side in ("civilian", "other")
        return above.index if is_one and token.pos == "NUM" else None

    def _is_dated(self, sentence: Sentence, lexemes: Sequence[Lexeme], phrase: CountPhrase, counted: Counted) -> bool:
        """Say whether a number before a happening is its date: "the 1994 coup", "the April 20 arrest"."""
        if phrase.number_end - phrase.number != 1:
            return False
        is_year = _YEAR.fullmatch(lexemes[phrase.number].text) is not None
        if is_year and "plural" not in sentence.tokens[counted.noun].features:
            return True  # "the 2008 hostage-taking"
        dates = [one for one in self._dates.scan(lexemes) if one.first <= phrase.number < one.end]
        if sentence.tokens[counted.noun].lemma in self._words.persons:
            # "on May 3 last year soldiers shot", "in March 2019 gunmen seized"
            return any(one.end > phrase.number_end or (is_year and one.first < phrase.number) for one in dates)
        if is_year and phrase.count.best is not None and not phrase.count.is_approximate:
            return True
        return bool(dates)

    def _is_countable(self, noun: Token, phrase: CountPhrase) -> bool:
        person = self._words.persons.get(noun.lemma)
        is_singular = "plural" not in noun.features
        if phrase.kind == "article":
            return person is not None and not person.is_unit and is_singular and noun.pos in ("NOUN", "PROPN")
        entries = self._words.count_words.get(noun.lemma, ())
        if any(entry.pos == "noun" and entry.frame in ("self", "times") for entry in entries):
            return True
        if phrase.kind == "series":
            return False
        if person is not None:
            return phrase.is_bound or not person.is_unit
        # "four Nigerians": people named by their country or group.
        return noun.text[:1].isupper() and "plural" in noun.features and phrase.kind not in ZERO_KINDS

    def _is_countable_ahead(self, sentence: Sentence, start: int, stop: int, phrase: CountPhrase) -> bool:
        found = self._ahead(sentence, start, phrase)
        return found is not None and found <= stop

    def _ahead(self, sentence: Sentence, start: int, phrase: CountPhrase) -> int | None:
        """Look for the counted noun in the words that follow, whatever the parser made of them."""
        for token in sentence.tokens[start : start + _NOUN_REACH]:
            is_noun = token.pos in ("NOUN", "PROPN") and self._is_countable(token, phrase)
            following = sentence.tokens[token.index + 1 : token.index + 2]
            if is_noun and not (following and following[0].pos == "NOUN" and token.role is Role.COMPOUND):
                return token.index
            if token.pos not in _MODIFIERS or (token.pos == "VERB" and token.role is not Role.ADJECTIVE):
                return None
        return None

    def _has_other_noun(self, sentence: Sentence, start: int) -> bool:
        """Say whether some other noun follows the number: "killed 12 goats"."""
        for token in sentence.tokens[start : start + 2]:
            entries = self._words.count_words.get(token.text.lower(), ())
            if any(entry.frame == "attribute" for entry in entries):
                return False
            if token.pos in ("NOUN", "PROPN"):
                return True
            if token.pos != "ADJ":
                return False
        return False

    def _mentions(
        self, sentence: Sentence, text: str, phrase: CountPhrase, place: _Place, counted: Counted
    ) -> Iterator[QuantityMention]:
        last = max(place.last, counted.noun)
        span = sentence.span(place.first, last, text)
        base = QuantityMention(
            sentence.index, place.first, last, counted.noun, span, "people", phrase.count, None, "people"
        )
        if phrase.kind == "zero_negated" and not _is_negated(sentence, counted.node):
            return
        is_own = counted.is_bare and sentence.tokens[counted.node].role in (Role.PATIENT, Role.AGENT)
        if phrase.is_part and not is_own:  # but "killed two of them"
            if not counted.is_bare:
                yield replace(base, rule="part")
            return
        emitted = False
        is_noun_of_people = phrase.kind in ZERO_KINDS and sentence.tokens[counted.noun].lemma in self._words.persons
        for reading in count_readings(sentence, counted, self._words):
            if is_noun_of_people and reading.rule == "self":
                # "No hostages were freed" does not say that nobody was abducted.
                continue
            for mention in self._read(base, phrase, counted, reading):
                emitted = True
                yield mention
        lemma = sentence.tokens[counted.noun].lemma
        is_person = lemma in self._words.persons and lemma not in self._companions
        if not emitted and is_person and not counted.is_bare and phrase.kind not in ("article", *ZERO_KINDS):
            yield base

    def _read(
        self, base: QuantityMention, phrase: CountPhrase, counted: Counted, reading: Reading
    ) -> Iterator[QuantityMention]:
        count = phrase.count
        is_zero = phrase.kind in ZERO_KINDS
        if phrase.kind == "article" and reading.rule not in ("verb", "of"):
            return
        if is_zero and (reading.what[0] in ("occurrences", "troops") or reading.rule == "toll"):
            return
        if len(reading.what) > 1 and not is_zero:
            yield replace(base, governor=reading.governor, rule="casualties")
            return
        if reading.rule == "toll":
            count = replace(count, is_cumulative=True)
        if reading.rule == "times" and reading.governor is not None:
            yield replace(base, what="occurrences", head=reading.governor, rule="times")
            return
        for what in reading.what:
            yield replace(base, what=cast(_What, what), count=count, governor=reading.governor, rule=reading.rule)


def _is_in_hedge(sentence: Sentence, noun: int, place: _Place) -> bool:
    """Say whether the preposition of a noun is part of its number: "wounded between four and six people"."""
    return any(
        child.role is Role.CASE and place.first <= child.index < place.number for child in sentence.children(noun)
    )


class _Place:
    """The tokens of a phrase: first..last with hedges, number..number_last without."""

    __slots__ = ("first", "last", "number", "number_last")

    def __init__(self, first: int, last: int, number: int, number_last: int) -> None:
        self.first, self.last, self.number, self.number_last = first, last, number, number_last


def _tokens(sentence: Sentence, lexemes: Sequence[Lexeme], phrase: CountPhrase) -> _Place | None:
    """Return the tokens that a phrase covers; None where a token is cut ("M23")."""
    starts = {token.start: token.index for token in sentence.tokens}
    inside = [
        token.index
        for token in sentence.tokens
        if token.start < lexemes[phrase.end - 1].end and lexemes[phrase.first].start < token.end
    ]
    number = [
        token.index
        for token in sentence.tokens
        if token.start < lexemes[phrase.number_end - 1].end and lexemes[phrase.number].start < token.end
    ]
    if not inside or not number or lexemes[phrase.number].start not in starts:
        return None
    return _Place(inside[0], inside[-1], number[0], number[-1])


def _over_hedge(sentence: Sentence, noun: int, place: _Place) -> int:
    """Return the token through which a noun hangs on the sentence: "upwards" where it hangs on "upwards of"."""
    above = sentence.tokens[noun].head
    return above if place.first <= above < place.number else noun


def _outward(sentence: Sentence, first: int, last: int) -> int:
    """Return the token of a number through which it hangs on the sentence."""
    for token in reversed(sentence.tokens[first : last + 1]):
        if (not first <= token.head <= last or token.head == token.index) and token.role not in (
            Role.PUNCTUATION,
            Role.CASE,
        ):
            return token.index
    return last


def _is_negated(sentence: Sentence, node: int) -> bool:
    """Say whether the verb over a token, or one that it completes, is negated."""
    token = sentence.tokens[node]
    for _ in range(3):
        token = sentence.tokens[token.head]
        if any(child.role is Role.NEGATION for child in sentence.children(token.index)):
            return True
        if token.role is not Role.OPEN_COMPLEMENT:
            return False
    return False
