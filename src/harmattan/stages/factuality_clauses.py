"""Kinds of clauses and nouns that decide how far a word above reaches: aims, asides, demands, practices."""

from __future__ import annotations

from harmattan.model.syntax import Role, Token
from harmattan.stages.arguments import Tree
from harmattan.stages.claim_cues import is_content_clause
from harmattan.stages.context import Context

__all__ = [
    "frame_of",
    "has_particle",
    "has_rank",
    "is_achieved",
    "is_aside",
    "is_definite",
    "is_generic",
    "is_kind",
    "is_purpose",
    "is_ranked",
    "is_told",
    "is_wh_clause",
]


def has_particle(tree: Tree, verb: Token) -> bool:
    """Say whether a participle is a verb for its particle: "had set up a camp to train", not "is set to train"."""
    return verb.pos == "VERB" and any(child.role is Role.PARTICLE for child in tree.children(verb.index))


def has_rank(context: Context, noun: Token) -> bool:
    words = [noun, *(c for c in context.tree.children(noun.index) if c.role in (Role.ADJECTIVE, Role.NUMBER))]
    return any(context.lexicon.is_in(word.lemma, "ranking") for word in words)


def is_ranked(context: Context, clause: Token, head: Token) -> bool:
    """Recognise "became one of the first states to withdraw", which tells what was done."""
    tree = context.tree
    ranked = [c for c in tree.children(head.index) if c.role is Role.ATTRIBUTE and c.index < clause.index]
    ranked += [below for one in ranked for below in tree.children(one.index) if below.case == "of"]
    return any(has_rank(context, one) for one in ranked)


def is_generic(tree: Tree, token: Token) -> bool:
    """Say whether a kind of event is spoken of: "attacks are a problem", "killing civilians is a crime"."""
    head = tree.tokens[token.head]
    if head.pos != "AUX" or "present" not in head.features or token.index > head.index:
        return False
    children = tree.children(token.index)
    if token.pos == "NOUN" and token.role is Role.AGENT:
        marks = (Role.DETERMINER, Role.NUMBER, Role.POSSESSOR, Role.RELATIVE, Role.PARTICIPLE)
        is_of_someone = any(child.role is Role.OBLIQUE and child.pos == "PROPN" for child in children)
        is_bare = not is_of_someone and not any(child.role in marks for child in children)
        return "plural" in token.features and is_bare
    return "gerund" in token.features and token.role in (Role.AGENT, Role.DEPENDENT, Role.COMPLEMENT)


def is_kind(context: Context, token: Token) -> bool:
    """Say whether a bare noun or gerund names a practice: "kidnapping has become an industry"."""
    tree = context.tree
    marks = (Role.DETERMINER, Role.NUMBER, Role.POSSESSOR, Role.RELATIVE, Role.PARTICIPLE)
    return (
        token.role in (Role.AGENT, Role.DEPENDENT)
        and (token.pos == "NOUN" or "gerund" in token.features)
        and context.lexicon.is_in(tree.tokens[token.head].lemma, "kind_verb")
        and not any(child.role in marks or child.index in context.places for child in tree.children(token.index))
    )


def is_aside(tree: Tree, clause: Token) -> bool:
    """Say whether a clause stands behind a comma: "rejected the plan, accusing N" rejects no accusation."""
    if clause.role is not Role.ADVERBIAL_CLAUSE or "gerund" not in clause.features:
        return False
    first = min(tree.subtree(clause.index))
    return first > 0 and tree.tokens[first - 1].text == ","


def is_achieved(context: Context, word: Token) -> bool:
    """Say whether what one could or had to do is told as done: "were able to free him", "had to leave"."""
    tree = context.tree
    verb = tree.tokens[word.head] if context.lexicon.is_in(word.lemma, "ability") else word
    if verb is word and not context.lexicon.is_in(word.lemma, "necessity"):
        return False
    return {"past", "finite"} <= verb.features


def is_told(tree: Tree, clause: Token) -> bool:
    """Say whether a clause under "insist" is indicative, "insisted that he left", and no demand, "that he leave"."""
    words = [clause, *(c for c in tree.children(clause.index) if c.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY))]
    return any("finite" in one.features and one.text.lower() != one.lemma for one in words)


def is_purpose(context: Context, clause: Token, head: Token, effect: str | None) -> bool:
    """Recognise the purpose behind an object, whose verb governs no infinitive: "patrol the dam to deter raids"."""
    if clause.role is not Role.OPEN_COMPLEMENT or effect is not None or context.lexicon.is_in(head.lemma, "tool_verb"):
        return False
    children = context.tree.children(head.index)
    return any(child.role is Role.PATIENT and head.index < child.index < clause.index for child in children)


def frame_of(tree: Tree, token: Token) -> str:
    if token.role in (Role.OBLIQUE, Role.PREP_CLAUSE) and token.case:
        return token.case.split()[-1]
    if token.role in (Role.OPEN_COMPLEMENT, Role.COMPLEMENT, Role.PARTICIPLE, Role.RELATIVE, Role.ADVERBIAL_CLAUSE):
        has_to = any("marker" in c.features and c.role is Role.AUXILIARY for c in tree.children(token.index))
        if has_to:
            return "to"
        if is_content_clause(tree, token):
            return "that"
        return "ing" if "gerund" in token.features else "participle"
    if token.role is Role.CONJUNCT:
        return "list"  # "suspended the council, closed the border": not what was suspended
    return "subject" if token.role is Role.AGENT else "noun"


def is_definite(context: Context, noun: Token) -> bool:
    return any(
        child.role in (Role.DETERMINER, Role.POSSESSOR)
        and not context.lexicon.is_in(child.text.lower(), "indefinite_article")
        for child in context.tree.children(noun.index)
    )


def is_wh_clause(tree: Tree, clause: Token) -> bool:
    """Recognise an indirect question that takes the event for granted: "know who killed", not "know whether"."""
    first = min(tree.subtree(clause.index))
    opening = tree.tokens[first]
    is_wh = "relative" in opening.features and opening.text.lower() != "that"
    return is_wh and opening.role is not Role.MARK
