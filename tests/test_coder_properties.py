"""Whatever text comes, the coder answers or refuses it on purpose, and every span reproduces its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmattan import Coder, HarmattanError

CODER = Coder()
PUBLISHED = date(2022, 5, 12)

REPORTS = (
    "Gunmen killed at least 12 farmers near Diffa on Tuesday, the governor said.",
    "Kenya denied that its troops had crossed into Somalia last month.",
    "The foreign ministers of Chile and Peru met in Lima and signed an agreement.",
    "If the rebels do not leave Bunia by Friday, the army will attack, General Ali Okoro warned.",
    "Police arrested dozens of protesters in Colombo; the union called it an outrage.",
    "About twenty raids since 2019 have displaced more than 40,000 people.",
)
# Marks that turn the direction of writing, join or split letters, end lines for some readers, or mean nothing.
ODD = (
    "\u202e", "\u2066", "\u200f", "\u200d", "\u00ad", "\ufeff", "\u2028", "\u0085", "\x00", "\x1b[31m", "\x0b", "\r",
    "\u0301" * 30, "\ufdfa", "\u1e9e", "\u0130", "\U0001f469\u200d\U0001f692", "\U000e0041", "\uffff", "\U0010ffff",
    "\u0627\u0644\u062c\u064a\u0634", "\u05e6\u05d4\u05f4\u05dc", "\u6b66\u88c5\u52e2\u529b", "a" * 5000,
    "\u0130" * 300, "-" * 400, "((((((((", "\u201c", "\u201d", "'", "\n\n\n", "\t", "http://[",
    "12,345,678,901,234,567,890", "9" * 400, "31 February 2022", "0-0-0", "1/0", "\u0663\u0664", "\u00bd", "\u2167",
)  # fmt: skip

anything = st.text(st.characters(), max_size=200)
odd = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=6))


@st.composite
def disturbed(draw: st.DrawFn) -> str:
    """Draw reports with odd marks set in at any place."""
    text = draw(st.sampled_from((" ", "\n", "\n\n", ""))).join(
        draw(st.lists(st.sampled_from(REPORTS), min_size=1, max_size=3))
    )
    for mark in draw(st.lists(odd, min_size=1, max_size=5)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + mark + text[at:]
    return text


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of an event that has offsets, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check(text: str) -> int:
    """Code a text, compare every span with it, and return how many spans there are."""
    try:
        events = CODER.code(text, published=PUBLISHED)
    except HarmattanError:
        return 0
    found = [span for event in events for span in spans(event.to_json())]
    for span in found:
        words = next(span[key] for key in ("text", "quote", "speaker") if key in span)
        assert text[span["start"] : span["end"]] == words, span
    return len(found)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_any_text_is_coded_or_refused_on_purpose(text: str) -> None:
    check(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(disturbed())
def test_spans_reproduce_their_words_whatever_stands_between(text: str) -> None:
    check(text)


@pytest.mark.parametrize("mark", ODD)
def test_an_odd_mark_before_inside_and_after_reports_does_no_harm(mark: str) -> None:
    text = f"{mark}{REPORTS[0]} {mark}{REPORTS[1][:12]}{mark}{REPORTS[1][12:]}\n{mark}"
    assert check(text) >= 0


def test_the_reports_hold_spans_to_compare() -> None:
    assert check("\n".join(REPORTS)) > 30


@pytest.mark.parametrize("text", ["", " \n\t", "\u2028", "\ud800 attacked Goma.", "Rebels attacked \udfff."])
def test_a_text_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(HarmattanError):
        CODER.code(text)
