"""Run benchmarks: `python -m bench` for all, `python -m bench TASK [FILE|FOLDER] [options]` for one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import (
    actors,
    arguments,
    calibration,
    claims,
    counts,
    dates,
    detect,
    docs,
    event_place,
    facts,
    factuality,
    geoparse,
    muc4,
    read,
    relations,
    roles,
    roster,
    speed,
    victims,
    villages,
)
from bench.gold import GoldError, MissingGoldError
from bench.results import Measurement, Task, errors_text, read_json, write_json
from bench.table import render, render_all

TASKS: tuple[Task, ...] = (
    relations.TASK,
    roles.TASK,
    detect.TASK,
    claims.TASK,
    muc4.TASK,
    victims.TASK,
    event_place.TASK,
    arguments.TASK,
    counts.TASK,
    factuality.TASK,
    calibration.TASK,
    dates.TASK,
    actors.TASK,
    roster.TASK,
    villages.TASK,
    geoparse.TASK,
    facts.TASK,
    speed.TASK,
)
NO_CORPUS = 3
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS")
_EPILOG = """\
examples:
  python -m bench                                   all tasks on the development halves
  python -m bench relations ../plv/test.tsv         one task on a file of the same format
  python -m bench muc4 --errors 50                  and 50 wrong rows to read, by cause
  python -m bench detect --metric kill_f1 --json out.json
  python -m bench read news/ --sample 100 --seed 7  rows to judge by eye; then --score sheet.csv
exit status: 0 all went well, 1 a check failed, 2 a file or option is wrong, 3 the corpus is not there"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the task that the command line names, or all; return the exit status."""
    options = _parser().parse_args(arguments)
    # Figures are per core: one thread a process. Nothing has loaded numpy's threads yet.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        return _all(options) if options.task is None else _one(options)
    except MissingGoldError as error:
        print(error, file=sys.stderr)
        return NO_CORPUS
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure Harmattan on gold that others made, beside published systems.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="also write the figures of all tasks here as JSON")
    parser.add_argument("--write-docs", action="store_true", help="run all tasks and write docs/benchmarks.md")
    parser.add_argument(
        "--from", dest="measured", type=Path, metavar="JSON", help="with --write-docs: figures that --json wrote before"
    )
    tasks = parser.add_subparsers(dest="task", metavar="TASK", title="tasks")
    for task in TASKS:
        one = tasks.add_parser(task.name, help=task.summary, description=task.summary)
        task.add_arguments(one)
        _add_report_arguments(one)
        one.set_defaults(run=task.run)
    sheet = tasks.add_parser("read", help=read.SUMMARY, description=read.SUMMARY)
    read.add_arguments(sheet)
    _add_report_arguments(sheet)
    sheet.set_defaults(run=read.run)
    return parser


def _add_report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="OUT", help="also write the figures here as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N wrong rows, sorted by cause")
    parser.add_argument("--metric", default="", metavar="NAME,NAME", help="print these figures only")


def _one(options: argparse.Namespace) -> int:
    outcome = options.run(options)
    if outcome is None:
        return 0
    metrics = [one for one in options.metric.split(",") if one]
    print(render(outcome.measurement, metrics))
    if options.errors:
        print("\n" + errors_text(outcome.wrong, options.errors))
    if options.json is not None:
        write_json([outcome.measurement], options.json)
    return int(outcome.failed)


def _all(options: argparse.Namespace) -> int:
    """Run every task on its default corpus; one that has none is named and passed over."""
    if options.measured is not None:
        return _write_docs(read_json(options.measured))
    found: list[Measurement] = []
    status = 0
    for task in TASKS:
        parser = argparse.ArgumentParser()
        task.add_arguments(parser)
        try:
            outcome = task.run(parser.parse_args([]))
        except GoldError as error:
            print(f"{task.name}: {error}\n", file=sys.stderr, flush=True)
            status = max(status, NO_CORPUS if isinstance(error, MissingGoldError) else 2)
            continue
        found.append(outcome.measurement)
        status = max(status, int(outcome.failed))
        print(render(outcome.measurement) + "\n", flush=True)
    if found:
        print(render_all(found))
    if options.json is not None and found:
        write_json(found, options.json)
    if options.write_docs:
        status = max(status, _write_docs(found))
    return status


def _write_docs(found: Sequence[Measurement]) -> int:
    """Write the page, unless a task is missing from it."""
    missing = {task.name for task in TASKS} - {one.task for one in found}
    if missing:
        print(f"{docs.PAGE} is left as it was: no figure for {', '.join(sorted(missing))}", file=sys.stderr)
        return 2
    docs.PAGE.write_text(docs.page(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
