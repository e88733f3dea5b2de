"""Is it told as fact? Own-prose sentences through the whole coder, read at one trigger each."""

from __future__ import annotations

from datetime import date

import pytest

from harmattan.assembly import Coder
from harmattan.model.event import Event

PUBLISHED = date(2024, 5, 14)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def at(coder: Coder, sentence: str, trigger: str) -> list[Event]:
    """Return the events whose trigger is, or overlaps, a word of the sentence (its last occurrence)."""
    start = sentence.rindex(trigger)
    end = start + len(trigger)
    events = coder.code(sentence, published=PUBLISHED)
    return [one for one in events if one.trigger.start < end and one.trigger.end > start]


ASSERTED = [
    ("The delay angered the mayor after rebels attacked the port.", "attacked"),
    ("The mayor would resign after rebels attacked the port, he said.", "attacked"),
    ("The mayor resigned before rebels attacked the port.", "attacked"),
    ("The rebels claim that soldiers shelled the port.", "shelled"),
    ("The rebels say they attacked the port.", "attacked"),
    ("The mayor urged the ministry to close the plant?", "urged"),
    ("Fighting went on until the army withdrew from Goma.", "withdrew"),
    ("No one has claimed the attack on the mosque in Kano.", "attack"),
    ("The attack on the mosque in Kano would anger the king, observers said.", "attack"),
    ("The mayor has not been seen since his arrest by soldiers in Gao.", "arrest"),
    ("No child left the town during the attack by rebels on Gao in May.", "attack"),
    ("The police did not report the attack on the camp in Gao.", "attack"),
    ("The attack on the camp in Gao was not reported.", "attack"),
    ("Rebels bombed a bridge which, if repaired, will open in May.", "bombed"),
    ("Rebels shot nine people, a crime if confirmed.", "shot"),
    ("The army did not leave the town but bombed a bridge.", "bombed"),
    ("The army can fly at night and has bombed nine bridges.", "bombed"),
    ("Chad was the first state to deploy troops in the valley.", "deploy"),
    ("The mayor will honour the guards whom rebels killed in Gao.", "killed"),
    ("The market stayed shut due to clashes between rebels and soldiers.", "clashes"),
    ("The army denied that the port, which rebels bombed on Monday, had fallen.", "bombed"),
    ("The mayor will visit the village where raiders killed nine people.", "killed"),
    ("If the victims of the bombing in Kano need help, the state will pay.", "bombing"),
    ("The bloc may discuss the killing of nine villagers by soldiers.", "killing"),
    ("Why did soldiers shoot the protesters?", "shoot"),
    ("The man who had planned to leave was killed by rebels on Friday.", "killed"),
    ("Would the mayor resign, reporters asked, after soldiers shot nine protesters?", "shot"),
    ("The court may try the men who killed the bishop.", "killed"),
    ("Rebels attacked the port without warning.", "attacked"),
    ("The army did not say why its soldiers had shelled the town.", "shelled"),
    ("Gunmen attacked a village near Sokoto on Monday.", "attacked"),
    ("The governor condemned the attack on the market.", "attack"),
    ("Residents fled the valley after the attack on their village.", "attack"),
    ("The attack on the convoy did not surprise the mayor.", "attack"),
    ("The attack on the convoy did not end the truce.", "attack"),
    ("The minister confirmed that soldiers had killed six traders.", "killed"),
    ("The army acknowledged killing two herders.", "killing"),
    ("The militia claimed responsibility for the attack on the barracks.", "attack"),
    ("The union did not condemn the attack on the market.", "attack"),
    ("No group has claimed responsibility for the bombing in Kano.", "bombing"),
    ("Police do not know who killed the priest.", "killed"),
    ("It is unclear why soldiers shot the traders.", "shot"),
    ("The minister did not regret that soldiers had killed the traders.", "killed"),
    ("Soldiers who refused to leave the base were arrested on Friday.", "arrested"),
    ("Police arrested a man who had threatened the mayor.", "arrested"),
    ("Farmers returned to the village where raiders had killed nine people.", "killed"),
    ("The envoy said that rebels had shelled the town.", "shelled"),
    ("The army failed to prevent the attack on the village.", "attack"),
    ("The guards did not hesitate to shoot the protesters.", "shoot"),
    ("The raiders not only killed nine villagers but also burned their homes.", "killed"),
    ("Survivors of the attack on the camp have not begun talks with the state.", "attack"),
    ("Witnesses said soldiers beat protesters, while the mayor will travel on Friday.", "beat"),
    ("The president, who is due to leave on Sunday, condemned the killing of six traders.", "killing"),
    ("Who killed the bishop of Makeni?", "killed"),
    ("The rebels, who may negotiate, bombed a bridge on Tuesday.", "bombed"),
    ("The army managed to capture the town on Friday.", "capture"),
    ("Soldiers forced the militia to withdraw from the town.", "withdraw"),
    ("The general resumed the offensive against the rebels on Friday.", "offensive"),
    ("The rebels will not talk because soldiers killed their chief.", "killed"),
    ("The raid was not the first in which gunmen killed villagers.", "killed"),
    ("Hundreds protested in Conakry after police shot a student.", "shot"),
    ("The ministry said the militia had abducted a nurse in order to win a ransom.", "abducted"),
    ("Soldiers entered the camp without warning and killed four people.", "killed"),
    ("The mayor wants to leave the town where gunmen abducted his son.", "abducted"),
    ("Rebels who plan to negotiate attacked the port on Monday.", "attacked"),
]

DENIED = [
    ("The cancellation of the talks between Chad and Niger cost a fortune.", "talks"),
    ("The cancelled talks between Chad and Niger cost a fortune.", "talks"),
    ("The bloc has yet to deploy troops in the valley.", "deploy"),
    ("Chad assured the king that no soldiers had entered the valley.", "entered"),
    ("The kingdom was not part of the war in Chad.", "war"),
    ("The police did not report an attack on the camp in Gao.", "attack"),
    ("The army did not enter the town or bomb the bridge.", "bomb"),
    ("No soldiers were killed in the valley.", "killed"),
    ("The army dismissed reports that its soldiers had shelled the town.", "shelled"),
    ("The raiders killed nobody.", "killed"),
    ("Soldiers will not enter the town, the mayor said.", "enter"),
    ("It is not true that soldiers shelled the town.", "shelled"),
    ("The lack of talks between the army and the rebels worried envoys.", "talks"),
    ("The army denied that its soldiers had shelled the town.", "shelled"),
    ("The army denied shelling the town.", "shelling"),
    ("Soldiers would not be deployed in the valley, the minister said.", "deployed"),
    ("No troops entered the town on Monday.", "entered"),
    ("Nobody was killed in the valley on Friday.", "killed"),
    ("The rebels left the town without attacking the garrison.", "attacking"),
    ("The army never bombed the bridge.", "bombed"),
    ("The rebels did not attack the garrison.", "attack"),
    ("The army failed to capture the town.", "capture"),
    ("The general excluded sending troops to the border.", "sending"),
    ("The attack on the garrison was never carried out.", "attack"),
    ("The agreement does not mention a withdrawal of troops from the valley.", "withdrawal"),
    ("The mission would not include a deployment of troops to the border.", "deployment"),
    ("Gunmen nearly killed the mayor on Friday.", "killed"),
    ("The rebels could not capture the town.", "capture"),
    ("The rebels carried out no attacks on the town in May.", "attacks"),
    ("There was no attack on the village, the governor said.", "attack"),
    ("Observers do not believe that the army shelled the town.", "shelled"),
    ("Neither the army nor the police attacked the camp.", "attacked"),
    ("The army withdrew its tanks instead of attacking the camp.", "attacking"),
    ("The army no longer shells the town.", "shells"),
    ("The rebels decided not to attack the port.", "attack"),
    ("Soldiers were unable to arrest the preacher.", "arrest"),
    ("The governor said that no one had been abducted.", "abducted"),
]

FOILED = [
    ("Police foiled an attack on the station.", "attack"),
    ("Guards prevented an attack on the station.", "attack"),
    ("The army thwarted a raid on the barracks.", "raid"),
    ("The foiled attack on the barracks shook the army.", "attack"),
]

ATTEMPTED = [
    ("Gunmen tried to kidnap a priest on Friday.", "kidnap"),
    ("Officers attempted to kill the president.", "kill"),
    ("An attempted assassination of the mayor shocked the town.", "assassination"),
    ("The failed attack on the barracks cost two soldiers their lives.", "attack"),
]

PLANNED = [
    ("Nigeria to send troops to Sudan", "send"),
    ("The soldiers to be deployed in the valley are from Chad.", "deployed"),
    ("The rebels were planning an attack on the port.", "attack"),
    ("The junta intends to expel the ambassador of France.", "expel"),
    ("The army is about to attack the port.", "attack"),
    ("The kingdom will deploy troops in the valley.", "deploy"),
    ("The governor said the state would send soldiers to the valley.", "send"),
    ("The governor said the state would send soldiers and would arrest the rebels.", "arrest"),
    ("The bloc is set to impose sanctions on the junta.", "impose"),
    ("The army is to attack the port on Sunday.", "attack"),
    ("The army is going to attack the port.", "attack"),
    ("The planned attack on the port worried envoys.", "attack"),
    ("The state is due to deploy troops in the valley on Sunday.", "deploy"),
    ("The junta wants to expel the ambassador of France.", "expel"),
]

POSSIBLE = [
    ("The claim that soldiers shelled the port spread fast.", "shelled"),
    ("Gunmen are said to have killed the priest.", "killed"),
    ("The rebels appear to have attacked the port.", "attacked"),
    ("The claim that rebels shelled the town was repeated on Friday.", "shelled"),
    ("Lawyers repeated the allegation that guards beat the prisoners.", "beat"),
    ("The rebels could attack the port.", "attack"),
    ("Observers warned that the rebels might attack the port.", "attack"),
    ("The militia is suspected of attacking the port.", "attacking"),
    ("The militia was accused of killing nine villagers.", "killing"),
    ("The risk of an attack on the port remains high.", "attack"),
    ("There may have been an attack on the port.", "attack"),
    ("The rebels may attack the port.", "attack"),
    ("The rebels might have killed the hostages.", "killed"),
    ("The gang could have killed the priest.", "killed"),
    ("The rebels may not have killed the hostages.", "killed"),
    ("Soldiers allegedly beat the prisoners.", "beat"),
    ("Soldiers reportedly killed six traders.", "killed"),
    ("The gang is believed to have killed the priest.", "killed"),
    ("Police suspect the man of killing a judge.", "killing"),
    ("The state accused its neighbour of bombing the bridge.", "bombing"),
    ("Residents fear an attack on the camp.", "attack"),
    ("The fear of an attack on the camp emptied the streets.", "attack"),
    ("A possible attack on the camp worried envoys.", "attack"),
    ("The potential attack on the camp worried envoys.", "attack"),
    ("Police are examining whether the gang killed the priest.", "killed"),
    ("Reporters wondered if soldiers had shot the protesters.", "shot"),
    ("The ministry did not confirm that soldiers had killed six traders.", "killed"),
    ("Did soldiers kill the traders?", "kill"),
    ("Will the bloc send troops to the border?", "send"),
    ("Imagine that rebels attacked the capital.", "attacked"),
    ("It is possible that the army shelled the town.", "shelled"),
    ("The rebels are likely to attack the port.", "attack"),
    ("The general did not exclude sending troops to the border.", "sending"),
]

CONDITIONAL = [
    ("The envoy said he would go home before rebels attacked the port.", "attacked"),
    ("The rebels refuse to talk until the army has withdrawn from Goma.", "withdrawn"),
    ("The strike goes on until the police release the teachers.", "release"),
    ("An attack on the mosque in Kano would be a disaster.", "attack"),
    ("The rebels would have killed the hostages.", "killed"),
    ("Should rebels attack the port, the army will respond.", "attack"),
    ("Unless the rebels leave the port, the army will bomb it.", "bomb"),
    ("The army will not attack the port unless the rebels kill the hostages.", "attack"),
    ("If the rebels attack the port, the army will respond.", "attack"),
    ("If the talks fail, the bloc will impose sanctions on the junta.", "impose"),
    ("The army would attack the camp if the rebels killed the hostages.", "attack"),
    ("The army would attack the camp if the rebels killed the hostages.", "killed"),
    ("The army would send troops only if the parliament agreed.", "send"),
    ("The bloc will impose sanctions on the junta unless it frees the president.", "impose"),
    ("Had the convoy crossed the border, soldiers would have bombed it.", "bombed"),
    ("Had rebels bombed the bridge, the town would have starved.", "bombed"),
    ("Were soldiers to attack the camp, the rebels would leave the talks.", "attack"),
    ("The minister said that if rebels attacked the port, the army would respond.", "attacked"),
    ("The bloc will lift the blockade when the junta frees the president.", "frees"),
    ("The soldiers will leave in the event of an attack on the camp.", "attack"),
]

NOT_CODED = [
    ("Release the editor now!", "Release"),
    ("Please arrest the men who robbed us.", "arrest"),
    ("Do not shell the town.", "shell"),
    ("Troops entered the town to stop rebels from looting the market.", "looting"),
    ("The judge told the police to free the prisoners.", "free"),
    ("Soldiers are trained to shoot rebels.", "shoot"),
    ("The rebels asked the army to withdraw from the port.", "withdraw"),
    ("The bloc urged the junta to withdraw its troops from the valley.", "withdraw"),
    ("Soldiers were sent to the valley to prevent an attack on the dam.", "attack"),
    ("Guards patrol the dam to avoid an attack by rebels.", "attack"),
    ("Attacks are a problem in the valley.", "Attacks"),
    ("The police must arrest the governor.", "arrest"),
    ("The union said the state should free the prisoners.", "free"),
    ("Any attack on the dam is a crime.", "attack"),
    ("Killing civilians is a crime.", "Killing"),
    ("The court ordered the police to arrest the governor.", "arrest"),
    ("The army has to withdraw from the valley.", "withdraw"),
    ("Patrols deter raids on the dam.", "raids"),
]

NEVER_ASSERTED = [
    ("The bloc called for a ceasefire in the valley.", "ceasefire"),
    ("The bishop calls for talks between the army and the rebels.", "talks"),
    ("The rebels threatened to attack the port.", "attack"),
    ("A threat of attack closed the port.", "attack"),
    ("The president is to meet the rebels on Sunday.", "meet"),
    ("The president had been due to meet the rebels on Sunday.", "meet"),
    ("The envoy is expected to visit Lomé on Friday.", "visit"),
    ("The talks had been due to start in Lomé on Friday.", "talks"),
    ("The rebels are about to release the hostages.", "release"),
    ("The envoys plan to hold talks in Lomé.", "talks"),
    ("The council cancelled talks with the rebels.", "talks"),
    ("A meeting with the rebels was postponed.", "meeting"),
    ("Talks with the rebels had been due to open in Gao last month.", "Talks"),
    ("Talks with the rebels are expected to start in Gao.", "Talks"),
    ("The king called off a visit by a delegation of Kenya.", "visit"),
    ("The general ruled out sending troops to the border.", "sending"),
    ("The general did not rule out sending troops to the border.", "sending"),
    ("The king offered to send troops to the border.", "send"),
    ("The junta plans to send troops to the border.", "send"),
    ("The rebels promised not to attack the port.", "attack"),
    ("The militia refused to free the hostages.", "free"),
]


@pytest.mark.parametrize(("sentence", "trigger"), ASSERTED)
def test_what_is_told_or_taken_for_granted_is_asserted(coder: Coder, sentence: str, trigger: str) -> None:
    found = at(coder, sentence, trigger)
    assert found, "no event"
    assert {one.factuality for one in found} == {"asserted"}


@pytest.mark.parametrize(
    ("sentence", "trigger", "factuality"),
    [
        (*row, factuality)
        for rows, factuality in (
            (DENIED, "denied"),
            (PLANNED, "planned"),
            (POSSIBLE, "possible"),
            (CONDITIONAL, "conditional"),
        )
        for row in rows
    ],
)
def test_scope_takes_the_fact_away(coder: Coder, sentence: str, trigger: str, factuality: str) -> None:
    found = at(coder, sentence, trigger)
    assert found, "no event"
    assert {one.factuality for one in found} == {factuality}


@pytest.mark.parametrize(("sentence", "trigger"), FOILED)
def test_a_foiled_act_is_denied_and_foiled(coder: Coder, sentence: str, trigger: str) -> None:
    found = at(coder, sentence, trigger)
    assert [(one.factuality, one.stage) for one in found] == [("denied", "foiled")]


@pytest.mark.parametrize(("sentence", "trigger"), ATTEMPTED)
def test_an_attempt_is_asserted_at_its_stage(coder: Coder, sentence: str, trigger: str) -> None:
    found = at(coder, sentence, trigger)
    assert [(one.factuality, one.stage) for one in found] == [("asserted", "attempted")]


@pytest.mark.parametrize(("sentence", "trigger"), NOT_CODED)
def test_what_is_asked_for_or_meant_in_general_is_no_event(coder: Coder, sentence: str, trigger: str) -> None:
    assert at(coder, sentence, trigger) == []


@pytest.mark.parametrize(("sentence", "trigger"), NEVER_ASSERTED)
def test_what_is_only_announced_or_demanded_is_not_asserted(coder: Coder, sentence: str, trigger: str) -> None:
    kinds = {"ASSAULT", "CONSULT", "RETREAT", "MOBILIZE", "AID", "COERCE"}
    assert not [one for one in at(coder, sentence, trigger) if one.factuality == "asserted" and one.event_type in kinds]


def test_a_failed_prevention_leaves_the_attack_accomplished(coder: Coder) -> None:
    (event,) = at(coder, "The army failed to prevent the attack on the village.", "attack")
    assert event.stage == "accomplished"


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The army has stopped shelling the town.", "shelling"),
        ("The army halted the bombardment of the town.", "bombardment"),
    ],
)
def test_what_has_stopped_did_happen_before(coder: Coder, sentence: str, trigger: str) -> None:
    (event,) = at(coder, sentence, trigger)
    assert (event.factuality, event.is_historical) == ("asserted", True)
