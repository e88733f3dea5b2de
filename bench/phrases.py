"""The noun phrase around a participant, in the coder's own parse: corpora mark whole phrases, events who is meant."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bench.scores import overlap
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.stages.arguments import Tree

__all__ = ["Phrases"]

Span = tuple[int, int]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"})
_INNER = frozenset({Role.POSSESSOR, Role.COMPOUND, Role.ADJECTIVE, Role.NUMBER, Role.DETERMINER})
"""What stands inside a noun phrase before its head."""
_JOINED_CASES = frozenset({"of", "in", "from"})
"""Prepositions over which a phrase goes on upward: "two of the envoys of N"."""
_OUTSIDE = frozenset(
    {
        Role.RELATIVE, Role.PARTICIPLE, Role.ADVERBIAL_CLAUSE, Role.COMPLEMENT, Role.OPEN_COMPLEMENT, Role.PREP_CLAUSE,
        Role.CONJUNCT, Role.COORDINATOR, Role.PUNCTUATION, Role.TEMPORAL, Role.CASE,
    }
)  # fmt: skip
"""What hangs on a noun and is no part of the phrase when it stands behind the noun."""
_HYPHENS = frozenset("-/'’´")
_CLOSING = {"(": ")", "[": "]"}


class Phrases:
    """The noun phrases of a text's sentences."""

    def __init__(self, sentences: Sequence[Sentence], dates: Sequence[Span]) -> None:
        self._trees = [Tree(one) for one in sentences]
        self._dates = dates

    def around(self, span: Span, trigger: int, *, is_place: bool = False) -> Span:
        """Return the span of the noun phrase that holds a participant of the event triggered at an offset.

        The phrase ends below the trigger: in "raid on the port of N" the phrase of N is "the port of N". It holds no
        clauses and dates; a place takes in what stands below it and not what is there. A span outside any parsed
        sentence is returned as it is.
        """
        for tree in self._trees:
            tokens = [one for one in tree.tokens if one.start < span[1] and span[0] < one.end]
            if tokens and tree.sentence.is_parsed:
                start, end = _around(tree, tokens, trigger, () if is_place else _JOINED_CASES, self._dates)
                return min(start, span[0]), max(end, span[1])
        return span


def _around(tree: Tree, tokens: Sequence[Token], trigger: int, cases: Container[str], dates: Sequence[Span]) -> Span:
    held = {one.index for one in tokens}
    top = next((one for one in tokens if one.head not in held or one.head == one.index), tokens[0])
    top = _climbed(tree, top, trigger, cases)
    inside = _inside(tree, top, trigger, dates)
    first = last = top.index
    while first > 0 and (first - 1 in inside or tree.tokens[first - 1].text in _HYPHENS):
        first -= 1
    while last + 1 < len(tree.tokens):
        following = last + 1
        while following < len(tree.tokens) and _joins(tree, following):
            following += 1
        if following >= len(tree.tokens) or following not in inside:
            break
        last = following
    while tree.tokens[first].text in _HYPHENS:
        first += 1
    text = [one.text for one in tree.tokens[first : last + 1]]
    for opening, closing in _CLOSING.items():
        is_open = text.count(opening) > text.count(closing)
        if is_open and last + 1 < len(tree.tokens) and tree.tokens[last + 1].text == closing:
            last += 1
    return tree.tokens[first].start, tree.tokens[last].end


def _climbed(tree: Tree, token: Token, trigger: int, cases: Container[str]) -> Token:
    """Return the noun that a participant stands under: "decision" of "N's decision"."""
    while True:
        above = tree.tokens[token.head]
        is_trigger = above.start <= trigger < above.end
        is_inner = token.role in _INNER or (token.role is Role.OBLIQUE and (token.case or "") in cases)
        if above.index == token.index or is_trigger or above.pos not in _NOMINAL or not is_inner:
            return token
        token = above


def _inside(tree: Tree, top: Token, trigger: int, dates: Sequence[Span]) -> frozenset[int]:
    found: set[int] = set()
    stack = [top.index]
    while stack:
        one = stack.pop()
        found.add(one)
        for child in tree.children(one):
            is_trigger = child.start <= trigger < child.end
            is_outside = child.role in _OUTSIDE and (child.index > one or child.role is not Role.PARTICIPLE)
            is_date = child.role is Role.OBLIQUE and any(overlap((child.start, child.end), span) for span in dates)
            if not is_trigger and not is_outside and not is_date:
                stack.append(child.index)
    return frozenset(found)


def _joins(tree: Tree, index: int) -> bool:
    """Say whether a token only joins two parts of a phrase: a preposition, a hyphen, an opening bracket."""
    token = tree.tokens[index]
    return token.role is Role.CASE or token.text in _HYPHENS or token.text in _CLOSING
