"""Numbers of people dead, injured, abducted or arrested that three corpora state, each with the words that it is about.

- muc4: each fill of HUM TGT: NUMBER that is a number, a range or an estimate, with its cross-reference (a name or a
  description in the words of the text) and the effect on the same target: DEATH is killed, INJURY injured; in a
  kidnapping abducted. A target without one of these has no field in our events and is left out, as are optional fills
  and templates.
- wikievents: victims of deaths and injuries and those arrested whose head noun has a numeral, or is one, by spaCy's
  parse ("six officers", "11"); not one before "dozen".
- hrdsattack: groups of victims of whose keywords one is a number and a plural noun ("16 journalists") that stand in the
  article within four words of each other; of whichever kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import muc4_read, victims_gold, wikievents
from bench.arguments_baseline import parsed
from bench.gold import MissingGoldError

__all__ = ["CORPORA", "Article", "Number", "Wanted", "corpora_in", "number_of", "read_articles"]

Span = tuple[int, int]

_KINDS = {"Life.Die": "killed", "Life.Injure": "injured", "Justice.ArrestJailDetain": "arrested"}
_VICTIMS = ("Victim", "Detainee")
_EFFECTS = {"DEATH": "killed", "INJURY": "injured"}
_KEY_NUMBER = re.compile(r"~?(\d*)(-?)(\d*)")
_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        )
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}  # fmt: skip
_SIZES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_KEYWORD = re.compile(r"(\d[\d,]*)\s+(?:[\w-]+\s+)*?([a-z]+s|people|men|women|children)", re.IGNORECASE)
_DOZEN = re.compile(r"\s+(?:dozen|score)", re.IGNORECASE)
_GAP = r"(?:\W+\w+){0,3}?\W+"


@dataclass(frozen=True, slots=True)
class Number:
    """What gold says: `best` where it names one number, `low` and `high` where it names bounds."""

    best: int | None
    low: int | None = None
    high: int | None = None

    @property
    def least(self) -> float:
        """The smallest number that fits."""
        return next((one for one in (self.low, self.best) if one is not None), 0)

    @property
    def most(self) -> float:
        """The largest number that fits."""
        return next((one for one in (self.high, self.best) if one is not None), float("inf"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number that gold states: any of `numbers` is right; `kind` is None where gold does not say which count it is.

    `spans` are the places in the text where its people are named; `shown` is for reading; `names` are full names of
    one person, without case.
    """

    kind: str | None
    numbers: tuple[Number, ...]
    spans: tuple[Span, ...]
    shown: str
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Article:
    """A text of one of the corpora with the numbers that gold states for it."""

    corpus: str
    where: str
    text: str
    published: date | None
    wanted: tuple[Wanted, ...]


_ONE = Number(1)


def read_articles(path: Path) -> list[Article]:
    """Read the articles of a path that state a number: a file or folder of one of the corpora, or a folder of all.

    Raises:
        MissingGoldError: none of the corpora is there.
        GoldError: a file is broken.
    """
    found = [one for name, part in corpora_in(path) for one in _READERS[name](part)]
    return [one for one in found if one.wanted]


def corpora_in(path: Path) -> list[tuple[str, Path]]:
    """Return which corpora a path holds and where: those in folders of their names, or the one that the files are of.

    Raises:
        MissingGoldError: there is no such path.
    """
    folders = [(name, path / name) for name in _READERS if (path / name).is_dir()]
    parts = folders or [(_corpus_of(path), path)]
    return [(name, part / "corpora" if (part / "corpora").is_dir() else part) for name, part in parts]


def number_of(words: str) -> int | None:
    """Return the number that digits or number words tell ("1,200", "twenty-one"); None for other words."""
    if _DIGITS.fullmatch(words):
        return int(words.replace(",", ""))
    total = part = 0
    for word in words.casefold().replace("-", " ").split():
        if word in _WORDS:
            part += _WORDS[word]
        elif word in _SIZES:
            total, part = (total, part * 100) if word == "hundred" else (total + (part or 1) * _SIZES[word], 0)
        else:
            return None
    return total + part if words.strip() else None


def _corpus_of(path: Path) -> str:
    if not path.exists():
        raise MissingGoldError(f"{path}: no such file")
    names = [one.name for one in path.iterdir()] if path.is_dir() else [path.name]
    if any(one.endswith(".jsonl") for one in names):
        return "wikievents"
    return "hrdsattack" if any(one.endswith(".json") for one in names) else "muc4"


def _of_muc4(path: Path) -> Iterator[Article]:
    for story, templates in muc4_read.read_corpus(path):
        rows = (row for template in templates if not template.is_optional for row in _of_template(template, story.text))
        wanted = {(one.kind, one.spans): one for one in rows}
        yield Article("muc4", story.where, story.text, story.published, tuple(wanted.values()))


def _of_template(template: muc4_read.Template, text: str) -> Iterator[Wanted]:
    if template.first("stage") != "ACCOMPLISHED":
        return
    effects: dict[str, set[str]] = {}
    for fill in template.fills.get("hum_tgt_effect", ()):
        for reference in fill.refs:
            effects.setdefault(reference, set()).update(fill.values)
    for fill in template.fills.get("hum_tgt_num", ()):
        numbers = tuple(one for value in fill.values if (one := _bounds(value)) is not None)
        spans = tuple(span for reference in fill.refs for span in _places(reference, text))
        found = {effect for reference in fill.refs for effect in effects.get(reference, ())}
        kinds = {_EFFECTS[one] for one in found if one in _EFFECTS}
        if template.first("type") == "KIDNAPPING":
            kinds.add("abducted")
        if numbers and spans and not fill.is_optional:
            for kind in sorted(kinds):
                shown = f"{kind} {' / '.join(fill.values)} {' / '.join(fill.refs)}"
                names = (
                    frozenset(one.casefold() for one in fill.refs if " " in one) if numbers == (_ONE,) else frozenset()
                )
                yield Wanted(kind, numbers, spans, f"{shown}: {_around(text, spans[0])}", names)


def _bounds(value: str) -> Number | None:
    """Read a number of a key: "6", "~100" (about), "6-" (at least), "-26" (at most), "6-8"; None for PLURAL."""
    match = _KEY_NUMBER.fullmatch(value.replace(" ", ""))
    if match is None:
        return None
    low, dash, high = match.groups()
    if not dash:
        return Number(int(low))
    return Number(None, int(low) if low else None, int(high) if high else None) if low or high else None


def _places(words: str, text: str) -> list[Span]:
    """Return where words stand in a text, over line breaks."""
    pattern = r"\s+".join(re.escape(one) for one in words.split())
    return [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]


def _around(text: str, span: Span) -> str:
    return " ".join(text[max(0, span[0] - 150) : span[1] + 150].split())


def _of_wikievents(path: Path) -> Iterator[Article]:
    for article in wikievents.read_articles(path):
        wanted = tuple(_numbered(article))
        yield Article("wikievents", article.where, article.text, None, wanted)


def _numbered(article: wikievents.Article) -> Iterator[Wanted]:
    seen = set()
    for event in article.events:
        kind = _KINDS.get(".".join(event.kind.split(".")[:2]))
        for one in event.arguments:
            start, end = event.sentence
            if kind is None or one.role not in _VICTIMS or (kind, one.mention.span) in seen:
                continue
            seen.add((kind, one.mention.span))
            found = parsed(article.text[start:end], start).number_word(one.mention.span)
            number = number_of(found[0]) if found else None
            if found and number is not None and not _DOZEN.match(article.text, found[1] + len(found[0])):
                words = article.text[slice(*one.mention.span)]
                span = min(found[1], one.mention.span[0]), max(found[1] + len(found[0]), one.mention.span[1])
                shown = f"{kind} {found[0]} {words}: {article.text[start:end]}"
                yield Wanted(kind, (Number(number),), (span,), shown)


def _of_hrdsattack(path: Path) -> Iterator[Article]:
    for article in victims_gold.read_articles(path):
        groups = [one.keywords for one in article.attack.victims if one.is_group]
        wanted = tuple(found for words in groups if (found := _of_group(words, article.text)) is not None)
        yield Article("hrdsattack", article.where, article.text, article.published, wanted)


def _of_group(keywords: str, text: str) -> Wanted | None:
    told = [match for part in re.split(r",\s", keywords) if (match := _KEYWORD.fullmatch(part.strip()))]
    numbers = {match[1] for match in told}
    if len(numbers) != 1:
        return None
    number, noun = told[0][1], told[0][2]
    found = re.finditer(rf"\b{re.escape(number)}\b{_GAP}{re.escape(noun)}\b", text, re.IGNORECASE)
    spans = tuple(match.span() for match in found)
    value = number_of(number)
    if not spans or value is None:
        return None
    return Wanted(None, (Number(value),), spans, f"{number} {noun}: {_around(text, spans[0])}")


CORPORA = ("muc4", "wikievents", "hrdsattack")
_READERS = {"muc4": _of_muc4, "wikievents": _of_wikievents, "hrdsattack": _of_hrdsattack}
