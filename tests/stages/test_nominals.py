"""The extent of noun phrases, and the words inside them that say whose they are."""

from __future__ import annotations

import pytest

from harmattan.model.annotations import SENTENCES
from harmattan.model.syntax import Token
from harmattan.stages.arguments import Tree
from harmattan.stages.nominals import (
    OWN_CASES,
    core_range,
    full_range,
    head_of_range,
    inner_nominals,
    name_range,
    phrase_span,
)
from tests.stages.reading import parsed


def _tree(text: str) -> Tree:
    return Tree(parsed(text, None)[SENTENCES][0])


def _token(tree: Tree, word: str) -> Token:
    return next(one for one in tree.tokens if one.text == word)


PHRASES = [
    ("The two French soldiers attacked a camp.", "soldiers", "The two French soldiers", "The two French soldiers"),
    ("The army of Chad attacked a camp.", "army", "The army", "The army of Chad"),
    ("The leader of the army of Chad spoke.", "leader", "The leader", "The leader of the army of Chad"),
    ("Troops from Chad attacked a camp.", "Troops", "Troops", "Troops"),
    ("The soldiers, of whom we spoke, attacked a camp.", "soldiers", "The soldiers", "The soldiers"),
    ("The envoy in Bamako spoke.", "envoy", "The envoy", "The envoy"),
]


@pytest.mark.parametrize(("text", "head", "core", "full"), PHRASES)
def test_a_phrase_runs_from_its_first_modifier_over_its_of_complements(
    text: str, head: str, core: str, full: str
) -> None:
    tree = _tree(text)
    index = _token(tree, head).index
    assert phrase_span(tree, *core_range(tree, index), text).text == core
    assert phrase_span(tree, *full_range(tree, index), text).text == full


NAMES = [
    ("Lamin Jatta spoke in Banjul.", "Jatta", "Lamin Jatta"),
    ("General Abdel Fattah al-Burhan met the envoys.", "Burhan", "General Abdel Fattah al-Burhan"),
    ("Soldiers spoke in Banjul.", "Soldiers", None),
    ("The old man Jatta spoke.", "Jatta", "Jatta"),
    ("Lamin and Jatta spoke.", "Lamin", "Lamin"),
    ("He met Jatta on Monday.", "met", None),
]


@pytest.mark.parametrize(("text", "head", "name"), NAMES)
def test_a_name_is_a_run_of_proper_nouns(text: str, head: str, name: str | None) -> None:
    tree = _tree(text)
    bounds = name_range(tree, _token(tree, head).index)
    assert (phrase_span(tree, *bounds, text).text if bounds else None) == name


INNER = [
    ("The French soldiers of the mission in Mali spoke.", "soldiers", ["French", "mission", "Mali"]),
    ("The head of the mission in Mali spoke.", "head", ["mission", "Mali"]),
    ("The spokesman for the army of Chad spoke.", "spokesman", ["army", "Chad"]),
    ("The soldiers who left Mali spoke.", "soldiers", []),
    ("The soldiers, heroes of Mali, spoke.", "soldiers", []),
    ("Soldiers spoke in Mali.", "Soldiers", []),
]


@pytest.mark.parametrize(("text", "head", "words"), INNER)
def test_owners_adjectives_and_complements_are_inside_clauses_are_not(text: str, head: str, words: list[str]) -> None:
    tree = _tree(text)
    assert [one.text for one in inner_nominals(tree, _token(tree, head).index)] == words


def test_where_someone_is_can_be_left_out() -> None:
    tree = _tree("The envoy of Chad in Mali spoke.")
    index = _token(tree, "envoy").index
    assert [one.text for one in inner_nominals(tree, index, cases=OWN_CASES)] == ["Chad"]
    assert [one.text for one in inner_nominals(tree, index)] == ["Chad", "Mali"]


def test_the_head_of_a_range_is_the_word_that_hangs_outside() -> None:
    tree = _tree("The Chadian army attacked a camp.")
    assert tree.tokens[head_of_range(tree, 0, 2)].text == "army"
    assert tree.tokens[head_of_range(tree, 1, 1)].text == "Chadian"


def test_a_span_has_no_punctuation_at_its_edges() -> None:
    text = "Chad's, it seems, was bold."
    tree = _tree(text)
    assert phrase_span(tree, 0, 2, text).text == "Chad"
