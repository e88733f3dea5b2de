"""Which place a typed name means, and when it must be asked."""

from __future__ import annotations

import pytest

from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_query import country_codes, find_places, passed_over, settled


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "country", "kind"),
    [
        ("Porga", "BEN", "PPL"),
        ("porga, benin", "BEN", "PPL"),
        ("Porga, Atakora", "BEN", "PPL"),
        ("Porga, Atakora, BEN", "BEN", "PPL"),
        ("Tanguiéta", "BEN", "PPL"),  # the town, of town and commune
        ("Paris", "FRA", "PPLC"),
        ("Benin", "BEN", "PCLI"),
        ("Savanes, Togo", "TGO", "ADM1"),
        ("Springfield, Illinois", "USA", "PPL"),
    ],
)
def test_a_name_that_means_one_place_is_settled(gazetteer: Gazetteer, text: str, country: str, kind: str) -> None:
    place = settled(find_places(gazetteer, text))
    assert place is not None
    assert (place.country, place.feature_code) == (country, kind)


@pytest.mark.parametrize("text", ["Springfield", "Kourou", "Congo", "San Pedro"])
def test_a_name_of_several_places_is_not_guessed(gazetteer: Gazetteer, text: str) -> None:
    found = find_places(gazetteer, text)
    assert len(found) > 1
    assert settled(found) is None


@pytest.mark.parametrize("text", ["Xyzzyville", "Porga, Togo", "Porga, Borgou", ""])
def test_a_name_that_is_none_finds_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert find_places(gazetteer, text) == ()
    assert settled(()) is None


def test_a_commune_of_the_same_town_is_no_other_place(gazetteer: Gazetteer) -> None:
    found = find_places(gazetteer, "Tanguiéta")
    place = settled(found)
    assert place is not None
    assert passed_over(place, found) == 0


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("BFA", ("BFA",)),
        ("bf", ("BFA",)),
        ("Burkina Faso", ("BFA",)),
        ("Ivory Coast", ("CIV",)),
        ("Congo", ("COD", "COG")),
        ("Atlantis", ()),
    ],
)
def test_a_country_is_given_by_code_or_name(text: str, codes: tuple[str, ...]) -> None:
    assert tuple(sorted(country_codes(text))) == codes
