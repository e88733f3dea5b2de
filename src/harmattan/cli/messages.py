"""What is said on stderr: one line a matter, with nothing that could steer the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from harmattan.model.wording import clean_text

if TYPE_CHECKING:
    from rich.console import Console

    from harmattan.stages.intake.options import Quarantined

__all__ = ["out_console", "plain", "say", "say_refused"]


def say(message: str) -> None:
    """Print a message for people."""
    print(f"harmattan: {_safe(message)}", file=sys.stderr)


def say_refused(item: Quarantined) -> None:
    """Print why an item was refused, on one line."""
    print(f"refused: {plain(item.reason)}", file=sys.stderr)


def plain(text: str) -> str:
    """Return a text on one line, its control characters made visible."""
    return " ".join(_safe(text).split())


def out_console(*, file: Path | None = None, width: int | None = None) -> Console:
    """Return a console of rich on stdout. Without a terminal it is as wide as COLUMNS says, else 120, and plain."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False, width=width)
    if not console.is_terminal and width is None:
        import os

        columns = os.environ.get("COLUMNS", "")
        console = Console(
            highlight=False, markup=False, emoji=False, width=int(columns) if columns.isdecimal() else 120
        )
    return console


def _safe(text: str) -> str:
    return clean_text(text, keep_order_marks=False)
