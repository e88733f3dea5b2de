"""`--explain`: for each event, which words made each field, and which rule did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from harmattan.cli.messages import plain
from harmattan.model.wording import mode_words

if TYPE_CHECKING:
    from harmattan.assembly import Coded
    from harmattan.model.annotations import Explanation
    from harmattan.model.event import Event

__all__ = ["explanation_lines"]

_WIDEST = 40


def explanation_lines(coded: Coded, *, shown: Iterable[Event] | None = None) -> Iterator[str]:
    """Yield the explanation of each event as lines of text: field, value, words, rule."""
    by_event: dict[str, list[Explanation]] = {}
    for one in coded.explanations:
        by_event.setdefault(one.event_id, []).append(one)
    for event in coded.events if shown is None else shown:
        mode = mode_words(event.mode)
        yield f"{event.event_id}  {event.event_type}{f' · {mode}' if mode else ''}  {event.factuality}"
        yield f"  sentence: {plain(event.evidence.quote)}"
        parts = by_event.get(event.event_id, [])
        rows = [_cells(part) for part in parts]
        widths = [min(max(map(len, column)), _WIDEST) for column in zip(*rows, strict=True)]
        for row in rows:
            name, value, words, rule = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield f"  {name}  {value}  from {words}  by {rule}".rstrip()
        yield ""


def _cells(part: Explanation) -> tuple[str, str, str, str]:
    return plain(part.field), plain(part.value), f"“{plain(part.words)}”", plain(part.rule)
