"""Read what speakers say that others must do as a demand: "said that the junta must free the captives".

PLOVER's REQUEST covers demands; "must" and "should" make one only where speaker and addressee are different sides.
"""

from __future__ import annotations

from collections.abc import Iterable

from harmattan.model.annotations import ActorMention
from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Frame
from harmattan.stages.arguments import Argument
from harmattan.stages.context import Context
from harmattan.stages.draft import Draft
from harmattan.stages.factuality import Reading
from harmattan.stages.predicates import Trigger

__all__ = ["with_demands"]

_MODES = {"RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet", "AID": "assist"}
"""The mode (PLOVER) of a demand from the type of what is demanded."""
_CLASSES = (("stopping", "yield"), ("meeting", "meet"), ("giving", "assist"))
_SIDES = frozenset({"GOV", "MIL", "REB", "UAF", "PRM", "COP", "LEG", "JUD", "OPP", "PTY", "CRM", "SPY"})


def with_demands(context: Context, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts of a sentence, with a demand in the place of what somebody is told to do."""
    given = list(drafts)
    types = {draft.trigger.token: draft.event_type for draft in given}
    demands = {
        verb.index: demand
        for verb in context.tree.tokens
        if (demand := _demand(context, verb, types.get(verb.index))) is not None
    }
    kept = [draft for draft in given if draft.trigger.token not in demands]
    return sorted([*kept, *demands.values()], key=lambda draft: draft.trigger.token)


def _demand(context: Context, verb: Token, content: str | None) -> Draft | None:
    """Return the demand of a clause, None where it is no clause of duty that one side puts to another."""
    tree, lexicon = context.tree, context.lexicon
    if verb.pos != "VERB" or verb.role is not Role.COMPLEMENT or not _is_duty(context, verb):
        return None
    said = tree.tokens[verb.head]
    if not any(cue.kind == "verb" and cue.stance == "asserts" for cue in lexicon.cues.get(said.lemma, ())):
        return None
    if any(child.role in (Role.NEGATION, Role.MARK) for child in tree.children(said.index)):
        return None
    speaker, asked = tree.subject(said.index), tree.subject(verb.index)
    if speaker is None or asked is None or not _are_two_sides(context, speaker, asked):
        return None
    frame = Frame(
        lemma=verb.lemma,
        pos="verb",
        particle=None,
        needs=(),
        alternatives=(),
        clause=None,
        event_type="REQUEST",
        mode=_mode(context, verb, content),
        contexts=(),
        actor=("agent",),
        recipient=("patient",),
        theme=(),
        stage="accomplished",
        where="demands",
    )
    arguments = (Argument("agent", speaker), Argument("patient", asked))
    trigger = Trigger(verb.index, verb.index, verb.index, frame, arguments)
    return Draft(trigger, Reading("asserted", "accomplished", True, ()), frame.event_type, frame.mode)


def _is_duty(context: Context, verb: Token) -> bool:
    """Say whether a verb stands under "must" or "should", and not as a guess about the past ("must have fled")."""
    helpers = [child for child in context.tree.children(verb.index) if child.role is Role.AUXILIARY]
    is_past = any(one.lemma == "have" for one in helpers)
    is_asked = any(context.lexicon.scope(one.text.lower(), "modal") == "requested" for one in helpers)
    has_condition = any(child.role is Role.MARK and child.text.lower() != "that" for child in _marks(context, verb))
    return is_asked and not is_past and not has_condition


def _marks(context: Context, verb: Token) -> list[Token]:
    return [child for child in context.tree.children(verb.index) if child.role is Role.MARK]


def _are_two_sides(context: Context, speaker: int, asked: int) -> bool:
    """Say whether both are known sides, and not one: neither "we must" nor "his men must"."""
    one, other = context.actors.get(speaker), context.actors.get(asked)
    if one is None or other is None or other.rule == "pronoun":
        return False
    is_own = any(child.role is Role.POSSESSOR and child.pos == "PRON" for child in context.tree.children(asked))
    is_same = _side(one) == _side(other)
    return not (is_own or is_same) and _is_side(one) and _is_side(other)


def _side(mention: ActorMention) -> tuple[str | None, str | None, str | None]:
    who = mention.participant
    return (who.country, who.sector, None if who.country or who.sector else who.name)


def _is_side(mention: ActorMention) -> bool:
    who = mention.participant
    return who.sector in _SIDES or (who.country is not None and who.sector is None)


def _mode(context: Context, verb: Token, content: str | None) -> str:
    """Return the mode of a demand: from the class of its verb, else from the event that is demanded."""
    if any(child.role is Role.NEGATION for child in context.tree.children(verb.index)):
        return "yield"
    known = next((mode for name, mode in _CLASSES if context.lexicon.is_in(verb.lemma, name)), None)
    return known or _MODES.get(content or "", "change")
