"""Code many documents on this machine, in order: in this process, or in a pool of worker processes.

The result does not depend on the number of processes. Whatever goes wrong with one document is a quarantine record in
its place; the others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from harmattan.assembly import Coded, Coder
from harmattan.engine.pool import Pool
from harmattan.errors import ConfigError, HarmattanError, InputError
from harmattan.model.document import Document
from harmattan.reference.gazetteer import Gazetteer
from harmattan.stages.intake.options import Quarantined

__all__ = ["CodesDocuments", "code_many", "code_one"]

_LOG = logging.getLogger(__name__)


class CodesDocuments(Protocol):
    """What codes a document; `harmattan.Coder` does."""

    def code_document(self, document: Document) -> Coded:
        """Return the events of a document."""
        ...


def code_many(
    documents: Iterable[Document | Quarantined],
    *,
    processes: int = 1,
    make_coder: Callable[[], CodesDocuments] = Coder,
) -> Iterator[Coded | Quarantined]:
    """Code documents and yield the results in the order of the documents.

    Documents are taken as they are needed, so memory does not grow with their number: in this process one at a time,
    with workers at most `pool.WINDOW` times their number.

    Args:
        documents: what intake gave; quarantine records are passed on in their places.
        processes: 1 codes in this process, without a pool; more start so many workers, each with models of its own,
            but never more than there are documents to code.
        make_coder: makes the coder; a function of a module, so that a worker can import it.

    Yields:
        What was coded; a `Quarantined` of the error's own kind for a document that cannot be coded, of kind "coding"
        for one on which the coder failed unexpectedly, and "crash" for one that ended two workers.

    Raises:
        ConfigError: the number of processes is below 1.
        HarmattanError: not a document but the coder itself is at fault, such as an invalid pack.
    """
    if processes < 1:
        raise ConfigError(f"processes: expected 1 or more, got {processes}; give the number of cores to use")
    return _alone(documents, make_coder) if processes == 1 else _pooled(documents, processes, make_coder)


def code_one(coder: CodesDocuments, document: Document) -> Coded | Quarantined:
    """Code a document; an error that concerns it alone becomes its quarantine record.

    Raises:
        HarmattanError: any but an InputError, since the next document would meet it too.
    """
    try:
        return coder.code_document(document)
    except InputError as error:
        return _refused(document, str(error), error.kind)
    except HarmattanError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of the coder costs one document, never the batch
        # The record tells the caller; where the coder broke is for who looks for it.
        _LOG.info("document %s cannot be coded", document.document_id, exc_info=True)
        return _refused(
            document,
            f"{_name(document)}: expected events, the coder failed with {type(error).__name__}: {error}; "
            "please report it with the text, the other documents are not concerned",
            "coding",
        )


def _alone(
    documents: Iterable[Document | Quarantined], make_coder: Callable[[], CodesDocuments]
) -> Iterator[Coded | Quarantined]:
    coder: CodesDocuments | None = None
    for item in documents:
        if isinstance(item, Quarantined):
            yield item
        else:
            coder = coder or make_coder()
            yield code_one(coder, item)


def _pooled(
    documents: Iterable[Document | Quarantined], processes: int, make_coder: Callable[[], CodesDocuments]
) -> Iterator[Coded | Quarantined]:
    if make_coder is Coder:
        # The index of places is built on first use: once here, rather than by all workers at the same time.
        Gazetteer.open()
    with Pool(processes, _job, make_coder) as pool:
        for item, answer in pool.run(documents, is_work=lambda one: isinstance(one, Document)):
            if isinstance(item, Quarantined):
                yield item
            elif answer.is_lost:
                yield _lost(item, answer.value)
            else:
                yield answer.value


def _job(coder: CodesDocuments, document: Document) -> Coded | Quarantined:
    return code_one(coder, document)


def _lost(document: Document, exit_code: int | None) -> Quarantined:
    ended = f"signal {-exit_code}" if exit_code is not None and exit_code < 0 else f"status {exit_code}"
    return _refused(
        document,
        f"{_name(document)}: expected events, two worker processes died on it ({ended}); check the memory that is "
        "left, or code it alone with one process",
        "crash",
    )


def _name(document: Document) -> str:
    named = document.url or document.title
    return f"document {document.document_id}" + (f" ({named})" if named else "")


def _refused(document: Document, reason: str, kind: str) -> Quarantined:
    return Quarantined(document.url or f"document {document.document_id}", reason, kind, document.text_sha256)
