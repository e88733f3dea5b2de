"""How sure an event is: a product of what each of its parts is worth.

The values are set by hand from reading rows; the benchmark of calibration measures them.
"""

from __future__ import annotations

from harmattan.model.annotations import DateMention
from harmattan.stages.drafts import Draft
from harmattan.stages.splitting import Part

__all__ = ["confidence_of"]

BASE = 0.88
GENERIC_FRAME = 0.92
"""A frame without any test of its words fires more often by mistake."""
NO_ACTOR = 0.85
NO_ONE = 0.8
NO_PLACE = 0.95
NOT_ASSERTED = 0.92


def confidence_of(draft: Draft, part: Part, date: DateMention | None) -> float:
    """Return a confidence of 0 to 1, rounded to two digits."""
    value = BASE
    if draft.trigger.frame.weight == 0:
        value *= GENERIC_FRAME
    if not part.actors:
        value *= NO_ACTOR if part.recipients else NO_ACTOR * NO_ONE
    if not part.places:
        value *= NO_PLACE
    for one in (*part.actors, *part.recipients):
        value *= 0.9 + 0.1 * one.confidence
    for place, _ in part.places:
        value *= 0.9 + 0.1 * place.confidence
    if draft.reading.factuality != "asserted":
        value *= NOT_ASSERTED
    return round(value, 2)
