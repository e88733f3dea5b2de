"""A batch: sources read, coded, counted, and what was refused told, for `code` and `ingest` alike."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from harmattan.cli.messages import say, say_refused
from harmattan.errors import ConfigError

if TYPE_CHECKING:
    from harmattan.assembly import Coded
    from harmattan.model.document import Document
    from harmattan.stages.intake.options import IntakeOptions, Quarantined

__all__ = ["Batch", "Tally"]


@dataclass(slots=True)
class Tally:
    """What became of the items of a batch."""

    documents: int = 0
    unchanged: int = 0
    refused: int = 0
    events: int = 0

    @property
    def items(self) -> int:
        """All that intake gave."""
        return self.documents + self.unchanged + self.refused

    @property
    def exit_status(self) -> int:
        """0 all good, 1 some refused, 2 nothing usable."""
        if self.documents + self.unchanged == 0:
            return 2
        return 1 if self.refused else 0


@dataclass(slots=True)
class Batch:
    """One run over sources. Use it in a `with` statement: it owns the progress bar and the quarantine file."""

    sources: Sequence[str]
    options: IntakeOptions
    processes: int = 1
    is_quiet: bool = False
    quarantine: Path | None = None
    has_progress: bool = True
    tally: Tally = field(default_factory=Tally)
    _stack: ExitStack = field(default_factory=ExitStack)
    _refusals: Any = None
    _progress: Any = None

    def __enter__(self) -> Batch:
        from harmattan.cli.progress import Progress, expected_documents

        if self.quarantine is not None:
            try:
                self._refusals = self._stack.enter_context(self.quarantine.open("w", encoding="utf-8"))
            except OSError as error:
                raise ConfigError(
                    f"{self.quarantine}: cannot be written: {error.strerror}; name a file in a folder of yours"
                ) from error
        if self.has_progress and not self.is_quiet and sys.stderr.isatty():
            self._progress = self._stack.enter_context(Progress(expected_documents(self.sources)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def coded(
        self,
        *,
        is_known: Callable[[Document], bool] | None = None,
        on_refused: Callable[[Quarantined], Any] | None = None,
    ) -> Iterator[Coded]:
        """Yield what was coded, in the order of the input; refused items are told, written down and counted.

        Args:
            is_known: says which documents need not be coded; they are counted as unchanged.
            on_refused: gets each refused item too.
        """
        from harmattan.engine import code_many
        from harmattan.stages.intake.options import Quarantined
        from harmattan.stages.intake.sources import read_sources

        items = read_sources(self.sources, self.options, stdin=getattr(sys.stdin, "buffer", None))
        for result in code_many(self._wanted(items, is_known), processes=self.processes):
            if isinstance(result, Quarantined):
                self._refuse(result)
                if on_refused is not None:
                    on_refused(result)
            else:
                self.tally.documents += 1
                self.tally.events += len(result.events)
                yield result
            self._show()

    def finish(self) -> int:
        """Take the progress bar away, say when there was nothing to use, and return the exit status."""
        self._stack.close()
        if self.tally.items == 0:
            say(f"{', '.join(self.sources)}: expected documents, found none; check the paths")
        elif self.tally.exit_status == 2:
            say(f"no document could be used; {self.tally.refused} refused")
        return self.tally.exit_status

    def _wanted(
        self, items: Iterable[Document | Quarantined], is_known: Callable[[Document], bool] | None
    ) -> Iterator[Document | Quarantined]:
        from harmattan.model.document import Document

        for item in items:
            if is_known is not None and isinstance(item, Document) and is_known(item):
                self.tally.unchanged += 1
                self._show()
            else:
                yield item

    def _refuse(self, item: Quarantined) -> None:
        self.tally.refused += 1
        if self._refusals is not None:
            record = {"where": str(item.where), "reason": item.reason, "kind": item.kind, "sha256": item.sha256}
            # ASCII only: the name of a file need not be valid Unicode.
            self._refusals.write(json.dumps(record) + "\n")
            self._refusals.flush()
        if not self.is_quiet:
            say_refused(item)

    def _show(self) -> None:
        if self._progress is not None:
            self._progress.show(self.tally.items, self.tally.events, self.tally.refused)
