"""Known actors: organisations, armed groups, state forces and institutions, with the dates for which they hold.

`country` is an ISO 3166 alpha-3 code or one of PLOVER's international codes; `sector` a PLOVER sector code.
A group whose sector changes has a row per spell; the rows share their id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from harmattan.ids import content_id
from harmattan.reference.names import fold
from harmattan.reference.packs import Pack, Problem, Row

__all__ = [
    "INTERNATIONAL",
    "SECTORS",
    "ActorKind",
    "KnownActor",
    "cycle_problems",
    "first_day",
    "last_day",
    "read_actors",
]

ActorKind = Literal["organisation", "armed_group", "force", "institution"]
# PLOVER manual, country codes of actors that belong to no state.
INTERNATIONAL = ("EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO")
# PLOVER manual, sector codes.
SECTORS = (
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE",
    "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
)  # fmt: skip
_SHARED = ("name", "aliases", "country", "sector", "start", "end", "wikidata", "source")
_TABLES: dict[ActorKind, tuple[str, tuple[str, ...]]] = {
    "organisation": ("organisations.csv", (*_SHARED, "abbreviations")),
    "armed_group": ("armed_groups.csv", (*_SHARED, "countries", "ucdp_id", "checked")),
    "force": ("forces.csv", _SHARED),
    "institution": ("institutions.csv", _SHARED),
}
_LINKS = ("predecessors", "successors")


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor that a pack knows. `countries` is where an armed group operates, else its country alone.

    `start` and `end` bound the spell for which the row holds; None when open or not known. `predecessors` and
    `successors` are the names of groups that it came from, and that it became, joined or split into.
    """

    actor_id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    countries: tuple[str, ...]
    sector: str | None
    kind: ActorKind
    start: date | None
    end: date | None
    ucdp_id: int | None
    wikidata: str | None
    source: str = ""
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    def is_active(self, on: date) -> bool:
        """Say whether the spell holds a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


def read_actors(packs: Sequence[Pack], countries: frozenset[str]) -> tuple[KnownActor, ...]:
    """Read the four tables of actors of every pack.

    Raises:
        PackError: a table is invalid, or a row has an unknown country, sector or date.
    """
    for problem in cycle_problems([row for pack in packs for row in _rows(pack, "armed_group")]):
        raise problem.error()
    return tuple(actor for pack in packs for kind in get_args(ActorKind) for actor in _read(pack, kind, countries))


def cycle_problems(rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield a problem for the first group that comes, over others or at once, from itself."""
    after: dict[str, set[str]] = {}
    for row in rows:
        name = fold(row["name"])
        after.setdefault(name, set()).update(fold(one) for one in row.list("successors"))
        for one in row.list("predecessors"):
            after.setdefault(fold(one), set()).add(name)
    for row in rows:
        reached, seen = sorted(after[fold(row["name"])]), set()
        while reached:
            name = reached.pop()
            if name == fold(row["name"]):
                yield row.problem(
                    f"{row['name']} is its own successor, over the groups named in {' and '.join(_LINKS)}"
                )
                return
            if name not in seen:
                seen.add(name)
                reached.extend(sorted(after.get(name, ())))


def _rows(pack: Pack, kind: ActorKind) -> tuple[Row, ...]:
    name, columns = _TABLES[kind]
    more = _LINKS if kind == "armed_group" else ()
    return pack.table(name, columns, required=("name", "country", "source"), more=more, optional=True)


def first_day(row: Row, column: str) -> date | None:
    """Return the first day of a cell that holds YYYY, YYYY-MM or YYYY-MM-DD; None when empty."""
    return _day(row, column, last=False)


def last_day(row: Row, column: str) -> date | None:
    """Return the last day of a cell that holds YYYY, YYYY-MM or YYYY-MM-DD; None when empty."""
    return _day(row, column, last=True)


def _read(pack: Pack, kind: ActorKind, countries: frozenset[str]) -> Iterator[KnownActor]:
    for row in _rows(pack, kind):
        where = row.list("countries") if kind == "armed_group" else ()
        for code in (row["country"], *where):
            if code not in countries and code not in INTERNATIONAL:
                raise row.error(f"unknown country {code!r}; expected ISO alpha-3 or {', '.join(INTERNATIONAL)}")
        sector = row.get("sector")
        if sector is not None and sector not in SECTORS:
            raise row.error(f"unknown sector {sector!r}; expected one of {', '.join(SECTORS)}")
        number = row.cells.get("ucdp_id") or None
        if number is not None and not number.isdigit():
            raise row.error(f"ucdp_id is a number, not {number!r}")
        yield KnownActor(
            actor_id=content_id("actor", row["name"], row["country"]),
            name=row["name"],
            aliases=(*row.list("aliases"), *row.list("abbreviations")),
            country=row["country"],
            countries=where or (row["country"],),
            sector=sector,
            kind=kind,
            start=first_day(row, "start"),
            end=last_day(row, "end"),
            ucdp_id=int(number) if number else None,
            wikidata=row.get("wikidata"),
            source=row["source"],
            predecessors=row.list("predecessors"),
            successors=row.list("successors"),
        )


def _day(row: Row, column: str, *, last: bool) -> date | None:
    text = row.get(column)
    if text is None:
        return None
    try:
        parts = [int(part) for part in text.split("-")]
        if len(parts) > 3:
            raise ValueError
        year = parts[0]
        month = parts[1] if len(parts) > 1 else None
        if len(parts) == 3:
            return date(*parts)
        if not last:
            return date(year, month or 1, 1)
        month = month or 12
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        raise row.error(f"{column} is YYYY, YYYY-MM or YYYY-MM-DD, not {text!r}") from None
