"""The event: one reported action, each value with the span that it was read from.

The JSON form is `harmattan.event/1` (see `harmattan.model.schema`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from harmattan.model.document import Document
from harmattan.model.place import EventPlace
from harmattan.model.spans import EvidenceSpan, Span
from harmattan.scales import Count, DateRange, Occurrences

__all__ = [
    "ATTRIBUTIONS",
    "COUNT_KINDS",
    "FACTUALITIES",
    "RELATIONS",
    "STAGES",
    "STANCES",
    "Attribution",
    "Claim",
    "CountKind",
    "CountOf",
    "Event",
    "ExecutionStage",
    "Factuality",
    "Participant",
    "Related",
    "Relation",
    "Stance",
]

Factuality = Literal["asserted", "denied", "possible", "planned", "conditional"]
FACTUALITIES: tuple[Factuality, ...] = ("asserted", "denied", "possible", "planned", "conditional")
ExecutionStage = Literal["accomplished", "attempted", "foiled"]
STAGES: tuple[ExecutionStage, ...] = ("accomplished", "attempted", "foiled")
Attribution = Literal["stated", "suspected", "claimed", "denied"]
ATTRIBUTIONS: tuple[Attribution, ...] = ("stated", "suspected", "claimed", "denied")
Stance = Literal["asserts", "denies", "doubts"]
STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts")
CountKind = Literal["killed", "injured", "abducted", "displaced", "arrested", "troops"]
COUNT_KINDS: tuple[CountKind, ...] = ("killed", "injured", "abducted", "displaced", "arrested", "troops")
Relation = Literal["part-of", "same-as", "content-of", "condition-of", "reply-to", "fulfils", "corrects"]
RELATIONS: tuple[Relation, ...] = (
    "part-of",
    "same-as",
    "content-of",
    "condition-of",
    "reply-to",
    "fulfils",
    "corrects",
)


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient as the sentence names it, and who that is.

    `antecedent` is the span that names "he" or "the group". `country` is an ISO 3166 alpha-3 or a
    PLOVER international code; `sector` a PLOVER sector code; None where the text does not say.
    """

    span: Span
    antecedent: Span | None = None
    actor_id: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    attribution: Attribution = "stated"
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class CountOf:
    """A count of people in an event. `of` is "actor:N", "recipient:N", "civilian" or None."""

    what: CountKind
    count: Count
    span: Span
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says it. `parent` is the index of the claim of the speaker who reports this one."""

    speaker: Span
    stance: Stance = "asserts"
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    cue: Span | None = None
    parent: int | None = None
    said_on: DateRange | None = None
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another event of the record."""

    relation: Relation
    event_id: str


@dataclass(frozen=True, slots=True)
class Event:
    """One reported action.

    Raises:
        ValueError: at construction, when a value is outside its vocabulary or scale.
    """

    event_id: str
    document: Document
    event_type: str
    trigger: Span
    evidence: EvidenceSpan
    mode: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    factuality: Factuality = "asserted"
    stage: ExecutionStage = "accomplished"
    is_historical: bool = False
    is_aggregate: bool = False
    occurrences: Occurrences | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    places: tuple[EventPlace, ...] = ()
    date: DateRange = field(default_factory=DateRange)
    date_span: Span | None = None
    counts: tuple[CountOf, ...] = ()
    claims: tuple[Claim, ...] = ()
    related: tuple[Related, ...] = ()
    more_evidence: tuple[EvidenceSpan, ...] = ()
    confidence: float = 0.5
    status: str = "machine"
    revision: int = 1
    made_by: str = ""
    packs: str = ""
    ext: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        _one_of("factuality", self.factuality, FACTUALITIES)
        _one_of("stage", self.stage, STAGES)
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence is 0 to 1, not {self.confidence}")
        for participant in (*self.actors, *self.recipients):
            _one_of("attribution", participant.attribution, ATTRIBUTIONS)
        for index, claim in enumerate(self.claims):
            _one_of("stance", claim.stance, STANCES)
            if claim.parent is not None and (claim.parent == index or not 0 <= claim.parent < len(self.claims)):
                raise ValueError(f"claim {index} has parent {claim.parent}; expected another claim of the event")
        for count in self.counts:
            _one_of("count", count.what, COUNT_KINDS)
            if count.of is not None:
                _one_of("side of a count", count.of, self._sides())
        for link in self.related:
            _one_of("relation", link.relation, RELATIONS)

    def _sides(self) -> tuple[str, ...]:
        actors = (f"actor:{index}" for index in range(len(self.actors)))
        recipients = (f"recipient:{index}" for index in range(len(self.recipients)))
        return (*actors, *recipients, "civilian")

    def to_json(self) -> dict[str, Any]:
        """Return the event as a `harmattan.event/1` object, keys in the published order."""
        document = self.document
        return {
            "schema": "harmattan.event/1",
            "event_id": self.event_id,
            "document_id": document.document_id,
            "text_sha256": document.text_sha256,
            "language": document.language,
            "source": {
                "title": document.title,
                "publisher": document.publisher,
                "url": document.url,
                "published": _iso(document.published),
                "retrieved": document.retrieved.isoformat() if document.retrieved else None,
            },
            "event_type": self.event_type,
            "mode": self.mode,
            "modes": list(self.modes),
            "contexts": list(self.contexts),
            "trigger": _span(self.trigger),
            "factuality": self.factuality,
            "stage": self.stage,
            "is_historical": self.is_historical,
            "is_aggregate": self.is_aggregate,
            "occurrences": _occurrences(self.occurrences),
            "actors": [_participant(one) for one in self.actors],
            "recipients": [_participant(one) for one in self.recipients],
            "places": [place.to_json() for place in self.places],
            "date": {**_dates(self.date), "kind": self.date.kind, "span": _span(self.date_span)},
            "counts": [_count(one) for one in self.counts],
            "claims": [_claim(one) for one in self.claims],
            "related": [{"relation": one.relation, "event_id": one.event_id} for one in self.related],
            "evidence": _evidence(self.evidence),
            "more_evidence": [_evidence(one) for one in self.more_evidence],
            "confidence": round(self.confidence, 4),
            "status": self.status,
            "revision": self.revision,
            "made_by": self.made_by,
            "packs": self.packs,
            "ext": dict(self.ext),
        }


def _one_of(name: str, got: str, known: tuple[str, ...]) -> None:
    if got not in known:
        raise ValueError(f"unknown {name} {got!r}; expected one of {', '.join(known)}")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _evidence(span: EvidenceSpan) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def _dates(dates: DateRange) -> dict[str, Any]:
    return {"start": _iso(dates.start), "end": _iso(dates.end), "date_prec": dates.date_prec}


def _occurrences(value: Occurrences | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"low": value.low, "best": value.best, "high": value.high, "is_approximate": value.is_approximate}


def _participant(one: Participant) -> dict[str, Any]:
    return {
        "text": one.span.text,
        "start": one.span.start,
        "end": one.span.end,
        "antecedent": _span(one.antecedent),
        "actor_id": one.actor_id,
        "name": one.name,
        "country": one.country,
        "sector": one.sector,
        "attribution": one.attribution,
        "wikidata": one.wikidata,
    }


def _count(one: CountOf) -> dict[str, Any]:
    count = one.count
    return {
        "what": one.what,
        "of": one.of,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "is_approximate": count.is_approximate,
        "is_cumulative": count.is_cumulative,
        "text": one.span.text,
        "start": one.span.start,
        "end": one.span.end,
    }


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "speaker": one.speaker.text,
        "start": one.speaker.start,
        "end": one.speaker.end,
        "name": one.name,
        "country": one.country,
        "sector": one.sector,
        "cue": _span(one.cue),
        "stance": one.stance,
        "parent": one.parent,
        "said_on": _dates(one.said_on) if one.said_on else None,
        "is_quoted": one.is_quoted,
    }
