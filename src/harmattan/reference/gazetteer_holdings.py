"""What a gazetteer holds of each country and from where: counted while it is built, read by `gazetteer info`.

A town has 5,000 people or more, or is the seat of a unit or a state; other populated places are villages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harmattan.errors import ConfigError
from harmattan.reference.countries import shipped_packs

__all__ = ["HOLDING_COLUMNS", "Holding", "SourceNote", "holding_of", "read_holdings", "read_meta", "source_notes"]

HOLDING_COLUMNS = ("towns", "villages", "admin1", "admin2", "areas", "spots", "names")
"""What is counted: `areas` are parks, regions, waters and the like, `spots` airports, camps, mines, dams, `names` the
further names of all of these."""

_TOWN = 5_000
_SEATS = frozenset({"PPLC", "PPLA", "PPLA2", "PPLG"})
_SPOTS = frozenset({"AIRP", "CMP", "MN", "DAM", "PS", "MFG", "PRT", "BDG"})
_SOURCE_COLUMNS = ("source", "country_iso2", "name", "licence", "date", "note")


@dataclass(frozen=True, slots=True)
class Holding:
    """How many places of each kind a gazetteer has of a country from one source; `country` is "" for areas of none."""

    country: str
    source: str
    towns: int
    villages: int
    admin1: int
    admin2: int
    areas: int
    spots: int
    names: int


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a pack says of a source: its name, licence, the date of its data, and what to know about it."""

    source: str
    country_iso2: str | None
    name: str
    licence: str
    date: str
    note: str | None


def holding_of(feature_code: str, population: int | None) -> str | None:
    """Return the column that a place counts in, None for a state."""
    if feature_code.startswith("PPL") or feature_code == "STLMT":
        return "towns" if feature_code in _SEATS or (population or 0) >= _TOWN else "villages"
    if feature_code.startswith("PCL"):
        return None
    if feature_code.startswith("ADM"):
        return "admin1" if feature_code == "ADM1" else "admin2"
    return "spots" if feature_code in _SPOTS else "areas"


def read_holdings(path: Path) -> tuple[Holding, ...]:
    """Return what a gazetteer holds, by country and source.

    Raises:
        ConfigError: the file holds no gazetteer, or an older one.
    """
    query = f"SELECT country, source, {', '.join(HOLDING_COLUMNS)} FROM holding ORDER BY country, source"
    return tuple(Holding(str(row[0]), str(row[1]), *(int(count) for count in row[2:])) for row in _ask(path, query))


def read_meta(path: Path) -> Mapping[str, str]:
    """Return what a gazetteer says of itself: `digest` of what it was made from, `places`, `keys`.

    Raises:
        ConfigError: the file holds no gazetteer, or an older one.
    """
    return {str(name): str(value) for name, value in _ask(path, "SELECT name, value FROM meta ORDER BY name")}


def _ask(path: Path, query: str) -> list[tuple[str | int, ...]]:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise ConfigError(
            f"{path}: expected a gazetteer, got {error}; build it anew with `harmattan gazetteer build`"
        ) from error


@cache
def source_notes() -> tuple[SourceNote, ...]:
    """Return what the packs say of the sources of their places; notes on one country come after those on all."""
    notes = [
        SourceNote(*(row["source"], row.get("country_iso2"), row["name"], row["licence"], row["date"], row.get("note")))
        for pack in shipped_packs()
        for row in pack.table(
            "places_sources.csv", _SOURCE_COLUMNS, required=("source", "name", "licence", "date"), optional=True
        )
    ]
    return tuple(sorted(notes, key=lambda one: (one.source, one.country_iso2 or "")))
