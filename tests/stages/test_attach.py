"""Which places, dates and numbers belong to which happening."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger, how_many, when, where

PLACES = [
    ("Rebels attacked a convoy near Bunia on Monday.", "attacked", "at Bunia"),
    ("Iraq's invasion of Kuwait drew protests.", "invasion", "at Kuwait"),
    ("The envoys discussed the famine in Doha.", "discussed", "at Doha"),
    ("Gunmen killed two priests in Garissa.", "killed", "at Garissa"),
    ("The rebels stormed an army post in Benin's territory.", "stormed", "at Benin's territory"),
    ("The army shelled positions in northern Mozambique.", "shelled", "at northern Mozambique"),
    ("Kenya withdrew its troops from Somalia.", "withdrew", "from Somalia"),
    ("India sent 2,000 soldiers to Kashmir.", "sent", "to Kashmir"),
    ("A bomb exploded in a market in Quetta, killing nine people.", "exploded", "at Quetta"),
    ("Police arrested a reporter at the airport in Manila.", "arrested", "at Manila"),
    ("A bomb blast hit Karachi on Friday.", "blast", "at Karachi"),
    ("Protesters marched through the streets of Santiago.", "marched", "at Santiago"),
    ("The leaders of Peru and Chile met in Lima.", "met", "at Lima"),
    ("The attack on the town of Kismayo left nine dead.", "attack", "at town of Kismayo"),
    ("Haiti has seen dozens of kidnappings this year.", "kidnappings", "at Haiti"),
    ("Fighting broke out in the east of Congo.", "Fighting", "at Congo"),
    ("Gunmen on motorcycles opened fire on worshippers at a mosque in Zamfara state.", "opened", "at Zamfara state"),
    ("Hezbollah fired rockets at Haifa, and Israel bombed Tyre.", "fired", "at Haifa"),
    ("Hezbollah fired rockets at Haifa, and Israel bombed Tyre.", "bombed", "at Tyre"),
    ("The French army left Chad in January.", "left", "from Chad"),
    ("Protests spread to Kano, where police fired live rounds.", "fired", "at Kano"),
    ("France withdrew its ambassador from Azerbaijan.", "withdrew", "from Azerbaijan"),
    ("The rebels handed over 13 hostages to the Red Cross in Arauca.", "handed", "at Arauca"),
    ("Peru's prosecutors opened an inquiry into the deaths of 18 protesters in Juliaca.", "opened", "at Juliaca"),
    ("Two French journalists who were kidnapped in Gao in March have been released.", "kidnapped", "at Gao"),
    ("Sri Lanka's navy arrested 12 Indian fishermen off Jaffna on Sunday.", "arrested", "at Jaffna"),
    ("India's foreign minister travelled to Dhaka on Monday.", "travelled", "to Dhaka"),
    ("A car bomb exploded outside a police station in Mogadishu.", "exploded", "at Mogadishu"),
    ("Police clamped down on students rallying in Yangon.", "clamped", "at Yangon"),
    ("As the singer was unlocking her flat in Paris, she was shot dead.", "shot", "at Paris"),
    ("Two men in Gao were tortured and killed by soldiers.", "killed", "at Gao"),
    ("Ten nurses were arrested while they handed out food in Mopti.", "arrested", "at Mopti"),
    ("Armed men kidnapped a nurse and shot her driver in Karachi's harbour area.", "kidnapped", "at Karachi"),
    ("The protests that drew 20,000 people in Minsk were peaceful.", "protests", "at Minsk"),
    ("The reporter was arrested during a protest at Gao.", "arrested", "at Gao"),
    ("A Minsk court jailed two reporters.", "jailed", "at Minsk"),
    ("The envoy met two nurses in Lima.", "met", "at Lima"),
    ("The army imposed martial law over the whole of Mindanao.", "martial law", "at Mindanao"),
    ("Gunmen abducted twenty pupils from Chibok.", "abducted", "from Chibok"),
    ("The baker was abducted while he was in Pakistan.", "abducted", "at Pakistan"),
]

NOT_ITS_PLACE = [
    ("The talks were postponed on Monday at Bamako's request.", "postponed", "Bamako"),
    ("The envoys met in Doha to discuss the war in Yemen.", "met", "Yemen"),
    ("The president of Kenya condemned the coup.", "condemned", "Kenya"),
    ("Gunmen killed a teacher in Garissa, an official in Nairobi said.", "killed", "Nairobi"),
    ("NAIROBI, Kenya (Wire) - Gunmen killed a teacher in Garissa on Monday.", "killed", "NAIROBI"),
    ("Speaking in Geneva, the envoy said that rebels had burned a clinic in Bunia.", "burned", "Geneva"),
    ("A spokesman for the mayor of Lagos said that soldiers shot a trader in Kano.", "shot", "Lagos"),
    ("Rebels attacked Goma and the army shelled Bukavu.", "attacked", "Bukavu"),
    ("Rebels attacked Goma and the army shelled Bukavu.", "shelled", "Goma"),
    ("The minister of defence of Peru met his Chilean counterpart in Quito.", "met", "Peru"),
    ("Soldiers who had trained in Egypt attacked a village in Darfur.", "attacked", "Egypt"),
    ("Police arrested a man from Ghana in Lima.", "arrested", "Ghana"),
    ("The ambassador of France was expelled from Chad.", "expelled", "France"),
    ("Turkey's army bombed a camp in Iraq.", "bombed", "Turkey"),
    ("Nepal asked India for help after floods.", "asked", "India"),
    ("Gambia sued Myanmar at the World Court.", "sued", "Myanmar"),
    ("Egypt will host a summit on Gaza, the ministry announced.", "host", "Gaza"),
    ("Talks between Armenia and Azerbaijan ended in Washington on Thursday.", "Talks", "Armenia"),
    ("Nigeria's army said rebels had attacked a village in Chad.", "attacked", "Nigeria"),
    ("The killing of two priests in Jos has sparked protests in Kaduna.", "killing", "Kaduna"),
    ("The killing of two priests in Jos has sparked protests in Kaduna.", "protests", "Jos"),
    ("Uganda accused Rwanda of spying.", "accused", "Rwanda"),
    ("Rwanda's army would deploy only if Mozambique asked.", "deploy", "Mozambique"),
    ("The mayor of Nairobi was stabbed by a man on Monday.", "stabbed", "Nairobi"),
    ("Kenya, which borders Somalia, expelled two diplomats.", "expelled", "Somalia"),
    ("The embassy of Japan in Lima was attacked by rebels.", "attacked", "Japan"),
    ("Protesters marched as leaders met in Geneva.", "marched", "Geneva"),
    ("Rebels shot a driver while the president was visiting Gabon.", "shot", "Gabon"),
    ("Gunmen killed a teacher because he had worked in Abuja.", "killed", "Abuja"),
    ("The court cited the US-Peru treaty, signed in 2003.", "signed", "US"),
    ("The envoy called on the Peru government to stop the talks.", "called", "Peru"),
    ("Soldiers arrested 600 people, according to the rights commission of Kenya.", "arrested", "Kenya"),
    ("Two nurses were arrested amid a dispute between Peru and Chile.", "arrested", "Chile"),
    ("Doe, the South Asia bureau chief of a paper, was abducted on Monday.", "abducted", "South Asia"),
    ("Brazil threatened to impose tariffs on Mexico.", "threatened", "Mexico"),
    ("The group opened an investigation into Chad's prisons.", "opened", "Chad"),
    ("The minister voiced opposition to China on Monday.", "voiced", "China"),
    ("Niger asked the ambassador to Peru to return home.", "asked", "Peru"),
    ("The union accused the government in Cairo.", "accused", "Cairo"),
    ("Four men were kidnapped at Gao but were released after a ransom was paid.", "released", "Gao"),
    ("Paul Moe, of Selma, Alabama, has been charged with murder.", "charged", "Alabama"),
    ("Police arrested two men over killings in Kano.", "arrested", "Kano"),
    ("The dancers fled when Chad invaded and are now based in Lima.", "invaded", "Lima"),
]

DATES = [
    ("On 3 May, two days after the clinic was burned by rebels, the army freed a nurse.", "burned", "2024-05-01"),
    ("Rebels attacked Goma on Tuesday.", "attacked", "2024-05-14"),
    ("On 3 May, gunmen killed two priests in Garissa.", "killed", "2024-05-03"),
    ("Rebels attacked Goma on Monday and looted Bukavu on Tuesday.", "attacked", "2024-05-13"),
    ("Rebels attacked Goma on Monday and looted Bukavu on Tuesday.", "looted", "2024-05-14"),
    ("Gunmen abducted and killed a priest in Cameroon on Monday.", "abducted", "2024-05-13"),
    ("Gunmen abducted and killed a priest in Cameroon on Monday.", "killed", "2024-05-13"),
    ("The ministry said on Wednesday that rebels had attacked Goma on Monday.", "attacked", "2024-05-13"),
    ("The attack on Tuesday in Goma killed nine people.", "killed", "2024-05-14"),
    ("Kenya withdrew its troops from Somalia in March 2023.", "withdrew", "2023-03-01..2023-03-31"),
    ("A roadside bomb killed three soldiers yesterday in Bajaur.", "killed", "2024-05-15"),
    ("Protesters who had gathered on Sunday in Lima burned a police car on Tuesday.", "burned", "2024-05-14"),
    ("Peru expelled the ambassador last year.", "expelled", "2023-01-01..2023-12-31"),
    ("Aid workers said soldiers had killed 40 herders between Sunday and Tuesday.", "killed", "2024-05-12..2024-05-14"),
    ("Two journalists who were kidnapped in Gao in March have been released.", "kidnapped", "2024-03-01..2024-03-31"),
    (
        "The Ugandan army, which had sent 2,000 troops to Congo in 2021, began to withdraw them on Monday.",
        "withdraw",
        "2024-05-13",
    ),
    ("The two men were abducted and killed near Bamenda in March.", "abducted", "2024-03-01..2024-03-31"),
    ("On Sunday, gunmen attacked churches in Jos.", "attacked", "2024-05-12"),
    ("In the night from Saturday to Sunday, gunmen raided a village.", "raided", "2024-05-11..2024-05-12"),
    ("The minister said last week that 200 miners had been arrested in March.", "arrested", "2024-03-01..2024-03-31"),
    ("Troops massacred civilians in Axum in November 2020.", "massacred", "2020-11-01..2020-11-30"),
    ("They were protesting against the rules on 7 May when guards shot ten people.", "shot", "2024-05-07"),
    ("The raid on the camp, which took place on Monday, killed nine soldiers.", "killed", "2024-05-13"),
    ("The curfew that began on Sunday led to riots.", "curfew", "2024-05-12"),
    ("The reporter was arrested during protests on Sunday.", "arrested", "2024-05-12"),
    ("Ten people were killed in Monday's attack.", "killed", "2024-05-13"),
    ("On Monday, dozens of students were arrested at a protest against the mayor.", "protest", "2024-05-13"),
    ("In March, the student died after police beat him.", "beat", "2024-03-01..2024-03-31"),
    ("Soldiers fired on crowds protesting on Sunday against the coup.", "fired", "2024-05-12"),
]

NO_DATE = [
    ("The ministry said on Wednesday that rebels had attacked Goma.", "attacked"),
    ("Gunmen killed a teacher in Garissa, police said on Thursday.", "killed"),
    ("On Friday the envoy accused the army of shelling a clinic in Bunia.", "shelling"),
    ("Gunmen killed a teacher in Garissa.", "killed"),
    ("Rebels attacked Goma, the governor told reporters on Monday.", "attacked"),
    ("A witness told the court on Monday that police had beaten the students.", "beaten"),
    ("Two journalists who were kidnapped in Gao in March have been released.", "released"),
    ("Soldiers who had trained in May attacked a village in Darfur.", "attacked"),
    ("The mayor was replaced on Tuesday after clashes in Juliaca.", "clashes"),
    ("Aden Duale, who took office on Monday, said soldiers had shelled a camp near Kismayo.", "shelled"),
    ("The union, founded in 1998, went to court after police beat two members.", "beat"),
    ("Rebels attacked Goma, according to a statement issued on Monday.", "attacked"),
    ("The mayor resigned on Monday after soldiers shot protesters.", "shot"),
    ("The judge will hold a hearing on Tuesday on a request from the union.", "request"),
    ("Doe (pictured on Monday) was arrested and charged with murder.", "arrested"),
    ("On Monday the union went to court over the shooting of a member.", "shooting"),
    ("On Monday, police arrested a nurse after a protest against the mayor.", "protest"),
    ("The nurse was arrested after her post on 9 May.", "arrested"),
    ("Demonstrators gathered on Monday to protest the killings of two men.", "killings"),
]

COUNTS = [
    ("Gunmen killed 12 people and wounded nine others in Garissa.", "killed", "killed -/12/-; injured -/9/-"),
    ("At least 30 people were killed in a bomb attack in Quetta.", "killed", "killed 30/-/-"),
    ("India sent 2,000 soldiers to Kashmir.", "sent", "troops -/2000/-"),
    ("Police arrested 40 protesters in Tbilisi.", "arrested", "arrested -/40/-"),
    ("Militants kidnapped 15 pupils from a school in Zamfara.", "kidnapped", "abducted -/15/-"),
    ("Insurgents attacked a village in Mozambique, killing 12 people.", "attacked", "killed -/12/-"),
    ("The shelling of Bakhmut killed nobody.", "killed", "killed -/0/-"),
    ("Police arrested a man with 40 rifles in Mindanao.", "arrested", "arrested -/1/-"),
    ("A convoy was ambushed 30 kilometres from Bunia.", "ambushed", ""),
    ("Gunmen killed a 45-year-old teacher in Garissa.", "killed", "killed -/1/-"),
    ("The two men were abducted and killed near Bamenda.", "abducted", "abducted -/2/-"),
    ("The two men were abducted and killed near Bamenda.", "killed", "killed -/2/-"),
    ("Haitian gangs have killed more than 1,500 people since January.", "killed", "killed 1500/-/-"),
    ("Soldiers killed between 30 and 40 herders in Mopti.", "killed", "killed 30/-/40"),
    ("Police arrested dozens of students in Dhaka.", "arrested", "arrested 24/-/-"),
    ("About 200 villagers were abducted in Zamfara.", "abducted", "abducted -/200/-"),
    ("The blast in Quetta injured up to 60 shoppers.", "injured", "injured -/-/60"),
    ("Army medics treated more than 600 wounded people in Goma.", "treated", "injured 600/-/-"),
    ("Police held the station and killed three of them.", "killed", "killed -/3/-"),
    ("Police arrested 12 men, two of them boys.", "arrested", "arrested -/12/-"),
    ("Gunmen kidnapped a family of four in Kaduna.", "kidnapped", "abducted -/4/-"),
    ("Gunmen kidnapped a group of 12 pilgrims in Kaduna.", "kidnapped", "abducted -/12/-"),
    ("The army killed 12 hostages in the raid.", "killed", "killed -/12/-"),
    ("Peru and Chile exchanged 115 prisoners of war on Saturday.", "exchanged", "arrested -/115/-"),
    ("Ten of the 40 hostages were freed.", "freed", "abducted -/10/-"),
    ("More than 4,000 migrants were deported to Guinea.", "deported", "displaced 4000/-/-"),
    ("The shelling sent about 3,000 villagers across the river.", "shelling", "displaced -/3000/-"),
    ("Government forces captured 28 rebels in Kidal.", "captured", "abducted -/28/-"),
    ("Police fired tear gas and 31 people were taken to hospital.", "fired", "injured -/31/-"),
    ("Nearly 100 people were killed or wounded in Quetta.", "killed", ""),
    ("The group captured 12 villages in Kivu.", "captured", ""),
    ("The army sent 300 soldiers across the river.", "sent", "troops -/300/-"),
    ("Police freed the boys of three families.", "freed", ""),
    ("In March 2019 gunmen killed a teacher.", "killed", "killed -/1/-"),
    ("Guards beat 30 inmates.", "beat", ""),
    (
        "More than 280 people have been killed and about 9,000 displaced in Idlib.",
        "killed",
        "killed 280/-/-; displaced -/9000/-",
    ),
    ("The assault on the rebels sent about 3,000 villagers across the river.", "assault", "displaced -/3000/-"),
    ("The council approved the transfer of 300 Rwandan peacekeepers.", "approved", "troops -/300/-"),
    ("The chief said 329 people had been arrested and five rebels shot dead.", "arrested", "arrested -/329/-"),
    ("The robbers who attacked the bank in Quito took 2,000 dollars.", "attacked", ""),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), PLACES)
def test_a_happening_has_the_place_that_hangs_on_it(coder: Coder, text: str, trigger: str, expected: str) -> None:
    assert where(by_trigger(coder, text, trigger)) == expected


@pytest.mark.parametrize(("text", "trigger", "name"), NOT_ITS_PLACE)
def test_a_place_that_tells_who_or_where_it_was_said_is_not_the_happenings(
    coder: Coder, text: str, trigger: str, name: str
) -> None:
    assert name not in [place.span.text for place in by_trigger(coder, text, trigger).places]


@pytest.mark.parametrize(("text", "trigger", "expected"), DATES)
def test_a_happening_has_the_date_on_its_predicate_or_list(
    coder: Coder, text: str, trigger: str, expected: str
) -> None:
    assert when(by_trigger(coder, text, trigger)) == expected


@pytest.mark.parametrize(("text", "trigger"), NO_DATE)
def test_the_day_of_saying_or_publication_is_not_the_happenings(coder: Coder, text: str, trigger: str) -> None:
    assert when(by_trigger(coder, text, trigger)) is None


@pytest.mark.parametrize(("text", "trigger", "expected"), COUNTS)
def test_a_happening_has_the_numbers_that_it_governs(coder: Coder, text: str, trigger: str, expected: str) -> None:
    assert how_many(by_trigger(coder, text, trigger)) == expected
