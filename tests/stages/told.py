"""Events of own-prose news in short words, for tables of tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from harmattan import Coder, Event
from harmattan.model.event import Participant

PUBLISHED = date(2024, 5, 16)
"""A Thursday."""


def events_of(coder: Coder, text: str) -> tuple[Event, ...]:
    """Return the events of a text that was published on a Thursday."""
    return coder.code(text, published=PUBLISHED)


def told(coder: Coder, text: str) -> list[str]:
    """Return "TYPE trigger" of each event, in the order of the text."""
    return [f"{event.event_type} {event.trigger.text}" for event in events_of(coder, text)]


def by_trigger(coder: Coder, text: str, trigger: str) -> Event:
    """Return the only event with a trigger."""
    found = [event for event in events_of(coder, text) if event.trigger.text == trigger]
    assert len(found) == 1, f"{len(found)} events have the trigger {trigger!r}: {told(coder, text)}"
    return found[0]


def who(participants: Iterable[Participant]) -> str:
    """Return "COUNTRY SECTOR" of participants, "-" for what is not known, with ";" between them."""
    return "; ".join(f"{one.country or '-'} {one.sector or '-'}" for one in participants)


def where(event: Event) -> str:
    """Return "role text" of an event's places, with ";" between them."""
    return "; ".join(f"{place.role} {place.span.text}" for place in event.places)


def when(event: Event) -> str | None:
    """Return the days of an event, "from..to" or one day; None without a date."""
    start, end = event.date.start, event.date.end
    if start is None and end is None:
        return None
    return f"{start}" if start == end else f"{start}..{end}"


def how_many(event: Event) -> str:
    """Return "what low/best/high" of an event's counts, with ";" between them."""
    return "; ".join(
        f"{one.what} {'/'.join('-' if n is None else str(n) for n in (one.count.low, one.count.best, one.count.high))}"
        for one in event.counts
    )
