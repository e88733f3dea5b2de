"""What speakers say that others must do is a demand; what they must do themselves, or may have done, is none."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import by_trigger, told

DEMANDS = [
    ("Norway's foreign minister said that the junta in Mali must free the captives.", "free", "yield"),
    ("Moscow says Peru must end attacks.", "end", "yield"),
    ("The Omani minister said Qatar must mediate.", "mediate", "meet"),
    ("France said the rebels should lay down their arms.", "lay", "yield"),
    ("Kenya said that Sudan must not attack Chad.", "attack", "yield"),
    ("Brazil's president told reporters that Venezuela should publish the results.", "publish", "change"),
]

NO_DEMAND = [
    "The Chadian general said his men must be brave.",
    "The president of Togo said his government must cut spending.",
    "The Kenyan president said that Sudan's army must have fled.",
    "The German chancellor said that Berlin must spend more on arms.",
    "The doctor said that patients must rest.",
    "Kenya did not say that Somalia must withdraw its troops.",
    "The coach said that the players must run more in Lagos.",
    "The Turkish minister said that a deal must be reached.",
]


@pytest.mark.parametrize(("text", "trigger", "mode"), DEMANDS)
def test_what_another_side_must_do_is_a_demand(coder: Coder, text: str, trigger: str, mode: str) -> None:
    event = by_trigger(coder, text, trigger)
    assert (event.event_type, event.mode, event.factuality) == ("REQUEST", mode, "asserted")


@pytest.mark.parametrize("text", NO_DEMAND)
def test_own_duties_and_guesses_are_no_demand(coder: Coder, text: str) -> None:
    assert not [one for one in told(coder, text) if "REQUEST" in str(one)]
