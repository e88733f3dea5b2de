"""Read rows by eye: draw coded events into a sheet to fill in, and score the filled sheet.

`python -m bench read FOLDER --sample 100 --seed 7` writes a page with the marked sentences and a table of the same
rows; a person gives each field a verdict, and `python -m bench read --score SHEET.csv` says what share of rows is
wholly right. This is the figure that decides whether a data set can be used.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench.gold import GoldError, MissingGoldError, shown, version
from bench.results import Measurement, Outcome, Wrong
from bench.scores import Counts, Figures, ratio, summarise
from bench.sheet import EVENT, FIELDS, Row, row_of, write_csv, write_html
from harmattan.engine.local import code_many
from harmattan.model.document import Document
from harmattan.reference.countries import load_countries
from harmattan.stages.intake import IntakeOptions, Quarantined, read_sources

__all__ = ["AFRICA", "SUMMARY", "add_arguments", "draw", "names_one_of", "run", "score_sheet"]

SUMMARY = "draw coded events into a sheet to fill in by eye, or score a filled one"
AFRICA = (range(402, 627), range(651, 652))
"""Numbers of African states in the list of Gleditsch and Ward (1999)."""
_VERDICTS = {
    "right": "right", "r": "right", "wrong": "wrong", "w": "wrong", "not stated": "not stated", "n": "not stated",
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="FOLDER|FILE", help="what `harmattan code` reads")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="how many rows (default: 100)")
    parser.add_argument("--seed", type=int, default=7, metavar="N", help="another seed draws other rows (default: 7)")
    parser.add_argument(
        "--naming", default="", metavar="ISO3,ISO3", help="only texts that name one of these countries, or 'africa'"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("sheet"), metavar="NAME", help="write NAME.html and NAME.csv (default: sheet)"
    )
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="default: two")
    parser.add_argument("--score", type=Path, metavar="SHEET.csv", help="score a filled sheet instead")


def run(options: argparse.Namespace) -> Outcome | None:
    """Write a sheet (and return None), or score one.

    Raises:
        GoldError: nothing was coded, or the sheet is not filled in; with the line.
    """
    if options.score is not None:
        return score_sheet(options.score)
    if not options.paths:
        raise GoldError("nothing to read; give a folder or file of articles, or --score with a filled sheet")
    is_wanted = names_one_of(_codes(options.naming)) if options.naming else None
    rows, texts = _coded_rows(options.paths, is_wanted, options.processes)
    if not rows:
        raise GoldError(f"{', '.join(map(str, options.paths))}: {texts} texts were read, and none gives an event")
    drawn = draw(rows, options.sample, options.seed)
    page, table = options.out.with_suffix(".html"), options.out.with_suffix(".csv")
    if table.exists():
        raise GoldError(f"{table} is there already; give --out another name, so that no filled sheet is lost")
    table.parent.mkdir(parents=True, exist_ok=True)
    write_csv(drawn, table)
    write_html(drawn, page, f"{len(drawn)} of {len(rows)} events, seed {options.seed}, {version()}")
    print(f"{texts} texts, {len(rows)} events; {len(drawn)} rows in {page} (to read) and {table} (to fill in)")
    return None


def _coded_rows(paths: list[Path], is_wanted: Callable[[str], bool] | None, processes: int) -> tuple[list[Row], int]:
    """Code the texts; return a row for each event, and how many texts there were."""
    documents: list[Document] = []
    for found in read_sources(paths, IntakeOptions()):
        if isinstance(found, Quarantined):
            print(f"left out: {found.where}: {found.reason}")
        elif is_wanted is None or is_wanted(f"{found.title or ''}\n{found.text}"):
            documents.append(found)
    results = shown(code_many(documents, processes=processes), len(documents), "coding")
    rows: list[Row] = []
    for one in results:
        if isinstance(one, Quarantined):
            print(f"left out: {one.where}: {one.reason}")
            continue
        rows.extend(row_of(event, one.document) for event in one.events)
    return rows, len(documents)


def draw(rows: Iterable[Row], sample: int, seed: int) -> list[Row]:
    """Return so many rows, drawn by the hash of the seed and the event's id: the same for the same events."""

    def lot(row: Row) -> str:
        return hashlib.sha256(f"{seed}|{row.event_id}".encode()).hexdigest()

    return sorted(rows, key=lot)[:sample]


def names_one_of(codes: Iterable[str]) -> Callable[[str], bool]:
    """Return a test of whether a text names one of these countries (ISO 3166 alpha-3), as a whole word.

    Raises:
        GoldError: an unknown code.
    """
    countries = load_countries()
    names: list[str] = []
    for code in codes:
        if not countries.has(code):
            raise GoldError(f"--naming: no country has the code {code!r}; give ISO 3166 alpha-3 codes, or 'africa'")
        one = countries.by_iso3(code)
        names.extend((one.name, *one.aliases))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")
    return lambda text: pattern.search(text) is not None


def _codes(naming: str) -> list[str]:
    if naming.lower() == "africa":
        return [
            one.iso3
            for one in load_countries().all
            if one.gwcode is not None and any(one.gwcode in part for part in AFRICA)
        ]
    return [one.strip().upper() for one in naming.split(",") if one.strip()]


def score_sheet(path: Path) -> Outcome:
    """Score a filled sheet.

    A row is wholly right when it is an event and no field is wrong. A field is wrong when it has a value that the text
    does not give, or none where the text gives one; "not stated" is for a field that is rightly empty.

    Raises:
        GoldError: a verdict is missing or unknown, with its line.
    """
    began = time.perf_counter()
    documents: dict[str, Counter[str]] = {}
    wrong: list[Wrong] = []
    causes: Counter[str] = Counter()
    for number, row in _filled(path):
        verdicts = _verdicts(path, number, row)
        bad = [EVENT] if verdicts[EVENT] == "wrong" else [one for one in FIELDS if verdicts[one] == "wrong"]
        causes.update(bad)
        documents.setdefault(row["document"], Counter()).update(_counts(verdicts, bad))
        if bad:
            wrong.append(Wrong(" ".join(bad), f"row {row['row']}", f"{row.get('note', '')} | {row['sentence']}"))
    if not documents:
        raise GoldError(f"{path}: no rows; expected a sheet that `python -m bench read` wrote, filled in")
    figures, intervals = summarise(list(documents.values()), _figures)
    n = sum(one["n"] for one in documents.values())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    details = {**figures, "intervals": intervals, "documents": len(documents), "causes": dict(causes.most_common())}
    print("wrong, by frequency: " + (", ".join(f"{name} {count}" for name, count in causes.most_common()) or "none"))
    return Outcome(
        Measurement(
            "read", "whole_rows", figures["whole_rows"], n, digest, time.perf_counter() - began, version(),
            intervals.get("whole_rows"), details,
        ),
        tuple(wrong),
    )  # fmt: skip


def _filled(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise MissingGoldError(f"{path}: no such file")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [
            one for one in ("row", "document", "sentence", EVENT, *FIELDS) if one not in (reader.fieldnames or ())
        ]
        if missing:
            raise GoldError(f"{path}:1: no column {', '.join(missing)}; expected a sheet of `python -m bench read`")
        for row in reader:
            yield reader.line_num, row


def _verdicts(path: Path, line: int, row: dict[str, str]) -> dict[str, str]:
    """Return the verdict on each field; those of a row that is no event may be left empty."""
    found: dict[str, str] = {}
    for name in (EVENT, *FIELDS):
        said = (row[name] or "").strip().lower()
        if not said and found.get(EVENT) == "wrong":
            found[name] = "not stated"
            continue
        if said not in _VERDICTS:
            got = f"got {row[name]!r}" if said else "the cell is empty"
            raise GoldError(f"{path}:{line}: {name}: expected right, wrong or not stated; {got}")
        found[name] = _VERDICTS[said]
    return found


def _counts(verdicts: dict[str, str], bad: list[str]) -> Counter[str]:
    is_event = verdicts[EVENT] != "wrong"
    found = Counter(n=1, whole=not bad, event=is_event)
    found["placed"] = is_event and verdicts["type"] != "wrong" and verdicts["place"] != "wrong"
    if is_event:
        found.update({f"right:{name}": verdicts[name] == "right" for name in FIELDS})
        found.update({f"said:{name}": verdicts[name] != "not stated" for name in FIELDS})
    return found


def _figures(counts: Counts) -> Figures:
    """Return shares: of all rows; and for a field, of the rows in which the text or the coder has a value for it."""
    n = counts.get("n", 0)
    return {
        "whole_rows": ratio(counts.get("whole", 0), n),
        "is_event": ratio(counts.get("event", 0), n),
        "type_and_place": ratio(counts.get("placed", 0), n),
        **{f"{one}_right": ratio(counts.get(f"right:{one}", 0), counts.get(f"said:{one}", 0)) for one in FIELDS},
    }
