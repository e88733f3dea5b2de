"""Places and dates that a happening shares with clauses, lists and nouns beside it."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger, when, where

DATES = [
    ("The clashes erupted on Monday, when Rwandan forces unleashed a rocket barrage on Goma.", "rocket barrage", 13),
    ("The siege had begun on May 5, when, the union said, 600 soldiers surrendered at Goma.", "surrendered", 5),
    ("The minister was received in Lagos on Tuesday, where soldiers patrolled the streets.", "patrolled", 14),
    ("The bombings of 3 May in Kano, which killed more than 30 people, shocked Nigeria.", "killed", 3),
    ("On Monday, a blast that villagers blamed on an air strike killed 12 people in Timbuktu.", "killed", 13),
    ("The Council, which met on Wednesday in Addis Ababa, condemned the coup.", "condemned", 15),
    ("India's premier, making the first visit to Poland by an Indian leader, urged restraint on Friday.", "visit", 10),
    ("In the last days of the siege police fled. On Monday Kenya's president met the envoy in Lima.", "met", 13),
    ("Turkish jets struck what officials called a camp near Manbij before dawn on Tuesday.", "struck", 14),
    ("The bombs that went off on Monday outside the station in Kampala killed four people.", "killed", 13),
    ("The pact, which the leaders signed in Cairo on May 2, angered Ethiopia.", "signed", 2),
    ("Soldiers attacked a funeral procession in Goma on Monday.", "attacked", 13),
    ("At a summit in Djibouti on May 12, the bloc named a chairman, and Kenya promised to send aid.", "promised", 12),
    ("The expulsion, announced in a letter on Monday, came after months of unrest in Kenya.", "expulsion", 13),
]

NO_DATE = [
    ("The opposition had denounced the vote, held on Saturday without observers, as a fraud.", "denounced"),
    ("Norway pledged $5 million for the force authorised by parliament on Monday.", "pledged"),
    ("The army accused the rebels of bad faith, as a truce signed by both on May 11 was broken.", "accused"),
    ("The union has met since Monday, and police have arrested its chief.", "arrested"),
    ("The Council, which was founded on Wednesday, condemned the coup.", "condemned"),
    ("Soldiers fired at rebels that had burned a school on Sunday.", "fired"),
    ("The attack by rebels that seized the town on Monday killed ten people.", "killed"),
    ("The junta had promised to hold elections in February.", "promised"),
    ("The president, who was in Gabon on Monday, was killed.", "killed"),
    ("Two nurses were killed after the president had been in Gabon on Monday.", "killed"),
    ("On Monday police held the mast before soldiers shot two of them.", "shot"),
]

PLACES = [
    ("Rwandan forces fired rockets against the Congolese town of Goma.", "fired", "at town of Goma"),
    ("Turkish troops have occupied 20 square kilometres of Syrian territory.", "occupied", "at Syrian territory"),
    ("Ukrainian shelling of Horlivka killed three people.", "killed", "at Horlivka"),
    ("The bombings in Kano, which killed more than 30 people, shocked Nigeria.", "killed", "at Kano"),
    ("The rebels signed a deal creating a joint force at a summit in Nairobi.", "signed", "at Nairobi"),
    (
        "Rebels fired rockets at what Tehran described as two bases of a militia in the Panjgur district of Pakistan.",
        "fired",
        "at Panjgur district; at Pakistan",
    ),
    ("Nine traders were killed when artillery rounds hit the market in Goma.", "killed", "at Goma"),
    ("Two men were shot dead as soldiers opened fire on a rally in Bamako.", "shot", "at Bamako"),
    ("Gunmen opened fire on a rally in Bamako.", "opened", "at Bamako"),
    ("He was assassinated in March as he left a rally in Quito.", "assassinated", "at Quito"),
    ("Hundreds of people rallied outside the embassy in Baghdad, setting a car alight.", "setting", "at Baghdad"),
    ("Attackers rammed a truck into a post in Pakistan's Panjgur district.", "rammed", "at Panjgur district"),
    ("Residents of Bamako reported heavy shelling.", "shelling", "at Bamako"),
    ("Authorities in Goma have ordered residents to leave.", "ordered", "at Goma"),
    ("Donors meeting in Geneva on Monday pledged $200 million.", "pledged", "at Geneva"),
    ("The leaders held talks at the Black Sea port of Odessa.", "talks", "at port of Odessa"),
    ("Rebels lost Goma, a city that Rwandan soldiers captured in March.", "captured", "at Goma"),
]

NOT_ITS_PLACE = [
    ("The president signed a law on mines and received the Kenyan foreign minister in Kampala.", "signed", "Kampala"),
    ("It is a fertile district that Amhara forces occupied in 2020.", "occupied", "Amhara"),
    ("Jordan's premier called for an inquiry into the reports from Mosul.", "called", "Mosul"),
    ("India's premier urged Mr Tusk on Friday to talk to Russia.", "urged", "Russia"),
    ("The leaders held talks at the Black Sea port of Odessa.", "talks", "Black Sea"),
    ("The envoy to Mali, which rebels captured, condemned the coup.", "condemned", "Mali"),
    ("The rebels signed a deal creating a joint force in Kivu.", "signed", "Kivu"),
    ("Two nurses were killed when the president was in Gabon.", "killed", "Gabon"),
    ("The abduction and killing, on May 14, of the governor of West Darfur shocked Sudan.", "killing", "West Darfur"),
    ("Moscow said it would not hold talks because of what it called an escapade in Kursk.", "talks", "Kursk"),
    ("Rebels attacked Sake, 30 kilometres west of Goma.", "attacked", "Goma"),
    ("At a summit in Accra the leaders agreed to close their land and air frontiers with Mali.", "agreed", "Mali"),
    ("Students protested against the killing of a nurse in Kano.", "protested", "Kano"),
    ("The court jailed two men for the killings in Kano.", "jailed", "Kano"),
    ("Officials denied what the rebels had said in Nairobi about the shelling.", "shelling", "Nairobi"),
    ("The men that attacked a post in Goma demanded a ransom.", "demanded", "Goma"),
    ("Soldiers marched as leaders opened talks in Geneva.", "marched", "Geneva"),
    ("Traders of Bamako denied the shelling of a school.", "shelling", "Bamako"),
    ("Diplomats in Kenya asked the rebels to disarm.", "asked", "Kenya"),
    ("Malian forces attacked rebels that had fled from Kidal.", "attacked", "Kidal"),
]


@pytest.mark.parametrize(("text", "trigger", "day"), DATES)
def test_a_happening_shares_the_day_of_its_clause_list_or_noun(coder: Coder, text: str, trigger: str, day: int) -> None:
    assert when(by_trigger(coder, text, trigger)) == f"2024-05-{day:02}"


@pytest.mark.parametrize(("text", "trigger"), NO_DATE)
def test_what_only_tells_which_thing_is_meant_is_no_day_of_a_happening(coder: Coder, text: str, trigger: str) -> None:
    assert when(by_trigger(coder, text, trigger)) is None


@pytest.mark.parametrize(("text", "trigger", "expected"), PLACES)
def test_a_happening_shares_the_place_of_its_noun_or_clause(
    coder: Coder, text: str, trigger: str, expected: str
) -> None:
    assert where(by_trigger(coder, text, trigger)) == expected


@pytest.mark.parametrize(("text", "trigger", "name"), NOT_ITS_PLACE)
def test_places_of_another_verb_or_of_who_is_named_for_them_are_left_out(
    coder: Coder, text: str, trigger: str, name: str
) -> None:
    assert name not in where(by_trigger(coder, text, trigger))
