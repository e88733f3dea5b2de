"""Neutral roles of real sentences, and sentences that are left unparsed."""

from __future__ import annotations

import pytest

from harmattan.model.annotations import SENTENCES, TEXT
from harmattan.model.layers import Layers
from harmattan.model.syntax import Role, Sentence
from harmattan.stages.segment import SegmentStage
from harmattan.stages.spacy_models import load_parser, load_sentence_model
from harmattan.stages.syntax import SyntaxStage
from tests.stages.reading import parsed


def sentence_of(text: str) -> Sentence:
    return parsed(text, None)[SENTENCES][0]


ROLES = [
    ("Rebels attacked Goma.", "Rebels", Role.AGENT, "attacked", None),
    ("Rebels attacked Goma.", "Goma", Role.PATIENT, "attacked", None),
    ("Goma was attacked by rebels.", "Goma", Role.PATIENT, "attacked", None),
    ("Goma was attacked by rebels.", "rebels", Role.AGENT, "attacked", "by"),
    ("The ministers met in Lima.", "Lima", Role.OBLIQUE, "met", "in"),
    ("Kenya pledged to help Haiti.", "help", Role.OPEN_COMPLEMENT, "pledged", None),
    ("Peru said that miners had left.", "left", Role.COMPLEMENT, "said", None),
    ("The men who left Lima were found.", "left", Role.RELATIVE, "men", None),
    ("The envoy of Peru left.", "Peru", Role.OBLIQUE, "envoy", "of"),
    ("Peru's envoy left.", "Peru", Role.POSSESSOR, "envoy", None),
    ("Police accused him of killing a nurse.", "killing", Role.PREP_CLAUSE, "accused", "of"),
    ("Peru and Chile signed.", "Chile", Role.CONJUNCT, "Peru", None),
    ("Rebels blew up a bridge.", "up", Role.PARTICLE, "blew", None),
    ("The army did not leave.", "not", Role.NEGATION, "leave", None),
    ("Soldiers came from across the border.", "border", Role.OBLIQUE, "came", "from across"),
    ("According to the ministry, rebels fled.", "ministry", Role.OBLIQUE, "fled", "according to"),
]

LEMMAS = [
    ("Rebels attacked Goma.", "attacked", "attack"),
    ("Teachers organised a protest.", "organised", "organise"),
    ("Soldiers fled.", "fled", "flee"),
    ("The two sides met.", "met", "meet"),
    ("He is lying.", "lying", "lie"),
]


@pytest.mark.parametrize(("text", "word", "role", "head", "case"), ROLES)
def test_a_word_has_a_neutral_role(text: str, word: str, role: Role, head: str, case: str | None) -> None:
    sentence = sentence_of(text)
    token = next(one for one in sentence.tokens if one.text == word)
    assert (token.role, sentence.tokens[token.head].text, token.case) == (role, head, case)


@pytest.mark.parametrize(("text", "word", "lemma"), LEMMAS)
def test_a_verb_has_its_lemma(text: str, word: str, lemma: str) -> None:
    assert next(one.lemma for one in sentence_of(text).tokens if one.text == word) == lemma


def test_a_form_that_the_parser_cannot_lemmatise_takes_the_lexicons_lemma() -> None:
    layers = Layers().including({TEXT: "Rebels zorbled the town."})
    for stage in (
        SegmentStage(load_sentence_model("en")),
        SyntaxStage(load_parser("en"), lambda words: True, {"zorbled": "zorb"}),
    ):
        layers = layers.including(stage.run(layers))
    assert "zorb" in [token.lemma for token in layers[SENTENCES][0].tokens]


def test_offsets_count_in_the_document() -> None:
    text = "  Été à Goma. Rebels attacked a café in Bunia.\n\nThe army fled."
    for sentence in parsed(text, None)[SENTENCES]:
        assert text[sentence.start : sentence.end] == sentence.text
        assert all(text[token.start : token.end] == token.text for token in sentence.tokens)


def test_heads_and_indices_count_in_the_sentence() -> None:
    for sentence in parsed("The army fled. Rebels attacked a cafe in Bunia.", None)[SENTENCES]:
        assert [token.index for token in sentence.tokens] == list(range(len(sentence.tokens)))
        assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)


def test_a_sentence_that_is_not_worth_it_stays_unparsed() -> None:
    sentence = parsed("Rebels attacked Goma.", None, is_parsed=False)[SENTENCES][0]
    assert not sentence.is_parsed
    assert {(token.pos, token.role) for token in sentence.tokens} == {("X", Role.DEPENDENT)}
    assert all(token.head == token.index for token in sentence.tokens)


def test_worth_is_asked_with_lower_case_words() -> None:
    asked: list[frozenset[str]] = []

    def worth(words: frozenset[str]) -> bool:
        asked.append(words)
        return "fled" in words

    layers = Layers().including({TEXT: "Goats slept. The ARMY Fled."})
    for stage in (SegmentStage(load_sentence_model("en")), SyntaxStage(load_parser("en"), worth)):
        layers = layers.including(stage.run(layers))
    assert [one.is_parsed for one in layers[SENTENCES]] == [False, True]
    assert {"the", "army", "fled"} <= asked[1]


def test_a_sentence_parses_the_same_alone_and_in_company() -> None:
    def roles(text: str) -> list[tuple[str, Role]]:
        return [(one.text, one.role) for one in parsed(text, None)[SENTENCES][-1].tokens]

    alone = "Rebels attacked a convoy near Bunia on Monday."
    assert roles(alone) == roles(f"The harvest was good.\n\n{alone}")
