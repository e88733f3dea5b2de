"""Run a benchmark: `python -m bench TASK [options]`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bench import facts, speed
from bench.results import render, write_json

TASKS = (speed.TASK, facts.TASK)
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS")


def main(arguments: list[str] | None = None) -> int:
    """Run the task that the command line names; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Harmattan.")
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    for task in TASKS:
        one = tasks.add_parser(task.name, help=task.summary, description=task.summary)
        task.add_arguments(one)
        one.add_argument("--json", type=Path, metavar="OUT", help="also write the figures here as JSON")
        one.set_defaults(run=task.run)
    options = parser.parse_args(arguments)
    # Figures are per core: one thread a process. Nothing has loaded numpy yet.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    measurements, status = options.run(options)
    print(render(measurements))
    if options.json is not None:
        write_json(measurements, options.json)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
