"""The words of a language for numbers, counts and dates, read from the tables of its pack.

Tables: numbers.csv, quantifiers.csv, count_words.csv, person_nouns.csv, dates.csv and date_patterns.csv; each file
documents its columns and their values in its head.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from harmattan.model.event import COUNT_KINDS
from harmattan.reference.lexemes import lex_words
from harmattan.reference.packs import Pack, Row

__all__ = [
    "SLOTS",
    "CountWord",
    "DatePattern",
    "DateWord",
    "NumberWord",
    "PersonNoun",
    "Quantifier",
    "Words",
    "load_words",
]

_NUMBER_KINDS = (
    "unit",
    "ten",
    "multiplier",
    "exact",
    "vague",
    "series",
    "article",
    "joiner",
    "ordinal",
    "ordinal_suffix",
)
_EFFECTS = (
    "low",
    "high",
    "approximate",
    "none",
    "range_open",
    "range_and",
    "range_to",
    "zero",
    "zero_negated",
    "zero_pronoun",
    "part",
    "barrier",
    "unit_after",
)
_FRAMES = ("patient", "agent", "self", "of", "attribute", "toll", "present", "times")
_SIDES = ("civilian", "military", "police", "rebel", "other")
_DATE_WORD_KINDS = (
    "weekday",
    "month",
    "unit",
    "period",
    "season",
    "daypart",
    "daytime",
    "dayword",
    "holiday",
    "fixed",
    "meridiem",
    "zone",
    "often",
    "term",
    "decade_suffix",
    "name_before",
    "name_after",
    "future_auxiliary",
    "future_case",
    "future_governor",
    "future_state",
    "past_auxiliary",
    "when",
)
SLOTS = (
    "weekday",
    "month",
    "unit",
    "period",
    "season",
    "daypart",
    "dayword",
    "holiday",
    "fixed",
    "decade",
    "meridiem",
    "zone",
    "often",
    "term",
)
_OPEN_SLOTS = ("day", "daynum", "monthnum", "year", "number", "vague", "numeric", "date", "hour", "clock")


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number word or phrase; `words` are lower-case lexemes."""

    words: tuple[str, ...]
    kind: str
    value: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Quantifier:
    """Words around a number and what they do to it."""

    words: tuple[str, ...]
    place: str
    effect: str


@dataclass(frozen=True, slots=True)
class CountWord:
    """A word that makes a number a count. `companion` is a lemma that must stand with it."""

    lemma: str
    pos: str
    what: tuple[str, ...]
    frame: str
    companion: str | None


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for people, with the side it hints at; `is_unit` marks bodies of people."""

    lemma: str
    side: str
    is_unit: bool


@dataclass(frozen=True, slots=True)
class DateWord:
    """A word of dates; `words` are its lexemes in the case in which it is written."""

    words: tuple[str, ...]
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One way of saying a date, without choices: literals are lower-case lexemes, slots "{kind:name}".

    The first `lead` elements must stand before the date and are no part of it. `order` is its row's. `is_time` marks
    a time expression that is no date of a happening ("for two days").
    """

    elements: tuple[str, ...]
    lead: int
    is_inner: bool
    rule: str
    option: str
    order: int
    is_time: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """All word tables of one language; phrases are keyed by their first lexeme, longest first."""

    numbers: Mapping[str, tuple[NumberWord, ...]]
    quantifiers: Mapping[str, tuple[Quantifier, ...]]
    quantifiers_after: Mapping[str, tuple[Quantifier, ...]]
    count_words: Mapping[str, tuple[CountWord, ...]]
    persons: Mapping[str, PersonNoun]
    date_words: Mapping[str, tuple[DateWord, ...]]
    date_kinds: Mapping[str, frozenset[str]]
    patterns: tuple[DatePattern, ...]
    ordinal_suffixes: frozenset[str]

    def is_date_kind(self, kind: str, word: str) -> bool:
        """Say whether a word stands in dates.csv under a kind."""
        return word in self.date_kinds.get(kind, frozenset())


@lru_cache(maxsize=8)
def load_words(pack: Pack) -> Words:
    """Read the word tables of a language pack, once a process.

    Raises:
        PackError: a table is missing or a row is invalid.
    """
    numbers = [_number(row) for row in pack.table("numbers.csv", ("words", "kind", "value", "low", "high"))]
    quantifiers = [_quantifier(row) for row in pack.table("quantifiers.csv", ("words", "place", "effect"))]
    counts = [_count(row) for row in pack.table("count_words.csv", ("lemma", "pos", "what", "frame", "with"))]
    persons = [_person(row) for row in pack.table("person_nouns.csv", ("lemma", "side", "is_unit"))]
    dates = [_date_word(row) for row in pack.table("dates.csv", ("word", "kind", "value"))]
    rows = pack.table("date_patterns.csv", ("pattern", "use", "rule", "option"), required=("pattern", "use", "rule"))
    by_lemma: dict[str, list[CountWord]] = {}
    for word in counts:
        by_lemma.setdefault(word.lemma, []).append(word)
    kinds: dict[str, set[str]] = {}
    for date_word in dates:
        kinds.setdefault(date_word.kind, set()).add(" ".join(date_word.words))
    suffixes = frozenset("".join(one.words) for one in numbers if one.kind == "ordinal_suffix")
    return Words(
        numbers=_by_first([one for one in numbers if one.kind != "ordinal_suffix"]),
        quantifiers=_by_first([one for one in quantifiers if one.place == "before"]),
        quantifiers_after=_by_first([one for one in quantifiers if one.place == "after"]),
        count_words=MappingProxyType({lemma: tuple(found) for lemma, found in by_lemma.items()}),
        persons=MappingProxyType({one.lemma: one for one in persons}),
        date_words=_by_first(dates),
        date_kinds=MappingProxyType({kind: frozenset(found) for kind, found in kinds.items()}),
        patterns=tuple(pattern for order, row in enumerate(rows) for pattern in _patterns(row, order)),
        ordinal_suffixes=suffixes,
    )


Phrase = TypeVar("Phrase", NumberWord, Quantifier, DateWord)


def _by_first(phrases: list[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0].lower(), []).append(phrase)
    return MappingProxyType(
        {first: tuple(sorted(some, key=lambda one: -len(one.words))) for first, some in found.items()}
    )


def _known(row: Row, column: str, known: tuple[str, ...]) -> str:
    if row[column] not in known:
        raise row.error(f"unknown {column} {row[column]!r}; expected one of {', '.join(known)}")
    return row[column]


def _lexemes(row: Row, column: str) -> tuple[str, ...]:
    words = lex_words(row[column])
    if not words:
        raise row.error(f"{column} may not be empty")
    return words


def _integer(row: Row, column: str) -> int | None:
    cell = row.get(column)
    if cell is None:
        return None
    if not cell.isdecimal():
        raise row.error(f"{column} is a whole number or empty, not {cell!r}")
    return int(cell)


def _number(row: Row) -> NumberWord:
    kind = _known(row, "kind", _NUMBER_KINDS)
    low, value, high = (_integer(row, column) for column in ("low", "value", "high"))
    if kind in ("vague", "series"):
        if low is None:
            raise row.error(f"a {kind} quantity has a low bound; fill in low")
    elif value is None and kind != "ordinal_suffix":
        raise row.error(f"a number of kind {kind} has a value; fill in value")
    words = tuple(word.lower() for word in _lexemes(row, "words"))
    return NumberWord(words, kind, value, low, high)


def _quantifier(row: Row) -> Quantifier:
    place, effect = _known(row, "place", ("before", "after")), _known(row, "effect", _EFFECTS)
    return Quantifier(tuple(word.lower() for word in _lexemes(row, "words")), place, effect)


def _count(row: Row) -> CountWord:
    known = (*COUNT_KINDS, "occurrences")
    what = row.list("what")
    wrong = [one for one in what if one not in known]
    if wrong or not what:
        raise row.error(f"unknown what {row['what']!r}; expected {', '.join(known)}, joined by |")
    pos = _known(row, "pos", ("verb", "noun", "adjective"))
    frame = _known(row, "frame", _FRAMES)
    if not row["lemma"]:
        raise row.error("lemma may not be empty")
    return CountWord(row["lemma"].lower(), pos, what, frame, row.get("with"))


def _person(row: Row) -> PersonNoun:
    if not row["lemma"]:
        raise row.error("lemma may not be empty")
    return PersonNoun(row["lemma"].lower(), _known(row, "side", _SIDES), _known(row, "is_unit", ("yes", "")) == "yes")


def _date_word(row: Row) -> DateWord:
    return DateWord(_lexemes(row, "word"), _known(row, "kind", _DATE_WORD_KINDS), row["value"])


_PART = re.compile(
    r"<\((?P<lead>[^)]*)\)>|<(?P<lead_word>[^>]*)>|\((?P<choice>[^)]*)\)|\[(?P<may>[^\]]*)\]|(?P<word>\S+)"
)
_SLOT = re.compile(r"\{(?P<kind>\w+)(?::(?P<name>\w+))?\}")


def _patterns(row: Row, order: int) -> Iterator[DatePattern]:
    """Expand a row's choices and optional words into plain patterns."""
    use = _known(row, "use", ("any", "inner", "time"))
    choices: list[list[tuple[tuple[str, ...], bool]]] = []
    for part in _PART.finditer(row["pattern"]):
        if part["lead"] or part["lead_word"]:
            options = (part["lead"] or part["lead_word"]).split("|")
            choices.append([(_elements(row, one), True) for one in options])
        elif part["choice"]:
            choices.append([(_elements(row, one), False) for one in part["choice"].split("|")])
        elif part["may"]:
            choices.append(_optional(row, part["may"]))
        else:
            choices.append([(_elements(row, part["word"]), False)])
    for chosen in itertools.product(*choices):
        elements = tuple(element for part_elements, _ in chosen for element in part_elements)
        lead = sum(len(part_elements) for part_elements, is_lead in chosen if is_lead)
        if not elements[lead:] or elements[lead].startswith("{date"):
            raise row.error("a pattern begins with a word or a slot other than {date}")
        yield DatePattern(elements, lead, use == "inner", row["rule"], row["option"], order, use == "time")


def _optional(row: Row, words: str) -> list[tuple[tuple[str, ...], bool]]:
    return [((), False), *((_elements(row, one), False) for one in words.split("|"))]


def _elements(row: Row, words: str) -> tuple[str, ...]:
    elements: list[str] = []
    for word in words.split():
        slot = _SLOT.fullmatch(word)
        if slot is None:
            if "{" in word:
                raise row.error(f"unreadable slot {word!r}; write {{kind}} or {{kind:name}}")
            elements.extend(one.lower() for one in lex_words(word))
        elif slot["kind"] not in (*SLOTS, *_OPEN_SLOTS):
            raise row.error(f"unknown slot {slot['kind']!r}; expected one of {', '.join((*SLOTS, *_OPEN_SLOTS))}")
        else:
            elements.append(f"{{{slot['kind']}:{slot['name'] or slot['kind']}}}")
    return tuple(elements)
