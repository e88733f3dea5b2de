"""Names of places in French: states, units, areas, capitals and towns of the press."""

from __future__ import annotations

import pytest

from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.gazetteer_languages import language_names
from harmattan.reference.gazetteer_records import place_records
from harmattan.reference.place_names import fold_name


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Allemagne", "DEU"), ("Tchad", "TCD"), ("Cameroun", "CMR"), ("Mauritanie", "MRT"), ("Éthiopie", "ETH"),
        ("Côte d'Ivoire", "CIV"), ("Guinée équatoriale", "GNQ"), ("Guinée-Bissau", "GNB"), ("Centrafrique", "CAF"),
        ("République démocratique du Congo", "COD"), ("RDC", "COD"), ("Soudan du Sud", "SSD"), ("États-Unis", "USA"),
        ("Royaume-Uni", "GBR"), ("Birmanie", "MMR"), ("Biélorussie", "BLR"), ("Cap-Vert", "CPV"), ("Syrie", "SYR"),
        ("Corée du Nord", "PRK"), ("Pays-Bas", "NLD"),
        ("Pékin", "CHN"), ("Londres", "GBR"), ("Le Caire", "EGY"), ("Moscou", "RUS"), ("Varsovie", "POL"),
        ("Alger", "DZA"), ("Mogadiscio", "SOM"), ("Addis-Abeba", "ETH"), ("Kaboul", "AFG"), ("Bagdad", "IRQ"),
        ("Alep", "SYR"), ("Mossoul", "IRQ"), ("Marioupol", "UKR"), ("Tombouctou", "MLI"), ("Benghazi", "LBY"),
        ("Bavière", "DEU"), ("Floride", "USA"), ("Nord-Kivu", "COD"), ("Darfour du Nord", "SDN"),
        ("Tchétchénie", "RUS"), ("Boucle du Mouhoun", "BFA"), ("Darfour", "SDN"), ("Cisjordanie", "PSE"),
    ],
)  # fmt: skip
def test_places_are_found_by_their_french_names(gazetteer: Gazetteer, name: str, country: str) -> None:
    found = gazetteer.lookup(name, language="fr")
    assert country in found[0].countries


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Maurice", "MUS"),
        ("Grenade", "GRD"),
        ("Chine", "CHN"),
        ("Géorgie", "GEO"),
        ("Inde", "IND"),
        ("Équateur", "ECU"),
    ],
)
def test_a_name_that_is_another_word_elsewhere_is_a_state_in_french_only(
    gazetteer: Gazetteer, name: str, country: str
) -> None:
    assert gazetteer.lookup(name, language="fr")[0].country == country
    assert [one for one in gazetteer.lookup(name) if one.country == country and one.where_prec == 6] == []


def test_a_language_adds_places_and_takes_none_away(gazetteer: Gazetteer) -> None:
    assert set(gazetteer.lookup("Centre")) <= set(gazetteer.lookup("Centre", language="fr"))
    assert gazetteer.lookup("Porga", language="fr") == gazetteer.lookup("Porga")
    assert gazetteer.lookup("Porga", language="xx") == gazetteer.lookup("Porga")


def test_names_of_areas_by_hand_belong_to_an_area() -> None:
    areas = {fold_name(one.name) for one in place_records() if one.is_by_hand}
    assert [name for country, name in language_names() if not country and name not in areas] == []
