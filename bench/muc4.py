"""Templates of political violence (MUC-4): whole reports coded, events written as templates, scored as in 1992."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.gold import DATA, Run, Scored, gold_task
from bench.muc4_adapter import respond
from bench.muc4_read import Story, Template, read_corpus
from bench.muc4_score import SCORED, Pair, aligned, count_message, precision, recall, slot_f1
from bench.results import Wrong
from bench.scores import Counts, Figures, summarise

__all__ = ["TASK", "measure", "wrong_rows"]

_SHOWN = ("type", "date", "location", "perp_ind", "perp_org", "phys_tgt", "hum_tgt_name", "hum_tgt_desc")

Answer = tuple[Story, list[Pair], Counts]


def answer(message: tuple[Story, tuple[Template, ...]]) -> Answer:
    """Code a message, and align its templates with the key's."""
    story, keys = message
    pairs = aligned(keys, respond(story))
    return story, pairs, count_message(pairs)


def measure(path: Path, run: Run) -> Scored:
    """Score the messages below a path."""
    answers = run.mapped(answer, run.sample(read_corpus(path)), "muc4")
    figures, intervals = summarise([counts for _, _, counts in answers], _figures)
    total: Counter[str] = Counter()
    for _, _, counts in answers:
        total.update({name: int(value) for name, value in counts.items()})
    wrong = [row for story, pairs, _ in answers for row in wrong_rows(story, pairs)]
    templates = sum(key is not None for _, pairs, _ in answers for key, _ in pairs)
    return Scored(
        figures, intervals, max(templates, 1), len(answers), tuple(wrong), {"counts": dict(sorted(total.items()))}
    )


def _figures(counts: Counts) -> Figures:
    slots = {f"{slot}_f1": slot_f1(counts, (slot,)) for slot in (*SCORED, "template_id")}
    return {
        "overall_f1": slot_f1(counts),
        "overall_recall": recall(counts),
        "overall_precision": precision(counts),
        **slots,
    }


def wrong_rows(story: Story, pairs: list[Pair]) -> list[Wrong]:
    """Return a row for each template without a partner, and for each pair the slots that are wrong."""
    rows = []
    for key, given in pairs:
        if key is None or given is None:
            one = key or given
            assert one is not None
            cause = f"{'missing' if key else 'spurious'} {one.first('type')}"
            if key is None or not key.is_optional:
                rows.append(Wrong(cause, f"{story.message} {one.where}", _text(one)))
            continue
        counts = count_message([(key, given)])
        bad = [slot for slot in SCORED if sum(counts.get(f"{slot}:{kind}", 0) for kind in ("inc", "mis", "spu", "par"))]
        rows += [
            Wrong(
                f"{slot} of a pair",
                f"{story.message} {key.where}",
                f"key {_slot(key, slot)} | given {_slot(given, slot)}",
            )
            for slot in bad
        ]
    return rows


def _slot(one: Template, slot: str) -> str:
    return (
        "; ".join(
            " / ".join(fill.values) + (f": {' / '.join(fill.refs)}" if fill.refs else "")
            for fill in one.fills.get(slot, ())
        )
        or "-"
    )


def _text(one: Template) -> str:
    return " | ".join(f"{slot} {_slot(one, slot)}" for slot in _SHOWN if one.fills.get(slot))


TASK = gold_task(
    "muc4",
    "templates of political violence (MUC-4)",
    metric="overall_f1",
    default=DATA / "muc4" / "corpora",
    measure=measure,
)
