"""Aggregates, occurrences, and the side that a count belongs to."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger

AGGREGATES = [
    ("There have been about a dozen raids in northern Mozambique since 2020.", "raids", (None, 12, None)),
    ("The group has carried out at least 30 attacks in Puntland this year.", "attacks", (30, None, None)),
    ("Dozens of kidnappings were reported in Haiti last month.", "kidnappings", (24, None, None)),
    ("The country has seen attacks by bandits since 2021.", "attacks", None),
    ("A series of bombings hit Baghdad in April.", "bombings", (2, None, None)),
    ("Clashes between herders and farmers have flared in Plateau since March.", "Clashes", None),
    ("Bandits repeatedly attacked the village of Kajuru.", "attacked", None),
    ("The insurgents have burned schools across the region since 2014.", "burned", None),
    ("Haitian gangs have killed more than 1,500 people since January.", "killed", None),
    ("About 300 attacks have been recorded in the Sahel this year.", "attacks", (None, 300, None)),
    ("Protests against the killing spread to Kano.", "Protests", None),
    ("The regime's agents have targeted reporters and students.", "targeted", None),
    ("Rebels of the FDLR burn houses in Kivu.", "burn", None),
    ("Police in Minsk jailed lawyers in 2021.", "jailed", None),
    ("The president of Togo meets ministers every week.", "meets", None),
    ("More than 200 protests took place in Peru in January.", "protests", (200, None, None)),
]

SINGLE = [
    ("Gunmen killed 12 farmers in Garissa on Tuesday.", "killed"),
    ("A raid in northern Mozambique left nine dead.", "raid"),
    ("Rebels attacked Goma on Monday.", "attacked"),
    ("Police arrested 40 protesters in Tbilisi.", "arrested"),
    ("Clashes broke out near Goma on Tuesday.", "Clashes"),
    ("Twenty rebels attacked a post near Bunia.", "attacked"),
    ("Two presidents met in Lima.", "met"),
    ("Talks between Peru and Chile began in Lima.", "Talks"),
    ("Three bombs exploded in Quetta on Monday.", "exploded"),
    ("Police have arrested a man over the fire in Lusaka.", "arrested"),
    ("The Burkinabe army killed 56 children in a single day.", "killed"),
    ("The attack in Lahore lasted six hours.", "attack"),
    ("The leaders of Peru and Chile have met in Lima.", "met"),
    ("The second attack on Palma began on Monday.", "attack"),
    ("Bolivia is sending 200 soldiers to the border.", "sending"),
    ("Soldiers have arrested two reporters in Conakry.", "arrested"),
    ("Rebels kill villagers in Kivu", "kill"),
    ("Police in Minsk jailed three lawyers in 2021.", "jailed"),
    ("The army has attacked the town of Kidal.", "attacked"),
]

SIDES = [
    ("Gunmen killed 12 farmers in Garissa.", "killed", {"killed": "civilian"}),
    ("Rebels killed nine soldiers near Bunia.", "killed", {"killed": "recipient:0"}),
    ("India sent 2,000 soldiers to the border.", "sent", {"troops": None}),
    ("Police arrested 40 students in Dhaka.", "arrested", {"arrested": "civilian"}),
    ("Bandits abducted 15 nuns in Jos.", "abducted", {"abducted": "civilian"}),
    ("The army killed 20 rebels in Mindanao.", "killed", {"killed": "recipient:0"}),
    ("Two thousand Kenyan soldiers entered Somalia.", "entered", {"troops": "actor:0"}),
    ("Azerbaijani soldiers wounded an Armenian farmer near Tegh.", "wounded", {"injured": "civilian"}),
]

NOT_COUNTED = [
    ("Gunmen looted 300 cows in Turkana.", "looted"),
    ("The rebels attacked a village 40 kilometres from Bunia.", "attacked"),
    ("Police arrested the mayor over a debt of 2 million dollars.", "arrested"),
    ("Japan gave 30 tonnes of rice to Malawi.", "gave"),
    ("The two leaders met for 90 minutes in Lima.", "met"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), AGGREGATES)
def test_several_happenings_in_one_statement_are_an_aggregate(
    coder: Coder, text: str, trigger: str, expected: tuple[int | None, ...] | None
) -> None:
    event = by_trigger(coder, text, trigger)
    assert event.is_aggregate
    number = event.occurrences
    assert (None if number is None else (number.low, number.best, number.high)) == expected


@pytest.mark.parametrize(("text", "trigger"), SINGLE)
def test_one_happening_is_no_aggregate(coder: Coder, text: str, trigger: str) -> None:
    event = by_trigger(coder, text, trigger)
    assert not event.is_aggregate
    assert event.occurrences is None


@pytest.mark.parametrize(("text", "trigger", "expected"), SIDES)
def test_a_count_belongs_to_its_side(coder: Coder, text: str, trigger: str, expected: dict[str, str | None]) -> None:
    assert {one.what: one.of for one in by_trigger(coder, text, trigger).counts} == expected


@pytest.mark.parametrize(("text", "trigger"), NOT_COUNTED)
def test_money_distance_and_goods_are_no_counts_of_people(coder: Coder, text: str, trigger: str) -> None:
    whats = [one.what for one in by_trigger(coder, text, trigger).counts]
    assert [what for what in whats if what != "arrested"] == []


def test_an_aggregate_since_a_year_is_repeated_not_on_a_day(coder: Coder) -> None:
    event = by_trigger(coder, "There have been about a dozen raids in northern Mozambique since 2020.", "raids")
    assert event.date.start is not None
    assert event.date.start.isoformat() == "2020-01-01"
    assert event.date.kind == "repeated"
    assert event.occurrences is not None
    assert event.occurrences.is_approximate


@pytest.mark.parametrize(
    ("text", "trigger", "counts"),
    [
        ("Gunmen killed the trader Amadou Bello near Gao.", "killed", [("killed", 1, "recipient:0")]),
        ("Police arrested Amadou Bello and his brother.", "arrested",
         [("arrested", 1, "recipient:0"), ("arrested", 1, "recipient:1")]),
        ("The mayor of Gao, Amadou Bello, was kidnapped.", "kidnapped", [("abducted", 1, "recipient:0")]),
        ("Two soldiers and Amadou Bello were killed.", "killed",
         [("killed", 2, "recipient:0"), ("killed", 1, "recipient:1")]),
        ("The murder of judge Amadou Bello shocked Gao.", "murder", [("killed", 1, "recipient:0")]),
        ("Amadou Bello left Gao. He was wounded in an ambush by rebels.", "wounded", [("injured", 1, "recipient:0")]),
        ("Six people including the mayor, Amadou Bello, were killed.", "killed", [("killed", 6, "civilian")]),
        ("Rebels killed six nurses and wounded the trader Amadou Bello.", "killed",
         [("killed", 6, "civilian"), ("injured", 1, "recipient:1")]),
        ("Mayor Amadou Bello was shot dead by gunmen.", "shot", [("killed", 1, "recipient:0")]),
        ("Amadou Bello was beaten to death by soldiers.", "beaten", [("killed", 1, "recipient:0")]),
        ("Two men were shot and wounded by police.", "shot", [("injured", 2, "civilian")]),
        ("Two men were kidnapped and killed by rebels.", "killed", [("killed", 2, "civilian")]),
        ("Mayor Amadou Bello was beaten by soldiers.", "beaten", []),
        ("The army attacked Amadou Bello.", "attacked", []),
        ("Rebels killed the crew.", "killed", []),
        ("Every soldier was killed by rebels.", "killed", []),
        ("Police arrested Boko Haram commanders.", "arrested", []),
        ("Amadou Bello killed three soldiers.", "killed", [("killed", 3, "recipient:0")]),
        ("Soldiers killed civilians near Gao.", "killed", []),
    ],
)  # fmt: skip
def test_a_person_whom_the_text_names_is_one(
    coder: Coder, text: str, trigger: str, counts: list[tuple[str, int, str]]
) -> None:
    found = by_trigger(coder, text, trigger).counts
    assert [(one.what, one.count.best, one.of) for one in found] == counts
