"""A sheet holds what the coder gave and room for verdicts; a filled one gives shares of rows and the causes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.gold import GoldError
from bench.read import draw, names_one_of, score_sheet
from bench.sheet import EVENT, FIELDS, Row

TEXT = "Gunmen attacked a market near Diffa in Niger on Tuesday, killing three traders, the governor said.\n"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS")


def row(number: int) -> Row:
    return Row(f"event-{number}", "article", "", "", "A sentence.", (), dict.fromkeys(FIELDS, "-"))


def filled(path: Path, *rows: dict[str, str]) -> Path:
    """Write a sheet in which every verdict is right, but for what the rows say."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["row", "document", "sentence", EVENT, *FIELDS, "note"])
        table.writeheader()
        for number, one in enumerate(rows, start=1):
            rest = dict.fromkeys((EVENT, *FIELDS), "right")
            table.writerow({"row": number, "document": f"d{number}", "sentence": "S.", "note": "", **rest, **one})
    return path


def test_a_sheet_is_written_and_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in THREADS:
        monkeypatch.setenv(name, "1")  # the program sets them; undone after the test
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Police arrested a reporter in Lima on Monday.", encoding="utf-8")
    command = ["read", str(tmp_path), "--naming", "NER", "--out", str(tmp_path / "sheet"), "--processes", "1"]
    assert main(command) == 0
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows, "an attack is an event"
    assert all("Diffa" in one["sentence"] for one in rows), "Peru was not asked for"
    assert any("ASSAULT" in one["type_value"] and "killed" in one["count_value"] for one in rows)
    assert {one[name] for one in rows for name in (EVENT, *FIELDS)} == {""}
    page = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert '<mark class="trigger"' in page
    assert main(command) == 2
    assert "is there already" in capsys.readouterr().err


def test_the_same_seed_draws_the_same_rows_in_any_order() -> None:
    rows = [row(number) for number in range(40)]
    assert draw(rows, 10, 7) == draw(rows[::-1], 10, 7)
    assert draw(rows, 10, 7) != draw(rows, 10, 8)
    assert len(draw(rows, 100, 7)) == 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks in Niger.", True),
        ("A Nigerian court.", False),
        ("Nigeria won.", False),
        ("Côte d’Ivoire", False),
    ],
)
def test_texts_are_chosen_by_the_whole_name_of_a_country(text: str, expected: bool) -> None:
    assert names_one_of(["NER"])(text) is expected


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(GoldError, match="XXX"):
        names_one_of(["XXX"])


def test_a_row_is_whole_when_no_field_is_wrong(tmp_path: Path) -> None:
    sheet = filled(
        tmp_path / "s.csv",
        {},
        {"recipient": "not stated", "count": "n"},
        {"actor": "W", "place": "wrong"},
        {EVENT: "wrong", **dict.fromkeys(FIELDS, "")},
        {"actor": "wrong", "note": "a pronoun"},
    )
    outcome = score_sheet(sheet)
    figures = outcome.measurement.figures
    assert figures["whole_rows"] == pytest.approx(2 / 5)
    assert figures["is_event"] == pytest.approx(4 / 5)
    assert figures["type_and_place"] == pytest.approx(3 / 5)
    assert figures["actor_right"] == pytest.approx(2 / 4)
    assert figures["recipient_right"] == 1.0, "a field that is rightly empty counts on neither side"
    assert outcome.measurement.details["causes"] == {"actor": 2, "place": 1, EVENT: 1}
    assert "a pronoun" in outcome.wrong[-1].text


@pytest.mark.parametrize(
    ("change", "message"),
    [({"actor": ""}, "s.csv:2: actor: .*empty"), ({"claim": "maybe"}, "s.csv:2: claim: .*'maybe'")],
)
def test_a_sheet_that_is_not_filled_in_says_where(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(GoldError, match=message):
        score_sheet(filled(tmp_path / "s.csv", change))


def test_a_sheet_without_rows_or_columns_is_no_score(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no rows"):
        score_sheet(filled(tmp_path / "s.csv"))
    (tmp_path / "t.csv").write_text("row,actor\n1,right\n", encoding="utf-8")
    with pytest.raises(GoldError, match="no column document"):
        score_sheet(tmp_path / "t.csv")
    assert main(["read", "--score", str(tmp_path / "none.csv")]) == 3
