"""Write `docs/benchmarks.md` from what was measured, the figures of others, and a note a task (`notes.toml`)."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.peers import peers_of
from bench.results import Measurement
from bench.table import figure_text

__all__ = ["NOTES", "PAGE", "READINGS", "load_notes", "page"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
NOTES = Path(__file__).with_name("notes.toml")
READINGS = Path(__file__).with_name("readings.csv")
_INTRO = """\
# Benchmarks

Written by `python -m bench --write-docs`; do not edit. Every figure was measured by the version named here on gold that
others made: its development half, which was also read to mend rules, so figures on text that nobody has read are lower.
Figures are fractions; in brackets the 95 % interval from drawing documents again. Figures of other systems stand on
the corpus that their line names, which is often another half or another corpus; they say how far the best is.
"""


def page(measurements: Sequence[Measurement]) -> str:
    """Return the page, in Markdown."""
    notes = load_notes()
    parts = [_INTRO, f"Version: `{measurements[0].version}`.\n", _summary(measurements), _readings()]
    parts.extend(_section(one, notes[one.task]) for one in measurements)
    return "\n".join(parts)


def load_notes(path: Path = NOTES) -> dict[str, Mapping[str, str]]:
    """Read what is said of each task: `gold`, `method`, `trained` and `short`.

    Raises:
        ValueError: a note has other keys.
    """
    notes: dict[str, Mapping[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for task, note in notes.items():
        if set(note) != {"gold", "method", "trained", "short"}:
            raise ValueError(f"{path}: {task}: expected gold, method, trained and short, got {', '.join(sorted(note))}")
    return notes


def _summary(measurements: Sequence[Measurement]) -> str:
    rows = []
    for one in measurements:
        best = peers_of(one.task, one.metric)[:1]
        other = f"{best[0].value:.3f} {best[0].system}" if best else ""
        rows.append(
            [f"[{one.task}](#{one.task})", f"`{one.metric}`", figure_text(one.value, one.interval), other, one.n]
        )
    return _table(["task", "figure", "Harmattan", "best of the others", "n"], rows)


def _readings() -> str:
    """Return the sheets that were judged row by row (`python -m bench read`)."""
    with READINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [
        "## read",
        "Rows drawn from coded articles and judged field by field, strictly, without sight of the rules.",
    ]
    lines += ["A row is whole when it is an event and no field is wrong or missing.\n"]
    columns = ["day", "texts", "seed", "rows", "whole rows", "is an event", "type and place", "most frequent causes"]
    keys = ["day", "texts", "seed", "rows", "whole_rows", "is_event", "type_and_place", "causes"]
    peers = [f"- {one.value:.3f} {one.system}: {one.source}" for one in peers_of("read")]
    return "\n".join([*lines, _table(columns, [[row[key] for key in keys] for row in rows]), *peers, ""])


def _section(one: Measurement, note: Mapping[str, str]) -> str:
    lines = [f"## {one.task}", f"**Gold.** {note['gold']}", f"**Method.** {note['method']}"]
    lines += [f"**Trained on.** {note['trained']}", f"**Where it falls short.** {note['short']}"]
    lines += [f"n = {one.n}; corpus `{one.corpus_sha256[:12]}`; {one.seconds:.0f} s on two processes."]
    names = [one.metric, *(name for name in one.figures if name not in (one.metric, "documents"))]
    rows = [[f"`{name}`", figure_text(one.figures[name], one.intervals.get(name))] for name in names]
    peers = peers_of(one.task)
    more = [
        _table(
            ["figure", "other system", "value", "on"],
            [[f"`{p.metric}`", p.system, f"{p.value:.3f}", p.source] for p in peers],
        )
    ]
    return "\n\n".join([*lines, _table(["figure", "Harmattan"], rows), *(more if peers else [])]) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
