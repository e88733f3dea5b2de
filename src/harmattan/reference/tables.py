"""The tables of region and world packs as their checker knows them: columns, what a cell may hold, keys.

`docs/packs.md` describes every column in words; a test holds the two together.
"""

from __future__ import annotations

from harmattan.reference.roster_tables import ROSTER_TABLES
from harmattan.reference.table_cells import (
    CellCheck,
    Column,
    Table,
    Vocabulary,
    between,
    country_code,
    day,
    day_range,
    iso2_code,
    matches,
    one_of,
    sector_code,
    table_problems,
)

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

_ALPHA3 = matches(r"[A-Z]{3}", "three capital letters")
_ALPHA2 = matches(r"[A-Z]{2}", "two capital letters")
_WHOLE = matches(r"\d+", "a whole number")
_FEATURE = matches(r"[A-Z][A-Z0-9]{1,4}", "a GeoNames feature code such as PPL or PRK")
_NAME, _ALIASES = Column("name", is_required=True), Column("aliases", is_list=True)
_SOURCE = Column("source", is_required=True)
_GEONAMEID = Column("geonameid", check=_WHOLE)
_LEVEL = Column("level", is_required=True, check=one_of("1", "2"))
_POPULATION = Column("population", check=_WHOLE)
_ISO3 = Column("iso3", is_required=True, check=country_code)
_COUNTRY_ISO2 = Column("country_iso2", is_required=True, check=iso2_code)
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

_ALL = (
    *ROSTER_TABLES,
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
        (_NAME, _ALIASES, _ISO3, Column("sector", check=sector_code), _SOURCE),
        key=("name", "iso3"),
    ),
    Table(
        "peoples.csv",
        (_NAME, _ALIASES, Column("countries", is_required=True, is_list=True, check=_ALPHA3), _SOURCE),
        key=("name",),
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
    Table(
        "places_forms.csv",
        (
            *(_NAME, Column("country_iso2", check=iso2_code), _GEONAMEID),
            *(Column("abbreviations", is_list=True), Column("adjectives", is_list=True)),
        ),
        key=("name", "country_iso2"),
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
        "places_names_fr.csv",
        (
            Column("country_iso2", check=iso2_code),
            Column("code"),
            Column("names", is_list=True),
            Column("only_names", is_list=True),
            _SOURCE,
        ),
        key=("country_iso2", "code", "source"),
    ),
    Table(
        "places_sources.csv",
        (
            _SOURCE,
            Column("country_iso2", check=iso2_code),
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
