"""The words for an event's values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.model.wording import (
    amount_words,
    border_words,
    clean_text,
    date_words,
    mode_words,
    place_words,
    short_text,
)


@pytest.mark.parametrize(
    ("start", "end", "kind", "words"),
    [
        ("2023-04-15", "2023-04-15", "within", "15 Apr 2023"),
        ("2023-04-15", "2023-04-16", "within", "15–16 Apr 2023"),
        ("2023-04-30", "2023-05-01", "within", "30 Apr – 1 May 2023"),
        ("2022-12-31", "2023-01-01", "within", "31 Dec 2022 – 1 Jan 2023"),
        ("2023-02-01", "2023-02-28", "within", "Feb 2023"),
        ("2024-02-01", "2024-02-28", "within", "1–28 Feb 2024"),
        ("2023-01-01", "2023-03-31", "within", "Jan 2023 – Mar 2023"),
        ("2022-01-01", "2022-12-31", "within", "2022"),
        ("2021-01-01", "2022-12-31", "throughout", "all through 2021–2022"),
        ("2021-01-01", "2021-12-31", "repeated", "again and again in 2021"),
        ("9999-12-01", "9999-12-31", "within", "Dec 9999"),
        (None, None, "within", None),
    ],
)
def test_date_words(start: str | None, end: str | None, kind: str, words: str | None) -> None:
    assert date_words({"start": start, "end": end, "kind": kind}) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"low": 600}, "at least 600"),
        ({"high": 9}, "up to 9"),
        ({"best": 0}, "0"),
        ({"best": 1000, "is_approximate": True}, "about 1,000"),
        ({"low": 3, "high": 5}, "3 to 5"),
        ({"low": 3, "best": 4, "high": 5}, "4 (3 to 5)"),
        ({"low": 4, "best": 4, "high": 4}, "4"),
        ({"low": 24, "high": 24}, "24"),
        ({}, "number not stated"),
    ],
)
def test_amount_words(value: dict[str, Any], words: str) -> None:
    assert amount_words(value) == words


def test_mode_and_place_words() -> None:
    assert mode_words("x-joint-operation") == "joint operation"
    assert mode_words(None) is None
    assert place_words({"text": "Gao", "name": None, "role": "from"}) == "from Gao"


@given(st.text())
def test_cleaned_text_keeps_its_length_and_has_no_control(text: str) -> None:
    cleaned = clean_text(text, keep_order_marks=False)
    assert len(cleaned) == len(text)
    assert all(sign in "\t\n" or not 0 <= ord(sign) < 0x20 for sign in cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(st.text(alphabet="ab ", min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 20), st.integers(1, 70))
def test_cut_text_fits_and_keeps_the_stretch(text: str, start: int, size: int, width: int) -> None:
    start = min(start, len(text) - 1)
    end = min(len(text), start + size)
    cut, first, last = short_text(text, start, end, width)
    assert len(cut) <= width
    assert text[start:end].startswith(cut[first:last])
    if width >= end - start + 2:
        assert cut[first:last] == text[start:end]


def near(km: float | None, **more: object) -> dict[str, object]:
    bounds = {"low": 0.0, "best": km, "high": 90.0}
    given = {"side": "BEN", "neighbour": "BFA", "distance_km": bounds, "status": "international", "disputed": []}
    return {**given, **more}


@pytest.mark.parametrize(
    ("border", "words"),
    [
        (None, None),
        (near(1.0), "1.0 km (0.0 to 90.0) from Burkina Faso"),
        (near(1.0, neighbour="NER"), "1.0 km (0.0 to 90.0) from NER"),
        (near(1.0, status="line_of_control"), "1.0 km (0.0 to 90.0) from Burkina Faso; line of control"),
        (near(1.0, status="disputed"), "1.0 km (0.0 to 90.0) from Burkina Faso; line disputed"),
        (near(101.0), None),
        (near(None), None),
        (near(5.0, side=None), None),
        (near(None, neighbour=None, distance_km=None), None),
        (
            near(200.0, disputed=[{"name": "Kourou", "claimants": ["BEN", "BFA"]}]),
            "Kourou is claimed by BEN and Burkina Faso",
        ),
        (near(200.0, disputed=[{"name": "Bir Tawil", "claimants": []}]), "Bir Tawil is claimed by nobody"),
    ],
)
def test_a_border_in_words(border: dict[str, object] | None, words: str | None) -> None:
    assert border_words(border, {"BFA": "Burkina Faso"}) == words
