"""Sentences as newspapers write them, coded whole: every event and nothing else."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import told

NEWS = [
    (
        "Fighters from a splinter faction raided two hamlets in Mozambique's Niassa province overnight, burning 30 "
        "huts and abducting at least four women, a local chief told state radio.",
        ["ASSAULT raided", "ASSAULT abducting"],
    ),
    (
        "At least 17 soldiers were killed and 20 others wounded on Sunday when militants ambushed their convoy in "
        "Pakistan's North Waziristan district, the military said.",
        ["ASSAULT killed"],
    ),
    (
        "The Philippine coast guard accused China of firing water cannon at a supply boat on Saturday, injuring three "
        "sailors.",
        ["ACCUSE accused", "ASSAULT firing"],
    ),
    (
        "Armenia and Azerbaijan exchanged 32 prisoners of war at the border on Wednesday, days after their leaders met "
        "in Brussels.",
        ["RETREAT exchanged", "CONSULT met"],
    ),
    (
        "A car bomb exploded outside a police station in Mogadishu on Friday night, killing six people, including two "
        "officers.",
        ["ASSAULT exploded"],
    ),
    (
        "Haitian gangs, which control most of the capital, have killed more than 1,500 people since January, according "
        "to the United Nations.",
        ["ASSAULT killed"],
    ),
    (
        "The European Union imposed sanctions on five Serbian officials and suspended aid to Belgrade.",
        ["SANCTION imposed", "SANCTION suspended"],
    ),
    (
        "Residents fled the town of Sake after rebels shelled its outskirts for a third day.",
        ["ASSAULT shelled"],
    ),
    (
        "Lawmakers in Georgia approved a bill on foreign agents, and thousands of people rallied outside parliament in "
        "Tbilisi.",
        ["SUPPORT approved", "PROTEST rallied"],
    ),
    (
        "A Mexican mayor was gunned down in Guerrero state hours after she had taken office.",
        ["ASSAULT gunned"],
    ),
    (
        "The Ugandan army, which had deployed 2,000 troops to eastern Congo in 2021, began to withdraw them on Monday.",
        ["MOBILIZE deployed", "RETREAT withdraw"],
    ),
    (
        "Two French journalists who were kidnapped in Gao in March have been released.",
        ["ASSAULT kidnapped", "RETREAT released"],
    ),
    (
        "Cambodia and Thailand agreed to withdraw heavy weapons from the temple area after two days of clashes that "
        "left five soldiers dead.",
        ["CONCEDE agreed", "ASSAULT clashes"],
    ),
    (
        "Aid agencies said Malian soldiers and Russian mercenaries had killed 40 herders in Mopti region between "
        "Tuesday and Thursday.",
        ["ASSAULT killed"],
    ),
    (
        "Uruguay's congress rejected a motion to condemn the invasion of Ukraine.",
        ["REJECT rejected"],
    ),
    (
        "Malaysia's king called for calm after clashes in Sabah.",
        ["REQUEST called", "ASSAULT clashes"],
    ),
    (
        "The ceasefire, which Qatar brokered, was signed by Congo and M23 in Doha on Saturday.",
        ["CONSULT brokered", "SUPPORT signed"],
    ),
    (
        "Gunmen on motorcycles opened fire on worshippers at a mosque in Zamfara state on Friday, killing at least 15, "
        "a police spokesman said.",
        ["ASSAULT opened"],
    ),
    (
        "Two people died when a bomb planted by separatists went off at a bus stop in Bamenda.",
        ["ASSAULT went"],
    ),
    (
        "The rebels, who seized the town of Rutshuru last week, are advancing on Goma.",
        ["ASSAULT seized", "ASSAULT advancing"],
    ),
    (
        "The killing of two priests in Jos has sparked protests in Kaduna.",
        ["ASSAULT killing", "PROTEST protests"],
    ),
    (
        "France withdrew its ambassador from Azerbaijan and accused Baku of inciting riots.",
        ["SANCTION withdrew", "ACCUSE accused"],
    ),
    (
        "Hezbollah fired rockets at Haifa, and Israel bombed Tyre in response.",
        ["ASSAULT fired", "ASSAULT bombed"],
    ),
    (
        "Opposition supporters clashed with police in Maputo, leaving two people dead.",
        ["ASSAULT clashed"],
    ),
    (
        "The Taliban freed two Austrian tourists after Qatar mediated.",
        ["RETREAT freed", "CONSULT mediated"],
    ),
    (
        "Mozambican troops, backed by Rwandan soldiers, recaptured the port of Mocimboa da Praia.",
        ["SUPPORT backed", "ASSAULT recaptured"],
    ),
    (
        "Bolivia's president said an army general had led a failed coup in La Paz.",
        ["COERCE coup"],
    ),
    (
        "The opposition leader Bobi Wine was placed under house arrest in Kampala.",
        ["COERCE placed"],
    ),
    (
        "Unknown assailants threw a grenade into a bar in Bujumbura, wounding 10.",
        ["ASSAULT threw"],
    ),
    (
        "Azerbaijani soldiers shot and wounded an Armenian farmer near Tegh.",
        ["ASSAULT shot"],
    ),
    (
        "Syrian Kurdish forces said a Turkish drone had killed two of their fighters near Kobani.",
        ["ASSAULT killed"],
    ),
    (
        "The coup leaders detained President Mohamed Bazoum and closed the borders.",
        ["COERCE detained", "COERCE closed"],
    ),
    (
        "Somaliland's troops withdrew from Las Anod after months of fighting.",
        ["RETREAT withdrew"],
    ),
    (
        "Farmers drove tractors into Brussels and pelted police with eggs.",
        ["PROTEST pelted"],
    ),
    (
        "Fearing an attack, the governor of Borno closed schools.",
        [],
    ),
    (
        "\"Our soldiers will not leave,\" Chad's foreign minister told reporters in N'Djamena on Monday.",
        ["RETREAT leave"],
    ),
    (
        "A source close to the junta confirmed the arrest of two colonels in Conakry.",
        ["COERCE arrest"],
    ),
    (
        "Ghana's president, who visited Ouagadougou in May, has offered to mediate.",
        ["CONSULT visited", "AGREE offered"],
    ),
    (
        "The premier was forced to resign after weeks of protests in Colombo.",
        ["RETREAT resign", "PROTEST protests"],
    ),
    (
        "A grenade attack on a bar in Kigali wounded five people, police said, and blamed Congolese rebels.",
        ["ASSAULT wounded", "ACCUSE blamed"],
    ),
    (
        "Ukraine destroyed two Russian ships off Sevastopol with sea drones.",
        ["ASSAULT destroyed"],
    ),
    (
        "Mexico and Ecuador broke off relations after police stormed the Mexican embassy in Quito.",
        ["SANCTION broke", "ASSAULT stormed"],
    ),
    (
        "The insurgents said they would release the hostages only if the army left the valley.",
        ["RETREAT release"],
    ),
    (
        "Serbia put its army on high alert and moved troops closer to Kosovo.",
        ["MOBILIZE put", "MOBILIZE moved"],
    ),
    (
        "Vigilantes lynched two men in Port-au-Prince after accusing them of theft.",
        ["ASSAULT lynched", "ACCUSE accusing"],
    ),
    (
        "Police said they had broken up a cell that was plotting to bomb a church in Semarang.",
        ["ASSAULT bomb"],
    ),
    (
        "The junta dissolved parliament and suspended the constitution.",
        ["COERCE dissolved", "COERCE suspended"],
    ),
    (
        "Nine fishermen were missing after their boat sank off Oman.",
        [],
    ),
    (
        "The president of Ghana swore in a new cabinet.",
        [],
    ),
    (
        "Kenyan troops have been in Somalia since 2011.",
        [],
    ),
    (
        "The ferry, which carried traders and their goats across the lake, was painted blue and green last year.",
        [],
    ),
    (
        "The festival, now in its tenth year, drew poets and dancers from Chile, Peru and Bolivia to the old harbour.",
        [],
    ),
    (
        "The central bank left its main rate unchanged and said that growth would slow to 3 percent next year.",
        [],
    ),
    (
        "The general, a man of few words, keeps bees and has written two books about the birds of the delta.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_a_sentence_of_news_is_coded_whole(coder: Coder, text: str, expected: list[str]) -> None:
    assert told(coder, text) == expected
