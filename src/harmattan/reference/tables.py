"""The tables of region and world packs as their checker knows them: columns, what a cell may hold, keys.

`docs/packs.md` describes every column in words; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from harmattan.reference.actors import cycle_problems
from harmattan.reference.offices import OFFICE_TABLES, OFFICES
from harmattan.reference.packs import Problem, Row

__all__ = [
    "REGION_TABLES",
    "CellCheck",
    "Column",
    "Table",
    "Vocabulary",
    "between",
    "country_code",
    "day",
    "day_range",
    "matches",
    "one_of",
    "table_problems",
]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The codes that a cell may hold: alpha-3 with PLOVER's international codes, alpha-2, sectors."""

    countries: frozenset[str]
    iso2: frozenset[str]
    sectors: frozenset[str]


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

CellCheck = Callable[[str, Vocabulary], str | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: whether its cells may be empty, are lists, whether it may be absent, and what is wrong with a value."""

    name: str
    is_required: bool = False
    is_list: bool = False
    is_extra: bool = False
    check: CellCheck | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a pack; rows with the same `key` are one too many. `extra` checks whole rows and tables."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    extra: Callable[[tuple[Row, ...]], Iterator[Problem]] | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns that a table must have."""
        return tuple(column.name for column in self.columns if not column.is_extra)

    @property
    def extra_names(self) -> tuple[str, ...]:
        """Return the names of the columns that it may have."""
        return tuple(column.name for column in self.columns if column.is_extra)

    @property
    def required(self) -> tuple[str, ...]:
        """Return the columns whose cells may not be empty."""
        return tuple(column.name for column in self.columns if column.is_required)


def table_problems(table: Table, rows: tuple[Row, ...], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong in rows that have the right columns."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        for column in table.columns:
            if column.check is None or not row[column.name]:
                continue
            values = row.list(column.name) if column.is_list else (row[column.name],)
            for value in values:
                message = column.check(value, vocabulary)
                if message is not None:
                    yield row.problem(f"{column.name}: {message}")
        key = tuple(row[name] for name in table.key)
        if key in seen:
            yield row.problem(
                f"{', '.join(filter(None, key))} stands already in line {seen[key]}; keep one of the rows"
            )
        seen.setdefault(key, row.line)
    if table.extra is not None:
        yield from table.extra(rows)


def day_range(cell: str) -> tuple[date, date] | None:
    """Return first and last day of "2021", "2021-05" or "2021-05-24"; None for anything else."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell):
        return None
    parts = [int(part) for part in cell.split("-")]
    try:
        first = date(parts[0], *[*parts[1:], 1, 1][:2])
        if len(parts) == 3:
            return first, first
        after = date(first.year + (len(parts) == 1 or first.month == 12), first.month % 12 + 1 if parts[1:] else 1, 1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)


def country_code(value: str, known: Vocabulary) -> str | None:
    """Say what is wrong with the code of a country, if anything."""
    if value in known.countries:
        return None
    return f"unknown country {value!r}; expected an ISO 3166 alpha-3 code such as BEN, or IGO, UNO, EUR, NGO ..."


def _iso2(value: str, known: Vocabulary) -> str | None:
    return None if value in known.iso2 else f"unknown country {value!r}; expected an ISO 3166 alpha-2 code such as BJ"


def _sector(value: str, known: Vocabulary) -> str | None:
    if value in known.sectors:
        return None
    return f"unknown sector {value!r}; expected one of {', '.join(sorted(known.sectors))}"


def day(value: str, _: Vocabulary) -> str | None:
    """Say what is wrong with a date, if anything."""
    return None if day_range(value) else f"{value!r} is no date; expected YYYY-MM-DD, YYYY-MM or YYYY"


def matches(pattern: str, expected: str) -> CellCheck:
    """Return the check that a cell matches a pattern."""

    def check(value: str, _: Vocabulary) -> str | None:
        return None if re.fullmatch(pattern, value) else f"{value!r}; expected {expected}"

    return check


def between(low: float, high: float) -> CellCheck:
    """Return the check that a cell is a number within limits."""

    def check(value: str, _: Vocabulary) -> str | None:
        try:
            is_inside = low <= float(value) <= high
        except ValueError:
            is_inside = False
        return None if is_inside else f"{value!r}; expected a number from {low:g} to {high:g}"

    return check


def one_of(*known: str) -> CellCheck:
    """Return the check that a cell is one of some values."""

    def check(value: str, _: Vocabulary) -> str | None:
        return None if value in known else f"unknown value {value!r}; expected one of {', '.join(known)}"

    return check


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


_ALPHA3 = matches(r"[A-Z]{3}", "three capital letters")
_ALPHA2 = matches(r"[A-Z]{2}", "two capital letters")
_WHOLE = matches(r"\d+", "a whole number")
_QID = matches(r"Q[1-9]\d*", "a Wikidata id such as Q11200")
_FEATURE = matches(r"[A-Z][A-Z0-9]{1,4}", "a GeoNames feature code such as PPL or PRK")
_NAME, _ALIASES = Column("name", is_required=True), Column("aliases", is_list=True)
_SOURCE = Column("source", is_required=True)
_GEONAMEID = Column("geonameid", check=_WHOLE)
_LEVEL = Column("level", is_required=True, check=one_of("1", "2"))
_POPULATION = Column("population", check=_WHOLE)
_ISO3 = Column("iso3", is_required=True, check=country_code)
_COUNTRY_ISO2 = Column("country_iso2", is_required=True, check=_iso2)
_POINT = (
    Column("latitude", check=between(-90, 90)),
    Column("longitude", check=between(-180, 180)),
)
_AREA = (*_POINT, Column("radius_km", check=between(0, 10_000)))
_FEATURE_CODE = Column("feature_code", is_required=True, check=_FEATURE)
_NAMED_AREA = (
    _NAME,
    _ALIASES,
    _FEATURE_CODE,
    Column("countries", is_list=True, check=country_code),
    *_AREA,
    Column("definition", is_required=True),
    Column("basis", is_required=True),
)

_ACTOR = (
    _NAME,
    _ALIASES,
    Column("country", is_required=True, check=country_code),
    Column("sector", check=_sector),
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
    Column("sector", check=_sector),
    Column("start", check=day),
    Column("end", check=day),
    Column("end_basis"),
    Column("known_until", check=day),
    Column("wikidata", check=_QID),
    _SOURCE,
)
_OFFICE_KEY = ("person", "country", "office", "title", "start", "end")

_ALL = (
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
            _SOURCE,
        ),
        key=("words", "country"),
    ),
    Table(
        "phrase_words.csv",
        (
            Column("word", is_required=True),
            Column("role", is_required=True, check=one_of("small", "qualifier", "former")),
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
    Table("led_by_government.csv", (_ISO3, _SOURCE), key=("iso3",)),
    Table("common_words.csv", (Column("word", is_required=True), _SOURCE), key=("word",)),
    Table("not_names.csv", (Column("phrase", is_required=True), _SOURCE), key=("phrase",)),
    Table(
        "countries.csv",
        (
            Column("iso3", is_required=True, check=_ALPHA3),
            Column("iso2", check=_ALPHA2),
            _NAME,
            _ALIASES,
            Column("adjectives", is_list=True),
            Column("demonyms", is_list=True),
            Column("capital"),
            Column("gwcode", check=_WHOLE),
            Column("is_state", is_required=True, check=one_of("0", "1")),
            _SOURCE,
        ),
        key=("iso3",),
    ),
    Table(
        "country_names.csv",
        (
            _ISO3,
            Column(
                "kind",
                is_required=True,
                check=one_of("alias", "adjective", "demonym", "capital_alias", "name", "drop"),
            ),
            Column("value", is_required=True, is_list=True),
            _SOURCE,
        ),
        key=("iso3", "kind", "value"),
    ),
    Table("gwcodes.csv", (_ISO3, Column("gwcode", is_required=True, check=_WHOLE), _SOURCE), key=("gwcode",)),
    Table(
        "metonyms.csv",
        (_NAME, _ALIASES, _ISO3, Column("sector", check=_sector), _SOURCE),
        key=("name", "iso3"),
    ),
    Table(
        "person_names.csv",
        (_NAME, _ALIASES, Column("surname"), Column("seen_as", is_required=True, is_list=True)),
        key=("name",),
    ),
    Table(
        "places_countries.csv",
        (
            Column("country_iso2", is_required=True, check=_ALPHA2),
            Column("country", is_required=True, check=_ALPHA3),
            _NAME,
            _ALIASES,
            _FEATURE_CODE,
            _GEONAMEID,
            *_AREA,
            _POPULATION,
            Column("capital"),
        ),
        key=("country",),
    ),
    Table(
        "places_country_names.csv",
        (Column("country", is_required=True, check=country_code), Column("aliases", is_required=True, is_list=True)),
        key=("country", "aliases"),
    ),
    Table(
        "places_admin1.csv",
        (_COUNTRY_ISO2, _LEVEL, Column("code", is_required=True), _NAME, _GEONAMEID, *_AREA, _POPULATION),
        key=("country_iso2", "level", "code", "name", "geonameid", "latitude"),
    ),
    Table(
        "places_subdivisions.csv.gz",
        (
            *(_COUNTRY_ISO2, _LEVEL, Column("code", is_required=True), _NAME, _ALIASES),
            Column("geonameid", is_required=True, check=_WHOLE),
            *_AREA,
            _POPULATION,
        ),
        key=("country_iso2", "level", "code"),
    ),
    Table("places_regions.csv", _NAMED_AREA, key=("name", "countries")),
    Table("places_features.csv", _NAMED_AREA, key=("name", "countries")),
    Table(
        "places_admin.csv",
        (
            _COUNTRY_ISO2,
            _LEVEL,
            _NAME,
            _ALIASES,
            Column("admin1"),
            _GEONAMEID,
            *_AREA,
        ),
        key=("country_iso2", "level", "name", "admin1"),
    ),
    Table(
        "places_press_names.csv",
        (
            Column("geonameid", is_required=True, check=_WHOLE),
            _NAME,
            Column("aliases", is_required=True, is_list=True),
        ),
        key=("geonameid",),
    ),
    Table(
        "places_feature_codes.csv",
        (
            _FEATURE_CODE,
            Column("feature_class", is_required=True, check=one_of(*"AHLPRSTV")),
            Column("is_kept", is_required=True, check=one_of("yes", "no")),
        ),
        key=("feature_code",),
    ),
    Table(
        "places_sources.csv",
        (
            _SOURCE,
            Column("country_iso2", check=_iso2),
            _NAME,
            Column("licence", is_required=True),
            Column("date", is_required=True, check=day),
            Column("note"),
        ),
        key=("source", "country_iso2"),
    ),
    Table(
        "places_villages.csv.gz",
        (
            _GEONAMEID,
            _NAME,
            _ALIASES,
            *_POINT,
            _FEATURE_CODE,
            _COUNTRY_ISO2,
            Column("admin1"),
            Column("admin2"),
            _POPULATION,
        ),
        key=("geonameid", "name", "latitude", "longitude", "feature_code"),
    ),
)

REGION_TABLES: dict[str, Table] = {table.name: table for table in _ALL}
