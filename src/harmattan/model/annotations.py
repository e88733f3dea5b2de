"""What stages find in a text before events are made: mentions, dates, quantities, places, claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harmattan.model.document import Document
from harmattan.model.event import CountKind, Event, Participant, Stance
from harmattan.model.layers import Layer
from harmattan.model.place import Place
from harmattan.model.spans import Span
from harmattan.model.syntax import Sentence
from harmattan.scales import Count, DateRange

__all__ = [
    "ACTORS",
    "CLAIMS",
    "DATES",
    "DOCUMENT",
    "EVENTS",
    "EXPLANATIONS",
    "PLACES",
    "QUANTITIES",
    "SENTENCES",
    "TEXT",
    "TIMES",
    "ActorMention",
    "ClaimMention",
    "DateMention",
    "Explanation",
    "PlaceMention",
    "QuantityMention",
    "TimeExpression",
    "TimeKind",
]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase: its sentence, the tokens first..last that it spans, the head token, and what it means.

    `date` is an empty DateRange when the phrase cannot be resolved (no publication date, no anchor).
    `rule` names the rule that read it. `is_historical` marks a past era ("in 1994", "twenty years ago").
    """

    sentence: int
    first: int
    last: int
    head: int
    span: Span
    date: DateRange
    rule: str
    is_historical: bool = False


TimeKind = Literal["date", "time", "duration", "set"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression as TimeML has it (TIMEX3, version 1.2.1), whether or not it dates a happening.

    `value` is its normal form: "2024-05-06", "2024-W19", "2024-05-06TNI", "P3D", "XXXX-WXX-5", "PAST_REF"; None where
    the text does not settle it. The words that only lead to it ("since", "by") are no part of `span`.
    """

    sentence: int
    span: Span
    kind: TimeKind
    value: str | None


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number of people, or of happenings ("about 20 incursions": what "occurrences").

    `head` is the token counted ("soldiers", "incursions", or the number itself when nothing follows);
    `governor` the token of the verb or noun that makes it a count of killed, injured ...; None for "troops" and
    "occurrences". `span` covers the whole phrase ("at least 12 civilians").
    """

    sentence: int
    first: int
    last: int
    head: int
    span: Span
    what: CountKind | Literal["occurrences", "people"]
    count: Count
    governor: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name, or a phrase around one ("its northern border"), and the record it resolves to.

    `place` is None when undecided; `candidates` then lists what it may be. `confidence` 0 to 1.
    `is_dateline` marks where the report was filed. `head` is the token that heads the phrase.
    """

    sentence: int
    first: int
    last: int
    head: int
    span: Span
    place: Place | None
    candidates: tuple[Place, ...] = ()
    confidence: float = 1.0
    is_dateline: bool = False
    rule: str = "name"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A noun phrase that names who acts: its tokens and the resolved participant."""

    sentence: int
    first: int
    last: int
    head: int
    participant: Participant
    confidence: float = 1.0
    rule: str = "name"


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """Who says what: the speaker's tokens, the cue and the stretches of text that are claimed.

    `speaker_head` is the head token of the speaker in `speaker_sentence` (None with an implied speaker: then
    the claim is not used). `content` are half-open code-point ranges of the document's text. `is_attitude`: the speaker
    wants, judges, knows or leaves unsaid what it is about, and vouches for no more than what is quoted.
    """

    sentence: int
    speaker_sentence: int
    speaker_first: int
    speaker_last: int
    speaker_head: int
    cue: Span
    stance: Stance
    content: tuple[tuple[int, int], ...]
    is_quoted: bool
    cue_token: int | None
    rule: str
    is_attitude: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Which words made a field of an event, and which rule did it."""

    event_id: str
    field: str
    value: str
    words: str
    rule: str


DOCUMENT: Layer[Document] = Layer("document")
TEXT: Layer[str] = Layer("text")
"""The document's text as the stages read it: what is in capitals there has the case of news here, letter by letter."""
SENTENCES: Layer[tuple[Sentence, ...]] = Layer("sentences")
DATES: Layer[tuple[DateMention, ...]] = Layer("dates")
TIMES: Layer[tuple[TimeExpression, ...]] = Layer("times")
QUANTITIES: Layer[tuple[QuantityMention, ...]] = Layer("quantities")
PLACES: Layer[tuple[PlaceMention, ...]] = Layer("places")
ACTORS: Layer[tuple[ActorMention, ...]] = Layer("actors")
CLAIMS: Layer[tuple[ClaimMention, ...]] = Layer("claims")
EVENTS: Layer[tuple[Event, ...]] = Layer("events")
EXPLANATIONS: Layer[tuple[Explanation, ...]] = Layer("explanations")
