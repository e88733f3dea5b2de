"""The progress bar of a batch, on stderr: how many of about how many, how fast, how long still."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

__all__ = ["Progress", "expected_documents"]

_MANY_RECORDS: Final = (".jsonl", ".ndjson", ".csv", ".tsv")
_PACKED: Final = (".gz", ".zst")
_CHUNK: Final = 1 << 20


def expected_documents(sources: Sequence[str]) -> int | None:
    """Return about how many documents the sources hold: lines of tables, else files; None where only reading tells."""
    total = 0
    for source in sources:
        if source == "-":
            return None
        if "://" in source:
            total += 1
            continue
        for path in _files(source):
            ending = path.suffix.lower()
            if ending in _PACKED and Path(path.stem).suffix.lower() in _MANY_RECORDS:
                return None
            total += _lines(path) if ending in _MANY_RECORDS else 1
    return total


def _files(source: str) -> Iterator[Path]:
    from harmattan.stages.intake.sources import walk

    path = Path(source)
    paths = [path] if path.exists() else [Path(one) for one in sorted(glob.glob(source, recursive=True))]  # noqa: PTH207
    for one in paths:
        if one.is_dir():
            yield from (found for found in walk(one) if isinstance(found, Path))
        elif one.is_file():
            yield one


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            count = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))
    except OSError:
        return 1
    return max(1, count)


class Progress:
    """A bar of rich on stderr, if that is a terminal. It goes away at the end."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[found]}"),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
            # What other code prints meanwhile goes above the bar, stdout stays as it is.
            redirect_stdout=False,
            redirect_stderr=True,
        )
        self._total = total
        self._task = self._bar.add_task("reading and coding", total=total, rate="", found="loading models")

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, items: int, events: int, refused: int) -> None:
        """Show how far the batch is."""
        # The total is an estimate; the bar must not run over its end.
        total = None if self._total is None else max(self._total, items)
        speed = self._bar.tasks[0].speed
        self._bar.update(
            self._task,
            completed=items,
            total=total,
            rate=f"{speed:.1f}/s" if speed else "",
            found=f"{events:,} events" + (f", {refused:,} refused" if refused else ""),
        )
