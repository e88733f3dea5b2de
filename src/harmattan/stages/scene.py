"""Give a happening that names no place the scene that the text has set.

"In Segou, a crowd gathered at noon. Police fired on it." Where syntax gives a deed on the ground no place of its own
(`attach_places`), or only the country of those who act at home, the scene is, by the first of these rules that holds:

- `scene, same sentence`: the only place at which its sentence has something happen, in its clause or one over it;
- `scene, sentence before`: the only one of the nearest sentence before it that has one, within its paragraph and three
  sentences;
- `scene, text`: the one division in which all deeds on the ground of the text are, one of the same type among them,
  and all that happens in the sentences that tell them;
- `scene, dateline`: the town of the dateline, for what happened on the day of the report or the day before, where the
  text names no other place below a state and the deed has nobody of another country.

A place sets no scene where it only says who somebody is ("the mayor of N", "N's bishop", "a man from N"), where
somebody speaks ("told reporters in N", "sources in N said") or where somebody goes. Places of two divisions settle
nothing. The event keeps the words as further evidence and is less sure for it.

Measured on MUC-4 (`bench event-place`): two of three such places are in the division that the key gives; of the rest
most have a key that gives the state only. The dateline without the limits to its day was right in one of three.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from harmattan.model.annotations import PLACES, SENTENCES, Explanation, PlaceMention
from harmattan.model.event import Event
from harmattan.model.layers import Layers
from harmattan.model.place import EventPlace
from harmattan.model.spans import EvidenceSpan
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.lexicon import Lexicon
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context, context_of

__all__ = ["Scene", "Scenes"]

_ON_THE_GROUND = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_BACK = 3
"""Sentences of a paragraph that a scene lasts."""
_FRESH = timedelta(days=1)
_LESS_SURE = 0.9
_BESIDE = (Role.ADVERBIAL_CLAUSE, Role.RELATIVE, Role.COMPLEMENT)
_NAMING = (Role.COMPOUND, Role.POSSESSOR, Role.ADJECTIVE)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a happening was by what the text tells around it, and the rule that says so."""

    place: PlaceMention
    rule: str


class Scenes:
    """The scenes that a document sets.

    Args:
        layers: the document's, up to claims.
        lexicon: the language's words.
    """

    def __init__(self, layers: Layers, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._sentences: Mapping[int, Sentence] = {one.index: one for one in layers[SENTENCES]}
        self._order = sorted(self._sentences)
        self._starts = [self._sentences[index].start for index in self._order]
        self._given: dict[int, list[PlaceMention]] = {}
        self._set: dict[int, tuple[PlaceMention, ...]] = {}
        for place in layers[PLACES]:
            self._given.setdefault(place.sentence, []).append(place)
        for index in sorted(self._given):
            sentence = self._sentences[index]
            if sentence.is_parsed:
                context = context_of(layers, sentence, lexicon)
                found = tuple(one for one in self._given[index] if _sets_scene(context, one))
                if found:
                    self._set[index] = found
        given = [one for places in self._given.values() for one in places if _is_below_state(one)]
        filed = [one for one in given if one.is_dateline]
        self._dateline = filed[0] if filed and len(filed) == len(given) else None

    def completed(self, events: Sequence[Event]) -> tuple[list[Event], list[Explanation]]:
        """Return the events with those that have no place in their scene, and what says so."""
        found: list[Event] = []
        why: list[Explanation] = []
        told = self._told(events)
        common = self._common(events, told)
        for event in events:
            scene = self._of(event, told, common)
            if scene is None:
                found.append(event)
                continue
            found.append(self._placed(event, scene))
            name = scene.place.place.name if scene.place.place else "undecided"
            why.append(Explanation(event.event_id, "place", f"at {name}", scene.place.span.text, scene.rule))
        return found, why

    def _of(
        self, event: Event, told: Mapping[int, tuple[PlaceMention, ...]], common: Mapping[str, Scene]
    ) -> Scene | None:
        """Return the scene of an event, None where it has a place of its own or none is settled."""
        is_told = event.factuality in ("asserted", "possible") and not event.is_aggregate and not event.is_historical
        if event.event_type not in _ON_THE_GROUND or not is_told or _has_own_place(event):
            return None
        sentence = self._sentences[self._sentence_of(event)]
        found = (
            self._in_sentence(event, sentence)
            or self._before(sentence, told)
            or common.get(event.event_type)
            or self._of_dateline(event, sentence)
        )
        states = {one.place.country for one in event.places if one.place is not None}
        is_elsewhere = found is not None and states and _division(found.place)[0] not in states
        return None if is_elsewhere else found

    def _sentence_of(self, event: Event) -> int:
        return self._order[max(bisect_right(self._starts, event.trigger.start) - 1, 0)]

    def _in_sentence(self, event: Event, sentence: Sentence) -> Scene | None:
        places = self._set.get(sentence.index, ())
        scene = _scene(places, "scene, same sentence")
        if scene is None:
            return None
        return scene if any(self._is_shared(sentence.index, one, [event]) for one in places) else None

    def _is_shared(self, sentence: int, place: PlaceMention, events: Iterable[Event]) -> bool:
        """Say whether a place of a sentence stands in the clause of one of its happenings, or in one over it."""
        tokens = self._sentences[sentence].tokens
        starts = [one.trigger.start for one in events if self._sentence_of(one) == sentence]
        triggers = [next(one for one in tokens if one.end > start) for start in starts]
        tree = Tree(self._sentences[sentence])
        return any(_shares_clause(tree, self._lexicon, one, place) for one in triggers)

    def _before(self, sentence: Sentence, told: Mapping[int, tuple[PlaceMention, ...]]) -> Scene | None:
        for index in range(sentence.index - 1, sentence.index - 1 - _BACK, -1):
            before = self._sentences.get(index)
            if before is None or before.paragraph != sentence.paragraph:
                return None
            if places := told.get(index) or self._set.get(index):
                return _scene(places, "scene, sentence before")
        return None

    def _told(self, events: Sequence[Event]) -> dict[int, tuple[PlaceMention, ...]]:
        """Return the places of each sentence that tells a deed on the ground: its scene and those of its deeds."""
        deeds = [one for one in events if one.event_type in _ON_THE_GROUND]
        own = {place.span.start for one in deeds for place in one.places if place.role == "at"}
        found = {}
        for index in sorted({self._sentence_of(one) for one in deeds}):
            places = [one for one in self._given.get(index, ()) if one.span.start in own and _is_below_state(one)]
            found[index] = (*places, *(one for one in self._set.get(index, ()) if self._is_shared(index, one, deeds)))
        return found

    def _common(self, events: Sequence[Event], told: Mapping[int, tuple[PlaceMention, ...]]) -> dict[str, Scene]:
        """Return, by the type of those placed, the scene that all deeds on the ground share."""
        scene = _scene(
            [one for index in sorted(told) for one in (*told[index], *self._set.get(index, ()))], "scene, text"
        )
        placed = {one.event_type for one in events if one.event_type in _ON_THE_GROUND and self._is_placed(one, told)}
        return {} if scene is None else dict.fromkeys(sorted(placed), scene)

    def _is_placed(self, event: Event, told: Mapping[int, tuple[PlaceMention, ...]]) -> bool:
        """Say whether a deed has a place below a state, of its own or in its clause."""
        index = self._sentence_of(event)
        if not told[index]:
            return False
        shared = (self._is_shared(index, one, [event]) for one in self._set.get(index, ()))
        return _has_own_place(event) or any(shared)

    def _of_dateline(self, event: Event, sentence: Sentence) -> Scene | None:
        published, first, last = event.document.published, event.date.start, event.date.end
        if self._dateline is None or published is None or first is None or last is None:
            return None
        if not published - _FRESH <= first <= last <= published:
            return None
        home = _division(self._dateline)[0]
        parties = {one.country for one in (*event.actors, *event.recipients) if one.country is not None}
        named = {one.place.country for one in self._given.get(sentence.index, ()) if one.place is not None}
        return None if (parties | named) - {home} else _scene([self._dateline], "scene, dateline")

    def _placed(self, event: Event, scene: Scene) -> Event:
        one = scene.place
        sentence = self._sentences[one.sentence]
        evidence = EvidenceSpan(event.evidence.document_id, sentence.start, sentence.end, sentence.text)
        more = () if sentence.start <= event.trigger.start < sentence.end else (evidence,)
        return replace(
            event,
            places=(EventPlace(one.span, one.place, "at", one.candidates),),
            more_evidence=(*event.more_evidence, *more),
            confidence=round(_LESS_SURE * event.confidence, 2),
        )


def _has_own_place(event: Event) -> bool:
    """Say whether the text places an event; the country of those who act at home only stands in for its place."""
    actors = {one.span for one in event.actors}
    return any(one.span not in actors for one in event.places)


def _scene(places: Iterable[PlaceMention], rule: str) -> Scene | None:
    """Return the most exact of places that lie in one division; None where there is none, or where they differ."""
    found = list(places)
    if not found or len({_division(one) for one in found}) > 1:
        return None
    return Scene(min(found, key=lambda one: one.place.where_prec if one.place else 7), rule)


def _shares_clause(tree: Tree, lexicon: Lexicon, trigger: Token, place: PlaceMention) -> bool:
    """Say whether a place stands in the clause of a deed or in one over it, not beside it ("as leaders met in N")."""
    below = tree.tokens[place.head]
    over = {trigger.index, *(one.index for one in tree.ancestors(trigger.index))}
    for above in (below, *tree.ancestors(place.head)):
        if above.index in over:
            return True
        if above.role in _BESIDE or above.pos in ("VERB", "AUX"):
            return False
        if above.index != place.head and above.lemma in lexicon.nouns:
            return False  # "was arrested over killings in N"
    return False


def _division(mention: PlaceMention) -> tuple[str | None, str | None]:
    place = mention.place
    assert place is not None
    return place.country, place.admin1 or place.name


def _is_below_state(mention: PlaceMention) -> bool:
    place = mention.place
    return place is not None and place.country is not None and not (place.feature_code or "").startswith("PCL")


def _sets_scene(context: Context, mention: PlaceMention) -> bool:
    """Say whether something happens at a place below the state that a sentence names."""
    if mention.is_dateline or not _is_below_state(mention):
        return False
    tree = context.tree
    token = _area(context, mention.head)
    if token.role in _NAMING:
        return False
    case = (token.case or "").rpartition(" ")[2]
    if token.role is Role.OBLIQUE and context.lexicon.place_roles.get(case) != "at":
        return False
    for above in (token, *tree.ancestors(token.index)):
        if above.index in context.actors and above.index != token.index:
            return False
        if above.case in context.lexicon.cues:
            return False
        if above.pos in ("VERB", "AUX"):
            return above.lemma not in context.lexicon.cues
    return True


def _area(context: Context, head: int) -> Token:
    """Return the token of the area that a place names: "suburb" in "a suburb of N", "street" in "a N street"."""
    tree = context.tree
    token = tree.tokens[tree.first_conjunct(head)]
    for _ in range(4):
        above = tree.tokens[token.head]
        is_part = token.role in (*_NAMING, Role.APPOSITION) or (token.role is Role.OBLIQUE and token.case == "of")
        if not is_part or above.index == token.index:
            break
        if not (context.lexicon.is_in(above.lemma, "area") or above.index in context.places):
            break
        token = tree.tokens[tree.first_conjunct(above.index)]
    return token
