"""What a document has said so far about who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from harmattan.ids import content_id
from harmattan.model.annotations import PlaceMention
from harmattan.model.event import Participant
from harmattan.model.spans import Span
from harmattan.reference.names import fold
from harmattan.reference.who import WhoMatch

__all__ = ["Memory", "Record", "country_focus"]

FOCUS_SHARE = 0.34
"""The share of country mentions from which one country may be what a document is about."""
FOCUS_LEAD = 1.5
"""How many times as often as the next country it must be named."""


@dataclass(frozen=True, slots=True)
class Record:
    """Someone as the document knows them; `span` is where they were named best."""

    span: Span
    sentence: int
    kind: str
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    actor_id: str | None = None
    wikidata: str | None = None
    confidence: float = 0.9

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


class Memory:
    """Grows as the sentences of one document are read in order."""

    def __init__(self, focus: str | None = None) -> None:
        self.focus = focus
        self.last_country: str | None = None
        self._people: dict[str, Record] = {}
        self._documents: dict[str, Record] = {}
        self._recent: list[tuple[Record, int, bool]] = []

    def only_people(self) -> Memory:
        """Return a fresh memory that keeps the people and forgets who was named last."""
        fresh = Memory(self.focus)
        fresh._people = dict(self._people)
        return fresh

    def remember_person(self, record: Record) -> None:
        """Keep a person under the full name and the surname; the first full name stays."""
        if not record.name:
            return
        for key in _keys(record.name, record.span.text):
            known = self._people.get(key)
            if known is None or (known.country is None and record.country is not None):
                self._people[key] = record

    def person(self, name: str) -> Record | None:
        """Return the person whom a full name or surname stands for."""
        return self._people.get(fold(name))

    def remember_document(self, noun: str, record: Record) -> None:
        """Keep who made a statement."""
        self._documents[noun] = record

    def document(self, noun: str) -> Record | None:
        """Return who made the statement named before."""
        return self._documents.get(noun)

    def remember(self, record: Record, sentence: int, *, subject: bool) -> None:
        """Keep a mention for the pronouns that follow."""
        self._recent.append((record, sentence, subject))
        if record.country and len(record.country) == 3:
            self.last_country = record.country

    def last(self, kind: str, *, before: int) -> Record | None:
        """Return the last record of a kind (person, state, group) named before an offset.

        A subject of this or the sentence before wins over what was named later in another part.
        """
        fitting = [one for one in self._recent if one[0].span.end <= before and _fits(one[0], kind)]
        if not fitting:
            return None
        latest = fitting[-1][1]
        near = [one for one in fitting if one[1] >= latest - 1]
        subjects = [one for one in near if one[2]]
        return (subjects or near)[-1][0]


def _keys(*names: str) -> tuple[str, ...]:
    """Return what a person may be called later: the whole name, its endings and each of its words."""
    keys: dict[str, None] = {}
    for name in names:
        words = [word for word in fold(name).split() if len(word) > 1]
        for key in (" ".join(words), *(" ".join(words[i:]) for i in range(1, len(words))), *reversed(words)):
            if len(key) > 2:
                keys.setdefault(key)
                keys.setdefault(key.removeprefix("al ").removeprefix("el ").removeprefix("al-").removeprefix("el-"))
    return tuple(keys)


def _fits(record: Record, kind: str) -> bool:
    if kind == "person":
        return record.kind in ("person", "office", "rank", "name", "leader")
    if kind == "state":
        return record.kind in ("country", "capital", "metonym", "actor", "institution", "group")
    return record.kind in ("actor", "group", "person", "institution", "demonym", "office")


def country_focus(places: Iterable[PlaceMention], names: Iterable[Any]) -> str | None:
    """Return the country that a document is about: it leads clearly in the country mentions, and has two."""
    votes: Counter[str] = Counter()
    for mention in places:
        if mention.place is not None and mention.place.country:
            votes[mention.place.country] += 1
    for one in names:
        if one.kind in ("adjective", "demonym") and one.record.country:
            votes[one.record.country] += 1
    if not votes:
        return None
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    country, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    leads = count >= FOCUS_LEAD * second and count / sum(votes.values()) >= FOCUS_SHARE
    return country if count >= 2 and leads else None
