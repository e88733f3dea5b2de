"""Cut a text into sentences.

Lines and blank lines end a sentence, unless the text is hard-wrapped; inside a paragraph the sentence
model that ships with the language's spaCy package decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from harmattan.model.annotations import TEXT
from harmattan.model.layers import Layer, Layers
from harmattan.stages.spacy_models import SentenceModel

__all__ = ["MAX_SENTENCE", "SEGMENTS", "Segment", "SegmentStage", "paragraphs"]

Segment = tuple[int, int, int]
"""Start, end (code points) and number of the paragraph."""

SEGMENTS: Layer[tuple[Segment, ...]] = Layer("segments")

MAX_SENTENCE = 1500
"""Longer stretches without an end are cut at white space: no sentence of news is as long, tables and code are."""

_DATELINE_PARAGRAPHS = 3
"""A dateline stands at the head of a text, behind a headline and a byline at most."""

# "BAMAKO, March 3 (Agency) - ", "Lagos, Nigeria — ": capitalised words and figures up to a dash between spaces.
_DATELINE = re.compile(
    r"(?=[^\n]{2,70}?\s(?:-{1,2}|–|—)\s)[A-ZÀ-Þ](?:[^\W\d_]|['’.-])*(?:[\s,/]+(?:[A-ZÀ-Þ0-9(](?:\w|['’.)/-])*|de|la|el|al|of))*"
    r"[\s,)]*\s(?:-{1,2}|–|—)\s+"
)

# A full stop between a small and a capital letter without a space.
_GLUED = re.compile(r"(?<=[a-z0-9]{2}[.!?])(?=[A-Z“][a-z“])|(?<=[a-z0-9]{2}[.!?][”\"])(?=[A-Z“][a-zA-Z])")
_BREAK = re.compile(r"\n\s*\n|\r\n\s*\r\n|[\u2028\u2029\x0b\x0c]")
_LINE = re.compile(r"\r\n|\n|\r")
_TERMINAL = (".", "!", "?", ":", ";", '"', "”", "»", "…", "'", "’")


class SegmentStage:
    """Find the sentences of a document."""

    name: ClassVar[str] = "segment"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (TEXT,)
    provides: ClassVar[tuple[Layer[Any], ...]] = (SEGMENTS,)

    def __init__(self, model: SentenceModel, abbreviations: frozenset[str] = frozenset()) -> None:
        self._model = model
        self._abbreviations = abbreviations

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the sentences' ranges, in order, without the white space around them."""
        with self._model.document():
            return {SEGMENTS: tuple(self._segments(layers[TEXT]))}

    def _segments(self, text: str) -> Iterator[Segment]:
        for number, (first_blank, end) in enumerate(paragraphs(text)):
            start = first_blank + len(text[first_blank:end]) - len(text[first_blank:end].lstrip())
            if number < _DATELINE_PARAGRAPHS and (dateline := _DATELINE.match(text, start, end)):
                yield start, len(text[: dateline.end()].rstrip()), number
                start = dateline.end()
            for first, last in self._sentences(text, start, end):
                for one, other in self._unglued(text, first, last):
                    for begin, stop in _pieces(text, one, other):
                        yield begin, stop, number

    def _sentences(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for chunk_start, chunk_end in _pieces(text, start, end, limit=20 * MAX_SENTENCE):
            held: tuple[int, int] | None = None
            for first, last in self._model.sentences(text[chunk_start:chunk_end]):
                begin, stop = chunk_start + first, chunk_start + last
                if held is not None and self._goes_on(text, held, begin):
                    begin = held[0]
                elif held is not None:
                    yield held
                held = begin, stop
            if held is not None:
                yield held

    def _unglued(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut where a line end was lost: "... left the town.Police said ...", but not inside "b.Co" or an address."""
        for match in _GLUED.finditer(text, start, end):
            before = text[start : match.start()].rsplit(None, 1)
            word = before[-1].strip("“”\"'(").rstrip('.!?”"')
            is_name = any(mark in word for mark in "./@") or word.lower() in self._abbreviations
            if not is_name:
                yield start, match.start()
                start = match.start()
        yield start, end

    def _goes_on(self, text: str, held: tuple[int, int], begin: int) -> bool:
        """Say whether a sentence was cut behind an abbreviation ("Lt. Gen.") or before a closing mark."""
        before = text[held[0] : held[1]].rstrip()
        after = text[begin : begin + 1]
        is_glued = text[held[1] : begin] == "" or after in ".,;:)!?%-"
        is_open = after.islower() and not before.endswith((".", "!", "?", "”", '"', ":", ";"))
        if is_glued or is_open:
            return True
        words = before.rsplit(None, 1)
        return bool(words) and before.endswith(".") and words[-1].rstrip(".").lower() in self._abbreviations


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text's paragraphs.

    A single line end separates paragraphs, as in most news text, unless the text is hard-wrapped: then most
    lines are of a similar length and do not end as sentences do.
    """
    is_wrapped = _is_hard_wrapped(text)
    start = 0
    pattern = _BREAK if is_wrapped else re.compile(f"{_BREAK.pattern}|{_LINE.pattern}")
    for match in pattern.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _is_hard_wrapped(text: str) -> bool:
    lines = [line.rstrip() for line in _LINE.split(text[:20_000]) if line.strip()]
    if len(lines) < 4:
        return False
    wrapped = sum(50 <= len(line) <= 100 and not line.endswith(_TERMINAL) for line in lines)
    return wrapped / len(lines) > 0.6


def _pieces(text: str, start: int, end: int, limit: int = MAX_SENTENCE) -> Iterator[tuple[int, int]]:
    """Trim a range and cut it at white space into ranges of at most `limit` code points."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = min(end, start + limit)
        if stop < end:
            space = max(text.rfind(" ", start, stop), text.rfind("\n", start, stop))
            stop = space if space > start else stop
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield start, last
        start = stop
