"""Who a noun phrase is: tables of own sentences through the real stages."""

from __future__ import annotations

import pytest

from tests.stages.mentioned import ANY, Row, check, found_in, mentions

PERSONS_AND_OFFICES: list[Row] = [
    ("The opposition leader Kofi Danso accused the police in Ghana.", "2020-05-01", "The opposition leader Kofi Danso",
     "Kofi Danso", "GHA", "OPP"),
    ("On Thursday Peter Okello accused Rwanda of theft.", "2023-05-01", "Peter Okello", "Peter Okello", None, None),
    ("Col. Issa Bangura said that soldiers had shot a boy in Togo.", "2023-05-01", "Col. Issa Bangura", "Issa Bangura",
     ANY, "MIL"),
    ("Kenyan President William Ruto, the chairman of the bloc, met the rebels. The African Union praised him.",
     "2023-05-01", "President William Ruto", "William Ruto", "KEN", "GOV"),
    ("Mali expelled the Danish ambassador. The envoy, Lars Holm, was summoned on Friday.", "2023-05-01",
     "The envoy, Lars Holm", "Lars Holm", "DNK", "GOV"),
    ("Anna Lopez met her Chilean and Bolivian counterparts, Pedro Diaz and Juan Rojas.", "2023-05-01", "Juan Rojas",
     "Juan Rojas", "BOL", "GOV"),
    ("The chief of army staff of Gambia's armed forces, Major General Lamin Jatta, denied the report.", "2023-05-01",
     "The chief of army staff of Gambia's armed forces, Major General Lamin Jatta", "Lamin Jatta", "GMB", "MIL"),
    ("Major General Lamin Jatta, chief of army staff of Gambia's armed forces, denied the report.", "2023-05-01",
     "Major General Lamin Jatta", "Lamin Jatta", "GMB", "MIL"),
    ("The head of Chad visited the camp and accused the rebels.", "2019-05-01", "The head of Chad", ANY, "TCD", "GOV"),
    ("Hezbollah's leader threatened to attack the port.", "2023-05-01", "Hezbollah's leader", None, "LBN", "REB"),
    ("The rebel leader Tano Brik threatened to attack Bria.", "2021-05-01", "The rebel leader Tano Brik",
     "Tano Brik", ANY, "REB"),
    ("Foreign Minister Aissa Toure condemned the attack in Mali.", "2012-05-01", "Foreign Minister Aissa Toure",
     "Aissa Toure", "MLI", "GOV"),
    ("The UN special envoy for Libya urged the sides to stop.", "2021-05-01", "The UN special envoy",
     None, "UNO", ANY),
    ("France's ambassador to Niger, Paul Roche, rejected the demand.", "2023-08-30",
     "France's ambassador to Niger, Paul Roche", "Paul Roche", "FRA", "GOV"),
    ("Chancellor Scholz met ministers from Poland.", "2022-05-01", "Chancellor Scholz", "Olaf Scholz", "DEU", "GOV"),
    ("President Macron condemned the attack.", "2022-05-01", "President Macron", "Emmanuel Macron", "FRA", "GOV"),
    ("France sent troops to Mali. Macron promised more aid.", "2021-05-01", "Macron", "Emmanuel Macron", "FRA", "GOV"),
    ("Ethiopia sent troops to Somalia. Prime Minister Abiy Ahmed praised them. Abiy also thanked the crew.",
     "2021-05-01", "Abiy", "Abiy Ahmed", "ETH", "GOV"),
    ("Opposition leader Kofi Danso accused the police in Ghana.", "2020-05-01", "Opposition leader Kofi Danso",
     "Kofi Danso", "GHA", "OPP"),
    ("Former president Thabo Mbeki met the rebels.", "2022-05-01", "Former president Thabo Mbeki", "Thabo Mbeki",
     "ZAF", "ELI"),
    ("President Mohamed Bazoum refused to resign.", "2023-07-28", "President Mohamed Bazoum", "Mohamed Bazoum",
     "NER", "GOV"),
    ("The ousted president Mohamed Bazoum refused to resign.", "2023-09-28", "The ousted president Mohamed Bazoum",
     "Mohamed Bazoum", "NER", "ELI"),
    ("Turkish President Recep Tayyip Erdogan threatened to attack.", "2019-10-01",
     "Turkish President Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "TUR", "GOV"),
    ("General Abdel Fattah al-Burhan met envoys in Sudan. Burhan rejected the truce.", "2023-06-01", "Burhan",
     "Abdel Fattah al-Burhan", "SDN", ANY),
    ("Yoon Suk Yeol condemned the launch. Mr Yoon spoke in Seoul.", "2022-11-01", "Mr Yoon", "Yoon Suk Yeol", "KOR",
     "GOV"),
    ("A French journalist was abducted in Gao.", "2021-05-01", "A French journalist", None, "FRA", "JRN"),
    ("The president of Zambia pledged to send troops.", "2020-05-01", "The president of Zambia", "Edgar Lungu", "ZMB",
     "GOV"),
    ("A spokesman for the Malian army denied the raid.", "2021-05-01", "A spokesman", None, "MLI",
     "MIL"),
    ("Kenya's police chief condemned the attack.", "2021-05-01", "Kenya's police chief", None, "KEN", "COP"),
    ("A Red Cross spokeswoman condemned the attack.", "2021-05-01", "A Red Cross spokeswoman", None, "NGO", ANY),
]  # fmt: skip

MORE_PERSONS: list[Row] = [
    ("A Latvian volcanologist was abducted in Chad.", "2022-10-01", "A Latvian volcanologist", None, "LVA", "CVL"),
    ("Filipe Nyusi condemned the raid.", "2021-10-01", "Filipe Nyusi", ANY, "MOZ", "GOV"),
    ("Ex-president Alpha Conde condemned the raid.", "2022-10-01", "Ex-president Alpha Conde", ANY, "GIN", "ELI"),
    ("UN Secretary-General Antonio Guterres condemned it.", "2022-10-01", "UN Secretary-General Antonio Guterres",
     "António Guterres", "UNO", "GOV"),
    ("The activist Rosa Mendy condemned the raid.", "2022-10-01", "The activist Rosa Mendy", "Rosa Mendy", None, "SOC"),
    ("The Justice Minister of Malawi, Rosa Mendy, condemned the raid.", "2022-10-01",
     "The Justice Minister of Malawi, Rosa Mendy", "Rosa Mendy", "MWI", "GOV"),
    ("Rosa Sultan condemned the raid.", "2022-10-01", "Rosa Sultan", "Rosa Sultan", None, None),
    ("Troops left. Kim Joon-ho, a rapporteur of the UN, condemned the raid.", "2022-10-01", "Kim Joon-ho",
     "Kim Joon-ho", "UNO", None),
    ("Supporters of President Museveni attacked a shop.", "2022-10-01", "Supporters of President Museveni", None,
     "UGA", "CVL"),
]  # fmt: skip

GROUPS_AND_BODIES: list[Row] = [
    ("India denies that its men crossed the line.", "2020-05-01", "its men", None, "IND", "MIL"),
    ("An ambush in Mali killed seven soldiers. France condemned it. France and Niger left.", "2020-05-01",
     "seven soldiers", None, "MLI", "MIL"),
    ("Bujumbura recalled its envoy.", "2020-05-01", "Bujumbura", "Burundi", "BDI", "GOV"),
    ("The Inter-American Commission on Human Rights condemned the raid.", "2020-05-01",
     "The Inter-American Commission on Human Rights", "Inter-American Commission on Human Rights", "IGO", None),
    ("The Peace and Security Council of the African Union condemned the raid.", "2023-05-01",
     "The Peace and Security Council", "AU Peace and Security Council", "IGO", None),
    ("Soldiers led by Assimi Goita attacked a palace. France and Niger condemned it.", "2021-05-01", "Soldiers", None,
     "MLI", "MIL"),
    ("Karen rebels attacked a post, the Karen National Union said.", "2023-05-01", "Karen rebels", None, "MMR", "REB"),
    ("Soldiers seized power in Gabon. The officers closed the border.", "2023-09-01", "The officers", None, "GAB",
     "MIL"),
    ("Air France suspended flights to Mali.", "2023-09-01", "Air France", "Air France", "FRA", "BUS"),
    ("A spokesman for the new rulers accused France, and Gabon left the bloc. Gabon is calm.", "2023-09-01",
     "A spokesman", None, "GAB", ANY),
    ("French troops attacked the camp.", "2021-05-01", "French troops", None, "FRA", "MIL"),
    ("Rwandan-backed rebels attacked the town.", "2023-05-01", "Rwandan-backed rebels", None, None, "REB"),
    ("Rain fell. The pro-Russian fighters attacked the town.", "2015-05-01",
     "The pro-Russian fighters", None, None, "REB"),
    ("Kurdish fighters attacked a convoy in Syria.", "2019-10-01", "Kurdish fighters", None, None, "REB"),
    ("Houthi fighters attacked a ship.", "2023-12-01", "Houthi fighters", "Houthis", "YEM", "REB"),
    ("Suspected jihadists attacked the village.", "2021-05-01", "Suspected jihadists", None, None, "REB"),
    ("Gunmen attacked the village in Nigeria.", "2021-05-01", "Gunmen", None, None, "UAF"),
    ("Armed men abducted a priest.", "2021-05-01", "Armed men", None, None, "UAF"),
    ("Unidentified attackers killed a priest.", "2021-05-01", "Unidentified attackers", None, None, "UAF"),
    ("Bandits abducted pupils in Nigeria.", "2021-05-01", "Bandits", None, "NGA", "CRM"),
    ("Pirates attacked a tanker.", "2021-05-01", "Pirates", None, None, "CRM"),
    ("A smaller rebel army attacked the pipeline in Colombia.", "2016-05-01",
     "A smaller rebel army", None, ANY, "REB"),
    ("Fighters of Boko Haram attacked the market.", "2021-05-01", "Fighters of Boko Haram", "Boko Haram", ANY, "REB"),
    ("The security forces arrested protesters in Kenya.", "2021-05-01", "The security forces", None, "KEN", "COP"),
    ("Police arrested a priest in Kenya.", "2021-05-01", "Police", None, "KEN", "COP"),
    ("The army attacked the rebels in Burundi.", "2021-05-01", "The army", None, "BDI", "MIL"),
    ("Parliament in Ghana rejected the bill.", "2021-05-01", "Parliament", None, ANY, "LEG"),
    ("Kenya's Supreme Court rejected the appeal.", "2021-05-01", "Kenya's Supreme Court", ANY, "KEN", "JUD"),
    ("The Kremlin threatened to attack.", "2022-05-01", "The Kremlin", ANY, "RUS", "GOV"),
    ("The Pentagon denied the report.", "2022-05-01", "The Pentagon", ANY, "USA", "MIL"),
    ("The Russian embassy in Bamako denied the report.", "2022-05-01", "The Russian embassy", None, "RUS", "GOV"),
    ("The Patriotic Front for Renewal (PFR), a rebel group, attacked the depot.", "2022-05-01",
     "Patriotic Front for Renewal", "Patriotic Front for Renewal", None, "REB"),
    ("Hamas officials rejected the offer.", "2023-12-01", "Hamas officials", None, "PSE", "REB"),
    ("The African Union Commission condemned the coup.", "2022-05-01",
     "The African Union Commission", ANY, "IGO", ANY),
    ("Congolese soldiers attacked the rebels near Goma, in the Democratic Republic of Congo.", "2023-05-01",
     "Congolese soldiers", None, "COD", "MIL"),
    ("Nigerian airline staff threatened to strike.", "2023-05-01", "Nigerian airline staff", None, "NGA", ANY),
]  # fmt: skip

POINTING: list[Row] = [
    ("Boko Haram militants attacked Diffa. The insurgents killed a nurse.", "2021-05-01",
     "The insurgents", "Boko Haram", ANY, "REB"),
    ("Mali expelled the envoy. It also closed the border.", "2022-05-01", "It", "Mali", "MLI", "GOV"),
    ("President Macron met the rebels. He promised aid.", "2022-05-01", "He", "Emmanuel Macron", "FRA", "GOV"),
    ("Mrs Amina Bello met Colonel Musa Danja in Niger. She condemned the coup.", "2022-05-01", "She", "Amina Bello",
     ANY, ANY),
    ("General Idris Tano led the coup in Gabon. His men arrested the minister.", "2023-09-01", "His men", None, "GAB",
     "MIL"),
    ("The M23 attacked Kibumba. The group denied it.", "2023-05-01", "The group", "M23", "COD", "REB"),
    ("The foreign ministry of Chad summoned the envoy. The ministry condemned the raid.", "2022-05-01",
     "The ministry", ANY, "TCD", "GOV"),
    ("Boko Haram attacked Diffa. Its fighters killed a nurse.", "2021-05-01",
     "Its fighters", "Boko Haram", ANY, "REB"),
    ("The foreign ministry of Chad sent a statement. The statement condemned the raid.", "2022-05-01",
     "The statement", None, "TCD", "GOV"),
    ("Burkina Faso closed the border. The junta there expelled the envoy.", "2023-05-01", "The junta", None, "BFA",
     "GOV"),
]  # fmt: skip

STATES: list[Row] = [
    ("The Treasury imposed sanctions in Washington.", "2022-05-01", "The Treasury", "US Treasury", "USA", "GOV"),
    ("North Korea tested a missile. The North threatened Japan.", "2022-05-01", "The North",
     "North Korea", "PRK", "GOV"),
    ("Many French condemned the raid.", "2022-05-01", "Many French", ANY, "FRA", "CVL"),
    ("The French condemned the raid.", "2022-05-01", "The French", ANY, "FRA", "GOV"),
    ("Paris denied that it had sent troops.", "2022-05-01", "Paris", "France", "FRA", "GOV"),
    ("The envoy urged Asmara to withdraw its troops.", "2022-05-01", "Asmara", "Eritrea", "ERI", "GOV"),
    ("Talks with Tehran failed.", "2022-05-01", "Tehran", "Iran", "IRN", "GOV"),
    ("Germany condemned the raid.", "2022-05-01", "Germany", "Germany", "DEU", "GOV"),
    ("The French withdrawal from Gao began.", "2022-05-01", "French", "France", "FRA", None),
    ("Nigerians protested against the raid.", "2022-05-01", "Nigerians", "Nigeria", "NGA", "CVL"),
]  # fmt: skip


@pytest.mark.parametrize("row", PERSONS_AND_OFFICES + MORE_PERSONS + GROUPS_AND_BODIES + POINTING + STATES)
def test_a_mention_says_who_it_is(row: Row) -> None:
    check(row)


NO_ACTOR = [
    ("France withdrew from Air Base 9 and soldiers left.", "2022-05-01", "Air Base"),
    ("Protesters in Lome called for help, and Ghana attacked Togo.", "2022-05-01", "Lome"),
    ("The embassy in Lome was attacked by rebels.", "2022-05-01", "Lome"),
    ("The army shelled a hill in the country and the nation's capital.", "2022-05-01", "the country"),
    ("Diplomats condemned the use of force in Togo.", "2022-05-01", "force"),
    ("The attack hit a Latvian computer in Chad.", "2022-05-01", "a Latvian computer"),
    ("Armed men stormed an army post.", "2022-05-01", "an army post"),
    ("Britain sent fighter jets and troops.", "2022-05-01", "fighter"),
    ("The attack took lives.", "2022-05-01", "lives"),
    ("Rebels attacked a base in Mali and burned it.", "2022-05-01", "it"),
    ("Protesters marched in Paris on Saturday.", "2022-05-01", "Paris"),
    ("Shells hit Kyiv on Monday.", "2022-05-01", "Kyiv"),
    ("Paris is the capital of France, where police killed a man.", "2022-05-01", "Paris"),
    ("Kyiv woke to explosions after the attack.", "2022-05-01", "Kyiv"),
    ("Protesters marched in Paris on Saturday.", "2022-05-01", "Saturday"),
    ("The attack in March 2021 killed a priest.", "2022-05-01", "March 2021"),
    ("Michael Jordan attacked the bill.", "2022-05-01", "Jordan"),
    ("Georgia Ashworth condemned the raid.", "2022-05-01", "Georgia"),
    ("It was clear that rebels attacked the town.", "2022-05-01", "It"),
    ("Kenya sent troops. The rebels attacked them and burned it.", "2022-05-01", "it"),
    ("Rwandan-backed rebels attacked the town.", "2022-05-01", "Rwandan"),
    ("The pro-Russian fighters attacked the town.", "2022-05-01", "Russian"),
    ("Boats sank in the Gulf of Guinea after pirates attacked.", "2022-05-01", "Guinea"),
    ("Soldiers attacked a police station.", "2022-05-01", "police"),
    ("The army chief condemned the raid in Togo.", "2022-05-01", "army"),
    ("Lamin Jatta, chief of army staff, condemned the raid in Togo.", "2022-05-01", "staff"),
    ("The rebels rejected the plan on Friday.", "2022-05-01", "the plan"),
    ("The rebels took Tuesday off before they attacked.", "2022-05-01", "Tuesday"),
    ("A heart attack killed him.", "2022-05-01", "him"),
    ("A bomb killed two people.", "2022-05-01", "A bomb"),
]


@pytest.mark.parametrize(("text", "published", "words"), NO_ACTOR)
def test_a_place_a_date_or_a_thing_is_no_actor(text: str, published: str, words: str) -> None:
    assert found_in(text, published, words) == []


NOT_THIS = [
    ("Togo fears raids. Togo is calm. Nearly 900 soldiers and police were sent to Ghana.", "2022-05-01",
     "Nearly 900 soldiers", "country", "TGO"),
    ("Togo fears raids. Togo is calm. Nearly 900 soldiers and police were sent to Ghana.", "2022-05-01", "police",
     "country", "TGO"),
    ("Dominican police arrested nine men in Guinea. Guinea condemned it.", "2022-05-01", "Dominican police", "country",
     "GIN"),
    ("Soldiers freed four hostages in northern Chad.", "2022-05-01", "four hostages", "country", "TCD"),
    ("UN Secretary-General Antonio Guterres condemned it.", "2022-10-01", "UN Secretary-General Antonio Guterres",
     "sector", "MIL"),
    ("Mrs Amina Bello met Musa Danja in Niger. He condemned the coup.", "2022-05-01", "He", "name", "Amina Bello"),
    ("The next president of Zambia will send troops.", "2020-05-01", "The next president of Zambia", "name",
     "Edgar Lungu"),
    ("Chancellor Scholz met ministers from Poland.", "2010-05-01", "Chancellor Scholz", "name", "Olaf Scholz"),
    ("Macron promised more aid.", "2021-05-01", "Macron", "country", "FRA"),
    ("Former president Thabo Mbeki met the rebels.", "2022-05-01", "Former president Thabo Mbeki", "sector", "GOV"),
    ("The deputy prime minister of Ethiopia met the rebels.", "2021-05-01", "The deputy prime minister of Ethiopia",
     "name", "Abiy Ahmed"),
    ("The UN special envoy for Libya urged restraint.", "2021-05-01", "The UN special envoy", "country", "LBY"),
    ("The ambassador to Niger rejected the demand.", "2021-05-01", "The ambassador", "country", "NER"),
    ("Kurdish fighters attacked a convoy in Syria. Troops left Syria.", "2019-10-01",
     "Kurdish fighters", "country", "SYR"),
    ("Foreign troops attacked a convoy in Syria. Others left Syria.", "2019-10-01", "Foreign troops", "country", "SYR"),
    ("Congolese soldiers attacked the rebels.", "2019-10-01", "Congolese soldiers", "country", "COG"),
    ("Congolese soldiers attacked the rebels.", "2019-10-01", "Congolese soldiers", "country", "COD"),
    ("Residents in Nigeria condemned the attack.", "2019-10-01", "Residents", "sector", "GOV"),
    ("Foreign ministers of Asian countries met in Jakarta. Indonesia hosted.", "2019-10-01", "Foreign ministers",
     "country", "IDN"),
    ("A rebel army attacked the pipeline.", "2016-05-01", "A rebel army", "sector", "MIL"),
    ("The president of Zambia pledged to send troops.", "2035-05-01", "The president of Zambia", "name", "Edgar Lungu"),
    ("Mrs Amina Bello met Colonel Musa Danja in Niger. She condemned the coup.", "2022-05-01", "She", "name",
     "Musa Danja"),
    ("The president of the court in Mali rejected the case.", "2019-10-01",
     "The president of the court", "sector", "GOV"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "words", "field", "value"), NOT_THIS)
def test_a_mention_does_not_claim_what_the_text_does_not_say(
    text: str, published: str, words: str, field: str, value: str
) -> None:
    assert all(getattr(one.participant, field) != value for one in found_in(text, published, words))


NOT_THIS_EITHER = [
    ("The foreign ministers met in Luanda.", "The foreign ministers", "country", "AGO"),
    ("The presidents met in Lome on Friday.", "The presidents", "country", "TGO"),
    ("French troops attacked the camp.", "French troops", "sector", "GOV"),
    ("French troops attacked the camp.", "French troops", "name", "France"),
    ("A French journalist was abducted.", "A French journalist", "sector", "GOV"),
    ("The head of the UN mission in Mali condemned it.", "The head of the UN mission", "country", "MLI"),
    ("Hamas officials rejected the offer.", "Hamas officials", "sector", "GOV"),
    ("Kenya's police chief condemned the attack.", "Kenya's police chief", "sector", "MIL"),
    ("Kenya's police chief condemned the attack.", "Kenya's police chief", "name", "William Ruto"),
    ("A minister of Kenya condemned the attack.", "A minister of Kenya", "name", "William Ruto"),
    ("A former president of Kenya condemned the attack.", "A former president of Kenya", "name", "Uhuru Kenyatta"),
    ("A former president of Kenya condemned the attack.", "A former president of Kenya", "sector", "GOV"),
    ("Kenya's justice minister condemned the attack.", "Kenya's justice minister", "sector", "JUD"),
    ("An army spokesman condemned the raid in Togo.", "An army spokesman", "sector", "GOV"),
    ("Opposition leaders in Togo condemned the raid.", "Opposition leaders", "sector", "GOV"),
    ("The family of the Boko Haram commander fled.", "The family of the Boko Haram commander", "sector", "REB"),
    ("Protesters attacked the French embassy in Lagos.", "the French embassy", "country", "NGA"),
    ("US soldiers in Somalia attacked a camp.", "US soldiers", "country", "SOM"),
    ("Tourists in Kenya condemned the raid.", "Tourists", "country", "KEN"),
    ("Suspected jihadists attacked the village.", "Suspected jihadists", "attribution", "stated"),
    ("Gunmen attacked the village in Nigeria.", "Gunmen", "country", "NGA"),
    ("Gunmen attacked the village in Nigeria.", "Gunmen", "sector", "REB"),
    ("Togo's army attacked rebels. It killed two.", "It", "sector", "REB"),
    ("Rebels attacked Togo's army. They killed two.", "They", "sector", "MIL"),
    ("Germany attacked the plan of Boko Haram. It spoke of peace.", "It", "name", "Boko Haram"),
    ("Hostile forces attacked a post in Togo. Togo is calm.", "Hostile forces", "country", "TGO"),
    ("The Pentagon denied the report.", "The Pentagon", "sector", "GOV"),
    ("Ivorian opposition parties rejected the vote.", "Ivorian opposition parties", "sector", "GOV"),
    ("The Mayor of Lagos, Rosa Mendy, condemned the raid.", "The Mayor of Lagos, Rosa Mendy", "sector", "MIL"),
    ("Justice Minister Rosa Mendy condemned the raid.", "Justice Minister Rosa Mendy", "name", "Minister Rosa Mendy"),
    ("General Rosa Mendy condemned the raid.", "General Rosa Mendy", "name", "General Rosa Mendy"),
    ("Kim Jong Un met the envoys.", "Kim Jong Un", "name", "Un"),
]


@pytest.mark.parametrize(("text", "words", "field", "value"), NOT_THIS_EITHER)
def test_near_misses_are_kept_apart(text: str, words: str, field: str, value: str) -> None:
    found = found_in(text, "2022-10-01", words)
    assert found
    assert all(getattr(one.participant, field) != value for one in found)


def test_a_surname_in_the_headline_takes_the_full_name_below() -> None:
    text = "Danso accuses police of raid\n\nOpposition leader Kofi Danso accused the police in Ghana on Friday."
    one = found_in(text, "2020-05-01", "Danso")[0].participant
    assert (one.name, one.country, one.sector) == ("Kofi Danso", "GHA", "OPP")


def test_spans_reproduce_the_text_and_stand_one_a_head() -> None:
    text = "President Macron met the rebels. He promised aid to Mali's army, and its chief thanked him."
    found = mentions(text, "2022-05-01")
    assert all(text[m.participant.span.start : m.participant.span.end] == m.participant.span.text for m in found)
    heads = [(one.sentence, one.head) for one in found]
    assert len(heads) == len(set(heads))


def test_suspected_is_an_attribution() -> None:
    found = found_in("Suspected jihadists attacked the village.", "2021-05-01", "Suspected jihadists")
    assert found[0].participant.attribution == "suspected"
    found = found_in("Jihadists attacked the village.", "2021-05-01", "Jihadists")
    assert found[0].participant.attribution == "stated"
