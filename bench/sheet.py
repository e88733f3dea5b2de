"""The sheet that a reader fills in: one row an event, as a table (CSV) and as a page with the sentence marked."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harmattan.model.document import Document
from harmattan.model.event import Event
from harmattan.reports.marks import Paragraph, paragraphs

__all__ = ["EVENT", "FIELDS", "Row", "row_of", "write_csv", "write_html"]

EVENT = "is_event"
FIELDS = ("type", "actor", "recipient", "place", "date", "count", "factuality", "claim")
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """An event to judge: `values` has a line of text for each of `FIELDS`, `context` the lines that hold evidence."""

    event_id: str
    document: str
    published: str
    title: str
    sentence: str
    context: tuple[Paragraph, ...]
    values: Mapping[str, str]


def row_of(event: Event, document: Document) -> Row:
    """Make a row of an event."""
    one = event.to_json()
    lines = paragraphs(document.text, [one])
    holds = [any(passage.events for passage in line.passages) for line in lines]
    near = [line for at, line in enumerate(lines) if any(holds[max(0, at - 1) : at + 2])]
    return Row(
        event.event_id,
        document.url or document.document_id,
        document.published.isoformat() if document.published else "",
        document.title or "",
        " ".join(event.evidence.quote.split()),
        tuple(near),
        {name: text or _NONE for name, text in _values(one).items()},
    )


def _values(event: Mapping[str, Any]) -> dict[str, str]:
    date = event["date"]
    return {
        "type": f"{_type(event)} by “{event['trigger']['text']}”",
        "actor": "; ".join(map(_party, event["actors"])),
        "recipient": "; ".join(map(_party, event["recipients"])),
        "place": "; ".join(map(_place, event["places"])),
        "date": f"{date['start']} to {date['end']} ({date['kind']})" if date["start"] or date["end"] else "",
        "count": "; ".join(map(_count, event["counts"])),
        "factuality": _factuality(event),
        "claim": "; ".join(map(_claim, event["claims"])),
    }


def _type(event: Mapping[str, Any]) -> str:
    modes = "/".join(event["modes"] or ([event["mode"]] if event["mode"] else []))
    return f"{event['event_type']} {modes}".strip()


def _party(one: Mapping[str, Any]) -> str:
    meant = one["antecedent"]["text"] if one.get("antecedent") else None
    names = dict.fromkeys(name for name in (meant, one["name"]) if name and name != one["text"])
    codes = "/".join(one[key] or "?" for key in ("country", "sector"))
    doubt = "" if one["attribution"] == "stated" else f", {one['attribution']}"
    return f"“{one['text']}”" + "".join(f" = {name}" for name in names) + f" [{codes}{doubt}]"


def _place(one: Mapping[str, Any]) -> str:
    named = "" if one["name"] == one["text"] else f" = {one['name']}"
    return f"{one['role']} “{one['text']}”{named} [{one['country'] or '?'}, precision {one['where_prec']}]"


def _count(one: Mapping[str, Any]) -> str:
    numbers = "/".join("?" if one[key] is None else str(one[key]) for key in ("low", "best", "high"))
    return f"{one['what']} {numbers} (low/best/high)" + (f" of {one['of']}" if one["of"] else "")


def _factuality(event: Mapping[str, Any]) -> str:
    more = [event["stage"] if event["stage"] != "accomplished" else ""]
    more += ["aggregate" if event["is_aggregate"] else "", "historical" if event["is_historical"] else ""]
    times = event["occurrences"]
    more += [f"{times['low']}/{times['best']}/{times['high']} times" if times else ""]
    return ", ".join([event["factuality"], *(one for one in more if one)])


def _claim(one: Mapping[str, Any]) -> str:
    codes = "/".join(one[key] or "?" for key in ("country", "sector"))
    return f"{one['name'] or one['speaker']} [{codes}] {one['stance']}" + (" (quoted)" if one["is_quoted"] else "")


def write_csv(rows: Sequence[Row], path: Path) -> None:
    """Write the table: for each field its value and an empty cell for the verdict."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        pairs = [name for field in FIELDS for name in (f"{field}_value", field)]
        table.writerow(
            ["row", "document", "published", "title", "sentence", EVENT, *pairs, "note", "context", "event_id"]
        )
        for number, row in enumerate(rows, start=1):
            cells = [cell for field in FIELDS for cell in (_safe(row.values[field]), "")]
            head = [number, row.document, row.published, _safe(row.title), _safe(row.sentence), ""]
            table.writerow([*head, *cells, "", _safe(_context(row)), row.event_id])


def _safe(text: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula; a bare "-" is no formula."""
    return f"'{text}" if text[:1] in "=+@" or (text[:1] == "-" and text != _NONE) else text


def _context(row: Row) -> str:
    return " / ".join(line.text for line in row.context)


def write_html(rows: Iterable[Row], path: Path, caption: str) -> None:
    """Write the page to read beside the table."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    template = environment.get_template("sheet.html.jinja")
    path.write_text(template.render(rows=list(rows), fields=FIELDS, caption=caption), encoding="utf-8")
