"""Lay the time expressions of a sentence over its text: normal forms, times of day with their day, bare years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from harmattan.model.annotations import TimeExpression
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.lexemes import Lexeme
from harmattan.reference.words import Words
from harmattan.stages.date_periods import Setting
from harmattan.stages.date_phrases import DatePhrase
from harmattan.stages.date_syntax import tokens_of
from harmattan.stages.time_values import Timed, timed

__all__ = ["times_of"]

_YEAR = re.compile(r"(19|20)\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_YEAR_BEFORE = frozenset("$£€#-–./:")
_NO_YEAR_AFTER = frozenset("%/:")
_LATER, _NOON = ("TAF", "TEV", "TNI"), 12
_MONTH_POS = ("PROPN", "NOUN", "NUM", "X")

_Read = tuple[DatePhrase, Setting]


def times_of(
    text: str, sentence: Sentence, lexemes: Sequence[Lexeme], read: Sequence[_Read], words: Words, near: date | None
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a sentence in their order.

    Args:
        text: the document's.
        sentence: the sentence.
        lexemes: its lexemes.
        read: its date phrases with the settings in which they were read.
        words: the language's.
        near: the day of a time of day, where the sentence gives none.
    """
    found = [
        one
        for phrase, setting in read
        if _is_meant(sentence, lexemes, phrase)
        for one in timed(phrase, setting, lexemes, words)
    ]
    found += _bare_years(sentence, lexemes, found)
    found.sort(key=lambda one: one.first)
    return tuple(
        TimeExpression(
            sentence.index, Span.of(text, lexemes[one.first].start, lexemes[one.end - 1].end), one.kind, one.value
        )
        for one in _dated(found, near)
        if one.first < one.end
    )


def _is_meant(sentence: Sentence, lexemes: Sequence[Lexeme], phrase: DatePhrase) -> bool:
    """Say whether a word is one of time here: no "may" of permission, no newspaper named "Daily"."""
    if phrase.rule in ("reference", "vague") and phrase.end < len(lexemes) and lexemes[phrase.end].text == "-":
        return False  # "the soon-to-open port"
    if not phrase.is_time:
        return True
    first = lexemes[phrase.first]
    if "often" in phrase.values:
        return phrase.first == 0 or first.text[0].islower()
    found = tokens_of(sentence, first.start, lexemes[phrase.end - 1].end)
    tokens = () if found is None else sentence.tokens[found[0] : found[1] + 1]
    if phrase.rule == "duration_open":
        return any("plural" in one.features if sentence.is_parsed else one.text.endswith("s") for one in tokens)
    return phrase.rule != "month" or any(one.pos in _MONTH_POS for one in tokens)


def _bare_years(sentence: Sentence, lexemes: Sequence[Lexeme], found: Sequence[Timed]) -> Iterator[Timed]:
    """Yield the years that stand without a preposition: "the 1991 deal", "Expo 2015"; not "2000 people"."""
    taken = {at for one in found for at in range(one.first, one.end)}
    for at, lexeme in enumerate(lexemes):
        if at in taken or not _YEAR.fullmatch(lexeme.text):
            continue
        before = lexemes[at - 1].text if at else ""
        after = lexemes[at + 1].text if at + 1 < len(lexemes) else ""
        if before in _NO_YEAR_BEFORE or after in _NO_YEAR_AFTER or before[:1].isdigit() or after[:1].isdigit():
            continue
        tokens = tokens_of(sentence, lexeme.start, lexeme.end)
        if tokens is None or _counts(sentence, tokens[0], after):
            continue
        yield Timed(at, at + 1, "date", lexeme.text)


def _counts(sentence: Sentence, index: int, after: str) -> bool:
    """Say whether a figure counts what follows it."""
    if not sentence.is_parsed:
        return after.islower() and after.endswith("s")
    token = sentence.tokens[index]
    noun = sentence.tokens[token.head]
    return token.role is Role.NUMBER and noun.index > index and "plural" in noun.features and noun.pos == "NOUN"


def _dated(found: Sequence[Timed], near: date | None) -> Iterator[Timed]:
    """Yield expressions; a time of day takes the day beside it, or that of the sentence, or else `near`."""
    days = [(one.first, found_day[0]) for one in found if one.value and (found_day := _DAY.match(one.value))]
    skipped = -1
    for at, one in enumerate(found):
        if at == skipped:
            continue
        if one.kind != "time" or one.value is None or not one.value.startswith("T"):
            yield one
            continue
        beside = found[at + 1] if at + 1 < len(found) and found[at + 1].first == one.end else None
        nearest = min(days, key=lambda day: abs(day[0] - one.first), default=None)
        day = nearest[1] if nearest is not None else None if near is None else near.isoformat()
        value = None if day is None else day + one.value
        if beside is not None and beside.value is not None and _DAY.match(beside.value):
            skipped = at + 1
            value = _in_half(beside.value, one.value)
            one = replace(one, end=beside.end)  # noqa: PLW2901
        yield replace(one, value=value)


def _in_half(day: str, time: str) -> str:
    """Return a time of day with its day; at "11 o'clock Saturday night" the hour is one of the afternoon."""
    hour = int(time[1:3])
    is_later = day.endswith(_LATER) and hour < _NOON
    return f"{day[: len('2024-05-06')]}T{hour + _NOON if is_later else hour:02}{time[3:]}"
