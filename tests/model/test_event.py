"""Events are checked when built, and write the published form."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from harmattan.model.document import Document
from harmattan.model.event import Claim, CountOf, Event, Participant, Related
from harmattan.model.place import EventPlace, Place
from harmattan.model.spans import EvidenceSpan, Span
from harmattan.scales import Count, DateRange

TEXT = "Miners blocked the road to Kolda for two days."
DOCUMENT = Document(TEXT, "en", published=date(2024, 5, 2))
MINERS = Span.of(TEXT, 0, 6)
KOLDA = Span.of(TEXT, 27, 32)


def event(**values: Any) -> Event:
    fields: dict[str, Any] = {
        "event_id": "e" * 24,
        "document": DOCUMENT,
        "event_type": "PROTEST",
        "trigger": Span.of(TEXT, 7, 14),
        "evidence": EvidenceSpan(DOCUMENT.document_id, 0, len(TEXT), TEXT),
    }
    return Event(**{**fields, **values})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"factuality": "true"}, "unknown factuality 'true'; expected one of asserted, denied"),
        ({"stage": "begun"}, "unknown stage 'begun'"),
        ({"confidence": 1.01}, "confidence is 0 to 1, not 1.01"),
        ({"confidence": -0.1}, "confidence is 0 to 1"),
        ({"actors": (Participant(MINERS, attribution="rumoured"),)}, "unknown attribution 'rumoured'"),  # type: ignore[arg-type]
        ({"claims": (Claim(MINERS, "hints"),)}, "unknown stance 'hints'"),  # type: ignore[arg-type]
        ({"claims": (Claim(MINERS, parent=0),)}, "claim 0 has parent 0; expected another claim"),
        ({"claims": (Claim(MINERS), Claim(KOLDA, parent=2))}, "claim 1 has parent 2"),
        ({"counts": (CountOf("missing", Count(best=1), MINERS),)}, "unknown count 'missing'"),  # type: ignore[arg-type]
        ({"counts": (CountOf("killed", Count(best=1), MINERS, "actor:0"),)}, "unknown side of a count 'actor:0'"),
        ({"related": (Related("near", "e" * 24),)}, "unknown relation 'near'"),  # type: ignore[arg-type]
    ],
)
def test_a_value_outside_its_vocabulary_or_scale_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        event(**values)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"factuality": "conditional", "stage": "foiled"},
        {"confidence": 0.0},
        {"confidence": 1.0},
        {"claims": (Claim(MINERS), Claim(KOLDA, "denies", parent=0))},
        {"actors": (Participant(MINERS),), "counts": (CountOf("killed", Count(best=0), MINERS, "actor:0"),)},
        {"counts": (CountOf("arrested", Count(low=2, best=3, high=4), MINERS, "civilian"),)},
        {"related": (Related("fulfils", "e" * 24),)},
    ],
)
def test_a_value_inside_its_vocabulary_and_scale_is_kept(values: dict[str, Any]) -> None:
    built = event(**values)
    assert all(getattr(built, name) == value for name, value in values.items())


def test_what_the_text_does_not_say_is_null() -> None:
    written = event().to_json()
    assert [key for key, value in written.items() if value is None] == ["mode", "occurrences"]
    assert written["date"] == {"start": None, "end": None, "date_prec": None, "kind": "within", "span": None}
    assert written["source"]["title"] is None
    assert written["source"]["published"] == "2024-05-02"


def test_keys_stand_in_the_published_order() -> None:
    assert list(event().to_json())[:8] == [
        "schema",
        "event_id",
        "document_id",
        "text_sha256",
        "language",
        "source",
        "event_type",
        "mode",
    ]


def test_dates_are_written_as_iso_days() -> None:
    written = event(date=DateRange.between(date(2024, 4, 30), date(2024, 5, 1), kind="throughout")).to_json()
    assert written["date"] == {
        "start": "2024-04-30",
        "end": "2024-05-01",
        "date_prec": 2,
        "kind": "throughout",
        "span": None,
    }


def test_confidence_is_written_with_four_places() -> None:
    assert event(confidence=0.123456).to_json()["confidence"] == 0.1235


TOWN = Place("Kolda", "SEN", ("SEN",), geometry="point", latitude=12.9, longitude=-14.9, where_prec=1)
REGION = Place("Kolda", "SEN", ("SEN",), geometry="area", latitude=13.0, longitude=-14.6, radius_km=80, where_prec=4)
ROUGH = Place("Kolda", "SEN", ("SEN",), geometry="point", latitude=12.9, longitude=-14.9, where_prec=5)


@pytest.mark.parametrize(
    ("place", "latitude", "label_point"),
    [(TOWN, 12.9, None), (REGION, None, [13.0, -14.6]), (ROUGH, None, [12.9, -14.9]), (None, None, None)],
    ids=["point", "area", "imprecise point", "unsettled"],
)
def test_only_a_precise_point_has_coordinates(
    place: Place | None, latitude: float | None, label_point: list[float] | None
) -> None:
    written = EventPlace(KOLDA, place).to_json()
    assert (written["latitude"], written["label_point"]) == (latitude, label_point)


@pytest.mark.parametrize(
    "values",
    [{"where_prec": 0}, {"where_prec": 8}, {"latitude": 91.0}, {"latitude": -90.5}, {"longitude": 180.5}],
)
def test_a_place_outside_its_scales_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(values))):
        Place("Kolda", "SEN", ("SEN",), **values)


def test_an_unknown_role_of_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown role 'near'"):
        EventPlace(KOLDA, TOWN, "near")  # type: ignore[arg-type]


def test_a_document_id_depends_on_text_and_origin_only() -> None:
    same = Document(TEXT, "en", title="A", publisher="B", published=date(2024, 5, 2))
    again = Document(TEXT, "fr", title="A", publisher="B", retrieved=datetime(2024, 5, 3, tzinfo=UTC))
    other = Document(TEXT, "en", title="A", publisher="C")
    assert same.document_id == again.document_id != other.document_id
    assert same.text_sha256 == other.text_sha256


@pytest.mark.parametrize("text", ["", "   \n"])
def test_a_document_without_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a document has text"):
        Document(text, "en")


def test_a_naive_time_of_retrieval_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Document(TEXT, "en", retrieved=datetime(2024, 5, 3))
