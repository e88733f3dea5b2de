"""Cast a happening: who acts and who is acted upon, from the functions that its frames name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Attribution, Participant
from harmattan.model.spans import Span
from harmattan.model.syntax import Role
from harmattan.stages.attributions import Attributions
from harmattan.stages.draft import Draft
from harmattan.stages.predicates import Context, Trigger

__all__ = ["MOST", "Cast", "Casting"]

MOST = 8
"""More participants than this in one event are a list, not a cast."""

_HELPED = ("patient", "dative", "with", "for")
_PROMISING = {
    "AGREE": ("patient", "dative", "with", "to", "for", "against", "from"),
    "THREATEN": ("patient", "dative", "with", "to", "for", "against", "from"),
    "REJECT": ("patient", "dative", "with", "to", "for", "against", "from"),
    "REQUEST": ("agent",),
}
"""For a type whose recipient may stand in its content only, the functions that hold it there."""

_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
"""Types in which whoever it is done with acts too."""
_GIVEN_TO = frozenset({"AID", "AGREE", "SANCTION", "CONCEDE", "COOPERATE"})
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
        self._draft: Draft | None = None

    def cast(self, draft: Draft) -> Cast:
        """Return the cast of a draft; merged triggers add what the main one lacks."""
        self._draft = draft
        actors = self._all_actors(draft)
        recipients = self._all_recipients(draft)
        if not actors:
            actors = self._theme(draft)
        kept_actors = _distinct(one for actor in actors for one in (actor, *self._sharing(actor)))
        spans = {(one.first, one.last) for one in kept_actors}
        kept_recipients = [one for one in _distinct(recipients) if (one.first, one.last) not in spans]
        return Cast(tuple(kept_actors[:MOST]), tuple(kept_recipients[:MOST]))

    def _all_actors(self, draft: Draft) -> list[ActorMention]:
        actors: list[ActorMention] = []
        for trigger in draft.triggers:
            if draft.mode == "visit" and trigger is not draft.trigger:
                continue  # "travelled to N for talks with X": X receives
            for one in self._actors(trigger):
                if not actors or trigger is draft.trigger or trigger.frame.pos == "noun":
                    actors.append(one)
        if draft.event_type in _MUTUAL and draft.mode != "visit":
            for trigger in draft.triggers:
                actors.extend(self._mentions(trigger, ("with",)))
        if draft.event_type == "CONSULT":
            actors.extend(self._attending(draft.trigger))
        return actors

    def _all_recipients(self, draft: Draft) -> list[ActorMention]:
        recipients: list[ActorMention] = []
        for trigger in draft.triggers:
            found = self._mentions(trigger, trigger.frame.recipient)
            if trigger is draft.trigger or not recipients or trigger.frame.event_type != draft.trigger.frame.event_type:
                recipients.extend(found)
            recipients.extend(self._mentions(trigger, ("sufferer",)))
            if self._is_suffered(trigger):
                recipients.extend(self._mentions(trigger, ("possessor",)))
            if draft.mode == "visit" and trigger is not draft.trigger:
                recipients.extend(self._mentions(trigger, ("with",)))
        if not recipients and draft.event_type == "SANCTION":
            recipients = self._posted(draft.trigger)
        if not recipients and draft.event_type in _GIVEN_TO:
            recipients = self._in_compound(draft.trigger)
        if not recipients and draft.event_type in ("ACCUSE", "REJECT", "SUPPORT"):
            recipients = self._of_deed(draft.trigger)
        if not recipients and ("@clause" in draft.trigger.frame.recipient or draft.event_type in _PROMISING):
            recipients = self._of_content(draft.trigger, _PROMISING.get(draft.event_type, _HELPED))
        return recipients

    def _actors(self, trigger: Trigger) -> list[ActorMention]:
        functions = trigger.frame.actor
        if self._is_suffered(trigger):
            functions = tuple(one for one in functions if one != "possessor")
        found = self._mentions(trigger, (*functions, "subject"))
        for attribution in ("suspected", "claimed", "denied"):
            for one in self._mentions(trigger, (attribution,)):
                found.append(_attributed(one, attribution))
        return found

    def _posted(self, trigger: Trigger) -> list[ActorMention]:
        """Return the government to which a recalled envoy was sent: "recalled its envoy in Ankara"."""
        tree = self._context.tree
        found: list[ActorMention] = []
        for argument in trigger.arguments:
            heads = [argument.token] if argument.function == "from" else []
            if argument.function == "patient":
                heads = [c.index for c in tree.children(argument.token) if c.case in ("from", "in", "to")]
            found += [
                mention
                for head in heads
                if (mention := self._context.actors.get(head)) is not None and mention.rule in _PLACE_LIKE
            ]
        return found

    def _in_compound(self, trigger: Trigger) -> list[ActorMention]:
        """Read "will send Ukraine howitzers", which the parser takes for a compound."""
        tree = self._context.tree
        return [
            self._context.actors[child.index]
            for argument in trigger.arguments
            if argument.function == "patient"
            for child in tree.children(argument.token)
            if child.role is Role.COMPOUND
            and child.index in self._context.places
            and child.index in self._context.actors
        ]

    def _of_deed(self, trigger: Trigger) -> list[ActorMention]:
        """Return who did what is condemned or welcomed: "condemned the Turkish raid"."""
        tree = self._context.tree
        return [
            mention
            for argument in trigger.arguments
            if argument.function == "patient" and argument.token not in self._context.actors
            for inner in tree.arguments(argument.token)
            if inner.function in ("by", "possessor", "modifier", "of", "into", "against")
            if (mention := self._context.actors.get(inner.token)) is not None
            and mention.participant.country
            and (inner.function != "of" or mention.rule not in _PLACE_LIKE)
        ]

    def _of_content(self, trigger: Trigger, functions: tuple[str, ...]) -> list[ActorMention]:
        """Return whom the content of a verbal event is about: "pledged to send troops to N", "ready to work with N"."""
        tree = self._context.tree
        clauses = [a.token for a in trigger.arguments if a.function in ("clause", "purpose")]
        clauses += [
            child.index
            for index in (trigger.token, *(a.token for a in trigger.arguments if a.function == "patient"))
            for child in tree.children(index)
            if child.pos == "VERB"
            and child.role in (Role.PARTICIPLE, Role.ADVERBIAL_CLAUSE)
            and "infinitive" in child.features
        ]
        clauses += [c.index for one in clauses for c in tree.children(one) if "infinitive" in c.features]
        for clause in dict.fromkeys(clauses):
            inside = [*tree.arguments(clause)]
            inside += [
                one for a in inside if a.function == "for" for one in tree.arguments(a.token) if one.function == "with"
            ]
            found = [
                mention
                for argument in inside
                if argument.function in functions
                for token in tree.conjuncts(argument.token)
                if (mention := self._mention(token, argument.function)) is not None
                and (mention.participant.country or mention.participant.sector)
            ]
            if found:
                return found
        return []

    def _attending(self, trigger: Trigger) -> list[ActorMention]:
        """Count who acts "after talks with N" among those who talked."""
        tree = self._context.tree
        noun = tree.tokens[trigger.token]
        if trigger.frame.pos != "noun" or trigger.carrier is not None or noun.role is not Role.OBLIQUE:
            return []
        path = [noun, *tree.ancestors(noun.index)][:3]
        verb = next((one for one in path if one.pos == "VERB"), None)
        first = path[max(path.index(verb) - 1, 0)] if verb is not None else noun
        if verb is None or (first.case or "").split()[-1:] not in (
            ["after"],
            ["during"],
            ["in"],
            ["following"],
            ["at"],
        ):
            return []
        if not any(argument.function == "with" for argument in trigger.arguments):
            return []
        subject = tree.subject(verb.index)
        if subject is None:
            return []
        return [m for t in tree.conjuncts(subject) if (m := self._mention(t, "agent")) is not None]

    def _is_suffered(self, trigger: Trigger) -> bool:
        """Say whether the owner of a noun is who it befell: "N's arrest", but not "N's arrest of X"."""
        if trigger.frame.pos != "noun" or not self._context.lexicon.is_in(trigger.frame.lemma, "suffered_noun"):
            return False
        return not any(argument.function == "of" for argument in trigger.arguments)

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
        return found or (self._in_theme(trigger, functions) if trigger.frame.pos == "verb" else found)

    def _in_theme(self, trigger: Trigger, functions: tuple[str, ...]) -> list[ActorMention]:
        """Look for prepositions on the object: "suspended arms exports to N"."""
        tree = self._context.tree
        found: list[ActorMention] = []
        for argument in trigger.arguments:
            if argument.function == "patient":
                for child in tree.children(argument.token):
                    if child.role is Role.OBLIQUE and child.case in functions and child.case not in ("of", "in"):
                        found += [
                            m for t in tree.conjuncts(child.index) if (m := self._mention(t, child.case)) is not None
                        ]
        return found

    def _mention(self, token: int, function: str) -> ActorMention | None:
        mention = self._context.actors.get(token)
        word = self._context.tree.tokens[token].text.lower()
        if mention is None and self._context.lexicon.is_in(word, "pronoun_we"):
            return self._we(token)
        if mention is None and function != "modifier":
            return self._inside(token)
        if mention is not None and mention.rule == "capital" and function in _WHERE:
            # "aid to Kyiv" is for the government; "troops to Kyiv" is a place.
            draft = self._draft
            is_given = draft is not None and (
                (draft.event_type in _GIVEN_TO and function == "to")
                or (draft.event_type == "SANCTION" and function == "from")
            )
            return mention if is_given else None

        return mention

    def _inside(self, token: int) -> ActorMention | None:
        """Look through "a group of N", "members of N", "dozens of N" for someone known."""
        tree = self._context.tree
        for child in tree.children(token):
            if child.role is Role.OBLIQUE and child.case == "of" and child.index in self._context.actors:
                inner = self._context.actors[child.index]
                return inner if inner.rule not in _PLACE_LIKE else None
        return None

    def _sharing(self, mention: ActorMention) -> list[ActorMention]:
        """Return the further countries of a plural office: "the ministers of A and B" are two."""
        tree = self._context.tree
        found: list[ActorMention] = []
        if mention.participant.sector is None or "plural" not in tree.tokens[mention.head].features:
            return found
        for child in tree.children(mention.head):
            if child.role is Role.OBLIQUE and child.case in ("of", "from"):
                for token in sorted(tree.subtree(child.index)):
                    other = self._context.actors.get(token)
                    if other is None or other.rule not in _PLACE_LIKE or not other.participant.country:
                        continue
                    if other.participant.country != mention.participant.country:
                        shared = replace(other.participant, sector=mention.participant.sector, name=None)
                        found.append(replace(other, participant=shared, rule="shared office"))
        return found

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


def _are_one(one: ActorMention, other: ActorMention) -> bool:
    """Say whether a pronoun repeats a participant."""
    if "pronoun" not in (one.rule, other.rule):
        return False
    first, second = one.participant, other.participant
    return first.actor_id is not None and first.actor_id == second.actor_id


def _distinct(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    """Drop mentions that lie inside another ("French" in "French troops"), and repeats."""
    ordered = sorted(mentions, key=lambda one: (one.first, -one.last, one.head))
    kept: list[ActorMention] = []
    for one in ordered:
        is_inside = any(other.first <= one.first and one.last <= other.last for other in kept)
        if is_inside and not one.rule.startswith("shared"):
            continue
        if any(_are_one(one, other) for other in kept):
            continue
        kept.append(one)
    return kept
