from __future__ import annotations

import gc
import gzip
import io
import json
import os
from pathlib import Path

import pytest

from harmattan.model.document import Document
from harmattan.stages.intake import IntakeOptions, Quarantined, read_sources
from tests.stages.intake.prose import OPTIONS, REPORT, page, pdf


def read(*sources: str | Path, options: IntakeOptions = OPTIONS) -> list[Document | Quarantined]:
    return list(read_sources(sources, options))


def bad(found: list[Document | Quarantined]) -> list[tuple[str, str]]:
    return [(Path(one.where).name, one.kind) for one in found if isinstance(one, Quarantined)]


def texts(found: list[Document | Quarantined]) -> list[str]:
    return [one.text.split(":")[0] for one in found if isinstance(one, Document)]


def story(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"{path.stem}: {REPORT}".encode())
    return path


def test_folders_are_walked_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("c.txt", "a.md", "b/z.txt", "b/.hidden.txt", ".git/x.txt", "b/y", "d.txt"):
        story(tmp_path, name)
    assert texts(read(tmp_path)) == ["a", "y", "z", "c", "d"]


def test_every_format_of_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page())
    (tmp_path / "b.pdf").write_bytes(
        pdf("The council met on Tuesday to discuss the closed\ncrossing near the harbour.")
    )
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": REPORT}).encode()))
    (tmp_path / "d.csv").write_text(f'text\n"{REPORT}"\n')
    (tmp_path / "e.eml").write_text(f"Subject: Talks\nFrom: Desk <d@g.example>\n\n{REPORT}")
    (tmp_path / "f.zip").write_bytes(b"PK\x03\x04")
    found = read(tmp_path)
    assert [type(one) for one in found] == [Document] * 5 + [Quarantined]
    assert bad(found) == [("f.zip", "binary")]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    story(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_bytes(b"")
    story(tmp_path, "c.txt")
    found = read(tmp_path)
    assert (texts(found), bad(found)) == (["a", "c"], [("b.txt", "empty")])


def test_globs_are_expanded_and_files_named_twice_are_read_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "d[1].txt"):
        story(tmp_path, name)
    assert texts(read(f"{tmp_path}/**/*.txt", tmp_path / "a.txt", tmp_path)) == ["a", "b", "d[1]", "c"]
    assert texts(read(f"{tmp_path}/d[1].txt")) == ["d[1]"]


@pytest.mark.parametrize("name", ["nothing.txt", "nothing*.txt", "a\0b", "x" * 5000])
def test_a_source_that_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    (found,) = read(f"{tmp_path}/{name}")
    assert isinstance(found, Quarantined)
    assert found.kind == "missing"


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert [kind for _, kind in bad(read(tmp_path))] == ["empty"]


def test_links_in_a_circle_are_told_and_left(tmp_path: Path) -> None:
    story(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again").symlink_to(tmp_path / "sub", target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    found = read(tmp_path)
    assert texts(found) == ["a"]
    assert bad(found) == [("up", "loop"), ("dead", "missing"), ("self", "loop")]


def test_pipes_in_folders_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert bad(read(tmp_path)) == [("pipe.txt", "unreadable")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_quarantined(tmp_path: Path) -> None:
    path = story(tmp_path, "a.txt")
    path.chmod(0)
    assert bad(read(path)) == [("a.txt", "unreadable")]


def test_a_read_that_fails_half_way_is_quarantined() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    (found,) = read_sources(["-"], OPTIONS, stdin=Failing())
    assert isinstance(found, Quarantined)
    assert (found.kind, found.reason) == (
        "unreadable",
        "-: expected a readable file, got Input/output error; check its permissions and its disk",
    )


@pytest.mark.parametrize(
    "data", [REPORT.encode(), gzip.compress(REPORT.encode()), json.dumps({"text": REPORT}).encode()]
)
def test_standard_input_is_read_in_any_format(data: bytes) -> None:
    (document,) = read_sources(["-"], OPTIONS, stdin=io.BytesIO(data))
    assert isinstance(document, Document)
    assert document.text == REPORT


def test_standard_input_that_is_not_there_is_missing() -> None:
    assert [one.kind for one in read_sources(["-"], OPTIONS) if isinstance(one, Quarantined)] == ["missing"]


def test_names_that_are_no_utf8_can_be_shown(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"")
    (found,) = read(tmp_path)
    assert isinstance(found, Quarantined)
    assert found.where.encode().endswith("caf\ufffd.txt".encode())


def test_without_languages_given_those_of_the_packs_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "languages" / "fr").mkdir(parents=True)
    (tmp_path / "languages" / "fr" / "pack.toml").write_text("")
    (tmp_path / "languages" / "xx").mkdir()
    monkeypatch.setattr("harmattan.stages.intake.language.data_dir", lambda: tmp_path)
    (found,) = read(story(tmp_path, "a.txt"), options=IntakeOptions())
    assert isinstance(found, Quarantined)
    assert "a language with a pack (fr), got 'en'" in found.reason


@pytest.mark.parametrize("data", ["name,day\nx,y\n", f'text\n"{REPORT}"\n"{REPORT}"\n'])
def test_files_are_closed_when_a_table_is_refused_or_left_half_way(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(data.encode()))
    (tmp_path / "b.csv").write_text(data)
    for name in ("a.csv.gz", "b.csv"):
        reading = read_sources([tmp_path / name], OPTIONS)
        assert isinstance(next(reading), Document | Quarantined)
        del reading
        gc.collect()
