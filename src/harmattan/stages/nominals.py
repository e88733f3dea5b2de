"""Noun phrases: their extent, their names and what modifies them."""

from __future__ import annotations

from collections.abc import Iterator

from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Token
from harmattan.stages.arguments import Tree

__all__ = [
    "BOUND_CASES",
    "OWN_CASES",
    "core_range",
    "full_range",
    "head_of_range",
    "inner_nominals",
    "name_range",
    "phrase_span",
]

_CORE = (
    Role.DETERMINER,
    Role.ADJECTIVE,
    Role.COMPOUND,
    Role.POSSESSOR,
    Role.NUMBER,
    Role.PUNCTUATION,
    Role.DEPENDENT,
    Role.ADVERB,
)
_EDGES = frozenset({",", ";", ":", "(", ")", "-", "--", "–", "—"})
_QUOTES = frozenset({'"', "”", "’", "''", "»"})
_HYPHENS = ("-", "‐", "‑")
_INNER = (Role.POSSESSOR, Role.ADJECTIVE, Role.COMPOUND)
_NAME_ROLES = (Role.COMPOUND, Role.DEPENDENT, Role.PUNCTUATION)
_CASE_RANK = {"of": 1, "from": 1, "for": 2, "in": 3, "at": 3}
BOUND_CASES = tuple(_CASE_RANK)
OWN_CASES = ("of", "from")


def core_range(tree: Tree, head: int) -> tuple[int, int]:
    """Return the token range from a phrase's first pre-modifier to its head."""
    first = head
    for child in reversed(tree.children(head)):
        if child.index >= first or child.role not in _CORE or child.role is Role.PUNCTUATION:
            continue
        low = min(tree.subtree(child.index))
        if _is_gap(tree, max(tree.subtree(child.index)), first):
            break
        first = min(first, low)
    while first > 0 and tree.tokens[first].text in _HYPHENS and tree.tokens[first - 1].end == tree.tokens[first].start:
        first -= 1
    return first, head


def _is_gap(tree: Tree, last: int, first: int) -> bool:
    """Say whether words other than the phrase's own stand between two of its parts; a hyphen in a name does not."""
    return any(
        tree.tokens[i].text in _EDGES
        and not (tree.tokens[i].text in _HYPHENS and _touches(tree, i - 1) and _touches(tree, i))
        for i in range(last + 1, first)
    )


def full_range(tree: Tree, head: int) -> tuple[int, int]:
    """Return the core range with the "of" complements that follow without a break."""
    first, last = core_range(tree, head)
    for child in tree.children(head):
        if child.role is Role.OBLIQUE and child.case == "of" and child.index > head and child.pos != "VERB":
            inner_first, inner_last = full_range(tree, child.index)
            between = range(last + 1, inner_first)
            if inner_last > last and all(_is_link(tree.tokens[i]) for i in between):
                last = inner_last
    return first, last


def _is_link(token: Token) -> bool:
    """Say whether a word may stand between a noun and its "of" complement: a quotation may end there."""
    return token.role in (Role.CASE, Role.DETERMINER) or token.text in _QUOTES


def phrase_span(tree: Tree, first: int, last: int, text: str) -> Span:
    """Return the span of a token range, without punctuation at its edges."""
    while first < last and tree.tokens[first].role is Role.PUNCTUATION:
        first += 1
    while last > first and (tree.tokens[last].role is Role.PUNCTUATION or tree.tokens[last].text in ("’s", "'s", "’")):
        last -= 1
    return Span.of(text, tree.tokens[first].start, tree.tokens[last].end)


def name_range(tree: Tree, head: int) -> tuple[int, int] | None:
    """Return the run of proper nouns that ends (or stands) at the head, or None.

    Hyphens join ("Joon-pyo", "al-Burhan"), and so do particles in lower case between two of its words ("Ould", "ben").
    """
    if tree.tokens[head].pos != "PROPN":
        return None
    first = head
    while first > 0:
        before = tree.tokens[first - 1]
        if first > 1 and before.text in _HYPHENS and _touches(tree, first - 2) and _touches(tree, first - 1):
            first -= 2
            continue
        is_joined = before.role in _NAME_ROLES and before.head in range(first - 1, head + 1)
        is_particle = before.text.islower() and before.role in (Role.COMPOUND, Role.DEPENDENT) and first > 1
        if (before.pos == "PROPN" and is_joined) or (is_particle and tree.tokens[first - 2].pos == "PROPN"):
            first -= 1
        else:
            break
    return first, head


def _touches(tree: Tree, index: int) -> bool:
    """Say whether a token ends where the next begins."""
    return tree.tokens[index].end == tree.tokens[index + 1].start


def inner_nominals(tree: Tree, head: int, depth: int = 4, cases: tuple[str, ...] = BOUND_CASES) -> Iterator[Token]:
    """Yield the words inside a phrase that can name whose it is: owners, adjectives, "of" and "from" complements.

    Nearest level first, and within a level what stands before the head or under "of" before "for" and "in"; relative
    clauses and appositions are left out.
    """
    level = [head]
    for _ in range(depth):
        below: list[tuple[int, Token]] = []
        for index in level:
            for child in tree.children(index):
                if child.role in _INNER:
                    below.append((0, child))
                elif child.role is Role.OBLIQUE and child.case in cases:
                    below.append((_CASE_RANK[child.case], child))
                elif child.role is Role.CONJUNCT and index != head:
                    below.append((1, child))
        below.sort(key=lambda pair: (pair[0], pair[1].index))
        level = [child.index for _, child in below]
        for _, child in below:
            yield child


def head_of_range(tree: Tree, first: int, last: int) -> int:
    """Return the token of a range whose head lies outside it: the last such, if there are several."""
    outer = [i for i in range(first, last + 1) if not first <= tree.tokens[i].head <= last or tree.tokens[i].head == i]
    named = [i for i in outer if tree.tokens[i].pos in ("PROPN", "NOUN", "ADJ", "NUM")]
    return (named or outer or [last])[-1]
