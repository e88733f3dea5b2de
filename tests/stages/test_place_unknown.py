"""Names that the gazetteer does not hold: places which the text locates, and other spellings."""

from __future__ import annotations

import pytest

from harmattan.model.annotations import PLACES, PlaceMention
from tests.stages.reading import parsed
from tests.stages.test_places import found, places_of, stage

LOCATED = [
    # text, the name, country, admin1, where_prec
    ("Gunmen struck the village of Zangoubari in northern Togo.", "village of Zangoubari", "TGO", None, 5),
    ("Gunmen struck Zambouleri, in the prefecture of Kpendjal in Togo.", "Zambouleri", "TGO", "Savanes", 3),
    ("Clashes broke out in Quarangou, a town in Burkina Faso's Sahel region.", "Quarangou", "BFA", "Sahel", 4),
    ("Residents left Zambilaku, a border town in Chad.", "Zambilaku", "TCD", None, 6),
    ("Soldiers died in Burkina Faso's Boukourao district.", "Boukourao", "BFA", None, 6),
    ("Shots were heard at Zoubengo in Mali.", "Zoubengo", "MLI", None, 6),
    ("Shots were heard in Zoubengo, Mali.", "Zoubengo", "MLI", None, 6),
    ("Families fled the Kabyluno region of Algeria.", "Kabyluno", "DZA", None, 6),
    (
        "Raiders came to the prefecture of Kpendjal in Togo. They burned a post at Zoubengo, in the same prefecture.",
        "Zoubengo",
        "TGO",
        "Savanes",
        3,
    ),
    ("Attackers rammed a truck into a post in Bir Zouli, in Mali's Kidal region.", "Bir Zouli", "MLI", "Kidal", 4),
    ("Gunmen struck the Malian village of Zoubengo.", "village of Zoubengo", "MLI", None, 6),
    ("Mali mourns. Gunmen struck the village of Zoubengo.", "village of Zoubengo", "MLI", None, 6),
    ("Mali mourns. Gunmen struck the northern village of Zoubengo.", "village of Zoubengo", "MLI", None, 5),
    # the gazetteer knows a Porga in Benin only
    ("A patrol came under fire at Porga, in the Timbuktu region of Mali.", "Porga", "MLI", "Timbuktu", 4),
]


@pytest.mark.parametrize(("text", "name", "country", "admin1", "prec"), LOCATED)
def test_a_name_that_the_text_locates_is_there(
    text: str, name: str, country: str, admin1: str | None, prec: int
) -> None:
    mention = found(text, name)
    place = mention.place
    assert place is not None and mention.rule == "located-by-text"
    assert name.endswith(place.name)
    assert (place.country, place.admin1, place.where_prec) == (country, admin1, prec)
    assert (place.geonameid, place.geometry) == (None, "area")


def test_a_located_name_means_the_same_in_the_rest_of_the_document() -> None:
    mention = found(
        "Zoubengo was quiet. A raid on the village of Zoubengo in Togo failed. Zoubengo mourns.", "Zoubengo"
    )
    assert mention.sentence == 2
    assert mention.place is not None and mention.place.country == "TGO"


def test_the_most_exact_container_wins() -> None:
    text = "A raid hit the village of Zoubengo in Togo. Zoubengo, a village in the prefecture of Kpendjal, is small."
    assert {one.place.where_prec for one in places_of(text) if one.span.text == "Zoubengo" and one.place} == {3}


NOT_LOCATED = [
    # text, words that are no place
    ("Talks were held on Friday in Togo.", "Friday"),
    ("He met Zambezuli, in Togo.", "Zambezuli"),
    ("Soldiers went from Kirimbazo to Lome in Togo.", "Kirimbazo"),
    ("The vote on Kirimbazo in Togo failed.", "Kirimbazo"),
    ("The minister, Kofi Zambezuli, in Togo for talks, left.", "Kofi Zambezuli"),
    ("In Kirimbazo's view, Togo's army failed.", "Kirimbazo"),
    ("They spoke to General Zambezuli in Togo.", "Zambezuli"),
    ("Police chief Zambezuli was seen in Togo.", "Zambezuli"),
    ("It was shown at WXYZ in Togo.", "WXYZ"),
]


@pytest.mark.parametrize(("text", "words"), NOT_LOCATED)
def test_other_names_beside_a_state_are_no_places(text: str, words: str) -> None:
    assert words not in {one.span.text for one in places_of(text)}


def test_a_village_without_a_state_keeps_its_words_only() -> None:
    mention = found("Gunmen struck the village of Zangoubari.", "village of Zangoubari")
    assert (mention.place, mention.candidates, mention.rule) == (None, (), "unknown-name")


SPELLINGS = [
    # text, the name as written, its record, country
    ("Police in Tanguyeta in Benin made arrests.", "Tanguyeta", "Tanguiéta", "BEN"),
    ("Benin is on guard. A patrol came under fire in Tanguyeta.", "Tanguyeta", "Tanguiéta", "BEN"),
    ("Benin is on guard. Troops entered the town of Tanguyeta.", "town of Tanguyeta", "Tanguiéta", "BEN"),
]


@pytest.mark.parametrize(("text", "words", "name", "country"), SPELLINGS)
def test_another_spelling_finds_its_place(text: str, words: str, name: str, country: str) -> None:
    mention = found(text, words)
    assert mention.place is not None and mention.rule == "spelling"
    assert (mention.place.name, mention.place.country) == (name, country)
    assert mention.confidence < 0.8


NOT_SPELLINGS = [
    # text, words that are not matched by another spelling
    "Niger is on guard. A patrol came under fire in Tanguyeta.",  # its state is not spoken of
    "Benin is on guard. Tanguyeta spoke of a plot.",  # not used as a place
    "Benin is on guard. They were led by Koffi Tanguyeta.",
    "Benin is on guard. Minister Tanguyeta arrived in Cotonou.",
    "Benin is on guard. A patrol is in the tanguyeta.",
    "Benin is on guard. A patrol is in the Panguieta.",
]


@pytest.mark.parametrize("text", NOT_SPELLINGS)
def test_other_words_are_not_matched_by_spelling(text: str) -> None:
    assert not [one for one in places_of(text) if one.rule == "spelling"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Rebels entered Mekelle in Ethiopia.", "Mekelle", "ETH"),
        ("Rebels held the north of Ethiopia until Mekelle, its capital, was captured.", "Mekelle", "ETH"),
        ("Ships docked at Hodeidah in Yemen.", "Hodeidah", "YEM"),
        ("A drone hit Saada in Yemen.", "Saada", "YEM"),
        ("A drone hit Odesa in Ukraine.", "Odesa", "UKR"),
        ("A drone hit Odessa in Ukraine.", "Odessa", "UKR"),
        ("A drone hit Kiev in Ukraine.", "Kiev", "UKR"),
        ("Sirens sounded in Kyiv.", "Kyiv", "UKR"),
    ],
)
def test_names_of_the_press_are_known(text: str, words: str, country: str) -> None:
    place = found(text, words).place
    assert place is not None and place.country == country


def test_panmunjom_lies_between_the_two_koreas() -> None:
    place = found("Envoys of North Korea met those of South Korea in Panmunjom.", "Panmunjom").place
    assert place is not None and set(place.countries) == {"KOR", "PRK"}


def test_unparsed_text_is_read_too() -> None:
    mentions: tuple[PlaceMention, ...] = stage().run(
        parsed("Gunmen struck the village of Zangoubari in Togo.", None, is_parsed=False)
    )[PLACES]
    assert [one.span.text for one in mentions] == ["village of Zangoubari", "Togo"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Mali mourns. Two men were killed in Zoubengo.", "Zoubengo", "MLI"),
        ("Mali mourns. A raid near Zoubengo failed.", "Zoubengo", "MLI"),
        ("Two men were killed on Friday in Zoubengo.", "Zoubengo", None),
        ("Two men sang in Zoubengo Island.", "Zoubengo Island", None),
        ("Mali mourns. Clashes shook Zoubengo township.", "Zoubengo", None),
    ],
)
def test_a_scene_or_an_island_is_a_place_though_unknown(text: str, words: str, country: str | None) -> None:
    place = found(text, words).place
    assert (place.country if place else None) == country


@pytest.mark.parametrize(
    "text",
    [
        "Mali mourns. A teacher sang in Zoubengo.",
        "Mali mourns. Two men were killed in Ramadan.",
        "Mali mourns. Two men were killed in Operation Zoubengo.",
        "Mali mourns. Two men were killed in a film by Zoubengo.",
        "Mali mourns. The interview was written in Malinke.",
        "Mali mourns. Two men fought for the Islamic State.",
        "Mali mourns. Two men fought in Islamic State territory.",
    ],
)
def test_other_unknown_names_are_no_places(text: str) -> None:
    assert [one.span.text for one in places_of(text) if one.place is None or one.rule != "name"] == []
