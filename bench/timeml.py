"""TimeML documents as TempEval publishes them (.tml): the text inside TEXT, its TIMEX3 and the day of creation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from bench.gold import GoldError

__all__ = ["Tagged", "TimeText", "read_timeml"]

_COARSE = re.compile(r"\d{4}(?:-\d\d)?")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A time expression of gold: its span, type ("DATE", "TIME", "DURATION", "SET") and value."""

    where: str
    span: Span
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeText:
    """A text with its day and what gold marks in it.

    `marked_until` is the end of the part that is marked; `hidden` are spans that are not scored.
    """

    name: str
    text: str
    published: date | None
    marked_until: int
    gold: tuple[Tagged, ...]
    hidden: tuple[Span, ...] = ()


def read_timeml(path: Path) -> TimeText:
    """Read a document. The day of creation is given to the coder, so it is not scored.

    Raises:
        GoldError: it is cut off, is no TimeML, or a TIMEX3 has no type or value.
    """
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        raise GoldError(f"{path}:{error.position[0]}: {error}; expected whole TimeML, is the file cut off?") from error
    if root.tag != "TimeML":
        raise GoldError(f"{path}:1: expected a TimeML element, as TempEval publishes it, not {root.tag}")
    body = root.find("TEXT")
    text, spans = _laid_out(root if body is None else body)
    created = None
    for one in root.iter("TIMEX3"):
        if one.get("functionInDocument") == "CREATION_TIME":
            created = _day(path, one)
    found = []
    for element, span in spans:
        name = f"{path.name}:{element.get('tid', '')}"
        kind, value = element.get("type"), element.get("value")
        if kind is None or value is None:
            raise GoldError(f"{path}: TIMEX3 {element.get('tid')!r} without type or value; expected both")
        if element.get("functionInDocument") != "CREATION_TIME" and span[0] < span[1]:
            found.append(Tagged(name, span, kind, value))
    return TimeText(path.name, text, created, len(text), tuple(found))


def _day(path: Path, element: ElementTree.Element) -> date | None:
    """Return the day of creation; None where only its month or year is given."""
    value = element.get("value", "")
    if _COARSE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise GoldError(f"{path}: the day of creation is {value!r}; expected YYYY-MM-DD") from error


def _laid_out(body: ElementTree.Element) -> tuple[str, list[tuple[ElementTree.Element, Span]]]:
    """Return the text of an element and where its TIMEX3 lie in it."""
    pieces: list[str] = []
    spans: list[tuple[ElementTree.Element, Span]] = []
    starts: dict[ElementTree.Element, int] = {}
    length = 0
    for kind, element, text in _walk(body):
        if kind == "start":
            starts[element] = length
        elif kind == "end" and element.tag == "TIMEX3":
            spans.append((element, (starts[element], length)))
        pieces.append(text)
        length += len(text)
    return "".join(pieces), spans


def _walk(element: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element, str]]:
    yield "start", element, ""
    yield "text", element, element.text or ""
    for child in element:
        yield from _walk(child)
        yield "text", child, child.tail or ""
    yield "end", element, ""
