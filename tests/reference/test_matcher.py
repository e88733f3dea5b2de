"""Tests for the matcher of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.reference.matcher import NameMatcher, load_matcher


@pytest.fixture(scope="module")
def matcher() -> NameMatcher:
    return load_matcher()


def found(matcher: NameMatcher, text: str) -> list[tuple[str, str]]:
    return [(match.text, match.kind) for match in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops left Côte d’Ivoire.", ("Côte d’Ivoire", "country")),
        ("Troops left Cote d'Ivoire.", ("Cote d'Ivoire", "country")),
        ("The US said so.", ("US", "country")),
        ("A U.S.-led force.", ("U.S.", "adjective")),
        ("Nigerien soldiers", ("Nigerien", "adjective")),
        ("Nigerian soldiers", ("Nigerian", "adjective")),
        ("Guinea-Bissau votes", ("Guinea-Bissau", "country")),
        ("South Sudan’s army", ("South Sudan", "country")),
        ("Equatorial Guinean police", ("Equatorial Guinean", "adjective")),
        ("the Kremlin denied it", ("Kremlin", "metonym")),
        ("talks in Nairobi", ("Nairobi", "capital")),
        ("The AU met.", ("AU", "actor")),
        ("Ecowas met.", ("Ecowas", "actor")),
        ("ECOWAS met.", ("ECOWAS", "actor")),
        ("the Islamic State claimed it", ("Islamic State", "actor")),
        ("fighters of Al Shabaab", ("Al Shabaab", "actor")),
        ("fighters of al-Shabaab", ("al-Shabaab", "actor")),
        ("the March 23 Movement", ("March 23 Movement", "actor")),
        ("Ibrahim Traore spoke", ("Ibrahim Traore", "person")),
        ("IBRAHIM TRAORÉ SPOKE", ("IBRAHIM TRAORÉ", "person")),
        ("Burkina\nFaso", ("Burkina\nFaso", "country")),
    ],
)
def test_names_are_found(matcher: NameMatcher, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(matcher, text)


@pytest.mark.parametrize(
    "text",
    [
        "they told us so",
        "or au naturel",
        "it is so",
        "US$5 were paid",
        "an islamic state of mind",
        "Maliki's chair",
        "a man with a chad",
        "made of china",
        "a turkey dinner",
        "the Gulf of Mexico",
        "a house in New Jersey",
        "the Niger Delta",
        "Latin American music",
        "WHO SAID IT IS A FACT",
        "Kagame",
        "the fan",
        "a pan",
        "Oliver Twist",
        "",
    ],
)
def test_other_words_are_not_found(matcher: NameMatcher, text: str) -> None:
    assert found(matcher, text) == []


def test_the_longest_name_wins(matcher: NameMatcher) -> None:
    assert [match.text for match in matcher.find("Islamic State West Africa Province in Papua New Guinea")] == [
        "Islamic State West Africa Province",
        "Papua New Guinea",
    ]


def test_a_longer_name_that_fails_leaves_the_shorter(matcher: NameMatcher) -> None:
    assert [
        match.text for match in matcher.find("United Nationsx of South Sudanx, in Central Africana, in Malian")
    ] == [
        "Malian",
        "Malian",
    ]


def test_a_surface_with_two_meanings_gives_both(matcher: NameMatcher) -> None:
    kinds = {match.kind: match.keys for match in matcher.find("Djibouti")}
    assert kinds == {"country": ("DJI",), "capital": ("DJI",)}


def test_an_ambiguous_name_gives_every_key(matcher: NameMatcher) -> None:
    (country, *_) = matcher.find("Congo")
    assert country.keys == ("COD", "COG")


def test_offsets_count_code_points(matcher: NameMatcher) -> None:
    text = "🌍 é Mali"
    (match,) = matcher.find(text)
    assert (match.start, match.end) == (4, 8)


def test_a_small_matcher_keeps_case_rules() -> None:
    small = NameMatcher(
        [("Front for Change", "actor", "f"), ("FACT", "actor", "g"), ("bandits", "actor", "b")],
        not_names=["Front for Change Street"],
        common_words=frozenset({"fact"}),
    )
    assert found(small, "front for change") == []
    assert found(small, "Front For Change") == [("Front For Change", "actor")]
    assert found(small, "Front for Change Street") == []
    assert found(small, "Fact, fact and FACT.") == [("FACT", "actor")]
    assert found(small, "FACT IS FACT") == []
    assert found(small, "Bandits and bandits") == [("Bandits", "actor"), ("bandits", "actor")]
    assert NameMatcher([]).find("Mali") == ()


@given(st.text())
def test_every_match_reproduces_its_text(text: str) -> None:
    last = 0
    for match in load_matcher().find(text + " Mali"):
        assert (text + " Mali")[match.start : match.end] == match.text
        assert match.start >= last or match.start == last
        last = match.start
