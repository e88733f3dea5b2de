"""Tokenise every sentence, and parse those that may hold an event, a claim or a count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from harmattan.model.annotations import DOCUMENT, SENTENCES
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Sentence, Token
from harmattan.stages.repairs import repair
from harmattan.stages.segment import SEGMENTS
from harmattan.stages.spacy_models import ParserModel, sentence_of, shift, unparsed

__all__ = ["SyntaxStage"]


class SyntaxStage:
    """Parse the sentences that `is_worth_parsing` accepts, given their lower-case words."""

    name: ClassVar[str] = "syntax"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT, SEGMENTS)
    provides: ClassVar[tuple[Layer[Any], ...]] = (SENTENCES,)

    def __init__(
        self,
        model: ParserModel,
        is_worth_parsing: Callable[[frozenset[str]], bool],
        forms: Mapping[str, str] | None = None,
    ) -> None:
        self._model = model
        self._is_worth_parsing = is_worth_parsing
        self._forms = dict(forms or {})
        self._lemmas = frozenset(self._forms.values())

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the sentences; offsets are the document's."""
        text = layers[DOCUMENT].text
        segments = layers[SEGMENTS]
        docs = [self._model.tokenize(text[start:end]) for start, end, _ in segments]
        worth = [self._is_worth_parsing(frozenset(word.text.lower() for word in doc)) for doc in docs]
        parsed = self._model.parse(doc for doc, chosen in zip(docs, worth, strict=True) if chosen)
        sentences: list[Sentence] = []
        for (start, _, paragraph), doc, chosen in zip(segments, docs, worth, strict=True):
            tokens = self._lemmatised(repair(next(parsed))) if chosen else unparsed(doc)
            if tokens:
                shifted = shift(tokens, start)
                sentences.append(
                    sentence_of(shifted, text, index=len(sentences), paragraph=paragraph, is_parsed=chosen)
                )
        return {SENTENCES: tuple(sentences)}

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
