"""Score coded events against the facts that a person wrote down for an article.

A facts file has "document" (a path beside it), "published", "expect" and "forbid". A row of "expect" holds when one
event carries every value that it names and the event's evidence overlaps the passage "near". Rows are matched to events
one to one; an event may hold two rows when neither has a "group". A list in a row means any of these. A row of "forbid"
must match no event. Spans must reproduce their text, and coding everything is not coding: see `shotguns`.
"""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.corpus import ROOT, SHARED, Article, Corpus, article
from bench.gold import version
from bench.results import Measurement, Outcome, Task, Wrong
from bench.scores import Counts, Figures, summarise

__all__ = ["TASK", "Facts", "Score", "bad_offsets", "load_facts", "row_holds", "score", "shotguns"]

Json = Mapping[str, Any]

_SIDES = ("actors", "recipients", "places")
_MOST_PARTICIPANTS = 8
_LONGEST_EVIDENCE = 900
_MOST_TYPES = 4
_UNCLEAN = ("forbidden", "bad_offsets", "shotguns")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person noted for an article."""

    path: Path
    article: Article
    expect: tuple[Json, ...]
    forbid: tuple[Json, ...]
    max_events: int

    @property
    def name(self) -> str:
        """The article's name."""
        return self.article.name


@dataclass(frozen=True, slots=True)
class Score:
    """How an article's events compare with its facts; the lists name the rows and spans that are wrong."""

    rows: int
    events: int
    missed: tuple[str, ...]
    forbidden: tuple[str, ...]
    bad_offsets: tuple[str, ...]
    shotguns: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of expected rows that are held; 1 when none is expected."""
        return (self.rows - len(self.missed)) / self.rows if self.rows else 1.0

    @property
    def is_clean(self) -> bool:
        """Whether nothing forbidden, misplaced or over-coded is there."""
        return not (self.forbidden or self.bad_offsets or self.shotguns)


def load_facts(path: Path, document: Path | None = None) -> Facts:
    """Read a facts file and its article.

    Args:
        path: the facts.
        document: the article, where the file's own "document" is not to be used.

    Raises:
        ValueError: a passage "near" is not in the article.
    """
    facts = json.loads(path.read_text(encoding="utf-8"))
    published = date.fromisoformat(facts["published"]) if facts.get("published") else None
    source = article(document or path.parent / facts["document"], published)
    for row in (*facts["expect"], *facts["forbid"]):
        if row.get("near", "") not in source.text:
            raise ValueError(f"{path}: row {row['id']!r}: passage not in the article: {row['near']!r}")
    expect = tuple(facts["expect"])
    return Facts(path, source, expect, tuple(facts["forbid"]), facts.get("max_events", 2 * len(expect) + 8))


def score(facts: Facts, events: Sequence[Json]) -> Score:
    """Compare events, as `harmattan.event/1` objects, with the facts of their article."""
    text = facts.article.text
    slots = [
        [
            (number, slot)
            for number, event in enumerate(events)
            if row_holds(row, event, text)
            for slot in ((0,) if "group" in row else (0, 1))
        ]
        for row in facts.expect
    ]
    matched = _matched(slots)
    return Score(
        rows=len(facts.expect),
        events=len(events),
        missed=tuple(row["id"] for number, row in enumerate(facts.expect) if number not in matched),
        forbidden=tuple(row["id"] for row in facts.forbid if any(row_holds(row, event, text) for event in events)),
        bad_offsets=tuple(line for event in events for line in bad_offsets(event, text)),
        shotguns=tuple(shotguns(events, facts.max_events)),
    )


def row_holds(row: Json, event: Json, text: str) -> bool:
    """Say whether an event carries every value that a row names.

    Raises:
        ValueError: the row has an unknown key.
    """
    unknown = set(row) - set(_TESTS) - {"id", "near", "group"}
    if unknown:
        raise ValueError(f"row {row['id']!r}: unknown keys {sorted(unknown)}; expected of {sorted(_TESTS)}")
    if "near" in row:
        evidence = event["evidence"]
        start = text.index(row["near"])
        if evidence["start"] >= start + len(row["near"]) or evidence["end"] <= start:
            return False
    return all(test(row[key], event) for key, test in _TESTS.items() if key in row)


def _one_of(wanted: Any, got: Any) -> bool:
    return got in wanted if isinstance(wanted, list) else bool(got == wanted)


def _folded(text: str | None) -> str:
    """Return the text without accents and case."""
    parts = unicodedata.normalize("NFKD", text or "")
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


def _named(wanted: str | list[str], *texts: str | None) -> bool:
    names = wanted if isinstance(wanted, list) else [wanted]
    return any(_folded(name) in _folded(text) for name in names for text in texts)


def _one_holds(wanted: Json, items: Sequence[Json]) -> bool:
    """Say whether a participant or place carries all values; names are looked for in name, text and antecedent."""

    def holds(item: Json) -> bool:
        said = (item.get("name"), item.get("text"), (item.get("antecedent") or {}).get("text"))
        return all(
            _named(value, *said) if key in ("name", "text") else _one_of(value, item.get(key))
            for key, value in wanted.items()
        )

    return any(holds(item) for item in items)


def _claim_holds(wanted: Json, claims: Sequence[Json]) -> bool:
    def holds(claim: Json) -> bool:
        said = claim.get("said_on") or {}
        return (
            ("name" not in wanted or _named(wanted["name"], claim.get("name"), claim.get("speaker")))
            and ("quoted" not in wanted or claim["is_quoted"] == wanted["quoted"])
            and ("said_on" not in wanted or [said.get("start"), said.get("end")] == wanted["said_on"])
            and all(_one_of(wanted[key], claim.get(key)) for key in ("country", "sector") if key in wanted)
        )

    return any(holds(claim) for claim in claims)


def _dates_touch(wanted: Sequence[str], got: Json) -> bool:
    return bool(got.get("start")) and got["start"] <= wanted[1] and (got.get("end") or got["start"]) >= wanted[0]


_TESTS: dict[str, Callable[[Any, Json], bool]] = {
    "event_type": lambda wanted, event: _one_of(wanted, event["event_type"]),
    "mode": lambda wanted, event: _one_of(wanted, event["mode"]) or wanted in event["modes"],
    "factuality": lambda wanted, event: _one_of(wanted, event["factuality"]),
    "is_aggregate": lambda wanted, event: bool(event["is_aggregate"] == wanted),
    "context": lambda wanted, event: wanted in event["contexts"],
    "actor": lambda wanted, event: _one_holds(wanted, event["actors"]),
    "recipient": lambda wanted, event: _one_holds(wanted, event["recipients"]),
    "other": lambda wanted, event: _one_holds(wanted, [*event["actors"], *event["recipients"]]),
    "others": lambda wanted, event: all(_one_holds(one, [*event["actors"], *event["recipients"]]) for one in wanted),
    "place": lambda wanted, event: _one_holds(wanted, event["places"]),
    "claim": lambda wanted, event: _claim_holds(wanted, event["claims"]),
    "count": lambda wanted, event: any(
        all(count.get(key) == value for key, value in wanted.items()) for count in event["counts"]
    ),
    "occurrences": lambda wanted, event: all(
        (event["occurrences"] or {}).get(key) == value for key, value in wanted.items()
    ),
    "date": lambda wanted, event: [event["date"]["start"], event["date"]["end"]] == wanted,
    "date_overlaps": lambda wanted, event: _dates_touch(wanted, event["date"]),
}


def _matched(slots: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """Give rows to slots of events so that most rows have one (Kuhn's augmenting paths); return those rows."""
    holder: dict[tuple[int, int], int] = {}

    def give(row: int, seen: set[tuple[int, int]]) -> bool:
        for slot in slots[row]:
            if slot not in seen:
                seen.add(slot)
                if slot not in holder or give(holder[slot], seen):
                    holder[slot] = row
                    return True
        return False

    for row in range(len(slots)):
        give(row, set())
    return set(holder.values())


def shotguns(events: Sequence[Json], max_events: int) -> list[str]:
    """Return the signs of coding everything.

    More events than are plausible, more than eight participants or places of a kind, one span twice in a field,
    evidence of over 900 characters, more than four event types on one piece of evidence.
    """
    found = [f"{len(events)} events, at most {max_events} are plausible"] if len(events) > max_events else []
    types: dict[tuple[int, int], set[str]] = {}
    for event in events:
        start, end = event["evidence"]["start"], event["evidence"]["end"]
        types.setdefault((start, end), set()).add(event["event_type"])
        if end - start > _LONGEST_EVIDENCE:
            found.append(f"{event['event_id']}: evidence of {end - start} characters")
        for side in _SIDES:
            spans = [(one["start"], one["end"]) for one in event[side]]
            if len(spans) > _MOST_PARTICIPANTS or len(spans) != len(set(spans)):
                found.append(f"{event['event_id']}: {side} has {len(spans)} items on {len(set(spans))} spans")
    found.extend(
        f"evidence {start}..{end} has {len(kinds)} event types"
        for (start, end), kinds in types.items()
        if len(kinds) > _MOST_TYPES
    )
    return found


def bad_offsets(event: Json, text: str) -> list[str]:
    """Return each span of an event that does not reproduce its text."""
    spans: list[tuple[str, Json, str]] = [
        ("evidence", event["evidence"], "quote"),
        ("trigger", event["trigger"], "text"),
    ]
    spans.extend(("more_evidence", one, "quote") for one in event["more_evidence"])
    if event["date"]["span"]:
        spans.append(("date", event["date"]["span"], "text"))
    for field in ("actors", "recipients", "places", "counts"):
        spans.extend((field, one, "text") for one in event[field])
        spans.extend((field, one["antecedent"], "text") for one in event[field] if one.get("antecedent"))
    for claim in event["claims"]:
        spans.append(("claims", claim, "speaker"))
        if claim.get("cue"):
            spans.append(("cue", claim["cue"], "text"))
    return [
        f"{event['event_id']}: {field} {span.get(key)!r} is not at {span.get('start')}..{span.get('end')}"
        for field, span, key in spans
        if span.get("start") is None or text[span["start"] : span["end"]] != span.get(key)
    ]


def _all_facts(path: Path | None) -> list[Facts]:
    """Return the facts of a file or under a folder; the golden articles and the shared ones when none is named."""
    if path is not None and path.is_file():
        return [load_facts(path)]
    roots = [path] if path is not None else [ROOT / "tests" / "golden", SHARED / "articles"]
    names = ("facts.json", "*.facts.json")
    return [load_facts(one) for root in roots for name in names for one in sorted(root.rglob(name))]


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="[ARTICLE] FACTS",
        help="a facts file or a folder of them, and the article when it is not the one that the file names "
        "(default: the golden articles and, where present, the shared ones)",
    )
    parser.add_argument("--min-recall", type=float, default=0.0, help="exit with 1 when an article has less")


def _run(options: argparse.Namespace) -> Outcome:
    from harmattan import Coder

    coder = Coder()
    began = time.perf_counter()
    paths = list(options.paths)
    wanted = [load_facts(paths[1], paths[0])] if len(paths) == 2 else _all_facts(paths[0] if paths else None)
    if not wanted:
        raise ValueError(f"{paths[0] if paths else ROOT}: no facts file there")
    scores = []
    for facts in wanted:
        events = coder.code(facts.article.text, published=facts.article.published)
        scores.append(score(facts, [event.to_json() for event in events]))
    for facts, one in zip(wanted, scores, strict=True):
        print(f"{facts.name}: {one.rows - len(one.missed)} of {one.rows} rows, {one.events} events")
        for kind in ("missed", *_UNCLEAN):
            for line in getattr(one, kind):
                print(f"  {kind.replace('_', ' ')}: {line}")
    counts = [
        {"rows": one.rows, "found": one.rows - len(one.missed), **{kind: len(getattr(one, kind)) for kind in _UNCLEAN}}
        for one in scores
    ]
    figures, intervals = summarise(counts, _figures)
    by_article = {facts.name: one.recall for facts, one in zip(wanted, scores, strict=True)}
    interval = intervals.get("recall")
    measurement = Measurement(
        "facts",
        "recall",
        figures["recall"],
        sum(one.rows for one in scores),
        Corpus("facts", tuple(facts.article for facts in wanted)).sha256,
        time.perf_counter() - began,
        version(),
        interval,
        {**figures, "intervals": {"recall": interval} if interval else {}, "by_article": by_article},
    )
    wrong = tuple(
        Wrong(kind.replace("_", " "), facts.name, line)
        for facts, one in zip(wanted, scores, strict=True)
        for kind in ("missed", *_UNCLEAN)
        for line in getattr(one, kind)
    )
    failed = any(not one.is_clean or one.recall < options.min_recall for one in scores)
    return Outcome(measurement, wrong, failed)


def _figures(counts: Counts) -> Figures:
    """Return the share of rows that were found, and how many rows must not be there and are."""
    rows = counts.get("rows", 0)
    return {
        "recall": counts.get("found", 0) / rows if rows else 1.0,
        **{kind: counts.get(kind, 0) for kind in _UNCLEAN},
    }


TASK = Task(
    "facts", "how much of what a person noted for an article is found, and what must not be", _add_arguments, _run
)
