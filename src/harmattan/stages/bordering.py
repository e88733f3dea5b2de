"""Give the places of events what is known of borders. It is reckoned once a place and process: events repeat places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harmattan.model.event import Event
from harmattan.reference.place_borders import border_of

__all__ = ["with_borders"]


def with_borders(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with `border` set on every place that has coordinates."""
    return tuple(_bordered(event) for event in events)


def _bordered(event: Event) -> Event:
    if not any(one.place is not None for one in event.places):
        return event
    places = (one if one.place is None else replace(one, border=border_of(one.place)) for one in event.places)
    return replace(event, places=tuple(places))
