"""Country and sector of a mention: read as published, answered by the actor on its head, scored as counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.actors import answer, measure, read_mentions
from bench.gold import GoldError, MissingGoldError, Run

HEAD = "text,published,mention,country,sector\n"


def written(folder: Path, *lines: str, name: str = "mentions.csv") -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_mention_is_the_first_place_where_its_words_stand_whole(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD.strip(), '"Where heads met, he ""spoke"".",2020-01-05,he,,GOV', "Oru fell.,,Oru,FJI,")
    first, second = read_mentions(path)
    assert (first.text[slice(*first.span)], first.span[0]) == ("he", 17)
    assert (first.country, first.sector, second.country, second.sector) == (None, "GOV", "FJI", None)
    assert (second.published, first.published is not None, first.hard) == (None, True, None)


def test_further_columns_are_tolerated_and_hard_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "id,hard," + HEAD.strip(), "1,yes,Fiji spoke.,2020-01-05,Fiji,FJI,", "2,no,Oru.,,Oru,,")
    assert [one.hard for one in read_mentions(path)] == [True, False]


def test_a_folder_is_read_as_its_tables(tmp_path: Path) -> None:
    written(tmp_path, HEAD.strip(), "Peru spoke.,,Peru,PER,", name="b.csv")
    written(tmp_path, HEAD.strip(), "Fiji spoke.,,Fiji,FJI,", name="a.csv")
    assert [one.where for one in read_mentions(tmp_path)] == ["a.csv:2", "b.csv:2"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Peru spoke.,2020-01-05,Chile,CHL,", r"mentions\.csv:2: mention 'Chile' is not in the text"),
        ("Peru spoke.,2020-01-05,,CHL,", r"mentions\.csv:2: mention '' is not in the text"),
        ("Peru spoke.,5 May,Peru,PER,", r"mentions\.csv:2: published '5 May'; expected YYYY-MM-DD"),
        (
            "Peru spoke.,2020-01-05,Peru,Peru,",
            r"mentions\.csv:2: country 'Peru'; expected ISO 3166 alpha-3, one of EUR",
        ),
        ("Peru spoke.,2020-01-05,Peru,PER,KING", r"mentions\.csv:2: sector 'KING'; expected one of AGR"),
        ("Peru spoke.,2020-01-05,Peru,PER", r"mentions\.csv:2: 4 cells, the heading has 5; is the file cut off"),
        ('"Peru spoke.,2020-01-05,Peru,PER', r"mentions\.csv:2: unexpected end of data"),
    ],
)
def test_a_broken_row_is_refused_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        read_mentions(written(tmp_path, HEAD.strip(), row))


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"mentions\.csv:1: no column published, sector; expected a table of mentions"):
        read_mentions(written(tmp_path, "text,mention,country", "Peru,Peru,PER"))


def test_no_file_and_no_table_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingGoldError, match="no such file"):
        read_mentions(tmp_path / "none.csv")
    with pytest.raises(GoldError, match="no CSV file"):
        read_mentions(tmp_path)


def test_figures_are_those_counted_by_hand(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "hard," + HEAD.strip(),
        "no,Kenyan police fired on a crowd in Nairobi.,2014-09-30,Kenyan police,KEN,COP",
        "yes,Kenyan police fired on a crowd in Nairobi.,2014-09-30,Kenyan police,UGA,COP",
        "yes,Masked men stopped a bus.,2014-09-30,Masked men,,UAF",
        "no,The road is long.,2014-09-30,road,,BUS",
    )
    scored = measure(path, Run(processes=1))
    assert scored.n == 4
    assert scored.figures["country"] == pytest.approx(3 / 4)
    assert scored.figures["sector"] == pytest.approx(3 / 4)
    assert scored.figures["both"] == pytest.approx(2 / 4)
    assert scored.figures["country_precision"] == pytest.approx(1 / 2)
    assert scored.figures["country_empty_right"] == 1.0
    assert scored.figures["sector_recall"] == pytest.approx(3 / 4)
    assert "sector_empty_right" not in scored.figures
    assert (scored.figures["hard_country"], scored.figures["easy_sector"]) == (1 / 2, 1 / 2)
    assert sorted(one.cause for one in scored.wrong) == ["country another", "sector missed"]


def test_a_mention_that_no_actor_covers_is_answered_with_nothing(tmp_path: Path) -> None:
    (row,) = read_mentions(written(tmp_path, HEAD.strip(), "The road is long.,2014-09-30,road,,"))
    assert (answer(row).country, answer(row).sector, answer(row).rule) == (None, None, "no actor")


def test_our_own_rows_can_be_read() -> None:
    rows = read_mentions(Path(__file__).parents[2] / "bench" / "data" / "actors")
    assert len(rows) == 300
    assert sum(one.hard is True for one in rows) >= 150
