"""Marks in a text: spans that overlap, cut into stretches that do not.

A text becomes paragraphs (its lines), a paragraph passages (a stretch that is evidence of the same events), a
passage segments (a stretch under the same marks). Offsets are code points; the segments' texts joined give each line
as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from harmattan.errors import InputError

__all__ = ["KINDS", "Layer", "Mark", "Paragraph", "Passage", "Segment", "check_spans", "event_marks", "paragraphs"]

KINDS = ("trigger", "actor", "recipient", "place", "date", "count", "speaker", "cue")
"""What a mark can be; also the order in which their labels stand."""

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of the text and the part it plays in an event, given by its number on the page."""

    start: int
    end: int
    kind: str
    event: int


@dataclass(frozen=True, slots=True)
class Layer:
    """Equal stretches of one kind, over all events that share them.

    `lane` is the height of its line under the text: marks that overlap have different lanes, the longer the lower
    on the page. A trigger has none (-1).
    """

    start: int
    end: int
    kind: str
    events: tuple[int, ...]
    lane: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch under the same layers, the outermost first; `ends` are those that end with it."""

    text: str
    layers: tuple[Layer, ...]
    ends: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that is evidence of the same events; `opens` are those whose evidence begins here."""

    segments: tuple[Segment, ...]
    events: tuple[int, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that holds something."""

    text: str
    passages: tuple[Passage, ...]


def event_marks(event: Mapping[str, Any], number: int) -> Iterator[Mark]:
    """Give the marks of one event object."""
    for kind, span in _spans(event):
        yield Mark(span["start"], span["end"], kind, number)


def _spans(event: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "trigger", event["trigger"]
    for field, kind in (("actors", "actor"), ("recipients", "recipient")):
        for one in event.get(field) or ():
            yield kind, one
            if one.get("antecedent"):
                yield kind, one["antecedent"]
    for field, kind in (("places", "place"), ("counts", "count")):
        for one in event.get(field) or ():
            yield kind, one
    if (event.get("date") or {}).get("span"):
        yield "date", event["date"]["span"]
    for claim in event.get("claims") or ():
        yield "speaker", {"start": claim["start"], "end": claim["end"], "text": claim["speaker"]}
        if claim.get("cue"):
            yield "cue", claim["cue"]


def check_spans(text: str, event: Mapping[str, Any]) -> None:
    """Check that every offset of an event reproduces its words in the text.

    Raises:
        InputError: with the field, what the event says and what the text holds there.
    """
    found = [(kind, span, span["text"]) for kind, span in _spans(event)]
    found += [("evidence", one, one["quote"]) for one in _evidence(event)]
    for kind, span, words in found:
        start, end = span["start"], span["end"]
        there = text[start:end] if 0 <= start < end else ""
        if there != words:
            raise InputError(
                f"event {event.get('event_id')}: {kind} {start}..{end}: expected the words {words!r}, the text has "
                f"{there!r} there; give the document that the event was coded from, or code it again",
                kind="offsets",
            )


def _evidence(event: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [event["evidence"], *(event.get("more_evidence") or ())]


def paragraphs(text: str, events: Sequence[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    """Cut a text at its lines, at the ends of evidence and at the ends of marks.

    Args:
        text: the document's text.
        events: event objects; the first has the number 1.
    """
    layers = _layers([mark for number, one in enumerate(events, 1) for mark in event_marks(one, number)])
    covers = [
        (one["start"], one["end"], number, one is event["evidence"])
        for number, event in enumerate(events, 1)
        for one in _evidence(event)
    ]
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text) if found[0].strip()]
    opened: set[int] = set()
    made = []
    for start, end in lines:
        passages = []
        for first, last in _pieces(start, end, [(one[0], one[1]) for one in covers]):
            here = [one for one in covers if one[0] < last and first < one[1]]
            opens = sorted({number for _, _, number, is_main in here if is_main} - opened)
            opened.update(opens)
            numbers = tuple(sorted({number for _, _, number, _ in here}))
            passages.append(Passage(_segments(text, first, last, layers), numbers, tuple(opens)))
        made.append(Paragraph(text[start:end], tuple(passages)))
    return tuple(made)


def _pieces(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    cuts = sorted({start, end, *(cut for span in spans for cut in span if start < cut < end)})
    yield from pairwise(cuts)


def _segments(text: str, start: int, end: int, layers: Sequence[Layer]) -> tuple[Segment, ...]:
    near = [one for one in layers if one.start < end and start < one.end]
    made = []
    for first, last in _pieces(start, end, [(one.start, one.end) for one in near]):
        here = [one for one in near if one.start < last and first < one.end]
        ends = tuple(sorted((one for one in here if one.end == last), key=lambda one: KINDS.index(one.kind)))
        made.append(Segment(text[first:last], tuple(sorted(here, key=lambda one: (-one.lane, one.kind))), ends))
    return tuple(made)


def _layers(marks: Sequence[Mark]) -> tuple[Layer, ...]:
    """Join equal marks and give each a lane that none which overlaps it has; short ones first, next to the text."""
    joined: dict[tuple[int, int, str], set[int]] = {}
    for mark in marks:
        joined.setdefault((mark.start, mark.end, mark.kind), set()).add(mark.event)
    placed: list[Layer] = []
    for start, end, kind in sorted(joined, key=lambda key: (key[1] - key[0], KINDS.index(key[2]), key[0])):
        taken = {one.lane for one in placed if one.start < end and start < one.end}
        lane = -1 if kind == "trigger" else next(free for free in range(len(placed) + 1) if free not in taken)
        placed.append(Layer(start, end, kind, tuple(sorted(joined[start, end, kind])), lane))
    return tuple(placed)
