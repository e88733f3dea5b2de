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
from harmattan.reference.who import WhoMatch

__all__ = ["Memory", "Record", "country_focus"]

FOCUS_SHARE = 0.5
"""The share of country mentions from which one country is what a document is about."""


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

    def remember_person(self, record: Record) -> None:
        """Keep a person under the full name and the surname; the first full name stays."""
        if not record.name:
            return
        words = record.name.split()
        for key in (record.name, words[-1], *(" ".join(words[i:]) for i in range(1, len(words) - 1))):
            known = self._people.get(key.lower())
            if known is None or (known.country is None and record.country is not None):
                self._people[key.lower()] = record

    def person(self, name: str) -> Record | None:
        """Return the person whom a full name or surname stands for."""
        lower = name.lower()
        found = self._people.get(lower)
        return found if found is not None else self._people.get(lower.split()[-1]) if " " in lower else None

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


def _fits(record: Record, kind: str) -> bool:
    if kind == "person":
        return record.kind in ("person", "office", "rank", "name", "leader")
    if kind == "state":
        return record.kind in ("country", "capital", "metonym", "actor", "institution", "group")
    return record.kind in ("actor", "group", "person", "institution", "demonym", "office")


def country_focus(places: Iterable[PlaceMention], names: Iterable[Any]) -> str | None:
    """Return the country that a document is about: at least half of its country mentions, and three of them."""
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
    return country if count >= 3 and count / sum(votes.values()) >= FOCUS_SHARE else None
