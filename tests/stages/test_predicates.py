"""Which words are predicates of which type and mode: the frame of the words around decides."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger, events_of, told, who

MODES = [
    ("Gunmen abducted a priest near Bamenda.", "abducted", "ASSAULT", "abduct"),
    ("Jets bombed a camp in Idlib.", "bombed", "ASSAULT", "aerial"),
    ("A drone struck a fuel depot in Basra.", "struck", "ASSAULT", "drone"),
    ("Artillery shelled the port of Sidra.", "shelled", "ASSAULT", "heavy-weapons"),
    ("Police fired tear gas at students in Dhaka.", "fired", "ASSAULT", "crowd-control"),
    ("Gunmen shot a judge in Guayaquil.", "shot", "ASSAULT", "firearms"),
    ("Militants beheaded two fishermen in Cabo Delgado.", "beheaded", "ASSAULT", "primitive"),
    ("The judge was assassinated in Cali.", "assassinated", "ASSAULT", "targeted"),
    ("Guards tortured the prisoner in Basra.", "tortured", "ASSAULT", "torture"),
    ("Police arrested a union leader in Lima.", "arrested", "COERCE", "arrest"),
    ("The junta imposed a curfew in Yangon.", "imposed", "COERCE", "curfew"),
    ("Chad's government banned demonstrations.", "banned", "COERCE", "restrict"),
    ("Pakistan deported 300 Afghans.", "deported", "COERCE", "deport"),
    ("The regulator blocked the website of a newspaper in Tehran.", "blocked", "COERCE", "censor"),
    ("Students marched in Santiago.", "marched", "PROTEST", "demo"),
    ("Farmers blocked a highway in Bolivia.", "blocked", "PROTEST", "obstruct"),
    ("The prime minister of Peru resigned.", "resigned", "RETREAT", "resign"),
    ("The rebels released 20 hostages in Bouake.", "released", "RETREAT", "release"),
    ("Kenya withdrew its troops from Somalia.", "withdrew", "RETREAT", "withdraw"),
    ("India deployed soldiers along the border with China.", "deployed", "MOBILIZE", "troops"),
    ("Peru expelled the Mexican ambassador.", "expelled", "SANCTION", "expel"),
    ("Britain imposed sanctions on two Iranian generals.", "imposed", "SANCTION", "discontinue"),
    ("Chile and Peru signed a treaty in Arica.", "signed", "SUPPORT", "x-sign"),
    ("Parliament ratified the treaty with Peru.", "ratified", "SUPPORT", "x-ratify"),
    ("Norway recognised the state of Palestine.", "recognised", "SUPPORT", "x-recognise"),
    ("Kenya pledged 600 police officers for Haiti.", "pledged", "AGREE", "x-pledge"),
    ("Peru invited the Chilean president to Lima.", "invited", "AGREE", "x-invite"),
    ("Norway condemned the coup in Gabon.", "condemned", "ACCUSE", "disapprove"),
    ("Prosecutors charged the mayor of Cusco with fraud.", "charged", "ACCUSE", "allege"),
    ("The Indian and Sri Lankan navies held a joint exercise.", None, "COOPERATE", "x-exercise"),
    ("Firefighters rescued 30 miners in Zambia.", "rescued", "AID", "x-rescue"),
    ("Turkey delivered drones to Pakistan.", "delivered", "AID", "x-military"),
    ("The leaders of Peru and Chile spoke by telephone.", "spoke", "CONSULT", "phone"),
    ("The president of Kenya visited Uganda.", "visited", "CONSULT", "visit"),
    ("The militia threatened to attack the port of Sidra.", "threatened", "THREATEN", "violence"),
    ("Manila warned that it would expel the ambassador.", "warned", "THREATEN", "expel"),
    ("The junta refused to meet the envoy of the United Nations.", "refused", "REJECT", "meet"),
    ("Baghdad asked Washington to withdraw its troops.", "asked", "REQUEST", "yield"),
    ("The rebels declared a ceasefire in Casamance.", "declared", "CONCEDE", "x-ceasefire"),
    ("The king pardoned 20 prisoners in Rabat.", "pardoned", "CONCEDE", "x-pardon"),
    ("The two sides signed a deal in Doha on Monday.", "signed", "SUPPORT", "x-sign"),
    ("The militia held its fire for three days in Baidoa.", "held", "RETREAT", "ceasefire"),
    ("Guards fired shots in the air at the crossing in Moyale.", "fired", "ASSAULT", "crowd-control"),
    ("The use of water cannon by the police in Manila was condemned.", "use", "ASSAULT", "crowd-control"),
    ("The junta in Bamako announced the end of the peace accord.", "announced", "SANCTION", "withdraw"),
    ("Kenya airlifted 200 police officers to Port-au-Prince.", "airlifted", "MOBILIZE", "troops"),
    ("Rebels handed 13 hostages to the Red Cross in Arauca.", "handed", "RETREAT", "release"),
]

SAME_WORD_ELSEWHERE = [
    ("Soldiers fired at a crowd in Juba.", "fired", "ASSAULT"),
    ("The president of Kenya fired his finance minister.", "fired", None),
    ("Rebels attacked a convoy near Bunia.", "attacked", "ASSAULT"),
    ("The senator attacked the budget in a speech in Manila.", "attacked", "ACCUSE"),
    ("Miners struck in Rustenburg over pay.", "struck", "PROTEST"),
    ("Missiles struck a school in Kharkiv.", "struck", "ASSAULT"),
    ("The court in Lima charged two officers with murder.", "charged", "ACCUSE"),
    ("Peru recalled its ambassador from Quito.", "recalled", "SANCTION"),
    ("The police detained a reporter in Baku.", "detained", "COERCE"),
    ("Rebels took the town of Sake on Monday.", "took", "ASSAULT"),
    ("Rebels took 15 villagers hostage in Zamfara.", "took", "ASSAULT"),
]

NO_PREDICATE = [
    "The hotel charged guests for water.",
    "The witness recalled his youth in Quito.",
    "The clock struck ten.",
    "The potter fired the vase.",
    "The driver took a bus to Sake.",
    "A virus attacked the maize in Malawi.",
    "She held the talks in high esteem.",
    "The author launched her book in Lagos.",
    "The road runs along the border with Chad.",
    "Police officers wear blue in Lima.",
    "A retired soldier opened a bakery in Minsk.",
    "The rebels have a radio station.",
    "The attacker scored in the second half for Kaizer Chiefs.",
    "The treaty has 14 articles.",
    "The bomb squad has a new office in Perth.",
    "The peace bridge is 300 metres long.",
    "The old war memorial in Accra was painted.",
    "The minister signed autographs for fans in Kingston.",
    "Her talk drew a crowd in Oslo.",
    "The team shot four goals in Durban.",
    "The exercise book costs a dollar in Kampala.",
    "The film shoot in Jodhpur lasted two months.",
    "The general assembly of the farmers' union elected a treasurer.",
    "The company recalled thousands of cars in Japan.",
    "The festival attracted troops of dancers.",
    "The home side signed a striker from Porto.",
    "The side attacked from the left wing in Cairo.",
    "The photographer held her fire until the lion turned in Tsavo.",
    "The use of gas for cooking is growing in Togo.",
    "The company announced the end of its contract with a singer in Rome.",
    "The anniversary of the peace accord was marked in Bogota with a concert.",
    "The airline flew 200 tourists to Lamu.",
    "The mayor of Lima left the hall after what he called a scandal.",
    "The captain handed the ball to a girl in Tunis.",
]

HEADLINES = [
    ("Gunmen kill 12 in Garissa market", "ASSAULT"),
    ("12 killed in Garissa market attack", "ASSAULT"),
    ("Kenya to send police to Haiti", None),
    ("Rebels seize Goma airport", "ASSAULT"),
    ("Chile, Peru sign border treaty", "SUPPORT"),
]

DOERS = [
    ("Rwanda was not involved in the strikes on Goma, its minister said.", "strikes", "RWA GOV", "denied"),
    ("Two Ugandan officers were involved in the killing of a student in Kampala.", "killing", "UGA COP", "asserted"),
    ("Togo was involved in the talks between the two sides in Lome.", "talks", "TGO GOV", "asserted"),
]

NO_DOER = [
    "Three cars were involved in the crash in Lima.",
    "The firm was involved in a strike of its staff in Leeds.",
    "The actor was involved in a film in Accra.",
]

ADVERBS_BEHIND = [
    ("The emir of Qatar brought the Chadian and Sudanese presidents together in Doha.", "CONSULT", "third-party"),
    ("Norway brought the two rebel leaders together in Oslo.", "CONSULT", "third-party"),
    ("Raiders set two villages ablaze in Plateau.", "ASSAULT", "destroy"),
]

NO_ADVERB_BEHIND = [
    "The festival brought families together in Accra.",
    "The coach brought the players together on the pitch in Lima.",
    "The teacher sent the pupils home in Oslo.",
]

BARE_FORMS = [
    ("The rebels insist that the governor of Kidal resign.", "insist", "REQUEST"),
    ("Kenya's president asked that the matter be taken up by the African Union.", "asked", "REQUEST"),
    ("Togo proposed that the two sides meet in Lome.", "proposed", "REQUEST"),
]

INDICATIVE = [
    "The company insisted that the phone was safe in Nairobi.",
    "The customer insisted that the bill was wrong in Rome.",
    "The teacher suggested that the answer was in the book in Accra.",
]


@pytest.mark.parametrize(("text", "trigger", "doer", "factuality"), DOERS)
def test_who_is_involved_in_a_deed_does_it(coder: Coder, text: str, trigger: str, doer: str, factuality: str) -> None:
    event = by_trigger(coder, text, trigger)
    assert event.factuality == factuality
    assert doer in who(event.actors)


@pytest.mark.parametrize(("text", "event_type", "mode"), ADVERBS_BEHIND)
def test_an_adverb_behind_the_object_belongs_to_the_verb(coder: Coder, text: str, event_type: str, mode: str) -> None:
    assert [(one.event_type, one.mode) for one in events_of(coder, text)] == [(event_type, mode)]


@pytest.mark.parametrize(("text", "trigger", "event_type"), BARE_FORMS)
def test_a_clause_in_the_bare_form_is_demanded(coder: Coder, text: str, trigger: str, event_type: str) -> None:
    assert by_trigger(coder, text, trigger).event_type == event_type


@pytest.mark.parametrize("text", [*NO_DOER, *NO_ADVERB_BEHIND, *INDICATIVE])
def test_the_same_forms_in_everyday_talk_make_no_event(coder: Coder, text: str) -> None:
    assert told(coder, text) == []


@pytest.mark.parametrize(("text", "trigger", "event_type", "mode"), MODES)
def test_a_predicate_has_type_and_mode(
    coder: Coder, text: str, trigger: str | None, event_type: str, mode: str
) -> None:
    found = [(one.event_type, one.mode) for one in events_of(coder, text) if trigger in (None, one.trigger.text)]
    assert found == [(event_type, mode)], told(coder, text)


@pytest.mark.parametrize(("text", "trigger", "event_type"), SAME_WORD_ELSEWHERE)
def test_the_words_around_decide_the_sense(coder: Coder, text: str, trigger: str, event_type: str | None) -> None:
    if event_type is None:
        assert "ASSAULT fired" not in told(coder, text)
    else:
        assert by_trigger(coder, text, trigger).event_type == event_type


@pytest.mark.parametrize("text", NO_PREDICATE)
def test_a_word_in_another_sense_is_no_predicate(coder: Coder, text: str) -> None:
    assert told(coder, text) == []


@pytest.mark.parametrize(("text", "event_type"), HEADLINES)
def test_a_headline_is_read(coder: Coder, text: str, event_type: str | None) -> None:
    found = [(one.event_type, one.factuality) for one in events_of(coder, text)]
    assert len(found) == 1, found
    if event_type is None:
        assert found[0][1] == "planned" or found[0][0] == "AGREE"
    else:
        assert found[0][0] == event_type


def test_the_trigger_of_a_compound_noun_spans_it(coder: Coder) -> None:
    event = by_trigger(coder, "A suicide bombing at a mosque in Kabul killed nobody on Monday.", "killed")
    assert "suicide-attack" in (event.mode, *event.modes)


def test_a_name_is_no_predicate(coder: Coder) -> None:
    assert told(coder, "The village of Battle lies near Hastings.") == []
