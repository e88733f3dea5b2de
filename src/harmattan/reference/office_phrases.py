"""Read what an office is called: "Malian army chief", "le chef de la junte", "president of the European Commission".

A phrase is a bag of words: order and small words do not matter. What is left besides a country and an office must be
the holder's name ("Togo's President Faure Gnassingbé"); with any other word the phrase means something else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from harmattan.reference.countries import Countries, load_countries, shipped_packs
from harmattan.reference.names import fold
from harmattan.reference.offices import OFFICES, Office
from harmattan.reference.packs import Pack

__all__ = ["OfficePhrase", "OfficePhrases", "OfficeWords", "load_office_phrases", "words_in"]

_WORDS_COLUMNS = ("words", "language", "offices", "titles", "country", "junta", "source")
_FRENCH_COLUMNS = ("iso3", "name", "aliases", "adjectives", "source")
_LED_COLUMNS = ("iso3", "source")
_ROLE_COLUMNS = ("word", "role", "language", "source")
_ROLES = ("small", "qualifier", "former", "junior", "particle")
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What an office is called: the offices meant, in order, the titles that a holder may have, and whose it is.

    `is_juntas` marks words that only a junta's head is called by.
    """

    offices: tuple[str, ...]
    titles: tuple[str, ...]
    country: str | None
    is_juntas: bool = False

    def fits(self, term: Office) -> bool:
        """Say whether a term's title is one that the words can mean; a term without a title fits."""
        if not self.titles or term.title is None:
            return True
        title = fold(term.title)
        return any(re.search(rf"\b{re.escape(fold(one))}\b", title) for one in self.titles)


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office as a phrase names it: several countries where an adjective is ambiguous, and the words of a name."""

    words: OfficeWords
    countries: tuple[str, ...]
    name: frozenset[str]
    is_former: bool

    def names(self, term: Office) -> bool:
        """Say whether the words of a name in the phrase are those of a holder; true without any."""
        own = {word for name in (term.person, *term.aliases, term.surname) for word in words_in(name)}
        return self.name <= own


class OfficePhrases:
    """Reads phrases with the words for offices and the names of countries, English and French."""

    def __init__(
        self,
        words: Iterable[tuple[str, OfficeWords]],
        countries: Mapping[str, tuple[str, ...]],
        led_by_government: frozenset[str],
        roles: Mapping[str, frozenset[str]],
    ) -> None:
        self._former = roles["former"]
        self._junior = roles["junior"]
        self._particles = roles["particle"]
        self._light = roles["small"] | roles["qualifier"]
        self._bags: dict[frozenset[str], OfficeWords] = {}
        self._own: dict[frozenset[str], OfficeWords] = {}
        for surface, meaning in words:
            table = self._own if meaning.country is not None else self._bags
            table.setdefault(self._bag(surface), meaning)
        self._countries = countries
        self._led = led_by_government

    def words_for(self, surface: str, country: str | None = None) -> OfficeWords | None:
        """Return what bare words for an office mean ("defence minister"), None for others."""
        bag = self._bag(surface)
        found = self._bags.get(bag)
        return None if found is None else self._in_order(found, bag, country)

    def read(self, phrase: str, *, country: str | None = None) -> OfficePhrase | None:
        """Read a phrase, None where it names no office.

        Args:
            phrase: the words, with or without the country.
            country: whose office it is where the phrase does not say; a country in the phrase goes before it.
        """
        tokens = words_in(phrase)
        is_former = bool(self._former & set(tokens))
        tokens = [one for one in tokens if one not in self._former]
        own = self._own.get(frozenset(tokens) - self._light)
        if own is not None and own.country is not None:
            return OfficePhrase(own, (own.country,), frozenset(), is_former)
        for rest, named in self._readings(tokens):
            found = self._office_in(rest)
            if found is None:
                continue
            bag, meaning = found
            codes = named or ((country,) if country is not None else ())
            if country is not None and country in codes:
                codes = (country,)
            ordered = self._in_order(meaning, bag, codes[0] if len(codes) == 1 else None)
            return OfficePhrase(ordered, codes, rest - bag, is_former)
        return None

    def is_below(self, words: Iterable[str]) -> bool:
        """Say whether words put someone below or beside an office, or out of it: "deputy", "former"."""
        return bool((self._junior | self._former) & set(words))

    def is_light(self, word: str) -> bool:
        """Say whether a word may stand between an office and a name: "General"."""
        return word in self._light

    def is_particle(self, word: str) -> bool:
        """Say whether a word may stand inside a person's name: "ag", "bin", "Ould"."""
        return word in self._particles

    def country_codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of a country's name or adjective in English or French."""
        return self._countries.get(" ".join(words_in(name)), ())

    def _readings(self, tokens: Sequence[str]) -> Iterable[tuple[frozenset[str], tuple[str, ...]]]:
        """Yield the words without each country named among them, the longest name first, then all of the words."""
        for length in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
            for start in range(len(tokens) - length + 1):
                codes = self._countries.get(" ".join(tokens[start : start + length]))
                if codes:
                    rest = frozenset((*tokens[:start], *tokens[start + length :])) - self._light
                    yield rest, codes
        yield frozenset(tokens) - self._light, ()

    def _office_in(self, words: frozenset[str]) -> tuple[frozenset[str], OfficeWords] | None:
        if words in self._bags:
            return words, self._bags[words]
        inside = [bag for bag in self._bags if bag < words]
        best = max(inside, key=lambda bag: (len(bag), sorted(bag)), default=None)
        return None if best is None else (best, self._bags[best])

    def _bag(self, text: str) -> frozenset[str]:
        return frozenset(words_in(text)) - self._light

    def _in_order(self, words: OfficeWords, bag: frozenset[str], country: str | None) -> OfficeWords:
        """Put the head of government first where a state's leader is one."""
        is_led = country in self._led and words.offices == ("head_of_state", "head_of_government") and not words.titles
        return OfficeWords(words.offices[::-1], words.titles, words.country, words.is_juntas) if is_led else words


def words_in(text: str) -> list[str]:
    """Return the folded words of a text; "d'Ivoire" is two."""
    return re.findall(r"\w+", fold(text).replace("'", " "))


@functools.cache
def load_office_phrases() -> OfficePhrases:
    """Return the reader over the packs that ship.

    Raises:
        PackError: a table is invalid or names an unknown office or country.
    """
    return _read_office_phrases(shipped_packs(), load_countries())


def _read_office_phrases(packs: Sequence[Pack], countries: Countries) -> OfficePhrases:
    """Return the reader over some packs.

    Raises:
        PackError: a table is invalid or names an unknown office or country.
    """
    words: list[tuple[str, OfficeWords]] = []
    names: dict[str, set[str]] = {}
    led: set[str] = set()
    roles: dict[str, set[str]] = {role: set() for role in _ROLES}
    for surface, kind, code in countries.phrases():
        if kind in ("country", "adjective", "demonym"):
            names.setdefault(" ".join(words_in(surface)), set()).add(code)
    for pack in packs:
        for row in pack.table("office_words.csv", _WORDS_COLUMNS, required=("words", "offices"), optional=True):
            unknown = sorted(set(row.list("offices")) - set(OFFICES))
            if unknown:
                raise row.error(f"unknown office {unknown[0]!r}; expected one of {', '.join(OFFICES)}")
            meaning = OfficeWords(row.list("offices"), row.list("titles"), row.get("country"), bool(row.get("junta")))
            words.extend((surface, meaning) for surface in row.list("words"))
        for row in pack.table("country_names_fr.csv", _FRENCH_COLUMNS, required=("iso3", "name"), optional=True):
            if not countries.has(row["iso3"]):
                raise row.error(f"unknown country {row['iso3']!r}; expected an iso3 of countries.csv")
            for surface in (row["name"], *row.list("aliases"), *row.list("adjectives")):
                names.setdefault(" ".join(words_in(surface)), set()).add(row["iso3"])
        for row in pack.table("phrase_words.csv", _ROLE_COLUMNS, required=("word", "role"), optional=True):
            if row["role"] not in roles:
                raise row.error(f"unknown role {row['role']!r}; expected one of {', '.join(_ROLES)}")
            roles[row["role"]].add(row["word"])
        led |= {row["iso3"] for row in pack.table("led_by_government.csv", _LED_COLUMNS, optional=True)}
    return OfficePhrases(
        words,
        {name: tuple(sorted(codes)) for name, codes in names.items()},
        frozenset(led),
        {role: frozenset(found) for role, found in roles.items()},
    )
