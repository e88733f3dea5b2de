"""Say whether a verb is passive, also where the parser lost the main verb or a headline its auxiliary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmattan.model.syntax import Role, Token

if TYPE_CHECKING:
    from harmattan.stages.arguments import Tree

__all__ = ["is_passive"]


def is_passive(tree: Tree, verb: Token) -> bool:
    """Say whether a verb is passive: by its auxiliary, or as a bare past participle on a noun."""
    if any(child.role is Role.PASSIVE_AUXILIARY for child in tree.children(verb.index)):
        return True
    # "A pastor abducted this month has not been freed": beside another verb for its noun, a past tense is a participle.
    is_beside = verb.role is Role.PARTICIPLE and tree.tokens[verb.head].role in (Role.AGENT, Role.PATIENT)
    is_past = "participle" in verb.features or (is_beside and "past" in verb.features)
    if not is_past or any(c.role is Role.AUXILIARY for c in tree.children(verb.index)):
        if verb.role is Role.CONJUNCT and "past" in verb.features:
            head = tree.tokens[verb.head]
            own = {child.role for child in tree.children(verb.index) if child.case is None}
            # "were led outside and shot": without an object of its own a plain past goes on with the passive.
            goes_on = "participle" in verb.features or Role.PATIENT not in own
            return head.pos in ("VERB", "AUX") and is_passive(tree, head) and Role.AGENT not in own and goes_on
        return False
    if verb.role is Role.PARTICIPLE and _is_main_verb(tree, verb):
        return False
    if verb.role is Role.PARTICIPLE:
        # "The militia, which fled, accused N of ...": with an object of its own it is the main verb that was lost.
        children = tree.children(verb.index)
        has_object = any(child.role is Role.PATIENT and child.index > verb.index for child in children)
        return not has_object or any(child.case == "by" for child in children)
    if verb.role is Role.ROOT:
        # "Two soldiers killed in ambush": a headline leaves the auxiliary out, and has no relative clause.
        children = tree.children(verb.index)
        subjects = [child for child in children if child.role is Role.AGENT and child.case is None]
        is_told = any(c.role is Role.RELATIVE for one in subjects for c in tree.children(one.index))
        return not is_told and not any(child.role is Role.PATIENT for child in children)
    if verb.role is Role.CONJUNCT and tree.tokens[verb.head].pos in ("VERB", "AUX"):
        return is_passive(tree, tree.tokens[verb.head])
    has_subject = any(child.role is Role.AGENT and child.case is None for child in tree.children(verb.index))
    return verb.role in (Role.ADVERBIAL_CLAUSE, Role.OPEN_COMPLEMENT) and not has_subject


def _is_main_verb(tree: Tree, verb: Token) -> bool:
    """Say whether a verb taken for a participle is the main one, lost behind a relative clause of its subject.

    "The movement, which wants talks, threatened to attack": the noun hangs on nothing, and a comma parts the two.
    """
    noun = tree.tokens[verb.head]
    if noun.role is Role.CONJUNCT and tree.tokens[noun.head].pos in ("VERB", "AUX"):
        # "he left, and deputies called on the king to go": a noun cannot be one of two verbs
        return not any(child.case == "by" for child in tree.children(verb.index))
    before = [child for child in tree.children(noun.index) if child.role is Role.RELATIVE and child.index < verb.index]
    is_cut = tree.tokens[verb.index - 1].text == ","
    has_agent = any(child.case == "by" for child in tree.children(verb.index))
    return noun.role is Role.ROOT and bool(before) and is_cut and not has_agent
