"""The words behind the codes of an event: countries, international codes and sectors, from the shipped packs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from harmattan.reference.codebook import load_codebook
from harmattan.reference.packs import data_dir, read_table

__all__ = ["country_names", "sector_names"]

_COUNTRY_COLUMNS = (
    *("country_iso2", "country", "name", "aliases", "feature_code", "geonameid"),
    *("latitude", "longitude", "radius_km", "population", "capital"),
)


@cache
def country_names() -> Mapping[str, str]:
    """Return the names of the ISO 3166 alpha-3 codes and of PLOVER's international codes."""
    path = data_dir() / "regions" / "world" / "places_countries.csv"
    names = {row["country"]: row["name"] for row in read_table(path, _COUNTRY_COLUMNS)}
    return MappingProxyType(names | {one.code: one.name for one in load_codebook().international})


@cache
def sector_names() -> Mapping[str, str]:
    """Return the names of PLOVER's sector codes."""
    return MappingProxyType({one.code: one.name for one in load_codebook().sectors})
