"""Who held an office on a day: read as published, asked as the command asks, scored as counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gold import GoldError, Run
from bench.roster import is_person, measure, read_rows
from harmattan.reference.roster import load_roster

HEAD = "phrase,country,date,person"


def written(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "offices.csv"
    path.write_text("".join(f"{line}\n" for line in (head, *lines)), encoding="utf-8")
    return path


def test_a_row_is_read_with_codes_names_quotes_and_times(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '"president, acting",BF,2022-02-15T00:00:00,none',
        "présidente,Côte d'Ivoire,2012-05-01,Alassane Ouattara",
        "secretary-general,United Nations,2012-05-01,Ban Ki-moon",
        "the pope,,2012-05-01,-",
    )
    first, second, third, fourth = read_rows(path)
    assert (first.phrase, first.country, first.on.isoformat(), first.person) == (
        "president, acting", "BFA", "2022-02-15", None,
    )  # fmt: skip
    assert (second.country, third.country, fourth.country, fourth.person) == ("CIV", "UNO", None, None)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("president,BFA,2022-13-01,A B", r"offices\.csv:2: date '2022-13-01'"),
        ("president,BFA,2022-01", r"offices\.csv:2: 3 cells"),
        ("president,QQQ,2022-01-01,A B", r"offices\.csv:2: unknown country 'QQQ'"),
        (",BFA,2022-01-01,A B", r"offices\.csv:2: the phrase is empty"),
        ('"president,BFA,2022-01-01,A B', r"offices\.csv:2: "),
    ],
)
def test_a_broken_line_is_refused_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        read_rows(written(tmp_path, line))


def test_a_file_without_the_columns_or_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="CSV file"):
        read_rows(tmp_path)
    with pytest.raises(GoldError, match="no column person"):
        read_rows(written(tmp_path, head="phrase,country,date"))


@pytest.mark.parametrize(
    ("gold", "is_right"),
    [
        ("Paul-Henri Sandaogo Damiba", True),
        ("P. Damiba", True),
        ("Damiba", True),
        ("DAMIBA Paul Henri", True),
        ("Ibrahim Traoré", False),
        ("Michel Damiba", False),
    ],
)
def test_a_person_is_known_by_name_or_by_surname_and_initial(gold: str, is_right: bool) -> None:
    (damiba, *_) = [one for one in load_roster().terms("BFA", "head_of_state") if one.surname == "Damiba"]
    assert is_person(gold, damiba) == is_right


def test_offices_are_scored_from_the_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "president,BFA,2022-02-15,Damiba",
        "president,MLI,2020-08-25,",
        "president,BFA,2022-02-15,Ibrahim Traoré",
        "poet laureate,BFA,2022-02-15,A B",
    )
    scored = measure(path, Run(processes=1))
    assert scored.figures["accuracy"] == pytest.approx(2 / 4)
    assert scored.figures["in_coverage"] == pytest.approx(1 / 2)
    assert scored.figures["unknown_right"] == 1
    assert scored.figures["wrong_persons"] == 1
    assert sorted(one.cause for one in scored.wrong) == ["another person", "missed: no_office"]
