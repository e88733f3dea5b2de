"""What the coder's stages find in a text before events are made."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from harmattan.assembly import stage_table
from harmattan.model.annotations import DOCUMENT
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.protocols import Stage

__all__ = ["layers_of"]


def layers_of(text: str, published: date | None, *, until: str, parses_all: bool = False) -> Layers:
    """Return the layers of a text after the stage named `until`.

    Args:
        text: not empty.
        published: its day.
        until: the last stage to run.
        parses_all: parse also the sentences in which the coder sees no event.
    """
    layers = Layers().including({DOCUMENT: Document(text, "en", published=published)})
    for stage in _table(until, parses_all):
        layers = layers.including(stage.run(layers))
    return layers


@lru_cache(maxsize=4)
def _table(until: str, parses_all: bool) -> tuple[Stage, ...]:
    table = stage_table("en", parses_all=parses_all)
    return table[: [one.name for one in table].index(until) + 1]
