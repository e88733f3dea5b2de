"""Give text in capitals the case that news has, so that its names and verbs can be told apart.

Wires, old archives and headlines are written in capitals; a parser takes every word of them for a name. Each letter
stays one letter, so that offsets hold; events quote the text as it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar

from harmattan.model.annotations import DOCUMENT, TEXT
from harmattan.model.document import Document
from harmattan.model.layers import Layer, Layers
from harmattan.model.spans import EvidenceSpan, Span
from harmattan.reference.casing import CaseWords

__all__ = ["CasingStage", "KnownNames", "as_written", "known_names", "shouted"]

KnownNames = Callable[[str], Iterable[tuple[int, int, bool]]]
"""From a text in capitals to the ranges of names that the packs know, and whether each is an acronym."""

_FEWEST_LETTERS, _FEWEST_WORDS = 12, 3
_MOST_SMALL = 0.04
"""A line of capitals may hold a few small letters: "McALLEN"."""
_FAR = 60
_NEVER_PLAIN = ("actor", "metonym", "capital", "person")
_LONGEST_NAME, _LONGEST_ACRONYM, _LONGEST_DESIGNATION = 9, 8, 3
_FIGURE_ENDINGS = ("st", "nd", "rd", "th", "s")
_BRACKETS = ("[]", "()")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WORD = re.compile(r"(?:[A-ZÀ-Þ]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+['’]?[^\W\d_]+|\d+")
_ACRONYM = re.compile(r"[\[(]([^\W\d_]{2,8})[\])]")
_SMALL_RUN = re.compile(r"[a-zß-öø-ÿ]{4}")
_INNER_WORD = re.compile(r"(?<=[^\W\d_,] )[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõ]")
_ENDS = re.compile(r"[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*$|[,:]\s+[\"“]$")
_DATELINE = re.compile(r"\s*[^\n\d(]{2,60}[\d(][^\n]{0,60}?\s(?:--|–|—)\s")
_DATELINE_END = re.compile(r"(?:--|–|—)\s+(?:\[[^\[\]]*\]\s*)*$")
_GENITIVE = re.compile(r"['’]s?$")
_FIGURE = re.compile(r"-\d")
_PREFIXED = re.compile(r"(?:[ODL]['’]|MC)(?=[A-ZÀ-Þ]{3})")


class _Name(Protocol):
    """A name in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


def known_names(find: Callable[[str], Iterable[_Name]], words: CaseWords) -> KnownNames:
    """Return what finds the names of the packs in text in capitals.

    A word of the language is a name there only as a country or what is called after one ("turkey"); one that the packs
    know in capitals only is an acronym.
    """
    known: dict[str, bool | None] = {}

    def is_acronym(text: str, kind: str) -> bool | None:
        if (written := words.capitals.get(text.lower())) is not None:
            return written.isupper()
        title = " ".join(_capital(word) for word in text.split(" "))
        is_word = any(one.start == 0 and one.end == len(text) for one in find(title))
        is_plain = " " not in text and words.is_common(text.lower())
        return None if is_plain and (not is_word or kind in _NEVER_PLAIN) else not is_word

    def names(text: str) -> Iterator[tuple[int, int, bool]]:
        for one in find(text):
            words_of = " ".join(text[one.start : one.end].split())
            if words_of not in known:
                known[words_of] = is_acronym(words_of, one.kind)
            acronym = known[words_of]
            if acronym is not None:
                yield one.start, one.end, acronym

    return names


class CasingStage:
    """Write the lines of a document that are in capitals as news is written."""

    name: ClassVar[str] = "casing"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT,)
    provides: ClassVar[tuple[Layer[Any], ...]] = (TEXT,)

    def __init__(self, words: CaseWords, names: KnownNames) -> None:
        self._words = words
        self._names = names

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the text that the other stages read; it is the document's own unless lines of it are in capitals."""
        text = layers[DOCUMENT].text
        ranges = shouted(text)
        if not ranges:
            return {TEXT: text}
        seen = _cased_forms(text, ranges)
        acronyms = frozenset(one for start, end in ranges for one in self._bracketed(text[start:end]))
        parts: list[str] = []
        last = 0
        for start, end in ranges:
            parts += [text[last:start], _Recased(text[start:end], self._words, self._names, seen, acronyms).text()]
            last = end
        parts.append(text[last:])
        return {TEXT: "".join(parts)}

    def _bracketed(self, text: str) -> Iterator[str]:
        """Yield the acronyms that a text gives in brackets behind a name."""
        for match in _ACRONYM.finditer(text):
            low = match[1].lower()
            if not self._words.is_common(low) and low not in self._words.capitals:
                yield low


def shouted(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a text that are written in capitals; a short line belongs to its neighbour."""
    found: list[tuple[int, int]] = []
    is_open = False
    for match in _LINE.finditer(text):
        line = match[0]
        if not line.strip():
            continue
        upper, small = (0, 1) if _SMALL_RUN.search(line) else _cases(line)
        is_shouted = small <= _MOST_SMALL * upper
        is_long = upper >= _FEWEST_LETTERS and len(re.findall(r"[^\W\d_]{2,}", line)) >= _FEWEST_WORDS
        if is_shouted and (is_long or is_open):
            if is_open:
                found[-1] = found[-1][0], match.end()
            else:
                found.append(match.span())
        is_open = is_shouted and (is_long or is_open)
    return tuple(found)


def _cases(text: str) -> tuple[int, int]:
    """Return how many letters are capitals, and how many small."""
    return sum(letter.isupper() for letter in text), sum(letter.islower() for letter in text)


def _cased_forms(text: str, ranges: tuple[tuple[int, int], ...]) -> dict[str, str]:
    """Return how the rest of the document writes a word inside its sentences, by the lower-case word."""
    forms: dict[str, Counter[str]] = {}
    last = 0
    for start, end in (*ranges, (len(text), len(text))):
        for match in _INNER_WORD.finditer(text[last:start]):
            forms.setdefault(match[0].lower(), Counter())[match[0]] += 1
        last = end
    return {word: max(sorted(found), key=lambda one: found[one]) for word, found in sorted(forms.items())}


Written = TypeVar("Written")


def as_written(value: Written, text: str) -> Written:
    """Return a value with the words of all its spans as a text has them; the offsets are the same."""
    if isinstance(value, Span):
        return replace(value, text=text[value.start : value.end])
    if isinstance(value, EvidenceSpan):
        return replace(value, quote=text[value.start : value.end])
    if isinstance(value, list | tuple):
        return type(value)(as_written(one, text) for one in value)
    if is_dataclass(value) and not isinstance(value, type | Document):
        changes = {one.name: as_written(getattr(value, one.name), text) for one in fields(value) if one.init}
        return replace(value, **changes)
    return value


@dataclass(slots=True)
class _Word:
    """A word of a stretch: how it is to be written, whether it is part of a name, and whether the packs know that."""

    start: int
    end: int
    text: str
    low: str
    cased: str
    is_name: bool = False
    is_known: bool = False


class _Recased:
    """One stretch of capitals."""

    def __init__(
        self, text: str, words: CaseWords, names: KnownNames, seen: Mapping[str, str], acronyms: frozenset[str]
    ) -> None:
        self._source = text
        dateline = _DATELINE.match(text)
        self._dateline = dateline.end() if dateline else 0
        self._lexical = words
        self._seen = seen
        self._acronyms = acronyms
        self._words = [
            _Word(match.start(), match.end(), match[0], match[0].lower(), _lowered(match[0]))
            for match in _WORD.finditer(text)
        ]
        self._write_known(names)
        for word in self._words:
            if not word.is_known:
                self._write(word)
        self._write_beside()
        self._write_long_names()

    def text(self) -> str:
        """Return the stretch with its case."""
        parts: list[str] = []
        last = 0
        for word in self._words:
            cased = word.cased
            is_of_dateline = word.end <= self._dateline and word.low not in self._lexical.small
            if cased[:1].islower() and (is_of_dateline or self._opens(word.start)):
                cased = cased[:1].upper() + cased[1:]
            parts += [self._source[last : word.start], cased if len(cased) == len(word.text) else word.text]
            last = word.end
        parts.append(self._source[last:])
        return "".join(parts)

    def _opens(self, at: int) -> bool:
        """Say whether a sentence begins here."""
        before = self._source[max(0, at - _FAR) : at]
        if not before.strip(" \"“'‘[(\n\t"):
            return at <= _FAR
        if 0 < self._dateline <= at and _DATELINE_END.search(before):
            return True
        match = _ENDS.search(before)
        if match is None:
            return False
        word = re.search(r"[^\W\d_](?:[^\s]*[^\W\d_])?$", before[: match.start()])
        is_short = word is not None and (word[0].lower() in self._lexical.abbreviations or len(word[0]) == 1)
        return not (match[0].startswith(".") and is_short)

    def _write_known(self, names: KnownNames) -> None:
        """Write the names that the packs know."""
        starts = {word.start: at for at, word in enumerate(self._words)}
        for start, end, is_acronym in names(self._source):
            at = starts.get(start)
            while at is not None and at < len(self._words) and self._words[at].end <= end:
                word = self._words[at]
                is_small = word.low in self._lexical.small and word.start > start
                word.cased = word.low if is_small else word.text if is_acronym else _capital(word.text)
                word.is_name, word.is_known = not is_small, True
                at += 1

    def _write(self, word: _Word) -> None:
        """Write a word by itself."""
        low, behind = word.low, self._source[word.end : word.end + 1]
        if low in self._acronyms or "." in word.text:
            word.cased, word.is_name = word.text, True
        elif word.text[:1].isdigit():
            word.cased = low if low.endswith(_FIGURE_ENDINGS) else word.text
        elif low in ("i", "a"):
            word.cased, word.is_name = (low.upper(), behind == ".") if low == "i" or behind == "." else (low, False)
        elif len(low) == 1:
            word.cased, word.is_name = word.text, True
        elif low in self._seen:
            word.cased = self._seen[low]
            word.is_name = word.cased != low
        elif (genitive := _GENITIVE.sub("", low)) in self._lexical.capitals:
            word.cased, word.is_name = self._lexical.capitals[genitive] + low[len(genitive) :], True
        elif len(low) <= _LONGEST_DESIGNATION and _FIGURE.match(self._source, word.end):
            word.cased, word.is_name = word.text, True
        elif low in self._lexical.abbreviations and behind == ".":
            word.cased, word.is_name = _capital(word.text), True
        elif not (low in self._lexical.small or self._lexical.is_common(low) or low.endswith("ing")):
            is_word = _VOWEL.search(low) or low in self._lexical.abbreviations
            word.cased, word.is_name = _capital(word.text) if is_word else word.text, True

    def _write_beside(self) -> None:
        """Write names that are other words too beside a name, titles and articles before one, months by a figure."""
        for at, word in enumerate(self._words):
            if not word.is_name and word.low in self._lexical.beside and self._is_beside(at):
                word.cased, word.is_name = _capital(word.text), True
        for at in range(len(self._words) - 1, -1, -1):
            word = self._words[at]
            if not word.is_known and self._is_personal(at + 1, at) and self._is_leading(at):
                word.cased, word.is_name = _capital(word.text), True
            elif word.low in self._lexical.months and self._is_by_figure(at):
                word.cased = _capital(word.text)

    def _is_leading(self, at: int) -> bool:
        """Say whether a word before a name is a title, or an article that begins it ("El Peten", not "Juan de la")."""
        low = self._words[at].low
        if low in self._lexical.titles:
            return True
        behind = at - 2 if at and self._words[at - 1].low in self._lexical.joiners else at - 1
        return low in self._lexical.articles and not self._is_personal(behind, behind + 1)

    def _is_beside(self, at: int) -> bool:
        is_titled = at > 0 and self._words[at - 1].low in self._lexical.titles and self._is_joined(at - 1)
        return is_titled or self._is_personal(at - 1, at) or self._is_personal(at + 1, at)

    def _is_personal(self, at: int, beside: int) -> bool:
        """Say whether the neighbour is part of a name and nothing but a space or initial stands between."""
        if not 0 <= at < len(self._words):
            return False
        one = self._words[at]
        is_acronym = one.cased.isupper() and len(one.cased) > 1
        return one.is_name and not is_acronym and not one.is_known and self._is_joined(min(at, beside))

    def _is_joined(self, at: int) -> bool:
        """Say whether only white space, or the full stop of an abbreviation, parts a word from the next."""
        one = self._words[at]
        gap = self._source[one.end : self._words[at + 1].start].strip()
        return not gap or (gap == "." and (len(one.text) == 1 or one.low in self._lexical.abbreviations))

    def _is_by_figure(self, at: int) -> bool:
        return any(self._words[one].text[:1].isdigit() for one in (at - 1, at + 1) if 0 <= one < len(self._words))

    def _write_long_names(self) -> None:
        """Write the name before its acronym: "the Front for X and Y [FXY]"."""
        for at, word in enumerate(self._words):
            around = self._source[word.start - 1 : word.start] + self._source[word.end : word.end + 1]
            if at and around in _BRACKETS and word.cased.isupper() and len(word.text) <= _LONGEST_ACRONYM:
                first = at
                while first and at - first < _LONGEST_NAME and self._is_inside(first - 1):
                    first -= 1
                if first and self._words[first - 1].low == "the":
                    for one in self._words[first:at]:
                        if one.low not in self._lexical.small and not one.is_name:
                            one.cased, one.is_name = _capital(one.text), True

    def _is_inside(self, at: int) -> bool:
        """Say whether the word may be part of a name that goes on behind it."""
        gap = self._source[self._words[at].end : self._words[at + 1].start]
        return self._words[at].low != "the" and not gap.strip(" \n\r\t[('\"-")


def _lowered(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else text


def _capital(text: str) -> str:
    """Return a word with a capital first letter, and a second one in "O'Hara", "McAllen"."""
    low = _lowered(text)
    match = _PREFIXED.match(text)
    inner = match.end() if match else 0
    return low[:1].upper() + low[1:inner] + (low[inner : inner + 1].upper() + low[inner + 1 :] if inner else low[1:])
