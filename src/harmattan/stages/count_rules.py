"""Decide what a number counts, by the words that govern it in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.words import CountWord, Words

__all__ = ["Counted", "Reading", "count_readings"]

_NOUNS = ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")
_SUBJECTS = (Role.AGENT, Role.PATIENT)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the number belongs to.

    `noun` is the token that is counted, or the number's own where no noun follows; `node` the token through which the
    phrase hangs on the sentence ("dozens" in "dozens of attacks"); `is_bare` says that no noun follows, `is_hedged`
    that what the parser takes for the noun's preposition belongs to the number ("between 3 and 5 people").
    """

    noun: int
    node: int
    is_bare: bool
    is_hedged: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What is counted, by which word and by which rule."""

    what: tuple[str, ...]
    governor: int | None
    rule: str


def count_readings(sentence: Sentence, counted: Counted, words: Words) -> tuple[Reading, ...]:
    """Return every reading of a count; several where one object has several verbs ("abducted and killed")."""
    reader = _Reader(sentence, counted, words)
    own = (reader.verbs, reader.itself) if reader.is_person else (reader.itself,)  # "killed 12 hostages"
    for rule in (reader.beside, *own, reader.of_noun, reader.verbs, reader.times, reader.toll, reader.present):
        found = tuple(dict.fromkeys(rule()))
        if found:
            return found
    return ()


class _Reader:
    def __init__(self, sentence: Sentence, counted: Counted, words: Words) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._words = words
        self._counted = counted
        self._noun = sentence.tokens[counted.noun]
        self._person = words.persons.get(self._noun.lemma)
        self._node = self._top(sentence.tokens[counted.node])

    @property
    def is_person(self) -> bool:
        """Say whether people are counted, and not what befell them."""
        return self._person is not None

    def _top(self, node: Token) -> Token:
        """Climb from a listed noun to the first, and to its group: "two soldiers and five attackers were killed"."""
        for _ in range(len(self._tokens)):
            above = self._tokens[node.head]
            if self._is_group(node, above):
                node = above
                continue
            if node.role is not Role.CONJUNCT or above.pos not in _NOUNS or above.index == node.index:
                break
            node = above
        return node

    def _is_group(self, node: Token, above: Token) -> bool:
        """Say whether a noun only bundles the counted ones: "a group of 12 pilgrims"."""
        if node.role is not Role.OBLIQUE or node.case != "of" or above.index == 0:
            return False
        phrase = (self._tokens[above.index - 1].text.lower(), above.text.lower(), "of")
        numbers = self._words.numbers.get(phrase[0], ())
        return any(one.kind == "vague" and one.words == phrase for one in numbers)

    def _entries(self, lemma: str, pos: str, frame: str) -> Iterator[CountWord]:
        for entry in self._words.count_words.get(lemma, ()):
            if entry.pos == pos and entry.frame == frame:
                yield entry

    def _has_companion(self, verb: Token, companion: str) -> bool:
        near = self._sentence.children(verb.index)
        inside = [one for child in near for one in self._sentence.children(child.index)]
        return any(companion in (one.lemma, one.text.lower()) for one in (*near, *inside))

    def beside(self) -> Iterator[Reading]:
        """Read an adjective or participle beside the noun: "30 dead", "13 others wounded", "five wounded men"."""
        behind = self._counted.noun + 1
        if behind < len(self._tokens):
            token = self._tokens[behind]
            for entry in self._words.count_words.get(token.text.lower(), ()):
                if entry.frame == "attribute":
                    if token.role in (Role.ADJECTIVE, Role.COMPOUND) and token.head > behind:
                        continue
                    if not self._acts(token):
                        yield Reading(entry.what, behind, "beside")
                        return
            if self._is_headless_participle(token):
                yield from (
                    Reading(one.what, behind, "beside")
                    for one in self._entries(token.lemma, "verb", "patient")
                    if one.companion is None
                )
        for child in self._sentence.children(self._counted.noun):
            if child.role is not Role.ADJECTIVE or child.index > self._counted.noun:
                continue
            for entry in self._words.count_words.get(child.text.lower(), ()):
                if entry.frame == "attribute":
                    yield Reading(entry.what, child.index, "beside")

    def _acts(self, token: Token) -> bool:
        """Say whether a word that may be an adjective is a verb with an object or an auxiliary of its own."""
        if token.pos != "VERB":
            return False
        return any(
            child.role in (Role.PATIENT, Role.AUXILIARY) and child.index != self._counted.node
            for child in self._sentence.children(token.index)
        )

    def _is_headless_participle(self, token: Token) -> bool:
        """Say whether a verb behind the noun is a passive without auxiliary: "12 killed in raid"."""
        if token.pos not in ("VERB", "ADJ") or "past" not in token.features:
            return False
        if token.role is Role.PARTICIPLE and token.head == self._counted.noun:
            return True
        children = self._sentence.children(token.index)
        if any(child.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY) for child in children):
            return False
        objects = [child for child in children if child.role is Role.PATIENT and child.index > token.index]
        return not objects and not self._is_before_count(token.index + 1)

    def _is_before_count(self, index: int) -> bool:
        return index < len(self._tokens) and self._tokens[index].pos in ("NUM", "DET", "PROPN", "NOUN", "PRON")

    def itself(self) -> Iterator[Reading]:
        """Read nouns that are counts themselves: "30 deaths", "about 20 incursions"."""
        if self._counted.is_bare:
            return
        for entry in self._entries(self._noun.lemma, "noun", "self"):
            is_people = "occurrences" not in entry.what
            yield Reading(entry.what, self._noun.index if is_people else None, "self")

    def of_noun(self) -> Iterator[Reading]:
        """Read the complement of a noun: "the killing of 12 villagers", "the lives of ten men"."""
        node = self._node
        if node.role is not Role.OBLIQUE or node.case not in ("of", "to"):
            return
        above = self._tokens[node.head]
        if self._counted.is_bare and above.lemma not in self._words.count_words:
            return
        for entry in self._entries(above.lemma, "noun", "of"):
            if entry.companion not in (None, self._noun.lemma):
                continue
            yield Reading(entry.what, above.index, "of")

    def verbs(self) -> Iterator[Reading]:
        """Read the verb whose object or subject is counted, and those coordinated with it."""
        for verb, role in self._governing():
            frame = "patient" if role is Role.PATIENT else "agent"
            if self._is_alternative(verb) and role is not Role.AGENT:
                yield Reading(("killed", "injured"), verb.index, "verb")
                return
            for entry in self._entries(verb.lemma, "verb", frame):
                if entry.companion is not None and not self._has_companion(verb, entry.companion):
                    continue
                if entry.what == ("displaced",) and self._person and self._person.side not in ("civilian", "other"):
                    continue
                yield Reading(entry.what, verb.index, "verb")
            for entry in self._words.count_words.get(verb.text.lower(), ()):
                if entry.frame == "attribute" and role in _SUBJECTS and verb.pos in ("ADJ", "NOUN"):
                    yield Reading(entry.what, verb.index, "verb")

    def _is_alternative(self, verb: Token) -> bool:
        """Say whether a verb shares what it counts with another by "or": "20 were killed or wounded"."""
        listed = [one for one in self._sentence.children(verb.index) if one.role is Role.CONJUNCT and one.pos == "VERB"]
        both = {
            what
            for one in (verb, *listed)
            for entry in self._entries(one.lemma, "verb", "patient")
            for what in entry.what
        }
        links = (one for one in self._sentence.children(verb.index) if one.role is Role.COORDINATOR)
        is_or = any(
            any(entry.effect == "range_to" for entry in self._words.quantifiers.get(one.text.lower(), ()))
            for one in links
        )
        return is_or and {"killed", "injured"} <= both

    def times(self) -> Iterator[Reading]:
        """Read how often a verb happened: "struck four times", "attacked twice"."""
        token = self._noun
        verb = self._tokens[token.head]
        if token.role not in (Role.TEMPORAL, Role.ADVERB) or verb.pos != "VERB":
            return
        behind = self._tokens[token.index + 1 : token.index + 2]
        if behind and behind[0].role in (Role.ADVERB, Role.ADJECTIVE, Role.DETERMINER):
            return  # "five times as many", "twice the number"
        for entry in self._words.count_words.get(token.lemma, ()):
            if entry.frame == "times":
                yield Reading(entry.what, verb.index, "times")

    def _governing(self) -> Iterator[tuple[Token, Role]]:
        node = self._node
        is_object = self._counted.is_hedged and node.role is Role.OBLIQUE and node.index > node.head
        if is_object:
            yield self._tokens[node.head], Role.PATIENT
        if node.role in _SUBJECTS and self._may_head(node):
            verb = self._tokens[node.head]
            for one in self._coordinated(verb, node):
                yield one, node.role
            for child in self._sentence.children(verb.index):
                is_said_of = child.role in (Role.OPEN_COMPLEMENT, Role.ATTRIBUTE, Role.COMPLEMENT)
                if child.index < verb.index or self._has_subject(child):
                    continue
                if child.role is Role.COMPLEMENT and node.role is Role.AGENT:
                    continue  # "an officer said ... had wounded six"
                if (is_said_of and "past" in child.features | self._passive(child)) or child.role is Role.ATTRIBUTE:
                    yield child, Role.PATIENT
        for child in self._sentence.children(self._counted.noun):
            if child.role is Role.PARTICIPLE and "past" in child.features:
                yield child, Role.PATIENT
            elif child.role is Role.RELATIVE:
                for inner in self._sentence.children(child.index):
                    if inner.role in _SUBJECTS and "relative" in inner.features:
                        for one in self._coordinated(child, inner):
                            yield one, inner.role

    def _has_object(self, verb: Token) -> bool:
        return any(one.role is Role.PATIENT for one in self._sentence.children(verb.index))

    def _has_subject(self, verb: Token) -> bool:
        return any(one.role in _SUBJECTS for one in self._sentence.children(verb.index))

    def _passive(self, verb: Token) -> frozenset[str]:
        children = self._sentence.children(verb.index)
        return frozenset({"past"}) if any(one.role is Role.PASSIVE_AUXILIARY for one in children) else frozenset()

    def _may_head(self, node: Token) -> bool:
        return node.case is None or node.role is Role.PATIENT

    def _coordinated(self, verb: Token, node: Token) -> Iterator[Token]:
        """Yield a verb and those that share its object or subject."""
        yield verb
        above = self._tokens[verb.head]
        is_second = verb.role is Role.CONJUNCT and above.pos == "VERB"
        if is_second and node.role is Role.PATIENT and node.index > verb.index and not self._has_object(above):
            yield above
        if node.index < verb.index:
            for child in self._sentence.children(verb.index):
                # who acts by "by" is no subject: "two were shot and wounded by police"
                own = [one.role for one in self._sentence.children(child.index) if one.case is None]
                if any(
                    one.pos == "NUM" and verb.index < one.index < child.index
                    for one in self._sentence.children(child.index)
                ):
                    continue  # "ten were killed and 20 hurt"
                if child.role is Role.CONJUNCT and child.pos == "VERB" and not set(own) & set(_SUBJECTS):
                    yield child

    def toll(self) -> Iterator[Reading]:
        """Read a running total: "the death toll rose to 30", "a toll of 30"."""
        node = self._node
        above = self._tokens[node.head]
        near = [above, *self._sentence.children(above.index)]
        if above.pos in ("VERB", "AUX") and above.role is Role.CONJUNCT:
            near.extend(self._sentence.children(above.head))
        for token in near:
            for entry in self._entries(token.lemma, "noun", "toll"):
                yield Reading(entry.what, token.index, "toll")
                return

    def present(self) -> Iterator[Reading]:
        """Read people in arms who are somewhere or are moved: "deployed 500 soldiers", "a force of 800"."""
        node, above = self._node, self._tokens[self._node.head]
        if self._counted.is_bare:
            person = self._words.persons.get(above.lemma)
            is_unit = (
                person is not None
                and person.is_unit
                and person.side not in ("civilian", "other")
                and node.role is Role.OBLIQUE
                and node.case == "of"
            )
            if is_unit:
                yield Reading(("troops",), None, "unit")
            return
        if self._person is None or self._person.side not in ("military", "police", "rebel"):
            return
        if self._person.is_unit:
            yield Reading(("troops",), None, "unit")
            return
        for _ in range(3):
            pos = "verb" if above.pos in ("VERB", "AUX") else "noun"
            for entry in self._entries(above.lemma, pos, "present"):
                if entry.companion is None or self._has_companion(above, entry.companion):
                    yield Reading(("troops",), None, "present")
                    return
            if above.head == above.index or pos == "verb":
                return
            above = self._tokens[above.head]
