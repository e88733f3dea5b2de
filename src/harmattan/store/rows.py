"""From an event's JSON object to the rows that make its fields searchable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Table

from harmattan.model.document import Document
from harmattan.store import schema
from harmattan.store.canonical import marked_list
from harmattan.store.filters import folded

__all__ = ["event_row", "part_rows", "source_of"]

_Row = dict[str, Any]


def source_of(document: Document) -> _Row:
    """Return where a document came from, as JSON values."""
    return {
        "language": document.language,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
    }


def event_row(value: _Row) -> _Row:
    """Return the row of `events` for a current `harmattan.event/1` object."""
    dates = value["date"]
    same = (
        "event_id",
        "revision",
        "document_id",
        "event_type",
        "mode",
        "factuality",
        "stage",
        "is_historical",
        "is_aggregate",
        "confidence",
        "status",
        "made_by",
        "packs",
    )
    return {
        **{name: value[name] for name in same},
        "modes": marked_list(value["modes"]),
        "contexts": marked_list(value["contexts"]),
        "date_start": _day(dates["start"]),
        "date_end": _day(dates["end"]),
        "date_prec": dates["date_prec"],
        "date_kind": dates["kind"],
        "trigger_start": value["trigger"]["start"],
        "json": value,
        "is_current": True,
        "superseded_by": None,
    }


def part_rows(table: Table, value: _Row) -> Iterator[_Row]:
    """Yield the rows of one of the tables of parts for a `harmattan.event/1` object."""
    key = {"event_id": value["event_id"], "revision": value["revision"]}
    rows = {
        schema.spans: _spans,
        schema.event_actors: _actors,
        schema.event_places: _places,
        schema.event_borders: _borders,
        schema.event_claims: _claims,
        schema.event_counts: _counts,
    }[table]
    for row in rows(value):
        yield {**key, **row}


def _spans(value: _Row) -> Iterator[_Row]:
    """Yield every stretch of text that a field of the event was read from."""
    found: list[tuple[str, int, _Row | None]] = [
        ("trigger", 0, value["trigger"]),
        ("evidence", 0, value["evidence"]),
        ("date", 0, value["date"]["span"]),
    ]
    for field in ("more_evidence", "actors", "recipients", "places", "counts", "claims"):
        for ordinal, one in enumerate(value[field]):
            found.append((field, ordinal, one))
            found += [(f"{field}.{part}", ordinal, one.get(part)) for part in ("antecedent", "cue")]
    for field, ordinal, one in found:
        if one is not None:
            text = one.get("text") or one.get("quote") or one.get("speaker")
            yield {"field": field, "ordinal": ordinal, "start": one["start"], "end": one["end"], "text": text}


def _actors(value: _Row) -> Iterator[_Row]:
    for side, field in (("actor", "actors"), ("recipient", "recipients")):
        for ordinal, one in enumerate(value[field]):
            words = [one["text"], one["name"], (one["antecedent"] or {}).get("text")]
            same = ("text", "name", "country", "sector", "actor_id", "attribution")
            yield {
                "side": side,
                "ordinal": ordinal,
                **{name: one[name] for name in same},
                "search": "\n".join(folded(word) for word in words if word),
            }


def _places(value: _Row) -> Iterator[_Row]:
    same = ("text", "role", "country", "name", "geonameid", "admin1", "latitude", "longitude", "where_prec")
    for ordinal, one in enumerate(value["places"]):
        countries = one["countries"] or ([one["country"]] if one["country"] else [])
        row = {"ordinal": ordinal, **{name: one[name] for name in same}, "countries": marked_list(countries)}
        yield {**row, **_nearest(one.get("border"))}


def _nearest(border: _Row | None) -> _Row:
    """Return the columns of the nearest border; all of them empty without one."""
    found = border or {"side": None, "neighbour": None, "band": None, "priogrid_gid": None, "h3": None}
    km = found.get("distance_km") or {}
    return {
        "border_side": found["side"],
        "border_neighbour": found["neighbour"],
        **{f"border_km_{bound}": km.get(bound) for bound in ("low", "best", "high")},
        "border_band": found["band"],
        "disputed": marked_list([one["name"] for one in border["disputed"]]) if border else None,
        "priogrid_gid": found["priogrid_gid"],
        "h3": found["h3"],
    }


def _borders(value: _Row) -> Iterator[_Row]:
    for ordinal, place in enumerate(value["places"]):
        for one in (place.get("border") or {}).get("neighbours", ()):
            yield {
                "ordinal": ordinal,
                "pair": f"{one['side']}-{one['country']}",
                "side": one["side"],
                "neighbour": one["country"],
                **{f"km_{bound}": one[bound] for bound in ("low", "best", "high")},
                "status": one["status"],
            }


def _claims(value: _Row) -> Iterator[_Row]:
    same = ("speaker", "name", "country", "sector", "stance", "parent", "is_quoted")
    for ordinal, one in enumerate(value["claims"]):
        said = one["said_on"] or {"start": None, "end": None}
        days = {"said_start": _day(said["start"]), "said_end": _day(said["end"])}
        yield {"ordinal": ordinal, **{name: one[name] for name in same}, **days}


def _counts(value: _Row) -> Iterator[_Row]:
    same = ("what", "of", "low", "best", "high", "is_approximate", "is_cumulative")
    for ordinal, one in enumerate(value["counts"]):
        yield {"ordinal": ordinal, **{name: one[name] for name in same}}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
