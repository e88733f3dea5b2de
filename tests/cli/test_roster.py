"""`harmattan roster`: the answers as its users see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

HEAD = "person,aliases,surname,country,office,title,sector,start,end,end_basis,known_until,wikidata,source\n"
GROUPS = "name,aliases,country,sector,start,end,wikidata,source,countries,ucdp_id,checked,predecessors,successors\n"


@pytest.mark.parametrize(
    ("phrase", "on", "person"),
    [
        ("president of Burkina Faso", "2022-02-15", "Paul-Henri Sandaogo Damiba"),
        ("the junta leader of Burkina Faso", "2022-11-20", "Ibrahim Traoré"),
        ("le chef de la junte nigérienne", "2024-01-10", "Abdourahamane Tchiani"),
        ("Benin's foreign minister", "2024-03-01", "Olushegun Adjadi Bakari"),
        ("ministre de la Défense du Mali", "2023-05-01", "Sadio Camara"),
        ("president of the European Commission", "2021-01-01", "Ursula von der Leyen"),
        ("UN secretary-general", "2015-01-01", "Ban Ki-moon"),
    ],
)
def test_a_phrase_finds_the_holder_of_the_day(phrase: str, on: str, person: str) -> None:
    ran = run("roster", "who", phrase, "--on", on)
    assert ran.status == 0
    assert person in ran.text.splitlines()[1]
    assert "office-holders known to 20" in ran.text


@pytest.mark.parametrize(
    ("phrase", "on", "why"),
    [
        ("president of Mali", "2020-08-25", "no holder is known for this day"),
        ("president of Burkina Faso", "2031-01-01", "is known to 20"),
        ("prime minister of Atlantis", "2020-01-01", "names no country"),
        ("poet laureate of Kenya", "2020-01-01", "names no office"),
        ("former president of Benin", "2020-01-01", "name the person"),
    ],
)
def test_what_is_not_known_is_said_with_the_reason(phrase: str, on: str, why: str) -> None:
    ran = run("roster", "who", phrase, "--on", on)
    assert ran.status == 1
    assert "unknown" in ran.text
    assert why in ran.text


def test_an_answer_is_one_object_of_json() -> None:
    ran = run("roster", "who", "army chief", "--country", "Mali", "--on", "2022-06-01", "--format", "json")
    found = json.loads(ran.text)
    assert (found["offices"], found["countries"], found["known"]) == (["army_chief"], ["MLI"], True)
    assert found["holders"][0]["person"] == "Oumar Diarra"
    unknown = json.loads(run("roster", "who", "president of Mali", "--on", "2020-08-25", "-f", "json").text)
    assert (unknown["known"], unknown["reason"], unknown["after"]["person"]) == (False, "gap", "Bah Ndaw")


def test_a_name_gives_offices_and_a_group_what_it_came_from() -> None:
    assert "President, RWA (GOV)" in run("roster", "who", "Paul Kagame").text
    shown = run("roster", "who", "JNIM").text
    assert "came from  Ansar Dine, Al-Mourabitoun" in shown
    assert "became or split into  JNIM" in run("roster", "who", "Ansar Dine").text


def test_the_offices_of_a_country_are_listed_and_can_be_read_again(tmp_path: Path) -> None:
    assert "Bah Ndaw" in run("roster", "list", "Mali", "--on", "2020-12-01").text
    table = tmp_path / "mali.csv"
    table.write_bytes(run("roster", "list", "MLI", "--format", "csv").out)
    assert "0 cells" not in run("roster", "check", table).text
    assert run("roster", "list", "Atlantis").status == 2


ROWS = [
    ("A B,,B,BEN,king,,GOV,2020,2021,,,,mine", "unknown value 'king'"),
    ("A B,,B,XYZ,head_of_state,,GOV,2020,2021,,,,mine", "unknown country 'XYZ'"),
    ("A B,,B,BEN,head_of_state,,BAD,2020,2021,,,,mine", "unknown sector 'BAD'"),
    ("A B,,B,BEN,head_of_state,,GOV,2022-13-01,2023,,,,mine", "'2022-13-01' is no date"),
    ("A B,,B,BEN,head_of_state,,GOV,2022,2021,,,,mine", "start 2022 is after end 2021"),
    ("A B,,B,BEN,head_of_state,,GOV,2022,,,,,mine", "neither end nor known_until"),
    ("A B,,B,BEN,head_of_state,,GOV,2022", "8 cells, expected 13"),
]


@pytest.mark.parametrize(("row", "message"), ROWS)
def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(HEAD + row + "\n", encoding="utf-8")
    ran = run("roster", "check", table)
    assert ran.status == 1
    assert f"{table}:2: " in ran.text
    assert message in ran.text


def test_two_holders_at_a_time_are_an_error_and_a_gap_is_a_warning(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    rows = (
        "A B,,B,BEN,army_chief,,MIL,2020-01-01,2020-12-31,,,,mine",
        "C D,,D,BEN,army_chief,,MIL,2020-06-01,2021-01-31,,,,mine",
        "E F,,F,BEN,army_chief,,MIL,2021-03-01,2022-01-31,,,,mine",
    )
    table.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    ran = run("roster", "check", table)
    assert ran.status == 1
    assert f"{table}:3: army_chief of BEN: C D from 2020-06-01 overlaps A B in line 2" in ran.text
    assert f"{table}:4: warning: army_chief of BEN is unknown from 2021-02-01 to 2021-02-28" in ran.text


def test_groups_that_come_from_themselves_are_an_error(tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    rows = ("Front A,,TCD,REB,,,,mine,,,,,Front B", "Front B,,TCD,REB,,,,mine,,,,,Front A")
    table.write_text(GROUPS + "\n".join(rows) + "\n", encoding="utf-8")
    ran = run("roster", "check", table)
    assert ran.status == 1
    assert f"{table}:2: Front A is its own successor" in ran.text


def test_the_roster_that_ships_has_no_errors() -> None:
    ran = run("roster", "check")
    assert ran.status == 0
    assert "roster: 0 errors" in ran.text


@pytest.mark.parametrize(("text", "message"), [("", "header is empty"), ("a,b\n1,2\n", "header is a, b")])
def test_a_file_that_is_no_table_of_the_roster_is_refused(tmp_path: Path, text: str, message: str) -> None:
    table = tmp_path / "odd.csv"
    table.write_text(text, encoding="utf-8")
    ran = run("roster", "check", table)
    assert ran.status == 2
    assert message in ran.err
    assert run("roster", "check", tmp_path / "none.csv").status == 2


def test_coverage_says_by_office_how_far_the_roster_reaches() -> None:
    heading, togo, footer = run("roster", "coverage", "Togo").text.splitlines()
    assert heading.split()[:3] == ["head", "of", "state"]
    assert togo.startswith("TGO  20")
    assert "office-holders known to" in footer
    assert len(run("roster", "coverage").text.splitlines()) > 190


def test_further_fields_of_a_minister_do_not_matter_but_a_deputy_is_another() -> None:
    long = "Minister of Foreign Affairs, Cooperation and African Integration of Togo"
    assert "Robert Dussey" in run("roster", "who", long, "--on", "2020-01-01").text
    assert run("roster", "who", "deputy foreign minister and envoy of Togo", "--on", "2020-01-01").status == 1
    assert "no junta" in run("roster", "who", "junta leader of Mali", "--on", "2014-06-01").text
