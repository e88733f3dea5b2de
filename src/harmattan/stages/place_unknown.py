"""Read names that the gazetteer does not hold: other spellings of known ones, and places that the text itself locates.

"The village of X in northern Togo" makes X a place in the north of Togo, as exact as the area named and no more; X
alone then means the same in the rest of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from harmattan.model.annotations import PlaceMention
from harmattan.model.place import Place
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name
from harmattan.reference.place_words import PlaceWords
from harmattan.stages.place_memory import part_of
from harmattan.stages.place_resolution import SMALL
from harmattan.stages.place_spans import NameSpan, is_capitalised, is_governed, is_title_case, with_context

__all__ = ["Home", "UnknownName", "located_mentions", "respelt_spans", "unknown_names"]

Home = Callable[[str | None], Place | None]
"""Gives the state that an adjective means, None for other words; for None the state that the document is about."""
MOST_COUNTRIES, LEAST_SHARE = 3, 0.2
"""A name is looked for under other spellings in the states that a document speaks of most, each a fifth of the time."""
_MOST_TOKENS, _MOST_BETWEEN = 3, 9
_NAME_POS = ("PROPN", "NOUN", "X")
_OPENINGS = frozenset(",(")


@dataclass(frozen=True, slots=True)
class UnknownName:
    """Capitalised words that name something the gazetteer does not hold.

    `is_called` says that a word of kind stands with it ("village of X", "X district", "X Island"), `is_governed` that a
    preposition of place does, `is_scene` that something was done there ("was killed in X").
    """

    sentence: int
    first: int
    last: int
    key: str
    is_called: bool
    is_governed: bool
    is_scene: bool = False


def unknown_names(
    sentence: Sentence, text: str, taken: set[int], words: PlaceWords, people: frozenset[str]
) -> Iterator[UnknownName]:
    """Yield the unknown names of a sentence outside the tokens that are taken, in order."""
    tokens = sentence.tokens
    if is_title_case(sentence):
        return
    i = 0
    while i < len(tokens):
        if i in taken or not (_may_name(tokens[i]) or (_is_word(tokens[i]) and is_governed(tokens, i, words))):
            i += 1
            continue
        last = i
        while last + 1 < len(tokens) and last + 1 not in taken and _may_name(tokens[last + 1]):
            last += 1
        key = fold_name(text[tokens[i].start : tokens[last].end])
        governor = tokens[i - 1].text.lower() if i else ""
        others = frozenset[str]() if words.has("inside", governor) else people  # no person follows "in"
        if last - i < _MOST_TOKENS and not _is_no_name(tokens, i, last, key, words, others):
            governed = i > 0 and words.has("locative_strict", governor) and not is_capitalised(tokens[i - 1])
            called = _is_called(tokens, i, last, words) or (governed and _is_unit_named(tokens, i, last, words))
            scene = governed and _is_scene(sentence, i, last, words)
            yield UnknownName(sentence.index, i, last, key, called, governed, scene)
        i = last + 1


def _may_name(token: Token) -> bool:
    return _is_word(token) and token.pos in _NAME_POS


def _is_word(token: Token) -> bool:
    return is_capitalised(token) and token.text[-1].isalpha()


def _is_no_name(
    tokens: Sequence[Token], first: int, last: int, key: str, words: PlaceWords, people: frozenset[str]
) -> bool:
    parts = [token.text.lower() for token in tokens[first : last + 1]]
    if len(key) < 3 or key in words.stopped or key in people or fold_name(parts[-1]) in people:
        return True
    if len(parts) == 1 and tokens[first].text.isupper():
        return True
    kinds = ("title", "function", "organisation", "institution", "month", "direction_adjective")
    if any(words.has(kind, part) or fold_name(part) in words.demonyms for part in parts for kind in kinds):
        return True
    before = tokens[first - 1] if first else None
    return before is not None and words.has("title", before.text.lower().rstrip("."))


def _is_called(tokens: Sequence[Token], first: int, last: int, words: PlaceWords) -> bool:
    """Say whether "village of" stands before a name or "district" after it."""
    kinds = ("settlement", "admin_unit")
    if first >= 2 and words.has("genitive", tokens[first - 1].text.lower()):
        noun = tokens[first - 2].text
        if noun.islower() and any(words.has(kind, noun) for kind in kinds):
            return True
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if not after.islower() or words.has("capital_noun", after) or words.has("whole_noun", after):
        return False
    return any(words.has(kind, after) for kind in kinds)


def _is_unit_named(tokens: Sequence[Token], first: int, last: int, words: PlaceWords) -> bool:
    """Say whether a name ends with its own kind: "X Island", "X Province"."""
    kinds = ("settlement", "admin_unit", "other_unit")
    is_common = any(fold_name(token.text) in words.stopped for token in tokens[first:last])
    return last > first and not is_common and any(words.has(kind, tokens[last].text.lower()) for kind in kinds)


def _is_scene(sentence: Sentence, first: int, last: int, words: PlaceWords) -> bool:
    """Say whether a name stands behind a preposition of place on what was done: "was killed in X", "a raid near X"."""
    token = sentence.tokens[last]
    above = sentence.tokens[token.head]
    if not sentence.is_parsed or token.role is not Role.OBLIQUE or above.pos not in ("VERB", "NOUN"):
        return False
    is_common = any(fold_name(one.text) in words.stopped for one in sentence.tokens[first : last + 1])
    return token.pos == "PROPN" and not is_common and words.has("harm", above.lemma)


def respelt_spans(
    names: Iterable[UnknownName],
    sentences: Mapping[int, Sentence],
    play: Mapping[str, int],
    *,
    gazetteer: Gazetteer,
    words: PlaceWords,
    unit_of: Callable[[UnknownName], Place | None] = lambda name: None,
) -> Iterator[NameSpan]:
    """Yield spans for unknown names that are spelt almost like a place of a state which the document speaks of.

    Only names which the text uses as a place count, and only places of the kind that it says; `unit_of` gives the unit
    or state that the text puts a name in, beside it, and then no place outside is looked at.
    """
    total = sum(play.values())
    often = sorted(play, key=lambda code: (-play[code], code))[:MOST_COUNTRIES]
    countries = [code for code in often if play[code] >= LEAST_SHARE * total]
    for name in names:
        unit = unit_of(name)
        tokens = sentences[name.sentence].tokens
        is_put = unit is not None and is_governed(tokens, name.first, words)  # "attacked X in Y"
        if not (name.is_called or name.is_governed or is_put):
            continue
        for country in countries if unit is None else unit.countries:
            if span := _respelt(name, sentences[name.sentence], country, unit, gazetteer, words):
                yield span
                break


def _respelt(
    name: UnknownName,
    sentence: Sentence,
    country: str,
    unit: Place | None,
    gazetteer: Gazetteer,
    words: PlaceWords,
) -> NameSpan | None:
    known = gazetteer.lookup_key(name.key)
    if any(place.country == country or gazetteer.weight(place) >= SMALL for place in known):
        return None
    within = unit if unit is not None and unit.feature_code in ("ADM1", "ADM2") else None
    for key in gazetteer.similar_keys(name.key, country, within):
        places = tuple(place for place in gazetteer.lookup_key(key) if place.country == country)
        if not places:
            continue
        bare = NameSpan(name.sentence, name.first, name.last, key, places)
        span = with_context(sentence, bare, words)
        prefixes: tuple[str, ...] = ("PPL", "ADM")
        if span.unit is not None:
            prefixes = ("ADM",) if words.has("admin_unit", span.unit) else ("PPL",)
        kept = tuple(place for place in places if (place.feature_code or "").startswith(prefixes))
        if kept:
            return replace(span, places=kept, is_locative=True)
    return None


def located_mentions(
    names: Sequence[UnknownName],
    mentions: Mapping[int, Sequence[PlaceMention]],
    sentences: Mapping[int, Sentence],
    text: str,
    words: PlaceWords,
    home: Home,
) -> Iterator[PlaceMention]:
    """Yield mentions of the names that the text locates, wherever they stand, and of those it only calls a place."""
    located: dict[str, Place] = {}
    for name in names:
        sentence = sentences[name.sentence]
        container = _container(name, mentions.get(name.sentence, ()), sentence, words)
        if container is None and (unit := _same_unit(name, sentence, words)) is not None:
            container = _last_of_unit(unit, name, mentions)
        if container is None and name.is_called:
            container = _described(name, sentence, words, home)
        is_unit = name.is_called and _is_unit_named(sentence.tokens, name.first, name.last, words)
        if container is None and (name.is_scene or is_unit):
            container = home(None)
        if container is not None:
            place = _inside(_written(name, sentences, text), container)
            known = located.get(name.key)
            if known is None or place.where_prec < known.where_prec:
                located[name.key] = place
    for name in names:
        place_or_none = located.get(name.key)
        if place_or_none is None and not (name.is_called or name.is_scene):
            continue
        rule, confidence = ("unknown-name", 0.5) if place_or_none is None else ("located-by-text", 0.6)
        sentence = sentences[name.sentence]
        first = _kind_before(sentence, name.first, words)
        head = name.last if first is None else first
        start = name.first if first is None else first
        yield PlaceMention(
            *(name.sentence, start, name.last, head, sentence.span(start, name.last, text), place_or_none),
            confidence=confidence,
            rule=rule,
        )


def _kind_before(sentence: Sentence, first: int, words: PlaceWords) -> int | None:
    """Return the token of "town" in "town of X", by which the name hangs on the sentence."""
    if first < 2 or not words.has("genitive", sentence.tokens[first - 1].text.lower()):
        return None
    noun = sentence.tokens[first - 2]
    return noun.index if any(words.has(kind, noun.text) for kind in ("settlement", "admin_unit")) else None


def _written(name: UnknownName, sentences: Mapping[int, Sentence], text: str) -> str:
    return sentences[name.sentence].span(name.first, name.last, text).text


def _inside(name: str, container: Place) -> Place:
    """Return a place of which only the container is known: an area with the container's label and exactness."""
    return Place(
        name=name,
        country=container.country,
        countries=container.countries,
        admin1=container.admin1,
        admin2=container.admin2,
        geometry="area",
        latitude=container.latitude,
        longitude=container.longitude,
        radius_km=container.radius_km,
        where_prec=max(2, container.where_prec),
    )


def _container(
    name: UnknownName, mentions: Sequence[PlaceMention], sentence: Sentence, words: PlaceWords
) -> Place | None:
    """Return the place that the text puts a name in, or beside which it says the name lies."""
    known = [one for one in mentions if one.place is not None and not one.is_dateline]
    for k, one in enumerate(known):
        if one.first > name.last:
            if not _is_put_in(name, one, sentence, words):
                return None
            inner = known[k + 1] if k + 1 < len(known) else None
            return inner.place if inner and _possesses(one, inner.first, sentence, words) else one.place
        if name.is_called and one.last < name.first and _possesses(one, name.first, sentence, words):
            return one.place
    return None


def _described(name: UnknownName, sentence: Sentence, words: PlaceWords, home: Home) -> Place | None:
    """Return the state of "the Malian village of X", and for "the northern village of X" a part of that in focus."""
    k = name.first - 3
    if k < 0 or not words.has("genitive", sentence.tokens[name.first - 1].text.lower()):
        return None
    is_part = False
    while k > 0 and any(
        words.has(kind, sentence.tokens[k].text.lower())
        for kind in ("direction_adjective", "direction_modifier", "border", "own")
    ):
        is_part = is_part or words.has("direction_adjective", sentence.tokens[k].text.lower())
        k -= 1
    token = sentence.tokens[k]
    owner = home(token.text) if is_capitalised(token) else None
    owner = owner or home(None)
    return part_of(owner) if owner is not None and is_part else owner


def _same_unit(name: UnknownName, sentence: Sentence, words: PlaceWords) -> str | None:
    """Return the word of kind in "X, in the same district"."""
    low = [token.text.lower() for token in sentence.tokens[name.last + 1 : name.last + 6]]
    low = low[1:] if low and low[0] in _OPENINGS else low
    if len(low) < 4 or not words.has("inside", low[0]) or not words.has("article", low[1]):
        return None
    return low[3] if words.has("same", low[2]) and words.has("admin_unit", low[3]) else None


def _last_of_unit(unit: str, name: UnknownName, mentions: Mapping[int, Sequence[PlaceMention]]) -> Place | None:
    """Return the place last called by a word of kind before a name."""
    for sentence in sorted((one for one in mentions if one <= name.sentence), reverse=True):
        for one in reversed(mentions[sentence]):
            is_before = sentence < name.sentence or one.last < name.first
            if is_before and one.place is not None and unit in one.span.text.lower().split():
                return one.place
    return None


def _possesses(owner: PlaceMention, first: int, sentence: Sentence, words: PlaceWords) -> bool:
    """Say whether a place is the owner of a name that begins at a token: "Togo's X", "Togo's border village of X"."""
    between = [token.text.lower() for token in sentence.tokens[owner.last + 1 : first]]
    if not between or not words.has("possessive_mark", between[0]):
        return False
    kinds = ("direction_adjective", "direction_modifier", "admin_unit", "settlement", "genitive", "border", "own")
    return all(any(words.has(kind, word) for kind in kinds) for word in between[1:])


def _is_put_in(name: UnknownName, place: PlaceMention, sentence: Sentence, words: PlaceWords) -> bool:
    """Say whether what stands between a name and the next place puts the one in the other."""
    between = [token.text.lower() for token in sentence.tokens[name.last + 1 : place.first]]
    if not between or len(between) > _MOST_BETWEEN:
        return False
    kinds = (
        *("inside", "article", "admin_unit", "settlement", "genitive", "direction_adjective", "direction_noun"),
        *("direction_modifier", "possessive", "own", "border", "distance_unit", "near", "located"),
    )
    fits = all(
        word in _OPENINGS or word == "-" or word.isdigit() or any(words.has(kind, word) for kind in kinds)
        for word in between
    )
    if not fits:
        return False
    is_apposed = between[0] in _OPENINGS and any(words.has("settlement", word) for word in between)
    is_inside = any(words.has("inside", word) for word in between)
    is_unit_of = words.has("admin_unit", between[0]) and words.has("genitive", between[-1])
    if is_apposed or (name.is_called and (is_inside or is_unit_of)):
        return True
    after = "".join(token.text for token in sentence.tokens[place.last + 1 : place.last + 2])
    if not name.is_governed and not name.is_called:
        return False
    return is_inside or (between == [","] and not words.has("possessive_mark", after))
