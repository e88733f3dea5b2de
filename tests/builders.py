"""Builders of documents and events for tests: made-up news with all spans in place."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from harmattan.ids import content_id
from harmattan.model.document import Document
from harmattan.model.event import Claim, CountOf, Event, Participant
from harmattan.model.place import EventPlace, Place
from harmattan.model.spans import EvidenceSpan, Span
from harmattan.scales import Count, DateRange

MADE_BY = "coder-en/1.0.0"
PACKS = "p" * 64

_ACTORS = (
    ("Rebels of the Blue Hills Front", "Blue Hills Front", "NER", "REB"),
    ("Soldiers of the border brigade", "Border Brigade", "BEN", "MIL"),
    ("Dockers", None, "TGO", "LAB"),
)
_DEEDS = (("attacked", "ASSAULT", "armed"), ("blocked", "PROTEST", "obstruct"), ("praised", "SUPPORT", None))
_TOWNS = (("Kandi", "BEN", 11.13, 2.94), ("Dosso", "NER", 13.04, 3.19), ("Sokode", "TGO", 8.98, 1.13))


def span_in(text: str, words: str, start: int = 0) -> Span:
    """Return the first span of the words in a text, from a position on."""
    at = text.index(words, start)
    return Span.of(text, at, at + len(words))


def make_document(text: str = "Dockers blocked the port on Monday.", **values: Any) -> Document:
    """Return a document, English unless told otherwise."""
    return Document(text, **{"language": "en", **values})


def make_event(document: Document, trigger: str, ordinal: int = 0, **values: Any) -> Event:
    """Return an event of a document whose trigger is the first such word, and whose evidence is the whole text."""
    span = span_in(document.text, trigger)
    fields: dict[str, Any] = {
        "event_id": content_id(document.document_id, span.start, span.end, ordinal),
        "document": document,
        "event_type": "PROTEST",
        "trigger": span,
        "evidence": EvidenceSpan(document.document_id, 0, len(document.text), document.text),
        "made_by": MADE_BY,
        "packs": PACKS,
    }
    return Event(**{**fields, **values})


def make_participant(text: str, words: str, **values: Any) -> Participant:
    """Return a participant named by the first such words of a text."""
    return Participant(span_in(text, words), **values)


def make_place(text: str, words: str, *, role: str = "at", **values: Any) -> EventPlace:
    """Return a place named by the first such words; without values an undecided one."""
    if not values:
        return EventPlace(span_in(text, words), None)
    fields = {"name": words, "country": None, "countries": (), **values}
    return EventPlace(span_in(text, words), Place(**fields), role)  # type: ignore[arg-type]


def made_up(number: int, *, made_by: str = MADE_BY, packs: str = PACKS) -> tuple[Document, tuple[Event, ...]]:
    """Return the document of a number with its 0 to 4 events; the same number gives the same news."""
    chance = random.Random(number)
    sentences: list[str] = []
    drawn: list[tuple[Any, Any, Any, int]] = []
    for _ in range(chance.randrange(5)):
        actor, deed, town = chance.choice(_ACTORS), chance.choice(_DEEDS), chance.choice(_TOWNS)
        killed = chance.randrange(30)
        drawn.append((actor, deed, town, killed))
        sentences.append(f"{actor[0]} {deed[0]} a convoy near {town[0]}, killing {killed}, the mayor said.")
    text = " ".join([f"Bulletin {number}.", *sentences])
    published = date(2023, 1, 1) + timedelta(days=number % 700)
    document = make_document(text, title=f"Bulletin {number}", published=published, publisher="Wire")
    events: list[Event] = []
    start = text.index(".") + 2
    for sentence, facts in zip(sentences, drawn, strict=True):
        events.append(_event_of(document, start, sentence, facts, made_by=made_by, packs=packs))
        start += len(sentence) + 1
    return document, tuple(events)


def _event_of(document: Document, start: int, sentence: str, facts: Any, *, made_by: str, packs: str) -> Event:
    (words, name, country, sector), (verb, event_type, mode), (town, land, latitude, longitude), killed = facts
    text = document.text
    trigger = span_in(text, verb, start)
    place = Place(town, land, (land,), latitude=latitude, longitude=longitude, where_prec=2)
    assert document.published is not None
    day = document.published - timedelta(days=killed % 9)
    return Event(
        event_id=content_id(document.document_id, trigger.start, trigger.end, 0),
        document=document,
        event_type=event_type,
        mode=mode,
        modes=(mode,) if mode else (),
        trigger=trigger,
        evidence=EvidenceSpan(document.document_id, start, start + len(sentence), sentence),
        actors=(Participant(span_in(text, words, start), name=name, country=country, sector=sector),),
        places=(EventPlace(span_in(text, town, start), place),),
        date=DateRange() if killed % 7 == 0 else DateRange.between(day, document.published),
        counts=(CountOf("killed", Count(best=killed), span_in(text, str(killed), start)),),
        claims=(Claim(span_in(text, "the mayor", start), cue=span_in(text, "said", start), country=land),),
        confidence=0.5 + killed / 100,
        made_by=made_by,
        packs=packs,
    )
