"""Figures on the terminal: ours with its interval, and below it what others reach."""

from __future__ import annotations

from collections.abc import Sequence

from bench.peers import peers_of
from bench.results import Interval, Measurement

__all__ = ["UnknownMetricError", "check_metrics", "figure_text", "render", "render_all"]


class UnknownMetricError(ValueError):
    """A task has no such figure."""


def render(one: Measurement, metrics: Sequence[str] = ()) -> str:
    """Return a task's figures, a line each, the headline first, with those of others.

    Args:
        one: what was measured.
        metrics: only these figures; all when empty.

    Raises:
        UnknownMetricError: the task has no figure of that name; names those it has.
    """
    check_metrics(one, metrics)
    known = one.figures
    names = list(metrics) or [one.metric, *(name for name in known if name != one.metric)]
    width = max(len(name) for name in names)
    lines = [f"{one.task}: n={one.n}, corpus {one.corpus_sha256[:12]}, {one.seconds:.0f} s, {one.version}"]
    for name in names:
        lines.append(f"  {name:<{width}}  {figure_text(known[name], one.intervals.get(name))}")
        lines.extend(
            f"  {'':<{width}}    {peer.value:.3f}  {peer.system}; {peer.source}" for peer in peers_of(one.task, name)
        )
    return "\n".join(lines)


def check_metrics(one: Measurement, metrics: Sequence[str]) -> None:
    """Refuse names of figures that a task does not have.

    Raises:
        UnknownMetricError: names those it has.
    """
    unknown = [name for name in metrics if name not in one.figures]
    if unknown:
        known = ", ".join(sorted(one.figures))
        raise UnknownMetricError(f"{one.task} has no figure {', '.join(unknown)}; it has {known}")


def render_all(measurements: Sequence[Measurement]) -> str:
    """Return one line a task: its headline, the interval, the best of the others, size and digest of the corpus."""
    rows = [("task", "figure", "Harmattan", "best other", "n", "corpus", "seconds")]
    for one in measurements:
        best = peers_of(one.task, one.metric)[:1]
        rows.append(
            (
                one.task,
                one.metric,
                figure_text(one.value, one.interval),
                f"{best[0].value:.3f} {best[0].system}" if best else "-",
                str(one.n),
                one.corpus_sha256[:12],
                f"{one.seconds:.0f}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def figure_text(value: float, interval: Interval | None) -> str:
    """Return a figure with its 95 % interval."""
    return f"{value:.4g}" + (f" [{interval[0]:.3g}, {interval[1]:.3g}]" if interval else "")
