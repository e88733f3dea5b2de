"""Ids come from content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.ids import content_id, sha256_text

PART = st.one_of(st.none(), st.integers(), st.text(max_size=8))


def test_the_hash_of_a_text_is_that_of_its_utf8_bytes() -> None:
    # FIPS 180-4, the example "abc".
    assert sha256_text("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_lone_surrogate_is_hashed() -> None:
    assert sha256_text("\ud800") != sha256_text("\ud801")


@given(st.lists(PART, max_size=4))
def test_an_id_is_24_hex_digits_and_the_same_each_time(parts: list[str | int | None]) -> None:
    made = content_id(*parts)
    assert made == content_id(*parts)
    assert len(made) == 24
    assert set(made) <= set("0123456789abcdef")


def test_an_id_does_not_change_between_releases() -> None:
    assert content_id("a", 1, None) == "d6c50f3e6b1b9ddb593b252c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("b", "a")),
        (("ab",), ("a", "b")),
        ((None,), ("",)),
        ((1,), ("1",)),
        ((), ("",)),
        (("a",), ("a", None)),
        (("é",), ("e\u0301",)),
    ],
    ids=["order", "joins", "null", "type", "none", "length", "normal form"],
)
def test_different_parts_give_different_ids(
    one: tuple[str | int | None, ...], other: tuple[str | int | None, ...]
) -> None:
    assert content_id(*one) != content_id(*other)
