"""Figures from counts, and their 95 % intervals by drawing documents again (bootstrap, percentiles)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from bench.results import Interval

__all__ = ["Counts", "Figures", "calibration_error", "f1", "macro_f1", "overlap", "ratio", "summarise"]

Counts = Mapping[str, float]
Figures = dict[str, float]
_RESAMPLES = 1000
_SEED = 20230416


def ratio(part: float, whole: float) -> float:
    """Return part / whole, 0 where there is nothing."""
    return part / whole if whole else 0.0


def f1(right: float, given: float, wanted: float) -> float:
    """Return the F1 of so many right answers among those given and those wanted: 2 right / (given + wanted)."""
    return ratio(2 * right, given + wanted)


def macro_f1(counts: Counts, classes: Iterable[str]) -> float:
    """Return the mean F1 over the classes that gold has or the coder gave.

    `counts` holds for each class "right:C", "given:C" and "wanted:C". A class that occurs on neither side is left out
    (as scikit-learn does); one that was only given has an F1 of 0.
    """
    found = [
        f1(counts.get(f"right:{one}", 0), counts.get(f"given:{one}", 0), counts.get(f"wanted:{one}", 0))
        for one in classes
        if counts.get(f"given:{one}", 0) or counts.get(f"wanted:{one}", 0)
    ]
    return ratio(sum(found), len(found))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans, start inclusive and end exclusive, share a character."""
    return one[0] < other[1] and other[0] < one[1]


def calibration_error(counts: Counts, bins: int = 15) -> float:
    """Return the expected calibration error over equal bins of confidence (Guo et al. 2017).

    `counts` holds for bin B "n:B", "sure:B" (the sum of confidences) and "right:B".
    """
    total = sum(counts.get(f"n:{one}", 0) for one in range(bins))
    gaps = (abs(counts.get(f"sure:{one}", 0) - counts.get(f"right:{one}", 0)) for one in range(bins))
    return ratio(sum(gaps), total)


def summarise(
    documents: Sequence[Counts], figures: Callable[[Counts], Figures], *, resamples: int = _RESAMPLES
) -> tuple[Figures, dict[str, Interval]]:
    """Return the figures of all documents together and the 95 % interval of each.

    Args:
        documents: what was counted in each document; figures are functions of the sums.
        figures: from sums to figures.

    Returns:
        Figures and intervals by name; no intervals for fewer than five documents.
    """
    if not documents:
        return figures(Counter()), {}
    names = sorted({name for one in documents for name in one})
    table = np.array([[float(one.get(name, 0.0)) for name in names] for one in documents]).reshape(-1, len(names))
    values = figures(Counter(dict(zip(names, table.sum(axis=0).tolist(), strict=True))))
    if len(documents) < 5:
        return values, {}
    draw = np.random.default_rng(_SEED)
    weights = draw.multinomial(len(documents), np.full(len(documents), 1 / len(documents)), size=resamples)
    drawn = [figures(Counter(dict(zip(names, row, strict=True)))) for row in (weights @ table).tolist()]
    # A part of a corpus may be in no document that was drawn; its figure is then not among those drawn.
    low_high = {name: np.percentile([one[name] for one in drawn if name in one], (2.5, 97.5)) for name in values}
    return values, {name: (float(low), float(high)) for name, (low, high) in low_high.items()}
