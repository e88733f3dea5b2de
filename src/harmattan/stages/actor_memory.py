"""What a document has said so far about who is who."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from harmattan.ids import content_id
from harmattan.model.event import Participant
from harmattan.model.spans import Span
from harmattan.reference.names import fold
from harmattan.reference.who import WhoMatch

__all__ = ["ARMED", "BODY_KINDS", "PEOPLE_KINDS", "Apart", "Memory", "Record"]

ARMED = frozenset({"REB", "PRM", "CRM", "UAF"})
"""PLOVER sectors of armed actors that are no state's."""
PEOPLE_KINDS = frozenset({"person", "office", "rank", "leader", "name"})
BODY_KINDS = frozenset({"country", "capital", "metonym", "actor", "institution", "body"})
_GROUP_KINDS = frozenset({"actor", "institution", "body"})
_REACH = 3
"""How many sentences back a pronoun or "the group" may point."""


@dataclass(frozen=True, slots=True)
class Record:
    """Someone as the document knows them; `span` is where they were named best.

    `kind` is what the name or noun is (country, actor, person, office, group, ...); `gender` is "f", "m" or None;
    `title` is the noun that the text calls a person by ("general").
    """

    span: Span
    sentence: int
    kind: str
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    actor_id: str | None = None
    wikidata: str | None = None
    confidence: float = 0.9
    gender: str | None = None
    is_plural: bool = False
    is_from_text: bool = False
    title: str | None = None

    @classmethod
    def of(cls, match: WhoMatch, span: Span, sentence: int) -> Record:
        """Make the record of a known name."""
        return cls(
            span,
            sentence,
            match.kind,
            match.name,
            match.country,
            match.sector,
            match.actor_id,
            match.wikidata,
            match.confidence,
        )

    @classmethod
    def unknown(cls, span: Span, sentence: int) -> Record:
        """Make the record of words that no list knows."""
        return cls(span, sentence, "unknown", confidence=0.6)

    @classmethod
    def of_participant(cls, participant: Participant, sentence: int) -> Record:
        """Turn a resolved mention back into a record."""
        return cls(
            participant.span,
            sentence,
            "group",
            participant.name,
            participant.country,
            participant.sector,
            participant.actor_id,
            participant.wikidata,
        )

    def changed(self, **values: Any) -> Record:
        """Return the record with other values; the id follows name, country and sector where it is not a list's."""
        record = replace(self, **values)
        if record.actor_id is None and (record.name or record.country):
            record = replace(record, actor_id=content_id("actor", record.name, record.country, record.sector))
        return record


@dataclass(frozen=True, slots=True)
class Apart:
    """Somebody whom a pronoun cannot mean: where they are named, and who they are if that is known."""

    start: int
    end: int
    who: Record | None = None

    def holds(self, record: Record) -> bool:
        """Say whether a record is of them."""
        is_same = self.who is not None and self.who.name is not None and self.who.name == record.name
        return is_same or (record.span.start < self.end and record.span.end > self.start)


class Memory:
    """Grows as the sentences of one document are read in order."""

    def __init__(self, focus: str | None = None, *, is_clear: bool = False) -> None:
        self.focus = focus
        self.is_clear = is_clear
        self.last_country: str | None = None
        self.three: list[Record] = []
        self._people: dict[str, Record] = {}
        self._groups: dict[str, Record] = {}
        self._documents: dict[str, Record] = {}
        self._recent: list[tuple[Record, int, bool]] = []
        self._states: dict[int, frozenset[str]] = {}
        self._voices: dict[int, frozenset[str]] = {}

    def only_people(self) -> Memory:
        """Return a fresh memory that keeps the people and forgets who was named last."""
        fresh = Memory(self.focus, is_clear=self.is_clear)
        fresh._people = dict(self._people)
        fresh._groups = dict(self._groups)
        return fresh

    def remember_person(self, record: Record) -> None:
        """Keep a person under the full name and the surname; the first full name stays, unless a title adds to it."""
        if not record.name:
            return
        is_someone = record.kind != "name"
        for key in _keys(record.name, record.span.text, with_first=is_someone):
            known = self._people.get(key)
            if known is not None and known.gender is None and record.gender and known.name == record.name:
                known = replace(known, gender=record.gender)
                self._people[key] = known
            is_more = known is None or (known.country is None and record.country is not None)
            if is_more or (record.is_from_text and not (known and known.is_from_text)):
                self._people[key] = record

    def learn_gender(self, record: Record) -> None:
        """Keep what a pronoun tells of a person: after "She left", "he" is someone else."""
        self._recent = [
            (replace(one, gender=record.gender) if one.name == record.name and one.gender is None else one, at, subject)
            for one, at, subject in self._recent
        ]

    def person(self, name: str) -> Record | None:
        """Return the person whom a full name or surname stands for."""
        return self._people.get(fold(name))

    def remember_group(self, record: Record, *names: str) -> None:
        """Keep a body that no list knows under its name and its acronym."""
        for name in names:
            key = fold(name)
            known = self._groups.get(key)
            if known is None or (known.sector is None and record.sector) or (known.country is None and record.country):
                self._groups[key] = record

    def group(self, name: str) -> Record | None:
        """Return the body that a name or acronym stands for."""
        return self._groups.get(fold(name))

    def remember_document(self, noun: str, record: Record) -> None:
        """Keep who made a statement."""
        self._documents[noun] = record

    def document(self, noun: str) -> Record | None:
        """Return who made the statement named before."""
        return self._documents.get(noun)

    def remember(self, record: Record, sentence: int, *, subject: bool) -> None:
        """Keep a mention for the pronouns that follow; a name of which nothing is known, only as a subject."""
        if record.kind == "name" and not subject and record.gender is None:
            return
        self._recent.append((record, sentence, subject))
        if record.country and len(record.country) == 3:
            self.last_country = record.country

    def person_before(
        self, offset: int, sentence: int, gender: str | None, apart: Apart | None = None
    ) -> Record | None:
        """Return whom "he" or "she" may mean: someone of that gender, else someone of whom it is not known."""

        def fits(wanted: str | None) -> Callable[[Record], bool]:
            return lambda one: one.kind in PEOPLE_KINDS and not one.is_plural and one.gender == wanted

        of_gender = self._last_at(offset, sentence, fits(gender), apart)
        unknown = self._last_at(offset, sentence, fits(None), apart)
        if of_gender is None or unknown is None:
            chosen = of_gender or unknown
            return chosen[0] if chosen is not None else None
        # Someone who is named later is nearer than one of the right gender above.
        is_someone = unknown[0].kind == "person" or (unknown[0].kind == "name" and " " in (unknown[0].name or ""))
        is_nearer = unknown[1] > of_gender[1] and is_someone
        return unknown[0] if is_nearer else of_gender[0]

    def body_before(
        self, offset: int, sentence: int, apart: Apart | None = None, *, is_state: bool = False
    ) -> Record | None:
        """Return what "its" may mean: a state, a body, a group that is named in the singular.

        `is_state` says that what is owned is a state's ("its president"): a state near before goes first.
        """
        state = None
        if is_state:
            state = self._last(offset, sentence, lambda one: one.kind in ("country", "capital"), apart, reach=1)
        return state or self._last(offset, sentence, lambda one: one.kind in BODY_KINDS and not one.is_plural, apart)

    def body_acting_before(self, offset: int, sentence: int) -> Record | None:
        """Return what "it" may mean as a subject: a body of this sentence, or the subject of the one before.

        A state is no candidate where it may be only a place: it must be a subject. Where no body acted in the sentence
        before, one that it speaks of is meant ("a general heads the council. It has ...").
        """
        acting = self._last_at(
            offset,
            sentence,
            lambda one: one.kind in BODY_KINDS and not one.is_plural,
            None,
            reach=1,
            subjects_only=True,
        )
        if acting is not None:
            return acting[0]
        return self._last(offset, sentence, lambda one: one.kind in _GROUP_KINDS and not one.is_plural, None, reach=1)

    def people_before(self, offset: int, sentence: int, apart: Apart | None = None) -> Record | None:
        """Return whom "they" may mean: people in the plural, else a body, else someone."""
        return (
            self._last(offset, sentence, lambda one: one.is_plural, apart)
            or self._last(offset, sentence, lambda one: one.kind in BODY_KINDS, apart)
            or self._last(offset, sentence, lambda one: one.kind in PEOPLE_KINDS, apart)
        )

    def armed_before(self, offset: int, sentence: int) -> Record | None:
        """Return the armed group with a name that "the rebels" or "the group" may mean: a near one, or the only one."""
        near = self._last(offset, sentence, lambda one: one.sector in ARMED and bool(one.name), None, 2 * _REACH)
        if near is not None:
            return near
        named = [one for one, _, _ in self._recent if one.sector in ARMED and one.name and one.span.end <= offset]
        return named[-1] if len({one.name for one in named}) == 1 else None

    def at(self, start: int, end: int) -> Record | None:
        """Return who was named last within a range of the text."""
        found = (one for one, _, _ in reversed(self._recent) if one.span.start < end and one.span.end > start)
        return next(found, None)

    def person_where(self, offset: int, sentence: int, fits: Callable[[Record], bool]) -> Record | None:
        """Return the last person with a name who fits: whom "the general" or "the former minister" means."""
        for record, at, _ in reversed(self._recent):
            if at < sentence - 2 * _REACH:
                break
            if record.kind == "person" and record.name and record.span.end <= offset and fits(record):
                return record
        return None

    def nameless_before(
        self, sentence: int, kind: str, title: str, envoys: frozenset[str] = frozenset()
    ) -> Record | None:
        """Return whom the sentence before calls only by a title ("a Russian general").

        Ranks are one title, and so are the words for envoys.
        """
        found = (one for one, at, _ in reversed(self._recent) if at == sentence - 1)
        singular = [one for one in found if not one.is_plural]
        same = [one for one in singular if one.title == title or (kind == one.kind == "rank")]
        alike = same or [one for one in singular if title in envoys and one.title in envoys]
        return next((one for one in alike if one.name is None and one.country), None)

    def state_acting_before(self, sentence: int) -> str | None:
        """Return the state that was a subject last, in the sentence before or in the last one with such a subject."""
        for record, at, subject in reversed(self._recent):
            if at < sentence - _REACH:
                return None
            if subject and at < sentence and record.kind in ("country", "capital", "metonym"):
                return record.country
        return None

    def note_states(self, sentence: int, states: frozenset[str], voices: frozenset[str]) -> None:
        """Keep which states a sentence names, and which of them by what belongs to them ("Canadian", "Ottawa")."""
        self._states[sentence] = states
        self._voices[sentence] = voices

    def voices(self, sentence: int) -> frozenset[str]:
        """Return the states whose people or governments a sentence and the one before speak of."""
        return self._voices.get(sentence, frozenset()) | self._voices.get(sentence - 1, frozenset())

    def state_before(self, sentence: int) -> str | None:
        """Return the one state that the nearest of the sentences before speaks of, None where it names several."""
        for index in range(sentence - 1, sentence - _REACH, -1):
            states = self._states.get(index, frozenset())
            if states:
                return next(iter(states)) if len(states) == 1 else None
        return None

    def nearest(self, offset: int, sentence: int, fits: Callable[[Record], bool], number: int = 2) -> list[Record]:
        """Return those who fit in the nearest sentences before that name so many between them, in reading order."""
        found: list[Record] = []
        for at in range(sentence, sentence - _REACH, -1):
            here = [one for one, index, _ in self._recent if index == at and one.span.end <= offset and fits(one)]
            found = [*here, *found]
            if len({(one.country, one.name) for one in found}) >= number:
                break
        return found

    def bodies_before(self, offset: int) -> list[Record]:
        """Return the bodies named before an offset, the latest first."""
        return [
            one
            for one, _, _ in reversed(self._recent)
            if one.span.end <= offset and (one.kind in BODY_KINDS or one.kind == "group")
        ]

    def _last(
        self,
        offset: int,
        sentence: int,
        fits: Callable[[Record], bool],
        apart: Apart | None,
        reach: int = _REACH,
        *,
        subjects_only: bool = False,
    ) -> Record | None:
        found = self._last_at(offset, sentence, fits, apart, reach, subjects_only=subjects_only)
        return found[0] if found is not None else None

    def _last_at(
        self,
        offset: int,
        sentence: int,
        fits: Callable[[Record], bool],
        apart: Apart | None,
        reach: int = _REACH,
        *,
        subjects_only: bool = False,
    ) -> tuple[Record, int] | None:
        """Return the last fitting record and its sentence; in each sentence a subject goes before others."""
        by_sentence: dict[int, list[tuple[Record, bool]]] = {}
        for record, at, subject in reversed(self._recent):
            if at < sentence - reach:
                break
            is_apart = apart is not None and apart.holds(record)
            if subjects_only and not subject and (at < sentence or record.kind in ("country", "capital")):
                continue
            if record.span.end <= offset and not is_apart and fits(record):
                by_sentence.setdefault(at, []).append((record, subject))
        for at in sorted(by_sentence, reverse=True):
            subjects = [record for record, subject in by_sentence[at] if subject]
            return (subjects[0] if subjects else by_sentence[at][0][0]), at
        return None


def _keys(*names: str, with_first: bool) -> tuple[str, ...]:
    """Return what a person may be called later: the whole name and its endings; of someone sure, each of its words."""
    keys: dict[str, None] = {}
    for name in names:
        words = [word for word in fold(name).split() if len(word) > 1]
        singles = reversed(words) if with_first else ()
        for key in (" ".join(words), *(" ".join(words[i:]) for i in range(1, len(words))), *singles):
            if len(key) > 2:
                keys.setdefault(key)
                keys.setdefault(key.removeprefix("al ").removeprefix("el "))
    return tuple(keys)
