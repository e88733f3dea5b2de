"""Who is meant by words that point back, and by names and nouns that need their company."""

from __future__ import annotations

import pytest

from tests.stages.mentioned import ANY, Row, check, found_in

ANTECEDENTS: list[Row] = [
    ("Colonel Musa Danja ruled out talks. Senator Omar Sy was in Bamako. He condemned the coup in Mali.", "2022-05-01",
     "He", "Omar Sy", ANY, ANY),
    ("President Macron met Olaf Scholz, who has led Germany since he won the vote.", "2022-05-01", "he", "Olaf Scholz",
     "DEU", "GOV"),
    ("Kofi Danso fled to Togo. Rosa Mendy has threatened to arrest him in Lome.", "2022-05-01", "him", "Kofi Danso",
     ANY, ANY),
    ("A colonel now heads the military council in Mali. It has suspended the parliament.", "2022-05-01", "It", None,
     "MLI", ANY),
    ("Togo's rebels attacked a convoy and then hid themselves.", "2022-05-01", "themselves", None, "TGO", "REB"),
    ("Ghana, whose soldiers attacked the camp, denied it.", "2022-05-01", "whose soldiers", None, "GHA", "MIL"),
    ("President Macron met his Kenyan counterpart in Paris.", "2023-05-01", "his Kenyan counterpart", "William Ruto",
     "KEN", "GOV"),
    ("General Musa Danja fled to Togo. The general condemned the army.", "2022-05-01", "The general", "Musa Danja",
     ANY, "MIL"),
    ("Former president Thabo Mbeki met rebels. The former president condemned the raid.", "2022-05-01",
     "The former president", "Thabo Mbeki", "ZAF", "ELI"),
    ("Boko Haram attacked a camp in Niger. A spokesman for the group denied the killing.", "2022-05-01", "A spokesman",
     None, "NGA", "REB"),
    ("Kofi Danso, who heads the opposition party Renamo, condemned the raid.", "2021-05-01", "Kofi Danso", "Kofi Danso",
     "MOZ", "PTY"),
    ("The European Union warned Serbia. Brussels condemned the raid.", "2022-05-01", "Brussels", "European Union",
     "EUR", ANY),
    ("Niger accused Benin. Soldiers left Arlit and Agadez, and Benin said so. The army attacked Arlit.", "2022-05-01",
     "The army", None, "NER", "MIL"),
    ("Togo is ready to send troops to Mali, Security Minister Rosa Mendy said.", "2022-05-01",
     "Security Minister Rosa Mendy", "Rosa Mendy", "TGO", "GOV"),
    ("Chad accused Sudan. Chad and Sudan closed the border. Khartoum is believed to have attacked the camp.",
     "2022-05-01", "Khartoum", "Sudan", "SDN", "GOV"),
    ("Nigeria's opposition party, the PDP, rejected the result. Its candidate condemned it.", "2023-05-01",
     "Nigeria's opposition party, the PDP", "Peoples Democratic Party (Nigeria)", "NGA", "PTY"),
    ("Sudan's army said the RSF shelled the port. The paramilitary group denied it.", "2023-05-01",
     "The paramilitary group", "Rapid Support Forces", "SDN", "REB"),
    ("Togo's junta leader, Colonel Musa Danja, left Lome. The colonel condemned the raid.", "2023-05-01",
     "The colonel", "Musa Danja", "TGO", ANY),
    ("The envoys urged the military in Myanmar to free the prisoners.", "2023-05-01", "the military", None, "MMR",
     "MIL"),
    ("Togo's rebels attacked a post, residents said. They killed six soldiers.", "2023-05-01", "They", None, "TGO",
     "REB"),
    ("Ghana attacked 20 rebels, and Togo and Benin said they were ready to send troops.", "2023-05-01", "they",
     "Togo", "TGO", "GOV"),
    ("Togo sent troops. The country's interior minister, Rosa Mendy, condemned the raid.", "2023-05-01",
     "The country's interior minister, Rosa Mendy", "Rosa Mendy", "TGO", "GOV"),
    ("Officials in Accra condemned the raid.", "2022-05-01", "Officials", None, "GHA", "GOV"),
    ("Mali's Defence Ministry fled. Niger's Defence Ministry condemned it.", "2022-05-01", "Niger's Defence Ministry",
     None, "NER", "GOV"),
    ("Togo and Niger met. The two countries signed a pact.", "2022-05-01",
     "The two countries", "Togo", "TGO", "GOV"),
    ("Foreign Minister Suda Bunrak-Phong accused the rebels in Niger.", "2022-05-01",
     "Foreign Minister Suda Bunrak-Phong", "Suda Bunrak-Phong", "NER", "GOV"),
    ("Rights groups accused Nigerian officials of abductions and torture.", "2022-05-01", "Nigerian officials", None,
     "NGA", "GOV"),
    ("On 17 July Kenya's supreme court rejected an appeal.", "2022-05-01", "Kenya's supreme court", None, "KEN", "JUD"),
    ("The FLN claimed responsibility for the attack.", "2022-05-01", "The FLN", "FLN", None, None),
    ("The secretary of Armenia's Security Council rejected the offer.", "2022-05-01",
     "The secretary of Armenia's Security Council", None, "ARM", "GOV"),
    ("Azerbaijan's State Security Service arrested two men.", "2022-05-01", "Azerbaijan's State Security Service", ANY,
     "AZE", "SPY"),
    ("Save the Children condemned the raid in Niger.", "2022-05-01", "Save the Children", "Save the Children", "NGO",
     None),
    ("Boko Haram fighters freed 20 girls. The group abducted them in April.", "2022-05-01", "them", None, None, "CVL"),
    ("Omar Sy, who heads the commission of ECOWAS, condemned the raid.", "2022-05-01", "Omar Sy", "Omar Sy", "IGO",
     None),
    ("Luis Paz, whose son plays football, was freed. He was taken to Cali.", "2022-05-01", "He", "Luis Paz", None,
     None),
    ("Rosa Mendy met Colonel Omar Sy. She left. The army arrested him in Togo.", "2022-05-01", "him", "Omar Sy", ANY,
     ANY),
    ("An Ethiopian Airlines plane was attacked by rebels.", "2022-05-01", "An Ethiopian Airlines plane", None, "ETH",
     "BUS"),
]  # fmt: skip


@pytest.mark.parametrize("row", ANTECEDENTS)
def test_what_points_back_takes_its_antecedent(row: Row) -> None:
    check(row)


NOT_THE_OTHER = [
    ("Ethnic Serbs attacked the patrol in Kosovo.", "Ethnic Serbs", "country", "SRB"),
    ("The presenter spoke to the broadcaster Delta Turk, and rebels attacked Kars.", "Delta Turk", "country", "TUR"),
    ("Chad warned Sudan. Minister Omar Sy met Sudan's army in Chad, and Chad's police left.", "Minister Omar Sy",
     "country", "SDN"),
    ("Sudan and Chad met. Sudan attacked Chad. Sudan left. A Kenyan general warned them. General Omar Sy attacked.",
     "General Omar Sy", "country", "SDN"),
    ("Three sailors were killed when rebels in Yemen attacked a tanker.", "Three sailors", "country", "YEM"),
    ("Rebels attacked a ministry in Mali. It condemned the raid.", "It", "country", "GHA"),
    ("The leaders of Congo and Rwanda met in Luanda.", "The leaders of Congo", "country", "RWA"),
    ("Chad said rebels attacked a port. The fishing group denied it.", "The fishing group", "sector", "REB"),
    ("Colonel Musa Danja left Lome in Togo. The general condemned the raid.", "The general", "name", "Musa Danja"),
    ("The Delta Liberation Army, a rebel group, attacked a post in Togo. The army killed six.", "The army", "sector",
     "REB"),
    ("Togo sent troops. The hostile country's army condemned it.", "The hostile country's army", "country", "TGO"),
    ("The diplomat in Accra condemned the raid.", "The diplomat", "country", "GHA"),
    ("Togo may attack Mali, Security Minister Rosa Mendy said.", "Security Minister Rosa Mendy", "country", "MLI"),
    ("Omar Sy, whose soldiers attacked him, fled.", "him", "name", "Soldiers"),
    ("Kenya, Mali, Togo and Niger met. The two countries signed a pact.", "The two countries", "country", "TGO"),
    ("Mali's army met Niger's. The two armed men fled.", "The two armed men", "country", "MLI"),
    ("Omar Sy, a critic of the junta in Mali, condemned the raid.", "Omar Sy", "sector", "GOV"),
    ("Togo warned its neighbours.", "its neighbours", "country", "TGO"),
    ("Togo's troops left. Government troops attacked a camp in Togo. The government denied it.", "The government",
     "sector", "MIL"),
    ("Paris is angry. France left. France accused the junta of theft.", "the junta", "country", "FRA"),
    ("Mali is at war with Niger. Togo urged both sides to stop.", "both sides", "country", "TGO"),
    ("Rosa Mendy left. Any judge or prosecutor who fled, she said, was lost. She condemned the raid.", "2:She",
     "sector", "JUD"),
    ("Tory leader Kofi Danso accused the police in Britain.", "Tory leader Kofi Danso", "sector", "GOV"),
    ("A cargo plane was hit by a missile in Sudan.", "a missile", "country", "SDN"),
    ("The UN Security Council condemned the raid in Togo.", "The UN Security Council", "country", "TGO"),
    ("Christian Aid Ministries condemned the raid in Haiti.", "Christian Aid Ministries", "sector", "GOV"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "field", "value"), NOT_THE_OTHER)
def test_what_points_elsewhere_is_left_alone(text: str, words: str, field: str, value: str) -> None:
    assert all(getattr(one.participant, field) != value for one in found_in(text, "2022-10-01", words))
