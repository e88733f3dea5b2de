"""Names of states, first-level units and areas in another language, laid over the places as they are read.

A table `places_names_LANGUAGE.csv` of a pack gives them. Names that are another place or word elsewhere ("Maurice",
"Grenade") are found only when that language is asked for: their key begins with its code, "fr:maurice".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from harmattan.reference.countries import shipped_packs
from harmattan.reference.gazetteer_records import PlaceRecord, coded_names
from harmattan.reference.place_names import fold_name

__all__ = ["NAME_COLUMNS", "in_languages", "language_names"]

NAME_COLUMNS = ("country_iso2", "code", "names", "only_names", "source")
# Country (alpha-3, "" for areas of none) and folded name, "" for the state itself.
_Key = tuple[str, str]


def in_languages(records: Iterable[PlaceRecord]) -> Iterator[PlaceRecord]:
    """Give records with their names in other languages."""
    names = language_names()
    for record in records:
        found = names.get(key) if (key := _key(record)) is not None else None
        yield record if found is None else record._replace(aliases=(*record.aliases, *found))


def _key(record: PlaceRecord) -> _Key | None:
    code = record.feature_code
    if code.startswith("PCL"):
        return record.countries, ""
    if code == "ADM1":
        return record.countries, fold_name(record.name)
    return ("", fold_name(record.name)) if record.is_by_hand and not code.startswith("PPL") else None


def language_names() -> Mapping[_Key, tuple[str, ...]]:
    """Return the names of all tables by what they name."""
    iso3, units = coded_names()
    names: dict[_Key, tuple[str, ...]] = {}
    for pack in shipped_packs():
        for path in sorted(pack.path.glob("places_names_??.csv")):
            language = path.stem[-2:]
            for row in pack.table(path.name, NAME_COLUMNS, required=("source",)):
                country, code = row["country_iso2"], row["code"]
                if not country:
                    key = "", fold_name(code)
                elif not code:
                    key = iso3.get(country, country), ""
                else:
                    key = iso3.get(country, country), fold_name(units.get((iso3.get(country, ""), code), code))
                only = (f"{language}:{name}" for name in row.list("only_names"))
                names[key] = (*names.get(key, ()), *row.list("names"), *only)
    return names
