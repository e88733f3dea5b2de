"""Renew what the documents quote of the program: the README's output and figures, the table of stages.

`make docs` runs it; a test fails when a quotation is no longer what the program says.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"

_OUTPUT = re.compile(r"(```\n\$ (?P<command>harmattan code [^\n]+)\n)(?P<output>.*?)(```)", re.DOTALL)
_STAGES = re.compile(r"(\| stage \| requires \| provides \|\n\|---\|---\|---\|\n)(.*?)(\n\n)", re.DOTALL)


def quoted_commands(readme: str) -> Iterator[tuple[str, str]]:
    """Yield each command that the README quotes with its output."""
    for found in _OUTPUT.finditer(readme):
        yield found["command"], found["output"]


def output_of(command: str) -> str:
    """Run a quoted command, with `| head -n N` at its end if there, on a terminal of 100 columns without colours."""
    call, _, cut = command.partition(" | head -n ")
    program, *arguments = shlex.split(call)
    if program != "harmattan":
        raise ValueError(f"the README quotes {program!r}; expected harmattan")
    done = subprocess.run(
        [sys.executable, "-m", "harmattan", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines[: int(cut)] if cut else lines) + "\n"


def stage_rows() -> str:
    """Return the rows of the table of stages."""
    from harmattan.assembly import stage_table

    return "\n".join(
        f"| `{stage.name}` | {' '.join(one.name for one in stage.requires)} | "
        f"{' '.join(one.name for one in stage.provides)} |"
        for stage in stage_table("en")
    )


def quoted_stage_rows(architecture: str) -> str:
    """Return the rows of the table of stages as the document has them."""
    found = _STAGES.search(architecture)
    if found is None:
        raise ValueError(f"{ARCHITECTURE}: no table of stages")
    return found[2]


def main() -> None:
    """Write both documents anew."""
    readme = README.read_text(encoding="utf-8")
    renewed = _OUTPUT.sub(lambda found: found[1] + output_of(found["command"]) + found[4], readme)
    README.write_text(renewed, encoding="utf-8")
    architecture = ARCHITECTURE.read_text(encoding="utf-8")
    rows = stage_rows()
    ARCHITECTURE.write_text(_STAGES.sub(lambda found: found[1] + rows + found[3], architecture), encoding="utf-8")


if __name__ == "__main__":
    main()
