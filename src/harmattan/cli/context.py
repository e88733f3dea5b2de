"""An event in its context on a terminal: the paragraphs around it with its words marked, and its values below.

With colour a mark is a style and a small label; without, the words stand in brackets with the label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from harmattan.model.wording import (
    amount_words,
    border_words,
    clean_text,
    date_prec_words,
    date_words,
    mode_words,
    participant_words,
    place_words,
    where_prec_words,
)
from harmattan.reports.marks import KINDS, check_spans, event_marks

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

    from harmattan.model.document import Document

__all__ = ["marked_text", "render_event"]

_STYLES: Mapping[str, str] = {
    "trigger": "bold reverse",
    "actor": "bold blue",
    "recipient": "bold magenta",
    "place": "bold green",
    "date": "bold cyan",
    "count": "bold yellow",
    "speaker": "bold red",
    "cue": "underline red",
}
_AROUND = 1


def render_event(document: Document, event: Mapping[str, Any], *, has_colour: bool) -> Group:
    """Return a renderable of an event in its document.

    Raises:
        InputError: the event's offsets do not reproduce its words.
    """
    from rich.console import Group
    from rich.text import Text

    check_spans(document.text, event)
    head = Text.assemble(
        (event["event_type"], "bold"), *_dotted(mode_words(event["mode"]), event["factuality"], *_flags(event))
    )
    source = [document.title, document.publisher, str(document.published or "") or None, document.url]
    where = Text(" · ".join(_plain(one) for one in source if one) or "a document without title", style="dim")
    values = Text("\n").join(
        Text.assemble((f"{name:<11}", "bold"), _plain(value)) for name, value in _values(document, event)
    )
    return Group(head, where, Text(), marked_text(document, event, has_colour=has_colour), Text(), values)


def marked_text(document: Document, event: Mapping[str, Any], *, has_colour: bool) -> Text:
    """Return the paragraphs of the evidence and those beside them, the event's words marked."""
    from rich.text import Text

    first, last = _context(document.text, event["evidence"]["start"], event["evidence"]["end"])
    marks = [one for one in event_marks(event, 1) if one.start < last and first < one.end]
    evidence = event["evidence"]["start"], event["evidence"]["end"]
    bounds = {first, last, *evidence, *(at for one in marks for at in (one.start, one.end))}
    cuts = sorted(at for at in bounds if first <= at <= last)
    text = Text("…\n" if document.text[:first].strip() else "")
    for start, end in pairwise(cuts):
        here = [one for one in marks if one.start < end and start < one.end]
        opening = [one for one in here if one.start == start]
        closing = [one for one in here if one.end == end]
        words = clean_text(document.text[start:end], keep_order_marks=False)
        kinds = sorted({one.kind for one in here}, key=KINDS.index)
        style = _STYLES[kinds[0]] if kinds else "" if evidence[0] <= start < evidence[1] else "dim"
        if has_colour:
            text.append(words, style)
            labels = sorted({one.kind for one in closing}, key=KINDS.index)
            text.append("".join(f"‹{label}›" for label in labels), "dim italic")
        else:
            # The longer of two that begin together opens first, so that brackets nest.
            for one in sorted(opening, key=lambda mark: -mark.end):
                text.append(f"[{one.kind}: ")
            text.append(words)
            text.append("]" * len(closing))
    if document.text[last:].strip():
        text.append("\n…")
    return text


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraphs of a stretch with those beside them."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    for _ in range(_AROUND):
        above = len(text[:first].rstrip())
        first = text.rfind("\n", 0, above) + 1 if above else first
        below = last + len(text[last:]) - len(text[last:].lstrip())
        if below < len(text):
            ends = text.find("\n", below)
            last = len(text) if ends < 0 else ends
    return first, last


def _dotted(*words: str | None) -> Iterator[str]:
    for word in words:
        if word:
            yield f" · {_plain(word)}"


def _flags(event: Mapping[str, Any]) -> Iterator[str]:
    if event["stage"] != "accomplished":
        yield event["stage"]
    if event["is_historical"]:
        yield "looks back"
    if event["is_aggregate"]:
        yield f"sums up {amount_words(event['occurrences'])} events" if event["occurrences"] else "sums up several"


def _values(document: Document, event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, field in (("actor", "actors"), ("recipient", "recipients")):
        for one in event[field]:
            yield name, _who(one, one["attribution"] if one["attribution"] != "stated" else None)
    for one in event["places"]:
        precision = where_prec_words(one["where_prec"]) or "not settled"
        yield "place", f"{place_words(one)} ({', '.join(filter(None, (one['country'], precision)))})"
        if words := border_words(one.get("border")):
            yield "border", words
    when = date_words(event["date"])
    yield "date", f"{when} ({date_prec_words(event['date']['date_prec'])})" if when else "the text does not say"
    for one in event["counts"]:
        yield "count", f"{one['what']} {amount_words(one)}" + (f", of {one['of']}" if one["of"] else "")
    for one in event["claims"]:
        quoted = ", quoted" if one["is_quoted"] else ""
        yield "claim", f"{_who({**one, 'text': one['speaker']})} {one['stance']}{quoted}"
    if event["contexts"]:
        yield "contexts", ", ".join(event["contexts"])
    yield "confidence", f"{event['confidence']:.2f}, {event['made_by']}, {event['status']}"
    yield "event", event["event_id"]
    yield "document", document.document_id


def _who(one: Mapping[str, Any], *more: str | None) -> str:
    codes = [code for code in (one.get("country"), one.get("sector"), *more) if code]
    return participant_words(one) + (f" ({', '.join(codes)})" if codes else "")


def _plain(text: str) -> str:
    return " ".join(clean_text(text, keep_order_marks=False).split())
