"""Counts of people and happenings: what is read, what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.model.annotations import QUANTITIES, QuantityMention
from harmattan.reference.lexemes import lex
from harmattan.stages.count_phrases import CountReader
from harmattan.stages.quantities import QuantitiesStage
from tests.stages.reading import english, parsed


def counts_of(text: str) -> tuple[QuantityMention, ...]:
    return QuantitiesStage(english()).run(parsed(text, None))[QUANTITIES]


READ = [
    ("The raid ended with gunmen killing at least 12 civilians.", "at least 12 civilians", "killed", (12, None, None)),
    ("The shelling wounded dozens of traders.", "dozens of traders", "injured", (24, None, None)),
    ("The army said that 20 attackers were neutralised.", "20 attackers", "killed", (None, 20, None)),
    ("The minister promised 1,000 extra soldiers and police.", "1,000 extra soldiers", "troops", (None, 1000, None)),
    ("A 500-strong force crossed the river.", "500-strong force", "troops", (None, 500, None)),
    ("A battalion of 800 soldiers was sent to the north.", "800 soldiers", "troops", (None, 800, None)),
    ("France has about 1,500 soldiers in Niger.", "about 1,500 soldiers", "troops", (None, 1500, None)),
    ("The withdrawal of 400 troops began.", "400 troops", "troops", (None, 400, None)),
    ("The province has suffered about 20 incursions.", "about 20 incursions", "occurrences", (None, 20, None)),
    ("The group carried out a series of attacks.", "a series of attacks", "occurrences", (2, None, None)),
    ("Police counted about 2010 raids.", "about 2010 raids", "occurrences", (None, 2010, None)),
    ("Police counted 20 raids in April.", "20 raids", "occurrences", (None, 20, None)),
    ("The group carried out dozens of attacks.", "dozens of attacks", "occurrences", (24, None, None)),
    ("Between 3 and 5 people were killed.", "Between 3 and 5 people", "killed", (3, None, 5)),
    ("The blast injured 10-12 shoppers.", "10-12 shoppers", "injured", (10, None, 12)),
    ("Up to 300 suspects were arrested.", "Up to 300 suspects", "arrested", (None, None, 300)),
    ("No fewer than 40 pupils were kidnapped.", "No fewer than 40 pupils", "abducted", (40, None, None)),
    ("Police made 470 arrests on Sunday.", "470 arrests", "arrested", (None, 470, None)),
    ("More than 220,000 people have been displaced.", "More than 220,000 people", "displaced", (220000, None, None)),
    ("Some 1.2 million villagers have fled.", "Some 1.2 million villagers", "displaced", (None, 1200000, None)),
    ("Police rounded up half a dozen activists.", "half a dozen activists", "arrested", (None, 6, None)),
    ("Rebels took 15 villagers hostage.", "15 villagers", "abducted", (None, 15, None)),
    ("The fire claimed 12 lives.", "12 lives", "killed", (None, 12, None)),
    ("A raid cost the lives of at least 10 soldiers.", "at least 10 soldiers", "killed", (10, None, None)),
    (
        "The killing of two hundred and fifty herders was condemned.",
        "two hundred and fifty herders",
        "killed",
        (None, 250, None),
    ),
    ("A soldier was killed.", "A soldier", "killed", (None, 1, None)),
    ("Four Nigerians were kidnapped.", "Four Nigerians", "abducted", (None, 4, None)),
    ("Twelve people were reported killed.", "Twelve people", "killed", (None, 12, None)),
    ("Six miners are feared dead.", "Six miners", "killed", (None, 6, None)),
    ("12 killed in market blast", "12", "killed", (None, 12, None)),
    ("Several hundred protesters were detained.", "Several hundred protesters", "arrested", (300, None, None)),
    ("No one was hurt.", "No one", "injured", (None, 0, None)),
    ("Nobody was killed.", "Nobody", "killed", (None, 0, None)),
    ("No deaths were reported.", "No deaths", "killed", (None, 0, None)),
    ("The strike did not cause any deaths.", "any deaths", "killed", (None, 0, None)),
]

READ += [
    ("Upwards of 300 people have died in the valley.", "Upwards of 300 people", "killed", (300, None, None)),
    ("The blast killed at least 12 cadets.", "at least 12 cadets", "killed", (12, None, None)),
    ("The army reported between three and six exchanges of fire.", "between three and six exchanges", "occurrences",
     (3, None, 6)),
    ("Rebels attacked the village twice in May.", "twice", "occurrences", (None, 2, None)),
    ("Soldiers struck the town four times in May.", "four times", "occurrences", (None, 4, None)),
    ("The region has recorded eight takeovers.", "eight takeovers", "occurrences", (None, 8, None)),
    ("Police said mortar rounds had wounded between four and six people.", "between four and six people", "injured",
     (4, None, 6)),
    ("The bandits killed a family of five.", "five", "killed", (None, 5, None)),
    ("The council approved the transfer of 200 soldiers.", "200 soldiers", "troops", (None, 200, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "what", "values"), READ)
def test_a_count_is_read_with_its_whole_phrase(
    text: str, phrase: str, what: str, values: tuple[int | None, int | None, int | None]
) -> None:
    (mention,) = counts_of(text)
    count = mention.count
    assert (mention.span.text, mention.what, (count.low, count.best, count.high)) == (phrase, what, values)


NO_COUNTS = [
    "He took power in a 1994 coup.",
    "The 2011 protests were forgotten.",
    "The April 20 raid failed.",
    "The 2008 hostage drama was filmed.",
    "A 7 October raid failed.",
    "The raid cost $5 million.",
    "The fire destroyed goods worth 12 million francs.",
    "Gunmen killed him 12 km from the town.",
    "The town lies 30 kilometres from the border.",
    "The boy, 12, likes football.",
    "The pupils are aged 12.",
    "A 12-year-old won the prize.",
    "He was sentenced to 10 years in prison.",
    "Turnout reached 20 per cent.",
    "Prices rose by 12 percent.",
    "The army took the town in 2019.",
    "The council adopted Resolution 2085.",
    "The team won 3-1.",
    "It was a 4-0 massacre.",
    "The third attack failed.",
    "Upwards of 300 cattle died in the valley.",
    "The exchange rate rose to 300 francs.",
    "The wars cost 12 billion francs.",
    "The transfer cost 200 francs.",
    "The first soldier fell asleep.",
    "The shooting began at 9 am.",
    "Guards fired at 3 a.m. at shadows.",
    "Parliament voted by 52 votes to 40.",
    "The disease killed 12 goats.",
    "The storm killed the engine of 3 planes.",
    "The rebels drive T-72 tanks.",
    "The hospital treats Covid-19.",
    "The shop opens 24/7.",
    "The M23 rebels left.",
    "A Boeing 737 landed.",
    "The temperature fell to 3 degrees.",
    "The talks lasted for three days.",
    "A lorry carried 40 tonnes of rice.",
    "No group claimed the raid.",
    "No agreement was reached.",
    "No hostages were freed.",
    "Any deaths will be punished.",
    "Call 555-2019 for help.",
    "The army attacked five times as many villages.",
    "Prices doubled and the army spent twice the sum.",
    "In March 2019 gunmen fled.",
    "The prisoners of 12 villages fled.",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_other_numbers_are_no_counts(text: str) -> None:
    assert [(mention.span.text, mention.what) for mention in counts_of(text)] == []


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [(mention.span.text, mention.what, mention.rule) for mention in counts_of(text)]


def test_no_casualties_is_none_killed_and_none_injured() -> None:
    found = counts_of("No casualties were reported.")
    assert [(mention.what, mention.count.best) for mention in found] == [("killed", 0), ("injured", 0)]


def test_casualties_with_a_number_are_neither_killed_nor_injured() -> None:
    assert [mention.what for mention in counts_of("The army suffered 12 casualties.")] == ["people"]


def test_a_toll_is_cumulative() -> None:
    (mention,) = counts_of("The death toll rose to 30 on Monday.")
    assert (mention.what, mention.count.best, mention.count.is_cumulative) == ("killed", 30, True)


def test_a_part_of_a_count_does_not_replace_it() -> None:
    found = kinds("Twelve people, including 3 children, were killed.")
    assert found == [("Twelve people", "killed", "verb"), ("3 children", "people", "part")]


def test_coordinated_nouns_are_counted_apart() -> None:
    found = kinds("Two soldiers and five attackers were killed in the fighting.")
    assert [one[:2] for one in found] == [("Two soldiers", "killed"), ("five attackers", "killed")]


@pytest.mark.parametrize("text", ["Five men were abducted and killed.", "Bandits abducted and killed five men."])
def test_coordinated_verbs_share_their_object(text: str) -> None:
    assert {mention.what for mention in counts_of(text)} == {"abducted", "killed"}


def test_killed_and_wounded_beside_each_other_are_told_apart() -> None:
    found = kinds("Eight soldiers were killed and 13 others wounded when gunmen stormed the post.")
    assert [one[:2] for one in found] == [("Eight soldiers", "killed"), ("13 others", "injured")]


def test_the_active_subject_of_killing_is_not_killed() -> None:
    found = counts_of("Three gunmen killed two traders.")
    assert {(mention.span.text, mention.what) for mention in found if mention.what == "killed"} == {
        ("two traders", "killed")
    }


def test_soldiers_who_fled_are_not_displaced() -> None:
    assert "displaced" not in {mention.what for mention in counts_of("Twenty soldiers fled the base.")}


def test_the_governor_is_the_word_that_makes_it_a_count() -> None:
    text = "Gunmen attacked the camp, killing at least 12 civilians."
    layers = parsed(text, None)
    (mention,) = QuantitiesStage(english()).run(layers)[QUANTITIES]
    tokens = layers[next(iter(QuantitiesStage.requires[1:]))][0].tokens
    assert mention.governor is not None
    assert (tokens[mention.governor].text, tokens[mention.head].text) == ("killing", "civilians")


def test_about_is_approximate_and_exact_figures_are_not() -> None:
    found = counts_of("About 30 people were killed. Then 31 people were killed.")
    assert [mention.count.is_approximate for mention in found] == [True, False]


HEDGED = [
    ("at least 5", (5, None, None)),
    ("more than a dozen", (12, None, None)),
    ("over 200", (200, None, None)),
    ("as many as 40", (None, None, 40)),
    ("fewer than 10", (None, None, 10)),
    ("nearly 1 000", (None, 1000, None)),
    ("an estimated 3 million", (None, 3000000, None)),
    ("from 3 to 5", (3, None, 5)),
    ("two or three", (2, None, 3)),
    ("10 or more", (10, None, None)),
    ("20-odd", (None, 20, None)),
    ("tens of thousands", (20000, None, None)),
    ("a handful", (3, None, 9)),
    ("no more than 6", (None, None, 6)),
]


@pytest.mark.parametrize(("text", "values"), HEDGED)
def test_hedges_bound_the_number(text: str, values: tuple[int | None, int | None, int | None]) -> None:
    (phrase,) = (one for one in CountReader(english()).read(lex(text)) if one.kind != "article")
    assert (phrase.count.low, phrase.count.best, phrase.count.high) == values


PIECES = (
    *(
        "at least",
        "12",
        "civilians",
        "were",
        "killed",
        "and",
        "five",
        "wounded",
        "no",
        "casualties",
        ",",
        "-",
        "dozens",
    ),
    *(
        "of",
        "a",
        "soldier",
        "between",
        "3",
        "1,000",
        "including",
        "death toll",
        "rose to",
        "$",
        "é",
        "hundred",
        ".",
        "attacks",
    ),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_spans_reproduce_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for mention in counts_of(text):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.first <= mention.head <= mention.last
