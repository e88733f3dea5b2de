"""One trigger that tells of several happenings gives several events, one a place or one a recipient."""

from __future__ import annotations

import pytest

from harmattan import Coder
from tests.stages.told import events_of, where, who

BY_PLACE = [
    (
        "Militants carried out attacks in Kenya, Somalia and Ethiopia last week.",
        "attacks",
        ["at Kenya", "at Somalia", "at Ethiopia"],
    ),
    ("Gunmen attacked police posts in Quetta and Turbat on Sunday.", "attacked", ["at Quetta", "at Turbat"]),
    ("Students protested in Lima, Cusco and Puno on Monday.", "protested", ["at Lima", "at Cusco", "at Puno"]),
    ("Police arrested activists in Tbilisi and Batumi.", "arrested", ["at Tbilisi", "at Batumi"]),
    ("Rebels shelled Goma and Bukavu.", "shelled", ["at Goma", "at Bukavu"]),
    (
        "Turkish jets bombed the towns of Kobani, Manbij and Afrin.",
        "bombed",
        ["at towns of Kobani", "at Manbij", "at Afrin"],
    ),
    (
        "Guerrillas laid mines in the Kayes, Mopti and Gao districts.",
        "laid",
        ["at Kayes", "at Mopti", "at Gao districts"],
    ),
    ("Bomb blasts hit Baghdad and Basra on Friday.", "blasts", ["at Baghdad", "at Basra"]),
]

BY_RECIPIENT = [
    (
        "The rebels fear Kenya, whose forces Nairobi had sent to assist Somalia and Mozambique.",
        "sent",
        ["SOM GOV", "MOZ GOV"],
    ),
    ("Norway sent food to Malawi and Zambia.", "sent", ["MWI GOV", "ZMB GOV"]),
    ("Turkey delivered drones to Pakistan and Azerbaijan.", "delivered", ["PAK GOV", "AZE GOV"]),
]

ONE = [
    ("Rebels attacked a village in Mozambique's Cabo Delgado province.", "attacked"),
    ("Gunmen killed a teacher and a nurse in Garissa.", "killed"),
    ("The leaders of Peru and Chile met in Lima.", "met"),
    ("Soldiers fought rebels near the border between Chad and Sudan.", "fought"),
    ("Gunmen killed a teacher in Garissa, Kenya, on Monday.", "killed"),
    ("Kenya accused Somalia and Eritrea of arming the rebels.", "accused"),
    ("The road between Quito and Guayaquil was blocked by farmers.", "blocked"),
    ("Police arrested a man in Lima and took him to Cusco.", "arrested"),
    ("Rebels shelled the town of Goma in North Kivu.", "shelled"),
    ("Soldiers laid mines in the Kidal district of Mali.", "laid"),
    ("Troops moved from Peshawar to Quetta.", "moved"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), BY_PLACE)
def test_a_list_of_places_is_one_event_a_place(coder: Coder, text: str, trigger: str, expected: list[str]) -> None:
    assert [where(one) for one in events_of(coder, text) if one.trigger.text == trigger] == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), BY_RECIPIENT)
def test_a_list_of_helped_states_is_one_event_each(coder: Coder, text: str, trigger: str, expected: list[str]) -> None:
    found = [one for one in events_of(coder, text) if one.trigger.text == trigger]
    assert {one.event_type for one in found} == {"AID"}
    assert [who(one.recipients) for one in found] == expected


@pytest.mark.parametrize(("text", "trigger"), ONE)
def test_what_is_no_list_of_happenings_stays_one_event(coder: Coder, text: str, trigger: str) -> None:
    assert [one.trigger.text for one in events_of(coder, text)].count(trigger) == 1


def test_the_events_of_one_trigger_differ_in_id_only_by_ordinal(coder: Coder) -> None:
    found = events_of(coder, "Rebels shelled Goma and Bukavu.")
    assert len({one.event_id for one in found}) == 2
    assert len({one.trigger for one in found}) == 1


def test_a_total_over_a_list_of_places_is_not_repeated_for_each(coder: Coder) -> None:
    found = events_of(coder, "Attacks in Kenya, Somalia and Ethiopia killed 40 people.")
    assert found
    assert sum(count.count.best or 0 for event in found for count in event.counts) <= 40
