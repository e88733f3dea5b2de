"""Find what people want, judge, know, ask or leave unsaid: attributions in which the speaker vouches for nothing.

The pack says which words tell such an attitude and how each says what it is about: "criticised the ban", "called on the
army to leave", "is wary of talks", "the mayor's plan to resign". Only what stands there in the speaker's own words,
between quotation marks, is said by the speaker (`attributions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Lexicon
from harmattan.stages.arguments import Tree, is_passive
from harmattan.stages.claim_cues import ClaimReader, FoundClaim, is_content_clause
from harmattan.stages.quotes import Quotes

__all__ = ["attitudes_in"]

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
_PHRASES = (Role.OBLIQUE, Role.PREP_CLAUSE)
_Range = tuple[int, int]


def attitudes_in(tree: Tree, lexicon: Lexicon, quotes: Quotes, text: str, told: frozenset[int]) -> Iterator[FoundClaim]:
    """Yield the attitudes of a sentence in the order of their cues; `told` starts the cues that make a claim."""
    reader = ClaimReader(tree, lexicon, quotes, text)
    for token in tree.tokens:
        if token.start in told or token.role in (Role.COMPOUND, Role.ADJECTIVE):
            continue
        found: Iterator[FoundClaim] = iter(())
        if token.pos in ("VERB", "AUX"):
            found = _of_verb(reader, token)
        elif token.pos == "NOUN":
            found = _of_noun(reader, token)
        elif token.pos == "ADJ":
            found = _of_adjective(reader, token)
        yield from found


def _of_verb(reader: ClaimReader, verb: Token) -> Iterator[FoundClaim]:
    unsaid = [replace(one, is_attitude=True) for one in reader.of_verb(verb, is_made=False)]
    if unsaid:
        yield from unsaid
        return
    tree = reader.tree
    passive = is_passive(tree, verb)
    if passive and (verb.text.lower(), "adjective") in reader.lexicon.attitudes:
        yield from _of_adjective(reader, verb)
        return
    particle, frames = _frames_of_verb(reader, verb)
    if not frames or not _is_told(reader, verb):
        return
    speaker = reader.speaker(verb)
    if speaker is None or reader.lexicon.is_in(tree.tokens[speaker].text.lower(), "no_holder"):
        return
    found = list(_arguments(tree, verb, frames))
    if passive and "object" in frames:
        found += [child for child in tree.children(verb.index) if child.role is Role.PATIENT]
    found = [one for one in found if one.index != speaker and speaker not in tree.subtree(one.index)]
    last = verb if particle is None else particle
    if all(one.case is not None for one in found) and _cue_end(tree, last, found) == last.end:
        found = []  # "called his brother on Monday"
    content = _ranges(reader, found, last.index, {verb.index, last.index})
    if not found and "quote" in frames:
        content = reader.own_quotes(verb)
    if content:
        yield _found(
            reader, speaker, reader.verb_span(verb).start, _cue_end(tree, last, found), verb, content, verb.index
        )


def _is_told(reader: ClaimReader, verb: Token) -> bool:
    """Say whether a clause tells the attitude: not "might back", "able to back", "groups backing the bill"."""
    helpers = [child for child in reader.tree.children(verb.index) if child.role is Role.AUXILIARY]
    is_open = any(one.text.lower() == "to" or reader.lexicon.scope(one.text.lower(), "modal") for one in helpers)
    return not is_open and verb.role is not Role.PARTICIPLE


def _frames_of_verb(reader: ClaimReader, verb: Token) -> tuple[Token | None, frozenset[str]]:
    """Return the particle of a verb and what it may be about; a verb with a particle is another one."""
    attitudes = reader.lexicon.attitudes
    for child in reader.tree.children(verb.index):
        if child.role in (Role.PARTICLE, Role.ADVERB) and child.index > verb.index:
            frames = attitudes.get((f"{verb.lemma} {child.text.lower()}", "verb"))
            if frames is not None:
                return child, frames
    return None, attitudes.get((verb.lemma, "verb"), frozenset())


def _arguments(tree: Tree, word: Token, frames: frozenset[str]) -> Iterator[Token]:
    """Yield what an attitude is about, by the frames of its word."""
    children = tree.children(word.index)
    is_named = "named" in frames and any(child.role is Role.ATTRIBUTE for child in children)
    for child in children:
        if child.role is Role.PATIENT and (is_named or "object" in frames):
            if child.index > word.index or "relative" in child.features:
                yield child
        elif child.role is Role.ATTRIBUTE and is_named:
            yield child
        elif child.role in _PHRASES and child.case is not None:
            if child.case.split()[0] in frames:
                yield child
        elif child.role is Role.OPEN_COMPLEMENT:
            if ("ing" if "gerund" in child.features else "to") in frames:
                yield child
        elif child.role is Role.COMPLEMENT and ("that" in frames or "to" in frames):
            yield child


def _of_noun(reader: ClaimReader, noun: Token) -> Iterator[FoundClaim]:
    frames = reader.lexicon.attitudes.get((noun.lemma, "noun"))
    if frames is None:
        return
    tree = reader.tree
    speaker = next((c.index for c in tree.children(noun.index) if c.role is Role.POSSESSOR), None)
    verb = tree.tokens[noun.head]
    is_own = noun.role is Role.PATIENT and verb.lemma in reader.lexicon.light_verbs
    if speaker is None and is_own and not is_passive(tree, verb):
        speaker = tree.subject(verb.index)
    if speaker is None or tree.tokens[speaker].pos not in _NOMINAL:
        return
    found = [
        child
        for child in tree.children(noun.index)
        if (child.role in _PHRASES and child.case in frames)
        or ("that" in frames and is_content_clause(tree, child))
        or ("to" in frames and "infinitive" in child.features)
    ]
    content = _ranges(reader, found, noun.index, {noun.index})
    if content:
        yield _found(reader, speaker, noun.start, _cue_end(tree, noun, found), noun, content)


def _of_adjective(reader: ClaimReader, adjective: Token) -> Iterator[FoundClaim]:
    """Yield what somebody feels who "is wary of" something."""
    tree = reader.tree
    frames = reader.lexicon.attitudes.get((adjective.text.lower(), "adjective"))
    if frames is None:
        return
    is_predicate = adjective.role is Role.ATTRIBUTE and tree.tokens[adjective.head].pos in ("AUX", "VERB")
    verb = tree.tokens[adjective.head] if is_predicate else adjective
    speaker = tree.subject(verb.index) if is_predicate or adjective.pos == "VERB" else None
    if speaker is None or tree.tokens[speaker].role is Role.EXPLETIVE:
        return
    found = list(_arguments(tree, adjective, frames))
    if not found and is_predicate:
        found = [one for one in _arguments(tree, verb, frames) if one.index > adjective.index and one.case is None]
    content = _ranges(reader, found, adjective.index, {adjective.index, verb.index})
    if content:
        start = min(reader.verb_span(verb).start, adjective.start)
        yield _found(reader, speaker, start, _cue_end(tree, adjective, found), adjective, content)


def _ranges(reader: ClaimReader, found: list[Token], last: int, taken: set[int]) -> tuple[_Range, ...]:
    """Return the words of what an attitude is about, without a preposition that belongs to the cue."""
    tree = reader.tree
    ranges: list[_Range] = []
    for one in found:
        case = {
            child.index for child in tree.children(one.index) if child.role is Role.CASE and child.index == last + 1
        }
        ranges += reader.pieces(tree.subtree(one.index) - case - taken)
    return reader.quoted(tree.tokens[last].start, ranges) if ranges else ()


def _cue_end(tree: Tree, last: Token, found: list[Token]) -> int:
    """Return where the cue ends: with the preposition right behind it, if that is its own."""
    for one in found:
        for child in tree.children(one.index):
            if child.role is Role.CASE and child.index == last.index + 1:
                return child.end
    return last.end


def _found(
    reader: ClaimReader,
    speaker: int,
    start: int,
    end: int,
    word: Token,
    content: tuple[_Range, ...],
    cue_token: int | None = None,
) -> FoundClaim:
    span = Span.of(reader.text, start, end)
    return FoundClaim(speaker, cue_token, span, "asserts", content, f"attitude:{word.lemma}", is_attitude=True)
