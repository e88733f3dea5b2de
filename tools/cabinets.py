"""Read ministers off a snapshot of all cabinets (CIA World Leaders of June 2019).

The snapshot has no dates, and its pages lag by up to half a year. So a row holds for June 2019 only, a country is taken
only where its heads in the snapshot are those of that month, and a person whom a dated source contradicts is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from office_rules import office_of
from person_names import fold, split_people

__all__ = ["snapshot_rows"]

FIRST, MIDDLE, LAST = "2019-06-01", "2019-06-15", "2019-06-30"
_KINDS = ("foreign", "defence", "interior/security")
_HEADS = ("head_of_state", "head_of_government")
_HEAD_TITLES = ("President", "Prime Minister", "Chancellor", "King", "Premier")
_SHORT = {" & ": " and ", "Intl.": "International", "Govt.": "Government", "Min.": "Minister", "Dep.": "Deputy"}


def snapshot_rows(
    cabinets: list[dict[str, str]], places: dict[str, tuple[str, str]], known: list[dict[str, str]]
) -> Iterator[dict[str, str]]:
    """Yield rows of officeholders.csv for the foreign, defence and interior ministers of the snapshot."""
    held: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in known:
        if row["start"] <= MIDDLE <= (row["end"] or row["known_until"]):
            held.setdefault((row["country"], row["office"]), []).append(row)
    by_country: dict[str, list[dict[str, str]]] = {}
    for row in cabinets:
        if row["country_iso2"] in places:
            by_country.setdefault(places[row["country_iso2"]][0], []).append(row)
    for country, rows in sorted(by_country.items()):
        heads = [row for office in _HEADS for row in held.get((country, office), ())]
        if heads and _is_fresh(rows, heads):
            yield from _ministers(country, rows, held)


def _is_fresh(rows: list[dict[str, str]], heads: list[dict[str, str]]) -> bool:
    """Say whether every president and prime minister of a page was head of state or government in that month."""
    surnames = [set(fold(row["surname"]).split()) for row in heads]
    listed = [set(fold(row["person"]).split()) for row in rows if row["office"] in _HEAD_TITLES]
    return bool(listed) and all(any(one <= words for one in surnames) for words in listed)


def _ministers(
    country: str, rows: list[dict[str, str]], held: dict[tuple[str, str], list[dict[str, str]]]
) -> Iterator[dict[str, str]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        title = row["office"]
        for short, long in _SHORT.items():
            title = title.replace(short, long)
        office = next((name for kind in _KINDS if (name := office_of(kind, title)) is not None), None)
        if office is None or office.startswith("deputy") or (country, office) in held or "State" in title:
            continue
        for person in split_people(row["person"], [], {}):
            found.setdefault(office, []).append(
                {
                    "person": person.name,
                    "aliases": "|".join(person.aliases),
                    "surname": person.surname,
                    "country": country,
                    "office": office,
                    "title": title,
                    "sector": "GOV",
                    "start": FIRST,
                    "end": "",
                    "end_basis": "listed in June 2019",
                    "known_until": LAST,
                    "wikidata": "",
                    "source": "cia-leaders",
                }
            )
    for _, named in sorted(found.items()):
        if len(named) == 1:  # two ministers for parts of one field: the words alone do not tell which is meant
            yield named[0]
