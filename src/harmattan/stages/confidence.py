"""How sure an event is: the probability that its type and who does it to whom are right.

A logistic model of three things that a reader would doubt too. Its weights were fitted, drawn towards zero (ridge), on
242 events judged by hand: those that the facts of the golden articles settle, and 114 drawn from news whose licence
allows it (MEANTIME, HRDsAttack, ECB+), 33 of which were wrong. Frames without tests, a missing actor or place told
nothing there. The benchmark `calibration` measures it on other texts; read row by row on whole articles it is too high,
for nothing here sees that a sentence tells no event (docs/decisions/0007).
"""

from __future__ import annotations

import math

from harmattan.model.event import Participant
from harmattan.stages.draft import Draft
from harmattan.stages.splitting import Part

__all__ = ["confidence_of"]

_BASE = 2.1
_ALONE = -0.8
"""Cooperation needs two: without two sides that are known it is often business, sport or private life."""
_STRANGER = -1.1
"""Who is of no known country or kind is often no actor at all ("hosted the awards")."""
_NOT_ASSERTED = -0.45
_COOPERATION = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SUPPORT"})
"""Types of cooperation, and moves of forces, whose verbs say much else."""


def confidence_of(draft: Draft, part: Part) -> float:
    """Return a confidence of 0 to 1, rounded to two digits."""
    actors = [_is_known(one.participant) for one in part.actors]
    recipients = [_is_known(one.participant) for one in part.recipients]
    has_two_sides = (any(actors) and any(recipients)) or sum(actors) > 1
    value = _BASE
    if draft.event_type in _COOPERATION and not has_two_sides:
        value += _ALONE
    if not all((*actors, *recipients)):
        value += _STRANGER
    if draft.reading.factuality != "asserted":
        value += _NOT_ASSERTED
    return round(1 / (1 + math.exp(-value)), 2)


def _is_known(one: Participant) -> bool:
    return one.country is not None or one.sector is not None
