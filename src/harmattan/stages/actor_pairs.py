"""Resolve "the two countries", "both sides", "the pair" to the two whom the text spoke of last."""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Participant
from harmattan.model.syntax import Role, Token
from harmattan.stages.actor_memory import PEOPLE_KINDS, Record
from harmattan.stages.actor_reading import Reading
from harmattan.stages.nominals import core_range

__all__ = ["pair_mentions"]

_OPENING = (Role.NUMBER, Role.DETERMINER, Role.ADJECTIVE)
_STATE_NOUN, _PEOPLE_NOUN, _PAIR_NOUN, _PARTY_NOUN = "paired_state", "paired_people", "pair_noun", "paired_party"


def pair_mentions(reading: Reading, token: Token) -> list[ActorMention]:
    """Return a mention for each of the two, the first at the noun and the second at the word that counts them.

    None where the noun says itself whose they are ("the two Korean leaders"), or where more or fewer than two come in
    question.
    """
    words = [one for one in reading.tree.children(token.index) if one.index < token.index]
    counting = [one for one in words if reading.lexicon.is_in(one.text.lower(), "two")]
    is_pair = reading.lexicon.is_in(token.lemma, _PAIR_NOUN) and reading.is_any(
        {one.text.lower() for one in words}, "definite"
    )
    if is_pair:
        counting = [one for one in words if one.role is Role.DETERMINER]
    is_people = is_pair or reading.lexicon.is_in(token.lemma, _PEOPLE_NOUN)
    is_known = is_people or reading.lexicon.is_in(token.lemma, _STATE_NOUN)
    is_open = any(one.role not in _OPENING or one.index in reading.covered for one in words)
    is_owned = any(one.role is Role.OBLIQUE and one.case == "of" for one in reading.tree.children(token.index))
    if reading.lexicon.is_in(token.lemma, _PARTY_NOUN) and not reading.is_subject(token):
        return []  # "N urged both sides to stop": N is none of them
    if not counting or not is_known or is_open or is_owned or reading.is_any(_lower(words), "indefinite"):
        return []
    two = _people(reading, token) if is_people else []
    two = two or (_states(reading, token) if reading.lexicon.is_in(token.lemma, _STATE_NOUN) else [])
    if len(two) != 2:
        return []
    first, last = core_range(reading.tree, token.index)
    found = []
    # Each item of an event has a span of its own: the whole phrase, and its end.
    for record, head, rule, start in zip(
        two, (token.index, counting[0].index), ("pair", "shared pair"), (first, min(first + 1, last)), strict=True
    ):
        one = Participant(
            reading.span(start, last),
            antecedent=record.span,
            actor_id=record.actor_id,
            name=record.name,
            country=record.country,
            sector=record.sector,
            wikidata=record.wikidata,
        )
        found.append(ActorMention(reading.sentence.index, first, last, head, one, 0.6, rule))
    return found


def _lower(words: list[Token]) -> set[str]:
    return {one.text.lower() for one in words}


def _people(reading: Reading, token: Token) -> list[Record]:
    """Return the last two people with a name."""
    named = reading.memory.nearest(token.start, reading.sentence.index, lambda one: one.kind in PEOPLE_KINDS)
    found = {one.name: one for one in reversed(named) if one.name and not one.is_plural}
    return sorted(found.values(), key=lambda one: one.span.start) if len(found) == 2 else []


def _states(reading: Reading, token: Token) -> list[Record]:
    """Return the last two states that were spoken of, as their governments."""
    named = reading.memory.nearest(token.start, reading.sentence.index, lambda one: len(one.country or "") == 3)
    found: dict[str, Record] = {}
    for record in named:
        if record.country and (record.country not in found or record.kind == "country"):
            found[record.country] = record
    if len(found) != 2:
        return []
    ordered = sorted(found.values(), key=lambda one: one.span.start)
    return [one if one.kind == "country" else _as_state(one) for one in ordered]


def _as_state(record: Record) -> Record:
    return replace(record, name=None, actor_id=None, wikidata=None).changed(sector="GOV")
