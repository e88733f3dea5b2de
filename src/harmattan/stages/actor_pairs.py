"""Resolve "the two countries", "both sides", "the pair" to the two whom the text spoke of last."""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Participant
from harmattan.model.syntax import Role, Token
from harmattan.reference.actors import INTERNATIONAL
from harmattan.stages.actor_memory import PEOPLE_KINDS, Record
from harmattan.stages.actor_reading import Reading
from harmattan.stages.nominals import core_range, full_range

__all__ = ["pair_mentions"]

_THREE = 3
_LEAD = 1.5
"""How many times as often as the third state two must be named for a document to be about them."""
_OPENING = (Role.NUMBER, Role.DETERMINER, Role.ADJECTIVE, Role.CASE)
_STATE_NOUN, _PEOPLE_NOUN, _PAIR_NOUN, _PARTY_NOUN = "paired_state", "paired_people", "pair_noun", "paired_party"


def pair_mentions(reading: Reading, token: Token) -> list[ActorMention]:
    """Return a mention for each of two or three: at the noun, at the word that counts them, at the article.

    None where the noun says itself whose they are ("the two Korean leaders"), or where more or fewer come in question.
    """
    words = [one for one in reading.tree.children(token.index) if one.index < token.index]
    counting = [one for one in words if reading.lexicon.is_in(one.text.lower(), "two")]
    is_pair = reading.lexicon.is_in(token.lemma, _PAIR_NOUN) and reading.is_any(
        {one.text.lower() for one in words}, "definite"
    )
    if is_pair:
        counting = [one for one in words if one.role is Role.DETERMINER]
    number = 2
    if not counting:
        counting = [one for one in words if reading.lexicon.is_in(one.text.lower(), "trio_word")]
        counting += [one for one in words if counting and reading.is_any({one.text.lower()}, "definite")]
        number = _THREE
    is_people = is_pair or reading.lexicon.is_in(token.lemma, _PEOPLE_NOUN)
    is_known = is_people or reading.lexicon.is_in(token.lemma, _STATE_NOUN)
    is_open = any(one.role not in _OPENING or one.index in reading.covered for one in words)
    is_owned = any(one.role is Role.OBLIQUE and one.case == "of" for one in reading.tree.children(token.index))
    is_open = is_open or any(reading.lexicon.is_in(one.text.lower(), "foreign") for one in words if one not in counting)
    is_named = reading.is_any(_lower(words), "definite") or any(one.role is Role.DETERMINER for one in counting)
    if not is_named or (number == _THREE and not reading.lexicon.is_in(token.lemma, _STATE_NOUN)):
        return []  # "two ministers" are any two; three men are seldom the last three named
    if reading.lexicon.is_in(token.lemma, _PARTY_NOUN) and not reading.is_subject(token):
        return []  # "N urged both sides to stop": N is none of them
    if len(counting) < number - 1 or not is_known or is_open or is_owned or reading.is_any(_lower(words), "indefinite"):
        return []
    two = _people(reading, token, number) if is_people else []
    two = two or (_states(reading, token, number) if reading.lexicon.is_in(token.lemma, _STATE_NOUN) else [])
    two = two or (reading.memory.three if number == _THREE else [])
    if len(two) != number:
        return []
    if number == _THREE:
        reading.memory.three = two
    first, last = core_range(reading.tree, token.index)
    all_of_them = replace(two[0], span=reading.span(first, last), kind="group", is_plural=True)
    reading.memory.remember(all_of_them, reading.sentence.index, subject=reading.is_subject(token))
    found = []
    # Each item of an event has a span of its own: the whole phrase, and its end.
    heads = [token.index, *(one.index for one in counting[: number - 1])]
    for order, (record, head) in enumerate(zip(two, heads, strict=True)):
        rule, start = ("shared pair" if order else "pair"), min(first + order, last)
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


def _people(reading: Reading, token: Token, number: int) -> list[Record]:
    """Return the last two or three people with a name."""
    at = reading.sentence.index
    named = reading.memory.nearest(token.start, at, lambda one: one.kind in PEOPLE_KINDS, number)
    found = {one.name: one for one in reversed(named) if one.name and not one.is_plural}
    return sorted(found.values(), key=lambda one: one.span.start) if len(found) == number else []


def _states(reading: Reading, token: Token, number: int) -> list[Record]:
    """Return the last two or three states that were spoken of, as their governments, or armies where those act."""
    at = reading.sentence.index
    named = reading.memory.nearest(
        token.start, at, lambda one: len(one.country or "") == 3 and one.country not in INTERNATIONAL, number
    )
    found = _by_country(named)
    if len(found) != number:
        # "Ghana urged the two neighbours to talk": who urges is none of them
        first, last = _subject_range(reading, token)
        found = _by_country([one for one in named if one.span.end <= first or one.span.start >= last])
    spoken = _spoken_of(reading, token) if number == 2 else {}
    if spoken and (len(found) != number or len(set(found) & set(spoken)) == 1):
        found = spoken
    if len(found) != number:
        return []
    ordered = sorted(found.values(), key=lambda one: one.span.start)
    agent = reading.agent(token)
    if agent is not None and agent.sector and reading.lexicon.is_in(token.lemma, "army_noun"):
        return [_as_state(one, agent.sector) for one in ordered]
    return [one if one.kind == "country" else _as_state(one) for one in ordered]


def _spoken_of(reading: Reading, token: Token) -> dict[str, Record]:
    """Return the two states that the document is about, where they lead the third clearly and were named before."""
    ranked = sorted(reading.setting.votes.items(), key=lambda item: (-item[1], item[0]))
    counts = [*(count for _, count in ranked), 0, 0, 0]
    if counts[1] < 2 or counts[1] < _LEAD * counts[2]:
        return {}
    before = [one for one in reading.memory.bodies_before(token.start) if one.kind == "country"]
    named = {code: next((one for one in before if one.country == code), None) for code, _ in ranked[:2]}
    return {code: one for code, one in named.items() if one is not None} if all(named.values()) else {}


def _by_country(records: list[Record]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        if record.country and (record.country not in found or record.kind == "country"):
            found[record.country] = record
    return found


def _subject_range(reading: Reading, token: Token) -> tuple[int, int]:
    """Return where the subject of the verb above a token stands in the text, an empty range where it is the token."""
    verb = next((one for one in reading.tree.ancestors(token.index) if one.pos == "VERB"), None)
    subject = reading.tree.subject(verb.index) if verb is not None else None
    if subject is None or token.index in reading.tree.subtree(subject):
        return 0, 0
    tokens = reading.tree.tokens
    first, last = full_range(reading.tree, subject)
    return tokens[first].start, tokens[last].end


def _as_state(record: Record, sector: str = "GOV") -> Record:
    return replace(record, name=None, actor_id=None, wikidata=None).changed(sector=sector)
