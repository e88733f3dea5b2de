"""Confidence is compared with how often events are right; cases computed by hand."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench.__main__ import main
from bench.calibration import Row, bins_of, counts_of, fact_rows, figures_of
from bench.facts import load_facts
from bench.reliability import Bin, Panel, reliability_svg, wilson

TEXT = "Guards beat a farmer in Lomé. Then the farmer sued the guards."


def row(confidence: float, *, right: bool, part: str = "relations") -> Row:
    return Row(part, confidence, right, "here", "text")


def test_the_error_is_the_mean_gap_between_confidence_and_share_right() -> None:
    rows = [row(0.9, right=True), row(0.92, right=False), row(0.5, right=True), row(0.5, right=True)]
    # Two bins: |0.91 - 0.5| and |0.5 - 1|, each with half of the rows.
    assert figures_of(counts_of(rows)) == {
        "ece": pytest.approx((0.41 + 0.5) / 2),
        "relations_ece": pytest.approx((0.41 + 0.5) / 2),
    }


def test_errors_of_two_parts_may_cancel_out_over_all() -> None:
    rows = [row(0.5, right=True), row(0.5, right=False, part="detect")]
    assert figures_of(counts_of(rows)) == {
        "ece": pytest.approx(0.0),
        "relations_ece": pytest.approx(0.5),
        "detect_ece": pytest.approx(0.5),
    }


def test_full_confidence_falls_in_the_last_of_fifteen_bins() -> None:
    counts = counts_of([row(1.0, right=True), row(0.94, right=True), row(0.0, right=False)])
    assert bins_of(counts, ("relations",)) == {
        "n:14": 2, "right:14": 2, "sure:14": pytest.approx(1.94), "n:0": 1, "right:0": 0, "sure:0": 0.0,
    }  # fmt: skip
    assert bins_of(counts, ("detect",)) == {}


def event(kind: str, trigger: str, *, actor: str, confidence: float = 0.8) -> dict[str, Any]:
    """Return what of an event facts are compared with."""
    start = TEXT.index(trigger)
    return {
        "event_type": kind,
        "confidence": confidence,
        "trigger": {"text": trigger, "start": start},
        "evidence": {"start": 0, "end": len(TEXT), "quote": TEXT},
        "actors": [{"text": actor, "name": None}],
        "recipients": [],
    }


@pytest.mark.parametrize(
    ("told", "is_right"),
    [
        (event("ASSAULT", "beat", actor="Guards"), [True]),
        (event("ASSAULT", "beat", actor="a farmer"), [False]),
        (event("PROTEST", "sued", actor="the farmer"), [False]),
        (event("COERCE", "beat", actor="Guards"), []),
        (event("ACCUSE", "sued", actor="the farmer"), []),
        (event("ASSAULT", "sued", actor="Guards"), []),
    ],
)
def test_facts_say_of_noted_and_forbidden_events_alone_whether_they_are_right(
    tmp_path: Path, told: dict[str, Any], is_right: list[bool]
) -> None:
    facts = {
        "document": "a.txt",
        "expect": [{"id": "beaten", "near": "beat a farmer", "event_type": "ASSAULT", "actor": {"text": "Guards"}}],
        "forbid": [{"id": "march", "near": "sued the guards", "event_type": "PROTEST"}, {"id": "x", "place": {}}],
    }
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    rows = list(fact_rows(load_facts(tmp_path / "facts.json"), [told]))
    assert [one.is_right for one in rows] == is_right
    assert all((one.part, one.confidence) == ("facts", 0.8) for one in rows)


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson(0.5, 10)
    assert (low, high) == (pytest.approx(0.2366, abs=1e-4), pytest.approx(0.7634, abs=1e-4))
    assert wilson(1.0, 3)[1] == 1.0
    assert math.isclose(wilson(0.0, 3)[0], 0.0)


def test_the_plot_is_svg_with_a_point_a_bin() -> None:
    panels = [Panel("a < b", 0.1, (Bin(0.5, 0.25, 4), Bin(0.9, 1.0, 2))), Panel("c", 0.0, ())]
    root = ElementTree.fromstring(reliability_svg(panels))
    name = "{http://www.w3.org/2000/svg}"
    assert [(one.get("cx"), one.get("cy")) for one in root.iter(f"{name}circle")] == [
        ("120.0", "180.0"),
        ("216.0", "0.0"),
    ]
    texts = [one.text for one in root.iter(f"{name}text")]
    assert "a < b" in texts
    assert "6 events, calibration error 0.100" in texts
    assert "0 events, calibration error 0.000" in texts


PLV = "marked_sentence\tgold_root\n<s>Guards</s> attacked <t>farmers</t> in the valley on Monday.\tASSAULT\n"


def test_a_file_of_plv_gives_relations_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plv.tsv").write_text(PLV, encoding="utf-8")
    plot = tmp_path / "plot.svg"
    assert main(["calibration", str(tmp_path / "plv.tsv"), "--svg", str(plot), "--json", str(tmp_path / "o.json")]) == 0
    shown = capsys.readouterr().out
    assert "calibration: n=1," in shown
    assert "relations_ece" in shown
    assert "detect_ece" not in shown
    assert re.search(r"relations</text>", plot.read_text(encoding="utf-8"))
    (measured,) = [json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))]
    parts = measured["details"]["parts"]
    assert parts["relations"]["right"] == 1.0
    assert measured["value"] == pytest.approx(1 - parts["relations"]["confidence"])


def test_nothing_to_measure_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plv.tsv").write_text("marked_sentence\tgold_root\n", encoding="utf-8")
    assert main(["calibration", str(tmp_path / "plv.tsv")]) == 2
    assert "no event to measure" in capsys.readouterr().err
    assert main(["calibration", str(tmp_path / "none.tsv")]) == 3
