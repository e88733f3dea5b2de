"""Find who says what: speaker, cue and the stretches of text that are claimed, over sentences and paragraphs.

`claim_cues` reads one sentence; here quotes run on: a quoted sentence without a cue of its own belongs to the speaker
before it, and a denial that takes up what was said before covers the sentence before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from harmattan.model.annotations import CLAIMS, SENTENCES, TEXT, ClaimMention
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.lexicon import Lexicon
from harmattan.stages.arguments import Tree
from harmattan.stages.attitudes import attitudes_in
from harmattan.stages.claim_cues import ANAPHORIC, FoundClaim, claims_in
from harmattan.stages.nominals import full_range
from harmattan.stages.quotes import Quotes

__all__ = ["ClaimsStage"]

_RUNNING_SHARE = 0.6
"""A sentence of which this share is quoted, without a cue outside the quote, goes on with the speaker before it."""


class ClaimsStage:
    """Find the claims of a document."""

    name: ClassVar[str] = "claims"
    version: ClassVar[str] = "2"
    requires: ClassVar[tuple[Layer[Any], ...]] = (TEXT, SENTENCES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (CLAIMS,)

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the claims in the order of their sentences and cues."""
        text = layers[TEXT]
        sentences = layers[SENTENCES]
        quotes = Quotes.of(text)
        found: list[ClaimMention] = []
        last: ClaimMention | None = None
        for sentence in sentences:
            claims = self._in_sentence(sentence, sentences, quotes, text) if sentence.is_parsed else []
            outer = [one for one in claims if quotes.at(one.cue.start) is None and one.rule != ANAPHORIC]
            if outer:
                last = next((one for one in reversed(outer) if one.is_quoted), outer[-1])
            elif last is not None:
                last = _running_quote(sentence, quotes, last)
                if last is not None and last.sentence == sentence.index:
                    found.append(last)
            found.extend(one for one in claims if one.content)
        return {CLAIMS: tuple(found)}

    def _in_sentence(
        self, sentence: Sentence, sentences: tuple[Sentence, ...], quotes: Quotes, text: str
    ) -> list[ClaimMention]:
        tree = Tree(sentence)
        mentions = []
        found = list(claims_in(tree, self._lexicon, quotes, text))
        told = frozenset(
            tree.tokens[one.cue_token].start if one.cue_token is not None else one.cue.start for one in found
        )
        found += attitudes_in(tree, self._lexicon, quotes, text, told)
        for one in sorted(found, key=lambda claim: claim.cue.start):
            content = one.content
            if one.rule == ANAPHORIC and not content and sentence.index:
                before = sentences[sentence.index - 1]
                content = ((before.start, before.end),)
            if content or one.rule != ANAPHORIC:
                mentions.append(self._mention(tree, one, content, quotes))
        return mentions

    def _mention(
        self, tree: Tree, claim: FoundClaim, content: tuple[tuple[int, int], ...], quotes: Quotes
    ) -> ClaimMention:
        first, last = self._speaker_range(tree, claim.speaker)
        index = tree.sentence.index
        is_quoted = claim.rule != ANAPHORIC and any(quotes.within(start, end) for start, end in content)
        return ClaimMention(
            sentence=index,
            speaker_sentence=index,
            speaker_first=first,
            speaker_last=last,
            speaker_head=claim.speaker,
            cue=claim.cue,
            stance=claim.stance,
            content=content,
            is_quoted=is_quoted,
            cue_token=claim.cue_token,
            rule=claim.rule,
            is_attitude=claim.is_attitude,
        )

    def _speaker_range(self, tree: Tree, speaker: int) -> tuple[int, int]:
        """Return the speaker's phrase: with the name after a title ("his aide Ann Dy"), with whose statement it is."""
        first, last = full_range(tree, speaker)
        is_document = self._lexicon.is_in(tree.tokens[speaker].lemma, "speech_setting")
        for child in tree.children(speaker):
            is_name = child.role is Role.APPOSITION and min(tree.subtree(child.index)) == last + 1
            is_issuer = is_document and child.role is Role.OBLIQUE and self._lexicon.is_in(child.case, "issuer_case")
            if is_name or is_issuer:
                last = max(last, full_range(tree, child.index)[1])
        return first, last


def _running_quote(sentence: Sentence, quotes: Quotes, last: ClaimMention) -> ClaimMention | None:
    """Give a sentence that is mostly quoted and names no speaker to the speaker of the sentence before.

    The same claim comes back where its quote reaches over this sentence too.
    """
    own = quotes.within(sentence.start, sentence.end)
    covered = sum(min(end, sentence.end) - max(start, sentence.start) for start, end in own)
    if not own or covered < _RUNNING_SHARE * (sentence.end - sentence.start):
        return None
    if all(any(low <= start and end <= high for low, high in last.content) for start, end in own):
        return last
    return replace(last, sentence=sentence.index, content=own, is_quoted=True, rule="running quote", is_attitude=False)
