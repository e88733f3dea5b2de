"""Floors: what each benchmark must at least reach, beside the digest of its corpus (`floors.json`).

`make test` measures every n-th document of each corpus that is there and refuses a figure below its floor.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.results import Measurement
from bench.table import check_metrics

__all__ = ["FLOORS", "Floor", "below", "load_floors"]

FLOORS = Path(__file__).with_name("floors.json")
_KEYS = {"every", "corpus_sha256", "least", "most"}


@dataclass(frozen=True, slots=True)
class Floor:
    """What a task must reach on every n-th document of a corpus: figures at least, and figures at most."""

    task: str
    every: int
    corpus_sha256: str
    least: Mapping[str, float]
    most: Mapping[str, float]


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Read the floors by task.

    Raises:
        ValueError: the file has unknown or missing keys.
    """
    found = {}
    for task, one in json.loads(path.read_text(encoding="utf-8"))["tasks"].items():
        if unknown := set(one) - _KEYS:
            raise ValueError(f"{path}: {task}: unknown keys {sorted(unknown)}; expected {sorted(_KEYS)}")
        if not one.get("least") and not one.get("most"):
            raise ValueError(f"{path}: {task}: no figure in 'least' or 'most'")
        found[task] = Floor(task, one["every"], one["corpus_sha256"], one.get("least", {}), one.get("most", {}))
    return found


def below(floor: Floor, one: Measurement) -> list[str]:
    """Return a line for each figure on the wrong side of its floor.

    Raises:
        UnknownMetricError: the task has no figure of a name; names those it has.
    """
    check_metrics(one, [*floor.least, *floor.most])
    figures = one.figures
    return [
        *(f"{name} is {figures[name]:.4f}, its floor {at}" for name, at in floor.least.items() if figures[name] < at),
        *(f"{name} is {figures[name]:.4f}, at most {at}" for name, at in floor.most.items() if figures[name] > at),
    ]
