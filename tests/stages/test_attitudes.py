"""What do people want, judge, know or leave unsaid? Own-prose sentences, through the stages that claims need."""

from __future__ import annotations

import pytest

from bench.claims import claims_of
from harmattan.assembly import Coder

ATTITUDES = [
    ("The mayor criticised the ban on boats.", "The mayor", "criticised", ["the ban on boats"]),
    ("The mayor called for an end to the strike.", "The mayor", "called for", ["an end to the strike"]),
    ("The mayor called on soldiers to leave.", "The mayor", "called on", ["soldiers", "to leave"]),
    ("The mayor called him a liar.", "The mayor", "called", ["him", "a liar"]),
    ("The mayor has refused to sign the bill.", "The mayor", "has refused", ["to sign the bill"]),
    ("The mayor did not want the army to leave.", "The mayor", "did not want", ["the army to leave"]),
    ("The mayor spoke out against the bill.", "The mayor", "spoke out against", ["the bill"]),
    ("The bill was criticised by the mayor.", "the mayor", "was criticised", ["The bill"]),
    ("The mayor is critical of the king.", "The mayor", "is critical of", ["the king"]),
    ("The mayor was worried about the harvest.", "The mayor", "was worried about", ["the harvest"]),
    ("The mayor's support for the bill grew.", "The mayor", "support for", ["the bill"]),
    ("Teachers, whom the mayor supports, left.", "the mayor", "supports", ["whom"]),
    ("The mayor would not say who would come.", "The mayor", "would not say", ["who would come"]),
    ("“We are late for the boat,” the mayor went on.", "the mayor", "went on", ["“We are late for the boat,”"]),
]

NO_ATTITUDES = [
    "The mayor might support the bill.",
    "The mayor was too tired to support the bill.",
    "Groups backing the bill marched.",
    "It wants a new roof.",
    "The mayor called his brother on Monday.",
    "The mayor spoke at a school.",
    "The mayor planted the seeds of a plan.",
    "It is clear that the river rose.",
    "The critical bridge was late.",
    "The king's horse for the race was late.",
    "The mayor went on to the next town.",
    "The boat was wanted at sea.",
    "The mayor read a book to the king.",
    "The mayor knows the king.",
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content"), ATTITUDES)
def test_an_attitude_has_its_holder_its_cue_and_what_it_is_about(
    text: str, speaker: str, cue: str, content: list[str]
) -> None:
    sentences, claims = claims_of(text)
    (one,) = claims
    tokens = sentences[one.speaker_sentence].tokens
    assert text[tokens[one.speaker_first].start : tokens[one.speaker_last].end] == speaker
    assert one.cue.text == cue
    assert [text[start:end] for start, end in one.content] == content
    assert one.is_attitude


@pytest.mark.parametrize("text", NO_ATTITUDES)
def test_what_nobody_wants_or_judges_is_no_attitude(text: str) -> None:
    assert [(one.cue.text, one.rule) for one in claims_of(text)[1]] == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The mayor called the guards “thugs who beat nine farmers”.", ["The mayor"]),
        ("The mayor criticised the guards. “They beat nine farmers on Friday.”", ["The mayor"]),
        ("The mayor criticised the guards who beat nine farmers.", []),
        ("The mayor called for an inquiry after the guards beat nine farmers.", []),
        ("The mayor would not say that the guards beat nine farmers.", []),
        ("The mayor praised the guards “for their zeal” after they beat nine farmers.", []),
    ],
)
def test_only_what_an_attitude_quotes_is_laid_over_events(text: str, speakers: list[str]) -> None:
    events = [one for one in Coder().code(text) if one.trigger.text == "beat"]
    assert len(events) == 1
    assert [claim.speaker.text for claim in events[0].claims] == speakers
