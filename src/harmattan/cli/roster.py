"""`harmattan roster`: who held which office when, and what a group was called before and after."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmattan.cli import options as opt
from harmattan.cli.guarding import guarded
from harmattan.cli.messages import plain

if TYPE_CHECKING:
    from harmattan.reference.actors import KnownActor
    from harmattan.reference.roster import Roster

__all__ = ["country_code", "plain_line", "roster_app"]

_SINCE = date(2010, 1, 1)
roster_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@roster_app.callback()
def roster() -> None:
    """Ask and correct the roster: offices and their holders by date, armed groups and forces.

    Examples:

    \b
    harmattan roster who "president of Burkina Faso" --on 2022-02-15
    harmattan roster check my-rows.csv
    """


@roster_app.command()
@guarded
def who(
    phrase: Annotated[
        str,
        typer.Argument(
            metavar="PHRASE",
            help="An office in English or French, with its country; or the name of a person, group or force.",
            show_default=False,
        ),
    ],
    on: Annotated[
        date | None,
        typer.Option(parser=opt.day, metavar="YYYY-MM-DD", help="The day asked for; today without it."),
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE|NAME", help="Whose office it is where the phrase does not say.")
    ] = None,
    format_: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help="A table to read, or one JSON object.")
    ] = "table",
) -> None:
    """Print who held an office on a day; of a person the offices, of a group its spells, predecessors and successors.

    Where that is not known, it says so: between a coup and a swearing-in, and after the last day that sources reach.
    Exit status: 0 known, 1 unknown, 2 a wrong option.

    Examples:

    \b
    harmattan roster who "president of Burkina Faso" --on 2022-02-15
    harmattan roster who "le chef de la junte nigérienne" --on 2024-01-10
    harmattan roster who "defence minister" --country MLI --on 2023-05-01 --format json
    harmattan roster who "Paul Kagame"
    harmattan roster who JNIM
    """
    from harmattan.cli.roster_text import answer_lines, coverage_line, group_lines, people_lines
    from harmattan.reference.office_answers import ask, people_called, term_json
    from harmattan.reference.office_phrases import load_office_phrases
    from harmattan.reference.roster import load_roster

    known, phrases, day = load_roster(), load_office_phrases(), on or date.today()
    answer = ask(phrase, on=day, roster=known, phrases=phrases, country=country_code(country))
    if answer.reason in ("no_office", "no_country"):
        actors = known.actors_named(phrase)
        people = people_called(phrase, known)
        if actors or people:
            if format_ == "json":
                _print_json(
                    {
                        "phrase": phrase,
                        "on": day.isoformat(),
                        "people": [{**term_json(one), "held": one.is_held(day)} for one in people],
                        "groups": [_group_json(one.actor_id, known, day) for one in _distinct(actors)],
                    }
                )
                return
            for line in (*group_lines(actors, known, day), *people_lines(people, day)):
                print(plain_line(line))
            print(coverage_line(known))
            return
    if format_ == "json":
        _print_json(answer.to_json())
    else:
        for line in answer_lines(answer):
            print(plain_line(line))
        print(coverage_line(known))
    raise typer.Exit(0 if answer.holders else 1)


@roster_app.command()
@guarded
def check(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A table of your own; without one, all tables in use.", show_default=False
        ),
    ] = None,
) -> None:
    """Check tables of office-holders and groups, and print every problem with its file and line.

    Unknown codes and dates that are none, terms that end before they begin, two holders of one office at a time, groups
    that come from themselves; gaps between two terms are warnings. Exit status: 0 good, 1 there are errors.

    Examples:

    \b
    harmattan roster check
    harmattan roster check my-rows.csv
    """
    from harmattan.reference.roster_check import check_file, check_roster

    problems = check_roster() if path is None else check_file(path)
    for problem in problems:
        print(plain(str(problem)))
    errors = sum(not one.is_warning for one in problems)
    print(f"{path or 'roster'}: {errors} errors, {len(problems) - errors} warnings")
    raise typer.Exit(1 if errors else 0)


@roster_app.command(name="list")
@guarded
def list_(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="A code or a name.", show_default=False)],
    on: Annotated[
        date | None, typer.Option(parser=opt.day, metavar="YYYY-MM-DD", help="Only who is in office on this day.")
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(parser=opt.day, metavar="YYYY-MM-DD", help="Only terms that run to this day or later."),
    ] = None,
    format_: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", "-f", help="csv is the form that import reads.")
    ] = "table",
) -> None:
    """Print a country's offices with their holders, dates and sources.

    Examples:

    \b
    harmattan roster list BEN --since 2010-01-01
    harmattan roster list Mali --on 2023-05-01
    harmattan roster list NER --format csv > niger.csv
    """
    from harmattan.cli.roster_text import term_line, terms_csv
    from harmattan.errors import ConfigError
    from harmattan.reference.office_answers import term_json
    from harmattan.reference.roster import load_roster

    code = country_code(country)
    terms = [one for one in load_roster().offices if one.country == code]
    terms = [one for one in terms if on is None or one.is_held(on)]
    terms = [one for one in terms if since is None or (one.end or one.last or date.max) >= since]
    terms.sort(key=lambda one: (one.office, one.start or date.min, one.person))
    if not terms:
        raise ConfigError(f"{country}: no office-holder in the roster for these days")
    if format_ == "json":
        _print_json([term_json(one) for one in terms])
    elif format_ == "csv":
        print(terms_csv(terms), end="")
    else:
        for one in terms:
            print(plain_line(term_line(one)))


@roster_app.command()
@guarded
def coverage(
    country: Annotated[
        str | None, typer.Argument(metavar="[COUNTRY]", help="A code or a name; all states without it.")
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            parser=opt.day,
            metavar="YYYY-MM-DD",
            help="Count terms that ran on this day or later; from 2010 without it.",
        ),
    ] = None,
) -> None:
    """Print up to which month the holders of each office are known, by country, and how many terms.

    Examples:

    \b
    harmattan roster coverage
    harmattan roster coverage Togo --since 2020-01-01
    """
    from harmattan.cli.roster_text import coverage_line
    from harmattan.reference.countries import load_countries
    from harmattan.reference.office_answers import COVERED, covered
    from harmattan.reference.roster import load_roster

    known, code = load_roster(), country_code(country)
    states = [one.iso3 for one in load_countries().all if one.is_state] if code is None else [code]
    heading = [one.replace("_minister", "").replace("_", " ") for one in COVERED]
    rows = [["", *heading]]
    for one in states:
        cells = covered(known, one, since=since or _SINCE)
        rows.append([one, *(f"{last:%Y-%m} ({count})" if last else "–" for count, last in cells.values())])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(coverage_line(known))


def plain_line(line: str) -> str:
    """Return a line with nothing that could steer the terminal, its spaces kept."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + "  ".join(plain(part) for part in line.strip().split("  ") if part.strip())


def country_code(given: str | None) -> str | None:
    """Return the code of a country given by code or name.

    Raises:
        ConfigError: no country, or several, have the name.
    """
    from harmattan.errors import ConfigError
    from harmattan.reference.actors import INTERNATIONAL
    from harmattan.reference.countries import load_countries
    from harmattan.reference.office_phrases import load_office_phrases

    if given is None:
        return None
    if load_countries().has(given.upper()) or given.upper() in INTERNATIONAL:
        return given.upper()
    codes = load_office_phrases().country_codes(given)
    if len(codes) != 1:
        what = f"means {', '.join(codes)}; give one of these codes" if codes else "is no country known; give a code"
        raise ConfigError(f"--country: {given!r} {what}, such as BFA")
    return codes[0]


def _group_json(actor_id: str, known: Roster, day: date) -> dict[str, object]:
    spells = [one for one in known.actors if one.actor_id == actor_id]
    before, after = known.lineage(spells[0].name)
    return {
        "name": spells[0].name,
        "aliases": list(spells[0].aliases),
        "kind": spells[0].kind,
        "predecessors": list(before),
        "successors": list(after),
        "ucdp_id": spells[0].ucdp_id,
        "spells": [
            {
                "country": one.country,
                "countries": list(one.countries),
                "sector": one.sector,
                "start": one.start.isoformat() if one.start else None,
                "end": one.end.isoformat() if one.end else None,
                "active": one.is_active(day),
                "source": one.source,
            }
            for one in spells
        ],
    }


def _distinct(actors: Sequence[KnownActor]) -> list[KnownActor]:
    return list({one.actor_id: one for one in actors}.values())


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
