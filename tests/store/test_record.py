"""Writing and reading back: round trips, history, quarantine, digests."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from harmattan.errors import StoreError
from harmattan.model.document import Document
from harmattan.model.event import Claim, CountOf, Event, Participant
from harmattan.model.spans import EvidenceSpan
from harmattan.scales import Count, DateRange
from harmattan.store import EventFilter, Store
from tests.builders import MADE_BY, PACKS, made_up, make_document, make_event, make_participant, make_place, span_in

NOW = datetime(2024, 1, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
NEXT = "coder-en/2.0.0"
TEXT = "Guards freed the miners. They had held them near Kolda since May, a union said, and 4 were hurt."


@dataclass(frozen=True)
class Refusal:
    where: str
    reason: str
    kind: str
    sha256: str | None = None


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite") as opened:
        yield opened


def put(store: Store, document: Document, *events: Event, **values: Any) -> str:
    return store.write(document, events, **{"made_by": MADE_BY, "packs": PACKS, "recorded_at": NOW, **values})


def full_event(document: Document) -> Event:
    text = document.text
    guards = make_participant(text, "They", antecedent=span_in(text, "Guards"), country="SEN", sector="PTL")
    return make_event(
        document,
        "held",
        event_type="COERCE",
        mode="restrict",
        modes=("restrict", "x-detain"),
        contexts=("labor",),
        factuality="possible",
        actors=(guards,),
        recipients=(Participant(span_in(text, "them"), antecedent=span_in(text, "the miners")),),
        places=(make_place(text, "Kolda", country="SEN", countries=("SEN",), latitude=12.9, longitude=-14.9),),
        date=DateRange.between(date(2024, 5, 1), date(2024, 5, 9), kind="throughout"),
        date_span=span_in(text, "since May"),
        counts=(CountOf("injured", Count(best=4), span_in(text, "4"), "recipient:0"),),
        claims=(
            Claim(
                span_in(text, "a union"),
                cue=span_in(text, "said"),
                said_on=DateRange.between(date(2024, 5, 9), date(2024, 5, 9)),
            ),
        ),
        more_evidence=(EvidenceSpan(document.document_id, 0, 24, text[:24]),),
    )


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(store.path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_an_event_comes_back_as_it_was_written(store: Store) -> None:
    document = make_document(TEXT, published=date(2024, 5, 9))
    event = full_event(document)
    assert put(store, document, event) == "new"
    assert list(store.events()) == [event.to_json()]
    assert next(store.events()).keys() == event.to_json().keys()


@pytest.mark.parametrize(
    "document",
    [
        make_document("Plain."),
        make_document(
            "Côte d’Ivoire \U0001f30d\r\n\tn\x00l", title="É", url="https://news.example/?a=1&b='", language="fr"
        ),
        make_document(
            TEXT,
            publisher="Wire",
            published=date(987, 1, 2),
            retrieved=datetime(2024, 5, 9, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=-3))),
        ),
    ],
    ids=["plain", "odd characters", "all fields"],
)
def test_a_document_comes_back_as_it_was_written(store: Store, document: Document) -> None:
    put(store, document)
    assert store.document(document.document_id) == document
    assert store.document(document.document_id[:8]) == document
    assert list(store.documents()) == [document]


def test_each_field_has_its_span_and_spans_reproduce_the_text(store: Store) -> None:
    document = make_document(TEXT)
    put(store, document, full_event(document))
    spans = rows(store, 'SELECT field, start, "end", text FROM spans')
    assert {span[0] for span in spans} == {
        *("trigger", "evidence", "more_evidence", "date", "places", "counts", "claims", "claims.cue"),
        *("actors", "actors.antecedent", "recipients", "recipients.antecedent"),
    }
    assert all(TEXT[start:end] == text for _, start, end, text in spans)


def test_an_event_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    document, events = made_up(6)
    put(store, document, *events)
    wanted = events[0].to_json()
    assert store.event(wanted["event_id"]) == wanted
    assert store.event(wanted["event_id"][:10]) == wanted


def test_an_id_that_several_events_begin_with_lists_them(store: Store) -> None:
    document = make_document(TEXT)
    ids = [f"ab{number}" + "0" * 21 for number in range(7)]
    put(store, document, *(make_event(document, "freed", event_id=event_id) for event_id in ids))
    with pytest.raises(StoreError, match=rf"'ab' begins the ids of several events: {ids[0]}, .* and more; give more"):
        store.event("ab")
    with pytest.raises(StoreError, match="no event whose id begins with 'ff'"):
        store.event("ff")
    with pytest.raises(StoreError, match="no event whose id begins with '%'"):
        store.event("%")
    with pytest.raises(StoreError, match="event_id is empty"):
        store.event("")


def test_an_unknown_document_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="no document whose id begins with 'ff'"):
        store.document("ff")
    with pytest.raises(StoreError, match="document_id is empty"):
        store.document("")


def test_a_document_is_known_by_coder_and_packs(store: Store) -> None:
    document, events = made_up(3)
    assert not store.has_document(document, MADE_BY, PACKS)
    put(store, document, *events)
    assert store.has_document(document, MADE_BY, PACKS)
    assert store.has_document(document.document_id, MADE_BY, PACKS)
    assert not store.has_document(document, NEXT, PACKS)
    assert not store.has_document(document, MADE_BY, "q" * 64)


def test_a_document_without_events_is_known_too(store: Store) -> None:
    document = make_document("Nothing happened.")
    put(store, document)
    assert store.has_document(document, MADE_BY, PACKS)
    assert store.counts().documents_without_events == 1


def test_the_same_coder_changes_nothing(store: Store) -> None:
    document, events = made_up(3)
    put(store, document, *events)
    before = store.digest()
    assert put(store, document, *events, recorded_at=LATER) == "unchanged"
    assert store.digest() == before
    assert rows(store, "SELECT count(*) FROM revisions") == [(1,)]


def test_another_coder_makes_new_events_current_and_keeps_the_old(store: Store) -> None:
    document = make_document(TEXT)
    kept, dropped = make_event(document, "freed"), make_event(document, "held")
    put(store, document, kept, dropped)
    again = replace(kept, made_by=NEXT, event_type="SUPPORT")
    assert put(store, document, again, made_by=NEXT, recorded_at=LATER) == "recoded"
    assert list(store.events()) == [{**again.to_json(), "revision": 2}]
    assert store.counts().replaced == 2
    assert rows(store, "SELECT event_id, revision, is_current, superseded_by FROM events ORDER BY revision, row") == [
        (kept.event_id, 1, 0, 2),
        (dropped.event_id, 1, 0, 2),
        (kept.event_id, 2, 1, None),
    ]
    assert rows(store, "SELECT revision, made_by, recorded_at FROM revisions ORDER BY revision") == [
        (1, MADE_BY, "2024-01-01T12:00:00.000000+00:00"),
        (2, NEXT, "2024-01-02T12:00:00.000000+00:00"),
    ]
    with pytest.raises(StoreError, match="is history: revision 2 of its document replaced it"):
        store.event(dropped.event_id)


def test_times_are_kept_in_utc_and_only_with_a_zone(store: Store) -> None:
    document, events = made_up(3)
    with pytest.raises(StoreError, match="recorded_at is an aware time"):
        put(store, document, *events, recorded_at=datetime(2024, 1, 1))
    put(store, document, *events, recorded_at=datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=3))))
    assert rows(store, "SELECT recorded_at FROM revisions") == [("2023-12-31T22:00:00.000000+00:00",)]


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_copies_the_dated_and_earlier_one_stands_in_any_order(tmp_path: Path, is_first: bool) -> None:
    copies = [make_document(TEXT, published=day) for day in (date(2024, 5, 2), date(2024, 5, 9), None)]
    with Store.open(tmp_path / "record.sqlite") as store:
        for copy in copies if is_first else reversed(copies):
            if not store.has_document(copy, MADE_BY, PACKS):
                put(store, copy, make_event(copy, "freed"))
        assert list(store.documents()) == [copies[0]]
        assert [event["source"]["published"] for event in store.events()] == ["2024-05-02"]
        assert store.has_document(copies[2], MADE_BY, PACKS)


def test_the_copy_that_gave_way_stays_in_history_and_leaves_the_search(store: Store) -> None:
    address = "https://news.example/1"
    first, second = (make_document(TEXT, url=address, title=title) for title in ("Zebu thefts", "Miners freed"))
    assert put(store, first, make_event(first, "freed")) == "new"
    assert put(store, second, make_event(second, "freed")) == "recoded"
    assert rows(store, "SELECT json_extract(source, '$.title') FROM revisions ORDER BY revision") == [
        ("Zebu thefts",),
        ("Miners freed",),
    ]
    assert list(store.events(EventFilter(document_text="zebu"))) == []
    assert len(list(store.events(EventFilter(document_text="miners")))) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"document": make_document(TEXT, published=date(2024, 1, 1))}, "as published 2024-01-01; expected"),
        ({"document": make_document(TEXT, title="Other")}, "is of document"),
        ({"made_by": NEXT}, "was made by 'coder-en/2.0.0'"),
        ({"packs": "q"}, "with packs 'q'"),
    ],
)
def test_an_event_of_another_document_or_coder_is_refused(store: Store, change: dict[str, Any], message: str) -> None:
    document = make_document(TEXT)
    with pytest.raises(StoreError, match=message):
        put(store, document, replace(make_event(document, "freed"), **change))
    assert store.counts().documents == 0


def test_an_event_that_comes_twice_is_refused(store: Store) -> None:
    document = make_document(TEXT)
    event = make_event(document, "freed")
    with pytest.raises(StoreError, match="comes twice"):
        put(store, document, event, event)


@pytest.mark.parametrize(
    ("document", "counts", "message"),
    [
        (make_document("Guards freed \ud83d them."), (), "not valid Unicode at character 13"),
        (make_document(TEXT), (Count(best=10**30),), "does not fit into 64 bits"),
    ],
)
def test_what_cannot_be_stored_is_an_error_and_leaves_nothing(
    store: Store, document: Document, counts: tuple[Count, ...], message: str
) -> None:
    trigger = span_in(document.text, "freed")
    event = make_event(document, "freed", counts=tuple(CountOf("killed", count, trigger) for count in counts))
    with pytest.raises(StoreError, match=message):
        put(store, document, event)
    assert store.counts().documents == 0
    assert rows(store, "SELECT count(*) FROM revisions") == [(0,)]


def test_refused_items_are_kept_once_and_in_order(store: Store) -> None:
    first = Refusal("b.txt", "b.txt: expected text, got an image; give text", "binary", "a" * 64)
    second = Refusal("a.jsonl:7", "a.jsonl:7: expected an object, got '['", "json")
    assert store.write_quarantine(first, recorded_at=NOW)
    assert store.write_quarantine(second, recorded_at=NOW)
    assert not store.write_quarantine(first, recorded_at=LATER)
    assert [(one.where, one.reason, one.kind, one.sha256) for one in store.quarantined()] == [
        (second.where, second.reason, second.kind, None),
        (first.where, first.reason, first.kind, first.sha256),
    ]
    assert store.counts().quarantined == 2
    assert rows(store, "SELECT count(*) FROM revisions WHERE subject = 'quarantine'") == [(2,)]


def test_the_name_of_a_refused_file_need_not_be_unicode(store: Store) -> None:
    item = Refusal("caf\udce9.txt", "caf\udce9.txt: empty", "empty")
    assert store.write_quarantine(item, recorded_at=NOW)
    assert not store.write_quarantine(item, recorded_at=NOW)
    assert store.quarantined()[0].where == "caf\\udce9.txt"


def test_counts_tell_types_and_factuality_of_current_events(store: Store) -> None:
    document = make_document(TEXT)
    put(store, document, full_event(document), make_event(document, "freed"))
    counts = store.counts()
    assert (counts.documents, counts.documents_without_events, counts.events, counts.replaced) == (1, 0, 2, 0)
    assert counts.by_type == (("COERCE", 1), ("PROTEST", 1))
    assert counts.by_factuality == (("asserted", 1), ("possible", 1))


def test_the_digest_does_not_depend_on_order_time_or_history(tmp_path: Path) -> None:
    digests: set[str] = set()
    for seed in range(4):
        order = list(range(40))
        random.Random(seed).shuffle(order)
        with Store.open(tmp_path / f"{seed}.sqlite") as store:
            for number in order:
                document, events = made_up(number)
                if number % 5 == seed:
                    old = [replace(event, made_by="coder-en/0.9.0", event_type="AID") for event in events]
                    put(store, document, *old, made_by="coder-en/0.9.0")
                put(store, document, *reversed(events), recorded_at=NOW + timedelta(days=seed))
            digests.add(store.digest())
    assert len(digests) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET title = 'x' WHERE row = 1",
        "UPDATE events SET confidence = 0.1 WHERE row = 1",
        "UPDATE events SET json = replace(json, 'convoy', 'bus') WHERE row = 1",
        "DELETE FROM event_counts",
        "DELETE FROM spans WHERE field = 'trigger'",
        "DELETE FROM event_claims",
        "UPDATE event_actors SET country = 'FRA'",
        "DELETE FROM event_places",
        "UPDATE quarantine SET reason = 'x'",
    ],
)
def test_the_digest_sees_every_table(store: Store, change: str) -> None:
    document, events = made_up(6)
    assert events
    put(store, document, *events)
    store.write_quarantine(Refusal("a", "b", "c"), recorded_at=NOW)
    before = store.digest()
    connection = sqlite3.connect(store.path)
    connection.execute(change)
    connection.commit()
    connection.close()
    assert store.digest() != before


def test_reading_goes_on_in_one_state_while_another_writes(store: Store) -> None:
    for number in range(30):
        document, events = made_up(number)
        put(store, document, *events)
    expected = [event["event_id"] for event in store.events()]
    reading = store.events()
    seen = [next(reading)["event_id"]]
    with Store.open(store.path) as other:
        for number in range(30, 60):
            document, events = made_up(number)
            put(other, document, *events)
    seen += [event["event_id"] for event in reading]
    assert seen == expected
    assert len(list(store.events())) > len(expected)
