"""Lists of participants: who is one and the same, and who lies inside another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Attribution

__all__ = ["as_force", "attributed", "distinct", "is_same", "is_same_side", "named_once"]


_FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons"})
"""Modes of attack that only forces have the arms for."""
_OF_PEOPLE = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def as_force(one: ActorMention, event_type: str, mode: str | None) -> ActorMention:
    """Read the adjective of a state as its force in an air raid, as its government in talks and demands.

    "French killings" and "French protests" do not say who acted.
    """
    if one.rule != "adjective" or one.participant.sector is not None:
        return one
    sector = "MIL" if mode in _FROM_AFAR or event_type == "MOBILIZE" else "GOV"
    if event_type in _OF_PEOPLE and sector == "GOV":
        return one
    return replace(one, participant=replace(one.participant, sector=sector))


def is_same_side(one: ActorMention, actors: Iterable[ActorMention]) -> bool:
    """Say whether one is the state or body that acts: "the EU's envoy reaffirmed the bloc's support"."""
    who = one.participant
    return who.country is not None and any(
        who.country == other.participant.country and who.sector in (None, "GOV") and other.participant.sector == "GOV"
        for other in actors
    )


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
