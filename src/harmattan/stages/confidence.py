"""How sure an event is: a product of what each of its parts is worth.

The values are set by hand from reading rows; the benchmark of calibration measures them.
"""

from __future__ import annotations

from harmattan.model.annotations import DateMention
from harmattan.stages.draft import Draft
from harmattan.stages.splitting import Part

__all__ = ["confidence_of"]

_BASE = 0.88
_GENERIC_FRAME = 0.92
"""A frame without any test of its words fires more often by mistake."""
_NO_ACTOR = 0.85
_NO_ONE = 0.8
_NO_PLACE = 0.95
_NOT_ASSERTED = 0.92


def confidence_of(draft: Draft, part: Part, date: DateMention | None) -> float:
    """Return a confidence of 0 to 1, rounded to two digits."""
    value = _BASE
    if draft.trigger.frame.weight == 0:
        value *= _GENERIC_FRAME
    if not part.actors:
        value *= _NO_ACTOR if part.recipients else _NO_ACTOR * _NO_ONE
    if not part.places:
        value *= _NO_PLACE
    for one in (*part.actors, *part.recipients):
        value *= 0.9 + 0.1 * one.confidence
    for place, _ in part.places:
        value *= 0.9 + 0.1 * place.confidence
    if draft.reading.factuality != "asserted":
        value *= _NOT_ASSERTED
    return round(value, 2)
