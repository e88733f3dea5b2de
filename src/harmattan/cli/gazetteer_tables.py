"""What `harmattan gazetteer info` and `find` print: tables for people, and the same as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harmattan.reference.gazetteer_holdings import (
    HOLDING_COLUMNS,
    Holding,
    SourceNote,
    read_holdings,
    read_meta,
    source_notes,
)

if TYPE_CHECKING:
    from harmattan.model.place import Place
    from harmattan.reference.gazetteer import Gazetteer
    from harmattan.reference.gazetteer_added import AddedFile

__all__ = ["found_json", "found_text", "info_json", "info_text"]

_MB = 1_000_000


def info_json(path: Path, added: Sequence[AddedFile], country: str | None) -> dict[str, Any]:
    """Return all that is held, by country and source, with the added files."""
    meta = read_meta(path)
    notes = _notes()
    countries: dict[str, Any] = {}
    for one in _held(path, country):
        entry = countries.setdefault(one.country or "none", {**dict.fromkeys(HOLDING_COLUMNS, 0), "sources": []})
        counts = {column: getattr(one, column) for column in HOLDING_COLUMNS}
        for column, count in counts.items():
            entry[column] += count
        note = _note_of(one, notes)
        told = {"name": note.name, "licence": note.licence, "date": note.date, "note": note.note} if note else {}
        file = next((file for file in added if file.source == one.source), None) if note is None else None
        if file is not None:
            told = {"name": file.source, "licence": file.licence, "date": file.date, "note": f"added as {file.name}"}
        entry["sources"].append({"source": one.source, **told, **counts})
    return {
        "gazetteer": str(path),
        "digest": meta["digest"],
        "places": int(meta["places"]),
        "names": int(meta["keys"]),
        "countries": countries,
        "added": [_added_json(one) for one in added if country is None or country in one.countries],
    }


def _added_json(one: AddedFile) -> dict[str, Any]:
    return {
        "name": one.name,
        "format": one.format,
        "places": one.places,
        "refused": one.refused,
        "countries": list(one.countries),
        "date": one.date,
        "source": one.source,
        "licence": one.licence,
        "sha256": one.sha256,
        "folder": str(one.folder),
    }


def info_text(path: Path, added: Sequence[AddedFile], country: str | None) -> str:
    """Return what is held as a table, its sources and the added files below it."""
    told = info_json(path, added, country)
    rows: list[tuple[str, ...]] = [("country", *HOLDING_COLUMNS, "date")]
    for code, held in told["countries"].items():
        dates = sorted({one["date"] for one in held["sources"] if one.get("date") and one["towns"] + one["villages"]})
        span = dates[0] if len(set(dates)) == 1 else f"{dates[0]} to {dates[-1]}" if dates else "–"
        rows.append((code, *(f"{held[column]:,}" if held[column] else "–" for column in HOLDING_COLUMNS), span))
    if country is None:
        totals = (sum(held[column] for held in told["countries"].values()) for column in HOLDING_COLUMNS)
        rows.append(("all", *(f"{count:,}" for count in totals), ""))
    lines = [
        f"gazetteer   {path} ({path.stat().st_size // _MB:,} MB)",
        f"digest      {told['digest'][:16]}",
        f"places      {told['places']:,}, under {told['names']:,} names",
        "",
        *_aligned(rows),
        "",
        *_source_lines(told["countries"], country),
    ]
    for one in told["added"]:
        lines += [
            f"added       {one['name']} ({one['format']}): {one['places']:,} places, {one['refused']:,} rows refused, "
            f"data of {one['date'] or 'an unknown day'}",
            f"            {one['source']}; {one['licence']}; sha256 {one['sha256'][:16]}",
        ]
    older = [one for one in sorted(path.parent.glob("gazetteer-*.sqlite")) if one != path]
    if older and country is None:
        size = sum(one.stat().st_size for one in older) // _MB
        lines.append(f"older       {len(older)} files beside it, {size:,} MB, of other versions; they may be deleted")
    return "\n".join(lines).rstrip("\n") + "\n"


def _source_lines(countries: Mapping[str, Any], country: str | None) -> list[str]:
    """Return a line a source; with a country its share, without one each source once."""
    lines: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for held in countries.values():
        for one in held["sources"]:
            count = sum(one[column] for column in HOLDING_COLUMNS[:-1])
            name, licence, date = (one.get(field) or "" for field in ("name", "licence", "date"))
            if (name, licence) in seen and country is None:
                continue
            seen.add((name, licence))
            share = f"{count:,} places, " if country is not None else ""
            note = f"; {one['note']}" if one.get("note") and country is not None else ""
            told = f"{name} ({licence}, {date})" if name else one["source"]
            lines.append(f"source      {one['source']}: {share}{told}{note}" if name else f"source      {share}{told}")
    return lines


def found_json(gazetteer: Gazetteer, places: Sequence[Place]) -> list[dict[str, Any]]:
    """Return places with what is known of them and where they are from."""
    return [
        {
            "name": one.name,
            "countries": list(one.countries),
            "admin1": one.admin1,
            "admin2": one.admin2,
            "feature_code": one.feature_code,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "radius_km": one.radius_km,
            "population": one.population,
            "geonameid": one.geonameid,
            "source": gazetteer.source_of(one),
        }
        for one in places
    ]


def found_text(gazetteer: Gazetteer, places: Sequence[Place]) -> str:
    """Return places as a table, "" for none."""
    if not places:
        return ""
    rows: list[tuple[str, ...]] = [
        ("name", "country", "admin1", "kind", "latitude", "longitude", "people", "geonameid", "source")
    ]
    for one in places:
        point = (f"{value:.4f}" if value is not None else "–" for value in (one.latitude, one.longitude))
        rows.append(
            (
                *(one.name, "|".join(one.countries) or "–", one.admin1 or "–", one.feature_code or "–", *point),
                *(f"{one.population:,}" if one.population else "–", str(one.geonameid or "–")),
                gazetteer.source_of(one) or "–",
            )
        )
    return "\n".join(_aligned(rows, left=(0, 1, 2, 3, 8))) + "\n"


def _aligned(rows: Sequence[tuple[str, ...]], left: Sequence[int] = (0,)) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(widths[at]) if at in left else cell.rjust(widths[at]) for at, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def _held(path: Path, country: str | None) -> list[Holding]:
    return [one for one in read_holdings(path) if country is None or one.country == country]


def _notes() -> dict[tuple[str, str], SourceNote]:
    from harmattan.reference.gazetteer_records import coded_names

    iso3, _ = coded_names()
    return {(one.source, iso3.get(one.country_iso2 or "", "")): one for one in source_notes()}


def _note_of(one: Holding, notes: Mapping[tuple[str, str], SourceNote]) -> SourceNote | None:
    return notes.get((one.source, one.country)) or notes.get((one.source, ""))
