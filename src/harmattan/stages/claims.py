"""Find who says what: speaker, cue and the stretch of text that is claimed.

Cues are verbs ("said", "denied"), prepositions ("according to") and quotation marks that run on over sentences.
The spans follow the three parts of an attribution: source, cue, content (Pareti 2015).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from harmattan.model.annotations import CLAIMS, DOCUMENT, SENTENCES, ClaimMention
from harmattan.model.event import Stance
from harmattan.model.layers import Layer, Layers
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.lexicon import Cue, Lexicon
from harmattan.stages.arguments import Tree, is_passive
from harmattan.stages.nominals import full_range

__all__ = ["ClaimsStage", "quote_ranges"]

_QUOTE = re.compile(r"“[^”]*(?:”|\Z)|«[^»]*(?:»|\Z)|\"[^\"\n]*(?:\"|(?=\n)|\Z)")
_CONTENT = (Role.COMPLEMENT, Role.OPEN_COMPLEMENT, Role.PREP_CLAUSE)


def quote_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges between quotation marks, the marks included, in the order of the text."""
    return tuple((match.start(), match.end()) for match in _QUOTE.finditer(text))


class ClaimsStage:
    """Find the claims of a document."""

    name: ClassVar[str] = "claims"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT, SENTENCES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (CLAIMS,)

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the claims in the order of their cues."""
        text = layers[DOCUMENT].text
        sentences = layers[SENTENCES]
        quotes = quote_ranges(text)
        found: list[ClaimMention] = []
        for sentence in sentences:
            own = tuple(q for q in quotes if q[0] < sentence.end and q[1] > sentence.start)
            claims = list(self._in_sentence(sentence, own, text)) if sentence.is_parsed else []
            if not claims:
                claims = self._running_quote(sentence, own, found, sentences)
            found.extend(claims)
        return {CLAIMS: tuple(found)}

    def _in_sentence(self, sentence: Sentence, quotes: tuple[tuple[int, int], ...], text: str) -> Iterator[ClaimMention]:
        tree = Tree(sentence)
        for token in tree.tokens:
            cue = self._cue(token)
            if cue is not None and cue.kind == "verb":
                claim = self._verb_claim(tree, token, cue, quotes, text)
                if claim is not None:
                    yield claim
            if token.role is Role.OBLIQUE and token.case:
                preposition = self._lexicon.cues.get(token.case, ())
                if any(one.kind == "preposition" for one in preposition):
                    yield self._preposition_claim(tree, token, preposition[0], quotes, text)

    def _cue(self, token: Token) -> Cue | None:
        if token.pos not in ("VERB", "AUX") or token.role in (Role.ADJECTIVE, Role.COMPOUND):
            return None
        for word in dict.fromkeys((token.lemma, token.text.lower())):
            for cue in self._lexicon.cues.get(word, ()):
                if cue.kind == "verb":
                    return cue
        return None

    def _verb_claim(
        self, tree: Tree, verb: Token, cue: Cue, quotes: tuple[tuple[int, int], ...], text: str
    ) -> ClaimMention | None:
        speaker = tree.subject(verb.index)
        if is_passive(tree, verb):
            speaker = next((c.index for c in tree.children(verb.index) if c.role is Role.AGENT and c.case == "by"), None)
        if speaker is None or not self._can_speak(tree, speaker):
            return None
        content = self._content(tree, verb, cue, speaker, quotes)
        if not content:
            return None
        return self._mention(tree, speaker, verb.index, cue, content, quotes, text, rule=f"verb:{verb.lemma}")

    def _can_speak(self, tree: Tree, speaker: int) -> bool:
        token = tree.tokens[speaker]
        return token.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X") and token.role is not Role.EXPLETIVE

    def _content(
        self, tree: Tree, verb: Token, cue: Cue, speaker: int, quotes: tuple[tuple[int, int], ...]
    ) -> tuple[tuple[int, int], ...]:
        """Return what is claimed: the complement clause, the object of a denial, the quote, or the rest."""
        parts: list[frozenset[int]] = []
        for child in tree.children(verb.index):
            if child.role in _CONTENT and child.index != speaker:
                parts.append(tree.subtree(child.index))
            elif cue.stance == "denies" and child.role is Role.PATIENT:
                parts.append(tree.subtree(child.index))
        if not parts:
            head = tree.tokens[verb.head]
            if verb.role in (Role.DEPENDENT, Role.ADVERBIAL_CLAUSE) and head.index != verb.index and head.pos in ("VERB", "AUX"):
                parts.append(tree.subtree(head.index) - tree.subtree(verb.index))
        taken = tree.subtree(speaker) | {verb.index}
        ranges = [_range(tree, part - taken) for part in parts if part - taken]
        if not ranges:
            ranges = [
                (max(start, tree.sentence.start), min(end, tree.sentence.end))
                for start, end in quotes
                if min(end, tree.sentence.end) - max(start, tree.sentence.start) > 2
            ]
        return tuple(sorted(ranges))

    def _preposition_claim(
        self, tree: Tree, source: Token, cue: Cue, quotes: tuple[tuple[int, int], ...], text: str
    ) -> ClaimMention:
        verb = source.head
        content = tree.subtree(verb) - tree.subtree(source.index)
        ranges = (_range(tree, content),) if content else ()
        return self._mention(tree, source.index, None, cue, ranges, quotes, text, rule=f"preposition:{cue.cue}")

    def _mention(
        self,
        tree: Tree,
        speaker: int,
        cue_token: int | None,
        cue: Cue,
        content: tuple[tuple[int, int], ...],
        quotes: tuple[tuple[int, int], ...],
        text: str,
        *,
        rule: str,
    ) -> ClaimMention:
        first, last = full_range(tree, speaker)
        stance: Stance = cue.stance  # type: ignore[assignment]
        if cue_token is not None:
            token = tree.tokens[cue_token]
            negated = any(child.role is Role.NEGATION for child in tree.children(cue_token))
            if negated and stance == "denies":
                stance = "doubts"
            span = _cue_span(tree, token, text)
        else:
            cases = [
                t.index
                for t in tree.tokens
                if t.index < first and t.text.lower() in cue.cue.split() and t.index >= first - 4
            ]
            low = min(cases, default=max(first - 1, 0))
            high = max(cases, default=low)
            span = Span.of(text, tree.tokens[low].start, tree.tokens[high].end)
        is_quoted = any(start < q[1] and end > q[0] for start, end in content for q in quotes)
        index = tree.sentence.index
        return ClaimMention(
            index, index, first, last, speaker, span, stance, content, is_quoted, cue_token, rule
        )

    def _running_quote(
        self,
        sentence: Sentence,
        quotes: tuple[tuple[int, int], ...],
        found: list[ClaimMention],
        sentences: tuple[Sentence, ...],
    ) -> list[ClaimMention]:
        """Give a sentence that is (mostly) quoted and names no speaker to the speaker of the sentence before."""
        covered = sum(min(end, sentence.end) - max(start, sentence.start) for start, end in quotes)
        if not found or covered < 0.4 * (sentence.end - sentence.start):
            return []
        last = found[-1]
        if last.sentence < sentence.index - 1 or not last.is_quoted:
            return []
        ranges = tuple((max(start, sentence.start), min(end, sentence.end)) for start, end in quotes)
        return [
            ClaimMention(
                sentence.index,
                last.speaker_sentence,
                last.speaker_first,
                last.speaker_last,
                last.speaker_head,
                last.cue,
                last.stance,
                ranges,
                True,
                last.cue_token,
                "running quote",
            )
        ]


def _range(tree: Tree, tokens: frozenset[int]) -> tuple[int, int]:
    return tree.tokens[min(tokens)].start, tree.tokens[max(tokens)].end


def _cue_span(tree: Tree, verb: Token, text: str) -> Span:
    """Return the verb with its auxiliaries where they stand right before it ("had stated")."""
    first = verb.index
    helpers = {
        child.index
        for child in tree.children(verb.index)
        if child.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.NEGATION)
    }
    while first - 1 in helpers:
        first -= 1
    return Span.of(text, tree.tokens[first].start, verb.end)
