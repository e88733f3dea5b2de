"""Who says it? Own-prose texts through the whole coder; claims are read at one trigger each."""

from __future__ import annotations

from datetime import date

import pytest

from harmattan.assembly import Coder
from harmattan.model.event import Event

PUBLISHED = date(2024, 5, 14)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def event_at(coder: Coder, text: str, trigger: str) -> Event:
    """Return the event whose trigger overlaps the last occurrence of a word."""
    start = text.rindex(trigger)
    end = start + len(trigger)
    found = [
        one for one in coder.code(text, published=PUBLISHED) if one.trigger.start < end and one.trigger.end > start
    ]
    assert found, "no event"
    return found[0]


def claims_at(coder: Coder, text: str, trigger: str) -> list[tuple[str, str | None, str]]:
    """Return speaker, cue and stance of the claims on an event, outermost first."""
    return [
        (one.speaker.text, one.cue.text if one.cue else None, one.stance)
        for one in event_at(coder, text, trigger).claims
    ]


ONE_SPEAKER = [
    ("The army said rebels had shelled the town.", "shelled", "The army", "said"),
    ("A senior police officer said that gunmen had abducted a priest.", "abducted", "A senior police officer", "said"),
    ("Rebels shelled the town, the army said.", "shelled", "the army", "said"),
    ("Rebels shelled the town, said the governor of Kaduna.", "shelled", "the governor of Kaduna", "said"),
    ("Rebels, the army said, shelled the town.", "shelled", "the army", "said"),
    ("Rebels, according to the army, shelled the town.", "shelled", "the army", "according to"),
    ("According to residents, rebels shelled the town on Friday.", "shelled", "residents", "According to"),
    ("Soldiers killed nine rebels, according to the army.", "killed", "the army", "according to"),
    ("The statement said that soldiers had killed nine rebels.", "killed", "The statement", "said"),
    ("The minister announced that troops had entered the town.", "entered", "The minister", "announced"),
    ("The governor confirmed the killing of nine traders in Kano.", "killing", "The governor", "confirmed"),
    ("The minister told reporters that soldiers had killed nine rebels.", "killed", "The minister", "told"),
    ("The army accused the militia of shelling the town.", "shelling", "The army", "accused"),
    ("The militia was accused by the army of shelling the town.", "shelling", "the army", "was accused"),
    ("A report by the union said that police had beaten nine nurses.", "beaten", "A report by the union", "said"),
    ("“Rebels shelled the town,” the mayor said.", "shelled", "the mayor", "said"),
    ("“Rebels shelled the town,” said the mayor.", "shelled", "the mayor", "said"),
    ("The mayor said: “Rebels shelled the town.”", "shelled", "The mayor", "said"),
    ('"Rebels shelled the town," the mayor said.', "shelled", "the mayor", "said"),
    ("The mayor was clear. “They shot at us,” he said. “Rebels shelled the town.”", "shelled", "he", "said"),
    ("“We ran. Rebels shelled the town. Nine were killed,” the mayor said.", "shelled", "the mayor", "said"),
    ("The mayor spoke of nine dead, adding that rebels had shelled the town.", "shelled", "The mayor", "adding"),
    ("Residents who say rebels shelled the town have fled to Gao.", "shelled", "Residents", "say"),
    ("The mayor's claim that rebels shelled the town was repeated.", "shelled", "The mayor", "claim"),
    ("The governor wrote to the king saying that rebels had shelled the town.", "shelled", "The governor", "saying"),
    ("The army issued a statement saying that rebels had shelled the town.", "shelled", "The army", "saying"),
    ("The shelling of the town killed nine people, said Ada Bello, a doctor.", "killed", "Ada Bello", "said"),
    ("The militia, which fled, accused Chad of sending troops to the valley.", "sending", "The militia", "accused"),
    ("Rebels shelled the town, as the mayor said.", "shelled", "the mayor", "said"),
]

NO_SPEAKER = [
    ("Rebels shelled the town a day after the king promised the envoys a truce.", "shelled"),
    ("The army denied that the port, which rebels shelled on Friday, had burned.", "shelled"),
    ("The army denied arming the rebels, who shelled the town on Friday.", "shelled"),
    ("The mayor said goodbye after rebels shelled the town.", "shelled"),
    ("There are said to be nine dead after rebels shelled the town.", "shelled"),
    ("Rebels shelled the town after the mayor said that he would leave.", "shelled"),
    ("The mayor read the report after rebels shelled the town.", "shelled"),
    ("Rebels shelled the “safe” town on Friday.", "shelled"),
    ("Rebels shelled the town, a source of water for nine villages.", "shelled"),
    ("The book “The Mayor Who Said No” came out after rebels shelled the town.", "shelled"),
    ("Rebels shelled the town and told the guards to leave.", "shelled"),
    ("The mayor is expected to say that rebels shelled the town.", "shelled"),
    ("The mayor did not say that rebels had shelled the town.", "shelled"),
    ("Nobody said that rebels had shelled the town.", "shelled"),
    ("The mayor would not confirm that rebels had shelled the town.", "shelled"),
    ("Rebels shelled the town at a speed of nine shells per hour.", "shelled"),
    ("Rebels shelled the town. The mayor said that he was safe.", "shelled"),
    ("The mayor said that he was safe. Rebels shelled the town.", "shelled"),
    ("“I am safe,” the mayor said. Rebels shelled the town on Friday.", "shelled"),
    ("The town, which the mayor says is beautiful, was shelled by rebels.", "shelled"),
    ("Rebels who said that they would leave shelled the town.", "shelled"),
]

DENIALS = [
    ("The army denied that soldiers had shelled the town.", "shelled", "The army"),
    ("The army denied shelling the town.", "shelling", "The army"),
    ("The army refuted reports that soldiers had shelled the town.", "shelled", "The army"),
    ("The army dismissed the allegation that soldiers had shelled the town.", "shelled", "The army"),
    ("The army denied involvement in the killing of nine traders.", "killing", "The army"),
]

BOTH_SIDES = [
    ("The mayor said the army shelled the town, but the army denied it.", "shelled"),
    ("The mayor said the army shelled the town. The army denied it.", "shelled"),
    ("The mayor said the army shelled the town. The army denied responsibility.", "shelled"),
    ("The mayor said the army shelled the town; the army rejected the accusation.", "shelled"),
    ("The mayor accused the army of shelling the town. The army rejected the charge.", "shelling"),
    ("The mayor said that the army had shelled the town, a charge that the army denied.", "shelled"),
    ("The mayor said the army shelled the town, an accusation rejected by the army.", "shelled"),
    ("The mayor said that the army had shelled the town, which the army denies.", "shelled"),
]

NO_DENIAL = [
    ("The mayor said rebels shelled the town. The police denied that they had fled.", "shelled"),
    ("The mayor said rebels shelled the town. The church denied it.", "shelled"),
    ("The mayor said rebels shelled the town, and the rebels did not deny it.", "shelled"),
    ("The mayor said rebels shelled the town. The rebels denied visas to doctors.", "shelled"),
    ("The mayor said rebels shelled the town. The rebels rejected talks.", "shelled"),
]


@pytest.mark.parametrize(("text", "trigger", "speaker", "cue"), ONE_SPEAKER)
def test_a_claim_has_its_speaker_and_its_cue(coder: Coder, text: str, trigger: str, speaker: str, cue: str) -> None:
    assert claims_at(coder, text, trigger) == [(speaker, cue, "asserts")]


@pytest.mark.parametrize(("text", "trigger"), NO_SPEAKER)
def test_what_nobody_is_said_to_have_said_has_no_claim(coder: Coder, text: str, trigger: str) -> None:
    assert claims_at(coder, text, trigger) == []


@pytest.mark.parametrize(("text", "trigger", "speaker"), DENIALS)
def test_a_denial_names_who_denies(coder: Coder, text: str, trigger: str, speaker: str) -> None:
    assert [(one[0], one[2]) for one in claims_at(coder, text, trigger)] == [(speaker, "denies")]


@pytest.mark.parametrize(("text", "trigger"), BOTH_SIDES)
def test_both_sides_are_kept(coder: Coder, text: str, trigger: str) -> None:
    stances = [(one[0].lower(), one[2]) for one in claims_at(coder, text, trigger)]
    assert stances == [("the mayor", "asserts"), ("the army", "denies")]


@pytest.mark.parametrize(("text", "trigger"), NO_DENIAL)
def test_a_denial_of_something_else_is_not_laid_on_the_event(coder: Coder, text: str, trigger: str) -> None:
    assert [(one[0], one[2]) for one in claims_at(coder, text, trigger)] == [("The mayor", "asserts")]


def test_the_other_side_leaves_the_narrators_factuality_alone(coder: Coder) -> None:
    text = "The mayor said the army shelled the town. The army denied it."
    assert event_at(coder, text, "shelled").factuality == "asserted"


def test_a_denial_is_not_laid_on_the_accusation_itself(coder: Coder) -> None:
    text = "The mayor accused the army of shelling the town. The army rejected the charge."
    assert event_at(coder, text, "accused").claims == ()


def test_a_reported_claim_points_to_who_reports_it(coder: Coder) -> None:
    event = event_at(coder, "The police said witnesses had told officers that gunmen shelled the town.", "shelled")
    assert [(one.speaker.text, one.parent) for one in event.claims] == [("The police", None), ("witnesses", 0)]


@pytest.mark.parametrize(
    ("text", "trigger", "is_quoted"),
    [
        ("“Rebels shelled the town,” the mayor said.", "shelled", True),
        ("The mayor said rebels shelled the town.", "shelled", False),
        ("The mayor said rebels shelled the town and “fled like goats” at night.", "shelled", False),
        ("“They are goats,” the mayor said, adding that rebels had shelled the town.", "shelled", False),
    ],
)
def test_quoted_is_what_stands_between_the_marks(coder: Coder, text: str, trigger: str, is_quoted: bool) -> None:
    assert [one.is_quoted for one in event_at(coder, text, trigger).claims] == [is_quoted]


def test_a_quote_runs_over_sentences_and_paragraphs(coder: Coder) -> None:
    text = (
        "“Rebels attacked us at the river,” the mayor said.\n\n"
        "“It was late. Rebels shelled the town until the morning.\n\n"
        "“Then soldiers abducted my brother.”\n\n"
        "Rebels bombed a bridge on Friday."
    )
    assert claims_at(coder, text, "shelled") == [("the mayor", "said", "asserts")]
    assert claims_at(coder, text, "abducted") == [("the mayor", "said", "asserts")]
    assert claims_at(coder, text, "bombed") == []


def test_a_colon_leads_to_the_quote_of_the_next_paragraph(coder: Coder) -> None:
    text = "The mayor said in a letter to the king:\n\n“Rebels shelled the town on Friday.”"
    assert claims_at(coder, text, "shelled") == [("The mayor", "said", "asserts")]


def test_the_date_on_the_cue_says_when_it_was_said(coder: Coder) -> None:
    event = event_at(coder, "The army said on Friday that rebels had shelled the town.", "shelled")
    (claim,) = event.claims
    assert claim.said_on is not None
    assert claim.said_on.start == date(2024, 5, 10)
    assert event.date.start is None


def test_the_date_on_the_event_is_not_when_it_was_said(coder: Coder) -> None:
    event = event_at(coder, "The army said that rebels had shelled the town on Friday.", "shelled")
    assert event.claims[0].said_on is None


def test_the_speaker_of_a_ministrys_statement_is_the_ministry(coder: Coder) -> None:
    text = "Soldiers killed nine rebels, according to a statement from the ministry of defence of Chad."
    (claim,) = event_at(coder, text, "killed").claims
    assert claim.speaker.text == "a statement from the ministry of defence of Chad"
    assert (claim.country, claim.sector) == ("TCD", "GOV")


def test_a_dateline_is_no_part_of_the_speaker(coder: Coder) -> None:
    text = "BAMAKO, May 13 - The army said rebels had shelled the town."
    assert claims_at(coder, text, "shelled") == [("The army", "said", "asserts")]


def test_offsets_reproduce_speaker_and_cue(coder: Coder) -> None:
    text = "“Rebels shelled the town,” said Colonel Adama Sy, who lost a son.\n\n“They killed nine soldiers.”"
    for event in coder.code(text, published=PUBLISHED):
        for claim in event.claims:
            assert text[claim.speaker.start : claim.speaker.end] == claim.speaker.text == "Colonel Adama Sy"
            assert claim.cue is not None
            assert text[claim.cue.start : claim.cue.end] == claim.cue.text == "said"


def test_who_goes_on_to_speak_is_not_what_the_first_one_said(coder: Coder) -> None:
    text = "The mayor said rebels shelled the town and the army said soldiers abducted nine farmers."
    assert claims_at(coder, text, "shelled") == [("The mayor", "said", "asserts")]
    assert claims_at(coder, text, "abducted") == [("the army", "said", "asserts")]
    nested = "The mayor said that rebels shelled the town and that the army said soldiers abducted nine farmers."
    assert [speaker for speaker, _, _ in claims_at(coder, nested, "abducted")] == ["The mayor", "the army"]
