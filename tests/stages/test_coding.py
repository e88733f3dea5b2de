"""Whole events: ids, evidence, claims, contexts, and the same bytes each time."""

from __future__ import annotations

import json
from datetime import date

import jsonschema
import pytest

from harmattan import Coder, Document
from harmattan.model.annotations import ACTORS, CLAIMS, DATES, DOCUMENT, PLACES, QUANTITIES, SENTENCES, TEXT
from harmattan.model.schema import event_schema
from harmattan.stages.coding import CodingStage
from tests.stages.reading import parsed
from tests.stages.told import PUBLISHED, by_trigger, events_of, told, when, where, who

ARTICLE = (
    "Gunmen kill nine in Garissa\n\n"
    "GARISSA, Kenya - Gunmen attacked a market in Garissa on Tuesday, killing nine people, police said. "
    "Kenya's interior minister, Amina Otieno, condemned the attack. She pledged to send 500 soldiers to the county. "
    '"We will arrest them," Otieno told reporters in Nairobi on Wednesday. '
    "The opposition denied that its members had armed the attackers. "
    "There have been about a dozen raids in the county since 2021."
)

SAID = [
    ("Gunmen killed a teacher in Garissa, police said.", "killed", "police", "said", "asserts"),
    ("According to the army, rebels burned a clinic in Bunia.", "burned", "the army", "According to", "asserts"),
    ("The ministry said that rebels had attacked Goma.", "attacked", "The ministry", "said", "asserts"),
    ("Kenya denied that its troops had shelled Kismayo.", "shelled", "Kenya", "denied", "denies"),
    ("Rebels attacked Goma, the governor told reporters on Monday.", "attacked", "the governor", "told", "asserts"),
    ("A witness said that soldiers had shot two boys in Juba.", "shot", "A witness", "said", "asserts"),
    (
        "According to a UN report, troops massacred civilians in Axum.",
        "massacred",
        "a UN report",
        "According to",
        "asserts",
    ),
    ("A source close to the junta confirmed the arrest of two colonels.", "arrest", "A source", "confirmed", "asserts"),
    ("Finland said it would close all crossings with Russia.", "close", "Finland", "said", "asserts"),
]

NOBODY_SAYS = [
    ("Gunmen killed a teacher in Garissa.", "killed"),
    ("Rebels attacked Goma while the governor slept.", "attacked"),
    ("Police arrested the spokesman of the union in Lima.", "arrested"),
    ("Rebels attacked Goma. The governor said the harvest was good.", "attacked"),
    ("Rebels who had promised peace attacked Goma.", "attacked"),
    ("The governor said the harvest was good. Rebels attacked Goma.", "attacked"),
]

SAID_ON = [
    ("The ministry said on Wednesday that rebels had attacked Goma.", "attacked", "2024-05-15"),
    ("Gunmen killed a teacher in Garissa, police said on Tuesday.", "killed", "2024-05-14"),
]

CONTEXTS = [
    ("Kenyan soldiers shelled a camp near Kismayo.", "shelled", "military", True),
    ("Chile and Peru signed a treaty in Arica.", "signed", "diplomatic", True),
    ("Police arrested the smugglers of cocaine in Guayaquil.", "arrested", "illegal_drugs", True),
    ("Norway gave tents to Nepal after the quake.", "gave", "military", False),
    ("Students marched in Santiago.", "marched", "military", False),
    ("Students marched in Santiago.", "marched", "cyber", False),
]


@pytest.mark.parametrize(("text", "trigger", "speaker", "cue", "stance"), SAID)
def test_who_says_it_stands_in_a_claim(
    coder: Coder, text: str, trigger: str, speaker: str, cue: str, stance: str
) -> None:
    claims = [
        (one.speaker.text, one.cue.text if one.cue else None, one.stance)
        for one in by_trigger(coder, text, trigger).claims
    ]
    assert claims == [(speaker, cue, stance)]


@pytest.mark.parametrize(("text", "trigger"), NOBODY_SAYS)
def test_what_nobody_says_has_no_claim(coder: Coder, text: str, trigger: str) -> None:
    assert by_trigger(coder, text, trigger).claims == ()


@pytest.mark.parametrize(("text", "trigger", "day"), SAID_ON)
def test_the_day_on_the_cue_is_when_it_was_said(coder: Coder, text: str, trigger: str, day: str) -> None:
    event = by_trigger(coder, text, trigger)
    assert when(event) is None
    said_on = event.claims[0].said_on
    assert said_on is not None
    assert str(said_on.start) == str(said_on.end) == day


@pytest.mark.parametrize(("text", "trigger", "context", "expected"), CONTEXTS)
def test_contexts_come_from_frames_and_words(
    coder: Coder, text: str, trigger: str, context: str, expected: bool
) -> None:
    assert (context in by_trigger(coder, text, trigger).contexts) is expected


def test_an_event_id_depends_on_document_trigger_and_ordinal_only(coder: Coder) -> None:
    text = "Rebels attacked Goma on Monday."
    first = coder.code(text, published=date(2024, 5, 16))[0]
    later = coder.code(text, published=date(2023, 1, 1))[0]
    assert first.date != later.date
    assert first.event_id == later.event_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rebels attacked Goma on Monday.", "Rebels attacked Goma on Tuesday."),
        ("Rebels attacked Goma.", " Rebels attacked Goma."),
        ("Rebels attacked Goma.", "Rebels shelled Goma."),
    ],
)
def test_another_text_gives_another_event_id(coder: Coder, one: str, other: str) -> None:
    assert events_of(coder, one)[0].event_id != events_of(coder, other)[0].event_id


def test_the_same_text_from_another_publisher_is_another_document(coder: Coder) -> None:
    text = "Rebels attacked Goma."
    one = coder.code(text, publisher="Wire")[0]
    other = coder.code(text, publisher="Gazette")[0]
    assert one.document.document_id != other.document.document_id
    assert one.event_id != other.event_id


def test_ids_are_unique_in_a_document(coder: Coder) -> None:
    ids = [event.event_id for event in events_of(coder, f"{ARTICLE}\n{ARTICLE}")]
    assert len(ids) > 8
    assert len(ids) == len(set(ids))


def test_evidence_is_the_whole_sentence_of_the_trigger(coder: Coder) -> None:
    sentences = {(one.start, one.end) for one in parsed(ARTICLE, PUBLISHED, is_parsed=False)[SENTENCES]}
    for event in events_of(coder, ARTICLE):
        assert (event.evidence.start, event.evidence.end) in sentences
        assert event.evidence.start <= event.trigger.start
        assert event.trigger.end <= event.evidence.end
        assert ARTICLE[event.evidence.start : event.evidence.end] == event.evidence.quote


def test_the_sentence_of_an_antecedent_is_further_evidence(coder: Coder) -> None:
    event = by_trigger(coder, ARTICLE, "pledged")
    assert who(event.actors) == "KEN GOV"
    assert event.actors[0].span.text == "She"
    assert event.actors[0].antecedent is not None
    assert "Otieno" in event.actors[0].antecedent.text
    assert any("Amina Otieno" in one.quote for one in event.more_evidence)


def test_an_event_that_needs_one_sentence_has_no_further_evidence(coder: Coder) -> None:
    assert by_trigger(coder, "Rebels attacked Goma on Monday.", "attacked").more_evidence == ()


def test_an_article_is_coded_in_the_order_of_its_triggers(coder: Coder) -> None:
    starts = [event.trigger.start for event in events_of(coder, ARTICLE)]
    assert starts == sorted(starts)


def test_the_datelines_city_is_no_place_of_the_report(coder: Coder) -> None:
    text = "NAIROBI, Kenya (Wire) - Gunmen attacked a market in Garissa on Tuesday, killing nine people."
    assert told(coder, text) == ["ASSAULT attacked"]
    assert [place.span.text for place in events_of(coder, text)[0].places] == ["Garissa"]


def test_a_planned_arrest_in_a_quotation_is_the_speakers(coder: Coder) -> None:
    event = by_trigger(coder, ARTICLE, "arrest")
    assert event.factuality == "planned"
    assert who(event.actors) == "KEN GOV"
    assert [claim.is_quoted for claim in event.claims] == [True]


def test_every_event_validates_against_the_published_schema(coder: Coder) -> None:
    checker = jsonschema.Draft202012Validator(event_schema())
    events = events_of(coder, ARTICLE)
    assert events
    for event in events:
        checker.validate(json.loads(json.dumps(event.to_json())))


def test_the_same_document_gives_the_same_bytes(coder: Coder) -> None:
    def lines(one: Coder) -> str:
        return json.dumps([event.to_json() for event in one.code(ARTICLE, published=PUBLISHED)])

    before = lines(coder)
    coder.code("Rebels attacked Goma. The governor of Lima resigned.", published=date(2020, 1, 1))
    assert lines(coder) == before
    assert lines(Coder()) == before


def test_each_field_of_an_event_is_explained(coder: Coder) -> None:
    coded = coder.code_document(Document(ARTICLE, "en", published=PUBLISHED))
    by_event = {
        event.event_id: {one.field for one in coded.explanations if one.event_id == event.event_id}
        for event in coded.events
    }
    for event in coded.events:
        expected = {"event_type", "confidence"}
        expected |= {"actor"} if event.actors else set()
        expected |= {"recipient"} if event.recipients else set()
        expected |= {"place"} if event.places else set()
        expected |= {"date"} if event.date_span else set()
        expected |= {"claim"} if event.claims else set()
        assert expected <= by_event[event.event_id]
    assert {one.event_id for one in coded.explanations} == {event.event_id for event in coded.events}


def test_the_first_mode_is_the_mode(coder: Coder) -> None:
    for event in events_of(coder, ARTICLE):
        assert event.modes[:1] == ((event.mode,) if event.mode else ())


def test_the_coder_and_its_packs_are_named_in_each_event(coder: Coder) -> None:
    event = events_of(coder, "Rebels attacked Goma.")[0]
    assert (event.made_by, event.packs) == (coder.made_by, coder.packs)
    assert (event.status, event.revision) == ("machine", 1)


def test_without_a_date_of_publication_a_weekday_stays_open(coder: Coder) -> None:
    event = coder.code("Rebels attacked Goma on Monday.")[0]
    assert event.date.start is None
    assert event.date_span is not None
    assert event.date_span.text == "Monday"


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Kenyan soldiers attacked rebels near Kismayo.", "Kenyan soldiers may attack rebels near Kismayo."),
        ("Kenya and Ethiopia signed an agreement.", "Kenya signed an agreement."),
        ("Kenyan soldiers attacked rebels near Kismayo.", "Zubizo attacked rebels near Kismayo."),
    ],
)
def test_confidence_falls_with_what_a_reader_would_doubt(coder: Coder, surer: str, less_sure: str) -> None:
    assert events_of(coder, surer)[0].confidence > events_of(coder, less_sure)[0].confidence


def test_a_missing_actor_alone_takes_no_confidence(coder: Coder) -> None:
    named = events_of(coder, "Kenyan police arrested nine students on Monday.")[0]
    unnamed = events_of(coder, "Nine students were arrested on Monday.")[0]
    assert named.confidence == unnamed.confidence


def test_the_stage_declares_all_that_it_reads() -> None:
    assert set(CodingStage.requires) == {DOCUMENT, TEXT, SENTENCES, ACTORS, PLACES, DATES, QUANTITIES, CLAIMS}


def test_a_clash_has_both_sides_as_actors(coder: Coder) -> None:
    event = by_trigger(coder, "Philippine troops clashed with rebels in Mindanao on Sunday.", "clashed")
    assert who(event.actors) == "PHL MIL; PHL REB" or who(event.actors) == "PHL MIL; - REB"
    assert event.recipients == ()


DENIED_LATER = [
    ("Rebels said Cambodian soldiers shelled the camp. Cambodia's defence ministry denied it.", True),
    ("Rebels said Cambodian soldiers shelled the camp. Thailand's defence ministry denied it.", False),
]


@pytest.mark.parametrize(("text", "is_denied"), DENIED_LATER)
def test_a_ministry_answers_for_the_soldiers_of_its_state(coder: Coder, text: str, is_denied: bool) -> None:
    assert ("denies" in {one.stance for one in by_trigger(coder, text, "shelled").claims}) is is_denied


def test_nobody_bombs_its_own_military_by_a_bare_word(coder: Coder) -> None:
    assert by_trigger(coder, "A Thai jet bombed a military target in Cambodia.", "bombed").recipients == ()
    hit = by_trigger(coder, "A Thai jet bombed a Cambodian military post.", "bombed")
    assert "THA" not in {one.country for one in hit.recipients}


AT_HOME = [
    ("Togo is small. Togolese police shot two students.", "shot", "at Togolese police"),
    ("Togo is small. The Togolese government imposed a curfew.", "imposed", "at The Togolese government"),
]

NOT_AT_HOME = [
    ("France is large. French soldiers killed two rebels.", "killed"),
    ("France is large. French police arrested an Italian sailor.", "arrested"),
    ("Togolese police shot two students.", "shot"),
    ("Togo is small. Togolese police may arrest the rebels.", "arrest"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), AT_HOME)
def test_police_and_governments_act_in_their_own_country(coder: Coder, text: str, trigger: str, expected: str) -> None:
    event = next(one for one in events_of(coder, text) if one.event_type in ("ASSAULT", "COERCE"))
    assert where(event) == expected
    assert event.places[0].to_json()["latitude"] is None


@pytest.mark.parametrize(("text", "trigger"), NOT_AT_HOME)
def test_armies_abroad_and_foreign_suspects_have_no_place_of_their_own(coder: Coder, text: str, trigger: str) -> None:
    assert by_trigger(coder, text, trigger).places == ()
