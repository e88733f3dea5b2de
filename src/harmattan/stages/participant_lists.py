"""Lists of participants: who is one and the same, and who lies inside another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Attribution

__all__ = ["attributed", "distinct", "is_same", "named_once"]


def attributed(mention: ActorMention, attribution: Attribution) -> ActorMention:
    return replace(mention, participant=replace(mention.participant, attribution=attribution))


def _are_one(one: ActorMention, other: ActorMention) -> bool:
    """Say whether a pronoun repeats a participant."""
    return "pronoun" in (one.rule, other.rule) and is_same(one, other)


def is_same(one: ActorMention, other: ActorMention) -> bool:
    """Say whether two mentions are of one: by the list, or as one points back to the words of the other."""
    first, second = one.participant, other.participant
    if first.actor_id is not None and first.actor_id == second.actor_id:
        return True
    said = [(one.antecedent or one.span) for one in (first, second)]
    is_pointing = first.antecedent is not None or second.antecedent is not None
    return is_pointing and said[0].start < said[1].end and said[1].start < said[0].end


def named_once(mentions: list[ActorMention]) -> list[ActorMention]:
    """Drop a second name for one that the same event has already: "the N Union, or NU", "the bloc NU"."""
    kept: list[ActorMention] = []
    for one in mentions:
        who = one.participant
        is_named = who.name is not None and who.actor_id is not None
        others = [other.participant for other in kept]
        is_again = any((other.actor_id, other.name) == (who.actor_id, who.name) for other in others)
        if (is_named and is_again) or any(other.span == who.span for other in others):
            continue
        kept.append(one)
    return kept


def distinct(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    """Drop mentions that lie inside another ("French" in "French troops"), and repeats."""
    ordered = sorted(mentions, key=lambda one: (one.first, -one.last, one.rule.startswith("shared"), one.head))
    kept: list[ActorMention] = []
    for one in ordered:
        is_inside = any(other.first <= one.first and one.last <= other.last for other in kept)
        if is_inside and not one.rule.startswith(("shared", "pair")):
            continue
        if any(_are_one(one, other) for other in kept):
            continue
        kept.append(one)
    return kept
