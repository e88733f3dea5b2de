"""The tables of a language's words are all shipped, and their required columns are theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harmattan.errors import PackError
from harmattan.reference.lexicon import language_pack, load_lexicon
from harmattan.reference.packs import open_pack
from harmattan.reference.word_tables import WORD_TABLES


@pytest.mark.parametrize("name", sorted(WORD_TABLES))
def test_a_table_is_shipped_and_its_required_columns_are_its_own(name: str) -> None:
    columns, required = WORD_TABLES[name]
    assert (language_pack("en").path / name).exists()
    assert len(set(columns)) == len(columns)
    assert set(required) <= set(columns)


@pytest.mark.parametrize("name", sorted(WORD_TABLES))
def test_a_language_without_one_of_its_tables_is_not_loaded(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copytree(language_pack("en").path, tmp_path / "own"))
    (path / name).unlink()
    with pytest.raises(PackError, match=f"{name}: the table is missing; expected columns"):
        load_lexicon(open_pack(path))
