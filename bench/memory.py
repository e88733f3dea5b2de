"""Memory of a process that codes articles, measured in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus, repeated
from harmattan.errors import InputError

__all__ = ["Growth", "measure_memory", "slope"]

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Growth:
    """Resident megabytes after so many articles each, and the highest that the process had."""

    samples: tuple[tuple[int, float], ...]
    peak_mb: float


def measure_memory(corpus: Corpus, documents: int, *, every: int = 500) -> Growth:
    """Code so many articles in a fresh process and sample its resident size.

    Articles after the first round of the corpus get new words (see `bench.corpus.repeated`).
    """
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_coded_in_child, (corpus, documents, every))


def _coded_in_child(corpus: Corpus, documents: int, every: int) -> Growth:
    from harmattan import Coder

    coder = Coder()
    samples = []
    for number, article in enumerate(repeated(corpus, documents), start=1):
        try:
            coder.code(article.text, published=article.published)
        except InputError:
            continue  # an article that is refused takes no memory
        finally:
            if number % every == 0 or number == documents:
                samples.append((number, _resident_mb()))
    return Growth(tuple(samples), _peak_mb())


def slope(samples: Sequence[tuple[int, float]]) -> float | None:
    """Return the growth in MB a thousand articles, by least squares, None with fewer than three samples.

    The first fifth is left out: in it caches and the allocator's arenas fill.
    """
    last = samples[-1][0] if samples else 0
    late = [(number, size) for number, size in samples if number > last / 5]
    if len(late) < 3:
        return None
    return 1000 * statistics.linear_regression([one[0] for one in late], [one[1] for one in late]).slope


def _peak_mb() -> float:
    # Linux counts in kilobytes, macOS in bytes (getrusage(2)).
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else _MB)


def _resident_mb() -> float:
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return _peak_mb()
    return int(pages.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / _MB
