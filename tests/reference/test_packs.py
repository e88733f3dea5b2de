"""Packs are opened with their manifest, tables are read strictly, problems name their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmattan.errors import PackError
from harmattan.reference.packs import Problem, Row, open_pack, read_table, scan_table

COLUMNS = ("name", "aliases", "note")
MANIFEST = 'name = "x"\nkind = "region"\nversion = "1"\nsource = "own work"\nlicence = "Apache-2.0"\n'


def table(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_read_with_lists_comments_and_empty_cells(tmp_path: Path) -> None:
    path = table(tmp_path, '# who\nnote,name,aliases\n# more\n"a, b",Ada , A | B|\n\n,Bio,\n')
    first, second = read_table(path, COLUMNS, required=("name",))
    assert (first["name"], first.list("aliases"), first["note"], first.line) == ("Ada", ("A", "B"), "a, b", 4)
    assert (second.get("note"), second.list("aliases"), second.line) == (None, (), 6)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,aliases\n", ":1: header is name, aliases; expected name, aliases, note"),
        ("name,aliases,note,note\n", ":1: header is"),
        ("name,aliases,note\nAda,\n", ":2: 2 cells, expected 3"),
        ("name,aliases,note\n,A,\n", ":2: name may not be empty"),
        ('name,aliases,note\n"Ada,A,\n', ":2: no CSV"),
        ("", ": the table is empty; expected a header name, aliases, note"),
        ("# only a comment\n", ": the table is empty"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(PackError) as caught:
        read_table(path, COLUMNS, required=("name",))
    assert str(caught.value).startswith(f"{path}{message}")


def test_a_scan_goes_on_after_a_problem(tmp_path: Path) -> None:
    path = table(tmp_path, "name,aliases,note\nAda\nBio,,\n,,\nCas,,\n")
    found = list(scan_table(path, COLUMNS, required=("name",)))
    assert [type(one) for one in found] == [Problem, Row, Problem, Row]
    assert [one.line for one in found] == [2, 3, 4, 5]


def test_a_missing_table_is_empty_only_where_it_is_optional(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    pack = open_pack(tmp_path)
    assert pack.table("table.csv", COLUMNS, optional=True) == ()
    with pytest.raises(PackError, match="the table is missing; expected columns name, aliases, note"):
        pack.table("table.csv", COLUMNS)


def test_the_digest_changes_with_contents_and_names_only(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    pack = open_pack(tmp_path)
    empty = pack.digest
    path = table(tmp_path, "name\n")
    first = pack.digest
    assert pack.digest == first != empty
    path.rename(tmp_path / "other.csv")
    assert pack.digest not in {first, empty}


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem(Path("a.csv"), 3, "wrong"), "a.csv:3: wrong"),
        (Problem(Path("a.csv"), None, "missing"), "a.csv: missing"),
        (Problem(Path("a.csv"), 3, "odd", is_warning=True), "a.csv:3: warning: odd"),
    ],
)
def test_a_problem_says_where_it_is(problem: Problem, text: str) -> None:
    assert str(problem) == text == str(problem.error())
