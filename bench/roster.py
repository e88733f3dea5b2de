"""Who held an office on a day: CSV with phrase, country, date, person; without a person none is known for that day.

The roster is asked as `harmattan roster who` asks it. `country` is an ISO code, a name in English or French or the name
of an organisation, or empty where the phrase says whose office it is. A person is right by a name or alias without case
and accents, by surname with first name or initial, or by two names in common; a surname alone where gold gives no more.

An office is in coverage where the roster knows a holder of it, and the date is not after the last known day.
`wrong_persons` counts answers with another person than gold's, and any person where gold has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.corpus import ROOT
from bench.gold import GoldError, Run, Scored, csv_rows_of, gold_task
from bench.results import Wrong
from bench.scores import Counts, Figures, ratio, summarise
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.countries import load_countries
from harmattan.reference.office_answers import Answer as Found
from harmattan.reference.office_answers import ask
from harmattan.reference.office_phrases import load_office_phrases, words_in
from harmattan.reference.offices import Office
from harmattan.reference.roster import load_roster

__all__ = ["TASK", "Answer", "Row", "answer", "is_person", "read_rows"]

_COLUMNS = ("phrase", "country", "date", "person")
_CODE = re.compile(r"[A-Z]{2,3}")
_NOBODY = frozenset({"", "-", "none", "unknown", "null", "n/a"})
_HEADS = ("head_of_state", "head_of_government")
_OWN = ROOT / "bench" / "data" / "roster"


@dataclass(frozen=True, slots=True)
class Row:
    """An office, whose it is (None: the phrase says), a day, and who held it (None: nobody, or not known)."""

    where: str
    phrase: str
    country: str | None
    on: date
    person: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom the roster gives for a row, and what it understood."""

    row: Row
    found: Found

    @property
    def person(self) -> Office | None:
        """The person given: the only one, or the first of an office that several hold; None in several countries."""
        countries = {one.country for one in self.found.holders}
        return self.found.holders[0] if len(countries) == 1 and not self.found.is_former else None

    @property
    def is_right(self) -> bool:
        """Whether the person is gold's, or both have none."""
        if self.person is None or self.row.person is None:
            return self.person is None and self.row.person is None
        return is_person(self.row.person, self.person)

    @property
    def is_covered(self) -> bool:
        """Whether the roster has holders of the office, and not only of days before the row's."""
        return self.found.known_to is not None and self.row.on <= self.found.known_to


def read_rows(path: Path) -> list[Row]:
    """Read a file of offices, or the CSV files of a folder.

    Raises:
        GoldError: no file, a column is missing, or a date or code cannot be read.
    """
    if path.is_dir():
        files = sorted(path.glob("*.csv"))
        if not files:
            raise GoldError(f"{path}: no CSV file; expected tables with {', '.join(_COLUMNS)}")
        return [row for one in files for row in read_rows(one)]
    return [_row(path, number, cells) for number, cells in csv_rows_of(path, _COLUMNS, "a table of offices")]


def _row(path: Path, number: int, cells: Mapping[str, str]) -> Row:
    where = f"{path}:{number}"
    phrase, cell = cells["phrase"].strip(), cells["date"].strip()
    if not phrase:
        raise GoldError(f"{where}: the phrase is empty; expected what an office is called")
    try:
        on = date.fromisoformat(cell[:10])
    except ValueError as error:
        raise GoldError(f"{where}: date {cell!r}; expected YYYY-MM-DD") from error
    person = cells["person"].strip()
    return Row(
        f"{path.name}:{number}",
        phrase,
        _country(cells["country"].strip(), where),
        on,
        None if person.lower() in _NOBODY else person,
    )


def _country(cell: str, where: str) -> str | None:
    """Return the code of a country or organisation; None where the phrase alone must say whose office it is."""
    countries = load_countries()
    if not cell or countries.has(cell) or cell in INTERNATIONAL:
        return cell or None
    iso2 = countries.by_iso2(cell)
    if iso2 is not None:
        return iso2.iso3
    codes = load_office_phrases().country_codes(cell)
    codes = codes or tuple({one.country for one in load_roster().actors_named(cell)})
    if not codes and _CODE.fullmatch(cell):
        raise GoldError(f"{where}: unknown country {cell!r}; expected an ISO 3166 code or a name")
    return codes[0] if len(codes) == 1 else None


def is_person(gold: str, office: Office) -> bool:
    """Say whether gold's name is that of a person of the roster."""
    wanted = words_in(gold)
    for name in (office.person, *office.aliases):
        own = words_in(name)
        if wanted == own or "".join(wanted) == "".join(own):
            return True
        shared = set(wanted) & set(own)
        if len(shared) >= 2 or (len(wanted) == 1 and set(wanted) <= set(own)):
            return True
        surname = words_in(office.surname)
        if surname and surname[-1] in wanted and wanted[0][:1] == own[0][:1]:
            return True
        if wanted[-1:] == own[-1:] and wanted[0][:1] == own[0][:1]:
            return True
    return False


def answer(row: Row) -> Answer:
    """Ask the roster who holds a row's office on its day."""
    found = ask(row.phrase, on=row.on, roster=load_roster(), phrases=load_office_phrases(), country=row.country)
    return Answer(row, found)


def measure(path: Path, run: Run) -> Scored:
    """Score the offices of a file."""
    answers = [answer(one) for one in run.sample(read_rows(path))]
    figures, intervals = summarise([_counts(one) for one in answers], _figures)
    figures["wrong_persons"] = float(sum(one.person is not None and not one.is_right for one in answers))
    wrong = [Wrong(_cause(one), one.row.where, _shown(one)) for one in answers if not one.is_right]
    return Scored(figures, intervals, len(answers), len(answers), tuple(wrong))


def _counts(one: Answer) -> Counts:
    has_gold, is_head = one.row.person is not None, any(office in _HEADS for office in one.found.offices)
    found: Counter[str] = Counter(n=1, right=one.is_right)
    found["none"] = not has_gold
    found["none:right"] = not has_gold and one.is_right
    found["covered"] = has_gold and one.is_covered
    found["covered:right"] = has_gold and one.is_covered and one.is_right
    found["heads"] = has_gold and is_head
    found["heads:right"] = has_gold and is_head and one.is_right
    found["given"] = one.person is not None
    found["given:right"] = one.person is not None and one.is_right
    return found


def _figures(counts: Counts) -> Figures:
    return {
        "accuracy": ratio(counts.get("right", 0), counts.get("n", 0)),
        "in_coverage": ratio(counts.get("covered:right", 0), counts.get("covered", 0)),
        "heads": ratio(counts.get("heads:right", 0), counts.get("heads", 0)),
        "unknown_right": ratio(counts.get("none:right", 0), counts.get("none", 0)),
        "precision": ratio(counts.get("given:right", 0), counts.get("given", 0)),
    }


def _cause(one: Answer) -> str:
    if one.person is None:
        return f"missed: {one.found.reason or 'several countries'}"
    return "another person" if one.row.person is not None else "a person where none is known"


def _shown(one: Answer) -> str:
    given = one.person.person if one.person is not None else "nobody"
    whose = f" ({one.row.country})" if one.row.country else ""
    return f"{one.row.phrase}{whose} on {one.row.on}: {given}, expected {one.row.person or 'nobody'}"


TASK = gold_task(
    "roster",
    "who held an office on a day, in words of English or French",
    metric="accuracy",
    default=_OWN,
    measure=measure,
)
