"""Known faults of the parser are mended; sound parses stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harmattan.model.annotations import SENTENCES
from harmattan.model.syntax import Role, Token
from harmattan.stages.arguments import Tree
from harmattan.stages.repairs import repair
from tests.stages.reading import parsed


def tokens_of(rows: str) -> tuple[Token, ...]:
    """Build tokens from "text:POS:role:head" with spaces between them."""
    found: list[Token] = []
    at = 0
    for index, row in enumerate(rows.split()):
        text, pos, role, head = row.split(":")
        found.append(Token(index, at, at + len(text), text, text.lower(), pos, int(head), Role(role)))
        at += len(text) + 1
    return tuple(found)


LOST_SUBJECT = tokens_of(
    "In:ADP:case:2 its:PRON:possessor:2 hills:NOUN:oblique:9 ,:PUNCT:punctuation:2 Peru:PROPN:apposition:2 "
    ",:PUNCT:punctuation:4 Chile:PROPN:conjunct:4 and:CCONJ:coordinator:6 have:AUX:auxiliary:9 seen:VERB:root:9 "
    "raids:NOUN:patient:9"
)

SOUND = [
    "Rebels attacked Goma.",
    "Peru and Chile signed a treaty in Lima.",
    "In Lima, the capital of Peru, police arrested two men.",
    "Mary Otieno, a nurse, was shot in Garissa.",
    "The bridge was blown up by rebels.",
    "Leave the town at once.",
    "Yesterday, rebels, soldiers and farmers clashed.",
]


def test_a_list_taken_for_an_apposition_becomes_the_subject() -> None:
    rows = tokens_of(
        "In:ADP:case:2 its:PRON:possessor:2 hills:NOUN:oblique:8 ,:PUNCT:punctuation:2 Peru:PROPN:apposition:2 "
        "and:CCONJ:coordinator:4 Chile:PROPN:conjunct:4 have:AUX:auxiliary:8 seen:VERB:root:8 raids:NOUN:patient:8"
    )
    mended = repair(rows)
    assert (mended[4].role, mended[4].head) == (Role.AGENT, 8)
    assert mended[6].head == 4
    assert [one for one in mended if one.index != 4] == [one for one in rows if one.index != 4]


def test_a_passive_verb_gets_the_list_as_its_patient() -> None:
    rows = tokens_of(
        "In:ADP:case:1 hills:NOUN:oblique:7 ,:PUNCT:punctuation:1 Peru:PROPN:apposition:1 and:CCONJ:coordinator:3 "
        "Chile:PROPN:conjunct:3 were:AUX:passive_auxiliary:7 hit:VERB:root:7"
    )
    assert (repair(rows)[3].role, repair(rows)[3].head) == (Role.PATIENT, 7)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_parse_is_left_alone(text: str) -> None:
    tokens = parsed(text, None)[SENTENCES][0].tokens
    assert repair(tokens) == tokens


@pytest.mark.parametrize(
    "rows",
    [
        "Rebels:NOUN:agent:1 fled:VERB:root:1",
        "fled:VERB:root:0",
        "War:NOUN:root:0",
        "Peru:PROPN:apposition:1 hills:NOUN:root:1",
    ],
)
def test_what_lacks_the_fault_is_returned_as_it_is(rows: str) -> None:
    assert repair(tokens_of(rows)) == tokens_of(rows)


def test_mending_twice_changes_nothing_more() -> None:
    once = repair(LOST_SUBJECT)
    assert repair(once) == once


def test_states_listed_after_an_aside_have_seen_the_attacks() -> None:
    text = "South of the desert, along their borders, Chad, Mali and Gambia have seen attacks."
    tree = Tree(parsed(text, None)[SENTENCES][0])
    seen = next(one.index for one in tree.tokens if one.text == "seen")
    subject = tree.subject(seen)
    assert subject is not None
    assert tree.tokens[subject].text == "Chad"


PEOPLE = frozenset({"shoppers"})
TIMED = "Blasts:NOUN:agent:1 injured:VERB:root:1 60:NUM:number:3 shoppers:NOUN:temporal:1"


def test_counted_people_are_the_object_and_no_time() -> None:
    assert repair(tokens_of(TIMED), PEOPLE)[3].role is Role.PATIENT


@pytest.mark.parametrize(
    "rows",
    [
        TIMED.replace("shoppers", "days"),
        TIMED + " men:NOUN:patient:1",
        "60:NUM:number:1 shoppers:NOUN:temporal:2 died:VERB:root:2",
    ],
)
def test_a_time_beside_an_object_or_before_the_verb_stays_one(rows: str) -> None:
    assert repair(tokens_of(rows), PEOPLE) == tokens_of(rows)


SPLIT = "During:ADP:case:2 the:DET:determiner:3 campaign:NOUN:compound:3 Ouko:PROPN:oblique:4 threatened:VERB:root:4"
JOINED = "During:ADP:case:3 the:DET:determiner:3 Lima:PROPN:compound:3 games:NOUN:oblique:4 began:VERB:root:4"


def test_a_name_swallowed_by_the_noun_before_it_is_the_subject() -> None:
    mended = repair(tokens_of(SPLIT))
    assert [(one.role, one.head) for one in mended[2:4]] == [(Role.OBLIQUE, 4), (Role.AGENT, 4)]


def test_a_compound_noun_before_a_verb_stays_whole() -> None:
    assert repair(tokens_of(JOINED)) == tokens_of(JOINED)


def test_a_clause_swallowed_by_its_opening_phrase_is_the_main_one() -> None:
    rows = (
        "In:ADP:root:0 a:DET:determiner:2 statement:NOUN:oblique:0 the:DET:determiner:4 ministry:NOUN:agent:5 "
        "accused:VERB:relative:2 Peru:PROPN:patient:5"
    )
    tokens = tuple(
        replace(one, features=frozenset({"past", "finite"})) if one.text == "accused" else one
        for one in tokens_of(rows)
    )
    mended = repair(tokens)
    assert mended[5].role is Role.ROOT
    assert (mended[2].role, mended[2].head, mended[2].case) == (Role.OBLIQUE, 5, "in")
    assert repair(tokens_of(rows)) == tokens_of(rows)


PARTED = (
    "The:DET:determiner:1 murder:NOUN:agent:9 ,:PUNCT:punctuation:1 on:ADP:case:4 Monday:PROPN:oblique:9 "
    ",:PUNCT:punctuation:9 of:ADP:case:8 the:DET:determiner:8 governor:NOUN:oblique:9 shocked:VERB:root:9 "
    "Lima:PROPN:patient:9"
)


def test_whose_murder_it_is_stands_behind_the_aside() -> None:
    mended = repair(tuple(replace(one, case="of") if one.text == "governor" else one for one in tokens_of(PARTED)))
    assert (mended[8].head, mended[4].head) == (1, 1)


REGROUPED = (
    "Peru:PROPN:agent:1 denied:VERB:root:1 that:SCONJ:mark:5 it:PRON:agent:5 had:AUX:auxiliary:5 "
    "shelled:VERB:complement:1 Lima:PROPN:patient:5 and:CCONJ:coordinator:5 blamed:VERB:conjunct:5 "
    "Chile:PROPN:patient:8"
)


@pytest.mark.parametrize(("speech", "head"), [(frozenset({"blamed"}), 1), (frozenset({"told"}), 5)])
def test_a_verb_of_speech_belongs_to_who_speaks(speech: frozenset[str], head: int) -> None:
    past = {"denied": {"past", "finite"}, "shelled": {"past", "participle"}, "blamed": {"past", "finite"}}
    tokens = tuple(replace(one, features=frozenset(past.get(one.text, ()))) for one in tokens_of(REGROUPED))
    assert repair(tokens, frozenset(), speech)[8].head == head


GAPPED = (
    "Two:NUM:patient:2 were:AUX:passive_auxiliary:2 killed:VERB:root:2 and:CCONJ:coordinator:2 "
    "three:NUM:conjunct:2 injured:VERB:participle:4"
)


def test_the_second_of_two_passives_needs_no_auxiliary() -> None:
    mended = repair(tuple(replace(one, features=frozenset({"past", "participle"})) for one in tokens_of(GAPPED)))
    assert [(mended[at].role, mended[at].head) for at in (4, 5)] == [(Role.PATIENT, 5), (Role.CONJUNCT, 2)]


def test_a_participle_beside_a_listed_noun_stays_with_it() -> None:
    rows = "Rebels:NOUN:agent:1 killed:VERB:root:1 nuns:NOUN:patient:1 and:CCONJ:coordinator:2 men:NOUN:conjunct:2"
    assert repair(tokens_of(rows + " abducted:VERB:participle:4")) == tokens_of(rows + " abducted:VERB:participle:4")


SAID = (
    "Ouko:PROPN:agent:1 said:VERB:root:1 in:ADP:case:3 remarks:NOUN:oblique:1 that:SCONJ:mark:6 "
    "rebels:NOUN:agent:6 fled:VERB:participle:3"
)


@pytest.mark.parametrize(("speech", "role"), [(frozenset({"said"}), Role.COMPLEMENT), (frozenset(), Role.PARTICIPLE)])
def test_what_is_said_hangs_on_the_verb_and_not_on_its_occasion(speech: frozenset[str], role: Role) -> None:
    assert repair(tokens_of(SAID), frozenset(), speech)[6].role is role


DOERS, DEEDS = frozenset({"police", "soldier"}), frozenset({"firing"})
NOUN_FOR_VERB = (
    "Two:NUM:patient:1 died:VERB:root:1 in:ADP:case:3 police:NOUN:oblique:1 firing:VERB:participle:3 at:ADP:case:6 "
    "Oru:PROPN:oblique:4"
)


def test_a_deed_behind_its_doer_is_a_noun() -> None:
    mended = repair(tokens_of(NOUN_FOR_VERB), DOERS, deeds=DEEDS)
    assert (mended[4].pos, mended[4].role, mended[4].head) == ("NOUN", Role.OBLIQUE, 1)
    assert (mended[3].role, mended[3].head, mended[2].head) == (Role.COMPOUND, 4, 4)


@pytest.mark.parametrize(
    "rows",
    [
        NOUN_FOR_VERB.replace("Oru:PROPN:oblique", "Oru:PROPN:patient"),
        NOUN_FOR_VERB.replace("police", "poet"),
        NOUN_FOR_VERB.replace("firing", "feasting"),
        NOUN_FOR_VERB.replace("police:NOUN:oblique:1", "police:NOUN:agent:4").replace("participle:3", "participle:1"),
    ],
)
def test_those_who_do_something_stay_its_subject(rows: str) -> None:
    assert repair(tokens_of(rows), DOERS, deeds=DEEDS) == tokens_of(rows)


WHERE_DEEDS = (
    "attack:NOUN:root:0 on:ADP:case:2 soldier:NOUN:oblique:0 in:ADP:case:4 which:PRON:oblique:6 "
    "two:NUM:patient:6 died:VERB:relative:2"
)


@pytest.mark.parametrize(("people", "head"), [(frozenset({"soldier"}), 0), (frozenset(), 2)])
def test_in_which_points_to_a_happening_and_not_to_people(people: frozenset[str], head: int) -> None:
    tokens = list(tokens_of(WHERE_DEEDS))
    tokens[4] = replace(tokens[4], case="in", features=frozenset({"relative"}))
    assert repair(tuple(tokens), people)[6].head == head


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Ada Obi and Issa Kone were abducted on Monday.", "Obi", "Kone"),
        ("The murder of Ada Obi and Issa Kone angered many.", "Obi", "Kone"),
    ],
)
def test_two_full_names_are_two(text: str, first: str, second: str) -> None:
    tokens = {token.text: token for token in parsed(text, None)[SENTENCES][0].tokens}
    assert tokens[first].role is not Role.COMPOUND
    assert (tokens[second].role, tokens[second].head) == (Role.CONJUNCT, tokens[first].index)


@pytest.mark.parametrize(
    "rows",
    [
        # a body named by words in capitals, behind an article or "Ministry of"
        "the:DET:determiner:6 Rural:PROPN:compound:2 Works:PROPN:compound:6 and:CCONJ:coordinator:2 "
        "Land:PROPN:conjunct:2 Reform:PROPN:compound:6 Board:PROPN:agent:7 met:VERB:root:7",
        "Ministry:PROPN:agent:7 of:ADP:case:6 Rural:PROPN:compound:6 Works:PROPN:compound:6 and:CCONJ:coordinator:3 "
        "Land:PROPN:conjunct:3 Reform:PROPN:oblique:0 met:VERB:root:7",
        # one word before "and", or behind it
        "Marks:PROPN:compound:3 and:CCONJ:coordinator:0 Sons:PROPN:conjunct:0 Limited:PROPN:agent:4 closed:VERB:root:4",
        "old:ADJ:compound:4 Obi:PROPN:compound:4 and:CCONJ:coordinator:1 Issa:PROPN:conjunct:1 Kone:PROPN:agent:5 "
        "met:VERB:root:5",
    ],
)
def test_other_words_in_capitals_joined_by_and_stay_as_they_are(rows: str) -> None:
    tokens = tokens_of(rows)
    assert repair(tokens) == tokens
