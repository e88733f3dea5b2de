"""How words are written that a text has in capitals only: names and abbreviations keep theirs, the rest is small."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from harmattan.reference.lexicon import Lexicon
from harmattan.reference.packs import Pack

__all__ = ["WHEN", "CaseWords", "load_case_words", "read_capitals"]

WHEN = ("always", "beside")
_COLUMNS = ("word", "when", "source")
# Endings of the forms of a word: what is cut off, and what is put in its place.
_ENDINGS = (
    ("ies", "y"), ("s", ""), ("es", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("men", "man"),
)  # fmt: skip
_PREFIXES = ("re", "un", "non", "anti", "pre", "sub", "over", "counter", "co", "mis", "narco", "para", "ex", "inter")
_SHORTEST_STEM = 3
# What is joined to a word: genitives and the negation of verbs.
_JOINED = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m)?)$")


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What decides the case of a word.

    `capitals` maps a lower-case word to the form that it always has ("lima": "Lima", "nato": "NATO"); `beside` are
    names that are other words too and count only next to a name ("bush"); `common` are the words of the language;
    `titles` stand before a person's name; `small` stay small inside a name ("of", "de"), `joiners` are those
    of them that only names have ("de"); `articles` begin one ("el").
    """

    capitals: Mapping[str, str]
    beside: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def is_common(self, word: str) -> bool:
        """Say whether a lower-case word is one of the language, or a form of one."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._is_common(_JOINED.sub("", word) or word)
        return known

    def _is_common(self, word: str) -> bool:
        if word in self.common:
            return True
        for ending, instead in _ENDINGS:
            stem = word[: len(word) - len(ending)]
            if not word.endswith(ending) or len(stem) < _SHORTEST_STEM:
                continue
            is_doubled = not instead and len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]
            if stem + instead in self.common or (is_doubled and stem[:-1] in self.common):
                return True
        return any(
            word.startswith(prefix)
            and len(word) > len(prefix) + _SHORTEST_STEM
            and self._is_common(word[len(prefix) :].lstrip("-"))
            for prefix in _PREFIXES
        )


def read_capitals(pack: Pack) -> tuple[dict[str, str], frozenset[str]]:
    """Return the words that always have a capital, by their lower-case form, and those that have it beside a name.

    Raises:
        PackError: the table is broken.
    """
    capitals: dict[str, str] = {}
    beside: set[str] = set()
    for row in pack.table("capital_words.csv", _COLUMNS, required=_COLUMNS):
        if row["when"] not in WHEN:
            raise row.error(f"unknown when {row['when']!r}; expected one of {', '.join(WHEN)}")
        if row["when"] == "always":
            capitals[row["word"].lower()] = row["word"]
        else:
            beside.add(row["word"].lower())
    return capitals, frozenset(beside)


def load_case_words(
    pack: Pack,
    vocabulary: Iterable[str],
    lexicon: Lexicon,
    *,
    titles: frozenset[str],
) -> CaseWords:
    """Read the words that a language writes with a capital (`capital_words.csv`).

    Args:
        pack: of the language.
        vocabulary: its words, lower case; those that are always written with a capital are taken out.
        lexicon: its words for events, which are common too, and its classes of words.
        titles: further titles of people.

    Raises:
        PackError: the table is broken.
    """
    capitals, beside = read_capitals(pack)
    classes = lexicon.classes
    joiners = classes.get("name_joiner", frozenset())
    told = {*lexicon.verbs, *lexicon.nouns, *lexicon.agents, *lexicon.forms}
    listed = {word for words in classes.values() for word in words}
    return CaseWords(
        MappingProxyType(capitals),
        beside,
        frozenset({*vocabulary, *told, *listed} - set(capitals)),
        titles=titles | classes.get("title", frozenset()),
        abbreviations=classes.get("abbreviation", frozenset()),
        small=classes.get("small_in_name", frozenset()) | joiners,
        joiners=joiners,
        articles=classes.get("name_article", frozenset()),
        months=classes.get("month", frozenset()) - frozenset(capitals),
    )
