"""Split one trigger into several events where it tells of several happenings: attacks in A, B and C are three."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model.annotations import ActorMention, PlaceMention
from harmattan.model.syntax import Role
from harmattan.stages.arguments import Tree
from harmattan.stages.draft import Draft
from harmattan.stages.participants import Cast

__all__ = ["Part", "parts_of"]

_BY_PLACE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
_BY_RECIPIENT = frozenset({"AID", "MOBILIZE", "RETREAT"})
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the events of a trigger holds."""

    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    places: tuple[tuple[PlaceMention, str], ...]


def parts_of(
    tree: Tree, draft: Draft, cast: Cast, places: tuple[tuple[PlaceMention, str], ...], *, has_count: bool = False
) -> tuple[Part, ...]:
    """Return the parts of a draft, in the order of the text; one where nothing splits it.

    Args:
        has_count: whether a number of dead, hurt or held covers the whole: then it is told, and kept, as one.
    """
    if draft.event_type in _BY_PLACE and not has_count:
        listed = _named_in_list(tree, [place for place, role in places if role in ("at", "to")])
        if 1 < len(listed) <= _MOST_PARTS:
            rest = tuple(one for one in places if one[0].head not in listed)
            chosen = [one for one in places if one[0].head in listed]
            return tuple(Part(cast.actors, cast.recipients, (one, *rest)) for one in chosen)
    if draft.event_type in _BY_RECIPIENT:
        states = [one for one in cast.recipients if one.participant.country]
        listed = _coordinated(tree, [one.head for one in states])
        if len({one.participant.country for one in states}) == len(states) and 1 < len(listed) <= _MOST_PARTS:
            return tuple(
                Part(cast.actors, (one,), _places_for(places, one, states)) for one in states if one.head in listed
            )
    return (Part(cast.actors, cast.recipients, places),)


def _named_in_list(tree: Tree, places: list[PlaceMention]) -> list[int]:
    """Return the heads of the places of one list: "the towns of A, B and C", "the A, B and C districts"."""
    if not places:
        return []
    joints = [_joints(tree, one) for one in places]
    listed, known = [places[0].head], joints[0]
    for place, own in zip(places[1:], joints[1:], strict=True):
        if known & own:
            listed.append(place.head)
            known = known | own
    return listed


def _joints(tree: Tree, place: PlaceMention) -> frozenset[int]:
    """Return the tokens through which a name hangs in a list: the first name of it, or the plural noun behind it."""
    tokens = [tree.tokens[index] for index in range(place.first, place.last + 1)]
    shared = {one.head for one in tokens if one.role is Role.COMPOUND and "plural" in tree.tokens[one.head].features}
    return frozenset({tree.first_conjunct(one.index) for one in tokens if one.pos != "DET"} | shared)


def _coordinated(tree: Tree, heads: list[int]) -> list[int]:
    """Return the heads that stand in one list with the first of them."""
    if not heads:
        return []
    first = tree.first_conjunct(heads[0])
    return [head for head in heads if tree.first_conjunct(head) == first]


def _places_for(
    places: tuple[tuple[PlaceMention, str], ...], one: ActorMention, states: list[ActorMention]
) -> tuple[tuple[PlaceMention, str], ...]:
    """Keep the place that is the recipient itself, and those that belong to no recipient."""
    others = {state.head for state in states if state is not one}
    return tuple(item for item in places if item[0].head not in others)
