"""The command line. `main` is the program; each family of commands is a module, the library does the work."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from harmattan.config import DEBUG_VARIABLE

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    0 all good, 1 some items were refused, 2 a wrong option or nothing usable; 130 after Ctrl-C, 141 when the reader
    of the output went away.

    Args:
        arguments: those of the command line; None takes the program's own.
    """
    from harmattan.errors import HarmattanError

    is_debug = bool(os.environ.get(DEBUG_VARIABLE))
    _prepare(is_debug=is_debug)
    try:
        return _run(arguments)
    except HarmattanError as error:
        if is_debug:
            raise
        return _say(str(error), 2)
    except Exception as error:
        if is_debug:
            raise
        return _say(
            f"unexpected {type(error).__name__}: {error}\nThis is a fault of Harmattan. Please report it with the "
            f"command and, if you may share it, the input; {DEBUG_VARIABLE}=1 before the command shows where it broke.",
            2,
        )


def _run(arguments: Sequence[str] | None) -> int:
    from harmattan.cli.app import app

    try:
        app(args=None if arguments is None else list(arguments), prog_name="harmattan")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 0 if ending.code is None else 2
    return 0


def _prepare(*, is_debug: bool) -> None:
    """Let no character stop the output, and keep the log of libraries off the terminal."""
    import logging

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    if is_debug:
        logging.basicConfig(level=logging.INFO)
    elif not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())


def _say(message: str, status: int) -> int:
    from harmattan.cli.messages import say

    say(message)
    return status
