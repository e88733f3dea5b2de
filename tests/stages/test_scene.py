"""Which place a happening has that names none: the scene that its sentence, its paragraph or its text has set."""

from __future__ import annotations

from datetime import date

import pytest

from harmattan import Coder, Event
from harmattan.model.document import Document

PUBLISHED = date(2021, 5, 4)
"""A Tuesday."""


def event_of(coder: Coder, text: str, trigger: str) -> tuple[Event, str | None]:
    """Return the event of a trigger, and the rule that placed it."""
    coded = coder.code_document(Document(text, "en", published=PUBLISHED))
    event = next(one for one in coded.events if one.trigger.text == trigger)
    rules = [one.rule for one in coded.explanations if one.event_id == event.event_id and one.field == "place"]
    return event, rules[-1] if rules else None


def names(event: Event) -> list[str]:
    """Return the names of the places of an event."""
    return [one.place.name for one in event.places if one.place is not None]


SET = [
    ("In Mopti, Mali, crowds burned tyres. Gunmen killed two teachers.", "killed", "Mopti", "scene, sentence before"),
    ("A curfew holds in Gao in Mali. The shops are shut. Gunmen killed a trader.", "killed", "Gao",
     "scene, sentence before"),
    ("Soldiers stormed a mosque in Gao, Mali.\n\nTwo imams were beaten.\n\nA third was stabbed.", "stabbed", "Gao",
     "scene, text"),
    ("LAGOS, Nigeria, May 4 (Wire) - Gunmen killed a trader on Tuesday.", "killed", "Lagos", "scene, dateline"),
    ("In Mopti, Mali, a crowd gathered. Police beat two teachers.", "beat", "Mopti", "scene, sentence before"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "name", "rule"), SET)
def test_a_happening_takes_the_scene_that_was_set(coder: Coder, text: str, trigger: str, name: str, rule: str) -> None:
    event, found = event_of(coder, text, trigger)
    assert (names(event), found) == ([name], rule)


NOT_SET = [
    "The mayor of Gao in Mali resigned. Gunmen killed a trader.",
    "The governor told reporters in Gao in Mali that rain fell. Gunmen killed a trader.",
    "A man from Gao in Mali sang. Gunmen killed a trader.",
    "The convoy went to Gao in Mali. Gunmen killed a trader.",
    "Shops burned in Gao and Mopti in Mali. Gunmen killed a trader.",
    "A fair opened in Gao in Mali.\n\nRain fell.\n\nGunmen killed a trader.",
    "A fair opened in Gao in Mali. Rain fell. Sheep died. Goats bleated. Gunmen killed a trader.",
    "LAGOS, Nigeria, May 4 (Wire) - Gunmen killed a trader in March.",
    "LAGOS, Nigeria, May 4 (Wire) - Gunmen killed a trader on Tuesday. A fair opened in Kano.",
    "LAGOS, Nigeria, May 4 (Wire) - Chadian rebels killed a trader on Tuesday.",
]


@pytest.mark.parametrize("text", NOT_SET)
def test_places_that_set_no_scene_place_nothing(coder: Coder, text: str) -> None:
    assert names(event_of(coder, text, "killed")[0]) == []


def test_a_place_of_its_own_is_kept(coder: Coder) -> None:
    event, _ = event_of(coder, "Shops burned in Gao in Mali. Gunmen killed a trader in Mopti.", "killed")
    assert names(event) == ["Mopti"]


def test_only_deeds_on_the_ground_have_a_scene(coder: Coder) -> None:
    event, _ = event_of(coder, "In Gao, Mali, crowds burned tyres. France condemned Mali.", "condemned")
    assert names(event) == []


def test_a_scene_is_evidence_and_makes_less_sure(coder: Coder) -> None:
    text = "In Mopti, Mali, crowds burned tyres. Gunmen killed two teachers."
    placed, _ = event_of(coder, text, "killed")
    bare, _ = event_of(coder, "Gunmen killed two teachers.", "killed")
    assert [one.quote for one in placed.more_evidence] == ["In Mopti, Mali, crowds burned tyres."]
    assert placed.confidence < bare.confidence


LOCAL = [
    ("LIMA, Peru, May 4 (Wire) - Gunmen killed a banker in a suburb of this city.", "Lima"),
    ("LIMA, Peru, May 4 (Wire) - Gunmen killed a banker in this capital.", "Lima"),
    ("LIMA, Peru, May 4 (Wire) - Gunmen killed a banker here.", "Lima"),
    ("CUSCO, Peru, May 4 (Wire) - Gunmen killed a banker in March in this city.", "Cusco"),
]


@pytest.mark.parametrize(("text", "name"), LOCAL)
def test_this_city_is_the_town_of_the_dateline(coder: Coder, text: str, name: str) -> None:
    assert names(event_of(coder, text, "killed")[0]) == [name]


NOT_LOCAL = [
    "CUSCO, Peru, May 4 (Wire) - Gunmen killed a banker in March in this capital.",
    "LIMA, Peru, May 4 (Wire) - Gunmen killed a banker in March in this country.",
    "Gunmen killed a banker in March in this city.",
    'LIMA, Peru, May 4 (Wire) - "Gunmen killed a banker here in March," a driver said in Cusco.',
]


@pytest.mark.parametrize("text", NOT_LOCAL)
def test_this_city_is_nowhere_without_a_dateline_that_fits(coder: Coder, text: str) -> None:
    assert "Lima" not in names(event_of(coder, text, "killed")[0])
    assert "Cusco" not in names(event_of(coder, text, "killed")[0])
