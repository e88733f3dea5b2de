"""Countries: names, adjectives, demonyms, capitals and the by-names of their governments.

Codes are ISO 3166-1 alpha-3 (Kosovo: the user-assigned XKX); `gwcode` is the number of Gleditsch and Ward (1999).
"""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from harmattan.errors import PackError
from harmattan.reference.names import fold, fold_case, is_acronym
from harmattan.reference.packs import Pack, Row, data_dir, open_pack

__all__ = ["Countries", "Country", "Metonym", "People", "load_countries", "shipped_packs"]

_COUNTRY = (
    "iso3", "iso2", "name", "aliases", "adjectives", "demonyms", "capital", "gwcode", "is_state", "source",
)  # fmt: skip
_MORE = ("iso3", "kind", "value", "source")
_METONYM = ("name", "aliases", "iso3", "sector", "source")
_PEOPLE = ("name", "aliases", "countries", "source")
_MORE_KINDS = ("name", "alias", "adjective", "demonym", "capital_alias", "drop")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory. `is_state` is true for the states of Gleditsch and Ward and the UN's observers."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    capital_aliases: tuple[str, ...]
    gwcode: int | None
    is_state: bool


@dataclass(frozen=True, slots=True)
class Metonym:
    """A seat, building or by-name and whom it stands for; `sector` is None for a part of a country."""

    name: str
    aliases: tuple[str, ...]
    iso3: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class People:
    """A people or community, the words for its members, and the states where it lives."""

    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]


class Countries:
    """All countries of the packs, found by name, adjective, demonym, capital or metonym.

    Names are compared without case and accents; acronyms ("US") with their case.
    """

    def __init__(
        self, countries: Iterable[Country], metonyms: Iterable[Metonym] = (), peoples: Iterable[People] = ()
    ) -> None:
        self.all = tuple(sorted(countries, key=lambda one: one.iso3))
        self.metonyms = tuple(metonyms)
        self.peoples = tuple(peoples)
        self._by_iso3 = {one.iso3: one for one in self.all}
        self._by_iso2 = {one.iso2: one for one in self.all if one.iso2}
        self._index: dict[str, dict[str, tuple[str, ...]]] = {
            kind: {} for kind in ("country", "adjective", "demonym", "capital")
        }
        for surface, kind, iso3 in self._country_phrases():
            table, key = self._index[kind], _key(surface)
            table[key] = tuple(sorted({*table.get(key, ()), iso3}))
        self._metonyms = {_key(name): one for one in self.metonyms for name in (one.name, *one.aliases)}

    def by_iso3(self, code: str) -> Country:
        """Return the country of a code.

        Raises:
            KeyError: no country has the code.
        """
        return self._by_iso3[code]

    def by_iso2(self, code: str) -> Country | None:
        """Return the country of an alpha-2 code, or None."""
        return self._by_iso2.get(code)

    def has(self, code: str) -> bool:
        """Say whether a code is that of a country."""
        return code in self._by_iso3

    def by_name(self, name: str) -> tuple[Country, ...]:
        """Return the countries of a name or alias: several for "Congo" or "Korea"."""
        return tuple(self._by_iso3[code] for code in self._find("country", name))

    def by_adjective(self, word: str) -> tuple[str, ...]:
        """Return the codes that an adjective may mean: "Nigerien" NER, "Congolese" COD and COG."""
        return self._find("adjective", word)

    def by_demonym(self, word: str) -> tuple[str, ...]:
        """Return the codes of a noun for the people of a country, singular or plural."""
        return self._find("demonym", word)

    def by_capital(self, name: str) -> tuple[str, ...]:
        """Return the codes of the countries whose capital or seat of government has the name."""
        return self._find("capital", name)

    def metonym(self, name: str) -> tuple[str, str | None] | None:
        """Return country and sector that a by-name stands for, or None."""
        found = self._metonyms.get(_key(name))
        return (found.iso3, found.sector) if found else None

    def phrases(self) -> Iterator[tuple[str, str, str]]:
        """Yield (surface, kind, code) of every name; a people's is a demonym of each state where it lives."""
        yield from self._country_phrases()
        for people in self.peoples:
            for surface in (people.name, *people.aliases):
                for code in people.countries:
                    yield surface, "demonym", code
        for one in self.metonyms:
            for surface in (one.name, *one.aliases):
                yield surface, "metonym", one.iso3

    def _find(self, kind: str, name: str) -> tuple[str, ...]:
        return self._index[kind].get(_key(name), ())

    def _country_phrases(self) -> Iterator[tuple[str, str, str]]:
        for one in self.all:
            named = {
                "country": (one.name, *one.aliases),
                "adjective": one.adjectives,
                "demonym": one.demonyms,
                "capital": (*((one.capital,) if one.capital else ()), *one.capital_aliases),
            }
            for kind, surfaces in named.items():
                for surface in dict.fromkeys(surfaces):
                    yield surface, kind, one.iso3


def _key(name: str) -> str:
    return "=" + fold_case(name) if is_acronym(name) else fold(name)


def shipped_packs() -> tuple[Pack, ...]:
    """Open the world pack and the region packs that ship with the package, the world first."""
    folders = sorted((data_dir() / "regions").iterdir())
    packs = [open_pack(folder) for folder in folders if (folder / "pack.toml").exists()]
    return tuple(sorted(packs, key=lambda pack: (pack.kind != "world", pack.name)))


def load_countries(packs: Sequence[Pack] | None = None) -> Countries:
    """Read the countries of the packs; without packs, of those that ship, once.

    Raises:
        PackError: a table is invalid, or a row names an unknown code or kind.
    """
    return _shipped() if packs is None else _read(packs)


@functools.cache
def _shipped() -> Countries:
    return _read(shipped_packs())


def _read(packs: Sequence[Pack]) -> Countries:
    tables = [pack.table("countries.csv", _COUNTRY, required=("iso3", "name"), optional=True) for pack in packs]
    rows = {row["iso3"]: row for table in tables for row in table}
    if not rows:
        raise PackError("no pack has a countries.csv; the world pack is needed to name countries")
    more: dict[str, dict[str, list[str]]] = {}
    for pack in packs:
        for row in pack.table("country_names.csv", _MORE, required=("iso3", "kind", "value"), optional=True):
            if row["iso3"] not in rows:
                raise row.error(f"unknown country {row['iso3']!r}; expected an iso3 of countries.csv")
            if row["kind"] not in _MORE_KINDS:
                raise row.error(f"unknown kind {row['kind']!r}; expected one of {', '.join(_MORE_KINDS)}")
            more.setdefault(row["iso3"], {}).setdefault(row["kind"], []).extend(row.list("value"))
    countries = [_country(row, more.get(code, {})) for code, row in rows.items()]
    metonyms = [
        Metonym(row["name"], row.list("aliases"), row["iso3"], row.get("sector"))
        for pack in packs
        for row in pack.table("metonyms.csv", _METONYM, required=("name", "iso3"), optional=True)
    ]
    return Countries(countries, metonyms, [_people(row, rows) for row in _peoples(packs)])


def _peoples(packs: Sequence[Pack]) -> Iterator[Row]:
    for pack in packs:
        yield from pack.table("peoples.csv", _PEOPLE, required=("name", "countries"), optional=True)


def _people(row: Row, known: Container[str]) -> People:
    codes = row.list("countries")
    for code in codes:
        if code not in known:
            raise row.error(f"unknown country {code!r}; expected an iso3 of countries.csv")
    return People(row["name"], row.list("aliases"), codes)


def _country(row: Row, more: dict[str, list[str]]) -> Country:
    dropped = set(more.get("drop", ()))

    def merged(column: str, kind: str) -> tuple[str, ...]:
        kept = [one for one in row.list(column) if one not in dropped]
        return tuple(dict.fromkeys([*kept, *more.get(kind, ())]))

    name = more["name"][0] if "name" in more else row["name"]
    number = row.get("gwcode")
    if number is not None and not number.isdigit():
        raise row.error(f"gwcode is a number, not {number!r}")
    capital = row.get("capital")
    names = dict.fromkeys([*([row["name"]] if row["name"] not in dropped else []), *merged("aliases", "alias")])
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        name=name,
        aliases=tuple(one for one in names if one != name),
        adjectives=merged("adjectives", "adjective"),
        demonyms=merged("demonyms", "demonym"),
        capital=None if capital in dropped else capital,
        capital_aliases=tuple(more.get("capital_alias", ())),
        gwcode=int(number) if number else None,
        is_state=row["is_state"] == "1",
    )
