"""Sports pages and bare mentions hold no events; violence beside a pitch does."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import told

SPORT = [
    "The striker attacked down the left wing and the goalkeeper was beaten twice before half-time.",
    "The coach demanded more from his midfielders after the defeat in the league.",
    "The defender shot wide in the second half of the final.",
    "Peru fought back to draw the match with a late goal from the substitute.",
    "The champions stormed into the semi-finals of the tournament with a third win.",
    "The referee expelled the goalkeeper in the second half.",
    "The club signed a Brazilian midfielder before the new season.",
    "Kenya's runners threatened the world record in the marathon and won two medals.",
    "The team from Iran defeated Iraq in the final.",
    "The football federation suspended the coach for three matches.",
    "The captain led his men to victory in the cup.",
    "The tennis star retired after a knee injury in Melbourne.",
    "The batsmen came under attack from the fast bowlers on the first day of the test match.",
]

REAL = [
    ("Police fired tear gas at football fans outside a stadium in Lagos, killing two people.", "ASSAULT"),
    ("Gunmen killed a goalkeeper and two of his team mates after a league match in Durban.", "ASSAULT"),
    ("Police arrested 30 fans after the match between two clubs in Belgrade.", "COERCE"),
    ("Soldiers attacked a village near Bunia on Monday.", "ASSAULT"),
]

BARE = [
    "The attack shocked everyone.",
    "The talks were long.",
    "It was the worst of the raids.",
    "The war goes on.",
    "People here fear an attack.",
    "The protest was peaceful.",
    "A visit is always welcome.",
]

SPORTS_PAGE = (
    "Harare United beat their rivals 3-1 on Saturday to go top of the league. The visitors attacked from the "
    "kick-off, but their striker shot over the bar. United's captain fired home the first goal from a penalty, and "
    "the goalkeeper blocked two shots before half-time. The coach praised his defenders. In the second half the "
    "midfield was bombarded with crosses, and the winger exploded down the flank to kill off the match. The club "
    "will meet the champions in the semi-final next week. Fans marched home happy."
)


@pytest.mark.parametrize("text", SPORT)
def test_sport_gives_no_event(coder: Coder, text: str) -> None:
    assert told(coder, text) == []


@pytest.mark.parametrize(("text", "event_type"), REAL)
def test_violence_beside_a_pitch_is_coded(coder: Coder, text: str, event_type: str) -> None:
    assert event_type in [one.split()[0] for one in told(coder, text)]


@pytest.mark.parametrize("text", BARE)
def test_a_bare_mention_is_no_event(coder: Coder, text: str) -> None:
    assert told(coder, text) == []


def test_a_whole_sports_page_gives_no_event(coder: Coder) -> None:
    assert told(coder, SPORTS_PAGE) == []
