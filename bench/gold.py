"""What all tasks on published gold share: where the corpus lies, how it is read and coded, what comes of it.

A task is a function from a path to `Scored`. `gold_task` wraps it: it finds the corpus, refuses a missing, broken or
empty one, names it by its digest, and measures the time.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench.corpus import SHARED
from bench.results import Interval, Measurement, Outcome, Task, Wrong

__all__ = [
    "DATA",
    "GoldError",
    "MissingGoldError",
    "Run",
    "Scored",
    "coded",
    "csv_rows_of",
    "gold_task",
    "lines_of",
    "rows_of",
    "shown",
    "version",
]

DATA = SHARED / "data"
_FEW = 24
Item = TypeVar("Item")
Made = TypeVar("Made")


class GoldError(ValueError):
    """A benchmark file cannot be read; the message says which line and what was expected."""


class MissingGoldError(GoldError):
    """There is no such corpus here."""


@dataclass(frozen=True, slots=True)
class Run:
    """How to go through a corpus: every so many documents, in so many processes."""

    every: int = 1
    processes: int = 2

    def sample(self, documents: Sequence[Item]) -> Sequence[Item]:
        """Return every n-th document, from the first."""
        return documents[:: self.every]

    def mapped(self, make: Callable[[Item], Made], items: Sequence[Item], label: str) -> list[Made]:
        """Return what a function of a module makes of each item, in order, with a progress bar on the terminal."""
        if self.processes < 2 or len(items) <= _FEW:
            return [make(one) for one in shown(items, len(items), label)]
        chunk = max(1, min(16, len(items) // (4 * self.processes)))
        with ProcessPoolExecutor(self.processes, mp_context=multiprocessing.get_context("spawn")) as pool:
            return list(shown(pool.map(make, items, chunksize=chunk), len(items), label))


@dataclass(frozen=True, slots=True)
class Scored:
    """The figures of a corpus by name, and the wrong rows.

    `n` is how many rows were scored, `documents` how many texts; `extra` goes to the details as it is.
    """

    figures: dict[str, float]
    intervals: dict[str, Interval]
    n: int
    documents: int
    wrong: tuple[Wrong, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def coded(text: str, published: Any = None) -> list[dict[str, Any]]:
    """Return the events of a text as `harmattan.event/1` objects; none for an empty text."""
    from harmattan import Coder

    if not text.strip():
        return []
    return [event.to_json() for event in Coder().code(text, published=published)]


def lines_of(path: Path, suffixes: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers, from 1, without line ends.

    Raises:
        MissingGoldError: there is no such file.
        GoldError: it is not UTF-8.
    """
    if not path.is_file():
        raise MissingGoldError(f"{path}: no such file")
    if suffixes and path.suffix not in suffixes:
        raise GoldError(f"{path}: expected a file that ends in {', '.join(suffixes)}")
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield number, line.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                raise GoldError(f"{path}:{number}: not UTF-8 ({error}); expected the file as published") from error


def rows_of(path: Path, needed: Sequence[str], kind: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a file with tabs and a heading, by the names of their columns, with their line numbers.

    Args:
        path: the file.
        needed: columns that must be there.
        kind: what the file is to be, for the message.

    Raises:
        GoldError: a column is missing, or a line has more or fewer cells than the heading.
    """
    columns: list[str] = []
    for number, line in lines_of(path):
        cells = line.split("\t")
        if not columns:
            columns = cells
            if missing := [name for name in needed if name not in columns]:
                raise GoldError(f"{path}:{number}: no column {', '.join(missing)}; expected {kind} with tabs")
            continue
        if not line:
            continue
        if len(cells) != len(columns):
            heading = f"the heading has {len(columns)}"
            raise GoldError(f"{path}:{number}: {len(cells)} cells, {heading}; is the file cut off?")
        yield number, dict(zip(columns, cells, strict=True))


def csv_rows_of(path: Path, needed: Sequence[str], kind: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file (RFC 4180, a heading) by the names of their columns, with their last line's number.

    Args:
        path: the file.
        needed: columns that must be there; others are passed on.
        kind: what the file is to be, for the message.

    Raises:
        MissingGoldError: there is no such file.
        GoldError: it is not UTF-8, a column is missing, or a row has more or fewer cells than the heading.
    """
    lines = (f"{line}\n" for _, line in lines_of(path))
    reader = csv.reader(lines, strict=True)
    columns: list[str] = []
    try:
        for cells in reader:
            if not columns:
                columns = [one.strip().removeprefix("\ufeff") for one in cells]
                if missing := [name for name in needed if name not in columns]:
                    raise GoldError(f"{path}:1: no column {', '.join(missing)}; expected {kind} with commas")
                continue
            if not cells:
                continue
            if len(cells) != len(columns):
                heading = f"the heading has {len(columns)}"
                raise GoldError(f"{path}:{reader.line_num}: {len(cells)} cells, {heading}; is the file cut off?")
            yield reader.line_num, dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        raise GoldError(f"{path}:{reader.line_num}: {error}; expected {kind} with commas") from error


def gold_task(
    name: str,
    summary: str,
    *,
    metric: str,
    default: Path | None,
    measure: Callable[[Path, Run], Scored],
    files: Callable[[Path], Sequence[Path]] = lambda path: (path,),
) -> Task:
    """Make a task of a function that scores a corpus.

    Args:
        name: as the command line names it.
        summary: one line for `--help`.
        metric: the figure that is the headline.
        default: the development half; None for a task that needs no corpus of its own.
        measure: from the path to what was found.
        files: which files and folders of a path are scored, and named by the digest; the path itself.
    """

    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "path", nargs="?", type=Path, metavar="FILE|FOLDER", help="the published file (default: development half)"
        )
        parser.add_argument("--every", type=int, default=1, metavar="N", help="take every n-th document only")
        parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="default: two")

    def run(options: argparse.Namespace) -> Outcome:
        path = options.path or default
        if path is None or not path.exists():
            raise MissingGoldError(
                f"{name}: no corpus at {path}; give the path of the published file, or lay the development data beside "
                "the project (shared/data)"
            )
        began = time.perf_counter()
        found = measure(path, Run(max(1, options.every), max(1, options.processes)))
        if not found.n or not found.documents:
            raise GoldError(f"{path}: nothing to score; expected the file as published, with at least one labelled row")
        details = {**found.figures, "documents": found.documents, "intervals": found.intervals, **found.extra}
        return Outcome(
            Measurement(
                name, metric, found.figures[metric], found.n, digest(*files(path)), time.perf_counter() - began,
                version(), found.intervals.get(metric), details,
            ),
            found.wrong,
        )  # fmt: skip

    return Task(name, summary, add_arguments, run)


def version() -> str:
    """Return the coder's version and the digest of its packs."""
    from harmattan import Coder

    return f"{Coder().made_by} packs {Coder().packs}"


def digest(*paths: Path) -> str:
    """Return the SHA-256 over the files of a corpus, in the order of their names."""
    total = hashlib.sha256()
    for path in paths:
        for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if one.is_file():
                total.update(hashlib.sha256(one.read_bytes()).digest())
    return total.hexdigest()


def shown(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """Pass items on; on a terminal, with a bar on standard error."""
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield from bar.track(items, total=total, description=label)
