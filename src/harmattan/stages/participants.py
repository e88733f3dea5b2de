"""Cast a happening: who acts and who is acted upon, from the functions that its frames name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Attribution, Participant
from harmattan.model.spans import Span
from harmattan.model.syntax import Role
from harmattan.stages.attributions import Attributions
from harmattan.stages.drafts import Draft
from harmattan.stages.predicates import Context, Trigger

__all__ = ["MOST", "Cast", "Casting"]

MOST = 8
"""More participants than this in one event are a list, not a cast."""

_PLACE_LIKE = frozenset({"country", "capital"})
_WHERE = frozenset({"in", "from", "to", "into", "at", "near", "on", "across"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors and recipients of a happening, in the order of the text."""

    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]


class Casting:
    """Casts the happenings of one sentence."""

    def __init__(self, context: Context, text: str, attributions: Attributions) -> None:
        self._context = context
        self._text = text
        self._attributions = attributions

    def cast(self, draft: Draft) -> Cast:
        """Return the cast of a draft; merged triggers add what the main one lacks."""
        actors: list[ActorMention] = []
        recipients: list[ActorMention] = []
        for trigger in draft.triggers:
            for one in self._actors(trigger):
                if not actors or trigger is draft.trigger or trigger.frame.pos == "noun":
                    actors.append(one)
            frame_recipients = self._mentions(trigger, trigger.frame.recipient)
            if trigger is draft.trigger or not recipients or trigger.frame.event_type != draft.trigger.frame.event_type:
                recipients.extend(frame_recipients)
            recipients.extend(self._mentions(trigger, ("sufferer",)))
        if not actors:
            actors = self._theme(draft)
        kept_actors = _distinct(actors)
        spans = {(one.first, one.last) for one in kept_actors}
        kept_recipients = [one for one in _distinct(recipients) if (one.first, one.last) not in spans]
        return Cast(tuple(kept_actors[:MOST]), tuple(kept_recipients[:MOST]))

    def _actors(self, trigger: Trigger) -> list[ActorMention]:
        found = self._mentions(trigger, (*trigger.frame.actor, "subject"))
        for attribution in ("suspected", "claimed"):
            for one in self._mentions(trigger, (attribution,)):
                found.append(_attributed(one, attribution))  # type: ignore[arg-type]
        return found

    def _theme(self, draft: Draft) -> list[ActorMention]:
        """Let troops that are moved stand for who moves them, when the text names nobody else."""
        for trigger in draft.triggers:
            found = self._mentions(trigger, trigger.frame.theme)
            if found:
                return found
        return []

    def _mentions(self, trigger: Trigger, functions: tuple[str, ...]) -> list[ActorMention]:
        found: list[ActorMention] = []
        for argument in trigger.arguments:
            function = argument.function
            if function not in functions and function.split()[-1] not in functions:
                continue
            for token in self._context.tree.conjuncts(argument.token):
                mention = self._mention(token, function)
                if mention is not None:
                    found.append(mention)
        return found

    def _mention(self, token: int, function: str) -> ActorMention | None:
        mention = self._context.actors.get(token)
        word = self._context.tree.tokens[token].text.lower()
        if mention is None and self._context.lexicon.is_in(word, "pronoun_we"):
            return self._we(token)
        if mention is None and function != "modifier":
            return self._inside(token)
        if mention is not None and mention.rule == "capital" and function in _WHERE:
            return None
        return mention

    def _inside(self, token: int) -> ActorMention | None:
        """Look through "a group of N", "members of N", "dozens of N" for someone known."""
        tree = self._context.tree
        for child in tree.children(token):
            if child.role is Role.OBLIQUE and child.case == "of" and child.index in self._context.actors:
                inner = self._context.actors[child.index]
                return inner if inner.rule not in _PLACE_LIKE else None
        return None

    def _we(self, token: int) -> ActorMention | None:
        """In a quotation "we" is the speaker's side, "I" the speaker."""
        tokens = self._context.tree.tokens
        start = tokens[token].start
        speaker = self._attributions.speaker_at(start)
        if speaker is None:
            return None
        one = speaker.participant
        is_alone = tokens[token].text.lower() in ("i", "me", "my")
        participant = Participant(
            Span.of(self._text, start, tokens[token].end),
            antecedent=one.span,
            actor_id=one.actor_id,
            name=one.name if is_alone or one.sector == "GOV" else None,
            country=one.country,
            sector=one.sector,
            wikidata=one.wikidata if is_alone else None,
        )
        sentence = self._context.tree.sentence.index
        return ActorMention(sentence, token, token, token, participant, 0.7, "speaker")


def _attributed(mention: ActorMention, attribution: Attribution) -> ActorMention:
    return replace(mention, participant=replace(mention.participant, attribution=attribution))


def _distinct(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    """Drop mentions that lie inside another ("French" in "French troops"), and repeats."""
    ordered = sorted(mentions, key=lambda one: (one.first, -one.last, one.head))
    kept: list[ActorMention] = []
    for one in ordered:
        if any(other.first <= one.first and one.last <= other.last for other in kept):
            continue
        kept.append(one)
    return kept
