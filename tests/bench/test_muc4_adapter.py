"""Which of our events become templates, and what stands in them: rules of the adapter on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from bench.muc4_adapter import respond
from bench.muc4_read import Story, Template


def templates(text: str) -> tuple[Template, ...]:
    """Return the templates of a report of Saturday, 12 May 1990."""
    return respond(Story("here", "TST9-MUC4-0001", text, date(1990, 5, 12)))


def values(template: Template, slot: str) -> list[str]:
    """Return the first values of a slot's fills."""
    return [one.values[0] for one in template.fills.get(slot, ())]


KINDS = [
    ("Gunmen shot dead a nurse in Lima, Peru.", "ATTACK", "ACCOMPLISHED"),
    ("Rebels kidnapped a nurse in Lima, Peru.", "KIDNAPPING", "ACCOMPLISHED"),
    ("A bomb exploded in a bank in Lima, Peru.", "BOMBING", "ACCOMPLISHED"),
    ("Rebels burned two buses in Lima, Peru.", "ARSON", "ACCOMPLISHED"),
    ("Rebels threatened to kill a senator in Lima, Peru.", "ATTACK", "THREATENED"),
]


@pytest.mark.parametrize(("text", "kind", "stage"), KINDS)
def test_an_event_has_its_incident_type_and_stage(text: str, kind: str, stage: str) -> None:
    (one,) = templates(text)
    assert (one.first("type"), one.first("stage"), one.first("location")) == (kind, stage, "PERU: LIMA (CITY)")


IRRELEVANT = [
    "Soldiers clashed with guerrillas near Lima, Peru.",
    "Guerrillas killed two soldiers near Lima, Peru.",
    "Gunmen shot dead a nurse in Bamako, Mali.",
    "Rebels will not kill the nurse in Lima, Peru.",
    "Gunmen killed a nurse in Lima, Peru, in 1975.",
    "The president of Peru visited Lima.",
]


@pytest.mark.parametrize("text", IRRELEVANT)
def test_what_the_task_leaves_out_is_no_template(text: str) -> None:
    assert templates(text) == ()


def test_one_incident_told_twice_is_one_template() -> None:
    (one,) = templates("Gunmen attacked a nurse in Lima, Peru, yesterday. The nurse was killed. Police came at noon.")
    assert values(one, "hum_tgt_desc") == ["NURSE"]
    assert values(one, "hum_tgt_effect") == ["DEATH"]
    assert values(one, "date") == ["11 MAY 90"]


def test_incidents_in_two_towns_are_two_templates() -> None:
    found = templates("Gunmen killed a nurse in Lima, Peru. Gunmen killed a teacher in Cusco, Peru.")
    assert [values(one, "hum_tgt_desc") for one in found] == [["NURSE"], ["TEACHER"]]


@pytest.mark.parametrize(
    ("when", "wanted"), [("on Monday", "- 12 MAY 90"), ("yesterday", "11 MAY 90"), ("", "- 12 MAY 90")]
)
def test_a_weekday_or_no_day_is_the_day_of_the_report_at_the_latest(when: str, wanted: str) -> None:
    (one,) = templates(f"Gunmen killed a nurse in Lima, Peru {when}".strip() + ".")
    assert values(one, "date") == [wanted]


def test_people_things_and_instruments_have_their_slots() -> None:
    (one,) = templates("Guerrillas destroyed three power pylons with dynamite near Lima, Peru, yesterday.")
    assert values(one, "phys_tgt") == ["POWER PYLONS"]
    assert values(one, "phys_tgt_type") == ["ENERGY"]
    assert values(one, "phys_tgt_effect") == ["DESTROYED"]
    assert values(one, "instrument_type") == ["DYNAMITE"]
    assert values(one, "perp_ind") == ["GUERRILLAS"]
    assert values(one, "perp_category") == ["TERRORIST ACT"]
    assert values(one, "hum_tgt_desc") == []


def test_soldiers_who_kill_a_named_civilian_are_state_sponsored() -> None:
    (one,) = templates("Soldiers killed lawyer Ramiro Quintana in Lima, Peru, yesterday.")
    assert values(one, "perp_category") == ["STATE-SPONSORED VIOLENCE"]
    assert values(one, "hum_tgt_name") == ["RAMIRO QUINTANA"]
    assert values(one, "hum_tgt_desc") == ["LAWYER"]
    assert one.fills["hum_tgt_type"][0].refs == ("RAMIRO QUINTANA",)
    assert values(one, "hum_tgt_type") == ["LEGAL OR JUDICIAL"]
