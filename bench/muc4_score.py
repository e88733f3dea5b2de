"""Align templates and count fills: the scorer of MUC-4, restated from scoring-guidelines.v7.

Each slot of each pair of templates gives correct, partial, incorrect, spurious and missing fills. Recall is
(correct + partial / 2) / possible, precision the same / actual; the row ALL TEMPLATES counts the fills of templates
without a partner as missing and spurious. `template_id` is a row of its own and no part of that sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from bench.muc4_match import CORRECT, PARTIAL, matches
from bench.muc4_read import SLOTS, Template
from bench.scores import Counts, ratio

__all__ = ["SCORED", "Pair", "aligned", "assigned", "count_message", "precision", "recall", "slot_f1"]

SCORED = tuple(slot for slot in SLOTS.values() if slot not in ("message", "template_id"))
_CONTENT = ("perp_ind", "perp_org", "phys_tgt", "phys_tgt_type", "hum_tgt_name", "hum_tgt_desc", "hum_tgt_type")
"""One of these must match at least in part for two templates to be the same incident (3.2.1)."""

Pair = tuple[Template | None, Template | None]
Key = TypeVar("Key")
Given = TypeVar("Given")


def aligned(keys: Sequence[Template], responses: Sequence[Template]) -> list[Pair]:
    """Pair the templates of a message so that most is right; those that find no partner stand alone.

    Two may be paired when the incident type matches at least in part and so does a perpetrator, a physical or a human
    target (3.2.1, the conditions for a mapping by content).
    """
    pairs = assigned(keys, responses, _worth)
    left = [one for one in keys if all(one is not key for key, _ in pairs)]
    spare = [one for one in responses if all(one is not given for _, given in pairs)]
    return [*pairs, *((one, None) for one in left), *((None, one) for one in spare)]


def _worth(key: Template, response: Template) -> float:
    """Return how much of a pair is right, 0 for a pair that may not be; fewer wrong fills decide between equals."""
    counts = _count_pair(key, response)
    is_type = counts["type:cor"] + counts["type:par"] > 0
    if not is_type or not any(counts[f"{slot}:cor"] + counts[f"{slot}:par"] for slot in _CONTENT):
        return 0.0
    right = sum(counts[f"{slot}:cor"] + counts[f"{slot}:par"] / 2 for slot in SCORED)
    return right - 0.001 * sum(counts[f"{slot}:inc"] + counts[f"{slot}:spu"] for slot in SCORED)


def count_message(pairs: Sequence[Pair]) -> Counts:
    """Return the counts of a message as "slot:cor", ":par", ":inc", ":spu" and ":mis".

    A template of the key that is optional and found no partner is not missed.
    """
    total: Counter[str] = Counter()
    for key, response in pairs:
        total.update(_count_pair(key, response))
        if key is not None and response is not None:
            total["template_id:cor"] += 1
        elif response is not None:
            total["template_id:spu"] += 1
        elif key is not None and not key.is_optional:
            total["template_id:mis"] += 1
    return total


def _count_pair(key: Template | None, response: Template | None) -> Counter[str]:
    counts: Counter[str] = Counter()
    if key is not None and response is None and key.is_optional:
        return counts
    for slot in SCORED:
        wanted = key.fills.get(slot, ()) if key is not None else ()
        given = response.fills.get(slot, ()) if response is not None else ()
        if not wanted and not given:
            continue
        matched = assigned(wanted, given, partial(matches, slot))
        scores = [matches(slot, one, other) for one, other in matched]
        used = {id(one) for one, _ in matched}
        required = sum(not one.is_optional for one in wanted if id(one) not in used)
        spare = len(given) - len(matched)
        counts[f"{slot}:cor"] += scores.count(CORRECT)
        counts[f"{slot}:par"] += scores.count(PARTIAL)
        counts[f"{slot}:inc"] += min(required, spare)
        counts[f"{slot}:mis"] += max(0, required - spare)
        counts[f"{slot}:spu"] += max(0, spare - required)
    return counts


def recall(counts: Counts, slots: Sequence[str] = SCORED) -> float:
    """Return recall over slots."""
    return ratio(_right(counts, slots), _sum(counts, slots, ("cor", "par", "inc", "mis")))


def precision(counts: Counts, slots: Sequence[str] = SCORED) -> float:
    """Return precision over slots."""
    return ratio(_right(counts, slots), _sum(counts, slots, ("cor", "par", "inc", "spu")))


def slot_f1(counts: Counts, slots: Sequence[str] = SCORED) -> float:
    """Return F (P&R): the harmonic mean of recall and precision over slots."""
    found, right = recall(counts, slots), precision(counts, slots)
    return ratio(2 * found * right, found + right)


def _right(counts: Counts, slots: Sequence[str]) -> float:
    return _sum(counts, slots, ("cor",)) + _sum(counts, slots, ("par",)) / 2


def _sum(counts: Counts, slots: Sequence[str], kinds: Sequence[str]) -> float:
    return sum(counts.get(f"{slot}:{kind}", 0) for slot in slots for kind in kinds)


def assigned(
    keys: Sequence[Key], given: Sequence[Given], worth: Callable[[Key, Given], float]
) -> list[tuple[Key, Given]]:
    """Return the pairs, each of either side once at most, whose worths add up to most; pairs of no worth are left out.

    The first of equally good answers is taken. Hungarian method, O(n³).
    """
    size = max(len(keys), len(given))
    if not keys or not given:
        return []
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for row, one in enumerate(keys, start=1):
        for column, other in enumerate(given, start=1):
            cost[row][column] = -max(0.0, worth(one, other))
    matched = _hungarian(cost, size)
    return [
        (keys[row - 1], given[column - 1])
        for row, column in sorted((matched[column], column) for column in range(1, size + 1))
        if row <= len(keys) and column <= len(given) and cost[row][column] < 0
    ]


def _hungarian(cost: list[list[float]], size: int) -> list[int]:
    """Return for each column, from 1, the row that it is given to, so that the costs add up to least."""
    rows, columns = [0.0] * (size + 1), [0.0] * (size + 1)
    matched, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        matched[0], column = row, 0
        least, seen = [float("inf")] * (size + 1), [False] * (size + 1)
        while matched[column]:
            seen[column] = True
            current, step, following = matched[column], float("inf"), 0
            for other in range(1, size + 1):
                if seen[other]:
                    continue
                reduced = cost[current][other] - rows[current] - columns[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(size + 1):
                if seen[other]:
                    rows[matched[other]] += step
                    columns[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            matched[column] = matched[way[column]]
            column = way[column]
    return matched
