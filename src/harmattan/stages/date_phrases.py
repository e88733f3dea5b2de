"""Find date phrases: a trie of a language's patterns, walked over lexemes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Union

from harmattan.reference.lexemes import Lexeme
from harmattan.reference.words import SLOTS, DatePattern, DateWord, Words
from harmattan.stages.number_words import read_number

__all__ = ["DatePhrase", "DateScanner", "Value", "easter"]

Value = Union[int, str, "DatePhrase"]

_MAX_DEPTH = 3
"""Dates inside dates: "since the beginning of late 2021" is as deep as news goes."""

_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_MONTH = re.compile(r"0[1-9]|1[0-2]")
_YEAR = re.compile(r"[12]\d{3}")
_DECADE = re.compile(r"([12]\d\d0)(\D+)")
_HOUR = re.compile(r"\d{1,2}(?:am|pm)?|[0-2]\d[0-5]\d")
_CLOCK = re.compile(r"\d{1,2}[:.][0-5]\d(?:am|pm)?")
_NUMERIC = re.compile(r"\d{1,2}/\d{1,2}/[12]\d{3}|[12]\d{3}/\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.[12]\d{3}")

_FIGURES = {"daynum": _DAY, "monthnum": _MONTH, "year": _YEAR, "numeric": _NUMERIC, "hour": _HOUR, "clock": _CLOCK}
_AS_WRITTEN = ("numeric", "hour", "clock")
_BY_NUMBER = frozenset({"number", "vague", "day"})
_BY_FIGURE = frozenset({*_FIGURES, *_BY_NUMBER, "decade"})
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase over lexemes first..end (exclusive), the rule that reads it and the values of its slots.

    `is_time` marks a time expression that is no date of a happening.
    """

    first: int
    end: int
    rule: str
    option: str
    values: Mapping[str, Value]
    is_time: bool = False

    def number(self, name: str) -> int | None:
        """Return the value of a numeric slot."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def inner(self, name: str = "date") -> DatePhrase | None:
        """Return the date phrase inside this one."""
        value = self.values.get(name)
        return value if isinstance(value, DatePhrase) else None

    @property
    def elements(self) -> frozenset[str]:
        """Return the names of the slots, those of inner phrases included."""
        inside = [value.elements for value in self.values.values() if isinstance(value, DatePhrase)]
        return frozenset(self.values).union(*inside)


@dataclass(slots=True)
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict)
    slots: dict[str, dict[str, _Node]] = field(default_factory=dict)  # by kind, then by name
    ends: list[DatePattern] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """A trie of patterns, the words one of which a sentence must have, and those with which a phrase may begin."""

    root: _Node
    triggers: frozenset[str]
    starts: frozenset[str]

    @classmethod
    def of(cls, words: Words, patterns: Sequence[DatePattern]) -> _Patterns:
        root = _Node()
        for pattern in patterns:
            node = root
            for element in pattern.elements:
                if element.startswith("{"):
                    kind, _, name = element[1:-1].partition(":")
                    node = node.slots.setdefault(kind, {}).setdefault(name, _Node())
                else:
                    node = node.literals.setdefault(element, _Node())
            node.ends.append(pattern)
        kinds = {element[1:-1].partition(":")[0] for one in patterns for element in one.elements if element[0] == "{"}
        wanted = kinds.intersection(SLOTS)
        slots = {first for first, some in words.date_words.items() if any(one.kind in wanted for one in some)}
        literal = [one.elements for one in patterns if not any(part.startswith("{") for part in one.elements)]
        triggers = frozenset(slots) | {max(elements, key=len) for elements in literal}
        return cls(root, triggers, frozenset(slots) | frozenset(root.literals) | frozenset(words.numbers))


class DateScanner:
    """Finds the date phrases of sentences, longest first, from left to right; then other times in what is left."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._dates = _Patterns.of(words, [one for one in words.patterns if not one.is_time])
        self._times = _Patterns.of(words, [one for one in words.patterns if one.is_time])
        opened: dict[str, set[str]] = {first: {one.kind for one in some} for first, some in words.date_words.items()}
        for first in words.numbers:
            opened.setdefault(first, set()).update(_BY_NUMBER)
        self._opened = {first: frozenset(kinds) for first, kinds in opened.items()}

    def scan(self, lexemes: Sequence[Lexeme]) -> Iterator[DatePhrase]:
        """Yield the phrases, which do not overlap; names that hold date words are passed over."""
        present = {one.lower for one in lexemes}
        has_figure = any(one.is_figure for one in lexemes)
        dates: list[DatePhrase] = []
        if has_figure or not self._dates.triggers.isdisjoint(present):
            dates.extend(self._found(lexemes, self._dates, 0, len(lexemes)))
        if not has_figure and self._times.triggers.isdisjoint(present):
            yield from (one for one in dates if not self._is_name(lexemes, one))
            return
        position = 0
        for one in dates:
            yield from self._found(lexemes, self._times, position, one.first)
            if not self._is_name(lexemes, one):
                yield one
            position = one.end
        yield from self._found(lexemes, self._times, position, len(lexemes))

    def _found(self, lexemes: Sequence[Lexeme], patterns: _Patterns, start: int, end: int) -> Iterator[DatePhrase]:
        """Yield the phrases of some patterns between two lexemes."""
        position = start
        while position < end:
            phrase = self._longest(lexemes, patterns, position, end)
            if phrase is not None and not (phrase.is_time and self._is_name(lexemes, phrase)):
                yield phrase
            position = position + 1 if phrase is None else max(phrase.end, position + 1)

    def _longest(self, lexemes: Sequence[Lexeme], patterns: _Patterns, start: int, limit: int) -> DatePhrase | None:
        """Match at an index; a phrase behind a word that leads it ("in") may be longer without that word."""
        if lexemes[start].lower not in patterns.starts and not lexemes[start].is_figure:
            return None
        phrase = self._match(lexemes, start, patterns.root, limit)
        if phrase is None or phrase.first == start:
            return phrase
        later = self._match(lexemes, phrase.first, patterns.root, limit)
        return later if later is not None and later.end > phrase.end else phrase

    def _match(
        self, lexemes: Sequence[Lexeme], start: int, root: _Node, limit: int, *, depth: int = 0
    ) -> DatePhrase | None:
        """Return the longest phrase that begins at an index; `depth` is above 0 inside another phrase."""
        best: tuple[int, int, DatePhrase] | None = None
        for pattern, end, values in self._walk(lexemes, start, root, {}, depth):
            if (pattern.is_inner and not depth) or (pattern.lead and depth) or end > limit:
                continue
            if pattern.rule in ("before", "after") and _is_possessed(lexemes, end):
                continue
            rank = (end, -pattern.order)
            if best is None or rank > best[:2]:
                slots = MappingProxyType(dict(values))
                phrase = DatePhrase(start + pattern.lead, end, pattern.rule, pattern.option, slots, pattern.is_time)
                best = (*rank, phrase)
        return best[2] if best else None

    def _walk(
        self, lexemes: Sequence[Lexeme], index: int, node: _Node, values: dict[str, Value], depth: int
    ) -> Iterator[tuple[DatePattern, int, dict[str, Value]]]:
        for pattern in node.ends:
            yield pattern, index, values
        if index >= len(lexemes):
            return
        lexeme = lexemes[index]
        following = node.literals.get(lexeme.lower)
        if following is not None:
            yield from self._walk(lexemes, index + 1, following, values, depth)
        if not node.slots:
            return
        opened = self._opened.get(lexeme.lower, _NOTHING)
        is_figure = lexeme.is_figure
        for kind, branches in node.slots.items():
            if kind not in opened and kind != "date" and not (is_figure and kind in _BY_FIGURE):
                continue
            read = self._slot(lexemes, index, kind, depth)
            if read is not None:
                end, value = read
                for name, branch in branches.items():
                    yield from self._walk(lexemes, end, branch, {**values, name: value}, depth)

    def _slot(self, lexemes: Sequence[Lexeme], index: int, kind: str, depth: int) -> tuple[int, Value] | None:
        lexeme = lexemes[index]
        if kind == "date":
            inner = (
                self._match(lexemes, index, self._dates.root, len(lexemes), depth=depth + 1)
                if depth < _MAX_DEPTH
                else None
            )
            return (inner.end, inner) if inner else None
        if kind in ("number", "vague"):
            return self._counted(lexemes, index, kind)
        if kind == "day":
            return self._day(lexemes, index)
        if kind == "decade":
            found = _DECADE.fullmatch(lexeme.lower)
            is_decade = found is not None and self._words.is_date_kind("decade_suffix", found[2])
            return (index + 1, int(found[1])) if found is not None and is_decade else None
        figures = _FIGURES.get(kind)
        if figures is not None:
            if not figures.fullmatch(lexeme.lower):
                return None
            return index + 1, lexeme.lower if kind in _AS_WRITTEN else int(lexeme.text)
        return self._word(lexemes, index, kind)

    def _word(self, lexemes: Sequence[Lexeme], index: int, kind: str) -> tuple[int, Value] | None:
        for word in self._words.date_words.get(lexemes[index].lower, ()):
            if word.kind == kind and _stands_at(lexemes, index, word):
                value: Value = int(word.value) if kind in ("weekday", "month", "dayword") else word.value
                return index + len(word.words), value
        return None

    def _counted(self, lexemes: Sequence[Lexeme], index: int, kind: str) -> tuple[int, Value] | None:
        read = read_number(lexemes, index, self._words)
        if read is None:
            return None
        if kind == "vague":
            return (read.end, read.low) if read.kind == "vague" and read.low is not None else None
        is_counted = read.kind in ("figure", "word") and read.best is not None and read.best <= 5000
        return (read.end, read.best) if is_counted and read.best is not None else None

    def _day(self, lexemes: Sequence[Lexeme], index: int) -> tuple[int, Value] | None:
        text = lexemes[index].lower
        digits = text.rstrip("".join(sorted({letter for one in self._words.ordinal_suffixes for letter in one})))
        if _DAY.fullmatch(digits) and (digits == text or text[len(digits) :] in self._words.ordinal_suffixes):
            return index + 1, int(digits)
        for entry in self._words.numbers.get(text, ()):
            if entry.kind == "ordinal" and entry.value is not None:
                return index + 1, entry.value
        return None

    def _is_name(self, lexemes: Sequence[Lexeme], phrase: DatePhrase) -> bool:
        """Say whether the words beside the phrase make a name of it, such as a party or a newspaper."""
        if phrase.rule == "holiday":
            return False
        before = lexemes[phrase.first - 1].text if phrase.first else ""
        after = lexemes[phrase.end].text if phrase.end < len(lexemes) else ""
        return self._words.is_date_kind("name_before", before) or self._words.is_date_kind("name_after", after)


def _stands_at(lexemes: Sequence[Lexeme], index: int, word: DateWord) -> bool:
    if len(lexemes) - index < len(word.words):
        return False
    for lexeme, wanted in zip(lexemes[index : index + len(word.words)], word.words, strict=True):
        is_cased = wanted[0].isupper()
        if lexeme.text != wanted and (lexeme.lower != wanted.lower() or (is_cased and not lexeme.text.isupper())):
            return False
    return True


def _is_possessed(lexemes: Sequence[Lexeme], end: int) -> bool:
    return len(lexemes) > end + 1 and lexemes[end].text in "'’" and lexemes[end + 1].lower == "s"


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
