"""Does the confidence of an event say how often it is right? Expected calibration error over 15 bins (Guo et al. 2017).

Confidence is to be the probability that an event's type and pair (who to whom) are right. It is measured on every event
of which gold can say so:

- relations (PLV): the event that joins the marked pair; right when it has the pair's class. A sentence without an event
  has no confidence to measure.
- detect (IndiaPoliceEvents): each class that a sentence is given, at the confidence of its surest event; right when the
  sentence has the label.
- facts (the golden articles): an event that begins within a passage of an expected row and has its type; right when one
  such row names no actor or recipient that the event lacks. And an event that a forbidden row describes: wrong. Facts
  do not list every event of an article, so any other event says nothing and is left out; this part cannot see events
  that are made up, and flatters the coder.

`ece` is over the events of all parts together.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import detect, facts, relations
from bench.corpus import ROOT
from bench.gold import DATA, GoldError, MissingGoldError, Run, coded, digest, version
from bench.reliability import Bin, Panel, reliability_svg
from bench.results import Measurement, Outcome, Task, Wrong
from bench.scores import Counts, Figures, calibration_error, ratio, summarise

__all__ = ["BINS", "PARTS", "TASK", "Row", "bins_of", "counts_of", "fact_rows", "figures_of"]

BINS = 15
PARTS = ("relations", "detect", "facts")
_PLV = DATA / "plv" / "train.tsv"
_POLICE = DATA / "indiapolice" / "sents.jsonl"
_GOLDEN = ROOT / "tests" / "golden"
_PAIR = ("event_type", "actor", "recipient", "other", "others")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """An event of which gold says whether it is right, and how sure the coder was."""

    part: str
    confidence: float
    is_right: bool
    where: str
    text: str


def fact_rows(noted: facts.Facts, events: Sequence[Json]) -> Iterator[Row]:
    """Yield the events of an article of which its facts say whether type and pair are right."""
    text = noted.article.text
    for event in events:
        near = [row for row in noted.expect if _begins_in(event, row, text) and _holds(row, event, ("event_type",))]
        if near:
            is_right = any(_holds(row, event, _PAIR) for row in near)
        elif any("event_type" in row and facts.row_holds(row, event, text) for row in noted.forbid):
            is_right = False
        else:
            continue
        yield Row("facts", event["confidence"], is_right, noted.name, _shown(event))


def _begins_in(event: Json, row: Json, text: str) -> bool:
    if "near" not in row:
        return False
    start = text.index(row["near"])
    return bool(start <= event["trigger"]["start"] < start + len(row["near"]))


def _holds(row: Json, event: Json, keys: Iterable[str]) -> bool:
    """Say whether an event carries these of a row's values."""
    return facts.row_holds({key: row[key] for key in ("id", *keys) if key in row}, event, "")


def _shown(event: Json) -> str:
    sides = (", ".join(one["text"] for one in event[side]) or "nobody" for side in ("actors", "recipients"))
    return (
        f"{event['event_type']} {event['trigger']['text']!r}: {' to '.join(sides)} | {event['evidence']['quote'][:200]}"
    )


def _relations(path: Path, run: Run) -> list[list[Row]]:
    answers = run.mapped(relations.answer, run.sample(relations.read_pairs(path)), "relations")
    return [
        [
            Row(
                "relations",
                one.confidence,
                one.is_right,
                one.pair.where,
                f"{one.given}, gold {one.pair.root}: {one.pair.text}",
            )
        ]
        for one in answers
        if one.given != relations.NONE
    ]


def _detect(path: Path, run: Run) -> list[list[Row]]:
    documents = run.mapped(detect.answers, run.sample(detect.read_articles(path)), "detect")
    return [
        [
            Row(
                "detect",
                sure,
                name in one.sentence.classes,
                one.sentence.where,
                f"{name}: {one.text} | {list(one.told)}",
            )
            for one in document
            for name, sure in sorted(one.given.items())
        ]
        for document in documents
    ]


def _facts(run: Run) -> list[list[Row]]:
    articles = run.sample([facts.load_facts(one) for one in sorted(_GOLDEN.rglob("facts.json"))])
    return [list(fact_rows(one, coded(one.article.text, one.article.published))) for one in articles]


def counts_of(rows: Iterable[Row]) -> Counts:
    """Count the events of a document in each bin of each part, the sum of their confidence, and how many are right."""
    counts: Counter[str] = Counter()
    for row in rows:
        number = min(int(row.confidence * BINS), BINS - 1)
        counts[f"{row.part}:n:{number}"] += 1
        counts[f"{row.part}:right:{number}"] += row.is_right
        counts[f"{row.part}:sure:{number}"] += row.confidence  # type: ignore[assignment]
    return counts


def bins_of(counts: Counts, parts: Iterable[str]) -> Counts:
    """Return the counts of some parts together, by "n:B", "right:B" and "sure:B"."""
    found: Counter[str] = Counter()
    wanted = frozenset(parts)
    for name, value in counts.items():
        part, _, rest = name.partition(":")
        if part in wanted:
            found[rest] += value  # type: ignore[assignment]
    return found


def figures_of(counts: Counts) -> Figures:
    """Return the calibration error of all parts together and of each that has rows."""
    there = [part for part in PARTS if bins_of(counts, (part,))]
    whole = {"ece": calibration_error(bins_of(counts, PARTS), BINS)}
    return whole | {f"{part}_ece": calibration_error(bins_of(counts, (part,)), BINS) for part in there}


def _panel(title: str, counts: Counts) -> Panel:
    bins = []
    for number in range(BINS):
        n = counts.get(f"n:{number}", 0)
        if n:
            bins.append(Bin(counts[f"sure:{number}"] / n, counts[f"right:{number}"] / n, int(n)))
    return Panel(title, calibration_error(counts, BINS), tuple(bins))


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", type=Path, metavar="FILE", help="a file of PLV: relations only (default: all three parts)"
    )
    parser.add_argument("--svg", type=Path, metavar="OUT", help="also draw the reliability plot here")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every n-th document only")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="default: two")


def _run(options: argparse.Namespace) -> Outcome:
    began = time.perf_counter()
    run = Run(max(1, options.every), max(1, options.processes))
    paths = (options.path,) if options.path else (_PLV, _POLICE, _GOLDEN)
    for path in paths:
        if not path.exists():
            raise MissingGoldError(
                f"calibration: no corpus at {path}; give the path of a PLV file, or lay the development data beside "
                "the project (shared/data)"
            )
    documents = _relations(paths[0], run)
    if not options.path:
        documents += [*_detect(_POLICE, run), *_facts(run)]
    rows = [row for document in documents for row in document]
    if not rows:
        raise GoldError(f"{paths[0]}: no event to measure; expected the file as published, with labelled rows")
    counts = [counts_of(one) for one in documents]
    figures, intervals = summarise(counts, figures_of)
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    if options.svg:
        there = [part for part in PARTS if bins_of(total, (part,))]
        panels = [_panel(part, bins_of(total, (part,))) for part in there]
        whole = [_panel("all", bins_of(total, PARTS))] if len(there) > 1 else []
        options.svg.write_text(reliability_svg([*whole, *panels]), encoding="utf-8")
    details = {
        **figures, "documents": len(documents), "intervals": intervals,
        "parts": {part: _summary([row for row in rows if row.part == part]) for part in PARTS},
    }  # fmt: skip
    measured = Measurement(
        "calibration", "ece", figures["ece"], len(rows), digest(*paths), time.perf_counter() - began, version(),
        intervals.get("ece"), details,
    )  # fmt: skip
    wrong = [row for row in rows if not row.is_right]
    return Outcome(
        measured,
        tuple(
            Wrong(f"{row.part}, {_band(row.confidence)}", row.where, f"{row.confidence} {row.text}") for row in wrong
        ),
    )


def _summary(rows: Sequence[Row]) -> Mapping[str, float]:
    return {
        "events": len(rows),
        "confidence": ratio(sum(row.confidence for row in rows), len(rows)),
        "right": ratio(sum(row.is_right for row in rows), len(rows)),
    }


def _band(confidence: float) -> str:
    low = min(int(confidence * 10), 9) / 10
    return f"confidence {low:.1f} to {low + 0.1:.1f}"


TASK = Task("calibration", "does confidence say how often an event's type and pair are right", _add_arguments, _run)
