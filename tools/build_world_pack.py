"""Build the generated tables of the world pack: countries.csv, officeholders.csv and officeholders_2019.csv.

Usage: python tools/build_world_pack.py REFERENCE_FOLDER [PACK_FOLDER]

REFERENCE_FOLDER holds countries/countries.csv.gz (Unicode CLDR names, CIA World Factbook nationality words),
officeholders/roster.csv.gz (CIA World Factbook and Wikidata), heads_cia_factbook.csv.gz (its versions) and
cabinets_cia_2019-06.csv.gz. Tables written by hand in the pack are only read.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from cabinets import snapshot_rows
from office_rules import office_of
from person_names import Person, fold, read_people, split_people

PACK = Path(__file__).resolve().parent.parent / "src/harmattan/data/regions/world"
COUNTRY_COLUMNS = (
    "iso3",
    "iso2",
    "name",
    "aliases",
    "adjectives",
    "demonyms",
    "capital",
    "gwcode",
    "is_state",
    "source",
)
OFFICE_COLUMNS = (
    "person", "aliases", "surname", "country", "office", "title", "sector", "start", "end", "end_basis", "known_until",
    "wikidata", "source",
)  # fmt: skip
HAND = ("officeholders_hand.csv", "officeholders_heads.csv", "officeholders_ministers.csv")
# Observer states of the United Nations.
OBSERVERS = frozenset({"PSE", "VAT"})
# States whose head the Factbook lists again under their territories and realms.
HOMES = ("GBR", "USA", "FRA", "NLD", "DNK", "NOR", "AUS", "NZL", "FIN", "CHN")
# Codes that the source lists but that are no country today.
DISSOLVED = frozenset({"ANT", "SCG"})


def main(arguments: list[str]) -> int:
    """Write both tables and say how many rows they have."""
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    reference = Path(arguments[0])
    pack = Path(arguments[1]) if len(arguments) > 1 else PACK
    sources = read_gzip(reference / "countries/countries.csv.gz")
    countries = list(country_rows(sources, {row["iso3"]: row["gwcode"] for row in read_plain(pack / "gwcodes.csv")}))
    write(pack / "countries.csv", COUNTRY_COLUMNS, countries)
    places = {row["iso2"]: (row["iso3"], row["name"]) for row in countries if row["iso2"]} | {"UN": ("UNO", "UN")}
    roster = read_gzip(reference / "officeholders/roster.csv.gz")
    offices = list(office_rows(roster, places, read_people(pack / "person_names.csv")))
    hand = [row for name in HAND for row in read_plain(pack / name)]
    versions = versions_of(read_gzip(reference / "officeholders/heads_cia_factbook.csv.gz"))
    offices = [bounded(row, versions) for row in join_hand(offices, hand)]
    write(pack / "officeholders.csv", OFFICE_COLUMNS, offices)
    cabinets = read_gzip(reference / "officeholders/cabinets_cia_2019-06.csv.gz")
    seen = list(snapshot_rows(cabinets, places, [*offices, *hand]))
    write(pack / "officeholders_2019.csv", OFFICE_COLUMNS, seen)
    sys.stdout.write(f"{len(countries)} countries, {len(offices)} offices, {len(seen)} in June 2019\n")
    return 0


def read_gzip(path: Path) -> list[dict[str, str]]:
    """Read a gzipped CSV with a header."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> None:
    """Write a table with its columns in order and Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def country_rows(sources: list[dict[str, str]], codes: dict[str, str]) -> Iterator[dict[str, str]]:
    """Turn source rows into rows of countries.csv, sorted by ISO code."""
    for row in sorted(sources, key=lambda one: one["iso3"]):
        if row["iso3"] in DISSOLVED or not row["name_en"]:
            continue
        name = row["name_en"].replace("’", "'")
        aliases = [name.replace(" & ", " and "), row["long_form"], name.replace("St. ", "Saint ")]
        yield {
            "iso3": row["iso3"],
            "iso2": row["iso2"],
            "name": name,
            "aliases": joined(one for one in aliases if is_plain(one) and one != name),
            "adjectives": joined(adjectives(row["nationality_adjective_en"])),
            "demonyms": joined(demonyms(row["nationality_noun_en"])),
            "capital": row["capital"].strip(),
            "gwcode": codes.get(row["iso3"], ""),
            "is_state": "1" if row["iso3"] in codes or row["iso3"] in OBSERVERS else "0",
            "source": "cldr+cia+geonames",
        }


def is_plain(name: str) -> bool:
    """Say whether a long form is a bare name, without a note."""
    return bool(name) and not re.search(r"[(;\[/]|\bnone\b", name)


def joined(parts: Iterable[str]) -> str:
    """Join distinct parts in order."""
    return "|".join(dict.fromkeys(part for part in parts if part))


def words_of(cell: str) -> Iterator[str]:
    """Yield the alternatives of a nationality cell, without the ones that are notes."""
    cell = re.sub(r"\((?:US [a-z]+|colloquial|singular|plural|singular and plural|collective plural)\)", "", cell)
    for part in re.split(r"[,;]\s*|\(?\bor\b", cell.replace("Taiwanese)", "Taiwanese")):
        word = part.strip()
        if word and "note" not in word and "used among" not in word and word != "none" and "/" not in word:
            yield word


def adjectives(cell: str) -> Iterator[str]:
    """Yield the adjectives of a nationality cell."""
    for word in words_of(cell):
        yield word.removesuffix("(s)")


def demonyms(cell: str) -> Iterator[str]:
    """Yield the nouns of a nationality cell, singular and plural."""
    for word in words_of(cell):
        found = re.fullmatch(r"(.+?)\s?\((s|men|women)\)", word)
        if not found:
            yield word
            continue
        stem, ending = found.groups()
        yield stem
        yield stem + "s" if ending == "s" else re.sub("(wo)?man$", ending, stem)


def office_rows(
    roster: list[dict[str, str]], places: dict[str, tuple[str, str]], people: dict[str, Person]
) -> Iterator[dict[str, str]]:
    """Turn roster rows into rows of officeholders.csv: names in natural case, offices on our list."""
    rows = [
        made
        for row in roster
        if row["country_iso2"] in places and row["start"]
        for made in rows_of(row, *places[row["country_iso2"]], people)
    ]
    accents = {fold(row["person"]): row["person"] for row in rows if "wikidata" in row["source"]}
    titled = [row for row in rows if row["office"] == "head_of_government" and row["title"]]
    for row in rows:
        row["person"] = accents.get(fold(row["person"]), row["person"])
        if row["office"] == "head_of_government" and not row["title"] and is_deputy(row, titled):
            row["office"] = "deputy_head_of_government"
    rows = list(without_repeats(rows))
    # Two titles of one office in the same days differ in nothing that is kept.
    rows = list(
        {(row["person"], row["country"], row["office"], row["start"], row["end"]): row for row in rows}.values()
    )
    order = ("country", "office", "start", "person", "title")
    yield from sorted(rows, key=lambda row: tuple(row[column] for column in order))


def join_hand(offices: list[dict[str, str]], hand: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the rows under the names of the table by hand, without the offices that it gives itself.

    A person then has one name and one id, and a date corrected by hand is not contradicted.
    """
    names = {(row["country"], fold(form)): row["person"] for row in hand for form in (row["person"], *forms_of(row))}
    given: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in hand:
        spell = (row["start"], row["end"] or row["known_until"])
        given.setdefault((row["country"], row["office"], row["person"]), []).append(spell)
    for row in offices:
        forms = (row["person"], *forms_of(row))
        person = next((names[key] for form in forms if (key := (row["country"], fold(form))) in names), row["person"])
        spells = given.get((row["country"], row["office"], person), [])
        if not any(start <= row["start"] <= end for start, end in spells):
            yield row | {"person": person, "aliases": joined(form for form in forms if form != person)}


def versions_of(heads: list[dict[str, str]]) -> list[str]:
    """Return the days of the versions of the Factbook in which somebody came or went."""
    return sorted({row[column] for row in heads for column in ("first_listed", "last_listed_before") if row[column]})


def bounded(row: dict[str, str], versions: list[str]) -> dict[str, str]:
    """Return a row with the last day for which it is known, where its end is only the version that lacks the person.

    Versions lie up to four years apart; the person was last listed in the one before.
    """
    earlier = [one for one in versions if row["start"] <= one < row["end"]]
    if not row["end_basis"].endswith("no longer listed") or not earlier:
        return row
    return row | {"known_until": earlier[-1]}


def forms_of(row: dict[str, str]) -> list[str]:
    """Return the aliases of a row."""
    return [form for form in row["aliases"].split("|") if form]


def read_plain(path: Path) -> list[dict[str, str]]:
    """Read a table of the pack, without its comments."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def without_repeats(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the rows without those that list the head of another state as head of a territory or realm."""
    homes: dict[tuple[str, str], str] = {}
    for home in HOMES:
        for row in rows:
            if row["country"] == home:
                homes.setdefault((row["person"], row["start"]), home)
    for row in rows:
        if homes.get((row["person"], row["start"]), row["country"]) == row["country"]:
            yield row


def rows_of(
    row: dict[str, str], country: str, country_name: str, people: dict[str, Person]
) -> Iterator[dict[str, str]]:
    """Yield a row per person of a roster row; none when the office is not on our list."""
    office = office_of(row["office_kind"], row["office"])
    if office is None:
        return
    # The reader of the source cut "President of Afghanistan ..." before the last word of the title.
    cell = re.sub(rf"^{re.escape(country_name)}\s+(?=\S+\s+\S)", "", row["person"])
    for person in split_people(cell, [row["aliases"]] if row["aliases"] else [], people):
        yield {
            "person": person.name,
            "aliases": joined(person.aliases),
            "surname": person.surname,
            "country": country,
            "office": office,
            "title": row["office"].split(" | ")[0].removeprefix("represented by").strip(),
            "sector": "MIL" if office == "army_chief" else "GOV",
            "start": row["start"],
            "end": row["end"],
            "end_basis": row["end_basis"],
            "known_until": row["known_until"],
            "wikidata": row["wikidata_person"],
            "source": row["source"],
        }


def is_deputy(row: dict[str, str], titled: list[dict[str, str]]) -> bool:
    """Say whether a titled head of government serves during most of an untitled row.

    The Factbook page lists deputies under the head; where the reader lost their title, they look like heads.
    """
    start, end = days_of(row)
    shared = 0
    for other in titled:
        if other["country"] == row["country"] and other["person"] != row["person"]:
            first, last = days_of(other)
            shared += max(0, min(end, last) - max(start, first))
    return 2 * shared > end - start


def days_of(row: dict[str, str]) -> tuple[int, int]:
    """Return first and last day of a row as ordinals; a year or month counts from its first day."""
    bounds = (row["start"], row["end"] or row["known_until"])
    first, last = (date.fromisoformat((text + "-01-01")[:10]).toordinal() for text in bounds)
    return first, max(first, last)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
