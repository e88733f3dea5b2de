"""`harmattan schema`, `pack` and `version`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from harmattan import Coder, __version__
from harmattan.model.schema import event_schema
from harmattan.reference.packs import data_dir
from tests.cli.running import run


def test_the_published_schema_is_printed() -> None:
    assert json.loads(run("schema").text) == event_schema()


def test_the_version_names_coder_and_packs() -> None:
    shown = run("version").text
    assert __version__ in shown
    assert Coder().made_by in shown
    assert Coder().packs in shown
    assert run("--version").text == f"harmattan {__version__}\n"


def test_packs_that_ship_are_listed() -> None:
    shown = run("pack", "list").text.splitlines()
    assert {("boundaries", "boundaries-world"), ("codebook", "plover"), ("language", "en")} <= {
        tuple(line.split()[:2]) for line in shown
    }
    assert len(shown) == len(list(data_dir().rglob("pack.toml")))


def test_a_pack_that_ships_is_valid() -> None:
    ran = run("pack", "check", data_dir() / "codebooks" / "plover")
    assert ran.status == 0
    assert "0 errors" in ran.text


def test_each_problem_of_a_pack_is_told_with_its_line(tmp_path: Path) -> None:
    pack = tmp_path / "plover"
    shutil.copytree(data_dir() / "codebooks" / "plover", pack)
    table = pack / "event_types.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines, lines[-1]]) + "\n", encoding="utf-8")
    ran = run("pack", "check", pack)
    assert ran.status == 1
    assert f"event_types.csv:{len(lines) + 1}: " in ran.text


@pytest.mark.parametrize("name", ["", "no-such-folder"])
def test_a_folder_without_a_pack_is_told(tmp_path: Path, name: str) -> None:
    ran = run("pack", "check", tmp_path / name)
    assert ran.status == 1
    assert str(tmp_path) in ran.text
