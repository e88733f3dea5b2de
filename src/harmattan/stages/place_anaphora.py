"""Read words that point back at a place named before: "the town", "the same district", "this capital", "here"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmattan.model.annotations import PlaceMention
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.place_words import PlaceWords

__all__ = ["is_government", "local_mentions", "narrowest", "pointing_mentions"]

_REACH = 2
"""How many sentences back "the town" may point."""
_CONFIDENCE = 0.6
_MOST_BETWEEN = 6
_QUOTES = frozenset({'"', "“", "”", "«", "»", "``", "''"})


def pointing_mentions(
    sentence: Sentence, text: str, before: Sequence[PlaceMention], words: PlaceWords
) -> Iterator[PlaceMention]:
    """Yield the mentions made by "the town", "the region", which mean the only one that was named last.

    Args:
        before: the places named in the sentences before and in this one, datelines left out, in order.
    """
    for token in sentence.tokens:
        kinds = _kinds_of(token, words)
        first = _definite_before(sentence, token.index, words)
        if not kinds or first is None or _goes_on(sentence, token.index, words):
            continue
        target = _last_of(kinds, sentence.index, [one for one in before if _is_before(one, sentence, first)])
        if target is not None:
            span = sentence.span(first, token.index, text)
            yield PlaceMention(
                *(sentence.index, first, token.index, token.index, span, target.place),
                confidence=_CONFIDENCE,
                rule="anaphor",
            )


def local_mentions(
    sentence: Sentence, text: str, dateline: PlaceMention | None, words: PlaceWords
) -> Iterator[PlaceMention]:
    """Yield the mentions made by "this city", "this capital" and "here", which mean the town of the dateline.

    In a quote "here" is where its speaker is; in a text without a dateline nothing is known.
    """
    if dateline is None or dateline.place is None or not (dateline.place.feature_code or "").startswith("PPL"):
        return
    has_quote = any(token.text in _QUOTES for token in sentence.tokens)
    is_capital = dateline.place.feature_code == "PPLC"
    for token in sentence.tokens:
        first = token.index
        if words.has("here", token.text):
            if has_quote or token.role is not Role.ADVERB or not first:
                continue
        else:
            noun = "capital_noun" if words.has("capital_noun", token.text) else "town_noun"
            first = token.index - 1
            is_this = first >= 0 and words.has("this", sentence.tokens[first].text.lower())
            is_town = words.has(noun, token.text) and (is_capital or noun == "town_noun")
            if not is_this or not is_town or _goes_on(sentence, token.index, words):
                continue
        span = sentence.span(first, token.index, text)
        yield PlaceMention(
            *(sentence.index, first, token.index, token.index, span, dateline.place),
            confidence=_CONFIDENCE,
            rule="dateline town",
        )


def is_government(one: PlaceMention, sentence: Sentence) -> bool:
    """Say whether a capital acts or owns, and so means a government: "Beijing passed a law" tells of no town."""
    role = sentence.tokens[one.head].role
    return one.place is not None and one.place.feature_code == "PPLC" and role in (Role.AGENT, Role.POSSESSOR)


def narrowest(target: PlaceMention, before: Sequence[PlaceMention]) -> PlaceMention:
    """Return the place named right before its own state or region: "there" after "in X, in Y" is X."""
    for one in reversed(before):
        if one.sentence != target.sentence or one.last >= target.first or target.first - one.last > _MOST_BETWEEN:
            continue
        if one.place is None or target.place is None or one.place.where_prec >= target.place.where_prec:
            continue
        if set(one.place.countries) & set(target.place.countries):
            return one
    return target


def _kinds_of(token: Token, words: PlaceWords) -> tuple[str, ...]:
    """Return the beginnings of the feature codes that a noun may stand for."""
    if token.pos != "NOUN" or "plural" in token.features:
        return ()
    if words.has("town_noun", token.text):
        return ("PPL",)
    if not words.has("unit_noun", token.text):
        return ()
    return ("ADM", "RGN") if words.has("country_noun", token.text) else ("ADM", "RGN", "PCL")


def _definite_before(sentence: Sentence, index: int, words: PlaceWords) -> int | None:
    """Return the article of "the town", "the same town"."""
    first = index - 1
    while first > 0 and (
        words.has("same", sentence.tokens[first].text) or words.has("own", sentence.tokens[first].text)
    ):
        first -= 1
    return first if first >= 0 and words.has("definite", sentence.tokens[first].text.lower()) else None


def _goes_on(sentence: Sentence, index: int, words: PlaceWords) -> bool:
    """Say whether the phrase goes on and tells which: "the town of X", "the town hall", "the town that burned"."""
    if index + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[index + 1]
    low = after.text.lower()
    is_compound = sentence.tokens[index].role in (Role.COMPOUND, Role.ADJECTIVE) or after.pos in ("NOUN", "PROPN")
    is_described = any(child.role in (Role.RELATIVE, Role.PARTICIPLE) for child in sentence.children(index))
    return is_compound or is_described or words.has("genitive", low) or after.text[0].isupper() or low == "-"


def _is_before(one: PlaceMention, sentence: Sentence, first: int) -> bool:
    return one.sentence < sentence.index or one.last < first


def _last_of(kinds: tuple[str, ...], here: int, before: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the only place of a kind in the nearest sentence that names any; None where several are named."""
    for sentence in range(here, here - _REACH - 1, -1):
        fits = [one for one in before if one.sentence == sentence and _is_kind(one, kinds)]
        if fits:
            return fits[-1] if len({one.place for one in fits}) == 1 else None
    return None


def _is_kind(one: PlaceMention, kinds: tuple[str, ...]) -> bool:
    code = one.place.feature_code if one.place is not None else None
    if code is None or not code.startswith(kinds):
        return False
    return not code.startswith("PCL") or one.rule == "part-of"
