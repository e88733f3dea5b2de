"""Read attributions in brat's stand-off format: a text, and beside it spans (T) and attributions made of them (E).

As PolNeAR is published: `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`. Offsets count code points. A span's text
may go on over several lines. Where several annotators marked an article, the first by name is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.gold import GoldError

__all__ = ["Annotated", "Attribution", "Ranges", "annotated_articles"]

Ranges = tuple[tuple[int, int], ...]
_ROLES = ("Source", "Cue", "Content")
_START = re.compile(r"[TEARMN#]\d+\t|[#*]\t")
_SPAN = re.compile(r"(?P<label>\S+) (?P<offsets>\d+ \d+(?:;\d+ \d+)*)")
_EXPECTED = "expected brat stand-off as published: T1<tab>Cue 0 4<tab>text, E1<tab>Attribution:T2 Source:T3 ..."


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the ranges of source, cue and content; () where the annotator marked none."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article, its attributions in the order of their cues, and the ranges that the annotator set aside."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    discarded: Ranges


def annotated_articles(folder: Path) -> list[Annotated]:
    """Read a folder that holds `text` and `attributions`, or several of them one level below.

    Raises:
        GoldError: there is no such folder, a text has no annotation or the other way round, or a line is broken.
    """
    roots = [
        one
        for one in (folder, *(sorted(folder.iterdir()) if folder.is_dir() else ()))
        if (one / "text").is_dir() and (one / "attributions").is_dir()
    ]
    if not roots:
        raise GoldError(f"{folder}: no folders text/ and attributions/ in it or one level below")
    return [article for root in roots for article in _articles(root)]


def _articles(root: Path) -> Iterator[Annotated]:
    texts = {one.stem: one for one in sorted((root / "text").glob("*.txt"))}
    marked: dict[str, Path] = {}
    for one in sorted((root / "attributions").glob("*.ann")):
        name = one.stem if one.stem in texts else one.stem.rpartition("_")[0]
        if name not in texts:
            raise GoldError(f"{one}: no text {root / 'text'}/{name or one.stem}.txt for it")
        marked.setdefault(name, one)
    for name, path in texts.items():
        if name not in marked:
            raise GoldError(f"{path}: no annotation {root / 'attributions'}/{name}_ANNOTATOR.ann")
        text = _read(path)
        attributions, discarded = _annotation(marked[name], text)
        yield Annotated(name, text, attributions, discarded)


def _read(path: Path) -> str:
    """Return a text with its line ends as they are: offsets count them."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise GoldError(f"{path}:{line}: not UTF-8 ({error}); expected the file as published") from error


def _annotation(path: Path, text: str) -> tuple[tuple[Attribution, ...], Ranges]:
    spans: dict[str, tuple[str, Ranges]] = {}
    found = []
    entries = list(_entries(path))
    for where, cells in entries:
        if cells[0].startswith("T"):
            spans[cells[0]] = _span(where, cells, text)
    for where, cells in entries:
        if cells[0].startswith("E"):
            found.append(_attribution(where, cells, spans))
    discarded = tuple(one for label, ranges in spans.values() if label == "Discard" for one in ranges)
    return tuple(sorted(found, key=lambda one: (one.cue, one.content))), discarded


def _entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield where each entry stands and its cells; lines that open none go on with the one before."""
    entry: list[str] = []
    begun = 0
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if _START.match(line):
            if entry:
                yield f"{path}:{begun}", "\n".join(entry).split("\t", 2)
            entry, begun = [line], number
        elif entry:
            entry.append(line)
        elif line.strip():
            raise GoldError(f"{path}:{number}: {line[:40]!r}; {_EXPECTED}")
    if entry:
        yield f"{path}:{begun}", "\n".join(entry).split("\t", 2)


def _span(where: str, cells: Sequence[str], text: str) -> tuple[str, Ranges]:
    match = _SPAN.fullmatch(cells[1]) if len(cells) == 3 else None
    if match is None:
        raise GoldError(f"{where}: {' '.join(cells)[:60]!r} is no span; {_EXPECTED}; is the file cut off?")
    ranges = tuple((int(start), int(end)) for start, end in (one.split() for one in match["offsets"].split(";")))
    if any(not 0 <= start < end <= len(text) for start, end in ranges):
        raise GoldError(f"{where}: offsets {match['offsets']} in a text of {len(text)} characters")
    held = " ".join(text[start:end] for start, end in ranges).split()
    if held != cells[2].split():
        raise GoldError(
            f"{where}: the text has {' '.join(held)[:60]!r} at {match['offsets']}, the annotation "
            f"{' '.join(cells[2].split())[:60]!r}; is the file cut off, or not of this text?"
        )
    return match["label"], ranges


def _attribution(where: str, cells: Sequence[str], spans: dict[str, tuple[str, Ranges]]) -> Attribution:
    found: dict[str, set[tuple[int, int]]] = {role: set() for role in _ROLES}
    for part in " ".join(cells[1:]).split():
        name, _, span = part.partition(":")
        role = name.rstrip("0123456789")
        if span not in spans or role not in (*_ROLES, "Attribution", "Attribution-no-source"):
            raise GoldError(
                f"{where}: {part!r}; expected ROLE:SPAN with a span of this file and one of the roles "
                f"{', '.join(_ROLES)}; is the file cut off?"
            )
        if role in found:
            found[role].update(spans[span][1])
    return Attribution(*(tuple(sorted(found[role])) for role in _ROLES))
