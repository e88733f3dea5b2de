"""`harmattan schema`, `harmattan pack` and `harmattan version`: what the coder knows and gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from harmattan.cli.guarding import guarded
from harmattan.cli.messages import plain

__all__ = ["pack_app", "schema", "version"]

pack_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


def schema() -> None:
    """Print the JSON Schema of an event, harmattan.event/1.

    Examples:

    \b
    harmattan schema > event-1.json
    """
    from harmattan.model.schema import event_schema

    print(json.dumps(event_schema(), ensure_ascii=False, indent=2))


def version() -> None:
    """Print the versions that decide what comes out: of Harmattan, of its coder, of its packs and its gazetteer.

    Examples:

    \b
    harmattan version
    """
    from harmattan import __version__
    from harmattan.assembly import Coder
    from harmattan.reference.gazetteer_added import added_files
    from harmattan.reference.gazetteer_build import inputs_digest

    coder, added = Coder(), added_files()
    print(f"harmattan {__version__}\ncoder     {coder.made_by}\npacks     {coder.packs}")
    with_added = f" with {', '.join(one.name for one in added)}" if added else ""
    print(f"gazetteer {inputs_digest(added)[:16]}{with_added}")


@pack_app.callback()
def pack() -> None:
    """Look at packs of reference data.

    Examples:

    \b
    harmattan pack list
    harmattan pack check my-packs/lake-chad
    """


@pack_app.command(name="list")
@guarded
def list_() -> None:
    """Print the packs that ship, with version, licence and folder.

    Examples:

    \b
    harmattan pack list
    """
    from harmattan.reference.packs import data_dir, open_pack

    packs = [open_pack(path.parent) for path in sorted(data_dir().rglob("pack.toml"))]
    rows = [(one.kind, one.name, one.version, one.licence, str(one.path)) for one in packs]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@pack_app.command()
@guarded
def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder with pack.toml.", show_default=False)],
) -> None:
    """Check a pack and print every problem with its file and line.

    Exit status: 0 valid, though there may be warnings; 1 invalid.

    Examples:

    \b
    harmattan pack check my-packs/lake-chad
    """
    from harmattan.reference.check import check_pack

    problems = check_pack(path)
    for problem in problems:
        print(plain(str(problem)))
    errors = sum(not one.is_warning for one in problems)
    print(f"{path}: {errors} errors, {len(problems) - errors} warnings")
    raise typer.Exit(1 if errors else 0)
