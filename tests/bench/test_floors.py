"""No benchmark falls below its floor; a corpus that is not here is passed over, and said so."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from bench.__main__ import TASKS
from bench.floors import Floor, below, load_floors
from bench.gold import MissingGoldError
from bench.results import Measurement
from bench.table import UnknownMetricError

BY_NAME = {task.name: task for task in TASKS}
FLOORS = load_floors()
WITHOUT = {"speed", "facts"}  # speed is never a test; the golden articles have floors of their own


def measured(**figures: float) -> Measurement:
    return Measurement("relations", "macro_f1", figures["macro_f1"], 10, "ab", 1.0, "coder", None, figures)


def test_every_task_on_gold_has_a_floor() -> None:
    assert set(FLOORS) == set(BY_NAME) - WITHOUT


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_is_below_its_floor(name: str) -> None:
    floor = FLOORS[name]
    parser = argparse.ArgumentParser()
    BY_NAME[name].add_arguments(parser)
    try:
        found = BY_NAME[name].run(parser.parse_args(["--every", str(floor.every)])).measurement
    except MissingGoldError as error:
        pytest.skip(f"no floor is checked: {error}")
    if found.corpus_sha256 != floor.corpus_sha256:
        pytest.skip(f"the corpus of {name} is not the one that the floor was measured on")
    assert below(floor, found) == []


def test_a_figure_under_its_floor_or_over_its_ceiling_is_named() -> None:
    floor = Floor("relations", 1, "ab", {"macro_f1": 0.7}, {"ece": 0.1})
    assert below(floor, measured(macro_f1=0.7, ece=0.1)) == []
    assert below(floor, measured(macro_f1=0.69, ece=0.1)) == ["macro_f1 is 0.6900, its floor 0.7"]
    assert below(floor, measured(macro_f1=0.7, ece=0.2)) == ["ece is 0.2000, at most 0.1"]


def test_a_floor_of_an_unknown_figure_is_refused() -> None:
    with pytest.raises(UnknownMetricError, match="it has macro_f1"):
        below(Floor("relations", 1, "ab", {"f2": 0.7}, {}), measured(macro_f1=0.7))


@pytest.mark.parametrize("one", [{"every": 1, "corpus_sha256": "", "floors": {}}, {"every": 1, "corpus_sha256": ""}])
def test_a_file_of_floors_with_other_keys_is_refused(tmp_path: Path, one: dict[str, object]) -> None:
    (tmp_path / "floors.json").write_text(json.dumps({"tasks": {"relations": one}}), encoding="utf-8")
    with pytest.raises(ValueError, match="relations"):
        load_floors(tmp_path / "floors.json")
