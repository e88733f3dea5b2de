"""What ends a command early without being a fault: a reader that went away, Ctrl-C."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from harmattan.cli.messages import say

__all__ = ["guarded"]

_PIPE_CLOSED = 141  # as a shell reports a program that SIGPIPE ended
_INTERRUPTED = 130  # the same for SIGINT
P = ParamSpec("P")


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Let a command end quietly, with the status that a shell expects."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            try:
                command(*args, **kwargs)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(_PIPE_CLOSED) from None
        except KeyboardInterrupt:
            say("interrupted; what was written stays")
            raise typer.Exit(_INTERRUPTED) from None

    return run


def _drop_output() -> None:
    """Let what is still buffered go nowhere, so that closing stdout at exit does not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
