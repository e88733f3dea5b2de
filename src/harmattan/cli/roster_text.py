"""Answers of the roster as lines of text and as a table that import reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harmattan.reference.actors import KnownActor
    from harmattan.reference.office_answers import Answer
    from harmattan.reference.offices import Office
    from harmattan.reference.roster import Roster

__all__ = ["answer_lines", "coverage_line", "group_lines", "people_lines", "term_line", "terms_csv"]


def answer_lines(answer: Answer) -> Iterator[str]:
    """Yield who holds an office, or why that is unknown."""
    offices = " or ".join(one.replace("_", " ") for one in answer.offices)
    where = " or ".join(answer.countries)
    if answer.offices:
        yield f"{offices} of {where or '?'} on {answer.on}"
    for one in answer.holders:
        yield f"  {term_line(one)}"
    if len({one.country for one in answer.holders}) > 1:
        yield "  the phrase means several countries; name one with --country"
    if not answer.holders:
        yield f"  unknown: {_why(answer)}"
        if answer.before is not None:
            yield f"  before  {term_line(answer.before)}"
        if answer.after is not None:
            yield f"  after  {term_line(answer.after)}"


def _why(answer: Answer) -> str:
    return {
        "no_rows": "the roster has no holder of such an office there",
        "before_first": "the roster begins later",
        "gap": "no holder is known for this day" if not answer.is_former else "several have held it; name the person",
        "after_last": f"the office is known to {answer.known_to} only",
        "no_country": "the phrase names no country; give one with --country",
        "no_office": "the phrase names no office, person or group of the roster",
        "disputed": "sources give two holders for this day",
        "no_junta": "no junta is known to rule there on this day",
        "other_person": "somebody else holds the office on this day, or nobody known",
        None: "",
    }[answer.reason]


def term_line(one: Office) -> str:
    """Return a term on one line: person, office, days, sector, source."""
    title = one.title or one.office.replace("_", " ")
    if one.end is not None and (one.known_until is None or one.known_until >= one.end):
        end = f"to {one.end}"
    elif one.end is not None:
        end = f"known to {one.known_until}, over by {one.end}"
    else:
        end = f"known to {one.known_until}"
    start = f"from {one.start} " if one.start else ""
    return f"{one.person}  {title}, {one.country} ({one.sector})  {start}{end}  [{one.source}, {one.where}]"


def people_lines(people: Sequence[Office], on: date) -> Iterator[str]:
    """Yield the offices of people, by person; those held on the day are marked."""
    names = dict.fromkeys((one.person, one.country) for one in people)
    for person, country in names:
        yield f"{person} ({country})"
        for one in people:
            if (one.person, one.country) == (person, country):
                yield f"  {'*' if one.is_held(on) else '-'}  {term_line(one)}"
    if any(one.is_held(on) for one in people):
        yield f"* held on {on}"


def group_lines(actors: Sequence[KnownActor], roster: Roster, on: date) -> Iterator[str]:
    """Yield the spells of groups and forces, their other names, predecessors and successors."""
    for actor_id in dict.fromkeys(one.actor_id for one in actors):
        spells = [one for one in roster.actors if one.actor_id == actor_id]
        first = spells[0]
        yield f"{first.name}  ({first.kind.replace('_', ' ')})"
        if first.aliases:
            yield f"  also  {', '.join(first.aliases)}"
        for one in spells:
            dates = " ".join(part for part in (one.start and f"from {one.start}", one.end and f"to {one.end}") if part)
            mark = "*" if one.is_active(on) else "-"
            where = ", ".join(one.countries)
            yield f"  {mark}  {one.sector or 'no sector'}  {where}  {dates or 'no dates known'}  [{one.source}]"
        before, after = roster.lineage(first.name)
        if before:
            yield f"  came from  {', '.join(before)}"
        if after:
            yield f"  became or split into  {', '.join(after)}"
        if first.ucdp_id is not None:
            yield f"  UCDP  {first.ucdp_id}"


def coverage_line(roster: Roster) -> str:
    """Return up to when the roster knows, and what that means."""
    from harmattan.reference.office_answers import coverage

    days = coverage(roster)
    shown = ", ".join(f"{day:%Y-%m} ({kind})" for kind, day in days.items() if day is not None)
    return (
        f"office-holders known to {shown}, in half of the countries or more; after that a title gives the office only"
    )


def terms_csv(terms: Iterable[Office]) -> str:
    """Return terms as a table of office-holders that `roster import` and `roster check` read."""
    from harmattan.reference.offices import COLUMNS

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in terms:
        days = [day.isoformat() if day else "" for day in (one.start, one.end, one.known_until)]
        writer.writerow(
            [
                one.person, "|".join(one.aliases), one.surname, one.country, one.office, one.title or "", one.sector,
                days[0], days[1], "", days[2], one.wikidata or "", one.source,
            ]
        )  # fmt: skip
    return out.getvalue()
