"""Terms of office: who held what from when to when, and which of two sources goes before the other.

Rows of a user's file go before rows by hand, those before rows of dated sources, those before a snapshot without dates.
A row that a better one contradicts loses the days on which it does (`settled`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from harmattan.ids import content_id
from harmattan.reference.actors import INTERNATIONAL, SECTORS, first_day, last_day
from harmattan.reference.names import fold
from harmattan.reference.packs import Pack, Row

__all__ = [
    "COLUMNS",
    "OFFICES",
    "OFFICE_TABLES",
    "SINGLE_OFFICES",
    "USER_TABLE",
    "Office",
    "is_same_person",
    "office_of_row",
    "read_offices",
    "settled",
    "undisputed",
]

OFFICES = (
    "army_chief",
    "assembly_president",
    "chairperson",
    "defence_minister",
    "deputy_army_chief",
    "deputy_defence_minister",
    "deputy_foreign_minister",
    "deputy_head_of_government",
    "deputy_interior_minister",
    "foreign_minister",
    "governor_general",
    "group_leader",
    "head_of_government",
    "head_of_state",
    "interior_minister",
    "opposition_leader",
    "secretary_general",
    "service_chief",
    "special_envoy",
    "vice_president",
)
# Offices of which a country has one. Security and the interior are two ministries in some.
SINGLE_OFFICES = frozenset(
    {"army_chief", "defence_minister", "foreign_minister", "governor_general", "head_of_government", "head_of_state"}
)
_APPOINTED = frozenset({"army_chief", "defence_minister", "foreign_minister"})
COLUMNS = (
    "person", "aliases", "surname", "country", "office", "title", "sector", "start", "end", "end_basis", "known_until",
    "wikidata", "source",
)  # fmt: skip
USER_TABLE = "officeholders_user.csv"
OFFICE_TABLES = (
    "officeholders.csv",
    "officeholders_2019.csv",
    "officeholders_hand.csv",
    "officeholders_heads.csv",
    "officeholders_ministers.csv",
    USER_TABLE,
)
_SNAPSHOT, _DATED, _HAND, _USER = range(4)
_CRUMB = timedelta(days=31)  # a rest shorter than the time that sources take to list a successor
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Office:
    """A person in an office for a time. Bounds given as a year or month are its first and last day.

    `end` is the last day that the term can have, `known_until` the last day for which it is known to run; one of the
    two is given, or both. `rank` says how far a row is trusted, `where` in which file and line it stands.
    Between `sure_from` and `sure_to` the office is held whichever day of a year or month is meant.
    """

    person: str
    aliases: tuple[str, ...]
    surname: str
    country: str
    office: str
    title: str | None
    sector: str
    start: date | None
    end: date | None
    known_until: date | None
    actor_id: str
    wikidata: str | None
    source: str
    rank: int
    where: str
    sure_from: date | None = None
    sure_to: date | None = None

    @property
    def is_checked(self) -> bool:
        """Whether a person wrote or checked the row."""
        return self.rank >= _HAND

    @property
    def last(self) -> date | None:
        """The last day on which the office is known to be held."""
        bounds = [one for one in (self.end, self.known_until) if one is not None]
        return min(bounds, default=None)

    def is_held(self, on: date) -> bool:
        """Say whether the office is known to be held on a day; the day of change belongs to both holders."""
        if self.start is not None and on < self.start:
            return False
        return self.last is not None and on <= self.last


def read_offices(packs: Sequence[Pack], countries: frozenset[str]) -> tuple[Office, ...]:
    """Read the tables of office-holders of every pack, as they stand.

    Raises:
        PackError: a table is invalid, or a row has an unknown country, sector, office or date.
    """
    return tuple(
        office_of_row(row, countries, table)
        for pack in packs
        for table in OFFICE_TABLES
        for row in pack.table(table, COLUMNS, required=("person", "country", "office"), optional=True)
    )


def office_of_row(row: Row, countries: frozenset[str], table: str) -> Office:
    """Read one row.

    Raises:
        PackError: a code or date is wrong, the term ends before it begins, or the row says nothing of its end.
    """
    if row["country"] not in countries and row["country"] not in INTERNATIONAL:
        raise row.error(f"unknown country {row['country']!r}; expected ISO alpha-3 or {', '.join(INTERNATIONAL)}")
    if row["office"] not in OFFICES:
        raise row.error(f"unknown office {row['office']!r}; expected one of {', '.join(OFFICES)}")
    sector = row.get("sector") or "GOV"
    if sector not in SECTORS:
        raise row.error(f"unknown sector {sector!r}; expected one of {', '.join(SECTORS)}")
    start, end, known_until = first_day(row, "start"), last_day(row, "end"), last_day(row, "known_until")
    if end is None and known_until is None:
        raise row.error("an office without an end needs known_until, the last day for which it is known")
    if start is not None and end is not None and end < start:
        raise row.error(f"the term ends ({row['end']}) before it begins ({row['start']})")
    return Office(
        person=row["person"],
        aliases=row.list("aliases"),
        surname=row.get("surname") or row["person"].split()[-1],
        country=row["country"],
        office=row["office"],
        title=row.get("title"),
        sector=sector,
        start=start,
        end=end,
        known_until=known_until,
        actor_id=content_id("actor", row["person"], row["country"]),
        wikidata=row.get("wikidata"),
        source=row.get("source") or "",
        rank=_rank(row.get("source") or "", table),
        where=f"{row.path.name}:{row.line}",
        sure_from=last_day(row, "start"),
        sure_to=first_day(row, "end") or known_until,
    )


def settled(offices: Iterable[Office]) -> tuple[Office, ...]:
    """Return the terms without the days on which a more trusted row names another holder of the same office.

    A less trusted row of the same person in the same days goes. Of two ministers of one source without an end the
    earlier one ends where the later one begins.
    """
    all_terms = tuple(offices)
    groups: dict[tuple[str, str], list[Office]] = {}
    for one in all_terms:
        groups.setdefault((one.country, one.office), []).append(one)
    kept: list[Office] = []
    for (_, office), terms in groups.items():
        if office in SINGLE_OFFICES:
            left = [part for one in terms for part in _uncontradicted(one, terms)]
        else:
            left = [one for one in terms if not any(_replaces(other, one) for other in terms)]
        kept.extend(_followed(one, left) for one in left)
    return tuple(kept)


def undisputed(held: Sequence[Office], on: date) -> tuple[Office, ...]:
    """Return whom the most trusted rows give for an appointed office on a day, nobody where two of them disagree.

    A term that holds the day whichever day of a year or month is meant goes before one that may; in a handover, which
    sources date up to a month late, the successor goes first. Heads, of whom a state may have two, are all returned.
    """
    best = [one for one in held if one.rank == max(other.rank for other in held)]
    if len({one.person for one in best}) < 2 or best[0].office not in _APPOINTED:
        return tuple(held)
    sure = [one for one in best if (one.sure_from or date.min) <= on <= (one.sure_to or date.max)]
    if len({one.person for one in sure}) == 1:
        return tuple(sure)
    last = max(best, key=lambda one: one.start or date.min)
    others = [one for one in best if one.person != last.person]
    is_handover = all((one.last or date.max) <= (last.start or date.min) + _CRUMB for one in others)
    return (last,) if is_handover else ()


def is_same_person(one: Office, other: Office) -> bool:
    """Say whether two rows name one person: by Wikidata's id, or by a name or alias in common."""
    if one.wikidata is not None and one.wikidata == other.wikidata:
        return True
    names = {fold(name) for name in (one.person, *one.aliases)}
    return any(fold(name) in names for name in (other.person, *other.aliases))


def _rank(source: str, table: str) -> int:
    if table == USER_TABLE:
        return _USER
    if source.startswith("hand"):
        return _HAND
    return _SNAPSHOT if source == "cia-leaders" else _DATED


def _bounds(one: Office) -> tuple[date, date]:
    return one.start or date.min, one.last or date.max


def _replaces(better: Office, one: Office) -> bool:
    first, last = _bounds(one)
    start, end = _bounds(better)
    return better.rank > one.rank and start <= last and first <= end and is_same_person(better, one)


def _uncontradicted(one: Office, terms: Sequence[Office]) -> list[Office]:
    """Cut out of a term the days that better rows give to others; a rest of a few days goes with them."""
    better = [other for other in terms if other.rank > one.rank]
    if any(_replaces(other, one) for other in better):
        return []
    parts = [_bounds(one)]
    for other in better:
        start, end = _bounds(other)
        parts = [rest for part in parts for rest in _without(part, start, end)]
    if parts == [_bounds(one)]:
        return [one]
    kept = [(first, last) for first, last in parts if last - first > _CRUMB]
    return [
        replace(one, start=None if first == date.min else first, end=min(last, one.end or last), known_until=None)
        if last != one.last
        else replace(one, start=None if first == date.min else first)
        for first, last in kept
    ]


def _without(part: tuple[date, date], start: date, end: date) -> list[tuple[date, date]]:
    first, last = part
    if end < first or last < start:
        return [part]
    rests = []
    if first < start:
        rests.append((first, start - _DAY))
    if end < last:
        rests.append((end + _DAY, last))
    return rests


def _followed(one: Office, terms: Sequence[Office]) -> Office:
    """End a minister's open term where the same source begins another's."""
    if one.end is not None or one.office not in _APPOINTED or one.is_checked or one.start is None:
        return one
    later = [
        other.start
        for other in terms
        if other.start is not None and other.start > one.start and other.rank == one.rank and other.person != one.person
    ]
    return replace(one, end=min(later)) if later and min(later) <= (one.known_until or date.max) else one
