"""Which happenings a sentence tells: merged where one is told twice, left out where it is only talked of."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger, told, who

TOLD_TWICE = [
    ("Nine farmers were killed in an attack near Garissa on Monday.", ["ASSAULT killed"]),
    ("Insurgents attacked a village in Mozambique on Monday, killing 12 people.", ["ASSAULT attacked"]),
    ("Five guards were killed when gunmen stormed a gold mine in Ecuador.", ["ASSAULT killed"]),
    ("Twenty people were killed and 30 wounded in a bomb attack in Quetta.", ["ASSAULT killed"]),
    ("Gunmen killed 12 people and wounded nine others in Garissa.", ["ASSAULT killed"]),
    ("An air strike on a market in Homs killed 14 civilians.", ["ASSAULT killed"]),
    ("A suicide bomber blew himself up outside a mosque in Kabul, killing six worshippers.", ["ASSAULT blew"]),
    ("The raid by militants in which four soldiers died took place near Mocimboa.", ["ASSAULT raid"]),
    ("Police fired tear gas to disperse protesters in Nairobi.", ["ASSAULT fired"]),
    ("The Peruvian president met the Chilean leader for talks in Lima.", ["CONSULT met"]),
    ("Armed men ambushed a convoy in Haiti, shooting dead two drivers.", ["ASSAULT ambushed"]),
    ("The militia shelled the town of Sirte, wounding dozens of residents.", ["ASSAULT shelled"]),
]

TWO_HAPPENINGS = [
    ("Peru has arrested, jailed or sentenced a singer and two bloggers.", 3),
    (
        "Two days after rebels killed six herders in Bambari, soldiers shot a trader.",
        ["ASSAULT killed", "ASSAULT shot"],
    ),
    ("Gunmen abducted and killed a priest in Cameroon.", ["ASSAULT abducted", "ASSAULT killed"]),
    ("Rebels attacked Goma on Monday and looted Bukavu on Tuesday.", 2),
    ("Kenya condemned the attack in Mogadishu and offered help to Somalia.", 3),
    ("Police arrested ten protesters in Lima and soldiers shot two students in Cusco.", 2),
    ("Armenia accused Azerbaijan of shelling a village.", ["ACCUSE accused", "ASSAULT shelling"]),
    ("Protesters blocked a road in La Paz before police arrested their leader.", 2),
    ("The Philippines expelled a Chinese diplomat and recalled its ambassador from Beijing.", 2),
    ("Gunmen kidnapped three nuns in Haiti; two priests were killed in Honduras.", 2),
]

CONTENT_IS_NOT_CODED_AGAIN = [
    ("Mali suspended its military cooperation with France.", ["SANCTION suspended"]),
    ("Chad suspended the talks with the rebels in Doha.", ["SANCTION suspended"]),
    ("Kenya pledged to send 600 police officers to Haiti.", ["AGREE pledged"]),
    ("Peru plans to deploy soldiers along its border with Ecuador.", ["MOBILIZE deploy"]),
    ("The militia threatened to attack the oil port of Sidra.", ["THREATEN threatened"]),
    ("Pakistan refused to release the captured pilot.", ["REJECT refused"]),
    ("Baghdad asked Washington to withdraw its troops from Iraq.", ["REQUEST asked"]),
    ("Chad agreed to host talks between the two Sudanese factions.", ["AGREE agreed"]),
    ("The rebels rejected a demand to leave Bukavu.", ["REJECT rejected"]),
    ("The two presidents met to discuss a withdrawal of troops.", ["CONSULT met"]),
    ("Ministers from Peru and Bolivia held talks on the deployment of patrols.", ["CONSULT talks"]),
    ("Norway promised to deliver medicine to Malawi.", ["AGREE promised"]),
    ("Ukraine has asked Poland to send tanks.", ["REQUEST asked"]),
    ("The president vowed to crush the rebellion in Mindanao.", ["THREATEN vowed"]),
    ("Turkey threatened to close its border with Iraq.", ["THREATEN threatened"]),
    ("Iran refused to let inspectors into its plants.", ["REJECT refused"]),
    ("The general offered to withdraw from Anbar.", 1),
    ("Bolivia urged Chile to release two fishermen.", ["REQUEST urged"]),
    ("Zambia demanded that the rebels leave Mbala.", ["REQUEST demanded"]),
    ("Seoul rejected a proposal to hold joint drills with Tokyo.", ["REJECT rejected"]),
    ("The opposition called on soldiers not to fire on the crowd.", ["REQUEST called"]),
    ("Manila warned that it would expel the envoy.", ["THREATEN warned"]),
    ("Armenia declined to sign the treaty with Russia.", ["REJECT declined"]),
]

LIGHT_VERBS = [
    ("The foreign ministers of Chile and Argentina held talks in Santiago.", ["CONSULT talks"]),
    ("The base at Kidal came under attack on Sunday.", ["ASSAULT attack"]),
    ("A bomb attack took place in Karachi on Sunday.", ["ASSAULT bomb attack"]),
    ("The country has seen attacks by bandits since 2021.", ["ASSAULT attacks"]),
    ("The militants launched an assault on Palma.", ["ASSAULT assault"]),
    ("Teachers staged a strike in Buenos Aires.", ["PROTEST staged"]),
    ("The Kenyan president paid a visit to Uganda.", ["CONSULT paid"]),
    ("Police made dozens of arrests in Tbilisi.", ["COERCE arrests"]),
    ("Clashes broke out between the army and rebels in Goma.", ["ASSAULT Clashes"]),
    ("The rebels mounted an ambush near Bunia.", ["ASSAULT ambush"]),
    ("The group claimed responsibility for the bombing in Lahore.", ["ASSAULT bombing"]),
]

PHRASAL_VERBS = [
    ("Militants blew up a bridge near Marib.", ["ASSAULT blew"]),
    ("Two judges were gunned down in Guayaquil.", ["ASSAULT gunned"]),
    ("Police cordoned off the port of Callao.", ["MOBILIZE cordoned"]),
    ("Soldiers rounded up dozens of activists in Kampala.", ["COERCE rounded"]),
    ("The army pulled out of Anbar on Monday.", ["RETREAT pulled"]),
    ("The governor of Sonora stepped down on Monday.", ["RETREAT stepped"]),
    ("Iran shot down a drone over the gulf.", ["ASSAULT shot"]),
    ("Qatar cut off ties with its neighbour Bahrain.", ["SANCTION cut"]),
    ("The fighters laid down their arms in Bougainville.", ["RETREAT laid"]),
    ("The governor set up a commission.", []),
    ("The price of maize shot up in Kenya.", []),
]

NOUNS = [
    ("The war in Chad began in March 1980.", ["ASSAULT war"]),
    ("He denounced Libya's war in Chad.", ["ACCUSE denounced", "ASSAULT war"]),
    ("The withdrawal of Kenya's troops from Somalia began in March.", ["RETREAT withdrawal"]),
    ("The deployment of Indian soldiers in Kashmir angered residents.", ["MOBILIZE deployment"]),
    ("There have been about a dozen raids in northern Mozambique.", ["ASSAULT raids"]),
    ("The kidnapping of three engineers in Haiti on Friday shocked the town.", ["ASSAULT kidnapping"]),
    ("The arrest of the opposition leader in Dakar led to anger.", ["COERCE arrest"]),
    ("The resignation of the Peruvian prime minister surprised Lima.", ["RETREAT resignation"]),
    ("The murder of a journalist in Manila has gone unpunished.", ["ASSAULT murder"]),
    ("The shelling of Kharkiv by Russian forces went on.", ["ASSAULT shelling"]),
    ("A visit by the Chinese foreign minister to Fiji ended on Monday.", ["CONSULT visit"]),
    ("The delivery of Turkish drones to Pakistan has begun.", ["AID delivery"]),
    ("The expulsion of two Iranian diplomats from Albania followed.", ["SANCTION expulsion"]),
]

NO_EVENT = [
    "Palestinians travel to the West Bank through a crossing.",
    "Patients were dying as a result of a lack of drugs.",
    "The blogger is serving a four-year sentence for spreading false news.",
    "The book deals with trade, drought and the war in Chad.",
    "One of the thieves was a guard whom the widow recognised.",
    "The government has declared a war on corruption.",
    "The strikers scored twice before the break.",
    "The patch shrinks the attack surface of the server.",
    "The minister died of a heart attack in Nairobi.",
    "Prices were hit by a strong dollar.",
    "The novel tells of a war between two houses.",
    "The museum of the war opened in Hanoi.",
    "The bank fired two clerks for theft.",
    "The company launched a new telephone in Mumbai.",
    "Rice farmers in Luzon welcomed the rain.",
    "The factory in Puebla makes doors.",
    "The report runs to 300 pages.",
    "Shares rallied in Tokyo on Thursday.",
    "The striker joined a club in Lisbon.",
    "The storm killed dozens of cattle.",
    "A landslide blocked the road to Cusco.",
    "The quake killed 20 people in Herat.",
    "Three people were killed in a road accident near Kisumu.",
    "The court heard the case about a parking fine.",
    "The orchestra conducted rehearsals in Vienna.",
    "The army ants attack anything in their way.",
    "Doctors fight malaria in Malawi.",
    "The chef shot a film about rice.",
    "The ministry released its annual report.",
    "Inflation threatened the economy of Ghana.",
    "A war on drugs has been declared in Manila.",
    "She fought tears as she read the poem.",
    "Voters will choose between two candidates in Accra on Sunday.",
    "A heat wave has killed 40 people in Karachi.",
    "Cholera has killed 600 people in Zambia.",
    "The rapper shot his new video in Abidjan.",
    "The senator said she would fight for better schools.",
    "The video game lets players attack castles.",
    "Tourists visited the site of the battle.",
    "Rebels control most of the province.",
    "The country has suffered from conflict for decades.",
    "An outbreak of measles struck the camp in Cox's Bazar.",
    "A man was killed by a crocodile in Darwin.",
    "The airline cancelled flights to Tokyo because of snow.",
    "The museum returned a bronze head to Benin City.",
    "The candidate launched his campaign in Kisumu.",
    "The court postponed the hearing of a land dispute in Nairobi.",
    "Hackers exploited the attack surface of the bank's servers in Singapore.",
    "Peru's foreign minister died of a heart attack in Arequipa.",
    "Kidnapping for ransom has become a trade in the delta.",
    "A truce was signed.",
    "A carpenter in Amman asks visitor Ama not to give his name.",
    "Karim and Sadiq met again this week.",
    "He refused to leave the town.",
    "Villagers who complain are beaten and women are raped.",
    "Armed men often rob traders, and officers arrest drivers for bribes.",
    "The battle against inflation goes on in Accra.",
    "The bus was struck by lightning near Kitale.",
    "A fire killed three children in a hostel in Lusaka.",
    "The opposition has a fighting chance in Malawi.",
    "The cyclone displaced thousands of people in Beira.",
    "The minister's resignation letter was two pages long.",
]

NOT_ASSERTED = [
    ("If the rebels attack Goma, the army will respond.", "attack", "conditional"),
    ("Had the army not intervened, rebels would have taken Goma.", "intervened", "conditional"),
    ("Police failed to arrest the smuggler in Tijuana.", "arrest", None),
    ("Peru plans to deploy soldiers along its border with Ecuador.", "deploy", "planned"),
    ("Iran may attack the tankers in the gulf.", "attack", "possible"),
    ("Kenya denied that its troops had shelled the town of Kismayo.", "shelled", "denied"),
    ("The army did not attack the village in Chin state.", "attack", "denied"),
    ("Nigeria will withdraw its soldiers from Gambia next month.", "withdraw", "planned"),
    ("The militants were planning an attack on the embassy in Nairobi.", "attack", "planned"),
    ("The deployment of troops to Haiti would happen only if parliament agreed.", "deployment", "conditional"),
    ("The withdrawal of Kenya's troops from Somalia is to begin in June.", "withdrawal", "planned"),
    ("The spokesman denied that any soldier had been captured.", "captured", "denied"),
    ("A planned visit to Delhi by the Nepalese prime minister was postponed.", "visit", "planned"),
    ("Rwanda denies backing the rebels.", "backing", "denied"),
    ("Oman rejected the plan, accusing Yemen of arming the rebels.", "accusing", "asserted"),
    ("The opposition rejected the results and monitors questioned their fairness.", "rejected", "asserted"),
    (
        "The opposition rejected the results, monitors doubted their fairness, and the union called for calm.",
        "rejected",
        "asserted",
    ),
    ("Peru's air force denied that it had carried out any strikes in June.", "strikes", "denied"),
    ("Ouko insisted that he had met the rebels in Goma.", "met", "asserted"),
    ("Chad became one of the first states to recognise the new government of Syria.", "recognise", "asserted"),
    ("A truce signed on May 2 was broken within hours.", "signed", "asserted"),
    ("The general admitted that the raid on the clinic was a mistake.", "admitted", "asserted"),
    ("The two leaders met in Lima.", "met", "asserted"),
    ("Residents asked visitors to leave the town.", "asked", "asserted"),
    ("The talks that may be held in Lima will bring Peru and Chile together.", "talks", "possible"),
    ("The talks that were held in Lima brought Peru and Chile together.", "talks", "asserted"),
    ("Soldiers were able to rescue the hostages in Jolo.", "rescue", "asserted"),
    ("Soldiers are able to attack the hideout in Jolo.", "attack", "possible"),
    ("Soldiers would be able to attack the hideout in Jolo.", "attack", "conditional"),
    ("Peru has no plan to deploy soldiers along its border with Chile.", "deploy", "denied"),
    ("Peru has a plan to deploy soldiers along its border with Chile.", "deploy", "planned"),
    ("The group was blamed for last month's bombings in Kampala.", "bombings", "asserted"),
    ("The group was blamed for attacks in Kampala.", "attacks", "possible"),
    ("The deployment of 1,000 Kenyan police officers has been put on hold.", "deployment", "planned"),
    ("A priest was allegedly abducted and tortured in Kano.", "tortured", "possible"),
    ("Guards reportedly beat the poet, breaking two ribs and burning his hands.", "burning", "possible"),
    ("A priest was abducted and tortured in Kano.", "tortured", "asserted"),
    ("A gang threatened to kill the captives if nobody paid.", "threatened", "asserted"),
    ("The army would threaten to attack the camp if the vote failed.", "threaten", "conditional"),
    ("Pashinyan denied that any treaty had been signed.", "signed", "denied"),
    ("The premier could resign or refuse to meet the rebels.", "refuse", "possible"),
    ("The premier resigned and refused to meet the rebels.", "refused", "asserted"),
    ("Kidnapping by bandits spread in Kaduna in May.", "Kidnapping", "asserted"),
    ("Britain will train Ukrainian pilots.", "train", "planned"),
    ("Police prevented an attack on a church in Colombo.", "attack", "denied"),
    ("No attack took place in Garissa, police said.", "attack", "denied"),
    ("It is not true that rebels seized Goma.", "seized", "denied"),
    ("The army denied having attacked the village.", "attacked", "denied"),
    ("Experts fear that rebels could attack the dam in Mosul.", "attack", "possible"),
    ("Rwanda's army would deploy only if Mozambique asked.", "deploy", "conditional"),
    ("Rebels attacked the dam in Mosul.", "attacked", "asserted"),
    ("Kenya said that its troops had shelled the town of Kismayo.", "shelled", "asserted"),
    ("The army managed to free the hostages in Jolo.", "free", "asserted"),
]


REFUSED = [
    ("Kenya's president said that he would not recognise the junta in Chad.", "recognise", "REJECT"),
    ("Russia will not hold talks with Ukraine.", "talks", "REJECT"),
    ("Ouko said that Kenya would not withdraw its soldiers from Somalia.", "withdraw", "REJECT"),
    ("Kenya said it would never release the captured pilot.", "release", "REJECT"),
    ("Kenya did not release the captured pilot.", "release", "RETREAT"),
    ("Kenya denied that it would withdraw its soldiers.", "withdraw", "RETREAT"),
    ("Kenyan soldiers will not be withdrawn from Somalia.", "withdrawn", "RETREAT"),
    ("Rebels will not attack Goma.", "attack", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "trigger", "event_type"), REFUSED)
def test_what_one_will_not_do_is_refused(coder: Coder, text: str, trigger: str, event_type: str) -> None:
    assert by_trigger(coder, text, trigger).event_type == event_type


def test_who_refuses_talks_acts_and_the_other_side_is_refused(coder: Coder) -> None:
    event = by_trigger(coder, "Russia will not hold talks with Ukraine.", "talks")
    assert (who(event.actors), who(event.recipients)) == ("RUS GOV", "UKR GOV")


MODES = [
    ("Chad's defence minister threatened to arrest the strikers.", "threatened", "arrest"),
    ("Chad threatened to bomb the camps.", "threatened", "violence"),
    ("Chad called on Niger to free the captives.", "called", "yield"),
    ("Chad called on Niger to repeal the tax.", "called", "change"),
]


@pytest.mark.parametrize(("text", "trigger", "mode"), MODES)
def test_a_threat_or_demand_has_the_mode_of_what_it_is_about(coder: Coder, text: str, trigger: str, mode: str) -> None:
    assert by_trigger(coder, text, trigger).mode == mode


THREATS = [
    ("“We will destroy the rebels,” General Ouko told soldiers.", "destroy", "THREATEN"),
    ("“Our troops will attack the camps,” the defence minister of Peru said.", "attack", "THREATEN"),
    ("The army will bomb the camps, the minister said.", "bomb", "ASSAULT"),
    ("“We attacked the camp,” the commander said.", "attacked", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "trigger", "event_type"), THREATS)
def test_what_speakers_say_they_will_do_to_others_is_a_threat(
    coder: Coder, text: str, trigger: str, event_type: str
) -> None:
    assert by_trigger(coder, text, trigger).event_type == event_type


def test_the_soldiers_of_an_announced_withdrawal_are_counted_with_it(coder: Coder) -> None:
    event = by_trigger(coder, "Denmark announced it was withdrawing about 100 soldiers from Mali.", "announced")
    assert [(one.what, one.count.best) for one in event.counts] == [("troops", 100)]


@pytest.mark.parametrize(("text", "expected"), TOLD_TWICE)
def test_one_happening_told_twice_is_one_event(coder: Coder, text: str, expected: list[str]) -> None:
    assert told(coder, text) == expected


@pytest.mark.parametrize(("text", "expected"), TWO_HAPPENINGS)
def test_different_happenings_stay_apart(coder: Coder, text: str, expected: list[str] | int) -> None:
    found = told(coder, text)
    assert (len(found) if isinstance(expected, int) else found) == expected, found


@pytest.mark.parametrize(("text", "expected"), CONTENT_IS_NOT_CODED_AGAIN)
def test_what_is_pledged_asked_or_refused_is_not_coded_again(
    coder: Coder, text: str, expected: list[str] | int
) -> None:
    found = told(coder, text)
    assert (len(found) if isinstance(expected, int) else found) == expected, found


@pytest.mark.parametrize(("text", "expected"), LIGHT_VERBS)
def test_a_light_verb_makes_its_noun_the_event(coder: Coder, text: str, expected: list[str]) -> None:
    assert told(coder, text) == expected


@pytest.mark.parametrize(("text", "expected"), PHRASAL_VERBS)
def test_a_particle_decides_what_a_verb_means(coder: Coder, text: str, expected: list[str]) -> None:
    assert told(coder, text) == expected


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_a_noun_tells_an_event(coder: Coder, text: str, expected: list[str]) -> None:
    assert told(coder, text) == expected


@pytest.mark.parametrize("text", NO_EVENT)
def test_background_figures_and_accidents_give_no_event(coder: Coder, text: str) -> None:
    assert told(coder, text) == []


@pytest.mark.parametrize(("text", "trigger", "factuality"), NOT_ASSERTED)
def test_what_did_not_happen_or_not_yet_is_not_asserted(
    coder: Coder, text: str, trigger: str, factuality: str | None
) -> None:
    event = by_trigger(coder, text, trigger)
    if factuality is None:
        assert event.stage == "attempted" or event.factuality == "denied", (event.stage, event.factuality)
    else:
        assert event.factuality == factuality
