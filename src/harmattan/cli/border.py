"""`harmattan border`: how far a point or a place is from a land border, and on which side of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmattan.cli import options as opt
from harmattan.cli.messages import say

if TYPE_CHECKING:
    from harmattan.cli.border_text import Asked

__all__ = ["border"]

BorderFormat = Literal["table", "json", "csv", "jsonl"]


def border(
    where: Annotated[
        str | None,
        typer.Argument(
            metavar="POINT|PLACE",
            help='A point, latitude first (11.05,0.97 or "11°03\'N 0°58\'E"), or a place (Porga or "Porga, Benin").',
            show_default=False,
        ),
    ] = None,
    with_: Annotated[
        str | None,
        typer.Option("--with", metavar="COUNTRY", help="The country beyond the border, as a code or name."),
    ] = None,
    points: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A CSV of points, one a row, also gzipped; - for stdin. Rows are kept, columns added."
        ),
    ] = None,
    latitude: Annotated[str | None, typer.Option(metavar="COLUMN", help="Column of the latitude in --points.")] = None,
    longitude: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column of the longitude in --points.")
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Column of the country in --points: the side, where it is known."),
    ] = None,
    h3: Annotated[int, typer.Option(min=0, max=15, metavar="RES", help="Resolution of the H3 cell, 0 to 15.")] = 6,
    format: Annotated[
        BorderFormat | None,
        typer.Option("--format", "-f", help="table or json; of --points csv or jsonl.", show_default=False),
    ] = None,
    output: opt.Output = None,
    quiet: opt.Quiet = False,
) -> None:
    """Say how far a point or a place is from the land borders of its country, and on which side.

    Distances are geodesics on WGS 84 to Natural Earth's lines at 1:10m, which are worth about 3 km: every figure has
    bounds. An area has a least and a greatest distance. Disputed areas and lines are marked. Exit status: 0 found, 1 no
    such place, several that it may be, or rows refused, 2 a wrong option.

    Examples:

    \b
    harmattan border Porga --with "Burkina Faso"
    harmattan border 11.05,0.97 --format json
    harmattan border "11°03'N 0°58'E" --h3 8
    harmattan border --points sites.csv --latitude lat --longitude lon --output borders.csv
    """
    from harmattan.errors import ConfigError

    if (where is None) == (points is None):
        raise ConfigError("give a POINT, a PLACE or --points FILE, one of them; harmattan border --help has examples")
    if where is not None and where.startswith("--"):
        raise ConfigError(f"no option {where}; harmattan border --help lists them")
    beyond = None if with_ is None else _country(with_)
    if points is not None:
        from harmattan.cli.border_points import PointColumns, measure_file

        if format in ("table", "json"):
            raise ConfigError(f"--points gives csv or jsonl, not {format}")
        columns = PointColumns(latitude, longitude, country)
        status = measure_file(
            points, columns, beyond, resolution=h3, is_json=format == "jsonl", output=output, is_quiet=quiet
        )
        raise typer.Exit(status)
    if format in ("csv", "jsonl"):
        raise ConfigError(f"one point gives a table or json, not {format}; a file of points has --points FILE")
    if latitude or longitude or country:
        raise ConfigError("--latitude, --longitude and --country name columns of --points FILE; give that file")
    assert where is not None
    _one(where, beyond, resolution=h3, is_json=format == "json", output=output)


def _one(where: str, beyond: str | None, *, resolution: int, is_json: bool, output: Path | None) -> None:
    from harmattan.cli.border_text import answer_json, answer_text, warnings_of
    from harmattan.cli.output import write_text

    asked = _asked(where, resolution)
    if asked is None:
        raise typer.Exit(1)
    for warning in warnings_of(asked, beyond):
        say(warning)
    write_text(answer_json(asked, beyond, resolution) if is_json else answer_text(asked, beyond, resolution), output)


def _asked(where: str, resolution: int) -> Asked | None:
    """Return the point or place that is asked about; None, and a message, for no place or several."""
    from harmattan.cli.border_text import Asked, candidate_lines
    from harmattan.reference.coordinates import looks_like_point, read_point
    from harmattan.reference.gazetteer import Gazetteer
    from harmattan.reference.place_borders import border_at, border_of
    from harmattan.reference.place_query import find_places, passed_over, settled

    if looks_like_point(where):
        point = read_point(where)
        found = border_at(point.latitude, point.longitude, error_km=point.error_km, h3_resolution=resolution)
        return Asked(where, None, point.latitude, point.longitude, point.error_km, found)
    places = find_places(Gazetteer.open(), where)
    place = settled(places)
    if place is None or place.latitude is None or place.longitude is None:
        if not places:
            say(f"no place is called {where!r}; give its coordinates, or see harmattan gazetteer find")
        else:
            say(f"{where!r} may be one of {len(places)} places; add its country or region, as in 'Porga, Benin':")
            for line in candidate_lines(places):
                say(line)
        return None
    bordered = border_of(place, h3_resolution=resolution)
    assert bordered is not None
    return Asked(where, place, place.latitude, place.longitude, None, bordered, others=passed_over(place, places))


def _country(given: str) -> str:
    """Return the code of a country.

    Raises:
        ConfigError: no country has the code or name, or several have.
    """
    from harmattan.errors import ConfigError
    from harmattan.reference.place_query import country_codes

    codes = country_codes(given)
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise ConfigError(f"--with {given}: may be {' or '.join(codes)}; give the code")
    raise ConfigError(f"--with: unknown country {given!r}; expected a code such as BFA or a name such as Burkina Faso")
