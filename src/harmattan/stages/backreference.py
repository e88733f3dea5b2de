"""Sentences that only say when and where the happening before them was: "The incident occurred on Sunday in Bwari".

A definite noun or pronoun that occurs, happens or takes place points back. The place and date go to the events of the
sentence before that lack them; what is told of them elsewhere in that sentence stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from harmattan.model.annotations import DateMention, PlaceMention
from harmattan.model.event import Event
from harmattan.model.place import EventPlace
from harmattan.model.spans import EvidenceSpan
from harmattan.model.syntax import Role, Token
from harmattan.stages.context import Context
from harmattan.stages.draft import path_between

__all__ = ["Setting", "placed", "setting_of"]

_POINTED_AT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""What "the incident" can be."""
_REACH = 2
"""Sentences back."""
_CLAUSES = (Role.RELATIVE, Role.COMPLEMENT, Role.ADVERBIAL_CLAUSE, Role.CONJUNCT, Role.PARTICIPLE)


@dataclass(frozen=True, slots=True)
class Setting:
    """The types of happening that a sentence points back to, the token that does, and where and when they were."""

    subject: int
    types: frozenset[str]
    places: tuple[PlaceMention, ...]
    date: DateMention | None


def setting_of(context: Context, dates: Iterable[DateMention]) -> Setting | None:
    """Return the setting that a sentence gives to what was told before, None where it tells something of its own."""
    tree, lexicon = context.tree, context.lexicon
    for verb in tree.tokens:
        if verb.pos != "VERB" or verb.role is not Role.ROOT or "past" not in verb.features:
            continue
        children = tree.children(verb.index)
        words = " ".join([verb.lemma, *(one.lemma for one in children if one.role is Role.PATIENT)])
        if not lexicon.is_in(words, "setting_verb"):
            continue
        subject = next((one for one in children if one.role is Role.AGENT and one.case is None), None)
        types = frozenset[str]() if subject is None else _pointed_at(context, subject)
        places = tuple(one for one in context.places.values() if _is_beside(context, one.head, verb.index))
        date = next((one for one in dates if one.date.start and _is_beside(context, one.head, verb.index)), None)
        if subject is not None and types and (places or date):
            return Setting(subject.index, types, places, date)
    return None


def _pointed_at(context: Context, subject: Token) -> frozenset[str]:
    """Return the types of event that a subject can point back to: none for an indefinite or numbered one."""
    lexicon = context.lexicon
    if lexicon.is_in(subject.text.lower(), "pronoun_it") or lexicon.is_in(subject.text.lower(), "definite"):
        return _POINTED_AT
    children = context.tree.children(subject.index)
    is_definite = any(one.role is Role.DETERMINER and lexicon.is_in(one.text.lower(), "definite") for one in children)
    has_own = any(one.role not in (Role.DETERMINER, Role.ADJECTIVE, Role.COMPOUND) for one in children)
    if not is_definite or has_own:
        return frozenset()
    if lexicon.is_in(subject.lemma, "happening_noun"):
        return _POINTED_AT
    return frozenset(frame.event_type for frame in lexicon.nouns.get(subject.lemma, ()))


def _is_beside(context: Context, low: int, verb: int) -> bool:
    path = path_between(context.tree, low, verb)
    return path is not None and not any(role in _CLAUSES for role in path)


def placed(
    setting: Setting, events: Sequence[Event], sentence: int, evidence: EvidenceSpan, sentence_at: Callable[[int], int]
) -> list[Event] | None:
    """Return the events with those before a setting completed by it, None where it points at nothing.

    Args:
        setting: what the sentence says.
        events: the events so far, in the order of the text.
        sentence: the index of the sentence that holds the setting.
        evidence: its words.
        sentence_at: gives the index of the sentence at an offset.
    """
    fitting = [one for one in events if one.event_type in setting.types and not one.is_aggregate]
    last = sentence_at(fitting[-1].evidence.start) if fitting else -1
    if not fitting or sentence - last > _REACH:
        return None
    return [
        _completed(one, setting, evidence) if one in fitting and sentence_at(one.evidence.start) == last else one
        for one in events
    ]


def _completed(event: Event, setting: Setting, evidence: EvidenceSpan) -> Event:
    """Return an event with the place and date of a setting, where it has none."""
    date = setting.date if event.date.start is None else None
    places = () if event.places else tuple(EventPlace(p.span, p.place, "at", p.candidates) for p in setting.places)
    if date is None and not places:
        return event
    return replace(
        event,
        places=event.places or places,
        date=event.date if date is None else date.date,
        date_span=event.date_span if date is None else date.span,
        more_evidence=(*event.more_evidence, evidence),
    )
