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
        widths = [max((len(plain(value)) for value in column), default=0) for column in zip(*map(_cells, parts))]
        for part in parts:
            cells = [plain(cell).ljust(min(width, 40)) for cell, width in zip(_cells(part), widths, strict=True)]
            yield f"  {cells[0]}  {cells[1]}  from {cells[2]}  by {cells[3]}".rstrip()
        yield ""


def _cells(part: Explanation) -> tuple[str, str, str, str]:
    return part.field, part.value, f"“{part.words}”", part.rule
