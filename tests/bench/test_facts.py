"""The score of events against what a person noted: what a row asks for, and what counts as too much."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from bench.facts import bad_offsets, load_facts, row_holds, score, shotguns

TEXT = "On Monday the army of Freedonia shelled Port Élan, killing at least 3 people, a nurse said. Nobody replied."


def span(words: str, key: str = "text") -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), key: words}


EVENT: dict[str, Any] = {
    "event_id": "e1",
    "event_type": "ASSAULT",
    "mode": "artillery",
    "modes": ["artillery", "shell"],
    "contexts": ["military"],
    "factuality": "asserted",
    "is_aggregate": False,
    "occurrences": {"low": 2, "best": None, "high": None},
    "trigger": span("shelled"),
    "evidence": span(TEXT.split(" Nobody", maxsplit=1)[0], "quote"),
    "more_evidence": [],
    "actors": [{**span("the army of Freedonia"), "name": "Army", "country": "FRE", "sector": "MIL"}],
    "recipients": [{**span("people"), "name": None, "country": None, "sector": "CVL", "antecedent": span("a nurse")}],
    "places": [{**span("Port Élan"), "name": "Port Elan", "country": "ELA"}],
    "date": {"start": "2024-05-06", "end": "2024-05-08", "span": span("Monday")},
    "counts": [{**span("at least 3 people"), "what": "killed", "low": 3, "best": None}],
    "claims": [{**span("a nurse", "speaker"), "name": "N", "country": None, "is_quoted": False, "said_on": None}],
}


@pytest.mark.parametrize(
    "row",
    [
        {"event_type": "ASSAULT"},
        {"event_type": ["COERCE", "ASSAULT"]},
        {"mode": "shell"},
        {"context": "military"},
        {"actor": {"text": "FREEDONIA", "sector": "MIL"}},
        {"recipient": {"name": "nurse"}},
        {"other": {"sector": ["CVL", "REB"]}},
        {"others": [{"sector": "CVL"}, {"country": "FRE"}]},
        {"place": {"name": "port elan"}},
        {"claim": {"name": "nurse", "quoted": False}},
        {"count": {"what": "killed", "low": 3, "best": None}},
        {"occurrences": {"low": 2}},
        {"date": ["2024-05-06", "2024-05-08"]},
        {"date_overlaps": ["2024-05-08", "2024-06-01"]},
        {"near": "shelled Port", "is_aggregate": False},
    ],
)
def test_a_row_holds_when_every_value_is_there(row: dict[str, Any]) -> None:
    assert row_holds({"id": "row", **row}, EVENT, TEXT)


@pytest.mark.parametrize(
    "row",
    [
        {"event_type": "COERCE"},
        {"mode": "bombard"},
        {"context": "legal"},
        {"actor": {"text": "Freedonia", "sector": "GOV"}},
        {"recipient": {"name": "Freedonia"}},
        {"other": {"sector": ["REB", "UAF"]}},
        {"others": [{"sector": "CVL"}, {"country": "ELA"}]},
        {"place": {"name": "Elantown"}},
        {"claim": {"name": "nurse", "quoted": True}},
        {"claim": {"said_on": ["2024-05-06", "2024-05-06"]}},
        {"count": {"what": "killed", "best": 3}},
        {"occurrences": {"best": 2}},
        {"date": ["2024-05-06", "2024-05-06"]},
        {"date_overlaps": ["2024-05-09", "2024-06-01"]},
        {"near": "Nobody replied", "event_type": "ASSAULT"},
        {"event_type": "ASSAULT", "factuality": "denied"},
    ],
)
def test_a_row_fails_when_one_value_is_not(row: dict[str, Any]) -> None:
    assert not row_holds({"id": "row", **row}, EVENT, TEXT)


def test_a_row_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="actors"):
        row_holds({"id": "row", "actors": []}, EVENT, TEXT)


def facts_file(folder: Path, *, expect: list[dict[str, Any]], forbid: list[dict[str, Any]], **rest: Any) -> Path:
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "facts.json"
    path.write_text(json.dumps({"document": "article.txt", "expect": expect, "forbid": forbid, **rest}))
    return path


def test_an_event_holds_two_rows_but_only_one_of_a_group(tmp_path: Path) -> None:
    two = [{"id": "a", "event_type": "ASSAULT"}, {"id": "b", "factuality": "asserted"}]
    assert score(load_facts(facts_file(tmp_path, expect=two, forbid=[])), [EVENT]).recall == 1
    grouped = [{**row, "group": "g"} for row in two]
    assert score(load_facts(facts_file(tmp_path, expect=grouped, forbid=[])), [EVENT]).recall == 0.5


def test_rows_are_matched_so_that_most_of_them_have_an_event(tmp_path: Path) -> None:
    denied = {**copy.deepcopy(EVENT), "event_id": "e2", "factuality": "denied"}
    rows = [
        {"id": "any", "event_type": "ASSAULT", "group": "g"},
        {"id": "asserted", "factuality": "asserted", "group": "g"},
    ]
    for events in ([EVENT, denied], [denied, EVENT]):
        assert score(load_facts(facts_file(tmp_path, expect=rows, forbid=[])), events).missed == ()


def test_a_forbidden_row_is_named(tmp_path: Path) -> None:
    path = facts_file(tmp_path, expect=[], forbid=[{"id": "no", "actor": {"sector": "MIL"}}, {"id": "ok", "mode": "x"}])
    result = score(load_facts(path), [EVENT])
    assert result.forbidden == ("no",)
    assert result.recall == 1
    assert not result.is_clean


def test_a_passage_that_is_not_in_the_article_is_refused(tmp_path: Path) -> None:
    path = facts_file(tmp_path, expect=[{"id": "a", "near": "Sylvania"}], forbid=[])
    with pytest.raises(ValueError, match="Sylvania"):
        load_facts(path)


def test_right_offsets_are_let_through_and_wrong_ones_named() -> None:
    assert bad_offsets(EVENT, TEXT) == []
    for field in ("actors", "recipients", "places", "counts", "claims"):
        moved = copy.deepcopy(EVENT)
        moved[field][0]["start"] += 1
        assert len(bad_offsets(moved, TEXT)) == 1, field
    for field in ("trigger", "evidence"):
        moved = copy.deepcopy(EVENT)
        moved[field]["end"] -= 1
        assert len(bad_offsets(moved, TEXT)) == 1, field


def test_coding_everything_is_found() -> None:
    assert shotguns([EVENT], 1) == []
    assert len(shotguns([EVENT, EVENT], 1)) == 1
    types = [{**EVENT, "event_type": name} for name in ("AID", "AGREE", "COERCE", "CONSULT", "REJECT")]
    assert shotguns(types[:4], 9) == []
    assert len(shotguns(types, 9)) == 1
    assert len(shotguns([{**EVENT, "actors": EVENT["actors"] * 2}], 9)) == 1
    assert len(shotguns([{**EVENT, "evidence": {"start": 0, "end": 901, "quote": ""}}], 9)) == 1
