"""Events as a table on a terminal; one row an event, its sentence with the trigger emphasised.

From 120 columns on there is a column for each value; below, the sentence stands on a line of its own under the row.
Nothing of a text can steer the terminal: control characters are shown, markup is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from harmattan.model.event import FACTUALITIES
from harmattan.model.wording import (
    amount_words,
    clean_text,
    date_words,
    mode_words,
    participant_words,
    place_words,
    short_text,
)

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.table import Table
    from rich.text import Text

__all__ = ["EventTable", "render_summary", "render_table", "summary"]

_WIDE = 120
"""Columns of the terminal from which on the sentence has a column of its own."""

_STYLES = {
    "asserted": "green",
    "denied": "red strike",
    "possible": "yellow",
    "planned": "cyan",
    "conditional": "magenta",
}
_UNKNOWN = "–"
_ID_SHOWN = 8
_HEADS = ("event", "who → whom", "where", "when", "factuality", "who says so", "sentence")
_WIDE_SHARES = (10, 17, 9, 9, 11, 13, 31)
_NARROW_SHARES = (22, 28, 15, 14, 21)


def render_table(events: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Return a renderable of `harmattan.event/1` objects, in the order given, that fits the console's width."""
    return EventTable(tuple(events))


def summary(events: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Count events per type and factuality; the commonest type first, equal ones by name."""
    total = Counter(str(event["event_type"]) for event in events)
    pairs = Counter((str(event["event_type"]), str(event["factuality"])) for event in events)
    return {
        name: {factuality: pairs[name, factuality] for factuality in FACTUALITIES if pairs[name, factuality]}
        for name in sorted(total, key=lambda one: (-total[one], one))
    }


def render_summary(events: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Return the counts of `summary` as a small table with totals."""
    from rich import box
    from rich.table import Table

    counts = summary(events)
    shown = [name for name in FACTUALITIES if any(name in row for row in counts.values())]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=len(counts) > 1)
    table.add_column("event type", "all types")
    for name in shown:
        sums = sum(row.get(name, 0) for row in counts.values())
        table.add_column(name, str(sums), justify="right", no_wrap=True)
    table.add_column("all", str(len(events)), justify="right", style="bold")
    for event_type, row in counts.items():
        table.add_row(clean_text(event_type), *(str(row.get(name, "")) for name in shown), str(sum(row.values())))
    return table


@dataclass(frozen=True, slots=True)
class EventTable:
    """A renderable of rich: lays the events out for the width that it is given."""

    events: tuple[Mapping[str, Any], ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the table; each sentence under its row on a narrow terminal."""
        from rich.text import Text

        width = options.max_width
        if not self.events:
            yield Text("no events")
        elif width >= _WIDE:
            table = _grid(width, _HEADS, _WIDE_SHARES)
            room = 4 * max(cell.width or 1 for cell in table.columns[-1:])
            for event in self.events:
                table.add_row(*_cells(event), _sentence(event, room))
            yield table
        else:
            yield from self._narrow(width)

    def _narrow(self, width: int) -> RenderResult:
        from rich.padding import Padding

        yield _grid(width, ("event", "who → whom", "where", "when", "who says so"), _NARROW_SHARES)
        for event in self.events:
            what, who, where, when, factuality, says = _cells(event)
            row = _grid(width, (), _NARROW_SHARES)
            row.add_row(_lines(what, factuality), who, where, when, says)
            yield row
            yield Padding(_sentence(event, 2 * max(width - 6, 10)), (0, 2, 1, 2))


def _grid(width: int, heads: Sequence[str], shares: Sequence[int]) -> Table:
    """Make a table whose columns share a width, so that separate ones stand under each other."""
    from rich import box
    from rich.table import Table

    inner = max(width - 2 * (len(shares) - 1), len(shares))
    widths = [max(1, inner * share // sum(shares)) for share in shares]
    ruled = box.Box("    \n    \n ── \n    \n    \n    \n    \n    \n") if heads else None
    table = Table(
        box=ruled, show_edge=False, pad_edge=False, show_header=bool(heads), leading=len(shares) // len(_HEADS)
    )
    table.padding = (0, 2, 0, 0)
    for number, size in enumerate(widths):
        table.add_column(heads[number] if heads else "", width=size, overflow="fold")
    return table


def _cells(event: Mapping[str, Any]) -> tuple[Text, Text, Text, Text, Text, Text]:
    """Return type and mode, who to whom, where, when, factuality and who says so."""
    from rich.text import Text

    mode = mode_words(event.get("mode"))
    what = Text(_plain(event["event_type"]), style="bold")
    if mode:
        what.append(f" · {_plain(mode)}", style="not bold")
    if event.get("is_aggregate"):
        sums = event.get("occurrences")
        what.append(f"\nsums up {amount_words(sums)}" if sums else "\nsums up several", style="not bold italic")
    for count in event.get("counts") or ():
        what.append(f"\n{_plain(count['what'])} {amount_words(count)}", style="not bold")
    # Enough of the id for `harmattan show`.
    what.append(f"\n{_plain(event['event_id'][:_ID_SHOWN])}", style="not bold dim")
    factuality = event["factuality"]
    when = _plain(date_words(event.get("date")) or _UNKNOWN)
    return (
        what,
        _who(event),
        Text(_plain("; ".join(_place(one) for one in event.get("places") or ()) or _UNKNOWN)),
        Text(when),
        Text(_plain(factuality), style=_STYLES.get(factuality, "")),
        Text(_plain("; ".join(_claim(one) for one in event.get("claims") or ()) or _UNKNOWN)),
    )


def _who(event: Mapping[str, Any]) -> Text:
    from rich.text import Text

    sides = [", ".join(_named(one) for one in event.get(field) or ()) for field in ("actors", "recipients")]
    if not any(sides):
        return Text(_UNKNOWN)
    whom = f" → {_plain(sides[1])}" if sides[1] else ""
    return Text(_plain(sides[0] or _UNKNOWN) + whom)


def _named(one: Mapping[str, Any]) -> str:
    codes = " ".join(str(one[code]) for code in ("country", "sector") if one.get(code))
    return participant_words(one) + (f" ({codes})" if codes else "")


def _place(one: Mapping[str, Any]) -> str:
    name, country = place_words(one), one.get("country")
    if not country or one.get("where_prec") == 6:
        return name
    return f"{name} ({country})"


def _claim(one: Mapping[str, Any]) -> str:
    stance = one.get("stance")
    return str(one.get("name") or one["speaker"]) + (f" {stance}" if stance not in (None, "asserts") else "")


def _sentence(event: Mapping[str, Any], width: int) -> Text:
    """Return the sentence, cut around the trigger to a width, the trigger emphasised."""
    from rich.text import Text

    evidence, trigger = event["evidence"], event["trigger"]
    quote = _plain(evidence["quote"])
    start, end = trigger["start"] - evidence["start"], trigger["end"] - evidence["start"]
    if not 0 <= start < end <= len(quote):
        start = end = 0
    words, start, end = short_text(quote, start, end, width)
    text = Text(words, style="dim", overflow="fold")
    if start < end:
        text.stylize("not dim bold underline", start, end)
    return text


def _lines(first: Text, second: Text) -> Text:
    from rich.text import Text

    return Text("\n").join((first, second))


def _plain(text: str) -> str:
    """Clean a text for a terminal: no control, no reordering, on one line; the length stays."""
    return clean_text(text, keep_order_marks=False).replace("\n", " ").replace("\t", " ")
