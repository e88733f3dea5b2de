"""Which place a toponym is: names of a document settled together, and what is left open."""

from __future__ import annotations

import pytest

from harmattan.assembly import geoparser
from harmattan.model.place import Place
from harmattan.stages.toponyms import Ranked


def ranked(text: str, *names: str, home: str | None = None) -> list[Ranked]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return list(geoparser().rank(text, spans, home=home))


def only(text: str, name: str, *others: str, home: str | None = None) -> Place:
    place = ranked(text, name, *others, home=home)[0].place
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("text", "names", "admin1", "country"),
    [
        ("A fire broke out in Springfield, Ohio, at noon.", ("Springfield", "Ohio"), "Ohio", "USA"),
        ("A fire broke out in Springfield, Ill., at noon.", ("Springfield", "Ill."), "Illinois", "USA"),
        ("The mayor of Paris met the Texas governor in Dallas.", ("Paris", "Texas", "Dallas"), "Texas", "USA"),
        ("The mayor of Paris flew to Berlin.", ("Paris", "Berlin"), "Île-de-France", "FRA"),
        ("Herders left Bawku for Tamale and Accra.", ("Bawku", "Tamale", "Accra"), "Upper East", "GHA"),
        (
            "Vendors in Cordoba and Rosario went on strike in Argentina.",
            ("Cordoba", "Rosario", "Argentina"),
            "Cordoba",
            "ARG",
        ),
    ],
)
def test_a_name_is_what_the_text_around_it_says(text: str, names: tuple[str, ...], admin1: str, country: str) -> None:
    place = only(text, *names)
    assert (place.admin1, place.country) == (admin1, country)


def test_the_publisher_tips_the_balance_between_namesakes() -> None:
    text = "Traders in Cordoba closed their shops."
    assert [only(text, "Cordoba", home=code).country for code in ("ARG", "ESP")] == ["ARG", "ESP"]


def test_the_order_of_the_names_does_not_matter() -> None:
    text = "Buses left Athens, Georgia, for Rome and Augusta."
    forward = ranked(text, "Athens", "Georgia", "Rome", "Augusta")
    backward = ranked(text, "Augusta", "Rome", "Georgia", "Athens")
    assert forward == backward[::-1]


@pytest.mark.parametrize(
    ("word", "rule", "name"),
    [
        ("Malian", "adjective", "Mali"),
        ("Russians", "adjective", "Russia"),
        ("African", "adjective", "Africa"),
        ("Texans", "adjective", "Texas"),
        ("NSW", "abbreviation", "New South Wales"),
        ("Kremlin", "metonym", "Moscow"),
        ("Colorado State University", "contained", "Colorado"),
        ("Mexico", "name", "Mexico"),
    ],
)
def test_forms_of_a_name_are_read(word: str, rule: str, name: str) -> None:
    (one,) = ranked(f"It concerns {word} today.", word)
    assert (one.rule, one.place.name if one.place else None) == (rule, name)


def test_an_acronym_is_not_the_village_of_its_letters() -> None:
    (one,) = ranked("The OAS sent observers.", "OAS")
    assert one.place is None


def test_a_name_that_nothing_settles_is_left_open_with_its_candidates() -> None:
    (one,) = ranked("Talks in Springfield failed.", "Springfield")
    assert not one.is_settled
    assert len({place.admin1 for place in one.candidates}) == 5


def test_an_unknown_name_is_placed_beside_its_neighbour_and_marked_so() -> None:
    known, unknown = ranked("Crowds left Lagos for Zzyzzqua Plaza.", "Lagos", "Zzyzzqua Plaza")
    assert (unknown.rule, unknown.place, unknown.is_settled) == ("focus", known.place, False)
