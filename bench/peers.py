"""What others reach on the same or a like task, each figure with its source (`peers.csv`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Peer", "peers_of"]


@dataclass(frozen=True, slots=True)
class Peer:
    """One figure of another system, as a fraction."""

    task: str
    metric: str
    system: str
    value: float
    source: str


def peers_of(task: str, metric: str | None = None) -> tuple[Peer, ...]:
    """Return the figures of others for a task, best first, of one metric or of all."""
    found = [one for one in _peers() if one.task == task and metric in (None, one.metric)]
    return tuple(sorted(found, key=lambda one: (one.metric, -one.value)))


@cache
def _peers() -> tuple[Peer, ...]:
    with Path(__file__).with_name("peers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Peer(row["task"], row["metric"], row["system"], float(row["value"]), row["source"])
            for row in csv.DictReader(file)
        )
