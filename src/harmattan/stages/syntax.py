"""Tokenise every sentence, and parse those that may hold an event, a claim or a count."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from harmattan.model.annotations import SENTENCES, TEXT
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.stages.repairs import repair
from harmattan.stages.segment import SEGMENTS, Segment
from harmattan.stages.spacy_models import ParserModel, sentence_of, shift, unparsed
from harmattan.stages.verbless import VerbFinder

__all__ = ["SyntaxStage"]

_SEMICOLON = re.compile(r";\s+")


class SyntaxStage:
    """Parse the sentences that `is_worth_parsing` accepts, given their lower-case words."""

    name: ClassVar[str] = "syntax"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (TEXT, SEGMENTS)
    provides: ClassVar[tuple[Layer[Any], ...]] = (SENTENCES,)

    def __init__(
        self,
        model: ParserModel,
        is_worth_parsing: Callable[[frozenset[str]], bool],
        forms: Mapping[str, str] | None = None,
        verbs: VerbFinder | None = None,
        people: frozenset[str] = frozenset(),
        speech: frozenset[str] = frozenset(),
        deeds: frozenset[str] = frozenset(),
    ) -> None:
        self._model = model
        self._is_worth_parsing = is_worth_parsing
        self._forms = dict(forms or {})
        self._lemmas = frozenset(self._forms.values())
        self._verbs = verbs
        self._people = people
        self._speech = speech
        self._deeds = deeds

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the sentences; offsets are the document's."""
        with self._model.document():
            return {SENTENCES: self._sentences(layers[TEXT], layers[SEGMENTS])}

    def _sentences(self, text: str, segments: tuple[Segment, ...]) -> tuple[Sentence, ...]:
        pieces = [_pieces(text, start, end) for start, end, _ in segments]
        docs = [[self._model.tokenize(text[first:last]) for first, last in piece] for piece in pieces]
        worth = [
            self._is_worth_parsing(frozenset(word.text.lower() for doc in group for word in doc)) for group in docs
        ]
        parsed = self._model.parse(doc for group, chosen in zip(docs, worth, strict=True) if chosen for doc in group)
        sentences: list[Sentence] = []
        for (_, _, paragraph), piece, group, chosen in zip(segments, pieces, docs, worth, strict=True):
            parts = [
                shift(self._mended(next(parsed), text[first:last]) if chosen else unparsed(doc), first)
                for (first, last), doc in zip(piece, group, strict=True)
            ]
            tokens = _joined([part for part in parts if part], is_parsed=chosen)
            if tokens:
                sentences.append(sentence_of(tokens, text, index=len(sentences), paragraph=paragraph, is_parsed=chosen))
        return tuple(sentences)

    def _mended(self, tokens: tuple[Token, ...], text: str) -> tuple[Token, ...]:
        """Return a parse with its known faults mended."""
        parsed = tokens if self._verbs is None else self._verbs.mended(text, tokens)
        return self._lemmatised(repair(parsed, self._people, self._speech, self._deeds))

    def _lemmatised(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Give verbs the lemma of the lexicon where the parser's is unknown there ("staged": not "stag")."""
        return tuple(
            replace(token, lemma=self._forms[lower])
            if token.pos in ("VERB", "AUX")
            and token.lemma not in self._lemmas
            and (lower := token.text.lower()) in self._forms
            else token
            for token in tokens
        )


def _pieces(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Cut a sentence behind its semicolons: its clauses are parsed one by one and joined as a list."""
    pieces: list[tuple[int, int]] = []
    for match in _SEMICOLON.finditer(text, start, end):
        if match.start() > start and match.end() < end:
            pieces.append((start, match.start()))
            start = match.end()
    return (*pieces, (start, end))


def _joined(parts: list[tuple[Token, ...]], *, is_parsed: bool) -> tuple[Token, ...]:
    """Join the parses of a sentence's pieces; the main verb of each further piece is a conjunct of the first."""
    if len(parts) < 2:
        return parts[0] if parts else ()
    joined = list(parts[0])
    root = next((one.index for one in joined if one.role is Role.ROOT), 0)
    for part in parts[1:]:
        offset = len(joined)
        for token in part:
            moved = replace(token, index=token.index + offset, head=token.head + offset)
            if is_parsed and token.role is Role.ROOT:
                moved = replace(moved, head=root, role=Role.CONJUNCT)
            joined.append(moved)
    return tuple(joined)
