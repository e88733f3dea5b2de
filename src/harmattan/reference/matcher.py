"""Find every known name in a text in one pass.

Names match at word boundaries, without accents, with any apostrophe, hyphen or white space; a word that the pack
writes with a capital must have one in the text, and acronyms must have their exact case. Phrases that only contain a
name ("Gulf of Mexico") are passed over whole.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from harmattan.reference.countries import load_countries
from harmattan.reference.names import capitals, fold, fold_case, is_acronym, is_boundary
from harmattan.reference.packs import Pack
from harmattan.reference.roster import load_roster
from harmattan.reference.user_packs import active_packs

__all__ = ["Match", "MatchKind", "NameMatcher", "load_matcher"]

MatchKind = Literal["country", "adjective", "demonym", "capital", "metonym", "actor", "person"]
_RANK = {kind: rank for rank, kind in enumerate(get_args(MatchKind))}
# Newspapers write long acronyms as words ("Ecowas", "Minusma"); shorter ones are listed where they are so written.
_SHORTEST_AS_WORD = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: half-open range of code points, its kind, and whom it may mean.

    `keys` are country codes for "country", "adjective", "demonym", "capital" and "metonym", actor ids for "actor"
    and "person", sorted.
    """

    start: int
    end: int
    text: str
    kind: MatchKind
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a surface means. `upper` are offsets that must be capitals; `is_common` marks a word such as WHO."""

    upper: tuple[int, ...]
    meanings: tuple[tuple[MatchKind, tuple[str, ...]], ...]
    is_common: bool


class NameMatcher:
    """An Aho-Corasick automaton over names; `find` takes time linear in the text."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, str, str]],
        *,
        not_names: Iterable[str] = (),
        common_words: frozenset[str] = frozenset(),
    ) -> None:
        names: dict[str, dict[tuple[int, ...], dict[str, set[str]]]] = {}
        acronyms: dict[str, dict[tuple[int, ...], dict[str, set[str]]]] = {}
        for surface, kind, key in phrases:
            if is_acronym(surface):
                _add(acronyms, fold_case(surface), (), kind, key)
                if surface.isalpha() and len(surface) >= _SHORTEST_AS_WORD and surface.lower() not in common_words:
                    _add(acronyms, fold_case(surface.capitalize()), (), kind, key)
            else:
                _add(names, fold(surface), capitals(surface), kind, key)
        for surface in not_names:
            names.setdefault(fold(surface), {}).setdefault(capitals(surface), {})
        self._names = _Automaton(names, common_words)
        self._acronyms = _Automaton(acronyms, common_words)

    def find(self, text: str) -> tuple[Match, ...]:
        """Return the leftmost-longest names of a text, in order.

        A surface with several meanings ("Singapore" the country and the capital) gives a match for each, same range.
        """
        found: dict[tuple[int, int], list[_Entry]] = {}
        self._names.collect(text, fold(text), found)
        self._acronyms.collect(text, fold_case(text), found)
        matches: list[Match] = []
        last = 0
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start < last:
                continue
            last = end
            meanings: dict[MatchKind, set[str]] = {}
            for entry in found[start, end]:
                for kind, keys in entry.meanings:
                    meanings.setdefault(kind, set()).update(keys)
            for kind in sorted(meanings, key=lambda one: _RANK[one]):
                matches.append(Match(start, end, text[start:end], kind, tuple(sorted(meanings[kind]))))
        return tuple(matches)


class _Automaton:
    def __init__(
        self, table: dict[str, dict[tuple[int, ...], dict[str, set[str]]]], common_words: frozenset[str]
    ) -> None:
        import ahocorasick_rs

        self._entries = [
            tuple(_entry(upper, meanings, pattern.lower() in common_words) for upper, meanings in forms.items())
            for pattern, forms in table.items()
        ]
        self._search: Any = ahocorasick_rs.AhoCorasick(list(table), store_patterns=False) if table else None

    def collect(self, text: str, folded: str, found: dict[tuple[int, int], list[_Entry]]) -> None:
        """Add the valid hits to `found`, by range."""
        if self._search is None:
            return
        # Overlapping hits, since the longest may fail at a boundary or a capital where a shorter one stands.
        for index, start, end in self._search.find_matches_as_indexes(folded, overlapping=True):
            if not is_boundary(text, start, end):
                continue
            for entry in self._entries[index]:
                if any(not text[start + at].isupper() for at in entry.upper):
                    continue
                if entry.is_common and _is_shouted(text, start, end):
                    continue
                found.setdefault((start, end), []).append(entry)


def _add(
    table: dict[str, dict[tuple[int, ...], dict[str, set[str]]]],
    pattern: str,
    upper: tuple[int, ...],
    kind: str,
    key: str,
) -> None:
    if pattern.strip():
        table.setdefault(pattern, {}).setdefault(upper, {}).setdefault(kind, set()).add(key)


def _entry(upper: tuple[int, ...], meanings: dict[str, set[str]], is_common: bool) -> _Entry:
    ordered: list[tuple[MatchKind, tuple[str, ...]]] = [
        (kind, tuple(sorted(meanings[kind]))) for kind in get_args(MatchKind) if kind in meanings
    ]
    return _Entry(upper, tuple(ordered), is_common)


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Say whether the line of a range is all capitals, so that "WHO" may be the word."""
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return len(line) > end - start and not any(letter.islower() for letter in line)


def load_matcher(packs: tuple[Pack, ...] | None = None) -> NameMatcher:
    """Build the matcher of the packs; without packs, of those that ship and of the user's own, once."""
    return _shipped() if packs is None else _build(packs)


@functools.cache
def _shipped() -> NameMatcher:
    return _build(None)


def _build(packs: tuple[Pack, ...] | None) -> NameMatcher:
    countries, roster = load_countries(packs), load_roster(packs)
    chosen = active_packs() if packs is None else packs
    words = _column(chosen, "common_words.csv", "word")
    return NameMatcher(
        (*countries.phrases(), *roster.phrases()),
        not_names=_column(chosen, "not_names.csv", "phrase"),
        common_words=frozenset(words),
    )


def _column(packs: Iterable[Pack], table: str, column: str) -> tuple[str, ...]:
    return tuple(row[column] for pack in packs for row in pack.table(table, (column, "source"), optional=True))
