"""Read WikiEvents (Li et al. 2021): whole articles with events, their arguments, and which mentions are one entity.

The text is put together from the sentences as published: a sentence that ends in no full stop is a headline or a line
of its own. Mentions that are one entity stand in `coref/NAME.jsonlines` beside `NAME.jsonl`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.gold import GoldError, MissingGoldError, lines_of

__all__ = ["Argument", "Article", "Event", "Mention", "read_articles"]

_CLOSED = tuple(".!?:;\"'”’)…")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of an entity, and the cluster of mentions that are the same; its own id where it is alone."""

    span: Span
    cluster: str


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of an event: its role in the KAIROS ontology and the mention that fills it."""

    role: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Event:
    """An event: its KAIROS type ("Life.Die.Unspecified"), its trigger, its sentence and its arguments."""

    event_id: str
    kind: str
    trigger: Span
    sentence: Span
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article; spans of mentions and events are into `text`."""

    where: str
    text: str
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]


def read_articles(path: Path) -> list[Article]:
    """Read a file of WikiEvents, or the files of a folder.

    Raises:
        MissingGoldError: there is no such file.
        GoldError: a line is no article as published; is the file cut off?
    """
    if path.is_dir():
        files = sorted(path.glob("*.jsonl"))
        if not files:
            raise MissingGoldError(f"{path}: no *.jsonl here; expected WikiEvents' dev.jsonl or test.jsonl")
        return [one for file in files for one in read_articles(file)]
    clusters = _clusters(path.parent / "coref" / f"{path.stem}.jsonlines")
    found = []
    for number, line in lines_of(path):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            row = json.loads(line)
            found.append(_article(where, row, clusters.get(str(row["doc_id"]), {})))
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}:{number}: {error.msg}; expected a JSON object; is the file cut off?") from error
        except (KeyError, TypeError, IndexError, ValueError) as error:
            message = f"{type(error).__name__} {error}; expected an article of WikiEvents"
            raise GoldError(f"{path}:{number}: {message}") from error
    return found


def _clusters(path: Path) -> dict[str, dict[str, str]]:
    """Return for each article the cluster of its mentions, by the id of the mention; empty where there is no file."""
    found: dict[str, dict[str, str]] = {}
    if not path.is_file():
        return found
    for number, line in lines_of(path):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found[str(row["doc_key"])] = {str(one): str(group[0]) for group in row["clusters"] for one in group}
        except (json.JSONDecodeError, KeyError, TypeError, IndexError) as error:
            raise GoldError(f"{path}:{number}: {error}; expected doc_key and clusters; is the file cut off?") from error
    return found


def _article(where: str, row: Mapping[str, Any], clusters: Mapping[str, str]) -> Article:
    text, tokens, sentences = _text(row["sentences"])

    def span(start: int, end: int) -> Span:
        if not 0 <= start < end <= len(tokens):
            raise ValueError(f"tokens {start} to {end} of {len(tokens)}")
        return tokens[start][0], tokens[end - 1][1]

    mentions = {
        str(one["id"]): Mention(span(one["start"], one["end"]), clusters.get(str(one["id"]), str(one["id"])))
        for one in row["entity_mentions"]
    }
    events = tuple(
        Event(
            str(one["id"]),
            str(one["event_type"]),
            span(one["trigger"]["start"], one["trigger"]["end"]),
            sentences[one["trigger"]["sent_idx"]],
            tuple(
                Argument(str(part["role"]), mentions[str(part["entity_id"])])
                for part in one["arguments"]
                if str(part["entity_id"]) in mentions
            ),
        )
        for one in row["event_mentions"]
    )
    return Article(where, text, events, tuple(mentions.values()))


def _text(sentences: Sequence[Any]) -> tuple[str, list[Span], list[Span]]:
    """Return the text, and the spans of its tokens and of its sentences."""
    text = ""
    tokens: list[Span] = []
    spans: list[Span] = []
    for words, sentence in sentences:
        if text:
            text += " " if text.endswith(_CLOSED) else "\n\n"
        start, first = len(text), int(words[0][1])
        text += sentence
        spans.append((start, len(text)))
        tokens.extend((start + int(one[1]) - first, start + int(one[2]) - first) for one in words)
    return text, tokens, spans
