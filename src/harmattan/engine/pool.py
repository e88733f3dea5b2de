"""A pool of worker processes that gives answers in the order of the work, and outlives the death of a worker.

Workers are spawned, never forked, so that they carry no locks or threads of the parent, and started when there is work
for them. Each makes its tool once. Work waits in a worker's own queue, so that it never idles while the parent reads
and writes; the queue is bounded.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Final

from harmattan.engine.pickling import packed, unpacked
from harmattan.errors import AssemblyError, HarmattanError

__all__ = ["WINDOW", "Answer", "Pool"]

_QUEUE: Final = 3
"""Items that a worker holds at most, the one in work included."""

WINDOW: Final = 12
"""Items in flight per worker at most, those that are done and wait for an earlier one included."""

_ATTEMPTS: Final = 2
_THREAD_VARIABLES: Final = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "RAYON_NUM_THREADS",
)
_END_SECONDS: Final = 2.0

_Job = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an item; `is_lost` when it ended its workers, `value` is then the exit code of the last."""

    value: Any
    is_lost: bool = False


@dataclass(slots=True)
class _Task:
    item: Any
    answer: Answer | None = None
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    tasks: deque[_Task]
    is_ready: bool = False


class Pool:
    """Worker processes that each make a tool and apply a job to it and an item.

    Use it in a `with` statement; leaving it ends the workers, whatever they do.
    """

    def __init__(self, processes: int, job: _Job, make_tool: Callable[[], Any]) -> None:
        self._context = get_context("spawn")
        self._processes = processes
        self._job = job
        self._make_tool = make_tool
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_END_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self._workers.clear()

    def run(self, items: Iterable[Any], *, is_work: Callable[[Any], bool]) -> Iterator[tuple[Any, Answer]]:
        """Yield each item with its answer, in the order of the items; what is no work has itself for an answer.

        Raises:
            HarmattanError: a worker could not make its tool, the job raised one, or workers die before they begin.
        """
        window: deque[_Task] = deque()
        source = iter(items)
        is_open = True
        while True:
            while is_open and len(window) < WINDOW * self._processes and self._has_room():
                try:
                    item = next(source)
                except StopIteration:
                    is_open = False
                    break
                task = _Task(item)
                window.append(task)
                if is_work(item):
                    self._assign(task)
                else:
                    task.answer = Answer(item)
            while window and (first := window[0]).answer is not None:
                window.popleft()
                yield first.item, first.answer
            if not window and not is_open:
                return
            if window and not (is_open and self._has_room() and len(window) < WINDOW * self._processes):
                self._listen()

    def _has_room(self) -> bool:
        return len(self._workers) < self._processes or any(len(one.tasks) < _QUEUE for one in self._workers)

    def _assign(self, task: _Task) -> None:
        """Give work to a worker without any, else to a new one, else to the one that has least."""
        least = min(self._workers, key=lambda one: len(one.tasks), default=None)
        if least is None or (least.tasks and len(self._workers) < self._processes):
            least = self._start()
        least.tasks.append(task)
        try:
            least.pipe.send_bytes(packed(task.item))
        except OSError:
            self._bury(least)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_work, args=(theirs, self._job, self._make_tool), name="harmattan-worker", daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours, deque())
        self._workers.append(worker)
        return worker

    def _listen(self) -> None:
        """Wait until a worker answers or dies, and take in what there is."""
        ready = connection.wait([worker.pipe for worker in self._workers if worker.tasks])
        for worker in [one for one in self._workers if one.pipe in ready]:
            try:
                kind, value = unpacked(worker.pipe.recv_bytes())
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if kind == "error":
                raise value
            if kind == "ready":
                worker.is_ready, self._stillborn = True, 0
            else:
                worker.tasks.popleft().answer = Answer(value)

    def _bury(self, worker: _Worker) -> None:
        """Take a dead worker's work to others; the item that it was at counts a death, and is given up after two."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(_END_SECONDS)
        exit_code = worker.process.exitcode
        if not worker.is_ready:
            self._stillborn += 1
            if self._stillborn > self._processes:
                raise AssemblyError(
                    f"worker processes end before they begin (the last with exit code {exit_code}); code with one "
                    "process, and guard a script of your own with `if __name__ == '__main__':`"
                )
        elif worker.tasks:
            worker.tasks[0].deaths += 1
        for task in worker.tasks:
            if task.deaths >= _ATTEMPTS:
                task.answer = Answer(exit_code, is_lost=True)
            else:
                self._assign(task)


def _work(pipe: Connection, job: _Job, make_tool: Callable[[], Any]) -> None:
    """Be a worker: make the tool, then answer until the pipe closes."""
    # Ctrl-C reaches the whole group; the parent ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One thread each: the workers are the parallelism. Libraries read these when they are first imported, below.
    os.environ.update(dict.fromkeys(_THREAD_VARIABLES, "1"))
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, waiting), daemon=True).start()
    try:
        tool = make_tool()
        pipe.send_bytes(packed(("ready", None)))
        while (item := waiting.get()) is not _CLOSED:
            pipe.send_bytes(packed(("answer", job(tool, item))))
    except HarmattanError as error:
        pipe.send_bytes(packed(("error", error)))
    except BrokenPipeError:
        return


_CLOSED: Final = object()


def _receive(pipe: Connection, waiting: queue.SimpleQueue[Any]) -> None:
    """Take work in as it comes, so that the parent never blocks on a worker that blocks on it."""
    try:
        while True:
            waiting.put(unpacked(pipe.recv_bytes()))
    except (EOFError, OSError):
        waiting.put(_CLOSED)
