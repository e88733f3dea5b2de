"""The hidden verbs of headlines, and noun phrases that hide none."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger

HIDDEN = [
    ("Rebels attack Goma", "attack", "Rebels"),
    ("Peru expels Chilean ambassador", "expels", "Peru"),
    ("Bandits kidnap nuns in southern Kaduna", "kidnap", "Bandits"),
    ("Mali junta expels Danish envoy", "expels", "Mali junta"),
    ("Boko Haram raids village in Borno, kills 12", "raids", "Boko Haram"),
    ("Tunisia arrests opposition leader", "arrests", "Tunisia"),
    ("Police in Minsk jailed lawyers in 2021.", "jailed", "Police"),
]

NOUNS_ONLY = [
    ("Clashes in Goma after ambush", "Clashes"),
    ("Two soldiers killed in ambush", "killed"),
    ("Attacks in northern Mali", "Attacks"),
    ("Protests in Lima over fuel price", "Protests"),
]


@pytest.mark.parametrize(("text", "trigger", "actor"), HIDDEN)
def test_a_headline_has_a_verb_with_its_subject(coder: Coder, text: str, trigger: str, actor: str) -> None:
    assert [one.span.text for one in by_trigger(coder, text, trigger).actors] == [actor]


@pytest.mark.parametrize(("text", "trigger"), NOUNS_ONLY)
def test_a_noun_phrase_keeps_its_nouns(coder: Coder, text: str, trigger: str) -> None:
    assert by_trigger(coder, text, trigger).actors == ()
