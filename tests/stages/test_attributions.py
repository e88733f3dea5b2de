"""Claims laid over triggers, from layers made by hand: whose denial counts, and who reports whom."""

from __future__ import annotations

from datetime import date

import pytest

from harmattan.model.annotations import ACTORS, DATES, SENTENCES, ActorMention
from harmattan.model.event import Participant
from harmattan.model.layers import Layers
from harmattan.model.spans import Span
from harmattan.reference.lexicon import shipped_lexicon
from harmattan.stages.attributions import Attributions
from harmattan.stages.claims import ClaimsStage
from tests.stages.reading import parsed

TEXT = "The mayor said the army shelled the town. The army denied it."


def read(text: str, actors: dict[str, Participant]) -> Attributions:
    """Lay claims over a text whose actors are given by the phrase that names them."""
    layers: Layers = parsed(text, date(2024, 5, 14))
    mentions = []
    for phrase, participant in actors.items():
        for sentence in layers[SENTENCES]:
            for token in sentence.tokens:
                if token.end == participant.span.end and token.start >= participant.span.start:
                    first = token.index - len(phrase.split()) + 1
                    mentions.append(ActorMention(sentence.index, first, token.index, token.index, participant))
    layers = layers.including({ACTORS: tuple(mentions), DATES: ()})
    lexicon = shipped_lexicon("en")
    return Attributions(lexicon, layers.including(ClaimsStage(lexicon).run(layers)))


def who(
    text: str, phrase: str, *, last: bool = False, country: str | None = None, sector: str | None = None
) -> Participant:
    start = text.rindex(phrase) if last else text.index(phrase)
    return Participant(Span.of(text, start, start + len(phrase)), country=country, sector=sector)


def trigger(text: str, word: str) -> Span:
    return Span.of(text, text.index(word), text.index(word) + len(word))


ARMY = who(TEXT, "the army", country="TCD", sector="MIL")
DENYING = who(TEXT, "The army", country="TCD", sector="MIL")
MAYOR = who(TEXT, "The mayor", sector="GOV")


@pytest.mark.parametrize(
    ("participants", "stances"),
    [
        ((ARMY,), ["asserts", "denies"]),
        ((MAYOR, ARMY), ["asserts", "denies"]),
        (None, ["asserts", "denies"]),
        ((), ["asserts"]),
        ((MAYOR,), ["asserts"]),
    ],
)
def test_a_denial_counts_from_who_takes_part(participants: tuple[Participant, ...] | None, stances: list[str]) -> None:
    laid = read(TEXT, {"the army": ARMY, "The army": DENYING, "The mayor": MAYOR})
    claims = laid.claims_on(trigger(TEXT, "shelled"), 0, participants)
    assert [one.stance for one in claims] == stances


def test_a_denier_who_is_named_nowhere_else_is_not_counted() -> None:
    laid = read(TEXT, {"The army": DENYING, "The mayor": MAYOR})
    assert [one.stance for one in laid.claims_on(trigger(TEXT, "shelled"), 0)] == ["asserts"]


def test_the_cue_is_no_claim_on_itself() -> None:
    laid = read(TEXT, {})
    assert laid.claims_on(trigger(TEXT, "said"), 0) == ()


def test_the_parent_is_the_claim_that_holds_the_cue() -> None:
    text = "The mayor said the king had told envoys that rebels shelled the town, and the town fell."
    laid = read(text, {})
    claims = laid.claims_on(trigger(text, "shelled"), 0)
    assert [(one.speaker.text, one.parent) for one in claims] == [("The mayor", None), ("the king", 0)]


def test_two_claims_side_by_side_have_no_parent() -> None:
    laid = read(TEXT, {"the army": ARMY, "The army": DENYING, "The mayor": MAYOR})
    assert [one.parent for one in laid.claims_on(trigger(TEXT, "shelled"), 0)] == [None, None]


def test_an_offset_belongs_to_its_sentence() -> None:
    laid = read(TEXT, {})
    assert [laid.sentence_at(offset) for offset in (0, 40, 42, len(TEXT) - 1)] == [0, 0, 1, 1]


@pytest.mark.parametrize(("word", "is_quoted"), [("shelled", True), ("said", False), ("left", False)])
def test_quoted_is_between_the_marks(word: str, is_quoted: bool) -> None:
    text = "“Rebels shelled us,” the mayor said before he left."
    assert read(text, {}).is_quoted(text.index(word)) is is_quoted
