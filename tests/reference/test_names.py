"""Tests for the folding of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.reference.names import capitals, fold, fold_case, is_acronym, is_boundary


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(fold_case(text)) == len(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Traoré", "TRAORE"),
        ("al‑Shabaab", "al shabaab"),
        ("Łódź", "lodz"),
        ("İmamoğlu", "imamoglu"),
    ],
)
def test_spellings_of_one_name_fold_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("Niger", "Nigeria"), ("Mali", "Malawi"), ("Iran", "Iraq"), ("US", "USA")])
def test_different_names_stay_different(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@pytest.mark.parametrize("name", ["UN", "U.S.", "FAMa", "SPLM-IO", "G5S", "JNIM"])
def test_words_of_capitals_are_acronyms(name: str) -> None:
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["Un", "Mali", "M", "United Nations", "UN mission", "al-Shabaab", "McCain", ""])
def test_ordinary_names_are_no_acronyms(name: str) -> None:
    assert not is_acronym(name)


def test_capitals_are_the_offsets_of_capital_words() -> None:
    assert capitals("Front for Change") == (0, 10)
    assert capitals("al-Shabaab") == (3,)
    assert capitals("N'Djamena") == (0,)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("US troops", 0, 2, True),
        ("the US", 4, 6, True),
        ("US-led", 0, 2, True),
        ("US's", 0, 2, True),
        ("USSR", 0, 2, False),
        ("US$5", 0, 2, False),
        ("bUS", 1, 3, False),
        ("US_1", 0, 2, False),
    ],
)
def test_a_boundary_stands_between_words(text: str, start: int, end: int, expected: bool) -> None:
    assert is_boundary(text, start, end) is expected
