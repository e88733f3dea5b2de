"""Spellings: letters made alike, distances as counted by hand, and no match where two places compete."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.model.place import Place
from harmattan.reference.spellings import nearest, shape_of, skeleton, spelling_distance


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("koualou", "kwalu"),
        ("kourou", "kuru"),
        ("djibo", "jibo"),
        ("cheikh", "sheikh"),
        ("tchad", "chad"),
        ("quneitra", "kuneitra"),
        ("gnassingbe", "nyassingbe"),
        ("tanguyeta", "tanguieta"),
        ("khartoum", "hartum"),
        ("al hasakah", "hasaka"),
        ("el fasher", "al fasher"),
        ("as suwayda", "suwaida"),
        ("sabon gari", "sabongari"),
        ("ojantelle", "ojantele"),
        ("benisheikh", "benishekh"),
    ],
)
def test_spellings_of_one_name_have_near_skeletons(one: str, other: str) -> None:
    apart = spelling_distance(skeleton(one), skeleton(other), 1.0)
    assert apart is not None
    assert apart <= 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [("boulkessi", "boukoumbe"), ("porga", "parakou"), ("al", "ali"), ("dori", "gorom"), ("nara", "mali")],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert spelling_distance(skeleton(one), skeleton(other), 0.4) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("dori", "dori", 0.0), ("dori", "dora", 0.5), ("dori", "tori", 0.6), ("dori", "kori", 1.0), ("dori", "dor", 0.5)],
)
def test_vowels_and_near_letters_count_less(one: str, other: str, apart: float) -> None:
    assert spelling_distance(one, other, 2.0) == pytest.approx(apart)
    assert spelling_distance(other, one, 2.0) == pytest.approx(apart)


@given(st.text(ascii_lowercase + " ", min_size=1, max_size=14).filter(str.strip))
def test_a_skeleton_is_never_empty_and_at_no_distance_from_itself(key: str) -> None:
    shape = skeleton(key.strip())
    assert shape
    assert spelling_distance(shape, shape, 0.0) == 0.0


def spot(latitude: float, name: str) -> Place:
    return Place(name=name, country="TGO", countries=("TGO",), feature_code="PPL", latitude=latitude, longitude=1.0)


PLACES = {
    "mandouri": [spot(10.8, "Mandouri")],
    "mandori": [spot(7.0, "Mandori")],
    "tandjouare": [spot(10.6, "Tandjouaré")],
    "tandjoare": [spot(10.61, "Tandjoaré")],
    "koundjoare": [],
    "porgo": [spot(9.0, "Porgo")],
}


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("tanjuare", ("tandjouare", "tandjoare")),
        ("manduri", ()),  # two villages far apart are as near
        ("kunjuare", ()),  # no place of this name may be meant
        ("porga", ()),  # too short
        ("dapaong", ()),
    ],
)
def test_the_nearest_spelling_is_found_unless_two_places_compete(key: str, found: tuple[str, ...]) -> None:
    shapes = [shape_of(one) for one in PLACES]
    assert nearest(key, shapes, lambda one: PLACES[one]) == found
