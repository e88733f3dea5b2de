"""The tables of packs of boundaries: columns, what a cell may hold, keys. `docs/packs.md` describes them in words."""

from __future__ import annotations

from harmattan.reference.tables import Column, Table, Vocabulary, between, country_code, day, matches, one_of

__all__ = ["BOUNDARY_TABLES", "GEOMETRIES", "KINDS", "STATUSES"]

GEOMETRIES = ("natural-earth-4.1.0", "natural-earth-4.1.0-low", "quattroshapes", "mesoshapes", "unknown", "added")
STATUSES = ("international", "disputed", "indefinite", "undetermined", "line_of_control", "lease", "overlay")
KINDS = (
    *("claimed", "occupied", "partly occupied", "non-self-governing", "unrecognised state"),
    *("partly recognised state", "buffer zone", "leased", "unclaimed"),
)


def _code_or_none(value: str, known: Vocabulary) -> str | None:
    return None if value == "none" else country_code(value, known)


_WHOLE = matches(r"\d+", "a whole number")
_SHAPE = Column("shape", is_required=True, check=_WHOLE)

_ALL = (
    Table(
        "boundary_units.csv",
        (
            _SHAPE,
            Column("level", is_required=True, check=one_of("0", "1", "2")),
            Column("country", check=country_code),
            Column("name"),
            Column("admin1"),
            Column("geonameid", check=_WHOLE),
            Column("ids", is_list=True),
            Column("geometry", is_required=True, check=one_of(*GEOMETRIES)),
        ),
        key=("level", "shape"),
    ),
    Table(
        "boundary_lines.csv",
        (
            _SHAPE,
            Column("country_left", check=country_code),
            Column("country_right", check=country_code),
            Column("name_left"),
            Column("name_right"),
            Column("status", is_required=True, check=one_of(*STATUSES)),
            Column("is_water", is_required=True, check=one_of("0", "1")),
            Column("name"),
            Column("note"),
        ),
        key=("shape",),
    ),
    Table(
        "disputed_areas.csv",
        (
            Column("name", is_required=True),
            Column("claimants", is_list=True),
            Column("administered_by", is_list=True),
            Column("coded_as", check=_code_or_none),
            Column("kind", is_required=True, check=one_of(*KINDS)),
            Column("since", check=day),
            Column("drawn_as", is_list=True, is_required=True, check=country_code),
            Column("shape", is_list=True, is_required=True),
            Column("error_km", is_required=True, check=between(0, 100)),
            Column("definition", is_required=True),
            Column("source", is_required=True),
        ),
        key=("name",),
    ),
)

BOUNDARY_TABLES: dict[str, Table] = {table.name: table for table in _ALL}
