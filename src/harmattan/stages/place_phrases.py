"""Read the phrases around place names: parts of a country, borders, distances, and words that point back.

"northern Benin", "its northern border", "the border with Niger", "12 km north of Dori", "the junta there". A part of
a country has UCDP's where_prec 5 and is an area: its coordinates are the country's label only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from harmattan.model.annotations import PlaceMention
from harmattan.model.place import Place
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_anaphora import narrowest
from harmattan.stages.place_country import CountryReader
from harmattan.stages.place_directions import (
    NEAR_PREC,
    direction_head,
    direction_of,
    directions_before,
    is_near,
    is_of_facility,
    moved,
    offset_of,
)
from harmattan.stages.place_memory import REACH, Heard, Memory, Named, part_of, shared_area
from harmattan.stages.place_spans import NameSpan, are_listed, is_capitalised

__all__ = ["PhraseReader"]

_FOCUS_CONFIDENCE = 0.45
_MOST_KINDS = 4
"""So many words may tell the kinds of border between whose it is and the noun."""
_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class _Owner:
    places: tuple[Place, ...]
    first: int
    confidence: float


class PhraseReader:
    """Make the mentions of one sentence from its names and what was heard before."""

    def __init__(
        self,
        sentence: Sentence,
        text: str,
        named: Sequence[Named],
        heard: Sequence[Heard],
        *,
        words: PlaceWords,
        gazetteer: Gazetteer,
        country_of: Callable[[str], str | None],
        focus: Place | None = None,
        last_border: Place | None = None,
    ) -> None:
        self._sentence = sentence
        self._last_border = last_border
        self._focus = focus
        self._text = text
        self._named = named
        self._words = words
        self._gazetteer = gazetteer
        self._country_of = country_of
        self._low = [token.text.lower() for token in sentence.tokens]
        self._by_last = {one.span.last: one for one in named}
        self._by_first = {one.span.first: one for one in named}
        self._memory = Memory(sentence, named, heard, words=words, gazetteer=gazetteer, country_of=country_of)
        self.heard = self._memory.heard

    def mentions(self) -> tuple[PlaceMention, ...]:
        """Return the mentions of places by name or by phrase, in order, without overlaps."""
        found = list(self._possessed_parts())
        taken = {token for one in found for token in range(one.first, one.last + 1)}
        for one in self._named:
            if not taken & set(range(one.span.first, one.span.last + 1)):
                mention = self._name_mention(one, taken)
                found.append(mention)
                taken |= set(range(mention.first, mention.last + 1))
        return tuple(sorted(found, key=lambda one: one.first))

    def country_phrases(self) -> Iterator[PlaceMention]:
        """Yield the mentions that mean the country in focus or a part of it: "in the capital", "in the north"."""
        starts = frozenset(self._by_first)
        return CountryReader(
            *(self._sentence, self._text, starts, self._focus_before, self._words, self._gazetteer, self._country_of)
        ).mentions()

    def _focus_before(self, token: int) -> tuple[Place, float] | None:
        if self._focus is not None and self._memory.names_guests_only(token):
            return self._focus, _FOCUS_CONFIDENCE
        owner = self._pointed_at(token, is_plural=False, or_focus=True)
        return (owner.places[0], owner.confidence) if owner else None

    def pointer(self, last_place: PlaceMention | None, earlier: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
        """Return the mentions made by "there", which point at the last place before them."""
        found: list[PlaceMention] = []
        if not self._sentence.is_parsed:
            return ()
        for token in self._sentence.tokens:
            if not self._words.has("there", self._low[token.index]) or token.role is Role.EXPLETIVE:
                continue
            if token.pos not in ("ADV", "X") or self._begins_existence(token.index):
                continue
            before = [one for one in earlier if one.last < token.index and not self._is_of_someone(one)]
            target = narrowest(before[-1], before) if before else last_place
            if before and self._is_on_a_way(before):
                continue
            if target is None or target.place is None or self._sentence.index - target.sentence > REACH:
                continue
            found.append(self._mention(token.index, token.index, token.index, target.place, "anaphor", 0.6))
        return tuple(found)

    def _is_of_someone(self, one: PlaceMention) -> bool:
        """Say whether a state only tells whose someone or something is: "the US army", "Mali's envoys"."""
        is_state = one.place is not None and (one.place.feature_code or "").startswith("PCL") and one.rule == "name"
        return is_state and self._sentence.tokens[one.head].role in (Role.COMPOUND, Role.POSSESSOR, Role.ADJECTIVE)

    def _is_on_a_way(self, before: Sequence[PlaceMention]) -> bool:
        """Say whether the last two places are the ends of a way: "there" after "flew from X to Y" may be either."""
        ends = [self._sentence.tokens[one.head].case for one in before[-2:]]
        return ends == ["from", "to"]

    def _begins_existence(self, index: int) -> bool:
        following = self._sentence.tokens[index + 1 : index + 2]
        return any(token.pos == "AUX" or token.lemma == "be" for token in following)

    def _mention(
        self, first: int, last: int, head: int, place: Place | None, rule: str, confidence: float
    ) -> PlaceMention:
        return PlaceMention(
            sentence=self._sentence.index,
            first=first,
            last=last,
            head=head,
            span=self._sentence.span(first, last, self._text),
            place=place,
            confidence=round(confidence, 2),
            rule=rule,
        )

    # names -----------------------------------------------------------------------------------------------

    def _name_mention(self, one: Named, taken: set[int]) -> PlaceMention:
        span, place = one.span, one.place
        first, last, head = span.first, span.last, span.last
        rule = "name"
        if span.unit_token is not None and span.unit_token not in taken and place is not None and place.feature_code:
            is_kind = place.feature_code.startswith(("ADM", "PPL", "RGN")) or span.unit_token < span.first
            if is_kind and not place.feature_code.startswith("PCL"):
                first, last = min(first, span.unit_token), max(last, span.unit_token)
                head = span.unit_token
                place = self._as_unit(place, span.unit or "")
        start = directions_before(first, self._low, self._words)
        of_start = direction_of(first, self._low, self._words)
        whole = self._region_named(start, one) if start < first else None
        if whole is not None:
            first, place = start, whole
        elif place is not None and (start < first or of_start < first):
            head = head if start < first else direction_head(first, self._low, self._words)
            first = min(start, of_start)
            place, rule = part_of(self._area_of(place, span) if start < of_start else place), "part-of"
        elif place is not None:
            tokens = self._sentence.tokens
            lies_near = is_near(first, self._low, self._words) or is_of_facility(last, tokens, self._words, place)
            offset = offset_of(first, self._low, self._words) if place.geometry == "point" else None
            if offset is not None:
                first, place, rule = offset.first, moved(place, offset), "offset"
            elif lies_near and place.geometry == "point":
                place, rule = replace(place, where_prec=NEAR_PREC), "near"
        mention = self._mention(first, last, head, place, rule, one.resolution.confidence)
        return replace(mention, candidates=one.resolution.candidates)

    def _as_unit(self, place: Place, unit: str) -> Place:
        """Return the unit named after a town when only the town is known: an area of unknown size."""
        if not self._words.has("admin_unit", unit) or not (place.feature_code or "").startswith("PPL"):
            return place
        prec = 3 if self._words.has("second_unit", unit) else 4
        return replace(
            place, geonameid=None, feature_code=None, geometry="area", where_prec=prec, population=None, radius_km=None
        )

    def _area_of(self, place: Place, span: NameSpan) -> Place:
        """Prefer the unit to its town of the same name: "southern Kaduna"."""
        if place.geometry == "area" or span.unit is not None:
            return place
        units = [one for one in span.places if one.feature_code == "ADM1" and one.country == place.country]
        return units[0] if units else place

    def _region_named(self, start: int, one: Named) -> Place | None:
        """Return the region that a direction and a name make together: "north Africa" is North Africa."""
        key = fold_name(" ".join((*self._low[start : one.span.first], one.span.key)))
        for place in self._gazetteer.lookup_key(key)[:1]:
            if place.feature_code in ("RGN", "ADM1") and one.place is not None and one.place.geometry == "area":
                return place
        return None

    # parts of countries ----------------------------------------------------------------------------------

    def _possessed_parts(self) -> Iterator[PlaceMention]:
        done = -1
        for index, low in enumerate(self._low):
            if index <= done:
                continue
            kind = next(
                (
                    kind
                    for kind in ("border", "part_noun", "part_noun_directed", "whole_noun", "side")
                    if self._words.has(kind, low)
                ),
                None,
            )
            if kind is None or is_capitalised(self._sentence.tokens[index]):
                continue
            readers = {"border": self._border, "side": self._side}
            mention = readers[kind](index) if kind in readers else self._part_noun(index, kind)
            if mention is not None and mention.first > done:
                done = mention.last
                yield mention

    def _part_noun(self, index: int, kind: str) -> PlaceMention | None:
        """Read "Mali's north", "its eastern region", "the country's far south", "their soil"."""
        start = self._adjectives_before(index)
        directed = any(self._words.has("direction_adjective", low) for low in self._low[start:index])
        if kind == "part_noun_directed" and not directed:
            is_several = "plural" in self._sentence.tokens[index].features
            if self._words.has("whole_noun", self._low[index]):
                kind = "whole_noun"
            elif not (is_several and start and self._adjective_at(start - 1) is not None):
                return None
        following = self._low[index + 1 : index + 2]
        if following and self._words.has("genitive", following[0]) and self._name_near(index + 2):
            return None
        owner = self._owner(start)
        if owner is None:
            return None
        if kind == "whole_noun" and len(owner.places) == 1:
            return self._mention(owner.first, index, index, owner.places[0], "part-of", owner.confidence)
        return self._mention(owner.first, index, index, shared_area(owner.places), "part-of", owner.confidence)

    def _side(self, index: int) -> PlaceMention | None:
        """Read "on the Syrian side of the border": a side in a talk is none."""
        last = index
        if self._words.has("genitive", "".join(self._low[index + 1 : index + 2])):
            last = index + 3
            if not (last < len(self._low) and self._words.has("border", self._low[last])):
                return None
        owner = self._owner(index)
        if owner is None or owner.first < 1:
            return None
        before = owner.first - 1 - self._words.has("article", self._low[owner.first - 1])
        if last == index and not (before >= 0 and self._words.has("locative", self._low[before])):
            return None
        return self._mention(owner.first, last, index, shared_area(owner.places), "part-of", owner.confidence)

    def _name_near(self, index: int) -> bool:
        return index in self._by_first or index + 1 in self._by_first

    def _border(self, index: int) -> PlaceMention | None:
        """Read a border, whose it is and with whom."""
        start = self._adjectives_before(index)
        head = index
        if index + 1 < len(self._low) and self._words.has("border_area", self._low[index + 1]):
            head = index + 1
        if self._words.has("genitive", "".join(self._low[head + 1 : head + 2])) and self._name_near(head + 2):
            return None
        others, last = self._others(head)
        owner = self._owner(start)
        if owner is None and start > 0:
            owner = self._compound_owner(start)
        if owner is None and len(others) >= 2:
            return self._mention(start, last, head, shared_area(others), "part-of", 0.9)
        if owner is None:
            owner = self._implied_owner(start, index, head, others)
        if owner is None:
            return None
        return self._mention(owner.first, last, head, shared_area(owner.places), "part-of", owner.confidence)

    def _others(self, head: int) -> tuple[tuple[Place, ...], int]:
        """Return the states named after "with" or "between", and the last token of the phrase."""
        i = head + 1
        if (
            i >= len(self._low)
            or not self._words.has("border_link", self._low[i])
            or self._words.has("coordinator", self._low[i])
        ):
            return (), head
        i += 1
        while i < len(self._low) and (
            self._words.has("article", self._low[i]) or self._words.has("direction_adjective", self._low[i])
        ):
            i += 1
        if i not in self._by_first:
            return (), head
        members = self._list_from(self._by_first[i])
        places = tuple(one.place for one in members if one.place is not None)
        return places, members[-1].span.last

    def _list_from(self, first: Named) -> list[Named]:
        members = [first]
        at = self._named.index(first)
        for one in self._named[at + 1 :]:
            after = "".join(self._low[one.span.last + 1 : one.span.last + 2])
            starts_another = after in _HYPHENS or self._words.has("border", after)
            if starts_another or not are_listed(self._sentence, members[-1].span, one.span, self._words):
                break
            members.append(one)
        return members

    def _adjectives_before(self, index: int) -> int:
        """Return the first token of the directions and the like before a noun."""
        start = index
        while start > 0:
            low = self._low[start - 1]
            kinds = ("direction_adjective", "direction_modifier", "own")
            if not (any(self._words.has(kind, low) for kind in kinds) or low in _HYPHENS):
                break
            if low in _HYPHENS and (start - 2 in self._by_last or start in self._by_first):
                break
            start -= 1
        return start

    def _owner(self, start: int) -> _Owner | None:
        """Return whose part it is, from "X's", "the country's" or "its" before a token."""
        k = start - 1
        if k < 0:
            return None
        if self._words.has("possessive", self._low[k]):
            return self._pointed_at(k, is_plural=self._words.has("plural_possessive", self._low[k]))
        if (code := self._adjective_at(k)) is not None:
            return _Owner((self._gazetteer.country_place(code),), k, 0.9)
        if not self._words.has("possessive_mark", self._low[k]) or k < 1:
            return None
        if k - 1 in self._by_last:
            one = self._by_last[k - 1]
            if one.place is None:
                return None
            return _Owner((one.place,), one.span.first, 0.95)
        if self._words.has("country_noun", self._low[k - 1]):
            first = k - 2 if k >= 2 and self._words.has("article", self._low[k - 2]) else k - 1
            return self._pointed_at(first, is_plural=False, or_focus=True)
        return None

    def _adjective_at(self, index: int) -> str | None:
        token = self._sentence.tokens[index]
        return self._country_of(token.text) if is_capitalised(token) and index not in self._by_last else None

    def _pointed_at(self, first: int, *, is_plural: bool, or_focus: bool = False) -> _Owner | None:
        found = self._memory.antecedent(first, is_plural=is_plural, by_name=or_focus)
        if found is None and or_focus and self._focus is not None:
            return _Owner((self._focus,), first, _FOCUS_CONFIDENCE)
        return _Owner(found[0], first, found[1]) if found else None

    def _compound_owner(self, start: int) -> _Owner | None:
        """Return the states of "the Mali-Niger border", "the Niger border" or, with adjectives, "the Malian border"."""
        places: list[Place] = []
        i = start - 1
        first = start
        while i >= 0:
            if i in self._by_last and self._by_last[i].place is not None:
                one = self._by_last[i]
                places.append(one.place)  # type: ignore[arg-type]
                first, i = one.span.first, one.span.first - 1
            elif (code := self._country_of(self._sentence.tokens[i].text)) is not None:
                places.append(self._gazetteer.country_place(code))
                first, i = i, i - 1
            else:
                break
            if i < 0 or not (
                self._low[i] in _HYPHENS or self._low[i] == "/" or self._words.has("coordinator", self._low[i])
            ):
                break
            i -= 1
        return _Owner(tuple(reversed(places)), first, 0.9) if places else None

    def _implied_owner(self, start: int, index: int, head: int, others: tuple[Place, ...]) -> _Owner | None:
        """Return whose border it is where the phrase does not say: the last state that is not the other side."""
        before = start - 1
        article = before >= 0 and self._words.has("article", self._low[before])
        preposition = before - 1 if article else before
        governed = preposition >= 0 and (
            self._words.has("locative", self._low[preposition])
            or self._words.has("distance_unit", self._low[preposition - 1])
            or self._words.has("coordinator", self._low[preposition])
        )
        if not others and (not governed or (head == index and not article)):
            return None
        if any(self._words.has("plural_possessive", low) for low in self._low[max(0, start - _MOST_KINDS) : start]):
            return None  # "closed their land and air frontiers with N"
        found = self._pointed_at(start, is_plural=head != index and not article)
        if not others and self._last_border is not None:
            return _Owner((self._last_border,), start, 0.5)
        if others:
            not_other = [
                place
                for place in (found.places if found else ())
                if not set(place.countries) & {c for o in others for c in o.countries}
            ]
            if found and not_other:
                return _Owner(tuple(not_other), start, found.confidence)
            other = self._memory.last_except(start, others)
            return _Owner((other,), start, 0.5) if other else _Owner(others, start, 0.4)
        return _Owner(found.places, start, min(found.confidence, 0.5)) if found else None
