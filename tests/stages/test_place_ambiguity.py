"""Names that the text does not settle: the smallest area that holds all candidates, and what "X in Y" rules out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harmattan.assembly import stage_table
from harmattan.model.annotations import DOCUMENT, PLACES
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.model.place import Place
from harmattan.reference.gazetteer import Gazetteer
from harmattan.stages.place_ambiguity import distance_km, holding_area


def village(latitude: float, longitude: float, admin2: str = "Tone", country: str = "TGO") -> Place:
    return Place(
        name="Oru",
        country=country,
        countries=(country,),
        admin1="Savanes",
        admin2=admin2,
        feature_code="PPL",
        geometry="point",
        latitude=latitude,
        longitude=longitude,
        where_prec=1,
    )


def test_villages_near_each_other_are_one_circle() -> None:
    area = holding_area([village(10.8, 0.2), village(10.9, 0.2)], Gazetteer.open())
    assert area is not None
    assert (area.name, area.geometry, area.where_prec, area.admin2) == ("Oru", "area", 2, "Tone")
    assert (area.latitude, area.longitude, area.radius_km) == (10.85, 0.2, pytest.approx(5.6, abs=0.1))


def test_villages_of_one_province_are_somewhere_in_it() -> None:
    area = holding_area([village(10.8, 0.2), village(10.3, 0.5, admin2="Oti")], Gazetteer.open())
    assert area is not None
    assert (area.name, area.admin1, area.admin2, area.where_prec) == ("Oru", "Savanes", None, 4)


def test_villages_of_several_states_or_provinces_are_nowhere() -> None:
    gazetteer = Gazetteer.open()
    assert holding_area([village(10.8, 0.2), village(10.8, 0.3, country="GHA")], gazetteer) is None
    assert (
        holding_area([village(10.8, 0.2), replace(village(6.8, 1.2, admin2="Kloto"), admin1="Plateaux")], gazetteer)
        is None
    )
    assert holding_area([village(10.8, 0.2)], gazetteer) is None


def test_distance_is_unknown_without_coordinates() -> None:
    assert distance_km(village(0, 0), village(0, 1)) == pytest.approx(111.2, abs=0.1)
    assert distance_km(village(0, 0), replace(village(0, 1), latitude=None, longitude=None)) is None


def place_of(text: str, words: str) -> Place | None:
    layers = Layers().including({DOCUMENT: Document(text, "en")})
    for stage in stage_table("en"):
        layers = layers.including(stage.run(layers))
        if stage.name == "places":
            break
    found = [one for one in layers[PLACES] if words in one.span.text]
    return found[0].place if found else None


@pytest.mark.parametrize(
    ("text", "words", "name", "admin1", "geometry"),
    [
        ("Gunmen attacked Porga.", "Porga", "Porga", "Atakora", "point"),
        ("Gunmen attacked Porga in Benin.", "Porga", "Porga", "Atakora", "point"),
        ("Gunmen attacked Tanguiéta in Atakora department, Benin.", "Tanguiéta", "Tanguiéta", "Atakora", "point"),
        ("Gunmen attacked Biu in Borno state, Nigeria.", "Biu", "Biu", "Borno", "point"),
        ("Gunmen attacked Taoussa in Gao region, Mali.", "Taoussa", "Taoussa", "Gao", "area"),
        ("Gunmen attacked Garkida in Nigeria.", "Garkida", "Garkida", "Adamawa", "area"),
        ("Gunmen attacked Dekoa in Central African Republic.", "Dekoa", "Dekoa", "Kémo", "point"),
        ("Gunmen attacked Armenia in Quindío department, Colombia.", "Armenia", "Armenia", "Quindío", "point"),
        ("Diplomats met in Armenia.", "Armenia", "Armenia", None, "area"),
        ("Troops left Kaya in Burkina Faso.", "Kaya", "Kaya", "Centre-Nord", "point"),
        ("Troops closed the Bamako-Gao road in Mali.", "Gao", "Gao", "Gao", "point"),
    ],
)
def test_a_name_means_the_place_that_the_text_allows(
    text: str, words: str, name: str, admin1: str | None, geometry: str
) -> None:
    place = place_of(text, words)
    assert place is not None
    assert (place.name, place.admin1, place.geometry) == (name, admin1, geometry)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen attacked Namir in Syria.", "Namir"),  # Namur in Belgium is spelt so too
        ("Gunmen attacked Lokoti-Bangui in Central African Republic.", "Bangui"),
        ("Gunmen attacked Boy-Kette in Central African Republic.", "Boy"),
        ("Gunmen attacked Kasai in Central African Republic.", "Kasai"),
    ],
)
def test_a_name_is_no_place_elsewhere_than_the_text_puts_it(text: str, words: str) -> None:
    assert place_of(text, words) is None


def test_a_strong_name_keeps_its_place_where_somebody_else_is_meant() -> None:
    place = place_of("Officials held talks with Washington in Saudi Arabia.", "Washington")
    assert place is not None
    assert place.country == "USA"
