"""Tests for the countries of the world pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmattan.errors import PackError
from harmattan.reference.countries import Countries, load_countries
from harmattan.reference.packs import open_pack

MANIFEST = 'name = "t"\nkind = "world"\nversion = "1"\nsource = "test"\nlicence = "CC0"\n'
HEADER = "iso3,iso2,name,aliases,adjectives,demonyms,capital,gwcode,is_state,source\n"


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_countries()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Georgia", ["GEO"]),
        ("US", ["USA"]),
        ("U.S.", ["USA"]),
        ("the us", []),
        ("us", []),
        ("UK", ["GBR"]),
        ("Cote d'Ivoire", ["CIV"]),
        ("Côte d’Ivoire", ["CIV"]),
        ("Ivory Coast", ["CIV"]),
        ("Burma", ["MMR"]),
        ("Swaziland", ["SWZ"]),
        ("Niger", ["NER"]),
        ("Nigeria", ["NGA"]),
        ("Congo", ["COD", "COG"]),
        ("DRC", ["COD"]),
        ("CAR", ["CAF"]),
        ("car", []),
        ("Korea", ["KOR", "PRK"]),
        ("Kosovo", ["XKX"]),
        ("Guinea", ["GIN"]),
        ("Papua New Guinea", ["PNG"]),
        ("Dominica", ["DMA"]),
        ("Wakanda", []),
        ("Quito", []),
    ],
)
def test_names_find_their_countries(countries: Countries, name: str, codes: list[str]) -> None:
    assert [one.iso3 for one in countries.by_name(name)] == codes


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Nigerien", ("NER",)),
        ("Nigerian", ("NGA",)),
        ("Congolese", ("COD", "COG")),
        ("Guinean", ("GIN",)),
        ("Equatorial Guinean", ("GNQ",)),
        ("Bissau-Guinean", ("GNB",)),
        ("Dominican", ("DMA", "DOM")),
        ("Korean", ("KOR", "PRK")),
        ("North Korean", ("PRK",)),
        ("Burkinabè", ("BFA",)),
        ("Burkinabe", ("BFA",)),
        ("Ivorian", ("CIV",)),
        ("French", ("FRA",)),
        ("Dutch", ("NLD",)),
        ("Chinese", ("CHN",)),
        ("Taiwanese", ("TWN",)),
        ("Rwandan", ("RWA",)),
        ("Martian", ()),
        ("English", ()),
        ("none", ()),
    ],
)
def test_adjectives_name_every_country_they_may_mean(countries: Countries, word: str, codes: tuple[str, ...]) -> None:
    assert countries.by_adjective(word) == codes


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Rwandans", ("RWA",)),
        ("Frenchman", ("FRA",)),
        ("Frenchmen", ("FRA",)),
        ("Nigeriens", ("NER",)),
        ("Nigerians", ("NGA",)),
        ("Swedes", ("SWE",)),
        ("Filipinos", ("PHL",)),
        ("Rwanda", ()),
        ("French fries", ()),
    ],
)
def test_demonyms_are_singular_and_plural(countries: Countries, word: str, codes: tuple[str, ...]) -> None:
    assert countries.by_demonym(word) == codes


def test_capitals_and_seats_name_their_country(countries: Countries) -> None:
    assert countries.by_capital("Kyiv") == countries.by_capital("Kiev") == ("UKR",)
    assert countries.by_capital("Cotonou") == countries.by_capital("Porto-Novo") == ("BEN",)
    assert countries.by_capital("Male") == ()
    assert countries.by_capital("Lagos") == ()


def test_metonyms_give_country_and_sector(countries: Countries) -> None:
    assert countries.metonym("Kremlin") == ("RUS", "GOV")
    assert countries.metonym("Pentagon") == ("USA", "MIL")
    assert countries.metonym("Elysee") == ("FRA", "GOV")
    assert countries.metonym("Somaliland") == ("SOM", "PRE")
    assert countries.metonym("Eiffel Tower") is None


def test_every_state_has_a_name_a_capital_and_an_adjective(countries: Countries) -> None:
    states = [one for one in countries.all if one.is_state]
    assert len(states) > 193
    assert [one.iso3 for one in states if not one.adjectives or not one.demonyms] in ([], ["VAT"])
    assert all(one.iso3.isupper() and len(one.iso3) == 3 for one in countries.all)
    assert not [one.iso3 for one in countries.all for word in one.adjectives if "(" in word or ")" in word]


def test_an_unknown_code_is_no_country(countries: Countries) -> None:
    assert not countries.has("ZZZ")
    with pytest.raises(KeyError):
        countries.by_iso3("ZZZ")


@pytest.mark.parametrize(
    ("row", "message"),
    [("ZZZ,alias,Zed,t\n", "unknown country 'ZZZ'"), ("AAA,nickname,Zed,t\n", "unknown kind 'nickname'")],
)
def test_a_bad_name_row_is_refused_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "countries.csv").write_text(HEADER + "AAA,AA,Aland,,,,,,1,t\n", encoding="utf-8")
    (tmp_path / "country_names.csv").write_text("iso3,kind,value,source\n" + row, encoding="utf-8")
    with pytest.raises(PackError, match=message) as caught:
        load_countries([open_pack(tmp_path)])
    assert "country_names.csv:2" in str(caught.value)


def test_packs_without_countries_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    with pytest.raises(PackError, match=r"no pack has a countries\.csv"):
        load_countries([open_pack(tmp_path)])
