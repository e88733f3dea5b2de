"""The claims of a document, ready to be laid over events."""

from __future__ import annotations

from bisect import bisect_right

from harmattan.model.annotations import ACTORS, CLAIMS, DATES, DOCUMENT, SENTENCES, ActorMention, ClaimMention
from harmattan.model.event import Claim
from harmattan.model.layers import Layers
from harmattan.model.spans import Span
from harmattan.reference.lexicon import Lexicon
from harmattan.scales import DateRange
from harmattan.stages.arguments import Tree
from harmattan.stages.claims import quote_ranges
from harmattan.stages.nominals import phrase_span

__all__ = ["Attributions"]


class Attributions:
    """Answers who claims what stands at a span."""

    def __init__(self, lexicon: Lexicon, layers: Layers) -> None:
        self._lexicon = lexicon
        self._text = layers[DOCUMENT].text
        self.sentences = layers[SENTENCES]
        self._starts = [one.start for one in self.sentences]
        self._claims = layers[CLAIMS]
        self._quotes = quote_ranges(self._text)
        self._actors = {(one.sentence, one.head): one for one in layers[ACTORS]}
        self._dates = layers[DATES]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def cue_tokens(self, sentence: int) -> frozenset[int]:
        """Return the cue verbs of a sentence: a date on them says when it was said."""
        return frozenset(
            one.cue_token for one in self._claims if one.sentence == sentence and one.cue_token is not None
        )

    def is_quoted(self, start: int) -> bool:
        """Say whether an offset stands between quotation marks."""
        return any(first <= start < last for first, last in self._quotes)

    def speaker_at(self, start: int) -> ActorMention | None:
        """Return the innermost speaker of quoted text: who "we" and "I" are."""
        claims = [one for one in self._covering(start) if one.is_quoted]
        return self._speaker(claims[-1]) if claims else None

    def claims_on(self, trigger: Span, sentence: int) -> tuple[Claim, ...]:
        """Return the claims over a trigger, outermost first, each with the index of the one that reports it."""
        found: list[Claim] = []
        for one in self._covering(trigger.start):
            if one.cue.overlaps(trigger):
                continue
            parent = len(found) - 1 if found else None
            found.append(self._claim(one, trigger, parent))
        return tuple(found)

    def _covering(self, start: int) -> list[ClaimMention]:
        covering = [
            (min(first - last for first, last in one.content if first <= start < last), number, one)
            for number, one in enumerate(self._claims)
            if any(first <= start < last for first, last in one.content)
        ]
        return [one for _, _, one in sorted(covering, key=lambda item: (item[0], item[1]))]

    def _speaker(self, claim: ClaimMention) -> ActorMention | None:
        return self._actors.get((claim.speaker_sentence, claim.speaker_head))

    def _claim(self, one: ClaimMention, trigger: Span, parent: int | None) -> Claim:
        tree = Tree(self.sentences[one.speaker_sentence])
        span = phrase_span(tree, one.speaker_first, one.speaker_last, self._text)
        actor = self._speaker(one)
        participant = actor.participant if actor is not None else None
        return Claim(
            speaker=participant.span if participant is not None else span,
            stance=one.stance,
            name=participant.name if participant else None,
            country=participant.country if participant else None,
            sector=participant.sector if participant else None,
            cue=one.cue,
            parent=parent,
            said_on=self._said_on(one),
            is_quoted=self.is_quoted(trigger.start),
        )

    def _said_on(self, claim: ClaimMention) -> DateRange | None:
        """Return the date phrase that hangs on the cue verb."""
        if claim.cue_token is None:
            return None
        tree = Tree(self.sentences[claim.speaker_sentence])
        for date in self._dates:
            if date.sentence == claim.speaker_sentence and date.rule != "dateline" and date.date.start is not None:
                chain = [date.head, *(above.index for above in tree.ancestors(date.head))][:2]
                if claim.cue_token in chain:
                    return date.date
        return None
