"""Say when the name of a capital stands for the government there: "Lomé accused", "sanctions on Lomé"."""

from __future__ import annotations

from harmattan.model.syntax import Role, Token
from harmattan.stages.actor_reading import Reading

__all__ = ["is_government"]


def is_government(reading: Reading, token: Token) -> bool:
    """Say whether a capital's name stands for the government there: it acts, is dealt with, or owns an office."""
    lexicon = reading.lexicon
    top = reading.tree.tokens[reading.tree.first_conjunct(token.index)]
    head = reading.tree.tokens[top.head]
    case = top.case or ""
    if head.role is Role.PARTICLE and top.case is None:
        case, head = head.text.lower(), reading.tree.tokens[head.head]  # "called on Lomé to stop"
    if top.role is Role.AGENT and top.case is None:
        is_place = any(one.subject_is == "place" for one in lexicon.light_verbs.get(head.lemma, ()))
        is_noun = any(
            c.role is Role.ATTRIBUTE and c.pos in ("NOUN", "PROPN") for c in reading.tree.children(head.index)
        )
        return not is_place and not lexicon.is_in(head.lemma, "place_verb") and not (head.lemma == "be" and is_noun)
    if top.role in (Role.PATIENT, Role.DATIVE):
        is_told_of = top.index < head.index and any(
            c.role is Role.OPEN_COMPLEMENT for c in reading.tree.children(head.index)
        )  # "Amman is believed to have struck"
        return is_told_of or lexicon.is_in(head.lemma, "addressing")
    if top.role is Role.POSSESSOR:
        return not lexicon.is_in(head.lemma, "area")
    if top.role in (Role.OBLIQUE, Role.AGENT):
        if lexicon.is_in(case, "weighing_case"):
            # "called on Lomé to stop", "sanctions on Lomé"
            weighing = ("restriction", "bearing", "calling_on")
            return any(lexicon.is_in(head.lemma, name) for name in weighing)
        if any(
            one.role is Role.RELATIVE and _is_deed(reading, one, token) for one in reading.tree.children(token.index)
        ):
            return True
        if lexicon.is_in(case, "envoy_case") and _is_of_envoy(reading, top, head):
            return True
        if case == "to":
            given = [head, *(c for c in reading.tree.children(head.index) if c.role is Role.PATIENT)]
            return any(one.pos == "NOUN" and lexicon.is_in(one.lemma, "addressed") for one in given)
        # Under other prepositions ("in", "near", "to") a capital is a city.
        is_side = lexicon.is_in(case, "government_case")
        return is_side and (case != "from" or (head.pos == "NOUN" and reading.agent(head) is None))
    return False


def _is_deed(reading: Reading, clause: Token, capital: Token) -> bool:
    """Say whether a relative clause tells what a capital did: "fled to Lomé, which had granted him asylum"."""
    is_known = clause.lemma in reading.lexicon.verbs and not reading.lexicon.is_in(clause.lemma, "place_verb")
    has_object = any(one.role in (Role.PATIENT, Role.DATIVE) for one in reading.tree.children(clause.index))
    return is_known and has_object and reading.tree.subject(clause.index) == capital.index


def _is_of_envoy(reading: Reading, capital: Token, head: Token) -> bool:
    """Say whether envoys are sent to a capital or called home from it: "recalled its envoy from Lomé"."""
    lexicon = reading.lexicon
    if head.pos != "VERB":
        return capital.case != "from" and lexicon.is_in(head.lemma, "envoy_title")
    objects = [c for c in reading.tree.children(head.index) if c.role is Role.PATIENT and c.index > head.index]
    is_recalled = lexicon.is_in(head.lemma, "recalling")
    return is_recalled and any(lexicon.is_in(one.lemma, "envoy_title") for one in objects)
