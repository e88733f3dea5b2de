"""Events as a table on a terminal."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from harmattan.exports.table import render_summary, render_table, summary

QUOTE = (
    "After a week of quiet along the river, gunmen whom the army of Ridgeland calls bandits attacked the customs post "
    "at Osk before dawn on Monday, and at least 12 officers of the border guard were hurt, the prefect said."
)


def event(**fields: Any) -> dict[str, Any]:
    start = QUOTE.index("attacked")
    values: dict[str, Any] = {
        "event_id": "a" * 24,
        "event_type": "ASSAULT",
        "mode": "x-night-raid",
        "factuality": "asserted",
        "trigger": {"start": 500 + start, "end": 500 + start + 8, "text": "attacked"},
        "evidence": {"start": 500, "end": 500 + len(QUOTE), "quote": QUOTE},
        "actors": [{"text": "gunmen", "name": None, "country": "TGO", "sector": "UAF", "antecedent": None}],
        "recipients": [{"text": "the customs post", "name": "Customs", "country": "BEN", "sector": "GOV"}],
        "places": [{"text": "Osk", "name": "Osk", "country": "BEN", "role": "at", "where_prec": 1}],
        "date": {"start": "2024-05-06", "end": "2024-05-06", "date_prec": 1, "kind": "within", "span": None},
        "counts": [{"what": "injured", "low": 12, "best": None, "high": None, "text": "at least 12 officers"}],
        "claims": [{"speaker": "the prefect", "name": None, "stance": "asserts"}],
    }
    return values | fields


def printed(renderable: Any, width: int, *, is_terminal: bool = False) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=is_terminal, color_system="standard" if is_terminal else None
    )
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 119, 120, 160, 240])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = printed(render_table([event(), event(factuality="conditional")]), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize(
    "words",
    [
        "ASSAULT",
        "night raid",
        "gunmen",
        "TGO UAF",
        "→",
        "Customs",
        "BEN GOV",
        "Osk (BEN)",
        "6 May",
        "asserted",
        "the prefect",
    ],
)
def test_row_shows(width: int, words: str) -> None:
    text = " ".join(printed(render_table([event()]), width).split())
    assert words in text or all(word.strip("()") in text for word in words.split())


@pytest.mark.parametrize("width", [80, 160])
def test_sentence_is_cut_around_its_trigger(width: int) -> None:
    text = printed(render_table([event()]), width)
    assert "attacked" in text
    assert "…" in text
    assert "After a week of quiet" not in text


@pytest.mark.parametrize("width", [80, 160])
def test_no_escape_code_where_there_is_no_terminal(width: int) -> None:
    assert "\x1b" not in printed(render_table([event()]), width)


def test_trigger_is_emphasised_on_a_terminal() -> None:
    assert re.search(r"\x1b\[[0-9;]*1;4m?[0-9;]*m?attacked", printed(render_table([event()]), 80, is_terminal=True))


def test_text_can_neither_steer_the_terminal_nor_use_markup() -> None:
    hostile = "\x1b[2J[bold red]x[/] \u202eabc \x9b31m \ud800 \r\n"
    quote = QUOTE[:-20] + hostile
    rows = [
        event(
            event_type=hostile,
            mode=hostile,
            factuality=hostile,
            evidence={"start": 500, "end": 500 + len(quote), "quote": quote},
            actors=[{"text": hostile, "name": hostile, "country": hostile, "sector": None}],
            places=[{"text": hostile, "name": hostile, "country": hostile}],
            claims=[{"speaker": hostile, "stance": hostile}],
        )
    ]
    for width in (80, 160):
        text = printed(render_table(rows), width)
        assert not set(text) & set("\x1b\u202e\x9b\ud800\r")
        assert "[bold" in text
    assert "\x1b" not in printed(render_summary(rows), 80)


def test_values_that_the_text_does_not_give_are_dashes() -> None:
    bare = event(
        mode=None, actors=[], recipients=[], places=[], counts=[], claims=[], date={"start": None, "end": None}
    )
    text = printed(render_table([bare]), 160)
    assert text.count("–") == 4
    assert "None" not in text


def test_summary_counts_types_by_factuality_commonest_first() -> None:
    events = [
        event(event_type="AID"),
        event(),
        event(factuality="denied"),
        event(event_type="ACCUSE", factuality="possible"),
    ]
    counts = summary(events)
    assert list(counts) == ["ASSAULT", "ACCUSE", "AID"]
    assert counts["ASSAULT"] == {"asserted": 1, "denied": 1}
    text = printed(render_summary(events), 80)
    assert "all types" in text
    assert "planned" not in text


def test_no_events_give_a_line_that_says_so() -> None:
    assert printed(render_table([]), 80).strip() == "no events"
    assert summary([]) == {}
