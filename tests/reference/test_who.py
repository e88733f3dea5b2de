"""Who a name means on a day."""

from __future__ import annotations

from datetime import date

import pytest

from harmattan.reference.who import Who, WhoMatch, shipped_who

DAY = date(2022, 5, 1)


@pytest.fixture(scope="module")
def who() -> Who:
    return shipped_who()


def _one(who: Who, text: str, on: date | None = DAY) -> WhoMatch | None:
    found = who.find(text, on=on)
    return found[0] if found else None


KNOWN = [
    ("Chad", "country", "TCD", "GOV"),
    ("the Chadian army", "adjective", "TCD", None),
    ("Chadians fled", "demonym", "TCD", "CVL"),
    ("N'Djamena spoke", "capital", "TCD", "GOV"),
    ("the Kremlin", "metonym", "RUS", "GOV"),
    ("the Pentagon", "metonym", "USA", "MIL"),
    ("the African Union", "actor", "IGO", None),
    ("Boko Haram", "actor", "NGA", "REB"),
    ("Emmanuel Macron", "person", "FRA", "GOV"),
    ("the Houthis", "actor", "YEM", "REB"),
]


@pytest.mark.parametrize(("text", "kind", "country", "sector"), KNOWN)
def test_a_known_name_has_kind_country_and_sector(
    who: Who, text: str, kind: str, country: str, sector: str | None
) -> None:
    match = _one(who, text)
    assert match is not None
    assert (match.kind, match.country, match.sector) == (kind, country, sector)


NOT_KNOWN = [
    "told us to go",
    "the gulf of mexico holiday",
    "a pentagon has five sides",
    "New Mexico burned",
    "chad of the ballot",
    "he said it au revoir",
    "Malinda and Chadwick spoke",
]


@pytest.mark.parametrize("text", NOT_KNOWN)
def test_words_that_only_look_like_names_are_passed_over(who: Who, text: str) -> None:
    assert who.find(text, on=DAY) == ()


def test_an_ambiguous_adjective_lists_its_countries_and_takes_one_when_told(who: Who) -> None:
    match = _one(who, "Congolese soldiers")
    assert match is not None
    assert match.country is None
    assert match.countries == ("COD", "COG")
    assert who.settled(match, "COD").country == "COD"


def test_an_ambiguous_institution_takes_the_country_in_play(who: Who) -> None:
    text = "the Treasury"
    match = _one(who, text)
    assert match is not None
    assert match.country is None
    chosen = who.settled_actor(match, "Treasury", {"USA": 2, "GBR": 1})
    assert (chosen.name, chosen.country, chosen.sector) == ("US Treasury", "USA", "GOV")
    assert who.settled_actor(match, "Treasury", {"USA": 1, "GBR": 1}) == match
    assert who.settled_actor(match, "Treasury", {"KEN": 3}) == match


PEOPLE = [
    (date(2022, 5, 1), "GOV"),  # in office
    (date(2035, 5, 1), "ELI"),  # the office is known to have ended
    (date(2010, 5, 1), None),  # not begun
]


@pytest.mark.parametrize(("on", "sector"), PEOPLE)
def test_a_person_is_government_only_in_office(who: Who, on: date, sector: str | None) -> None:
    match = _one(who, "Muhammadu Buhari", on)
    assert match is not None
    assert match.country == "NGA"
    assert match.sector == sector


HOLDERS = [
    ("Scholz", ("head_of_government",), None, DAY, "Olaf Scholz"),
    ("Scholz", ("head_of_government",), "DEU", DAY, "Olaf Scholz"),
    ("Macron", ("head_of_state", "head_of_government"), None, DAY, "Emmanuel Macron"),
    ("Scholz", ("head_of_government",), "FRA", DAY, None),
    ("Scholz", ("head_of_state",), None, DAY, None),
    ("Scholz", ("head_of_government",), None, date(2012, 5, 1), None),
    ("Scholz", (), None, DAY, None),
    ("Nobodyson", ("head_of_state",), None, DAY, None),
]


@pytest.mark.parametrize(("surname", "offices", "country", "on", "person"), HOLDERS)
def test_a_title_and_a_surname_find_the_holder_of_the_day(
    who: Who, surname: str, offices: tuple[str, ...], country: str | None, on: date, person: str | None
) -> None:
    held = who.titled(surname, offices, country, on=on, states=frozenset({"DEU", "FRA"}))
    assert (held.person if held else None) == person


HEADS = [
    ("Macron", frozenset({"FRA", "MLI"}), DAY, "Emmanuel Macron"),
    ("Macron", frozenset({"MLI"}), DAY, None),
    ("Macron", frozenset({"FRA"}), date(2010, 5, 1), None),
    ("Ouattara", frozenset({"CIV"}), DAY, "Alassane Ouattara"),
]


@pytest.mark.parametrize(("surname", "states", "on", "person"), HEADS)
def test_a_bare_surname_is_a_head_of_state_only_where_the_state_is_spoken_of(
    who: Who, surname: str, states: frozenset[str], on: date, person: str | None
) -> None:
    held = who.head_of(surname, on=on, states=states)
    assert (held.person if held else None) == person


def test_a_composed_name_gives_one_state_or_none(who: Who) -> None:
    north = who.state("North Korea", "country")
    assert north is not None
    assert north.country == "PRK"
    assert who.state("North Korean", "adjective") is not None
    assert who.state("North Kenya", "country") is None
    assert who.state("Congo", "country") is None
