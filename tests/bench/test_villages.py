"""Villages: names read out of UCDP's words, answers judged by distance and state, figures as counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gold import GoldError, Run
from bench.villages import answer, draw, km_between, measure
from bench.villages_gold import Village, gold_files, name_of, read_villages

GED = "id,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country,country_id\n"
BORDER = "name,country,admin1,latitude,longitude,source\n"


def written(folder: Path, text: str, name: str = "ged.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Oru village", "Oru"),
        ("Oru  Village", "Oru"),
        ("Oru (North) village", "Oru"),
        ("Oru/ Old Oru town", "Oru"),
        ("Oru Town city", "Oru Town"),
        ("Oru refugee camp", "Oru"),
        ("Oru military base", "Oru"),
        ("Oru border-crossing", "Oru"),
        ("Kibbutz Oru", "Oru"),
        ("Oru 2", "Oru 2"),
        ("Oru", "Oru"),
        ("Oru island", "Oru island"),
        ("Village", "Village"),
        ("Oru North", "Oru North"),
        ("Area between Oru village and Tak town", None),
        ("Road between Oru and Tak", None),
        ("Oru - Tak road (45 km north of Oru)", None),
        ("Oru road 60 km from Tak", None),
        ("Trench network north of Oru village", None),
        ("Oru locality, Tak town", None),
        ("(unknown)", None),
    ],
)
def test_a_name_is_read_out_of_the_words_for_a_place(words: str, name: str | None) -> None:
    assert name_of(words) == name


def test_exact_places_are_read_once_a_unit(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        GED
        + "1,1,Oru village,Borno  state,,12.5,13.5,Nigeria,475\n"
        + "2,1,Oru town,Borno state,,12.5,13.5,Nigeria,475\n"
        + "3,2,Tak village,Borno state,,12.5,13.5,Nigeria,475\n"
        + "4,1,Rafah town,Gaza Strip,,31.3,34.2,Israel,666\n"
        + "5,1,Area between Oru village and Tak town,Borno state,,12,13,Nigeria,475\n",
    )
    villages, aside = read_villages(path)
    assert [(one.name, one.country, one.admin1, one.countries, one.source) for one in villages] == [
        ("Oru", "Nigeria", "Borno state", ("NGA",), "UCDP GED 1"),
        ("Rafah", "the Gaza Strip", "Gaza Strip", ("ISR", "PSE"), "UCDP GED 4"),
    ]
    assert (villages[0].where, aside) == ("ged.csv:2", 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", r"ged\.csv:1: no table of places"),
        (GED + "1,1,Oru village,Borno state,,12.5,13.5,Nigeria\n", r"ged\.csv:2: 8 cells"),
        (GED + "1,1,Oru village,Borno state,,95,13.5,Nigeria,475\n", r"ged\.csv:2: latitude, longitude '95'"),
        (GED + "1,1,Oru village,Borno state,,12,13,Nigeria,9999\n", r"ged\.csv:2: country_id '9999'"),
        (BORDER + "Oru,XXX,,12,13,memory\n", r"ged\.csv:2: country 'XXX'"),
        (BORDER + "Oru,TGO,,12,13,\n", r"ged\.csv:2: no source"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(GoldError, match=message):
        for one in gold_files(path):
            read_villages(one)


def test_a_folder_is_read_for_the_tables_that_have_the_columns(tmp_path: Path) -> None:
    written(tmp_path, "# a note\n" + BORDER + "Oru,TGO,,12,13,memory\n", "b.csv")
    written(tmp_path, "country,best\nTogo,1\n", "a.csv")
    assert [one.name for one in gold_files(tmp_path)] == ["b.csv"]


def village(name: str, latitude: float, longitude: float, country: tuple[str, str], admin1: str = "") -> Village:
    return Village("x.csv:2", "border", name, country[0], (country[1],), admin1, latitude, longitude, "memory")


@pytest.mark.parametrize(
    ("one", "given", "outcome"),
    [
        (village("Porga", 11.05, 0.97, ("Benin", "BEN"), "Atakora department"), "country", "found"),
        (village("Porga", 11.05, 0.97, ("Benin", "BEN"), "Atakora department"), "admin1", "found"),
        (village("Porga", 6.4, 2.4, ("Benin", "BEN")), "admin1", "wrong place"),
        (village("Porga", 11.05, 0.97, ("Benin", "TGO")), "country", "wrong country"),
        (village("Borno", 11.9, 13.1, ("Nigeria", "NGA")), "country", "unit"),
        (village("Qwzzxu", 11.9, 13.1, ("Nigeria", "NGA")), "country", "nothing"),
    ],
)
def test_an_answer_is_judged_by_state_and_distance(one: Village, given: str, outcome: str) -> None:
    assert answer(one, given).outcome == outcome


def test_distances_are_great_circles() -> None:
    assert km_between(0, 0, 0, 1) == pytest.approx(111.195, abs=0.01)
    assert km_between(10, 20, 10, 20) == 0


def test_a_draw_is_fixed_by_its_seed() -> None:
    all_of_them = [village(f"Oru {number}", 0, 0, ("Togo", "TGO")) for number in range(50)]
    assert draw(all_of_them, 5, 1) == draw(all_of_them[::-1], 5, 1) != draw(all_of_them, 5, 2)
    assert len(draw(all_of_them, 80, 1)) == 50


def test_places_are_scored_from_the_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        BORDER
        + "Porga,BEN,Atakora department,11.05,0.97,memory\n"
        + "Qwzzxu,NGA,,11.9,13.1,memory\n"
        + "Goma,COD,North Kivu,-1.68,29.22,memory\n",
    )
    scored = measure(path, Run(processes=1))
    assert scored.figures["within_15km"] == pytest.approx(2 / 3)
    assert scored.figures["west_africa_within_15km"] == pytest.approx(1 / 2)
    assert scored.figures["elsewhere_within_15km"] == 1
    assert scored.figures["wrong_country"] == 0
    assert [one.cause for one in scored.wrong] == ["nothing, west africa"]
    assert scored.extra["countries"]["Benin"]["within_15km"] == 1
