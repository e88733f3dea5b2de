"""Sentences that only place or date what the sentence before told."""

from __future__ import annotations

import pytest

from harmattan import Coder
from harmattan.model.document import Document
from tests.stages.told import PUBLISHED, events_of, told, where

PLACED = [
    (
        "Gunmen killed nine farmers. The incident occurred on Sunday in Bwari.",
        "ASSAULT killed",
        "at Bwari",
        "2024-05-12",
    ),
    ("Gunmen killed nine farmers. The attack took place in Bwari.", "ASSAULT killed", "at Bwari", None),
    ("A bomb went off at a market. It happened on Monday in Jos.", "ASSAULT went", "at Jos", "2024-05-13"),
    ("Two soldiers were shot on Monday. The shooting occurred near Gao.", "ASSAULT shot", "at Gao", "2024-05-13"),
    ("Police arrested a poet. The arrest took place on Monday in Lima.", "COERCE arrested", "at Lima", "2024-05-13"),
]

NOT_PLACED = [
    "Gunmen killed nine farmers. An attack took place at Kagara in June.",
    "Gunmen killed nine farmers. The protest took place in Lima.",
    "Gunmen killed nine farmers. The attack may take place at Kagara.",
    "Gunmen killed nine farmers. Nobody fled. The mayor spoke. Rain fell. The incident occurred in Bwari.",
    "Gunmen killed nine farmers. The fair took place in Jos.",
]


@pytest.mark.parametrize(("text", "event", "place", "day"), PLACED)
def test_an_event_has_the_setting_of_the_sentence_behind_it(
    coder: Coder, text: str, event: str, place: str, day: str | None
) -> None:
    assert told(coder, text) == [event]
    found = events_of(coder, text)[0]
    assert where(found) == place
    assert (found.date.start and found.date.start.isoformat()) == day
    assert text.endswith(found.more_evidence[-1].quote)


@pytest.mark.parametrize("text", NOT_PLACED)
def test_another_happening_keeps_its_setting(coder: Coder, text: str) -> None:
    assert events_of(coder, text)[0].places == ()


def test_what_is_told_of_place_and_date_stays(coder: Coder) -> None:
    found = events_of(coder, "Gunmen killed nine farmers on Monday in Jos. The incident occurred on Sunday in Bwari.")
    assert [where(one) for one in found] == ["at Jos"]
    assert str(found[0].date.start) == "2024-05-13"


def test_the_setting_is_explained_by_its_own_words(coder: Coder) -> None:
    result = coder.code_document(
        Document("Gunmen killed nine farmers. The incident occurred on Sunday in Bwari.", "en", published=PUBLISHED)
    )
    rows = {(one.field, one.words) for one in result.explanations if one.rule.startswith("setting")}
    assert rows == {("place", "Bwari"), ("date", "Sunday")}
