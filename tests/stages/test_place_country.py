"""Phrases that mean the country in focus or a part of it, and parts named by an adjective."""

from __future__ import annotations

import pytest

from tests.stages.test_places import found, places_of

FOCUS = [
    # text, the phrase, country, where_prec
    ("Mali voted. Rebels in the north of the country fled.", "the north of the country", "MLI", 5),
    ("Mali voted. Rebels hold the far north of the country.", "the far north of the country", "MLI", 5),
    ("Mali voted. The northern part of the country did not.", "The northern part of the country", "MLI", 5),
    ("Nigeria voted. Gunmen attacked farmers in the northwest.", "the northwest", "NGA", 5),
    ("Nigeria voted. Gunmen attacked farmers in the northern region.", "the northern region", "NGA", 5),
    ("Senegal voted. Shots were heard in the capital.", "the capital", "SEN", 1),
    ("Senegal voted. Protests spread across the country.", "the country", "SEN", 6),
    ("Senegal voted. It rained. It poured. It hailed. Shots were heard in the capital.", "the capital", "SEN", 1),
    ("Kenya voted. Shots were heard in the Malian capital.", "the Malian capital", "MLI", 1),
    (
        "Kenya has voted, and Kenya is calm. He received the Polish president and Ghana's premier in the capital.",
        "the capital",
        "KEN",
        1,
    ),
    (
        "Kenya has voted, and Kenya is calm. He flew to Ghana and met rebels in the capital.",
        "the capital",
        "GHA",
        1,
    ),
    ("Malian officers met. Shots were heard in the capital.", "the capital", "MLI", 1),
    ("Benin said that gunmen had entered its territory.", "its territory", "BEN", 6),
    ("Gunmen entered Benin's territory.", "Benin's territory", "BEN", 6),
    ("Mali's army chief said that Israeli officers were in the country.", "the country", "MLI", 6),
    (
        "Ghana's border with Togo is open. Malian envoys left. Traders wait along the border.",
        "border",
        "GHA",
        5,
    ),
    ("Benin's troops patrol the frontier with Niger.", "frontier with Niger", "BEN", 5),
]


@pytest.mark.parametrize(("text", "words", "country", "prec"), FOCUS)
def test_phrases_of_the_country_in_focus(text: str, words: str, country: str, prec: int) -> None:
    mention = found(text, words)
    assert mention.place is not None
    assert (mention.place.country, mention.place.where_prec) == (country, prec)


NOT_FOCUS = [
    # text, words that mean no part of a country
    ("They came from the north. It was cold.", "the north"),
    ("Mali voted. A wind came to the north wall.", "the north"),
    ("Mali voted. They looked to the north.", "the north"),
    ("Mali voted. It lies in the north of Africa.", "the north"),
    ("Mali voted. He stood in the centre.", "the centre"),
    ("Mali voted. They met in the country house.", "the country"),
    ("Mali voted. They raised capital in the market.", "capital"),
    ("Mali voted. He lives in the capital of Togo.", "the capital"),
    ("Mali voted. They met in the Kenyan capital, Nairobi.", "the Kenyan capital"),
    ("Mali voted. The Kenyan capital market grew.", "The Kenyan capital"),
    ("Mali voted. They need Kenyan capital.", "Kenyan capital"),
    ("Mali voted. They sat in the eastern wing.", "the eastern wing"),
    ("Mali voted. It is the largest country of all.", "the country"),
]


@pytest.mark.parametrize(("text", "words"), NOT_FOCUS)
def test_words_that_mean_no_part_of_a_country(text: str, words: str) -> None:
    assert words not in {one.span.text for one in places_of(text)}


PARTS = [
    # text, the phrase, country, where_prec
    ("Malian territory was shelled.", "Malian territory", "MLI", 6),
    ("They came to Malian soil.", "Malian soil", "MLI", 6),
    ("Malian border towns were shelled.", "Malian border towns", "MLI", 5),
    ("Malian towns were shelled.", "Malian towns", "MLI", 5),
    ("Shells fell on the Israeli side of the border.", "Israeli side of the border", "ISR", 5),
    ("Shells fell on the Israeli side.", "Israeli side", "ISR", 5),
    ("The Malian city of Gao was shelled.", "city of Gao", "MLI", 1),
    ("Rebels hold most of Kidal region in Mali.", "Kidal region", "MLI", 4),
    ("Shelling hit the Odesa region of Ukraine.", "Odesa region", "UKR", 4),
    ("Ships docked at Hodeidah port in Yemen.", "Hodeidah port", "YEM", 1),
    ("Shells hit the Zaporizhzhia nuclear plant in Ukraine.", "Zaporizhzhia", "UKR", 2),
    ("Oil leaked in the Niger Delta.", "Niger Delta", "NGA", 5),
    ("Traders crossed north Africa.", "north Africa", None, 5),
]


@pytest.mark.parametrize(("text", "words", "country", "prec"), PARTS)
def test_parts_named_by_an_adjective_or_a_compound(text: str, words: str, country: str | None, prec: int) -> None:
    place = found(text, words).place
    assert place is not None
    assert (place.country, place.where_prec) == (country, prec)


NOT_PARTS = [
    # text, words that are no part of a country
    ("The Malian side rejected the plan.", "Malian side"),
    ("The Malian state is weak.", "Malian state"),
    ("The Malian region was quiet.", "Malian region"),
    ("Red soil was brought in.", "Red soil"),
    ("Malian troops left the base.", "Malian troops"),
    ("Israeli sides of lamb were sold.", "Israeli sides"),
]


@pytest.mark.parametrize(("text", "words"), NOT_PARTS)
def test_adjectives_that_name_no_part(text: str, words: str) -> None:
    assert words not in {one.span.text for one in places_of(text)}
