"""Words that point back at a place named before."""

from __future__ import annotations

import pytest

from tests.stages.test_places import places_of

POINTING = [
    # text, the words that point, the place
    ("Rebels shelled Goma. Shops in the city were shut.", "the city", "Goma"),
    ("Rebels shelled Goma. It rained. Shops in the town were shut.", "the town", "Goma"),
    ("Rebels shelled Goma, and shops in the town were shut.", "the town", "Goma"),
    ("Gunmen attacked Djibo, in Burkina Faso. A convoy reached the same town on Friday.", "the same town", "Djibo"),
    ("Shots were heard in Kano state. Schools in the state were shut.", "the state", "Kano"),
    ("Shots were heard in northern Mali. Schools in the region were shut.", "the region", "Mali"),
    ("A convoy reached Djibo in Burkina Faso. The soldiers stayed there.", "there", "Djibo"),
    ("Rebels shelled Goma, and US soldiers guarded a camp there.", "there", "Goma"),
    ("A convoy went from Djibo to Kaya. The soldiers stayed there.", "there", "Kaya"),
]

NOT_POINTING = [
    "Rebels shelled Goma and Bukavu. Shops in the town were shut.",
    "Rebels from Goma shelled Sake. Shops in the town were shut.",
    "Rebels shelled Goma. The town hall was shut.",
    "Rebels shelled Goma. The town of their fathers was far away.",
    "Rebels shelled Goma. The town where he was born was far away.",
    "Rebels shelled Goma. Every town was shut. A town was far away.",
    "Mali mourns. Shops in the town were shut.",
    "Rebels shelled Goma. It rained. It rained. It rained. The town was shut.",
    "GOMA, Congo (Wire) - Shops in the town were shut.",
    "The convoy went from Djibo to Kaya, and soldiers guarded a camp there.",
    "US soldiers guarded a camp there.",
    "Rebels shelled Goma. The towns were shut.",
    "Beijing passed a law. Shops in the city were shut.",
]


@pytest.mark.parametrize(("text", "words", "name"), POINTING)
def test_the_town_is_the_one_named_before(text: str, words: str, name: str) -> None:
    named = {one.span.text: one.place.name for one in places_of(text) if one.place and one.rule == "anaphor"}
    assert named.get(words) == name


@pytest.mark.parametrize("text", NOT_POINTING)
def test_other_towns_point_at_nothing(text: str) -> None:
    assert [one.span.text for one in places_of(text) if one.rule == "anaphor"] == []
