"""The claims of a document, ready to be laid over events."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from harmattan.model.annotations import (
    ACTORS,
    CLAIMS,
    DATES,
    SENTENCES,
    TEXT,
    ActorMention,
    ClaimMention,
    DateMention,
)
from harmattan.model.event import Claim, Participant
from harmattan.model.layers import Layers
from harmattan.model.spans import Span
from harmattan.reference.lexicon import Lexicon
from harmattan.scales import DateRange
from harmattan.stages.arguments import Tree
from harmattan.stages.claim_cues import ANAPHORIC
from harmattan.stages.nominals import inner_nominals, phrase_span
from harmattan.stages.quotes import Quotes

__all__ = ["Attributions"]

_ARMS_OF_STATE = frozenset({"GOV", "MIL", "COP"})


class Attributions:
    """Answers who claims what stands at a span."""

    def __init__(self, lexicon: Lexicon, layers: Layers) -> None:
        self._lexicon = lexicon
        self._text = layers[TEXT]
        self.sentences = layers[SENTENCES]
        self._starts = [one.start for one in self.sentences]
        self._quotes = Quotes.of(self._text)
        self._actors = {(one.sentence, one.head): one for one in layers[ACTORS]}
        self._mentions: dict[int, list[ActorMention]] = defaultdict(list)
        for mention in layers[ACTORS]:
            self._mentions[mention.sentence].append(mention)
        self._dates: dict[int, list[DateMention]] = defaultdict(list)
        for date in layers[DATES]:
            self._dates[date.sentence].append(date)
        self._claims: dict[int, list[ClaimMention]] = defaultdict(list)
        self._spoken: dict[int, list[ClaimMention]] = defaultdict(list)
        for claim in layers[CLAIMS]:
            self._index(claim)

    def _index(self, claim: ClaimMention) -> None:
        """File a claim under each sentence that its content reaches; of an attitude, what is quoted."""
        if claim.is_attitude:
            claim = replace(claim, content=self._in_quotes(claim.content), is_quoted=True)
        else:
            self._spoken[claim.speaker_sentence].append(claim)
        reached = {
            number
            for start, end in claim.content
            for number in range(self.sentence_at(start), self.sentence_at(max(end - 1, start)) + 1)
        }
        for number in sorted(reached):
            self._claims[number].append(claim)

    def _in_quotes(self, ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Return the parts of ranges that stand between quotation marks."""
        return tuple(
            (max(start, low), min(end, high)) for start, end in ranges for low, high in self._quotes.within(start, end)
        )

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def cue_tokens(self, sentence: int) -> frozenset[int]:
        """Return the cue verbs of a sentence: a date on them says when it was said."""
        return frozenset(one.cue_token for one in self._spoken.get(sentence, ()) if one.cue_token is not None)

    def is_quoted(self, start: int) -> bool:
        """Say whether an offset stands between quotation marks."""
        return self._quotes.at(start) is not None

    def is_denied(self, start: int) -> bool:
        """Say whether somebody denies, in the same breath, what stands at an offset."""
        return any(one.stance == "denies" and one.rule != ANAPHORIC for one in self._covering(start))

    def speaker_at(self, start: int) -> ActorMention | None:
        """Return the innermost speaker of quoted text: who "we" and "I" are."""
        claims = [one for one in self._covering(start) if one.is_quoted]
        return self._speaker(claims[-1]) if claims else None

    def claims_on(
        self, trigger: Span, sentence: int, participants: Iterable[Participant] | None = None
    ) -> tuple[Claim, ...]:
        """Return the claims over a trigger, outermost first, each with the index of the one that reports it.

        Args:
            trigger: the words of the event.
            sentence: the index of its sentence.
            participants: who acts and suffers; a denial that takes up what was said before ("the group denied
                it") counts only from one of them. None: anyone named in the sentence may be the one.
        """
        told: list[ClaimMention] = []
        for one in self._covering(trigger.start):
            is_repeated = any(one.cue == other.cue for other in told)
            if one.cue.overlaps(trigger) or is_repeated:
                continue
            if one.rule == ANAPHORIC and not self._is_concerned(one, trigger, sentence, participants):
                continue
            told.append(one)
        return tuple(self._claim(one, trigger, _parent(told, number)) for number, one in enumerate(told))

    def _covering(self, start: int) -> list[ClaimMention]:
        covering = [
            (one.rule == ANAPHORIC, min(first - last for first, last in one.content if first <= start < last), n, one)
            for n, one in enumerate(self._claims.get(self.sentence_at(start), ()))
            if any(first <= start < last for first, last in one.content)
        ]
        return [one for _, _, _, one in sorted(covering, key=lambda item: item[:3])]

    def _is_concerned(
        self, denial: ClaimMention, trigger: Span, sentence: int, participants: Iterable[Participant] | None
    ) -> bool:
        """Say whether who denies takes part in the event, and it is no act of speech itself ("accused")."""
        speaker = self._speaker(denial)
        is_speech = any(one.cue.overlaps(trigger) for one in self._spoken.get(sentence, ()))
        if speaker is None or is_speech:
            return False
        if participants is None:
            inside = [
                one.participant
                for one in self._mentions.get(sentence, ())
                if any(first <= one.participant.span.start < last for first, last in denial.content)
            ]
            return any(_is_same(speaker.participant, one) for one in inside)
        return any(_is_same(speaker.participant, one) for one in participants)

    def _speaker(self, claim: ClaimMention) -> ActorMention | None:
        """Return the actor who speaks; for "a statement from the ministry", the ministry."""
        found = self._actors.get((claim.speaker_sentence, claim.speaker_head))
        if found is None:  # a name in parts: "al-Sisi"
            mentions = self._mentions.get(claim.speaker_sentence, ())
            found = next((one for one in mentions if one.first <= claim.speaker_head <= one.last), None)
        if found is not None:
            return found
        tree = Tree(self.sentences[claim.speaker_sentence])
        if not self._lexicon.is_in(tree.tokens[claim.speaker_head].lemma, "speech_setting"):
            return None
        inner = (
            self._actors.get((claim.speaker_sentence, one.index)) for one in inner_nominals(tree, claim.speaker_head)
        )
        return next((one for one in inner if one is not None), None)

    def _claim(self, one: ClaimMention, trigger: Span, parent: int | None) -> Claim:
        tree = Tree(self.sentences[one.speaker_sentence])
        span = phrase_span(tree, one.speaker_first, one.speaker_last, self._text)
        is_document = self._lexicon.is_in(tree.tokens[one.speaker_head].lemma, "speech_setting")
        actor = self._speaker(one)
        participant = actor.participant if actor is not None else None
        return Claim(
            speaker=participant.span if participant is not None and not is_document else span,
            stance=one.stance,
            name=participant.name if participant else None,
            country=participant.country if participant else None,
            sector=participant.sector if participant else None,
            cue=one.cue,
            parent=parent,
            said_on=self._said_on(one),
            is_quoted=one.rule != ANAPHORIC and self.is_quoted(trigger.start),
        )

    def _said_on(self, claim: ClaimMention) -> DateRange | None:
        """Return the date phrase that hangs on the cue verb."""
        if claim.cue_token is None:
            return None
        tree = Tree(self.sentences[claim.speaker_sentence])
        for date in self._dates.get(claim.speaker_sentence, ()):
            if date.rule != "dateline" and date.date.start is not None:
                chain = [date.head, *(above.index for above in tree.ancestors(date.head))][:2]
                if claim.cue_token in chain:
                    return date.date
        return None


def _parent(told: list[ClaimMention], number: int) -> int | None:
    """Return the index of the innermost claim that holds the cue of another."""
    cue = told[number].cue.start
    holders = [n for n, one in enumerate(told[:number]) if any(first <= cue < last for first, last in one.content)]
    return holders[-1] if holders and told[number].rule != ANAPHORIC else None


def _is_same(speaker: Participant, other: Participant) -> bool:
    """Say whether a speaker is a participant, or speaks for it: one name, one country and sector, a state's arms."""
    if speaker.name is not None and speaker.name == other.name:
        return True
    if speaker.country is not None and speaker.sector is not None:
        if speaker.country == other.country and {speaker.sector, other.sector} <= _ARMS_OF_STATE:
            return True  # a defence ministry answers for the soldiers
        return (speaker.country, speaker.sector) == (other.country, other.sector)
    return speaker.span.text.lower() == other.span.text.lower()
