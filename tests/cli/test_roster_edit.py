"""`harmattan roster import`, `candidates`, `accept`, `reject`: what a person adds, and what the answers are then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from harmattan.model.document import Document
from harmattan.reference import matcher, roster
from harmattan.store import Store
from tests.cli.running import run

LIST = (
    "personLabel,positionLabel,country,start,end,id\n"
    "Ada Brume,Ministre de la Défense,Niger,+2027-07-00T00:00:00Z,,https://www.wikidata.org/entity/Q11200\n"
    "Bio Kolar,chief of army staff,NGA,2027-11,2027-12-30,\n"
)
NEWS = (
    "Mali on Tuesday rejected the report. The minister of defence, General Oumar Belko, told reporters that the army "
    "had acted. Deputy Foreign Minister Sali Kone was absent. Awa Diallo, Mali's interior minister, also spoke. Former "
    "president Alpha Barke did not. Army chief Jean Tokpo of Benin met him. President Emmanuel Macron called."
)
NOUVELLES = (
    "Le ministre nigérien de la Défense, Salou Bari, a rencontré son homologue. Ibrahima Kouyo, chef d'état-major "
    "général des armées du Niger, était présent. L'ancien ministre de l'Intérieur, Issa Toto, a été arrêté."
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "data"
    monkeypatch.setenv("HARMATTAN_DATA", str(folder))
    roster._active.cache_clear()
    yield folder
    roster._active.cache_clear()
    matcher._shipped.cache_clear()


def asked(phrase: str, on: str) -> str:
    roster._active.cache_clear()
    return run("roster", "who", phrase, "--on", on).text


def test_an_imported_list_answers_before_the_rows_that_ship(tmp_path: Path, own_folder: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    ran = run("roster", "import", path, "--as-of", "2028-01-15")
    assert ran.status == 0
    assert "2 rows" in ran.text
    assert "Ada Brume" in asked("defence minister of Niger", "2028-01-10")
    assert "unknown: the office is known to 2028-01-15 only" in asked("defence minister of Niger", "2028-01-16")
    assert "Q11200" in (own_folder / "roster" / "officeholders_user.csv").read_text(encoding="utf-8")
    assert run("roster", "check").status == 0


def test_a_row_of_the_users_corrects_one_that_ships(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "person,position,country,start,end\nAda Brume,president,BFA,2022-02-01,2022-02-20\n", encoding="utf-8"
    )
    ran = run("roster", "import", path)
    assert "Ada Brume takes the place of Paul-Henri Sandaogo Damiba" in ran.text
    assert "Ada Brume" in asked("president of Burkina Faso", "2022-02-15")
    assert "Damiba" in asked("president of Burkina Faso", "2022-03-15")


def test_columns_may_be_named_and_all_rows_have_one_office(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("qui;depuis\nAda Brume;2027\n".replace(";", ","), encoding="utf-8")
    arguments = ("--map", "person=qui,start=depuis", "--office", "army_chief", "--country", "Bénin")
    assert run("roster", "import", path, *arguments, "--as-of", "2027-06-01", "--dry-run").status == 0
    assert "unknown" in asked("army chief of Benin", "2027-05-01")
    assert run("roster", "import", path, *arguments, "--as-of", "2027-06-01").status == 0
    assert "Ada Brume" in asked("army chief of Benin", "2027-05-01")


WRONG = [
    ("A B,president,BEN,2027-13-01,2028\n", "list.csv:2: start '2027-13-01' is no date"),
    ("A B,president,BEN,2028,2027\n", "list.csv:2: the term ends (2027) before it begins (2028)"),
    ("A B,president,QQQ,2027,2028\n", "list.csv:2: unknown country 'QQQ'"),
    ("A B,president,BEN,2027,\n", "list.csv:2: the term is open"),
    (",president,BEN,2027,2028\n", "list.csv:2: the person is empty"),
    ("A B,president,BEN,2027\n", "list.csv:2: 4 cells, the heading has 5"),
    (
        "A B,president,BEN,2027-01-01,2027-12-01\nC D,president,BEN,2027-06-01,2028-01-01\n",
        "list.csv:3: head_of_state of",
    ),
]


@pytest.mark.parametrize(("rows", "message"), WRONG)
def test_one_wrong_row_and_nothing_is_written(tmp_path: Path, own_folder: Path, rows: str, message: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text("person,position,country,start,end\n" + rows, encoding="utf-8")
    ran = run("roster", "import", path)
    assert ran.status == 2
    assert message in ran.text
    assert "nothing is written" in ran.err
    assert not (own_folder / "roster").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "no column"),
        ("", "empty"),
        ('person,start,position,country\n"A', "no CSV"),
        ("person,start,position,country\nA B,2027,mayor,BEN\n", "no row with an office"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    ran = run("roster", "import", path)
    assert ran.status == 2
    assert message in ran.err


def test_positions_that_are_no_office_of_the_roster_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "person,position,country,start,end\n"
        "A B,Minister of Foreign Affairs and Tourism,BEN,2027,2028\n"
        "C D,Deputy Minister of Foreign Affairs,BEN,2027,2028\n"
        "E F,President of the Senate,BEN,2027,2028\n"
        "G H,Minister of Sports,BEN,2027,2028\n",
        encoding="utf-8",
    )
    ran = run("roster", "import", path)
    assert ran.status == 1
    assert "1 rows" in ran.text
    assert [f"list.csv:{line}: warning" in ran.text for line in (2, 3, 4, 5)] == [False, True, True, True]


def record(path: Path) -> Path:
    with Store.open(path) as store:
        for text, day in ((NEWS, date(2027, 3, 2)), (NOUVELLES, date(2027, 3, 3)), (NEWS + " ", date(2027, 3, 9))):
            document = Document(text, "en", title="News", published=day)
            store.write(document, (), made_by="t", packs="t", recorded_at=datetime(2027, 4, 1, tzinfo=UTC))
        undated = Document(NEWS, "en", title="Undated")
        store.write(undated, (), made_by="t", packs="t", recorded_at=datetime(2027, 4, 1, tzinfo=UTC))
    return path


def test_holders_that_the_news_name_are_candidates_with_their_sentences(tmp_path: Path) -> None:
    ran = run("roster", "candidates", "--from", record(tmp_path / "news.sqlite"), "--format", "jsonl")
    found = {(one["person"], one["country"], one["office"]): one for one in ran.objects}
    assert set(found) == {
        ("Oumar Belko", "MLI", "defence_minister"),
        ("Awa Diallo", "MLI", "interior_minister"),
        ("Jean Tokpo", "BEN", "army_chief"),
        ("Salou Bari", "NER", "defence_minister"),
        ("Ibrahima Kouyo", "NER", "army_chief"),
    }
    belko = found["Oumar Belko", "MLI", "defence_minister"]
    assert (belko["first"], belko["last"], len(belko["seen"])) == ("2027-03-02", "2027-03-09", 2)
    assert belko["seen"][0]["sentence"].startswith("The minister of defence, General Oumar Belko")
    assert "1 documents without a day" in ran.err
    assert "unknown" in asked("Malian defence minister", "2027-03-05")


def test_an_accepted_candidate_is_in_office_on_the_days_seen_and_a_rejected_one_stays_away(tmp_path: Path) -> None:
    news = record(tmp_path / "news.sqlite")
    objects = run("roster", "candidates", "--from", news, "-f", "jsonl").objects
    ids = {one["person"]: one["id"] for one in objects}
    assert run("roster", "accept", ids["Oumar Belko"]).status == 0
    assert "Oumar Belko" in asked("Malian defence minister", "2027-03-05")
    assert "unknown" in asked("Malian defence minister", "2027-03-10")
    assert run("roster", "reject", ids["Jean Tokpo"][:6]).status == 0
    again = run("roster", "candidates", "--from", news, "-f", "jsonl").objects
    assert {one["person"] for one in again} == {"Awa Diallo", "Salou Bari", "Ibrahima Kouyo"}
    everyone = run("roster", "candidates", "--all").text
    assert "[accepted]" in everyone
    assert "[rejected]" in everyone
    assert run("roster", "accept", "zzz").status == 2


def test_a_broken_file_of_candidates_is_told_with_its_line(own_folder: Path) -> None:
    own_folder.mkdir()
    (own_folder / "roster-candidates.jsonl").write_text(json.dumps({"id": "x"}) + "\n", encoding="utf-8")
    ran = run("roster", "candidates")
    assert ran.status == 2
    assert "roster-candidates.jsonl:1: no candidate" in ran.err
