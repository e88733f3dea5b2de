"""Make `places_names_fr.csv` of the world pack: French names of states and first-level units.

    python tools/make_french_names.py GEONAMES_MO COUNTRIES_CSV_GZ WORLD_PACK

GEONAMES_MO is the French catalogue of GeoNames' names that Debian ships (package libgeonames-common:
locale/fr/LC_MESSAGES/geonames.mo; data GeoNames, CC BY 4.0): its keys are codes such as BF and UA.14. COUNTRIES_CSV_GZ
has the columns iso2 and name_fr (Unicode CLDR). Rows of the pack whose source is "hand" stay.
"""

from __future__ import annotations

import csv
import gettext
import gzip
import io
import re
import sys
from pathlib import Path

from harmattan.reference.countries import load_countries
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.gazetteer_records import coded_names
from harmattan.reference.place_names import fold_name

COLUMNS = ("country_iso2", "code", "names", "only_names", "source")
TAKEN = frozenset(("maurice", "grenade", "suede", "dominique", "georgie", "chine", "inde", "malte", "liban", "unite"))
CREDIT = (
    "French names of states (no code) and first-level units (GeoNames code or English name). Unicode CLDR, Unicode "
    "License v3; GeoNames, www.geonames.org, CC BY 4.0, through libgeonames-common 0.3.0 (Debian); hand: own work."
)
# "Oblast de Louhansk" is called Louhansk too; "République de Bouriatie" is Bouriatie.
HEADS = re.compile(
    r"(?:Oblast|Province|Région|Region|District|Comté|Voïvodie|Préfecture|État|Gouvernorat|Département|Raion|Paroisse|"
    r"Municipalité|République|Kraï|Canton|Wilaya|Entité|Land|Emirat|Émirat)s? (?:de la |de l['’ ]|du |des |de |d['’])"
    r"(?P<bare>[A-ZÀ-Þ].+)"
)
LOST_APOSTROPHE = re.compile(r"\bd(?=[A-ZÀ-Þ])")
BRACKETS = re.compile(r"(?P<name>[^(]+) \((?P<other>[^)]+)\)")


def unit_names(catalogue: dict[str, str], gazetteer: Gazetteer) -> list[dict[str, str]]:
    """Return a row for each first-level unit that the gazetteer does not know by its French name."""
    iso3, known = coded_names()
    rows = []
    for key, value in sorted(catalogue.items()):
        country, _, code = key.partition(".")
        if not re.fullmatch(r"[A-Z]{2}\.\w+", key) or (iso3.get(country, ""), code) not in known:
            continue
        name = LOST_APOSTROPHE.sub("d'", " ".join(value.split()))
        bare = HEADS.fullmatch(name)
        names = [one for one in (bare["bare"] if bare else None, name) if one]
        unit = iso3[country]
        new = [
            one
            for one in names
            if not any(place.country == unit and place.feature_code == "ADM1" for place in gazetteer.lookup(one))
        ]
        if new:
            rows.append(row(country, code, new, "GeoNames", unit, gazetteer))
    return rows


def country_names(catalogue: dict[str, str], cldr: dict[str, str], gazetteer: Gazetteer) -> list[dict[str, str]]:
    """Return a row for each state and territory: CLDR's name, and that of GeoNames where it is another."""
    iso3, _ = coded_names()
    rows = []
    known = load_countries()
    for country in sorted(code for code in iso3 if known.by_iso2(code)):
        names: dict[str, str] = {}
        for value in (cldr.get(country, ""), catalogue.get(country, "")):
            found = BRACKETS.fullmatch(value)
            for name in (found["name"], found["other"]) if found else (value,):
                if name and "antilles" not in name.lower():
                    names.setdefault(fold_name(name), name.replace("’", "'"))
        new = [one for one in names.values() if not is_state(gazetteer, one, iso3[country])]
        if new:
            rows.append(row(country, "", new, "CLDR, GeoNames", iso3[country], gazetteer))
    return rows


def is_state(gazetteer: Gazetteer, name: str, country: str) -> bool:
    """Say whether a state is the first place of a name already."""
    found = gazetteer.lookup(name)
    return bool(found) and found[0].country == country and str(found[0].feature_code).startswith("PCL")


def row(country: str, code: str, names: list[str], source: str, iso3: str, gazetteer: Gazetteer) -> dict[str, str]:
    """Return a row of the table; a name that is another place or word outside French is for French only."""
    only = [
        one
        for one in names
        if fold_name(one) in TAKEN
        or any(place.country != iso3 or str(place.feature_code).startswith("PPL") for place in gazetteer.lookup(one))
    ]
    free = [one for one in names if one not in only]
    return dict(zip(COLUMNS, (country, code, "|".join(free), "|".join(only), source), strict=True))


def main() -> int:
    """Write the table anew."""
    mo, countries, pack = map(Path, sys.argv[1:4])
    with mo.open("rb") as file:
        catalogue = {str(key): str(value) for key, value in vars(gettext.GNUTranslations(file))["_catalog"].items()}
    with gzip.open(countries, "rt", encoding="utf-8", newline="") as text:
        cldr = {one["iso2"]: one["name_fr"] for one in csv.DictReader(text)}
    path = pack / "places_names_fr.csv"
    kept = []
    if path.exists():
        lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        kept = [one for one in csv.DictReader(lines) if one["source"] == "hand"]
        path.unlink()
    gazetteer = Gazetteer.open()
    rows = [*country_names(catalogue, cldr, gazetteer), *unit_names(catalogue, gazetteer), *kept]
    out = io.StringIO()
    out.write(f"# {CREDIT}\n")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda one: (one["country_iso2"], one["code"], one["source"])))
    path.write_text(out.getvalue(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
