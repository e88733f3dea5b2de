"""What police and soldiers do to people, also in the lower case of old archives and in the English of South Asia."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger, told, who

DONE = [
    ("Two miners were killed in police firing in Oru.", "ASSAULT killed", "- COP"),
    ("A truce held, but 16 died, including the six marchers killed in police firing.", "ASSAULT killed", "- COP"),
    ("Three herders were killed in army shelling near the port.", "ASSAULT killed", "- MIL"),
    ("looting and police firing in the bazaar left two dead.", "ASSAULT firing", "- COP"),
    ("Six people died in the police firing on Monday.", "ASSAULT died", "- COP"),
    (
        "The union demanded a probe into the police firing on dockers in which one was killed.",
        "ASSAULT firing",
        "- COP",
    ),
    ("Two unions demanded an inquiry into police firing at Oru.", "ASSAULT firing", "- COP"),
    ("The colonel ordered firing at looters in which four youths were killed.", "ASSAULT firing", "- MIL"),
    ("Police had to resort to firing near the mill.", "ASSAULT resort", "- COP"),
    ("The clashes prompted the police to open fire on looters.", "ASSAULT open", "- COP"),
    ("The policemen chased the raiders and shot one as he fled.", "ASSAULT shot", "- COP"),
    ("Two smugglers were caught by the port police while crossing the river.", "COERCE caught", "- COP"),
    ("He was picked up from his flat at dawn.", "COERCE picked", ""),
    ("Nine were held in connection with a blast.", "COERCE held", ""),
    ("He and two activists were booked for nine offences.", "ACCUSE booked", ""),
    ("The regime was putting them behind bars.", "COERCE putting", "- GOV"),
    ("The party took out a protest march on Monday.", "PROTEST took", "- PTY"),
    ("Rallies were held at the headquarters of the union.", "PROTEST held", ""),
]

NOT_DONE = [
    ("The parcel was picked up from his flat at dawn.", "COERCE"),
    ("Talks were held in connection with the summit.", "COERCE"),
    ("The firm prompted its staff to open accounts.", "ASSAULT"),
    ("Two smugglers were caught by the port police while crossing the river.", "ASSAULT"),
    ("Police had to resort to the courts.", "ASSAULT"),
    ("The union demanded an inquiry into any attack on its members.", "ASSAULT"),
    ("The bureau called for talks on the shelling of the port.", "ASSAULT"),
    ("The couple took out a loan.", "PROTEST"),
    ("The photographer chased the bride and shot one more picture.", "ASSAULT"),
    ("Six families were booked in a hotel under a false name.", "COERCE"),
    ("Police held a ball for the firing squad of the old fort.", "ASSAULT"),
]

FORCES = [
    ("The political forces of Togo attacked a village.", "TGO PTY"),
    ("Secular forces attacked a village in Togo.", "TGO PTY"),
    ("The armed forces of Togo attacked a village.", "TGO MIL"),
    ("Rebel forces attacked a village in Togo.", "TGO REB"),
    ("An anti-terrorist squad attacked a village in Togo.", "- -"),
    ("A terrorist squad attacked a village in Togo.", "- REB"),
    ("An anti-terrorism unit attacked a village in Togo.", "TGO COP"),
]


@pytest.mark.parametrize(("text", "event", "actor"), DONE)
def test_the_deeds_of_police_are_told(coder: Coder, text: str, event: str, actor: str) -> None:
    assert event in told(coder, text)
    assert who(by_trigger(coder, text, event.split()[1]).actors) == actor


@pytest.mark.parametrize(("text", "event_type"), NOT_DONE)
def test_what_is_no_deed_of_police_is_not_told(coder: Coder, text: str, event_type: str) -> None:
    assert event_type not in {one.split()[0] for one in told(coder, text)}


@pytest.mark.parametrize(("text", "actor"), FORCES)
def test_forces_of_politics_bear_no_arms_and_foes_of_rebels_are_none(coder: Coder, text: str, actor: str) -> None:
    assert who(by_trigger(coder, text, "attacked").actors) == actor
