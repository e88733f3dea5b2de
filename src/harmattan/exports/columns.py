"""The flat columns of an event: one row an event, for a spreadsheet, R, Stata or a data frame.

The columns are documented in docs/formats-events.md. Several values in one cell are joined by "|"; the cells of one
side (`actor_names`, `actor_countries`, `actor_sectors`) agree by position, and an empty part means that the text does
not say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from harmattan.model.event import COUNT_KINDS

__all__ = ["COLUMNS", "Cell", "Column", "ColumnType", "flat_row"]

Cell = str | int | float | bool | date | None
ColumnType = Literal["text", "integer", "number", "boolean", "date"]
_LIST_MARK = "|"
_BOUNDS = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Column:
    """A flat column: its name, its type and how to read it from a `harmattan.event/1` object."""

    name: str
    type: ColumnType
    read: Callable[[Mapping[str, Any]], Cell]


def flat_row(event: Mapping[str, Any]) -> dict[str, Cell]:
    """Return the cells of an event by column, in the order of `COLUMNS`."""
    return {column.name: column.read(event) for column in COLUMNS}


def _field(path: str) -> Callable[[Mapping[str, Any]], Cell]:
    """Read a value by its path; None where any step of it is null."""
    steps = path.split(".")

    def read(event: Mapping[str, Any]) -> Cell:
        value: Any = event
        for step in steps:
            value = None if value is None else value[step]
        return cast(Cell, value)

    return read


def _day(path: str) -> Callable[[Mapping[str, Any]], Cell]:
    field = _field(path)

    def read(event: Mapping[str, Any]) -> Cell:
        text = field(event)
        return date.fromisoformat(text) if isinstance(text, str) else None

    return read


def _listed(field: str, *names: str) -> Callable[[Mapping[str, Any]], Cell]:
    """Join the first known of the names over the parts of a field; without names the parts themselves."""

    def read(event: Mapping[str, Any]) -> Cell:
        parts = event[field]
        values = (
            [next((one[name] for name in names if one[name] is not None), None) for one in parts] if names else parts
        )
        return _LIST_MARK.join(str(value or "").replace(_LIST_MARK, "/") for value in values) or None

    return read


def _main_place(name: str) -> Callable[[Mapping[str, Any]], Cell]:
    """Read from the place where it happened; from the first of another role when there is none."""

    def read(event: Mapping[str, Any]) -> Cell:
        places = event["places"]
        chosen = next((one for one in places if one["role"] == "at"), places[0] if places else None)
        return None if chosen is None else cast(Cell, chosen.get(name))

    return read


def _border(path: str) -> Callable[[Mapping[str, Any]], Cell]:
    """Read from the border of the main place; None in events of before borders were reckoned."""
    read_border, steps = _main_place("border"), path.split(".")

    def read(event: Mapping[str, Any]) -> Cell:
        value: Any = read_border(event)
        for step in steps:
            value = None if value is None else value[step]
        return _LIST_MARK.join(one["name"] for one in value) or None if isinstance(value, list) else cast(Cell, value)

    return read


def _count(what: str, bound: str) -> Callable[[Mapping[str, Any]], Cell]:
    def read(event: Mapping[str, Any]) -> Cell:
        return _counted(event, what)[_BOUNDS.index(bound)]

    return read


def _counted(event: Mapping[str, Any], what: str) -> tuple[int | None, int | None, int | None]:
    """Return low, best and high of one kind of count over the whole event.

    A count of nobody in particular is the total. Without one, those of the sides are added, each side by the first
    that is said of it; a bound is known only if it is known for each side. Running totals ("brings to 300") are of
    more than this event, and left out. "civilian" counts are parts of a side's; they serve when nothing else does.
    """
    first: dict[str | None, Mapping[str, Any]] = {}
    for one in event["counts"]:
        if one["what"] == what and not one["is_cumulative"]:
            first.setdefault(one["of"], one)
    total = first.get(None)
    sides = [total] if total else [one for of, one in first.items() if of != "civilian"] or list(first.values())
    if len(sides) <= 1:
        only = sides[0] if sides else {}
        return only.get("low"), only.get("best"), only.get("high")
    return _sum(sides, "low", "best"), _sum(sides, "best"), _sum(sides, "high", "best")


def _sum(sides: list[Mapping[str, Any]], *bounds: str) -> int | None:
    values = [next((one[bound] for bound in bounds if one[bound] is not None), None) for one in sides]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


COLUMNS: tuple[Column, ...] = (
    Column("event_id", "text", _field("event_id")),
    Column("document_id", "text", _field("document_id")),
    Column("published", "date", _day("source.published")),
    Column("publisher", "text", _field("source.publisher")),
    Column("title", "text", _field("source.title")),
    Column("url", "text", _field("source.url")),
    Column("language", "text", _field("language")),
    Column("event_type", "text", _field("event_type")),
    Column("mode", "text", _field("mode")),
    Column("modes", "text", _listed("modes")),
    Column("contexts", "text", _listed("contexts")),
    Column("trigger", "text", _field("trigger.text")),
    Column("factuality", "text", _field("factuality")),
    Column("stage", "text", _field("stage")),
    Column("is_historical", "boolean", _field("is_historical")),
    Column("is_aggregate", "boolean", _field("is_aggregate")),
    *(Column(f"occurrences_{bound}", "integer", _field(f"occurrences.{bound}")) for bound in _BOUNDS),
    Column("date_start", "date", _day("date.start")),
    Column("date_end", "date", _day("date.end")),
    Column("date_prec", "integer", _field("date.date_prec")),
    Column("date_kind", "text", _field("date.kind")),
    Column("actor_names", "text", _listed("actors", "name", "text")),
    Column("actor_countries", "text", _listed("actors", "country")),
    Column("actor_sectors", "text", _listed("actors", "sector")),
    Column("recipient_names", "text", _listed("recipients", "name", "text")),
    Column("recipient_countries", "text", _listed("recipients", "country")),
    Column("recipient_sectors", "text", _listed("recipients", "sector")),
    Column("place_name", "text", _main_place("name")),
    Column("place_text", "text", _main_place("text")),
    Column("place_role", "text", _main_place("role")),
    Column("place_country", "text", _main_place("country")),
    Column("place_admin1", "text", _main_place("admin1")),
    Column("geonameid", "integer", _main_place("geonameid")),
    Column("latitude", "number", _main_place("latitude")),
    Column("longitude", "number", _main_place("longitude")),
    Column("where_prec", "integer", _main_place("where_prec")),
    Column("border_side", "text", _border("side")),
    Column("border_neighbour", "text", _border("neighbour")),
    *(Column(f"border_km_{bound}", "number", _border(f"distance_km.{bound}")) for bound in _BOUNDS),
    Column("border_band", "text", _border("band")),
    Column("border_status", "text", _border("status")),
    Column("border_disputed", "text", _border("disputed")),
    Column("priogrid_gid", "integer", _border("priogrid_gid")),
    Column("h3", "text", _border("h3")),
    *(Column(f"{what}_{bound}", "integer", _count(what, bound)) for what in COUNT_KINDS for bound in _BOUNDS),
    Column("claim_speakers", "text", _listed("claims", "name", "speaker")),
    Column("claim_stances", "text", _listed("claims", "stance")),
    Column("quote", "text", _field("evidence.quote")),
    Column("confidence", "number", _field("confidence")),
    Column("status", "text", _field("status")),
    Column("revision", "integer", _field("revision")),
    Column("made_by", "text", _field("made_by")),
    Column("packs", "text", _field("packs")),
)
