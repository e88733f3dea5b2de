"""The tables of the roster as their checker knows them: actors, office-holders, what offices are called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from harmattan.reference.actors import cycle_problems
from harmattan.reference.offices import OFFICE_TABLES, OFFICES
from harmattan.reference.packs import Problem, Row
from harmattan.reference.table_cells import Column, Table, country_code, day, day_range, matches, one_of, sector_code

__all__ = ["ROSTER_TABLES"]

# Offices of which a country has one; of the others several people may hold one at a time.
_SINGLE_OFFICES = frozenset(
    {
        "army_chief",
        "assembly_president",
        "defence_minister",
        "foreign_minister",
        "governor_general",
        "head_of_government",
        "head_of_state",
        "interior_minister",
    }
)
_HANDOVER = timedelta(days=31)  # sources date the end of a term by the next list, up to a month late
_WHOLE = matches(r"\d+", "a whole number")
_QID = matches(r"Q[1-9]\d*", "a Wikidata id such as Q11200")
_NAME, _ALIASES = Column("name", is_required=True), Column("aliases", is_list=True)
_SOURCE = Column("source", is_required=True)
_ISO3 = Column("iso3", is_required=True, check=country_code)


def _ordered(rows: tuple[Row, ...]) -> Iterator[Problem]:
    for row in rows:
        start, end = day_range(row["start"]), day_range(row["end"])
        if start and end and start[0] > end[1]:
            yield row.problem(f"start {row['start']} is after end {row['end']}")


def _groups(rows: tuple[Row, ...]) -> Iterator[Problem]:
    yield from _ordered(rows)
    yield from cycle_problems(rows)


def _holders(rows: tuple[Row, ...]) -> Iterator[Problem]:
    """Warn of two holders of one office at a time, in offices of one holder.

    A date that is a year or a month gets the benefit of the doubt, and so do a handover's days.
    """
    yield from _ordered(rows)
    offices: dict[tuple[str, str], list[tuple[date, date, Row]]] = {}
    for row in rows:
        start, end = day_range(row["start"]), day_range(row["end"] or row["known_until"])
        if start is not None and row["office"] in _SINGLE_OFFICES:
            last = end[0] if end else date.max
            offices.setdefault((row["country"], row["office"]), []).append((start[1], last, row))
    for (country, office), terms in offices.items():
        latest: tuple[date, Row] | None = None
        for first, last, row in sorted(terms, key=lambda term: (term[0], term[2].line)):
            if latest is not None and first + _HANDOVER < latest[0] and row["person"] != latest[1]["person"]:
                yield row.problem(
                    f"{office} of {country}: {row['person']} from {row['start']} overlaps {latest[1]['person']} "
                    f"in line {latest[1].line}",
                    is_warning=True,
                )
            if latest is None or last > latest[0]:
                latest = last, row


_ACTOR = (
    _NAME,
    _ALIASES,
    Column("country", is_required=True, check=country_code),
    Column("sector", check=sector_code),
    Column("start", check=day),
    Column("end", check=day),
    Column("wikidata", check=_QID),
    _SOURCE,
)
_ACTOR_KEY = ("name", "country", "sector", "start")
_OFFICE = (
    Column("person", is_required=True),
    _ALIASES,
    Column("surname"),
    Column("country", is_required=True, check=country_code),
    Column("office", is_required=True, check=one_of(*OFFICES)),
    Column("title"),
    Column("sector", check=sector_code),
    Column("start", check=day),
    Column("end", check=day),
    Column("end_basis"),
    Column("known_until", check=day),
    Column("wikidata", check=_QID),
    _SOURCE,
)
_OFFICE_KEY = ("person", "country", "office", "title", "start", "end")


ROSTER_TABLES = (
    Table("organisations.csv", (*_ACTOR, Column("abbreviations", is_list=True)), key=_ACTOR_KEY, extra=_ordered),
    Table(
        "armed_groups.csv",
        (
            *_ACTOR,
            Column("countries", is_list=True, check=country_code),
            Column("ucdp_id", check=_WHOLE),
            Column("checked"),
            Column("predecessors", is_list=True, is_extra=True),
            Column("successors", is_list=True, is_extra=True),
        ),
        key=_ACTOR_KEY,
        extra=_groups,
    ),
    Table("forces.csv", _ACTOR, key=_ACTOR_KEY, extra=_ordered),
    Table("institutions.csv", _ACTOR, key=_ACTOR_KEY, extra=_ordered),
    *(Table(name, _OFFICE, key=_OFFICE_KEY, extra=_holders) for name in OFFICE_TABLES),
    Table(
        "office_words.csv",
        (
            Column("words", is_required=True, is_list=True),
            Column("language", is_required=True, is_list=True),
            Column("offices", is_required=True, is_list=True, check=one_of(*OFFICES)),
            Column("titles", is_list=True),
            Column("country", check=country_code),
            Column("junta", check=one_of("yes")),
            _SOURCE,
        ),
        key=("words", "country"),
    ),
    Table(
        "phrase_words.csv",
        (
            Column("word", is_required=True),
            Column("role", is_required=True, check=one_of("small", "qualifier", "former", "junior", "particle")),
            Column("language", is_required=True),
            _SOURCE,
        ),
        key=("word", "role", "language"),
    ),
    Table(
        "country_names_fr.csv",
        (_ISO3, _NAME, _ALIASES, Column("adjectives", is_list=True), _SOURCE),
        key=("iso3",),
    ),
    Table(
        "juntas.csv",
        (
            _ISO3,
            Column("start", is_required=True, check=day),
            Column("end", check=day),
            Column("known_until", check=day),
            _SOURCE,
        ),
        key=("iso3", "start"),
        extra=_ordered,
    ),
    Table("led_by_government.csv", (_ISO3, _SOURCE), key=("iso3",)),
)
