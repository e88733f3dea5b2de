"""Sentences and tokens with language-neutral roles.

One adapter a language maps its parser's labels here (`stages/syntax.py`); no stage reads raw labels.
Prepositions are folded: in "met with Talon" the token "Talon" is an OBLIQUE of "met" with case "with".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from harmattan.model.spans import Span

__all__ = ["Role", "Sentence", "Token"]


class Role(StrEnum):
    """What a token is to its head."""

    ROOT = "root"
    AGENT = "agent"  # subject of an active verb, or the "by" phrase of a passive
    PATIENT = "patient"  # object of an active verb, or the subject of a passive
    DATIVE = "dative"
    OBLIQUE = "oblique"  # noun under a preposition, on a verb or noun; the preposition is its case
    ATTRIBUTE = "attribute"  # predicate noun or adjective of a copula
    COMPLEMENT = "complement"  # finite clause: "said that ..."
    OPEN_COMPLEMENT = "open_complement"  # infinitive or gerund without subject: "pledged to ..."
    PREP_CLAUSE = "prep_clause"  # gerund under a preposition: "accused of killing"; the preposition is its case
    ADVERBIAL_CLAUSE = "adverbial_clause"
    RELATIVE = "relative"
    PARTICIPLE = "participle"  # reduced relative: "talks aimed at ..."
    APPOSITION = "apposition"
    CONJUNCT = "conjunct"
    POSSESSOR = "possessor"
    ADJECTIVE = "adjective"
    COMPOUND = "compound"
    NUMBER = "number"
    DETERMINER = "determiner"
    NEGATION = "negation"
    AUXILIARY = "auxiliary"
    PASSIVE_AUXILIARY = "passive_auxiliary"
    PARTICLE = "particle"
    MARK = "mark"
    CASE = "case"
    COORDINATOR = "coordinator"
    ADVERB = "adverb"
    TEMPORAL = "temporal"  # bare noun phrase of time: "last year"
    EXPLETIVE = "expletive"
    PUNCTUATION = "punctuation"
    DEPENDENT = "dependent"


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `index` and `head` count within its sentence, `start` and `end` in the document's text.

    `lemma` is lower case. `pos` is a universal part of speech (NOUN, PROPN, VERB, AUX, ADJ, NUM, ...).
    `case` is the folded preposition(s) of an OBLIQUE or PREP_CLAUSE, lower case, or None. `features`
    holds "past", "present", "participle", "gerund", "infinitive", "plural", "pronoun" where known, and "marker" of
    the word that marks an infinitive.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    head: int
    role: Role
    case: str | None = None
    features: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the text and its tokens; unparsed ones carry tokens without roles.

    A sentence that holds no predicate, cue or number is left unparsed (`is_parsed` False): its tokens have
    pos "X", role DEPENDENT and head equal to their own index.
    """

    index: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    is_parsed: bool = True
    paragraph: int = 0

    def children(self, index: int) -> tuple[Token, ...]:
        """Return the direct dependents of a token, in order."""
        return tuple(token for token in self.tokens if token.head == index and token.index != index)

    def subtree(self, index: int) -> tuple[int, int]:
        """Return the first and last token index of a token's subtree."""
        first = last = index
        grew = True
        inside = {index}
        while grew:
            grew = False
            for token in self.tokens:
                if token.head in inside and token.index not in inside:
                    inside.add(token.index)
                    first, last = min(first, token.index), max(last, token.index)
                    grew = True
        return first, last

    def span(self, first: int, last: int, document_text: str) -> Span:
        """Return the span from one token to another, both included."""
        return Span.of(document_text, self.tokens[first].start, self.tokens[last].end)
