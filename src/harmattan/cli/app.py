"""The table of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from harmattan import __version__
from harmattan.cli.border import border
from harmattan.cli.coding import code
from harmattan.cli.demo import demo
from harmattan.cli.gazetteer import gazetteer_app
from harmattan.cli.geoparsing import places
from harmattan.cli.guarding import guarded
from harmattan.cli.ingesting import ingest
from harmattan.cli.querying import events, show
from harmattan.cli.record import store_app
from harmattan.cli.reference import pack_app, schema, version
from harmattan.cli.roster import roster_app
from harmattan.cli.roster_edit import accept, candidates, import_, reject

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print(f"harmattan {__version__}")
        raise typer.Exit


@app.callback()
def harmattan(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read the news and keep a sourced record of who did what to whom, where and when.

    Examples:

    \b
    harmattan demo
    harmattan code article.txt --published 2023-04-16
    """


for _command in (code, ingest, events, show, places, demo, schema, version):
    app.command()(guarded(_command))
# A point may begin with a minus, which is no option.
app.command(context_settings={"ignore_unknown_options": True})(guarded(border))
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(pack_app, name="pack")
for _name, _edit in (("import", import_), ("candidates", candidates), ("accept", accept), ("reject", reject)):
    roster_app.command(_name)(guarded(_edit))
app.add_typer(roster_app, name="roster")
app.add_typer(store_app, name="store")
