"""Who acts and who is acted upon."""

from __future__ import annotations

import pytest

from harmattan import Coder
from harmattan.model.event import Participant
from tests.stages.told import by_trigger, who

CAST = [
    ("Ghana telephoned Togo and Benin and urged them to free the crew.", "urged", "GHA GOV", "BEN GOV; TGO GOV"),
    ("Kenyan police arrested two men and beat them.", "beat", "KEN COP", "- CVL"),
    ("Kenyan troops shelled the rebel-held town of Afgoye.", "shelled", "KEN MIL", "SOM REB"),
    ("Kenyan troops bombed a Taliban-controlled district.", "bombed", "KEN MIL", "AFG GOV"),
    ("The Peruvian military says it has attacked a camp.", "attacked", "PER MIL", ""),
    ("Turkish forces said that Baghdad's troops had attacked their fighters.", "attacked", "IRQ MIL", "TUR MIL"),
    ("Turkey brokered talks between Peru and Chile.", "brokered", "TUR GOV", "PER GOV; CHL GOV"),
    ("Togo quit the bloc after Mali arrested 49 of its soldiers.", "arrested", "MLI GOV", "TGO MIL"),
    ("Ghana summoned the Togolese chargé d'affaires on Monday.", "summoned", "GHA GOV", "TGO GOV"),
    ("Luis Paz flew to Mexico City, which had granted him asylum.", "granted", "MEX GOV", "- -"),
    ("Ghana condemned Chadian air raids on a village.", "condemned", "GHA GOV", "TCD GOV"),
    ("Chadian air raids killed nine farmers in Niger.", "killed", "TCD MIL", "NER AGR"),
    ("Militants shelled Kenyan military posts near Lamu.", "shelled", "- REB", "KEN MIL"),
    ("Nine holidaymakers were killed by gunmen in Fiji.", "killed", "- UAF", "- CVL"),
    ("Army helicopters bombed a camp in Chad.", "bombed", "TCD MIL", ""),
    ("Peru and Chile met. Ghana urged the two neighbours to free the crew.", "urged", "GHA GOV", "PER GOV; CHL GOV"),
    ("Peruvian and Chilean officers held talks in Lima.", "talks", "PER COP; CHL COP", ""),
    ("Fiji expelled the Norwegian and Danish ambassadors.", "expelled", "FJI GOV", "NOR GOV; DNK GOV"),
    (
        "Anna Lopez met her Chilean and Bolivian counterparts, Pedro Diaz and Juan Rojas.",
        "met",
        "- -; CHL GOV; BOL GOV",
        "",
    ),
    ("The two ministers, Juan Rojas and Luis Paz, discussed the border.", "discussed", "- GOV; - GOV", ""),
    ("Ghana recalled its ambassador from Lome.", "recalled", "GHA GOV", "TGO GOV"),
    ("Peru withdrew its envoy to Quito.", "withdrew", "PER GOV", "ECU GOV"),
    ("Canada imposed sanctions on Minsk.", "imposed", "CAN GOV", "BLR GOV"),
    ("Ghana called on Lome to free the judge.", "called", "GHA GOV", "TGO GOV"),
    ("Ghana froze the assets held by the Malian state.", "froze", "GHA GOV", "MLI GOV"),
    ("Luis Paz, a senator, was among those arrested on Friday.", "arrested", "", "- LEG"),
    ("Five Kenyans were among the 20 people killed by gunmen.", "killed", "- UAF", "KEN CVL"),
    ("Two nurses were among those protesting outside the ministry.", "protesting", "- MED", ""),
    ("A senator was one of those arrested on Friday.", "arrested", "", "- LEG"),
    ("Among those killed were two soldiers.", "killed", "", "- MIL"),
    ("The president travelled to Lima on Monday.", "travelled", "- GOV", ""),
    ("Minister Luis Paz has been on hunger strike since his arrest in Lima.", "arrest", "", "PER GOV"),
    ("Two of his accomplices were arrested on Friday.", "arrested", "", "- CRM"),
    ("Anna Lopez, president of the Miners' Federation, condemned the king of Fiji.", "condemned", "- -", "FJI GOV"),
    ("Anna Lopez told Reuters that the army had arrested a nurse.", "arrested", "- MIL", "- MED"),
    ("The ministry rolled out a ban on marches.", "ban", "- GOV", ""),
    ("A UN report accused Togo of torture.", "accused", "UNO -", "TGO GOV"),
    ("A Rwandan government statement accused Burundi of torture.", "accused", "RWA GOV", "BDI GOV"),
    ("Traders in Kano marched to the palace on Monday.", "marched", "NGA BUS", ""),
    ("The president travelled to Lima. Peru has a new cabinet.", "travelled", "PER GOV", ""),
    ("One of his nephews, Senator Luis Paz, was arrested on Friday.", "arrested", "", "- LEG"),
    ("The Economic Community of West African States, or ECOWAS, sent troops to Mali.", "sent", "IGO -", "MLI GOV"),
    ("Spain agreed to set up a training mission for Togo.", "agreed", "ESP GOV", "TGO GOV"),
    ("The army killed nine farmers after a clash with herders in Jos.", "killed", "NGA MIL", "NGA AGR"),
    ("Peru and Chile fought a war. Neither army has attacked the other.", "attacked", "PER MIL; CHL MIL", ""),
    ("Ghana and Togo announced their withdrawal from the African Union.", "announced", "GHA GOV; TGO GOV", "IGO -"),
    ("Sudan's minister attributed the judge's death to outlaws.", "attributed", "SDN GOV", "- CRM"),
    ("The court heard that a nun abducted last month has not been freed.", "abducted", "", "- REL"),
    ("Clashes in Cali have followed the shooting of Ana Perez in May by an officer.", "Clashes", "", ""),
    ("A day after a priest was slain in Jos, a lawyer was shot in Kaduna.", "slain", "", ""),
    ("Kenya accused Somalia of harbouring smugglers.", "accused", "KEN GOV", "SOM GOV"),
    ("The Peruvian president's office condemned the raid.", "condemned", "PER GOV", ""),
    ("Ghana condemned a remark by the Togolese premier's team.", "condemned", "GHA GOV", "TGO GOV"),
    ("The cabinet conceded to demands from the Peruvian opposition.", "conceded", "PER GOV", "PER OPP"),
    ("Russia expelled the ambassadors of Peru and Chile.", "expelled", "RUS GOV", "PER GOV; CHL GOV"),
    ("Kenyan rebels shelled a Kenyan army camp.", "shelled", "KEN REB", "KEN MIL"),
    ("A Thai jet bombed a military target.", "bombed", "THA MIL", ""),
    ("Rebels bombed the sites of the Kenyan army.", "bombed", "- REB", "KEN MIL"),
    ("The office of the mayor condemned the raid.", "condemned", "- GOV", ""),
    ("The Peruvian president's sister condemned the raid.", "condemned", "PER CVL", ""),
    ("The judge was caught by Kenyan police while crossing into Uganda.", "caught", "KEN COP", "- JUD"),
    ("Three Peruvian experts were sent to Chile to investigate the fire.", "sent", "", "CHL GOV"),
    ("Peruvian police arrested three journalists in Cusco.", "arrested", "PER COP", "PER JRN"),
    ("Three journalists were arrested by Peruvian police.", "arrested", "PER COP", "PER JRN"),
    ("Gunmen killed 12 farmers in Garissa.", "killed", "- UAF", "KEN AGR"),
    ("Soldiers clashed with rebels near Bunia.", "clashed", "COD MIL; COD REB", ""),
    ("The Kenyan president visited Uganda on Monday.", "visited", "KEN GOV", "UGA GOV"),
    ("The leaders of Peru and Chile met in Lima.", "met", "PER GOV; CHL GOV", ""),
    ("The withdrawal of Kenya's troops from Somalia began.", "withdrawal", "KEN MIL", "SOM GOV"),
    ("Norway sent tents to Nepal after the quake.", "sent", "NOR GOV", "NPL GOV"),
    ("Manila asked Washington for ships.", "asked", "PHL GOV", "USA GOV"),
    ("Armenia and Azerbaijan signed a peace treaty.", "signed", "ARM GOV; AZE GOV", ""),
    ("A raid by the Philippine army killed four rebels.", "killed", "PHL MIL", "- REB"),
    ("Students protested against the government in Dhaka.", "protested", "BGD EDU", "BGD GOV"),
    ("Ecuador's government imposed a curfew in Guayaquil.", "imposed", "ECU GOV", ""),
    ("Haitian gangs attacked a prison in Port-au-Prince.", "attacked", "HTI CRM", ""),
    ("Clashes between the army and rebels broke out near Goma.", "Clashes", "COD MIL; COD REB", ""),
    ("Russia vetoed a resolution, and Japan criticised Moscow.", "criticised", "JPN GOV", "RUS GOV"),
    ("Nine farmers were killed in an attack by bandits near Garissa.", "killed", "KEN CRM", "KEN AGR"),
    ("The United States said it would provide Taiwan with missiles.", "provide", "USA GOV", "TWN GOV"),
    ("The European Union suspended aid to Serbia.", "suspended", "EUR -", "SRB GOV"),
    ("The foreign minister of India met the foreign minister of Nepal.", "met", "IND GOV; NPL GOV", ""),
    ("The ministers of Chad and Niger signed an accord.", "signed", "TCD GOV; NER GOV", ""),
    ("Malian soldiers and Russian mercenaries killed 40 herders.", "killed", "MLI MIL; RUS PRM", "- AGR"),
    ("The ceasefire was signed by Congo and M23 in Doha.", "signed", "COD GOV; COD REB", ""),
    ("The Iraqi government summoned the Turkish ambassador.", "summoned", "IRQ GOV", "TUR GOV"),
    ("The rebels handed over 13 hostages to the Red Cross.", "handed", "- REB", "NGO MED"),
    ("Ukraine has asked Poland to send tanks.", "asked", "UKR GOV", "POL GOV"),
    ("Turkish police detained a Syrian journalist.", "detained", "TUR COP", "SYR JRN"),
    ("France accused Baku of inciting riots.", "accused", "FRA GOV", "AZE GOV"),
    ("Opposition supporters clashed with police in Maputo.", "clashed", "MOZ OPP; MOZ COP", ""),
    ("Hezbollah fired rockets at Haifa.", "fired", "LBN REB", ""),
    ("Azerbaijani soldiers shot an Armenian farmer near Tegh.", "shot", "AZE MIL", "ARM AGR"),
    ("Peacekeepers from Bangladesh were ambushed in the Central African Republic.", "ambushed", "", "BGD MIL"),
    ("Uzbekistan handed over two suspects to Kazakhstan.", "handed", "UZB GOV", "KAZ GOV"),
    ("Vigilantes lynched two men after accusing them of theft.", "accusing", "- PRM", "- CVL"),
    ("Greece will send Ukraine howitzers.", "send", "GRC GOV", "UKR GOV"),
    ("A delegation from Oman arrived in Sanaa.", "arrived", "OMN GOV", ""),
    ("The Gambian president offered amnesty to the rebels of Casamance.", "offered", "GMB GOV", "SEN REB"),
    ("Mexico extradited a drug lord to the United States.", "extradited", "MEX GOV", "USA GOV"),
    ("El Salvador's police jailed 70 gang members.", "jailed", "SLV COP", "- CRM"),
    ("The Somali parliament voted to expel the envoy.", "expel", "SOM LEG", "- GOV"),
    ("A visit by the Nepalese prime minister to India ended.", "visit", "NPL GOV", "IND GOV"),
    ("Norway's government apologised to the Sami people.", "apologised", "NOR GOV", "NOR CVL"),
    ("A Dutch court convicted two Russians of murder.", "convicted", "NLD JUD", "RUS CVL"),
    ("London will expel Iranian diplomats.", "expel", "GBR GOV", "IRN GOV"),
    ("Militants stormed a Kenyan army base near Lamu.", "stormed", "- REB", "KEN MIL"),
    ("Gunmen attacked a police post in Garissa.", "attacked", "- UAF", "KEN COP"),
    ("Rebels shelled a convoy of the Malian army.", "shelled", "- REB", "MLI MIL"),
    ("Militants burned a village in Niger.", "burned", "- REB", ""),
    ("Police closed the road to the market in Lusaka.", "closed", "ZMB COP", ""),
    ("Peru lifted its blockade of Bolivia.", "lifted", "PER GOV", "BOL GOV"),
    ("Peru agreed to lift sanctions imposed on Bolivia and Chile.", "agreed", "PER GOV", "BOL GOV; CHL GOV"),
    ("Peru refused to lift the ban on miners.", "refused", "PER GOV", "PER LAB"),
    ("Peru is willing to give a loan of six million dollars to Bolivia.", "willing", "PER GOV", "BOL GOV"),
    ("Peru agreed to withdraw its troops from Bolivia.", "agreed", "PER GOV", "BOL GOV"),
    ("Peru agreed to withdraw its troops from the hills.", "agreed", "PER GOV", ""),
    ("Ghana sent tents to help Togo, according to UN officials.", "sent", "GHA GOV", "TGO GOV"),
    ("The minister of Togo expressed his concern about the raid.", "expressed", "TGO GOV", ""),
    ("Kenya's withdrawal of troops from Somalia began.", "withdrawal", "KEN GOV", "SOM GOV"),
    ("Ghana rejected a draft resolution tabled by Togo.", "rejected", "GHA GOV", "TGO GOV"),
    ("Kenya and Uganda clashed. The two countries signed a truce on Friday.", "signed", "KEN GOV; UGA GOV", ""),
    ("Kenya condemned Uganda's raid. Both governments signed a truce on Friday.", "signed", "KEN GOV; UGA GOV", ""),
    ("The junta freed two followers of rebel leader Tano Brik.", "freed", "- GOV", "- REB"),
    ("Paul Kagame and William Ruto fled after they met in Lome.", "met", "KEN GOV; RWA GOV", ""),
    ("Rebels threatened to attack British forces in Basra.", "threatened", "IRQ REB", "GBR MIL"),
    ("Togo threatened to send troops to Mali.", "threatened", "TGO GOV", "MLI GOV"),
    ("The Taliban issued an ultimatum to Washington.", "issued", "AFG GOV", "USA GOV"),
    ("Guyana has established diplomatic ties with Liberia.", "established", "GUY GOV; LBR GOV", ""),
    ("The president of Peru declared a ceasefire with the rebels.", "declared", "PER GOV", "- REB"),
    ("Togo rejected any cooperation with Ghana.", "rejected", "TGO GOV", "GHA GOV"),
    ("Togo condemned the raid with rockets.", "condemned", "TGO GOV", ""),
    ("Protesters marched to Kabul.", "marched", "- CVL", ""),
    ("A raid on the home of a judge by masked men left two dead.", "raid", "- UAF", "- JUD"),
    ("Ghana condemned the killing of nine farmers by rebels.", "condemned", "GHA GOV", "- REB"),
    ("Ghana condemned the killing of nine farmers.", "condemned", "GHA GOV", ""),
    ("Gunmen killed two of the soldiers and their commander in Mali.", "killed", "- UAF", "MLI MIL; MLI MIL"),
    ("Peru, its neighbour, and Chile have signed a treaty.", "signed", "PER GOV; CHL GOV", ""),
]

SUSPECTED = [
    ("The attack in Cabo Delgado was blamed on jihadists.", "attack", "suspected"),
    ("The bombing in Lahore was claimed by the Pakistani Taliban.", "bombing", "claimed"),
    ("Two judges were killed in Cali in an attack attributed to dissident rebels.", "killed", "suspected"),
    ("Suspected rebels killed nine villagers near Beni.", "killed", "suspected"),
    ("Rebels killed nine villagers near Beni.", "killed", "stated"),
    ("The Delta Front claimed responsibility for the bombing in Lahore.", "bombing", "claimed"),
    ("Islamist fighters claimed responsibility for killing two soldiers in Gao.", "killing", "claimed"),
    ("The rebels took responsibility for the raids that killed six farmers.", "killed", "claimed"),
    ("Police killed a suspect in Beni.", "killed", "stated"),
]

NOT_CAST = [
    ("Kenyan rebels fled to Togo and Benin, and police arrested them.", "arrested", "Benin"),
    ("The envoy visited the rebel-held town of Afgoye.", "visited", "rebel"),
    ("Kenyan troops bombed a privately held farm.", "bombed", "held"),
    ("Kenyan troops shelled the town of Duma.", "shelled", "Duma"),
    ("Turkey brokered talks between Peru and Chile.", "brokered", "talks"),
    ("A newspaper report on the army accused Togo of torture.", "accused", "army"),
    ("Togo signed a Qatari-brokered pact with Niger.", "signed", "Qatari"),
    ("Togo signed a U.S.-brokered pact with Niger.", "signed", "U.S."),
    ("Rebels attacked Lome, which lies on the coast.", "attacked", "Lome"),
    ("Nine containers were burned by gunmen in Fiji.", "burned", "containers"),
    ("The EU's envoy reaffirmed the bloc's support for Moldova.", "reaffirmed", "bloc"),
    ("Ghana has not asked for help, though the king would not rule out talks with Togo.", "asked", "king"),
    ("Chad moved helicopters of Niger's army to a base, and rebels attacked it.", "attacked", "helicopters"),
    ("Ghana's soldiers attacked an army base near Lome.", "attacked", "Lome"),
    ("Protesters called on the king of Fiji in Suva to resign.", "called", "Suva"),
    ("Rockets fell on Kyiv, and Russia attacked Odesa.", "attacked", "Kyiv"),
    ("Peru recalled its players from Quito and expelled two envoys.", "expelled", "Quito"),
    ("The states agreed to create an investment bank.", "agreed", "bank"),
    ("Luis Paz is ready to sign a document with Peru.", "ready", "document"),
    ("The army killed nine farmers after a clash with herders in Jos.", "killed", "herders"),
    ("Ghana condemned the judge's arrest.", "condemned", "judge"),
    ("Luis Paz was among the guests, and police arrested a cook.", "arrested", "Luis Paz"),
    ("Five Kenyans were among the crowd near the hotel where gunmen killed a nurse.", "killed", "Kenyans"),
    ("Ghana froze the salaries of teachers and closed the border with Togo.", "closed", "teachers"),
    ("France withdrew from Air Base 9 in Niger.", "withdrew", "Air Base"),
    ("The militia sent recruits to the front in Togo.", "sent", "front"),
    ("Gunmen killed a teacher in Garissa, police said.", "killed", "police"),
    ("The minister said that rebels had attacked Goma.", "attacked", "minister"),
    ("The president of Peru said that miners had blocked a road.", "blocked", "president"),
    ("Rebels attacked Goma while Kenya called for talks.", "attacked", "Kenya"),
    ("Gunmen killed a teacher in Garissa, Kenya.", "killed", "Kenya"),
    ("Police arrested a man in Tbilisi, Georgia.", "arrested", "Georgia"),
    ("According to the United Nations, rebels burned a clinic in Bunia.", "burned", "United Nations"),
    ("Protesters in Paris condemned the war.", "condemned", "Paris"),
    ("Tanzania fears that rebels will attack Mtwara.", "attack", "Tanzania"),
    ("The road from Chad was blocked by farmers.", "blocked", "Chad"),
    ("The army foiled an attack on a base in Mombasa.", "attack", "Mombasa"),
    ("Kenya's press reported that soldiers had shot a boy in Kismayo.", "shot", "Kenya's press"),
    ("Police prevented an attack on a church in Colombo.", "attack", "Police"),
    ("No group claimed responsibility for the attack in Gao.", "attack", "No group"),
    ("The rebels have not claimed responsibility for the attack in Gao.", "attack", "rebels"),
    ("Togo announced the rebels' responsibility for the attack in Gao.", "attack", "Togo"),
    ("Norway sent tents to Nepal, according to UN officials.", "sent", "officials"),
    ("Ghana offered to send soldiers to Togo.", "offered", "soldiers"),
    ("South Sudan freed a critic of President Salva Kiir.", "freed", "President Salva Kiir |"),
    ("The war in Yemen and protests against hunger shook Oslo.", "protests", "Yemen"),
]


def texts(participants: tuple[Participant, ...]) -> str:
    return " | ".join(one.span.text for one in participants)


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), CAST)
def test_actors_and_recipients_come_from_the_frame(
    coder: Coder, text: str, trigger: str, actors: str, recipients: str
) -> None:
    event = by_trigger(coder, text, trigger)
    assert (who(event.actors), who(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(("text", "trigger", "attribution"), SUSPECTED)
def test_whom_a_deed_is_laid_to_is_marked(coder: Coder, text: str, trigger: str, attribution: str) -> None:
    assert [one.attribution for one in by_trigger(coder, text, trigger).actors] == [attribution]


@pytest.mark.parametrize(("text", "trigger", "name"), NOT_CAST)
def test_who_tells_or_where_it_was_takes_no_part(coder: Coder, text: str, trigger: str, name: str) -> None:
    event = by_trigger(coder, text, trigger)
    assert name not in texts((*event.actors, *event.recipients))


def test_we_in_a_quotation_is_the_speakers_side(coder: Coder) -> None:
    text = '"We will attack the rebels," Kenyan defence minister Aden Duale said in Nairobi on Monday.'
    event = by_trigger(coder, text, "attack")
    assert who(event.actors) == "KEN GOV"
    assert event.actors[0].span.text == "We"
    assert event.actors[0].antecedent is not None


def test_we_outside_a_quotation_is_nobody(coder: Coder) -> None:
    event = by_trigger(coder, "We attacked the rebels near Goma on Monday.", "attacked")
    assert "We" not in texts(event.actors)


def test_a_pronoun_has_the_span_that_names_it(coder: Coder) -> None:
    text = "The Kenyan army reached Kismayo on Monday. It shelled a camp near the town on Tuesday."
    event = by_trigger(coder, text, "shelled")
    assert who(event.actors) == "KEN MIL"
    assert event.actors[0].antecedent is not None
    assert "army" in event.actors[0].antecedent.text
    assert [one.quote for one in event.more_evidence] == ["The Kenyan army reached Kismayo on Monday."]


def test_a_visitor_acts_and_the_host_receives(coder: Coder) -> None:
    event = by_trigger(coder, "The Chinese foreign minister arrived in Suva for a visit to Fiji.", "arrived")
    assert (who(event.actors), who(event.recipients)) == ("CHN GOV", "FJI GOV")
    assert event.mode == "visit"


@pytest.mark.parametrize(
    ("text", "trigger", "names"),
    [
        ("Police arrested the nurses Amadou Bello and Issa Kone in Gao.", "arrested", ["Amadou Bello", "Issa Kone"]),
        ("The capture of reporters Amadou Bello and Issa Kone angered many.", "capture", ["Amadou Bello", "Issa Kone"]),
        ("Rebels seized six nurses, namely: Ada Obi, Issa Kone and Awa Diop.", "seized",
         ["Ada Obi", "Issa Kone", "Awa Diop"]),
        ("Gunmen abducted five teachers, including Ada Obi, near Gao.", "abducted", ["Ada Obi"]),
        ("Six nurses were abducted, among them Amadou Bello and Awa Diop.", "abducted", ["Amadou Bello", "Awa Diop"]),
        ("Two drivers, Amadou Bello and Issa Kone, were killed by gunmen.", "killed", ["Amadou Bello", "Issa Kone"]),
        ("Soldiers killed farmers in Gao, Ada Obi said.", "killed", []),
        ("Police arrested marchers, Ada Obi told reporters.", "arrested", []),
        ("Gunmen killed farmers near Gao, including Ada Obi's cattle.", "killed", []),
        ("Soldiers arrested rebels loyal to Ada Obi.", "arrested", []),
        ("Soldiers arrested rebels, whose leader Ada Obi fled.", "arrested", []),
        ("Police arrested a driver, near Ada Obi's house.", "arrested", []),
    ],
)  # fmt: skip
def test_persons_named_behind_a_plural_are_of_it(coder: Coder, text: str, trigger: str, names: list[str]) -> None:
    recipients = by_trigger(coder, text, trigger).recipients
    assert [one.name for one in recipients if one.name] == names
    assert len({one.sector for one in recipients}) == 1
