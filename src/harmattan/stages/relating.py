"""Relate the events of one sentence: what is accused, and what is conditioned on what."""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.event import Event, Related, Relation
from harmattan.model.syntax import Role
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context
from harmattan.stages.draft import Draft

__all__ = ["related"]

_CONTENT = (Role.COMPLEMENT, Role.OPEN_COMPLEMENT, Role.PREP_CLAUSE, Role.PATIENT, Role.OBLIQUE)


def related(context: Context, made: list[tuple[Draft, tuple[Event, ...]]]) -> list[Event]:
    """Return the events of a sentence with their relations filled in.

    The content of an accusation is content-of it; what stands in an "if" clause is condition-of the main clause.
    """
    found: list[Event] = []
    for draft, events in made:
        links = tuple(
            Related(relation, others[0].event_id)
            for other, others in made
            if other is not draft and others and (relation := _relation(context, draft, other)) is not None
        )
        found.extend(_linked(event, links) for event in events)
    return found


def _linked(event: Event, links: tuple[Related, ...]) -> Event:
    """Add relations to an event; who is accused of a deed is only suspected of it."""
    if not links:
        return event
    actors = event.actors
    if any(link.relation == "content-of" for link in links):
        actors = tuple(replace(one, attribution="suspected") if one.attribution == "stated" else one for one in actors)
    return replace(event, related=links, actors=actors)


def _relation(context: Context, draft: Draft, other: Draft) -> Relation | None:
    tree = context.tree
    current = draft.trigger.token
    roles: list[tuple[int, Role]] = []
    for above in tree.ancestors(current):
        roles.append((current, tree.tokens[current].role))
        if above.index == other.trigger.token:
            break
        current = above.index
    else:
        return None
    kinds = [role for _, role in roles]
    if Role.RELATIVE in kinds:
        return None
    top, role = roles[-1]
    if role is Role.ADVERBIAL_CLAUSE:
        return "condition-of" if _is_condition(context, tree, top) else None
    if other.event_type == "ACCUSE" and role in _CONTENT:
        return "content-of"
    return None


def _is_condition(context: Context, tree: Tree, clause: int) -> bool:
    return any(
        child.role in (Role.MARK, Role.ADVERB) and context.lexicon.scope(child.text.lower(), "mark") == "conditional"
        for child in tree.children(clause)
    )
