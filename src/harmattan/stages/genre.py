"""Tell reports of events from figures of speech and bare mentions.

Sports pages attack, defend, shoot and are massacred: there a violent word is an event only beside people in arms, the
police or the dead.
"""

from __future__ import annotations

from collections.abc import Iterable

from harmattan.model.annotations import ActorMention, DateMention, PlaceMention, QuantityMention
from harmattan.model.syntax import Sentence
from harmattan.reference.lexicon import Lexicon
from harmattan.stages.arguments import Tree
from harmattan.stages.draft import Draft
from harmattan.stages.participants import Cast

__all__ = ["Genre", "is_figurative", "is_told"]

_SPORT_WORDS = 5
"""As many different words of sport make a text a sports report ..."""
_SPORT_SHARE = 0.012
"""... if they are this share of its words."""
_SPORT_WORDS_IN_SENTENCE = 2

_PHYSICAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "THREATEN", "SANCTION", "PROTEST", "CONCEDE"})
_VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_SIGNED = frozenset({"AGREE", "SUPPORT", "CONCEDE"})
"""Verbal types of which a date tells enough: "a ceasefire signed on May 20"."""
_SOCIAL = frozenset({"CONSULT", "SUPPORT", "REQUEST", "AGREE", "REJECT"})
"""Types of which private people do the like every day: "she met a friend", "he asked us not to give his name"."""
_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "PTY", "OPP"})
_FOLK = frozenset({"CVL", "REF", "LAB", "AGR"})
_ARMED = frozenset({"MIL", "COP", "REB", "UAF", "CRM", "PRM", "SPY"})


class Genre:
    """Whether a document is a sports report."""

    __slots__ = ("_words", "is_sport")

    def __init__(self, lexicon: Lexicon, sentences: Iterable[Sentence]) -> None:
        self._words = lexicon.classes.get("sport", frozenset())
        total = 0
        hits: list[str] = []
        for sentence in sentences:
            total += len(sentence.tokens)
            hits.extend(self._sport_words(sentence))
        self.is_sport = len(set(hits)) >= _SPORT_WORDS and len(hits) >= _SPORT_SHARE * total

    def _sport_words(self, sentence: Sentence) -> list[str]:
        return [
            lower
            for token in sentence.tokens
            if (lower := token.text.lower()) in self._words or (token.lemma in self._words and token.lemma != lower)
        ]

    def is_sport_sentence(self, sentence: Sentence) -> bool:
        """Say whether one sentence speaks of sport."""
        return self.is_sport or len(set(self._sport_words(sentence))) >= _SPORT_WORDS_IN_SENTENCE


def is_figurative(
    genre: Genre, sentence: Sentence, draft: Draft, cast: Cast, quantities: tuple[QuantityMention, ...]
) -> bool:
    """Say whether an event in a text on sport is a figure of speech, or the doings of athletes."""
    if not genre.is_sport_sentence(sentence):
        return False
    if draft.event_type not in _PHYSICAL:
        return not any(one.participant.sector in _ARMED | _OFFICIAL for one in cast.actors)
    if any(one.what in ("killed", "injured", "arrested", "abducted") for one in quantities):
        return False
    return not any(one.participant.sector in _ARMED for one in (*cast.actors, *cast.recipients))


def _is_private(tree: Tree, mention: ActorMention) -> bool:
    """Say whether a party is somebody of whom nothing is known, or one civilian: no state, office, body or crowd."""
    sector, country = mention.participant.sector, mention.participant.country
    features = tree.tokens[mention.head].features
    if "plural" in features and "pronoun" not in features:
        return False
    if sector is None:
        return country is None
    return sector == "CVL"


def _is_folk(tree: Tree, mention: ActorMention) -> bool:
    """Say whether a party is people of no office: their journeys are no visits between states."""
    return mention.participant.sector in _FOLK and "plural" in tree.tokens[mention.head].features


def is_told(
    tree: Tree,
    draft: Draft,
    cast: Cast,
    places: tuple[tuple[PlaceMention, str], ...],
    date: DateMention | None,
    quantities: tuple[QuantityMention, ...],
) -> bool:
    """Say whether anything is said of a happening.

    A bare "the attack" only points back to one told elsewhere; words without anyone who says or hears them are no deed.
    """
    has_date = date is not None and date.date.start is not None
    if draft.event_type in _VERBAL and not (cast.actors or cast.recipients or places):
        return has_date and draft.event_type in _SIGNED
    parties = (*cast.actors, *cast.recipients)
    if draft.event_type in _SOCIAL and parties and all(_is_private(tree, one) for one in parties):
        return False
    if draft.mode == "visit" and cast.actors and all(_is_folk(tree, one) for one in cast.actors):
        return False
    if draft.trigger.frame.pos != "noun":
        return True
    company = any(one.function not in ("modifier", "subject") for one in draft.trigger.arguments)
    if company and draft.event_type in _PHYSICAL:
        return True
    return bool(cast.actors or cast.recipients or places or quantities or has_date)
