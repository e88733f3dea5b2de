"""Cast a happening: who acts and who is acted upon, from the functions that its frames name."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Participant
from harmattan.model.spans import Span
from harmattan.model.syntax import Role
from harmattan.stages.attributions import Attributions
from harmattan.stages.draft import Draft
from harmattan.stages.participant_lists import as_force, attributed, distinct, is_same, is_same_side, named_once
from harmattan.stages.participant_phrases import (
    PLACE_LIKE,
    among,
    claimants,
    holders,
    in_deed,
    in_restriction,
    inside,
    is_made,
    owner_of_facility,
    owners_of_assets,
    sender_of,
    sharing,
)
from harmattan.stages.predicates import Context, Trigger

__all__ = ["MOST", "Cast", "Casting"]

MOST = 8
"""More participants than this in one event are a list, not a cast."""

_GIVEN = ("patient", "dative")
_HELPED = (_GIVEN, "helped_case")
_PROMISING: dict[str, tuple[tuple[str, ...], str | None]] = {
    "AGREE": (_GIVEN, "promised_case"),
    "THREATEN": (_GIVEN, "promised_case"),
    "REJECT": (_GIVEN, "promised_case"),
    "REQUEST": (("agent",), None),
    "AID": (_GIVEN, "aided_case"),
    "CONCEDE": (_GIVEN, "conceded_case"),
}
"""For a type whose recipient may stand in its content only, the functions and prepositions that hold it there."""

_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
"""Types in which whoever it is done with acts too."""
_GIVEN_TO = frozenset({"AID", "AGREE", "SANCTION", "CONCEDE", "COOPERATE"})
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Types in which who did a deed receives."""
_SAID_TO = frozenset({"THREATEN", "REQUEST", "ACCUSE", "SUPPORT"})
"""Types whose words are for the government in a capital: "an ultimatum to N"."""
_STRUCK = frozenset({"ASSAULT", "COERCE"})
"""Types in which what befalls a building befalls whose it is."""
_LIFTING = frozenset({"CONCEDE", "AGREE", "REJECT", "THREATEN", "SANCTION", "COERCE"})
"""Types in which a restriction is lifted, kept or laid: whom it weighs on receives."""


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
        kept_actors = named_once(distinct(one for actor in actors for one in (actor, *sharing(self._context, actor))))
        kept_actors = [as_force(one, draft.event_type, draft.mode) for one in kept_actors]
        spans = {(one.first, one.last) for one in kept_actors}
        kept_recipients = [
            one
            for one in named_once(distinct(one for two in recipients for one in (two, *sharing(self._context, two))))
            if (one.first, one.last) not in spans and not self._is_own(one, kept_actors)
        ]
        return Cast(tuple(kept_actors[:MOST]), tuple(kept_recipients[:MOST]))

    def _is_own(self, one: ActorMention, actors: list[ActorMention]) -> bool:
        """Say whether a recipient is an actor again ("its", "his"), or troops and arms of its own ("its troops")."""
        tree, lexicon = self._context.tree, self._context.lexicon
        head = tree.tokens[one.head]
        is_reflexive = lexicon.is_in(head.text.lower(), "reflexive")
        if one.rule == "pronoun" and not is_reflexive and any(is_same(one, actor) for actor in actors):
            return True
        is_bare = one.first == one.last and one.participant.name is None
        if head.role in (Role.ADJECTIVE, Role.COMPOUND) and is_bare:
            # "a Thai jet bombed a military target": whose military it is was only guessed.
            return any(actor.participant.country == one.participant.country is not None for actor in actors)
        if not any(lexicon.is_in(head.lemma, name) for name in ("troops", "weapons")):
            return False
        owners = [self._context.actors.get(c.index) for c in tree.children(one.head) if c.role is Role.POSSESSOR]
        return any(owner is not None and is_same(owner, actor) for owner in owners for actor in actors)

    def _all_actors(self, draft: Draft) -> list[ActorMention]:
        actors: list[ActorMention] = []
        for trigger in draft.triggers:
            if draft.mode == "third-party" and trigger is not draft.trigger and actors:
                continue  # "brokered talks between N and M": they receive
            if draft.mode == "visit" and trigger is not draft.trigger:
                continue  # "travelled to N for talks with X": X receives
            found = self._actors(trigger)
            if actors and trigger is not draft.trigger and draft.event_type == "ASSAULT":
                # "killed two after a clash with N": N did not kill them
                foes = [one.head for one in self._mentions(trigger, ("with",))]
                found = [one for one in found if one.head not in foes]
            for one in found:
                if not actors or trigger is draft.trigger or trigger.frame.pos == "noun":
                    actors.append(one)
        if draft.event_type in _MUTUAL and draft.mode not in ("visit", "third-party"):
            for trigger in draft.triggers:
                actors.extend(self._mentions(trigger, ("with",)))
        if draft.event_type == "CONSULT":
            actors.extend(self._attending(draft.trigger))
        return actors

    def _all_recipients(self, draft: Draft) -> list[ActorMention]:
        recipients: list[ActorMention] = []
        for trigger in draft.triggers:
            found = self._mentions(trigger, trigger.frame.recipient)
            is_other = trigger.frame.event_type != draft.trigger.frame.event_type
            # "killed two and wounded the mayor": each verb has its own
            is_listed = self._context.tree.tokens[trigger.token].role is Role.CONJUNCT
            is_own = draft.event_type == "ASSAULT" and is_listed and trigger.frame.pos == "verb"
            if trigger is draft.trigger or not recipients or is_other or is_own:
                recipients.extend(found)
            recipients.extend(self._mentions(trigger, ("sufferer",)))
            if self._is_suffered(trigger):
                recipients.extend(self._mentions(trigger, ("possessor",)))
            if draft.mode == "third-party" and trigger is not draft.trigger:
                recipients.extend(self._mentions(trigger, ("between", "of", "with")))
            if draft.mode == "visit" and trigger is not draft.trigger:
                recipients.extend(self._mentions(trigger, ("with",)))
        if not recipients and draft.event_type == "SANCTION":
            recipients = self._posted(draft.trigger)
        if not recipients and draft.event_type in _GIVEN_TO:
            recipients = self._in_compound(draft.trigger)
        if not recipients and draft.event_type in _JUDGING:
            recipients = in_deed(self._context, draft.trigger, is_refused=draft.event_type == "REJECT")
            recipients = [
                as_force(one, draft.event_type, None)
                for one in recipients
                if draft.event_type != "SUPPORT" or not is_same_side(one, self._all_actors(draft))
            ]
        if not recipients and draft.mode == "x-ceasefire":
            recipients = self._mentions(draft.trigger, ("with",))
        if not recipients and draft.event_type == "ASSAULT":
            recipients = holders(self._context, draft.triggers)
        if not recipients and draft.event_type in ("SANCTION", "COERCE"):
            recipients = owners_of_assets(self._context, draft.trigger)
        if not recipients and draft.event_type in _LIFTING:
            recipients = in_restriction(
                self._context, [a.token for a in draft.trigger.arguments if a.function == "patient"]
            )
        if not recipients and ("@clause" in draft.trigger.frame.recipient or draft.event_type in _PROMISING):
            recipients = self._of_content(draft.trigger, *_PROMISING.get(draft.event_type, _HELPED))
        return recipients

    def _actors(self, trigger: Trigger) -> list[ActorMention]:
        functions = trigger.frame.actor
        if self._is_suffered(trigger):
            functions = tuple(one for one in functions if one != "possessor")
        if "of" in functions and trigger.frame.theme and any(a.function == "possessor" for a in trigger.arguments):
            functions = tuple(one for one in functions if one != "of")  # "N's withdrawal of its troops"
        claiming = claimants(self._context, trigger)
        if claiming:
            return [attributed(one, "claimed") for one in claiming]
        found = self._mentions(trigger, (*functions, "subject"))
        for attribution in ("suspected", "claimed", "denied"):
            for one in self._mentions(trigger, (attribution,)):
                found.append(attributed(one, attribution))
        return found

    def _posted(self, trigger: Trigger) -> list[ActorMention]:
        """Return the government to which a recalled envoy was sent: "recalled its envoy in Ankara"."""
        tree = self._context.tree
        found: list[ActorMention] = []
        for argument in trigger.arguments:
            heads = [argument.token] if self._context.lexicon.is_in(argument.function, "recalled_case") else []
            if argument.function == "patient":
                below = tree.children(argument.token)
                heads = [c.index for c in below if self._context.lexicon.is_in(c.case, "posted_case")]
            found += [
                mention
                for head in heads
                if (mention := self._context.actors.get(head)) is not None and mention.rule in PLACE_LIKE
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

    def _of_content(self, trigger: Trigger, functions: tuple[str, ...], cases: str | None) -> list[ActorMention]:
        """Return whom the content of a verbal event is about: "pledged to send troops to N", "ready to work with N"."""
        tree = self._context.tree
        is_in = self._context.lexicon.is_in
        clauses = [a.token for a in trigger.arguments if a.function in ("clause", "purpose")]
        clauses += [
            child.index
            for index in (trigger.token, *(a.token for a in trigger.arguments if a.function == "patient"))
            for child in tree.children(index)
            if child.pos == "VERB"
            and child.role in (Role.PARTICIPLE, Role.ADVERBIAL_CLAUSE)
            and "infinitive" in child.features
            and not any(c.role is Role.MARK or "modal" in c.features for c in tree.children(child.index))
        ]
        clauses += [c.index for one in clauses for c in tree.children(one) if "infinitive" in c.features]
        for clause in dict.fromkeys(clauses):
            inside_clause = [*tree.arguments(clause)]
            inside_clause += [
                one
                for a in inside_clause
                if a.function == "for"
                for one in tree.arguments(a.token)
                if one.function == "with"
            ]
            things = [
                a.token
                for a in inside_clause
                if a.function == "patient"
                and (a.token not in self._context.actors or is_made(self._context, clause, a.token))
            ]
            inside_things = [one for thing in things for one in tree.arguments(thing)]
            inside_clause += [one for one in inside_things if is_in(one.function, "given_case")]
            found = [
                (argument.function, mention)
                for argument in inside_clause
                if (argument.function in functions or (cases is not None and is_in(argument.function, cases)))
                and not is_made(self._context, clause, argument.token)
                for token in tree.conjuncts(argument.token)
                if (mention := self._mention(token, argument.function)) is not None
                and (mention.participant.country or mention.participant.sector)
                and mention.rule != "document"
            ]
            given = [mention for function, mention in found if function != "patient"]
            found_here = given or [mention for _, mention in found if not self._is_sent(mention, trigger)]
            found_here = found_here or in_restriction(self._context, things)
            if found_here:
                return found_here
        return []

    def _is_sent(self, mention: ActorMention, trigger: Trigger) -> bool:
        """Say whether a mention is the actor's own troops or arms, that are sent or pulled out."""
        tree = self._context.tree
        lemma = tree.tokens[mention.head].lemma
        if not any(self._context.lexicon.is_in(lemma, name) for name in ("troops", "weapons")):
            return False
        subject = tree.subject(trigger.token)
        actor = self._context.actors.get(subject) if subject is not None else None
        country = mention.participant.country
        return country is None or (actor is not None and actor.participant.country == country)

    def _attending(self, trigger: Trigger) -> list[ActorMention]:
        """Count who acts "after talks with N" among those who talked."""
        tree = self._context.tree
        noun = tree.tokens[trigger.token]
        if trigger.frame.pos != "noun" or trigger.carrier is not None or noun.role is not Role.OBLIQUE:
            return []
        path = [noun, *tree.ancestors(noun.index)][:3]
        verb = next((one for one in path if one.pos == "VERB"), None)
        first = path[max(path.index(verb) - 1, 0)] if verb is not None else noun
        case = (first.case or "").rpartition(" ")[2]
        if verb is None or not self._context.lexicon.is_in(case, "attended_case"):
            return []
        if trigger.frame.mode != "visit" and not any(a.function == "with" for a in trigger.arguments):
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
                return [sender_of(self._context, one) for one in found]
        return []

    def _mentions(self, trigger: Trigger, functions: tuple[str, ...]) -> list[ActorMention]:
        found: list[ActorMention] = []
        for argument in trigger.arguments:
            function = argument.function
            if not self._is_function(function, functions):
                continue
            for token in self._context.tree.conjuncts(argument.token):
                mention = self._mention(token, function)
                if mention is not None:
                    found += among(self._context, token) or [mention]
                elif function in ("patient", "agent"):
                    found += among(self._context, token)
        if trigger.frame.pos != "verb":
            return found
        if found and "with" in functions and not any(a.function == "with" for a in trigger.arguments):
            return found + self._in_theme(trigger, ("with",))  # "established ties with N"
        return found or self._in_theme(trigger, functions)

    def _is_function(self, function: str, wanted: tuple[str, ...]) -> bool:
        """Match a chain of prepositions by its last ("out of"), save those that only lead aside ("according to")."""
        if function in wanted:
            return True
        return function.rsplit(maxsplit=1)[-1] in wanted and not self._context.lexicon.is_in(function, "aside_case")

    def _in_theme(self, trigger: Trigger, functions: tuple[str, ...]) -> list[ActorMention]:
        """Look for prepositions on the object: "suspended arms exports to N"."""
        tree = self._context.tree
        found: list[ActorMention] = []
        for argument in trigger.arguments:
            if argument.function == "patient":
                for child in tree.children(argument.token):
                    is_inner = self._context.lexicon.is_in(child.case, "theme_inner_case")
                    if child.role is Role.OBLIQUE and child.case in functions and not is_inner:
                        found += [
                            m for t in tree.conjuncts(child.index) if (m := self._mention(t, child.case)) is not None
                        ]
        return found

    def _named_in(self, token: int) -> ActorMention | None:
        """Return the office whose name a token is: in "the governor, N, who was abducted" N is the governor."""
        tokens = self._context.tree.tokens
        if tokens[token].role is not Role.APPOSITION or tokens[token].pos != "PROPN":
            return None
        held = (one for one in self._context.actors.values() if one.first <= token <= one.last)
        return next(held, None)

    def _mention(self, token: int, function: str) -> ActorMention | None:
        mention = self._context.actors.get(token) or self._named_in(token)
        word = self._context.tree.tokens[token].text.lower()
        if mention is None and self._context.lexicon.is_in(word, "pronoun_we"):
            return self._we(token)
        if mention is None and function != "modifier":
            return self._within(token)
        if (
            mention is not None
            and mention.rule == "capital"
            and self._context.lexicon.is_in(function, "capital_place_case")
        ):
            # "aid to Kyiv" is for the government; "troops to Kyiv" is a place.
            draft = self._draft
            is_given = draft is not None and (
                (draft.event_type in _GIVEN_TO | _SAID_TO and function == "to")
                or (draft.event_type == "SANCTION" and function == "from")
            )
            return mention if is_given else None

        return mention

    def _within(self, token: int) -> ActorMention | None:
        """Look inside a phrase that is nobody: a number of people, or a base where men are attacked."""
        kind = self._draft.event_type if self._draft is not None else None
        if kind in _JUDGING and self._context.tree.tokens[token].lemma in self._context.lexicon.nouns:
            return None  # "condemned the killing of N": N is not to blame
        is_attack = kind in _STRUCK
        owner = owner_of_facility(self._context, token) if is_attack else None
        return owner or inside(self._context, token)

    def _we(self, token: int) -> ActorMention | None:
        """In a quotation "we" is the speaker's side, "I" the speaker."""
        tokens = self._context.tree.tokens
        start = tokens[token].start
        speaker = self._attributions.speaker_at(start)
        if speaker is None:
            return None
        one = speaker.participant
        is_alone = self._context.lexicon.is_in(tokens[token].text.lower(), "pronoun_i")
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
