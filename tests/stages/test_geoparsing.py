"""The places of a text alone: names, adjectives, phrases, and what is no place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.assembly import geoparser
from harmattan.stages.geoparsing import FoundPlace, light_sentences


def found(text: str) -> dict[str, FoundPlace]:
    return {one.span.text: one for one in geoparser().find(text)}


def test_a_border_village_is_found_and_told_from_its_country() -> None:
    places = found("Gunmen attacked Porga, in northern Benin, on Monday.")
    assert set(places) == {"Porga", "northern Benin"}
    village, part = places["Porga"].place, places["northern Benin"].place
    assert village is not None
    assert (village.country, village.admin1, village.geometry) == ("BEN", "Atakora", "point")
    assert part is not None
    assert (part.country, part.geometry, places["northern Benin"].kind) == ("BEN", "area", "part-of")


@pytest.mark.parametrize(
    ("phrase", "north", "east", "radius"),
    [
        ("12 km north of Dori", 0.108, 0.0, 4.8),
        ("10 miles south-west of Dori", -0.103, -0.106, 6.4),
        ("800 metres east of Dori", 0.0, 0.0075, 1.0),
        ("25 kilometres from Dori", 0.0, 0.0, 25.0),
    ],
)
def test_a_distance_and_a_direction_are_a_point_with_a_radius(
    phrase: str, north: float, east: float, radius: float
) -> None:
    one = found(f"Fighters camped {phrase} on Friday.")[phrase]
    town = found("Fighters camped in Dori, in Burkina Faso, on Friday.")["Dori"].place
    assert one.place is not None
    assert town is not None
    assert one.place.latitude == pytest.approx(town.latitude + north, abs=0.003)
    assert one.place.longitude == pytest.approx(town.longitude + east, abs=0.003)
    assert (one.place.radius_km, one.place.where_prec, one.kind) == (radius, 2, "offset")


@pytest.mark.parametrize(
    "text", ["They marched 12 km on Friday.", "Dori lies north of the river.", "It cost 12 in Dori."]
)
def test_no_offset_is_read_where_no_distance_from_a_name_stands(text: str) -> None:
    assert "offset" not in {one.kind for one in found(text).values()}


@pytest.mark.parametrize(
    "text",
    [
        "Sean Reading said he liked Nice weather.",
        "Chad Wilson and Paul Mary Vladimir sang.",
        "The Bank of England raised rates.",
        "Most Members said Yes.",
    ],
)
def test_people_and_common_words_are_no_towns(text: str) -> None:
    assert not {one.span.text for one in found(text).values()} & {
        "Reading",
        "Nice",
        "Chad",
        "Paul",
        "Mary",
        "Most",
        "Yes",
    }


def test_unsettled_names_carry_candidates_and_no_coordinates() -> None:
    row = found("Talks in Springfield failed.")["Springfield"].to_json()
    assert row["name"] is None
    assert row["latitude"] is None
    assert len(row["candidates"]) > 1


@given(st.text(alphabet=st.sampled_from("aAbB .,'’-\nÉU12")))
def test_tokens_stand_where_they_say(text: str) -> None:
    for sentence in light_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


def test_a_possessive_mark_is_a_token_of_its_own_and_an_abbreviation_ends_no_sentence() -> None:
    (one,) = light_sentences("China's envoy met Gen. Diallo in the U.S. Senate.")
    assert [token.text for token in one.tokens][:2] == ["China", "'s"]
