"""A pack's checker lists every problem with its place, and lets a valid pack through."""

from __future__ import annotations

import gzip
import re
import shutil
import textwrap
from pathlib import Path

import pytest

from harmattan.reference.boundary_tables import BOUNDARY_TABLES
from harmattan.reference.check import CHECKS, check_pack
from harmattan.reference.packs import PACK_KINDS, data_dir
from harmattan.reference.tables import REGION_TABLES, day_range
from harmattan.reference.word_tables import WORD_TABLES

MANIFEST = 'name = "{kind}-test"\nkind = "{kind}"\nversion = "1.0.0"\nsource = "own work"\nlicence = "Apache-2.0"\n'
OFFICES = "person,aliases,surname,country,office,title,sector,start,end,end_basis,known_until,wikidata,source\n"
METONYMS = "name,aliases,iso3,sector,source\n"
COUNTRIES = "iso3,iso2,name,aliases,adjectives,demonyms,capital,gwcode,is_state,source\n"
GROUPS = "name,aliases,country,sector,start,end,wikidata,source,countries,ucdp_id,checked\n"
FEATURES = "name,aliases,feature_code,countries,latitude,longitude,radius_km,definition,basis\n"


def pack(folder: Path, kind: str = "region", **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(MANIFEST.format(kind=kind), encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def office(person: str, start: str, end: str, **cells: str) -> str:
    values = {"country": "BEN", "office": "army_chief", "sector": "MIL", "until": "", "wikidata": "", **cells}
    return (
        f"{person},,{person},{values['country']},{values['office']},,{values['sector']},{start},{end},,"
        f"{values['until']},{values['wikidata']},hand\n"
    )


def messages(path: Path) -> list[str]:
    return [str(problem).removeprefix(f"{path}/") for problem in check_pack(path)]


SHIPPED = sorted(manifest.parent for manifest in data_dir().rglob("pack.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[path.name for path in SHIPPED])
def test_a_shipped_pack_is_valid(path: Path) -> None:
    assert [str(problem) for problem in check_pack(path) if not problem.is_warning] == []


def test_every_kind_of_pack_has_checks() -> None:
    assert sorted(CHECKS) == sorted(PACK_KINDS)
    assert all(CHECKS.values())


def test_a_valid_region_has_no_problem(tmp_path: Path) -> None:
    rows = office("Ada", "2019-02", "2021-05-24") + office("Bio", "2021-05-25", "", until="2024-01-01", wikidata="Q7")
    path = pack(
        tmp_path / "own", officeholders=OFFICES + rows, metonyms=f"{METONYMS}Red House,The House,BEN,GOV,hand\n"
    )
    assert messages(path) == []


def test_a_country_that_the_pack_adds_is_known(tmp_path: Path) -> None:
    countries = f"{COUNTRIES}XSL,,Somaliland,,Somalilander,Somalilanders,Hargeisa,,0,hand\n"
    path = pack(tmp_path / "own", countries=countries, metonyms=f"{METONYMS}Hargeisa,,XSL,PRE,hand\n")
    assert messages(path) == []
    (path / "countries.csv").unlink()
    assert [line.split(";")[0] for line in messages(path)] == ["metonyms.csv:2: iso3: unknown country 'XSL'"]


@pytest.mark.parametrize("code", ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "BEN"])
def test_international_codes_stand_for_a_country(tmp_path: Path, code: str) -> None:
    assert messages(pack(tmp_path / "own", metonyms=f"{METONYMS}Red House,,{code},,hand\n")) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            office("Ada", "2019", "", country="Benin"),
            "officeholders.csv:2: country: unknown country 'Benin'; expected an ISO",
        ),
        (office("Ada", "2019", "", country="ben"), "officeholders.csv:2: country: unknown country 'ben'"),
        (
            office("Ada", "2019", "", sector="ARMY"),
            "officeholders.csv:2: sector: unknown sector 'ARMY'; expected one of AGR",
        ),
        (office("Ada", "May 2019", ""), "officeholders.csv:2: start: 'May 2019' is no date; expected YYYY-MM-DD"),
        (office("Ada", "2019-02-30", ""), "officeholders.csv:2: start: '2019-02-30' is no date"),
        (office("Ada", "2019", "2018-12-31"), "officeholders.csv:2: start 2019 is after end 2018-12-31"),
        (office("Ada", "2019", "", wikidata="7"), "officeholders.csv:2: wikidata: '7'; expected a Wikidata id"),
        (
            office("Ada", "2019", "", office="Army Chief"),
            "officeholders.csv:2: office: unknown value 'Army Chief'; expected one of",
        ),
        (office("", "2019", ""), "officeholders.csv:2: person may not be empty"),
        ("Ada,BEN\n", "officeholders.csv:2: 2 cells, expected 13"),
        (office("Ada", "2019", "") * 2, "officeholders.csv:3: Ada, BEN, army_chief, 2019 stands already in line 2"),
        ('"Ada\n', "officeholders.csv:2: no CSV: unexpected end of data; close every quotation mark"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, rows: str, expected: str) -> None:
    found = messages(pack(tmp_path / "own", officeholders=OFFICES + rows))
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_all_problems_are_listed_not_only_the_first(tmp_path: Path) -> None:
    offices = OFFICES + office("Ada", "x", "y") + "short\n" + "# a note\n" + office("Bio", "2020", "", sector="?")
    features = f"{FEATURES}Blue Lake,,LK,BEN|ZZZ,91,200,-1,water,hand\n"
    found = messages(pack(tmp_path / "own", officeholders=offices, places_features=features))
    assert [line.split(": ")[0] for line in found] == [
        "officeholders.csv:2",
        "officeholders.csv:2",
        "officeholders.csv:3",
        "officeholders.csv:5",
        *["places_features.csv:2"] * 4,
    ]


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        (("Ada", "2019-01-01", "2021-06-01"), ("Bio", "2020-01-01", "2022-01-01"), True),
        (("Ada", "2019-01-01", ""), ("Bio", "2020-01-01", ""), True),
        (("Ada", "2019-01-01", "2020-01-01"), ("Bio", "2020-01-01", ""), False),
        (("Ada", "2019-01-01", "2020-01-20"), ("Bio", "2020-01-01", ""), False),
        (("Ada", "2019-01-01", "2020-07-01"), ("Bio", "2020", ""), False),
        (("Ada", "2019-01-01", ""), ("Ada", "2020-01-01", ""), False),
    ],
    ids=["overlap", "both open", "same day", "handover", "year only", "same person"],
)
def test_two_holders_of_one_office_are_a_warning(
    tmp_path: Path, first: tuple[str, str, str], second: tuple[str, str, str], is_found: bool
) -> None:
    path = pack(tmp_path / "own", officeholders=OFFICES + office(*first) + office(*second))
    problems = check_pack(path)
    assert [problem.is_warning for problem in problems] == [True] * is_found
    assert all("army_chief of BEN: Bio from 2020-01-01 overlaps Ada in line 2" in str(one) for one in problems)


def test_offices_that_several_hold_may_overlap(tmp_path: Path) -> None:
    rows = office("Ada", "2019", "", office="vice_president") + office("Bio", "2020", "", office="vice_president")
    assert messages(pack(tmp_path / "own", officeholders=OFFICES + rows)) == []


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (None, "no pack.toml; a pack is a folder with a manifest and tables"),
        ("name = ", "not readable as TOML"),
        ('name = "x"\nkind = "region"\n', "missing version, source, licence"),
        (
            MANIFEST.format(kind="planet"),
            "unknown kind 'planet'; expected one of boundaries, codebook, language, region, world",
        ),
    ],
)
def test_a_wrong_manifest_is_one_problem(tmp_path: Path, manifest: str | None, expected: str) -> None:
    if manifest is not None:
        (tmp_path / "pack.toml").write_text(manifest, encoding="utf-8")
    problems = check_pack(tmp_path)
    assert len(problems) == 1
    assert expected in problems[0].message
    assert problems[0].path == (tmp_path if manifest is None else tmp_path / "pack.toml")


def test_a_folder_that_is_none_is_one_problem(tmp_path: Path) -> None:
    assert len(check_pack(tmp_path / "nowhere")) == 1


def test_a_region_without_tables_is_a_problem(tmp_path: Path) -> None:
    assert "no table; expected at least one of" in messages(pack(tmp_path / "own"))[0]


def test_a_world_without_countries_is_a_problem(tmp_path: Path) -> None:
    found = messages(pack(tmp_path / "own", "world", metonyms=METONYMS))
    assert [line.split(";")[0] for line in found] == ["countries.csv: a world pack lists its countries"]


def test_a_table_that_nothing_reads_is_a_warning(tmp_path: Path) -> None:
    problems = check_pack(pack(tmp_path / "own", metonyms=METONYMS, armed_grups="name\nX\n"))
    assert [(problem.path.name, problem.is_warning) for problem in problems] == [("armed_grups.csv", True)]


def test_a_gzipped_table_is_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "own")
    header = ",".join(REGION_TABLES["places_villages.csv.gz"].column_names)
    rows = f"{header}\n1,Ada,,6.5,2.5,PPL,BJ,,,\n2,Bio,,north,2.5,PPL,BJ,,,\n"
    (path / "places_villages.csv.gz").write_bytes(gzip.compress(rows.encode()))
    assert messages(path) == ["places_villages.csv.gz:3: latitude: 'north'; expected a number from -90 to 90"]
    (path / "places_villages.csv.gz").write_bytes(b"no gzip")
    assert [line.split(": ")[1] for line in messages(path)] == ["not readable"]


def test_a_table_that_is_no_utf8_is_a_problem(tmp_path: Path) -> None:
    path = pack(tmp_path / "own")
    (path / "metonyms.csv").write_bytes(METONYMS.encode() + "Élysée,,FRA,GOV,hand\n".encode("cp1252"))
    assert messages(path) == [f"metonyms.csv: not UTF-8 at byte {len(METONYMS)}; save the table as UTF-8"]


def test_a_codebook_with_a_hole_is_listed(tmp_path: Path) -> None:
    path = Path(shutil.copytree(data_dir() / "codebooks" / "plover", tmp_path / "plover"))
    (path / "international.csv").unlink()
    assert messages(path) == ["international.csv: the table is missing; expected columns code, name, definition"]


def language(folder: Path, **rows: str) -> Path:
    """Copy the shipped words for numbers, people and dates, and write predicates of our own."""
    path = Path(shutil.copytree(data_dir() / "languages" / "en", folder / "own"))
    for name in sorted(set(WORD_TABLES) - {"person_nouns.csv"}):
        columns, _ = WORD_TABLES[name]
        (path / name).write_text(",".join(columns) + "\n" + rows.get(name.removesuffix(".csv"), ""), encoding="utf-8")
    return path


VERB = "seize,,,,,,{event_type},{mode},{contexts},,,,,\n"


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts"),
    [("COERCE", "seize", ""), ("COERCE", "", "economic|crime"), ("AGREE", "x-pledge", "")],
)
def test_codes_of_the_codebook_are_let_through(tmp_path: Path, event_type: str, mode: str, contexts: str) -> None:
    assert messages(language(tmp_path, verbs=VERB.format(event_type=event_type, mode=mode, contexts=contexts))) == []


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "expected"),
    [
        ("GRAB", "", "", "verbs.csv:2: unknown event type 'GRAB'; expected one of ACCUSE"),
        ("COERCE", "visit", "", "verbs.csv:2: COERCE has no mode 'visit'; expected one of seize"),
        ("COERCE", "", "economic|money", "verbs.csv:2: unknown context 'money'"),
        ("", "", "", "verbs.csv:2: event_type may not be empty"),
    ],
)
def test_a_code_that_the_codebook_lacks_is_named(
    tmp_path: Path, event_type: str, mode: str, contexts: str, expected: str
) -> None:
    row = VERB.format(event_type=event_type, mode=mode, contexts=contexts)
    found = messages(language(tmp_path, verbs=row))
    assert len(found) == 1
    assert found[0].startswith(expected)
    shutil.rmtree(tmp_path / "own")
    assert messages(language(tmp_path, general_verbs=row)) == [f"general_{found[0]}"]


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("agents", "farmer,AGRI,person\n", "agents.csv:2: unknown sector 'AGRI'; expected one of AGR"),
        ("scope", "may,modal,perhaps\n", "scope.csv:2: unknown effect 'perhaps'; expected one of asserted"),
        ("offices", "boss,head_of_state|big_boss\n", "offices.csv:2: unknown office 'big_boss'; expected one of"),
        ("context_words", "fishery,trawler\n", "context_words.csv:2: unknown context 'fishery'; expected one of"),
        ("blocks", "attack,before,@illness\n", "blocks.csv:2: 3 cells, expected 4"),
        ("blocks", "attack,before,@illness,\n", "blocks.csv:2: unknown class '@illness'; add it to classes.csv"),
    ],
)
def test_a_wrong_word_is_named(tmp_path: Path, table: str, row: str, expected: str) -> None:
    found = messages(language(tmp_path, **{table: row}))
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_a_wrong_number_word_is_named(tmp_path: Path) -> None:
    path = language(tmp_path)
    with (path / "numbers.csv").open("a", encoding="utf-8") as file:
        file.write("umpteen,guess,17,,\n")
    found = messages(path)
    assert len(found) == 1
    assert found[0].startswith("numbers.csv:")
    assert "guess" in found[0]


def test_rows_of_all_word_tables_are_listed(tmp_path: Path) -> None:
    found = messages(language(tmp_path, verbs="a\nb\n", cues="c\n", agents="d\n"))
    assert [line.split(": ")[0] for line in found] == ["agents.csv:2", "cues.csv:2", "verbs.csv:2", "verbs.csv:3"]


def page() -> str:
    return (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")


def test_the_worked_example_is_a_valid_pack(tmp_path: Path) -> None:
    manifest, groups, holders = (
        textwrap.dedent(block) for block in re.findall(r"^ +```(?:toml|csv)\n(.*?)^ +```$", page(), re.M | re.S)
    )
    for name, text in (("pack.toml", manifest), ("armed_groups.csv", groups), ("officeholders_hand.csv", holders)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert messages(tmp_path) == []


def documented() -> dict[str, set[str]]:
    """Return the columns that docs/packs.md describes, by table."""
    text = page()
    found: dict[str, set[str]] = {}
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        rows = [line.split(" | ")[0] for line in body.split("\n## ")[0].splitlines() if line.startswith("| `")]
        columns = set(re.findall(r"`([^`]+)`", " ".join(rows)))
        found.update(dict.fromkeys(re.findall(r"`([^`]+)`", heading), columns))
    return found


KNOWN_TABLES = {
    **{name: (*table.column_names, *table.extra_names) for name, table in (REGION_TABLES | BOUNDARY_TABLES).items()},
    **{name: columns for name, (columns, _) in WORD_TABLES.items()},
}
SHIPPED_TABLES = sorted(file for path in SHIPPED for file in path.glob("*.csv"))


@pytest.mark.parametrize("name", sorted(KNOWN_TABLES))
def test_every_column_is_documented(name: str) -> None:
    assert documented().get(name) == set(KNOWN_TABLES[name])


@pytest.mark.parametrize("path", SHIPPED_TABLES, ids=[f"{path.parent.name}/{path.name}" for path in SHIPPED_TABLES])
def test_the_columns_of_a_shipped_table_are_those_documented(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if not line.startswith("#"))
    assert documented().get(path.name) == set(header.split(","))


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-02", ("2021-02-01", "2021-02-28")),
        ("2021-12", ("2021-12-01", "2021-12-31")),
        ("2024-02-29", ("2024-02-29", "2024-02-29")),
    ],
)
def test_a_date_may_be_a_day_a_month_or_a_year(cell: str, days: tuple[str, str]) -> None:
    found = day_range(cell)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == days


@pytest.mark.parametrize("cell", ["", "21", "2021-13", "2021-02-30", "2021/02/03", "0000", "2021-2-3", "today"])
def test_anything_else_is_no_date(cell: str) -> None:
    assert day_range(cell) is None
