"""A process that ingests made-up news, to be killed: python -m tests.store.ingesting PATH FIRST LAST STEP [DIE_AT].

With DIE_AT it kills itself just before the statement of that number that changes something, commits included: in the
middle of a transaction.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from harmattan.store import Store
from tests.builders import MADE_BY, PACKS, made_up


def ingest(path: Path, numbers: Iterable[int]) -> None:
    """Write the documents of the numbers, leaving out those that are there."""
    with Store.open(path) as store:
        for number in numbers:
            document, events = made_up(number)
            if not store.has_document(document, MADE_BY, PACKS):
                store.write(document, events, made_by=MADE_BY, packs=PACKS, recorded_at=datetime.now(UTC))


def die_at(change: int) -> None:
    """Kill this process before its change of that number."""
    seen = 0

    def count() -> None:
        nonlocal seen
        seen += 1
        if seen == change:
            os.kill(os.getpid(), signal.SIGKILL)

    def before_statement(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.lstrip().startswith(("SELECT", "PRAGMA", "BEGIN")):
            count()

    event.listen(Engine, "before_cursor_execute", before_statement)
    event.listen(Engine, "commit", lambda _connection: count())


if __name__ == "__main__":
    first, last, step = (int(one) for one in sys.argv[2:5])
    if len(sys.argv) > 5:
        die_at(int(sys.argv[5]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    ingest(Path(sys.argv[1]), range(first, last, step))
