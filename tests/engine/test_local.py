"""Coding many documents: order, faults of one document, deaths of workers, bounded memory."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.assembly import Coded
from harmattan.engine import code_many
from harmattan.engine.pool import WINDOW
from harmattan.errors import AssemblyError, ConfigError, PackError
from harmattan.model.document import Document
from harmattan.stages.intake.options import Quarantined
from tests.builders import make_document
from tests.engine import coders

BOTH = pytest.mark.parametrize("processes", [1, 2])


def documents(*texts: str) -> list[Document | Quarantined]:
    return [make_document(text, title=f"{number}") for number, text in enumerate(texts)]


def shown(results: Iterator[Coded | Quarantined]) -> list[str]:
    return [f"refused {one.kind}" if isinstance(one, Quarantined) else one.document.text for one in results]


@BOTH
def test_results_come_in_the_order_of_the_documents(processes: int) -> None:
    texts = ["sleep 0.2", *(f"Bulletin {number}." for number in range(40))]
    results = list(code_many(documents(*texts), processes=processes, make_coder=coders.obedient))
    assert shown(iter(results)) == texts
    assert all(isinstance(one, Coded) and one.events[0].document == one.document for one in results)


def test_what_workers_give_equals_what_this_process_gives() -> None:
    texts = [f"Bulletin {number}." for number in range(9)]
    alone, pooled = (
        list(code_many(documents(*texts), processes=number, make_coder=coders.obedient)) for number in (1, 3)
    )
    assert alone == pooled


@BOTH
def test_refused_items_stay_in_their_places(processes: int) -> None:
    items = documents("First.", "Second.")
    items.insert(1, Quarantined("a.txt", "a.txt: empty", "empty"))
    results = code_many(items, processes=processes, make_coder=coders.obedient)
    assert shown(results) == ["First.", "refused empty", "Second."]


@BOTH
@pytest.mark.parametrize(("order", "kind"), [("raise it", "coding"), ("refuse it", "odd")])
def test_a_fault_on_one_document_refuses_it_alone(processes: int, order: str, kind: str) -> None:
    results = list(code_many(documents("First.", order, "Third."), processes=processes, make_coder=coders.obedient))
    assert shown(iter(results)) == ["First.", f"refused {kind}", "Third."]
    assert isinstance(results[1], Quarantined)
    assert results[1].sha256 == make_document(order).text_sha256


@BOTH
def test_a_fault_of_the_coder_itself_stops_the_batch(processes: int) -> None:
    with pytest.raises(PackError, match=r"verbs\.csv:3"):
        list(code_many(documents("First.", "pack it"), processes=processes, make_coder=coders.obedient))


@BOTH
def test_a_coder_that_cannot_be_made_stops_the_batch(processes: int) -> None:
    with pytest.raises(PackError, match="no version"):
        list(code_many(documents("First."), processes=processes, make_coder=coders.unmakeable))


def test_a_document_that_ends_two_workers_is_refused_and_the_rest_goes_on() -> None:
    texts = ["First.", "die now", *(f"Bulletin {number}." for number in range(6))]
    results = list(code_many(documents(*texts), processes=2, make_coder=coders.obedient))
    assert shown(iter(results)) == ["First.", "refused crash", *texts[2:]]
    assert isinstance(results[1], Quarantined)
    assert "signal 9" in results[1].reason


def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    texts = ["First.", f"die-once {tmp_path / 'mark'}", "Third."]
    assert shown(code_many(documents(*texts), processes=2, make_coder=coders.obedient)) == texts


def test_workers_that_end_before_they_begin_are_told_not_retried_for_ever() -> None:
    with pytest.raises(AssemblyError, match="exit code 7"):
        list(code_many(documents("First.", "Second."), processes=2, make_coder=coders.stillborn))


def test_workers_use_one_thread_each() -> None:
    assert shown(code_many(documents("First."), processes=2, make_coder=coders.reporting_threads)) == ["First."]


@BOTH
def test_documents_are_read_as_they_are_needed(processes: int) -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield make_document(f"Bulletin {taken}.")

    results = code_many(endless(), processes=processes, make_coder=coders.obedient)
    for _ in range(100):
        next(results)
    assert taken <= 100 + WINDOW * processes
    results.close()  # type: ignore[attr-defined]


def test_leaving_early_ends_the_workers() -> None:
    results = code_many(documents("First.", *["sleep 60"] * 4), processes=2, make_coder=coders.obedient)
    assert shown(iter([next(results)])) == ["First."]
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_no_worker_is_started_without_work() -> None:
    assert list(code_many([], processes=4, make_coder=coders.stillborn)) == []


@pytest.mark.parametrize("processes", [0, -1])
def test_fewer_than_one_process_is_refused(processes: int) -> None:
    with pytest.raises(ConfigError, match="1 or more"):
        code_many([], processes=processes)
