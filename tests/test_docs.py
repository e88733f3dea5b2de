"""What the documents say of the program is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from harmattan import config
from harmattan.cli.app import app
from tools import render_docs

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize(("command", "output"), list(render_docs.quoted_commands(README)))
def test_the_readme_quotes_what_the_command_prints(command: str, output: str) -> None:
    assert output == render_docs.output_of(command), "run: make docs"


def test_the_readme_quotes_a_command_with_its_output() -> None:
    assert [output for _, output in render_docs.quoted_commands(README) if len(output.splitlines()) > 10]


def test_the_table_of_stages_is_the_one_that_runs() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert render_docs.quoted_stage_rows(architecture) == render_docs.stage_rows(), "run: make docs"


def test_every_command_stands_in_the_readme() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"| `harmattan {name}" not in README] == []


def test_every_variable_of_the_environment_is_a_setting_and_stands_in_the_manual() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src" / "harmattan").rglob("*.py"))
    named = {name for source in sources for name in re.findall(r"\bHARMATTAN_[A-Z_]+", source)}
    settings = {value for name, value in vars(config).items() if name.endswith("_VARIABLE")}
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert named == settings
    assert [name for name in sorted(settings) if f"| `{name}` |" not in manual] == []


def test_every_part_of_the_package_has_its_layer_in_the_architecture() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "harmattan"
    parts = {path.name + "/" for path in package.iterdir() if (path / "__init__.py").exists()}
    parts |= {path.stem for path in package.glob("*.py") if not path.stem.startswith("__")}
    assert [part for part in sorted(parts) if f"`{part}`" not in architecture] == []


def test_every_file_of_the_stages_stands_in_the_architecture() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    files = {path.stem for path in (ROOT / "src" / "harmattan" / "stages").glob("*.py")} - {"__init__"}
    assert [name for name in sorted(files) if f"`{name}`" not in architecture] == []


def test_decisions_are_numbered_from_one_and_each_is_linked() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for number, path in enumerate(decisions, start=1):
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [path.name for path in decisions if f"(decisions/{path.name})" not in architecture] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_a_link_to_a_file_leads_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []
