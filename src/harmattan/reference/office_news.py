"""Learn office-holders from the news: "the minister of defence, N", "N, ministre de la Défense du Mali,".

Only words for public offices count, beside a name of two words or more; "deputy" and "former" rule a phrase out. Whose
office it is says the phrase, or else the state that the text names most. What is found is a sighting, no fact: it is
kept apart with its sentence, document and day until a person accepts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from harmattan.model.document import Document
from harmattan.reference.names import fold
from harmattan.reference.office_phrases import OfficePhrase, OfficePhrases, words_in
from harmattan.reference.roster import Roster
from harmattan.reference.who import Who

__all__ = ["Sighting", "sightings"]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")
_BREAK = re.compile(r"(?<=[.!?…])[\"”»]?\s+(?=[A-ZÀ-ÞŒ\"“«])|\n+")
_WIDEST = 8
"""The most words in a phrase for an office with its country."""
_SHORTEST, _LONGEST = 2, 5
"""How many words a name has: one alone could be anybody's."""
_LEAD = 1.5
"""How many times as often as the next a state must be named for an office without one to be its own."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person beside an office in a sentence of a document, on its day of publication."""

    person: str
    country: str
    office: str
    words: str
    on: date
    sentence: str
    document_id: str
    source: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper() and self.text[-1:].isalnum()


def sightings(document: Document, phrases: OfficePhrases, who: Who, roster: Roster) -> tuple[Sighting, ...]:
    """Return the holders that a document gives and the roster does not know on its day; none of one without a day.

    Args:
        document: the text with its day of publication.
        phrases: what offices are called.
        who: finds the states that the text names.
        roster: what is known already.
    """
    if document.published is None:
        return ()
    focus = _focus(document.text, who, document.published)
    found: dict[tuple[str, str, str], Sighting] = {}
    for sentence in _sentences(document.text):
        for name, words, read in _pairs(sentence, phrases):
            countries = read.countries or _behind(sentence, name, phrases)
            country = countries[0] if len(countries) == 1 else None if countries else focus
            if country is None or not _is_person(name, phrases, roster):
                continue
            if not countries and _is_anothers(name, country, roster):
                continue
            office = _office(read, country, name, document.published, roster)
            if office is None:
                continue
            key = (fold(name), country, office)
            source = document.publisher or document.url or document.title or document.document_id
            shown = " ".join(sentence.split())
            found.setdefault(
                key,
                Sighting(name, country, office, words, document.published, shown, document.document_id, source),
            )
    return tuple(found.values())


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for match in _BREAK.finditer(text):
        yield text[at : match.start()]
        at = match.end()
    yield text[at:]


def _pairs(sentence: str, phrases: OfficePhrases) -> Iterator[tuple[str, str, OfficePhrase]]:
    """Yield a name, the words of the office beside it, and how they are read."""
    tokens = [_Token(one[0], one.start(), one.end()) for one in _TOKEN.finditer(sentence)]
    for first, last in _runs(tokens, phrases):
        before = _before(sentence, tokens, first, last, phrases)
        if before is not None:
            yield before
            continue
        after = _after(sentence, tokens, last, phrases)
        name = _bare(tokens, first, last, phrases)
        if after is not None and name is not None:
            yield (sentence[tokens[name].start : tokens[last].end], *after)


def _runs(tokens: Sequence[_Token], phrases: OfficePhrases) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each run of capitalised words; small words may stand inside."""
    at = 0
    while at < len(tokens):
        if not tokens[at].is_name:
            at += 1
            continue
        last = at
        while last + 1 < len(tokens):
            has_more = last + 2 < len(tokens) and tokens[last + 2].is_name
            is_inside = has_more and phrases.is_particle(fold(tokens[last + 1].text))
            if tokens[last + 1].is_name:
                last += 1
            elif is_inside:
                last += 2
            else:
                break
        yield at, last
        at = last + 1


def _before(
    sentence: str, tokens: Sequence[_Token], first: int, last: int, phrases: OfficePhrases
) -> tuple[str, str, OfficePhrase] | None:
    """Read an office right before a name, also inside its run of capitals: "Defence Minister N", "the minister, N"."""
    for start in range(first, last - _SHORTEST + 2):
        if last - start + 1 > _LONGEST or phrases.is_light(fold(tokens[start].text)):
            continue
        end = start - 1
        if end >= 0 and tokens[end].text == ",":
            end -= 1
        while end >= 0 and phrases.is_light(fold(tokens[end].text)) and tokens[end].is_name:
            end -= 1  # "the minister of defence, General N"
        if end >= 0 and tokens[end].text == ",":
            end -= 1
        for begin in range(max(0, end - _WIDEST + 1), end + 1):
            inside = tokens[begin : end + 1]
            if any(not one.text[0].isalnum() for one in inside):
                continue
            words = sentence[inside[0].start : inside[-1].end]
            read = phrases.read(words)
            is_whole = read is not None and not read.name and not read.is_former
            prior = words_in(" ".join(one.text for one in tokens[max(0, begin - 2) : begin + 1]))
            if read is not None and is_whole and not phrases.is_below(prior) and _ends_in_office(inside, phrases):
                return sentence[tokens[start].start : tokens[last].end], words, read
    return None


def _ends_in_office(inside: Sequence[_Token], phrases: OfficePhrases) -> bool:
    """Say whether a phrase begins and ends with words of its own, not with an "of" that belongs to the name."""
    return not (inside[-1].text.islower() and phrases.is_light(fold(inside[-1].text)))


def _after(
    sentence: str, tokens: Sequence[_Token], last: int, phrases: OfficePhrases
) -> tuple[str, OfficePhrase] | None:
    """Read an office between commas behind a name: "N, Mali's defence minister, said"."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return None
    end = last + 2
    while end < len(tokens) and tokens[end].text[0].isalnum() and end - last <= _WIDEST + 1:
        end += 1
    if end < len(tokens) and tokens[end].text not in (",", ".", ";", ")", "–", "—"):
        return None
    inside = tokens[last + 2 : end]
    if not inside:
        return None
    words = sentence[inside[0].start : inside[-1].end]
    read = phrases.read(words)
    return (words, read) if read is not None and not read.name and not read.is_former else None


def _bare(tokens: Sequence[_Token], first: int, last: int, phrases: OfficePhrases) -> int | None:
    """Return where a name begins behind ranks; None where it has too few or too many words."""
    while first < last and phrases.is_light(fold(tokens[first].text).rstrip(".")):
        first += 1
    return first if _SHORTEST <= last - first + 1 <= _LONGEST else None


def _is_person(name: str, phrases: OfficePhrases, roster: Roster) -> bool:
    """Say whether a name can be a person's: no state, no body, no word for an office in it."""
    if roster.actors_named(name) or phrases.country_codes(name) or phrases.read(name) is not None:
        return False
    return not any(phrases.country_codes(word) for word in name.split())


def _behind(sentence: str, name: str, phrases: OfficePhrases) -> tuple[str, ...]:
    """Return the state right behind a name: "Army chief N of Benin"."""
    rest = words_in(sentence[sentence.find(name) + len(name) :])[: _WIDEST // 2]
    if not rest or not phrases.is_light(rest[0]):
        return ()
    found = (phrases.country_codes(" ".join(rest[1:end])) for end in range(len(rest), 1, -1))
    return next((codes for codes in found if codes), ())


def _is_anothers(name: str, country: str, roster: Roster) -> bool:
    """Say whether the roster knows a person of the name, of other states only: "President N" on a visit."""
    homes = {one.country for one in roster.people_named(name)}
    return bool(homes) and country not in homes


def _office(read: OfficePhrase, country: str, name: str, on: date, roster: Roster) -> str | None:
    """Return the office that a sighting would add; None where the roster knows the person in it on that day."""
    offices = read.words.offices
    for office in offices:
        for one in roster.holders(country, office, on=on):
            names = {fold(each) for each in (one.person, *one.aliases)}
            if fold(name) in names or fold(name).split()[-1] == fold(one.surname).split()[-1]:
                return None
    # Of "president" the head of state is meant, unless the state's president is known to be head of government.
    known = (office for office in offices if any(read.words.fits(one) for one in roster.terms(country, office)))
    return next(known, offices[0])


def _focus(text: str, who: Who, on: date) -> str | None:
    """Return the state that a text names most, if it leads clearly."""
    votes: dict[str, int] = {}
    for one in who.find(text, on=on):
        if one.kind in ("country", "adjective") and one.country is not None:
            votes[one.country] = votes.get(one.country, 0) + 1
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    is_clear = len(ranked) == 1 or ranked[0][1] >= _LEAD * ranked[1][1]
    return ranked[0][0] if is_clear else None
