"""Draw reliability plots as SVG: how often events are right against how sure the coder was."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Bin", "Panel", "reliability_svg", "wilson"]

_SIDE, _LEFT, _TOP, _BARS, _GAP = 240, 52, 46, 44, 26
_WIDTH, _HEIGHT = _LEFT + _SIDE + _GAP, _TOP + _SIDE + _BARS + 66
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_STYLE = """\
text { font: 12px sans-serif; fill: #333 } .title { font-weight: bold; font-size: 14px } .axis { stroke: #999 }
.grid { stroke: #eee } .ideal { stroke: #999; stroke-dasharray: 4 4 } .bar { fill: #b8c7d9 }
.error { stroke: #1f5a96; stroke-width: 1.5 } .point { fill: #1f5a96 } .line { fill: none; stroke: #1f5a96 }"""


@dataclass(frozen=True, slots=True)
class Bin:
    """The mean confidence of the events in a bin, the share of them that is right, and their number."""

    confidence: float
    right: float
    n: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot: its title, its calibration error and its bins from low to high."""

    title: str
    error: float
    bins: tuple[Bin, ...]


def wilson(right: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    z2 = 1.96**2
    middle = (right + z2 / (2 * n)) / (1 + z2 / n)
    reach = 1.96 * math.sqrt(right * (1 - right) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def reliability_svg(panels: Sequence[Panel]) -> str:
    """Return the plots, two in a row, as an SVG document.

    Points show the share of right events of a bin with its 95 % interval, the dashed line what a perfect confidence
    would give, the bars below how many events a bin holds.
    """
    columns = min(2, len(panels))
    width, height = columns * _WIDTH + _GAP, math.ceil(len(panels) / columns) * _HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for number, panel in enumerate(panels):
        x, y = number % columns * _WIDTH + _LEFT, number // columns * _HEIGHT + _TOP
        lines += [f'<g transform="translate({x} {y})">', *_panel(panel), "</g>"]
    return "\n".join([*lines, "</svg>", ""])


def _panel(panel: Panel) -> Iterator[str]:
    total = sum(one.n for one in panel.bins)
    yield f'<text class="title" x="0" y="-24">{escape(panel.title)}</text>'
    yield f'<text x="0" y="-8">{total} events, calibration error {panel.error:.3f}</text>'
    yield from _axes()
    points = [(one.confidence * _SIDE, (1 - one.right) * _SIDE) for one in panel.bins]
    yield f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
    most = max((one.n for one in panel.bins), default=1)
    base = _SIDE + 24 + _BARS
    for one, (x, y) in zip(panel.bins, points, strict=True):
        low, high = ((1 - share) * _SIDE for share in wilson(one.right, one.n))
        tall = max(1.0, _BARS * one.n / most)
        yield f'<line class="error" x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>'
        yield f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{one.n} events</title></circle>'
        yield f'<rect class="bar" x="{x - 5:.1f}" y="{base - tall:.1f}" width="10" height="{tall:.1f}"/>'
    yield f'<line class="axis" x1="0" x2="{_SIDE}" y1="{base}" y2="{base}"/>'
    yield f'<text x="{_SIDE / 2}" y="{base + 16}" text-anchor="middle">confidence; bars: events (most {most})</text>'


def _axes() -> Iterator[str]:
    for tick in _TICKS:
        at = tick * _SIDE
        yield f'<line class="grid" x1="{at}" x2="{at}" y1="0" y2="{_SIDE}"/>'
        yield f'<line class="grid" x1="0" x2="{_SIDE}" y1="{at}" y2="{at}"/>'
        yield f'<text x="{at}" y="{_SIDE + 16}" text-anchor="middle">{tick:.1f}</text>'
        yield f'<text x="-8" y="{_SIDE - at + 4}" text-anchor="end">{tick:.1f}</text>'
    yield f'<line class="ideal" x1="0" x2="{_SIDE}" y1="{_SIDE}" y2="0"/>'
    yield f'<path class="axis" fill="none" d="M0 0V{_SIDE}H{_SIDE}"/>'
    middle = _SIDE / 2
    turned = f'transform="translate(-36 {middle}) rotate(-90)" text-anchor="middle"'
    yield f"<text {turned}>share of events that are right</text>"
