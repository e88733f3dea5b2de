"""Tests for known actors and office-holders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from harmattan.errors import PackError
from harmattan.ids import content_id
from harmattan.reference.countries import shipped_packs
from harmattan.reference.packs import open_pack
from harmattan.reference.roster import Roster, load_roster

MANIFEST = 'name = "t"\nkind = "region"\nversion = "1"\nsource = "test"\nlicence = "CC0"\n'
GROUPS = "name,aliases,countries,country,sector,start,end,ucdp_id,wikidata,checked,source\n"
OFFICES = "person,aliases,surname,country,office,title,sector,start,end,end_basis,known_until,wikidata,source\n"


@pytest.fixture(scope="module")
def roster() -> Roster:
    return load_roster()


@pytest.mark.parametrize(
    ("country", "office", "on", "surname"),
    [
        ("BFA", "head_of_state", date(2022, 1, 10), "Kaboré"),
        ("BFA", "head_of_state", date(2022, 2, 15), "Damiba"),
        ("BFA", "head_of_state", date(2022, 11, 1), "Traoré"),
        ("BFA", "head_of_state", date(2022, 9, 30), "Traoré"),
        ("BEN", "head_of_state", date(2023, 4, 15), "Talon"),
        ("MLI", "head_of_state", date(2020, 8, 25), "Goïta"),
        ("MLI", "head_of_state", date(2020, 12, 1), "Ndaw"),
        ("MLI", "head_of_state", date(2022, 6, 1), "Goïta"),
        ("NER", "head_of_state", date(2023, 7, 25), "Bazoum"),
        ("NER", "head_of_state", date(2023, 7, 27), None),
        ("NER", "head_of_state", date(2023, 7, 28), "Tchiani"),
        ("RWA", "head_of_state", date(2023, 1, 1), "Kagame"),
        ("USA", "head_of_state", date(2022, 1, 1), "Biden"),
        ("USA", "head_of_state", date(2018, 1, 1), "Trump"),
        ("GBR", "head_of_government", date(2022, 10, 1), "Truss"),
        ("GBR", "head_of_government", date(2023, 10, 1), "Sunak"),
        ("FRA", "head_of_government", date(2025, 2, 1), "Bayrou"),
        ("DEU", "head_of_government", date(2010, 1, 1), "Merkel"),
        ("UKR", "defence_minister", date(2022, 6, 1), "Reznikov"),
        ("VAT", "head_of_state", date(2024, 1, 1), "Francis"),
        ("UNO", "secretary_general", date(2020, 1, 1), "Guterres"),
        ("BFA", "head_of_state", date(2027, 1, 1), None),
        ("NER", "defence_minister", date(2023, 7, 30), None),
        ("NER", "interior_minister", date(2027, 1, 1), None),
        ("VAT", "head_of_state", date(2025, 5, 1), None),
        ("TGO", "army_chief", date(2020, 1, 1), None),
        ("ZZZ", "head_of_state", date(2020, 1, 1), None),
        ("BFA", "poet_laureate", date(2020, 1, 1), None),
    ],
)
def test_the_holder_of_an_office_depends_on_the_day(
    roster: Roster, country: str, office: str, on: date, surname: str | None
) -> None:
    held = roster.holder(country, office, on=on)
    assert (held.surname if held else None) == surname


def test_a_person_in_office_has_country_and_sector(roster: Roster) -> None:
    (kagame, *_) = roster.people_named("Paul Kagame", on=date(2023, 1, 1))
    assert (kagame.country, kagame.sector, kagame.office) == ("RWA", "GOV", "head_of_state")
    assert kagame.actor_id == content_id("actor", "Paul Kagame", "RWA")


@pytest.mark.parametrize(
    ("spelling", "person"),
    [
        ("Ibrahim Traore", "Ibrahim Traoré"),
        ("volodymyr zelenskyy", "Volodymyr Zelensky"),
        ("Abdel-Fattah al-Burhan", "Abdel Fattah al-Burhan"),
        ("Joseph Biden", "Joe Biden"),
        ("Nicolas Maduro", "Nicolás Maduro"),
        ("Hemedti", "Mohamed Hamdan Dagalo"),
        ("Kim Jong-un", "Kim Jong Un"),
    ],
)
def test_spellings_of_a_person_lead_to_one_name(roster: Roster, spelling: str, person: str) -> None:
    assert {one.person for one in roster.people_named(spelling)} == {person}


@pytest.mark.parametrize("name", ["Kagame", "Paul", "President Paul Kagame", "Nobody Atall", ""])
def test_parts_of_a_name_find_no_person(roster: Roster, name: str) -> None:
    assert roster.people_named(name) == ()


def test_surnames_prefer_offices_held_on_the_day(roster: Roster) -> None:
    assert {
        one.person for one in roster.by_surname("Traoré", on=date(2023, 1, 1)) if one.office == "head_of_state"
    } == {"Ibrahim Traoré"}
    assert "Honoré Traoré" in {one.person for one in roster.by_surname("Traore")}


def test_a_person_of_two_sectors_follows_the_day(roster: Roster) -> None:
    before = roster.people_named("Mohamed Hamdan Dagalo", on=date(2022, 1, 1))
    after = roster.people_named("Mohamed Hamdan Dagalo", on=date(2024, 1, 1))
    assert "PRM" in {one.sector for one in before}
    assert {one.sector for one in after if one.office == "group_leader"} == {"REB"}


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("JNIM", None, ("IMG", "REB")),
        ("GSIM", None, ("IMG", "REB")),
        ("Group for the Support of Islam and Muslims", None, ("IMG", "REB")),
        ("Boko Haram", None, ("NGA", "REB")),
        ("RSF", date(2022, 1, 1), ("SDN", "PRM")),
        ("RSF", date(2023, 4, 15), ("SDN", "REB")),
        ("Taliban", date(2020, 1, 1), ("AFG", "REB")),
        ("Taliban", date(2022, 1, 1), ("AFG", "GOV")),
        ("Wagner Group", None, ("RUS", "PRM")),
        ("VDP", None, ("BFA", "PRM")),
        ("Operation Barkhane", None, ("FRA", "MIL")),
        ("MINUSMA", None, ("UNO", "MIL")),
        ("AU", None, ("IGO", None)),
        ("Rwandan Defence Forces", None, ("RWA", "MIL")),
        ("IDF", None, ("ISR", "MIL")),
        ("FBI", None, ("USA", "COP")),
        ("Knesset", None, ("ISR", "LEG")),
    ],
)
def test_actors_have_country_and_sector(
    roster: Roster, name: str, on: date | None, expected: tuple[str, str | None]
) -> None:
    found = roster.actors_named(name, on=on)
    assert {(one.country, one.sector) for one in found} == {expected}


@pytest.mark.parametrize("name", ["au", "rsf", "un", "is", "fact", "Amnesty", "Shell", "army", ""])
def test_common_words_are_no_actors(roster: Roster, name: str) -> None:
    assert roster.actors_named(name) == ()


def test_spells_of_an_actor_share_an_id(roster: Roster) -> None:
    spells = roster.actors_named("Rapid Support Forces")
    assert len(spells) == 2
    assert len({one.actor_id for one in spells}) == 1
    held = roster.actor(spells[0].actor_id, on=date(2022, 6, 1))
    assert held is not None
    assert held.sector == "PRM"
    assert roster.actor("0" * 24) is None


def test_an_ambiguous_acronym_gives_every_reading(roster: Roster) -> None:
    assert {one.country for one in roster.actors_named("CNSP")} == {"MLI", "NER"}
    assert {one.country for one in roster.actors_named("CNSP", on=date(2024, 1, 1))} == {"NER"}


def test_every_table_names_its_sources() -> None:
    for pack in shipped_packs():
        for name in ("organisations", "armed_groups", "forces", "institutions", "officeholders", "officeholders_hand"):
            path = pack.path / f"{name}.csv"
            if path.exists():
                lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
                assert lines[0].endswith("source"), path
                assert all(line.rsplit(",", 1)[-1] for line in lines), path


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Zed,,,ZZZ,REB,,,,,yes,hand", "unknown country 'ZZZ'"),
        ("Zed,,ZZZ,MLI,REB,,,,,yes,hand", "unknown country 'ZZZ'"),
        ("Zed,,MLI,MLI,BAD,,,,,yes,hand", "unknown sector 'BAD'"),
        ("Zed,,MLI,MLI,REB,soon,,,,yes,hand", "start is YYYY"),
        ("Zed,,MLI,MLI,REB,2020-13,,,,yes,hand", "start is YYYY"),
        ("Zed,,MLI,MLI,REB,,,x1,,yes,hand", "ucdp_id is a number"),
    ],
)
def test_a_bad_group_is_refused_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "armed_groups.csv").write_text(f"{GROUPS}{row}\n", encoding="utf-8")
    with pytest.raises(PackError, match=message) as caught:
        load_roster([open_pack(tmp_path)])
    assert "armed_groups.csv:2" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A B,,B,MLI,king,,GOV,2020,2021,,,,hand", "unknown office 'king'"),
        ("A B,,B,XYZ,head_of_state,,GOV,2020,2021,,,,hand", "unknown country 'XYZ'"),
        ("A B,,B,MLI,head_of_state,,GOV,2020,,,,,hand", "needs known_until"),
    ],
)
def test_a_bad_office_is_refused(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "officeholders.csv").write_text(f"{OFFICES}{row}\n", encoding="utf-8")
    with pytest.raises(PackError, match=message):
        load_roster([open_pack(tmp_path)])


def test_a_year_or_month_bounds_an_office_by_its_days(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    row = "A B,,B,MLI,head_of_state,President,GOV,2020,2021-02,stated,,,hand\n"
    (tmp_path / "officeholders.csv").write_text(OFFICES + row, encoding="utf-8")
    (office,) = load_roster([open_pack(tmp_path)]).offices
    assert (office.start, office.end) == (date(2020, 1, 1), date(2021, 2, 28))


ROWS_OF_TWO = [
    # (rows, day, who): a better row cuts the days out of a worse one, and a rest of a few days goes with them.
    (("A B,,B,MLI,army_chief,,MIL,2020,2024,,,,wikidata", "C D,,D,MLI,army_chief,,MIL,2021,2022,,,,hand"), 2021, "D"),
    (("A B,,B,MLI,army_chief,,MIL,2020,2024,,,,wikidata", "C D,,D,MLI,army_chief,,MIL,2021,2022,,,,hand"), 2023, "B"),
    # Of two of one source nobody is taken where they disagree for long.
    (
        ("A B,,B,MLI,army_chief,,MIL,2020-01-01,2024,,,,x", "C D,,D,MLI,army_chief,,MIL,2021-01-01,2022,,,,x"),
        2021,
        None,
    ),
    # An open term ends where the same source begins another's.
    (
        ("A B,,B,MLI,army_chief,,MIL,2020-01-01,,,2024-01-01,,x", "C D,,D,MLI,army_chief,,MIL,2021-03-01,2022,,,,x"),
        2021,
        "D",
    ),
    # A term that has the day for sure goes before one that may.
    (("A B,,B,MLI,army_chief,,MIL,2020,2021,,,,x", "C D,,D,MLI,army_chief,,MIL,2021-03-01,2022,,,,x"), 2021, "D"),
]


@pytest.mark.parametrize(("rows", "year", "surname"), ROWS_OF_TWO)
def test_of_two_rows_the_better_one_answers(
    tmp_path: Path, rows: tuple[str, str], year: int, surname: str | None
) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "officeholders.csv").write_text(OFFICES + "\n".join(rows) + "\n", encoding="utf-8")
    held = load_roster([open_pack(tmp_path)]).holder("MLI", "army_chief", on=date(year, 7, 1))
    assert (held.surname if held else None) == surname


def test_a_person_last_listed_before_the_end_is_held_to_that_day_only(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    row = "A B,,B,MLI,head_of_state,President,GOV,2015-01-01,2020-11-24,no longer listed,2017-03-28,,cia\n"
    (tmp_path / "officeholders.csv").write_text(OFFICES + row, encoding="utf-8")
    roster = load_roster([open_pack(tmp_path)])
    held = [roster.holder("MLI", "head_of_state", on=day) for day in (date(2017, 1, 1), date(2019, 1, 1))]
    assert [one is not None for one in held] == [True, False]


def test_groups_know_what_they_came_from_and_what_became_of_them(roster: Roster) -> None:
    before, after = roster.lineage("Al-Mourabitoun")
    assert set(before) == {"Movement for Oneness and Jihad in West Africa", "Signed-in-Blood Battalion"}
    assert set(after) >= {"JNIM", "Islamic State Sahel Province"}
    assert roster.lineage("al-Nusra Front")[1] == ("Hayat Tahrir al-Sham", "Hurras al-Din")


def test_a_group_that_is_its_own_successor_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    header = GROUPS.strip() + ",predecessors,successors\n"
    rows = "A,,,MLI,REB,,,,,,hand,,B\nB,,,MLI,REB,,,,,,hand,,C\nC,,,MLI,REB,,,,,,hand,,A\n"
    (tmp_path / "armed_groups.csv").write_text(header + rows, encoding="utf-8")
    with pytest.raises(PackError, match=r"armed_groups\.csv:2: A is its own successor"):
        load_roster([open_pack(tmp_path)])
