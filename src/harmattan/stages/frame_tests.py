"""Whether a frame of the pack holds for a predicate: its arguments, its clause, the words that block it."""

from __future__ import annotations

from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Block, Frame, Tests
from harmattan.stages.arguments import Argument, Tree
from harmattan.stages.context import Context
from harmattan.stages.factuality_clauses import is_told

__all__ = ["holds", "is_blocked", "is_function"]


def is_function(function: str, wanted: tuple[str, ...]) -> bool:
    """Match a function by its whole name or, for chains of prepositions, by the last of them."""
    return function in wanted or (" " in function and function.rsplit(maxsplit=1)[-1] in wanted)


def holds(context: Context, frame: Frame, arguments: tuple[Argument, ...]) -> bool:
    if frame.pos == "verb":  # "on Friday N called the blast an attack" calls on nobody
        arguments = tuple(one for one in arguments if one.token not in context.dates)
    names = {"subject": ("agent",), "object": ("patient", "attribute")}
    for function, tests in frame.needs:
        wanted = names.get(function, (function,))
        if not _passes(context, tests, [a.token for a in arguments if a.function in wanted]):
            return False
    if frame.clause is not None and not _has_clause(context, frame.clause, arguments):
        return False
    if not frame.alternatives:
        return True
    is_of_asked = any(function == "of" and tests.any_of for function, tests in frame.alternatives)
    nested = _nested(context, arguments, is_of_asked=is_of_asked) if frame.pos == "verb" else ()
    return any(
        _passes(context, tests, [a.token for a in (*arguments, *nested) if is_function(a.function, (function,))])
        for function, tests in frame.alternatives
    )


def _nested(context: Context, arguments: tuple[Argument, ...], *, is_of_asked: bool) -> tuple[Argument, ...]:
    """Return the prepositional phrases that the parser hung on the object instead of the verb.

    One with "of" is the object's own, unless the frame asks for certain words there ("stripped him of his rank").
    """
    return tuple(
        Argument(child.case, child.index)
        for argument in arguments
        if argument.function == "patient"
        for child in context.tree.children(argument.token)
        if child.role is Role.OBLIQUE and child.case and (child.case != "of" or is_of_asked)
    )


def _passes(context: Context, tests: Tests, tokens: list[int]) -> bool:
    spread = [one for token in tokens for one in context.tree.conjuncts(token)]
    if tests.must_not_exist:
        return not spread
    if tests.must_exist and not spread:
        return False
    if tests.none_of and any(context.is_a(one, test) for one in spread for test in tests.none_of):
        return False
    return not tests.any_of or any(context.is_a(one, test) for one in spread for test in tests.any_of)


def _has_clause(context: Context, wanted: str, arguments: tuple[Argument, ...]) -> bool:
    kinds = wanted.split("|")
    for argument in arguments:
        if argument.function == "clause":
            token = context.tree.tokens[argument.token]
            if "infinitive" in token.features and _has_to(context.tree, token):
                kind = "to"
            else:
                kind = "ing" if "gerund" in token.features and token.role is not Role.COMPLEMENT else "that"
            if kind in kinds or (kind == "that" and "base" in kinds and _is_demanded(context.tree, token)):
                return True
    return False


def _is_demanded(tree: Tree, clause: Token) -> bool:
    """Say whether a clause is in the bare form of demands: "insisted that they be freed", "asked that he resign"."""
    children = tree.children(clause.index)
    if clause.role is not Role.COMPLEMENT or any("modal" in child.features for child in children):
        return False
    helpers = [child for child in children if child.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)]
    return any(one.text.lower() == one.lemma == "be" for one in helpers[:1]) or not is_told(tree, clause)


def _has_to(tree: Tree, token: Token) -> bool:
    return any("marker" in child.features and child.role is Role.AUXILIARY for child in tree.children(token.index))


def is_blocked(context: Context, token: Token, lemma: str, arguments: tuple[Argument, ...]) -> bool:
    """Say whether the words around make the predicate something else ("heart attack", "strikers")."""
    return any(_blocks(context, block, token, arguments) for block in context.lexicon.blocks.get(lemma, ()))


def _is_when(context: Context, clause: int) -> bool:
    return any(context.lexicon.is_in(child.text.lower(), "how_mark") for child in context.tree.children(clause))


def _is_by_arms(context: Context, clause: int) -> bool:
    """Say whether arms are the subject of a clause: "when a bomb went off" is no accident."""
    subject = context.tree.subject(clause)
    return subject is not None and any(context.is_a(subject, test) for test in ("@explosive", "@heavy", "@drone"))


def _blocks(context: Context, block: Block, token: Token, arguments: tuple[Argument, ...]) -> bool:
    tree = context.tree
    relation = block.relation
    if relation == "sentence":
        candidates = [t.index for t in tree.tokens if t.index != token.index]
    elif relation == "when":
        clauses = [c.index for c in tree.children(token.index) if c.role is Role.ADVERBIAL_CLAUSE]
        candidates = [one for one in clauses if _is_when(context, one) and not _is_by_arms(context, one)]
    elif relation == "head":
        candidates = [token.head] if token.head != token.index else []
    elif relation in ("compound", "modifier"):
        candidates = [a.token for a in arguments if a.function == "modifier"]
    else:
        names = {"subject": "agent", "object": "patient"}
        wanted = names.get(relation, relation)
        candidates = [a.token for a in arguments if a.function == wanted]
    if relation == "sentence" and block.words.any_of == ("@sport",):
        return False  # whether a text is on sport is for the document to say
    return any(context.is_a(one, test, is_word_only=True) for one in candidates for test in block.words.any_of)
