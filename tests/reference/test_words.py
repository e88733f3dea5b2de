"""The word tables of a language pack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harmattan.errors import PackError
from harmattan.reference.lexemes import lex
from harmattan.reference.packs import data_dir, open_pack
from harmattan.reference.words import load_words

ENGLISH = data_dir() / "languages" / "en"


def test_lexemes_lie_where_they_say() -> None:
    text = "On 1,000 days, 24/7 at 9 a.m. the T-72s (1990s) rolled."
    assert [text[one.start : one.end] for one in lex(text)] == [one.text for one in lex(text)]
    assert {"1,000", "24/7", "a.m.", "1990s"} <= {one.text for one in lex(text)}


def test_the_english_tables_load_once() -> None:
    pack = open_pack(ENGLISH)
    assert load_words(pack) is load_words(pack)
    assert load_words(pack).persons["gendarme"].side == "police"


def test_choices_and_optional_words_become_plain_patterns() -> None:
    patterns = {pattern.elements: pattern for pattern in load_words(open_pack(ENGLISH)).patterns}
    assert ("{month:month}", "{day:day}", ",", "{year:year}") in patterns
    assert patterns[("in", "{year:year}")].lead == 1


BROKEN = [
    ("numbers.csv", "umpteen,hazy,,,", "unknown kind 'hazy'"),
    ("numbers.csv", "umpteen,vague,,,", "low bound"),
    ("numbers.csv", "umpteen,unit,many,,", "whole number"),
    ("quantifiers.csv", "roughly,inside,low", "unknown place"),
    ("count_words.csv", "tickle,verb,tickled,patient,", "unknown what"),
    ("person_nouns.csv", "juror,jury,", "unknown side"),
    ("dates.csv", "Caturday,catday,5", "unknown kind"),
    ("date_patterns.csv", "on {caturday},any,weekday,", "unknown slot"),
    ("date_patterns.csv", "{date} eve,any,inner,", "begins with"),
]


@pytest.mark.parametrize(("table", "row", "message"), BROKEN)
def test_a_broken_row_is_refused_with_its_place(tmp_path: Path, table: str, row: str, message: str) -> None:
    folder = tmp_path / "en"
    shutil.copytree(ENGLISH, folder)
    path = folder / table
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    with pytest.raises(PackError, match=message) as caught:
        load_words(open_pack(folder))
    assert f"{table}:{len(lines) + 1}" in str(caught.value)
