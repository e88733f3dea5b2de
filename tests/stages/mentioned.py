"""Mentions of own-prose news, for tables of tests."""

from __future__ import annotations

from datetime import date
from functools import cache

from harmattan.assembly import stage_table
from harmattan.model.annotations import ACTORS, DOCUMENT, ActorMention
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.protocols import Stage

Row = tuple[str, str, str, str | None, str | None, str | None]
"""A text, its day, the words of a mention, and its name, country and sector; ANY where that does not matter."""
ANY = "*"


@cache
def _stages() -> tuple[Stage, ...]:
    table = stage_table("en")
    return table[: [one.name for one in table].index("actors") + 1]


@cache
def mentions(text: str, published: str) -> tuple[ActorMention, ...]:
    document = Document(text, "en", published=date.fromisoformat(published))
    layers = Layers().including({DOCUMENT: document})
    for stage in _stages():
        layers = layers.including(stage.run(layers))
    return layers[ACTORS]


def found_in(text: str, published: str, words: str) -> list[ActorMention]:
    """Return the mentions of some words; "2:he" asks for the second."""
    number, _, wanted = words.rpartition(":")
    found = [one for one in mentions(text, published) if one.participant.span.text == wanted]
    return found[int(number) - 1 :] if number else found


def check(row: Row) -> None:
    """Assert that the first mention of a row's words has its name, country and sector."""
    text, published, words, *wanted = row
    found = found_in(text, published, words)
    have = [(one.participant.span.text, one.participant.name) for one in mentions(text, published)]
    assert found, f"no mention {words!r} in {have}"
    one = found[0].participant
    got = (one.name, one.country, one.sector)
    assert all(want in (ANY, had) for want, had in zip(wanted, got, strict=True)), got
