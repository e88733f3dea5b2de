"""NewsReader MEANTIME articles as published (CAT's XML): their text, put together again, and the marked words.

The XML holds tokens without the white space that stood between them. The text is put together as English is written;
the headline, the line with the day and lines without a full stop are paragraphs of their own, all else is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from bench.gold import GoldError, MissingGoldError

__all__ = ["LAST_SENTENCE", "Article", "Mark", "read_articles", "written"]

LAST_SENTENCE = 5
"""Times and attributes of events are marked in the headline, the line with the day and the four sentences behind."""

_OPENING, _CLOSING = frozenset("([“$£€#‘"), frozenset(")]”.,:;?!%’…")
_CLITICS = frozenset({"'s", "'", "’s", "'re", "'ve", "'ll", "'d", "'m", "n't", "n’t"})
_QUOTES = {"``": "“", "''": "”"}
_ENDS = (".", "!", "?", "”", ":")
_DAY_LINE = 1
_MARK = re.compile(r'\bm_id="([^"]*)"')

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A markable: its tag and attributes, its span in the text, the number of its first sentence."""

    where: str
    tag: str
    attributes: Mapping[str, str]
    span: Span
    sentence: int

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its text, the end of what is marked in full, its day, and the markables that have words."""

    name: str
    text: str
    marked_until: int
    published: date | None
    marks: tuple[Mark, ...]


def read_articles(path: Path) -> list[Article]:
    """Read an XML file, or all below a folder in the order of their names.

    Raises:
        MissingGoldError: there is no such file, or no XML in the folder.
        GoldError: a file is cut off or is no MEANTIME article.
    """
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    if not path.exists() or not files:
        raise MissingGoldError(f"{path}: no XML there; expected MEANTIME articles")
    return [_article(one) for one in files]


def _article(path: Path) -> Article:
    try:
        source = path.read_text(encoding="utf-8")
        root = ElementTree.fromstring(source)
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 ({error}); expected the file as published") from error
    except ElementTree.ParseError as error:
        raise GoldError(f"{path}:{error.position[0]}: {error}; expected a whole XML file, is it cut off?") from error
    tokens = root.findall("token")
    markables = root.find("Markables")
    if root.tag != "Document" or not tokens or markables is None:
        raise GoldError(f"{path}:1: expected a Document with token and Markables elements, as MEANTIME publishes them")
    try:
        numbers = [int(one.get("sentence", "")) for one in tokens]
    except ValueError as error:
        raise GoldError(f"{path}: {error}; expected the number of the sentence on each token") from error
    text, spans = written([one.text or "" for one in tokens], numbers)
    places = {one.get("t_id", ""): index for index, one in enumerate(tokens)}
    lines = _lines(source)
    marks = []
    for one in markables:
        where = f"{path}:{lines.get(one.get('m_id', ''), 1)}"
        anchors = [anchor.get("t_id", "") for anchor in one.findall("token_anchor")]
        unknown = [anchor for anchor in anchors if anchor not in places]
        if unknown:
            raise GoldError(f"{where}: token {unknown[0]!r} does not exist; expected the t_id of a token")
        if anchors:
            inside = [places[anchor] for anchor in anchors]
            span = spans[min(inside)][0], spans[max(inside)][1]
            marks.append(Mark(where, one.tag, dict(one.attrib), span, numbers[min(inside)]))
    last = max(index for index, number in enumerate(numbers) if number <= LAST_SENTENCE)
    return Article(path.name, text, spans[last][1], _published(marks), tuple(sorted(marks, key=lambda one: one.span)))


def _lines(source: str) -> dict[str, int]:
    """Return the number of the line on which each markable stands, by its m_id."""
    rows = enumerate(source.splitlines(), start=1)
    return {found[1]: number for number, row in rows for found in _MARK.finditer(row)}


def _published(marks: Sequence[Mark]) -> date | None:
    """Return the day of publication: marked as such, or else the date on the line under the headline."""
    times = [one for one in marks if one.tag == "TIMEX3" and one.sentence <= _DAY_LINE]
    times.sort(key=lambda one: (one["functionInDocument"] != "CREATION_TIME", one.sentence != _DAY_LINE))
    for one in times:
        try:
            return date.fromisoformat(one["value"][:10])
        except ValueError:
            continue
    return None


def written(words: Sequence[str], sentences: Sequence[int]) -> tuple[str, list[Span]]:
    """Return the text of tokens, which stand in sentences by number, and the span of each token."""
    text = ""
    spans: list[Span] = []
    is_open = False
    before = ""
    for index, (word, number) in enumerate(zip(words, sentences, strict=True)):
        shown = _QUOTES.get(word, word)
        is_new = bool(index) and number != sentences[index - 1]
        is_line = is_new and (sentences[index - 1] <= _DAY_LINE or not before.endswith(_ENDS))
        is_open = is_open and not is_line
        is_closing = shown in _CLOSING or (word == '"' and is_open)
        if is_new:
            text += "\n\n" if is_line else "" if is_closing else " "
        elif index and before not in _OPENING and not is_closing and word not in _CLITICS and before != '"(':
            text += " "
        spans.append((len(text), len(text) + len(shown)))
        text += shown
        before = '"(' if word == '"' and not is_open else shown
        is_open = is_open != (word == '"')
    return text, spans
