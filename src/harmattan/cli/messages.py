"""What is said on stderr: one line a matter, with nothing that could steer the terminal."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from harmattan.model.wording import clean_text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from harmattan.stages.intake.options import Quarantined

__all__ = ["as_text", "out_console", "plain", "say", "say_refused"]

_WIDE = 120


def say(message: str) -> None:
    """Print a message for people."""
    print(f"harmattan: {_safe(message)}", file=sys.stderr)


def say_refused(item: Quarantined) -> None:
    """Print why an item was refused, on one line."""
    print(f"refused: {plain(item.reason)}", file=sys.stderr)


def plain(text: str) -> str:
    """Return a text on one line, its control characters made visible."""
    return " ".join(_safe(text).split())


def out_console() -> Console:
    """Return a console of rich on stdout; without a terminal it is plain, and as wide as COLUMNS says, else 120."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal or os.environ.get("COLUMNS"):
        return console
    return Console(highlight=False, markup=False, emoji=False, width=_WIDE)


def as_text(renderable: RenderableType) -> str:
    """Return what a renderable looks like in a file: plain, 120 columns wide."""
    from rich.console import Console

    buffer = io.StringIO()
    Console(file=buffer, highlight=False, markup=False, emoji=False, width=_WIDE, no_color=True).print(renderable)
    return buffer.getvalue()


def _safe(text: str) -> str:
    return clean_text(text, keep_order_marks=False)
