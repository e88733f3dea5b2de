"""Run commands in this process, or in one of their own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from harmattan.cli import main
from harmattan.store import Store
from tests.builders import MADE_BY, PACKS, made_up

ROOT = Path(__file__).resolve().parents[2]

RAID = "Gunmen attacked the village of Tanwalbougou in eastern Burkina Faso on Monday, killing six farmers.\n"
TALKS = "Ghana's foreign minister met her Togolese counterpart in Lome on Tuesday. The two signed a trade deal.\n"
QUIET = "The cocoa harvest began late this year. Farmers dried the beans on mats beside the road for a week.\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def messages(self) -> list[str]:
        return self.err.splitlines()


class _Stream(io.TextIOWrapper):
    is_terminal = False

    def isatty(self) -> bool:
        return self.is_terminal


def run(*arguments: object, stdin: bytes = b"", is_terminal: bool = False) -> Ran:
    """Run a command in this process, which keeps the models."""
    out, err = (_Stream(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    out.is_terminal = is_terminal
    given = io.TextIOWrapper(io.BytesIO(stdin))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch.object(sys, "stdin", given):
        status = main([str(one) for one in arguments])
    return Ran(status, out.buffer.getvalue(), err.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]


def run_alone(*arguments: object, stdin: bytes = b"", environ: Mapping[str, str] | None = None) -> Ran:
    """Run a command as a program."""
    ran = subprocess.run(
        [sys.executable, "-m", "harmattan", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(environ or {})},
        timeout=120,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode("utf-8"))


def write_articles(folder: Path, **texts: str) -> list[Path]:
    """Write articles into a folder, each into the file of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def write_record(path: Path, documents: int = 20) -> None:
    """Write a record of made-up news."""
    from datetime import UTC, datetime

    with Store.open(path) as store:
        for number in range(documents):
            document, events = made_up(number)
            store.write(document, events, made_by=MADE_BY, packs=PACKS, recorded_at=datetime(2024, 1, 1, tzinfo=UTC))
