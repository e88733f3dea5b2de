"""What a benchmark reports: one measurement a metric, as a line on the terminal and as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Measurement", "Task", "render", "write_json"]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure.

    `interval` is the 95 % interval where one was estimated, `n` what the figure was taken over (articles, rows),
    `seconds` how long the measuring took, `version` the coder and the digest of its packs, `details` the parts.
    """

    task: str
    metric: str
    value: float
    n: int
    corpus_sha256: str
    seconds: float
    version: str
    interval: tuple[float, float] | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """A benchmark: its options, and what runs it and returns its figures with an exit status (0: nothing failed)."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], tuple[Sequence[Measurement], int]]


def render(measurements: Sequence[Measurement]) -> str:
    """Return one line a measurement: metric, value, interval, what it was taken over."""
    width = max((len(one.metric) for one in measurements), default=0)
    lines = []
    for one in measurements:
        interval = f"  [{one.interval[0]:.3g}, {one.interval[1]:.3g}]" if one.interval else ""
        lines.append(f"{one.metric:<{width}}  {one.value:>10.4g}{interval}  n={one.n}")
    return "\n".join(lines)


def write_json(measurements: Sequence[Measurement], path: Path) -> None:
    """Write the measurements as a JSON array."""
    rows = [asdict(one) for one in measurements]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
