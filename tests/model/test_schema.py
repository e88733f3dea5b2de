"""The published schema describes every value that an event writes, and refuses what an event cannot be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from harmattan.ids import content_id
from harmattan.model import event as event_module
from harmattan.model import place as place_module
from harmattan.model.document import Document
from harmattan.model.event import Claim, CountOf, Event, Participant, Related
from harmattan.model.place import EventPlace, Place
from harmattan.model.schema import EVENT_SCHEMA_ID, event_schema
from harmattan.model.spans import EvidenceSpan, Span
from harmattan.reference.codebook import load_codebook
from harmattan.scales import DATE_KINDS, Count, DateRange, Occurrences

TEXT = "Gunmen shelled Dapaong on Monday, killing at least four people, the mayor said. He saw it."


def validate_event(event: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator(event_schema(), format_checker=FormatChecker())
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(event)]


def cut(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def full_event() -> Event:
    document = Document(
        TEXT,
        "en",
        title="Shells on Dapaong",
        publisher="The Savanes Courier",
        url="https://courier.example/1",
        published=date(2024, 3, 6),
        retrieved=datetime(2024, 3, 6, 9, 30, tzinfo=UTC),
    )
    town = Place(
        "Dapaong", "TGO", ("TGO",), 2366745, "Savanes", "Tone", "PPLA", "point", 10.86, 0.21, 4.0, 1, population=58071
    )
    area = Place("Savanes", "TGO", ("TGO",), geometry="area", latitude=10.5, longitude=0.4, radius_km=60, where_prec=4)
    sentence = TEXT[: TEXT.index(" He saw")]
    return Event(
        event_id=content_id(document.document_id, 7, 14, 0),
        document=document,
        event_type="ASSAULT",
        trigger=cut("shelled"),
        evidence=EvidenceSpan(document.document_id, 0, len(sentence), sentence),
        mode="heavy-weapons",
        modes=("heavy-weapons",),
        contexts=("terrorism", "human_security"),
        is_aggregate=True,
        occurrences=Occurrences(low=2, best=3, is_approximate=True),
        actors=(Participant(cut("Gunmen"), antecedent=cut("He"), country="IMG", sector="UAF", wikidata="Q1"),),
        recipients=(Participant(cut("people"), actor_id="x", name="People", country="TGO", sector="CVL"),),
        places=(
            EventPlace(cut("Dapaong"), town),
            EventPlace(cut("Dapaong"), area, "toward"),
            EventPlace(cut("Dapaong"), None, "from", candidates=(town, area)),
        ),
        date=DateRange.between(date(2024, 3, 4), date(2024, 3, 4)),
        date_span=cut("on Monday"),
        counts=(CountOf("killed", Count(low=4), cut("at least four people"), of="recipient:0"),),
        claims=(
            Claim(cut("the mayor"), "asserts", "A. B.", "TGO", "GOV", cut("said"), None, DateRange()),
            Claim(cut("He"), "doubts", parent=0, is_quoted=True),
        ),
        related=(Related("part-of", content_id("other")),),
        more_evidence=(EvidenceSpan(document.document_id, len(sentence) + 1, len(TEXT), TEXT[len(sentence) + 1 :]),),
        made_by="coder-en/1.0.0",
        packs="plover/1.0.0",
        ext={"note": [1]},
    )


def bare_event() -> Event:
    document = Document(TEXT, "en")
    evidence = EvidenceSpan(document.document_id, 0, len(TEXT), TEXT)
    return Event(content_id("bare"), document, "ASSAULT", cut("shelled"), evidence)


def undescribed(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str) -> Iterator[str]:
    """Yield the paths of a value's keys that the schema has no description for."""
    parts = list(_parts(schema, root))
    if isinstance(value, dict):
        properties = {name: part for one in parts for name, part in one.get("properties", {}).items()}
        for name, below in value.items():
            path = f"{where}/{name}"
            if name not in properties:
                yield path
            elif not any(one.get("description") for one in _parts(properties[name], root)):
                yield f"{path} (no description)"
            elif name != "ext":
                yield from undescribed(below, properties[name], root, path)
    elif isinstance(value, list):
        items = next((one["items"] for one in parts if "items" in one), {})
        for below in value:
            yield from undescribed(below, items, root, f"{where}[]")


def _parts(schema: dict[str, Any], root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    if "$ref" in schema:
        yield from _parts(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    for below in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _parts(below, root)


def test_the_schema_is_a_valid_json_schema_2020_12() -> None:
    Draft202012Validator.check_schema(event_schema())
    assert event_schema()["$id"] == EVENT_SCHEMA_ID == full_event().to_json()["schema"]


@pytest.mark.parametrize("event", [full_event(), bare_event()], ids=["full", "bare"])
def test_an_event_validates(event: Event) -> None:
    assert validate_event(json.loads(json.dumps(event.to_json()))) == []


def test_every_key_of_an_event_is_described() -> None:
    schema = event_schema()
    assert list(undescribed(full_event().to_json(), schema, schema, "")) == []


def test_a_key_without_description_is_found() -> None:
    schema = event_schema()
    value = {**full_event().to_json(), "mood": 1, "trigger": {"start": 1, "colour": "red"}}
    assert list(undescribed(value, schema, schema, "")) == ["/trigger/colour", "/mood"]


def test_the_schema_requires_exactly_the_keys_that_events_write() -> None:
    written = full_event().to_json()
    assert event_schema()["required"] == list(written)
    definitions = event_schema()["$defs"]
    # Events of before borders were reckoned are valid still.
    assert [*definitions["place"]["required"], "border"] == list(written["places"][0])
    assert definitions["participant"]["required"] == list(written["actors"][0])
    assert definitions["count"]["required"] == list(written["counts"][0])
    assert definitions["claim"]["required"] == list(written["claims"][0])


def test_vocabularies_are_those_of_the_model_and_the_codebook() -> None:
    schema = event_schema()
    properties, definitions = schema["properties"], schema["$defs"]
    assert properties["event_type"]["enum"] == [one.name for one in load_codebook().event_types]
    assert properties["factuality"]["enum"] == list(event_module.FACTUALITIES)
    assert properties["stage"]["enum"] == list(event_module.STAGES)
    assert properties["date"]["properties"]["kind"]["enum"] == list(DATE_KINDS)
    assert definitions["participant"]["properties"]["attribution"]["enum"] == list(event_module.ATTRIBUTIONS)
    assert definitions["claim"]["properties"]["stance"]["enum"] == list(event_module.STANCES)
    assert definitions["count"]["properties"]["what"]["enum"] == list(event_module.COUNT_KINDS)
    assert definitions["related"]["properties"]["relation"]["enum"] == list(event_module.RELATIONS)
    assert definitions["place"]["properties"]["role"]["enum"] == list(place_module.PLACE_ROLES)


def test_readers_may_meet_further_fields() -> None:
    assert validate_event({**bare_event().to_json(), "mood": "calm"}) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "harmattan.event/2"),
        ("event_id", "17"),
        ("event_type", "FIGHT"),
        ("mode", ""),
        ("modes", ["visit", "visit"]),
        ("contexts", ["Human Rights"]),
        ("trigger", None),
        ("factuality", "rumoured"),
        ("stage", "begun"),
        ("is_historical", None),
        ("occurrences", {"low": -1, "best": None, "high": None, "is_approximate": False}),
        ("places", [{}]),
        ("date", {"start": "Monday", "end": None, "date_prec": None, "kind": "within", "span": None}),
        ("date", {"start": None, "end": None, "date_prec": 6, "kind": "within", "span": None}),
        ("confidence", 1.2),
        ("revision", 0),
        ("ext", []),
    ],
)
def test_a_value_outside_the_schema_is_refused(key: str, value: object) -> None:
    problems = validate_event({**bare_event().to_json(), key: value})
    assert problems
    assert all(problem.startswith(key) for problem in problems)


@pytest.mark.parametrize("key", ["event_id", "trigger", "factuality", "evidence", "ext"])
def test_a_missing_field_is_refused(key: str) -> None:
    event = bare_event().to_json()
    del event[key]
    assert validate_event(event) == [f": {key!r} is a required property"]


def test_each_call_gives_a_schema_of_its_own() -> None:
    event_schema()["properties"].clear()
    assert event_schema()["properties"]


def test_an_event_with_other_values_validates_too() -> None:
    event = replace(full_event(), date=DateRange(), date_span=None, occurrences=None, factuality="denied")
    assert validate_event(event.to_json()) == []
