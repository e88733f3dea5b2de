"""Coders for tests of the pool: they do what the text says. Functions of a module, so that workers can import them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from types import MappingProxyType

from harmattan.assembly import Coded
from harmattan.errors import InputError, PackError
from harmattan.model.document import Document
from tests.builders import make_event


class ObedientCoder:
    """Codes "Bulletin N." into one event; other first words make it fail in the way they name."""

    def code_document(self, document: Document) -> Coded:
        order, _, rest = document.text.partition(" ")
        if order == "raise":
            raise RuntimeError("a fault of the coder")
        if order == "refuse":
            raise InputError("no good text", kind="odd")
        if order == "pack":
            raise PackError("verbs.csv:3: unknown type")
        if order == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if order == "die-once":
            _die_first_time(Path(rest))
        if order == "sleep":
            time.sleep(float(rest))
        event = make_event(document, order, ext=MappingProxyType({"process": MappingProxyType({"of": order})}))
        return Coded(document, (event,), ())


def obedient() -> ObedientCoder:
    """Make the coder."""
    return ObedientCoder()


def reporting_threads() -> ObedientCoder:
    """Make the coder if this process is told to use one thread."""
    if os.environ.get("OMP_NUM_THREADS") != "1":
        raise PackError("OMP_NUM_THREADS is not 1")
    return ObedientCoder()


def unmakeable() -> ObedientCoder:
    """Fail as a coder with a broken pack does."""
    raise PackError("pack.toml: no version")


def stillborn() -> ObedientCoder:
    """End the process before it has a coder."""
    os._exit(7)


def _die_first_time(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
