"""Filters, their order and the text search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from harmattan.errors import ConfigError
from harmattan.model.document import Document
from harmattan.model.event import Event
from harmattan.model.spans import EvidenceSpan
from harmattan.scales import DateRange
from harmattan.store import EventFilter, Store
from harmattan.store.filters import folded, match_expression
from tests.builders import MADE_BY, PACKS, make_document, make_event, make_participant, make_place, span_in

RAID = "The Éclair Front raided a depot at Kandi, in Benin, from 3 to 5 May. Nobody saw it. Benin blamed Niger."
TALKS = (
    'Togo and Ghana agreed on 6 May to "share" AND (perhaps) to patrol the 100% dry lake_shore of the Three Borders.'
)
STRIKE = "Nurses may strike, their union said."


def quoted(document: Document, first: str, last: str) -> EvidenceSpan:
    start, end = document.text.index(first), document.text.index(last) + len(last)
    return EvidenceSpan(document.document_id, start, end, document.text[start:end])


def raid() -> tuple[Event, ...]:
    document = make_document(RAID, title="Depot raided", published=date(2024, 5, 7))
    front = make_participant(RAID, "The Éclair Front", name="Éclair Front", sector="REB")
    niger = make_participant(RAID, "Niger", country="NER", sector="GOV")
    benin = make_participant(RAID, "Benin blamed", country="BEN", sector="GOV")
    kandi = make_place(RAID, "Kandi", country="BEN", countries=("BEN",), latitude=11.1, longitude=2.9)
    return (
        make_event(
            document,
            "raided",
            event_type="ASSAULT",
            mode="raid",
            modes=("raid", "x-loot"),
            actors=(front,),
            places=(kandi,),
            date=DateRange.between(date(2024, 5, 3), date(2024, 5, 5)),
            evidence=quoted(document, "The", "May."),
            more_evidence=(quoted(document, "Nobody", "it."),),
            confidence=0.9,
        ),
        make_event(
            document,
            "blamed",
            event_type="ACCUSE",
            actors=(benin,),
            recipients=(niger,),
            evidence=quoted(document, "Benin blamed", "Niger."),
            confidence=0.6,
        ),
    )


def talks() -> tuple[Event, ...]:
    document = make_document(TALKS, title="Éclair de génie", published=date(2024, 5, 8))
    sides = tuple(make_participant(TALKS, name, country=code) for name, code in (("Togo", "TGO"), ("Ghana", "GHA")))
    shared = make_place(TALKS, "Three Borders", countries=("BFA", "GHA", "TGO"), geometry="area", where_prec=5)
    return (
        make_event(
            document,
            "agreed",
            event_type="AGREE",
            mode="x-pledge",
            factuality="asserted",
            actors=sides,
            places=(shared,),
            date=DateRange.between(date(2024, 5, 6), date(2024, 5, 6)),
            confidence=0.7,
        ),
    )


def strike() -> tuple[Event, ...]:
    document = make_document(STRIKE)
    nurses = make_participant(STRIKE, "Nurses", sector="LAB", antecedent=span_in(STRIKE, "their union"))
    return (make_event(document, "strike", mode="strike", factuality="possible", actors=(nurses,), confidence=0.4),)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("reads") / "record.sqlite") as opened:
        for events in (strike(), talks(), raid()):
            now = datetime(2024, 6, 1, tzinfo=UTC)
            opened.write(events[0].document, events, made_by=MADE_BY, packs=PACKS, recorded_at=now)
        yield opened


def found(store: Store, **asked: Any) -> set[str]:
    return {event["trigger"]["text"] for event in store.events(EventFilter(**asked))}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"raided", "blamed", "agreed", "strike"}),
        # a country as a side or as the place
        ({"countries": ["BEN"]}, {"raided", "blamed"}),
        ({"countries": "ner"}, {"blamed"}),
        ({"countries": ["BFA"]}, {"agreed"}),
        ({"countries": ["NER", "GHA"]}, {"blamed", "agreed"}),
        ({"countries": ["FRA"]}, set()),
        ({"countries": ["B"]}, set()),
        ({"place_countries": ["BEN"]}, {"raided"}),
        ({"place_countries": ["TGO"]}, {"agreed"}),
        ({"place_countries": ["NER"]}, set()),
        ({"place_countries": ["B%"]}, set()),
        # types and modes
        ({"event_types": ["assault", "AGREE"]}, {"raided", "agreed"}),
        ({"event_types": ["ASS"]}, set()),
        ({"modes": ["x-loot"]}, {"raided"}),
        ({"modes": ["raid", "strike"]}, {"raided", "strike"}),
        ({"modes": ["x"]}, set()),
        ({"factuality": ["possible"]}, {"strike"}),
        ({"factuality": ["possible", "asserted"]}, {"raided", "blamed", "agreed", "strike"}),
        ({"factuality": "denied"}, set()),
        # who
        ({"actor": "eclair"}, {"raided"}),
        ({"actor": "ÉCLAIR FR"}, {"raided"}),
        ({"actor": "the éclair"}, {"raided"}),
        ({"actor": "their union"}, {"strike"}),
        ({"actor": "gov"}, {"blamed"}),
        ({"actor": "TGO"}, {"agreed"}),
        ({"actor": "NER"}, set()),
        ({"actor": "niger"}, set()),
        ({"actor": "%"}, set()),
        ({"actor": "_"}, set()),
        ({"recipient": "niger"}, {"blamed"}),
        ({"recipient": "éclair"}, set()),
        ({"participant": "ner"}, {"blamed"}),
        ({"participant": "REB"}, {"raided"}),
        # when: overlap, undated events never
        ({"date_from": date(2024, 5, 5)}, {"raided", "agreed"}),
        ({"date_from": date(2024, 5, 6)}, {"agreed"}),
        ({"date_to": date(2024, 5, 3)}, {"raided"}),
        ({"date_to": date(2024, 5, 2)}, set()),
        ({"date_from": date(2024, 5, 4), "date_to": date(2024, 5, 4)}, {"raided"}),
        ({"published_from": date(2024, 5, 8)}, {"agreed"}),
        ({"published_to": date(2024, 5, 7)}, {"raided", "blamed"}),
        ({"published_from": date(2024, 5, 7), "published_to": date(2024, 5, 8)}, {"raided", "blamed", "agreed"}),
        ({"published_to": date(2024, 5, 6)}, set()),
        # words of the event's own sentences
        ({"text": "depot"}, {"raided"}),
        ({"text": "DEPOT kandi"}, {"raided"}),
        ({"text": "eclair"}, {"raided"}),
        ({"text": "nobody"}, {"raided"}),
        ({"text": "benin"}, {"raided", "blamed"}),
        ({"text": '"benin blamed"'}, {"blamed"}),
        ({"text": '"blamed benin"'}, set()),
        ({"text": "raid*"}, {"raided"}),
        ({"text": '"blamed ni"*'}, {"blamed"}),
        ({"text": "raid"}, set()),
        ({"text": "depot niger"}, set()),
        # words of the document and its title
        ({"document_text": "depot niger"}, {"raided", "blamed"}),
        ({"document_text": "eclair"}, {"raided", "blamed", "agreed"}),
        ({"document_text": "éclair génie"}, {"agreed"}),
        ({"document_text": "genius"}, set()),
        ({"min_confidence": 0.7}, {"raided", "agreed"}),
        ({"min_confidence": 0.95}, set()),
        ({"limit": 0}, set()),
        ({"limit": 2}, {"raided", "agreed"}),
        ({"document_id": raid()[0].document.document_id}, {"raided", "blamed"}),
        ({"document_id": raid()[0].document.document_id[:12]}, {"raided", "blamed"}),
        ({"document_id": "zz"}, set()),
        # all of them together
        ({"countries": "BEN", "event_types": "ACCUSE", "text": "niger", "min_confidence": 0.5}, {"blamed"}),
        ({"countries": "BEN", "event_types": "AGREE"}, set()),
        ({"text": "depot", "document_text": "genie"}, set()),
    ],
)
def test_filters(store: Store, asked: dict[str, Any], expected: set[str]) -> None:
    assert found(store, **asked) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("AND", {"agreed"}),
        ("(perhaps)", {"agreed"}),
        ("100%", {"agreed"}),
        ("lake_shore", {"agreed"}),
        ('"share" AND (perhaps)', {"agreed"}),
        ('"share', {"agreed"}),
        ("share:", {"agreed"}),
        ("quote:share", set()),
        ("share^", {"agreed"}),
        ("+share", {"agreed"}),
        ("-share", {"agreed"}),
        ("NEAR(share perhaps)", set()),
        ("NOT share", set()),
        ("OR", set()),
        ("{share}", {"agreed"}),
        ("share'; DROP TABLE events; --", set()),
        ("sha\x00re", set()),
        ("😀", set()),
        ("é" * 5000, set()),
        ("word " * 3000, set()),
        ("", set()),
        (" ", set()),
        ('"', set()),
        ('""', set()),
        ('"""', set()),
        ("(", set()),
        ("*", set()),
        ('"*"*', set()),
        ("^", set()),
        ("\\", set()),
    ],
)
def test_odd_search_words_are_plain_text(store: Store, words: str, expected: set[str]) -> None:
    assert found(store, text=words) == expected
    assert found(store, document_text=words) == expected


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("a b", '"a" "b"'),
        ('"a b" c*', '"a b" "c"*'),
        ('"a b"*', '"a b"*'),
        ('a"b', '"a" "b"'),
        ("NEAR(a)", '"NEAR(a)"'),
        ("( )", None),
        ("*", None),
    ],
)
def test_search_words_become_quoted_strings(words: str, expression: str | None) -> None:
    assert match_expression(words) == expression


def test_folding_takes_case_and_accents_away() -> None:
    assert [folded(word) for word in ("Éclair", "LOMÉ", "Straße", "Sokodé", "o")] == [
        "eclair",
        "lome",
        "strasse",
        "sokode",
        "o",
    ]


def test_events_come_by_day_undated_last_then_by_document_and_place_in_the_text(store: Store) -> None:
    events = list(store.events())
    undated = [event for event in events if event["date"]["start"] is None]
    assert [event["trigger"]["text"] for event in events[:2]] == ["raided", "agreed"]
    assert events[2:] == undated
    keys = [(event["document_id"], event["trigger"]["start"], event["event_id"]) for event in undated]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"factuality": ["true"]}, "unknown factuality 'true'; expected one of asserted"),
        ({"date_from": date(2024, 2, 1), "date_to": date(2024, 1, 1)}, "date: from 2024-02-01 to 2024-01-01 runs back"),
        ({"published_from": date(2024, 2, 1), "published_to": date(2024, 1, 1)}, "published: from .* runs backwards"),
        ({"min_confidence": 1.5}, "min_confidence is 0 to 1, not 1.5"),
        ({"limit": -1}, "limit is 0 or more, not -1"),
    ],
)
def test_a_filter_that_no_event_can_pass_is_refused(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        EventFilter(**asked)


def test_an_unpaired_half_character_in_a_search_is_an_error_of_the_record(store: Store) -> None:
    from harmattan.errors import StoreError

    with pytest.raises(StoreError, match="not valid Unicode"):
        found(store, actor="\ud83d")


def test_a_record_in_a_file_with_an_odd_name_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "file:rec?ord#1 é.sqlite"
    with Store.open(path) as store:
        events = strike()
        now = datetime(2024, 6, 1, tzinfo=UTC)
        store.write(events[0].document, events, made_by=MADE_BY, packs=PACKS, recorded_at=now)
        assert found(store) == {"strike"}
    assert path.exists()
