"""What a benchmark reports: a headline figure, all figures with their intervals, and the rows that were wrong."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

__all__ = ["Interval", "Measurement", "Outcome", "Task", "Wrong", "errors_text", "read_json", "write_json"]

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures of one task.

    `metric` and `value` are the headline; `interval` its 95 % interval where one was estimated; `n` what was scored
    (rows, spans, articles); `seconds` how long the measuring took; `version` the coder and the digest of its packs.
    `details` holds every figure by its name, as fractions, and under "intervals" their intervals.
    """

    task: str
    metric: str
    value: float
    n: int
    corpus_sha256: str
    seconds: float
    version: str
    interval: Interval | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, float]:
        """The figures of `details`, without what is no number."""
        return {name: value for name, value in self.details.items() if isinstance(value, int | float)}

    @property
    def intervals(self) -> dict[str, Interval]:
        """The interval of each figure that has one."""
        return {name: (low, high) for name, (low, high) in self.details.get("intervals", {}).items()}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that was scored as wrong: a short word for the cause, which row, and what to read."""

    cause: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task found; `failed` makes the command exit with 1."""

    measurement: Measurement
    wrong: tuple[Wrong, ...] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A benchmark: its options, and what runs it."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], Outcome]


def errors_text(wrong: Sequence[Wrong], most: int) -> str:
    """Return up to `most` wrong rows to read, grouped by cause, the most frequent cause first.

    Each cause is given its share of the rows, spread over the corpus, so that a frequent one hides no other.
    """
    if not wrong or most <= 0:
        return ""
    causes = Counter(one.cause for one in wrong)
    lines = [f"{len(wrong)} wrong rows:"]
    for cause, count in causes.most_common():
        rows = [one for one in wrong if one.cause == cause]
        shown = min(count, max(1, round(most * count / len(wrong))))
        lines.append(f"\n== {cause}: {count} rows, {shown} shown")
        for number in range(shown):
            row = rows[number * count // shown]
            lines.append(f"{row.where}: {row.text}")
    return "\n".join(lines)


def write_json(measurements: Sequence[Measurement], path: Path) -> None:
    """Write one measurement as a JSON object, several as an array."""
    rows = [asdict(one) for one in measurements]
    text = json.dumps(rows[0] if len(rows) == 1 else rows, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_json(path: Path) -> list[Measurement]:
    """Read what `write_json` wrote.

    Raises:
        ValueError: the file holds something else.
    """
    rows = json.loads(path.read_text(encoding="utf-8"))
    try:
        found = [Measurement(**row) for row in (rows if isinstance(rows, list) else [rows])]
    except TypeError as error:
        raise ValueError(f"{path}: expected what `python -m bench --json` writes ({error})") from error
    return [replace(one, interval=(one.interval[0], one.interval[1])) if one.interval else one for one in found]
