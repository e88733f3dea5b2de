"""Make events: one a reported action, its fields filled from the layers below.

Rules of coding follow the PLOVER manual (2024): see `data/codebooks/plover` and the design.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date as date_type
from typing import Any, ClassVar

from harmattan.ids import content_id
from harmattan.model.annotations import (
    ACTORS,
    CLAIMS,
    DATES,
    DOCUMENT,
    EVENTS,
    EXPLANATIONS,
    PLACES,
    QUANTITIES,
    SENTENCES,
    TEXT,
    DateMention,
    Explanation,
    PlaceMention,
    QuantityMention,
)
from harmattan.model.document import Document
from harmattan.model.event import Event
from harmattan.model.layers import Layer, Layers
from harmattan.model.place import EventPlace
from harmattan.model.spans import EvidenceSpan, Span
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.lexicon import Lexicon
from harmattan.reference.words import Words
from harmattan.scales import DateRange, Occurrences
from harmattan.stages.attach import date_of, places_of, quantities_of
from harmattan.stages.attributions import Attributions
from harmattan.stages.backreference import Setting, placed, setting_of
from harmattan.stages.casing import as_written
from harmattan.stages.confidence import confidence_of
from harmattan.stages.context import Context, context_of
from harmattan.stages.draft import Draft
from harmattan.stages.drafts import drafts_of
from harmattan.stages.genre import Genre, is_figurative, is_told
from harmattan.stages.habits import is_habit
from harmattan.stages.numbers_of_events import aggregate_of, counts_of
from harmattan.stages.participants import Cast, Casting
from harmattan.stages.relating import related
from harmattan.stages.scene import Scenes
from harmattan.stages.splitting import Part, parts_of

__all__ = ["CodingStage"]


_HOME_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class _Found:
    """What belongs to one draft."""

    draft: Draft
    cast: Cast
    places: tuple[tuple[PlaceMention, str], ...]
    date: DateMention | None
    quantities: tuple[QuantityMention, ...]

    @property
    def range(self) -> DateRange | None:
        """The days of the date, if one is given."""
        return None if self.date is None else self.date.date


class CodingStage:
    """Code the events of a document.

    Args:
        lexicon: the language's words.
        words: its words of counting.
        made_by: name and version of the coder, for the events.
        packs: digest of the packs, for the events.
    """

    name: ClassVar[str] = "coding"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (
        *(DOCUMENT, TEXT, SENTENCES, ACTORS, PLACES, DATES, QUANTITIES, CLAIMS),
    )
    provides: ClassVar[tuple[Layer[Any], ...]] = (EVENTS, EXPLANATIONS)

    def __init__(self, lexicon: Lexicon, words: Words, *, made_by: str, packs: str) -> None:
        self._lexicon = lexicon
        self._words = words
        self._made_by = made_by
        self._packs = packs

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the events in the order of their triggers, and how each field was made."""
        document = layers[DOCUMENT]
        attributions = Attributions(self._lexicon, layers)
        sentences: tuple[Sentence, ...] = layers[SENTENCES]
        genre = Genre(self._lexicon, sentences)
        events: list[Event] = []
        explanations: list[Explanation] = []
        for sentence in sentences:
            if not sentence.is_parsed:
                continue
            context = context_of(layers, sentence, self._lexicon)
            events, pointing, why = self._completed(layers, context, events, attributions)
            explanations.extend(why)
            made: list[tuple[Draft, tuple[Event, ...]]] = []
            for found in self._found(layers, context, attributions):
                if found.draft.trigger.token == pointing and not found.cast.actors and not found.cast.recipients:
                    continue  # "the attack took place in Bwari": told before
                if not (
                    is_told(context.tree, found.draft, found.cast, found.places, found.date, found.quantities)
                    or attributions.is_denied(sentence.tokens[found.draft.trigger.token].start)
                ):
                    continue
                if is_habit(context.tree, found.draft, found.range) and not _is_of_someone(found):
                    continue  # "those who protest are arrested"
                if is_figurative(genre, sentence, found.draft, found.cast, found.quantities):
                    continue
                pairs = tuple(self._events(document, context, found, attributions))
                made.append((found.draft, tuple(event for event, _ in pairs)))
                explanations.extend(one for _, why in pairs for one in why)
            events.extend(related(context, made))
        events, placing = Scenes(layers, self._lexicon).completed(events)
        explanations.extend(placing)
        written = events if layers[TEXT] == document.text else as_written(events, document.text)
        return {EVENTS: tuple(written), EXPLANATIONS: tuple(explanations)}

    def _completed(
        self, layers: Layers, context: Context, events: list[Event], attributions: Attributions
    ) -> tuple[list[Event], int | None, list[Explanation]]:
        """Give the events before a sentence the setting that it tells; return them and the word that points back."""
        sentence = context.tree.sentence
        setting = setting_of(context, [one for one in layers[DATES] if one.sentence == sentence.index])
        if setting is None:
            return events, None, []
        evidence = EvidenceSpan(layers[DOCUMENT].document_id, sentence.start, sentence.end, sentence.text)
        completed = placed(setting, events, sentence.index, evidence, attributions.sentence_at)
        if completed is None:
            return events, None, []
        changed = [new for old, new in zip(events, completed, strict=True) if old is not new]
        why = [row for event in changed for row in _explain_setting(event, setting)]
        return completed, setting.subject, why

    def _found(self, layers: Layers, context: Context, attributions: Attributions) -> Iterable[_Found]:
        sentence = context.tree.sentence
        places = tuple(one for one in layers[PLACES] if one.sentence == sentence.index)
        dates = tuple(one for one in layers[DATES] if one.sentence == sentence.index)
        quantities = tuple(one for one in layers[QUANTITIES] if one.sentence == sentence.index)
        drafts = drafts_of(context)
        casting = Casting(context, layers[TEXT], attributions)
        shared: dict[int, _Found] = {}
        violent = sum(draft.event_type in ("ASSAULT", "PROTEST", "COERCE") for draft in drafts)
        published = layers[DOCUMENT].published
        for draft in drafts:
            others = frozenset(token for one in drafts if one is not draft for token in one.tokens) - draft.tokens
            cues = attributions.cue_tokens(sentence.index) - draft.tokens - _attended(context, draft)
            found = _Found(
                draft,
                _one_sided(draft, casting.cast(draft)),
                places_of(context, draft, places, others),
                _promised_on(context, draft, dates, others, cues, published)
                or date_of(context, draft, dates, others | cues, published),
                quantities_of(context, _with_content(draft), quantities, others, violent == 1),
            )
            found = _with_main(context, found, shared)
            if not found.places:
                found = replace(found, places=_own_country(layers[PLACES], found))
            shared.update(dict.fromkeys(draft.tokens, found))
            yield found

    def _events(
        self, document: Document, context: Context, found: _Found, attributions: Attributions
    ) -> Iterable[tuple[Event, tuple[Explanation, ...]]]:
        draft, tree, sentence = found.draft, context.tree, context.tree.sentence
        trigger = sentence.span(draft.trigger.first, draft.trigger.last, document.text)
        evidence = EvidenceSpan(document.document_id, sentence.start, sentence.end, sentence.text)
        cast = tuple(one.participant for one in (*found.cast.actors, *found.cast.recipients))
        claims = attributions.claims_on(trigger, sentence.index, cast)
        has_count = any(one.what not in ("occurrences", "people", "troops") for one in found.quantities)
        parts = parts_of(tree, draft, found.cast, found.places, has_count=has_count)
        for ordinal, part in enumerate(parts):
            event_id = content_id(document.document_id, trigger.start, trigger.end, ordinal)
            aggregate, occurrences = aggregate_of(self._lexicon, tree, draft, found.quantities, found.range)
            event = Event(
                event_id=event_id,
                document=document,
                event_type=draft.event_type,
                trigger=trigger,
                evidence=evidence,
                mode=draft.mode,
                modes=_modes(draft),
                contexts=_contexts(self._lexicon, draft, sentence, part),
                factuality=draft.reading.factuality,
                stage=draft.reading.stage,
                is_historical=bool(found.date and found.date.is_historical)
                or any(effect == "historical" for effect, _ in draft.reading.effects),
                is_aggregate=aggregate,
                occurrences=occurrences,
                actors=tuple(one.participant for one in part.actors),
                recipients=tuple(one.participant for one in part.recipients),
                places=tuple(EventPlace(p.span, p.place, role, p.candidates) for p, role in part.places),  # type: ignore[arg-type]
                date=_date(found.date, aggregate=aggregate, occurrences=occurrences),
                date_span=found.date.span if found.date else None,
                counts=counts_of(context, self._words, draft, found.quantities, part),
                claims=claims,
                more_evidence=_more_evidence(attributions, document, sentence, part, claims),
                confidence=confidence_of(draft, part),
                made_by=self._made_by,
                packs=self._packs,
            )
            yield event, _explain(event, draft, part, found.date, found.quantities)


def _is_of_someone(found: _Found) -> bool:
    """Say whether a party or a place of a happening is known: "the army kills civilians", not "men kill women"."""
    parties = (one.participant for one in (*found.cast.actors, *found.cast.recipients))
    return any(one.name or one.country for one in parties) or any(place.place for place, _ in found.places)


def _one_sided(draft: Draft, cast: Cast) -> Cast:
    """Part the sides of talks that one of them refuses: the first acts."""
    if draft.event_type != "REJECT" or draft.trigger.frame.event_type != "CONSULT" or cast.recipients:
        return cast
    return replace(cast, actors=cast.actors[:1], recipients=cast.actors[1:])


_AT_HOME = {"COERCE": frozenset({"GOV", "COP", "JUD", "LEG"}), "ASSAULT": frozenset({"COP"})}
"""Whose deeds of a type are done in their own country, where the text names no place."""
_COUNTRIES = ("PCLI", "PCLD")
"""Feature codes of states and of territories such as Hong Kong."""


def _own_country(places: tuple[PlaceMention, ...], found: _Found) -> tuple[tuple[PlaceMention, str], ...]:
    """Return the country, an area and no point, of a government, court or police that acts at home.

    Only a country that the text names as a place counts; the words are those that name who acts.
    """
    actors = [one for one in found.cast.actors if one.participant.sector in _AT_HOME.get(found.draft.event_type, ())]
    states = {
        one.participant.country for one in (*found.cast.actors, *found.cast.recipients) if one.participant.country
    }
    if not actors or len(states) != 1 or found.draft.reading.factuality != "asserted":
        return ()
    for place in places:
        record = place.place
        if record is not None and record.feature_code in _COUNTRIES and record.country in states:
            who = actors[0]
            home = replace(
                place, sentence=who.sentence, first=who.first, last=who.last, head=who.head,
                span=who.participant.span, confidence=_HOME_CONFIDENCE, rule="own country", candidates=(),
            )  # fmt: skip
            return ((home, "at"),)
    return ()


def _with_content(draft: Draft) -> Draft:
    """Return a promise with what it is about: the soldiers to be sent or withdrawn are counted with it."""
    return replace(draft, merged=(*draft.merged, *draft.content))


def _promised_on(
    context: Context,
    draft: Draft,
    dates: tuple[DateMention, ...],
    others: frozenset[int],
    cues: frozenset[int],
    published: date_type | None,
) -> DateMention | None:
    """Return the date of the word that makes a promise: "said on Monday that it would send tanks"."""
    if draft.event_type == draft.trigger.frame.event_type or draft.mode == "x-meet":
        return None
    above = [one.index for one in context.tree.ancestors(draft.trigger.token) if one.index in cues][:1]
    if not above:
        return None
    said = replace(draft, trigger=replace(draft.trigger, token=above[0], carrier=None), merged=(), beside=frozenset())
    found = date_of(context, said, dates, others - {above[0]} | draft.tokens, published)
    return found if found is not None and found.date.start is not None else None


def _attended(context: Context, draft: Draft) -> frozenset[int]:
    """Return the verb of saying that dates a meeting too: "told a meeting on Thursday", "said at talks on Monday"."""
    token = context.tree.tokens[draft.trigger.token]
    is_occasion = token.role is Role.OBLIQUE and context.lexicon.is_in(token.case or "", "occasion_case")
    return frozenset({token.head}) if draft.event_type == "CONSULT" and is_occasion else frozenset()


def _with_main(context: Context, found: _Found, before: Mapping[int, _Found]) -> _Found:
    """Give a gerund clause ("..., abducting four women") the place and date of the happening it goes with."""
    token = context.tree.tokens[found.draft.trigger.token]
    main = before.get(token.head)
    if main is None or token.role is not Role.ADVERBIAL_CLAUSE or "gerund" not in token.features:
        return found
    return replace(found, places=found.places or main.places, date=found.date or main.date)


def _modes(draft: Draft) -> tuple[str, ...]:
    modes = [draft.mode, *(one.frame.mode for one in draft.merged if one.frame.event_type == draft.event_type)]
    return tuple(dict.fromkeys(mode for mode in modes if mode))


def _contexts(lexicon: Lexicon, draft: Draft, sentence: Sentence, part: Part) -> tuple[str, ...]:
    """Return the contexts of the frames and of the words in the event's sentence."""
    found = {context for trigger in draft.triggers for context in trigger.frame.contexts}
    words = {token.lemma for token in sentence.tokens} | {token.text.lower() for token in sentence.tokens}
    found |= {context for context, lemmas in lexicon.contexts.items() if words & lemmas}
    if any(one.participant.sector == "MIL" for one in (*part.actors, *part.recipients)):
        found.add("military")
    return tuple(sorted(found))


def _date(mention: DateMention | None, *, aggregate: bool, occurrences: Occurrences | None) -> DateRange:
    if mention is None:
        return DateRange()
    date = mention.date
    if aggregate and date.start is not None and date.kind == "throughout":
        return DateRange(date.start, date.end, date.date_prec, "repeated")
    return date


def _more_evidence(
    attributions: Attributions, document: Document, sentence: Sentence, part: Part, claims: tuple[Any, ...]
) -> tuple[EvidenceSpan, ...]:
    """Return the other sentences that a field needed: those of antecedents and of speakers named before."""
    spans: list[Span] = [
        one.participant.antecedent for one in (*part.actors, *part.recipients) if one.participant.antecedent
    ]
    spans += [claim.speaker for claim in claims]
    needed = sorted({index for span in spans if (index := attributions.sentence_at(span.start)) != sentence.index})
    return tuple(
        EvidenceSpan(document.document_id, one.start, one.end, one.text)
        for one in (attributions.sentences[index] for index in needed)
    )


def _explain(
    event: Event,
    draft: Draft,
    part: Part,
    date: DateMention | None,
    quantities: tuple[QuantityMention, ...],
) -> tuple[Explanation, ...]:
    """Say, field by field, which words and which rule made an event."""
    rows: list[Explanation] = []

    def add(field: str, value: str, words: str, rule: str) -> None:
        rows.append(Explanation(event.event_id, field, value, words, rule))

    for trigger in draft.triggers:
        label = f"{event.event_type}/{event.mode or '-'}"
        add("event_type", label, event.trigger.text if trigger is draft.trigger else "", trigger.frame.where)
    for effect, word in draft.reading.effects:
        add("factuality", effect, word, "scope")
    for side, mentions in (("actor", part.actors), ("recipient", part.recipients)):
        for mention in mentions:
            one = mention.participant
            add(side, f"{one.name or '-'} {one.country or '-'} {one.sector or '-'}", one.span.text, mention.rule)
    for place, role in part.places:
        name = place.place.name if place.place else "undecided"
        add("place", f"{role} {name}", place.span.text, place.rule)
    if date is not None:
        add("date", f"{date.date.start} to {date.date.end}", date.span.text, date.rule)
    for number in quantities:
        add(
            "count",
            f"{number.what} {number.count.low}/{number.count.best}/{number.count.high}",
            number.span.text,
            number.rule,
        )
    for claim in event.claims:
        add("claim", claim.stance, claim.speaker.text, claim.cue.text if claim.cue else "")
    add("confidence", f"{event.confidence:.2f}", _parts(event), "confidence")
    return tuple(rows)


def _explain_setting(event: Event, setting: Setting) -> Iterable[Explanation]:
    """Say which words of a later sentence placed and dated an event."""
    spans = {place.span for place in event.places}
    for place in setting.places:
        if place.span in spans:
            name = place.place.name if place.place else "undecided"
            yield Explanation(event.event_id, "place", f"at {name}", place.span.text, f"setting {place.rule}")
    date = setting.date
    if date is not None and event.date_span == date.span:
        days = f"{date.date.start} to {date.date.end}"
        yield Explanation(event.event_id, "date", days, date.span.text, f"setting {date.rule}")


def _parts(event: Event) -> str:
    counts = Counter({"actors": len(event.actors), "recipients": len(event.recipients), "places": len(event.places)})
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
